"""Where archives are kept when nobody says where, and which hosts are this computer."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_cache_path, user_data_path

from onrecord.index.parsing.identity import slug
from onrecord.index.tables.schema import FORMAT

if TYPE_CHECKING:
    from onrecord.index.readers.sources import Source

__all__ = [
    "LOCAL_NAMES",
    "chat_archive",
    "default_archive",
    "eval_cache",
    "is_local",
    "runs",
    "sample_record",
]


LOCAL_NAMES = ("localhost", "127.0.0.1", "::1")
"""How a computer calls itself."""


def is_local(host: str) -> bool:
    """Whether only this computer reaches what listens on ``host``.

    >>> is_local("localhost"), is_local("127.0.0.2"), is_local("0.0.0.0")
    (True, True, False)
    """
    return host in LOCAL_NAMES or host.startswith("127.")


def default_archive() -> Path:
    """The folder that ``ONRECORD_ARCHIVE`` names, else ``archive`` in the user's data folder."""
    named = os.environ.get("ONRECORD_ARCHIVE")
    return Path(named) if named else user_data_path("onrecord") / "archive"


def chat_archive(paths: Sequence[Source], model: str) -> Path:
    """The folder of the archive that holds these transcripts alone: the same for the same paths and model.

    An archive of another format is not met there, so that the page never fails on one.
    """
    absolute = sorted(str(path.resolve() if isinstance(path, Path) else path) for path in paths)
    chosen = "\n".join([FORMAT, model, *absolute])
    digest = hashlib.sha256(chosen.encode("utf-8", "surrogateescape")).hexdigest()
    name = slug(Path(absolute[0]).stem)[:40]
    return user_data_path("onrecord") / "chats" / f"{name}-{digest[:8]}".strip("-")


def eval_cache() -> Path:
    """The folder of archives that were made for an evaluation, which can be made again."""
    return user_cache_path("onrecord") / "eval"


def runs() -> Path:
    """The folder of the runs of question sets."""
    return user_data_path("onrecord") / "runs"


def sample_record() -> Path:
    """The folder of the transcripts that come with On Record."""
    return Path(str(files("onrecord.ui").joinpath("sample")))
