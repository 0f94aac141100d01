"""What a document tells of itself: title, date, place, speakers, language, address. Nothing is guessed.

>>> Metadata.of_fields([("Titre", "Le pont"), ("lieu", "Lyon"), ("mood", "good")])
Metadata(title='Le pont', date=None, place='Lyon', speakers=(), language=None, address=None)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Final

__all__ = ["Metadata", "is_address", "is_field", "property_title"]

# How fields are called, in letters only; the dearest name of an address first.
_NAMES: Final = {
    "title": """title headline titel título titulo titre titolo tytuł заголовок название 标题 標題 题目
        タイトル 제목 عنوان العنوان शीर्षक başlık judul tiêuđề""",
    "date": """date datum fecha data дата tarih tanggal ngày 日期 日付 날짜 التاريخ दिनांक releasedate
        publishdate publicationdate datepublished pubdate published publishedtime 发布日期 發布日期""",
    "place": """place location venue city ort lugar lieu luogo local miejsce место plaats yer tempat địađiểm
        地点 地點 場所 장소 المكان स्थान""",
    "speakers": """speakers speaker participants guests guest interviewee interviewees panelists panellists
        ponentes ponente participantes entrevistado intervenants invité invités sprecher teilnehmer gast gäste
        relatori relatore ospite спикер спикеры участники гость 发言人 發言人 讲者 講者 嘉宾 嘉賓 出席者
        登壇者 참석자 발언자 المتحدث المشاركون वक्ता""",
    "language": "language lang idioma langue sprache lingua язык 语言 語言 言語 언어 اللغة भाषा dil bahasa",
    "address": """canonical canonicalurl url sourceurl permalink link source original originalurl document
        来源 來源 出处 出處 quelle fuente источник""",
}
_FIELD: Final = {name: field for field, names in _NAMES.items() for name in names.split()}
_RANK: Final = {name: rank for names in _NAMES.values() for rank, name in enumerate(names.split())}
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"'\[\]()]{4,2000}")
_PARTED: Final = re.compile(r"\s*[;；、\n]\s*")
_LONGEST: Final = 300
_PROGRAMS: Final = re.compile(
    r"(?i:^microsoft |^(?:word|powerpoint|pdf) document|^untitled|^unbenannt|^sans titre|^sin título|^无标题"
    r"|^slide 1|^document ?\d*$|\.(?:docx?|odt|rtf|pdf|indd|pages|wpd|txt|html?)$)"
)


def is_address(words: str) -> bool:
    """Whether the words are an ``http(s)`` address and nothing else."""
    return _ADDRESS.fullmatch(words.strip()) is not None


def is_field(name: str) -> bool:
    """Whether what stands before a value says what the value tells of a document."""
    return _letters(name) in _FIELD


def property_title(words: str | None) -> str:
    """The title in a file's properties; nothing where a program wrote it there, as many do.

    >>> property_title("Press conference, May"), property_title("Microsoft Word - final2.doc")
    ('Press conference, May', '')
    """
    title = " ".join((words or "").split())
    return "" if _PROGRAMS.search(title) or (" " not in title and title.isascii()) else title


def _letters(name: str) -> str:
    lower = unicodedata.normalize("NFC", name).casefold()
    return "".join(c for c in lower if c.isalpha() or unicodedata.category(c)[0] == "M")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is told; ``None`` or empty where nothing is.

    ``date`` is in the document's own words, ``language`` a BCP 47 tag, ``address`` an ``http(s)`` one.
    """

    title: str | None = None
    date: str | None = None
    place: str | None = None
    speakers: tuple[str, ...] = ()
    language: str | None = None
    address: str | None = None

    @classmethod
    def of_fields(cls, pairs: Iterable[tuple[str, str]]) -> Metadata:
        """From names and values as a document has them; several speakers are parted by semicolons or lines.

        Names that say nothing of these, and values that cannot be what the name says, are passed over.
        """
        told: dict[str, tuple[int, str]] = {}
        for name, raw in pairs:
            bare, value = _letters(name), raw.strip()
            field = _FIELD.get(bare)
            if field is None or not value or len(value) > (2000 if field == "address" else _LONGEST):
                continue
            if (field == "address" and not is_address(value)) or (
                field == "language" and not _TAG.fullmatch(value)
            ):
                continue
            if field not in told or _RANK[bare] < told[field][0]:
                told[field] = (_RANK[bare], value)
        values = {field: " ".join(value.split()) for field, (_, value) in told.items() if field != "speakers"}
        speakers = _PARTED.split(told["speakers"][1]) if "speakers" in told else []
        language = values.pop("language", "").replace("_", "-") or None
        return cls(
            **values,
            language=language,
            speakers=tuple(dict.fromkeys(" ".join(name.split()) for name in speakers if name)),
        )

    def over(self, other: Metadata) -> Metadata:
        """What is told here, and where that is nothing what ``other`` tells."""
        return Metadata(
            *(getattr(self, field.name) or getattr(other, field.name) for field in fields(Metadata))
        )
