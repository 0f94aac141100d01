"""What outlets and people are called in other letters, and filters that take either name."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files

import pytest

from onrecord.index.crosslingual.called import also_called
from onrecord.index.crosslingual.outlets import other_names, outlet_in
from onrecord.index.crosslingual.people import person_in
from onrecord.index.errors import FilterError
from onrecord.index.filters import Choices, Filters
from onrecord.index.text.folding import caseless

HELD = Choices(
    outlets=("路透社", "Reuters", "《环球时报》", "BBC", "AP News"),
    answerers=("王毅", "王健", "普京", "Director", "发言人"),
    languages=("zh",),
)
LINES = [
    line.split("\t")
    for line in files("onrecord.index.crosslingual").joinpath("outlets.tsv").read_text("utf-8").splitlines()
]


def test_the_table_has_the_outlets_of_nine_languages_each_name_once() -> None:
    head, *lines = LINES
    assert head[:6] == ["en", "zh", "ja", "ko", "ru", "ar"]
    assert len(lines) >= 150
    twice = Counter(caseless(name) for line in lines for name in set(map(caseless, filter(None, line))))
    assert [name for name, count in twice.items() if count > 1] == []
    assert [line for line in lines if line != [name.strip() for name in line] or not line[0]] == []


@pytest.mark.parametrize(
    ("column", "letters"),
    [(1, "[一-鿿]"), (2, "[぀-ヿ一-鿿]"), (3, "[가-힣]"), (4, "[Ѐ-ӿ]"), (5, "[؀-ۿ]")],
)
def test_each_column_is_in_the_letters_of_its_language(column: int, letters: str) -> None:
    names = [line[column] for line in LINES[1:] if len(line) > column and line[column]]
    assert len(names) > 40
    assert [name for name in names if not re.search(letters, name)] == []


@pytest.mark.parametrize(
    ("name", "language", "other"),
    [
        ("路透社", "en", "Reuters"),
        ("路透社", "ar", "رويترز"),
        ("新加坡《联合早报》", "fr", "Lianhe Zaobao"),
        ("聯合早報", "ko", "연합조보"),
        ("Reuters", "zh", "路透社"),
        ("Reuters", "es", None),
        ("Associated Press", "en", None),
        ("中评社", "ko", "China Review News Agency"),
        ("俄罗斯卫星通讯社", "en", "Sputnik"),
        ("nobody's paper", "ja", None),
        ("外交部", "en", None),
    ],
)
def test_an_outlet_is_called_as_readers_know_it(name: str, language: str, other: str | None) -> None:
    assert also_called(name, language) == other


@pytest.mark.parametrize(
    ("name", "latin", "russian"),
    [
        ("王毅", "Wang Yi", "Ван И"),
        ("华春莹", "Hua Chunying", "Хуа Чуньин"),
        ("曾慶紅", "Zeng Qinghong", "Цзэн Цинхун"),
        ("欧阳修", "Ouyang Xiu", "Оуян Сю"),
        ("李长安", "Li Chang'an", "Ли Чанъань"),
        ("普京", "Vladimir Putin", "Vladimir Putin"),
        ("金正恩", "Kim Jong-un", "Kim Jong-un"),
        ("安倍晋三", "Abe Shinzo", "Abe Shinzo"),
        ("部长", None, None),
        ("发言人", None, None),
        ("王先生", None, None),
        ("金融", None, None),
        ("江苏", None, None),
        ("Director", None, None),
    ],
)
def test_a_person_is_called_by_the_dictionary_or_by_the_sound_of_the_name(
    name: str, latin: str | None, russian: str | None
) -> None:
    assert person_in(name, "en") == person_in(name, "ko") == latin
    assert person_in(name, "ru") == russian
    assert person_in(name, "zh") is None


def test_a_name_of_a_record_in_japanese_is_not_read_as_chinese() -> None:
    assert person_in("林芳正", "en", chinese=False) is None
    assert person_in("普京", "en", chinese=False) == "Vladimir Putin"


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("Reuters", ("路透社", "Reuters")),
        ("路透", ("路透社", "Reuters")),
        ("Рейтер", ("路透社", "Reuters")),
        ("Global Times", ("《环球时报》",)),
        ("英国广播公司", ("BBC",)),
        ("ap", ("AP News",)),
    ],
)
def test_a_filter_takes_any_name_of_an_outlet(wanted: str, found: tuple[str, ...]) -> None:
    assert Filters(outlets=(wanted,)).resolved(HELD).outlets == found


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("Wang Yi", ("王毅",)),
        ("wangyi", ("王毅",)),
        ("Wang", ("王毅", "王健")),
        ("Ван И", ("王毅",)),
        ("王毅", ("王毅",)),
        ("Putin", ("普京",)),
        ("director", ("Director",)),
    ],
)
def test_a_filter_takes_any_name_of_a_person(wanted: str, found: tuple[str, ...]) -> None:
    assert Filters(answerers=(wanted,)).resolved(HELD).answerers == found


def test_no_dictionary_is_read_for_a_name_without_ideographs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("onrecord.index.crosslingual.people.entries")
    assert person_in("Ann Lee", "ru") is None
    assert also_called("Director", "zh") is None


def test_an_error_names_both() -> None:
    with pytest.raises(FilterError, match=r"no outlet 'Reutrs' .* there is '路透社' \(Reuters\), 'Reuters'"):
        Filters(outlets=("Reutrs",)).resolved(HELD)
    with pytest.raises(FilterError, match=r"no answerer 'Wang Li' .* '王毅' \(Wang Yi\)"):
        Filters(answerers=("Wang Li",)).resolved(HELD)
    with pytest.raises(FilterError, match=r"no answerer 'Lopez' .*'王毅' \(Wang Yi\), '王健' \(Wang Jian\)"):
        Filters(answerers=("Lopez",)).resolved(HELD)


def test_every_name_of_an_outlet_leads_to_all_of_them() -> None:
    assert set(other_names("路透社")) == set(other_names("ロイター")) == set(other_names("reuters"))
    assert outlet_in("nobody's paper", "en") is None
