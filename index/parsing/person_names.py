"""Whether words could be somebody's name.

>>> is_name("Ada Bay"), is_name("林馆长"), is_name("我想再强调几点")
(True, True, False)
"""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.index.parsing.offices import has_title, is_titled, names_office

__all__ = ["NOT_IN_LABELS", "is_name", "is_proper", "is_titled_name"]

_EAST_ASIAN_NAME = re.compile(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7a3·•・‧ ]{2,16}")
# Ideographs with signs or other letters among them: words, not a name.
_SENTENCE = re.compile(
    "[\u3400-\u9fff\u3040-\u30ff][^\u3400-\u9fff\u3040-\u30ff]*[：:]|[\u3400-\u9fff\u3040-\u30ff]{6}"
)
_INITIAL = re.compile(r"(?<![^\s.])[^\W\d_a-z]{1,2}\.$")
# Words of a title and a name at most.
_TITLED_WORDS = 5
_TITLED = re.compile(
    "[·•・‧ ]|部[长長]|[发發]言人|[总總][统統理裁]|主席|主任|局[长長]|[书書][记記长長]|大使"
    "|司[长長]|先生|女士|教授|院[长長]"
    "|委[员員]|[处處][长長]|[议議][员員]|[长長]$|嘉[宾賓]|大臣|[议議][长長]|氏$|代表|[장관총리씨님]$"
)
_NOT_IN_NAMES = re.compile(
    "[我你您他她它這这那的是了就請请第點点題题何么麼不也都說说要問问答几幾]|^(?:注|例|如|一是|二是|三是)"
)
_PARTICLE_WORDS = (
    "de del la las los van von der den bin ibn al da do dos das of the y e et und i и el le du di zu"
)
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
NOT_IN_LABELS = ';?!。，；？！“”"«»/\\=<>{}|…'


@lru_cache(maxsize=4096)
def is_name(label: str) -> bool:
    """Whether it could be a person's name, with or without a title."""
    if _EAST_ASIAN_NAME.fullmatch(label):
        return not _NOT_IN_NAMES.search(label) and (
            len(label) <= 4 or _TITLED.search(label) is not None or names_office(label)
        )
    words = re.sub(r"[()\[\]（）,]", " ", label).split()
    if not words or any(c in NOT_IN_LABELS for c in label) or label.isdigit() or _SENTENCE.search(label):
        return False
    if not words[0][0].isalpha() or len(words) > (6 if "," not in label else 12):
        return False
    # Scripts without capitals tell nothing; there a label of four words or fewer may be a name.
    if words[0][0].isalpha() and words[0][0].lower() == words[0][0].upper():
        return len(words) <= 4
    small = [word for word in words if not word[0].isupper() and word not in _PARTICLES and word[0].isalpha()]
    return words[0][0].isupper() and (not small or len(words) <= 4)


def is_proper(label: str) -> bool:
    """Whether all words of a label have capitals, but for particles, or the script has none."""
    return not any(word[0].islower() and word not in _PARTICLES for word in label.split())


def is_titled_name(label: str) -> bool:
    """Whether it is a title with a name, or initials with a name in capitals: not ``R. No``."""
    words = label.split()
    named = is_titled(label) and is_proper(label) and len(words) <= _TITLED_WORDS
    return named and (words[-1].isupper() or has_title(label) or not _INITIAL.search(words[0]))
