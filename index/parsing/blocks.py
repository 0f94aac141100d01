r"""A document as blocks, whatever its format: what stands together, and what each looks like.

>>> text = "## When does it open?\nIn May.\n"
>>> [(block.words.of(text), sorted(block.styles)) for block in blocks_of(text, Layout.of(text))]
[('When does it open?', ['h2']), ('In May.', ['plain'])]
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from onrecord.index.parsing.furniture import is_markup
from onrecord.index.parsing.paragraphs import Layout, ends_sentence, opens_item, trimmed
from onrecord.index.parsing.turns import has_words
from onrecord.index.text.spans import Span, Spans

__all__ = ["Block", "Element", "blocks_of", "printed_label"]

#: From a position on, what a format calls the parts that the text stands in, such as ``question``.
Element = tuple[int, tuple[str, ...]]

_QUOTE = re.compile(r"(?:>[ \t]*)+")
_HEADING = re.compile(r"(#{1,6})[ \t]*(?=[^\s#])")
_STRONG = re.compile(r"(?P<sign>\*\*\*|\*\*|__)(?=\S)")
_WEAK = re.compile(r"(?P<sign>[*_])(?=[^\s*_])")
_OPENS = re.compile(r"(?P<sign>\*{1,3}|_{1,2})(?=[^\s*_])")
_NUMBER = re.compile(
    r"(?P<open>[(（]?)(?:Q|No\.?[ ]?)?"
    r"(?P<number>[0-9０-９]{1,3}(?:\.\d{1,2})*|[一二三四五六七八九十]{1,3})"
    r"(?P<close>[.)）．、:：]|(?<=\d\.\d)(?=[ \t])|(?<=\d\.\d\d)(?=[ \t]))[ \t\u3000]*(?=\S)"
)
_SIGN = re.compile(
    r"(?P<sign>[○◯●◎◇◆□■△▲▽▼▷▶►☞※★☆✦❓]|[*•·+](?=[ \t\u3000])|[—–―─-]{1,3}(?=[ \t\xa0]?\w)|>{2,3})"
    r"[ \t\xa0\u3000]*(?=\S)"
)
_LABEL = re.compile(
    r"(?:\*{1,3}|__)?(?P<name>[^\W\d_](?:[^\n:：*_?!？！。]|(?<=[A-Z])\.){0,40}?[ \t]?)(?:\*{1,3}|__)?"
    r"(?P<colon>[:：])(?:\*{1,3}|__)?[ \t\u3000]*(?=\S)"
)
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][\w-]*)")
_DASH = re.compile(r"[—–―]+[ \t\xa0]*(?=\w)")
_DIGITS = re.compile(r"\d+")
# What stands in brackets, and the space before it.
_BRACKETED = re.compile(r"\s*[(（\[【][^()（）\[\]]*[)）\]】]")
# What may stand behind a name in bold letters, in brackets: a time, points, where it is quoted from.
_BEHIND = re.compile(rf"(?:{_BRACKETED.pattern})*[\s>·|,]*")
_LONGEST_LABEL: Final = 40
_AROUND: Final = " \t\n_#>-•:：·|\u3000[]"
# A paragraph's line that goes on in the next one has this many characters at least.
_WRAPPED: Final = 40
_LONGEST_RUN: Final = 2000
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, caption, cell ... and what it looks like.

    It begins at ``start``, its marks included; ``words`` are without the marks at its beginning. Where its
    look ends inside it, as that of a bold run before ordinary words does, that is at ``run``, else 0.
    ``styles`` are what it looks like, never empty. ``label`` is what a colon, or being bold, parts from the
    words behind it, which begin at ``said``; in small letters, without numbers and brackets.
    """

    start: int
    words: Span
    styles: frozenset[str]
    run: int = 0
    label: str = ""
    said: int = 0


def _paragraphs(text: str, layout: Layout) -> Iterator[Span]:
    """Lines, and those that go on in the next one together with it."""
    paragraph: Span | None = None
    above: Span | None = None
    sign, is_open = "", False
    for line, blank in zip(layout.lines, layout.after_blank, strict=True):
        if paragraph and above and not blank and _goes_on(text, above, line, is_open, layout.wrapped):
            paragraph = Span(paragraph.start, line.end)
        else:
            if paragraph:
                yield paragraph
            paragraph, is_open = line, False
            mark = _OPENS.match(text, line.start, line.end)
            sign = mark["sign"] if mark else ""
        if sign:
            is_open ^= text.count(sign, line.start, line.end) % 2 == 1
        above = line
    if paragraph:
        yield paragraph


def _goes_on(text: str, above: Span, line: Span, is_open: bool, wrapped: bool) -> bool:
    """Whether a line goes on with the paragraph of the line above it."""
    if text.startswith(">", above.start) and text.startswith(">", line.start):
        return True
    if _HEADING.match(text, above.start, above.end):
        return False
    if opens_item(text, line) or text[above.end : line.start].strip():
        return is_open and not text.startswith("**", line.start)
    unfinished = len(above) >= _WRAPPED and not ends_sentence(
        text[max(above.start, above.end - 20) : above.end]
    )
    return is_open or ((unfinished or wrapped) and not _LABEL.match(text, line.start, line.end))


def _run_end(text: str, at: int, end: int, sign: str) -> int:
    """Where a run that ``sign`` opens at ``at`` is closed; 0 where it is not."""
    close = text.find(sign, at, min(end, at + _LONGEST_RUN))
    return close + len(sign) if close > at else 0


def _read(text: str, span: Span, bold: Span | None) -> Block:
    styles: set[str] = set()
    at, end, run = span.start, span.end, 0
    quote = _QUOTE.match(text, at, end)
    if quote and quote.end() < end and not text.startswith(">>", at):
        styles.add("quote")
        at = quote.end()
    if heading := _HEADING.match(text, at, end):
        styles.add(f"h{len(heading[1])}")
        at = heading.end()
    number = None
    sign = _SIGN.match(text, at, end)
    if sign and not text.startswith("**", at):
        styles.add(f"sign {sign['sign'][:1]}")
        at = sign.end()
    if (number := _NUMBER.match(text, at, end)) and (not number["open"] or number["close"] in ")）"):
        styles.add("number")
        at = number.end()
    strong = _STRONG.match(text, at, end)
    weak = None if strong else _WEAK.match(text, at, end)
    if (mark := strong or weak) and (close := _run_end(text, mark.end(), end, mark["sign"])):
        whole = not any(map(str.isalnum, text[close:end]))
        styles.add(("bold" if strong else "italic") + ("" if whole else " run"))
        at, run = mark.end(), 0 if whole else close
    elif bold and bold.start <= at < bold.end:
        whole = not any(map(str.isalnum, text[bold.end : end]))
        styles.add("bold" if whole else "bold run")
        run = 0 if whole else bold.end
    if styles & {"bold", "bold run", "italic", "italic run"} and (dash := _DASH.match(text, at, end)):
        at = dash.end()
    if (number is None) and (number := _NUMBER.match(text, at, end)) and number["close"] not in ":：":
        styles.add("number")
        at = number.end()
    words = trimmed(text, at, end) or span
    name, said = _label(
        text, span.start if strong and not number and "quote" not in styles else at, end, words.start, run
    )
    return Block(span.start, words, frozenset(styles or {"plain"}), run, name, said)


def _label(text: str, at: int, end: int, words: int, run: int) -> tuple[str, int]:
    """What may be a speaker's label, and where what is said behind it begins."""
    label = _LABEL.match(text, at, end)
    if label and not (label["colon"] == ":" and text.startswith("//", label.end() - 1)):
        name, said = label["name"], label.end()
    elif run and run - words <= _LONGEST_LABEL and text[run - 4 : run].strip("*_ \n")[-1:].isalnum():
        behind = _BEHIND.match(text, run, end)
        name, said = text[words:run].strip("*_ "), behind.end() if behind else run
    else:
        return "", 0
    bare = _BRACKETED.sub("", name) or name
    return " ".join(_DIGITS.sub("", bare).split()).casefold().rstrip("."), said


def printed_label(text: str, block: Block) -> str:
    """The label of a block as it is printed, without marks and brackets; empty where it has none."""
    printed = text[block.start : block.said].replace("*", "")
    bare = (_BRACKETED.sub("", printed).strip(_AROUND) or printed.strip(_AROUND)) if printed else ""
    return " ".join(bare.split())


def _elements_of(text: str, layout: Layout) -> list[Element]:
    """The elements of the HTML whose tags stand on lines of their own in a text."""
    found: list[Element] = []
    stack: list[str] = []
    for line in layout.printed:
        if text[line.start] == "<" and is_markup(text, line):
            for tag in _TAG.finditer(text, line.start, line.end):
                name = tag["name"].lower()
                if not tag["close"]:
                    stack.append(name)
                elif name in stack:
                    del stack[len(stack) - 1 - stack[::-1].index(name) :]
            found.append(
                (line.end, tuple(each for each in dict.fromkeys(stack[-8:]) if each not in ("div", "p")))
            )
    return found


def blocks_of(
    text: str, layout: Layout, emphasis: Spans = (), elements: Sequence[Element] = ()
) -> list[Block]:
    """The blocks of a text in their order.

    Args:
        text: the document's text.
        layout: its lines.
        emphasis: its bold runs, where the format has them.
        elements: what the format calls parts of the text, in their order.
    """
    found: list[Block] = []
    bold_starts = [span.start for span in emphasis]
    elements = elements or _elements_of(text, layout)
    positions = [position for position, _ in elements]
    for span in _paragraphs(text, layout):
        if not has_words(text, span):  # a rule
            continue
        at = bisect_right(bold_starts, span.start) - 1
        bold = emphasis[at] if at >= 0 and emphasis[at].end > span.start else None
        block = _read(text, span, bold)
        place = bisect_right(positions, span.start) - 1
        if place >= 0 and (names := elements[place][1]):
            # A heading is bold by what it is.
            own = {"plain", "bold"} if _HEADINGS & set(names) else {"plain"}
            styles = block.styles - own | {f"<{name}>" for name in names}
            block = replace(block, styles=styles)
        found.append(block)
    return found
