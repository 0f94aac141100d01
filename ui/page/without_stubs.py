"""Imports Gradio without the stubs for editors that it makes anew: a third of the time of its import."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import ModuleType

__all__ = ["leave_out_stubs"]

_MAKER = "gradio.component_meta"


def leave_out_stubs() -> None:
    """Have Gradio, when it is imported, read the source of no component and write none beside it."""
    if _MAKER not in sys.modules:
        sys.meta_path.insert(0, _Finder())


class _Finder(MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != _MAKER:
            return None
        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(fullname, path, target)
        if spec and isinstance(spec.loader, SourceFileLoader):
            spec.loader = _Loader(spec.loader.name, spec.loader.path)
        return spec


class _Loader(SourceFileLoader):
    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        vars(module)["create_or_modify_pyi"] = lambda *_: None
        # Nobody reads what each event of each component is said to do, filled in from a template.
        vars(module)["EventListener"].set_doc = lambda *_, **__: None
