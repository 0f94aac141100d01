"""Papers, stations and agencies by whatever name, in ``outlets.tsv``, which is ours: a line for each.

The first columns are what one is called in English, Chinese, Japanese, Korean, Russian and Arabic, where it
has a name of its own there; in the columns behind are its other names.

>>> "路透社" in other_names("reuters"), other_names("nobody's paper")
(True, ())
>>> outlet_in("路透社", "en"), outlet_in("Reuters", "zh"), outlet_in("路透社", "es"), outlet_in("BBC", "ko")
('Reuters', '路透社', 'Reuters', None)
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from onrecord.index.text.folding import caseless

__all__ = ["every_name", "other_names", "outlet_in"]

_Line = tuple[str, ...]
_MARKS = re.compile("[《》「」『』]")


@cache
def _table() -> tuple[dict[str, int], dict[str, _Line]]:
    """The columns of languages, and the lines by every name in them."""
    text = files("onrecord.index.crosslingual").joinpath("outlets.tsv").read_text("utf-8")
    head, *lines = [tuple(line.split("\t")) for line in text.splitlines()]
    columns = {language: at for at, language in enumerate(head[:-1])}
    return columns, {caseless(name): line for line in lines for name in line if name}


def _line(name: str) -> _Line:
    return _table()[1].get(caseless(_MARKS.sub("", name)), ())


@cache
def every_name() -> tuple[str, ...]:
    """Every name of every outlet that is known, as it is printed."""
    lines = dict.fromkeys(_table()[1].values())
    return tuple(dict.fromkeys(name for line in lines for name in line if name))


def other_names(name: str) -> tuple[str, ...]:
    """All names of the outlet that is called ``name``; none where it is not known."""
    return tuple(filter(None, _line(name)))


def outlet_in(name: str, language: str) -> str | None:
    """What the outlet that is called ``name`` is called in a language; ``None`` where that is not known.

    ``language`` is an ISO 639-1 code; in languages that have no column it keeps the name of the first.
    """
    line = _line(name)
    at = _table()[0].get(language, 0)
    return (line[at] if at < len(line) else "") or None
