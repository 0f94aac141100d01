"""The outlets, people and titles of an archive that a question names, in any letters that are known.

Only a whole name counts, or a person's last: a country in the name of a paper is not the paper.

>>> list(asked_outlets("What did Reuters ask about Japan?", ("路透社", "The Japan Times")))
[('路透社', (9, 16))]
>>> list(asked_people("What did Psaki say?", ("MS. PSAKI",)))
[('MS. PSAKI', (9, 14))]
>>> list(asked_people("What was said about Psaki?", ("MS. PSAKI",)))
[]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from onrecord.index.crosslingual.cedict import is_name as is_dictionary_name
from onrecord.index.crosslingual.cedict import others
from onrecord.index.crosslingual.english import COMMON
from onrecord.index.crosslingual.outlets import other_names
from onrecord.index.crosslingual.places import named_places
from onrecord.index.crosslingual.terms import Held, asked_for
from onrecord.index.filters import is_part
from onrecord.index.text.folding import caseless, fold
from onrecord.index.text.lexical import tokens
from onrecord.rag.date_words import SAYING
from onrecord.rag.ellipsis import is_name

__all__ = ["At", "asked_outlets", "asked_people", "asked_titles"]

At = tuple[int, int]
"""Where words stand: [start, end)."""
_FEWEST_LETTERS = 3
"""Of a name: "PM" and "Q" are none."""
_UNCASED = 5
"""Letters of a name that is written small."""
_SHARE = 0.6
"""What stands in quotation marks is a title where it is so much of one."""
_FEWEST_OF_TITLE = 6
_IDEOGRAPHS = re.compile("[\u3400-\u9fff]+")
_QUOTED = re.compile('["“”„«「『《]([^"“”„«»「」『』《》]{4,200})["“”»」』》]')
_IN_BRACKETS = re.compile("[《「『(（]([^《》「」『』()（）]+)[》」』)）]")
_ASKING = re.compile(
    r"\b(?:ask\w*|question\w*|report(?:er|ers)|journalist\w*|correspondents?|want(?:s|ed)? to know|rais\w+"
    r"|inquir\w+|pregunt\w+|periodistas?|corresponsal\w*|quer[ií]a saber|demand\w+|journalistes?"
    r"|correspondant\w*|voulait savoir|спр[ао]с\w+|спраш\w+|вопрос\w*|журналист\w*|корреспондент\w*|узнать"
    r"|سأل\w*|سؤال|مراسل\w*|صحفي\w*|صحافي\w*|frag\w+|gefragt|Korrespondent\w*|wissen)\b"
    r"|问|记者|記者|質問|聞[いき]|尋ね|질문|물[었어]|기자|提的",
    re.IGNORECASE,
)
# The one who is told something has asked.
_TELLING = (
    r"(?:\b(?:t(?:ell|ells|old)|answer(?:s|ed)?(?: to)?|repl(?:y|ies|ied) to|respond(?:s|ed)? to|dijo a"
    r"|respondió a|répondu à|dit à|ответил\w*|сказал\w*)\s+(?:the\s+)?|回答|答复|告诉)"
)
_TOLD = re.compile(f"{_TELLING}$", re.IGNORECASE)
# "The journalist of", "the question of".
_OF_ASKING = re.compile(
    rf"(?:{_ASKING.pattern})\s+(?:of|from|by|at|with|de|du|del|von|vom|der|от|из|di|da)\s+"
    r"(?:(?:the|la|el|l['’]|agence|agencia|agency|агентства|der|die)\s*)*$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:\b(?:about|on|of|regarding|against|with|sobre|acerca de|de|con|sur|avec|über|mit|об?|про|с|عن|مع)\s+"
    r"(?:(?:the|el|la|le|president|minister|mr\.?|ms\.?|mrs\.?)\s+)*|对于?|关于|和|与|跟)$",
    re.IGNORECASE,
)
_SAYING = re.compile(
    rf"{SAYING}|\b(?:according to|per|según|selon|d['’]après|laut|zufolge|по словам|по мнению|segundo)\b"
    "|据|によ[るれ]",
    re.IGNORECASE,
)


@lru_cache(4)
def _plain(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(caseless(name) for name in names)


def asked_titles(text: str, titles: tuple[str, ...]) -> dict[int, At]:
    """Which of ``titles`` are named, by number, and where: all of one, or most in quotation marks."""
    plain = text.casefold()
    quoted = [match for match in _QUOTED.finditer(plain) if len(match[1]) >= _FEWEST_OF_TITLE]
    found: dict[int, At] = {}
    for number, title in enumerate(_plain(titles)):
        if len(title) < _FEWEST_OF_TITLE:
            continue
        if (at := plain.find(title)) >= 0:
            found[number] = (at, at + len(title))
        for match in quoted:
            if match[1] in title and len(match[1]) >= _SHARE * len(title):
                found[number] = match.span()
    return found


def asked_outlets(text: str, outlets: Sequence[str]) -> Iterator[tuple[str, At]]:
    """Those of ``outlets`` of which it is asked what they asked, or were told, and where they are named."""
    asking = _ASKING.search(text) is not None
    if not asking and not re.search(_TELLING, text, re.IGNORECASE):
        return
    for name, (start, end) in _named(text, outlets, _outlet_aliases):
        left = text[:start].rstrip('"“«「《 ')
        asker = _TOLD.search(left) or _TOLD.search(f"{left} ") or _OF_ASKING.search(f"{left} ")
        if asker or (asking and not _ABOUT.search(f"{left} ")):
            yield name, (start, end)


def asked_people(text: str, people: Sequence[str]) -> Iterator[tuple[str, At]]:
    """Those of ``people`` of whom it is asked what they said, and where they are named."""
    if not _SAYING.search(text) and not is_name(text):
        return
    for name, (start, end) in _named(text, people, _person_aliases):
        rest = f"{text[:start]} {text[end:]}"
        if (_SAYING.search(rest) or is_name(rest)) and not _ABOUT.search(f"{text[:start].rstrip()} "):
            yield name, (start, end)


def _spelt(text: str) -> str:
    """``text`` with the ideographs of every language as simplified Chinese has them, where none is added."""
    return _IDEOGRAPHS.sub(lambda run: folded if len(folded := fold(run[0])) == len(run[0]) else run[0], text)


def _named(
    text: str, names: Sequence[str], aliases: Callable[[str], tuple[str, ...]]
) -> Iterator[tuple[str, At]]:
    """Those of ``names`` that ``text`` says, in any letters, and where."""
    spelt = _spelt(text)
    plain = lower if len(lower := spelt.casefold()) == len(spelt) else spelt.lower()
    small = text[1:] == text[1:].lower()
    places: list[At] = []
    for name in names:
        for alias in aliases(name):
            match = is_part(alias, plain) if alias in plain else None
            if match and (_is_large(text[match.start() : match.end()]) or (small and _is_only_name(alias))):
                places.append(match.span())
                yield name, match.span()
                break
    for name, (start, end) in _by_terms(text, names):
        if all(end <= other[0] or other[1] <= start for other in places):
            yield name, (start, end)


def _is_large(words: str) -> bool:
    """Whether words are written as a name is; what has no capitals is."""
    first, *others = words.split()
    return all(word[0] == word[0].upper() for word in (first, *(each for each in others if len(each) > 3)))


def _is_only_name(alias: str) -> bool:
    """Whether a name in small letters is hardly anything else."""
    return len(alias) >= _UNCASED and " " not in alias and alias not in COMMON and not others(alias)


@lru_cache(4096)
def _forms(name: str) -> tuple[str, ...]:
    """``name``, what is written in brackets in it, and what stands before them or a comma."""
    plain = fold(name)
    inside = _IN_BRACKETS.findall(plain)
    outside = _IN_BRACKETS.sub(" ", plain)
    bare = re.sub("[《》「」『』]", "", plain)
    found = (bare, *inside, *(outside.split(",")[:1] if not inside or "(" in plain or "（" in plain else ()))
    cleaned = (re.sub(r"^the\s+", "", each.strip(" ,.;:"), flags=re.IGNORECASE).casefold() for each in found)
    return tuple(
        dict.fromkeys(each for each in cleaned if len(each) >= _FEWEST_LETTERS or _IDEOGRAPHS.match(each))
    )


@lru_cache(4096)
def _outlet_aliases(name: str) -> tuple[str, ...]:
    found = list(_forms(name))
    for words, _ in named_places(found[0]) if found else ():
        place = "".join([words[0], *(each[1:] for each in words[1:])])
        after = found[0].removeprefix(place)
        # Of the press agency of Pakistan what is left is no name.
        if after != found[0] and is_dictionary_name(after):
            found.append(after)
    known = [caseless(other) for each in found for other in other_names(each)]
    return tuple(dict.fromkeys([*found, *known]))


@lru_cache(4096)
def _person_aliases(name: str) -> tuple[str, ...]:
    """A person's name in full, its last words, and its last one."""
    found: list[str] = []
    for form in _forms(name):
        found.append(form)
        words = re.findall(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*", form)
        for count in range(len(words) - 1, 0, -1):
            last = " ".join(words[-count:])
            # Some are called as a country is.
            telling = len(last) >= _FEWEST_LETTERS and last not in COMMON and not named_places(last.title())
            found += [last] if telling and not _IDEOGRAPHS.match(last) else []
        found += [" ".join(words[at : at + 2]) for at in range(len(words) - 2)]
    return tuple(dict.fromkeys(found))


def _by_terms(text: str, names: Sequence[str]) -> Iterator[tuple[str, At]]:
    """Names in ideographs that ``text`` writes in Latin letters, as pinyin or the dictionary has them."""
    said = {name: " ".join(tokens(name)) for name in names if _IDEOGRAPHS.search(name)}
    if not said or not re.search("[A-Z]", text):
        return
    every = {token for each in said.values() for token in each.split()}
    records = Held(
        frozenset(["zh"]),
        lambda character: [token for token in every if token.startswith(character)],
        lambda token: int(token in every),
        lambda phrase: any(phrase.strip('"*') in each for each in said.values()),
        len(every) * len(said),
    )
    for term in asked_for(text, records).terms:
        at = text.find(term.words)
        if at >= 0 and not named_places(term.words):
            # A part of a name may be any word.
            whole = [name for name, spoken in said.items() if f'"{spoken}"' in term.phrases]
            yield from ((name, (at, at + len(term.words))) for name in whole)
