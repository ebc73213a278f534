"""Build the ONNX graphs that run multilingual-e5-small, and the reader made of it, on a CPU: one text in, numbers out.

The graphs are written by hand from the weights, so making them needs no torch and takes about a second.
They read one text at a time: there is no padding, and no text's numbers depend on its neighbour's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from vectorstore.encoders.weights import BLOCK, LAYERS, PIECES, WIDTH, EncoderWeights

if TYPE_CHECKING:
    import onnx

HEADS = 12
EPSILON = 1e-12
CONTRIB = "com.microsoft"  # the operators that ONNX Runtime adds to the standard's

# 64 steps either way, not 127: without VNNI the processor adds two products in 16 bits and saturates
# above that. It costs little: cos to fp32 .9995 with 64 steps, .9999 with 127 (weights alone).
STEPS = 64

# A few numbers of the text's are far larger than the rest, always in the same places, and a scale that fits them
# leaves the rest too few steps. They are divided by this much, and the weights they meet multiplied by it
# (SmoothQuant, arXiv 2211.10438, for the outliers alone): where a place's largest number is over 2.5 times the 98th
# percentile of all places' (62 NTREX articles), that ratio. cos to fp32 .9984 on average, .9963 without.
EASED: Mapping[str, Mapping[int, int]] = {
    "l0.fi": {15: 3, 60: 3, 87: 3, 321: 5},
    "l0.fo": {318: 7},
    "l1.fi": {15: 8, 321: 4},
    "l1.fo": {1462: 4},
    "l2.fi": {15: 7},
    "l2.fo": {354: 3},
    "l3.fi": {15: 8},
    "l4.fi": {15: 5},
    "l4.fo": {778: 17},
    "l5.fi": {35: 6},
    "l5.fo": {658: 9},
    "l6.fi": {15: 2, 35: 10},
    "l6.fo": {1152: 3},
    "l7.fi": {35: 7},
    "l7.fo": {413: 4},
    "l8.fi": {35: 9},
    "l9.fi": {15: 3, 35: 7},
    "l10.fi": {15: 3, 35: 7, 351: 3},
    "l11.fi": {35: 6},
    "l11.fo": {119: 4, 554: 5, 712: 3, 1371: 5},
}


NONE: Mapping[str, float] = {}


@dataclass(frozen=True, slots=True)
class Linear:
    """A layer's matrix in whole steps: output = (input / ease) · (steps * scales), plus bias."""

    steps: NDArray[np.int8]  # (outputs, inputs), from -STEPS to STEPS
    scales: NDArray[np.float32]  # (outputs,)
    bias: NDArray[np.float32]  # (outputs,)
    ease: NDArray[np.float32] | None = None  # (inputs,), what the input is divided by first; None for nothing


def in_steps(matrix: NDArray[np.float32], bias: NDArray[np.float32], eased: Mapping[int, float]) -> Linear:
    """Round a matrix (outputs, inputs) to steps, a scale for each output; `eased` inputs are divided by so much."""
    ease = None
    if eased:
        ease = np.ones(matrix.shape[1], np.float32)
        ease[list(eased)] = list(eased.values())
        matrix = matrix * ease
    scales = (np.abs(matrix).max(axis=1) / np.float32(STEPS)).astype(np.float32)
    return Linear(np.rint(matrix / scales[:, None]).astype(np.int8), scales, bias, ease)


@dataclass(slots=True)
class GraphDraft:
    """The graph so far."""

    nodes: list["onnx.NodeProto"] = field(default_factory=list)
    constants: list["onnx.TensorProto"] = field(default_factory=list)

    def add(
        self, kind: str, inputs: list[str], output: str, *, domain: str = "", settings: Mapping[str, float] = NONE
    ) -> str:
        from onnx import helper

        node = helper.make_node(kind, inputs, [output], domain=domain)
        node.attribute.extend(helper.make_attribute(name, value) for name, value in settings.items())
        self.nodes.append(node)
        return output

    def constant(self, name: str, values: NDArray[np.generic]) -> str:
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name


def build_graph(weights: EncoderWeights) -> "onnx.ModelProto":
    """Give the model: input `tokens` (1, n), output `vector` (1, 384) of unit length."""
    from onnx import TensorProto, helper

    draft = GraphDraft()
    x = add_layers(draft, weights, _embeddings(draft, weights), range(LAYERS))
    draft.add("ReduceMean", [x, draft.constant("over_tokens", np.array([1]))], "mean", settings={"keepdims": 0})
    draft.add("LpNormalization", ["mean"], "vector", settings={"axis": 1, "p": 2})
    graph = helper.make_graph(
        draft.nodes,
        "multilingual-e5-small",
        [helper.make_tensor_value_info("tokens", TensorProto.INT64, [1, "n"])],
        [helper.make_tensor_value_info("vector", TensorProto.FLOAT, [1, WIDTH])],
        draft.constants,
    )
    opsets = [helper.make_opsetid("", 21), helper.make_opsetid(CONTRIB, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=10)


def _embeddings(draft: GraphDraft, weights: EncoderWeights) -> str:
    """Look the pieces up in their blocks of 4 bits as they came: smaller than int8, and nothing lost."""
    from onnx import TensorProto, helper

    words = weights.matrices["emb.word"]
    nibbles = (words.steps + 8).view(np.uint8)
    packed = (nibbles[:, 0::2] | (nibbles[:, 1::2] << 4)).tobytes()
    zero_points = np.full(PIECES * (WIDTH // BLOCK) // 2, 0x88, np.uint8).tobytes()
    draft.constants.append(helper.make_tensor("words", TensorProto.UINT4, (PIECES, WIDTH), packed, raw=True))
    draft.constants.append(
        helper.make_tensor("words.zero", TensorProto.UINT4, (PIECES, WIDTH // BLOCK), zero_points, raw=True)
    )
    draft.constant("words.scale", words.scales)
    draft.add(
        "GatherBlockQuantized",
        ["words", "tokens", "words.scale", "words.zero"],
        "looked_up",
        domain=CONTRIB,
        settings={"block_size": BLOCK, "gather_axis": 0, "quantize_axis": 1},
    )
    return add_places(draft, weights, "looked_up")


def add_places(draft: GraphDraft, weights: EncoderWeights, looked_up: str) -> str:
    """Add to the vectors of a text's pieces (1, n, 384) what they are at their places, and normalise."""
    draft.constant("all_places", weights.vectors["emb.pos"].reshape(-1, WIDTH) + weights.vectors["emb.type"][:WIDTH])
    draft.add("Shape", [looked_up], "length", settings={"start": 1, "end": 2})
    draft.add("Slice", ["all_places", draft.constant("first", np.array([0])), "length"], "places")
    norm = weights.vectors["emb.ln.w"], weights.vectors["emb.ln.b"]
    return add_and_norm(draft, "emb.ln", looked_up, "places", norm)


def add_layers(draft: GraphDraft, weights: EncoderWeights, x: str, layers: Iterable[int]) -> str:
    """Add some of the encoder's own layers on top of `x`; gives the name of what comes out."""
    for number in layers:
        layer = f"l{number}."
        norms = {part: (weights.vectors[f"{layer}{part}.w"], weights.vectors[f"{layer}{part}.b"]) for part in NORMS}
        x = add_layer(draft, layer, x, {parts: _linear_of(weights, layer, parts) for parts in LINEARS}, norms)
    return x


LINEARS = (("q", "k", "v"), ("ao",), ("fi",), ("fo",))
NORMS = ("aln", "oln")
Norm = tuple[NDArray[np.float32], NDArray[np.float32]]  # gain and bias


def _linear_of(weights: EncoderWeights, layer: str, parts: tuple[str, ...]) -> Linear:
    matrix = np.concatenate([weights.matrices[f"{layer}{part}.w"].unpacked() for part in parts])
    bias = np.concatenate([weights.vectors[f"{layer}{part}.b"] for part in parts])
    return in_steps(matrix, bias, EASED.get(layer + "+".join(parts), {}))


def add_layer(
    draft: GraphDraft, layer: str, x: str, linears: Mapping[tuple[str, ...], Linear], norms: Mapping[str, Norm]
) -> str:
    """Add one layer of a transformer: attention, then two linear steps, each added and normalised."""
    from onnx import helper

    together = _linear(draft, layer + "q+k+v", x, linears["q", "k", "v"])
    thirds = [layer + "query", layer + "key", layer + "value"]
    draft.nodes.append(helper.make_node("Split", [together], thirds, axis=2, num_outputs=3))
    attended = draft.add(
        "MultiHeadAttention", thirds, layer + "attended", domain=CONTRIB, settings={"num_heads": HEADS}
    )
    x = add_and_norm(draft, layer + "aln", _linear(draft, layer + "ao", attended, linears["ao",]), x, norms["aln"])
    inner = draft.add("Gelu", [_linear(draft, layer + "fi", x, linears["fi",])], layer + "inner", domain=CONTRIB)
    return add_and_norm(draft, layer + "oln", _linear(draft, layer + "fo", inner, linears["fo",]), x, norms["oln"])


def add_and_norm(draft: GraphDraft, name: str, x: str, y: str, norm: Norm) -> str:
    """Add and normalise in two steps: the runtime's fused SkipLayerNormalization takes six times as long."""
    gain, bias = draft.constant(name + ".gain", norm[0]), draft.constant(name + ".bias", norm[1])
    total = draft.add("Add", [x, y], name + ".sum")
    return draft.add("LayerNormalization", [total, gain, bias], name + ".out", settings={"epsilon": EPSILON})


def _linear(draft: GraphDraft, name: str, x: str, linear: Linear) -> str:
    """Multiply in int8: a scale for each output of the weights, one scale for the text's numbers."""
    if linear.ease is not None:
        x = draft.add("Mul", [x, draft.constant(name + ".ease", 1 / linear.ease)], name + ".eased")
    return draft.add(
        "DynamicQuantizeMatMul",
        [
            x,
            draft.constant(name + ".steps", linear.steps.T),
            draft.constant(name + ".scale", linear.scales),
            draft.constant(name + ".zero", np.zeros(len(linear.bias), np.int8)),
            draft.constant(name + ".bias", linear.bias),
        ],
        name + ".out",
        domain=CONTRIB,
    )
