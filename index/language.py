"""The language of a text. The only importer of ``py3langid``."""

from __future__ import annotations

__all__ = ["language_of"]

# A page of text is plenty, and keeps the time the same for a long transcript.
_ENOUGH = 4_000


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language that most of ``text`` is in; ``None`` if it has no letters.

    >>> language_of("大桥今年五月通车，两岸居民往来方便多了。"), language_of("2019 - 12308")
    ('zh', None)
    """
    if not any(character.isalpha() for character in text):
        return None
    import py3langid

    return str(py3langid.classify(text[:_ENOUGH])[0])
