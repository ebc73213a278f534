"""A question and a stretch of text as the reader sees them: tokens, and where each stands in the text."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

from bot.reader.windows import END, head
from training.examples import Example

# Tokens of the text in a window, and how often a window has so many: short ones train fast, long ones are what is read.
SIZES, OFTEN = (112, 232, 320), (0.5, 0.35, 0.15)
# Of the windows of a text that answers: cut without regard to the answer, so that most hold none. What is read is
# mostly a wrong place of the right article: news, whose texts are long, has more of them, and its title in view.
BARE, BARE_NEWS = 0.15, 0.35
TITLED, TITLED_NEWS = 0.6, 0.9


@dataclass(frozen=True, slots=True)
class Window:
    """Tokens of a question, a title and a stretch of text; `first` is the place of the text's first token.

    `spans` are the answers as (first token, last token) in the whole window; none where it holds none.
    """

    tokens: list[int]
    first: int
    offsets: list[tuple[int, int]]  # of each token of the text, in its characters
    spans: tuple[tuple[int, int], ...]


class Windows:
    """Cuts windows from examples."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer

    def draw(self, example: Example, draw: random.Random) -> Window | None:
        """Cut one window at random: it holds an answer whole, or (BARE) perhaps none; None where that can't be."""
        is_news = example.group.startswith("news_")
        titled, bare = (TITLED_NEWS, BARE_NEWS) if is_news else (TITLED, BARE)
        before = head(self._tokenizer, example.question, example.title if draw.random() < titled else "")
        text = self._tokenizer.encode(example.context, add_special_tokens=False)
        (size,) = draw.choices(SIZES, OFTEN)
        spans = spans_of(text.offsets, example.answers)
        if example.answers and not spans:
            return None
        first, count = 0, len(text.ids)
        if count > size:
            if spans and draw.random() > bare:
                start, end = spans[0]
                if end - start >= size:
                    return None
                first = draw.randint(max(0, end - size + 1), min(start, count - size))
            else:
                first = draw.randint(0, count - size)
        last = min(first + size, count)
        inside = tuple((s - first, e - first) for s, e in spans if first <= s and e < last)
        if spans and not inside and any(s < last and first <= e for s, e in spans):
            return None  # half an answer is neither
        tokens = [*before, *text.ids[first:last], END]
        at = len(before)
        return Window(tokens, at, text.offsets[first:last], tuple((s + at, e + at) for s, e in inside))

    def all(self, example: Example, *, size: int = SIZES[-1], stride: int = 64) -> list[Window]:
        """Cut a whole text into windows that overlap by `stride` tokens."""
        before = head(self._tokenizer, example.question, example.title)
        text = self._tokenizer.encode(example.context, add_special_tokens=False)
        spans = spans_of(text.offsets, example.answers)
        windows, first, at = [], 0, len(before)
        while True:
            last = min(first + size, len(text.ids))
            inside = tuple((s - first + at, e - first + at) for s, e in spans if first <= s and e < last)
            windows.append(Window([*before, *text.ids[first:last], END], at, text.offsets[first:last], inside))
            if last == len(text.ids):
                return windows
            first += size - stride


def spans_of(offsets: Sequence[tuple[int, int]], answers: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The tokens that cover each answer, as (first, last)."""
    spans = []
    for start, end in answers:
        inside = [n for n, (a, b) in enumerate(offsets) if a < end and start < b]
        if inside:
            spans.append((inside[0], inside[-1]))
    return tuple(dict.fromkeys(spans))
