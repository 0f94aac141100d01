"""What of a model's sentences is shown, and what is flagged."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.rag.llm.check import Checker, Sentence
from onrecord.rag.llm.names import Said, days_not_said, names_not_said
from onrecord.rag.llm.numbers import numbers_in, values_in
from onrecord.rag.llm.quotation import parts_of
from onrecord.rag.llm.splitting import Splitter, cited
from tests.rag.llm.record import QUOTES
from tests.rag.llm.test_lies import MARKS

MANY_MARKS = "\"“”„‟«»‹›「」『』《》〈〉'’‘‚`´"
WRITTEN = st.text(st.sampled_from(MANY_MARKS + "ab dé. 。[]123大桥\n"), max_size=80) | st.lists(
    st.sampled_from([
        *MANY_MARKS, "The bridge", " opens", " on 23 May", "大桥将于", "今年十月通车", "[1]", "[2]", "[3]", "[9]", ". ",
        "。", "\n", "x", " ", "<b>", "isn't", "we’ll",
    ]),
    max_size=30,
).map("".join)  # fmt: skip
TEXTS = {number: quote.text for number, quote in enumerate(QUOTES, 1)}


def shown(written: str) -> list[Sentence]:
    splitter = Splitter()
    checker = Checker(QUOTES)
    raw = [*splitter.feed(written), *splitter.end()]
    return [sentence for each in raw for sentence in checker.check(each) if sentence]


@given(WRITTEN)
def test_marks_stand_around_slices_of_cited_quotes_and_nowhere_else(written: str) -> None:
    for sentence in shown(written):
        assert sentence.numbers
        for part in sentence.parts:
            if part.quote:
                assert part.quote in sentence.numbers
                assert part.text in TEXTS[part.quote]
            else:
                assert not MARKS.search(part.text)


@given(st.data())
def test_exact_words_are_found_whatever_marks_and_spaces_they_stand_in(data: st.DataObject) -> None:
    number = data.draw(st.sampled_from([1, 2, 3]))
    words = re.findall(r"\S+", TEXTS[number].split("“")[0])
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    said = data.draw(st.sampled_from([" ", "  ", "\n "])).join(words[first : last + 1])
    marks = data.draw(st.sampled_from(["“”", "«»", "「」", "『』", '""', "„“", "《》", "‹›"]))
    parts, altered = parts_of(f"Said {marks[0]}{said}{marks[1]} so.", {number: TEXTS[number]})
    assert altered == []
    (part,) = [each for each in parts if each.quote]
    assert part.text.split() == words[first : last + 1] or part.text.rstrip(".,:").split()[-1] in words[last]
    assert part.text in TEXTS[number]


@given(WRITTEN, st.integers(1, 9))
def test_how_a_text_comes_in_pieces_changes_nothing(written: str, size: int) -> None:
    whole, pieces = Splitter(), Splitter()
    at_once = [*whole.feed(written), *whole.end()]
    bit_by_bit = [
        each for at in range(0, len(written), size) for each in pieces.feed(written[at : at + size])
    ]
    assert [*bit_by_bit, *pieces.end()] == at_once


@given(st.text(max_size=200))
def test_any_text_is_checked_without_a_crash(written: str) -> None:
    for sentence in shown(written + " [1]."):
        assert sentence.to_dict()["numbers"]


HONEST = [
    "The bridge to Macau opens on 23 May [1].",
    "It took 9 years to build, with a loan of 3,500,000 euros from Germany [1].",
    "It took nine years, and a German loan of 3.5 million euros [1].",
    "The minister says that it “isn't free” and that “we'll ask four crowns a ticket” [1].",
    "The ferry goes on twice a day, Anna Lindqvist promised on Tuesday [2].",
    "The bridge opens in October, is 55 km long and cost 120 billion [3].",
    "Wang Yi spoke with the French foreign minister about «一带一路» [3].",
    "那座桥5月23日开通，德国提供了350万欧元 [1]。",
    "Мост в Макао откроется 23 мая, а Германия дала 3,5 миллиона евро [1].",
    "Le pont de 55 kilomètres ouvrira en octobre [3].",
    "El puente abrirá el 23 de mayo; Alemania prestó 3,5 millones de euros [1].",
    "يفتح الجسر في 23 مايو بقرض من ألمانيا قيمته 3.5 مليون يورو [1].",
    "橋は5月23日に開通し、ドイツが350万ユーロを貸した[1]。",
    "다리는 5월 23일에 개통되며 독일이 350만 유로를 빌려주었다 [1].",
    "Le 8 mars 2019, the minister answered [1].",
]


@pytest.mark.parametrize("written", HONEST)
def test_what_the_quotes_say_in_other_words_and_languages_is_not_flagged(written: str) -> None:
    (sentence,) = shown(written)
    assert sentence.flags == ()


@pytest.mark.parametrize(
    ("written", "kind", "words"),
    [
        ("The bridge opens on 24 May [1].", "number", "24"),
        ("The bridge opens on 23 June [1].", "date", "June"),
        ("It cost 3.5 billion euros [1].", "number", "3.5 billion"),
        ("Portugal lent the money [1].", "name", "Portugal"),
        ("The minister of Finland told Reuters [1].", "name", "Reuters"),
        ("Anna Lindgren promised it [2].", "name", "Lindgren"),
        ("大桥全长五十六公里[3]。", "number", "五十六"),
        ("Wang Qishan spoke of it [3].", "name", "Wang Qishan"),
        ("He says “the ferry stops” [2].", "quotation", "the ferry stops"),
        ("He says “The ferry goes on” [1].", "quotation", "The ferry goes on"),
        ("It is “ridge to Macau” [1].", "quotation", "ridge to Macau"),
    ],
)
def test_what_no_cited_quote_holds_is_flagged(written: str, kind: str, words: str) -> None:
    (sentence,) = shown(written)
    assert (kind, words) in [(flag.kind, flag.words) for flag in sentence.flags]


def test_an_uncited_sentence_is_left_out_and_the_others_stand() -> None:
    (sentence,) = shown("Bridges are lovely. The bridge opens in May [1]. So there")
    assert sentence.text == "The bridge opens in May."
    assert sentence.numbers == (1,)


def test_an_uncited_sentence_hidden_in_a_quotation_is_left_out_too() -> None:
    (sentence,) = shown("He said “Bridges are bad. Ferries are good.” [1]")
    assert sentence.text == "Ferries are good."


def test_marks_of_the_prompt_that_a_model_repeats_are_not_shown() -> None:
    (sentence,) = shown("<<<0a1b2c3d quote [2] 2019>>> It opens in May [1].\n<0a1b2c3d end of quote [1]>>>\n")
    assert (sentence.text, sentence.numbers) == ("It opens in May.", (1,))


def test_a_quotation_of_several_sentences_stays_one() -> None:
    (sentence,) = shown("“The bridge to Macau opens on 23 May. It was built in 9 years” [1].")
    assert [part.quote for part in sentence.parts] == [1, None]


def test_numbers_of_quotes_are_read_in_many_forms() -> None:
    for written in (
        "So [1][3].",
        "So [1, 3].",
        "So【1】［3］。",
        "So [quote 1; 3]!",
        "So. [1] [3]",
        "So [１،3] [3].",
    ):
        assert set(cited(written, 3)[1]) <= {1, 3}
        assert 3 in cited(written, 3)[1]
    assert cited("So [1-3].", 3) == ("So.", (1, 2, 3))
    assert cited("So [0], [4] and [-1].", 3)[1] in ((), (1,))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("three hundred and twelve", 312), ("1,234,567", 1234567), ("1.234.567,5", Fraction(2469135, 2)),
        ("quatre-vingt-dix-neuf", 99), ("veintiún mil", 21000), ("двадцать пять", 25), ("خمسة وعشرون", 25),
        ("三千五百万", 35_000_000), ("3.5亿", 350_000_000), ("二〇一九", 2019), ("삼백오십만", 3_500_000), ("٢٠١٩", 2019),
        ("12 300", 12300), ("2 thousand", 2000), ("2,5 Mio", Fraction(5, 2)), ("nineteen eighty-nine", 1989),
    ],
)  # fmt: skip
def test_numbers_are_read_in_digits_and_words(text: str, value: int | Fraction) -> None:
    assert value in values_in(text)
    assert any(value in each.values for each in numbers_in(text))


def test_a_number_word_that_is_mostly_none_is_not_told() -> None:
    assert numbers_in("One of them is a first. Un ami. 一方面，两国十分友好。") == []


def test_names_are_known_in_other_letters() -> None:
    said = Said(["中方同德国的关系很好，特朗普总统访华。", "王毅", "路透社记者", "2019-03-08"])
    assert names_not_said("China, Germany, Trump and Wang Yi, Reuters reports.", said) == []
    assert names_not_said("Китай и Германия.", said) == []
    assert names_not_said("Wang Yang and France.", said) == ["France", "Wang Yang"]


def test_months_and_weekdays_are_known_in_other_languages() -> None:
    said = Said(["Das Treffen ist am Dienstag im Oktober.", "2019-03-08"])
    assert days_not_said("星期二，10月；Tuesday, octubre, пятница, März", said) == []
    assert days_not_said("Wednesday, November", said) == ["Wednesday", "November"]
    assert days_not_said("They may march.", said) == []
