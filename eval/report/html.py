"""Writes a run as one HTML page that needs nothing from elsewhere: figures, plots, mistakes, what made it.

:func:`report_body` gives the same for a page that sets :data:`STYLE` itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from importlib.resources import files
from urllib.parse import quote as quoted

import numpy as np

from onrecord.eval.figures import Grouped, Measures, grouped, measure, values_of
from onrecord.eval.measures.quotes import first_is_right
from onrecord.eval.measures.refusals import reliability, risk_coverage
from onrecord.eval.report.mistakes import first_right_rank, places, worst
from onrecord.eval.report.plots import bars, curves, histogram
from onrecord.eval.report.tables import (
    FIGURE_COLUMNS,
    MAIN,
    figure_rows,
    group_rows,
    interval,
    largest_groups,
    provenance,
    title,
)
from onrecord.eval.report.words import ENGLISH, ReportWords
from onrecord.eval.runs.run import Result, Run

__all__ = ["STYLE", "html_report", "report_body"]

STYLE = files(__package__).joinpath("report.css").read_text(encoding="utf-8")
"""The style of what stands inside ``<div class="evaluation">``."""

_SHOWN = 30


def html_report(run: Run) -> str:
    """The page."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(run.metadata.set)}: evaluation</title><style>{STYLE}</style></head>"
        f"<body>{report_body(run)}</body></html>\n"
    )


def report_body(run: Run, ask: str = "", words: ReportWords = ENGLISH) -> str:
    """What the page shows, in ``words``, without what is around it.

    Before a question, quoted, ``ask`` makes an address at which it can be asked: questions lead there.
    """
    values = values_of(run.results)
    measures, groups = measure(run.results, values), grouped(run.results, values)
    mistakes = worst(run.results)
    wrong = words.wrong.format(wrong=len(mistakes), count=measures.questions)
    parts = [
        f"<header><h1>{escape(title(run, words))}</h1>",
        f"<p>{escape(run.metadata.model)}{_pace(run.results, words)}</p></header>",
        f'<div class="tiles">{"".join(_tiles(measures, words))}</div>',
        f'<div class="plots">{"".join(_plots(run, groups, words))}</div>',
        *(_grouping(name, inside, words) for name, inside in largest_groups(groups)),
        _folded(words.every_measure, _table(FIGURE_COLUMNS, figure_rows(measures, words), words)),
        f"<h2>{wrong}</h2>",
        *(_mistake(each, ask, words) for each in mistakes[:_SHOWN]),
        _slowest(run.results, words),
        _folded(words.made_by, _table(["", ""], provenance(run), words, "en")),
    ]
    return f'<div class="evaluation">{"".join(parts)}</div>'


def _grouping(name: str, inside: dict[str, Measures], words: ReportWords) -> str:
    known = words.kinds if name == "kind" else {}
    rows = [[known.get(group, group), *figures] for group, *figures in group_rows(inside)]
    table = _table([name, *MAIN, "questions"], rows, words)
    return _folded(words.by.format(name=words.names[name]), table, name == "kind")


def _pace(results: Sequence[Result], words: ReportWords) -> str:
    seconds = [each.seconds for each in results if each.seconds]
    if not seconds:
        return ""
    middle, most = np.quantile(seconds, [0.5, 0.95]) * 1000
    return " · " + words.pace.format(half=f"{middle:,.0f}", most=f"{most:,.0f}")


def _tiles(measures: Measures, words: ReportWords) -> list[str]:
    return [
        f"<div><b>{figure.value:.2f}</b><span>{interval(figure, 2, words)}</span><p>{escape(said)}</p></div>"
        for name, said in words.tiles.items()
        if (figure := measures.figures.get(name))
    ]


def _plots(run: Run, groups: Grouped, words: ReportWords) -> list[str]:
    results = run.results
    plots = []
    for grouping in ("language", "kind"):
        known = words.kinds if grouping == "kind" else {}
        rows = [
            (f"{known.get(name, name)} ({figure.count})", figure.value, figure.low, figure.high)
            for name, each in groups.get(grouping, {}).items()
            if (figure := each.figures.get("right exchange first") or each.figures.get("R@1"))
        ]
        if len(rows) > 1:
            best_first = sorted(rows, key=lambda row: -row[1])
            caption = words.right_first_by.format(name=words.names[grouping])
            plots.append((caption, bars(best_first[:30], caption)))
    counted = places(results)
    total = max(1, sum(count for _, count in counted))
    rows = [(f"{words.names[name]} ({count})", count / total, 0.0, 0.0) for name, count in counted]
    plots.append((words.places, bars(rows, words.places)))
    if any(each.quotes for each in results):
        plots += _plots_of_confidence(run, words)
    return [f"<figure><figcaption>{escape(name)}</figcaption>{plot}</figure>" for name, plot in plots]


def _plots_of_confidence(run: Run, words: ReportWords) -> list[tuple[str, str]]:
    results, threshold = run.results, run.metadata.settings.get("threshold")
    confidence = np.array([each.confidence for each in results])
    right = np.array([float(first_is_right(each)) for each in results])
    answerable = np.array([float(each.answerable) for each in results])
    coverage, risk = risk_coverage(confidence, right)
    kept = np.unique(np.linspace(0, len(coverage) - 1, 200).astype(int))
    points = list(zip(coverage[kept].tolist(), risk[kept].tolist(), strict=True))
    answered = sum(each.answered for each in results)
    marked = ((answered / len(results), float(risk[answered - 1])), words.as_set) if answered else None
    spread = [
        (words.answerable, [e.confidence for e in results if e.answerable]),
        (words.not_answerable, [e.confidence for e in results if not e.answerable]),
    ]
    limit = float(threshold) if isinstance(threshold, int | float) else None
    plots = [
        (words.confidence_plot, histogram(spread, words.confidence, words.share, limit=limit)),
        (words.risk_plot, curves([("", points)], words.share_answered, words.share_wrong, marked=marked)),
    ]
    if 0 < answerable.sum() < len(results):
        bins = [(each.confidence, each.answerable) for each in reliability(confidence, answerable)]
        drawn = curves([("", bins)], words.confidence, words.share_answerable, diagonal=True)
        plots.append((words.reliability_plot, drawn))
    return plots


def _mistake(result: Result, ask: str, words: ReportWords) -> str:
    """A question, what would be right and what was found instead."""
    language = f'<span class="tag">{escape(result.lang)}</span>' if result.lang else ""
    if result.answerable:
        place = first_right_rank(result)
        where = words.in_place.format(place=place) if place else words.not_among
        right = f'<b dir="ltr">{escape(", ".join(result.relevant))}</b> {where}'
        right += "".join(_quoted(said, 200) for *_, said in result.gold[:2])
    else:
        right = f"<b>{words.not_in_record}</b>"
    quote = result.quotes[0] if result.quotes else None
    instead = f'<b dir="ltr">{escape(quote.name)}</b> {_quoted(quote.text, 240)}' if quote else words.nothing
    if not quote and result.ranking:
        instead = f'<b dir="ltr">{escape(result.ranking[0][0])}</b>'
    question = escape(_cut(result.question or result.id, 300))
    if ask and result.question:
        question = f'<a href="{escape(ask + quoted(result.question, safe=""))}">{question}</a>'
    kind = escape(words.kinds.get(result.kind, result.kind))
    return (
        f'<article><h3 dir="auto">{language}<span lang="">{question}</span></h3>'
        f"<dl><dt>{words.right}</dt><dd>{right}</dd><dt>{words.instead}</dt><dd>{instead}</dd></dl>"
        f'<div class="sure"><i style="width:{result.confidence * 100:.0f}%"></i></div>'
        f"<small><bdi>{escape(result.id)}</bdi> · {kind} · {words.confidence} {result.confidence:.2f}</small>"
        "</article>"
    )


def _quoted(text: str, length: int) -> str:
    return f'<q lang="" dir="auto">{escape(_cut(text, length))}</q>'


def _cut(text: str, length: int) -> str:
    """What is left out is marked.

    >>> _cut("in May or in June", 10)
    'in May or …'
    """
    return text if len(text) <= length else text[:length].rstrip() + " …"


def _slowest(results: Sequence[Result], words: ReportWords) -> str:
    slowest = sorted((each for each in results if each.seconds), key=lambda each: -each.seconds)[:10]
    rows = [
        [
            _cut(each.question, 160),
            f"{each.seconds * 1000:.0f}",
            "".join(q.citation for q in each.quotes[:1]),
        ]
        for each in slowest
    ]
    return _folded(words.slowest, _table(["question", "ms", "found"], rows, words)) if rows else ""


def _folded(name: str, table: str, opened: bool = False) -> str:
    wide = f'<div class="wide" tabindex="0" role="region" aria-label="{escape(name)}">{table}</div>'
    return f"<details{' open' if opened else ''}><summary>{escape(name)}</summary>{wide}</details>"


def _table(
    names: Sequence[str], rows: Sequence[Sequence[str]], words: ReportWords, language: str = ""
) -> str:
    said = (words.names.get(name) or words.measures.get(name, name) for name in names)
    head = "".join(f"<th>{escape(name)}</th>" for name in said)
    body = "".join(f"<tr>{''.join(_cell(cell) for cell in row)}</tr>" for row in rows)
    spoken = f' lang="{language}"' if language else ""
    return f"<table{spoken}><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(words: str) -> str:
    kind = ' class="n"' if words.replace(".", "").isdigit() else ""
    return f'<td{kind} dir="auto">{escape(words)}</td>'
