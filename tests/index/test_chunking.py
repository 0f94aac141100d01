"""Passages and sentences: nothing lost, nothing doubled, sentence ends in many scripts."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.index.chunking import PASSAGE_UNITS, passages, sentences, units
from onrecord.index.records import Exchange, Turn
from onrecord.index.text.spans import Span, Spans, extent, joined

pieces = st.sampled_from(
    ["外交部", "记者会", "中方", "，", "。", "！", "？”", "…", "\n\n", "\n　　", " ", "said", "Mr. Smith", ". ", "; ", "3.5",
     "вопрос", "हैं", "।", "؟", "ab" * 60, "字" * 90]
)  # fmt: skip
texts = st.lists(pieces, min_size=1, max_size=80).map("".join).filter(str.strip)


def exchange_over(*turns: Spans) -> Exchange:
    """An exchange whose answer turns have these spans; the question does not matter."""
    return Exchange(1, (Turn("asker", (Span(0, 1),)),), tuple(Turn("answerer", spans) for spans in turns))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("我们欢迎。今年见面吗？是的！", ["我们欢迎。", "今年见面吗？", "是的！"]),
        ("他说：“好。”然后走了；再见……好的。", ["他说：“好。”", "然后走了；再见……", "好的。"]),
        ("Mr. Smith met the U.S. envoy. It rose 3.5 percent.", ["Mr. Smith met the U.S. envoy.", "It rose 3.5 percent."]),
        ('"Really?" he asked... Yes.', ['"Really?"', "he asked...", "Yes."]),
        ("नमस्ते। आप कैसे हैं? ठीक।", ["नमस्ते।", "आप कैसे हैं?", "ठीक।"]),
        ("هل تم ذلك؟ نعم.", ["هل تم ذلك؟", "نعم."]),
        ("Title\n\nFirst line\nof a sentence.", ["Title", "First line\nof a sentence."]),
        ("第一点\n　　第二点", ["第一点", "第二点"]),
        ("Это было в 2019 г. в Москве. Да.", ["Это было в 2019 г. в Москве.", "Да."]),
    ],
)  # fmt: skip
def test_sentences(words: str, expected: list[str]) -> None:
    assert [words[start:end] for start, end in sentences(words)] == expected


@given(texts)
def test_sentences_hold_all_words_in_order(words: str) -> None:
    found = sentences(words)
    assert "".join("".join(words[a:b].split()) for a, b in found) == "".join(words.split())
    assert all(a < b for a, b in found)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(found))


@given(texts, st.integers(1, 50))
def test_passages_hold_every_word_of_a_turn_once_and_never_two_turns(text: str, cut: int) -> None:
    cut = min(cut, len(text) - 1)
    turns = [(Span(0, cut),), (Span(cut, len(text)),)] if cut > 0 else [(Span(0, len(text)),)]
    found = passages(text, exchange_over(*turns))
    for index, turn in enumerate(turns):
        mine = [p for p in found if p.turn == index]
        words = "".join(joined(text, passage.spans) for passage in mine)
        assert "".join(words.split()) == "".join(joined(text, turn).split())
    for passage in found:
        bounds = extent(turns[passage.turn])
        assert bounds.start <= passage.start < passage.end <= bounds.end
        assert units(joined(text, passage.spans)) <= PASSAGE_UNITS
        assert "".join("".join(sentence.of(text).split()) for sentence in passage.sentences) == "".join(
            joined(text, passage.spans).split()
        )


def test_a_sentence_that_a_page_break_cuts_is_one_sentence_of_one_passage() -> None:
    text = "问今年会签吗。大桥今年\n\n五月开通，不再推迟。"
    spans = (Span(7, 11), Span(13, len(text)))
    (passage,) = passages(text, exchange_over(spans))
    assert passage.spans == spans
    assert passage.sentences == (Span(7, len(text)),)
    assert joined(text, passage.spans) == "大桥今年五月开通，不再推迟。"


def test_a_mark_at_the_end_of_a_full_passage_is_there_once() -> None:
    text = "问" + "ab" * 60 + "字" * 90 + "，; " + "字" * 90
    found = passages(text, exchange_over((Span(1, len(text)),)))
    assert len(found) == 2
    assert "".join(joined(text, passage.spans) for passage in found) == text[1:].replace(" ", "")


@pytest.mark.slow
def test_long_texts_are_cut_in_linear_time() -> None:
    text = "长" * 200_000 + "word " * 40_000
    found = passages(text, exchange_over((Span(0, len(text)),)))
    assert sum(len("".join(joined(text, p.spans).split())) for p in found) == 360_000
