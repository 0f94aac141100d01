"""The language of a text, and archives that hold several."""

from __future__ import annotations

import pytest

from onrecord.index.archive.archive import Archive
from onrecord.index.text.language import language_of
from tests.conftest import HashEmbedder, transcript_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("大桥今年五月通车，工期三年，两岸居民往来方便多了。", "zh"),
        ("大橋今年五月通車，工期三年，兩岸居民往來方便多了。", "zh"),
        # py3langid takes it for Wu.
        ("印度尼西亚渡轮公司有何回应？", "zh"),
        ("다리는 오월에 열립니다. 공사는 삼 년이 걸렸습니다.", "ko"),
        ("สะพานจะเปิดในเดือนพฤษภาคม", "th"),
        ("The bridge opens in May, and it was built in three years.", "en"),
        ("El puente se abre en mayo y se construyó en tres años.", "es"),
        ("Мост откроют в мае, его строили три года.", "ru"),
        ("橋は五月に開通します。工事には三年かかりました。", "ja"),
        ("12308 · 😀", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_each_language_brings_its_own_nearest(archive: Archive, embedder: HashEmbedder) -> None:
    chinese = [(f"第{n}座桥什么时候通车？", f"第{n}座桥五月通车，工期三年。") for n in range(5)]
    archive.add(transcript_of(chinese, "桥"), embedder)
    assert {each.id: each.language for each in archive.transcripts()} == {"talk": "en", "桥": "zh"}
    vector = embedder.embed_questions(["When does the bridge open?"])[0]
    ids, cosines = archive.nearest("question", vector, 2)
    assert list(cosines) == sorted(cosines, reverse=True)
    asked = [unit for unit in archive.units(range(1, 9)) if unit.id in ids]
    assert sorted(unit.transcript for unit in asked) == ["talk", "talk", "桥", "桥"]
