"""Gradio's own routes that the page needs, each with the reason; all others are closed.

Routes are written as Gradio writes them. A test compares them with those of the Gradio that is installed, and
fails when a release adds one or drops one.
"""

from __future__ import annotations

from starlette.routing import compile_path

__all__ = ["ASK", "EVALS", "LIBRARY", "NEEDED", "PAGES", "TRACE", "is_needed"]

ASK, TRACE, LIBRARY, EVALS = "", "trace", "library", "evals"
"""The pages' paths, below the root."""

PAGES = tuple(f"/{page}" for page in (ASK, TRACE, LIBRARY, EVALS))
"""The paths of the pages themselves."""

NEEDED = {
    "GET /": "the page on which the record is asked",
    "HEAD /": "whether the page is there, which proxies and monitors ask",
    "GET /trace": "the page that lists every time that something was said",
    "GET /library": "the page of the library",
    "GET /evals": "the page of the evals",
    "GET /config": "what a page is made of, which Gradio's client reads first",
    "GET /theme.css": "the page's colours",
    "GET /static/{path:path}": "fonts and pictures that come with Gradio",
    "GET /assets/{path:path}": "Gradio's scripts and styles",
    "GET /favicon.ico": "the picture that a browser asks for by itself",
    "GET /gradio_api/info": "what can be called, which Gradio's client reads",
    "GET /gradio_api/app_id": "whether it is still the same server, after a broken line",
    "GET /gradio_api/heartbeat/{session_hash}": "until when a page is open and what it holds is kept",
    "POST /gradio_api/queue/join": "every event of a page: a question, a button",
    "GET /gradio_api/queue/data": "what comes of events",
    "POST /gradio_api/run/{api_name}": "buttons that stop work, which do not wait in the queue behind it",
    "POST /gradio_api/component_server/": "transcripts, lists and exports, which the page's scripts ask for",
    "POST /gradio_api/upload": "files that somebody brings",
    "GET /gradio_api/upload_progress": "how far an upload is",
    "GET /gradio_api/file={path_or_url:path}": "a file, for who brought it, from the list of files",
}
"""``METHOD /path`` of each, and what it is needed for."""

_ROUTES = tuple((method, compile_path(path)[0]) for method, path in (route.split(" ", 1) for route in NEEDED))


def is_needed(method: str, path: str) -> bool:
    """Whether a request is for one of them.

    >>> is_needed("GET", "/library"), is_needed("POST", "/library"), is_needed("GET", "/monitoring")
    (True, False, False)
    """
    return any(method == needed and pattern.match(path) for needed, pattern in _ROUTES)
