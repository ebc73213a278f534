"""A question and a stretch of text as the reader sees them: tokens, and where each stands in the text."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from tokenizers import Encoding, Tokenizer

from bot.reader.bundled import END, head
from training.examples import Example

# Tokens of the text in a window, and how often a window has so many: short ones train fast, long ones are what is read.
SIZES, OFTEN = (112, 232, 320), (0.5, 0.35, 0.15)
# Of the windows of a text that answers: cut without regard to the answer, so that most hold none.
BARE = 0.15
TITLED, TITLED_NEWS = 0.6, 0.9
TRIES = 8  # to cut a window beside the answer


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

    def draw(self, example: Example, draw: random.Random) -> list[Window]:
        """Cut what is read of a question at once: one window, or of news that, another place of the text, another text.

        The first holds an answer whole, or (BARE) perhaps none; none are given where that can't be.
        """
        (size,) = draw.choices(SIZES, OFTEN)
        is_news = example.is_news
        is_titled = draw.random() < (TITLED_NEWS if is_news else TITLED)
        before = head(self._tokenizer, example.question, example.title if is_titled else "")
        text = self._tokenizer.encode(example.context, add_special_tokens=False)
        spans = spans_of(text.offsets, example.answers)
        if example.answers and not spans:
            return []
        is_bare = not spans or (not is_news and draw.random() < BARE)
        first = _place(spans, len(text.ids), size, draw, is_bare=is_bare)
        if first is None or _cuts_an_answer(spans, first, size):
            return []
        windows = [_window(before, text, first, size, spans)]
        if is_news and spans:
            tried = (draw.randint(0, max(0, len(text.ids) - size)) for _ in range(TRIES))
            apart = (at for at in tried if abs(at - first) > size // 3 and not _cuts_an_answer(spans, at, size))
            beside = (_window(before, text, at, size, spans) for at in apart)
            windows += [one for one in beside if not one.spans][:1]
        if example.elsewhere:
            other = draw.choice(example.elsewhere)
            before = head(self._tokenizer, example.question, other.title if is_titled else "")
            text = self._tokenizer.encode(other.text, add_special_tokens=False)
            windows.append(_window(before, text, 0, size))
        return windows


def _place(
    spans: Sequence[tuple[int, int]], count: int, size: int, draw: random.Random, *, is_bare: bool
) -> int | None:
    """Where a window of `size` tokens of `count` begins: so that it holds the first span, unless it is to be bare."""
    if count <= size:
        return 0
    if is_bare:
        return draw.randint(0, count - size)
    start, end = spans[0]
    return None if end - start >= size else draw.randint(max(0, end - size + 1), min(start, count - size))


def _cuts_an_answer(spans: Sequence[tuple[int, int]], first: int, size: int) -> bool:
    """Whether a window has a part of an answer and no whole one."""
    last = first + size
    is_whole = any(first <= start and end < last for start, end in spans)
    return not is_whole and any(start < last and first <= end for start, end in spans)


def _window(
    before: Sequence[int], text: Encoding, first: int, size: int, spans: Sequence[tuple[int, int]] = ()
) -> Window:
    """The window that begins at a token of a text, with the answers that it holds whole."""
    last, to = min(first + size, len(text.ids)), len(before) - first
    inside = tuple((start + to, end + to) for start, end in spans if first <= start and end < last)
    return Window([*before, *text.ids[first:last], END], len(before), text.offsets[first:last], inside)


def spans_of(offsets: Sequence[tuple[int, int]], answers: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The tokens that cover each answer, as (first, last)."""
    spans = []
    for start, end in answers:
        inside = [n for n, (a, b) in enumerate(offsets) if a < end and start < b]
        if inside:
            spans.append((inside[0], inside[-1]))
    return tuple(dict.fromkeys(spans))
