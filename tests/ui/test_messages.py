"""Every language says everything."""

from __future__ import annotations

import string
from dataclasses import asdict, fields

import pytest

from ui.messages import ENGLISH, LANGUAGES, SAMPLE_QUESTIONS, Messages, messages_for

CHINESE = next(words for words in LANGUAGES if words.tag == "zh-Hans")


def placeholders(message: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(message) if name}


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.tag)
def test_no_message_is_missing(words: Messages) -> None:
    assert [name for name, message in asdict(words).items() if not message.strip()] == []


@pytest.mark.parametrize("name", [field.name for field in fields(Messages)])
def test_a_message_has_the_same_placeholders_in_every_language(name: str) -> None:
    assert len({frozenset(placeholders(getattr(words, name))) for words in LANGUAGES}) == 1


def test_chinese_messages_are_chinese() -> None:
    left = [
        name
        for name, message in asdict(CHINESE).items()
        if name not in ("tag", "direction") and not any("\u4e00" <= char <= "\u9fff" for char in message)
    ]
    assert left == []


def test_messages_are_plain_text_that_html_need_not_escape() -> None:
    assert not [m for words in LANGUAGES for m in asdict(words).values() if set(m) & set("<>&\"'")]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, ENGLISH),
        ("", ENGLISH),
        ("zh-CN,zh;q=0.9", CHINESE),
        ("zh-SG", CHINESE),
        ("en-US,en;q=0.9,zh;q=0.8", ENGLISH),
        ("fr-FR,fr;q=0.9,zh;q=0.5,en;q=0.4", CHINESE),
        ("tlh", ENGLISH),
        ("zh;q=0", ENGLISH),
        (",;q=,\x00;;", ENGLISH),
    ],
)
def test_the_language_is_the_one_the_browser_likes_best(header: str | None, expected: Messages) -> None:
    assert messages_for(header) is expected


def test_the_sample_questions_are_in_many_languages() -> None:
    scripts = ("\u4e00-\u9fff", "\u3041-\u30ff", "\u0600-\u06ff", "\u0400-\u04ff")
    joined = " ".join(SAMPLE_QUESTIONS)
    assert len(SAMPLE_QUESTIONS) == len(set(SAMPLE_QUESTIONS)) >= 6
    assert all(any(s.split("-")[0] <= char <= s.split("-")[1] for char in joined) for s in scripts)
