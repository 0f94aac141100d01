"""An archive and its model, opened for a command that asks: an older archive is brought up to date.

Commands that only look into an archive need no model, and leave an older one as it is.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.ui.cli.options import open_archive
from onrecord.ui.cli.progress import bar, complain, share_bar

if TYPE_CHECKING:
    from onrecord.index.archive.archive import Archive
    from onrecord.index.embedding.embedder import Embedder

__all__ = ["create_with_model", "load_model", "open_with_model"]


def open_with_model(folder: Path | None, model: str) -> tuple[Archive, Embedder]:
    """Open the archive in ``folder``, or the user's, and load the model that ``model`` names.

    Raises:
        ArchiveError: there is no archive, or it cannot be used.
        ModelError: the model cannot be unpacked or loaded.
        ModelMismatchError: the archive is an older one, and another model made it.
    """
    opened = open_archive(folder)
    embedder = load_model(model)
    _bring_up_to_date(opened, embedder)
    return opened, embedder


def create_with_model(folder: Path, model: str) -> tuple[Archive, Embedder]:
    """Open the archive in ``folder``, made where there is none, and load the model that ``model`` names.

    Raises:
        ArchiveError: the archive cannot be used or made.
        ModelError: the model cannot be unpacked or loaded.
        ModelMismatchError: another model made the archive.
    """
    from onrecord.index.archive.archive import Archive

    embedder = load_model(model)
    opened = Archive.create(folder, embedder.model_id, embedder.dimension)
    _bring_up_to_date(opened, embedder)
    return opened, embedder


def _bring_up_to_date(archive: Archive, embedder: Embedder) -> None:
    """Give an archive of the older format its statements, with a bar; where it cannot be changed, say so.

    Raises:
        ModelMismatchError: ``embedder`` is not the archive's.
    """
    if not archive.is_older:
        return
    with bar("Bringing the archive up to date", 100, "%") as advance:
        archive.make_current(embedder, lambda share: advance(100 * share), complain)


def load_model(model: str) -> Embedder:
    """The embedding model that ``model`` names; the bundled one is unpacked first, once, with a bar.

    Raises:
        ModelError: it cannot be unpacked or loaded.
    """
    from onrecord.index.embedding.load import load_embedder
    from onrecord.index.embedding.model.unpacking import is_unpacked

    if model != "bundled" or is_unpacked():
        return load_embedder(model)
    with share_bar("Unpacking the model, once") as report:
        return load_embedder(model, report)
