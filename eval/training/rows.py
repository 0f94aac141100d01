"""Reads the lines of training sets, which are JSON, gzipped or not."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

__all__ = ["rows_of"]


def rows_of(file: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON lines, in their order."""
    raw = file.read_bytes()
    text = (gzip.decompress(raw) if file.suffix == ".gz" else raw).decode()
    return [json.loads(line) for line in text.split("\n") if line]
