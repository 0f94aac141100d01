"""A run's figures as rows of words, for a page and for Markdown."""

from __future__ import annotations

from eval.measures import Grouped, Measures
from eval.runs import Run

__all__ = ["FIGURE_COLUMNS", "MAIN", "figure_rows", "group_rows", "largest_groups", "provenance", "title"]

FIGURE_COLUMNS = ("measure", "value", "95 % interval", "questions")
"""What :func:`figure_rows` gives."""
MAIN = ("nDCG@10", "R@1", "right exchange first", "quote at 3", "answerable, refused", "refusal recall")
"""The measures that are shown of groups."""
_GROUPS = 30


def title(run: Run) -> str:
    """The set and how many of its questions were asked."""
    asked, all_ = len(run.asked), run.head.questions
    unfinished = f" of {all_}, unfinished" if asked < all_ else ""
    return f"{run.head.set}: {asked} questions{unfinished}"


def figure_rows(measures: Measures) -> list[list[str]]:
    """Name, value, interval and number of questions of each measure."""
    return [
        [name, f"{f.value:.3f}", f"{f.low:.3f} to {f.high:.3f}", str(f.count)]
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
    head = run.head
    rows = [["run", head.fingerprint], ["model", head.model], ["archive", head.archive]]
    for values in (head.settings, head.versions, head.files):
        rows += [[str(key), str(value)] for key, value in values.items()]
    return rows
