"""Words of a record that mean nearly what is asked for."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.index.arrays import Vectors
from onrecord.rag.near_words import most_said, near_words

DIRECTIONS = {"elections": 0.0, "polls": 0.3, "ballots": 0.4, "选举": 0.3, "weather": 1.6, "harbour": 2.0}


def embed(texts: list[str]) -> Vectors:
    angles = np.array([DIRECTIONS.get(text, 2.5) for text in texts])
    return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


SPOKEN = {
    1: "the polls and the ballots in spring",
    2: "all polls and ballots were counted",
    3: "the weather in the harbour",
    4: "more weather at the harbour",
    5: "nothing in spring",
}


OTHERS = dict.fromkeys(range(10, 2000), "something else")


def test_what_is_said_in_other_words_is_found_by_their_vectors() -> None:
    (words,) = near_words(SPOKEN | OTHERS, [1, 2, 3, 4], ["elections"], embed)
    assert list(words)[:2] == ["polls", "ballots"]
    assert words["polls"] > 0.8
    assert set(most_said(SPOKEN, [words])) == {1, 2}
    assert most_said(SPOKEN, [words])[1] == words["polls"]


def test_of_several_words_each_is_to_be_said() -> None:
    words = near_words(SPOKEN, [1, 2, 3, 4], ["elections", "weather"], embed)
    both = SPOKEN | {6: "polls and weather"}
    told = most_said(both, words)
    assert told[6] > max(told[1], told[3])


def test_what_is_said_everywhere_is_no_word_of_a_theme() -> None:
    everywhere = {key: f"polls {said}" for key, said in SPOKEN.items()}
    assert all("polls" not in words for words in near_words(everywhere, [1, 2], ["elections"], embed))


@pytest.mark.parametrize("nearest", [[], [5]])
def test_where_too_little_is_near_there_are_no_words(nearest: list[int]) -> None:
    assert near_words(SPOKEN, nearest, ["elections"], embed) == []


def test_pairs_of_ideographs_are_words_only_where_the_dictionary_knows_them() -> None:
    spoken = {1: "总统 统选 选举 投票", 2: "投票 统选 选举 举行", 3: "天气", 4: "天气 气好"}
    (words,) = near_words(spoken, [1, 2], ["elections"], embed)
    assert "选举" in words
    assert "统选" not in words


def test_a_word_of_chinese_is_as_near_to_english_as_what_it_is_called_there() -> None:
    spoken = {1: "投票 天气", 2: "投票 天气", 3: "今天", 4: "今天", **OTHERS}
    called = {"vote": 0.1, "balloting": 0.1}

    def only_english(texts: list[str]) -> Vectors:
        angles = np.array([DIRECTIONS.get(text, called.get(text, 2.5)) for text in texts])
        return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)

    (words,) = near_words(spoken, [1, 2], ["elections"], only_english)
    assert words["投票"] > 0.8
    assert words["投票"] > 2 * words.get("天气", 0.0)
