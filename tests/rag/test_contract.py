"""The JSON of an answer is what its models describe, and they are loaded only where JSON is described or read."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.index.records import Citation
from onrecord.index.text.spans import Span
from onrecord.rag import contract
from onrecord.rag.answer import Answer
from onrecord.rag.citations import Quote
from onrecord.rag.deserialize import answer_from_json
from onrecord.rag.requests import Request
from onrecord.rag.verdict import Verdict

ROOT = Path(__file__).parents[2]

words = st.text(min_size=1, max_size=20)
maybe = st.none() | words
number = st.integers(1, 99)


@st.composite
def quotes(draw: st.DrawFn) -> Quote:
    answer = draw(words)
    start = draw(st.integers(0, len(answer) - 1))
    end = draw(st.integers(start + 1, len(answer)))
    return Quote(
        citation=Citation("talk", draw(number), 100 + start, 100 + end),
        text=answer[start:end],
        spans=(Span(100 + start, 100 + end),),
        # As many digits as are written.
        score=draw(st.integers(-20_000, 20_000)) / 10_000,
        views=tuple(
            draw(st.lists(st.sampled_from(["question", "passage", "sentence", "words"]), unique=True))
        ),
        title=draw(words),
        date=draw(maybe),
        asker=draw(maybe),
        outlet=draw(maybe),
        answerer=draw(maybe),
        question=draw(words),
        answer=answer,
        marks=((start, end),),
        page=draw(st.none() | number),
        time=draw(st.none() | st.just("00:12:31")),
        follows=draw(st.none() | number),
        place=draw(maybe),
        speakers=tuple(draw(st.lists(words, max_size=2))),
        language=draw(maybe),
        address=draw(maybe),
        focus=draw(st.none() | st.just((0, end - start))),
    )


@given(
    st.lists(quotes(), max_size=2),
    st.integers(0, 10_000),
    st.lists(words, max_size=2),
    st.none() | st.sampled_from(get_args(Request)),
    st.sampled_from(get_args(Verdict)),
)
def test_what_is_written_is_what_the_contract_describes_and_comes_back(
    found: list[Quote], confidence: int, names: list[str], request: Request | None, verdict: Verdict
) -> None:
    told = (("Why?",), tuple(names), request)
    shown, near = (found, []) if verdict == "answered" else ([], found)
    answer = Answer("1", "Why?", verdict, confidence / 10_000, tuple(shown), tuple(near), *told)
    row = answer.to_dict()
    assert list(row) == [name for name in contract.Answer.model_fields if name != "error"]
    quoted = [*row["quotes"], *row["nearest"]]
    assert all(list(quote) == list(contract.Quote.model_fields) for quote in quoted)
    assert row["answered"] is (row["verdict"] == "answered")
    assert contract.Answer.model_validate(row).model_dump(mode="json", exclude={"error"}) == row
    assert answer_from_json(row) == answer


def test_the_schema_in_the_package_is_that_of_the_contract() -> None:
    held = files("onrecord.rag").joinpath("answer.schema.json").read_text("utf-8")
    assert held == contract.answer_schema(), "run: python -m onrecord.rag.contract > rag/answer.schema.json"


@pytest.mark.parametrize("module", ["ui.cli.main", "ui.cli.ask", "ui.cli.output", "rag.assistant"])
def test_asking_and_listing_load_no_library_of_contracts_or_pages(module: str) -> None:
    code = f"import sys, onrecord.{module}; print(*sorted({{'pydantic', 'jinja2'}} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout == "\n"
