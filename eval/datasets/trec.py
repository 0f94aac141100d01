"""Reads TREC topics and runs, and writes runs. Judgements are in :mod:`onrecord.eval.datasets.qrels`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from onrecord.eval.datasets.beir import judged, read_corpus
from onrecord.eval.datasets.problems import Problems
from onrecord.eval.datasets.qrels import read_qrels
from onrecord.eval.datasets.questions import Question, QuestionSet
from onrecord.index.readers.sources import read_lines

__all__ = ["Ranking", "read_run", "read_topics", "run_lines"]

Ranking = Sequence[tuple[str, float]]
"""Documents and scores, best first."""

_TOPIC = re.compile(r"<top>(.*?)</top>", re.DOTALL | re.IGNORECASE)
_FIELD = re.compile(r"<(num|title)>(.*?)(?=<|\Z)", re.DOTALL | re.IGNORECASE)


def read_topics(file: Path, qrels: Path, corpus: Path | None, exchanges: Iterable[str] = ()) -> QuestionSet:
    """Topics with their judgements, about a BEIR ``corpus`` file or about ``exchanges`` (``slug/7``).

    Topics are ``<top><num>…<title>…</top>``, or lines of an id, a tab and the question. Topics
    without a judgement are not asked.

    Raises:
        ReadError: a file is missing or cannot be read.
        SetError: something in the files is wrong.
    """
    problems = Problems()
    documents = read_corpus(corpus, problems) if corpus else []
    judgements = read_qrels(qrels, problems)
    questions: dict[str, Question] = {}
    for line, topic, words in _topics(file, problems):
        if topic in questions:
            problems.add(file, line, f"the topic {topic!r} is there twice")
        if topic in judgements:
            relevant = {document: grade for document, (grade, _) in judgements[topic].items() if grade > 0}
            kind = "answerable" if relevant else "unanswerable"
            questions[topic] = Question(topic, "", kind, words, relevant)
    judged(judgements, {d.id for d in documents} if corpus else set(exchanges), qrels, problems)
    if not questions:
        problems.add(file, None, f"no topic in it that is judged in {qrels.name}")
    problems.stop_if_any()
    files = (file, qrels, corpus) if corpus else (file, qrels)
    return QuestionSet(file.stem, files, tuple(questions.values()), tuple(documents))


def _topics(file: Path, problems: Problems) -> list[tuple[int, str, str]]:
    lines = read_lines(file)
    text = "\n".join(lines)
    found = []
    if re.search("<top>", text, re.IGNORECASE):
        for match in _TOPIC.finditer(text):
            fields = {name.lower(): " ".join(words.split()) for name, words in _FIELD.findall(match[1])}
            topic = re.sub(r"^Number:\s*", "", fields.get("num", ""))
            words = re.sub(r"^Topic:\s*", "", fields.get("title", ""))
            line = text.count("\n", 0, match.start()) + 1
            if topic and words:
                found.append((line, topic, words))
            else:
                problems.add(file, line, "a topic without <num> or <title>")
        return found
    for number, row in enumerate(lines, 1):
        topic, _, words = (part.strip() for part in row.partition("\t"))
        if topic and words:
            found.append((number, topic, words))
        elif row.strip():
            problems.add(file, number, "not an id, a tab and a question, and no <top> either")
    return found


def read_run(file: Path) -> dict[str, list[tuple[str, float]]]:
    """A TREC run: question id → documents and scores, best first.

    Raises:
        ReadError: the file cannot be read.
        SetError: lines are malformed or name a document twice for a question.
    """
    problems = Problems()
    found: dict[str, dict[str, float]] = {}
    for number, line in enumerate(read_lines(file), 1):
        if not line.strip():
            continue
        columns = line.split()
        try:
            question, _, document, _, score, _ = columns
            value = float(score)
        except ValueError:
            problems.add(file, number, "not 'question Q0 document rank score name'")
            continue
        ranked = found.setdefault(question, {})
        if document in ranked:
            problems.add(file, number, f"{document!r} is there twice for {question!r}")
        ranked[document] = value
    if not found:
        problems.add(file, None, "no ranking in it")
    problems.stop_if_any()
    return {q: sorted(ranked.items(), key=lambda item: -item[1]) for q, ranked in found.items()}


def run_lines(rankings: Mapping[str, Ranking], name: str = "onrecord") -> Iterable[str]:
    """The lines of a TREC run.

    Scores are lowered by a millionth where they do not fall, because a TREC run is read by its scores.
    """
    for question, ranking in rankings.items():
        before = float("inf")
        for rank, (document, score) in enumerate(ranking, 1):
            before = min(round(score, 6), before - 1e-6)
            yield f"{_joined(question)} Q0 {_joined(document)} {rank} {before:.6f} {name}"


def _joined(name: str) -> str:
    """An id as one column."""
    return "_".join(name.split())
