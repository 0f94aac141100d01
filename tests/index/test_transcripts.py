"""Text in, exchanges out: markers, inferences, spans, and what no transcript gets."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.index.document import Document
from onrecord.index.errors import ParseError
from onrecord.index.parsing.parser import parse
from onrecord.index.readers.sources import find_files, read
from onrecord.index.records import Transcript
from onrecord.index.text.spans import Span, extent, joined

PRESS = """
图书馆长就新馆开放答记者问

本市5月2日电 2021年5月2日，市图书馆举行记者会。

林馆长：大家好！现在请各位提问。

《晨光报》记者：新馆什么时候开放？屋顶修好了吗？

林馆长：新馆五月开放。屋顶已经修好，书架也都换了新的，读者可以先在网上

预约座位。

我想再强调几点：

第一，开放以后不收费。

海港电视台记者：孩子们有自己的阅览室吗？有人认为这是最要紧的。三楼有一间专给孩子们的阅览室，里面有矮书架、\
小桌子，还有一位老师每天下午给孩子们读故事。阅览室同院子相连，天气好的时候可以在院子里看书。这间阅览室是\
家长们一起设计的，他们提了许多好意见。

欢迎大家带孩子来。《城南晚报》记者：周末开放吗？

林馆长：周末也开放。
"""

BRIEFING = """2021年5月3日发言人主持例行记者会
https://example.org/t1.shtml


\t\t\u3000
\u3000\u3000今天先发布一个消息：桥已经修好。
\u3000\u3000问：桥什么时候通车？有什么安排？
\u3000\u3000答：明天上午9:30通车。
\u3000\u3000我们的安排如下：先通行人，再通汽车。
\u3000\u3000追问：收费吗？
\u3000\u3000不收费。
\xa0\u3000\u3000问：还有别的桥吗？
\u3000\u3000追问：在哪里？
\u3000\u3000答：有，在河的上游。
\u3000\u3000会后，有记者问及：隧道何时动工？
\u3000\u3000发言人表示，明年动工。
\u3000\u3000因场地检修，明天的例行记者会提前至十点举行，仍在原处。
"""


def document(text: str, name: str = "talk.txt") -> Document:
    return Document(source=f"/{name}", name=name, text=text, encoding="utf-8")


def told(text: str, name: str = "talk.txt") -> list[tuple[str, str]]:
    """Questions and answers as a reader sees them."""
    transcript = parse(document(text, name))
    return [(joined(text, e.question_spans), joined(text, e.answer_spans)) for e in transcript.exchanges]


def notes(transcript: Transcript) -> list[str]:
    return [str(note) for note in transcript.notes]


def test_a_press_conference_with_outlets_and_a_name() -> None:
    transcript = parse(document(PRESS, "press_2021.txt"))
    assert [(e.number, e.asker, e.outlet, e.answerer) for e in transcript.exchanges] == [
        (1, "《晨光报》记者", "《晨光报》", "林馆长"),
        (2, "海港电视台记者", "海港电视台", None),
        (3, "《城南晚报》记者", "《城南晚报》", "林馆长"),
    ]
    assert (transcript.id, transcript.date) == ("press-2021", "2021-05-02")
    assert transcript.title == "图书馆长就新馆开放答记者问"
    assert transcript.text == PRESS


def test_a_page_break_is_mended_and_paragraphs_are_kept() -> None:
    first = parse(document(PRESS)).exchanges[0]
    cut = PRESS.index("网上") + 2
    assert first.answer_spans == (
        Span(PRESS.index("新馆五月"), cut),
        Span(cut + 2, PRESS.index("海港电视台") - 2),
    )
    assert "读者可以先在网上预约座位。\n\n我想再强调几点：\n\n第一，" in joined(PRESS, first.answer_spans)
    assert f"exchange 1: a page break inside a sentence was mended at character {cut}" in notes(
        parse(document(PRESS))
    )


def test_an_answer_without_a_marker_and_a_question_inside_a_paragraph() -> None:
    transcript = parse(document(PRESS))
    second, third = (transcript.exchanges[i] for i in (1, 2))
    assert joined(PRESS, second.question_spans) == "孩子们有自己的阅览室吗？有人认为这是最要紧的。"
    assert second.answer_spans[0].start == second.question_spans[-1].end
    assert joined(PRESS, second.answer_spans).endswith("欢迎大家带孩子来。")
    assert joined(PRESS, third.question_spans) == "周末开放吗？"
    said = notes(transcript)
    assert any(
        n.startswith("exchange 2: no answer marker; the answer is taken to start at '三楼有") for n in said
    )
    assert any(n.startswith("exchange 3: the question begins inside a paragraph") for n in said)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_briefing_with_generic_markers(newline: str) -> None:
    text = BRIEFING.replace("\n", newline)
    gap = newline + "\u3000\u3000"
    assert told(text, "2021-05-03_t1.txt") == [
        ("桥什么时候通车？有什么安排？", f"明天上午9:30通车。{gap}我们的安排如下：先通行人，再通汽车。"),
        ("收费吗？", "不收费。"),
        ("还有别的桥吗？在哪里？", "有，在河的上游。"),
        ("隧道何时动工？", "发言人表示，明年动工。"),
    ]
    transcript = parse(document(text, "2021-05-03_t1.txt"))
    assert (transcript.id, transcript.date) == ("2021-05-03-t1", "2021-05-03")
    assert {(e.asker, e.outlet, e.answerer) for e in transcript.exchanges} == {(None, None, None)}
    assert notes(transcript)[-1].startswith("the closing announcement from character")


def test_several_answer_turns_are_one_answer_and_an_open_question_is_left_out() -> None:
    text = "问：何时开放？\n答：五月。\n答：五月二日。\n问：收费吗？"
    assert told(text) == [("何时开放？", "五月。五月二日。")]
    assert notes(parse(document(text))) == [
        f"the question at character {text.index('收费')} has no answer; it is kept as a statement"
    ]


def test_front_matter_of_markdown_names_the_transcript() -> None:
    text = '---\ntitle: "A talk on bridges"\nPress: 2020-02-03\n---\nQ: Why?\nA: So.\n'
    transcript = parse(document(text, "x.md"))
    assert (transcript.title, transcript.date, len(transcript.exchanges)) == (
        "A talk on bridges",
        "2020-02-03",
        1,
    )


def test_the_id_can_be_given_and_stays_the_same() -> None:
    text = "Q: Why?\nA: So."
    assert parse(document(text), "Other Talk").id == "other-talk"
    assert parse(document(text)) == parse(document(text))


@pytest.mark.parametrize("text", ["", " \n \n"])
def test_a_text_without_words_is_an_error(text: str) -> None:
    with pytest.raises(ParseError, match=r"^speech\.txt: there is no word in it"):
        parse(document(text, "speech.txt"))


PIECES = st.sampled_from(
    [
        *(
            "问：",
            "答：",
            "追问：",
            "《晨报》记者：",
            "林馆长：",
            "（记者：",
            "主持人：",
            "会后，有记者问及：",
        ),
        *("Q:", "A:", "MS. BAY:", "Question:", "**Q:**", "Q\xa0\xa0", "###", "---", "***", "title: x"),
        *("PREGUNTA\n", "Okay.", "- ", "1. ", "> ", "**", "[00:01] ", "翻译：", "Page 2\n", "Thank you all."),
        *("\n", "\n\n", "\r\n", "\u3000", "\t", "？", "。", "?", ". ", "，", "）", "9:30"),
        *("桥何时通车", "in May", "the bridge", "有人认为不好。", "欢迎大家参加。", "长" * 70),
    ]
)


@example("问：桥何时\nPage 2\n通车？\n答：有人认为\nPage 3\n不好。\n问：in May?\n答：长。\n")
@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60))
def test_spans_are_exact_and_in_order_whatever_the_text(text: str) -> None:
    try:
        transcript = parse(document(text))
    except ParseError:
        return
    spans = sorted(s for e in transcript.parts for turn in e.turns() for s in turn.spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert spans[-1].end <= len(text)
    assert [e.number for e in transcript.exchanges] == list(range(1, len(transcript.exchanges) + 1))
    # A page number in the middle of what is said is nobody's words: the turn goes on behind it.
    said = list(text)
    for left_out in transcript.report.left_out:
        for span in left_out.spans if left_out.kind == "furniture" else ():
            said[span.start : span.end] = " " * len(span)
    bare = re.sub(r"\s", "", "".join(said))
    for exchange in transcript.exchanges:
        for turn in exchange.turns():
            words = turn.words(text)
            assert words == words.strip() != ""
            assert re.sub(r"\s", "", words) in bare


@pytest.mark.parametrize(
    "text",
    [
        "问：" * 300_000,
        "Q: " + "why? " * 200_000,
        "a。" * 500_000,
        "明天举行" * 200_000,
        "林秋水：\n" * 100_000,
        "：" * 10**6,
        "a" + " " * 10**6 + "b",
    ],
)
@pytest.mark.slow
def test_a_megabyte_of_anything_takes_no_time(text: str) -> None:
    assert parse(document(text)).parts


@pytest.mark.parametrize("turns", ["Q: a\nA: b\n", "Q: why?\nA: so\n", "Ann B\nwhy?\n\nTom C\nso.\n\n"])
@pytest.mark.slow
def test_the_time_grows_with_the_turns_and_no_faster(turns: str) -> None:
    def seconds(times: int) -> float:
        started = process_time()
        parse(document(turns * times))
        return process_time() - started

    few = min(seconds(250) for _ in range(3))
    assert seconds(4000) < 4 * 16 * few


@pytest.mark.shared
def test_the_press_conference_of_2019_against_the_gold(shared: Path) -> None:
    transcript = parse(read(shared / "corpora" / "press-2019-03-08.txt"))
    found = []
    for e in transcript.exchanges:
        question, answer = extent(e.question_spans), extent(e.answer_spans)
        found.append(
            {"file": "press-2019-03-08.txt", "n": e.number}
            | {"asker": e.asker, "outlet": e.outlet, "answerer": e.answerer}
            | {"question_start": question.start, "question_end": question.end}
            | {"answer_start": answer.start, "answer_end": answer.end}
        )
    rows = map(json.loads, (shared / "transcripts" / "gold" / "dev.jsonl").read_text("utf-8").splitlines())
    gold = [row for row in rows if row["file"] == "press-2019-03-08.txt"]
    assert len(gold) == 21
    assert found == gold
    assert (transcript.id, transcript.date) == ("press-2019-03-08", "2019-03-08")
    mended = [note.exchange for note in transcript.notes if "page break" in note.message]
    assert mended == [3, 7, 10, 17]


@pytest.mark.shared
def test_the_archive_loses_no_question(shared: Path) -> None:
    files = find_files([shared / "archive"])
    printed, found, without = 0, 0, []
    for path in files:
        document = read(path)
        asked = len(re.findall(r"(?m)^\s*(?:追?问|[^\n：]{0,12}记者(?:问及|问)?)：", document.text))
        exchanges = parse(document).exchanges
        if not exchanges:
            assert asked == 0
            without.append(path.name)
        printed += asked
        found += len(exchanges)
    assert len(files) == 490
    assert len(without) == 4
    assert abs(found - printed) <= 0.005 * printed


def test_a_voice_that_is_heard_now_and_then_does_not_tell_who_asks() -> None:
    """The guest asks back now and then; the announcer never does, and says little."""
    talk = [
        "Ann Reed: So the bridge is open. How was the first day for you and for the crew?\n"
        "Tom Cole: Long. We were there before the sun, and we left when the lights went on.\n",
        "Ann Reed: And the second day, I have heard, was longer. Is that right or is it a tale?\n"
        "Tom Cole: Who says so? It was a good day, with less wind and with more people on foot.\n",
        "Ann Reed: You built it with your own hands, in a way of speaking.\n"
        "Tom Cole: With the hands of three hundred people. I only drew the lines.\n",
    ]
    for every in (0, 12):
        parts = [
            ("Announcer: This is the Harbour Hour.\n\n" if every and i % every == 0 else "") + talk[i % 3]
            for i in range(36)
        ]
        found = parse(Document("\n".join(parts), name="talk.txt")).exchanges
        assert {(e.asker, e.answerer) for e in found} == {("Ann Reed", "Tom Cole")}
        assert len(found) == 36
