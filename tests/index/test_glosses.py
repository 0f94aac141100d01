"""The words of a Chinese text and what the dictionary says of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.index.crosslingual.glosses import gloss

TEXT = "《路透社》记者：中國外交部發言人说，2019年如何？"


@pytest.mark.parametrize(
    ("word", "pinyin", "meaning"),
    [
        ("记者", "jì zhě", "reporter; journalist"),
        ("中國", "Zhōng guó", "China"),
        ("外交部", "Wài jiāo bù", "Ministry of Foreign Affairs"),
        ("發言人", "fā yán rén", "spokesperson"),
        ("如何", "rú hé", "how"),
    ],
)
def test_the_word_around_each_of_its_characters_is_found(word: str, pinyin: str, meaning: str) -> None:
    start = TEXT.index(word)
    for at in range(start, start + len(word)):
        found = gloss(TEXT, at)
        assert found
        assert (found.start, found.end) == (start, start + len(word))
        assert found.entries[0].pinyin == pinyin
        assert meaning in found.entries[0].meanings


def test_what_is_no_ideograph_is_no_word() -> None:
    for at in (0, TEXT.index("："), TEXT.index("2019"), len(TEXT) + 5):
        assert gloss(TEXT, at) is None


@given(st.text("中方对贸易问题的立场龘a，", max_size=40))
def test_words_follow_each_other_without_gaps(text: str) -> None:
    for at, character in enumerate(text):
        found = gloss(text, at)
        assert (found is None) == (character in "a，")
        if found:
            assert found.start <= at < found.end
            assert gloss(text, found.start) == gloss(text, found.end - 1) == found
