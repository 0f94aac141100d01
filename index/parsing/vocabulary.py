"""The words that transcripts use as labels: who asks, who answers, who moderates, in many languages.

A label that is none of these is a name, and whose it is has to be found from what it says
(:mod:`onrecord.index.parsing.roles`).

>>> role_of("PREGUNTA"), role_of("Unidentified Reporter 2"), role_of("司会者"), role_of("Ada Bay")
('asker', 'asker', 'moderator', None)
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from onrecord.index.records import Role

__all__ = ["PAIRS", "fold", "is_interpreter", "is_outlet", "is_role_word", "role_of"]

_ASKERS = """
q question follow-up followup follow_up the_press press media audience audience_member
audience_question caller reporter journalist questioner interviewer correspondent
question_from_the_floor floor moderator_question pregunta repregunta interlocutor interlocutora
periodista reportero reportera entrevistador entrevistadora intervención corresponsal prensa
preguntas pergunta jornalista repórter perguntas journaliste intervieweur intervieweuse la_rédaction
domanda giornalista intervistatore intervistatrice frage zusatzfrage nachfrage zusatz journalistin
reporterin interviewerin zuruf fragesteller fragestellerin вопрос журналист журналистка
корреспондент корр репортер репортёр интервьюер из_зала вопрос_из_зала питання запитання журналіст
реплика возглас с_места
кореспондент въпрос vraag verslaggever interviewster vragensteller سؤال السؤال صحفي الصحفي صحفية
الصحفية صحافي الصحافي مراسل المراسل مراسلة سوال پرسش خبرنگار شאלה שאלה עיתונאי עיתונאית प्रश्न सवाल
पत्रकार संवाददाता প্রশ্ন সাংবাদিক hỏi câu_hỏi phóng_viên pv nhà_báo pertanyaan tanya wartawan
jurnalis soalan คำถาม ถาม ผู้สื่อข่าว นักข่าว soru gazeteci muhabir pytanie dziennikarz dziennikarka
ερώτηση ερ δημοσιογράφος fråga spørgsmål spørsmål kysymys toimittaja otázka novinář novinářka
redaktor kérdés újságíró întrebare ziarist swali mwandishi kuuliza 问 問 提问 提問 追问 追問 问题
問題 记者 記者 媒体 媒體 提问者 提問者 提問人 采访者 採訪者 采访人 网友 網友 观众 觀眾 听众 聽眾
attendee ques qn محاور المحاور المحاورة
pitanje питање новинар прашање пытанне въпроси журналистка vprašanje novinar küsimus jautājums
klausimas pyetje spurning galdera kérdező صحفيون مداخلة سائل السائل تدخل پوښتنه پرسیار سوئال
savol sual sualı сұрақ суроо савол асуулт сэтгүүлч კითხვა ჟურნალისტი հարց լրագրող ጥያቄ ຄຳຖາມ
សំណួរ អ្នកសារព័ត៌មាន မေး မေးခွန်း དྲི་བ ප්‍රශ්නය પ્રશ્ન સવાલ ਸਵਾਲ ಪ್ರಶ್ನೆ ചോദ്യം ప్రశ్న கேள்வி
cwestiwn kesyon ìbéèrè ajụjụ ikibazo mistoqsija fro demando сорау sorag pitakon patarosan pangutana
pātai fesili
su'aal tambaya tanong mamamahayag fanontaniana umbuzo vraesteller pitanja
質問 質問者 聞き手 記者団 インタビュアー 질문 문 물음 기자 질문자 취재진 인터뷰어
"""
_ANSWERERS = """
a answer response reply interviewee respondent respuesta contestación entrevistado entrevistada
réponse antwort resposta risposta intervistato ответ відповідь отговор antwoord جواب الجواب إجابة
الإجابة پاسخ תשובה उत्तर जवाब উত্তর đáp trả_lời jawaban jawab jawapan คำตอบ ตอบ cevap yanıt
odpowiedź απάντηση απ svar vastaus odpověď válasz răspuns jibu 答 答复 答覆 回答 回复 回覆 答え
回答者 답 답변 대답 답변자
ans answ rpta odgovor одговор адказ отговори vastus atbilde atsakymas përgjigje erantzuna جوابات ځواب وەڵام
جاۋاب javob cavab жауап жооп ҷавоб хариулт პასუხი պատասխան መልስ ຄຳຕອບ ចម្លើយ ဖြေ အဖြေ ལན පිළිතුර જવાબ
ateb repons ìdáhùn azịza igisubizo tweġiba äntwert respondo җавап jogap wangsulan waleran tubag whakautu tali
ਜਵਾਬ ಉತ್ತರ ഉത്തരം జవాబు సమాధానం பதில் jawaab amsa sagot valiny impendulo
"""
_MODERATORS = """
staff moderator host presenter chair chairperson voorzitter de_voorzitter marszałek wicemarszałek
przewodniczący przewodnicząca předsedající talmannen puhemies formanden
mr_speaker madam_speaker chair chairperson chairman chairwoman emcee mc operator facilitator anchor
announcer moderador moderadora presentador presentadora conductor conductora maestro
maestro_de_ceremonias modérateur modératrice animateur animatrice présentateur présentatrice
moderatore moderatrice conduttore conduttrice moderatorin gesprächsleiter apresentador apresentadora
mediador mediadora ведущий ведущая модератор ведучий ведуча gespreksleider presentator المقدم المذيع
المذيعة مدير_الجلسة مدير_الحوار संचालक मॉडरेटर người_dẫn_chương_trình điều_phối pembawa_acara
ผู้ดำเนินรายการ พิธีกร sunucu moderatör prowadzący prowadząca συντονιστής συντονίστρια 主持人 主持
司仪 司儀 司会 司会者 進行 사회자 진행자 사회
"""
_INTERPRETERS = """
interpreter translator translation interpretation through_interpreter via_interpreter intérprete
traductor traducción traducteur traduction interprète dolmetscher dolmetscherin übersetzung
interprete traduttore traduzione tradução переводчик переводчица перевод المترجم ترجمة tolk
vertaling tłumacz tłumaczenie çevirmen tercüman penerjemah 翻译 翻譯 译文 譯文 传译 傳譯 通訳 訳
통역 번역 통역사 अनुवादक phiên_dịch ล่าม
"""
#: Single letters that stand for question and answer where both are labels of one document.
PAIRS = (("q", "a"), ("q", "r"), ("p", "r"), ("f", "a"), ("d", "r"), ("в", "о"), ("s", "c"), ("t", "j"),
         ("h", "đ"), ("v", "a"), ("п", "в"), ("ε", "α"), ("ε", "a"), ("س", "ج"), ("p", "o"), ("o", "a"),
         ("k", "v"), ("š", "a"), ("ש", "ת"), ("प्र", "उ"))  # fmt: skip

# Words that leave a role word a role word: "unidentified male reporter".
_ADJECTIVES = """
unidentified unknown male female man woman first second third another other the a an one foreign
local student mujer hombre no identificado identificada inaudible off off-mic m f w speaker
"""
_OUTLET = re.compile(
    r"(?i:\b(?:news|times|post|herald|daily|weekly|press|agency|tv|radio|television|tribune"
    r"|journal|gazette|magazine"
    r"|broadcasting|network|observer|telegraph|guardian|reuters|afp|ap|bbc|cnn|bloomberg|dpa"
    r"|efe|ansa|nhk|kbs|zeitung"
    r"|rundfunk|fernsehen|nachrichten|anzeiger|agence|agencia|agência|diario|diário|periódico"
    r"|noticias|notícias|jornal"
    r"|folha|gazeta|giornale|corriere|quotidiano|тасс|риа|интерфакс|газета|телеканал|агентство"
    r"|новости|радио|dziennik"
    r"|gazetesi|haber|ajansı|kompas|thông tấn xã|báo|đài)\b)"
    r"|(?:社|[报報网網台臺]|电视|電視|通讯|通訊|新闻|新聞|日报|周刊|週刊|杂志|雜誌|通信|テレビ"
    r"|放送|뉴스|신문|일보|방송|통신|타임스)$"
    r"|^(?:وكالة|صحيفة|جريدة|قناة|تلفزيون|إذاعة|สำนักข่าว|หนังสือพิมพ์|समाचार)|^《[^》]+》$"
)
# Capitals are often printed without their accents.
_ASCII_WORD = re.compile("[0-9a-z]+")
_ACCENT = re.compile("[\u0300-\u036f]")
_NUMBER = re.compile(r"(?:no\.?|nr\.?|n[º°]|#|第)?\s*[0-9０-９一二三四五六七八九十]{1,3}$")


def _words(block: str) -> frozenset[str]:
    """The words of a block; a low line stands for the space inside a phrase."""
    return frozenset(fold(word) for word in block.split())


@lru_cache(maxsize=4096)
def fold(label: str) -> str:
    """The letters and digits of a label without case and accents, one space between words."""
    if label.isascii():
        return " ".join(_ASCII_WORD.findall(label.casefold()))
    plain = _ACCENT.sub("", unicodedata.normalize("NFKD", label).casefold())
    kept = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in plain)
    return " ".join(kept.split())


_ROLES: dict[str, Role] = {}
_ROLES |= dict.fromkeys(_words(_MODERATORS), "moderator")
_ROLES |= dict.fromkeys(_words(_ANSWERERS), "answerer")
_ROLES |= dict.fromkeys(_words(_ASKERS), "asker")
_INTERPRETING = _words(_INTERPRETERS)
_ADDED = _words(_ADJECTIVES)


@lru_cache(maxsize=4096)
def role_of(label: str) -> Role | None:
    """The role that a label tells by itself, with or without a number and an adjective."""
    words = fold(_NUMBER.sub("", label.strip()) or label)
    if words in _ROLES:
        return _ROLES[words]
    kept = [word for word in words.split() if word not in _ADDED and not word.isdigit()]
    return _ROLES.get(" ".join(kept)) if kept else None


def is_role_word(word: str) -> bool:
    """Whether a word says nothing but a role or an adjective of one."""
    return fold(word) in _ADDED or role_of(word) is not None or is_interpreter(word)


def is_interpreter(label: str) -> bool:
    """Whether the label is an interpreter's, who goes on with the words of the one before."""
    return fold(label) in _INTERPRETING


def is_outlet(label: str) -> bool:
    """Whether the label is that of a paper, a station or an agency by its form."""
    return len(label) > 1 and _OUTLET.search(label) is not None
