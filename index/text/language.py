"""The language of a text. The only importer of ``py3langid``."""

from __future__ import annotations

import re

from onrecord.index.text.lexical import IDEOGRAPHS

__all__ = ["language_of"]

# A page of text is plenty, and keeps the time the same for a long transcript.
_ENOUGH = 4_000
# Scripts of one language need no model, which takes the better part of a second to load.
_SCRIPTS = {
    "zh": re.compile(f"[{IDEOGRAPHS}]"),
    "ko": re.compile("[\uac00-\ud7af]"),
    "th": re.compile("[\u0e00-\u0e7f]"),
}
_KANA = re.compile("[\u3040-\u30ff]")
_SHARE = 0.9


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language that most of ``text`` is in; ``None`` if it has no letters.

    >>> language_of("大桥今年五月通车，两岸居民往来方便多了。"), language_of("2019 - 12308")
    ('zh', None)
    """
    beginning = text[:_ENOUGH]
    letters = sum(map(str.isalpha, beginning))
    if not letters and not any(map(str.isalpha, text)):
        return None
    for language, script in _SCRIPTS.items():
        if len(script.findall(beginning)) >= _SHARE * max(1, letters) and not _KANA.search(beginning):
            return language
    import py3langid

    return str(py3langid.classify(beginning)[0])
