"""A run as one page that needs nothing from elsewhere: figures, plots, mistakes, what made it.

:func:`report_body` gives the same for a page that sets :data:`STYLE` itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from importlib.resources import files
from urllib.parse import quote as quoted

import numpy as np

from eval.measures import Figure, Grouped, Measures, grouped, measure, values_of
from eval.mistakes import place_of_right, places, worst
from eval.plots import bars, curves, histogram
from eval.quotes import first_is_right
from eval.refusals import reliability, risk_coverage
from eval.runs import Asked, Run
from eval.tables import FIGURE_COLUMNS, MAIN, figure_rows, group_rows, largest_groups, provenance, title

__all__ = ["STYLE", "html_report", "report_body"]

STYLE = files("eval").joinpath("report.css").read_text(encoding="utf-8")
"""The style of what stands inside ``<div class="evaluation">``."""

_SHOWN = 30
_TILES = {
    "right exchange first": "the right exchange comes first",
    "quote at 3": "the first three quotes show the words",
    "nDCG@10": "ranking of the first ten (nDCG)",
    "answerable, refused": "answerable, yet called “not in the record”",
    "refusal recall": "not in the record, and called so",
    "exact quotes": "quotes that are exact slices",
}


def html_report(run: Run) -> str:
    """The page."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(run.head.set)}: evaluation</title><style>{STYLE}</style></head>"
        f"<body>{report_body(run)}</body></html>\n"
    )


def report_body(run: Run, ask: str = "") -> str:
    """What the page shows, without what is around it.

    Before a question, quoted, ``ask`` makes an address at which it can be asked: questions lead there.
    """
    values = values_of(run.asked)
    measures, groups = measure(run.asked, values), grouped(run.asked, values)
    mistakes = worst(run.asked)
    count = f"{len(mistakes)} of {measures.questions} questions"
    parts = [
        f"<header><h1>{escape(title(run))}</h1>",
        f"<p>{escape(run.head.model)}{_pace(run.asked)}</p></header>",
        f'<div class="tiles">{"".join(_tiles(measures))}</div>',
        f'<div class="plots">{"".join(_plots(run, groups))}</div>',
        *(_folded(f"By {name}", _table([name, *MAIN, "questions"], group_rows(inside)), name == "kind")
          for name, inside in largest_groups(groups)),
        _folded("Every measure", _table(FIGURE_COLUMNS, figure_rows(measures))),
        f"<h2>What went wrong: {count}, the surest first</h2>",
        *(_mistake(each, ask) for each in mistakes[:_SHOWN]),
        _slowest(run.asked),
        _folded("What made it", _table(["", ""], provenance(run))),
    ]  # fmt: skip
    return f'<div class="evaluation">{"".join(parts)}</div>'


def _pace(asked: Sequence[Asked]) -> str:
    seconds = [each.seconds for each in asked if each.seconds]
    if not seconds:
        return ""
    middle, most = np.quantile(seconds, [0.5, 0.95]) * 1000
    return f" · half of the answers within {middle:,.0f} ms, 95 % within {most:,.0f} ms"


def _tiles(measures: Measures) -> list[str]:
    found = [(words, measures.figures[name]) for name, words in _TILES.items() if name in measures.figures]
    return [_tile(words, figure) for words, figure in found]


def _tile(words: str, figure: Figure) -> str:
    return (
        f"<div><b>{figure.value:.2f}</b><span>{figure.low:.2f} to {figure.high:.2f}</span>"
        f"<p>{escape(words)}</p></div>"
    )


def _plots(run: Run, groups: Grouped) -> list[str]:
    asked = run.asked
    plots = []
    for grouping in ("language", "kind"):
        rows = [
            (f"{name} ({figure.count})", figure.value, figure.low, figure.high)
            for name, each in groups.get(grouping, {}).items()
            if (figure := each.figures.get("right exchange first") or each.figures.get("R@1"))
        ]
        if len(rows) > 1:
            best_first = sorted(rows, key=lambda row: -row[1])
            plots.append((f"Right first, by {grouping}", bars(best_first[:30])))
    counted = places(asked)
    total = max(1, sum(count for _, count in counted))
    rows = [(f"{name} ({count})", count / total, 0.0, 0.0) for name, count in counted]
    plots.append(("Where the right exchange came", bars(rows)))
    if any(each.quotes for each in asked):
        plots += _plots_of_confidence(run)
    return [f"<figure><figcaption>{name}</figcaption>{plot}</figure>" for name, plot in plots]


def _plots_of_confidence(run: Run) -> list[tuple[str, str]]:
    asked, threshold = run.asked, run.head.settings.get("threshold")
    confidence = np.array([each.confidence for each in asked])
    right = np.array([float(first_is_right(each)) for each in asked])
    answerable = np.array([float(each.answerable) for each in asked])
    coverage, risk = risk_coverage(confidence, right)
    kept = np.unique(np.linspace(0, len(coverage) - 1, 200).astype(int))
    points = list(zip(coverage[kept].tolist(), risk[kept].tolist(), strict=True))
    answered = sum(each.answered for each in asked)
    marked = ((answered / len(asked), float(risk[answered - 1])), "as it is set") if answered else None
    spread = [
        ("answerable", [e.confidence for e in asked if e.answerable]),
        ("not answerable", [e.confidence for e in asked if not e.answerable]),
    ]
    limit = float(threshold) if isinstance(threshold, int | float) else None
    plots = [
        ("Confidence; left of the line it says “not in the record”",
         histogram(spread, "confidence", limit=limit)),
        ("Risk against coverage: how much is wrong if only the surest are answered",
         curves([("", points)], "share answered", "share wrong", marked=marked)),
    ]  # fmt: skip
    if 0 < answerable.sum() < len(asked):
        bins = [(each.confidence, each.answerable) for each in reliability(confidence, answerable)]
        drawn = curves([("", bins)], "confidence", "share answerable", diagonal=True)
        plots.append(("Reliability: how often it is answerable at each confidence", drawn))
    return plots


def _mistake(asked: Asked, ask: str) -> str:
    """A question, what would be right and what was found instead."""
    language = f'<span class="tag">{escape(asked.lang)}</span>' if asked.lang else ""
    if asked.answerable:
        place = place_of_right(asked)
        where = f"came {_nth(place)}" if place else "was not found"
        right = f"<b>{escape(', '.join(asked.relevant))}</b> {where}"
        words = "".join(f'<q dir="auto">{escape(words[:200])}</q>' for *_, words in asked.gold[:2])
    else:
        right, words = "<b>not in the record</b>", ""
    quote = asked.quotes[0] if asked.quotes else None
    instead = (
        f'<b>{escape(quote.name)}</b> <q dir="auto">{escape(quote.text[:240])}</q>' if quote else "nothing"
    )
    if not quote and asked.ranking:
        instead = f"<b>{escape(asked.ranking[0][0])}</b>"
    question = escape((asked.question or asked.id)[:300])
    if ask and asked.question:
        question = f'<a href="{escape(ask + quoted(asked.question, safe=""))}">{question}</a>'
    return (
        f'<article><h3 dir="auto">{language}{question}</h3>'
        f"<dl><dt>right</dt><dd>{right} {words}</dd><dt>found</dt><dd>{instead}</dd></dl>"
        f'<div class="sure"><i style="width:{asked.confidence * 100:.0f}%"></i></div>'
        f"<small>{escape(asked.id)} · {escape(asked.kind)} · confidence {asked.confidence:.2f}</small>"
        "</article>"
    )


def _nth(place: int) -> str:
    """A place as a word: ``2nd``.

    >>> [_nth(n) for n in (1, 2, 3, 4, 11, 22, 100)]
    ['1st', '2nd', '3rd', '4th', '11th', '22nd', '100th']
    """
    ending = "th" if 10 < place % 100 < 20 else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"


def _slowest(asked: Sequence[Asked]) -> str:
    slowest = sorted((each for each in asked if each.seconds), key=lambda each: -each.seconds)[:10]
    rows = [
        [each.question[:160], f"{each.seconds * 1000:.0f}", each.quotes[0].citation if each.quotes else ""]
        for each in slowest
    ]
    return _folded("Slowest", _table(["question", "ms", "found"], rows)) if rows else ""


def _folded(name: str, inside: str, opened: bool = False) -> str:
    return f"<details{' open' if opened else ''}><summary>{escape(name)}</summary>{inside}</details>"


def _table(names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(name)}</th>" for name in names)
    body = "".join(f"<tr>{''.join(_cell(cell) for cell in row)}</tr>" for row in rows)
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _cell(words: str) -> str:
    kind = ' class="n"' if words.replace(".", "").isdigit() else ""
    return f'<td{kind} dir="auto">{escape(words)}</td>'
