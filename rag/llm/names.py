"""Names, months and days of the week in a sentence that none of some texts says, in any spelling known here.

Places and outlets are found by any of their names in any language, in other letters too. Else a name is what
is written with a capital letter, and in Chinese, Japanese, Korean and Arabic what stands beside a title
("…总理", "…大臣", "… 장관"), or what the dictionary has as a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from onrecord.index.crosslingual.cedict import LONGEST_WORD, is_name, others, surnamed
from onrecord.index.crosslingual.english import COMMON, lemmas
from onrecord.index.crosslingual.outlets import every_name, other_names
from onrecord.index.crosslingual.pinyin import names_in, reads_as, syllables
from onrecord.index.crosslingual.places import named_places, places_in
from onrecord.index.crosslingual.unmentioned import written
from onrecord.index.parsing.dates import months, weekdays
from onrecord.index.text.folding import caseless, fold
from onrecord.index.text.lexical import tokens

__all__ = ["Said", "days_not_said", "names_not_said", "without_months"]

_CAPITALISED = re.compile(r"[^\W\d_]+(?:['’\-‐‑][^\W\d_]+)*")
_ENDS = re.compile(r"(?:^|[.?!:;…])[\s\"'“”‘’«»()\[\]¿¡*_-]*$")
_IDEOGRAPHS = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
# What follows a name in ideographs, kana or Hangul, and what goes before one in Arabic.
_AFTER = (
    "副?总理|副?總理|副?总统|副?總統|外长|外長|部长|部長|主席|国务委员|國務委員|发言人|發言人|大使|先生|女士|总书记|總書記"
    "|首相|大臣|外相|大統領|総理|報道官|氏|さん"
)
_AFTER_KOREAN = "대통령|총리|장관|부장|대변인|의원|주석|국무위원|위원장|대사|씨"
_BEFORE_ARABIC = "الرئيس|الوزير|وزير الخارجية|السيدة?|المتحدثة?|رئيس الوزراء|السفير"
_DOTTED = r"[\u4e00-\u9fffァ-ー]+(?:[·・][\u4e00-\u9fffァ-ー]+)+"
_TITLED = (
    re.compile(rf"(?P<name>[\u4e00-\u9fff]{{2,4}}?|[ァ-ー]{{2,}}|[A-Za-z]+)(?:{_AFTER})"),
    re.compile(rf"(?P<name>{_DOTTED})"),
    re.compile(rf"(?P<name>[가-힣]{{2,4}}) ?(?:{_AFTER_KOREAN})(?![가-힣]{{3}})"),
    re.compile(rf"(?:{_BEFORE_ARABIC})\s+(?P<name>[\u0621-\u064a]{{3,}})"),
)
_ISO = re.compile(r"\b(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\b")
_LONGEST_NAME = 4
_FEWEST = 4
"""Letters that two forms of a name have in common at the beginning, at least."""
_ENDING = 3
_ENGLISH_TITLES = """
president vice minister prime foreign ministry spokesperson spokesman spokeswoman secretary general state
councilor councillor premier chairman chairwoman chair mr mrs ms dr sir madam lady lord king queen prince
princess ambassador senator representative congressman governor mayor judge justice professor director
chief department government parliament congress senate house committee commission council party conference
press republic kingdom federation union north south east west northern southern eastern western central
national international quote quotes record mme mlle sr sra don doña
"""
_TITLES = frozenset(_ENGLISH_TITLES.split())
"""What is written with a capital letter before a name, or in one; a quote may say it in any language."""
_PARTICLES = frozenset(
    ["de", "la", "el", "al", "von", "van", "der", "den", "del", "di", "da", "dos", "le", "les", "du"]
)
_ELIDED = re.compile(r"^(?:[cdjlmnst]|qu)['’]", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")


class Said:
    """What some texts say, looked up in several ways."""

    def __init__(self, texts: Sequence[str]) -> None:
        """``texts`` are quotes, and what is told of each: who says it, when, for which paper."""
        text = "\n".join(texts)
        self.texts = tuple(texts)
        self.text = caseless(text)
        self.tokens = frozenset(token for each in texts for token in tokens(each))
        self.places = frozenset(code for each in texts for code in places_in(each))
        self.runs = tuple(_IDEOGRAPHS.findall(fold(text)))
        self.pinyin = tuple("".join(name) for each in texts for name in names_in(each))

    def says(self, word: str) -> bool:
        """Whether they say ``word``, or a form of it with another ending."""
        bare = caseless(word)
        if _IDEOGRAPHS.search(bare):
            return bare in self.text
        return all(map(self._says, tokens(word)))

    def _says(self, token: str) -> bool:
        if token in self.tokens or not lemmas(token).isdisjoint(self.tokens):
            return True
        stem = token[: max(_FEWEST, len(token) - 2)]
        return len(token) >= _FEWEST and any(
            each.startswith(stem) and abs(len(each) - len(token)) <= _ENDING for each in self.tokens
        )

    def means(self, name: str) -> bool:
        """Whether they say ``name`` in any letters: its own, ideographs, or pinyin."""
        if self.says(name):
            return True
        bare = caseless(name)
        if _IDEOGRAPHS.fullmatch(bare):
            return any(map(self.says, others(bare))) or any(reads_as(each, bare) for each in self.pinyin)
        known = [*others(bare), *surnamed(bare)]
        if any(each in run for each in known for run in self.runs):
            return True
        return self.reads(bare.replace("-", "").replace("'", ""))

    def reads(self, spoken: str, fewest: int = 1) -> bool:
        """Whether a name in Latin letters is how some ``fewest`` or more of their ideographs are read."""
        return spoken.isascii() and any(
            reads_as(spoken, run[at : at + length])
            for run in self.runs
            for length in range(fewest, _LONGEST_NAME + 1)
            for at in range(len(run) - length + 1)
        )


def without_months(text: str) -> str:
    """``text`` without the months that are written as numbers: what is said of them is said as a name."""
    return _CJK_DAYS.sub(lambda match: " " if match["month"] else match.group(), text)


def days_not_said(sentence: str, said: Said) -> list[str]:
    """The months and days of the week in ``sentence`` that the texts never say, nor a date in them means."""
    held = {which for text in said.texts for which, _ in _days_in(text)}
    for text in said.texts:
        for match in _ISO.finditer(text):
            day = date(*map(int, match.groups()))
            held |= {("month", day.month), ("weekday", day.weekday())}
    return list(dict.fromkeys(word for which, word in _days_in(sentence) if which not in held))


@cache
def _day_names() -> dict[str, tuple[str, int]]:
    names = {name: ("weekday", number) for name, number in weekdays().items()}
    # A month in three letters is a word of some other language: ago, mar, set.
    return names | {
        name: ("month", number) for name, number in months().items() if len(name) > 3 or name in _MAY
    }


_MAY = frozenset(["may", "mai", "май", "мая"])
_VERBS = frozenset(["may", "march", "august", "mars", "mai"])
_CJK_DAYS = re.compile(
    r"(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s?[月월]|(?:星期|周|礼拜)(?P<zh>[一二三四五六日天])"
    "|(?P<ja>[月火水木金土日])曜|(?P<ko>[월화수목금토일])요일"
)
_MONTHS = "一 二 三 四 五 六 七 八 九 十 十一 十二"
_CJK_MONTHS = {month: number for number, month in enumerate(_MONTHS.split(), 1)}
_CJK_WEEK = {each: at for at, each in enumerate("一二三四五六日")} | {"天": 6}
_CJK_WEEK |= {each: at for at, each in enumerate("月火水木金土日")}
_KOREAN_WEEK = {each: at for at, each in enumerate("월화수목금토일")}


def _days_in(text: str) -> Iterator[tuple[tuple[str, int], str]]:
    """Each month and day of the week that ``text`` names, and the word for it."""
    names = _day_names()
    plain = fold(text)
    for match in _CAPITALISED.finditer(plain):
        word = match.group()
        found = names.get(word.casefold())
        # March and may are verbs, and mars a planet, where they are written small or begin a sentence.
        verb = word.casefold() in _VERBS and (word[0].islower() or _ENDS.search(plain, 0, match.start()))
        if found and not verb:
            yield found, word
    for match in _CJK_DAYS.finditer(plain):
        if month := match["month"]:
            yield ("month", int(month) if month.isdigit() else _CJK_MONTHS.get(month, 0)), match.group()
        elif match["ko"]:
            yield ("weekday", _KOREAN_WEEK[match["ko"]]), match.group()
        else:
            yield ("weekday", _CJK_WEEK[match["zh"] or match["ja"]]), match.group()


def names_not_said(sentence: str, said: Said, language: str | None = None) -> list[str]:
    """The names in ``sentence``, as it writes them, that the texts never say, as far as can be told.

    In German, which writes every noun with a capital letter, only places and outlets are looked for.
    """
    plain = fold(sentence)
    found: list[str] = []
    known: set[str] = set()
    for words, codes in named_places(plain):
        known.update(words)
        name = written(plain, words)
        if said.places.isdisjoint(codes) and not said.says(name):
            found.append(name)
    for name in every_name():
        if _names(name, plain):
            known.update(tokens(name))
            if not any(caseless(other) in said.text for other in other_names(name)):
                found.append(name)
    found += _titled(plain, said)
    if language != "de":
        found += _capitalised(plain, said, known)
    return list(dict.fromkeys(found))


def _names(outlet: str, text: str) -> bool:
    """Whether ``text`` has an outlet's name; what is short counts only in the same letters."""
    if _IDEOGRAPHS.search(outlet) or not outlet[0].isupper():
        return outlet in text and len(outlet) > 1 and (len(outlet) > 3 or not outlet.isascii())
    return re.search(rf"(?<!\w){re.escape(outlet)}(?!\w)", text) is not None


def _capitalised(text: str, said: Said, known: set[str]) -> Iterator[str]:
    """What is written with a capital letter and never said; words that stand together are one name."""
    pinyin = {syllable for name in names_in(text) if not said.reads("".join(name), 2) for syllable in name}
    start = end = -1
    for match in _CAPITALISED.finditer(text):
        elided = _ELIDED.match(match.group())
        first = match.start() + (elided.end() if elided else 0)
        word = _POSSESSIVE.sub("", text[first : match.end()])
        if not _may_be_name(word, _ENDS.search(text, 0, match.start()) is not None):
            continue
        of_other = "".join(syllables(word.lower())) and pinyin.issuperset(syllables(word.lower()))
        if known.issuperset(tokens(word)) or (said.says(word) if of_other else said.means(word)):
            continue
        if end >= 0 and not text[end:first].strip(" -"):
            end = first + len(word)
            continue
        if end >= 0:
            yield text[start:end]
        start, end = first, first + len(word)
    if end >= 0:
        yield text[start:end]


def _may_be_name(word: str, begins: bool) -> bool:
    """Whether a word is written as a name is, and is no title; ``begins`` is whether a sentence begins so."""
    lower = word.casefold()
    if len(word) < 2 or not word[0].isupper() or lower in _TITLES or lower in _PARTICLES:
        return False
    if lower in _day_names() or lower == "i":
        return False
    return not (begins and _is_common(lower))


@cache
def _frequent() -> frozenset[str]:
    """The most frequent words of the page's languages that have capital letters."""
    import justext

    languages = ("English", "French", "Spanish", "Russian")
    return frozenset(word for language in languages for word in justext.get_stoplist(language))


def _is_common(word: str) -> bool:
    """Whether a sentence may begin with ``word`` without naming anybody."""
    if word in COMMON or word in _frequent():
        return True
    return any(others(each) for each in lemmas(word)) and not surnamed(word)


def _titled(text: str, said: Said) -> Iterator[str]:
    """Names in ideographs, kana, Hangul and Arabic letters."""
    for pattern in _TITLED:
        for match in pattern.finditer(text):
            # 表示王毅 is 王毅, with a word before it.
            ways = [match["name"], *_endings(match["name"])]
            if not any(said.means(each) or is_name(each) for each in ways):
                yield match["name"]
    for run in _IDEOGRAPHS.findall(text):
        at = 0
        while at < len(run):
            lengths = range(min(LONGEST_WORD, len(run) - at), 1, -1)
            word = next((run[at : at + length] for length in lengths if is_name(run[at : at + length])), "")
            if word and not said.means(word) and not places_in(word):
                yield word
            at += len(word) or 1


def _endings(name: str) -> Iterator[str]:
    """What a name may be where the words before it were taken with it: 表示王毅 is 王毅."""
    if _IDEOGRAPHS.fullmatch(name):
        yield from (name[at:] for at in range(1, len(name) - 1))
