"""The figures of evaluations as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.ui.cli.terminal import counted

if TYPE_CHECKING:
    from onrecord.eval.figures import Grouped, Measures
    from onrecord.eval.paired import Comparison
    from onrecord.eval.sentences import SentenceFigures

__all__ = ["comparison_text", "figures_text", "sentences_text"]

_MAIN = ("nDCG@10", "R@1", "right exchange first", "quote at 3", "answerable, refused", "refusal recall")
_NAMED = 20


def figures_text(measures: Measures, groups: Grouped) -> str:
    """Figures one a line with their intervals and numbers of questions, then the main ones by group."""
    width = max(map(len, measures.figures), default=0)
    lines = [counted(measures.questions, "question"), f"{'':<{width}}  value  95 % interval   questions"]
    for name, figure in measures.figures.items():
        lines.append(
            f"{name:<{width}}  {figure.value:.3f}  [{figure.low:.3f}, {figure.high:.3f}]  {figure.count:>9}"
        )
    main = [name for name in _MAIN if name in measures.figures]
    for grouping, inside in groups.items():
        width = max(len(grouping), *map(len, inside))
        lines += ["", "  ".join([f"{grouping:<{width}}", *main, "questions"])]
        for group, each in inside.items():
            cells = [f"{each.figures[name].value:.3f}" if name in each.figures else "" for name in main]
            row = [f"{cell:>{len(name)}}" for name, cell in zip(main, cells, strict=True)]
            lines.append("  ".join([f"{group:<{width}}", *row, f"{each.questions:>9}"]))
    return "\n".join(lines)


def sentences_text(found: SentenceFigures, model: str) -> str:
    """How a language model does over the quotes, one figure a line."""
    shares = {
        "sentences that cite a quote": found.kept,
        "of these flagged": found.flagged,
        "of these supported, by the reader": found.supported,
        "said not to be answered by the quotes": found.refused,
        "unanswerable questions with a sentence": found.unanswerable_answered,
    }
    means = {
        "seconds for an answer": found.seconds,
        "tokens read": found.asked_tokens,
        "tokens written": found.written_tokens,
    }
    rows = [(name, "-" if value is None else f"{value:.3f}") for name, value in shares.items()]
    rows += [(name, "-" if value is None else f"{value:.1f}") for name, value in means.items()]
    width = max(len(name) for name, _ in rows)
    failed = f", {found.failed} failed" if found.failed else ""
    head = f"In sentences, by {model}: asked for {found.asked} of {found.questions} questions{failed}; "
    return "\n".join(
        ["", f"{head}{found.sentences} sentences", *(f"{name:<{width}}  {value}" for name, value in rows)]
    )


def comparison_text(found: Comparison) -> str:
    """What differs between two runs, each measure of both, and which questions were won and lost."""
    lines = [f"{counted(found.questions, 'question')} in both"]
    lines += [f"  {key}: {old} -> {new}" for key, (old, new) in found.differs.items()]
    if not found.differs:
        lines.append("  nothing that made them differs")
    width = max(map(len, found.changes), default=0)
    lines += [
        f"{name:<{width}}  {each.first:.3f} -> {each.second:.3f}  {each.second - each.first:+.3f} "
        f"[{each.low:+.3f}, {each.high:+.3f}]  p {each.p:.4f}  {len(each.wins)} won, {len(each.losses)} lost"
        for name, each in found.changes.items()
    ]
    main = found.changes.get("nDCG@10")
    for what, questions in (("won", main.wins), ("lost", main.losses)) if main else ():
        if questions:
            more = " ..." if len(questions) > _NAMED else ""
            lines.append(f"{what} (nDCG@10): {' '.join(questions[:_NAMED])}{more}")
    return "\n".join(lines)
