"""Words of a question are found in the other language of a Chinese-English dictionary, and noise is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.index.archive.archive import Archive
from onrecord.index.crosslingual import bridges, cedict
from onrecord.index.crosslingual.dictionary import in_chinese, in_english
from onrecord.index.crosslingual.english import forms, lemmas
from onrecord.index.crosslingual.sorted_lines import SortedLines
from onrecord.index.text.lexical import tokens
from tests.conftest import HashEmbedder, transcript_of


def _holding(text: str) -> dict[str, int]:
    return dict.fromkeys(tokens(text), 1)


def _in_chinese(question: str, record: str) -> list[list[str]]:
    held = _holding(record)
    return list(in_chinese(question, lambda token: held.get(token, 0)))


def _in_english(question: str, record: str) -> list[list[str]]:
    held = _holding(record)
    return list(in_english(question, lambda token: held.get(token, 0)))


def test_a_term_of_english_is_found_in_chinese_whatever_its_form() -> None:
    assert _in_chinese("Which museums were visited?", "他访问了博物馆") == [['"博物 物馆"'], ['"访问"']]
    assert _in_chinese("Have they met the women?", "会晤妇女") == [['"会晤"'], ['"妇女"']]


def test_the_longest_term_is_taken_that_the_record_holds() -> None:
    assert _in_chinese("the nuclear power plant", "核电站的天气") == [['"核电 电站"']]
    assert _in_chinese("the nuclear power plant", "发电厂") == [['"发电 电厂"']]
    assert _in_chinese("the nuclear power plant", "天气很好") == []


def test_all_that_a_term_is_called_is_one_thing() -> None:
    ((*names,),) = _in_chinese("a visit", "参观，访问，探望")
    assert set(names) == {'"参观"', '"访问"', '"探望"'}


@pytest.mark.parametrize("question", ["经济怎么样？", "經濟怎麼樣？"])
def test_a_word_of_chinese_is_found_in_english_in_all_its_forms(question: str) -> None:
    assert _in_english(question, "Economies differ. The economy grew.") == [['"economy"', '"economies"']]


def test_little_words_and_other_languages_find_nothing() -> None:
    record = "他们说的是什么，谁在那里做了哪些事情，死亡和礼物"
    assert _in_chinese("What did they say, and who was there?", record) == []
    wanted = bridges("Die Frau war in Wien und hat ein Gift gekauft", ["zh"], lambda _: [], lambda _: 1)
    assert wanted == bridges("Wien", ["zh"], lambda _: [], lambda _: 1)
    assert _in_english("経済はどうですか", "the economy") == []


def test_a_question_in_english_finds_chinese_words_and_the_reverse(
    tmp_path: Path, embedder: HashEmbedder
) -> None:
    archive = Archive.create(tmp_path, embedder.model_id, embedder.dimension)
    chinese = [("渡轮几点开？", "每天早上八点开船。"), ("天气怎么样？", "博物馆很热闹。")]
    english = [
        ("When does it sail?", "At eight in the morning."),
        ("Is it full?", "The museums are crowded."),
    ]
    archive.add(transcript_of(chinese, "zh"), embedder)
    archive.add(transcript_of(english, "en"), embedder)
    in_both = {2, 4}
    assert set(archive.by_words("How crowded is a museum?")) == in_both
    assert set(archive.by_words("博物館如何？")) == in_both
    archive.close()


def test_a_place_counts_once() -> None:
    groups = bridges("What did Japan say of trade?", ["zh"], lambda _: [], lambda _: 1)
    assert sum('"日本"' in group.phrases for group in groups) == 1
    assert len(groups) == 2


def test_forms_and_lemmas_meet() -> None:
    for word in ("policy", "stop", "agree", "visit", "box", "make", "woman", "withdraw"):
        assert all(word in lemmas(form) for form in forms(word)), word


def test_without_the_dictionary_no_word_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cedict, "_table", lambda: None)
    assert _in_chinese("the museum", "博物馆") == []


@pytest.mark.slow
def test_the_table_is_written_once_and_again_where_it_is_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    made: list[Path] = []
    real = cedict._both_ways

    def counted(source: Path) -> dict[str, str]:
        made.append(source)
        return real(source)

    monkeypatch.setattr(cedict, "_both_ways", counted)
    for _ in range(2):
        cedict._table.cache_clear()
        assert "博物馆" in cedict.others("museum")
    assert len(made) == 1
    (file,) = tmp_path.glob("onrecord/dictionaries/*")
    whole = file.read_bytes()
    # Another process may still read the old file: it is replaced, not written to.
    file.unlink()
    file.write_bytes(whole[:-9])
    cedict._table.cache_clear()
    assert "museum" in cedict.others("博物馆")
    assert file.read_bytes() == whole
    cedict._table.cache_clear()


def test_sorted_lines_hold_what_was_written(tmp_path: Path) -> None:
    values = {f"k{n}": str(n) for n in range(500)} | {"中": "a|b", "": "empty", "z": ""}
    table = SortedLines.write(tmp_path / "sub" / "table", values)
    assert {key: table.get(key) for key in values} == values
    assert [table.get(key) for key in ("k", "k5000", "\u0001", "中国", "\uffff")] == [None] * 5
    again = SortedLines.open(tmp_path / "sub" / "table")
    assert again
    assert again.get("k77") == "77"
    assert [path.name for path in (tmp_path / "sub").iterdir()] == ["table"]


@pytest.mark.parametrize("damage", [b"", b"0", b"00000000\nk\tv\n"])
def test_a_damaged_table_is_none(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "table").write_bytes(damage)
    assert SortedLines.open(tmp_path / "table") is None
    assert SortedLines.open(tmp_path / "nowhere") is None


def test_a_table_that_cannot_be_written_is_kept_in_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert SortedLines.write(tmp_path / "file" / "table", {"a": "b"}).get("a") == "b"
