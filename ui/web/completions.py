"""The record for programs that talk to language models: ``/v1/models`` and ``/v1/chat/completions``.

The paths and the JSON are those of OpenAI's API, which many programs speak; the only model there is the
record. It writes nothing: an answer is quotes with their sources, in Markdown, or the verdict as the page
says it, in the question's language. What tells a model how to write is passed over (``temperature``,
``tools``, the words of the system).
"""

from __future__ import annotations

import json
import re
import time
import uuid
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Literal
from urllib.parse import quote as encoded

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from onrecord.index.errors import InputError, OnRecordError
from onrecord.index.text.folding import fold, without_surrogates
from onrecord.index.text.language import language_of
from onrecord.index.text.lexical import tokens
from onrecord.rag.exports import plain, quoted_in_markdown
from onrecord.rag.questions import LONGEST
from onrecord.rag.source_line import source_line
from onrecord.ui.display_names import both_names, days, is_chinese, read_names
from onrecord.ui.locale import messages_for
from onrecord.ui.markup import script_language
from onrecord.ui.web.contract import problems_told
from onrecord.ui.web.limits import openai_error
from onrecord.ui.web.tools import Tools

if TYPE_CHECKING:
    from onrecord.rag.assistant import Answer, Assistant
    from onrecord.rag.citations import Quote
    from onrecord.ui.messages import Messages

__all__ = ["MODEL", "build_completions"]

MODEL = "on-record"
"""What the record is called as a model."""

_IDEOGRAPHS = re.compile("[\u3400-\u9fff]")
# Characters of a question in a list.
_IN_LIST = 120


def _only_one(count: int | None) -> int | None:
    if count not in (None, 1):
        raise ValueError("the record has one answer to a question; leave it out")
    return count


class _Passed(BaseModel):
    # Programs send much that is meant for other models.
    model_config = ConfigDict(extra="ignore")


class _Piece(_Passed):
    type: Literal["text"]
    text: str


class _Message(_Passed):
    role: str
    content: str | list[_Piece] | None = None

    @property
    def words(self) -> str:
        if isinstance(self.content, str):
            return self.content
        return "\n".join(piece.text for piece in self.content or ())


class _StreamOptions(_Passed):
    include_usage: bool = False


class _Asked(_Passed):
    model: str
    messages: list[_Message] = Field(min_length=1)
    stream: bool | None = False
    stream_options: _StreamOptions | None = None
    n: Annotated[int | None, AfterValidator(_only_one)] = None


def build_completions(assistant: Assistant) -> FastAPI:
    """An application with ``/models`` and ``/chat/completions``, to be mounted at ``/v1``."""
    tools = Tools(assistant)
    started = int(time.time())
    app = FastAPI(openapi_url=None)
    model = {"id": MODEL, "object": "model", "created": started, "owned_by": "onrecord"}

    def check_model(name: str) -> None:
        if name != MODEL:
            raise _UnknownModelError(f"there is no model {name[:100]!r}; the record is called {MODEL!r}")

    @app.get("/models")
    def models() -> Any:
        return {"object": "list", "data": [model]}

    @app.get("/models/{name:path}")
    def one(name: str) -> Any:
        check_model(name)
        return model

    @app.post("/chat/completions")
    def complete(asked: _Asked, request: Request) -> Any:
        check_model(asked.model)
        *earlier, question = [each.words for each in asked.messages if each.role == "user"] or [""]
        # What could not be asked then stays in a program's conversation.
        before = [each for each in earlier if each.strip() and len(each) <= LONGEST]
        answer = assistant.ask(question, earlier=before)
        pieces = [without_surrogates(each) for each in _pieces(answer, _page(request))]
        told = {"id": f"chatcmpl-{uuid.uuid4().hex}", "created": int(time.time()), "model": MODEL}
        sent, given = (len(tokens(each)) for each in (" ".join([*earlier, question]), "".join(pieces)))
        usage = {"prompt_tokens": sent, "completion_tokens": given, "total_tokens": sent + given}
        if asked.stream:
            wanted = asked.stream_options and asked.stream_options.include_usage
            return StreamingResponse(
                _events(told, pieces, usage if wanted else None), media_type="text/event-stream"
            )
        message = {"role": "assistant", "content": "".join(pieces), "refusal": None}
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
        return {**told, "object": "chat.completion", "choices": [choice], "usage": usage}

    @app.exception_handler(_UnknownModelError)
    async def unknown(_: Request, error: _UnknownModelError) -> JSONResponse:
        return openai_error(404, str(error), "model_not_found")

    @app.exception_handler(OnRecordError)
    async def ours(_: Request, error: OnRecordError) -> JSONResponse:
        return openai_error(400 if isinstance(error, InputError) else 503, tools.told(error))

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        wrong = [(".".join(map(str, each["loc"][1:])) or "body", each["msg"]) for each in error.errors()]
        return openai_error(400, problems_told(wrong))

    @app.exception_handler(HTTPException)
    async def refused(_: Request, error: HTTPException) -> JSONResponse:
        return openai_error(error.status_code, str(error.detail), headers=error.headers)

    @app.exception_handler(Exception)  # which the server logs
    async def failed(_: Request, error: Exception) -> JSONResponse:
        return openai_error(500, "something went wrong here; try again, or tell who runs this page")

    return app


class _UnknownModelError(Exception):
    """A model is asked for that is not here."""


def _events(told: dict[str, Any], pieces: list[str], usage: dict[str, int] | None) -> Iterator[str]:
    """The answer as server-sent events, one a quote."""
    deltas: list[dict[str, Any]] = [
        {"role": "assistant", "content": ""},
        *({"content": each} for each in pieces),
    ]
    for delta, reason in zip([*deltas, {}], [*[None] * len(deltas), "stop"], strict=True):
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": reason}
        yield _event({**told, "object": "chat.completion.chunk", "choices": [choice]})
    if usage:
        yield _event({**told, "object": "chat.completion.chunk", "choices": [], "usage": usage})
    yield "data: [DONE]\n\n"


def _event(told: dict[str, Any]) -> str:
    return f"data: {json.dumps(told, ensure_ascii=False)}\n\n"


def _pieces(answer: Answer, page: str) -> Iterator[str]:
    """An answer in Markdown: what is to be said of it first, then each quote.

    ``page`` is the page's address.
    """
    words = _words_for(answer.question)
    said = "".join(f"{plain(each)}\n\n" for each in _said(answer, words))
    if said:
        yield said
    on_topic = answer.verdict == "on_topic" and answer.request in (None, "list")
    for quote in answer.quotes or answer.nearest:
        chinese = is_chinese([script_language(quote.question + quote.answer)])
        source = source_line(quote, words.source, partial(both_names, tag=words.tag, chinese=chinese))
        link = _link(page, quote)
        if answer.answered or on_topic:
            yield "\n".join(quoted_in_markdown(quote, source, link)) + "\n"
        else:
            # What is only related must not look like an answer: where it stands, and what was asked there.
            told = " ".join((quote.question or quote.text).split())
            told = told[:_IN_LIST] + ("…" if len(told) > _IN_LIST else "")
            yield f"- [{plain(str(quote.citation))}](<{link}>) {plain(f'{source} · {told}')}\n"


def _said(answer: Answer, words: Messages) -> Iterator[str]:
    """What the page says of an answer beside its quotes."""
    if before := answer.understood[:-1]:
        yield words.understood.format(questions=" · ".join(before))
    if read := answer.read_filters:
        names = ", ".join(name for _, name in read_names(read, answer.quotes or answer.nearest, words.tag))
        yield f"{words.only} {names}" if read.used else words.nothing_passes.format(filters=names)
        if read.used and read.counted_from:
            yield words.counted_from.format(date=days(read.counted_from, read.counted_from, words.tag))
    if answer.request:
        yield getattr(words, f"request_{answer.request}")
    if answer.answered:
        return
    if answer.request in (None, "list"):
        yield words.on_topic if answer.verdict == "on_topic" else words.not_answered
        how = words.on_topic_how if answer.verdict == "on_topic" else words.not_answered_how
    else:
        how = words.request_nearest
    if answer.unmentioned:
        yield words.unmentioned.format(names=", ".join(answer.unmentioned))
    if answer.nearest:
        yield how


def _words_for(question: str) -> Messages:
    """The page's words in the language of a question, in English where the page does not speak it."""
    tag = language_of(question) or ""
    if tag == "zh" and _IDEOGRAPHS.findall(question) != _IDEOGRAPHS.findall(fold(question)):
        tag = "zh-Hant"
    return messages_for(tag)


def _page(request: Request) -> str:
    """The address of the page as whoever asks knows it, also where a proxy calls us by another name."""
    headers = request.headers
    host = headers.get("x-forwarded-host", "").split(",")[0].strip() or headers.get("host", "")
    return f"{request.url.scheme}://{host}/"


def _link(page: str, quote: Quote) -> str:
    """The address on the page at which a quote stands."""
    return f"{page}?cite={encoded(str(quote.citation), safe='/@')}"
