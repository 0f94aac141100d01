"""The JSON API: ask, trace, compare, show, list, stats, and a dictionary.

With the server and :mod:`onrecord.ui.web.completions` the only importer of fastapi.

Answers are those of :mod:`onrecord.rag.contract`, traces those of :mod:`onrecord.rag.trace_contract`, changes
and formulas those of :mod:`onrecord.rag.wording_contract`, the rest is that of
:mod:`onrecord.ui.web.contract`; the OpenAPI description is made from them. Every error is
``{"error": {"kind": ..., "message": ...}}``:

====  ======================================================================================
400   what came is no JSON, or a citation is none
404   nothing stands at the citation, or no Chinese word there
413   the request is too large (:mod:`onrecord.ui.web.guard`)
422   a field is missing, unknown or out of range; a question or filter cannot be used
500   a mistake of ours, which is in the log
503   the archive cannot be used
====  ======================================================================================
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from onrecord.index.crosslingual.glosses import gloss
from onrecord.index.errors import CitationError, InputError, OnRecordError
from onrecord.index.records import Citation
from onrecord.rag.contract import Answer, Quote
from onrecord.rag.llm.contract import Translation
from onrecord.rag.trace_contract import Trace
from onrecord.rag.wording_contract import Changes, Formulas
from onrecord.ui.web import contract
from onrecord.ui.web.streams import Streams
from onrecord.ui.web.tools import Tools

if TYPE_CHECKING:
    from onrecord.rag.assistant import Assistant
    from onrecord.rag.llm.writer import Writer

__all__ = ["build_api"]


_GLOSSED = 200


class _Bare(JSONResponse):
    """JSON with every script as it is, but for half a surrogate pair, which UTF-8 has no form for."""

    def render(self, content: Any) -> bytes:
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def build_api(assistant: Assistant, writer: Writer | None = None) -> FastAPI:
    """An application with the paths below and ``/openapi.json``; a ``writer`` answers in sentences too."""
    tools = Tools(assistant, writer)
    # FastAPI's own pages of documentation load scripts from elsewhere, so there are none.
    api = FastAPI(
        title="On Record",
        description="Ask a record of press conferences and interviews in any language. "
        "Every quote is the exact words of the record, with their address.",
        version="1",
        docs_url=None,
        redoc_url=None,
        default_response_class=_Bare,
    )
    problem = {"description": "What is wrong", "model": contract.Problem}
    problems: dict[int | str, dict[str, Any]] = {422: problem, 400: problem}

    @api.post(
        "/ask",
        summary="Ask the record",
        response_model=Answer,
        responses=problems,
    )
    def ask(asking: contract.Asking) -> Any:
        return _Bare(tools.ask_record(asking, asking.filters))

    if writer:
        _add_writer(api, tools, writer, problems)

    @api.post(
        "/trace",
        summary="List every time that something was said",
        response_model=Trace,
        responses=problems,
    )
    def trace(tracing: contract.Tracing) -> Any:
        return _Bare(tools.trace_record(tracing, tracing.filters))

    @api.post(
        "/changes",
        summary="Compare the answers on something, by date",
        response_model=Changes,
        responses=problems,
    )
    def changes(tracing: contract.Tracing) -> Any:
        return _Bare(tools.compare(tracing, tracing.filters))

    @api.post(
        "/formulas",
        summary="List what is said again and again",
        response_model=Formulas,
        responses=problems,
    )
    def formulas(listing: contract.Listing) -> Any:
        return _Bare(tools.formulas(listing, listing.filters))

    @api.get(
        "/show",
        summary="Show what stands at a citation",
        response_model=Quote,
        responses={400: problem, 404: problem, 422: problem},
    )
    def show(
        citation: Annotated[str, Query(examples=["press-2019-03-08/7@1203-1268", "press-2019-03-08/7"])],
    ) -> Any:
        Citation.parse(citation)
        try:
            return _Bare(tools.show_citation(citation))
        except CitationError as error:
            return _problem(404, type(error).__name__, tools.told(error))

    @api.get("/list", summary="List the transcripts", response_model=contract.Transcripts)
    def list_() -> Any:
        return _Bare(tools.list_transcripts())

    @api.get("/stats", summary="Say what the record is like", response_model=contract.Stats)
    def stats() -> Any:
        return _Bare(tools.describe_record())

    @api.get(
        "/gloss",
        summary="Look up a word of a Chinese text",
        response_model=contract.Glossed,
        responses={404: problem, 422: problem},
    )
    def look_up(
        text: Annotated[str, Query(max_length=_GLOSSED, examples=["中方对贸易问题的立场"])],
        at: Annotated[int, Query(ge=0, lt=_GLOSSED, description="Which character of it, from 0.")],
    ) -> Any:
        found = gloss(text, at)
        if found is None:
            return _problem(404, "RequestError", "no Chinese word stands there")
        return _Bare(contract.Glossed.model_validate(found).model_dump())

    @api.exception_handler(OnRecordError)
    async def ours(_: Request, error: OnRecordError) -> JSONResponse:
        status = 400 if isinstance(error, CitationError) else 422 if isinstance(error, InputError) else 503
        return _problem(status, type(error).__name__, tools.told(error))

    @api.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]["type"]
        wrong = [(_place(each["loc"]), each["msg"]) for each in error.errors()]
        return _problem(
            400 if first == "json_invalid" else 422, "RequestError", contract.problems_told(wrong)
        )

    @api.exception_handler(HTTPException)
    async def refused(_: Request, error: HTTPException) -> JSONResponse:
        return _problem(error.status_code, "RequestError", str(error.detail), error.headers)

    @api.exception_handler(Exception)  # which the server logs
    async def failed(_: Request, error: Exception) -> JSONResponse:
        return _problem(500, "Error", "something went wrong here; try again, or tell who runs this page")

    return api


def _add_writer(
    api: FastAPI, tools: Tools, writer: Writer, problems: dict[int | str, dict[str, Any]]
) -> None:
    """The paths that ask the language model."""
    streams = Streams()

    @api.post(
        "/sentences",
        summary="Ask the record, and a language model what its quotes say, as it writes",
        description="Lines of JSON, each a Step: the record's answer at once, then what is written so far.",
        responses=problems | {200: {"content": {"application/x-ndjson": {}}, "model": contract.Step}},
    )
    def sentences(asking: contract.Asking) -> Any:
        answer = tools.answer(asking, asking.filters)

        def steps(stopped: threading.Event) -> Iterator[dict[str, Any]]:
            yield {"answer": answer.to_dict()}
            yield from ({"written": written.to_dict()} for written in writer.steps(answer, stopped))

        return streams.response(steps, lambda step: step)

    @api.post(
        "/translate",
        summary="Translate a quote by a language model",
        response_model=Translation,
        responses=problems,
    )
    def translate(wanted: contract.Translate) -> Any:
        return _Bare(tools.translate(wanted))


def _problem(status: int, kind: str, message: str, headers: Any = None) -> JSONResponse:
    return _Bare({"error": {"kind": kind, "message": message}}, status, headers)


def _place(location: Any) -> str:
    """Where in a request something is wrong: ``filters.since``, or the request as a whole."""
    return ".".join(str(part) for part in location[1:]) or str(location[0])
