"""What stands before a colon and is nobody's name: the fields at the head of a document, notes, lists.

>>> is_head("Date"), opens_list("Step two"), opens_list("Ada Bay")
(True, True, False)
"""

from __future__ import annotations

from onrecord.index.parsing.vocabulary import fold

__all__ = ["is_head", "opens_direction", "opens_list", "says_something"]

_HEAD_WORDS = """
note nb source date time place location venue title subject re tel fax email address photo image
figure table example warning tip summary abstract keywords author editor contact published updated
tags url link duration serves speakers participants topic nota fuente fecha hora lugar título asunto
foto ejemplo resumen fonte data local assunto exemplo lieu objet exemple résumé datum ort quelle
thema hinweis beispiel tijd plaats onderwerp bron примечание дата место источник тема внимание
пример 注 日期 时间 時間 地点 地點 来源 來源 编辑 編輯 责编 标签 標籤 主题 主題 位置 备注 備註 链接
題目 题目 摘要 关键词 日時 場所 出典 件名 備考 일시 장소 출처 제목 비고 ملاحظة التاريخ المكان المصدر
दिनांक स्थान
"""
# What a list, a note or a passage begins with; in capitals it looks like a speaker.
_LIST_WORDS = """
first firstly second secondly third thirdly fourth fifth last lastly finally next then one two three
four five step part option phase item point points key question answer issue goal day week year chapter
section annex appendix article page line slide update correction important reminder disclaimer
background conclusion introduction overview context transcript end ps nb fyi re pros cons result
results reason reasons problem solution remember conversely meaning translation result my our your his
her their this that these those it what why how when where who which because but and or so also however
both all some many most no not yes as if in on at for from by with to of a an another other others
here there now today tomorrow yesterday quote unquote editor's editors
primero segundo tercero primera segunda tercera punto parte conclusión importante además finalmente
premièrement deuxièmement premier deuxième enfin partie conclusion point étape
erstens zweitens drittens erster zweiter punkt teil fazit wichtig außerdem
primo secondo terzo prima seconda infine parte punto
primeiro segundo terceiro primeira segunda parte ponto conclusão
во-первых во-вторых в-третьих первое второе третье пункт часть итог вывод важно например
по-перше по-друге перше друге
birinci ikinci üçüncü birincisi ikincisi sonuç örneğin önemli pertama kedua ketiga
thứ_nhất thứ_hai pierwszy drugi trzeci pierwsze drugie po_pierwsze
أولا ثانيا ثالثا رابعا أولاً ثانياً ثالثاً مثلا مثال خلاصة النتيجة السبب ملاحظات
पहला दूसरा तीसरा पहले उदाहरण निष्कर्ष
첫째 둘째 셋째 먼저 다음 예 결론 참고 방법 이유 결과 기타 하나 둘 주의
关于 關於 方面 高度 高兴 高興 方法 方案 白天 任务 任務 金额 金額 石油 毛利 时间 时候 江河 马上 馬上 余下 程序
成本 许多 許多 何况 何況 何时 何時 常言 常见 严格 嚴格 路线 路線 水平 安全 左右 於是 于是 黄金 罗列 曾经 曾經
古人 任何 高端 高峰 向来 白话 周一 周二 周三 周四 周五 周六 周日 夏天 石头 万一 萬一 万物 武力 白皮书 梁柱
"""
# What else headings are made of, and no name.
_HEADING_WORDS = """
remarks statement statements speech message address words text texts news release report briefing
findings opinion opinions ratings review rating policy options legal basis data details list history
objective objectives aim aims method methods ingredients preparation definition definitions remark claim
proof theorem lemma input output strengths weaknesses opportunities threats challenges lessons measures
recommendations recommendation finding executive opening closing prepared press media public joint full
breaking further additional available good morning evening afternoon erklärung rede brief mitteilung
bericht ergebnisse ergebnis zusammenfassung einleitung schluss hintergrund vorwort discours communiqué
rapport résultats introduction contexte conclusions discurso comunicado informe resultados contexto
antecedentes relatório contesto risultati discorso речь доклад заявление итоги вывод выводы результаты
声明 讲话 致辞 全文 要点 背景 结论 建议 目标 聲明 講話 致辭 要點 結論 建議 目標 発言 概要 連絡 성명 연설
배경 결론
"""
# What is called in, and told of in brackets.
_INTERJECTIONS = """
zwischenruf zwischenrufe zuruf zurufe heckler hecklers interjection interruption shout voices crowd audience
interpelación murmullos exclamations interruptions voci interruzione возглас возгласы реплика
"""
# Shorter words of lists stand in the names of offices: of, for, with.
_LONGEST_PREPOSITION = 4
_HEADS = frozenset(fold(word) for word in _HEAD_WORDS.split())
_DIRECTIONS = frozenset(fold(word) for word in _INTERJECTIONS.split())
_HEADINGS = frozenset(fold(word) for word in _HEADING_WORDS.split())
_LISTS = frozenset(fold(word.replace("_", " ")) for word in _LIST_WORDS.split())


def is_head(label: str) -> bool:
    """Whether a label is that of a field at the head of a document, or of a note."""
    return fold(label) in _HEADS


def opens_direction(label: str) -> bool:
    """Whether a label in brackets tells of what was called in: ``(Zwischenruf des Abg. Kohl: Nein!)``."""
    return fold(label.partition(" ")[0]) in _DIRECTIONS


def opens_list(label: str) -> bool:
    """Whether the first word is one with which a point of a list, a note or a sentence begins."""
    first = label.strip().partition(" ")[0]
    if len(first) == 2 and first.endswith("."):  # "A. Bay"
        return False
    words = {fold(first), fold(label)}
    return not words.isdisjoint(_HEADS) or not words.isdisjoint(_LISTS)


def says_something(word: str) -> bool:
    """Whether a word of a label is one of those that headings, lists and notes are made of."""
    folded = fold(word)
    return (
        folded in _HEADS or folded in _HEADINGS or (len(folded) > _LONGEST_PREPOSITION and folded in _LISTS)
    )
