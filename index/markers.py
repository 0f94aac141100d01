"""What a speaker's marker looks like: a label and a colon, judged by its own form.

Whether a name is a speaker at all is not decided here: that takes the whole document
(:mod:`index.labels`).

>>> marker = marker_at("《人民日报》记者：今年……", 0, 15)
>>> marker.role, marker.speaker, marker.outlet, marker.words
('asker', '《人民日报》记者', '《人民日报》', 9)
>>> marker_at("我想再强调几点：第一", 0, 10) is None
True
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.records import Role

__all__ = ["ANSWER_OF", "EXAMPLES", "Marker", "is_outlet_reporter", "marker_at"]

#: The markers that are looked for, as they are named in error messages.
EXAMPLES = "问：/答：, Q:/A:, Question:/Answer:, 记者：, <outlet>记者：, <speaker's name>："

#: The answer's marker that belongs to a question's marker.
ANSWER_OF = {
    "问": "答",
    "追问": "答",
    "問": "答",
    "追問": "答",
    "Q": "A",
    "Question": "Answer",
    "QUESTION": "ANSWER",
}

_COLON = re.compile("[：:︰﹕]")
_LONGEST = 60
_DECORATION = "#>*_ \t\xa0\u3000\u200b\ufeff"
# "Q", "Q1", "问题二"; single Latin letters only as capitals, or "a: " in a list would be an answer.
_NUMBER = r"\s?[0-9０-９一二三四五六七八九十]{0,3}"
_QUESTION = re.compile(
    rf"(?:(?:追|提)?[问問]題?题?|Q|(?i:question|q(?=[0-9])))\.?{_NUMBER}|記者|记者|媒[体體]"
    r"|(?=[A-Z])(?i:reporter|journalist|questioner|interviewer)\s?[0-9]{0,2}"
)
_ANSWER = re.compile(rf"(?:回?答[复復]?|A|(?i:answer|a(?=[0-9])))\.?{_NUMBER}")
_MODERATOR = re.compile(r"主持人?.{0,6}|司[仪儀]|(?i:the )?(?i:moderator|presenter|chair|chairperson)")
# "会后，有记者问及", "有俄罗斯记者问", "一位记者": somebody, nobody named.
_SOMEBODY = re.compile(
    r"(?:(?:会|會)[后後上前][，,]?\s?)?(?:[还還另又]?有|另?一[位名])[^，。,：:]{0,12}[记記]者(?:[追提]?[问問][及道]?)?"
)
_REPORTER = re.compile(
    r"(?P<outlet>[^，。？！；,?!;]{1,40}?)\s?(?:特派|驻华|駐華|女|男)?[记記]者(?P<name>[^，。？！；,?!;]{0,12})"
)
_WESTERN_REPORTER = re.compile(r"(?P<outlet>[^,;?!]{2,40}?)\s(?i:reporter|journalist|correspondent)")
# "记者（路透社）", "Journalist (Reuters)"
_BRACKETED = re.compile(
    r"(?:[记記]者|[问問]|Q|(?=[A-Z])(?i:question|reporter|journalist))\s?[(（](?P<outlet>[^()（）]{2,30})[)）]"
)
_NO_COLON = re.compile(r"(?P<label>[QA])[ \t\xa0\u3000]{2,}(?=\S)")
_REPORTING = re.compile(r"[说說称稱答]|表示|指出|强调|強調|告[诉訴]|介[绍紹]|[问問]题|[问問]題")

_EAST_ASIAN_NAME = re.compile(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7a3·•・‧ ]{2,16}")
_TITLED = re.compile(
    "[·•・‧]|部[长長]|[发發]言人|[总總][统統理裁]|主席|主任|局[长長]|[书書][记記長长]|大使|司[长長]|先生|女士|教授|院[长長]|委[员員]|[处處][长長]"
)
_NOT_IN_NAMES = re.compile(
    "[我你您他她它這这那的是了就請请第點点題题何么麼不也都說说要問问答几幾]|^(?:注|例|如|一是|二是|三是)"
)
_PARTICLES = {"de", "del", "la", "van", "von", "der", "den", "bin", "al", "da", "do", "dos", "of", "the"}


@dataclass(frozen=True, slots=True)
class Marker:
    """A label and its colon: it begins at ``start``, the words after it at ``words``.

    ``role`` is ``None`` for a name, which may be anybody's. ``speaker`` and ``outlet`` are as
    printed, ``None`` when the label names nobody.
    """

    start: int
    words: int
    name: str
    role: Role | None
    speaker: str | None = None
    outlet: str | None = None


def is_outlet_reporter(marker: Marker) -> bool:
    """Whether it is of the kind ``<outlet>记者：``."""
    return marker.outlet is not None


def _is_name(label: str) -> bool:
    """Whether it could be a person's name, with or without a title."""
    if _EAST_ASIAN_NAME.fullmatch(label):
        return not _NOT_IN_NAMES.search(label) and (len(label) <= 4 or _TITLED.search(label) is not None)
    words = label.replace("(", " ").replace(")", " ").split()
    return (
        0 < len(words) <= 6
        and words[0][0].isupper()
        and all(word[0].isupper() or word in _PARTICLES for word in words)
        and not any(c in ',;?!。，；？！“”"/\\=<>{}|' for c in label)
        and not label.isdigit()
    )


def _read(label: str) -> tuple[Role | None, str | None, str | None] | None:
    """Role, speaker and outlet of a label; ``None`` when it is no label of a speaker."""
    if _QUESTION.fullmatch(label) or _SOMEBODY.fullmatch(label):
        return "asker", None, None
    if _ANSWER.fullmatch(label):
        return "answerer", None, None
    if _MODERATOR.fullmatch(label):
        return "moderator", label, None
    reporter = _BRACKETED.fullmatch(label) or _REPORTER.fullmatch(label) or _WESTERN_REPORTER.fullmatch(label)
    if reporter and not _REPORTING.search(label):
        return "asker", label, reporter["outlet"].strip()
    if _is_name(label):
        return None, label, None
    return None


def marker_at(text: str, start: int, end: int) -> Marker | None:
    """The marker with which the line ``[start, end)`` begins, if it begins with one."""
    if bare := _NO_COLON.match(text, start, end):
        role: Role = "asker" if bare["label"] == "Q" else "answerer"
        return Marker(start, bare.end(), bare["label"], role)
    colon = _COLON.search(text, start, min(end, start + _LONGEST))
    if colon is None:
        return None
    if colon[0] == ":" and text[colon.end() : colon.end() + 2] == "//":
        return None
    if (
        colon[0] == ":"
        and text[colon.start() - 1].isdigit()
        and text[colon.end() : colon.end() + 1].isdigit()
    ):
        return None
    raw = text[start : colon.start()]
    label = raw.strip(_DECORATION)
    if label[:1] in ("【", "[") and label[-1:] in ("】", "]"):
        label = label[1:-1].strip(_DECORATION)
    elif label[:1] in ("（", "(") and not label.endswith(("）", ")")):
        label = label[1:].strip(_DECORATION)
    label = " ".join(label.split())
    if not label or (found := _read(label)) is None:
        return None
    words = colon.end()
    while words < end and text[words] in "*_" and raw[:1] in ("*", "_"):
        words += 1
    return Marker(start, words, label, *found)
