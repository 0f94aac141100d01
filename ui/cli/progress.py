"""What a command says while it works: progress bars on standard error, results on standard output."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from onrecord.ui.cli.terminal import harmless

__all__ = ["bar", "complain", "say", "share_bar"]


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


@contextmanager
def share_bar(label: str) -> Iterator[Callable[[float], None]]:
    """A :func:`bar` for what tells which share of the whole, 0..1, is done by now."""
    with bar(label, 1.0, "") as advance:
        done = 0.0

        def report(share: float) -> None:
            nonlocal done
            advance(share - done)
            done = share

        yield report
