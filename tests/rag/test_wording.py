"""How the wording changed, and what is said again and again: in exact words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.index.errors import FilterError, SettingsError
from onrecord.index.filters import Filters
from onrecord.index.records import Citation
from onrecord.rag import wording_contract as contract
from onrecord.rag.assistant import Assistant
from onrecord.rag.near_verbatim import common
from tests.conftest import HashEmbedder
from tests.rag.test_trace import archive_of

FERRY = "The ferry stays, and it costs four crowns for everybody."
Talks = dict[str, tuple[str | None, list[tuple[str, str]]]]

TALKS: Talks = {
    "b-2021": ("2021-05-04", [("Is the ferry safe?", f"Ask the harbour. {FERRY}")]),
    "a-2019": (
        "2019-03-08",
        [
            ("What of the ferry?", f"{FERRY} We will see."),
            ("Anything else on the ferry?", "Nothing that I could tell you today."),
        ],
    ),
    "c-2022": (
        "2022-01-28",
        [("The ferry again?", "As I said, the ferry stays, and it costs five crowns for everybody today.")],
    ),
    "d-2023": ("2023-01-28", [("And the ferry?", "That is history; we have sold the ferry to Norway.")]),
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return Assistant(archive_of(tmp_path_factory.mktemp("wording"), TALKS), HashEmbedder())


def test_what_is_said_again_is_told_from_what_is_new(assistant: Assistant) -> None:
    found = assistant.changes("ferry", least=0)
    told = [[(each.state, each.times, each.sentence.text) for each in step.changes] for step in found.steps]
    assert told == [
        [("new", 0, FERRY), ("new", 0, "We will see.")],
        [("new", 0, "Nothing that I could tell you today.")],
        [("new", 0, "Ask the harbour."), ("repeated", 1, FERRY)],
        [("changed", 2, TALKS["c-2022"][1][0][1])],
        [("new", 0, "That is history; we have sold the ferry to Norway.")],
    ]
    assert found.counts == {"new": 5, "repeated": 1, "changed": 1}


def test_a_sentence_that_recurs_is_shown_beside_the_latest_before_it(assistant: Assistant) -> None:
    change = assistant.changes("ferry", least=0).steps[3].changes[0]
    assert change.before is not None
    assert change.before.date == "2021-05-04"
    assert change.before.text == FERRY
    kept = [change.sentence.text[start:end] for start, end in change.kept]
    assert [" ".join(each.split()) for each in kept] == [
        "ferry stays, and it costs",
        "crowns for everybody",
    ]
    assert kept == [change.before.text[start:end] for start, end in change.kept_before]


def test_what_is_no_longer_said_is_told_once(assistant: Assistant) -> None:
    left_out = [[each.text for each in step.left_out] for step in assistant.changes("ferry", least=0).steps]
    assert left_out == [[], [], [], [], [TALKS["c-2022"][1][0][1]]]


def test_formulas_have_their_first_and_latest_use(assistant: Assistant) -> None:
    (formula,) = assistant.formulas().formulas
    assert formula.words.text == FERRY
    assert [each.citation.transcript for each in formula.uses] == ["a-2019", "b-2021", "c-2022"]
    assert formula.first.date == "2019-03-08"
    assert formula.latest.text == TALKS["c-2022"][1][0][1]


def test_filters_hold(assistant: Assistant) -> None:
    assert assistant.formulas(Filters(since="2020")).formulas == ()
    assert assistant.formulas(Filters(since="2020")).searched == 3
    assert [step.answer.date for step in assistant.changes("ferry", Filters(since="2022"), 0).steps] == [
        "2022-01-28",
        "2023-01-28",
    ]
    with pytest.raises(FilterError):
        assistant.formulas(Filters(transcripts=("nowhere",)))
    with pytest.raises(SettingsError):
        assistant.formulas(most=0)


def test_a_formula_takes_the_place_of_its_parts(tmp_path: Path) -> None:
    whole = "世界上只有一个中国，台湾是中国领土不可分割的一部分，这一点不会改变。"
    part = "各方都知道台湾是中国领土不可分割的一部分。"
    talks: Talks = {
        f"t-{at}": (f"2020-01-0{at}", [("问？", answer)]) for at, answer in enumerate([whole, whole, part], 1)
    }
    found = Assistant(archive_of(tmp_path, talks), HashEmbedder()).formulas()
    assert [(each.words.text, len(each.uses)) for each in found.formulas] == [(whole, 2)]


def test_many_uses_of_a_part_are_a_formula_of_their_own(tmp_path: Path) -> None:
    part = "台湾是中国领土不可分割的一部分"
    answers = [f"世界上只有一个中国，{part}，这一点不会改变。"] * 2 + [
        f"{word}{part}。" for word in "甲乙丙丁戊"
    ]
    talks: Talks = {f"t-{at}": (None, [("问？", answer)]) for at, answer in enumerate(answers)}
    found = Assistant(archive_of(tmp_path, talks), HashEmbedder()).formulas()
    assert [(each.words.text, len(each.uses)) for each in found.formulas] == [(part, 7)]
    assert found.formulas[0].first.date is None


def test_their_json_is_what_the_contract_describes(assistant: Assistant) -> None:
    for model, told in (
        (contract.Changes, assistant.changes("ferry", least=0).to_dict()),
        (contract.Formulas, assistant.formulas().to_dict()),
    ):
        assert model.model_validate(json.loads(json.dumps(told))).model_dump(mode="json") == told
    part = assistant.changes("ferry", least=0).to_dict(skip=1, most=2)
    assert (part["answers"], len(part["steps"])) == (5, 2)


def test_figures_that_changed_are_not_common() -> None:
    mine, theirs = common("今年是东盟成立50周年。", "今年是东盟成立51周年。")
    assert mine == theirs == ((0, 7),)


WORDS = st.text("ab日本方 .。，", min_size=1, max_size=40).filter(lambda text: text.strip(" .。，") != "")


@pytest.mark.slow
@settings(max_examples=20)
@given(st.lists(WORDS, min_size=2, max_size=4))
def test_everything_shown_is_a_slice_at_its_address(
    tmp_path_factory: pytest.TempPathFactory, answers: list[str]
) -> None:
    talks: Talks = {
        f"t-{at}": (f"2020-01-0{at + 1}", [("a?", each.strip())]) for at, each in enumerate(answers)
    }
    assistant = Assistant(archive_of(tmp_path_factory.mktemp("sliced"), talks), HashEmbedder())
    changes = [each for step in assistant.changes("a", least=0).steps for each in step.changes]
    shown = [said for each in changes for said in (each.sentence, each.before) if said]
    for formula in assistant.formulas().formulas:
        shown += [formula.words, *formula.uses]
    assert shown
    for said in shown:
        assert assistant.show(Citation.parse(str(said.citation))).text == said.text
    for each in changes:
        if each.before:
            kept = [each.sentence.text[start:end] for start, end in each.kept]
            assert kept == [each.before.text[start:end] for start, end in each.kept_before]


@pytest.mark.model
@pytest.mark.shared
def test_a_ministry_repeats_itself(tmp_path: Path, shared: Path) -> None:
    from onrecord.index.archive.archive import Archive
    from onrecord.index.embedding.load import load_embedder
    from onrecord.index.indexing import index_into

    folder = shared / "archive" / "mfa-2016-2018"
    files = sorted(folder.glob("2017-03-*.txt"))
    embedder = load_embedder()
    archive = Archive.create(tmp_path / "archive", embedder.model_id, embedder.dimension)
    list(index_into(archive, embedder, files))
    words = [each.words.text for each in Assistant(archive, embedder).formulas(most=1_000).formulas]
    # What two of these files say.
    said = "问题上的立场非常明确"
    assert sum(said in file.read_text("utf-8") for file in files) == 2
    assert [each for each in words if said in each] == ["中方在“萨德”问题上的立场非常明确。"]
