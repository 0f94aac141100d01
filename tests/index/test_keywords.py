"""A few words that ask nothing are looked for; a question is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.index.archive.archive import Archive
from onrecord.index.crosslingual.keywords import few_words
from onrecord.rag.assistant import Assistant
from onrecord.rag.settings import Settings
from tests.conftest import PAIRS, HashEmbedder, transcript_of


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("hotline", ["hotline"]),
        ("the belt and the road", []),
        ("belt and road", ["belt and road"]),
        ("South China Sea Putin", ["south china sea", "Putin"]),
        ("高铁", ["高铁"]),
        ("气候变化 巴黎", ["气候变化", "巴黎"]),
        ("Путин визит", ["Путин", "визит"]),
        ("non-proliferation", ["non-proliferation"]),
        ("Huawei?", ["Huawei"]),
        # They ask, or say too much for a few words.
        ("why", []),
        ("Who is Putin", []),
        ("为什么", []),
        ("高铁呢", []),
        ("王毅怎么看", []),
        ("what about it", []),
        ("the", []),
        ("?!", []),
        ("Does China want peace in Asia", []),
        ("中国和欧洲之间的关系", []),
        ("จีน", []),
    ],
)
def test_what_is_a_few_words(question: str, words: list[str]) -> None:
    assert few_words(question) == words


def test_a_name_of_several_words_is_one_thing(tmp_path: Path, embedder: HashEmbedder) -> None:
    """The Belt and Road was looked for as a belt and a road, and every road was nearer."""
    archive = Archive.create(tmp_path, embedder.model_id, embedder.dimension)
    talk = [("公路多吗？", "公路和马路都很多，腰带也多。"), ("倡议呢？", "“一带一路”倡议进展很好。")]
    talk += [(f"渡轮{n}呢？", f"渡轮{n}八点开。") for n in "一二三"]
    archive.add(transcript_of(talk, "zh"), embedder)
    (term,) = archive.keywords("belt and road")
    assert '"一带 带一 一路"' in term
    for asked in ("belt and road", "the Belt and Road", "Ceinture et Route", "کمربند و راه", "일대일로"):
        assert list(archive.by_words(asked)) == [2], asked


def test_terms_are_looked_for_as_records_say_them(tmp_path: Path, embedder: HashEmbedder) -> None:
    archive = Archive.create(tmp_path, embedder.model_id, embedder.dimension)
    archive.add(transcript_of([("电话多吗？", "热线去年接了很多电话，肯尼亚的客人也打来。")], "zh"), embedder)
    assert archive.keywords("hotline") == [('"hotline"*', '"热线"')]
    kenya, hotline = archive.keywords("Кения 热线")
    assert '"肯尼 尼亚"' in kenya
    assert hotline == ('"热线"',)
    assert archive.keywords("Who calls the hotline?") == []


@pytest.mark.parametrize(
    ("words", "more"),
    [
        ("ferry", True),
        ("ferries", True),
        ("children ticket", True),
        ("bridge ticket", False),
        ("zeppelin", False),
    ],
)
def test_words_that_an_exchange_says_together_are_in_the_record(
    words: str, more: bool, archive: Archive, embedder: HashEmbedder
) -> None:
    assistant = Assistant(archive, embedder, Settings(threshold=0.0))
    found, asked = assistant.ask(words), assistant.ask(f"what {words}")
    odds, plain = (each.confidence / (1 - each.confidence) for each in (found, asked))
    assert (odds > 5 * plain) is more
    if words == "ferry":
        assert found.quotes[0].answer == PAIRS[1][1]
