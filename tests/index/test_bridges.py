"""Names are found in any language, and their namesakes in plain words are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.index.archive.archive import Archive
from onrecord.index.crosslingual import bridges
from onrecord.index.crosslingual.pinyin import names_in, pairs_in, written_as
from onrecord.index.crosslingual.places import names_of, places_in
from tests.conftest import HashEmbedder, transcript_of


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("What did Japan's minister say?", ["JP"]),
        ("Что сказали в Японии о российской помощи?", ["JP", "RU"]),
        ("ماذا قالت الصين لليابان؟", ["CN", "JP"]),
        ("¿Qué opina el gobierno japonés de Kenia?", ["JP", "KE"]),
        ("Was sagt Russland zu Venezuela?", ["RU", "VE"]),
        ("日本はケニアに何をしましたか", ["JP", "KE"]),
        ("일본은 인도와 무엇을 합의했나요?", ["JP", "IN"]),
        ("जापान और भारत ने क्या कहा?", ["JP", "IN"]),
        ("ญี่ปุ่นพูดอะไร", ["JP"]),
        ("Nhật Bản và Mỹ nói gì?", ["JP", "US"]),
        ("俄羅斯怎麼看肯尼亞？", ["RU", "KE"]),
        ("The US and the EU?", ["US", "EU"]),
    ],
)
def test_a_place_is_found_by_its_name_in_any_language(question: str, places: list[str]) -> None:
    assert places_in(question) == places


@pytest.mark.parametrize(
    "question", ["", "?!", "Tell us about my bridge in the park", "Kim said so, Un did", "12 34", "\u200f"]
)
def test_plain_words_are_no_places(question: str) -> None:
    assert places_in(question) == []


def test_names_are_those_of_the_languages_of_the_record() -> None:
    assert '"日本"' in names_of("JP", ["zh"])
    assert not any("япон" in name for name in names_of("JP", ["zh", None]))
    assert names_of("nowhere", ["zh"]) == []
    assert bridges("a bridge", ["en"], lambda _: [], lambda _: 0) == []


def test_a_question_finds_a_place_in_another_language(tmp_path: Path, embedder: HashEmbedder) -> None:
    archive = Archive.create(tmp_path, embedder.model_id, embedder.dimension)
    talk = [
        ("渡轮几点开？", "每天早上八点开船。"),
        ("博物馆呢？", "肯尼亚的学生上周参观了博物馆。"),
        ("天气怎么样？", "天气很好。"),
    ]
    archive.add(transcript_of(talk, "zh"), embedder)
    found = archive.by_words("Что сказали студенты из Кении?")
    assert list(found) == [2]
    inside = archive.words_of("Что сказали студенты из Кении?", [1, 2, 3])
    assert archive.exchanges_of(list(inside)) == dict.fromkeys(inside, 2) != {}
    assert archive.by_words("Что сказали студенты?") == {}
    archive.close()


@pytest.mark.slow
def test_a_chinese_name_in_latin_letters_finds_its_ideographs(tmp_path: Path, embedder: HashEmbedder) -> None:
    archive = Archive.create(tmp_path, embedder.model_id, embedder.dimension)
    talk = [
        ("渡轮几点开？", "每天早上八点开船，林小雨船长说。"),
        ("博物馆呢？", "华为和海关的学生上周参观了博物馆。"),
        ("天气怎么样？", "天气很好，花卫也开了。"),
        *((f"第{n}个问题？", f"这是第{n}个答案。") for n in range(6)),
    ]
    archive.add(transcript_of(talk, "zh"), embedder)
    assert list(archive.by_words("What did Lin Xiaoyu say?")) == [1]
    # Much is read so, but the dictionary knows which is meant.
    assert set(archive.by_words("And Huawei?")) == {2}
    assert list(archive.words_of("Lin Xiaoyu?", [1, 2, 3])) == [
        unit.id for unit in archive.units([1]) if unit.view == "passage"
    ]
    for question in ("What about women, and change?", "Change in Berlin", "Xiaoyu Smith Dong", "xiaoyu"):
        assert set(archive.by_words(question)) in (set(), {1})
    archive.close()


def test_names_in_latin_letters_are_capitalised_syllables_of_pinyin() -> None:
    assert names_in("Ask Wang Yi, Xi'an or Deng Xiaoping-Lu of Shanghai and Taiwan") == [
        ("wang", "yi"),
        ("deng", "xiao", "ping", "lu"),
        ("shang", "hai"),
    ]
    assert names_in("What do women in Berlin want? Can John help?") == []
    # A syllable that no ideograph is read as finds nothing.
    assert written_as(("bua", "wei"), lambda _: ["华为"]) == []


@pytest.mark.parametrize("question", ["zhongri guanxi", "Zhōng rì guān xì?", "zhong ri guanxi"])
def test_a_question_in_pinyin_finds_its_ideographs(
    question: str, tmp_path: Path, embedder: HashEmbedder
) -> None:
    archive = Archive.create(tmp_path, embedder.model_id, embedder.dimension)
    talk = [
        ("天气怎么样？", "天气很好。"),
        ("中日关系呢？", "两国关系重回正轨。"),
        *((f"第{n}个问题？", f"这是第{n}个答案。") for n in range(6)),
    ]
    archive.add(transcript_of(talk, "zh"), embedder)
    assert list(archive.by_words(question)) == [2]
    archive.close()


@pytest.mark.parametrize("question", ["la casa", "Huawei", "Where is Huawei?", "da nu Berlin", "", "中日"])
def test_other_words_are_no_question_in_pinyin(question: str) -> None:
    assert pairs_in(question) == []


def _shares(question: str, record: list[str]) -> list[tuple[tuple[str, ...], float]]:
    found = bridges(
        question,
        ["zh"],
        lambda begin: [token for token in record if token[0] == begin],
        lambda token: int(token in record),
    )
    return [(bridge.phrases, round(bridge.share, 2)) for bridge in found]


def test_a_name_has_the_share_of_the_question_that_its_letters_have() -> None:
    record = ["孟晚", "晚舟"]
    (whole,), (half,) = (
        _shares("And Meng Wanzhou?", record),
        _shares("Meng Wanzhou in my small garden", record),
    )
    assert whole == (('"孟晚 晚舟"',), 1.0)
    assert half == (('"孟晚 晚舟"',), 0.5)


def test_what_only_sounds_like_a_name_has_no_share() -> None:
    assert _shares("And Wubai?", ["五百", "无百"])[0][1] == 0
    assert _shares("And Wubai?", ["五百"])[0][1] == 1
    # The dictionary knows Huawei: nothing else is meant, whatever it sounds like.
    assert _shares("And Huawei?", ["化为"]) == []
    assert _shares("And Huawei?", ["化为", "华为"]) == [(('"华为"',), 1.0)]
