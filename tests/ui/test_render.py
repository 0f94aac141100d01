"""Answers as HTML, read without a browser."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest

from onrecord.index.filters import Filters
from onrecord.index.records import Citation
from onrecord.index.tables.facts import Asker, Count, Facts, Language, Month
from onrecord.index.tables.listing import Totals
from onrecord.rag import verdict
from onrecord.rag.assistant import Answer
from onrecord.rag.question_filters import ReadFilters
from onrecord.rag.requests import SENTENCES
from onrecord.ui.display_names import days, language
from onrecord.ui.messages import ENGLISH, LANGUAGES, Messages
from onrecord.ui.page.cards import passages
from onrecord.ui.page.conversation import Asked
from onrecord.ui.page.facts_view import about
from onrecord.ui.page.render import conversation, masthead, notice, taken
from tests.ui.fakes import (
    HOSTILE_ANSWER,
    HOSTILE_QUESTION,
    FakeArchive,
    FakeAssistant,
    hostile,
    press,
    quote_of,
)

CHINESE = next(words for words in LANGUAGES if words.tag == "zh-Hans")


def asked(question: str) -> Asked:
    return Asked(question, FakeAssistant().ask(question))


def quoted(html: str) -> list[str]:
    """What every quote says, whatever is marked or folded in it."""
    found = re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", html, re.DOTALL)
    return [unescape(re.sub(r"<[^>]+>", "", each)) for each in found]


def markup(html: str) -> set[tuple[str, str]]:
    """Every tag with every attribute that it has somewhere, as a browser reads them."""
    found: set[tuple[str, str]] = set()

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.update((tag, name) for name, _ in [("", None), *attrs])

    Reader().feed(html)
    return found


def test_an_answer_is_its_quotes_numbered_each_with_its_source() -> None:
    html = conversation([asked("When does the garden open?")], ENGLISH)
    assert re.findall(r'"reference" data-passage="([\d-]+)"', html) == ["1-1", "1-2", "1-3"]
    assert quoted(html)[:2] == ["The gate opens in May.", "花园五月一日开放。门票十元，儿童免费。"]
    assert html.index(ENGLISH.answered) < html.index("<blockquote")
    assert "The Weekly" in html
    assert ENGLISH.source.exchange.format(number=2) in html
    assert html.count("2024-05-01</time>") == 3


def test_the_sentence_that_most_surely_answers_is_marked_alike_in_its_quote_and_on_its_card() -> None:
    one = asked("When does the garden open?")
    assert one.answer
    quote = one.answer.quotes[1]
    text, start = quote.text, quote.text.index("门票")
    for focus, marked in ((None, text), ((start, len(text)), text[start:])):
        turn = [replace(one, answer=replace(one.answer, quotes=(replace(quote, focus=focus),)))]
        talk, cards = conversation(turn, ENGLISH), passages(turn, ENGLISH)
        assert quoted(talk) == [text]
        assert re.findall(r"<mark>(.*?)</mark>", talk) == re.findall(r"<mark>(.*?)</mark>", cards) == [marked]
        assert ("unfold" in talk) == bool(focus)
        light = re.findall(r'<mark class="light">(.*?)</mark>', cards)
        assert "".join([*light, marked]) == text
        assert f'data-focus="{start} {len(text)}"' in cards or not focus


def test_a_card_shows_what_is_near_the_sentence_that_answers_not_the_whole_of_a_long_quote() -> None:
    whole = press().exchanges[0].answer[0].words(press().text)
    start = whole.index("The gate opens in May.")
    long = replace(
        quote_of(press(), 1, whole), focus=(start, start + 22), marks=((0, len(whole)),), text=whole
    )
    first = passages([Asked("?", Answer("1", "?", "answered", 0.9, (long,), ()))], ENGLISH).split("<article")[
        1
    ]
    shown = first.split('<div class="answer">')[1].split("</div>")[0]
    assert "<mark>The gate opens in May.</mark>" in shown
    assert len(re.sub(r"<[^>]+>", "", shown)) < 500 < len(whole)


def test_further_quotes_that_are_more_likely_wrong_than_right_are_behind_a_click() -> None:
    one = asked("When does the garden open?")
    assert one.answer
    scores = (0.01, 0.9, 0.01)
    quotes = tuple(replace(q, score=s) for q, s in zip(one.answer.quotes, scores, strict=True))
    html = conversation([replace(one, answer=replace(one.answer, quotes=quotes))], ENGLISH)
    shown, behind = html.split('<details class="behind"')
    assert re.findall(r'"reference" data-passage="([\d-]+)"', shown) == ["1-1", "1-2"]
    assert re.findall(r'"reference" data-passage="([\d-]+)"', behind) == ["1-3"]
    assert ENGLISH.related_count.format(count=1) in behind


def test_quotes_of_the_same_exchange_lead_to_each_other() -> None:
    quotes = tuple(quote_of(press(), 2, words) for words in ("花园五月一日开放。", "儿童免费。"))
    cards = passages([Asked("?", Answer("1", "?", "answered", 0.9, quotes, ()))], ENGLISH)
    assert re.findall(r'"reference" data-passage="([\d-]+)"', cards) == ["1-2", "1-1"]


def test_a_conversation_taken_away_is_one_file_with_every_quote_whole_and_its_address() -> None:
    hostile_one = quote_of(hostile(), 1, HOSTILE_ANSWER)
    turns = [
        asked("When does the garden open?"),
        asked("weather"),
        Asked(HOSTILE_QUESTION, Answer("1", "?", "answered", 0.9, (hostile_one,), ())),
    ]
    html = taken(turns, ENGLISH)
    assert quoted(html)[0] == "The gate opens in May."
    assert html.count("<blockquote") == html.count("<code>") == 4
    assert "garden-2024-05-01/1@" in html
    assert ENGLISH.not_answered in html
    assert not {tag for tag, _ in markup(html)} & {"script", "link", "img", "iframe", "svg", "b"}
    assert "url(" not in html
    assert not re.search(r'(src|href)="(?!https?://)', html)


def test_a_card_tells_page_time_and_what_it_follows_up() -> None:
    quote = replace(quote_of(press(), 2, "儿童免费。"), page=4, time="00:12:31", follows=1)
    turn = [Asked("?", Answer("1", "?", "answered", 0.9, (quote,), ()))]
    for html in (conversation(turn, ENGLISH), passages(turn, ENGLISH)):
        assert "Page 4" in html
        assert "<time>00:12:31</time>" in html
    assert "Follow-up to exchange 1" in passages(turn, ENGLISH)
    assert "第 4 页" in passages(turn, CHINESE)
    assert "Page" not in passages([asked("When does the garden open?")], ENGLISH)


def test_the_masthead_warns_of_a_transcript_that_may_be_read_wrongly() -> None:
    (entry,) = FakeArchive([press()]).transcripts()
    assert ENGLISH.doubtful not in masthead([entry], ENGLISH)
    assert ENGLISH.doubtful in masthead([replace(entry, confidence=0.3)], ENGLISH)


def test_every_number_leads_to_its_own_card() -> None:
    several = [asked("When does the garden open?"), asked("Are tickets free?"), asked("weather")]
    numbers = re.findall(r'"reference" data-passage="([\d-]+)"', conversation(several, ENGLISH))
    cards = re.findall(r'id="passage-([\d-]+)"', passages(several, ENGLISH))
    assert numbers == cards
    assert len(set(cards)) == 3 + 2 + 3


def test_a_card_shows_the_quote_marked_among_its_neighbours_and_its_address() -> None:
    html = passages([asked("When does the garden open?")], ENGLISH)
    first = html.split("<article")[1]
    whole = press().exchanges[0].answer[0].words(press().text)
    shown = re.sub(
        r"<[^>]+>", "\n", first.split('<div class="answer">')[1].split("</h3>")[1].split("</div>")[0]
    )
    assert all(part in whole for part in shown.split("\n"))
    assert 100 < len(shown) < len(whole)
    assert re.findall(r"<mark>(.*?)</mark>", first) == ["The gate opens in May."]
    assert "<code>garden-2024-05-01/1@" in first
    assert "Q1" in first
    assert "The Weekly" in first
    assert "Director" in first


def test_a_card_says_which_characters_these_are_and_how_well_they_match() -> None:
    quote = replace(quote_of(press(), 1, "The gate opens in May."), views=("sentence", "words"))
    for score, match in ((0.4, ENGLISH.strong), (0.32, ENGLISH.fair), (0.01, ENGLISH.weak)):
        turn = [Asked("?", Answer("1", "?", "answered", 0.9, (replace(quote, score=score),), ()))]
        html = passages(turn, ENGLISH)
        start = press().text.index("The gate opens in May.")
        assert f"Exact words, characters {start}-{start + 22}<" in html
        assert match in html
        assert ENGLISH.view_sentence in html
        assert ENGLISH.view_words in html
        assert ENGLISH.view_question not in html
    looked_up = [Asked("?", Answer("1", "?", "answered", 0.9, (replace(quote, score=0.0, views=()),), ()))]
    assert ENGLISH.weak not in passages(looked_up, ENGLISH)


def test_what_does_not_answer_is_no_match_however_near() -> None:
    near = replace(quote_of(press(), 1, "The gate opens in May."), views=("sentence",), score=0.9)
    html = passages([Asked("?", Answer("1", "?", "not_in_record", 0.1, (), (near,)))], ENGLISH)
    assert ENGLISH.related in html
    assert ENGLISH.strong not in html


def test_a_quote_of_two_spans_has_two_marks() -> None:
    quote = quote_of(press(), 2, "花园五月一日开放。", "儿童免费。")
    html = passages([Asked("?", Answer("1", "?", "answered", 0.9, (quote,), ()))], ENGLISH)
    assert re.findall(r"<mark>(.*?)</mark>", html) == ["花园五月一日开放。", "儿童免费。"]


def test_the_copied_quote_carries_its_citation() -> None:
    html = passages([asked("When does the garden open?")], ENGLISH)
    copied = re.findall(r'data-copy="(.*?)"', html, re.DOTALL)
    source = r"Director, answering The Weekly · 2024-05-01 · Exchange 1 \[garden-2024-05-01/1@\d+-\d+\]"
    assert copied[0] == "The gate opens in May."
    assert re.fullmatch(source, copied[1])
    assert re.fullmatch(rf"The gate opens in May\.\n— {source}", copied[2])
    assert re.findall(r'data-link="(.*?)"', html)[0] in copied[1]


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.tag)
def test_not_answered_is_said_plainly_and_nearest_cards_say_what_they_are(words: Messages) -> None:
    turn = [asked("Will the weather be fine?")]
    talk, cards = conversation(turn, words), passages(turn, words)
    assert words.not_answered in talk
    assert "<blockquote" not in talk
    assert cards.count(words.related + "<") == cards.count('class="card related"') == 3


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.tag)
def test_what_is_on_the_topic_is_quoted_without_a_sentence_marked_as_the_answer(words: Messages) -> None:
    near = asked("How are the roses?").answer
    assert near
    focused = tuple(replace(quote, focus=(0, 5)) for quote in near.nearest)
    turn = [Asked("?", replace(near, nearest=focused, unmentioned=("Syria",)))]
    talk, cards = conversation(turn, words), passages(turn, words)
    assert talk.index(words.on_topic) < talk.index("Syria") < talk.index(words.on_topic_how)
    assert talk.index(words.on_topic_how) < talk.index("<blockquote")
    assert talk.count("<blockquote") == talk.count('class="reference"') == 3
    assert "The gate opens in May.</blockquote>" in talk
    assert "<mark" not in talk
    assert words.not_answered not in talk
    assert words.not_answered_how not in talk
    assert cards.count(words.on_topic_related + "<") == cards.count('class="card related"') == 3
    assert words.related + "<" not in cards
    assert words.strong not in cards
    answering = conversation(
        [Asked("?", replace(near, verdict="answered", quotes=focused, nearest=()))], words
    )
    assert answering.count("<mark>") == 3
    gap = conversation([Asked("?", replace(near, verdict="not_in_record"))], words)
    assert words.on_topic not in gap
    assert words.not_answered in gap


def test_nothing_on_the_topic_to_quote_offers_no_numbers() -> None:
    talk = conversation([Asked("?", Answer("1", "?", "on_topic", 0.4, (), ()))], ENGLISH)
    assert ENGLISH.on_topic in talk
    assert ENGLISH.on_topic_how not in talk
    assert "data-passage" not in talk


def test_a_request_on_the_topic_keeps_its_own_sentence() -> None:
    near = asked("How are the roses?").answer
    assert near
    counted = [Asked("?", replace(near, request="count"))]
    assert ENGLISH.on_topic not in conversation(counted, ENGLISH)
    assert ENGLISH.related + "<" in passages(counted, ENGLISH)
    listed = conversation([Asked("?", replace(near, request="list"))], ENGLISH)
    assert listed.index(ENGLISH.request_list) < listed.index(ENGLISH.on_topic)


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.tag)
def test_names_that_the_record_never_says_are_told_where_it_does_not_answer(words: Messages) -> None:
    unmentioned = ("<b>Syria</b>", "ماليزيا")
    told = words.unmentioned.partition("{")[0].strip()
    near, found = asked("Will the weather be fine?").answer, asked("When does the garden open?").answer
    assert near
    assert found
    refused = replace(near, unmentioned=unmentioned)
    talk = conversation([Asked("And Syria?", refused)], words)
    assert told in talk
    assert "&lt;b&gt;Syria&lt;/b&gt;" in talk
    assert unmentioned[1] in talk
    for other in (near, replace(found, unmentioned=unmentioned)):
        assert told not in conversation([Asked("And Syria?", other)], words)


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.tag)
def test_what_cannot_be_quoted_is_said_and_is_no_gap_in_the_record(words: Messages) -> None:
    turn = [asked("Summarise the opening.")]
    talk, cards = conversation(turn, words), passages(turn, words)
    assert talk.index(words.request_summary) < talk.index(words.request_summary_how)
    assert (
        talk.index(words.request_summary_how) < talk.index(words.request_nearest) < talk.index("data-passage")
    )
    assert words.not_answered not in talk
    assert words.not_answered_how not in talk
    assert "<blockquote" not in talk
    assert cards.count(words.related + "<") == 3
    for kind in ("count", "translation"):
        told = [replace(one, answer=replace(one.answer, request=kind)) for one in turn if one.answer]
        assert getattr(words, f"request_{kind}") in conversation(told, words)
        assert words.request_summary not in conversation(told, words)


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.tag)
def test_the_quotes_of_a_list_stay_and_are_said_to_be_some(words: Messages) -> None:
    talk = conversation([asked("List the opening times.")], words)
    assert talk.index(words.request_list) < talk.index(words.request_list_how) < talk.index("<blockquote")
    assert talk.count("<blockquote") == 3
    gap = conversation([asked("List the weather reports.")], words)
    assert gap.index(words.request_list) < gap.index(words.not_answered)


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.tag)
def test_a_statement_is_called_one_wherever_it_is_shown(words: Messages) -> None:
    quote = replace(
        quote_of(press(), 1, "The gate opens in May."),
        citation=Citation("garden-2024-05-01", -2),
        question="",
    )
    answered = Answer("1", "?", "answered", 0.9, (quote,), ())
    related = Answer("1", "?", "not_in_record", 0.1, (), (quote,))
    for answer in (answered, related):
        shown = conversation([Asked("?", answer)], words)
        assert words.source.statement.format(number=2) in shown
        assert "The gate opens in May." in shown
        assert "-2" not in shown.replace("garden-2024-05-01", "")


def test_a_request_with_nothing_near_still_names_what_the_record_never_says() -> None:
    nothing = Answer("1", "?", "not_in_record", 0.0, (), (), unmentioned=("Syria",), request="count")
    talk = conversation([Asked("?", nothing)], ENGLISH)
    assert ENGLISH.request_count in talk
    assert "Syria" in talk
    assert ENGLISH.request_nearest not in talk


def test_the_page_and_the_command_line_say_the_same_of_a_request() -> None:
    assert {kind: getattr(ENGLISH, f"request_{kind}") for kind in SENTENCES} == SENTENCES


def test_the_page_and_the_command_line_say_the_same_of_the_topic() -> None:
    assert ENGLISH.on_topic == f"{verdict.SENTENCES['on_topic']}."


def test_not_answered_with_nothing_near_offers_no_numbers() -> None:
    nothing = Asked("?", Answer("1", "?", "not_in_record", 0.0, (), ()))
    assert "data-passage" not in conversation([nothing], ENGLISH)
    assert ENGLISH.not_answered_how not in conversation([nothing], ENGLISH)


def test_what_the_record_does_not_name_is_left_out() -> None:
    bare = replace(quote_of(press(), 3, "تفتح"), date=None, asker=None, outlet=None, answerer=None)
    turn = [Asked("?", Answer("1", "?", "answered", 0.9, (bare,), ()))]
    html = conversation(turn, ENGLISH) + passages(turn, ENGLISH)
    assert "None" not in html
    assert "<time" not in html
    assert "<h3>Q3</h3>" in html
    assert "<h3>Answer</h3>" in html
    facts = f'{ENGLISH.source.answer}<span class="dot"> · </span>{ENGLISH.source.exchange.format(number=3)}'
    assert f'<span class="facts">{facts}</span>' in html


def test_an_asker_who_is_named_after_the_outlet_names_it_once() -> None:
    quote = replace(quote_of(press(), 2, "花园"), outlet="园艺报", asker="园艺报记者")
    turn = [Asked("?", Answer("1", "?", "answered", 0.9, (quote,), ()))]
    assert "园艺报记者" not in conversation(turn, ENGLISH)
    assert "园艺报" not in passages(turn, ENGLISH).split("</h3>")[0].replace("园艺报记者", "")


def test_html_of_a_transcript_or_question_is_shown_not_obeyed() -> None:
    quote = quote_of(hostile(), 1, HOSTILE_ANSWER)
    bad = Asked(HOSTILE_QUESTION, Answer("1", HOSTILE_QUESTION, "answered", 0.9, (quote,), ()))
    plain = [asked("When does the garden open?"), asked("weather")]
    for page in (conversation, passages):
        html = page([bad], ENGLISH)
        assert markup(html) <= markup(page(plain, ENGLISH))
        assert "&lt;script&gt;window.hacked = 1&lt;/script&gt;" in html
        assert "&amp;amp;" in html
        assert "*starred*" in html
        assert "$a$" in html


def test_a_question_being_answered_says_so_and_has_no_cards_yet() -> None:
    assert ENGLISH.asking in conversation([Asked("Open?")], ENGLISH)
    assert "<article" not in passages([Asked("Open?")], ENGLISH)


def test_the_masthead_names_the_record() -> None:
    html = masthead(FakeArchive([press(), hostile()]).transcripts(), CHINESE)
    assert "Press conference of the Garden 花园记者会" in html
    assert "2024-05-01" in html
    assert "问答：3 组" in html
    assert CHINESE.promise in html
    assert "&lt;b&gt;Title" in html


def test_a_long_record_is_counted_and_its_list_folded() -> None:
    many = [replace(press(), id=f"garden-{n}", title=f"Garden {n}") for n in range(40)]
    html = masthead(FakeArchive(many).transcripts(), ENGLISH)
    assert "Transcripts: 40" in html
    assert "Exchanges: 120" in html
    assert "<details" in html
    assert html.split("holdings")[1].count("<li>") == 40


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.tag)
def test_what_a_record_is_like_is_told_in_figures_plots_and_tables(words: Messages) -> None:
    facts = Facts(
        Totals(4, 9, 2, 1), "2019-11-30", "2020-02-01",
        (Asker("<b>Daily", 7, "2019-11-30", "2020-02-01", (Count("Mayor", 6), Count(None, 1)), (Count("2019", 7),)),
         Asker(None, 2, None, None, (Count("Mayor", 2),), (Count(None, 2),))),
        (Count("Mayor", 8), Count(None, 1)), (Language("zh", 4, 9), Language(None, 0, 0)),
        (Month("2019-11", 2, 7, 1), Month("2020-02", 1, 2, 1), Month(None, 1, 0, 0)),
    )  # fmt: skip
    html = about(facts, words)
    assert ("<b>", "class") not in markup(html)
    assert "&lt;b&gt;Daily" in html
    # The months between those in which something was said have a column too.
    assert re.findall(r"<title>(20[\d-]{5}): (\d+)</title>", html) == [
        ("2019-11", "7"), ("2019-12", "0"), ("2020-01", "0"), ("2020-02", "2")
    ]  # fmt: skip
    assert words.facts_between.split("{")[0] in html
    assert html.count(words.facts_unnamed) >= 3
    assert "width: 28.6%" in html
    assert html.count("<table") == 4
    assert language("zh", words.tag) in html
    assert words.transcripts.format(count=4) not in about(facts, words, False)


def test_months_of_many_years_are_added_up() -> None:
    months = tuple(Month(f"{year}-0{month}", 1, 1, 0) for year in range(1980, 2020) for month in (1, 5))
    html = about(Facts(Totals(80, 80, 0, 0), None, None, (), (), (), (*months, Month("x", 1, 1, 0))), ENGLISH)
    assert re.findall(r"<title>(\w+): (\d+)</title>", html) == [
        (str(year), "2") for year in range(1980, 2020)
    ]


def test_of_a_very_long_record_the_newest_are_listed() -> None:
    (entry,) = FakeArchive([press()]).transcripts()
    html = masthead([replace(entry, id=f"garden-{n}", title=f"Garden {n}.") for n in range(10_000)], ENGLISH)
    assert "Transcripts: 10000" in html
    assert "Garden 9999." in html
    assert "Garden 9000." not in html
    assert ENGLISH.facts_more.format(count=9_800) in html
    assert len(html) < 100_000


def test_an_empty_record_says_so() -> None:
    assert ENGLISH.empty_record in masthead([], ENGLISH)


def test_a_notice_is_an_alert_and_no_notice_is_nothing() -> None:
    assert notice("") == ""
    assert notice("<b>") == '<p class="notice" role="alert">&lt;b&gt;</p>'


def test_in_arabic_the_bounds_of_a_quote_keep_their_order() -> None:
    arabic = next(words for words in LANGUAGES if words.tag == "ar")
    quote = quote_of(press(), 1, "The gate opens in May.")
    html = passages([Asked("?", Answer("1", "?", "answered", 0.9, (quote,), ()))], arabic)
    assert f"\u2066{quote.spans[0].start}-{quote.spans[0].end}\u2069" in html


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.tag)
def test_filters_that_a_question_named_can_each_be_taken_back(words: Messages) -> None:
    html = conversation([asked('What did "The Weekly" ask in May 2024? And on 1 May 2024?')], words)
    assert html.count('class="without"') == 1
    filters = Filters(since="2024-05-01", until="2024-05-31", outlets=('<u>Outlet"',))
    read = ReadFilters(filters, (), counted_from="2024-05-02")
    one = asked("When does the gate open?")
    assert one.answer is not None
    html = conversation([replace(one, answer=replace(one.answer, read_filters=read))], words)
    assert days("2024-05-01", "2024-05-31", words.tag) in html
    assert '<button type="button" class="without" data-turn="1" data-kind="dates"' in html
    assert 'data-kind="outlets"' in html
    assert words.counted_from.partition("{")[0] in html
    assert "<u>" not in html
    unused = replace(read, used=False)
    html = conversation([replace(one, answer=replace(one.answer, read_filters=unused))], words)
    assert words.nothing_passes.partition("{")[0] in html
    assert 'class="without"' not in html


def test_names_are_shown_as_printed_and_in_the_readers_letters() -> None:
    quote = replace(quote_of(press(), 2, "花园五月一日开放。"), outlet="路透社", asker=None)
    turns = tuple(
        replace(turn, outlet="路透社") if turn.part == "question" else replace(turn, speaker="王毅")
        for turn in quote.turns
    )
    one = asked("When?")
    assert one.answer
    shown = replace(one, answer=replace(one.answer, quotes=(replace(quote, turns=turns),)))
    for words, names in (
        (ENGLISH, ["Wang Yi", "Reuters"]),
        (CHINESE, []),
        (next(words for words in LANGUAGES if words.tag == "ru"), ["Ван И", "Рейтер"]),
        (next(words for words in LANGUAGES if words.tag == "ar"), ["Wang Yi", "رويترز"]),
    ):
        html = conversation([shown], words)
        assert re.findall(r'class="also" lang="[\w-]+">([^<]+)<', html) == names
        assert ">王毅</bdi>" in html
        assert ">路透社</bdi>" in html
        assert set(names) <= set(re.findall(r'class="also"[^>]*>([^<]+)<', passages([shown], words)))
