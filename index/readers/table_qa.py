"""A table of questions and answers to exchanges: which column holds what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from onrecord.index.document import Document, NoTableError
from onrecord.index.parsing.question_signs import opens_asking, questions
from onrecord.index.parsing.table_columns import Row, find_columns
from onrecord.index.readers.turn_tables import document_of_turns, find_turn_columns, find_turns
from onrecord.index.records import Exchange, Role, Turn
from onrecord.index.text.spans import Span

__all__ = ["exchanges_of"]


# The share of questions that ask, at least, and the rows that are looked at for it.
_ASKING: Final = 0.3
_LOOKED_AT: Final = 1000
# Rows in which the header is looked for.
_TITLES: Final = 10
# Below a header nearly all that stands in the column asks; words of its name at most.
_NEARLY_ALL: Final = 0.8
_LONGEST_NAME: Final = 3
_NO_COLUMNS: Final = (
    "has no row with a question and an answer; give two columns the names 'question' and 'answer', or, if it "
    "tells who says what, 'speaker' and 'text'"
)
_NO_SPEAKERS: Final = "holds what was said and when, but not by whom; give each segment a 'speaker'"


def _from_header(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows from the header on: a title and a date may stand above it."""
    for at, row in enumerate(rows[:_TITLES]):
        if {"question", "answer"} <= find_columns(row).keys() or {
            "speaker",
            "text",
        } <= find_turn_columns(row).keys():
            return rows[at:]
    return rows


def _by_position(rows: Sequence[Row]) -> dict[str, int]:
    """The two columns with the most text, in their order."""
    sizes: dict[int, int] = {}
    for row in rows:
        for place, words in enumerate(row):
            sizes[place] = sizes.get(place, 0) + len(words)
    longest = sorted(sorted(sizes, key=lambda place: -sizes[place])[:2])
    return dict(zip(("question", "answer"), longest, strict=True)) if len(longest) == 2 else {}


def _completed(rows: Sequence[Row], columns: dict[str, int]) -> dict[str, int]:
    """Where only questions or only answers are named, the other is the column with the most text."""
    missing = {"question", "answer"} - columns.keys()
    if len(missing) != 1:
        return columns
    named = next(place for column, place in columns.items() if column in ("question", "answer"))
    if sum(map(str.isalpha, rows[0][named])) < 2 and rows[0][named].isascii():  # "a1" beside "b1"
        return {}
    sizes = {
        place: sum(len(row[place]) for row in rows[1:] if place < len(row)) for place in range(len(rows[0]))
    }
    left = [place for place in sizes if place not in columns.values() and sizes[place]]
    return {**columns, missing.pop(): max(left, key=sizes.__getitem__)} if left else columns


def _asking_share(rows: Sequence[Row], place: int, *, marked: bool = False) -> float:
    """Which share of what stands in a column asks; with ``marked`` only what bears the sign of a question."""
    said = [row[place] for row in rows[:_LOOKED_AT] if place < len(row) and row[place].strip()]
    asking = (questions(words) > 0 or (not marked and opens_asking(words)) for words in said)
    return sum(asking) / max(1, len(said))


def _asks(rows: Sequence[Row], columns: dict[str, int]) -> bool:
    """Whether enough of what stands in the place of questions asks."""
    return _asking_share(rows, columns.get("question", 0)) >= _ASKING


def _placed(rows: Sequence[Row], headed: bool) -> tuple[Sequence[Row], dict[str, int]]:
    """The rows below the header, and the columns by their places: the one that asks is the questions'."""
    below = rows[1:]
    places = _by_position(below)
    if not headed and places:
        # "ask, say" above questions is a header, too: alone of its column it is short and does not ask.
        place = max(places.values(), key=lambda place: _asking_share(below, place))
        name = rows[0][place] if place < len(rows[0]) else ""
        headed = (
            len(name.split()) <= _LONGEST_NAME
            and not _asking_share(rows[:1], place)
            and _asking_share(below, place) >= _NEARLY_ALL
            and len(below) > 1
        )
    found = below if headed else rows
    places = _by_position(found)
    if places and _asking_share(found, places["answer"]) > max(
        _ASKING, 2 * _asking_share(found, places["question"])
    ):
        places = {"question": places["answer"], "answer": places["question"]}
    return found, places


def _turns(rows: Sequence[Row], headed: bool) -> tuple[Sequence[Row], dict[str, int]] | None:
    """The rows of a table of turns, and its columns; ``None`` where it is none."""
    columns = find_turn_columns(rows[0])
    if {"speaker", "text"} <= columns.keys():
        return rows[1:], columns
    return find_turns(rows, headed=headed)


def exchanges_of(
    sheets: Sequence[Sequence[Row]], encoding: str | None = None, *, headed: bool = False
) -> Document:
    """The rows of one table or several as exchanges: each with its question's words and its answer's.

    Columns are known by their names in the first row, and without such names by position: the
    two with the most text, of which the one that asks more has the questions. A row in which either
    is missing is left out. A table of speakers and what they say is no such table: it is read as a text.

    Args:
        sheets: the rows of each table.
        encoding: the file's.
        headed: whether the first row is known to name the columns, as the keys of objects do.

    Raises:
        NoTableError: no row has a question and an answer, or more than two columns have no such names
            and do not ask.
    """
    texts: list[str] = []
    exchanges: list[Exchange] = []
    at = 0
    by_position = False
    tables_found = [_from_header(rows) for rows in sheets if rows]
    named = [(rows, _completed(rows, find_columns(rows[0]))) for rows in tables_found]
    if any({"question", "answer"} <= columns.keys() for _, columns in named):
        tables = [(rows[1:], columns) for rows, columns in named if {"question", "answer"} <= columns.keys()]
    elif said := next((t for rows, _ in named if (t := _turns(rows, headed))), None):
        return document_of_turns(*said, encoding)
    elif any({"text", "start"} <= find_turn_columns(rows[0]).keys() for rows, _ in named):
        raise NoTableError(_NO_SPEAKERS)
    else:
        tables = [_placed(rows, headed) for rows, _ in named]
        # What only begins as questions do may be said of anything: "has a mill".
        by_position = not any(
            _asking_share(rows, columns.get("question", 0), marked=True) >= _ASKING
            for rows, columns in tables
        )
        if not any(_asks(rows, columns) for rows, columns in tables) and any(
            len(row) > 2 for rows, _ in tables for row in rows
        ):
            raise NoTableError(_NO_COLUMNS)
    for rows, columns in tables:
        for row in rows:
            cell = {c: row[place].strip() for c, place in columns.items() if place < len(row)}
            if not cell.get("question") or not cell.get("answer"):
                continue
            turns: list[Turn] = []
            sides: tuple[tuple[Role, str, str | None], ...] = (
                ("asker", cell["question"], cell.get("asker") or cell.get("outlet")),
                ("answerer", cell["answer"], cell.get("answerer")),
            )
            for role, words, speaker in sides:
                outlet = cell.get("outlet") if role == "asker" else None
                turns.append(Turn(role, (Span(at, at + len(words)),), speaker or None, outlet or None))
                breaks = "\n" if role == "asker" else "\n\n"
                texts += [words, breaks]
                at += len(words) + len(breaks)
            exchanges.append(Exchange(len(exchanges) + 1, (turns[0],), (turns[1],)))
    if not exchanges:
        raise NoTableError(_NO_COLUMNS)
    return Document("".join(texts), encoding, exchanges=tuple(exchanges), by_position=by_position)
