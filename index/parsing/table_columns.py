"""How the columns of a table of questions and answers are called, in many languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

__all__ = ["Row", "find_columns"]

Row = Sequence[str]

# How columns are called, in lower case, letters only; an ending such as "text" or a number may follow.
_NAMES: Final = {
    "question": """
        prompt instruction
        question questions q query frage fragen pregunta preguntas pergunta perguntas domanda domande
        vraag vragen fråga fråge spørgsmål spørsmål kysymys pytanie otázka kérdés întrebare soru
        вопрос вопросы питання въпрос ερώτηση سؤال السؤال پرسش שאלה प्रश्न सवाल প্রশ্ন கேள்வி คำถาม
        câuhỏi pertanyaan soalan swali 问 問 问题 問題 提问 提問 質問 質問内容 질문 문의
    """,
    "answer": """
        answer answers a acceptedanswer suggestedanswer completion output
        response reply réponse réponses antwort
        antworten respuesta respuestas resposta respostas risposta risposte antwoord antwoorden svar vastaus
        odpowiedź odpověď odpoveď válasz răspuns cevap yanıt ответ ответы відповідь отговор απάντηση جواب
        الجواب إجابة الإجابة پاسخ תשובה उत्तर जवाब উত্তর பதில் คำตอบ trảlời câutrảlời jawaban jawapan jibu 答
        回答 答案 答复 答覆 回复 回覆 解答 대답 답변 답 응답
    """,
    "asker": """
        asker questioner interviewer journalist reporter journaliste periodista журналист 记者 記者
        提问者 提問者 提问人 質問者 질문자 기자
    """,
    "outlet": """
        outlet media medium média medio сми organization organisation newspaper agency 媒体 媒體 所属
        언론사
    """,
    "answerer": """
        answerer respondent répondant interviewee speaker spokesperson spokesman 回答者 答复人 回答人
        答问人 发言人 發言人 답변자
    """,
}
_COLUMN: Final = {name: column for column, names in _NAMES.items() for name in names.split()}
_ENDING: Final = re.compile(r"(?:text|body|content|内容|內容)$")


def find_columns(header: Row) -> dict[str, int]:
    """The place of each column whose name is known."""
    found: dict[str, int] = {}
    for place, name in enumerate(header):
        bare = "".join(c for c in name.strip().lower() if c.isalpha() or ord(c) > 0x900)
        column = _COLUMN.get(bare) or _COLUMN.get(_ENDING.sub("", bare))
        if column:
            found.setdefault(column, place)
    return found
