"""What the head of a text tells of it: a YAML block, lines of a name and a value, an address of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from onrecord.index.metadata import Metadata, is_address

__all__ = ["front_metadata"]

_YAML = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<block>(?:[^\r\n]{0,2000}\r?\n){0,200}?)---[ \t]*(?:\r?\n|$)")
_LINE = re.compile(
    r"[#>*_\s]{0,8}(?P<name>[^\W\d_][^:：\n]{0,30}?)[*_ \t]{0,4}[:：][*_ \t]{0,4}(?P<value>\S.{0,300})"
)


def _yaml_fields(block: str) -> list[tuple[str, str]]:
    """The fields of a YAML block; those of its lines where it is no YAML."""
    import yaml

    try:
        found = yaml.load(block, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return _line_fields(block.splitlines())
    fields = found.items() if isinstance(found, Mapping) else ()
    return [(name, words) for name, value in fields if isinstance(name, str) and (words := _words(value))]


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
    head = _YAML.match(text)
    block = head["block"] if head else ""
    lines = [line for line in front if line not in block]
    address = next((line.strip() for line in lines if is_address(line)), "")
    told = Metadata.of_fields([*_line_fields(lines), ("document", address)])
    return Metadata.of_fields(_yaml_fields(block)).over(told) if block else told
