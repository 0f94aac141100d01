"""Whether a question says all that it asks, told from its words alone.

A question leaves something out in one of two ways: it puts something else in the place of what was asked
about ("and Russia?", "那日本呢？"), or it asks further about the same ("why?", "他还说了什么？"). Its form
shows the clear cases. Where it only may lean on an earlier question, the record has to tell
(see :mod:`onrecord.rag.conversation`).

>>> lean_of("那日本呢？"), named_instead("那日本呢？")
('instead', '日本')
>>> lean_of("Why not?"), lean_of("What was his motive?"), lean_of("When does the bridge to the island open?")
('further', 'perhaps', 'none')
"""

from __future__ import annotations

import re
from typing import Literal

from onrecord.index.text.folding import fold

__all__ = ["Lean", "is_name", "lean_of", "named_instead"]

Lean = Literal["none", "perhaps", "further", "instead"]
"""How a question leans on an earlier one: not at all, maybe, on its subject, or on all but its subject."""

# What a name is put into that takes the place of another. Longer than this it is a question of its own.
_MOST_WORDS, _MOST_IDEOGRAPHS = 5, 10
_INSTEAD = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:那么?|而|再说)?[,，]?\s*(?:对于?|跟|和|与|同|关于|至于|换成|换作)?(?P<name>\S+?)(?:方面)?的?呢",
        r"(?:and |but |so |then )?(?:what|how) about (?P<name>.+)",
        r"(?:and|or|but) (?:(?:with|in|for|about|to|on|from|by) )?(?P<name>.+)",
        r"(?:et|y|e|und|en|i|och|og) (?:(?:avec|pour|con|para|com|mit|für|bei|in|en) )?(?P<name>.+)",
        r"(?:et )?qu['’]en est[- ]il (?:de |du |des |d['’])(?P<name>.+)",
        r"(?:y )?qué (?:hay|pasa|tal) (?:de|con|sobre) (?P<name>.+)",
        r"(?:und )?(?:was ist mit|wie (?:steht|sieht) es (?:mit|bei)) (?P<name>.+?)(?: aus)?",
        r"(?:а|и) (?:(?:с|со|в|для|о|про) )?(?P<name>.+)",
        r"(?:а )?(?:как|что) (?:насчёт|насчет|о|про|с) (?P<name>.+)",
        r"(?:では|じゃあ)?[、,]?\s*(?P<name>\S+?)(?:について)?は(?:どう(?:です|でしょう)か?)?",
        r"(?:그럼 |그러면 )?(?P<name>\S+?)(?:은|는)(?:요|\s?어때요?|\s?어떻습니까)?",
        r"(?:و)?ماذا عن (?P<name>.+)",
    )
)
# Words that ask or state something: with one of them it is no mere name.
_PREDICATE = re.compile(
    r"什么|怎么|怎样|如何|多少|哪|谁|几|吗|是否|会不会|是不是|有没有|何|为啥|"
    r"\b(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|may|might|must|be|been|"
    r"who|what|when|where|why|how|which|whose|"
    r"est|sont|quand|comment|pourquoi|qui|es|son|cuándo|cómo|qué|quién|ist|sind|wird|wann|wie|warum|wer|"
    r"когда|почему|как|кто|что|где|сколько)\b",
    re.IGNORECASE,
)
_FURTHER = re.compile(
    "|".join(
        (
            # why
            r"(?:那么?|而|但是?|所以)?[,，]?\s*(?:他|她|外长|发言人)?"
            r"(?:为什么|为何|为啥|怎么会|凭什么|理由是什么|原因是什么|什么原因)"
            r"(?:不|(?:他|她)?会?(?:这么|这样|那么|如此)(?:说|做|认为|看|讲|强调)?|呢)*",
            # when, where, who, how much
            r"(?:那么?)?[,，]?\s*(?:是|在|从|到|有)?"
            r"(?:什么时候|何时|哪里|哪儿|何地|什么地方|谁|多少|几个|哪一?年|哪些|怎么做|怎么办|如何做)"
            r"[呢的啊]?",
            # what else
            r"(?:那么?)?[,，]?\s*(?:他|她|他们|外长|发言人|部长)?(?:还|另外|此外)(?:说|讲|谈|提|举|有|指出|表示)"
            r"\S{0,3}(?:什么|哪些|别的|其他|吗)\S{0,2}",
            r"(?:请|能)?[再更]?[说讲谈]?(?:详细|具体)(?:一点|一些|些|点)?(?:说说|讲讲|吗|呢|说明)?",
            r"还有[呢吗]?|然后呢|结果呢|(?:比如|例如)说?呢?",
            r"(?:and |but |so )?(?:why(?: not| is that| was that)?|how|how so|how come|where|when|who|whom"
            r"|which(?: ones?)?|(?:since|until|by) when|(?:by|with) whom|how (?:much|many|long|often|far)"
            r"|what for|for example|such as|like what|anything else|(?:what|who|where) else"
            r"|what does (?:that|this|it) mean|in what way)(?: exactly| then| though)?",
            r"(?:what|anything) (?:else|more) .{0,40}\b(?:say|said|says|tell|told)\b.{0,30}",
            r"tell me more(?: about (?:it|that|this))?|go on|more",
            # the same in other languages
            r"(?:et )?(?:pourquoi(?: pas)?|comment|où|quand|qui|combien)",
            r"(?:y |e )?(?:por qué(?: no)?|cómo|dónde|cuándo|quién|cuánto|por qu[êe]|onde|quando|quem"
            r"|perch[ée]|dove|chi)",
            r"(?:und )?(?:warum(?: nicht)?|wieso|wo|wann|wer|wie viele?)",
            r"(?:а |и )?(?:почему(?: нет)?|зачем|где|когда|кто|сколько|как)",
            r"(?:なぜ|どうして|いつ|どこ|誰)(?:です)?か?|왜요?|언제요?|어디(?:서)?요?|누가요?",
            r"و?(?:لماذا|متى|أين|من|كم)",
        )
    ),
    re.IGNORECASE,
)
# Words that stand for something said before, or tie a question to it.
_POINTING = re.compile(
    r"[他她它其此该]|这(?!次|一年)|那|两国|双方|上述|以后|"
    r"\b(?:it|its|he|him|his|she|her|they|them|their|this(?! (?:year|month|week))|that|these|those|there"
    r"|then|else|other|another|"
    r"il|elle|ils|elles|lui|leur|cela|ça|él|ella|ellos|eso|esto|su|er|sie|es|ihm|ihr|ihre|sein|seine|das|dies|"
    r"он|она|оно|они|его|её|ее|их|это|этот|там|тогда)\b|それ|これ|その|この|彼|그것|그는|그가|이것",
    re.IGNORECASE,
)
_TYING = re.compile(
    r"(?:那|那么|而|但|但是|还有)|(?:and|but|so|then|et|y|e|und|aber|а|и|но)\b", re.IGNORECASE
)
_IDEOGRAPHS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SHORT_WORDS, _SHORT_IDEOGRAPHS, _LONG_WORDS, _LONG_IDEOGRAPHS = 4, 9, 10, 20


def lean_of(question: str) -> Lean:
    """How ``question`` leans on an earlier one, as far as its form tells."""
    bare = _bare(question)
    if not bare:
        return "none"
    if _FURTHER.fullmatch(bare):
        return "further"
    if named_instead(question):
        return "instead"
    ideographs = len(_IDEOGRAPHS.findall(bare))
    words = len(bare.split())
    short, long = (
        (ideographs <= _SHORT_IDEOGRAPHS, ideographs > _LONG_IDEOGRAPHS)
        if ideographs > 2
        else (words <= _SHORT_WORDS, words > _LONG_WORDS)
    )
    points = _POINTING.search(bare) or _TYING.match(bare)
    return "perhaps" if short or (points and not long) else "none"


def is_name(words: str) -> bool:
    """Whether ``words`` are nothing, or a few that ask and state nothing.

    >>> is_name("And Taiwan?"), is_name("How is Taiwan?")
    (True, False)
    """
    bare = _bare(words)
    few = len(bare.split()) <= _MOST_WORDS and len(_IDEOGRAPHS.findall(bare)) <= _MOST_IDEOGRAPHS
    return few and not _PREDICATE.search(bare)


def named_instead(question: str) -> str | None:
    """The name that takes the place of what was asked about before; ``None`` if it is no such question.

    >>> named_instead("And with the United States?"), named_instead("¿Y Rusia?"), named_instead("And why so?")
    ('the United States', 'Rusia', None)
    """
    bare = _bare(question)
    for pattern in _INSTEAD:
        match = pattern.fullmatch(bare)
        name = match["name"].strip(" ,，、") if match else ""
        if name and is_name(name):
            return name
    return None


def _bare(question: str) -> str:
    """``question`` folded, without the marks around it."""
    return fold(question).strip(" ?!.。…,，、;؟¿¡\"'“”‘’")
