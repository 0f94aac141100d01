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
# Columns that a question may take on a button, and what reads best there.
SHORTEST, LONGEST, IDEAL = 16, 100, 40
_SENTENCE = re.compile(r"[^\s。！？!?.；;][^。！？!?.；;\n]*[？?؟]")
# Words that point to what was said before: such a sentence cannot stand alone.
_POINTING = re.compile(
    r"[这那此该]|上述|\b(?:this|that|these|those|it|its|he|she|his|her|they|them|their|so)\b", re.IGNORECASE
)
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
    """One question of each outlet (or asker), in the order of the record."""
    best: dict[str, str] = {}
    for exchange in transcript.exchanges:
        question = _standing_alone(transcript.text, exchange)
        who = exchange.outlet or exchange.asker or f"exchange {exchange.number}"
        if question:
            best.setdefault(who, question)
    return list(best.values())


def _standing_alone(text: str, exchange: Exchange) -> str | None:
    """The sentence of the question that asks something, fits a button and needs no context."""
    words = " ".join(turn.words(text) for turn in exchange.question)
    asking = [found.group().strip() for found in _SENTENCE.finditer(words)]
    fitting = [s for s in asking if SHORTEST <= _width(s) <= LONGEST and not _POINTING.search(s)]
    return min(fitting, key=lambda sentence: abs(_width(sentence) - IDEAL), default=None)


def _width(text: str) -> int:
    """Columns: a Chinese, Japanese or Korean character says as much as two letters."""
    return len(text) + len(_WIDE.findall(text))


def _sample_digests() -> set[str]:
    """SHA-256 of the texts of the sample record."""
    folder = files("ui") / "sample"
    if not folder.is_dir():
        return set()
    return {hashlib.sha256(entry.read_bytes()).hexdigest() for entry in folder.iterdir() if entry.is_file()}
