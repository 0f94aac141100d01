"""Who is found to speak in a document, and what the user says instead: of a label, or of what looks alike.

A label is named as it is printed (``Ann Reed``), a look by its style (``style:bold``), see
:mod:`onrecord.index.parsing.blocks`. What the user says is laid over whatever was found, and final.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from onrecord.index.parsing.blocks import Block, printed_label
from onrecord.index.parsing.label_words import read_label
from onrecord.index.parsing.markers import Marker
from onrecord.index.parsing.paragraphs import trimmed
from onrecord.index.parsing.profile import NOBODY, STYLE, Choice, Told
from onrecord.index.parsing.vocabulary import fold
from onrecord.index.text.spans import Span

__all__ = ["Speaker", "find_speakers", "turned", "unused_labels", "with_told"]

# Speakers and looks that are told of one document.
_MOST: Final = 12
# Turns of each that are shown, and how often a look or an unused label comes at least.
_EXAMPLES: Final = 2
_FEWEST: Final = 2
_PLAIN: Final = "plain"


@dataclass(frozen=True, slots=True)
class Speaker:
    """A label, or a look, and what its turns are taken for: ``None`` where it begins none.

    ``examples`` are the first of the ``turns`` that it begins, or could begin.
    """

    name: str
    choice: Choice | None
    turns: int
    examples: tuple[Span, ...]

    @property
    def style(self) -> str:
        """The look, such as ``bold``; empty where it is a label."""
        return self.name.removeprefix(STYLE) if self.name.startswith(STYLE) else ""


def _key(name: str) -> str:
    return fold(name).replace(" ", "") or name


def with_told(text: str, blocks: Sequence[Block], markers: Sequence[Marker], told: Told) -> list[Marker]:
    """The markers as the user says: labels and looks that are named have the roles that are said.

    Behind a block whose look asks, what nothing else begins answers; behind one that moderates or is
    nobody's, the speaker before goes on.
    """
    labels = {_key(name): choice for name, choice in told if not name.startswith(STYLE)}
    styles = {name.removeprefix(STYLE): choice for name, choice in told if name.startswith(STYLE)}
    counts = Counter(style for block in blocks for style in block.styles)
    first, inside = _by_block(blocks, markers)
    found: list[Marker] = [m for m in markers if not blocks or m.start < blocks[0].start]
    speaker: Marker | None = None
    goes_on: Marker | None = None
    for at, block in enumerate(blocks):
        here = first.get(at)
        if here is None and block.said and _key(printed_label(text, block)) in labels:
            name = printed_label(text, block)
            here = Marker(block.start, block.said, name, None, name)
        look = min((style for style in block.styles if style in styles), key=counts.__getitem__, default="")
        if look and not (here and here.name):
            here = _as(Marker(block.start, block.words.start, "", None), styles[look])
            goes_on = Marker(0, 0, "", "answerer") if here.role == "asker" else speaker
            goes_on = None if here.role == "answerer" else goes_on
        elif here:
            speaker, goes_on = here, None
        elif goes_on:
            here = speaker = replace(goes_on, start=block.start, words=block.words.start)
            goes_on = None
        found += [here] if here else []
        found += inside.get(at, [])
        if at in inside:
            speaker, goes_on = inside[at][-1], None
    return [_as(m, choice) if (choice := labels.get(m.key) or labels.get(_key(m.name))) else m for m in found]


def turned(markers: Sequence[Marker], told: Told) -> list[Marker]:
    """The markers where all who asked are said to answer, or the other way: all others do the other."""
    said = {_key(name): choice for name, choice in told}
    asks = "asker" in said.values()
    return [
        m if m.role == "moderator" or not m.name or m.key in said or _key(m.name) in said
        else m.with_role("answerer" if asks else "asker")
        for m in markers
    ]  # fmt: skip


def _as(marker: Marker, choice: Choice) -> Marker:
    """A marker in the role that is said; what is nobody's is said by no one."""
    if choice == NOBODY:
        return replace(marker, role="moderator", speaker=None, outlet=None)
    label = read_label(marker.name) if marker.name else None
    return replace(marker, role=choice, speaker=marker.speaker or (None if label else marker.name or None))


def _by_block(
    blocks: Sequence[Block], markers: Sequence[Marker]
) -> tuple[dict[int, Marker], dict[int, list[Marker]]]:
    """The marker that begins each block, and those that stand inside, by the numbers of the blocks."""
    starts = [block.start for block in blocks]
    first: dict[int, Marker] = {}
    inside: dict[int, list[Marker]] = {}
    for marker in markers:
        at = bisect_right(starts, marker.start) - 1
        if at >= 0 and at not in first and marker.start <= blocks[at].words.start:
            first[at] = marker
        elif at >= 0:
            inside.setdefault(at, []).append(marker)
    return first, inside


def find_speakers(
    text: str, blocks: Sequence[Block], markers: Sequence[Marker], told: Told = ()
) -> tuple[Speaker, ...]:
    """Who is found to speak, those with most turns first; then labels and looks that could tell of others.

    Args:
        text: the document's text.
        blocks: its blocks.
        markers: its markers, as they are after all that was ``told``.
        told: what the user says.
    """
    ends = [*(m.start for m in markers), len(text)][1:]
    names: dict[str, list[Marker]] = {}
    turns: dict[str, list[Span]] = {}
    for marker, end in zip(markers, ends, strict=True):
        if marker.name:
            names.setdefault(marker.key, []).append(marker)
            said_by = turns.setdefault(marker.key, [])
            if marker.words < end:  # at the very end a label may stand without words
                said_by.append(Span(marker.words, end))
    said = {_key(name): choice for name, choice in told if not name.startswith(STYLE)}
    found: list[Speaker] = []
    for key, own in sorted(names.items(), key=lambda each: -len(each[1])):
        printed = Counter(m.name for m in own).most_common(1)[0][0]
        choice = said.get(key) or said.get(_key(printed)) or Counter(m.role for m in own).most_common(1)[0][0]
        found.append(Speaker(printed, choice, len(own), _examples(text, turns[key])))
    first, _ = _by_block(blocks, markers)
    free = [at for at in range(len(blocks)) if not (at in first and first[at].name)]
    labels = [*found[:_MOST], *_unused(text, blocks, free, names)]
    looks = _looks(text, blocks, first, free, dict(told))
    # Where there are labels, ordinary paragraphs go on with what is said behind them.
    return *labels, *islice((each for each in looks if not labels or each.style != _PLAIN), _MOST)


def unused_labels(text: str, blocks: Sequence[Block], markers: Sequence[Marker]) -> float:
    """Of the blocks with a label that comes again, the share whose label begins no turn."""
    names = [(at, _key(printed_label(text, block))) for at, block in enumerate(blocks) if block.said]
    times = Counter(name for _, name in names)
    first, _ = _by_block(blocks, markers)
    again = [at for at, name in names if times[name] >= _FEWEST]
    return sum(at not in first for at in again) / max(1, len(again))


def _examples(text: str, turns: Sequence[Span]) -> tuple[Span, ...]:
    # Without the signs that end what is bold or in italics.
    bare = (Span(turn.start, turn.start + len(turn.of(text).rstrip("*_ \t\r\n"))) for turn in turns)
    words = (trimmed(text, turn.start, turn.end) for turn in bare)
    return tuple(islice((span for span in words if span), _EXAMPLES))


def _looks(
    text: str,
    blocks: Sequence[Block],
    first: Mapping[int, Marker],
    free: Sequence[int],
    told: Mapping[str, Choice],
) -> Iterator[Speaker]:
    """What looks alike, and is not all begun by labels."""
    of_style: dict[str, list[int]] = {}
    for at in free:
        for style in blocks[at].styles:
            of_style.setdefault(style, []).append(at)
    seen: set[tuple[int, ...]] = set()
    for style, places in sorted(of_style.items(), key=lambda each: (-len(each[1]), each[0])):
        name = f"{STYLE}{style}"
        if (len(places) < _FEWEST or tuple(places) in seen) and name not in told:
            continue
        seen.add(tuple(places))
        roles = Counter(first[at].role if at in first else None for at in places)
        choice = told.get(name) or roles.most_common(1)[0][0]
        yield Speaker(name, choice, len(places), _examples(text, [blocks[at].words for at in places]))


def _unused(
    text: str, blocks: Sequence[Block], free: Sequence[int], used: Container[str]
) -> Iterator[Speaker]:
    """Labels that come again, and begin no turn."""
    of_name: dict[str, list[Span]] = {}
    for at in free:
        block = blocks[at]
        if block.said and (name := printed_label(text, block)) and _key(name) not in used:
            of_name.setdefault(name, []).append(Span(block.said, block.words.end))
    again = [(name, spans) for name, spans in of_name.items() if len(spans) >= _FEWEST]
    for name, spans in sorted(again, key=lambda each: -len(each[1]))[:_MOST]:
        yield Speaker(name, None, len(spans), _examples(text, spans))
