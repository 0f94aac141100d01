"""A label's own words: the role it tells, whether it names somebody, and from which outlet.

>>> read_label("《人民日报》记者")
Label(role='asker', speaker='《人民日报》记者', outlet='《人民日报》')
>>> read_label("Question")
Label(role='asker', speaker=None, outlet=None)
>>> read_label("我想再强调几点") is None
True
"""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.index.parsing.compound import Label, read_compound
from onrecord.index.parsing.non_speaker_labels import is_head
from onrecord.index.parsing.offices import names_office
from onrecord.index.parsing.person_names import NOT_IN_LABELS, is_name
from onrecord.index.parsing.vocabulary import is_interpreter, is_outlet, is_role_word, role_of

__all__ = ["Label", "bracketed", "read_label"]

# "Q1", "问题二", "提问1"; single Latin letters only as capitals, or "a: " in a list would be an answer.
_NUMBERED = r"\s?[0-9０-９一二三四五六七八九十]{0,3}"
_GENERIC = re.compile(
    rf"(?:(?:追|提)?[问問]題?题?|回?答[案复復覆]?|Q|A|(?i:q|a)(?=[0-9]))\.?{_NUMBERED}"
    rf"|[记記]者[A-Z0-9]|[سج]\s?\d{{1,3}}"
)
# One sign that may be a misread letter; the document has to show whose it is.
_MISREAD = re.compile(r"[0-9A-Za-z©®@]")
# "会后，有记者问及", "有俄罗斯记者问", "一位记者": somebody, nobody named.
_SOMEBODY = re.compile(
    r"(?:(?:会|會)[后後上前][，,]?\s?)?(?:[还還另又]?有|另?一[位名]"
    r"|第[一二三四五六七八九十]{1,2}[位名个])"
    r"[^，。,：:]{0,12}[记記]者(?:[追提]?[问問][及道]?)?"
)
_REPORTER = re.compile(
    r"(?P<outlet>[^，。？！；,?!;]{1,40}?)\s?(?:特派|驻华|駐華|女"
    r"|男)?[记記]者(?P<name>[^，。？！；,?!;]{0,12})"
)
_REPORTING = re.compile(r"[说說称稱答]|表示|指出|强调|強調|告[诉訴]|介[绍紹]|[问問]题|[问問]題")
_OCCASION = re.compile("[会會][见見]|要旨|概要|全文|[摘纪紀记記][要录錄録]|[质質]疑[应応應]答")
_MODERATOR = re.compile(r"主持人?.{0,6}|司[仪儀].{0,4}|(?i:the )(?i:moderator|presenter|chair|chairperson)")
_BRACKETED = re.compile(r"(?P<base>[^()（）]{1,60}?)\s?[(（\[](?P<inside>[^()（）\[\]]{1,60})[)）\]]")
_LAST_BRACKET = re.compile(r"\s?[(（\[][^()（）\[\]]{1,60}[)）\]]$")
_COMMA = re.compile(r",| [–—/-] ")
# "网友“山里人”"
_USER = re.compile(
    "(?:网友|網友|用户|用戶|读者|讀者|投资者|投資者|听众|聽眾)(?:[“「\"'《【\\[].{1,20}[”」\"'》】\\]]|[:：].{1,16})"
)
# "记者提问", "发言人答": a name and what it does.
_DOES = re.compile(r"(?P<base>[\u3400-\u9fff·]{2,12}?)(?:(?P<asks>[提追][问問]|[问問])|(?:回?答[复復覆]?))")
# What a bracket tells about how it was said, not about who said it.
_MANNER = re.compile(
    r"(?i:interpret|translat|inaudible|laugh|off|cont|via|through|online|video|phone|audience|floor|voice"
    r"|inaudib|tradu|перев|dolmetsch|unidentified)|[译譯笑訳]|通訳|통역"
)
_ROLE_NOUN = re.compile(
    r"(?i:reporter|journalist|correspondent|periodista|reportero|reportera|journaliste"
    r"|giornalista|jornalista"
    r"|журналист|корреспондент|muhabiri|wartawan|phóng viên)"
)

_LONGEST_OUTLET = 24


def bracketed(label: str) -> str | None:
    """What stands in the bracket at a label's end, or behind a comma; not how the words were said."""
    match = _BRACKETED.fullmatch(label)
    if match is None:
        name, comma, rest = label.partition(", ")
        return rest if comma and is_name(name) and "," not in rest and not names_office(rest) else None
    return None if _MANNER.search(match["inside"]) else match["inside"].strip()


def _with_comma(label: str) -> Label | None:
    """A name, and behind a comma or a dash an outlet: "Ada Bay, Harbour News"."""
    parts = [part.strip() for part in _COMMA.split(label, maxsplit=1)]
    if len(parts) < 2 or not is_name(parts[0]) or not is_outlet(parts[1]):
        return None
    return None if any(c in NOT_IN_LABELS for c in parts[1]) else Label(None, label, parts[1])


def _bracketed(label: str) -> Label | None:
    """A label with a bracket: "记者（路透社）", "Journalist (Reuters)", "Ada Bay (Harbour News)"."""
    match = _BRACKETED.fullmatch(label)
    if match is None:
        return _with_comma(label)
    base = read_label(match["base"])
    inside = match["inside"].strip()
    if (
        base is None
        or _MANNER.search(inside)
        or (base.role and not base.speaker and match["base"].startswith(inside))  # "Tanya (T)"
        or (inside[0].islower() and not is_outlet(inside))
        or not (inside[0].isalpha() or inside[0] == "《")
    ):
        return base
    if base.role == "asker":
        return Label("asker", label, base.outlet or inside)
    if base.role is None and is_outlet(inside):
        return Label(None, label, inside)
    return Label(base.role, label) if base.role or is_name(label) else None


def _with_role_noun(label: str) -> Label | None:
    """Read a role's noun at one end and an outlet beside it: ``Harbour Daily Reporter``."""
    for match in _ROLE_NOUN.finditer(label):
        before, after = label[: match.start()].strip(" ,-–"), label[match.end() :].strip(" ,-–")
        if bool(before) == bool(after):
            continue
        outlet = before or after
        if all(is_role_word(word) or word.isdigit() for word in outlet.split()):
            return Label("asker")
        if outlet[0].isupper() and len(outlet) > 1 and not any(c in NOT_IN_LABELS for c in outlet):
            return Label("asker", label, outlet)
    return None


def _role_word(label: str) -> Label | None:
    """A label that tells a role and names nobody, or an interpreter or a moderator."""
    if _MISREAD.fullmatch(label) and label not in "QA":
        return Label(None)
    role = role_of(label)
    if is_interpreter(label):
        return Label(None, label)
    if role == "moderator" or _MODERATOR.fullmatch(label):
        return Label("moderator", label)
    if role is None and _GENERIC.fullmatch(label):
        role = "answerer" if "答" in label or label[0] in "aAج" else "asker"
    elif role is None and _SOMEBODY.fullmatch(label):
        role = "asker"
    return Label(role) if role else _doing(label)


def _user(label: str) -> Label | None:
    """``网友“山里人”``: somebody of the public, by a name of their own."""
    return Label("asker", label) if _USER.fullmatch(label) else None


def _doing(label: str) -> Label | None:
    match = _DOES.fullmatch(label)
    if match is None or (role_of(match["base"]) is None and not is_name(match["base"])):
        return None
    named = None if role_of(match["base"]) else match["base"]
    return Label("asker" if match["asks"] else "answerer", named)


def _reporter(label: str) -> Label | None:
    """``<outlet>记者``."""
    match = _REPORTER.fullmatch(label)
    if match is None or _REPORTING.search(label):
        return None
    # "港新聞 山田記者": an outlet, and behind a space who asks for it.
    outlet, _, name = match["outlet"].strip().partition(" ")
    return Label("asker", label, outlet if name and not name.isascii() else match["outlet"].strip())


@lru_cache(maxsize=32768)
def read_label(label: str) -> Label | None:
    """Role, speaker and outlet of a label; ``None`` when it is no label of a speaker."""
    if not label or "\r" in label or "\n" in label or _OCCASION.search(label):
        return None
    if (manner := _LAST_BRACKET.search(label)) and _MANNER.search(manner[0]):
        return read_label(label[: manner.start()])
    for reading in (_role_word, _user, read_compound, _bracketed, _reporter, _with_role_noun):
        if found := reading(label):
            return found
    outlet = label if is_outlet(label) and len(label) <= _LONGEST_OUTLET and not names_office(label) else None
    if any(c in NOT_IN_LABELS for c in label) or is_head(label):
        return None
    return Label(None, label, outlet) if is_name(label) or (outlet and not label.isascii()) else None
