"""Words of the record and of its readers as HTML that shows them and nothing else.

Whatever a transcript or a question contains (tags, scripts, Markdown, entities) comes out as the
characters that were printed. Text keeps the direction of its own script, and the two characters
that can turn the reading order of a whole line around are shown by name instead of obeyed.

>>> print(escaped('<b onclick="x">&amp;</b> $a$'))
&lt;b onclick=&quot;x&quot;&gt;&amp;amp;&lt;/b&gt; $a$
>>> print(record_text("p", "今天是星期五。"))
<p class="record" lang="zh" dir="auto">今天是星期五。</p>
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from markupsafe import Markup

__all__ = ["character_range", "escaped", "marked", "named", "record_text", "script_language", "shown"]

_SURROGATE = re.compile("[\ud800-\udfff]")
_OVERRIDE = re.compile("[\u202d\u202e]")
_KANA = re.compile("[\u3041-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_SENTENCE_END = re.compile(r"([。！？；]|[.!?؟;](?=\s))[”’」』）)\"']*\s*|\n\s*")
_BREAK = re.compile(r"[\s，、：]+")

_NOBODY: Mapping[int, str] = MappingProxyType({})

# Characters of the answer that a card shows on either side of the quote.
CONTEXT = 140


def escaped(text: str) -> Markup:
    """``text`` as HTML, safe between tags and inside quoted attributes.

    Half a surrogate pair cannot be sent to a browser: U+FFFD stands for it.
    """
    return Markup(html.escape(_SURROGATE.sub("\ufffd", text), quote=True).replace("\x00", "\ufffd"))


def shown(text: str) -> Markup:
    """``text`` as HTML between tags, with direction overrides named instead of obeyed."""
    return Markup(_OVERRIDE.sub(lambda c: f'<span class="override">U+{ord(c[0]):04X}</span>', escaped(text)))


def script_language(text: str) -> str:
    """A ``lang`` value where the script tells which glyphs to draw, else ``""``: unknown.

    >>> [script_language(words) for words in ("記者会見です", "기자회견", "记者会", "Hola")]
    ['ja', 'ko', 'zh', '']
    """
    if _KANA.search(text):
        return "ja"
    if _HANGUL.search(text):
        return "ko"
    return "zh" if _HAN.search(text) else ""


def record_text(tag: str, text: str, content: Markup | None = None) -> Markup:
    """An element that shows ``text``; ``content`` is its inside when it is more than the plain words."""
    inside = shown(text) if content is None else content
    return Markup(f'<{tag} class="record" lang="{script_language(text)}" dir="auto">{inside}</{tag}>')


def named(text: str, voices: Mapping[int, str]) -> Markup:
    """``text`` as HTML with who speaks before the character at each offset of ``voices``.

    Names are no words of the text: each is an element of its own, ``.voice``.
    """
    return _named(text, 0, len(text), voices)


def marked(
    text: str,
    marks: Sequence[tuple[int, int]],
    voices: Mapping[int, str] = _NOBODY,
    strong: tuple[int, int] | None = None,
) -> Markup:
    """``text`` as HTML with ``<mark>`` around ``marks``, without what is far from all of them.

    The style sheet draws an ellipsis at ``.gap``, where something is left out.

    Args:
        text: the whole answer.
        marks: ``(start, end)`` offsets into it, in order and without overlap; may be empty.
        voices: who speaks from which offset on, as :func:`named` takes them.
        strong: the part of one mark that answers. What is far from it is left out then, and the rest of that
            mark is ``<mark class="light">``.
    """
    middle = [strong if strong and left <= strong[0] < right else (left, right) for left, right in marks]
    near = list(_near(text, middle))
    pieces: list[Markup] = []
    at = 0
    for start, end in [*near, (len(text), len(text))]:
        if start > at:
            pieces.append(Markup('<span class="gap"></span>'))
            # What is shown begins in the middle of what somebody says.
            speaking = max((place for place in voices if place < start), default=None)
            if start < len(text) and start not in voices and speaking is not None:
                pieces.append(_voice(voices[speaking]))
        bounds = {start, end, *voices, *(edge for mark in [*marks, *middle] for edge in mark)}
        for low, high in pairwise(sorted(bound for bound in bounds if start <= bound <= end)):
            pieces += [_voice(voices[low])] if low in voices else []
            words = shown(text[low:high])
            if any(left <= low and high <= right for left, right in middle):
                words = Markup("<mark>{}</mark>").format(words)
            elif any(left <= low and high <= right for left, right in marks):
                words = Markup('<mark class="light">{}</mark>').format(words)
            pieces.append(words)
        at = end
    return Markup("").join(pieces)


def _named(text: str, start: int, end: int, voices: Mapping[int, str]) -> Markup:
    pieces = []
    for low, high in pairwise([start, *(place for place in sorted(voices) if start < place < end), end]):
        pieces += [_voice(voices[low])] if low in voices and low < high else []
        pieces.append(shown(text[low:high]))
    return Markup("").join(pieces)


def _voice(name: str) -> Markup:
    return Markup('<span class="voice">{}</span> ').format(record_text("bdi", name))


def _near(text: str, marks: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches of ``text`` around its marks, merged; without marks, its beginning."""
    start = end = -1
    for left, right in marks or [(0, 0)]:
        # A far piece shorter than a few words saves no room.
        first = 0 if left <= CONTEXT + 40 else _cut(text, left - CONTEXT, left - CONTEXT // 3)
        last = len(text)
        if right < last - CONTEXT - 40:
            cut = _cut(text, right + CONTEXT // 2, right + CONTEXT)
            # The ellipsis follows the last word, not the empty line after it.
            last = max(right, len(text[:cut].rstrip()))
        if end >= 0 and not text[end:first].strip():
            end = max(end, last)
            continue
        if end >= 0:
            yield start, end
        start, end = first, last
    if end > start:
        yield start, end


def _cut(text: str, low: int, high: int) -> int:
    """Where to cut between ``low`` and ``high``: after a sentence, else a word, never inside a letter."""
    for boundary in (_SENTENCE_END, _BREAK):
        found = boundary.search(text, low, high)
        if found and found.end() < high:
            return found.end()
    while low < high and unicodedata.combining(text[low]):
        low += 1
    return low


def character_range(message: str, start: int | None, end: int | None, direction: str) -> str:
    """Fill ``message`` with the characters from ``start`` to ``end``, which are read from left to right.

    After Arabic letters a browser would turn the two numbers round, were they not isolated.
    """
    if direction == "ltr":
        return message.format(start=start, end=end)
    return message.format(start=f"\u2066{start}", end=f"{end}\u2069")
