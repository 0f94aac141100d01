"""Puts a run's figures into rows of words, for the page and for Markdown."""

from __future__ import annotations

from onrecord.eval.figures import Figure, Grouped, Measures
from onrecord.eval.report.words import ENGLISH, ReportWords
from onrecord.eval.runs.run import Run

__all__ = [
    "FIGURE_COLUMNS", "MAIN", "figure_rows", "group_rows", "interval", "largest_groups", "provenance",
    "title",
]  # fmt: skip

FIGURE_COLUMNS = ("measure", "value", "95 % interval", "questions")
"""What :func:`figure_rows` gives."""
MAIN = ("nDCG@10", "R@1", "right exchange first", "quote at 3", "answerable, refused", "refusal recall")
"""The measures that are shown of groups."""
_GROUPS = 30


def title(run: Run, words: ReportWords = ENGLISH) -> str:
    """The set and how many of its questions were asked."""
    count, all_ = len(run.results), run.metadata.questions
    said = words.unfinished if count < all_ else words.questions
    return said.format(set=run.metadata.set, count=count, all=all_)


def interval(figure: Figure, digits: int, words: ReportWords = ENGLISH) -> str:
    """Both ends of a figure's interval."""
    return words.interval.format(low=f"{figure.low:.{digits}f}", high=f"{figure.high:.{digits}f}")


def figure_rows(measures: Measures, words: ReportWords = ENGLISH) -> list[list[str]]:
    """Name, value, interval and number of questions of each measure."""
    return [
        [words.measures.get(name, name), f"{f.value:.3f}", interval(f, 3, words), str(f.count)]
        for name, f in measures.figures.items()
    ]


def group_rows(inside: dict[str, Measures]) -> list[list[str]]:
    """Name, :data:`MAIN` measures and number of questions of each group."""
    return [
        [group, *(f"{e.figures[m].value:.3f}" if m in e.figures else "" for m in MAIN), str(e.questions)]
        for group, e in inside.items()
    ]


def largest_groups(groups: Grouped) -> list[tuple[str, dict[str, Measures]]]:
    """Groupings with the largest groups, as many as a page shows, by name."""
    shown = []
    for name, inside in groups.items():
        largest = sorted(inside, key=lambda group: -inside[group].questions)[:_GROUPS]
        shown.append((name, {group: inside[group] for group in sorted(largest)}))
    return shown


def provenance(run: Run) -> list[list[str]]:
    """What made a run, as names and values."""
    metadata = run.metadata
    rows = [["run", metadata.fingerprint], ["model", metadata.model], ["archive", metadata.archive]]
    for values in (metadata.settings, metadata.versions, metadata.files):
        rows += [[str(key), str(value)] for key, value in values.items()]
    return rows
