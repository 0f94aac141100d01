"""The style sheets and scripts of the page, as they go into its head."""

from __future__ import annotations

from importlib.resources import files

__all__ = ["head"]

STYLES = (
    "page.css", "transcript.css", "history.css", "library.css", "draft.css", "trace.css",
    "aids.css", "sentences.css",
)  # fmt: skip
# In the order in which they need each other.
SCRIPTS = (
    "page.js", "copying.js", "search.js", "transcript.js", "history.js", "judging.js", "keyboard.js",
    "asking.js", "sentences.js", "trace.js", "library.js", "aids.js", "glosses.js", "translating.js",
)  # fmt: skip


def head() -> str:
    """All of them as HTML; nothing is fetched."""
    here = files("onrecord.ui.assets")
    styles = "\n".join((here / name).read_text("utf-8") for name in STYLES)
    scripts = "\n".join((here / name).read_text("utf-8") for name in SCRIPTS)
    return f"<style>{styles}</style><script>{scripts}</script>"
