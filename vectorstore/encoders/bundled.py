"""Run the encoder that comes along: multilingual-e5-small in int8 on a CPU, without torch or a download."""

import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from vectorstore.encoders.prepare import GRAPH_FILE, NAME, PROMPTS, TOKENIZER_FILE, prepared_folder
from vectorstore.encoders.weights import LONGEST, WIDTH

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# 512 tokens are some 2,000 characters of news; beyond this only time would be spent.
MOST_CHARACTERS = 20_000


class Graph(Protocol):
    """An opened graph: the outputs that are named, or all of them, for the inputs that are given."""

    def run(self, names: list[str] | None, inputs: dict[str, NDArray[np.generic]], /) -> list[NDArray[np.float32]]: ...


class TextEncoder(Embeddings, ABC):
    """An encoder, to LangChain as to us: `embed_documents` and `embed_query` are what `encode` makes of each side."""

    @abstractmethod
    def encode(self, texts: Sequence[str], *, side: Literal["question", "passage"]) -> NDArray[np.float32]:
        """Give a row of unit length for each text."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Give a vector for each passage."""
        vectors: list[list[float]] = self.encode(texts, side="passage").tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """Give the vector of a question."""
        vector: list[float] = self.encode([text], side="question")[0].tolist()
        return vector


class BundledEncoder(TextEncoder):
    """The default encoder. Each text is run by itself, so its vector is the same whatever stands beside it.

    Nothing is prepared or loaded before the first text comes, so a list of articles waits for no model.
    """

    name = NAME
    width = WIDTH

    def __init__(self, cache: Path, *, tell: Callable[[str], None]) -> None:
        self._cache = cache
        self._tell = tell
        self._opening = Lock()  # two threads may bring the first text at once

    @cached_property
    def _folder(self) -> Path:
        return prepared_folder(self._cache, tell=self._tell)

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        return open_tokenizer(self._folder)

    @cached_property
    def _session(self) -> Graph:
        return open_graph(self._folder / GRAPH_FILE)

    def _open(self) -> None:
        with self._opening:
            _ = self._tokenizer, self._session

    def encode(self, texts: Sequence[str], *, side: Literal["question", "passage"]) -> NDArray[np.float32]:
        """Give a row of unit length for each text; all cores share the work."""
        self._open()
        vectors = np.zeros((len(texts), WIDTH), np.float32)
        prompted = [PROMPTS[side] + text for text in texts]
        longest_first = sorted(range(len(texts)), key=lambda place: -len(texts[place]))  # so no core waits at the end

        def encode_one(place: int) -> None:
            tokens = self._tokens(prompted[place][:MOST_CHARACTERS])
            if len(tokens) > LONGEST:
                tokens = [*tokens[: LONGEST - 1], tokens[-1]]
            (vectors[place : place + 1],) = self._session.run(None, {"tokens": np.array([tokens], np.int64)})

        if len(texts) == 1:
            encode_one(0)
        elif texts:
            with ThreadPoolExecutor(cores()) as threads:
                list(threads.map(encode_one, longest_first))
        return vectors

    def count_tokens(self, text: str) -> int:
        """Count what the model would read of a passage, its prompt and its marks included; it reads 512 at most."""
        with self._opening:
            _ = self._tokenizer  # the session isn't needed to count
        return len(self._tokens(PROMPTS["passage"] + text))

    def _tokens(self, text: str) -> list[int]:
        tokens: list[int] = self._tokenizer.encode(writable(text)).ids
        return tokens


@cache
def open_tokenizer(folder: Path) -> "Tokenizer":
    """Load the tokenizer of a prepared encoder, one for all that read with it.

    It is a second's work, in which no other thread of the process can do anything.
    """
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(folder / TOKENIZER_FILE))


def open_graph(file: Path) -> Graph:
    """Open a graph that reads one text at a time."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    # One thread a text and as many texts at once as there are cores: no core waits for another inside a text.
    options.intra_op_num_threads = 1
    # The graph is already in its best form; higher levels would fuse the norms into a slower operator.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    session: Graph = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
    return session


def writable(text: str) -> str:
    """Replace lone surrogates, which no UTF-8 can carry; a broken file may have brought them."""
    return text.encode("utf-8", "replace").decode("utf-8")


def cores() -> int:
    """Count the cores this process may use: in a container they are fewer than the machine's."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
