"""HTML and XML to the lines that a reader sees, each character with its place in the file.

Tokens are found here rather than by a library, because libraries that build a tree forget where a
character stood. Damaged markup is read as browsers read it, as far as lines and words go.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from html.entities import html5
from typing import Final, NamedTuple

from onrecord.index.readers.html_elements import BOLD, CELLS, INLINE, KINDS, LINES, UNREAD, VOID

__all__ = ["Chunk", "Line", "Tree", "lines_of"]

_SPACE: Final = " \t\n\r\f"
# No group is possessive, however useful that would be: Python before 3.11.5 takes such for more than it is.
_WORD = rf"(?:[^&{_SPACE}]|&(?![#A-Za-z]))+"
_DATA: Final = re.compile(
    rf"(?P<space>[{_SPACE}]+)|(?P<words>{_WORD}(?: {_WORD})*)"
    r"|(?P<entity>&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,7}|[A-Za-z][A-Za-z0-9]{0,31});?)|&"
)
_MARK: Final = re.compile(r"<(?=[A-Za-z!?]|/[A-Za-z])")
# Quoted values may hold ">"; a quote that is not closed soon is none.
_TAG: Final = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*+)"
    r"""(?:[^"'>]++|"[^"]{0,2000}+"|'[^']{0,2000}+')*>"""
)
_TAG_NAME: Final = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*+)")
_RAW: Final = {name: re.compile(rf"</{name}", re.I) for name in ("script", "style", "textarea", "title")}

_CLASS: Final = re.compile(r"""\sclass\s*=\s*(?:"([^"]{0,300})"|'([^']{0,300})')""", re.I)
# A button with one of these opens what stands below it.
_OPENS: Final = re.compile(r"\s(?:aria-(?:expanded|controls)|data-(?:bs-)?(?:toggle|target))\b", re.I)
# An attribute that names the speaker of what stands in the element, which names nobody itself.
_SPEAKER: Final = re.compile(
    r"""\s(?:data-)?(?:speaker(?:-?name)?|who)\s*=\s*["']#?([^"'<>#]{1,80})["']""", re.I
)
_NAMED_INSIDE: Final = re.compile(r"\s*<speaker\b", re.I)
# What is printed first in an element: up to a colon, or all of the first element inside.
_PRINTED_FIRST: Final = re.compile(
    r"\s*(?P<inside>(?:<(?!/)[^<>]{1,200}>\s*)*)(?P<words>[^<>:：]{1,60})(?P<colon>[:：])?"
)
# The share of the elements with an attribute that print a name themselves, each the same one again.
_PRINTED: Final = 0.8
_GENERIC: Final = frozenset(("html", "body", "div", "p", "span", "section", "main", "article"))
# Elements around a line that are named, and classes of one.
_NEAREST: Final = 8
_MOST_CLASSES: Final = 6

# Whether they are open changes how their text is read.
_COUNTED: Final = UNREAD | BOLD | {"a", "pre"}


class Chunk(NamedTuple):
    """Text, where it begins and ends in the file, and whether it is emphasised."""

    text: str
    start: int
    end: int
    bold: bool


@dataclass(slots=True)
class Line:
    """One line. ``node`` is the element it begins in, ``linked`` how many of its characters are links'."""

    chunks: list[Chunk]
    node: int
    after_blank: bool
    linked: int = 0

    @property
    def text(self) -> str:
        return "".join(chunk.text for chunk in self.chunks)


@dataclass(slots=True)
class Tree:
    """The lines in their order, and the elements around them: ``parents[node]``, -1 for the root's.

    ``names[node]`` are the element's own name, unless it is one that says nothing, and its classes.
    """

    lines: list[Line] = field(default_factory=list)
    parents: list[int] = field(default_factory=lambda: [-1])
    names: list[tuple[str, ...]] = field(default_factory=lambda: [()])

    def around(self, node: int) -> tuple[str, ...]:
        """The names of an element and of the nearest ones around it."""
        found: list[str] = []
        for _ in range(_NEAREST):
            if node < 0:
                break
            found += self.names[node]
            node = self.parents[node]
        return tuple(dict.fromkeys(found))


def lines_of(source: str, *, xml: bool, keep_breaks: bool = False) -> Tree:
    """The lines of ``source``.

    Args:
        source: the decoded file.
        xml: whether it is XML: every element that is not HTML's stands on lines of its own, and
            CDATA sections are read as HTML.
        keep_breaks: whether line breaks in the file are line breaks to the reader.
    """
    walk = _Walk(source, xml, keep_breaks)
    walk.read(0, len(source))
    walk.named = False
    walk.end_line(blank=True)
    return walk.tree


def _prints_names(source: str) -> bool:
    """Whether what stands first in the elements of a speaker is mostly the same: a printed name."""
    first: dict[str, Counter[str]] = {}
    for tag in _TAG.finditer(source):
        if "=" in tag[0] and (speaker := _SPEAKER.search(tag[0])):
            printed = _PRINTED_FIRST.match(source, tag.end())
            is_label = printed and (printed["colon"] or (printed["inside"] and source[printed.end()] == "<"))
            words = " ".join(printed["words"].split()) if printed and is_label else ""
            first.setdefault(unescape(speaker[1]).strip(), Counter())[words] += 1
    again = sum(
        times
        for speaker, words in first.items()
        for printed, times in words.items()
        if printed and (times > 1 or printed == speaker)
    )
    return again >= _PRINTED * max(1, sum(words.total() for words in first.values()))


class _Walk:
    """The state of one walk through a file."""

    def __init__(self, source: str, xml: bool, keep_breaks: bool) -> None:
        self.source, self.xml, self.keep_breaks = source, xml, keep_breaks
        self.tree = Tree()
        self.open: list[tuple[str, int]] = [("", 0)]
        self.counts: Counter[str] = Counter()
        self.unread = self.bold = self.links = self.pre = 0
        self.line: Line | None = None
        self.blank = True
        self.in_cdata = False
        self.named = False
        self.printing: bool | None = None

    def read(self, at: int, end: int) -> None:
        """Walk ``source[at:end]``."""
        source = self.source
        while at < end:
            found = _MARK.search(source, at, end)
            mark = found.start() if found else end
            if mark > at:
                self.data(at, mark)
            at = self.markup(mark, end) if mark < end else end

    def markup(self, at: int, end: int) -> int:
        """Read what begins with ``<`` at ``at``; returns where it ends."""
        source = self.source
        if source[at + 1] in "!?":
            return self.declaration(at, end)
        if tag := _TAG.match(source, at, end):
            stop = tag.end()
        elif tag := _TAG_NAME.match(source, at, end):
            stop = self.after(">", at, end)
        else:  # the file ends in it
            return end
        name = tag["name"].lower()
        if tag["close"]:
            self.close(name)
        elif name in _RAW and not (self.xml and name == "title"):
            raw = _RAW[name].search(source, stop, end)
            return self.after(">", raw.start(), end) if raw else end
        else:
            self.start(name, source[stop - 2 : stop] == "/>", tag[0], at)
        return stop

    def declaration(self, at: int, end: int) -> int:
        """Pass over a comment or a declaration, and read what is inside a CDATA section."""
        source = self.source
        if source.startswith("<!--", at):
            return self.after("-->", at + 2, end)
        if self.xml and not self.in_cdata and source.startswith("<![CDATA[", at):
            stop = source.find("]]>", at, end)
            self.in_cdata = True
            self.read(at + 9, end if stop < 0 else stop)
            self.in_cdata = False
            return end if stop < 0 else stop + 3
        return self.after(">", at, end)

    def after(self, mark: str, at: int, end: int) -> int:
        found = self.source.find(mark, at, end)
        return end if found < 0 else found + len(mark)

    def start(self, name: str, closed: bool, tag: str, at: int) -> None:
        if name == "br":
            self.end_line(blank=False)
            return
        if name not in INLINE:
            if (top := KINDS.get(self.open[-1][0])) == "p" or (top and top == KINDS.get(name)):
                self.pop()
            self.parts(name)
        if name in VOID or closed:
            return
        speaker = _SPEAKER.search(tag) if "=" in tag else None
        if (
            speaker
            and not self.prints_names()
            and (self.xml or name not in INLINE)
            and not _NAMED_INSIDE.match(self.source, at + len(tag))
        ):
            self.named = False
            self.end_line(blank=True)
            self.words(f"{unescape(speaker[1])}:", at + speaker.start(1), at + speaker.end(1))
            self.space(at + speaker.end(1), None)
            self.named = True
        self.tree.parents.append(self.open[-1][1])
        classes = _CLASS.search(tag) if "class" in tag else None
        named = (classes[1] or classes[2] or "").split()[:_MOST_CLASSES] if classes else []
        self.tree.names.append((*(() if name in _GENERIC else (name,)), *(f".{each}" for each in named)))
        if name == "button" and _OPENS.search(tag):
            name = "summary"
        self.open.append((name, len(self.tree.parents) - 1))
        self.counts[name] += 1
        self.count(name, 1)

    def prints_names(self) -> bool:
        """Whether the elements whose attribute names a speaker print a name themselves."""
        if self.printing is None:
            self.printing = _prints_names(self.source)
        return self.printing

    def close(self, name: str) -> None:
        if name == "br" or (name == "p" and not self.counts[name]):
            self.end_line(blank=name == "p")
        elif self.counts[name] or (name == "button" and self.counts[name := "summary"]):
            while self.pop() != name:
                pass

    def pop(self) -> str:
        name, _ = self.open.pop()
        self.counts[name] -= 1
        self.count(name, -1)
        if name not in INLINE:
            self.parts(name)
        return name

    def count(self, name: str, by: int) -> None:
        if name not in _COUNTED:
            return
        # A heading may be a button that opens what stands below it.
        shown = (self.xml and name == "title") or (name == "button" and self.bold > 0)
        # Below a quotation stands who said it.
        shown = shown or (name == "footer" and self.counts["blockquote"] > 0)
        self.unread += by * (name in UNREAD and not shown)
        self.bold += by * (name in BOLD)
        self.links += by * (name == "a")
        self.pre += by * (name == "pre")

    def parts(self, name: str) -> None:
        """A tag that parts words: cells by a tab, others by a line break or a blank line."""
        if name in CELLS:
            self.cell()
        else:
            self.end_line(blank=name not in LINES)

    def end_line(self, *, blank: bool) -> None:
        if self.named:  # what is said stands on the line of who says it
            return
        line, self.line = self.line, None
        while line and line.chunks and line.chunks[-1].text in " \t":
            line.chunks.pop()
        if line and line.chunks:
            self.tree.lines.append(line)
            self.blank = False
        self.blank |= blank

    def data(self, at: int, end: int) -> None:
        if self.unread:
            return
        for token in _DATA.finditer(self.source, at, end):
            start, stop = token.span()
            if token.lastgroup == "words":
                self.words(token[0], start, stop)
            elif token.lastgroup == "space":
                breaks = token[0].replace("\r\n", "\n").replace("\r", "\n").count("\n")
                if breaks and (self.pre or self.keep_breaks):
                    self.end_line(blank=breaks > 1)
                else:
                    self.space(start, stop)
            elif token.lastgroup == "entity":
                self.entity(token[0], start)
            else:
                self.words(token[0], start, stop)

    def entity(self, entity: str, start: int) -> None:
        if entity[1] != "#" and entity[1:] not in html5:
            # Old names are also known without their semicolon, whatever follows.
            known = (n for n in range(min(len(entity), 8), 2, -1) if entity[1:n] in html5)
            length = next(known, 0)
            if not length:
                self.words(entity, start, start + len(entity))
                return
            entity, rest = entity[:length], entity[length:]
            self.words(unescape(entity), start, start + length)
            if rest:
                self.words(rest, start + length, start + length + len(rest))
            return
        text = unescape(entity)
        if text in _SPACE:
            self.space(start, start + len(entity))
        elif text.isprintable() or text.isspace():
            self.words(text, start, start + len(entity))

    def cell(self) -> None:
        """A tab between two cells."""
        if self.line:
            at = self.line.chunks[-1].end
            if self.line.chunks[-1].text == " ":
                at = self.line.chunks.pop().start
            if self.line.chunks[-1].text != "\t":
                self.line.chunks.append(Chunk("\t", at, at, False))

    def space(self, start: int, stop: int | None) -> None:
        if self.line and self.line.chunks[-1].text not in " \t":
            stop = start if stop is None else stop
            self.line.chunks.append(Chunk(" ", start, stop, self.bold > 0))

    def words(self, text: str, start: int, stop: int) -> None:
        self.named = False
        if self.line is None:
            self.line = Line([], self.open[-1][1], self.blank)
            self.blank = False
        self.line.chunks.append(Chunk(text, start, stop, self.bold > 0))
        self.line.linked += len(text) * (self.links > 0)
