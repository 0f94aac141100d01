"""Makes ``place_names.tsv`` out of the Unicode CLDR.

Run ``python -m onrecord.index.crosslingual.make_place_names`` by hand when a newer CLDR is wanted; the
program reads only the table. The only importer of ``babel``. Its lines are the tokens of a name, the place's
code and the locales that call it so, sorted by name. The name of a country's language is among them, for
mostly that is the adjective (Japanese, японский).
CLDR: Unicode License v3.
"""

from __future__ import annotations

import re
from pathlib import Path

from onrecord.index.text.lexical import tokens

__all__ = ["OURS", "TABLE", "make"]

TABLE = Path(__file__).with_name("place_names.tsv")
ALIASES = Path(__file__).with_name("place_aliases.tsv")
OURS = "*"
"""Stands for the locale of names that are ours, good in any."""

_LOCALES = (
    "af am ar az be bg bn bs ca cs cy da de el en en_GB es es_MX et eu fa fi fil fr fr_CA ga gl gu "
    "he hi hr hu hy id is it ja ka kk km kn ko ky lo lt lv mk ml mn mr ms my nb ne nl or pa pl ps pt "
    "pt_PT ro ru sd si sk sl so sq sr sr_Latn sv sw ta te th tk tr uk ur uz vi zh zh_Hant zh_Hant_HK "
    "zu "
)
# Parts of the world that are spoken of like countries.
_REGIONS = frozenset(["002", "003", "005", "009", "019", "142", "150", "419", "EU", "UN"])
_NOT_PLACES = frozenset(["ZZ", "XA", "XB", "EZ", "QO"])
# Languages that one country alone is called by.
_LANGUAGES = {
    "bg": "BG", "cs": "CZ", "da": "DK", "de": "DE", "el": "GR", "es": "ES", "et": "EE", "fa": "IR",
    "fi": "FI", "fr": "FR", "he": "IL", "hi": "IN", "hu": "HU", "hy": "AM", "id": "ID", "is": "IS",
    "it": "IT", "ja": "JP", "ka": "GE", "kk": "KZ", "km": "KH", "ko": "KR", "lt": "LT", "lv": "LV",
    "mn": "MN", "my": "MM", "nb": "NO", "ne": "NP", "nl": "NL", "pl": "PL", "pt": "PT", "ro": "RO",
    "ru": "RU", "sr": "RS", "sv": "SE", "th": "TH", "tr": "TR", "uk": "UA", "uz": "UZ", "vi": "VN",
    "zh": "CN",
}  # fmt: skip


def make(table: Path = TABLE) -> None:
    """Write the table."""
    from babel import localedata

    found: dict[tuple[str, str], dict[str, None]] = {}

    def add(name: str, code: str, locale: str) -> None:
        if spelt := " ".join(tokens(name)):
            found.setdefault((spelt, code), {})[locale] = None

    for line in ALIASES.read_text(encoding="utf-8").splitlines():
        code, names = line.split("\t")
        for name in names.split("|"):
            add(name, code, OURS)
    for locale in _LOCALES.split():
        data = localedata.load(locale)
        for code, name in data["territories"].items():
            if code in _REGIONS or (code.isalpha() and code not in _NOT_PLACES):
                add(_plain(name), code, locale.split("_")[0])
        for language, code in _LANGUAGES.items():
            name = data["languages"].get(language)
            if isinstance(name, str) and len(name) > 3:
                add(name, code, locale.split("_")[0])
    lines = [f"{name}\t{code}\t{','.join(locales)}\n" for (name, code), locales in sorted(found.items())]
    table.write_text("".join(lines), encoding="utf-8")


def _plain(name: str) -> str:
    """The part of an official name that people say: not "Hong Kong SAR China", "Congo (DRC)"."""
    name = re.split("[(（]", name)[0].replace(" SAR China", "")
    name = re.sub("特[别別]行政[区區]", "", name)
    return re.sub("^中[国國](?=..)", "", name).strip()


if __name__ == "__main__":
    make()
