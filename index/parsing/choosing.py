"""Which way of reading a document explains it best: what its labels tell, or what it looks like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.index.document import Document
from onrecord.index.parsing.blocks import Block, blocks_of
from onrecord.index.parsing.evidence import Evidence, Pair, features, judged_texts, score
from onrecord.index.parsing.exchanges import Found, exchanges_of
from onrecord.index.parsing.labels import HEAD, Scheme, find_markers
from onrecord.index.parsing.markers import Marker
from onrecord.index.parsing.paragraphs import Layout
from onrecord.index.parsing.readings import Reading, find_readings
from onrecord.index.parsing.role_model import RoleModel
from onrecord.index.records import Exchange
from onrecord.index.text.spans import Span

__all__ = ["best_reading", "blocks_in", "readings_of"]

# Readings of which all turns are made, the best by their markers alone.
_MADE: Final = 4
# Another reading is believed if it is so sure; that of labels only gives way to one that is so much surer in
# log-odds, because it also tells who speaks.
_BELIEVED: Final = 0.0
_SURER: Final = 0.5
_SURER_THAN_LABELS: Final = 2.5
# How much the model may change of a reading's log-odds.
_CHANGES: Final = 1.0
# Longer texts are read by their labels alone, if there are any.
_LONG: Final = 400_000
# Blocks that the model reads of a document at most, and neighbours among them.
_READ: Final = 96
_RUN: Final = 8
# At least this share of what a look calls questions must ask, and so many of them.
_ASKING: Final = 0.5
_FEWEST: Final = 2


@dataclass(slots=True)
class _Judge:
    """What all readings of one document are judged by."""

    text: str
    layout: Layout
    blocks: list[Block]
    evidence: Evidence
    printed: int

    @classmethod
    def of(cls, document: Document, layout: Layout, model: RoleModel | None) -> _Judge:
        blocks = blocks_in(document, layout)
        return cls(document.text, layout, blocks, Evidence(model), sum(len(block.words) for block in blocks))

    def features(self, pairs: Sequence[Pair]) -> list[float]:
        """Those of a reading; none where it has no exchange."""
        if not pairs:
            return []
        return features(self.text, self.blocks, self.evidence, pairs, printed=self.printed)

    def others(self, labelled: Found) -> list[Found]:
        """The best readings beside that of the labels."""
        quick: list[tuple[float, int, Reading]] = []
        for number, reading in enumerate(
            find_readings(self.text, self.blocks, self.evidence, told=bool(labelled.exchanges))
        ):
            pairs = _pairs(self.text, reading.markers)
            if len(pairs) >= _FEWEST and (found := self.features(pairs))[1] >= _ASKING:
                quick.append((-score(found), number, reading))
        made = [
            exchanges_of(
                self.text,
                self.layout,
                Scheme(each.markers, {}, (f"read by {each.by}",)),
                # What typography makes a question is one, even if it only thanks.
                as_given=each.by_look,
            )
            for _, _, each in sorted(quick, key=lambda each: each[:2])[:_MADE]
        ]
        return made

    def read(self, readings: Sequence[Found] = ()) -> None:
        """Have the model read some blocks, and the turns of some readings."""
        self.evidence.read([block.words.of(self.text) for block in _some(self.blocks)])
        every = [_pairs_of(each.exchanges) for each in readings]
        self.evidence.read([words for pairs in every for words in judged_texts(self.text, pairs)])


def blocks_in(document: Document, layout: Layout) -> list[Block]:
    """The blocks of a document, without those of what stands at its head about it."""
    head = HEAD.match(document.text)
    return [
        block
        for block in blocks_of(document.text, layout, document.emphasis, document.elements)
        if head is None or block.start >= head.end()
    ]


def best_reading(
    document: Document, layout: Layout, labelled: Found, model: RoleModel | None
) -> tuple[Found, list[float]]:
    """The reading of a document that explains it best, and its features; none where it has no exchange.

    Args:
        document: the document.
        layout: its lines.
        labelled: what its labels make of it, which another reading must beat.
        model: tells what the turns mean, where there is one.
    """
    judge = _Judge.of(document, layout, model)
    named = any(marker.name for marker in labelled.scheme.markers)
    best = judge.features(_pairs_of(labelled.exchanges))
    if document.labels or (named and (len(document.text) > _LONG or not _in_doubt(best))):
        return labelled, best
    if named and best:  # the model is asked only where its word could change something
        reach = score(best) + _SURER_THAN_LABELS - _CHANGES
        quick = [_pairs_of(each.exchanges) for each in judge.others(labelled)]
        if not any(pairs and score(judge.features(pairs)) > reach for pairs in quick):
            return labelled, best
    judge.read()
    others = judge.others(labelled)
    judge.read([labelled, *others[:2]])
    best = judge.features(_pairs_of(labelled.exchanges))
    chosen = labelled
    limit = score(best) + (_SURER_THAN_LABELS if named else _SURER) if best else _BELIEVED
    for other in others:
        pairs = _pairs_of(other.exchanges)
        if len(pairs) < _FEWEST:
            continue
        found = judge.features(pairs)
        if found[1] >= _ASKING and score(found) > limit:
            chosen, best, limit = other, found, score(found)
    return chosen, best


def readings_of(document: Document, model: RoleModel | None) -> list[tuple[Found, list[float]]]:
    """All readings of a document that were looked at, with their features: what weights are fitted on."""
    layout = Layout.of(document.text)
    labelled = exchanges_of(document.text, layout, find_markers(document.text, layout, document.emphasis))
    judge = _Judge.of(document, layout, model)
    judge.read()
    found = [labelled, *judge.others(labelled)]
    judge.read(found[:3])
    return [(each, judge.features(_pairs_of(each.exchanges))) for each in found if each.exchanges]


def _some(blocks: Sequence[Block]) -> Sequence[Block]:
    """Some of many blocks: runs of neighbours from everywhere, so that every look is among them."""
    if len(blocks) <= _READ:
        return blocks
    runs = _READ // _RUN
    step = len(blocks) / runs
    return [block for i in range(runs) for block in blocks[int(i * step) : int(i * step) + _RUN]]


def _in_doubt(found: Sequence[float]) -> bool:
    """Whether questions, or what looks like them, may lie inside the answers of a reading."""
    return not found or found[3] > 0 or found[7] > 0 or found[0] < _ASKING


def _pairs_of(exchanges: Sequence[Exchange]) -> list[Pair]:
    return [
        (
            Span(e.question_spans[0].start, e.question_spans[-1].end),
            Span(e.answer_spans[0].start, e.answer_spans[-1].end),
        )
        for e in exchanges
    ]


def _pairs(text: str, markers: Sequence[Marker]) -> list[Pair]:
    """Questions and answers by markers alone."""
    pairs: list[Pair] = []
    question: Span | None = None
    answer: Span | None = None
    ends = [*(m.start for m in markers[1:]), len(text)]
    for marker, end in zip(markers, ends, strict=True):
        if marker.role != "answerer" and question and answer:
            pairs.append((question, answer))
            question, answer = None, None
        if marker.words >= end:
            continue
        if marker.role == "asker":
            question = Span(question.start if question else marker.words, end)
        elif marker.role == "answerer" and question:
            answer = Span(answer.start if answer else marker.words, end)
    return [*pairs, (question, answer)] if question and answer else pairs
