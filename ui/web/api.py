"""The JSON API: ask, show and list for programs. With the server, the only importer of fastapi.

Answers are those of ``rag/answer.schema.json``, which its OpenAPI description takes over. Every error is
``{"error": {"kind": ..., "message": ...}}``:

====  ======================================================================================
400   what came is no JSON, or a citation is none
404   nothing stands at the citation
413   the request is too large (:mod:`onrecord.ui.web.guard`)
422   a field is missing, unknown or out of range; a question or filter cannot be used
500   a mistake of ours, which is in the log
503   the archive cannot be used
====  ======================================================================================
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from onrecord.index.errors import CitationError, InputError, OnRecordError
from onrecord.index.records import Citation
from onrecord.rag.questions import LONGEST
from onrecord.ui.web.tools import MOST_QUOTES, Tools

if TYPE_CHECKING:
    from onrecord.rag.assistant import Assistant

__all__ = ["Part", "Question", "build_api", "transcripts_schema"]

_TEXT = {"type": "string"}
_Names = Annotated[list[str], Field(max_length=100)]


class Part(BaseModel):
    """Which part of the record is asked; without any field, all of it."""

    model_config = ConfigDict(extra="forbid")
    transcripts: _Names = Field(default=[], description="Ids of transcripts, see /api/list.")
    outlets: _Names = Field(
        default=[], description="Papers or stations of the askers, or a part of the name."
    )
    answerers: _Names = Field(default=[], description="Who answers, or a part of the name.")
    languages: _Names = Field(default=[], description="ISO 639-1 codes of the language of the answers.")
    since: str | None = Field(default=None, description="The first date: 2019-03-08, 2019-03 or 2019.")
    until: str | None = Field(default=None, description="The last date, in the same forms and inclusive.")


class Question(BaseModel):
    """A question to the record."""

    model_config = ConfigDict(extra="forbid")
    question: str = Field(description=f"In any language, at most {LONGEST:,} characters.")
    top_k: int = Field(default=3, ge=1, le=MOST_QUOTES, description="How many quotes to give at most.")
    earlier: _Names = Field(default=[], description="The questions before this one, the latest last.")


class Asking(Question):
    """A question to the record or a part of it."""

    filters: Part = Field(default=Part(), description="Which part of the record is asked.")


class _Bare(JSONResponse):
    """JSON with every script as it is, but for half a surrogate pair, which UTF-8 has no form for."""

    def render(self, content: Any) -> bytes:
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def build_api(assistant: Assistant) -> FastAPI:
    """An application with ``/ask``, ``/show``, ``/list`` and ``/openapi.json``."""
    tools = Tools(assistant)
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
    problem = {"description": "What is wrong", "content": _content("Problem")}

    @api.post(
        "/ask",
        summary="Ask the record",
        responses={200: {"content": _content("Answer")}, 422: problem, 400: problem},
    )
    def ask(asking: Asking) -> Any:
        part = asking.filters.model_dump()
        return _Bare(tools.ask_record(asking.question, asking.top_k, asking.earlier, **part))

    @api.get(
        "/show",
        summary="Show what stands at a citation",
        responses={200: {"content": _content("Quote")}, 400: problem, 404: problem, 422: problem},
    )
    def show(
        citation: Annotated[str, Query(examples=["press-2019-03-08/7@1203-1268", "press-2019-03-08/7"])],
    ) -> Any:
        Citation.parse(citation)
        try:
            return _Bare(tools.show_citation(citation))
        except CitationError as error:
            return _problem(404, type(error).__name__, tools.told(error))

    @api.get("/list", summary="List the transcripts", responses={200: {"content": _content("Transcripts")}})
    def list_() -> Any:
        return _Bare(tools.list_transcripts())

    @api.exception_handler(OnRecordError)
    async def ours(_: Request, error: OnRecordError) -> JSONResponse:
        status = 400 if isinstance(error, CitationError) else 422 if isinstance(error, InputError) else 503
        return _problem(status, type(error).__name__, tools.told(error))

    @api.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]["type"]
        wrong = "; ".join(f"{_place(each['loc'])}: {each['msg']}" for each in error.errors())
        return _problem(400 if first == "json_invalid" else 422, "RequestError", wrong)

    @api.exception_handler(HTTPException)
    async def refused(_: Request, error: HTTPException) -> JSONResponse:
        return _problem(error.status_code, "RequestError", str(error.detail), error.headers)

    @api.exception_handler(Exception)  # which the server logs
    async def failed(_: Request, error: Exception) -> JSONResponse:
        return _problem(500, "Error", "something went wrong here; try again, or tell who runs this page")

    api.openapi_schema = _described(api.openapi())
    return api


def _problem(status: int, kind: str, message: str, headers: Any = None) -> JSONResponse:
    return _Bare({"error": {"kind": kind, "message": message}}, status, headers)


def _place(location: Any) -> str:
    """Where in a request something is wrong: ``filters.since``, or the request as a whole."""
    return ".".join(str(part) for part in location[1:]) or str(location[0])


def _content(name: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}


def _described(openapi: dict[str, Any]) -> dict[str, Any]:
    """The OpenAPI description with the schemas of what comes back, which are kept in one place."""
    text = (files("onrecord.rag") / "answer.schema.json").read_text("utf-8")
    answer = json.loads(
        text.replace("#/$defs/quote", "#/components/schemas/Quote").replace(
            "#/$defs/range", "#/components/schemas/Range"
        )
    )
    parts = answer.pop("$defs")
    answer.pop("$schema")
    schemas = openapi["components"]["schemas"]
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas |= {
        "Answer": answer,
        "Quote": parts["quote"],
        "Range": parts["range"],
        "Transcripts": transcripts_schema(),
        "Problem": _object({"error": _object({"kind": _TEXT, "message": _TEXT})}),
    }
    return openapi


def transcripts_schema() -> dict[str, Any]:
    """The JSON Schema of what :meth:`onrecord.ui.web.tools.Tools.list_transcripts` gives."""
    maybe, count = {"type": ["string", "null"]}, {"type": "integer", "minimum": 0}
    transcript = {
        "id": _TEXT, "title": _TEXT, "date": maybe, "place": maybe, "language": maybe, "address": maybe,
        "exchanges": count, "notes": count, "confidence": {"type": "number", "minimum": 0, "maximum": 1},
    }  # fmt: skip
    return _object({"transcripts": {"type": "array", "items": _object(transcript)}})


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}
