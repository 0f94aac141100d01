"""Renders the page's HTML templates, which escape whatever they print.

``{{ text }}`` prints the very characters of a text, between tags and inside quoted attributes. What the
record or a reader said goes between tags as ``{{ text | shown }}`` or ``{{ record_text("bdi", text) }}``,
which also name the characters that would turn the reading order around. A line break between two tags of a
template is nothing; anywhere else it is a space.
"""

from __future__ import annotations

import re
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup, escape

from onrecord.rag.source_line import attribution
from onrecord.ui import markup
from onrecord.ui.display_names import also_called, days, is_chinese, read_names

__all__ = ["filled", "render"]


class _Indented(Extension):
    """Lets templates be indented: white space around a line break between tags is left out."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        # As a comment that holds the break, so that the lines in messages are the file's.
        return re.sub(
            r"(?<=[>}])\s*\n\s*(?=[<{])", lambda gap: "{#" + "\n" * gap[0].count("\n") + "#}", source.strip()
        )


def _printable(value: Any) -> Any:
    """Text escaped by the page's own rule, which knows what cannot be sent to a browser."""
    return markup.escaped(value) if type(value) is str else value


def filled(message: str, **parts: Any) -> Markup:
    """A message of ours as HTML with its ``{braces}`` filled, by words or by HTML."""
    return escape(message).format(**parts)


def _percent(share: float) -> str:
    return f"{share * 100:.0f}\N{NO-BREAK SPACE}%"


_environment = Environment(
    loader=PackageLoader("onrecord.ui"),
    autoescape=True,
    undefined=StrictUndefined,
    finalize=_printable,
    extensions=[_Indented],
)
_environment.globals |= {"record_text": markup.record_text, "attribution": attribution}
_environment.globals |= {"days": days, "read_names": read_names, "also_called": also_called}
_environment.globals |= {"is_chinese": is_chinese, "script_language": markup.script_language}
_environment.filters |= {"shown": markup.shown, "filled": filled, "percent": _percent}


def render(template: str, **values: Any) -> str:
    """Fill ``ui/templates/<template>.html`` with values."""
    return _environment.get_template(f"{template}.html").render(values)
