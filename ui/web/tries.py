"""How many wrong passwords are tried: ten a minute for one name from one place."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

__all__ = ["SECONDS", "Tries"]

MOST, SECONDS = 10, 60.0
"""Wrong passwords for one name from one place, and the seconds in which they are counted."""
_MOST_KEPT = 10_000


class Tries:
    """Counts tries. A try is taken before the password is checked, so that many at once are not more.

    For one thread at a time.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        # In the order in which they were last tried.
        self._taken: OrderedDict[tuple[str, str], list[float]] = OrderedDict()

    def take(self, place: str, name: str) -> bool:
        """Take a try; ``False`` where none is left for a while."""
        now = self._clock()
        taken = [each for each in self._taken.get((place, name), []) if each > now - SECONDS]
        if len(taken) >= MOST:
            return False
        self._taken[place, name] = [*taken, now]
        self._taken.move_to_end((place, name))
        while len(self._taken) > _MOST_KEPT:
            self._taken.popitem(last=False)
        return True

    def give_back(self, place: str, name: str) -> None:
        """Forget the try that was taken last: the password was right, or was not checked."""
        taken = self._taken.get((place, name))
        if taken:
            taken.pop()
            if not taken:
                del self._taken[place, name]
