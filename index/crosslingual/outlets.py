"""Papers, stations and agencies by whatever name, in ``outlets.tsv``, which is ours: a line for each.

>>> "路透社" in other_names("reuters"), other_names("nobody's paper")
(True, ())
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

__all__ = ["every_name", "other_names"]


@cache
def _rows() -> tuple[tuple[str, ...], ...]:
    lines = files("onrecord.index.crosslingual").joinpath("outlets.tsv").read_text("utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines)


@cache
def _by_name() -> dict[str, tuple[str, ...]]:
    return {name.casefold(): row for row in _rows() for name in row}


@cache
def every_name() -> tuple[str, ...]:
    """Every name of every outlet that is known, as it is printed."""
    return tuple(dict.fromkeys(name for row in _rows() for name in row))


def other_names(name: str) -> tuple[str, ...]:
    """All names of the outlet that is called ``name``; none where it is not known."""
    return _by_name().get(name.casefold(), ())
