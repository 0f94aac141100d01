"""Builds ONNX graphs on the bundled model's word table: numbers of pieces in, vectors out.

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
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from onrecord.index.embedding.model.weights import BLOCK, Weights

__all__ = ["FILES", "INPUT", "OUTPUT", "READ", "Tensors", "quantise", "write_encoder", "write_reader"]

FILES = ("model.onnx", "word-halves.bin", "word-scales.bin")
INPUT = "pieces"
OUTPUT = "vectors"
READ = ("odds", "marks")
"""What a reader gives: see :func:`write_reader`."""

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


class Tensors(Protocol):
    """Where the numbers of a model come from, by the names of the bundled weights file."""

    def vector(self, name: str) -> npt.NDArray[np.float32]:
        """A vector, float32, flat."""
        ...

    def matrix(self, name: str, rows: int) -> npt.NDArray[np.float32]:
        """A matrix, float32, shape ``(rows, columns)``: a row for each output."""
        ...


class _Graph:
    """Collects nodes and constants."""

    def __init__(self, heads: int, epsilon: float) -> None:
        self.heads, self.epsilon = heads, epsilon
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def table(self, name: str, kind: npt.DTypeLike, dimensions: tuple[int, ...], file: str) -> str:
        """A constant that lies in a file of its own, beside the model."""
        from onnx import TensorProto, helper

        tensor = TensorProto(
            name=name,
            data_type=helper.np_dtype_to_tensor_dtype(np.dtype(kind)),
            dims=dimensions,
            data_location=TensorProto.EXTERNAL,
        )
        tensor.external_data.add(key="location", value=file)
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

    def name(self, value: str, output: str) -> None:
        """Give ``value`` out as ``output``."""
        from onnx import helper

        self.nodes.append(helper.make_node("Identity", [value], [output]))


def write_encoder(weights: Weights, folder: Path, progress: Callable[[float], None] | None = None) -> None:
    """Write the model: an ONNX file and the two files of its word table.

    It takes ``pieces``, int32 of shape ``(texts, length)``, and gives ``vectors``, float32 of shape
    ``(texts, hidden)``: the mean over the pieces, at unit length.

    Args:
        weights: The open weights file.
        folder: Where the files go.
        progress: Called with the fraction done, 0 to 1.
    """
    shape = weights.shape
    scales, halves = weights.blocks("emb.word", shape.words)
    halves.tofile(folder / FILES[1])
    scales.tofile(folder / FILES[2])
    places = weights.vector("emb.pos").reshape(shape.positions, shape.hidden)
    places = places + weights.vector("emb.type").reshape(shape.types, shape.hidden)[0]
    graph = _Graph(shape.heads, shape.epsilon)
    state = _embed(graph, weights, places, shape.words)
    for layer in range(shape.layers):
        if progress:
            progress(layer / shape.layers)
        state = _layer(graph, weights, f"l{layer}", state)
    _pool(graph, state)
    _save(graph, {OUTPUT: ("texts", shape.hidden)}, folder / FILES[0])
    if progress:
        progress(1.0)


def write_reader(
    tensors: Tensors, places: npt.NDArray[np.float32], layers: int, heads: int, epsilon: float, file: Path
) -> None:
    """Write a model that reads pairs, into the folder of an unpacked encoder, whose word table it uses.

    It takes ``pieces``, int32 of shape ``(texts, length)``, and gives ``odds``, float32, shape ``(texts,)``,
    and ``marks``, of shape ``(texts, length)``: a number for each pair and one for each piece, of any size.

    Args:
        tensors: Has the encoder's ``emb.ln`` and first ``layers`` layers, ``dense`` (from the state of the
            first piece and the mean of all), ``answers`` and ``marks``.
        places: What is added to the words at each place, float32, shape ``(positions, hidden)``.
        layers: How many layers the encoder has.
        heads: How many heads each layer has.
        epsilon: What keeps the normalisation from dividing by zero.
        file: The ONNX file to write.
    """
    hidden = places.shape[1]
    rows = (file.parent / FILES[2]).stat().st_size // (hidden // BLOCK * 2)
    graph = _Graph(heads, epsilon)
    state = _embed(graph, tensors, places, rows)
    for layer in range(layers):
        state = _layer(graph, tensors, f"l{layer}", state)
    along = graph.constant("along", np.array([1]))
    first = graph.add("Gather", state, graph.constant("first", np.array(0)), axis=1)
    mean = graph.add("ReduceMean", state, along, keepdims=0)
    inner = graph.add("Tanh", _plain(graph, tensors, "dense", graph.add("Concat", first, mean, axis=1)))
    graph.name(graph.add("Squeeze", _plain(graph, tensors, "answers", inner), along), READ[0])
    last = graph.constant("last-but-words", np.array([2]))
    graph.name(graph.add("Squeeze", _plain(graph, tensors, "marks", state), last), READ[1])
    _save(graph, {READ[0]: ("texts",), READ[1]: ("texts", "length")}, file)


def _save(graph: _Graph, outputs: dict[str, tuple[str | int, ...]], file: Path) -> None:
    import onnx
    from onnx import TensorProto, helper

    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "encoder",
            [helper.make_tensor_value_info(INPUT, TensorProto.INT32, ["texts", "length"])],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, each) for name, each in outputs.items()],
            graph.constants,
        ),
        # The oldest versions that hold these operators: every onnxruntime that is allowed can read them.
        opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid(_FUSED, 1)],
        ir_version=8,
    )
    onnx.save(model, str(file))


def _embed(graph: _Graph, tensors: Tensors, places: npt.NDArray[np.float32], words: int) -> str:
    """Word rows widened from 4 bits, plus places, normalised: shape ``(texts, length, hidden)``."""
    from onnx import TensorProto

    hidden = places.shape[1]
    blocks = (words, hidden // BLOCK)
    halves = graph.table("word-halves", np.uint8, (*blocks, BLOCK // 2), FILES[1])
    rows = graph.add("Gather", halves, INPUT)
    sizes = graph.add("Gather", graph.table("word-scales", np.float16, blocks, FILES[2]), INPUT)
    low = graph.add("BitwiseAnd", rows, graph.constant("low", np.uint8(15)))
    high = graph.add("BitShift", rows, graph.constant("four", np.uint8(4)), direction="RIGHT")
    levels = graph.add("Cast", graph.add("Concat", low, high, axis=3), to=TensorProto.FLOAT)
    levels = graph.add("Sub", levels, graph.constant("middle", np.float32(8)))
    sizes = graph.add("Cast", sizes, to=TensorProto.FLOAT)
    sizes = graph.add("Unsqueeze", sizes, graph.constant("last", np.array([3])))
    together = graph.add(
        "Reshape", graph.add("Mul", levels, sizes), graph.constant("joined", np.array([0, 0, hidden]))
    )
    start = graph.constant("start", np.array([0]))
    length = graph.add("Shape", INPUT, start=1, end=2)
    places_used = graph.add("Slice", graph.constant("places", places), start, length, start)
    return _normalise(graph, tensors, "emb.ln", graph.add("Add", together, places_used))


def _plain(graph: _Graph, tensors: Tensors, name: str, state: str) -> str:
    """One multiplication in float32: a head is small."""
    bias = tensors.vector(f"{name}.b")
    weight = graph.constant(f"{name}-weight", tensors.matrix(f"{name}.w", len(bias)).T)
    product = graph.add("MatMul", state, weight)
    return str(graph.add("Add", product, graph.constant(f"{name}-bias", bias)))


def _layer(graph: _Graph, weights: Tensors, layer: str, state: str) -> str:
    together = _linear(graph, weights, [f"{layer}.{part}" for part in "qkv"], state)
    query, key, value = graph.add("Split", together, outputs=3, axis=2, num_outputs=3)
    context = graph.add("MultiHeadAttention", query, key, value, domain=_FUSED, num_heads=graph.heads)
    attended = _linear(graph, weights, [f"{layer}.ao"], context)
    state = _normalise(graph, weights, f"{layer}.aln", graph.add("Add", state, attended))
    wide = graph.add("Gelu", _linear(graph, weights, [f"{layer}.fi"], state), domain=_FUSED)
    narrow = _linear(graph, weights, [f"{layer}.fo"], wide)
    return _normalise(graph, weights, f"{layer}.oln", graph.add("Add", state, narrow))


def _linear(graph: _Graph, weights: Tensors, names: list[str], state: str) -> str:
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


def _normalise(graph: _Graph, weights: Tensors, name: str, state: str) -> str:
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
        epsilon=graph.epsilon,
    )
    return str(graph.add("Add", scaled, graph.constant(f"{name}-shift", weights.vector(f"{name}.b"))))


def _pool(graph: _Graph, state: str) -> None:
    """The sum over the pieces at unit length, which is the mean's direction."""
    from onnx import helper

    total = graph.add("ReduceSum", state, graph.constant("along", np.array([1])), keepdims=0)
    graph.nodes.append(helper.make_node("LpNormalization", [total], [OUTPUT], axis=1, p=2))
