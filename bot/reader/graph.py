"""Build the reader's ONNX graph: the bundled encoder's lower layers, the reader's own upper ones, and its two heads."""

import hashlib
import os
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from vectorstore.encoders.onnx_graph import (
    CONTRIB,
    LINEARS,
    NORMS,
    GraphDraft,
    Linear,
    add_layer,
    add_layers,
    add_places,
)
from vectorstore.encoders.prepare import check_weights, find_weights
from vectorstore.encoders.weights import LAYERS, WIDTH, EncoderWeights, read_weights

if TYPE_CHECKING:
    import onnx

EDITION = 1  # raised whenever what is made of the weights changes, so that no old graph is taken for it


def prepared_graph(cache: Path) -> Path:
    """The graph's file, made first if this is the first time; its name tells which weights it is made of."""
    own = Path(str(files("bot.reader").joinpath("weights.npz")))
    file = cache / f"newsbot-reader-{hashlib.sha256(own.read_bytes()).hexdigest()[:8]}-{EDITION}.onnx"
    if file.is_file():
        return file

    import onnx
    from filelock import FileLock

    cache.mkdir(parents=True, exist_ok=True)
    with FileLock(file.with_suffix(".lock")):
        if not file.is_file():
            half_made = file.with_suffix(".half-made")
            onnx.save(build_graph(read_weights(check_weights(find_weights())), own), half_made)
            os.replace(half_made, file)
    return file


def build_graph(weights: EncoderWeights, own: Path) -> "onnx.ModelProto":
    """Give the model: input `embedded` (1, n, 384), outputs `spans` (1, n, 2) and `there` (1, 1, 1).

    `own` is the file that training/export.py writes; the layers that it lacks are the encoder's, unchanged.
    """
    from onnx import TensorProto, helper

    draft = GraphDraft()
    with np.load(own) as file:
        first = int(file["first_layer"])
        x = add_layers(draft, weights, add_places(draft, weights, "embedded"), range(first))
        for number in range(first, LAYERS):
            layer = f"l{number}."
            linears: dict[tuple[str, ...], Linear] = {}
            for parts in LINEARS:
                name = layer + "+".join(parts)
                linears[parts] = Linear(*(file[f"{name}.{what}"] for what in ("steps", "scales", "bias", "ease")))
            norms = {part: (file[f"{layer}{part}.gain"], file[f"{layer}{part}.bias"]) for part in NORMS}
            x = add_layer(draft, layer, x, linears, norms)
        whole = draft.add("Gather", [x, draft.constant("at_first", np.array([0]))], "whole", settings={"axis": 1})
        for head, source in (("spans", x), ("there", whole)):
            matrix = draft.constant(head + ".weight", file[head + ".weight"].T)
            product = draft.add("MatMul", [source, matrix], head + ".product")
            draft.add("Add", [product, draft.constant(head + ".bias", file[head + ".bias"])], head)
    graph = helper.make_graph(
        draft.nodes,
        "newsbot-reader",
        [helper.make_tensor_value_info("embedded", TensorProto.FLOAT, [1, "n", WIDTH])],
        [
            helper.make_tensor_value_info("spans", TensorProto.FLOAT, [1, "n", 2]),
            helper.make_tensor_value_info("there", TensorProto.FLOAT, [1, 1, 1]),
        ],
        draft.constants,
    )
    opsets = [helper.make_opsetid("", 21), helper.make_opsetid(CONTRIB, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=10)
