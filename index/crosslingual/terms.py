"""The names in a question, and every spelling by which records say them.

A search may take all that is near. Whoever wants to see every time that a name was said wants the words
themselves: a place by any name, a Chinese name in Latin letters, what the dictionary calls a name, and what
stands in quotation marks. What is left of the question then tells whether anything else is asked.

A spelling can be part of another name (印度 of 印度尼西亚, Niger of Nigeria), and a short form can mean
several (巴方); both are told apart here.

>>> said = "巴 巴基 基斯 斯坦 索马 马里"
>>> Term("Mali", ('"马里"',), (), ('"索马 马里"',)).is_said(said), Term("Mali", ('"马里"',)).is_said(said)
(False, True)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.index.crosslingual.cedict import LONGEST_TERM, LONGEST_WORD, is_name, others, surnamed
from onrecord.index.crosslingual.dictionary import chinese, in_chinese, in_english
from onrecord.index.crosslingual.english import COMMON, lemmas
from onrecord.index.crosslingual.pinyin import names_in, written_as
from onrecord.index.crosslingual.places import (
    called_in,
    codes_of_countries,
    named_places,
    names_containing,
    names_of,
    written_large,
)
from onrecord.index.crosslingual.unmentioned import written
from onrecord.index.text.folding import fold
from onrecord.index.text.lexical import IDEOGRAPHS, UNSPACED, tokens

__all__ = ["Asked", "Held", "Term", "Themes", "asked_for", "found_in"]

_QUOTED = re.compile('["“”„«「『]([^"“”„«»「」『』]{2,60})["“”»」』]')
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_RUN = re.compile(f"[{IDEOGRAPHS}]+")
_NOT_CHINESE = re.compile(f"[\u3040-\u30ff\uac00-\ud7af{UNSPACED}]")
_SENTENCE_ENDS = re.compile(r"(?:^|[.?!:;…])[\s\"'“”‘’«»()\[\]¿¡]*$")
_FEWEST_LETTERS = 4
"""Of a place in small letters and of a word that may have an ending."""
_LONGEST_NAME = 8
"""Ideographs of a name that the dictionary does not list."""
_ENDING = 5
"""Letters that an ending may add to the beginning of a name."""
_NO_PLACES = (
    "印度洋", "中印尼", "中美洲", "中东欧", "法国梧桐", "南海舰队", "朝鲜族", "中非共和国", "今日方",
    "近日方", "昨日方", "明日方", "当日方", "每日方", "日方案", "日方向", "日方式",
)  # fmt: skip
"""What holds a name or a short form of a place that it does not mean."""
_DOMINANT = 10
"""A short form (日方) means the place of its ideograph that the archive names so many times as often as any
other; where there is none (巴方), it counts beside the whole name alone. Chosen on dev of
eval/compare/tracing.toml: with 8 precision is 0.911 for Pakistan, with 15 recall 0.931 for India."""
# What frames a question in Chinese and asks nothing by itself.
_FRAME = re.compile(
    "外交部|新闻|发言人|中方|记者|关于|对于|有关|请问|是否|如何|怎么样|怎么|怎样|怎|为什么|为何|什么时候|什么|哪些|何时|何|谁"
    "|看待|回应|评论|评价|表示|表态|提到|提及|提过|谈到|谈过|谈论|谈|说过|说法|说|讲过|讲|介绍|看法|立场|态度|问题|情况|方面|消息|言论"
    "|曾经|首次|最早|最近|第一次|最后|每次|所有|一共|多少次|几次"
)
_PARTICLES = re.compile("[曾都了的吗呢吧过就对在是有和与及或]+")
"""What parts words, unless it is one's part: 维和."""
_OF_A_NAME = "(?:组织|集团|政府)?"
"""What Chinese may add to a name without asking for more."""
# What does the same in English and is no common word.
_ASKING = frozenset(
    re.split(
        " +",
        "asked ask asks answer answered answers anything comment commented comments mention mentioned "
        "mentions minister ministry position question questions respond responded response regarding "
        "concerning remark remarks speak spoke spoken spokesman spokesperson spokeswoman statement "
        "statements talk talked view views record",
    )
)


Themes = tuple[tuple[tuple[str, ...], ...], ...]
"""Ways to say something: each a list of things, and each of these the phrases of FTS5 by which it is said."""


@dataclass(frozen=True, slots=True)
class Term:
    """A name as a question writes it (``words``), and what records call it: phrases of FTS5.

    ``short`` are phrases that mean it only where one of ``phrases`` is said as well, ``longer`` those of
    other names that hold one of these.
    """

    words: str
    phrases: tuple[str, ...]
    short: tuple[str, ...] = ()
    longer: tuple[str, ...] = ()

    def is_said(self, spoken: str) -> bool:
        """Whether tokens, with single spaces between them, hold one of the ``phrases``."""
        return found_in(spoken, self.phrases, self.longer)

    def is_meant(self, spoken: str) -> bool:
        """The same, or one of the short ones, where it is known that it is named."""
        return found_in(spoken, self.phrases + self.short, self.longer)


@dataclass(frozen=True, slots=True)
class Asked:
    """The names that a question asks for, and what else it says: words that tell something, or none.

    ``themes`` are ways to say the ``rest``, in its own words or in those of the dictionary.
    """

    terms: tuple[Term, ...]
    rest: str = ""
    themes: Themes = ()


def found_in(spoken: str, phrases: tuple[str, ...], longer: tuple[str, ...] = ()) -> bool:
    """Whether tokens, with single spaces, hold one of ``phrases`` that is no part of one of ``longer``."""
    inside = f" {spoken} "
    if longer:
        inside = _pattern(longer).sub(" ", inside)
    return bool(phrases) and _pattern(phrases).search(inside) is not None


@lru_cache(64)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    ways = sorted((re.escape(each.strip('"*')), each[-1] == "*") for each in phrases)
    return re.compile(
        "(?<= )(?:"
        + "|".join(way + (rf"\S{{0,{_ENDING}}}" if goes_on else "") for way, goes_on in ways)
        + ")(?= )"
    )


@dataclass(frozen=True, slots=True)
class Held:
    """What is known of the records that are asked.

    ``languages`` are theirs. ``beginning`` gives the tokens that begin with a character, ``token`` and
    ``phrase`` how many exchanges hold a token or, at least, a phrase of FTS5; ``exchanges`` is how many
    there are.
    """

    languages: frozenset[str]
    beginning: Callable[[str], Iterable[str]]
    token: Callable[[str], int]
    phrase: Callable[[str], bool]
    exchanges: int

    def tokens(self, words: Sequence[str]) -> int:
        """How many exchanges may hold these tokens one after the other, at the most."""
        return min(map(self.token, words), default=0)


def asked_for(question: str, records: Held) -> Asked:
    """The names in ``question``, as ``records`` say them.

    A name that the records never say is left in what else is asked, and so is a place that more than half of
    the exchanges name: it tells nothing apart.
    """
    left = fold(question)
    terms: list[Term] = []
    for match in _QUOTED.finditer(left):
        if spelt := tokens(match[1]):
            terms.append(Term(match[1], (_phrase(spelt),)))
    left = _QUOTED.sub(" ", left)
    for words, codes in _places(left):
        if sum(records.tokens(name) for name in _called_places(codes, records)) * 2 > records.exchanges:
            continue
        name = written(left, words)
        terms.append(_place(name, codes, records.languages, records.token))
        left = re.sub(re.escape(name) + _OF_A_NAME, " ", left, count=1)
    for name, phrases in _named(left, records):
        terms.append(Term(name, phrases))
        left = left.replace(name, " ", 1)
    if not _NOT_CHINESE.search(left):
        left = _FRAME.sub(" ", left)
        for run in _RUN.findall(left):
            pieces = _pieces(run)
            for piece in pieces:
                phrase = _phrase(tokens(piece))
                # What is no word of the dictionary, nor made of such, is a name.
                unknown = len(pieces) == 1 and len(piece) <= _LONGEST_NAME and not others(piece)
                if (unknown or is_name(piece)) and records.phrase(phrase):
                    terms.append(Term(piece, (phrase,)))
                    left = re.sub(re.escape(piece) + _OF_A_NAME, " ", left, count=1)
        left = " ".join(_RUN.sub(lambda run: " ".join(_pieces(run[0])), left).split())
    rest = " ".join(word for word in _WORD.findall(left) if word.lower() not in COMMON | _ASKING)
    kept = [each for each in terms if each.phrases]
    return Asked(tuple({each.words: each for each in kept}.values()), rest, tuple(_themes(rest, records)))


def _called_places(codes: Iterable[str], records: Held) -> Iterator[list[str]]:
    for code in codes:
        for language in records.languages:
            yield from (name.split() for name in called_in(code, language))


def _themes(rest: str, records: Held) -> Iterator[tuple[tuple[str, ...], ...]]:
    """The ways in which records may say ``rest``."""
    own = [
        tuple(phrase for phrase in _forms(word) if records.phrase(phrase))
        for word in rest.split()
        if not _RUN.match(word)
    ]
    ways = [own]
    if "zh" in records.languages:
        pieces = [piece for run in _RUN.findall(rest) for piece in _pieces(run)]
        ways.append([(phrase,) for phrase in (_phrase(tokens(piece)) for piece in pieces)])
        ways.append([tuple(each) for each in in_chinese(rest, records.token)])
    if "en" in records.languages:
        ways.append([tuple(each) for each in in_english(rest, records.token)])
    yield from (tuple(way) for way in ways if any(way))


def _forms(word: str) -> list[str]:
    *head, last = tokens(word) or [""]
    if not last or head:
        return [_phrase([*head, last])] if last else []
    return [f'"{form}"{"*" if len(form) >= _FEWEST_LETTERS else ""}' for form in sorted(lemmas(last))]


def _places(question: str) -> Iterator[tuple[list[str], list[str]]]:
    large = {token for word in written_large(question) for token in tokens(word)}
    few = len(_WORD.findall(question)) <= 3
    for words, codes in named_places(question):
        cased = words[0].upper() != words[0]
        if cased and not few and (words[0] not in large or len("".join(words)) < 2):
            continue
        yield words, codes


def _place(name: str, codes: Sequence[str], languages: Collection[str], held: Callable[[str], int]) -> Term:
    whole: dict[str, None] = {}
    short: dict[str, None] = {}
    for code in codes:
        for phrase in names_of(code, languages):
            (short if _is_short(phrase, code) else whole)[phrase] = None
        if "zh" in languages:
            for first in sorted({each[0] for each in called_in(code, "zh")}):
                forms = [f'"中{first}"', f'"{first}方"', f'"{first}中"'] if first not in _IN_WORDS else []
                sure = len(code) == 2 and _is_dominant(code, first, held)
                for form in [*forms[:2], *_pairs(first, held)] if sure else []:
                    whole[form] = None
                    short.pop(form, None)
                short.update(dict.fromkeys(form for form in forms if form not in whole))
    phrases = tuple(whole)
    longer = names_containing(phrases, frozenset(codes), frozenset(languages))
    return Term(name, phrases, tuple(short), (*longer, *(_phrase(tokens(each)) for each in _NO_PLACES)))


_IN_WORDS = frozenset("万不东也亚以关北千南土多所文新比海立联西意同大地前后对中法")
"""Ideographs whose short form is part of other words: 新中国, 新方式, 西方, 同意方案, 大方, 合法方."""


_PAIRED = dict(zip("美俄日韩朝英印菲澳", ["US", "RU", "JP", "KR", "KP", "GB", "IN", "PH", "AU"], strict=True))
"""Countries that are named in pairs by an ideograph each, which is hardly part of another word."""


def _is_short(phrase: str, code: str) -> bool:
    """Whether a phrase of ideographs is an alias that may mean something else: 日方, 中日, 东京."""
    words = phrase.strip('"*').split()
    if len(code) != 2 or code in ("EU", "UN") or not _RUN.fullmatch("".join(words)):
        return False
    called = [each.split() for each in called_in(code, "zh")]
    if words in called:
        return False
    own = {character for each in called for token in each for character in token}
    spelt = {character for token in words for character in token}
    return bool(spelt & {"中", "方"}) or not spelt & own


@cache
def _beginning_with(ideograph: str) -> tuple[tuple[str, str], ...]:
    """Codes and names, as tokens, of the countries that Chinese calls by names with this first ideograph."""
    return tuple((code, name) for code, name in _countries() if name[0] == ideograph and "属" not in name)


@cache
def _countries() -> tuple[tuple[str, str], ...]:
    return tuple((code, name) for code in codes_of_countries() for name in called_in(code, "zh"))


def _is_dominant(code: str, ideograph: str, held: Callable[[str], int]) -> bool:
    counts: dict[str, int] = {}
    for other, name in _beginning_with(ideograph):
        counts[other] = max(counts.get(other, 0), min(map(held, name.split())))
    mine = counts.pop(code, 0)
    return mine > 0 and all(_DOMINANT * each <= mine for each in counts.values())


def _pairs(ideograph: str, held: Callable[[str], int]) -> Iterator[str]:
    """Two countries by an ideograph each: 美韩, 韩美."""
    if ideograph not in _PAIRED:
        return
    for other, code in _PAIRED.items():
        if other != ideograph and _is_dominant(code, other, held):
            # 8日美国 is no 日美, and 朝日 is a paper.
            ways = (ideograph + other, other + ideograph)
            yield from (f'"{pair}"' for pair in ways if pair[0] != "日" and pair != "朝日")


def _named(question: str, records: Held) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What is written like a name in letters, with the phrases by which the records say it."""
    found = list(_WORD.finditer(question))
    telling = [each for each in found if each[0].lower() not in COMMON | _ASKING]
    few = len(telling) <= 3 and len(telling) == len(found)
    at = 0
    while at < len(found):
        step = 1
        for length in range(min(LONGEST_TERM, len(found) - at), 0, -1):
            words = found[at : at + length]
            name = question[words[0].start() : words[-1].end()]
            if not all(_is_name(each, question, few) for each in (words[0], words[-1])):
                continue
            if phrases := _called(name, records):
                yield name, phrases
                step = length
                break
        at += step


def _is_name(word: re.Match[str], question: str, few: bool) -> bool:
    text = word.group()
    if text.lower() in COMMON | _ASKING or not re.match("[^\\W\\d_]", text) or _RUN.match(text):
        return False
    if text[0].upper() == text[0].lower():
        return False
    first = _SENTENCE_ENDS.search(question, 0, word.start()) is not None
    return text[0].isupper() and (not first or few or text[1:2].isupper())


def _called(name: str, records: Held) -> tuple[str, ...]:
    *head, last = tokens(name) or [""]
    if not last:
        return ()
    found: dict[str, None] = {}
    if "zh" in records.languages:
        found.update(dict.fromkeys(chinese(head, last, records.token)))
        for syllables in names_in(name) if not found else ():
            if len("".join(syllables)) == len("".join([*head, last])):
                found.update(dict.fromkeys(written_as(syllables, records.beginning)))
        if not found and not head and len(last) >= _FEWEST_LETTERS:
            spelt = [tokens(word) for word in surnamed(last) if len(word) > 1]
            found.update((_phrase(pairs), None) for pairs in spelt if records.tokens(pairs))
    own = [_phrase([*head, last])] if head or records.languages == {"zh"} else _forms(last)
    found.update((phrase, None) for phrase in own if records.phrase(phrase))
    return tuple(found)


def _pieces(run: str) -> list[str]:
    """The words of a run of ideographs, the longest that the dictionary lists; what it does not list is one.

    >>> _pieces("萨德反导系统"), _pieces("潘基文"), _pieces("维和的行动")
    (['萨德', '反导系统'], ['潘基文'], ['维和', '行动'])
    """
    found: list[str] = []
    at = unknown = 0
    while at < len(run):
        lengths = range(min(LONGEST_WORD, len(run) - at), 1, -1)
        words = ((length, run[at : at + length]) for length in lengths)
        step = next((length for length, word in words if others(word) or is_name(word)), 0)
        if step:
            found += [*_PARTICLES.split(run[unknown:at]), run[at : at + step]]
            unknown = at + step
        at += step or 1
    return [piece for piece in (*found, *_PARTICLES.split(run[unknown:])) if len(piece) > 1]


def _phrase(words: Sequence[str]) -> str:
    return f'"{" ".join(words)}"'
