"""Transcripts at hand."""

from __future__ import annotations

import pytest

from onrecord.index.archive.archive import Archive
from onrecord.rag import transcript_cache
from onrecord.rag.transcript_cache import TranscriptCache
from tests.conftest import PAIRS, HashEmbedder, transcript_of


def test_a_transcript_is_read_once_until_the_archive_changes(
    archive: Archive, embedder: HashEmbedder
) -> None:
    at_hand = TranscriptCache(archive)
    first = at_hand.transcript("talk")
    assert at_hand.transcript("talk") is first
    archive.rename("talk", "Another title")
    assert at_hand.transcript("talk").title == "Another title"


def test_what_was_asked_for_longest_ago_makes_room(
    archive: Archive, embedder: HashEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        archive.add(transcript_of(PAIRS, name), embedder)
    monkeypatch.setattr(transcript_cache, "_CHARACTERS", 2 * len(archive.transcript("a").text))
    at_hand = TranscriptCache(archive)
    talk, a = at_hand.transcript("talk"), at_hand.transcript("a")
    assert at_hand.transcript("talk") is talk
    at_hand.transcript("b")
    assert at_hand.transcript("talk") is talk
    assert at_hand.transcript("a") is not a
