"""What a reader makes of a stretch of an article: where an answer may begin and end, and whether one is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

LONGEST_SPAN = 60  # tokens from the first to the last of an answer; a quotation may have as many

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is to be read: `text` stands at `start` of its article; the title is in view, and holds no answer."""

    title: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class AnswerSpan:
    """A place that may answer, in the article's text, and the logit that it does, over that nothing does."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """Logits over one window of a stretch; all are compared with `nothing`, the logit that no answer stands there."""

    places: NDArray[np.int64]  # (tokens, 2): where each token stands in the article's text
    begins: Floats  # (tokens,)
    ends: Floats  # (tokens,)
    nothing: float
    there: float  # the logit that an answer stands in the window, of a head of its own

    def best(self, start: int, end: int) -> AnswerSpan | None:
        """The likeliest answer within `text[start:end]`, or None where the window has no token of it."""
        inside = self._inside(start, end)
        if not len(inside):
            return None
        scores = self._spans(inside)
        first, last = np.unravel_index(int(scores.argmax()), scores.shape)
        places = self.places[inside]
        return AnswerSpan(int(places[first, 0]), int(places[last, 1]), float(scores[first, last]) - self.nothing)

    def mass(self, start: int, end: int) -> float:
        """The logit that an answer stands in `text[start:end]`, over that nothing does; -inf outside the window."""
        inside = self._inside(start, end)
        return float(np.logaddexp.reduce(self._spans(inside), axis=None)) - self.nothing if len(inside) else -np.inf

    def _inside(self, start: int, end: int) -> NDArray[np.int64]:
        return np.flatnonzero((self.places[:, 0] < end) & (start < self.places[:, 1]))

    def _spans(self, inside: NDArray[np.int64]) -> Floats:
        """Every beginning with every end that may belong to it, (n, n); what can't be a span is far below all."""
        scores = self.begins[inside][:, None] + self.ends[inside][None, :]
        apart = np.arange(len(inside))[None, :] - np.arange(len(inside))[:, None]
        return np.where((apart >= 0) & (apart < LONGEST_SPAN), scores, np.float32(-1e4))


class Reader(Protocol):
    """What reads a question together with stretches of articles."""

    @property
    def name(self) -> str: ...

    def open(self) -> None:
        """Load what is needed, so that the first question waits for none of it."""
        ...

    def read(self, question: str, stretches: Sequence[Stretch]) -> list[list[Reading]]:
        """Give the readings of each stretch, one for each window it is cut into."""
        ...
