"""What a transcript is called: its slug, its title, its date."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from hashlib import sha256

__all__ = ["find_date", "find_title", "slug", "stem", "transcript_slug"]

_LONGEST_SLUG = 80
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
    *("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
)
_MONTH = r"(?P<name>" + "|".join(sorted(set(_MONTHS), key=len, reverse=True)) + r")\.?"
_DATES = (
    re.compile(r"(?<!\d)(?P<y>\d{4})\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日號号일]"),
    re.compile(r"(?<!\d)(?P<y>\d{4})(?P<sep>[-/._])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)"),
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+(?P<y>\d{{4}})(?!\d)", re.I
    ),
    re.compile(rf"\b{_MONTH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})(?!\d)", re.I),
)
_COMPACT = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})(?!\d)")
_YAML_TITLE = re.compile(r"title:\s*(?P<q>[\"']?)(?P<title>.+?)(?P=q)\s*")


def slug(words: str) -> str:
    """Lower-case letters and digits of any script, joined by hyphens; may be empty.

    >>> slug("2018-04-23_t1553481"), slug("Q&A: Paris / Zürich"), slug("记者会（上）")
    ('2018-04-23-t1553481', 'q-a-paris-zürich', '记者会-上')
    """
    lower = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", words).lower())
    # Marks (categories M) belong to the letters of many scripts.
    kept = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else "-" for c in lower)
    return re.sub("-+", "-", kept).strip("-")[:_LONGEST_SLUG].strip("-")


def transcript_slug(name: str, text: str) -> str:
    """The id of a transcript: the slug of its file's name without the suffix, never empty.

    A name without a letter or digit gives an id made of the text's digest.

    >>> transcript_slug("press-2019-03-08.txt", ""), transcript_slug("--.txt", "Q: Why?")
    ('press-2019-03-08', 'transcript-b1ed7fa4386a')
    """
    return slug(stem(name)) or f"transcript-{sha256(text.encode('utf-8', 'replace')).hexdigest()[:12]}"


def stem(name: str) -> str:
    """A file's name without folders and without its suffix (four letters and digits at most).

    >>> stem("a/press-2019.03.08.txt"), stem("第1.5次记者会")
    ('press-2019.03.08', '第1.5次记者会')
    """
    return re.sub(r"(?<=.)\.[A-Za-z][A-Za-z0-9]{0,8}$", "", name.replace("\\", "/").rsplit("/", 1)[-1])


def find_title(front: Iterable[str]) -> str | None:
    """The first line of the front matter that can be a title: neither an address nor a sentence."""
    for line in front:
        if yaml := _YAML_TITLE.fullmatch(line):
            return yaml["title"].strip()
        title = line.lstrip("#* \t").rstrip("* ")
        if (
            1 < len(title) <= 120
            and any(c.isalpha() for c in title)
            and not re.match(r"https?://|www\.|[a-z_]+:", title)
            and not title.endswith(("。", ".", "；", ";", "，", ",", "：", ":"))
        ):
            return title
    return None


def _first_date(words: str, patterns: Iterable[re.Pattern[str]]) -> str | None:
    found: list[tuple[int, str]] = []
    for pattern in patterns:
        for match in pattern.finditer(words):
            parts = match.groupdict()
            month = int(parts["m"]) if parts.get("m") else _MONTHS.index(parts["name"].lower()) % 12 + 1
            try:
                found.append((match.start(), date(int(parts["y"]), month, int(parts["d"])).isoformat()))
            except ValueError:  # 2019-13-45 is a number, not a date
                continue
            break
    return min(found)[1] if found else None


def find_date(name: str, front: str) -> str | None:
    """The ISO date in a file's name, else the first one in the title and first lines.

    >>> find_date("press.txt", "Seoul, 8 March 2019"), find_date("20190308.txt", "")
    ('2019-03-08', '2019-03-08')
    """
    return _first_date(name.replace("_", "-"), (*_DATES, _COMPACT)) or _first_date(front, _DATES)
