"""Transcripts printed in styles drawn at random: exchanges in, a text with its words marked as ``told_in`` reads them.

Each axis of a style has values that weights may be fitted on, and others that only tests see.
"""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

__all__ = ["Printed", "print_transcript"]

Exchanges = Sequence[tuple[str, str]]
Turn = Callable[[int, str], str]

_MARKS = re.compile(r"[?？؟¿]+")
_NAMES = (
    ("Ann Reed", "Tom Cole"),
    ("Eva Lang", "Ian Moss"),
    ("Kim Gale", "Fay Oak"),
    ("Dora Lake", "Gil Hay"),
)
_HOSTS = ("Max Marsh", "Sue Bell")
_SENTENCES = re.compile(r"(?<=[.!?。！？؟।])\s*")
# The share of answers of several paragraphs, where there is one; characters of a question without a mark.
_LONG = 0.4
_SHORTEST = 30


def _preamble(question: str) -> str:
    """What is said before what bears a mark."""
    return " ".join(each for each in _SENTENCES.split(question) if not _MARKS.search(each)).strip()


@dataclass(frozen=True)
class Printed:
    """A transcript as a file: its ending, its text with the words of turns marked, and the style's name."""

    ending: str
    text: str
    style: str


def _paired(asks: str, answers: str) -> tuple[Turn, Turn]:
    """Turns by templates, in which ``{n}`` is the number of the exchange and ``{w}`` the words."""
    return (
        lambda n, words: (
            asks.replace("{n}", str(n)).replace("{h}", _HOSTS[n % 2 or n % 3 == 0]).replace("{w}", words)
        ),
        lambda n, words: answers.replace("{n}", str(n)).replace("{w}", words),
    )


#: How who asks and who answers are told apart: ending, template of a question, of an answer.
FITTED = {
    "h2": (".md", "## {w}", "{w}"),
    "h4": (".md", "#### {w}", "{w}"),
    "bold": (".md", "**{w}**", "{w}"),
    "italic": (".md", "*{w}*", "{w}"),
    "number": (".txt", "{n}. {w}", "{w}"),
    "number bold": (".md", "**{n}. {w}**", "{w}"),
    "quote": (".md", "> {w}", "{w}"),
    "bullet": (".txt", "• {w}", "{w}"),
    "letters": (".txt", "Q: {w}", "A: {w}"),
    "words": (".txt", "Question: {w}", "Answer: {w}"),
    "names": (".txt", "{a}: {w}", "{b}: {w}"),
    "names bold": (".md", "**{a}:** {w}", "**{b}:** {w}"),
    "initials": (".txt", "{i}: {w}", "{j}: {w}"),
    "only answers": (".txt", "{w}", "{j}: {w}"),
    "only questions": (".txt", "{i}: {w}", "{w}"),
    "tags": (".xml", "<question>{w}</question>", "<answer>{w}</answer>"),
    "classes": (".html", '<p class="question">{w}</p>', "<p>{w}</p>"),
    "strong": (".html", "<p><strong>{w}</strong></p>", "<p>{w}</p>"),
    "h3 tag": (".html", "<h3>{w}</h3>", "<p>{w}</p>"),
    "dl": (".html", "<dt>{w}</dt>", "<dd>{w}</dd>"),
    "bold and break": (".html", "<p><b>{w}</b><br/>", "{w}</p>"),
    "bold with dashes": (".html", "<p><b>— {w}</b></p>", "<p>— {w}</p>"),
    "two hosts": (".txt", "{h}: {w}", "{b}: {w}"),
    "two hosts bold": (".md", "**{h}** {w}", "**{b}** {w}"),
}
UNSEEN = {
    "h3": (".md", "### {w}", "{w}"),
    "h5 number": (".md", "##### {n}. {w}", "{w}"),
    "bold italic": (".md", "***{w}***", "{w}"),
    "underscores": (".md", "__{w}__", "{w}"),
    "bracketed number": (".txt", "({n}) {w}", "{w}"),
    "counted Q": (".txt", "Q{n}. {w}", "{w}"),
    "diamond": (".txt", "◆ {w}", "{w}"),
    "arrow": (".txt", "▶ {w}", "{w}"),
    "Chinese": (".txt", "问：{w}", "答：{w}"),
    "full names dashed": (".txt", "{A} — {w}", "{B} — {w}"),
    "names in capitals": (".txt", "{A}: {w}", "{B}: {w}"),
    "bold names, no colon": (".md", "**{a}** {w}", "**{b}** {w}"),
    "speakers": (".txt", "SPEAKER_00: {w}", "SPEAKER_01: {w}"),
    "quoted answers": (".md", "{w}", "> {w}"),
    "italic answers": (".md", "{w}", "*{w}*"),
    "em tag": (".html", "<p><em>{w}</em></p>", "<p>{w}</p>"),
    "blockquote": (".html", "<blockquote>{w}</blockquote>", "<p>{w}</p>"),
    "summary": (".html", "<details><summary>{w}</summary>", "<p>{w}</p></details>"),
    "list items": (".html", '<li class="ask">{w}</li>', '<li class="say">{w}</li>'),
    "short tags": (".xml", "<q1>{w}</q1>", "<a1><p>{w}</p></a1>"),
}
#: The share of questions whose marks are taken away, the width of lines, what stands above and below.
# What a page has around a talk: above, below.
_PAGES = (
    ("", ""),
    ("<h1>A talk</h1><p class='by'>By Kim Gale · 3 May</p>\n", "<p><em>This talk was shortened.</em></p>\n"),
    (
        "<nav><a>Home</a> <a>People</a></nav><h1>A talk on the coast</h1><p>We met her at the pier, on a day of rain.</p>\n",
        "<h3>Read more</h3><ul><li>Ten harbours to see</li></ul><p>© The Coast. All rights reserved.</p>\n",
    ),
)
_OTHER_FITTED = ((0.0, 0.0, 0.3), (0, 0, 70), ("", "# A talk\n\n", "---\ntitle: A talk\n---\n\n"), ("", ""))
_OTHER_UNSEEN = (
    (0.0, 0.2, 0.5),
    (0, 0, 58),
    (
        "",
        "A TALK ON THE COAST\n3 May 2021\n\n",
        "# A talk\n\nIn this series we meet people of the coast.\n\n",
    ),
    ("", "This talk was shortened."),
)


def print_transcript(exchanges: Exchanges, seed: int, *, unseen: bool) -> Printed:
    """Some exchanges in a style that ``seed`` draws, of values that only tests see or of the others."""
    r = random.Random(seed)
    styles = UNSEEN if unseen else FITTED
    marks, widths, heads, ends = _OTHER_UNSEEN if unseen else _OTHER_FITTED
    style = r.choice(sorted(styles))
    ending, asks, answers = styles[style]
    bare, width = r.choice(marks), r.choice(widths)
    asker, answerer = r.choice(_NAMES)
    for sign, words in {
        "{a}": asker.split()[0], "{b}": answerer.split()[0], "{A}": asker.upper(), "{B}": answerer.upper(),
        "{i}": "".join(w[0] for w in asker.split()), "{j}": "".join(w[0] for w in answerer.split()),
    }.items():  # fmt: skip
        asks, answers = asks.replace(sign, words), answers.replace(sign, words)
    ask, answer = _paired(asks, answers)
    marked_up = ending in (".html", ".xml")
    gap = "\n" if marked_up or (ending == ".txt" and not width and r.random() < 0.5) else "\n\n"

    def said(words: str, marks: str) -> str:
        if not unseen and marks == "⟦⟧" and "<dd>" not in answers and r.random() < _LONG:
            first, stop, rest = words.partition(". ")
            if rest:  # of several paragraphs
                gap = "</p>\n<p>" if marked_up else "\n\n"
                return f"⟦{said(first + stop, '  ').strip()}{gap}{said(rest, '  ').strip()}⟧"
        words = " ".join(words.translate(str.maketrans("⟨⟩⟦⟧", "()[]")).split())
        return f"{marks[0]}{escape(words, quote=False) if marked_up else words}{marks[1]}"

    def folded(turn: str) -> str:
        quote = "> " if turn.startswith("> ") else ""
        return (
            textwrap.fill(turn, width, subsequent_indent=quote, break_on_hyphens=False)
            if width and not marked_up
            else turn
        )

    turns: list[str] = []
    for n, (question, reply) in enumerate(exchanges, 1):
        told = _preamble(question) if not unseen and r.random() < bare else ""
        unmarked = _MARKS.sub("", question).strip().rstrip(".") + r.choice((".", "", ":"))
        asked = told if len(told) > _SHORTEST else unmarked if r.random() < bare else question
        turns += [folded(ask(n, said(asked, "⟨⟩"))), folded(answer(n, said(reply, "⟦⟧")))]
    body = gap.join(turns)
    if ending == ".xml":
        return Printed(ending, f"<?xml version='1.0' encoding='utf-8'?>\n<talk>\n{body}\n</talk>\n", style)
    if ending == ".html":
        above, below = ("", "") if unseen else r.choice(_PAGES)
        return Printed(ending, f"<html><body>\n{above}{body}\n{below}</body></html>\n", style)
    head, end = r.choice(heads), r.choice(ends)
    return Printed(
        ending, f"{head}{body}\n" + (f"\n\n---\n\n{end}\n" if end and gap == "\n\n" else ""), style
    )
