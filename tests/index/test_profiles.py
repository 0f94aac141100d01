"""Profiles: what the user says of a transcript in a TOML file is final."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from onrecord.index.archive.archive import Archive
from onrecord.index.document import Document
from onrecord.index.errors import ReadError, SettingsError
from onrecord.index.indexing import index_into
from onrecord.index.parsing.given_markers import GivenMarkers
from onrecord.index.parsing.parser import parse
from onrecord.index.readers.addresses import Address
from onrecord.index.readers.profiles import profile_of, read_profile
from onrecord.index.readers.sources import find_files, read
from onrecord.index.records import Transcript
from tests.conftest import HashEmbedder

TALK = ">> Wann\n<< Im Mai.\n>> Wo\n<< Hier.\n"
MARKERS = 'question-marker = ">>"\nanswer-marker = ["<<"]\n'


def profiled(folder: Path, text: str, toml: str) -> Transcript:
    file = folder / "talk.onrecord.toml"
    file.write_text(toml, "utf-8")
    return parse(Document(text, name="talk.txt"), profile=read_profile(file))


def test_markers_and_metadata(tmp_path: Path) -> None:
    toml = MARKERS + 'title = "Die Brücke"\ndate = 2021-05-03\nplace = "Altstadt"\nlanguage = "de-AT"\n'
    found = profiled(tmp_path, TALK, toml)
    assert len(found.exchanges) == 2
    assert (found.title, found.date, found.place, found.language) == (
        "Die Brücke",
        "2021-05-03",
        "Altstadt",
        "de-AT",
    )


def test_what_is_said_goes_before_what_the_document_tells(tmp_path: Path) -> None:
    text = "---\ntitle: Old\ndate: 2020-01-01\nplace: Here\n---\nQ: When?\nA: Now.\n"
    found = profiled(tmp_path, text, 'title = "New"\ndate = "2021-05-03"\n')
    assert (found.title, found.date, found.place) == ("New", "2021-05-03", "Here")


NAMES = "Ann: Well, it opens in May.\nTom: That is late.\nAnn: We think it is early.\nTom: Why so late.\nAnn: The tests.\n"


def test_roles_of_named_speakers(tmp_path: Path) -> None:
    found = profiled(tmp_path, NAMES, 'asks = "Tom"\nanswers = ["Ann"]\n')
    assert [(e.asker, e.answerer) for e in found.exchanges] == [("Tom", "Ann")] * 2
    assert not found.notes
    swapped = profiled(tmp_path, NAMES, 'asks = "Ann"\nanswers = "tom"\n')
    assert [(e.asker, e.answerer) for e in swapped.exchanges] == [("Ann", "Tom")] * 2


def test_a_moderator_is_in_no_exchange(tmp_path: Path) -> None:
    text = (
        "S: First question.\nQ: When?\nA: In May.\nS: Next, and what a question that was?\nQ: Why?\nA: So.\n"
    )
    toml = 'question-marker = "Q:"\nanswer-marker = "A:"\nmoderator-marker = "S:"\n'
    found = profiled(tmp_path, text, toml)
    assert [t.words(text) for e in found.exchanges for t in e.turns()] == ["When?", "In May.", "Why?", "So."]


def test_the_command_lines_markers_go_before_the_profiles(tmp_path: Path) -> None:
    file = tmp_path / "p.toml"
    file.write_text(MARKERS, "utf-8")
    text = TALK + "F: Warum?\nG: Darum.\n"
    found = parse(Document(text, name="a"), given=GivenMarkers(("F:",), ("G:",)), profile=read_profile(file))
    assert len(found.exchanges) == 1


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ('titel = "x"', "'titel' is unknown; the keys are question-marker"),
        ("title = 3", "title is 3; give a text"),
        ("asks = [1]", r"asks is \[1\]; give a text or a list of texts"),
        ('answer-marker = [""]', "answer-marker is"),
        ('date = "May"', "date is 'May'; give a day such as 2019-03-08"),
        ('language = "deutsch!"', "language is 'deutsch!'; give a tag"),
        ('question-marker = "Q:"', "no answer marker is given"),
        ('asks = "Ann"\nanswers = "Ann"', "answers names 'Ann', who has another role"),
        ("title = ", "is not TOML .*end of document"),
    ],
)
def test_mistakes_are_told_with_file_and_key(toml: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "my.toml"
    file.write_text(toml, "utf-8")
    with pytest.raises(SettingsError, match=f"my.toml.*{message}") as error:
        read_profile(file)
    assert "\n" not in str(error.value)


def test_a_profile_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="cannot be read"):
        read_profile(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes(b'title = "\xe9"')
    with pytest.raises(ReadError, match="not UTF-8"):
        read_profile(tmp_path / "latin.toml")


def test_the_nearest_profile_is_taken(tmp_path: Path) -> None:
    talk = tmp_path / "talk.txt"
    for name, title in (("onrecord.toml", "all"), ("talk.onrecord.toml", "one"), ("named.toml", "named")):
        (tmp_path / name).write_text(f'title = "{title}"', "utf-8")

    def taken(file: Path, named: Path | None = None) -> str | None:
        found = profile_of(file, named)
        return found.metadata.title if found else None

    assert taken(talk, tmp_path / "named.toml") == "named"
    assert taken(talk) == "one"
    assert taken(tmp_path / "other.txt") == "all"
    assert profile_of(tmp_path / "deeper" / "talk.txt") is None
    assert profile_of(Address("https://example.org/talk.txt")) is None


def test_a_file_goes_in_again_only_when_its_profile_makes_a_difference(
    tmp_path: Path, embedder: HashEmbedder
) -> None:
    file = tmp_path / "talk.txt"
    file.write_text("Q: When?\nA: In May.\nQ: Why?\nA: So.\n", "utf-8")
    archive = Archive.create(tmp_path / "archive", embedder.model_id, embedder.dimension)

    def outcome() -> str:
        (report,) = index_into(archive, embedder, [file])
        return report.outcome

    assert [outcome(), outcome()] == ["added", "unchanged"]
    (tmp_path / "talk.onrecord.toml").write_text('title = "Bridge"', "utf-8")
    assert [outcome(), outcome()] == ["replaced", "unchanged"]
    assert archive.transcript("talk").title == "Bridge"


@pytest.mark.parametrize(
    ("text", "markers"),
    [
        (">> Wände\n<< Im Mai\n>> Rot\n<< Hier\n", "--question-marker '>>' --answer-marker '<<'"),
        ("eins: Rot\nzwei: So\neins: Blau\nzwei: Da\n", "--question-marker eins: --answer-marker zwei:"),
        ("A speech.\nNothing else.\n", "--question-marker Q: --answer-marker A:"),
    ],
)
def test_a_note_shows_the_command_that_would_read_the_file(text: str, markers: str) -> None:
    document = Document(text, source="/my files/it's.txt", name="it's.txt")
    assert parse(document).notes[0].message.endswith(f"onrecord check '/my files/it'\"'\"'s.txt' {markers}")


@pytest.mark.parametrize("profile", ["2021/talk.onrecord.toml", "2021/onrecord.toml"])
def test_a_profile_inside_a_zip(profile: str, tmp_path: Path) -> None:
    inner = BytesIO()
    with ZipFile(inner, "w") as made:
        made.writestr("2021/talk.txt", TALK)
        made.writestr(profile, MARKERS)
    with ZipFile(tmp_path / "talks.zip", "w") as made:
        made.writestr("2021/talk.txt", TALK)
        made.writestr(profile, MARKERS)
        made.writestr("more.zip", inner.getvalue())
    found = find_files([tmp_path / "talks.zip"])
    assert len(found) == 2
    for file in found:
        assert len(parse(read(file), profile=profile_of(file)).exchanges) == 2
