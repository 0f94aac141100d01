"""The ways in which a document may be read, each as markers: what of its looks tells who speaks.

Whatever looks alike may be what asks: headings, bold runs, numbered lines, quotes, parts that the format
calls by one name, the words behind one label or behind several. None is believed here: that takes
:mod:`onrecord.index.parsing.evidence`, which tells how well each explains the document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from onrecord.index.parsing.blocks import Block, printed_label
from onrecord.index.parsing.evidence import Evidence
from onrecord.index.parsing.marker_patterns import marker_at
from onrecord.index.parsing.markers import Marker
from onrecord.index.parsing.paragraphs import ends_sentence
from onrecord.index.parsing.vocabulary import role_of
from onrecord.index.records import Role

__all__ = ["SPEAKERS", "WORDS", "Reading", "find_labels", "find_readings"]

# Looks that come less often tell nothing; those of nearly all blocks part nothing.
_FEWEST: Final = 2
_MOST: Final = 0.8
# Looks that are tried, those of most blocks first; labels of one document at most.
_TRIED: Final = 24
_MOST_LABELS: Final = 40
# How sure it must be that a block of the looks that ask is no question: a heading among others.
_NO_QUESTION: Final = 0.12
_HEADS: Final = 0.6
# The share of what stands before answers that must look alike.
_MOSTLY: Final = 0.7
# The same of one above the first that surely is a question: a title.
_TITLE: Final = 0.3
_TITLED: Final = 0.95
# Blocks that ask, to one that answers, at most where answers are what has a look.
_LOPSIDED: Final = 1.5
# Words at most of a block that is a question by its words alone, and how sure that must be.
_LONGEST_QUESTION: Final = 400
_ASKS: Final = 0.7
#: What a reading goes by that takes every label for a speaker.
SPEAKERS: Final = "speakers"
#: What a reading goes by that only looks at words.
WORDS: Final = "what is asked"
# Where words alone tell, at least this share of the blocks must be questions.
_DENSITY: Final = 0.2


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a document: what it goes by, and the markers that this makes.

    ``by_look`` tells that questions are whole blocks of one look, and nothing else has it.
    """

    by: str
    markers: tuple[Marker, ...]
    by_look: bool = False


def find_readings(text: str, blocks: Sequence[Block], evidence: Evidence, *, told: bool) -> Iterator[Reading]:
    """Every way to read the document that is worth judging.

    What words alone ask is looked for only where nothing else is ``told``, and where there is much of it.
    """
    if len(blocks) < 2:
        return
    counts = Counter(style for block in blocks for style in block.styles)
    tried = [
        style
        for style, count in counts.most_common()
        if _FEWEST <= count <= max(_FEWEST, _MOST * len(blocks))
    ]
    seen: set[tuple[int, ...]] = set()
    for style in tried[: 2 * _TRIED]:
        chosen = tuple(i for i, block in enumerate(blocks) if style in block.styles)
        if style == "plain" or chosen in seen or len(seen) > _TRIED:
            continue
        seen.add(chosen)
        yield _by_style(text, blocks, evidence, style, frozenset(chosen))
        others = frozenset(range(chosen[0])) | frozenset(range(len(blocks))) - frozenset(chosen)
        if 0 < len(others) <= len(chosen) * _LOPSIDED and not style.endswith(" run"):
            before = Counter(blocks[i - 1].styles for i in chosen if i and i - 1 in others)
            usual, times = before.most_common(1)[0] if before else (frozenset(), 0)
            # What stands before answers looks alike: all else are headings.
            heads = (
                {i for i in others if blocks[i].styles != usual}
                if before and times >= _MOSTLY * sum(before.values())
                else set()
            )
            yield _by_style(text, blocks, evidence, f"answers in {style}", others - heads, heads)
    labels = Counter(block.label for block in blocks if block.label)
    spoken = {label for label, count in labels.most_common(_MOST_LABELS) if count >= _FEWEST}
    for label in sorted(spoken):
        if role_of(label) == "asker":
            continue
        answering = frozenset(i for i, block in enumerate(blocks) if block.label == label)
        if 3 * len(answering) >= sum(labels[each] for each in spoken):
            yield _around(text, blocks, f"only answers labelled {label}", answering)
    asking = frozenset(
        i
        for i, block in enumerate(blocks)
        if len(block.words) <= _LONGEST_QUESTION and evidence.asks(block.words.of(text)) >= _ASKS
    )
    if not told and len(asking) >= max(_FEWEST, _DENSITY * (len(blocks) - min(asking, default=0))):
        yield _by_style(text, blocks, evidence, WORDS, asking)


def find_labels(text: str, blocks: Sequence[Block]) -> list[Marker]:
    """What may be speakers' labels: those that come again, and those that come once and look the same."""
    labels = Counter(block.label for block in blocks if block.label)
    spoken = {label for label, count in labels.most_common(_MOST_LABELS) if count >= _FEWEST}
    looks = {block.styles - {"quote"} for block in blocks if block.label in spoken} - {frozenset({"plain"})}
    return [
        _marker(block, "answerer", block.said, printed_label(text, block))
        for block in blocks
        if block.label and (block.label in spoken or block.styles - {"quote"} in looks)
    ]


def _marker(block: Block, role: Role, words: int | None = None, name: str = "") -> Marker:
    return Marker(block.start, block.words.start if words is None else words, name, role, name or None)


def _by_style(
    text: str,
    blocks: Sequence[Block],
    evidence: Evidence,
    style: str,
    chosen: frozenset[int],
    heads: Set[int] = frozenset(),
) -> Reading:
    """The chosen blocks ask, or their runs do, and what stands between them and is no heading answers."""
    runs = style.endswith(" run")
    labels = Counter(block.label for block in blocks if block.label)
    markers: list[Marker] = []
    asked = False
    certain = [i for i in sorted(chosen) if evidence.asks(_look(text, blocks[i], runs)) >= _ASKS]
    # Where most ask for certain, what looks the same above the first of these is a title.
    titles = certain[0] if certain and 2 * len(certain) >= len(chosen) else 0
    for (here, aside), group in groupby(range(len(blocks)), key=lambda i: (i in chosen, i in heads)):
        places = list(group)
        if aside:
            markers.append(_marker(blocks[places[0]], "moderator"))
            asked = False
            continue
        if not here:
            if asked:
                markers.append(_answer(text, blocks[places[0]], labels))
            asked = False
            continue
        sure = [evidence.asks(_look(text, blocks[i], runs)) for i in places]
        first = next((place for place, asks in enumerate(sure) if asks >= _ASKS), len(sure))
        for place, (i, asks) in enumerate(zip(places, sure, strict=True)):
            words = _look(text, blocks[i], runs)
            # A title, or a heading: no sentence, and nothing that asks.
            heading = not ends_sentence(words) and (
                (i < titles and asks < _TITLE and (not evidence.model or evidence.aside(words) >= _TITLED))
                or (asks < _NO_QUESTION and len(places) > 1 and evidence.aside(words) >= _HEADS)
                or (place < first < len(sure) and not runs)
            )
            role: Role = "moderator" if heading else "asker"
            label = labels[blocks[i].label] >= _FEWEST and not runs
            markers.append(_marker(blocks[i], role, blocks[i].said if label else None))
            asked = not heading
            if runs and blocks[i].run:
                markers.append(
                    Marker(blocks[i].run, blocks[i].run, "", "moderator" if heading else "answerer")
                )
                asked = False
    if chosen and not asked and not runs and style != WORDS and (tail := _tail(blocks, chosen)):
        markers.append(_marker(tail, "moderator"))
    return Reading(style, tuple(markers), by_look=not runs and style != WORDS)


def _tail(blocks: Sequence[Block], chosen: frozenset[int]) -> Block | None:
    """The first of the last blocks that look as no other answer does: who took it down, what else to read."""
    usual = {block.styles for i, block in enumerate(blocks[: max(chosen)]) if i not in chosen}
    first = len(blocks)
    while first - 1 > max(chosen) + 1 and blocks[first - 1].styles not in usual:
        first -= 1
    return blocks[first] if first < len(blocks) else None


def _look(text: str, block: Block, run: bool) -> str:
    return text[block.words.start : block.run] if run and block.run else block.words.of(text)


def _answer(text: str, block: Block, labels: Counter[str]) -> Marker:
    """The marker of an answer, its label not among its words."""
    label = marker_at(text, block.start, block.words.end)
    if label and label.role == "answerer" and label.form != "space":
        return Marker(block.start, label.words, "", "answerer")
    return _marker(block, "answerer", block.said if labels[block.label] >= _FEWEST else None)


def _around(text: str, blocks: Sequence[Block], by: str, answering: frozenset[int]) -> Reading:
    """The chosen blocks answer, and what stands right before each asks."""
    markers: list[Marker] = []
    for i, block in enumerate(blocks):
        if i in answering:
            markers.append(_marker(block, "answerer", block.said or None, printed_label(text, block)))
        elif i + 1 in answering:
            markers.append(_marker(block, "asker"))
    return Reading(by, tuple(markers))
