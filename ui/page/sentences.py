"""The sentences of a language model on the page: a stream of HTML, which the page's script asks for.

It runs beside the page's events, on threads of its own, so that a slow model keeps no quote back.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import anyio.to_thread
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from onrecord.index.errors import InputError
from onrecord.index.records import Citation
from onrecord.rag.answer import Answer
from onrecord.rag.questions import LONGEST
from onrecord.ui.messages import ENGLISH, LANGUAGES
from onrecord.ui.page.answering import MOST_CITED
from onrecord.ui.templates import render
from onrecord.ui.web.streams import Streams

if TYPE_CHECKING:
    from onrecord.rag.assistant import Assistant
    from onrecord.rag.llm.writer import Writer, Written

__all__ = ["PATH", "sentences_route"]

PATH = "/api/page/sentences"


class Wanted(BaseModel):
    """Which quotes, by their citations, and the question that they answer."""

    model_config = ConfigDict(extra="forbid", strict=True)
    question: str = Field(min_length=1, max_length=4 * LONGEST)
    citations: list[Annotated[str, Field(max_length=1000)]] = Field(min_length=1, max_length=MOST_CITED)
    language: str
    turn: int = Field(ge=1)


def sentences_route(assistant: Assistant, writer: Writer) -> Route:
    """The path at which the page's script asks; a line that comes is ``{"html": what there is so far}``."""
    streams = Streams()

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

        def html(step: tuple[Written, bool]) -> dict[str, str]:
            written, done = step
            return {"html": render("written", written=written, done=done, turn=wanted.turn, words=words)}

        return streams.response(lambda stopped: _marked(writer.steps(answer, stopped)), html)

    return Route(PATH, write, methods=["POST"])


def _marked(steps: Iterator[Written]) -> Iterator[tuple[Written, bool]]:
    """Each step, and whether it is the last."""
    before: Written | None = None
    for before in steps:
        yield before, False
    if before:
        yield before, True
