"""Names and passwords in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.index.errors import InputError
from onrecord.ui.web.passwords import Passwords, line

# scrypt's own test vector (RFC 7914, section 12, the third) in the form of our file.
KNOWN = (
    "ada:$scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGU$"
    "cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofLVQylVYT8Pz2LUlwUkKpr55h6F3A1lHkDfzwF7RVdYhw"
)

# What the reference implementation of argon2 (libargon2's "argon2 somesalt -id -t 2 -m 16 -p 1") says of "password".
ARGON2 = "grace:$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"


def people(tmp_path: Path, *lines: str) -> Path:
    file = tmp_path / "people"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_a_hash_made_elsewhere_is_read_and_comments_say_nothing(tmp_path: Path) -> None:
    found = Passwords(people(tmp_path, "# who may", "", KNOWN, ARGON2))
    assert found.right("ada", "pleaseletmein")
    assert not found.right("ada", "pleaseletmeout")
    assert found.right("grace", "password")
    assert not found.right("grace", "passwort")
    assert not found.right("# who may", "")


def test_a_line_of_ours_lets_in_who_knows_the_password_and_shows_none_of_it(tmp_path: Path) -> None:
    made = line("王小明", "pässword 密码")
    assert made != line("王小明", "pässword 密码")
    assert "pässword" not in made
    assert made.startswith("王小明:$argon2id$v=19$m=19456,t=2,p=1$")
    found = Passwords(people(tmp_path, made))
    # The same letters, composed in another way by another keyboard.
    assert found.right("王小明", "pa\u0308ssword 密码")
    assert found.right("王小明", "pässword 密码")
    assert not found.right("王小明", "pässword 密码 ")
    assert not found.right("somebody", "pässword 密码")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["# nobody"], "names nobody"),
        ([KNOWN, "grace:secret"], "line 2: not of the form"),
        ([KNOWN, KNOWN], "line 2: 'ada' is there already"),
        ([KNOWN.replace("ln=14", "ln=30")], "line 1"),
        ([KNOWN.replace("ada", "a da")], "line 1"),
        ([KNOWN.replace("$U29", "$!29")], "line 1"),
        # Of too much memory, of too many passes, and of a salt that decoders read in more than one way.
        ([ARGON2.replace("m=65536", "m=262145")], "line 1"),
        ([ARGON2.replace("t=2", "t=17")], "line 1"),
        ([ARGON2.replace("p=1", "p=17")], "line 1"),
        ([ARGON2.replace("c29tZXNhbHQ$", "c29tZXNhbHR$")], "line 1"),
        ([ARGON2.replace("argon2id", "argon2i")], "line 1"),
        ([ARGON2.replace("v=19", "v=16")], "line 1"),
    ],
)
def test_a_file_that_is_none_is_told_with_its_line(tmp_path: Path, lines: list[str], message: str) -> None:
    with pytest.raises(InputError, match=message) as raised:
        Passwords(people(tmp_path, *lines))
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    ("name", "password"), [("a:b", "x" * 8), ("", "x" * 8), ("ada", "x" * 7), ("ada", "x" * 1001)]
)
def test_what_cannot_be_a_name_or_a_password_makes_no_line(name: str, password: str) -> None:
    with pytest.raises(InputError):
        line(name, password)
