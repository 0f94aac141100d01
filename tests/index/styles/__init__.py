"""Small transcripts, one a style: the text, and the questions and answers that a reader finds in it."""

from __future__ import annotations

#: A text and its exchanges, as (question, answer).
Style = tuple[str, list[tuple[str, str]]]
