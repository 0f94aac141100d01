"""Defines a question set: questions with their judgements and documents, whatever file they come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.index.text.spans import Span

__all__ = ["Document", "Gold", "Question", "QuestionSet"]


@dataclass(frozen=True, slots=True)
class Gold:
    """Words that answer: a span of a transcript, and the words themselves."""

    transcript: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its judgement; answerable if ``relevant`` is not empty.

    ``id`` is unique in its set. ``relevant`` gives a grade (1 or more) to each document or exchange
    (``slug/7``) that answers, ``gold`` the words in them, any of which is right. ``earlier`` are the
    questions asked before it, on which it may lean, the latest last.
    """

    id: str
    lang: str
    kind: str
    question: str
    relevant: Mapping[str, int]
    gold: tuple[Gold, ...] = ()
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A document of a test collection: its words are an answer that nobody asked for."""

    id: str
    text: str
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A set as it was read.

    ``files`` are all files it was read from. ``documents`` is the collection that it brings along;
    a set about transcripts has none. ``own`` says that questions of the record itself are asked, so
    that the question view must not find them. ``left_out`` names the exchanges that the record must
    do without.
    """

    name: str
    files: tuple[Path, ...]
    questions: tuple[Question, ...]
    documents: tuple[Document, ...] = ()
    own: bool = False
    left_out: frozenset[str] = field(default_factory=frozenset)
