"""A question set that somebody goes through: what is decided, kept in a file, and saved as a set."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.index.errors import ChangedError, InputError, SetError
from onrecord.ui.messages import ENGLISH
from onrecord.ui.page import draft_view
from onrecord.ui.page.draft import Draft, Proposal
from onrecord.ui.page.drafts import Drafts
from onrecord.ui.page.evals import Evals
from tests.conftest import PAIRS, HashEmbedder, transcript_of

OWN = {
    "id": "talk/2",
    "lang": "en",
    "kind": "own",
    "question": "What does the ferry to the island cost?",
    "exchanges": ["talk/2"],
    "own": True,
}
LEFT_OUT = {
    "id": "talk/1",
    "kind": "left out",
    "question": "When does the museum on the hill open again?",
    "exchanges": [],
    "own": True,
    "left_out": ["talk/1"],
}


@pytest.fixture
def drafts(evals: Evals) -> Drafts:
    return Drafts(evals)


def rows_in(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_what_is_kept_is_saved_and_the_rest_is_not() -> None:
    draft = Draft.of("drawn", [OWN, LEFT_OUT, OWN | {"id": "3"}], None)
    assert draft.counts == (0, 0, 3)
    draft = draft.decided(True).decided(False)
    assert (draft.counts, draft.at) == ((1, 1, 1), 2)
    assert draft.kept_rows() == [OWN]


def test_a_draft_read_back_goes_on_at_the_first_question_that_is_not_decided() -> None:
    draft = (
        Draft.of("drawn", [OWN, LEFT_OUT, OWN | {"id": "3"}], None).changed(question="How so?").decided(True)
    )
    again = Draft.of("drawn", draft.rows(), None)
    assert again == draft
    assert again.at == 1
    assert Draft.of("drawn", again.changed(kept=False).moved(1).changed(kept=True).rows(), None).at == 0


def test_a_question_in_other_words_is_not_the_records_own_any_more() -> None:
    draft = Draft.of("drawn", [OWN], None)
    corrected = draft.changed(question="What does the ferry to the islands cost?")
    assert corrected.here.row()["own"] is True
    put_otherwise = draft.changed(question="Wie viel zahlt man auf dem Schiff?")
    assert "own" not in put_otherwise.here.row()
    assert put_otherwise.here.row()["kind"] == "answerable"
    assert put_otherwise.changed(question=OWN["question"]).here.row() == OWN


def test_what_is_marked_decides_what_kind_a_question_is() -> None:
    proposal = Proposal.of(LEFT_OUT, None)
    assert proposal.row()["kind"] == "left out"
    answered = proposal.changed(exchanges=("talk/2",)).row()
    assert (answered["kind"], answered["left_out"]) == ("own", ["talk/1"])
    assert "left_out" not in proposal.changed(exchanges=("talk/1",)).row()
    mine = Proposal.of({"id": "1", "question": "x", "exchanges": [], "kind": "far"}, True)
    assert mine.row()["kind"] == "far"


def test_spans_are_forgotten_when_other_words_answer() -> None:
    proposal = Proposal.of(OWN | {"spans": [[1, 4]]}, None)
    assert proposal.changed(question="Why?").row()["spans"] == [[1, 4]]
    assert "spans" not in proposal.changed(quote="nine euros").row()


def test_dialogues_stay_as_they_are() -> None:
    dialogue = {"id": "d", "turns": [{"question": "When?", "exchanges": [1]}]}
    draft = Draft.of("mine", [dialogue, OWN], True)
    assert [each.id for each in draft.proposals] == ["talk/2"]
    assert draft.kept_rows() == [dialogue, OWN]


def test_added_questions_have_ids_of_their_own() -> None:
    draft = Draft.of("mine", [OWN], True).added().added()
    assert [each.id for each in draft.proposals] == ["talk/2", "added-1", "added-2"]
    assert draft.here.row()["kind"] == "unanswerable"


def test_a_drawn_set_is_gone_through_and_saved_as_another(evals: Evals, drafts: Drafts) -> None:
    draft = drafts.open(evals.draw())
    drafts.keep(draft.changed(question="Quite another question?").decided(True))
    assert drafts.open("drawn").here.question == "Quite another question?"
    assert (
        drafts.save(drafts.open("drawn").added().changed(question="Who?", kept=True), "My set!") == "my-set"
    )
    assert evals.sets() == ["drawn", "my-set"]
    run = evals.run("my-set", lambda _: None)
    assert [each.question for each in run.results] == ["Quite another question?", "Who?"]
    assert [each.answerable for each in run.results] == [True, False]
    assert drafts.open("drawn").counts == (0, 0, 1)
    assert drafts.open("my-set").counts == (2, 0, 0)


def test_a_set_drawn_or_brought_anew_takes_the_place_of_its_draft(
    evals: Evals, drafts: Drafts, tmp_path: Path
) -> None:
    drafts.keep(drafts.open(evals.draw()).decided(False))
    evals.draw()
    assert drafts.open("drawn").counts == (0, 0, 1)
    mine = tmp_path / "mine.jsonl"
    mine.write_text(json.dumps(OWN | {"exchanges": [2]}), encoding="utf-8")
    drafts.keep(drafts.open(evals.keep(mine)).decided(False))
    evals.keep(mine)
    assert drafts.open("mine").counts == (1, 0, 0)
    assert drafts.open("mine").here.exchanges == ("talk/2",)


def test_what_cannot_stand_in_a_set_is_told_by_the_questions_name(drafts: Drafts, evals: Evals) -> None:
    with pytest.raises(SetError, match=r"^talk/2: the quote 'no such words' is not in that exchange$"):
        drafts.check(OWN | {"quote": "no such words"})
    drafts.check(OWN)
    draft = Draft.of("mine", [OWN, OWN | {"id": "2", "question": ""}, LEFT_OUT], True)
    with pytest.raises(SetError, match=r"^2: 'question' is ''"):
        drafts.save(draft, "mine")
    with pytest.raises(SetError, match="talk/2 answers 'talk/2' and is left out as well"):
        drafts.save(Draft.of("mine", [OWN, LEFT_OUT | {"left_out": ["talk/2"]}], True), "mine")
    for name in ("drawn", "  ", "???"):
        with pytest.raises(InputError, match="cannot be called"):
            drafts.save(Draft.of("mine", [OWN], True), name)
    with pytest.raises(InputError, match="no question is kept"):
        drafts.save(Draft.of("mine", [OWN], None), "mine")
    with pytest.raises(InputError, match="there is no set"):
        drafts.open("../mine")
    assert evals.sets() == []


def test_the_record_is_looked_in_by_words_and_by_address(drafts: Drafts) -> None:
    assert drafts.look("What does the ferry cost?", 1) == ["talk/2"]
    assert drafts.look(" talk/1 ", 5) == ["talk/1"]
    assert len(drafts.look("talk/999", 5)) == len(PAIRS)
    with pytest.raises(InputError):
        drafts.look("", 5)
    with pytest.raises(InputError):
        drafts.exchange("talk/999")


def test_sentences_that_hold_the_words_are_marked_and_all_is_escaped(
    evals: Evals, drafts: Drafts, embedder: HashEmbedder
) -> None:
    pairs = [("Is it <b>bold</b>?", 'It is. <img src="x"> & more of it. Then it ends.')]
    evals.archive.add(transcript_of(pairs, "bold"), embedder)
    transcript, exchange = drafts.exchange("bold/1")
    proposal = Proposal("1", exchanges=("bold/1", "gone/1"), quote='<img src="x">')
    sentences = draft_view.sentences_of(transcript, exchange)
    assert sentences[0].of(transcript.text) == "It is."
    assert draft_view.chosen_sentences(proposal, transcript, exchange) == {1}

    def at(address: str) -> object:
        return drafts.exchange(address) if address.startswith("bold") else None

    html = draft_view.answers(proposal, at, ENGLISH)  # type: ignore[arg-type]
    assert html.count('aria-pressed="true"') == 1
    assert "<img" not in html
    assert "<b>bold" not in html
    assert ENGLISH.nothing_there in html
    assert draft_view.others(proposal, ["bold/1"], at, ENGLISH) == ""  # type: ignore[arg-type]
    assert "<img" not in draft_view.others(Proposal("1"), ["bold/1"], at, ENGLISH)  # type: ignore[arg-type]


def test_of_two_who_save_or_bring_one_set_neither_loses_it(
    drafts: Drafts, evals: Evals, tmp_path: Path
) -> None:
    file = tmp_path / "mine.jsonl"
    file.write_text(json.dumps(OWN), encoding="utf-8")
    assert (evals.keep(file), evals.keep(file)) == ("mine", "mine")
    ours, theirs = drafts.open("mine"), drafts.open("mine")
    drafts.save(ours.changed(question="What is the ferry's price?"), "mine")
    with pytest.raises(ChangedError):
        drafts.save(theirs.changed(question="How dear is the ferry?"), "mine")
    assert drafts.open("mine").here.question == "What is the ferry's price?"
    assert drafts.save(theirs, "theirs") == "theirs"
    with pytest.raises(ChangedError):
        drafts.save(theirs.changed(question="How dear is the ferry?"), "mine")
    drafts.save(drafts.open("mine").changed(question="Whose ferry is it?"), "mine")
    assert (evals.keep(file), evals.sets()) == ("mine-1", ["mine", "mine-1", "theirs"])
    assert drafts.open("mine").here.question == "Whose ferry is it?"


def test_what_is_made_of_a_drawn_set_gets_a_name_that_no_set_has(drafts: Drafts, evals: Evals) -> None:
    evals.draw()
    assert drafts.suggest("drawn") == "drawn-1"
    drafts.save(drafts.open("drawn").changed(kept=True), "drawn-1")
    assert drafts.suggest("drawn") == "drawn-2"
    assert drafts.suggest("mine") == "mine"
