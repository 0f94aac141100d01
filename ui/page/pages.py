"""The pages beside the first one, and the way from each to the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import gradio as gr

from onrecord.ui.messages import Messages
from onrecord.ui.page.evals import Evals
from onrecord.ui.page.evals_page import evals_page
from onrecord.ui.page.library import Library
from onrecord.ui.page.library_page import library_page
from onrecord.ui.page.navigation import navigation
from onrecord.ui.page.trace_page import trace_page
from onrecord.ui.web.guard import NAME
from onrecord.ui.web.routes import ASK, EVALS, LIBRARY, TRACE

if TYPE_CHECKING:
    from onrecord.rag.assistant import Assistant

__all__ = ["add_pages", "paths_of", "ways"]


def paths_of(library: Library | None, evals: Evals | None) -> list[str]:
    """The paths of the pages that there are."""
    return [ASK, TRACE, *([LIBRARY] if library else []), *([EVALS] if evals else [])]


def add_pages(
    page: gr.Blocks,
    assistant: Assistant,
    library: Library | None,
    evals: Evals | None,
    words_of: Callable[[gr.Request], Messages],
) -> None:
    """Add a page for traces, one for ``library`` and one for ``evals``, where these are given."""
    paths = paths_of(library, evals)
    with page.route("Trace", f"/{TRACE}", show_in_navbar=False):
        _top(page, TRACE, paths, words_of)
        trace_page(page, assistant, words_of)
    if library:
        with page.route("Library", f"/{LIBRARY}", show_in_navbar=False):
            _top(page, LIBRARY, paths, words_of)
            library_page(page, library, words_of)
    if evals:
        with page.route("Evals", f"/{EVALS}", show_in_navbar=False):
            _top(page, EVALS, paths, words_of)
            evals_page(page, evals, words_of)


def _top(
    page: gr.Blocks, here: str, paths: Sequence[str], words_of: Callable[[gr.Request], Messages]
) -> None:
    """What stands above such a page."""
    top = gr.HTML(apply_default_css=False, elem_id="ways")

    def greet(request: gr.Request) -> str:
        return ways(here, paths, words_of(request), request)

    page.load(greet, None, top, show_progress="hidden", api_visibility="private")


def ways(here: str, paths: Sequence[str], words: Messages, request: gr.Request) -> str:
    """The links between the pages, as HTML; nothing where there is one."""
    name = request.request.scope.get(NAME) if request.request else None
    return navigation(here, paths, words, name)
