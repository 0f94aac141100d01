"""Reads our own sets: one JSON object a line, about one transcript or an archive.

========== ====================================================================================
id         any words, unique in the set
question   what is asked
exchanges  those that answer: numbers in the one transcript, or ``"slug/7"``; a statement is ``"slug/s1"``
           or ``"s1"``; empty where none does
lang       the question's language (optional)
kind       any words to group by (optional; answerable or unanswerable)
quote      words that answer, verbatim but for white space (optional)
spans      ``[[1203, 1268]]``, character offsets of such words (optional)
own        true for a question that stands in the record itself: the question view is then left
           out for the whole run (optional)
left_out   exchanges that the record must do without for the whole run (optional)
earlier    the questions before this one, on which it may lean, the latest last (optional)
turns      instead of a question and its exchanges: a dialogue, ``[{"question", "exchanges",
           "follows"}]``, of which each is asked after the ones before; its kind is ``opening``,
           ``follow-up`` (``follows`` is true) or ``change`` of subject
========== ====================================================================================
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from onrecord.eval.datasets.problems import Problems
from onrecord.eval.datasets.questions import Gold, Question, QuestionSet
from onrecord.index.errors import InputError, QuestionError
from onrecord.index.records import Citation, Exchange, Transcript
from onrecord.index.text.spans import Span, extent
from onrecord.rag.questions import checked

__all__ = ["places", "read_own"]

_ADDRESS = re.compile(r"(?:([^/@\s]+)/)?(s?)([1-9]\d{0,8})")


class _Row:
    """The checks of one line against the transcripts; what is wrong raises ``ValueError``."""

    def __init__(self, transcripts: Sequence[str], load: Callable[[str], Transcript]) -> None:
        self._transcripts = transcripts
        self._load = load

    def exchange(self, address: Any) -> tuple[Transcript, Exchange]:
        match = None if isinstance(address, bool) else _ADDRESS.fullmatch(str(address).strip())
        if not match:
            raise ValueError(f'{address!r} is no exchange; write a number, "transcript/7" or "transcript/s1"')
        if match[1] is None and len(self._transcripts) != 1:
            raise ValueError(
                f"exchange {address} is of which transcript? The archive has {len(self._transcripts)}; "
                f'write "transcript/{address}"'
            )
        slug = match[1] or self._transcripts[0]
        if slug not in self._transcripts:
            raise ValueError(f"there is no transcript {slug!r}")
        transcript = self._load(slug)
        part = transcript.part(-int(match[3]) if match[2] else int(match[3]))
        if part is None:
            kind, among = (
                ("statement", transcript.statements) if match[2] else ("exchange", transcript.exchanges)
            )
            raise ValueError(f"{slug} has no {kind} {match[2]}{match[3]}, it has {len(among)}")
        return transcript, part

    def gold(self, row: dict[str, Any], right: Sequence[tuple[Transcript, Exchange]]) -> tuple[Gold, ...]:
        found = []
        spans = row.get("spans", [])
        if spans and not right:
            raise ValueError("there are spans, but no exchange that answers")
        for pair in spans:
            start, end = pair
            span = Span(int(start), int(end))
            transcript = _around(span, right)
            if span.end > len(transcript.text):
                raise ValueError(f"{transcript.id} ends at {len(transcript.text)}, before {span.end}")
            found.append(Gold(transcript.id, span, span.of(transcript.text)))
        quote = row.get("quote")
        if quote is not None and not isinstance(quote, str):
            raise ValueError(f"'quote' is {quote!r}, not words")
        if quote and quote.strip():
            found_at = [g for transcript, each in right for g in places(quote, transcript, each)]
            if not found_at:
                where = "that exchange" if right else "an exchange: none is given"
                raise ValueError(f"the quote {quote.strip()[:40]!r} is not in {where}")
            found += found_at
        return tuple(dict.fromkeys(found))


def read_own(file: Path, transcripts: Sequence[str], load: Callable[[str], Transcript]) -> QuestionSet:
    """The set in ``file`` about the ``transcripts`` with these ids, which ``load`` gives.

    Raises:
        ReadError: the file cannot be read.
        SetError: it is empty, or lines are malformed, repeat an id or point to what is not there;
            all of them are named.
    """
    problems = Problems()
    check = _Row(transcripts, load)
    questions: dict[str, Question] = {}
    left_out: set[str] = set()
    own = False
    for number, row in _turns(file, problems):
        question_id = problems.text(file, number, row, "id")
        words = problems.question(file, number, row, "question")
        if question_id in questions:
            problems.add(file, number, f"the id {question_id!r} is there twice")
        exchanges = row.get("exchanges")
        if not isinstance(exchanges, list):
            problems.add(file, number, "'exchanges' is not a list; write [] where nothing answers")
            continue
        try:
            right = [check.exchange(address) for address in exchanges]
            gold = check.gold(row, right)
            left_out |= {_address(*check.exchange(address)) for address in row.get("left_out", ())}
            earlier = _earlier(row)
        except (ValueError, TypeError, InputError) as error:
            problems.add(file, number, str(error))
            continue
        own = own or row.get("own") is True
        kind = str(row.get("kind") or ("answerable" if right else "unanswerable"))
        if question_id and words:
            relevant = {_address(*each): 1 for each in right}
            lang = str(row.get("lang") or "")
            questions[question_id] = Question(question_id, lang, kind, words, relevant, gold, earlier)
    problems.stop_if_any()
    if not questions:
        problems.add(file, None, "no question in it; write one JSON object a line")
    for question in questions.values():
        for address in left_out & set(question.relevant):
            problems.add(file, None, f"{address} answers {question.id!r} and is left out as well")
    problems.stop_if_any()
    return QuestionSet(file.stem, (file,), tuple(questions.values()), own=own, left_out=frozenset(left_out))


def _turns(file: Path, problems: Problems) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows of a file with their line numbers, of a dialogue one for each turn: ``id.1``, ``id.2`` ..."""
    for number, row in problems.objects(file):
        turns = row.get("turns")
        if turns is None:
            yield number, row
            continue
        if not isinstance(turns, list) or not turns or not all(isinstance(turn, dict) for turn in turns):
            problems.add(file, number, "'turns' is not a list of questions in braces")
            continue
        earlier: list[Any] = []
        for at, turn in enumerate(turns, 1):
            kind = "opening" if at == 1 else "follow-up" if turn.get("follows") else "change"
            named = {"id": f"{row['id']}.{at}"} if "id" in row else {}
            yield number, {**turn, **named, "lang": row.get("lang"), "kind": kind, "earlier": [*earlier]}
            earlier.append(turn.get("question"))


def _earlier(row: dict[str, Any]) -> tuple[str, ...]:
    found = row.get("earlier", [])
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise ValueError(f"'earlier' is {found!r}, not a list of questions")
    try:
        return tuple(checked(each) for each in found)
    except QuestionError as error:
        raise ValueError(f"in 'earlier': {error}") from None


def _address(transcript: Transcript, exchange: Exchange) -> str:
    return str(Citation(transcript.id, exchange.number))


def _around(span: Span, right: Sequence[tuple[Transcript, Exchange]]) -> Transcript:
    """The transcript of the exchange whose answer holds ``span``, else that of the first."""
    for transcript, exchange in right:
        answer = extent(exchange.answer_spans)
        if answer.start <= span.start and span.end <= answer.end:
            return transcript
    return right[0][0]


def places(quote: str, transcript: Transcript, exchange: Exchange) -> list[Gold]:
    """Where the words of ``quote`` stand in an exchange's answer, white space aside."""
    answer = extent(exchange.answer_spans)
    text = answer.of(transcript.text)
    pattern = r"\s*".join(re.escape(character) for character in "".join(quote.split()))
    spans = [Span(answer.start + m.start(), answer.start + m.end()) for m in re.finditer(pattern, text)]
    return [Gold(transcript.id, span, span.of(transcript.text)) for span in spans]
