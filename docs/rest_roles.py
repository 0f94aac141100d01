"""Makes the reST of docstrings Markdown, for the API reference: roles (``:class:`x```) and ``::`` blocks.

mkdocs.yml names it as an extension of griffe, which reads the sources without importing them.
"""

from __future__ import annotations

import re
from typing import Any

import griffe

_ROLE = re.compile(r":(?:class|meth|func|mod|data|attr):`~?(?:[\w.]+\.)?(\w+)`")
_BLOCK = re.compile(r"^::$\n|(?<=:):$", re.MULTILINE)


class RestRoles(griffe.Extension):
    """Rewrites the docstring of every object that is read."""

    def on_instance(self, *, obj: griffe.Object, **_: Any) -> None:
        """Replace a role by the last part of the name in it, as code."""
        if obj.docstring:
            obj.docstring.value = _BLOCK.sub("", _ROLE.sub(r"`\1`", obj.docstring.value))
