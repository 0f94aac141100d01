"""What every reader does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy.typing as npt
from numpy import float64

__all__ = ["Reader"]


class Reader(Protocol):
    """Reads a question and passages together. Threads may share it."""

    @property
    def reads(self) -> int:
        """How many of the best passages are worth its time."""
        ...

    @property
    def orders(self) -> bool:
        """Whether what it reads is quoted in the order of its log-odds, or as it was found."""
        ...

    def read(self, question: str, passages: Sequence[Sequence[str]]) -> npt.NDArray[float64]:
        """Log-odds that each passage answers, among others about the same, shape ``(len(passages),)``.

        A passage is its sentences in order.
        """
        ...
