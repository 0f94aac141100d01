"""What a transcript is called: its slug and its title."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from hashlib import sha256

from onrecord.index.metadata import is_field

__all__ = ["find_title", "slug", "stem", "transcript_slug"]

_LONGEST_SLUG = 80


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
        title = line.lstrip("#* \t").rstrip("* ")
        if (
            1 < len(title) <= 120
            and any(c.isalpha() for c in title)
            and not re.match(r"https?://|www\.|[a-z_]+:", title)
            and not is_field(re.split("[:：]", title)[0])
            and not title.endswith(("。", ".", "；", ";", "，", ",", "：", ":"))
        ):
            return title
    return None
