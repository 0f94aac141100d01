"""Which of the page's languages a reader gets.

>>> messages_for("zh-TW;q=0.5,en;q=0.8").ask
'Ask'
>>> messages_for("de-DE,de;q=0.9", chosen="zh-Hans").ask
'提问'
"""

from __future__ import annotations

import re

from onrecord.ui.messages import ENGLISH, LANGUAGES, Messages

__all__ = ["LANGUAGE", "messages_for", "spoken"]

LANGUAGE = "onrecord_language"
"""The cookie with the language that the reader chose."""

# What Gradio calls the two Chinese languages.
_GRADIO = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}

# Where Chinese is written with traditional characters.
_TRADITIONAL = re.compile(r"zh-(?!hans)(?:.*-)?(?:hant|tw|hk|mo)\b")


def messages_for(accept_language: str | None, chosen: str | None = None) -> Messages:
    """The language that the reader chose, by its tag, else the one that their browser likes best.

    ``accept_language`` is the header of that name; English where it likes none of ours.

    >>> messages_for("en;q=0.3, zh-CN;q=0.7").tag
    'zh-Hans'
    >>> messages_for(None).tag, messages_for("; ,q=,zh;q=much").tag, messages_for("en", "tlh").tag
    ('en', 'en', 'en')
    """
    for words in LANGUAGES:
        if words.tag == chosen:
            return words
    liked: list[tuple[float, Messages]] = []
    for entry in (accept_language or "").split(","):
        tag, _, weight = entry.strip().lower().partition(";")
        try:
            quality = float(weight.strip().removeprefix("q=")) if weight.strip() else 1.0
        except ValueError:
            continue
        found = _named(tag.strip())
        if found and quality > 0:
            liked.append((quality, found))
    # max() keeps the first of equals, as the header lists the dearest first.
    return max(liked, key=lambda choice: choice[0], default=(0.0, ENGLISH))[1]


def spoken(html: bytes, words: Messages) -> bytes:
    """Gradio's page in the reader's language before anything of it is drawn.

    What Gradio says itself ("drop a file here") is in the browser's language, which for this page
    is the one that the reader chose.

    >>> spoken(b'<html lang="en"><head></head></html>', ENGLISH)[:70]
    b'<html lang="en" dir="ltr"><head><script>for (const [name, value] of Ob'
    """
    tag = _GRADIO.get(words.tag, words.tag)
    script = (
        f'<script>for (const [name, value] of Object.entries({{language: "{tag}", languages: ["{tag}"]}})) '
        "Object.defineProperty(navigator, name, {get: () => value});</script>"
    )
    language = f'lang="{words.tag}" dir="{words.direction}"'.encode()
    named = re.sub(rb'(?<=<html)(\s+)lang="\w+"', rb"\1" + language, html, count=1)
    return named.replace(b"<head>", b"<head>" + script.encode(), 1)


def _named(tag: str) -> Messages | None:
    """The language of a tag in lower case, whatever its country; the script tells two Chinese apart."""
    language = tag.split("-", maxsplit=1)[0]
    if language == "zh":
        language = "zh-Hant" if _TRADITIONAL.match(tag) else "zh-Hans"
    return next((words for words in LANGUAGES if words.tag == language), None)
