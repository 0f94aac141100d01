"""Who would say a block, and documents that are read by what their words mean."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.index.document import Document
from onrecord.index.parsing.blocks import blocks_of
from onrecord.index.parsing.paragraphs import Layout
from onrecord.index.parsing.parser import parse
from onrecord.index.parsing.role_model import CLASSES, RoleModel, condensed, probabilities
from onrecord.index.readers.html import read_html
from tests.conftest import HashEmbedder


def test_layers_are_multiplied_and_made_probabilities() -> None:
    hidden = (np.array([[1.0, -1.0]], np.float32), np.array([0.0, 0.0], np.float32))
    out = (np.array([[1.0, 0.0], [5.0, 5.0]], np.float32), np.array([0.0, 0.0], np.float32))
    found = probabilities(np.array([[2.0], [-2.0]], np.float32), [hidden, out])
    # 2 becomes (2, 0) and scores 2 against 0; -2 becomes (0, 2) and scores 10 against 10.
    assert found == pytest.approx(np.array([[1 / (1 + np.exp(-2)), 1 / (1 + np.exp(2))], [0.5, 0.5]]))


def test_only_the_beginning_and_the_end_are_read() -> None:
    words = "a" * 3000 + "b" * 3000
    assert condensed(words) == "a" * 100 + " … " + "b" * 160
    assert condensed("When\n does  it\topen?") == "When does it open?"


def test_other_embedders_have_no_role_model() -> None:
    assert RoleModel.of(HashEmbedder()) is None


@pytest.mark.model
@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("When does the new bridge open to the public?", "asks"),
        ("Wie viele Brücken hat die Stadt in diesem Jahr gebaut", "asks"),
        ("Kiedy zostanie otwarty nowy most i ile kosztował", "asks"),
        ("下一个问题。", "moderates"),
        ("Well, I think that we have made a very good agreement, and I am proud of it.", "answers"),
    ],
)
def test_what_words_mean_tells_who_says_them(role_model: RoleModel, words: str, kind: str) -> None:
    (found,) = role_model.roles([words])
    assert found.sum() == pytest.approx(1, abs=1e-5)
    assert CLASSES[found.argmax()] == kind


@pytest.mark.model
def test_questions_without_marks_in_a_language_that_no_list_knows(role_model: RoleModel) -> None:
    pairs = [
        ("Millal avati uus sild linnas", "Sild avati mais, kui kõik katsed olid tehtud."),
        ("Kes maksab silla ehituse eest", "Maakond maksab poole ja linn ülejäänu."),
        ("Kui palju paate mahub sadamasse", "Kõige rohkem nelikümmend paati."),
        ("Miks valiti just see koht", "Jõgi on seal kitsas ja kalju on hea."),
    ]
    text = "\n\n".join(f"**{question}**\n\n{answer}" for question, answer in pairs) + "\n"
    assert len(parse(Document(text, name="talk.md"), role_model=role_model).exchanges) == 4


def test_no_heading_goes_on_in_the_line_below() -> None:
    text = "### Why was the pool closed for a third week\nThe filter broke, and the part came from afar.\n"
    found = blocks_of(text, Layout.of(text))
    assert [block.words.of(text) for block in found] == [
        "Why was the pool closed for a third week",
        "The filter broke, and the part came from afar.",
    ]


@pytest.mark.model
def test_the_first_question_is_no_title_though_it_is_less_sure(role_model: RoleModel) -> None:
    page = (
        "<html><head><title>Ask the director</title></head><body><main><dl>"
        "<dt>Tell us how you began</dt><dd>With a borrowed camera in a garage. I filmed cats for a year.</dd>"
        "<dt>What changed after the prize</dt><dd>Nothing, except that people return my calls.</dd>"
        "</dl></main></body></html>"
    )
    assert len(parse(read_html(page.encode()), role_model=role_model).exchanges) == 2
