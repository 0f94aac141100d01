"""All routes that an application answers, however they are nested."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = ["Route", "routes_of"]

_DEEPEST = 12


@dataclass(frozen=True, slots=True, order=True)
class Route:
    """A path as it is declared (``/static/{path:path}``) and the methods that it takes; all of them if none."""

    path: str
    methods: tuple[str, ...] = ()


def routes_of(app: Any) -> list[Route]:
    """The routes below an ASGI application: of Starlette, FastAPI or Gradio, wrapped or mounted."""
    return sorted(set(_below(app, "", 0)))


def _below(app: Any, prefix: str, depth: int) -> list[Route]:
    if depth > _DEEPEST:
        return []
    routes = getattr(app, "routes", None)
    if routes is None:
        inner = [getattr(app, name, None) for name in ("app", "_app", "original_router")]
        return [found for each in inner if each is not None for found in _below(each, prefix, depth + 1)]
    found: list[Route] = []
    for route in routes:
        path = prefix + getattr(route, "path", "")
        if hasattr(route, "original_router"):  # what FastAPI includes
            included = getattr(getattr(route, "include_context", None), "prefix", "") or ""
            found += _below(route.original_router, prefix + included, depth + 1)
        elif hasattr(route, "app") and hasattr(route, "routes"):  # what is mounted
            found += _below(route.app, path, depth + 1)
        else:
            found.append(Route(path, tuple(sorted(getattr(route, "methods", None) or ()))))
    return found
