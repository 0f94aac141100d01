"""What the page does when a set is gone through: each action gives what its parts then show."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

from onrecord.index.errors import ChangedError, InputError, OnRecordError, SetError
from onrecord.index.records import Exchange, Transcript
from onrecord.ui.messages import Messages
from onrecord.ui.page import draft_view, library_view
from onrecord.ui.page.draft import Draft
from onrecord.ui.page.drafts import Drafts

__all__ = ["DraftActions"]

# Exchanges that are shown when the record is looked in.
_LOOKED_AT = 5

Shown = tuple[Any, ...]
"""The draft, what was found; status, question, answers, quote, what else was found, message."""


class DraftActions:
    """The actions over the sets of one archive; ``words_of`` tells the reader's language.

    Each takes the draft, and what stands in the fields of question and quote, which may have been edited.
    """

    def __init__(self, drafts: Drafts, words_of: Callable[[gr.Request], Messages]) -> None:
        self._drafts = drafts
        self._words_of = words_of

    def greet(self, request: gr.Request) -> list[Any]:
        """Labels of four fields, of eight buttons."""
        words = self._words_of(request)
        labels = (words.set_question, words.set_quote, words.set_look_for, words.set_name)
        values = (
            words.set_back, words.set_next, words.set_drop, words.set_keep, words.set_look, words.set_add,
            words.set_save, words.eval_go_through,
        )  # fmt: skip
        return [
            *(gr.update(label=label) for label in labels),
            *(gr.update(value=value) for value in values),
        ]

    def open(self, name: str | None, request: gr.Request) -> Shown:
        """What is shown of a draft; then the name to save it by, whether all of it is seen, no report."""
        words = self._words_of(request)
        try:
            draft = self._drafts.open(name) if name else None
        except OnRecordError as error:
            return *(gr.skip(),) * 7, library_view.problems(str(error)), *(gr.skip(),) * 3
        if not draft:
            return *(gr.skip(),) * 7, library_view.said(words.eval_none, words, True), *(gr.skip(),) * 3
        return *self._shown(draft, words), self._drafts.suggest(draft.name), gr.update(visible=True), ""

    def keep(self, draft: Draft, question: str, quote: str, request: gr.Request) -> Shown:
        """Keep a question as it stands, if it can stand in a set, and go on."""
        edited, words = _edited(draft, question, quote), self._words_of(request)
        try:
            self._drafts.check(edited.here.row())
        except OnRecordError as error:
            return self._shown(edited, words, problem=error)
        return self._changed(edited.decided(True), words)

    def drop(self, draft: Draft, question: str, quote: str, request: gr.Request) -> Shown:
        """Drop a question and go on."""
        return self._changed(_edited(draft, question, quote).decided(False), self._words_of(request))

    def back(self, draft: Draft, question: str, quote: str, request: gr.Request) -> Shown:
        """The question before."""
        return self._changed(_edited(draft, question, quote).moved(-1), self._words_of(request))

    def next(self, draft: Draft, question: str, quote: str, request: gr.Request) -> Shown:
        """The next question, this one left as it is."""
        return self._changed(_edited(draft, question, quote).moved(1), self._words_of(request))

    def add(self, draft: Draft, question: str, quote: str, request: gr.Request) -> Shown:
        """A new question, which nothing answers until an exchange is marked."""
        return self._changed(_edited(draft, question, quote).added(), self._words_of(request))

    def look(self, draft: Draft, question: str, quote: str, typed: str, request: gr.Request) -> Shown:
        """The exchanges nearest to what was typed, or to the question where nothing was."""
        edited, words = _edited(draft, question, quote), self._words_of(request)
        try:
            found = tuple(self._drafts.look(typed.strip() or edited.here.question, _LOOKED_AT))
        except OnRecordError as error:
            return self._shown(edited, words, problem=error)
        return self._shown(edited, words, found)

    def act(
        self,
        draft: Draft,
        question: str,
        quote: str,
        found: tuple[str, ...],
        request: gr.Request,
        event: gr.EventData,
    ) -> Shown:
        """Mark an exchange or take the mark away, or press a sentence of one."""
        edited, words = _edited(draft, question, quote), self._words_of(request)
        do, address, at = (str(event._data.get(key, "")) for key in ("do", "id", "at"))
        marked = edited.here.exchanges
        if do == "mark" and address not in marked:
            edited = edited.changed(exchanges=(*marked, address))
        elif do == "unmark":
            left = tuple(each for each in marked if each != address)
            edited = edited.changed(exchanges=left, quote=edited.here.quote if left else "")
        elif do == "sentence" and at.isdecimal():
            edited = edited.changed(quote=self._pressed(edited, address, int(at)))
        return self._changed(edited, words, found)

    def save(
        self, draft: Draft, question: str, quote: str, name: str, request: gr.Request
    ) -> tuple[Any, ...]:
        """The sets, what is wrong, whether the questions are still shown, what was done."""
        words = self._words_of(request)
        edited = _edited(draft, question, quote)
        try:
            saved = self._drafts.save(edited, name)
        except ChangedError:
            self._drafts.keep(edited)
            return gr.skip(), library_view.said(words.set_taken.format(name=name), words, True), gr.skip(), ""
        except OnRecordError as error:
            self._drafts.keep(edited)
            return gr.skip(), _problem(error), gr.skip(), ""
        message = words.set_saved.format(name=saved, count=len(edited.kept_rows()))
        choices = gr.update(choices=self._drafts.names(), value=saved)
        return choices, "", gr.update(visible=False), library_view.said(message, words)

    def _pressed(self, draft: Draft, address: str, at: int) -> str:
        """The words that answer when a sentence was pressed: a run of sentences that it joins or leaves."""
        found = self._at(address)
        if not found:
            return draft.here.quote
        transcript, exchange = found
        sentences = draft_view.sentences_of(transcript, exchange)
        chosen = draft_view.chosen_sentences(draft.here, transcript, exchange)
        if at in chosen:
            # The run up to it; its first sentence is taken away alone.
            run = [n for n in chosen if n < at] or [n for n in chosen if n > at]
        else:
            run = [at, *chosen] if {at - 1, at + 1} & chosen else [at]
        run = [n for n in run if n < len(sentences)]
        if not run:
            return ""
        return " ".join(transcript.text[sentences[min(run)].start : sentences[max(run)].end].split())

    def _at(self, address: str) -> tuple[Transcript, Exchange] | None:
        try:
            return self._drafts.exchange(address)
        except InputError:
            return None

    def _changed(self, draft: Draft, words: Messages, found: tuple[str, ...] = ()) -> Shown:
        self._drafts.keep(draft)
        return self._shown(draft, words, found)

    def _shown(
        self,
        draft: Draft,
        words: Messages,
        found: tuple[str, ...] = (),
        problem: OnRecordError | None = None,
    ) -> Shown:
        message = _problem(problem) if problem else ""
        here = draft.here
        answers = draft_view.answers(here, self._at, words)
        others = draft_view.others(here, found, self._at, words)
        status = draft_view.status(draft, words)
        return draft, found, status, here.question, answers, here.quote, others, message


def _edited(draft: Draft, question: str, quote: str) -> Draft:
    return draft.changed(question=" ".join((question or "").split()), quote=(quote or "").strip())


def _problem(error: OnRecordError) -> str:
    if isinstance(error, SetError):
        return library_view.problems(*error.problems)
    return library_view.problems(str(error))
