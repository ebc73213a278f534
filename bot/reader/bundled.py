"""Run the reader that comes along, in int8 on a CPU, without torch or a download."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bot.reader.graph import prepared_graph
from bot.reader.reading import Reading, Stretch
from bot.reader.windows import ReaderWindow, cut
from vectorstore.encoders.bundled import Graph, cores, open_graph, open_tokenizer
from vectorstore.encoders.prepare import find_weights, prepared_folder
from vectorstore.encoders.weights import map_words, words_of

if TYPE_CHECKING:
    from tokenizers import Tokenizer


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
