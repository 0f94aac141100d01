"""Which way of reading a document explains it best: what its labels tell, or what it looks like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from onrecord.index.document import Document
from onrecord.index.parsing.blocks import Block, blocks_of
from onrecord.index.parsing.evidence import Evidence, Pair, features, judged_texts, score
from onrecord.index.parsing.exchanges import Found, exchanges_of
from onrecord.index.parsing.labels import HEAD, Scheme, find_markers
from onrecord.index.parsing.markers import Marker
from onrecord.index.parsing.one_off_labels import one_speaker
from onrecord.index.parsing.paragraphs import Layout
from onrecord.index.parsing.readings import SPEAKERS, WORDS, Reading, find_labels, find_readings
from onrecord.index.parsing.role_model import RoleModel
from onrecord.index.parsing.speakers import best_roles
from onrecord.index.records import Exchange
from onrecord.index.text.spans import Span

__all__ = ["best_reading", "blocks_in", "readings_of"]

# Readings of which all turns are made, the best by their markers alone.
_MADE: Final = 4
# Another reading is believed if it is so sure; that of labels only gives way to one that is so much surer in
# log-odds, because it also tells who speaks.
_BELIEVED: Final = 0.0
_SURER_THAN_LABELS: Final = 2.5
# Which feature tells that all questions have a look that nothing else has.
_BY_LOOK: Final = 10
# How much surer a reading is that also tells who speaks or goes by one look, and less sure one by words
# alone; chosen on 24 transcripts of our own.
_KINDS: Final = {SPEAKERS: 1.5, WORDS: -1.0}
_LOOK: Final = 0.7
# Two who speak in turn are a dialogue, whatever they say.
_DIALOGUE: Final = 2.5
_IN_TURN: Final = 0.8
# How much the model may change of a reading's log-odds.
_CHANGES: Final = 1.0
# Longer texts are read by their labels alone, if there are any.
_LONG: Final = 400_000
# Blocks that the model reads of a document at most, and neighbours among them.
_READ: Final = 96
_RUN: Final = 8
# At least this share of what a look calls questions must ask, and so many of them.
_ASKING: Final = 0.3
_FEWEST: Final = 2
# Names that a note shows.
_SHOWN: Final = 6
# So many questions of a reading that is not in doubt ask, and so few answers ask or are shorter.
_SURELY: Final = 0.6
_TURNED: Final = 0.3


@dataclass(slots=True)
class _Judge:
    """What all readings of one document are judged by."""

    text: str
    layout: Layout
    blocks: list[Block]
    model: RoleModel | None
    printed: int
    evidence: Evidence = field(default_factory=Evidence)

    @classmethod
    def of(cls, document: Document, layout: Layout, model: RoleModel | None) -> _Judge:
        blocks = blocks_in(document, layout)
        return cls(document.text, layout, blocks, model, sum(len(block.words) for block in blocks))

    def features(self, pairs: Sequence[Pair]) -> list[float]:
        """Those of a reading; none where it has no exchange."""
        if not pairs:
            return []
        return features(self.text, self.blocks, self.evidence, pairs, printed=self.printed)

    def others(self, labelled: Found) -> list[tuple[Found, float]]:
        """The best readings beside that of the labels, and how much surer each is by its kind."""
        quick: list[tuple[float, int, Reading]] = []
        readings = find_readings(self.text, self.blocks, self.evidence, told=bool(labelled.exchanges))
        starts = {marker.start for marker in labelled.scheme.markers}
        spoken = one_speaker(find_labels(self.text, self.blocks))
        if all(marker.start in starts for marker in spoken):
            spoken = []
        markers = best_roles(self.text, [replace(m, role=None) for m in spoken], self.evidence)
        in_turn = sum(a.role != b.role for a, b in pairwise(markers)) >= _IN_TURN * max(1, len(markers) - 1)
        for number, reading in enumerate([*readings, Reading(SPEAKERS, tuple(markers))]):
            pairs = _pairs(self.text, reading.markers)
            if len(pairs) >= _FEWEST and (found := self.features(pairs))[1] >= _ASKING:
                quick.append((-score(found), number, reading))
        made = [
            (
                exchanges_of(
                    self.text,
                    self.layout,
                    Scheme(each.markers, {}, (f"read by {each.by}",)),
                    # What typography makes a question is one, even if it only thanks.
                    by_look=each.by_look,
                ),
                (each.by == SPEAKERS and in_turn and not labelled.exchanges and _DIALOGUE)
                or _KINDS.get(each.by, _LOOK * (each.by_look and self.evidence.model is not None)),
            )
            for _, _, each in sorted(quick, key=lambda each: each[:2])[:_MADE]
        ]
        return made

    def with_roles(self, labelled: Found) -> Found:
        """The same labels, with other roles of the speakers if these explain the turns much better."""
        self.evidence.model = self.model
        scheme = labelled.scheme
        spoken = scheme.speakers or scheme.markers
        markers = best_roles(self.text, spoken, self.evidence)
        if [marker.role for marker in markers] == [marker.role for marker in spoken]:
            return labelled
        notes = ("told from the turns who asks: " + _names(markers),)
        found = exchanges_of(self.text, self.layout, replace(scheme, markers=tuple(markers), notes=notes))
        pairs = _pairs_of(found.exchanges)
        believed = len(pairs) >= _FEWEST and (
            bool(labelled.exchanges) or score(self.features(pairs)) > _BELIEVED
        )
        return found if believed else labelled

    def read(self, readings: Sequence[Found] = ()) -> None:
        """Have the model read some blocks, and the turns of some readings; it is asked from then on."""
        self.evidence.model = self.model
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
    best = judge.features(_pairs_of(labelled.exchanges))
    spoken = labelled.scheme.markers or labelled.scheme.speakers
    named = any(marker.name for marker in spoken)
    fixed = any(role for _, role in document.labels)
    if fixed or (named and (len(document.text) > _LONG or not _in_doubt(best))):
        return labelled, best
    if named and model:
        labelled = judge.with_roles(labelled)
        best = judge.features(_pairs_of(labelled.exchanges))
    if document.labels or any(marker.form == "behind" for marker in spoken):
        return labelled, best
    named = any(marker.name for marker in labelled.scheme.markers)
    if named and best:  # the model reads all only where that could change something
        reach = score(best) + _SURER_THAN_LABELS - _CHANGES
        quick = [_pairs_of(each.exchanges) for each, _ in judge.others(labelled)]
        if not any(pairs and score(judge.features(pairs)) > reach for pairs in quick):
            return labelled, best
    judge.read()
    others = judge.others(labelled)
    judge.read([labelled, *(each for each, _ in others[:2])])
    best = judge.features(_pairs_of(labelled.exchanges))
    chosen = labelled
    limit = score(best) + _SURER_THAN_LABELS * named if best else _BELIEVED
    if best and model and not (best[_BY_LOOK] or any(m.name for m in labelled.scheme.markers)):
        limit += _KINDS[WORDS]
    for other, surer in others:
        pairs = _pairs_of(other.exchanges)
        if len(pairs) < _FEWEST:
            continue
        found = judge.features(pairs)
        told = score(found) + surer
        if found[1] >= _ASKING and told > limit:
            chosen, best, limit = other, found, told
    return chosen, best


def readings_of(document: Document, model: RoleModel | None) -> list[tuple[Found, list[float]]]:
    """All readings of a document that were looked at, with their features: what weights are fitted on."""
    layout = Layout.of(document.text)
    labelled = exchanges_of(document.text, layout, find_markers(document.text, layout, document.emphasis))
    judge = _Judge.of(document, layout, model)
    judge.read()
    found = [labelled, *(each for each, _ in judge.others(labelled))]
    judge.read(found[:3])
    return [(each, judge.features(_pairs_of(each.exchanges))) for each in found if each.exchanges]


def _names(markers: Sequence[Marker]) -> str:
    """Who asks, as a note shows it."""
    names = list(dict.fromkeys(marker.name for marker in markers if marker.role == "asker"))
    more = f" and {len(names) - _SHOWN} more" if names[_SHOWN:] else ""
    return ", ".join(map(repr, names[:_SHOWN])) + more


def _some(blocks: Sequence[Block]) -> Sequence[Block]:
    """Some of many blocks: runs of neighbours from everywhere, so that every look is among them."""
    if len(blocks) <= _READ:
        return blocks
    runs = _READ // _RUN
    step = len(blocks) / runs
    return [block for i in range(runs) for block in blocks[int(i * step) : int(i * step) + _RUN]]


def _in_doubt(found: Sequence[float]) -> bool:
    """Whether questions, or what looks like them, may lie inside the answers of a reading."""
    if not found or found[3] > 0 or found[7] > 0:
        return True
    return found[0] < _SURELY or max(found[2], found[5]) > _TURNED


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
    for marker, end in zip(markers, ends, strict=False):  # of no markers there is an end
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
