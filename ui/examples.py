"""Questions to begin with: the record's own, or for the sample record ones written for it."""

from __future__ import annotations

import hashlib
import re
from importlib.resources import files
from itertools import zip_longest
from typing import TYPE_CHECKING

from index.records import Exchange, Transcript
from ui.messages import SAMPLE_QUESTIONS

if TYPE_CHECKING:
    from index.archive import Archive

__all__ = ["example_questions"]

MOST = 6
# Transcripts looked into: enough for six different questions, few enough for a large archive.
LOOKED_INTO = 12
SHORTEST, LONGEST = 8, 120
_SENTENCE = re.compile(r"[^\s。！？!?.；;][^。！？!?.；;\n]*[？?؟]")
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7a3\uff00-\uffef]")


def example_questions(archive: Archive) -> list[str]:
    """Up to six short questions that ``archive`` can answer.

    They are sentences of the record, from different transcripts and outlets where there are
    several. For the sample record that comes with On Record they are questions in many languages.
    """
    listed = archive.transcripts()
    ours = _sample_digests()
    if listed and all(entry.sha256 in ours for entry in listed):
        return list(SAMPLE_QUESTIONS)
    step = max(1, len(listed) // LOOKED_INTO)
    transcripts = [archive.transcript(entry.id) for entry in listed[::step][:LOOKED_INTO]]
    by_transcript = [_questions(transcript) for transcript in transcripts]
    in_turn = [q for round_ in zip_longest(*by_transcript) for q in round_ if q]
    return list(dict.fromkeys(in_turn))[:MOST]


def _questions(transcript: Transcript) -> list[str]:
    """One short question of each outlet (or asker), shortest first."""
    best: dict[str, str] = {}
    for exchange in transcript.exchanges:
        question = _shortest(transcript.text, exchange)
        who = exchange.outlet or exchange.asker or f"exchange {exchange.number}"
        if question and (who not in best or _width(question) < _width(best[who])):
            best[who] = question
    return sorted(best.values(), key=_width)


def _shortest(text: str, exchange: Exchange) -> str | None:
    """The shortest sentence of the question that asks something and can stand alone."""
    words = " ".join(turn.words(text) for turn in exchange.question)
    asking = [found.group().strip() for found in _SENTENCE.finditer(words)]
    fitting = [sentence for sentence in asking if SHORTEST * 2 <= _width(sentence) <= LONGEST]
    return min(fitting, key=_width, default=None)


def _width(text: str) -> int:
    """Columns: a Chinese, Japanese or Korean character says as much as two letters."""
    return len(text) + len(_WIDE.findall(text))


def _sample_digests() -> set[str]:
    """SHA-256 of the texts of the sample record."""
    folder = files("ui") / "sample"
    if not folder.is_dir():
        return set()
    return {hashlib.sha256(entry.read_bytes()).hexdigest() for entry in folder.iterdir() if entry.is_file()}
