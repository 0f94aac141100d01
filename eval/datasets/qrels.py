"""Reads relevance judgements (qrels), as BEIR and TREC write them: which documents answer which question."""

from __future__ import annotations

from pathlib import Path

from onrecord.eval.datasets.problems import Problems
from onrecord.index.readers.sources import read_lines

__all__ = ["Qrels", "read_qrels"]

Qrels = dict[str, dict[str, tuple[int, int]]]
"""Question id → document id → grade and the line that says so."""


def read_qrels(file: Path, problems: Problems) -> Qrels:
    """The judgements in ``file``: ``query-id corpus-id score``, with or without TREC's second column.

    A first line of column names is skipped.

    Raises:
        ReadError: the file cannot be read.
    """
    found: Qrels = {}
    for number, line in enumerate(read_lines(file), 1):
        columns = line.split("\t") if line.count("\t") >= 2 else line.split()
        if not line.strip() or (number == 1 and columns[0].strip() in ("query-id", "query_id", "qid")):
            continue
        columns = [column.strip() for column in columns]
        if len(columns) == 4:
            del columns[1]
        try:
            question, document, score = columns
            grade = int(score)
        except ValueError:
            problems.add(
                file, number, "not 'question document grade', nor TREC's 'question 0 document grade'"
            )
            continue
        judged = found.setdefault(question, {})
        if document in judged:
            problems.add(file, number, f"{document!r} is judged twice for {question!r}")
        judged[document] = (grade, number)
    if not found:
        problems.add(file, None, "no judgement in it")
    return found
