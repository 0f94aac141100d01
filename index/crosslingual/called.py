"""What outlets and people are called in the letters of whoever reads: 路透社 is Reuters, 王毅 Wang Yi.

>>> also_called("路透社", "en"), also_called("王毅", "es"), also_called("Reuters", "zh")
('Reuters', 'Wang Yi', '路透社')
>>> also_called("Reuters", "en"), also_called("Director", "zh"), also_called("BBC中文网", "en")
(None, None, None)
"""

from __future__ import annotations

import re

from onrecord.index.crosslingual.outlets import other_names, outlet_in
from onrecord.index.crosslingual.people import person_in
from onrecord.index.text.folding import caseless

__all__ = ["also_called", "names_of_outlet", "names_of_person"]

_LATIN = "[a-zA-Z\u00c0-\u024f]"
_READ = {
    "zh": re.compile("^[^\u3041-\u30ff]*[\u3400-\u9fff][^\u3041-\u30ff]*$"),
    "ja": re.compile("[\u3041-\u30ff]"),
    "ko": re.compile("[\uac00-\ud7a3]"),
    "ru": re.compile("[\u0400-\u04ff]"),
    "ar": re.compile("[\u0600-\u06ff]"),
}
"""Letters by which readers of a language know that a name is written for them; in others Latin ones."""


def also_called(name: str, language: str, chinese: bool = True) -> str | None:
    """What an outlet or a person is called in a language; ``None`` where it is printed so, or not known.

    ``language`` is an ISO 639-1 code. With ``chinese`` false names of people may be read as in another
    language, and only those that the dictionary has are told.
    """
    if (_READ.get(language) or re.compile(_LATIN)).search(name):
        return None
    found = outlet_in(name, language) or person_in(name, language, chinese)
    if not found and not re.search(_LATIN, name):
        found = outlet_in(name, "en")
    return found if found and caseless(found) not in caseless(name) else None


def names_of_outlet(name: str) -> tuple[str, ...]:
    """``name`` and the other names of the outlet that is called so, as they are compared."""
    return tuple(dict.fromkeys(map(caseless, (name, *other_names(name)))))


def names_of_person(name: str) -> tuple[str, ...]:
    """``name`` and what somebody who is called so is called in other letters, as they are compared."""
    return tuple(
        dict.fromkeys(caseless(each) for each in (name, person_in(name, "en"), person_in(name, "ru")) if each)
    )
