"""What is pressed on the list of the library: anybody can send anything."""

from __future__ import annotations

from onrecord.index.tables.listing import Wanted
from onrecord.ui.page.library_actions import Pressed


def test_a_heading_sorts_and_sorts_the_other_way_when_pressed_again() -> None:
    by_title = Pressed({"do": "sort", "by": "title"})
    first = by_title.turned(Wanted("x", page=4))
    assert first == Wanted("x", "title", descending=False, page=1)
    assert by_title.turned(first) == Wanted("x", "title", descending=True)
    assert Pressed({"do": "sort", "by": "exchanges"}).turned(first) == Wanted("x", "exchanges")


def test_what_is_worth_a_look_comes_with_the_worst_first_and_goes_again() -> None:
    doubtful = Pressed({"do": "doubtful"})
    shown = doubtful.turned(Wanted("x"))
    assert shown == Wanted("x", "confidence", descending=False, doubtful=True)
    assert doubtful.turned(shown) == Wanted("x")


def test_a_page_is_turned_to() -> None:
    assert Pressed({"do": "page", "to": "3"}).turned(Wanted("x", "notes")) == Wanted("x", "notes", page=3)
    for odd in ("-1", "x", "9" * 40, None, ["2"], "²"):
        assert Pressed({"do": "page", "to": odd}).turned(Wanted()) == Wanted()


def test_what_no_page_would_send_changes_nothing() -> None:
    for odd in (
        {},
        {"do": "sort", "by": "sha256; DROP TABLE"},
        {"do": ["sort"]},
        {"do": None},
        {"do": "drop"},
    ):
        assert Pressed(odd).turned(Wanted()) is None
    assert Pressed({"chosen": [["a", "b"], ["c"], "de", 7, None, [1, 2]]}).chosen == [("a", "b"), ("1", "2")]
    assert Pressed({"chosen": "ab"}).chosen == []
    assert not Pressed({"everything": "yes"}).everything
