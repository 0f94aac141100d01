"""The way from one page of On Record to another."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.ui.messages import Messages
from onrecord.ui.templates import render
from onrecord.ui.web.routes import ASK, EVALS, LIBRARY, TRACE

__all__ = ["navigation"]


def navigation(here: str, pages: Sequence[str], words: Messages, name: str | None = None) -> str:
    """Links to ``pages``, the one that is open marked; with a login a button to log out."""
    if len(pages) < 2 and not name:
        return ""
    labels = {
        ASK: words.page_ask,
        TRACE: words.page_trace,
        LIBRARY: words.page_library,
        EVALS: words.page_evals,
    }
    return render("navigation", here=here, pages=pages, labels=labels, words=words, name=name)
