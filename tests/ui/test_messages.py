"""Every language says everything."""

from __future__ import annotations

import re
import string
from dataclasses import asdict
from importlib.resources import files

import pytest

from onrecord.eval.figures import GROUPS, OWN
from onrecord.eval.report.mistakes import places
from onrecord.eval.report.tables import FIGURE_COLUMNS, MAIN
from onrecord.ui.locale import messages_for
from onrecord.ui.messages import ENGLISH, LANGUAGES, Messages

CHINESE = next(words for words in LANGUAGES if words.tag == "zh-Hans")


def said(words: Messages) -> dict[str, str]:
    """Every message by its name, those of the report among them."""
    found: dict[str, str] = {}
    for name, message in asdict(words).items():
        parts = (
            {f"{name} {part}": text for part, text in message.items()} if isinstance(message, dict) else {}
        )
        for part, text in (parts or {name: message}).items():
            found |= {f"{part} {n}": t for n, t in text.items()} if isinstance(text, dict) else {part: text}
    return found


def placeholders(message: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(message) if name}


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.tag)
def test_no_message_is_missing(words: Messages) -> None:
    assert [name for name, message in said(words).items() if not message.strip()] == []
    assert said(words).keys() == said(ENGLISH).keys()


def test_the_report_has_a_word_for_whatever_a_run_is_measured_by_and_grouped_by() -> None:
    names = ENGLISH.report.names
    assert set(ENGLISH.report.measures) == set(OWN)
    assert {*GROUPS, *FIGURE_COLUMNS, *(place for place, _ in places(()))} <= set(names)
    assert set(ENGLISH.report.tiles) <= {*OWN, *MAIN}


@pytest.mark.parametrize("name", said(ENGLISH))
def test_a_message_has_the_same_placeholders_in_every_language(name: str) -> None:
    assert len({frozenset(placeholders(said(words)[name])) for words in LANGUAGES}) == 1


SCRIPTS = {
    "zh-Hans": "\u4e00-\u9fff", "zh-Hant": "\u4e00-\u9fff", "ja": "\u3041-\u30ff\u4e00-\u9fff", "ko": "\uac00-\ud7a3",
    "ar": "\u0621-\u064a", "ru": "\u0400-\u04ff",
}  # fmt: skip


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.tag)
def test_a_language_speaks_its_own_words(words: Messages) -> None:
    if words.tag in SCRIPTS:
        # Counts of which nothing but the numbers is left need no word.
        letters = {name: re.sub(r"\{\w+\}|[\W\d]", "", message) for name, message in said(words).items()}
        left = [
            name for name, text in letters.items() if text and not re.search(f"[{SCRIPTS[words.tag]}]", text)
        ]
        assert [name for name in left if name not in ("tag", "direction", "report measures AUROC")] == []
    elif words is not ENGLISH:
        same = [n for n, m in said(words).items() if m == said(ENGLISH)[n] and n != "direction"]
        assert len(same) <= 12


def test_the_languages_are_those_that_the_page_promises_and_one_is_right_to_left() -> None:
    tags = ["zh-Hans", "zh-Hant", "en", "es", "fr", "ar", "ru", "ja", "ko"]
    assert [words.tag for words in LANGUAGES] == tags
    assert [words.tag for words in LANGUAGES if words.direction != "ltr"] == ["ar"]


def test_every_file_is_a_language_of_the_page() -> None:
    folder = files("onrecord.ui") / "locales"
    assert {entry.name.removesuffix(".toml") for entry in folder.iterdir()} == {w.tag for w in LANGUAGES}


@pytest.mark.parametrize(
    ("header", "tag"),
    [("zh-TW", "zh-Hant"), ("zh-Hant-HK", "zh-Hant"), ("zh-HK;q=0.9", "zh-Hant"), ("zh", "zh-Hans"), ("zh-Hans-HK", "zh-Hans"),
     ("ar-EG", "ar"), ("fr-CA,en;q=0.5", "fr"), ("pt,ja;q=0.2", "ja")],
)  # fmt: skip
def test_countries_and_scripts_lead_to_a_language(header: str, tag: str) -> None:
    assert messages_for(header).tag == tag


def test_what_the_reader_chose_comes_first() -> None:
    assert messages_for("fr", "ko").tag == "ko"
    assert messages_for("fr", "<script>").tag == "fr"


def test_messages_are_plain_text_that_html_need_not_escape() -> None:
    assert not [m for words in LANGUAGES for m in said(words).values() if set(m) & set("<>&\"'")]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, ENGLISH),
        ("", ENGLISH),
        ("zh-CN,zh;q=0.9", CHINESE),
        ("zh-SG", CHINESE),
        ("en-US,en;q=0.9,zh;q=0.8", ENGLISH),
        ("pt-PT,pt;q=0.9,zh;q=0.5,en;q=0.4", CHINESE),
        ("tlh", ENGLISH),
        ("zh;q=0", ENGLISH),
        (",;q=,\x00;;", ENGLISH),
    ],
)
def test_the_language_is_the_one_the_browser_likes_best(header: str | None, expected: Messages) -> None:
    assert messages_for(header) is expected


def test_french_keeps_its_double_punctuation_on_the_line() -> None:
    french = next(words for words in LANGUAGES if words.tag == "fr")
    loose = [m for m in said(french).values() if re.search(r"[^\u00a0\u202f][;?!%]|[^\u00a0]:(?!\w)", m)]
    assert loose == []
