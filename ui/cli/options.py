"""The options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from onrecord.index.errors import SettingsError
from onrecord.index.readers.addresses import Address
from onrecord.rag.settings import Settings

if TYPE_CHECKING:
    from onrecord.index.archive.archive import Archive
    from onrecord.index.parsing.given_markers import GivenMarkers
    from onrecord.index.readers.sources import Source
    from onrecord.rag.llm.client import LanguageModel

__all__ = [
    "PATH",
    "Sources",
    "archive_option",
    "at_most_one",
    "filter_options",
    "language_model",
    "literally_option",
    "llm_options",
    "model_option",
    "open_archive",
    "path_argument",
    "path_option",
    "reader_option",
    "repeated_option",
    "takes_sources",
]

Action = TypeVar("Action", bound=Callable[..., int])

PATH = click.Path(path_type=Path, readable=False)
"""A file or folder. Whether it is there and can be read is told by what reads it."""


def at_most_one(**given: bool) -> None:
    """Raise :class:`SettingsError` where more than one of some options, by their names, is given."""
    if sum(given.values()) > 1:
        *names, last = (f"--{name}" for name in given)
        raise SettingsError(f"give one of {', '.join(names)} and {last}")


def path_argument(name: str, metavar: str, meaning: str) -> Callable[[Action], Action]:
    """An argument that names a file or folder."""
    return click.argument(name, type=PATH, metavar=metavar, help=meaning)


def path_option(name: str, metavar: str, meaning: str, **more: Any) -> Callable[[Action], Action]:
    """An option that names a file or folder."""
    return click.option(name, type=PATH, metavar=metavar, help=meaning, **more)


def repeated_option(name: str, metavar: str, meaning: str, **more: Any) -> Callable[[Action], Action]:
    """An option that may be given more than once."""
    return click.option(name, multiple=True, metavar=metavar, help=f"{meaning}; as often as needed", **more)


archive_option = path_option(
    "--archive", "DIR", "the archive's folder (default: $ONRECORD_ARCHIVE, else a folder of your user data)"
)
model_option = click.option(
    "--model",
    default=Settings().model,
    metavar="NAME",
    help="the embedding model: 'bundled' (default), or the name or folder of a sentence-transformers model; "
    "an archive keeps to the model that made it",
)
reader_option = click.option(
    "--reader",
    default=Settings().reader,
    metavar="NAME",
    help="what reads the best passages with the question: 'bundled' (default), 'none', or the name or folder "
    "of a sentence-transformers CrossEncoder, which also puts them in order",
)


_LLM_OPTIONS = (
    click.option(
        "--llm",
        envvar="ONRECORD_LLM",
        metavar="URL",
        help="let a language model say in sentences what the quotes say: the address of any server with "
        "OpenAI's interface, such as http://localhost:11434/v1. It is sent the question and the quotes; a "
        "key that it wants is read from $ONRECORD_LLM_KEY (default: $ONRECORD_LLM, else none)",
    ),
    click.option(
        "--llm-model",
        envvar="ONRECORD_LLM_MODEL",
        metavar="NAME",
        help="the language model's name on that server (default: $ONRECORD_LLM_MODEL)",
    ),
)


def llm_options(action: Action) -> Action:
    """Give a command the options that name a language model; see :func:`language_model`."""
    for option in reversed(_LLM_OPTIONS):
        action = option(action)
    return action


def language_model(url: str | None, name: str | None) -> LanguageModel | None:
    """The language model that the user names, if any; its key is in the environment.

    Raises:
        SettingsError: the address or the name is none, or the package is not installed.
    """
    if not url:
        if name:
            raise SettingsError("--llm-model goes with --llm URL, the server's address")
        return None
    from onrecord.rag.llm.client import LanguageModel

    return LanguageModel(url, name or "", os.environ.get("ONRECORD_LLM_KEY") or None)


def filter_options(action: Action) -> Action:
    """Give a command the options that name a part of the record."""
    for option in reversed(_FILTERS):
        action = option(action)
    return action


_FILTERS = (
    repeated_option("--transcript", "ID", "ask only this transcript, see: onrecord list"),
    repeated_option(
        "--outlet", "NAME", "only questions of this paper or station, by any name of it or a part of one"
    ),
    repeated_option(
        "--answerer",
        "NAME",
        "only what this person answered, by the name, also in Latin letters, or a part of it",
    ),
    repeated_option("--language", "CODE", "only answers in this language, such as zh"),
    click.option(
        "--since", metavar="DATE", help="only from this day, month or year on: 2019-03-08, 2019-03, 2019"
    ),
    click.option("--until", metavar="DATE", help="only up to this day, month or year, inclusive"),
)
literally_option = click.option(
    "--literally",
    is_flag=True,
    help="ask the whole record, also where the question names a date, an outlet, a person or a title, and "
    "a follow-up in its own words, also where there is a language model",
)


def open_archive(folder: Path | None) -> Archive:
    """The archive in ``folder``, or the user's.

    Raises:
        ArchiveError: there is none, or it cannot be used.
    """
    from onrecord.index.archive.archive import Archive
    from onrecord.ui.locations import default_archive

    return Archive.open(folder or default_archive())


@dataclass(frozen=True, slots=True)
class Sources:
    """The transcripts that were named, and how they are to be read."""

    paths: tuple[Source, ...]
    markers: GivenMarkers | None
    profile: Path | None
    allow_private: bool


def takes_sources(
    meaning: str, *, required: bool = True
) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Give a command paths and the options that say how they are read; it is called with :class:`Sources`.

    Args:
        meaning: what the help says of the paths.
        required: whether there has to be one.
    """
    metavar = "PATH..." if required else "[PATH]..."

    def decorate(action: Callable[..., int]) -> Callable[..., int]:
        @click.argument("paths", nargs=-1, required=required, metavar=metavar, help=meaning)
        @click.option(
            "--allow-private",
            is_flag=True,
            help="let addresses lead to this machine or its network, which is refused otherwise",
        )
        @repeated_option(
            "--question-marker",
            "TEXT",
            "what begins the line of each question, where that is not found (give --answer-marker too)",
        )
        @repeated_option(
            "--answer-marker",
            "TEXT",
            "what begins the line of each answer, where that is not found (give --question-marker too)",
        )
        @repeated_option(
            "--moderator-marker", "TEXT", "what begins the line of a moderator, who neither asks nor answers"
        )
        @path_option(
            "--profile",
            "FILE",
            "a TOML file that says these, who asks and answers, title, date, place and language "
            "(default: NAME.onrecord.toml beside a file, else onrecord.toml in its folder)",
        )
        @wraps(action)
        def with_sources(
            paths: tuple[str, ...],
            allow_private: bool,
            question_marker: tuple[str, ...],
            answer_marker: tuple[str, ...],
            moderator_marker: tuple[str, ...],
            profile: Path | None,
            **others: Any,
        ) -> int:
            markers = _given(question_marker, answer_marker, moderator_marker)
            sources = Sources(tuple(_sources(paths, allow_private)), markers, profile, allow_private)
            return action(sources, **others)

        return with_sources

    return decorate


def _given(*markers: tuple[str, ...]) -> GivenMarkers | None:
    """The markers that the user gave, if any."""
    from onrecord.index.parsing.given_markers import GivenMarkers

    return GivenMarkers(*markers) if any(markers) else None


def _sources(paths: Iterable[str], allow_private: bool) -> Iterable[Source]:
    """Paths and web addresses."""
    for path in paths:
        yield Address(path, allow_private) if Address.is_one(path) else Path(path)
