"""Work that takes a while: in a thread of its own, with how far it is, until it is done or stopped."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from onrecord.index.errors import OnRecordError

__all__ = ["Done", "StoppedError", "Told", "working"]

# Seconds between two reports of how far it is.
_TICK = 0.3

Result = TypeVar("Result")

Told = Callable[[float], None]
"""What work calls with the share of it, 0..1, that is done; :class:`StoppedError` from it ends the work."""


class StoppedError(Exception):
    """Somebody asked to stop; what was not done yet is not done."""


@dataclass(frozen=True, slots=True)
class Done(Generic[Result]):
    """How work ended: with a result, or stopped, or with a problem in words."""

    result: Result | None = None
    stopped: bool = False
    problem: str = ""


def working(work: Callable[[Told], Result], stopped: threading.Event) -> Iterator[float | Done[Result]]:
    """Do ``work``; gives the share that is done now and then, and at the end how it ended.

    The work goes on when nobody looks any more, as when a page is closed; ``stopped`` ends it.
    """
    told: list[float] = []
    ended: list[Done[Result]] = []
    finished = threading.Event()

    def tell(share: float) -> None:
        if stopped.is_set():
            raise StoppedError
        # Only the last one is of interest, however fast they come.
        told[:] = [share]

    def run() -> None:
        try:
            ended.append(Done(work(tell)))
        except StoppedError:
            ended.append(Done(stopped=True))
        except OnRecordError as error:
            ended.append(Done(problem=" ".join(str(error).split())))
        except Exception as error:
            logging.exception("work that the page was asked for failed")
            ended.append(Done(problem=type(error).__name__))
        finally:
            finished.set()

    threading.Thread(target=run, name="working", daemon=True).start()
    while not finished.wait(_TICK):
        yield from told[:]
    yield ended[0]
