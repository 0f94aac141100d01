"""A table of what was said, a turn or a caption a row, to a text with its speakers' labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from onrecord.index.document import Document, NoTableError
from onrecord.index.parsing.person_names import is_name
from onrecord.index.parsing.question_signs import questions
from onrecord.index.parsing.vocabulary import role_of
from onrecord.index.records import Role
from onrecord.index.text.spans import Span, glue

__all__ = ["document_of_turns", "find_turn_columns", "find_turns", "seconds_of"]

Row = Sequence[str]

_NAMES: Final = {
    "speaker": """
        speaker speakername speakerlabel speakerid name author user username nickname sender from
        participant person who character sprecher sprecherin redner person orador oradora hablante
        ponente falante orateur locuteur intervenant relatore parlante oratore spreker talare puhuja
        mówca mluvčí говорящий спикер автор оратор имя konuşmacı المتحدث متحدث المتكلم वक्ता
        pembicara ngườinói ผู้พูด 说话人 說話人 发言人 發言人 讲话人 講話人 发言者 發言者 说话者 話者 発言者
        화자 발언자 이름 姓名 讲者
    """,
    "role": "role speakerrole rolle rol rôle ruolo роль 角色 身份 役割 역할",
    "text": """
        text words utterance utterances content transcript message body speech line sentence caption
        elements said statement remarks textblocks texte texto testo tekst текст реплика высказывание نص النص
        metin पाठ teks lờinói ข้อความ 内容 內容 文本 发言 發言 发言内容 發言內容 话语 原文 発言 発話 テキスト
        본문 내용 발언 대사
    """,
    "start": """
        start starttime startms begin begintime time timestamp timestamps fromtime offset offsets ts
        时间 時間 開始
    """,
}
_COLUMN: Final = {name: column for column, names in _NAMES.items() for name in names.split()}
_ROLES: Final[dict[str, Role]] = {
    "user": "asker",
    "human": "asker",
    "customer": "asker",
    "assistant": "answerer",
    "bot": "answerer",
    "agent": "answerer",
    "guest": "answerer",
}
_CLOCK: Final = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2}(?:[.,]\d{1,6})?)")
# Characters that are said in a unit of time at least, if it is a second and not a thousandth of one.
_SLOWEST: Final = 0.5
# Turns at least by a speaker's name, where no column says that it holds them; of fewer most must be another's
# than the one before, and of any some; how much longer what is said must be than the names.
_TURNS: Final = 2.5
_FEWEST_TURNS: Final = 2
_IN_TURN: Final = 0.6
_CHANGES: Final = 0.1
_LONGER: Final = 1.5
_FEWEST_NAMES: Final = 2
# Where more than this share asks it is a column of questions; so many must ask beside other columns.
_ALL_ASK: Final = 0.8
_FEWEST_ASK: Final = 2
_SOME_ASK: Final = 0.1
# Words of a column's name at most.
_LONGEST_HEADER: Final = 3
_LONGEST_NAME: Final = 60
_NOBODY: Final = "Unknown"


def find_turn_columns(header: Row) -> dict[str, int]:
    """The place of each column whose name is known; of several, the first."""
    found: dict[str, int] = {}
    for place, name in enumerate(header):
        bare = "".join(c for c in name.strip().lower() if c.isalpha() or ord(c) > 0x900)
        if column := _COLUMN.get(bare):
            found.setdefault(column, place)
    if "speaker" not in found and "role" in found:
        found["speaker"] = found["role"]
    return found


def find_turns(rows: Sequence[Row], *, headed: bool) -> tuple[Sequence[Row], dict[str, int]] | None:
    """The rows of a table of turns and its columns, known by what stands in them; ``None`` where it is none.

    What is said is the column with the most text. Who says it is one whose values are short, come again and
    again, and change from row to row; where there are other columns, some of what is said must ask.

    Args:
        rows: the rows, the first of which may name the columns.
        headed: whether it does.
    """
    below = rows[1:]
    sizes = Counter(dict.fromkeys(range(max(map(len, rows))), 0))
    for row in below:
        sizes.update({place: len(words) for place, words in enumerate(row)})
    (text, _), *others = sizes.most_common() or [(0, 0)]
    said = [row[text] for row in below if text < len(row)]
    asking = sum(questions(words) > 0 for words in said)
    if asking > _ALL_ASK * len(said) or (
        len(others) > 1 and asking < max(_FEWEST_ASK, _SOME_ASK * len(said))
    ):
        return None
    names = {place: [row[place].strip() for row in below if place < len(row)] for place, _ in others}
    possible = [place for place in names if _are_names(names[place], sizes[text])]
    if not possible:
        return None
    who = max(possible, key=lambda place: (sum(map(is_name, set(names[place]))), len(set(names[place]))))
    first = rows[0]
    header = headed or (
        max(who, text) < len(first)
        and first[who].strip() not in names[who]
        and len(first[text].split()) <= _LONGEST_HEADER
    )
    known = find_turn_columns(first) if header else {}
    columns = {"speaker": who, "text": text} | {name: known[name] for name in ("start",) if name in known}
    return (below if header else rows), columns


def _are_names(column: Sequence[str], said: int) -> bool:
    """Whether what stands in a column names who says ``said`` characters: two or more, in turn."""
    told = [name for name in column if name]
    distinct = set(told)
    if len(distinct) < _FEWEST_NAMES or not all(any(map(str.isalpha, name)) for name in distinct):
        return False
    changes = sum(a != b for a, b in pairwise(told)) / max(1, len(told) - 1)
    turns = len(told) / len(distinct)
    return (
        (turns >= _TURNS or (turns >= _FEWEST_TURNS and changes >= _IN_TURN))
        and changes >= _CHANGES
        and max(map(len, distinct)) <= _LONGEST_NAME
        and said >= _LONGER * sum(map(len, told))
    )


def seconds_of(time: str) -> float | None:
    """A time in seconds, or a number whose unit is unknown."""
    clock = _CLOCK.fullmatch(time.strip())
    if clock:
        hours, minutes, seconds = clock.groups()
        return int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds.replace(",", "."))
    try:
        number = float(time)
    except ValueError:
        return None
    return number if 0 <= number < 1e12 else None


def document_of_turns(rows: Sequence[Row], columns: dict[str, int], encoding: str | None = None) -> Document:
    """The rows as one text: a speaker's name, a colon, and what is said up to the next speaker.

    A row without a speaker goes on with the words of the one before. The labels of the document
    tell the speakers, and their roles where a column does.

    Raises:
        NoTableError: nobody says anything.
    """
    texts: list[str] = []
    labels: list[tuple[Span, Role | None]] = []
    times: list[tuple[int, float]] = []
    at, before = 0, ""
    for row in rows:
        cell = {name: row[place].strip() for name, place in columns.items() if place < len(row)}
        words, speaker = cell.get("text", ""), cell.get("speaker", "")
        if not words:
            continue
        speaker = " ".join(speaker.split())[:_LONGEST_NAME]
        name = f"Speaker {speaker}" if len(speaker) < 3 and speaker.isascii() and speaker else speaker
        if not name and cell.get("start") and labels:
            # A recording's segment that no voice was found for is nobody's.
            name, cell["role"] = _NOBODY, "moderator"
        if name and (name != before or not texts):
            breaks = "\n\n" if texts else ""
            role = cell.get("role", "").casefold()
            labels.append((Span(at + len(breaks), at + len(breaks) + len(name)), _role(role, name)))
            texts += [breaks, f"{name}: "]
            at += len(breaks) + len(name) + 2
            before = name
        elif texts:
            joint = glue(texts[-1], words)
            texts.append(joint)
            at += len(joint)
        seconds = seconds_of(cell["start"]) if cell.get("start") else None
        if seconds is not None:
            times.append((at, seconds))
        texts.append(words)
        at += len(words)
    if not labels:
        raise NoTableError("has no row with a speaker and what is said; give the columns these names")
    return Document("".join(texts), encoding, times=_inseconds_of(times, at), labels=tuple(labels))


def _role(told: str, name: str) -> Role | None:
    return _ROLES.get(told) or _ROLES.get(name.casefold()) or role_of(told)


def _inseconds_of(times: Sequence[tuple[int, float]], length: int) -> tuple[tuple[int, float], ...]:
    """Times in order, those in thousandths of a second as seconds."""
    ordered = all(a[1] <= b[1] for a, b in pairwise(times))
    if not times or not ordered:
        return ()
    slow = length < _SLOWEST * (times[-1][1] - times[0][1])
    return tuple((at, time / 1000 if slow else time) for at, time in times)
