"""Cut a text into words as the lists of places and callings have them."""

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.text.names import fold
from ingest.text.negation import LONGEST_WORD

WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Spelt:
    """The words of a text: where each stands, and how it is folded."""

    spans: tuple[tuple[int, int], ...]
    folded: tuple[str, ...]


@lru_cache(maxsize=4096)
def spelt(text: str) -> Spelt:
    """The words of a text.

    >>> spelt("L’écluse").folded
    ('l', 'ecluse')
    """
    spans = tuple(match.span() for match in WORD.finditer(text))
    return Spelt(spans, tuple(fold(text[start:end])[:LONGEST_WORD] for start, end in spans))
