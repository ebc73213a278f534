"""Cut an article into passages: they tile its text, and each is whole sentences where sentences are short enough."""

import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from ingest.article import Passage, Sentence

FULL_ENOUGH = 0.75  # of max_chars: a passage this long is neither crowded nor thin
NOT_AT_A_PARAGRAPH = 0.1  # what ending inside a paragraph costs, against an empty passage's 0.56
# Sentences shorter than this part of a passage are taken together: where a passage ends matters little among
# them, and it bounds the work on a text of a million one-letter sentences.
A_FEW_WORDS = 20


def always(text: str) -> bool:
    """Any text fits."""
    return True


def split(
    text: str, sentences: Sequence[Sentence], *, max_chars: int = 1000, fits: Callable[[str], bool] = always
) -> tuple[Passage, ...]:
    """The passages of a text; joined in order they are the text.

    `fits` says whether a text is short enough for the encoder, which counts in its own pieces.

    >>> rain = "Rain fell. Trains stopped. Nobody was hurt."
    >>> sentences = (Sentence(0, 10), Sentence(11, 26), Sentence(27, 43))
    >>> [rain[passage.start : passage.end] for passage in split(rain, sentences, max_chars=30)]
    ['Rain fell. Trains stopped. ', 'Nobody was hurt.']
    """
    starts = [sentence.start for sentence in sentences[1:]]
    edges = [0, *starts, len(text)] if text else []
    units = _units(text, [Passage(start, end) for start, end in pairwise(edges)], max_chars)
    packed = _pack(text, units, max_chars)
    return tuple(piece for passage in packed for piece in _fitted(text, passage, units, max_chars, fits))


def _fitted(
    text: str, passage: Passage, units: Sequence[Passage], max_chars: int, fits: Callable[[str], bool]
) -> Iterator[Passage]:
    """The passage, or parts of it, and of those, until each fits."""
    length = passage.end - passage.start
    if length <= 1 or fits(text[passage.start : passage.end]):
        yield passage
        return
    smaller = max(1, min(max_chars, length) * 2 // 3)
    first, last = (bisect_left(units, place, key=lambda unit: unit.start) for place in (passage.start, passage.end))
    inside = _units(text, units[first:last], smaller)
    for part in _pack(text, inside, smaller):
        yield from _fitted(text, part, inside, smaller, fits)


def _units(text: str, sentences: Sequence[Passage], max_chars: int) -> list[Passage]:
    """The spans that are not parted: sentences, pieces of too long ones, too short ones taken together."""
    units: list[Passage] = []
    for sentence in sentences:
        for piece in _cut(text, sentence.start, sentence.end, max_chars):
            if units and piece.end - units[-1].start <= max_chars // A_FEW_WORDS:
                units[-1] = Passage(units[-1].start, piece.end)
            else:
                units.append(piece)
    return units


def _pack(text: str, units: Sequence[Passage], max_chars: int) -> list[Passage]:
    """Units joined into passages so that the sum of their costs is least (a shortest path over the cuts)."""
    costs, backs = [0.0], [0]
    for last, unit in enumerate(units):
        is_paragraph = last + 1 == len(units) or "\n\n" in text[max(0, unit.end - 4) : unit.end]
        best, back = float("inf"), last
        for start in range(last, -1, -1):
            length = unit.end - units[start].start
            if length > max_chars:
                break
            slack = FULL_ENOUGH - length / max_chars
            cost = costs[start] + (slack * slack if slack > 0 else 0)
            if cost < best:
                best, back = cost, start
        costs.append(best + (0 if is_paragraph else NOT_AT_A_PARAGRAPH))
        backs.append(back)
    passages: list[Passage] = []
    end = len(units)
    while end:
        passages.append(Passage(units[backs[end]].start, units[end - 1].end))
        end = backs[end]
    return passages[::-1]


def _cut(text: str, start: int, end: int, max_chars: int) -> Iterator[Passage]:
    """The span, or pieces of it of at most max_chars: cut after white space, else between letters."""
    while end - start > max_chars:
        limit = start + max_chars
        cut = next((place for place in range(limit, start + max_chars // 2, -1) if text[place - 1].isspace()), 0)
        cut = cut or _between_letters(text, start, limit)
        yield Passage(start, cut)
        start = cut
    yield Passage(start, end)


def _between_letters(text: str, start: int, limit: int) -> int:
    """The last place where no letter is parted from its accents."""
    place = limit
    while place > start + 1 and unicodedata.combining(text[place]):
        place -= 1
    return place if place > start + 1 else limit
