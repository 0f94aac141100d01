"""Whether words ask something, only acknowledge, or break off: the signs of many languages.

>>> asks("When does it open?"), asks("何时开放呢。"), asks("It opens in May.")
(True, True, False)
>>> acknowledges("Okay, great. Thank you, Ada."), acknowledges("In May.")
(True, False)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

__all__ = [
    "acknowledges",
    "announces",
    "asks",
    "breaks_off",
    "ends_asking",
    "gives_floor",
    "hands_over",
    "length",
    "opens_asking",
    "questions",
    "remembered",
    "tells",
    "thanks",
]

# Not the mark in an address or in code, which goes on behind it.
_ANY_MARK = re.compile("[？؟⸮՞፧?;]")
_MARK = re.compile("[？؟⸮՞፧]|[?](?![\\w=&%#/.<>:;,+])|(?<=[\u0370-\u03ff]);|(?<=[\u0370-\u03ff][)»”]);")
# "To ask the Minister when the bridge will open.": how parliaments print written questions.
_TO_ASK = re.compile(r"[\s\u200b\ufeff]*T(?:o|O) (?i:ask (?:the|her|his|him|what|when|whether|why|how|if)\b)")
# Languages that may ask without a mark: at the end of a sentence, or anywhere in Thai.
_MARKLESS = re.compile("[\u0e00-\u0e7f\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
_FINAL = re.compile(
    r"[吗吗嗎呢么麼](?=[。.！!\s”」』]|$)|ですか|ますか|でしょうか|ませんか|たか(?=。|$)"
    r"|[니습]까(?=[.\s]|$)|[나가]요(?=[.\s]|$)"
    r"|(?:လား|သလဲ|မလဲ)(?=[။\s]|$)"
    r"|ไหม|หรือไม่|หรือเปล่า|หรือยัง|อย่างไร|เมื่อไหร่|เมื่อไร|เท่าไหร่|เท่าไร|ทำไม|ที่ไหน|อะไร"
)
_OPENING = re.compile(
    r"(?i:^[\s¿\"“'«]*(?:(?:and|but|so|then|well|okay|ok|y|et|und|e|и|а)[,\s]+)?"
    r"(?:what|when|where|who|whom|whose|why|how|which|is|are|was|were|do|does|did|can|could"
    r"|will|would|should|have|has"
    r"|isn['’]t|aren['’]t|don['’]t|qué|cuándo|cuánto|cuántos|dónde|quién|cómo|cuál|por qué"
    r"|quel|quelle|quand|comment|pourquoi"
    r"|combien|est-ce|was|wann|wie|warum|wer|welche|wo|quando|come|perché|quanto|chi|onde|quem"
    r"|quais|когда|что|как|почему|где"
    r"|кто|сколько|какой|какие|هل|متى|ما|كيف|لماذا|أين|क्या|कब|कैसे|क्यों|nasıl|ne zaman|neden"
    r"|kiedy|czy|jak|dlaczego|wanneer"
    r"|waarom|hoe|apakah|kapan|bagaimana|mengapa)\b)"
)
_REQUEST = re.compile(
    r"(?i:\b(?:tell (?:us|me)|explain|describe|elaborate|comment on|your (?:comments?|views?"
    r"|reaction)|talk about"
    r"|háblenos|cuéntenos|explique|comente|su opinión|parlez|expliquez|votre avis"
    r"|erklären sie|was sagen|fale sobre"
    r"|ci dica|ci parli|расскажите|прокомментируйте|поясните|anlat\w*|jelaskan|hãy|xin cho)\b)"
    r"|[请請](?:[问問]|[谈談]|介[绍紹]|解[释釋]|[说說]明|[评評]|[证證][实實])|是否|能否"
    r"|[有如为為]何|何[时時]|多少|什[么麼]|怎[么麼样樣]"
    r"|教えて|お聞かせ|伺い|말씀해|부탁|설명해|اشرح|حدثنا|बताइए|बताएं"
)
_ACKNOWLEDGEMENTS = """
a ah aha all absolutely alright amazing and appreciate awesome bye cool correct course definitely
exactly excellent fair fantastic fascinating fine for go good gotcha got great h ha hello hey hi hm
hmm huh i indeed interesting is it just know lovely makes mean mhm mm much nah nice no of oh ok okay
perfect please point precisely really right s see sense so sorry sure thank thanks that thats the
totally true uh um understood very well welcome wonderful wow yeah yep yes you your uhhuh yup again
laughs laughter crosstalk ahead next sí si claro bueno bien muy gracias muchas exacto exactamente
vale perfecto de nada ya entiendo así es correcto señor señora presidente presidenta días tardes
noches buenos buenas adelante oui merci beaucoup accord sûr exactement non voilà bonjour monsieur
madame parfait très ja danke vielen dank genau gut richtig stimmt nein bitte schön herr frau sehr
gern sim não obrigado obrigada certo exato muito bom grazie mille esatto bene prego molto да нет
спасибо хорошо понятно конечно ага угу точно ясно большое пожалуйста так نعم شكرا شكراً جزيلا لا
تمام طيب حسنا हाँ हां जी धन्यवाद ठीक है नहीं अच्छा शुक्रिया evet hayır teşekkürler teşekkür ederim
tamam peki tak dziękuję dobrze jasne nie terima kasih baik oke tidak je wel goed precies vâng cảm ơn
dạ không đúng ναι όχι ευχαριστώ
"""
_ACKNOWLEDGING = frozenset(_ACKNOWLEDGEMENTS.split())
_EAST_ASIAN = re.compile(
    r"(?:[嗯哦啊喔唔对對好是的了吧呀嘛谢謝您你大家]|[谢謝]{2}|明白|没[错錯]|沒[错錯]|是啊|当然"
    r"|當然|知道|可以|[请請]"
    r"|はい|ええ|なるほど|そうです|そう|か|ね|ありがとうございます|ありがとう|ございました"
    r"|わかりました|了解|です|うん"
    r"|네|예|감사합니다|고맙습니다|알겠습니다|그렇군요|그렇습니다|그래요|맞습니다|아"
    r"|ครับ|ค่ะ|คะ|ขอบคุณ|ใช่|โอเค|มาก|[，。、！!,.\s…~～—-])+"
)
_HANDOVER = re.compile(
    r"(?i:\b(?:go ahead|who['’]?s next|next question|please go|over to|your question|one more"
    r"|any (?:other )?questions?|next,? please|last question"
    r"|yes,? (?:sir|ma['’]am)|adelante|siguiente|allez-y|question suivante|bitte|nächste frage"
    r"|próxima|prego|prossima"
    r"|пожалуйста|следующ\w+ вопрос|слово)\b)|تفضل|下一[个個位]|[请請](?:[提发發]|[继繼])"
    r"|どうぞ|次の|다음|말씀"
)
_INVITATION = re.compile(
    r"(?i:\b(?:any|other|more|further|next)\b[^.?!]{0,30}\bquestions?\b|otra pregunta|autres? questions?"
    r"|weitere fragen|altre domande|outras? perguntas?|ещё вопросы|другие вопросы)"
    r"|(?:其他|[還还]有|下一|[繼继][續续])[^。？?]{0,12}[提发發][問问]"
)
_THANKS = re.compile(
    r"(?i:\bthank|gracias|merci|danke|grazie|obrigad|спасибо|شكر|धन्यवाद|cảm ơn|terima kasih"
    r"|teşekkür|dziękuj|bedankt|hartelijk dank|\b(?:tak|tack|takk) (?:for|för|så|skal|ska)\b|\btusen takk\b"
    r"|kiitos|děkuj|ďakuj"
    r"|köszön|mulțum|mulţum|\bhvala|хвала|благодар|дяку|дзякуй|gràcies|ačiū|paldies|aitäh|faleminderit|asante"
    r"|salamat|рахмет|баярлалаа|mahadsanid"
    r"|ευχαριστ)|תודה|متشکر|ممنون|سپاس|شکریہ|ধন্যবাদ|நன்றி|ధన్యవాద|આભાર|ಧನ್ಯವಾದ|നന്ദി|ਧੰਨਵਾਦ|ස්තුති|ကျေးဇူး|អរគុណ|ຂອບໃຈ"
    r"|አመሰግና|მადლობა|շնորհակալ|[谢謝]{2}|ありがとう|감사|ขอบคุณ"
)
# "Two questions.", "On another subject."
_ANNOUNCES = re.compile(
    r"(?i:question|follow|subject|topic|pregunta|tema|sujet|frage|domand|pergunt|вопрос|سؤال"
    r"|سؤالين|प्रश्न|सवाल|soru|pytani"
    r"|vraag|hỏi|pertanyaan|ερώτησ|ερωτήσ)|[问問][题題]|質問|질문|คำถาม"
)
_PARTS = re.compile(r"\S[^.!?。！？,，]*[.!?。！？,，]*")
# Words at least of what tells something.
_FEWEST_TOLD = 2.5
_SENTENCES = re.compile(r"\S[^.!?。！？]*[.!?。！？]+|\S[^.!?。！？]*$")
_CALL = re.compile(
    r"(?:(?i:ok(?:ay)?|yes|and|all right|next|then|now|let['’]s go to|we['’]ll go to|to)[,.]?\s)?"
    r"(?:[^\W\d_a-zа-я][\w'’.-]+(?: [^\W\d_a-zа-я][\w'’.-]+){0,2}"
    r"|(?i:the|this) (?i:lady|gentleman|man|woman|person|colleague)\b[^.?!]{0,40})[.!?]"
)
_AGREEING = re.compile(
    r"(?i:(?:yes|no|yeah|yep|nope|correct|exactly|absolutely|right|true|sí|no|oui|non|ja|nein|sim|não|да|нет"
    r"|evet|hayır|tak|nie|نعم|لا|हाँ|नहीं)\b)|はい|いいえ|是的?|不是|对|네|아니"
)
_LONGEST_INVITATION = 24
_LONGEST_HANDOVER = 12
_TAG = re.compile(
    r"(?i:(?:^|[\s,¿])(?:right|you know|know what i mean|see what i mean|okay|ok|yeah|yes|huh"
    r"|eh|no|verdad|sí|oder|ne"
    r"|n['’]est-ce pas|да|нет)\?)"
)
_TAG_ENDS = ("right", "know", "mean", "okay", "ok", "yeah", "yes", "huh", "eh", "no", "verdad", "sí", "oder",
             "ne", "pas", "да", "нет")  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+|\d+")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_BRACKETED = re.compile(r"[(（\[][^()（）\[\]]{0,60}[)）\]]")
# The words after the last sentence in which a question mark still makes the whole a question.
_TAIL = 160
# The same short words are looked at many times.
_LONGEST_CACHED = 100
_CACHED = 16384

_Sign = TypeVar("_Sign")


def remembered(sign: Callable[[str], _Sign]) -> Callable[[str], _Sign]:
    """The same sign of words, found once for short ones."""
    of_short = lru_cache(maxsize=_CACHED)(sign)

    @wraps(sign)
    def found(words: str) -> _Sign:
        return of_short(words) if len(words) <= _LONGEST_CACHED else sign(words)

    return found


def _may_have_tag(words: str) -> bool:
    """Whether a word that can be a tag stands before a question mark."""
    return any(piece[-6:].lower().endswith(_TAG_ENDS) for piece in words.split("?")[:-1])


@remembered
def questions(words: str) -> int:
    """The number of questions, without tags that ask for no answer ("right?", "¿no?")."""
    bare = _TAG.sub(" ", words) if "?" in words and _may_have_tag(words) else words
    if _TO_ASK.match(words):
        return 1 + len(_MARK.findall(bare))
    if words.isascii():
        return len(_MARK.findall(bare)) if "?" in bare else 0
    marks = len(_MARK.findall(bare)) if _ANY_MARK.search(bare) else 0
    return marks + (len(_FINAL.findall(bare)) if _MARKLESS.search(bare) else 0)


@remembered
def opens_asking(words: str) -> bool:
    """Whether the first word is a question's, or the words ask to be told something."""
    return _OPENING.match(words) is not None or _REQUEST.search(words) is not None


def asks(words: str) -> bool:
    """Whether a question stands anywhere in the words."""
    return any(p.search(words) is not None for p in (_MARK, _FINAL, _OPENING)) or bool(_TO_ASK.match(words))


def ends_asking(words: str) -> bool:
    """Whether the words end with a question, or nearly."""
    return questions(words[-_TAIL:]) > 0 or _TO_ASK.match(words) is not None


@remembered
def length(words: str) -> float:
    """The number of words; two letters of a script without spaces count as one."""
    if words.isascii() or not _UNSPACED.search(words):
        return len(_WORD.findall(words))
    unspaced = len(_UNSPACED.findall(words))
    return unspaced / 2 + sum(_UNSPACED.match(w) is None for w in _WORD.findall(words))


@remembered
def acknowledges(words: str) -> bool:
    """Whether nothing but an acknowledgement, a greeting or thanks is said (a name may stand beside it)."""
    bare = _BRACKETED.sub(" ", words if words.isascii() else unicodedata.normalize("NFC", words)).strip()
    if not bare or _EAST_ASIAN.fullmatch(bare):
        return bool(bare)
    said = _WORD.findall(bare)
    if len(said) > 15 or _UNSPACED.search(bare):
        return False
    others = [i for i, word in enumerate(said) if word.casefold() not in _ACKNOWLEDGING]
    return len(others) < len(said) and len(others) <= 2 and all(i and said[i][0].isupper() for i in others)


@remembered
def hands_over(words: str) -> bool:
    """Whether short words only give the floor to somebody."""
    count = length(words)
    if count <= _LONGEST_INVITATION and _INVITATION.search(words):
        return True
    return count <= _LONGEST_HANDOVER and (_HANDOVER.search(words) is not None or acknowledges(words))


def thanks(words: str) -> bool:
    """Whether somebody is thanked."""
    return _THANKS.search(words) is not None


def gives_floor(words: str) -> bool:
    """Whether nothing is said but whose turn it is: ``Jeff.``, ``Thank you. The lady over there.``."""
    if _AGREEING.match(words):  # an answer in itself
        return False
    return hands_over(words) or all(
        hands_over(sentence) or _CALL.fullmatch(sentence) for sentence in _SENTENCES.findall(words)
    )


def announces(words: str) -> bool:
    """Whether a question, or another subject, is spoken of."""
    return _ANNOUNCES.search(words) is not None


def tells(words: str) -> bool:
    """Whether somebody says something, and no more is left open, asked, or said out of courtesy.

    >>> tells("It is in section five."), tells("That's right. Yeah."), tells("Go ahead, Justin.")
    (True, False, False)
    """
    if breaks_off(words) or ends_asking(words):
        return False
    courtesies = (acknowledges, hands_over, thanks, gives_floor)
    told = (part for part in _PARTS.findall(words) if not any(sign(part) for sign in courtesies))
    return sum(map(length, told)) >= _FEWEST_TOLD


@remembered
def breaks_off(words: str) -> bool:
    """Whether the last sentence is not finished."""
    return words.rstrip(' "”’»)）]*_')[-1:] in "—–-…,，、" or words.rstrip().endswith(("...", ".."))
