"""Slugs, titles and dates."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.index.parsing.dates import find_date
from onrecord.index.parsing.identity import find_title, slug, stem, transcript_slug
from onrecord.index.parsing.make_month_names import TABLE, make


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2018-04-23_t1553481.txt", "2018-04-23-t1553481"),
        ("press-2019-03-08.txt", "press-2019-03-08"),
        ("folder/记者会（上）.md", "记者会-上"),
        ("Ｑ＆Ａ @ Paris / Zürich.TXT", "zürich"),
        ("Cafe\u0301 talk.txt", "café-talk"),
    ],
)
def test_the_slug_of_a_file(name: str, expected: str) -> None:
    assert transcript_slug(name, "") == expected


@given(st.text(max_size=200), st.text(max_size=20))
def test_a_slug_fits_into_a_citation(name: str, text: str) -> None:
    made = transcript_slug(name, text)
    assert 0 < len(made) <= 80
    assert made == unicodedata.normalize("NFC", made)
    assert not any(c.isspace() or c in "/@" for c in made)
    assert slug(made) == made


def test_a_name_without_letters_falls_back_on_the_text() -> None:
    assert (
        transcript_slug("!!.txt", "one")
        == transcript_slug("??.txt", "one")
        != transcript_slug("!!.txt", "two")
    )


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("记者会，2019年3月8日，北京", "2019-03-08"),
        ("Seoul, 8 March 2019", "2019-03-08"),
        ("On the 8th of March, 2019", "2019-03-08"),
        ("March 8, 2019", "2019-03-08"),
        ("Sept. 8, 2019".replace("Sept.", "Sep."), "2019-09-08"),
        ("2019-03-08 / 2020-01-01", "2019-03-08"),
        ("2019/3/8", "2019-03-08"),
        ("2019년 3월 8일", "2019-03-08"),
        ("01 de mayo de 2023", "2023-05-01"),
        ("8. März 2019", "2019-03-08"),
        ("le 1er août 2019", "2019-08-01"),
        ("8 марта 2019 года", "2019-03-08"),
        ("2019. március 8.", "2019-03-08"),
        ("8 مارس 2019", "2019-03-08"),
        ("08.03.2019", "2019-03-08"),
        ("23/02/1989", "1989-02-23"),
        ("02/23/1989", "1989-02-23"),
        ("03/08/2019", None),
        ("2019-13-45", None),
        ("page 2019, line 3", None),
    ],
)
def test_dates_as_they_are_written(words: str, date: str | None) -> None:
    assert find_date("talk", words) == date


def test_the_date_of_the_name_comes_first() -> None:
    assert find_date("20190308_talk", "2020年1月1日") == "2019-03-08"
    assert find_date("2019_03_08", "2020年1月1日") == "2019-03-08"


def test_the_title_is_a_line_that_is_neither_address_nor_sentence() -> None:
    assert (
        find_title(["https://example.org/x", "# A talk about bridges", "Welcome."]) == "A talk about bridges"
    )
    assert find_title(["This was said in May.", "----"]) is None


def test_a_stem_keeps_dots_that_are_no_suffix() -> None:
    assert stem("talks/2019.03.08.txt") == "2019.03.08"


def test_the_table_of_months_is_what_the_cldr_has(tmp_path: Path) -> None:
    make(tmp_path / "made.tsv")
    shipped, made = (
        {
            (number, name)
            for number, line in enumerate(each.read_text("utf-8").splitlines())
            for name in line.split("\t")
        }
        for each in (TABLE, tmp_path / "made.tsv")
    )
    assert len(made) > 600
    # Another Babel may spell some otherwise.
    assert len(shipped ^ made) < 0.02 * len(made)


def test_months_are_read_without_asking_babel() -> None:
    program = "import sys; from onrecord.index.parsing.dates import first_date; print(first_date('5 avril 2021'), 'babel' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["2021-04-05", "False"]
