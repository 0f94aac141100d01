"""What stands at the ends of turns and is none of their words: headings, thanks, notices."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.index.parsing.paragraphs import ends_sentence, opens_item
from onrecord.index.parsing.question_signs import acknowledges, length, thanks
from onrecord.index.parsing.turns import Draft, has_words
from onrecord.index.records import Role
from onrecord.index.text.spans import Span

__all__ = ["drop_closing", "drop_directions", "drop_headings"]

_CLOSING = re.compile(
    r"(?:[记記]者[会會]|吹[风風][会會]|推介|press conference|briefing)[^\n]{0,200}"
    r"(?:休[会會]|[暂暫]停|恢[复復]|提前至|照常|正常[举舉]行|到此[结結]束|将于|[欢歡]迎|adjourn|resume)"
    r"|(?:将于|明天)[^\n]{0,120}[举舉]行[^\n]{0,120}(?:[记記]者[会會]|吹[风風][会會]|推介)"
    r"|[欢歡]迎(?:大家|各位|[记記]者|感[兴興]趣)[^\n]{0,30}(?:采[访訪]|[参參]加|[参參]与|[参參]與|[报報][道名])"
    r"|(?:今天|今日)的?[^。\n]{0,12}[会會][^。\n]{0,6}(?:到[这這此]|[结結]束)"
    r"|^(?:会|會)[后後][，,][^。：:\n]{0,12}就有?[^。：:\n]{0,6}[记記]者"
)
# "The sitting rose at noon.", "Die Sitzung ist geschlossen.": no more than that.
_CLOSED = re.compile(
    r"(?i:[(（\[]?[^.\n]{0,40}\b(?:debate|session|sitting|meeting|hearing|briefing|interview|proceedings|séance|débats?"
    r"|sesión|sessão|seduta|sitzung|aussprache|debatten|överläggningen|sammanträdet|møtet|beraadslaging|vergadering"
    r"|заседание|засідання)\b[^.\n]{0,40}\b(?:closed|adjourned|concluded|ended|ends|rose|levée?|close|levanta|encerrad[ao]"
    r"|tolta|geschlossen|avslutad|avslutades|slutt|hevet|gesloten|закрыто|закрито)\b[^.\n]{0,40}\.?[)）\]]?)"
)
_FAREWELL = re.compile(
    r"(?i:\bthank(?:s| you)\b[^\n]{0,60}(?:\ball\b|every(?:one|body)"
    r"|for (?:coming|joining|your (?:time|attention)))"
    r"|^thank you(?: very much)?[.!]?$|gracias a tod|merci à tous|danke (?:ihnen|allen)|grazie a tutti"
    r"|obrigad[oa] a tod"
    r"|спасибо (?:всем|за внимание|большое всем|вам)[^\n]{0,40}$|^(?:всего доброго|до свидания)"
    r"|\b(?:tak|tack|takk) (?:for|för) (?:i ?dag|alle|alla)"
    r"|شكرا (?:لكم|جزيلا)|teşekkür ederi[mz]|dziękuj\w+ państwu)"
    r"|[谢謝]{2}(?:大家|各位|媒[体體])|今天[^。\n]{0,8}(?:就到|到[这這此]|就[这這])|ありがとうございました|終わります|마치겠습니다"
    r"|^(?i:end|\(end\)|ends)?\s*(?:\d{1,2}[:.]\d{2}\s?[AaPp]\.?\s?[Mm].{0,12})?$"
)
# "(The briefing ended at noon.)", "（以上）", "<끝>", "完": nobody's words at the end of a record.
_END = re.compile(
    r"[(（\[<【][^()（）\[\]<>【】\n]{1,120}[)）\]>】]"
    r"|(?i:完|以上|全文完|끝|終わり|fin|fine|fim|ende|end of (?:transcript|interview|briefing)|konec"
    r"|koniec|конец|кінець|انتهى|نهاية|son|tamat|selesai|hết|समाप्त|จบ)[.。]?"
)
# What a site prints below a text.
_SITE = re.compile(
    r"(?i:(?:©|\(c\)|copyright\b|all rights reserved|share (?:this|on|via)|contact us|about us"
    r"|back to (?:top|home)|print this|follow us|subscribe\b|read more"
    r"|related (?:articles|stories|content|links)"
    r"|tags?:|filed under|source:|more information:|media contact|privacy policy|terms of use"
    r"|compartir|imprimir|partager|imprimer|teilen\b|drucken|impressum|condividi|поделиться|распечатать|источник:"
    r"|теги:|paylaş|udostępnij|partilhar|compartilhar)[^\n]{0,100})"
    r"|(?:责任编辑|責任編輯|编辑|編輯|来源|來源|分享到|打印本页|责编"
    r"|版权所有|版權所有|相关新闻|相關新聞)[:：\s）)]?[^\n。]{0,60}"
)
_DIRECTION = re.compile(
    r"[(（\[【][^()（）\[\]【】\n]{1,100}[)）\]】][.。]?|\([^()\n]{0,60}\([^()\n]{1,40}\)[^()\n]{0,20}\)"
)
# This share of turns, and so many, may end with a direction.
_DIRECTED = 0.25
_FEW_DIRECTIONS = 3
_LONGEST_THANKS = 200
_LONGEST_CLOSING = 800
# Characters and words of a heading at most; the share of turns that must end a sentence for one to be told.
_LONGEST_HEADING = 70
_HEADING_WORDS = 10
_ENDED = 0.8
# Words of thanks that are no part of an answer.
_THANKS_WORDS = 8


def _is_heading(text: str, above: Span, below: Span) -> bool:
    """Whether a paragraph stands apart from a finished one above, and is short and no sentence."""
    words = below.of(text)
    gap = text[above.end : below.start].replace("\r\n", "\n").replace("\r", "\n")
    return (
        len(words) <= _LONGEST_HEADING
        and length(words) <= _HEADING_WORDS
        and gap.count("\n") > 1
        and ends_sentence(text[max(above.start, above.end - 20) : above.end])
        and text[above.end - 1] not in ":："
        and not ends_sentence(words)
        and not opens_item(text, below)
        and not opens_item(text, above)
    )


def drop_directions(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Cut what stands in brackets as a paragraph of its own off the ends of turns: ``(Applause)``.

    Where that is how many turns end, it is said: a translation. What ends the whole is left to
    :func:`drop_closing`.
    """
    ends = [
        i + 1 < len(drafts)
        and len(draft.paragraphs) > 1
        and _DIRECTION.fullmatch(draft.paragraphs[-1].of(text)) is not None
        for i, draft in enumerate(drafts)
    ]
    if sum(ends) > max(_FEW_DIRECTIONS, _DIRECTED * len(drafts)):
        return list(drafts)
    found: list[Draft] = []
    for draft, directed in zip(drafts, ends, strict=True):
        paragraphs = draft.paragraphs
        while directed and len(paragraphs) > 1 and _DIRECTION.fullmatch(paragraphs[-1].of(text)):
            paragraphs = paragraphs[:-1]
        again = found and found[-1].role == draft.role == "answerer" and len(paragraphs) == 1
        if not (again and _DIRECTION.fullmatch(paragraphs[0].of(text))):  # "(laughing)" of others
            found.append(replace(draft, paragraphs=paragraphs) if directed else draft)
    return found


def drop_headings(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Cut the headings of what follows off the ends of turns, where turns end with finished sentences.

    Behind the last turn there may be several lines of the kind: who wrote it down, when, for whom.
    """
    ended = sum(ends_sentence(draft.paragraphs[0].of(text)[-20:]) for draft in drafts)
    if ended < _ENDED * len(drafts):
        return list(drafts)
    found: list[Draft] = []
    for i, draft in enumerate(drafts):
        if len(draft.paragraphs) == 1:
            found.append(draft)
            continue
        paragraphs = list(draft.paragraphs)
        last = i + 1 == len(drafts)
        ends = 0
        while last and ends + 1 < len(paragraphs) and not ends_sentence(paragraphs[-1 - ends].of(text)):
            ends += 1
        first = max(1, len(paragraphs) - max(1, ends))
        headed = _is_heading(text, paragraphs[first - 1], paragraphs[first])
        found.append(replace(draft, paragraphs=tuple(paragraphs[:first])) if headed else draft)
    return found


def _is_closing(text: str, paragraph: Span) -> bool:
    if not has_words(text, paragraph):
        return True
    words = paragraph.of(text)
    if _END.fullmatch(words) or _CLOSED.fullmatch(words):
        return True
    if all(_SITE.fullmatch(line.strip()) for line in words.split("\n")):
        return True
    if len(paragraph) <= _LONGEST_CLOSING and _CLOSING.search(words):
        return True
    return len(paragraph) <= _LONGEST_THANKS and _FAREWELL.search(words) is not None


def _only_thanks(text: str, paragraph: Span) -> bool:
    """Whether a short paragraph that is not the first of its turn takes leave."""
    words = paragraph.of(text)
    return length(words) <= _THANKS_WORDS and (acknowledges(words) or thanks(words))


def drop_closing(text: str, drafts: Sequence[Draft]) -> tuple[list[Draft], int | None]:
    """Cut thanks to all and announcements of coming sessions off the end.

    Returns:
        The turns, and where the closing begins (``None`` when there is none).
    """
    kept = list(drafts)
    closing: int | None = None
    before: list[Role | None] = [None]  # who spoke before each turn, and did not moderate
    for draft in drafts:
        before.append(before[-1] if draft.role == "moderator" else draft.role)
    while len(kept) > 1:
        last = kept[-1]
        answered = before[len(kept) - 1] == "answerer"
        paragraphs = list(last.paragraphs)
        while paragraphs and last.role != "asker":
            apart = len(paragraphs) > 1 or answered
            if not (_is_closing(text, paragraphs[-1]) or (apart and _only_thanks(text, paragraphs[-1]))):
                break
            if len(paragraphs) == 1 and last.role == "answerer" and not answered:
                break
            closing = paragraphs.pop().start
        if paragraphs:
            kept[-1] = replace(last, paragraphs=tuple(paragraphs))
            break
        kept.pop()
    return kept, closing
