"""A run as one page that needs nothing from elsewhere, and as Markdown for a pull request."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np

from eval.measures import Grouped, Measures, grouped, measure, values_of
from eval.plots import bars, curves, histogram
from eval.quotes import first_is_right
from eval.refusals import reliability, risk_coverage
from eval.runs import Asked, Run

__all__ = ["html_report", "markdown_report", "worst"]

_SHOWN = 25
_MAIN = ("nDCG@10", "R@1", "right exchange first", "quote at 3", "answerable, refused", "refusal recall")
_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:1000px;margin:2rem auto;padding:0 1rem;
color:#1b1b1b;background:#fff}
h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2.2rem}table{border-collapse:collapse;width:100%}
th,td{text-align:start;padding:.3rem .6rem;border-bottom:1px solid #ddd;vertical-align:top}
td.n{font-variant-numeric:tabular-nums}svg text{font:12px system-ui,sans-serif;fill:#333}
.plots{display:flex;flex-wrap:wrap;gap:1.5rem}figure{margin:0}figcaption{font-weight:600}
svg{max-width:100%;height:auto}.wide{overflow-x:auto}code{overflow-wrap:anywhere}
"""


def worst(asked: Sequence[Asked]) -> list[Asked]:
    """The questions that went wrong, the surest mistakes first.

    Wrong are answerable questions whose first quote is of another exchange, and others that were answered.
    """
    wrong = [e for e in asked if (not first_is_right(e) if e.answerable else e.answered)]
    return sorted(wrong, key=lambda each: -each.confidence)


def html_report(run: Run) -> str:
    """The page: figures, plots, the worst and the slowest questions, and what made the run."""
    values = values_of(run.asked)
    measures, groups = measure(run.asked, values), grouped(run.asked, values)
    mistakes = worst(run.asked)
    slowest = sorted(run.asked, key=lambda each: -each.seconds)[:10]
    body = [
        f"<h1>{escape(run.head.set)}: {measures.questions} questions</h1>",
        _table(["measure", "value", "95 % interval", "questions"], _figure_rows(measures)),
        f'<div class="plots">{"".join(_plots(run.asked, groups))}</div>',
        *(
            f"<h2>By {name}</h2>{_table([name, *_MAIN, 'questions'], _group_rows(inside))}"
            for name, inside in _tables(groups)
        ),
        f"<h2>What went wrong: {len(mistakes)} questions, the surest {min(_SHOWN, len(mistakes))} first</h2>",
        _table(
            ["question", "right", "found instead", "confidence"],
            [_mistake(each) for each in mistakes[:_SHOWN]],
        ),
        "<h2>Slowest</h2>",
        _table(["question", "ms"], [[each.question[:160], f"{each.seconds * 1000:.0f}"] for each in slowest]),
        "<h2>What made it</h2>",
        _table(["", ""], _provenance(run)),
    ]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(run.head.set)}: evaluation</title><style>{_STYLE}</style></head>"
        f"<body>{''.join(body)}</body></html>\n"
    )


def markdown_report(run: Run) -> str:
    """The figures, by group, and the worst questions."""
    values = values_of(run.asked)
    measures, groups = measure(run.asked, values), grouped(run.asked, values)
    parts = [f"## {run.head.set}: {measures.questions} questions"]
    parts.append(_markdown(["measure", "value", "95 % interval", "questions"], _figure_rows(measures)))
    for name, inside in _tables(groups):
        parts.append(_markdown([name, *_MAIN, "questions"], _group_rows(inside)))
    mistakes = [_mistake(each) for each in worst(run.asked)[:10]]
    parts += [
        "### What went wrong",
        _markdown(["question", "right", "found instead", "confidence"], mistakes),
    ]
    parts += ["### What made it", _markdown(["", ""], _provenance(run))]
    return "\n\n".join(parts) + "\n"


def _plots(asked: Sequence[Asked], groups: Grouped) -> list[str]:
    confidence = np.array([each.confidence for each in asked])
    right = np.array([float(first_is_right(each)) for each in asked])
    answerable = np.array([float(each.answerable) for each in asked])
    coverage, risk = risk_coverage(confidence, right)
    kept = np.unique(np.linspace(0, len(coverage) - 1, 200).astype(int))
    plots = []
    if "language" in groups:
        rows = [
            (name, figure.value, figure.low, figure.high)
            for name, each in groups["language"].items()
            if (figure := each.figures.get("R@1"))
        ]
        plots.append(("R@1 by language", bars(rows)))
    points = list(zip(coverage[kept].tolist(), risk[kept].tolist(), strict=True))
    plots.append(("Risk against coverage", curves([("", points)], "coverage", "risk")))
    if 0 < answerable.sum() < len(asked):
        bins = [(each.confidence, each.answerable) for each in reliability(confidence, answerable)]
        plots.append(("Reliability", curves([("", bins)], "confidence", "answerable", diagonal=True)))
    spread = [
        ("answerable", [e.confidence for e in asked if e.answerable]),
        ("not answerable", [e.confidence for e in asked if not e.answerable]),
    ]
    plots.append(("Confidence", histogram(spread, "confidence")))
    return [f"<figure><figcaption>{name}</figcaption>{plot}</figure>" for name, plot in plots]


def _tables(groups: Grouped) -> list[tuple[str, dict[str, Measures]]]:
    """Groupings with the largest groups, as many as a page shows."""
    shown = []
    for name, inside in groups.items():
        largest = sorted(inside, key=lambda group: -inside[group].questions)[:30]
        shown.append((name, {group: inside[group] for group in sorted(largest)}))
    return shown


def _figure_rows(measures: Measures) -> list[list[str]]:
    return [
        [name, f"{f.value:.3f}", f"{f.low:.3f} to {f.high:.3f}", str(f.count)]
        for name, f in measures.figures.items()
    ]


def _group_rows(inside: dict[str, Measures]) -> list[list[str]]:
    return [
        [group, *(f"{e.figures[m].value:.3f}" if m in e.figures else "" for m in _MAIN), str(e.questions)]
        for group, e in inside.items()
    ]


def _mistake(asked: Asked) -> list[str]:
    found = asked.quotes[0] if asked.quotes else None
    instead = f"{found.name}: {found.text[:160]}" if found else "nothing"
    return [
        asked.question[:240],
        ", ".join(asked.relevant) or "not in the record",
        instead,
        f"{asked.confidence:.2f}",
    ]


def _provenance(run: Run) -> list[list[str]]:
    head = run.head
    rows = [["run", head.fingerprint], ["model", head.model], ["archive", head.archive]]
    for values in (head.settings, head.versions, head.files):
        rows += [[str(key), str(value)] for key, value in values.items()]
    return rows


def _table(names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(name)}</th>" for name in names)
    body = "".join(f"<tr>{''.join(_cell(cell) for cell in row)}</tr>" for row in rows)
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _cell(words: str) -> str:
    kind = ' class="n"' if words.replace(".", "").isdigit() else ""
    return f'<td{kind} dir="auto">{escape(words)}</td>'


def _markdown(names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [names, ["---"] * len(names), *rows]
    return "\n".join(
        "| " + " | ".join(" ".join(c.replace("|", "\\|").split()) for c in line) + " |" for line in lines
    )
