"""A question and a stretch of text as the reader sees them: <s> question </s> </s> title </s> text </s>."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bot.reader.reading import Stretch

if TYPE_CHECKING:
    from tokenizers import Tokenizer

BEGIN, END = 0, 2
MOST_QUESTION, MOST_TITLE = 48, 24  # tokens; of 9,000 development questions the longest has 90
MOST_TEXT = 320  # tokens of the text in a window: a passage of 1,000 characters, and its neighbours
OVERLAP = 64  # tokens that two windows of one stretch share, so that no answer is cut by an edge


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
    encoded = tokenizer.encode(_writable(stretch.text), add_special_tokens=False)
    places = np.array(encoded.offsets, np.int64).reshape(-1, 2) + stretch.start
    for first in range(0, max(len(encoded.ids) - OVERLAP, 1), MOST_TEXT - OVERLAP):
        last = first + MOST_TEXT
        yield ReaderWindow([*before, *encoded.ids[first:last], END], len(before), places[first:last])


def _ids(tokenizer: "Tokenizer", text: str) -> list[int]:
    return list(tokenizer.encode(_writable(text), add_special_tokens=False).ids)


def _writable(text: str) -> str:
    """Replace lone surrogates, which no UTF-8 can carry; each stays one code point."""
    return text.encode("utf-8", "replace").decode("utf-8")
