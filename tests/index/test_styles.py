"""Transcripts in the styles of many languages: the same two exchanges, or three, must be found in each."""

from __future__ import annotations

import pytest

from onrecord.index.parsing.parser import parse
from tests.index.test_transcripts import document, notes, told

# One transcript a style; after it the questions and answers that a reader finds in it.
STYLES = {
    "French, capitals on lines of their own": (
        "JOURNALISTE\nQuand ouvrira la bibliothèque ?\n\nMME M., MAIRE DE LA VILLE\nEn mai.\n\n"
        "JOURNALISTE\nCombien coûte l'entrée ?\n\nMME M.\nRien du tout.\n",
        [("Quand ouvrira la bibliothèque ?", "En mai."), ("Combien coûte l'entrée ?", "Rien du tout.")],
    ),
    "a newspaper's paragraph, questions and answers run in": (
        "Q. When does it open? A. In May. Q. Who pays? A. The town does. Q. Who else? A. Nobody.\n",
        [("When does it open?", "In May."), ("Who pays?", "The town does."), ("Who else?", "Nobody.")],
    ),
    "French, letters and dashes": (
        "Q - Quand ouvrira-t-elle ?\nR - En mai.\nQ - Est-ce payant ?\nR - Non.\n",
        [("Quand ouvrira-t-elle ?", "En mai."), ("Est-ce payant ?", "Non.")],
    ),
    "German, a follow-up": (
        "Frage: Wann öffnet die Bibliothek?\n\nSprecherin B.: Im Mai.\n\n"
        "Zusatzfrage: Kostet es etwas?\n\nSprecherin B.: Nein, der Eintritt ist frei.\n",
        [
            ("Wann öffnet die Bibliothek?", "Im Mai."),
            ("Kostet es etwas?", "Nein, der Eintritt ist frei."),
        ],
    ),
    "Portuguese, bold labels": (
        "**Jornalista:** Quando abre?\n\n**Ministra:** Em maio.\n\n**Jornalista:** Quanto custa?\n\n**Ministra:** Nada.\n",
        [("Quando abre?", "Em maio."), ("Quanto custa?", "Nada.")],
    ),
    "Italian, long dashes": (
        "DOMANDA – Quando apre?\nRISPOSTA – A maggio.\nDOMANDA – Quanto costa?\nRISPOSTA – Niente.\n",
        [("Quando apre?", "A maggio."), ("Quanto costa?", "Niente.")],
    ),
    "Spanish, letters and full stops": (
        "P. ¿Cuándo abre la biblioteca?\nR. En mayo.\nP. ¿Cuánto cuesta?\nR. Nada.\n",
        [("¿Cuándo abre la biblioteca?", "En mayo."), ("¿Cuánto cuesta?", "Nada.")],
    ),
    "Russian, full stops": (
        "Вопрос. Когда откроется библиотека?\nОтвет. В мае.\nВопрос. Сколько стоит вход?\nОтвет. Нисколько.\n",
        [("Когда откроется библиотека?", "В мае."), ("Сколько стоит вход?", "Нисколько.")],
    ),
    "Russian, dashes alone": (
        "Беседа о библиотеке\n\n– Когда откроется библиотека?\n– В мае.\n– Сколько стоит вход?\n– Нисколько.\n",
        [("Когда откроется библиотека?", "В мае."), ("Сколько стоит вход?", "Нисколько.")],
    ),
    "Arabic": (
        "الصحفي: متى تفتح المكتبة؟\nالمتحدثة: في مايو.\nالصحفي: كم سعر الدخول؟\nالمتحدثة: مجانا.\n",
        [("متى تفتح المكتبة؟", "في مايو."), ("كم سعر الدخول؟", "مجانا.")],
    ),
    "Hindi": (
        "प्रश्न: पुस्तकालय कब खुलेगा?\nउत्तर: मई में।\nप्रश्न: शुल्क कितना है?\nउत्तर: कुछ नहीं।\n",
        [("पुस्तकालय कब खुलेगा?", "मई में।"), ("शुल्क कितना है?", "कुछ नहीं।")],
    ),
    "Japanese, brackets, no question marks": (
        "（記者）図書館はいつ開きますか。\n（館長）五月です。\n（記者）料金はかかりますか。\n（館長）無料です。\n",
        [("図書館はいつ開きますか。", "五月です。"), ("料金はかかりますか。", "無料です。")],
    ),
    "Japanese, a moderator": (
        "司会：それでは質問をどうぞ。\n記者：図書館はいつ開きますか。\n館長：五月です。\n司会：次の方どうぞ。\n"
        "記者：料金はかかりますか。\n館長：無料です。\n司会：これで終わります。\n",
        [("図書館はいつ開きますか。", "五月です。"), ("料金はかかりますか。", "無料です。")],
    ),
    "Korean, angle brackets": (
        "<질문> 도서관은 언제 엽니까?\n<답변> 5월에 엽니다.\n<질문> 요금은 얼마입니까?\n<답변> 무료입니다.\n",
        [("도서관은 언제 엽니까?", "5월에 엽니다."), ("요금은 얼마입니까?", "무료입니다.")],
    ),
    "Vietnamese": (
        "Phóng viên: Khi nào thư viện mở cửa?\nGiám đốc: Tháng Năm.\n"
        "Phóng viên: Vé vào cửa bao nhiêu?\nGiám đốc: Miễn phí.\n",
        [("Khi nào thư viện mở cửa?", "Tháng Năm."), ("Vé vào cửa bao nhiêu?", "Miễn phí.")],
    ),
    "Indonesian": (
        "Wartawan: Kapan perpustakaan dibuka?\nKepala Dinas: Bulan Mei.\n"
        "Wartawan: Berapa biayanya?\nKepala Dinas: Gratis.\n",
        [("Kapan perpustakaan dibuka?", "Bulan Mei."), ("Berapa biayanya?", "Gratis.")],
    ),
    "Thai, no question marks": (
        "ผู้สื่อข่าว: ห้องสมุดเปิดเมื่อไร\nผู้อำนวยการ: เดือนพฤษภาคม\nผู้สื่อข่าว: ค่าเข้าเท่าไร\nผู้อำนวยการ: ฟรี\n",
        [("ห้องสมุดเปิดเมื่อไร", "เดือนพฤษภาคม"), ("ค่าเข้าเท่าไร", "ฟรี")],
    ),
    "Turkish, capitals": (
        "SORU: Kütüphane ne zaman açılıyor?\nCEVAP: Mayısta.\nSORU: Giriş ücretli mi?\nCEVAP: Hayır, ücretsiz.\n",
        [("Kütüphane ne zaman açılıyor?", "Mayısta."), ("Giriş ücretli mi?", "Hayır, ücretsiz.")],
    ),
    "Polish": (
        "Dziennikarz: Kiedy otwarcie?\nRzeczniczka: W maju.\nDziennikarz: Ile kosztuje wstęp?\nRzeczniczka: Nic.\n",
        [("Kiedy otwarcie?", "W maju."), ("Ile kosztuje wstęp?", "Nic.")],
    ),
    "Dutch": (
        "VRAAG: Wanneer gaat de bibliotheek open?\nANTWOORD: In mei.\nVRAAG: Wat kost het?\nANTWOORD: Niets.\n",
        [("Wanneer gaat de bibliotheek open?", "In mei."), ("Wat kost het?", "Niets.")],
    ),
    "Greek, capitals without accents": (
        "ΔΗΜΟΣΙΟΓΡΑΦΟΣ: Πότε ανοίγει η βιβλιοθήκη;\nΕΚΠΡΟΣΩΠΟΣ: Τον Μάιο.\n"
        "ΔΗΜΟΣΙΟΓΡΑΦΟΣ: Πόσο κοστίζει;\nΕΚΠΡΟΣΩΠΟΣ: Τίποτα.\n",
        [("Πότε ανοίγει η βιβλιοθήκη;", "Τον Μάιο."), ("Πόσο κοστίζει;", "Τίποτα.")],
    ),
    "Chinese interview, the host asks": (
        "主持人：您好，图书馆什么时候开放？\n嘉宾：五月开放。\n主持人：收费吗？\n嘉宾：不收费，读者可以预约。\n",
        [("您好，图书馆什么时候开放？", "五月开放。"), ("收费吗？", "不收费，读者可以预约。")],
    ),
    "Chinese, numbered questions": (
        "一、图书馆什么时候开放？\n答：五月开放。\n二、收费吗？\n答：不收费。\n",
        [("图书馆什么时候开放？", "五月开放。"), ("收费吗？", "不收费。")],
    ),
    "Chinese and English, an interpreter": (
        "记者：图书馆何时开放？\n翻译：When does it open?\n馆长：五月。\n翻译：In May.\n"
        "记者：收费吗？\n翻译：Is there a fee?\n馆长：不收费。\n翻译：No fee.\n",
        [
            ("图书馆何时开放？When does it open?", "五月。In May."),
            ("收费吗？Is there a fee?", "不收费。No fee."),
        ],
    ),
    "captions to text, times behind the names": (
        "Speaker 1  0:00\nWhen does it open?\n\nSpeaker 2  0:04\nIn May, we hope.\n\n"
        "Speaker 1  0:09\nWhat does it cost?\n\nSpeaker 2  0:12\nNothing.\n",
        [("When does it open?", "In May, we hope."), ("What does it cost?", "Nothing.")],
    ),
    "times before the names": (
        "[00:00:01] Host: When does it open?\n[00:00:04] Guest: In May.\n"
        "[00:00:09] Host: What does it cost?\n[00:00:12] Guest: Nothing.\n",
        [("When does it open?", "In May."), ("What does it cost?", "Nothing.")],
    ),
    "a magazine's bold questions": (
        "The library has a new head.\n\n**When does it open?**\n\nIn May.\n\n**What does it cost?**\n\nNothing.\n\n"
        "**Who built it?** The town.\n",
        [
            ("When does it open?", "In May."),
            ("What does it cost?", "Nothing."),
            ("Who built it?", "The town."),
        ],
    ),
    "headings that ask": (
        "# Library\n\n## When does it open?\n\nIn May.\n\n## What does it cost?\n\nNothing.\n\n## Who built it?\n\nThe town.\n",
        [
            ("When does it open?", "In May."),
            ("What does it cost?", "Nothing."),
            ("Who built it?", "The town."),
        ],
    ),
    "numbered questions": (
        "1. When does it open?\nIn May.\n\n2. What does it cost?\nNothing.\n",
        [("When does it open?", "In May."), ("What does it cost?", "Nothing.")],
    ),
    "a misread letter": (
        "0: When does it open?\nPM: In May.\nQ: What does it cost?\nP M. Nothing.\n0: Who built it?\nPM: The town.\n"
        "0: And who paid?\nPM; The town.\n",
        [
            ("When does it open?", "In May."),
            ("What does it cost?", "Nothing."),
            ("Who built it?", "The town."),
            ("And who paid?", "The town."),
        ],
    ),
    "a moderator relays": (
        "MODERATOR: A question from the web: when does the library open?\nMS. B.: In May.\n"
        "MODERATOR: And somebody else asks what it costs?\nMS. B.: Nothing.\nMODERATOR: Thank you all.\n",
        [
            ("A question from the web: when does the library open?", "In May."),
            ("And somebody else asks what it costs?", "Nothing."),
        ],
    ),
    "English, an answerer in small letters": (
        "**Head of library:** Good morning. Shall we begin?\n\n**Journalist:** When does it open?\n\n"
        "**Head of library:** In May.\n\n**Journalist (inaudible):** And the price?\n\n"
        "**Head of library:** Free. What does that mean? It means nobody pays.\n",
        [
            ("When does it open?", "In May."),
            ("And the price?", "Free. What does that mean? It means nobody pays."),
        ],
    ),
    "a host and two guests": (
        "HOST: Welcome. A., when does it open?\nA. B.: In May.\nHOST: And C., who built it?\nC. D.: The town did.\n"
        "A. B.: With help.\nHOST: What does it cost?\nC. D.: Nothing.\n",
        [
            ("Welcome. A., when does it open?", "In May."),
            ("And C., who built it?", "The town did. With help."),
            ("What does it cost?", "Nothing."),
        ],
    ),
    "Chinese, names that ask and answer": (
        "記者問：圖書館何時開放？\n發言人答：五月開放。\n記者追問：收費嗎？\n發言人答：不收費。\n",
        [("圖書館何時開放？", "五月開放。"), ("收費嗎？", "不收費。")],
    ),
    "Chinese, outlets in brackets": (
        "【晨光报】图书馆何时开放？\n【发言人】五月开放。\n【海港电视台】收费吗？\n【发言人】不收费。\n",
        [("图书馆何时开放？", "五月开放。"), ("收费吗？", "不收费。")],
    ),
    "Japanese, only the questions have dashes": (
        "――図書館はいつ開きますか。\n\n「五月です。準備は進んでいます」\n\n――料金はかかりますか。\n\n「無料です」\n",
        [
            ("図書館はいつ開きますか。", "「五月です。準備は進んでいます」"),
            ("料金はかかりますか。", "「無料です」"),
        ],
    ),
    "letters on lines of their own": (
        "Q.\nWhen does it open?\nA.\nIn May.\nQ.\nWhat does it cost?\nA.\nNothing.\n",
        [("When does it open?", "In May."), ("What does it cost?", "Nothing.")],
    ),
    "questions quoted": (
        "> When does it open?\n\nIn May.\n\n> What does it cost?\n\nNothing.\n",
        [("When does it open?", "In May."), ("What does it cost?", "Nothing.")],
    ),
    "names on lines of their own": (
        "Anna B\nWhen does it open?\n\nTheo R\nIn May.\n\nAnna B\nWhat does it cost?\n\nTheo R\nNothing.\n",
        [("When does it open?", "In May."), ("What does it cost?", "Nothing.")],
    ),
}


@pytest.mark.parametrize("style", STYLES)
def test_styles(style: str) -> None:
    text, exchanges = STYLES[style]
    assert told(text) == exchanges
    assert told(text.replace("\n", "\r\n")) == exchanges


def test_outlets_alone_ask_and_the_one_who_comes_again_answers() -> None:
    text = (
        "发言人：大家好，今天有一个消息。\n\n晨光报：图书馆何时开放？\n\n发言人：五月开放。\n\n海港电视台：收费吗？\n\n"
        "发言人：不收费。\n\n主持人：最后一个问题。\n\n山城电台：周末开放吗？\n\n发言人：开放。\n\n主持人：谢谢大家。\n"
    )
    transcript = parse(document(text))
    assert [(e.asker, e.outlet, e.answerer) for e in transcript.exchanges] == [
        ("晨光报", "晨光报", "发言人"),
        ("海港电视台", "海港电视台", "发言人"),
        ("山城电台", "山城电台", "发言人"),
    ]
    assert told(text)[-1] == ("周末开放吗？", "开放。")
    assert "told from the turns who asks: '晨光报', '海港电视台', '山城电台'" in notes(transcript)


def test_askers_named_once_with_their_outlets() -> None:
    text = (
        "La ministre : Bonjour à tous.\nA. B. (Radio Colline) : Quand ouvrira-t-elle ?\nLa ministre : En mai.\n"
        "C. D. (Le Port) : Et le prix ?\nLa ministre : C'est gratuit.\n"
    )
    assert [(e.asker, e.outlet, e.answerer) for e in parse(document(text)).exchanges] == [
        ("A. B. (Radio Colline)", "Radio Colline", "La ministre"),
        ("C. D. (Le Port)", "Le Port", "La ministre"),
    ]


MINOR = """Q: Two questions, if I may.

MS. B.: Sure.

Q: First, when does the library open, and --

MS. B.: Yeah.

Q: -- who pays for it?

MS. B.: In May. The town pays for the building.

Q: Okay.

MS. B.: And the readers pay nothing, as I said last week.

Q: Will it open on Sundays?

MS. B.: Yes.

Q: Thank you.

MS. B.: Thank you, everyone.
"""


def test_minor_turns_stay_inside_what_they_interrupt() -> None:
    (first, second) = told(MINOR)
    assert (
        first[0] == "Two questions, if I may. First, when does the library open, and -- -- who pays for it?"
    )
    assert first[1].startswith("In May.")
    assert first[1].endswith("as I said last week.")
    assert second == ("Will it open on Sundays?", "Yes.")
    left_out = [note for note in notes(parse(document(MINOR))) if "asks or answers nothing" in note]
    assert len(left_out) == 5


def test_a_short_answer_to_a_statement_is_an_answer() -> None:
    text = (
        "问：图书馆何时开放？\n答：五月。\n问：那么读者四月份还不能进去看书，也不能预约座位。\n答：是的。\n"
    )
    assert len(told(text)) == 2


def test_a_request_without_a_question_mark_is_a_question() -> None:
    text = "问：消息属实吗？\n答：你说呢？\n问：请介绍图书馆的情况。\n答：五月开放。\n"
    assert told(text)[1] == ("请介绍图书馆的情况。", "五月开放。")


@pytest.mark.parametrize(
    "text",
    [
        "Dear friends,\n\nWhy are we here? Because the library opens. What does it mean?\n\nWe read.\n\n"
        "First: we read. Second: we write.\n\nThank you.\n",
        "# The library\n\n## Why now?\n\nThe town grew.\n\n## History\n\nOld.\n\n## Building\n\nStone.\n",
        "Ingredients:\n- Flour: two cups\n- Milk: one cup\n\nMethod:\n1. Mix.\n2. Bake.\n\nServes: four\n",
        "Name: library\nVersion: 2\nHomepage: https://example.org/?q=1\nProject-URL: Docs, https://example.org/?a\n"
        "Project-URL: Code, https://example.org/?b\nLicense: free\nLicense: text?\nProvides: reading\n",
        "The library stood on the hill.\nNote: it was closed.\nThe town: small and quiet.\nWhy? Nobody knew.\n"
        "Note: it would open in May.\n",
        "一、和平发展。\n二、合作共赢。\n三、我们为什么要这样做？\n四、因为人民。\n",
        "- Milk\n- Bread?\n- Eggs\n- Salt\n- Tea?\n",
    ],
)
def test_prose_has_no_exchanges(text: str) -> None:
    assert not parse(document(text, "speech.txt")).exchanges
