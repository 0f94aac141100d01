"""Takes another program's ranking, a TREC run, as a run of ours, so that it is measured the same way."""

from __future__ import annotations

import hashlib
from pathlib import Path

from onrecord.eval.datasets.problems import Problems
from onrecord.eval.datasets.qrels import Qrels, read_qrels
from onrecord.eval.datasets.trec import read_run
from onrecord.eval.runs.provenance import code_digest
from onrecord.eval.runs.run import Metadata, Result, Run
from onrecord.index.errors import InputError

__all__ = ["external_run"]


def external_run(file: Path, qrels: Path) -> tuple[Run, tuple[str, ...]]:
    """The TREC run in ``file``, judged by ``qrels``, and the questions in it that are not judged.

    Judged questions that the run does not rank anything for have an empty ranking, and so the value 0. A run
    of queries in several languages, as ours are written (``de:q1``), is judged by what stands after the
    language.

    Raises:
        InputError: a file cannot be read or is malformed (every line that is, is named), or no question of
            the run is judged.
    """
    problems = Problems()
    judgements = read_qrels(qrels, problems)
    problems.stop_if_any()
    rankings = read_run(file)
    found = {name: part for name in rankings if (part := _judged_as(name, judgements)) is not None}
    if not found:
        raise InputError(
            f"no question of {file} is judged in {qrels}: {next(iter(rankings))!r} is in the run, "
            f"{next(iter(judgements))!r} in the judgements; give the qrels of the same set"
        )
    languages = sorted({name.partition(":")[0] for name, part in found.items() if name != part})
    asked_for = [f"{language}:{part}" for language in languages for part in judgements] or list(judgements)
    results = []
    for name in asked_for:
        part = found.get(name) or name.partition(":")[2] if languages else name
        relevant = {document: grade for document, (grade, _) in judgements[part].items() if grade > 0}
        results.append(
            Result(
                id=name,
                lang=name.partition(":")[0] if languages else "",
                kind="answerable" if relevant else "unanswerable",
                question="",
                relevant=relevant,
                gold=(),
                answered=True,
                confidence=0.0,
                seconds=0.0,
                ranking=tuple(rankings.get(name, ())),
                passages=(),
                quotes=(),
            )
        )
    files = {each.name: hashlib.sha256(each.read_bytes()).hexdigest() for each in (file, qrels)}
    metadata = Metadata(
        set=qrels.stem,
        questions=len(results),
        files=files,
        archive="",
        model=f"another program's, {file.name}",
        settings={},
        versions={"code": code_digest()},
    )
    return Run(metadata, tuple(results)), tuple(name for name in rankings if name not in found)


def _judged_as(name: str, judgements: Qrels) -> str | None:
    """What the judgements call a question of a run, if they know it."""
    if name in judgements:
        return name
    part = name.partition(":")[2]
    return part if part in judgements else None
