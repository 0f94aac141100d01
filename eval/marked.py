"""A table of README that a program writes, between markers that keep a digest of what it was made from."""

from __future__ import annotations

import re

__all__ = ["MarkedTable"]


class MarkedTable:
    """The table between ``<!-- NAME DIGEST -->`` and ``<!-- end of NAME -->``."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._marked = re.compile(rf"<!-- {name} (\w+) -->\n.*?<!-- end of {name} -->", re.DOTALL)

    def find(self, readme: str) -> re.Match[str] | None:
        """Where it stands in ``readme``, markers included; its digest is the first group."""
        return self._marked.search(readme)

    def digest_written(self, readme: str) -> str:
        """The digest that the table in ``readme`` was made with, or ``none``."""
        match = self.find(readme)
        return match[1] if match else "none"

    def rewritten(self, readme: str, table: str, digest: str) -> str:
        r"""``readme`` with another table between the markers.

        >>> readme = "a <!-- figures none -->\nold\n<!-- end of figures --> b"
        >>> MarkedTable("figures").rewritten(readme, "new", "12")
        'a <!-- figures 12 -->\nnew\n<!-- end of figures --> b'
        """
        whole = f"<!-- {self._name} {digest} -->\n{table}\n<!-- end of {self._name} -->"
        return self._marked.sub(lambda _: whole, readme, count=1)
