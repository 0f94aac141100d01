r"""Texts as they are compared: script variants folded, white space even.

Only what is matched is folded; what is shown stays as printed. The only importer of ``opencc``.

>>> fold("中華人民共和國\n外交部", )
'中华人民共和国 外交部'
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

__all__ = ["caseless", "fold", "traditional", "without_surrogates"]

# Kana or Hangul: the ideographs around them are not Chinese and have their own simplified forms.
_NOT_CHINESE = re.compile("[\u3040-\u30ff\uac00-\ud7af]")
_IDEOGRAPH = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


@cache
def _converter(form: str) -> Any:
    import opencc

    return opencc.OpenCC(form)


def traditional(text: str) -> str:
    """``text`` in traditional characters."""
    return str(_converter("s2t").convert(text))


def without_surrogates(text: str) -> str:
    """``text`` with U+FFFD in the place of lone surrogates, which no encoder takes."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def fold(text: str) -> str:
    """``text`` for matching: Unicode NFKC, traditional characters made simplified, white space single.

    Lone surrogates become U+FFFD. Case is kept.
    """
    text = " ".join(unicodedata.normalize("NFKC", without_surrogates(text)).split())
    if _IDEOGRAPH.search(text) and not _NOT_CHINESE.search(text):
        text = str(_converter("t2s").convert(text))
    return text


def caseless(text: str) -> str:
    """``text`` as names and titles are compared: folded, and whatever its case is.

    >>> caseless("The  BRÜCKE"), caseless("路透社記者")
    ('the brücke', '路透社记者')
    """
    return fold(text).casefold()
