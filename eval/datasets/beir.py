"""Reads BEIR folders: a corpus, queries in one language or several, judgements.

``corpus.jsonl`` or ``corpus.<lang>.jsonl`` of ``{"_id", "title", "text"}``,
``queries.jsonl`` or ``queries.<lang>.jsonl`` of ``{"_id", "text"}``,
``qrels.tsv`` or ``qrels/test.tsv`` of query, document and grade.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from onrecord.eval.datasets.problems import Problems
from onrecord.eval.datasets.qrels import Qrels, read_qrels
from onrecord.eval.datasets.questions import Document, Question, QuestionSet
from onrecord.index.text.folding import without_surrogates

__all__ = ["judged", "read_beir", "read_corpus"]


def read_beir(
    folder: Path, corpus: Path | None = None, queries: Sequence[Path] = (), qrels: Path | None = None
) -> QuestionSet:
    """The set in ``folder``; files are named where it has several, by path or by name in the folder.

    Queries without a judgement are not asked. The same ids in several files of queries are one
    question in several languages: each is asked, under ``lang:id``.

    Raises:
        ReadError: a file is missing or cannot be read.
        SetError: something in the files is wrong, or there are several to choose from.
    """
    problems = Problems()
    corpus_file = _one(folder, corpus, folder.glob("corpus*.jsonl"), "--corpus", problems)
    qrels_files = [*folder.glob("qrels*.tsv"), *folder.glob("qrels*.txt"), *folder.glob("qrels/*.tsv")]
    test = [file for file in qrels_files if file.stem == "test"]
    qrels_file = _one(folder, qrels, test or qrels_files, "--qrels", problems)
    queries_files = [_placed(folder, file) for file in queries] or sorted(folder.glob("queries*.jsonl"))
    if not queries_files:
        problems.add(folder, None, "no queries*.jsonl in it; name one with --queries")
    problems.stop_if_any()
    assert corpus_file
    assert qrels_file
    documents = read_corpus(corpus_file, problems)
    judgements = read_qrels(qrels_file, problems)
    questions: list[Question] = []
    asked: set[str] = set()
    for file in queries_files:
        prefix = f"{_language(file) or file.stem}:" if len(queries_files) > 1 else ""
        questions += _queries(file, prefix, judgements, asked, problems)
    if not queries:
        _require_known(judgements, asked, qrels_file, problems)
    judged(judgements, {document.id for document in documents}, qrels_file, problems)
    if not questions:
        problems.add(queries_files[0], None, f"none of its queries is judged in {qrels_file.name}")
    problems.stop_if_any()
    files = (corpus_file, qrels_file, *queries_files)
    return QuestionSet(_name(folder, corpus_file), files, tuple(questions), tuple(documents))


def read_corpus(file: Path, problems: Problems) -> list[Document]:
    """The documents of a corpus file, the title before the text.

    Raises:
        ReadError: the file cannot be read.
    """
    documents: dict[str, Document] = {}
    for number, row in problems.objects(file):
        document = problems.text(file, number, row, "_id")
        if document is None:
            continue
        if document in documents:
            problems.add(file, number, f"the _id {document!r} is there twice")
        title, text = row.get("title") or "", row.get("text")
        if not isinstance(text, str) or not isinstance(title, str):
            problems.add(file, number, "'text' or 'title' is missing or not words")
            continue
        metadata = row.get("metadata")
        lang = row.get("lang") or (metadata.get("lang") if isinstance(metadata, dict) else None)
        words = without_surrogates(f"{title}\n{text}".replace("\0", " ")).strip()
        documents[document] = Document(document, words, lang if isinstance(lang, str) else None)
    if not documents:
        problems.add(file, None, "no document in it; write one JSON object a line")
    return list(documents.values())


def judged(judgements: Qrels, documents: set[str], file: Path, problems: Problems) -> None:
    """Note every judgement of a document that is not there."""
    for question, grades in judgements.items():
        for document, (_, line) in grades.items():
            if document not in documents:
                problems.add(file, line, f"{document!r}, judged for {question!r}, is not there")


def _require_known(judgements: Qrels, asked: set[str], file: Path, problems: Problems) -> None:
    for question, grades in judgements.items():
        if question not in asked:
            line = min(line for _, line in grades.values())
            problems.add(file, line, f"there is no query {question!r}")


def _queries(
    file: Path, prefix: str, judgements: Qrels, asked: set[str], problems: Problems
) -> list[Question]:
    questions: dict[str, Question] = {}
    for number, row in problems.objects(file):
        query = problems.text(file, number, row, "_id")
        words = problems.question(file, number, row, "text")
        if query in questions:
            problems.add(file, number, f"the _id {query!r} is there twice")
        if query is None or words is None or query not in judgements:
            continue
        asked.add(query)
        metadata = row.get("metadata")
        lang = _language(file) or (metadata.get("lang") if isinstance(metadata, dict) else None) or ""
        relevant = {document: grade for document, (grade, _) in judgements[query].items() if grade > 0}
        kind = "answerable" if relevant else "unanswerable"
        questions[query] = Question(prefix + query, str(lang), kind, words, relevant)
    return list(questions.values())


def _language(file: Path) -> str | None:
    """``de`` of ``queries.de.jsonl``."""
    _, _, language = file.stem.partition(".")
    return language or None


def _name(folder: Path, corpus: Path) -> str:
    language = _language(corpus)
    return f"{folder.resolve().name}.{language}" if language else folder.resolve().name


def _placed(folder: Path, file: Path) -> Path:
    return file if file.exists() or not (folder / file).exists() else folder / file


def _one(
    folder: Path, named: Path | None, found: Iterable[Path], option: str, problems: Problems
) -> Path | None:
    if named:
        return _placed(folder, named)
    files = sorted(found)
    if len(files) == 1:
        return files[0]
    what = option.strip("-")
    if files:
        names = ", ".join(file.name for file in files)
        problems.add(folder, None, f"there are several {what} files: {names}; choose with {option} FILE")
    else:
        problems.add(folder, None, f"no {what} file in it; a BEIR folder has corpus, queries and qrels files")
    return None
