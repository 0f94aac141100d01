"""What programs may do with the record: ask it, show a citation, list its transcripts. JSON types only.

The JSON API (:mod:`onrecord.ui.web.api`), the MCP server (:mod:`onrecord.ui.web.mcp`) and Gradio's own API
(:mod:`onrecord.ui.page.chat`) are three doors to it. Names and docstrings of the three methods are what an
assistant on the other side reads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord.index.errors import QuestionError
from onrecord.index.filters import Filters
from onrecord.index.records import Citation

if TYPE_CHECKING:
    from onrecord.rag.assistant import Assistant

__all__ = ["MOST_QUOTES", "Tools"]

MOST_QUOTES = 100


class Tools:
    """The three, over one assistant. Safe to use from several threads."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def ask_record(
        self,
        question: str,
        top_k: int = 3,
        earlier: list[str] | None = None,
        transcripts: list[str] | None = None,
        outlets: list[str] | None = None,
        answerers: list[str] | None = None,
        languages: list[str] | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> dict[str, Any]:
        """Ask the record of press conferences and interviews, in any language. The quotes that come back are exact words of the record with their citations; nothing is summarised or translated. Where "answered" is false the record does not answer, and "nearest" is only related.

        Args:
            question: the question, in any language
            top_k: how many quotes to give at most, 1 to 100
            earlier: the questions before this one, the latest last, where this one leans on them
            transcripts: ask only the transcripts with these ids
            outlets: ask only what these papers or stations asked, by name or a part of it
            answerers: ask only what these people answered, by name or a part of it
            languages: ask only answers in these languages, such as zh
            since: ask only from this day, month or year on, such as 2019-03-08, 2019-03 or 2019
            until: ask only up to this day, month or year
        """  # noqa: E501 - Gradio takes a description from one line
        if not 1 <= top_k <= MOST_QUOTES:
            raise QuestionError(f"top_k is {top_k}; give a number from 1 to {MOST_QUOTES}")
        among = Filters(
            tuple(transcripts or ()),
            since or None,
            until or None,
            tuple(outlets or ()),
            tuple(answerers or ()),
            tuple(languages or ()),
        )
        found = self._assistant.ask(question, top_k=top_k, filters=among, earlier=earlier or ())
        return found.to_dict()

    def show_citation(self, citation: str) -> dict[str, Any]:
        """Show what stands at a citation: the exact words, with the whole question and answer around them.

        Args:
            citation: the address, such as press-2019-03-08/7@1203-1268, or press-2019-03-08/7 for all of it
        """
        return self._assistant.show(Citation.parse(citation)).to_dict()

    def list_transcripts(self) -> dict[str, Any]:
        """List the transcripts of the record: id, title, date, how many exchanges, and how sure they are."""
        held = [
            {
                "id": each.id,
                "title": each.title,
                "date": each.date,
                "place": each.place,
                "language": each.language,
                "address": each.address,
                "exchanges": each.exchanges,
                "notes": each.notes,
                "confidence": round(each.confidence, 4),
            }
            for each in self._assistant.archive.transcripts()
        ]
        return {"transcripts": held}

    def told(self, error: Exception) -> str:
        """The message of one of our errors for somebody who may be elsewhere: without our folders' names."""
        words = " ".join(str(error).split())
        folder = getattr(self._assistant.archive, "folder", None)
        return words.replace(str(folder), "the archive") if folder else words
