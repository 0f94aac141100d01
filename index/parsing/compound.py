"""Labels of several parts: a role's noun and a name, a name with a firm and a post, a handle.

>>> read_compound("FRAGE REED"), read_compound("Q3 Sue Reed")
(Label(role='asker', speaker='REED', outlet=None), Label(role='asker', speaker='Sue Reed', outlet=None))
>>> read_compound("Ann Reed -- Harbour Securities -- Analyst").outlet
'Harbour Securities'
>>> read_compound("Press Secretary Dale") is None
True
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from onrecord.index.parsing.offices import names_office
from onrecord.index.parsing.person_names import NOT_IN_LABELS, is_name, is_proper
from onrecord.index.parsing.vocabulary import fold, is_outlet, role_of
from onrecord.index.records import Role

__all__ = ["Label", "has_post", "is_handle", "other_names", "parts", "read_compound"]

# What asks, in words that may stand before the asker's name.
_ASKING_NOUNS = """
question follow-up reporter journalist questioner interviewer correspondent analyst
frage zusatzfrage nachfrage zusatz zuruf journalistin reporterin fragesteller
pregunta repregunta periodista reportero reportera pergunta jornalista repórter domanda giornalista
journaliste вопрос журналист журналистка корреспондент питання запитання vraag fråga spørsmål spørgsmål
kysymys pytanie dziennikarz dziennikarka otázka novinář kérdés újságíró întrebare soru gazeteci muhabir
ερώτηση δημοσιογράφος سؤال صحفي الصحفي مراسل شאלה שאלה עיתונאי प्रश्न पत्रकार pertanyaan wartawan
"""
_OTHER_NOUNS = {
    "answerer": "answer antwort respuesta resposta risposta réponse ответ відповідь antwoord svar odpowiedź",
    "moderator": "moderator moderatorin moderador moderadora modérateur modératrice moderatore ведущий host",
}
_NOUNS: dict[str, Role] = {fold(word): "asker" for word in _ASKING_NOUNS.split()}
_NOUNS |= {fold(word): "answerer" for word in _OTHER_NOUNS["answerer"].split()}
_NOUNS |= {fold(word): "moderator" for word in _OTHER_NOUNS["moderator"].split()}
_FROM = frozenset(
    ["from", "by", "of", "von", "de", "di", "da", "del", "do", "od", "от", "van", "från", "fra", "من", "par"]
)
# "Q12 Chair", "Question 3 Sue Reed": a count, and who asks.
_COUNTED = re.compile(r"(?:Q|Question|Frage|Pregunta|Вопрос)\.?\s?\d{1,4}[.)]?\s+(?=[^\W\d_])")
_PARTS = re.compile(r"\s+(?:--|[-–—|])\s+|\s*[,，|]\s*")
_ANALYST = re.compile(r"(?i:\banaly[sz]t\w*|\bаналитик\b|\binvestor\b|\bshareholder\b|\battendee\b)")
# Words of a post at most, and what ends a sentence.
_LONGEST_POST = 10
_STOPPED = re.compile(r"\w{4,}[.]\s")
_HANDLE = re.compile(r"(?:/?u/|@)[\w.-]{2,30}")
_QUOTED = re.compile(r"[„“\"«‚]\s?(?P<inside>[^„“”\"«»]{2,40}?)\s?[”“\"»‘]")
_OFFICE_OF = re.compile(r"(?P<office>[^()（）]{3,90}?)\s?[(（](?P<name>[^()（）]{3,40})[)）]")
_BRACKETED = re.compile(r"(?P<base>[^()（）\[\]]{2,90}?)\s?[(（\[](?P<inside>[^()（）\[\]]{1,60})[)）\]].*")
_BRACKETS_END = re.compile(r"(?:\s?[(\[][^()\[\]]{1,60}[)\]]){2,3}$")


@dataclass(frozen=True, slots=True)
class Label:
    """What a label tells by itself; ``role`` is ``None`` for a name, which may be anybody's.

    A name that looks like an outlet's, or has one in brackets, has an ``outlet``.
    """

    role: Role | None
    speaker: str | None = None
    outlet: str | None = None


def _counted(label: str) -> Label | None:
    """``Q12 Chair``: the count of a question, and who asks it."""
    found = _COUNTED.match(label)
    rest = label[found.end() :] if found else ""
    return Label("asker", None if role_of(rest) == "asker" else rest) if rest and is_name(rest) else None


def _with_noun(label: str) -> Label | None:
    """``FRAGE REED``, ``Question from A. Reed, Harbour Times``: what is done, and by whom."""
    noun, _, rest = label.partition(" ")
    role = _NOUNS.get(fold(noun))
    first, _, others = rest.strip().partition(" ")
    if first.casefold() in _FROM and others:
        rest = others
    name, *more = _PARTS.split(rest.strip(), maxsplit=1)
    if role is None or not name[:1].isalpha() or not is_name(name) or not is_proper(name):
        return None
    # "Reporter 2" and the like are told elsewhere; "QUESTION What" and "question Ada" are words.
    if role_of(name) or noun[0].islower() or (noun.isupper() and not name.isupper()):
        return None
    if is_outlet(name):
        return Label(role, label, name)
    return Label(role, name, more[0].strip() if more and role == "asker" else None)


def _is_post(words: str) -> bool:
    """Whether it could be a post or a firm: few words, nearly all with capitals, and no sentence."""
    small = sum(word[0].islower() for word in words.split())
    return len(words.split()) <= _LONGEST_POST and small <= 3 and not _STOPPED.search(words)


def _with_post(label: str) -> Label | None:
    """``Ann Reed -- Harbour Securities -- Analyst``, ``Tom Cole - Chief Executive Officer``."""
    name, *posts = _PARTS.split(label)
    analyst = next((part for part in (*posts, name) if _ANALYST.search(part)), None)
    if any(c in NOT_IN_LABELS.replace("|", "") for c in label) or not (is_name(name) and is_proper(name)):
        return None
    if role_of(name.split(maxsplit=1)[0]) or not all(map(_is_post, posts)):
        return None
    if analyst:
        firm = next((part for part in posts if part != analyst and part[:1].isupper()), None)
        return Label("asker", name if posts else label, firm)
    if len(posts) > 0 and all(part[:1].isupper() for part in posts) and any(map(names_office, posts)):
        return Label(None, label)
    return None


def parts(label: str) -> list[str]:
    """The parts of a label that commas, bars and dashes set off."""
    return _PARTS.split(label) if label else [label]


@lru_cache(maxsize=4096)
def has_post(label: str) -> bool:
    """Whether a firm or a post is behind the name."""
    return _with_post(label) is not None


def is_handle(label: str) -> bool:
    """Whether it is the name of a user: ``u/ann_r``, ``@ann_r``."""
    return _HANDLE.fullmatch(label) is not None


def other_names(label: str) -> list[str]:
    """What else a speaker may be called by: what stands before brackets, and a name inside them.

    >>> other_names("Ann Bay (Northtown) (Lab)"), other_names("The Minister (Tom Cole)")
    (['Ann Bay'], ['The Minister', 'Tom Cole'])
    """
    found = _BRACKETED.fullmatch(label)
    if found is None:
        return []
    inside = found["inside"].strip()
    return [found["base"].strip(), *([inside] if names_office(found["base"]) and is_name(inside) else [])]


def _handle(label: str) -> Label | None:
    """``u/ann_r``, ``@ann_r``: the name of a user."""
    return Label(None, label) if is_handle(label) else None


def _with_outlet(label: str) -> Label | None:
    """``ANN REED/HARBOUR NEWS``: a name and an outlet behind a stroke."""
    name, stroke, outlet = label.partition("/")
    if not stroke or "/" in outlet or not (is_name(name) and is_proper(name) and is_name(outlet.strip())):
        return None
    return Label(None, label, outlet.strip()) if len(name.split()) > 1 or is_outlet(outlet) else None


def _quoted(label: str) -> Label | None:
    """``„Tygodnik”``: a paper that asks."""
    found = _QUOTED.fullmatch(label)
    return Label(None, label, found["inside"]) if found and is_name(found["inside"]) else None


def _in_office(label: str) -> Label | None:
    """``The Secretary of State for Bridges (Tom Cole)``, ``Ann Bay (Northtown) (Lab)``."""
    if (brackets := _BRACKETS_END.search(label)) and is_name(label[: brackets.start()]):
        return Label(None, label)
    found = _OFFICE_OF.fullmatch(label)
    if (
        found
        and names_office(found["office"])
        and is_name(found["name"])
        and role_of(found["office"]) is None
    ):
        return Label(None, label)
    return None


def read_compound(label: str) -> Label | None:
    """Role, speaker and outlet of a label with several parts; ``None`` when it is none."""
    for reading in (_counted, _with_noun, _with_post, _handle, _with_outlet, _quoted, _in_office):
        if found := reading(label):
            return found
    return None
