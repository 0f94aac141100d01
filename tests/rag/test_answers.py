"""Questions in, cited answers out."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.index.archive.archive import Archive
from onrecord.index.errors import ArchiveError, CitationError, FilterError, ModelMismatchError, QuestionError
from onrecord.index.filters import Filters
from onrecord.index.records import Citation
from onrecord.rag.assistant import Answer, Assistant
from onrecord.rag.citations import Quote, look_up
from onrecord.rag.settings import Settings
from tests.conftest import PAIRS, HashEmbedder, transcript_of

# The tiny embedder's cosines are not those that the confidence was fitted to: everything is "answered".
EVERYTHING = Settings(threshold=0.0)


@pytest.fixture
def assistant(archive: Archive, embedder: HashEmbedder) -> Assistant:
    """Asks the archive with one small transcript."""
    return Assistant(archive, embedder, EVERYTHING)


def schema() -> dict[str, object]:
    """The documented schema of an answer."""
    found: dict[str, object] = json.loads(
        files("onrecord.rag").joinpath("answer.schema.json").read_text("utf-8")
    )
    return found


def check(answer: Answer, archive: Archive) -> None:
    """An answer keeps its contract: every quote is a slice, its mark and its citation lead to it."""
    jsonschema.validate(json.loads(json.dumps(answer.to_dict())), schema())
    assert bool(answer.quotes) == answer.answered
    for quote in (*answer.quotes, *answer.nearest):
        text = archive.transcript(quote.citation.transcript).text
        assert quote.text == "".join(span.of(text) for span in quote.spans)
        ((start, end),) = quote.marks
        assert quote.answer[start:end] == quote.text
        assert quote.focus is None or quote.text[slice(*quote.focus)].strip()
        assert (quote.citation.start, quote.citation.end) == (quote.spans[0].start, quote.spans[-1].end)


def test_the_quote_that_answers_comes_first_with_its_exchange(assistant: Assistant) -> None:
    answer = assistant.ask("What is a ticket for the ferry?", question_id="q1")
    check(answer, assistant.archive)
    quote = answer.quotes[0]
    assert answer.id == "q1"
    assert quote.text == PAIRS[1][1]
    assert (quote.question, quote.answer) == PAIRS[1]
    assert (quote.asker, quote.outlet, quote.answerer) == ("Reporter", "Daily", "Minister")
    assert str(quote.citation).startswith("talk/2@")
    assert quote.label == "Minister, answering Daily · 2020-02-03 · Exchange 2"
    assert set(quote.views) <= {"question", "passage", "sentence", "words"}
    assert quote.views
    assert assistant.show(quote.citation).text == quote.text


def test_a_quote_knows_its_page_its_time_and_what_its_transcript_tells(
    archive: Archive, embedder: HashEmbedder
) -> None:
    plain = transcript_of(PAIRS)
    second, third = (exchange.answer_spans[0].start for exchange in plain.exchanges[1:])
    told = replace(
        plain,
        exchanges=(*plain.exchanges[:2], replace(plain.exchanges[2], follows=2)),
        pages=(0, second + 5, third),
        times=((0, 3.0), (second, 751.9), (second + 2, 800.0)),
        place="The old hall",
        speakers=("Minister",),
        language="en",
        address="https://example.org/talk",
    )
    archive.add(told, embedder)
    answer = Assistant(archive, embedder, EVERYTHING).ask("What is a ticket for the ferry?")
    check(answer, archive)
    quote = answer.quotes[0]
    assert (quote.page, quote.time, quote.follows) == (1, "00:12:31", None)
    assert quote.label == "Minister, answering Daily · 2020-02-03 · Exchange 2 · Page 1 · 00:12:31"
    fields = quote.to_dict()
    assert [fields[name] for name in ("place", "speakers", "language", "address")] == [
        "The old hall", ["Minister"], "en", "https://example.org/talk",
    ]  # fmt: skip
    later = look_up(Citation("talk", 3), archive.transcript)
    assert (later.page, later.time, later.follows) == (3, "00:13:20", 2)


def test_scores_fall_and_quotes_of_one_exchange_stand_together(
    archive: Archive, embedder: HashEmbedder
) -> None:
    long = " ".join(
        f"The ferry number {n} sails at {n} o'clock from the old pier by the gate." for n in range(60)
    )
    archive.add(transcript_of([("When do the ferries sail?", long)], "ferries"), embedder)
    answer = Assistant(archive, embedder, EVERYTHING).ask("When does the ferry sail?", top_k=5)
    check(answer, archive)
    assert len(answer.quotes) == 5
    where = [(q.citation.transcript, q.citation.exchange) for q in answer.quotes]
    assert where == sorted(where, key=where.index)
    assert len({q.citation for q in answer.quotes}) == 5
    assert answer.quotes[0].score == max(q.score for q in answer.quotes)


def test_below_the_threshold_it_is_not_in_the_record(archive: Archive, embedder: HashEmbedder) -> None:
    answer = Assistant(archive, embedder, Settings(threshold=1.0)).ask("What is a ticket for the ferry?")
    check(answer, archive)
    assert not answer.answered
    assert answer.quotes == ()
    assert answer.nearest[0].text == PAIRS[1][1]


def test_an_empty_archive_answers_nothing(tmp_path: Path, embedder: HashEmbedder) -> None:
    archive = Archive.create(tmp_path / "empty", embedder.model_id, embedder.dimension)
    answer = Assistant(archive, embedder, EVERYTHING).ask("Is anybody there?")
    assert (answer.answered, answer.confidence, answer.quotes, answer.nearest) == (False, 0.0, (), ())


@pytest.mark.parametrize("question", ["", "  \n\t", "\0\0", "\u3000"])
def test_an_empty_question_is_refused(assistant: Assistant, question: str) -> None:
    with pytest.raises(QuestionError, match="the question is empty"):
        assistant.ask(question)


def test_a_question_that_is_too_long_is_refused(assistant: Assistant) -> None:
    with pytest.raises(QuestionError, match="100,000 characters, at most 5,000"):
        assistant.ask("字" * 100_000)


@pytest.mark.parametrize(
    "question",
    [
        "😀🎉",
        "\ud800",
        "a\0b",
        "?",
        '"',
        "NEAR(ferry)",
        "ferry* OR -bridge",
        "'; DROP TABLE unit; --",
        "\u202e",
    ],
)
def test_an_odd_question_gets_an_ordinary_answer(assistant: Assistant, question: str) -> None:
    check(assistant.ask(question), assistant.archive)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.text(st.characters(codec=None), max_size=60))
@pytest.mark.slow
def test_any_question_is_answered_or_refused(assistant: Assistant, question: str) -> None:
    try:
        answer = assistant.ask(question)
    except QuestionError:
        return
    check(answer, assistant.archive)


def test_a_later_change_of_the_archive_is_seen(assistant: Assistant, embedder: HashEmbedder) -> None:
    assistant.ask("the bridge")
    Archive.open(assistant.archive.folder).add(transcript_of([("Is it late?", "It is early.")]), embedder)
    answer = assistant.ask("the bridge")
    check(answer, assistant.archive)
    assert [quote.text for quote in answer.quotes] == ["It is early."]


def test_several_threads_may_ask_while_one_indexes(assistant: Assistant, embedder: HashEmbedder) -> None:
    answers: list[Answer] = []
    errors: list[BaseException] = []

    def ask() -> None:
        try:
            answers.extend(assistant.ask("When does the bridge open?") for _ in range(15))
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for n in range(10):
        assistant.archive.add(transcript_of([("Is it late?", "It is early.")], f"talk-{n}"), embedder)
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(answers) == 60
    assert {answer.quotes[0].text for answer in answers} == {PAIRS[0][1]}


@pytest.mark.slow
def test_an_answer_is_of_one_state_while_another_process_changes_the_record(
    assistant: Assistant, embedder: HashEmbedder
) -> None:
    before, after = (
        PAIRS,
        [("When does the bridge open?", "Padding first. The bridge opens in June, not in May.")],
    )
    other = Archive.open(assistant.archive.folder)
    stop = threading.Event()

    def change() -> None:
        while not stop.is_set():
            for pairs in (after, before):
                other.add(transcript_of(pairs), embedder)

    thread = threading.Thread(target=change)
    thread.start()
    try:
        for _ in range(60):
            for quote in assistant.ask("When does the bridge open?").quotes:
                assert (quote.question, quote.answer) in {*before, *after}
                assert quote.text in quote.answer
    finally:
        stop.set()
        thread.join()


def test_a_whole_exchange_can_be_shown(assistant: Assistant) -> None:
    quote = assistant.show(Citation("talk", 3))
    assert quote.text == quote.answer == PAIRS[2][1]
    assert (quote.score, quote.views) == (0.0, ())


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("other/1", "no transcript 'other'"),
        ("talk/4", "talk has exchanges 1 to 3, there is no 4"),
        ("talk/1@0-5", "characters 0-5 are not in this exchange"),
        ("talk/1@40-900000", "are not in this exchange"),
    ],
)
def test_a_citation_that_leads_nowhere_says_so(assistant: Assistant, address: str, message: str) -> None:
    with pytest.raises(CitationError, match=message):
        assistant.show(Citation.parse(address))


def test_another_model_is_refused(archive: Archive) -> None:
    other = HashEmbedder()
    other.model_id = "other"
    with pytest.raises(ModelMismatchError, match="made with model"):
        Assistant(archive, other)


def test_the_background_is_kept_beside_the_archive_and_made_again_when_damaged(
    assistant: Assistant, embedder: HashEmbedder
) -> None:
    expected = assistant.ask("the ferry").confidence
    (cache,) = assistant.archive.folder.glob("background-*.npy")
    cache.write_bytes(b"nonsense")
    again = Assistant(assistant.archive, embedder, EVERYTHING)
    assert again.ask("the ferry").confidence == pytest.approx(expected)


def test_the_json_of_a_quote_has_the_keys_that_others_build_on() -> None:
    required = {"citation", "text", "spans", "score", "views", "transcript", "exchange", "date", "asker", "outlet",
                "answerer", "question", "answer"}  # fmt: skip
    definition = schema()["$defs"]["quote"]  # type: ignore[index]
    assert required <= set(definition["required"])
    assert set(definition["required"]) == set(definition["properties"])
    assert set(Quote.__dataclass_fields__) - {"citation"} <= set(definition["properties"])


def test_a_filtered_question_is_asked_of_what_passes_alone(archive: Archive, embedder: HashEmbedder) -> None:
    for day in range(1, 10):
        archive.add(transcript_of(PAIRS, f"day-{day}", date=f"2021-01-0{day}"), embedder)
    alone = Archive.create(archive.folder / "alone", embedder.model_id, embedder.dimension)
    alone.add(transcript_of(PAIRS, "day-4", date="2021-01-04"), embedder)
    question = "What is a ticket for the ferry?"
    filtered = Assistant(archive, embedder, EVERYTHING).ask(question, filters=Filters(transcripts=("day-4",)))
    expected = Assistant(alone, embedder, EVERYTHING).ask(question)
    check(filtered, archive)
    assert [quote.citation for quote in filtered.quotes] == [quote.citation for quote in expected.quotes]
    assert filtered.confidence == expected.confidence
    with pytest.raises(FilterError, match="no transcript 'day-77'"):
        Assistant(archive, embedder).ask(question, filters=Filters(transcripts=("day-77",)))


def test_an_exchange_that_the_tables_name_and_do_not_have_is_damage(
    archive: Archive, embedder: HashEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    assistant = Assistant(archive, embedder, Settings(threshold=0.0))
    whole = assistant._cache.transcript
    monkeypatch.setattr(assistant._cache, "transcript", lambda name: replace(whole(name), exchanges=()))
    with pytest.raises(ArchiveError, match=r"damaged \(talk has no exchange \d+\); move it away"):
        assistant.ask("What does the ferry cost?")
