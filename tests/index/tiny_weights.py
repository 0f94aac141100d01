"""A small weights file of the bundled model's layout, and its forward pass in plain NumPy."""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

HIDDEN, LAYERS, HEADS, WIDE, POSITIONS = 64, 2, 4, 128, 24
PIECES = [
    "<s>",
    "<pad>",
    "</s>",
    "<unk>",
    "▁",
    "a",
    "b",
    "ab",
    "▁ab",
    "c",
    "问",
    "答",
    "问答",
    ":",
    "▁query",
    "q",
]
SCORES = [0.0, 0.0, 0.0, 0.0, -3.0, -4.0, -4.0, -5.0, -4.5, -6.0, -6.0, -6.0, -7.0, -3.0, -5.0, -9.0]
NORMALISATION = {"\n": " ", "\u3000": " ", "\x01": "", "Ａ": "A", "ａ": "a", "½": "1⁄2", "\u200b": " "}


def write_tiny_weights(path: Path, seed: int = 0) -> Path:
    """Write a model of random weights."""
    random = np.random.default_rng(seed)
    tensors: list[tuple[str, int, int, bytes]] = []

    def plain(name: str, size: int, middle: float = 0.0) -> None:
        values = random.normal(middle, 0.1, size).astype("<f4")
        tensors.append((name, 0, size, values.tobytes()))

    def packed(name: str, size: int) -> None:
        blocks = np.zeros((size // 32, 18), np.uint8)
        blocks[:, :2] = random.uniform(0.02, 0.05, (size // 32, 1)).astype("<f2").view(np.uint8)
        blocks[:, 2:] = random.integers(0, 256, (size // 32, 16))
        tensors.append((name, 1, size, blocks.tobytes()))

    packed("emb.word", len(PIECES) * HIDDEN)
    plain("emb.pos", POSITIONS * HIDDEN)
    plain("emb.type", 2 * HIDDEN)
    norms = ["emb.ln"] + [f"l{layer}.{part}" for layer in range(LAYERS) for part in ("aln", "oln")]
    for name in norms:
        plain(f"{name}.w", HIDDEN, 1.0)
        plain(f"{name}.b", HIDDEN)
    for layer in range(LAYERS):
        for part, outputs, inputs in [(p, HIDDEN, HIDDEN) for p in ("q", "k", "v", "ao")] + [
            ("fi", WIDE, HIDDEN),
            ("fo", HIDDEN, WIDE),
        ]:
            packed(f"l{layer}.{part}.w", outputs * inputs)
            plain(f"l{layer}.{part}.b", outputs)

    encoded = [piece.encode() for piece in PIECES]
    offsets = np.cumsum([0, *map(len, encoded)]).astype("<u4")
    blob = b"".join(encoded)
    table = b"".join(
        struct.pack(f"<IB{len(to)}I", ord(character), len(to), *map(ord, to))
        for character, to in NORMALISATION.items()
    )
    head = b"E5S1" + struct.pack(
        "<I7ifi", 1, HIDDEN, LAYERS, HEADS, WIDE, len(PIECES), POSITIONS, 2, 1e-12, 32
    )
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, len(blob))
    head += offsets.tobytes() + np.array(SCORES, "<f4").tobytes() + blob
    head += struct.pack("<iI", len(NORMALISATION), len(table)) + table + struct.pack("<i", len(tensors))
    place = len(head) + sum(2 + len(name) + 21 for name, *_ in tensors)
    directory, body = b"", b""
    for name, kind, count, content in tensors:
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", kind, count, place + len(body), len(content))
        body += content
    path.write_bytes(head + directory + body)
    return path


def forward(weights: Any, pieces: Sequence[int]) -> Floats:
    """The vector of one text, computed the long way from the float32 weights."""
    mean = states(weights, pieces).mean(axis=0)
    return np.asarray(mean / np.linalg.norm(mean))


def states(weights: Any, pieces: Sequence[int], layers: int = LAYERS) -> Floats:
    """What the first ``layers`` layers make of each piece, shape ``(len(pieces), HIDDEN)``."""

    def linear(name: str, rows: int, state: Floats) -> Floats:
        return np.asarray(state @ weights.matrix(f"{name}.w", rows).T + weights.vector(f"{name}.b"))

    def normalise(name: str, state: Floats) -> Floats:
        centred = state - state.mean(axis=1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(axis=1, keepdims=True) + 1e-12)
        return np.asarray(scaled * weights.vector(f"{name}.w") + weights.vector(f"{name}.b"))

    size, count = HIDDEN // HEADS, len(pieces)
    state: Floats = weights.matrix("emb.word", len(PIECES))[list(pieces)].astype(np.float64)
    state = state + weights.vector("emb.pos").reshape(POSITIONS, HIDDEN)[:count]
    state = normalise("emb.ln", state + weights.vector("emb.type")[:HIDDEN])
    for layer in range(layers):
        query, key, value = (
            linear(f"l{layer}.{part}", HIDDEN, state).reshape(count, HEADS, size).transpose(1, 0, 2)
            for part in "qkv"
        )
        likeness = np.exp(query @ key.transpose(0, 2, 1) / math.sqrt(size))
        context = (likeness / likeness.sum(axis=2, keepdims=True)) @ value
        attended = linear(f"l{layer}.ao", HIDDEN, context.transpose(1, 0, 2).reshape(count, HIDDEN))
        state = normalise(f"l{layer}.aln", state + attended)
        wide = linear(f"l{layer}.fi", WIDE, state)
        wide = wide * 0.5 * (1 + np.vectorize(math.erf)(wide / math.sqrt(2)))
        state = normalise(f"l{layer}.oln", state + linear(f"l{layer}.fo", HIDDEN, wide))
    return state
