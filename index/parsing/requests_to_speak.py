"""Bids for the floor: what asks for nothing but to be allowed to ask.

>>> bids("Can I follow up on that?"), bids("May I?"), bids("Can I ask what it costs? Who pays for it?")
(True, True, False)
"""

from __future__ import annotations

import re

from onrecord.index.parsing.question_signs import length, questions, remembered

__all__ = ["bids"]

_BID = re.compile(
    r"(?i:\b(?:may|can|could|might) (?:i|we)(?: please)?(?:\?|,|(?: just| also| quickly| please)*"
    r" (?:ask|follow|jump|come in|clarify|go back|get|squeeze|press|interject|respond)\b)"
    r"|\b(?:quick |brief |small |short |last |final )*(?:follow[- ]?ups?|question)\b[^.?!]{0,30}\?"
    r"|\b(?:one|two) (?:more|last|quick)(?: (?:questions?|things?|points?|follow[- ]?ups?)\b|[?,.])"
    r"|\bfollow(?:ing)?[- ]up on"
    r"|(?:me permite|puedo|podría) (?:preguntar|hacer|una)|una (?:pregunta|repregunta)(?: más)?\?"
    r"|¿(?:puedo|me permite)\?|une (?:autre |dernière )?question\s?\?|si vous permettez"
    r"|(?:darf ich|\bposso|czy mogę|mag ik|får jag|puis-je)"
    r"(?=[?,]|[^.?!]{0,30}\b(?:nach)?(?:frag|nachhak|pergunt|pyta|zapyta|vraag|vragen|fråg|quest|demand|poser|chied))"
    r"|(?:eine|noch eine) (?:nach)?frage\?|uma (?:outra )?pergunta\?"
    r"|una (?:altra )?domanda\?"
    r"|можно (?:вопрос|уточнить|ещё|еще|спросить)|(?:bir|son bir) soru\b|sorabilir miyim"
    r"|boleh (?:saya )?(?:bertanya|tanya))"
    r"|هل (?:يمكنني|لي) أن أسأل|سؤال (?:آخر|أخير)؟|क्या मैं (?:एक )?(?:सवाल|पूछ)"
    r"|(?:能|可以|可否|能否)[^。？?]{0,6}(?:再|追)[问問][^。？?]{0,10}[吗嗎？?]|もう(?:一|1)[つ点問]|よろしいですか"
    r"|하나 더|한 가지 더|질문 (?:있습니다|하나|드려도)"
)
_LONGEST = 11


@remembered
def bids(words: str) -> bool:
    """Whether short words do nothing but ask for the floor."""
    return length(words) <= _LONGEST and questions(words) < 2 and _BID.search(words) is not None
