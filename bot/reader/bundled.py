"""Run the reader that comes along, in int8 on a CPU, without torch or a download.

A question and a stretch of text are cut into windows (`cut`), the graph that reads them is written once from the
weights (`prepared_graph`), and `BundledReader` runs it.
"""

import hashlib
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bot.reader.reading import Reading, Stretch
from vectorstore.encoders.bundled import Graph, cores, open_graph, open_tokenizer, writable
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
from vectorstore.encoders.prepare import check_weights, find_weights, prepared_folder
from vectorstore.encoders.weights import LAYERS, WIDTH, EncoderWeights, map_words, read_weights, words_of

if TYPE_CHECKING:
    import onnx
    from tokenizers import Tokenizer

BEGIN, END = 0, 2
MOST_QUESTION, MOST_TITLE = 48, 24  # tokens; of 9,000 development questions the longest has 90
MOST_TEXT = 320  # tokens of the text in a window: a passage of 1,000 characters, and its neighbours
OVERLAP = 64  # tokens that two windows of one stretch share, so that no answer is cut by an edge
EDITION = 1  # raised whenever what is made of the weights changes, so that no old graph is taken for it


@dataclass(frozen=True, slots=True)
class ReaderWindow:
    """Tokens of the question, the title and a part of the text, whose tokens begin at `first`."""

    tokens: list[int]
    first: int
    places: NDArray[np.int64]  # (tokens of the text, 2): in the article's code points


def head(tokenizer: "Tokenizer", question: str, title: str) -> list[int]:
    """The tokens before the text; the title has a part only where there is one."""
    tokens = [BEGIN, *_ids(tokenizer, question)[:MOST_QUESTION], END, END]
    return [*tokens, *_ids(tokenizer, title)[:MOST_TITLE], END] if title else tokens


def cut(tokenizer: "Tokenizer", question: str, stretch: Stretch) -> Iterator[ReaderWindow]:
    """The windows of a stretch, from its first to its last token."""
    before = head(tokenizer, question, stretch.title)
    encoded = tokenizer.encode(writable(stretch.text), add_special_tokens=False)
    places = np.array(encoded.offsets, np.int64).reshape(-1, 2) + stretch.start
    for first in range(0, max(len(encoded.ids) - OVERLAP, 1), MOST_TEXT - OVERLAP):
        last = first + MOST_TEXT
        yield ReaderWindow([*before, *encoded.ids[first:last], END], len(before), places[first:last])


def _ids(tokenizer: "Tokenizer", text: str) -> list[int]:
    return list(tokenizer.encode(writable(text), add_special_tokens=False).ids)


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


class BundledReader:
    """The default reader. Each window is run by itself, so what is read of it is the same whatever stands beside it.

    It shares the encoder's tokenizer, and its embeddings where they lie in the installed package. Nothing is loaded
    before the first question.
    """

    def __init__(self, cache: Path | None = None) -> None:
        self._given_cache = cache
        self._opening = Lock()

    @property
    def name(self) -> str:
        return "newsbot-reader"

    @cached_property
    def _cache(self) -> Path:
        from platformdirs import user_cache_path

        return self._given_cache or user_cache_path("newsbot")

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        return open_tokenizer(prepared_folder(self._cache, tell=_nobody))

    @cached_property
    def _words(self) -> NDArray[np.void]:
        return map_words(find_weights())

    @cached_property
    def _session(self) -> Graph:
        return open_graph(prepared_graph(self._cache))

    def open(self) -> None:
        """Load what is needed to read, so that the first question waits for none of it."""
        with self._opening:
            _ = self._tokenizer, self._words, self._session

    def read(self, question: str, stretches: Sequence[Stretch]) -> list[list[Reading]]:
        """Give the readings of each stretch, one for each window; all cores share the work."""
        self.open()
        cutting = (cut(self._tokenizer, question, one) for one in stretches)
        windows = [(place, window) for place, some in enumerate(cutting) for window in some]
        longest_first = sorted(windows, key=lambda one: -len(one[1].tokens))  # so no core waits at the end
        with ThreadPoolExecutor(cores()) as threads:
            read = list(threads.map(lambda one: self._run(one[1]), longest_first))
        found: list[list[Reading]] = [[] for _ in stretches]
        for (place, _), reading in zip(longest_first, read, strict=True):
            found[place].append(reading)
        return found

    def _run(self, window: ReaderWindow) -> Reading:
        embedded = words_of(self._words, np.array(window.tokens, np.int64))
        spans, there = self._session.run(["spans", "there"], {"embedded": embedded[None]})
        text = slice(window.first, window.first + len(window.places))
        begins, ends = spans[0, text, 0], spans[0, text, 1]
        return Reading(window.places, begins, ends, float(spans[0, 0].sum()), float(there.item()))


def _nobody(_message: str) -> None:
    """Hear a message and do nothing."""
