"""What the head of a text tells of it: a YAML block, lines of a name and a value, an address of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from onrecord.index.metadata import Metadata, is_address
from onrecord.index.parsing.dates import first_date
from onrecord.index.parsing.paragraphs import trimmed
from onrecord.index.parsing.table_columns import find_columns
from onrecord.index.records import Transcript
from onrecord.index.text.spans import Span

__all__ = ["front_metadata", "front_pairs", "is_shown"]

_YAML = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<block>(?:[^\r\n]{0,2000}\r?\n){0,200}?)---[ \t]*(?:\r?\n|$)")
_TOML = re.compile(_YAML.pattern.replace("---", r"\+\+\+"))
_LINE = re.compile(
    r"[#>*_\s]{0,8}(?P<name>[^\W\d_][^:：\n]{0,30}?)[*_ \t]{0,4}[:：][*_ \t]{0,4}(?P<value>\S.{0,300})"
)
_TAGS = re.compile(r"<[^<>]*>")
# Letters and digits at most of a line that only tells the date: "Wednesday, 23 September 2020".
_LONGEST_DATE = 30


def is_shown(transcript: Transcript, line: str) -> bool:
    """Whether what a line of the front matter tells is among what is shown of the transcript.

    What only programs read, such as the fields of a YAML block and tags, tells nothing.
    """
    head = _YAML.match(transcript.text) or _TOML.match(transcript.text)
    value = field["value"] if (field := _LINE.fullmatch(line)) else line
    told = _letters(_TAGS.sub("", value))
    if not told or (head and line in head[0]):
        return True
    shown = [
        transcript.title,
        transcript.place,
        transcript.address,
        transcript.language,
        *transcript.speakers,
    ]
    return any(told in _letters(each) for each in (*shown, " ".join(transcript.speakers)) if each) or (
        len(told) <= _LONGEST_DATE and transcript.date is not None and first_date(value) == transcript.date
    )


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words)).casefold()


def _yaml_fields(block: str) -> list[tuple[str, str]]:
    """The fields of a YAML block; those of its lines where it is no YAML."""
    import yaml

    try:
        found = yaml.load(block, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return _line_fields(block.splitlines())
    fields = found.items() if isinstance(found, Mapping) else ()
    return [(name, words) for name, value in fields if isinstance(name, str) and (words := _words(value))]


def _toml_fields(block: str) -> list[tuple[str, str]]:
    """The fields of a TOML block; those of its lines where it is no TOML."""
    import tomllib

    try:
        found = tomllib.loads(block.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError):
        return _line_fields(line.replace("=", ":", 1) for line in block.splitlines())
    fields = ((name, str(value) if isinstance(value, date) else value) for name, value in found.items())
    return [(name, words) for name, value in fields if (words := _words(value))]


def front_pairs(text: str) -> list[tuple[Span, Span]]:
    """The questions and answers in lists of a YAML block, each where it stands in ``text``."""
    import yaml

    head = _YAML.match(text)
    if head is None:
        return []
    try:
        node = yaml.compose(head["block"], Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return []
    found: list[tuple[Span, Span]] = []
    waiting = [node]
    while waiting:
        each = waiting.pop(0)
        if isinstance(each, yaml.SequenceNode):
            waiting += each.value
        elif isinstance(each, yaml.MappingNode):
            names = [str(name.value) for name, _ in each.value]
            columns = find_columns(names)
            values = [value for _, value in each.value]
            sides = [values[columns[side]] for side in ("question", "answer") if side in columns]
            if len(sides) == 2 and all(isinstance(side, yaml.ScalarNode) and side.value for side in sides):
                question, answer = (_span_of(text, side, head.start("block")) for side in sides)
                if question and answer and question.end <= answer.start:
                    found.append((question, answer))
            else:
                waiting += values
    return found


def _span_of(text: str, node: object, base: int) -> Span | None:
    """Where the words of a scalar stand, without its quotes or the sign of a block."""
    start, end = base + node.start_mark.index, base + node.end_mark.index  # type: ignore[attr-defined]
    style = node.style  # type: ignore[attr-defined]
    if style in ("'", '"'):
        start, end = start + 1, end - 1
    elif style in ("|", ">"):
        start = text.find("\n", start, end) + 1 or start
    return trimmed(text, start, end)


def _words(value: object) -> str:
    """A value as words, those of a list one a line."""
    if isinstance(value, str):
        return value.replace("\xa0", " ").strip()
    if isinstance(value, list):
        return "\n".join(each for each in value if isinstance(each, str))
    return ""


def _line_fields(lines: Iterable[str]) -> list[tuple[str, str]]:
    found = [match for line in lines if (match := _LINE.fullmatch(line.strip()))]
    return [(match["name"], match["value"].strip(" *_\"'")) for match in found]


def front_metadata(text: str, front: Sequence[str]) -> Metadata:
    """What the front matter tells.

    Args:
        text: the whole text, which may begin with a YAML block.
        front: its first lines, up to the first marker.

    >>> front_metadata("", ["A talk about bridges", "地点：上海", "https://example.org/talk"]).place
    '上海'
    """
    head = _YAML.match(text) or _TOML.match(text)
    block = head["block"] if head else ""
    lines = [line for line in front if line not in block]
    address = next((line.strip() for line in lines if is_address(line)), "")
    told = Metadata.of_fields([*_line_fields(lines), ("document", address)])
    if not block:
        return told
    fields = _yaml_fields(block) if _YAML.match(text) else _toml_fields(block)
    return Metadata.of_fields(fields).over(told)
