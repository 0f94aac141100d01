"""What programs may do with the record: ask, trace, compare, show, list, describe. JSON types only.

The JSON API (:mod:`onrecord.ui.web.api`), the MCP server (:mod:`onrecord.ui.web.mcp`) and Gradio's own API
(:mod:`onrecord.ui.page.chat`) are three doors to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from onrecord.index.errors import InputError
from onrecord.index.records import Citation
from onrecord.rag import requests, verdict
from onrecord.rag.contract import Answer, Quote
from onrecord.rag.llm.contract import Translation
from onrecord.rag.trace_contract import Trace
from onrecord.rag.wording_contract import Changes, Formulas
from onrecord.ui.web.contract import (
    AskRecord,
    FormulasWanted,
    InSentences,
    ListFormulas,
    Nothing,
    Part,
    Question,
    ShowCitation,
    Stats,
    TraceQuestion,
    TraceRecord,
    Transcripts,
    Translate,
    problems_told,
)

if TYPE_CHECKING:
    from onrecord.rag import answer
    from onrecord.rag.assistant import Assistant
    from onrecord.rag.llm.writer import Writer

__all__ = ["Tool", "Tools"]

ASK = (
    "Ask the record of press conferences and interviews, in any language. The quotes that come back are "
    "exact words of the record with their citations; nothing is summarised or translated. Only where "
    '"verdict" is "answered" does the record answer. Where it is "on_topic", "nearest" is about what is '
    'asked but may not answer it; where it is "not_in_record", "nearest" is only related. Where "request" is '
    "set, a summary, a complete list, a count or a translation was asked for, which is not given: ask about "
    "a point instead. Dates, outlets, people and titles that the question names become filters, which are in "
    '"read_filters"; with "read": [] none do.'
)
TRACE = (
    "List every time that something was said in the record, by date: all exchanges and statements that speak "
    "to a question or a name, each with its best sentence, exact words with their citation. Of a name every "
    "spelling that the program knows is looked for. Counts a month, the first and the latest are of all; "
    'with "skip" and "most" the list comes in parts.'
)
CHANGES = (
    "Compare the answers on a question or a name by date: which sentences say again, exactly or with "
    "changes, what an earlier answer said, and which are new; each with its citation and that of the earlier "
    'one. The answers are those that trace_record lists; with "skip" and "most" they come in parts.'
)
FORMULAS = (
    "List the formulas of the record: what is said again and again in the same words, how often, and in "
    "which sentences first and last. Exact words with their citations."
)
# What is told, beside the sentence itself, where something else than quotes was asked for.
_INSTEAD = {
    "summary": 'What comes nearest is in "nearest"; ask about one point to get the exact words about it.',
    "list": "A larger top_k gives more quotes, and trace_record every time that it was said.",
    "count": 'What comes nearest is in "nearest"; trace_record counts how often it was said.',
    "translation": 'What comes nearest is in "nearest", in the record\'s own language.',
}
# What is told, beside the sentence itself, where the record does not answer.
_NEAREST = {
    "on_topic": 'The nearest quotes are in "nearest"; they may not answer, so say that.',
    "not_in_record": 'What is in "nearest" is only related.',
}
SENTENCES = (
    "Ask the record as ask_record does, and have a language model that the user named say in sentences what "
    'the quotes say. They are in "written" and are not the record: each cites its quotes by their numbers, '
    'from 1, "flags" tell what no cited quote holds, and "weak" that they hardly say it. It is null where '
    "the record does not answer."
)
TRANSLATE = (
    "Have a language model that the user named translate the words at a citation. What comes back is a "
    'machine\'s translation and not the record; "flags" tell what the quote does not hold.'
)
SHOW = "Show what stands at a citation: the exact words, with the whole question and answer around them."
DESCRIBE = (
    "Say what the record is like, in figures: how many transcripts and exchanges, between which dates, who "
    "asks how often, whom and when, who answers, in which languages, and how much in each month."
)
LIST = "List the transcripts of the record: id, title, date, how many exchanges, and how sure they are."


@dataclass(frozen=True, slots=True)
class Tool:
    """Something that a program may call by name.

    ``takes`` and ``gives`` are the contracts of its arguments and of what comes back. ``description`` is what
    an assistant on the other side reads.
    """

    name: str
    description: str
    takes: type[BaseModel]
    gives: type[BaseModel]
    run: Callable[[Any], dict[str, Any]]

    def __call__(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Call it with arguments from outside.

        Raises:
            InputError: an argument is missing, unknown or out of range, or cannot be used.
        """
        try:
            taken = self.takes.model_validate(arguments)
        except ValidationError as error:
            wrong = [(".".join(map(str, each["loc"])), each["msg"]) for each in error.errors()]
            raise InputError(problems_told(wrong)) from None
        return self.run(taken)


class Tools:
    """All of them, over one assistant. Safe to use from several threads."""

    def __init__(self, assistant: Assistant, writer: Writer | None = None) -> None:
        """``writer`` is the language model that answers in sentences, if the user named one."""
        self._assistant = assistant
        self.writer = writer
        self.all: tuple[Tool, ...] = (
            Tool("ask_record", ASK, AskRecord, Answer, lambda taken: self.ask_record(taken, taken)),
            Tool("trace_record", TRACE, TraceRecord, Trace, lambda taken: self.trace_record(taken, taken)),
            Tool("compare_wording", CHANGES, TraceRecord, Changes, lambda taken: self.compare(taken, taken)),
            Tool(
                "list_formulas", FORMULAS, ListFormulas, Formulas, lambda taken: self.formulas(taken, taken)
            ),
            Tool(
                "show_citation", SHOW, ShowCitation, Quote, lambda taken: self.show_citation(taken.citation)
            ),
            Tool("list_transcripts", LIST, Nothing, Transcripts, lambda _: self.list_transcripts()),
            Tool("describe_record", DESCRIBE, Nothing, Stats, lambda _: self.describe_record()),
        )
        if writer:
            self.all += (
                Tool(
                    "answer_in_sentences",
                    SENTENCES,
                    AskRecord,
                    InSentences,
                    lambda taken: self.answer_in_sentences(taken, taken),
                ),
                Tool("translate_quote", TRANSLATE, Translate, Translation, self.translate),
            )

    def ask_record(self, asked: Question, part: Part) -> dict[str, Any]:
        """Ask a part of the record; returns an :class:`~onrecord.rag.contract.Answer`.

        Raises:
            InputError: the question or the part cannot be used.
        """
        return self.answer(asked, part).to_dict()

    def answer(self, asked: Question, part: Part) -> answer.Answer:
        """What the record says to a question, of a part of it.

        Raises:
            InputError: the question or the part cannot be used.
        """
        return self._assistant.ask(
            asked.question,
            top_k=asked.top_k,
            filters=part.to_filters(),
            earlier=asked.earlier,
            kinds=asked.read,
        )

    def answer_in_sentences(self, asked: Question, part: Part) -> dict[str, Any]:
        """Ask a part of the record, and the language model what its quotes say; returns InSentences.

        Raises:
            InputError: the question or the part cannot be used.
        """
        assert self.writer
        found = self.answer(asked, part)
        written = self.writer.write(found)
        return found.to_dict() | {"written": written.to_dict() if written else None}

    def translate(self, wanted: Translate) -> dict[str, Any]:
        """Translate a quote by the language model; returns :class:`~onrecord.rag.llm.contract.Translation`.

        Raises:
            CitationError: it is none, or nothing stands there.
            LanguageModelError: the model does not answer.
            InputError: there is no such language.
        """
        assert self.writer
        quote = self._assistant.show(Citation.parse(wanted.citation))
        return self.writer.translate(quote, wanted.language).to_dict()

    def trace_record(self, traced: TraceQuestion, part: Part) -> dict[str, Any]:
        """Trace something through a part of the record; returns :class:`~onrecord.rag.trace_contract.Trace`.

        Raises:
            InputError: the question or the part cannot be used.
        """
        found = self._assistant.trace(traced.question, part.to_filters(), traced.least, kinds=traced.read)
        return found.to_dict(traced.skip, traced.most)

    def compare(self, traced: TraceQuestion, part: Part) -> dict[str, Any]:
        """Compare the answers on something; returns :class:`~onrecord.rag.wording_contract.Changes`.

        Raises:
            InputError: the question or the part cannot be used.
        """
        found = self._assistant.changes(traced.question, part.to_filters(), traced.least, kinds=traced.read)
        return found.to_dict(traced.skip, traced.most)

    def formulas(self, wanted: FormulasWanted, part: Part) -> dict[str, Any]:
        """List what is said again and again; returns :class:`~onrecord.rag.wording_contract.Formulas`.

        Raises:
            InputError: the part cannot be used.
        """
        return self._assistant.formulas(part.to_filters(), wanted.most).to_dict()

    def show_citation(self, citation: str) -> dict[str, Any]:
        """Look a citation up; returns a :class:`~onrecord.rag.contract.Quote`.

        Raises:
            CitationError: it is none, or nothing stands there.
        """
        return self._assistant.show(Citation.parse(citation)).to_dict()

    def list_transcripts(self) -> dict[str, Any]:
        """List what the record holds; returns :class:`~onrecord.ui.web.contract.Transcripts`."""
        held = {"transcripts": self._assistant.archive.transcripts()}
        return Transcripts.model_validate(held).model_dump()

    def describe_record(self) -> dict[str, Any]:
        """Say what the record is like; returns :class:`~onrecord.ui.web.contract.Stats`."""
        return Stats.model_validate(self._assistant.archive.facts()).model_dump()

    @staticmethod
    def notice(found: Mapping[str, Any]) -> str | None:
        """What is said first where quotes were not asked for, or do not answer; ``None`` elsewhere."""
        request, reached = found.get("request"), found.get("verdict")
        told = [f"{requests.SENTENCES[request]} {_INSTEAD[request]}"] if request else []
        if read := found.get("read_filters"):
            named = ", ".join(read["words"])
            told.append(
                f"Only a part of the record was asked, as the question names it: {named}."
                if read["used"]
                else f"Nothing in the record is of what the question names, {named}, so all of it was asked."
            )
        if reached in _NEAREST and not requests.unquotable(request):
            told.append(f"{verdict.SENTENCES[reached]}. {_NEAREST[reached]}")
        return " ".join(told) or None

    def told(self, error: Exception) -> str:
        """The message of one of our errors for somebody who may be elsewhere: without our folders' names."""
        words = " ".join(str(error).split())
        folder = getattr(self._assistant.archive, "folder", None)
        return words.replace(str(folder), "the archive") if folder else words
