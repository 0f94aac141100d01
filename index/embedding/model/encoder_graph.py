"""Builds the bundled model's ONNX graph: numbers of pieces in, unit vectors out.

The matrices of the layers become int8, a scale for each output; ONNX Runtime quantises what flows into them
while it runs. The word table, three quarters of the model, keeps its 4 bits: only the rows that a text needs
are widened. It lies in files of its own, which are mapped into memory rather than read. Attention
and the exact (erf) GELU are ONNX Runtime's fused operators.

The texts of a batch are of one length: without a mask attention takes a third less time, and a text's vector
does not depend on what another was filled up with.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.index.embedding.model.weights import Weights

__all__ = ["FILES", "INPUT", "OUTPUT", "quantise", "write_encoder"]

FILES = ("model.onnx", "word-halves.bin", "word-scales.bin")
INPUT = "pieces"
OUTPUT = "vectors"

_FUSED = "com.microsoft"
# 7 bits, not 8: processors without VNNI add two products in 16 bits, and 255 x 127 x 2 would saturate there.
# The vectors are as good (cosine to float32 0.997 with either) and the same on every processor.
_LEVELS = 63


def quantise(matrix: npt.NDArray[np.float32]) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """Round each row to whole levels from -63 to 63.

    Args:
        matrix: float32, shape ``(outputs, inputs)``.

    Returns:
        The levels, int8 of the same shape, and the size of a level, float32 of shape ``(outputs,)``.
    """
    scales = np.maximum(np.abs(matrix).max(axis=1), np.finfo(np.float32).tiny) / _LEVELS
    return np.rint(matrix / scales[:, None]).astype(np.int8), scales.astype(np.float32)


class _Graph:
    """Collects nodes and constants."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def table(self, name: str, value: npt.NDArray[Any], path: Path) -> str:
        """A constant that lies in a file of its own, beside the model."""
        from onnx import TensorProto, helper

        value.tofile(path)
        kind = helper.np_dtype_to_tensor_dtype(value.dtype)
        tensor = TensorProto(name=name, data_type=kind, dims=value.shape, data_location=TensorProto.EXTERNAL)
        tensor.external_data.add(key="location", value=path.name)
        self.constants.append(tensor)
        return name

    def constant(self, name: str, value: npt.NDArray[Any] | np.generic) -> str:
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.asarray(value, order="C"), name))
        return name

    def add(self, operator: str, *inputs: str, domain: str = "", outputs: int = 1, **attributes: Any) -> Any:
        """Add a node; returns the name of its output, or a list of names where it has several."""
        from onnx import helper

        names = [f"{operator}-{len(self.nodes)}-{number}" for number in range(outputs)]
        self.nodes.append(helper.make_node(operator, list(inputs), names, domain=domain, **attributes))
        return names[0] if outputs == 1 else names


def write_encoder(weights: Weights, folder: Path, progress: Callable[[float], None] | None = None) -> None:
    """Write the model: an ONNX file and the two files of its word table.

    It takes ``pieces``, int32 of shape ``(texts, length)``, and gives ``vectors``, float32 of shape
    ``(texts, hidden)``: the mean over the pieces, at unit length.

    Args:
        weights: The open weights file.
        folder: Where the files go.
        progress: Called with the fraction done, 0 to 1.
    """
    import onnx
    from onnx import TensorProto, helper

    shape = weights.shape
    graph = _Graph()
    state = _embed(graph, weights, folder)
    for layer in range(shape.layers):
        if progress:
            progress(layer / shape.layers)
        state = _layer(graph, weights, f"l{layer}", state)
    _pool(graph, state)
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "encoder",
            [helper.make_tensor_value_info(INPUT, TensorProto.INT32, ["texts", "length"])],
            [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, ["texts", shape.hidden])],
            graph.constants,
        ),
        # The oldest versions that hold these operators: every onnxruntime that is allowed can read them.
        opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid(_FUSED, 1)],
        ir_version=8,
    )
    onnx.save(model, str(folder / FILES[0]))
    if progress:
        progress(1.0)


def _embed(graph: _Graph, weights: Weights, folder: Path) -> str:
    """Word rows widened from 4 bits, plus places, normalised: shape ``(texts, length, hidden)``."""
    from onnx import TensorProto

    shape = weights.shape
    scales, halves = weights.blocks("emb.word", shape.words)
    rows = graph.add("Gather", graph.table("word-halves", halves, folder / FILES[1]), INPUT)
    sizes = graph.add("Gather", graph.table("word-scales", scales, folder / FILES[2]), INPUT)
    low = graph.add("BitwiseAnd", rows, graph.constant("low", np.uint8(15)))
    high = graph.add("BitShift", rows, graph.constant("four", np.uint8(4)), direction="RIGHT")
    levels = graph.add("Cast", graph.add("Concat", low, high, axis=3), to=TensorProto.FLOAT)
    levels = graph.add("Sub", levels, graph.constant("middle", np.float32(8)))
    sizes = graph.add("Cast", sizes, to=TensorProto.FLOAT)
    sizes = graph.add("Unsqueeze", sizes, graph.constant("last", np.array([3])))
    words = graph.add(
        "Reshape",
        graph.add("Mul", levels, sizes),
        graph.constant("joined", np.array([0, 0, shape.hidden])),
    )
    places = weights.vector("emb.pos").reshape(shape.positions, shape.hidden)
    places = places + weights.vector("emb.type").reshape(shape.types, shape.hidden)[0]
    start = graph.constant("start", np.array([0]))
    length = graph.add("Shape", INPUT, start=1, end=2)
    places_used = graph.add("Slice", graph.constant("places", places), start, length, start)
    return _normalise(graph, weights, "emb.ln", graph.add("Add", words, places_used))


def _layer(graph: _Graph, weights: Weights, layer: str, state: str) -> str:
    together = _linear(graph, weights, [f"{layer}.{part}" for part in "qkv"], state)
    query, key, value = graph.add("Split", together, outputs=3, axis=2, num_outputs=3)
    heads = weights.shape.heads
    context = graph.add("MultiHeadAttention", query, key, value, domain=_FUSED, num_heads=heads)
    attended = _linear(graph, weights, [f"{layer}.ao"], context)
    state = _normalise(graph, weights, f"{layer}.aln", graph.add("Add", state, attended))
    wide = graph.add("Gelu", _linear(graph, weights, [f"{layer}.fi"], state), domain=_FUSED)
    narrow = _linear(graph, weights, [f"{layer}.fo"], wide)
    return _normalise(graph, weights, f"{layer}.oln", graph.add("Add", state, narrow))


def _linear(graph: _Graph, weights: Weights, names: list[str], state: str) -> str:
    """One quantised multiplication; several matrices with the same input are laid side by side."""
    bias = [weights.vector(f"{name}.b") for name in names]
    rows = [weights.matrix(f"{name}.w", len(part)) for name, part in zip(names, bias, strict=True)]
    levels, scales = quantise(np.concatenate(rows))
    name = "+".join(names)
    return str(
        graph.add(
            "DynamicQuantizeMatMul",
            state,
            graph.constant(f"{name}-levels", levels.T),
            graph.constant(f"{name}-scales", scales),
            graph.constant(f"{name}-zero", np.zeros(len(scales), np.int8)),
            graph.constant(f"{name}-bias", np.concatenate(bias)),
            domain=_FUSED,
        )
    )


def _normalise(graph: _Graph, weights: Weights, name: str, state: str) -> str:
    """Layer normalisation in the operators that ONNX Runtime has vector instructions for.

    Its own (Skip)LayerNormalization goes number by number: five times as long, a quarter of all time.
    """
    mean = graph.add("ReduceMean", state, graph.constant(f"{name}-along", np.array([2])), keepdims=1)
    gain = graph.constant(f"{name}-gain", weights.vector(f"{name}.w"))
    scaled = graph.add(
        "SimplifiedLayerNormalization",
        graph.add("Sub", state, mean),
        gain,
        axis=-1,
        epsilon=weights.shape.epsilon,
    )
    return str(graph.add("Add", scaled, graph.constant(f"{name}-shift", weights.vector(f"{name}.b"))))


def _pool(graph: _Graph, state: str) -> None:
    """The sum over the pieces at unit length, which is the mean's direction."""
    from onnx import helper

    total = graph.add("ReduceSum", state, graph.constant("along", np.array([1])), keepdims=0)
    graph.nodes.append(helper.make_node("LpNormalization", [total], [OUTPUT], axis=1, p=2))
