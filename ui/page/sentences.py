"""The sentences of a language model on the page: a stream of HTML, which the page's script asks for.

It runs beside the page's events, on threads of its own, so that a slow model keeps no quote back.
"""

from __future__ import annotations

import json
import threading
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Annotated

import anyio
import anyio.to_thread
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from onrecord.index.errors import InputError
from onrecord.index.records import Citation
from onrecord.rag.answer import Answer
from onrecord.rag.questions import LONGEST
from onrecord.ui.messages import ENGLISH, LANGUAGES
from onrecord.ui.page.answering import MOST_CITED
from onrecord.ui.templates import render

if TYPE_CHECKING:
    from onrecord.rag.assistant import Assistant
    from onrecord.rag.llm.writer import Writer, Written

__all__ = ["AT_ONCE", "PATH", "sentences_route"]

PATH = "/api/page/sentences"
AT_ONCE = 8
"""Answers that are waited for at the same time; others wait until one of these has more."""


class Wanted(BaseModel):
    """Which quotes, by their citations, and the question that they answer."""

    model_config = ConfigDict(extra="forbid", strict=True)
    question: str = Field(min_length=1, max_length=4 * LONGEST)
    citations: list[Annotated[str, Field(max_length=1000)]] = Field(min_length=1, max_length=MOST_CITED)
    language: str
    turn: int = Field(ge=1)


def sentences_route(assistant: Assistant, writer: Writer) -> Route:
    """The path at which the page's script asks; a line that comes is ``{"html": what there is so far}``."""
    limiter = anyio.CapacityLimiter(AT_ONCE)

    def answer_of(wanted: Wanted) -> Answer:
        quotes = tuple(assistant.show(Citation.parse(each)) for each in wanted.citations)
        return Answer("", wanted.question, "answered", 1.0, quotes, (), (wanted.question,))

    async def write(request: Request) -> Response:
        try:
            wanted = Wanted.model_validate_json(await request.body())
            answer = await anyio.to_thread.run_sync(answer_of, wanted)
        except (ValidationError, InputError):
            return JSONResponse({"error": "these quotes are not there"}, 422)
        words = next((each for each in LANGUAGES if each.tag == wanted.language), ENGLISH)

        async def lines() -> AsyncIterator[bytes]:
            stopped = threading.Event()
            steps = _marked(writer.steps(answer, stopped))
            try:
                # Who looks no more has it stopped, also while nothing comes.
                while step := await anyio.to_thread.run_sync(
                    next, steps, None, limiter=limiter, abandon_on_cancel=True
                ):
                    written, done = step
                    html = render("written", written=written, done=done, turn=wanted.turn, words=words)
                    yield json.dumps({"html": html}).encode() + b"\n"
            finally:
                stopped.set()

        return StreamingResponse(lines(), media_type="application/x-ndjson")

    return Route(PATH, write, methods=["POST"])


def _marked(steps: Iterator[Written]) -> Iterator[tuple[Written, bool]]:
    """Each step, and whether it is the last."""
    before: Written | None = None
    for before in steps:
        yield before, False
    if before:
        yield before, True
