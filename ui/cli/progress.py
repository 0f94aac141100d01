"""What a command says while it works: progress bars on standard error, results on standard output."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from onrecord.index.errors import ArchiveError
from onrecord.ui.cli.terminal import harmless

if TYPE_CHECKING:
    from onrecord.index.archive.archive import Archive
    from onrecord.index.embedding.embedder import Embedder

__all__ = ["bar", "bring_up_to_date", "complain", "load_model", "say"]


def say(text: str) -> None:
    """Print a result without breaking a progress bar."""
    _print(text, sys.stdout)
    sys.stdout.flush()


def complain(message: object) -> None:
    """Print a problem on standard error, on one line."""
    _print(f"onrecord: {' '.join(str(message).split())}", sys.stderr)


def _print(text: str, file: TextIO) -> None:
    text = harmless(text)
    # Only a bar can be broken, and only a bar brings tqdm: a command without one need not import it.
    if tqdm := sys.modules.get("tqdm"):
        tqdm.tqdm.write(text, file=file)
    else:
        print(text, file=file)


@contextmanager
def bar(label: str, total: float, unit: str) -> Iterator[Callable[[float], None]]:
    """A progress bar; gives what is to be called with the amount done since the last call.

    Where standard error is no terminal, one line says what is being done.
    """
    from tqdm import tqdm

    if not sys.stderr.isatty():
        print(f"{label} ...", file=sys.stderr, flush=True)
    with tqdm(
        total=total, desc=label, unit=unit, unit_scale=True, dynamic_ncols=True, disable=None,
        bar_format="{desc}: {percentage:3.0f}% |{bar}| {elapsed}, {remaining} left",
    ) as progress:  # fmt: skip
        # Shares of a whole add up to a little more than all of it now and then, which tqdm warns of.
        yield lambda amount: progress.update(min(amount, total - progress.n))


def bring_up_to_date(archive: Archive, embedder: Embedder) -> None:
    """Give an archive of the older format its statements, with a bar; where it cannot be changed, say so.

    Raises:
        ModelMismatchError: ``embedder`` is not the archive's.
    """
    if not archive.is_older:
        return
    archive.require_model(embedder.model_id)
    try:
        with bar("Bringing the archive up to date", 100, "%") as advance:
            archive.bring_up_to_date(embedder, lambda share: advance(100 * share))
    except ArchiveError as error:
        complain(f"{error}; what is said outside of exchanges is not found until it can be")


def load_model(model: str) -> Embedder:
    """The embedding model that ``model`` names; the bundled one is unpacked first, once, with a bar.

    Raises:
        ModelError: it cannot be unpacked or loaded.
    """
    from onrecord.index.embedding.load import load_embedder
    from onrecord.index.embedding.model.unpacking import is_unpacked

    if model != "bundled" or is_unpacked():
        return load_embedder(model)
    with bar("Unpacking the model, once", 1.0, "") as advance:
        done = 0.0

        def report(fraction: float) -> None:
            nonlocal done
            advance(fraction - done)
            done = fraction

        return load_embedder(model, report)
