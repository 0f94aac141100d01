"""Files and folders to text: encodings, and what bad files get."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.index.errors import ReadError
from onrecord.index.readers import sources as readers
from onrecord.index.readers.encodings import UndecodableError, decode
from onrecord.index.readers.sources import find_files, read

SIMPLIFIED = (
    "主持人：欢迎各位来到今天的问答。\r\n记者：请问图书馆什么时候重新开放？\r\n"
    "馆长：我们计划在五月开放。屋顶已经修好，书架也都换了新的。读者可以先在网上预约。\r\n"
    "记者：开放以后还收费吗？\r\n馆长：不收费，大家都可以来看书。\r\n"
)
TRADITIONAL = (
    "主持人：歡迎各位來到今天的問答。\n記者：請問圖書館什麼時候重新開放？\n"
    "館長：我們計劃在五月開放。屋頂已經修好，書架也都換了新的。讀者可以先在網上預約。\n"
)
JAPANESE = (
    "質問：図書館はいつ再開しますか。\n回答：五月に再開する予定です。屋根の修理は終わり、"
    "本棚も新しくなりました。まずインターネットで予約してください。\n"
)
KOREAN = (
    "질문: 도서관은 언제 다시 문을 엽니까?\n답변: 오월에 문을 열 계획입니다. 지붕 수리가 끝났고 "
    "책장도 모두 새것으로 바꾸었습니다. 먼저 인터넷으로 예약해 주십시오.\n"
)
RUSSIAN = (
    "Вопрос: Когда снова откроется библиотека?\nОтвет: Мы собираемся открыть её в мае. "
    "Крыша уже починена, и все полки новые. Сначала нужно записаться.\n"
)
FRENCH = (
    "Question : Quand la bibliothèque rouvrira-t-elle ?\nRéponse : Nous comptons l’ouvrir en mai. "
    "Le toit est réparé et les étagères sont neuves ; réservez d’abord, s’il vous plaît.\n"
)
GERMAN = (
    "Frage: Wann öffnet die Bücherei wieder?\nAntwort: Wir wollen im Mai öffnen. Das Dach ist "
    "repariert, alle Regale sind neu, und für Kinder gibt es größere Tische.\n"
)
CASES = [
    *((SIMPLIFIED, encoding) for encoding in ("utf-8", "gb18030", "gbk", "gb2312")),
    *((TRADITIONAL, encoding) for encoding in ("utf-8", "big5", "gb18030")),
    *((JAPANESE, encoding) for encoding in ("utf-8", "shift_jis", "euc_jp", "iso2022_jp")),
    *((KOREAN, encoding) for encoding in ("utf-8", "euc_kr", "cp949")),
    *((RUSSIAN, encoding) for encoding in ("utf-8", "cp1251", "koi8_r")),
    *((text, encoding) for text in (FRENCH, GERMAN) for encoding in ("utf-8", "cp1252")),
    (GERMAN, "latin-1"),
    *(
        (text, encoding)
        for text in (SIMPLIFIED, TRADITIONAL, JAPANESE, KOREAN, RUSSIAN, FRENCH, GERMAN)
        for encoding in ("utf-16-le", "utf-16-be", "utf-16", "utf-32", "utf-8-sig", "gb18030")
    ),
]


@pytest.mark.parametrize(("text", "encoding"), CASES)
def test_text_comes_back_exactly_from_its_encoding(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "talk.txt"
    path.write_bytes(text.encode(encoding))
    assert read(path).text == text


@given(st.integers(0, 30), st.integers(1, 6), st.sampled_from(["gb18030", "utf-16-le", "utf-16-be", "utf-8"]))
def test_any_long_piece_of_chinese_is_read_right(start: int, times: int, encoding: str) -> None:
    text = (SIMPLIFIED * times)[start:]
    assert decode(text.encode(encoding))[0] == text


@given(st.text(st.characters(exclude_categories=["C"]) | st.sampled_from("\r\n\t")))
def test_any_utf8_text_is_kept_as_it_is(text: str) -> None:
    assert decode(codecs.BOM_UTF8 + text.encode()) == (text, "utf-8")


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_undecodable(data: bytes) -> None:
    try:
        text, encoding = decode(data)
    except UndecodableError:
        return
    assert data.decode(encoding).endswith(text)


def test_a_few_lines_of_japanese_are_not_taken_for_korean() -> None:
    text = "問：橋はいつ開通しますか。\n答：五月です。試験は終わりました。\n"
    assert decode(text.encode("shift_jis"))[0] == text


def test_line_endings_stay_and_the_document_says_where_it_is_from(tmp_path: Path) -> None:
    path = tmp_path / "Talk.TXT"
    path.write_bytes(codecs.BOM_UTF8 + b"Q: Why?\r\nA: So.\rEnd\n")
    document = read(path)
    assert document.text == "Q: Why?\r\nA: So.\rEnd\n"
    assert (document.source, document.name, document.encoding) == (str(path), "Talk.TXT", "utf-8")


BAD = {
    "empty.txt": (b"", "is empty"),
    "blank.txt": ("\ufeff \r\n\t\u3000".encode(), "is empty"),
    "null.txt": (b"\x7fELF\x02\x00\x00\x01\x00\x03" * 40, "is binary"),
    "control.txt": (b"\x01\x02\x03 text \x04\x05" * 40, "is binary"),
    "damaged.txt": (SIMPLIFIED.encode()[:-4] + b"\xff", "UTF-8 it breaks off at byte"),
    "noise.txt": (bytes(range(128, 256)) * 8, "no encoding that is known"),
    "cut.txt": (codecs.BOM_UTF16_LE + "abc".encode("utf-16-le")[:-1], "damaged at byte"),
    "talk.odt": (b"PK", ".odt is not among the formats .txt"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_with_what_is_wrong(tmp_path: Path, name: str) -> None:
    data, wrong = BAD[name]
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadError) as error:
        read(path)
    message = str(error.value)
    assert str(path) in message
    assert wrong in message
    assert "\n" not in message


def test_missing_files_and_folders_are_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"gone\.txt does not exist"):
        read(tmp_path / "gone.txt")
    with pytest.raises(ReadError, match="is a folder"):
        read(tmp_path)
    with pytest.raises(ReadError, match=r"gone\.txt does not exist"):
        find_files([tmp_path / "gone.txt"])
    with pytest.raises(ReadError, match="cannot be"):
        find_files([tmp_path / ("x" * 5000)])


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("Q: Why?")

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(ReadError, match=r"secret\.txt cannot be read \(Permission denied\)"):
        read(path)


def test_a_file_over_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"x" * 2**20)
    monkeypatch.setattr(readers, "LARGEST", 2**19)
    with pytest.raises(ReadError, match="has 1 MiB"):
        read(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(ReadError, match="not an ordinary file"):
        read(tmp_path / "pipe.txt")


def test_folders_are_walked_in_order_and_hidden_files_skipped(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.md", "a/1.TXT", "a/photo.jpg", ".hidden.txt", ".git/x.txt", "plain"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Q: Why?")
    found = find_files([tmp_path / "a" / "photo.jpg", tmp_path, tmp_path / "b.txt"])
    assert [path.relative_to(tmp_path).as_posix() for path in found] == [
        "a/photo.jpg",
        "a/1.TXT",
        "a/2.md",
        "b.txt",
        "plain",
    ]


def test_a_folder_without_readable_files(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"x")
    with pytest.raises(ReadError, match=r"has no file that can be read; the formats are \.txt"):
        find_files([tmp_path])
