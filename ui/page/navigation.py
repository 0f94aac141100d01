"""The way from one page of On Record to another."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.ui.messages import Messages
from onrecord.ui.web.routes import ASK, EVALS, LIBRARY

__all__ = ["navigation"]


def navigation(here: str, pages: Sequence[str], words: Messages, name: str | None = None) -> str:
    """Links to ``pages``, the one that is open marked; with a login a button to log out."""
    labels = {ASK: words.page_ask, LIBRARY: words.page_library, EVALS: words.page_evals}
    current = {here: ' aria-current="page"'}
    links = "".join(f'<a href="./{page}"{current.get(page, "")}>{labels[page]}</a>' for page in pages)
    leave = f'<form method="post" action="./logout"><button>{words.log_out}</button></form>' if name else ""
    if len(pages) < 2 and not leave:
        return ""
    language = f'lang="{words.tag}" dir="{words.direction}"'
    return f'<nav class="pages" {language} aria-label="On Record">{links}{leave}</nav>'
