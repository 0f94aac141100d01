"""Holds what a report says around its figures in one language; English where nobody asks for another.

The page's other languages are in ``ui/locales``, under ``[report]``.

>>> ENGLISH.kinds["left out"], ENGLISH.interval.format(low="0.1", high="0.2")
('left out', '0.1 to 0.2')
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["ENGLISH", "ReportWords"]


@dataclass(frozen=True, slots=True)
class ReportWords:
    """The words of a report; ``{braces}`` are filled in.

    ``names`` are those of groupings, columns and places, ``kinds`` those of questions as this program
    makes them, ``measures`` those of the measures that are not ``ir_measures``' own, ``tiles`` what the
    first of them tell. A kind or measure that is not in them is shown as it is.
    """

    questions: str
    unfinished: str
    pace: str
    interval: str
    by: str
    right_first_by: str
    every_measure: str
    places: str
    confidence: str
    confidence_plot: str
    share: str
    answerable: str
    not_answerable: str
    risk_plot: str
    share_answered: str
    share_wrong: str
    as_set: str
    reliability_plot: str
    share_answerable: str
    wrong: str
    right: str
    instead: str
    in_place: str
    not_among: str
    not_in_record: str
    nothing: str
    slowest: str
    made_by: str
    names: Mapping[str, str]
    kinds: Mapping[str, str]
    measures: Mapping[str, str]
    tiles: Mapping[str, str]


def _themselves(*names: str) -> dict[str, str]:
    return {name: name for name in names}


ENGLISH = ReportWords(
    questions="{set}: {count} questions",
    unfinished="{set}: {count} questions of {all}, unfinished",
    pace="half of the answers within {half} ms, 95\N{NO-BREAK SPACE}% within {most} ms",
    interval="{low} to {high}",
    by="By {name}",
    right_first_by="Right first, by {name}",
    every_measure="Every measure",
    places="Where the right exchange came",
    confidence="confidence",
    confidence_plot="Confidence; left of the line it says “not in the record”",
    share="share",
    answerable="answerable",
    not_answerable="not answerable",
    risk_plot="Risk against coverage: how much is wrong if only the surest are answered",
    share_answered="share answered",
    share_wrong="share wrong",
    as_set="as it is set",
    reliability_plot="Reliability: how often it is answerable at each confidence",
    share_answerable="share answerable",
    wrong="What went wrong: {wrong} of {count} questions, the surest first",
    right="right",
    instead="found",
    in_place="came in place {place}",
    not_among="was not found",
    not_in_record="not in the record",
    nothing="nothing",
    slowest="Slowest",
    made_by="What made it",
    names=_themselves(
        "language", "kind", "transcript", "measure", "value", "95 % interval", "questions", "question", "ms",
        "found", "first", "second", "third", "4 to 10", "11 to 100", "not found",
    ),
    kinds=_themselves("own", "left out", "answerable", "unanswerable", "opening", "follow-up", "change"),
    measures=_themselves(
        "right exchange first", "quote at 1", "quote at 3", "quote within 300", "quote within 1000",
        "taken with earlier", "quote token F1", "exact quotes", "answerable, refused", "refusal recall",
        "refusal precision", "area under risk", "AUROC", "calibration error",
    ),
    tiles={
        "right exchange first": "the right exchange comes first",
        "quote at 3": "the first three quotes show the words",
        "nDCG@10": "ranking of the first ten (nDCG)",
        "answerable, refused": "answerable, yet called “not in the record”",
        "refusal recall": "not in the record, and called so",
        "exact quotes": "quotes that are exact slices",
    },
)  # fmt: skip
