"""What the user says of a transcript in a TOML file: its markers, who asks, its title and date. It is final.

A profile for one file stands beside it (``talk.onrecord.toml`` for ``talk.txt``), one for all files of a
folder is called ``onrecord.toml``::

    question-marker = ["Frage:"]
    answer-marker = "Antwort:"
    asks = ["Ann Reed", "style:bold"]
    title = "The bridge"
    date = 2021-05-03
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from onrecord.index.document import UnreadableError
from onrecord.index.errors import ReadError, SettingsError
from onrecord.index.metadata import Metadata
from onrecord.index.parsing.given_markers import GivenMarkers
from onrecord.index.parsing.profile import NOBODY, Choice, Profile
from onrecord.index.readers.addresses import Address
from onrecord.index.readers.zipped import bytes_inside, is_inside, zip_around

__all__ = [
    "FOLDER_PROFILE",
    "KEPT",
    "kept_profile",
    "profile_beside",
    "profile_of",
    "read_profile",
    "write_profile",
]

#: The name of a profile for all files of its folder.
FOLDER_PROFILE: Final = "onrecord.toml"

#: The folder of an archive that keeps what was chosen on the page, a file for each text.
KEPT: Final = "profiles"

# Bytes of a zip, and of a profile in it, that are read.
_LARGEST: Final = 64 * 1024 * 1024
_MARKERS: Final = ("question-marker", "answer-marker", "moderator-marker")
_ROLES: Final[dict[str, Choice]] = {
    "asks": "asker", "answers": "answerer", "moderates": "moderator", NOBODY: NOBODY,
}  # fmt: skip
_TEXTS: Final = ("title", "place", "language")
_KEYS: Final = (*_MARKERS, *_ROLES, *_TEXTS, "date")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


def _texts(value: object) -> tuple[str, ...] | None:
    """One text or a list of them; ``None`` where it is neither, or one is blank."""
    found = [value] if isinstance(value, str) else value
    if not isinstance(found, list) or not all(isinstance(each, str) and each.strip() for each in found):
        return None
    return tuple(found)


def _checked(path: Path, fields: dict[str, Any], key: str, read: Callable[[object], Any], wanted: str) -> Any:
    """The value of a key, ``None`` where there is none."""
    if key not in fields:
        return None
    found = read(fields[key])
    if found is None:
        raise SettingsError(f"{path}: {key} is {fields[key]!r}; give {wanted}")
    return found


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _day(value: object) -> str | None:
    """An ISO date, of a TOML date or a text."""
    try:
        return (
            value.isoformat()[:10] if isinstance(value, date) else date.fromisoformat(str(value)).isoformat()
        )
    except ValueError:
        return None


def _language(value: object) -> str | None:
    return value if isinstance(value, str) and _LANGUAGE.fullmatch(value) else None


def read_profile(path: Path) -> Profile:
    """Read a profile.

    Raises:
        ReadError: the file is missing or cannot be read.
        SettingsError: it is no TOML, a key is unknown, or a value is of a wrong type; the message
            names the file and the key.
    """
    try:
        data = path.read_bytes() if path.exists() or not zip_around(path) else bytes_inside(path, _LARGEST)
        fields = tomllib.loads(data.decode("utf-8-sig"))
    except UnreadableError as error:
        raise ReadError(f"{path} {error}") from None
    except OSError as error:
        raise ReadError(f"{path} cannot be read ({error.strerror}); check the path") from None
    except UnicodeDecodeError:
        raise ReadError(f"{path} is not UTF-8 text; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path} is not TOML ({error}); correct it there") from None
    for key in fields:
        if key not in _KEYS:
            raise SettingsError(f"{path}: the key {key!r} is unknown; the keys are {', '.join(_KEYS)}")
    lists = {
        key: _checked(path, fields, key, _texts, "a text or a list of texts") or ()
        for key in (*_MARKERS, *_ROLES)
    }
    question, answer, moderator = (lists[key] for key in _MARKERS)
    told = {key: _checked(path, fields, key, _text, "a text") for key in ("title", "place")}
    try:
        markers = GivenMarkers(question, answer, moderator) if question or answer or moderator else None
    except SettingsError as error:
        raise SettingsError(f"{path}: {error}") from None
    roles: dict[str, Choice] = {}
    for key, role in _ROLES.items():
        for name in lists[key]:
            if roles.setdefault(name, role) != role:
                raise SettingsError(f"{path}: {key} names {name!r}, who has another role already")
    return Profile(
        markers,
        tuple(roles.items()),
        Metadata(
            title=told["title"],
            date=_checked(path, fields, "date", _day, "a day such as 2019-03-08"),
            place=told["place"],
            language=_checked(path, fields, "language", _language, "a tag such as zh or pt-BR"),
        ),
    )


def write_profile(path: Path, profile: Profile) -> None:
    """Write a profile that :func:`read_profile` reads.

    Raises:
        ReadError: it cannot be written.
    """
    markers = profile.markers
    told: dict[str, Sequence[str] | str | None] = {}
    if markers:
        told |= dict(zip(_MARKERS, (markers.question, markers.answer, markers.moderator), strict=True))
    told |= {key: [name for name, choice in profile.roles if choice == role] for key, role in _ROLES.items()}
    said = profile.metadata
    told |= {"title": said.title, "place": said.place, "language": said.language, "date": said.date}
    # A text of JSON is one of TOML, too, but for a character that only TOML has to escape.
    lines = [
        f"{key} = {json.dumps(value, ensure_ascii=False)}\n".replace("\x7f", "\\u007f")
        for key, value in told.items()
        if value
    ]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(lines), encoding="utf-8")
    except OSError as error:
        raise ReadError(f"{path} cannot be written ({error.strerror}); mend that and say it again") from None


def kept_profile(archive: Path, digest: str) -> Path:
    """Where an archive keeps what was chosen for the text of this digest, wherever that comes from."""
    return archive / KEPT / f"{digest[:16]}.toml"


def profile_beside(source: Path) -> Path:
    """Where the profile for one file stands."""
    return source.with_name(f"{source.stem}.{FOLDER_PROFILE}")


def profile_of(source: Path | Address, named: Path | None = None) -> Profile | None:
    """The profile for a source: the named one, else the one beside the file, else its folder's.

    That of a file in a zip stands in the zip.


    Raises:
        ReadError: it cannot be read.
        SettingsError: something in it is wrong.
    """
    if named is not None:
        return read_profile(named)
    if isinstance(source, Address):
        return None
    for path in (profile_beside(source), source.with_name(FOLDER_PROFILE)):
        if path.is_file() or is_inside(path, _LARGEST):
            return read_profile(path)
    return None
