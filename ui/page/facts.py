"""The small print of the page: who, when and where, on one line."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.index.records import Exchange
from onrecord.rag.citations import Quote
from onrecord.ui.markup import escaped, record_text, shown
from onrecord.ui.messages import Messages

__all__ = ["characters", "date", "hidden", "line", "name", "people", "place"]


def people(of: Quote | Exchange) -> list[str]:
    """Outlet and asker, each only where the record names it, and the outlet once."""
    said = of.outlet is None or of.outlet in (of.asker or "")
    names = [None if said else of.outlet, of.asker]
    return [name(each) for each in names if each]


def place(quote: Quote, words: Messages) -> list[str]:
    """The page and the time at which the quote begins, where there are any."""
    page = words.page.format(number=quote.page) if quote.page else ""
    return [page, f"<time>{escaped(quote.time)}</time>" if quote.time else ""]


def name(of: str | None) -> str:
    """A name as printed; nothing for none."""
    return record_text("bdi", of) if of else ""


def date(iso: str | None) -> str:
    """A day; nothing for none."""
    return f'<time datetime="{escaped(iso)}">{shown(iso)}</time>' if iso else ""


def line(facts: Iterable[str]) -> str:
    """Facts on one line, leaving out what is not known."""
    return '<span class="dot"> · </span>'.join(fact for fact in facts if fact)


def hidden(label: str) -> str:
    """A label for those who hear the page; those who see it know from the place."""
    return f'<span class="hidden">{label}: </span>'


def characters(message: str, start: int | None, end: int | None, words: Messages) -> str:
    """``message`` about the characters from ``start`` to ``end``, which are read from left to right.

    After Arabic letters a browser would turn the two numbers round, were they not isolated.
    """
    if words.direction == "ltr":
        return message.format(start=start, end=end)
    return message.format(start=f"\u2066{start}", end=f"{end}\u2069")
