"""Filters: what they mean, and that a filtered search finds exactly the best that passes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.index.archive.archive import Archive
from onrecord.index.errors import FilterError
from onrecord.index.filters import Choices, Filters
from onrecord.index.records import Exchange, Transcript
from onrecord.index.vectors.faiss import VectorIndex
from tests.conftest import PAIRS, HashEmbedder, transcript_of

HELD = Choices(
    ("talk-2019", "talk-2020"), ("AP News", "Japan Times", "路透社", "時報"), ("王毅", "Müller"), ("zh", "en")
)


def named(
    transcript: Transcript, *people: tuple[str | None, str | None], speakers: tuple[str, ...] = ()
) -> Transcript:
    """``transcript`` with the outlet and the answerer of each exchange in turn."""
    exchanges = tuple(
        Exchange(
            each.number,
            (replace(each.question[0], outlet=outlet),),
            (replace(each.answer[0], speaker=answerer),),
        )
        for each, (outlet, answerer) in zip(transcript.exchanges, people, strict=True)
    )
    return replace(transcript, exchanges=exchanges, speakers=speakers)


@pytest.fixture
def press(archive: Archive, embedder: HashEmbedder) -> Archive:
    """Three transcripts: two days in English, one undated in Chinese."""
    archive.add(
        named(
            transcript_of(PAIRS, "first", date="2019-01-31"),
            ("AP News", "Ann Lee"), ("Japan Times", None), (None, None), speakers=("Bo Ray",),
        ),
        embedder,
    )  # fmt: skip
    archive.add(
        named(
            transcript_of(PAIRS, "second", date="2019-02-01"),
            ("AP News", "Bo Ray"), ("AP News", None), (None, None), speakers=("Ann Lee", "Bo Ray"),
        ),
        embedder,
    )  # fmt: skip
    chinese = [("桥什么时候通车？", "大桥今年五月通车，两岸居民往来方便多了。")]
    undated = replace(transcript_of(chinese, "third"), date=None)
    archive.add(named(undated, ("時報", "李明")), embedder)
    archive.remove("talk")
    return archive


def passing(archive: Archive, filters: Filters, embedder: HashEmbedder) -> set[tuple[str, int]]:
    """The transcript and number of every exchange that a filtered search finds."""
    resolved = archive.resolve(filters)
    ids, _ = archive.nearest("question", embedder.embed_questions(["the ferry"])[0], 100, resolved)
    units = archive.units(list(archive.exchanges_of(ids.tolist()).values()))
    found = {(unit.transcript, unit.number) for unit in units}
    assert archive.exchange_count(resolved) == len(found)
    return found


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), {"first/1", "first/2", "first/3", "second/1", "second/2", "second/3", "third/1"}),
        (Filters(transcripts=("FIRST", "third")), {"first/1", "first/2", "first/3", "third/1"}),
        (Filters(since="2019-02"), {"second/1", "second/2", "second/3"}),
        (Filters(until="2019-01"), {"first/1", "first/2", "first/3"}),
        (Filters(since="2019-01-31", until="2019-01-31"), {"first/1", "first/2", "first/3"}),
        (Filters(since="2018", until="2019", outlets=("ap",)), {"first/1", "second/1", "second/2"}),
        (Filters(outlets=("时报", "japan")), {"first/2", "third/1"}),
        (Filters(languages=("zh-TW",)), {"third/1"}),
        (Filters(answerers=("ann lee",)), {"first/1"}),
        # Where no turn names anybody, it is the one speaker of the transcript; of two it may be either.
        (Filters(answerers=("Bo Ray",)), {"first/2", "first/3", "second/1"}),
    ],
)
def test_what_passes(press: Archive, embedder: HashEmbedder, filters: Filters, expected: set[str]) -> None:
    assert {f"{name}/{number}" for name, number in passing(press, filters, embedder)} == expected


def test_words_are_looked_for_in_what_passes(press: Archive) -> None:
    within = press.resolve(Filters(transcripts=("second",)))
    found = press.units(list(press.by_words("ferry", within)))
    assert {(unit.transcript, unit.number) for unit in found} == {("second", 2)}
    everywhere = press.by_words("ferry")
    assert press.by_words("ferry", within).items() < everywhere.items()


def test_a_search_finds_as_many_as_pass(press: Archive, embedder: HashEmbedder) -> None:
    vector = embedder.embed_questions(["When does the bridge open?"])[0]
    within = press.resolve(Filters(outlets=("Japan Times",)))
    ids, cosines = press.nearest("passage", vector, 50, within)
    assert len(ids) == len(cosines) == 1


@given(
    st.integers(0, 2**32 - 1),
    st.integers(1, 60),
    st.integers(1, 70),
    st.sets(st.integers(0, 80), max_size=70),
)
def test_the_nearest_among_some_are_those_of_brute_force(
    seed: int, size: int, count: int, among: set[int]
) -> None:
    vectors = np.random.default_rng(seed).normal(size=(size + 1, 8)).astype(np.float32)
    ids = np.arange(size, dtype=np.int64) + 3
    allowed = np.isin(ids, sorted(among))
    found, cosines = VectorIndex.build(ids, vectors[1:]).search(vectors[0], count, allowed)
    products = {int(key): float(row @ vectors[0]) for key, row in zip(ids, vectors[1:], strict=True)}
    best = sorted((products[key] for key in among & products.keys()), reverse=True)[:count]
    assert cosines.tolist() == pytest.approx(best, abs=1e-4)
    assert [products[key] for key in found.tolist()] == pytest.approx(best, abs=1e-4)
    assert set(found.tolist()) <= among


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"since": "8 March"}, "since is '8 March'; give a date such as 2019-03-08"),
        ({"until": "2019-02-30"}, "until is '2019-02-30'"),
        ({"since": "2019-13"}, "since is '2019-13'"),
        ({"since": "2020", "until": "2019-12"}, "since 2020 is after until 2019-12"),
        ({"outlets": ("",)}, r"outlets is \('',\); give a list of names that are not empty"),
        ({"languages": "zh"}, "languages is 'zh'; give a list"),
    ],
)
def test_filters_that_cannot_be_are_refused(fields: dict[str, str], message: str) -> None:
    with pytest.raises(FilterError, match=message):
        Filters(**fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        (Filters(transcripts=("talk-2018",)), "no transcript 'talk-2018' in this archive; there is 'talk-20"),
        (Filters(outlets=("Japan Tmes",)), "no outlet 'Japan Tmes' in this archive; there is 'Japan Times'"),
        (Filters(outlets=("zzz",)), "no outlet 'zzz' in this archive; there is 'AP News', 'Japan Times', "),
        (Filters(answerers=("Muller",)), "no answerer 'Muller' in this archive; there is 'Müller'"),
        (Filters(languages=("fr",)), "no language 'fr' in this archive; there is 'zh', 'en'"),
    ],
)
def test_a_name_that_is_not_held_is_told_with_those_that_are_near(filters: Filters, message: str) -> None:
    with pytest.raises(FilterError, match=message):
        filters.resolved(HELD)
    with pytest.raises(FilterError, match="which names none"):
        filters.resolved(Choices())


def test_names_are_found_by_part_case_width_and_variant() -> None:
    wanted = Filters(outlets=("ＡＰ", "时报"), answerers=("王", "MÜLLER"), languages=("EN",))
    found = wanted.resolved(HELD)
    assert (found.outlets, found.answerers, found.languages) == (
        ("AP News", "時報"),
        ("王毅", "Müller"),
        ("en",),
    )
    assert found.resolved(HELD) == found
    assert not Filters(transcripts=())
    assert wanted


def test_filters_that_nothing_passes_are_an_error(press: Archive) -> None:
    with pytest.raises(FilterError, match=r"no exchange in .* passes all of these filters"):
        press.resolve(Filters(until="2018"))
    empty = Archive.create(press.folder / "empty", press.model_id, press.dimension)
    assert empty.resolve(Filters()) == Filters()


def test_an_archive_tells_what_there_is_to_choose(press: Archive, tmp_path: Path) -> None:
    held = press.choices()
    assert held.transcripts == ("third", "first", "second")
    assert held.outlets == ("AP News", "Japan Times", "時報")
    assert held.answerers == ("Bo Ray", "Ann Lee", "李明")
    assert held.languages == ("en", "zh")


def test_looking_for_words_in_what_passes_takes_no_more_steps_than_everywhere(
    archive: Archive, embedder: HashEmbedder
) -> None:
    many = [(f"When does ferry {n} leave?", f"The ferry leaves at {n}.") for n in range(1500)]
    archive.add(transcript_of(many, "many"), embedder)
    within = archive.resolve(Filters(transcripts=("many",)))

    def steps(filters: Filters) -> int:
        """What SQLite does for a question, in hundreds of instructions."""
        done = 0

        def count() -> int:
            nonlocal done
            done += 1
            return 0

        archive._connection.set_progress_handler(count, 100)
        try:
            assert len(archive.by_words("ferry", filters)) >= 1500
        finally:
            archive._connection.set_progress_handler(None, 0)
        return done

    steps(within)  # who passes is looked up once
    # A row of the words' index looked up for each unit made it hundreds of times as long.
    assert 0 < steps(within) < 2 * steps(Filters())


def test_a_filter_asked_before_finds_what_another_connection_adds(
    press: Archive, embedder: HashEmbedder
) -> None:
    filters = press.resolve(Filters(languages=("en",)))
    vector = embedder.embed_questions(["When does the bridge open?"])[0]
    before = press.exchange_count(filters)
    assert len(press.nearest("question", vector, 100, filters)[0]) == before
    more = transcript_of([("Is the bridge up?", "The bridge is up, and it will stay up.")], "more")
    Archive.open(press.folder).add(more, embedder)
    assert press.exchange_count(filters) == before + 1
    assert len(press.nearest("question", vector, 100, filters)[0]) == before + 1
    found = press.units(list(press.by_words("up", filters)))
    assert {unit.transcript for unit in found} == {"more"}
