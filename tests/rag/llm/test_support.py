"""Whether the bundled reader tells sentences that a quote supports from the same sentences beside other quotes."""

from __future__ import annotations

import pytest

from onrecord.index.embedding.load import load_embedder
from onrecord.index.parsing.parser import parse
from onrecord.index.readers.sources import read
from onrecord.rag.citations import Quote, quote
from onrecord.rag.llm.check import Checker, Sentence
from onrecord.rag.reader.bundled import open_bundled
from onrecord.rag.reader.protocol import Reader
from onrecord.ui.locations import sample_record

pytestmark = pytest.mark.model

SAID = {
    "on-record-interview-en.txt": [
        "The program turns a question into a vector with a small model",
        "Passages are at most about 120 English words or 200 Chinese characters",
        "比较词语用的是 BM25，所占的分量很小",
        "Программа не пишет ответ сама, потому что в протоколе важна точная формулировка",
        "Le programme apporte 192 échanges quotidiens en douze langues comme fond",
        "La confianza está entre 0 y 1",
        "To measure it, write a question set and run onrecord eval",
        "A question set is a JSONL file with one question a line",
        "模型是 multilingual-e5-small，采用 MIT 许可",
        "Indexing is slow, but asking is quick",
        "На диске лежит один файл SQLite",
        "If the program is killed, what was finished is kept",
        "Ids are made from file names and stay the same",
    ],
    "on-record-press-conference-zh.txt": [
        "On Record finds the exact words in transcripts and cites them",
        "Journalists, researchers and fact checkers use it",
        "You need Python 3.11 or newer, pip and make",
        "Les fichiers qui posent problème sont signalés et les autres sont ajoutés",
        "Отсканированный PDF прочитать нельзя",
        "Questions and answers are told apart by marks at the beginning of lines",
    ],
}
"""What the exchanges of the two records say, from the first on, in our words."""


def is_weak(words: str, quoted: Quote, reader: Reader | None) -> bool:
    (sentence,) = Checker([quoted], reader).check(f"{words} [1].")
    assert isinstance(sentence, Sentence)
    return sentence.weak


def test_weak_support_is_said_of_what_other_quotes_say() -> None:
    reader = open_bundled(load_embedder("bundled"))
    own: list[bool] = []
    others: list[bool] = []
    for name, sentences in SAID.items():
        transcript = parse(read(sample_record() / name))
        quotes = [quote(transcript, exchange.number) for exchange in transcript.exchanges]
        for at, words in enumerate(sentences):
            own.append(is_weak(words, quotes[at], reader))
            others += [is_weak(words, quotes[(at + step) % len(quotes)], reader) for step in (1, 2, 4)]
    assert sum(own) <= 0.1 * len(own)
    assert sum(others) >= 0.8 * len(others)
