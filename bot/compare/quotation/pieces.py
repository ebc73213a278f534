"""Take a quotation apart into the places it was put together from."""

from collections.abc import Sequence
from itertools import pairwise

from bot.compare.quotation.align import NEAR_MOST
from bot.compare.quotation.find import first_few
from bot.compare.quotation.marks import MarkedWords
from ingest.text.typography import HeardWords

PIECE_LEAST = 4  # words of a piece: three stand together by chance
PIECES_MOST = 4
JUMP_LEAST = 12  # words between two pieces; fewer may have been dropped from one sentence


def find_pieces(said: MarkedWords, articles: Sequence[HeardWords]) -> tuple[tuple[int, int, int], ...]:
    """The places the quotation was put together from: (article, first word, last), in its order; () if it was not.

    Greedy: from each word on the longest run that stands anywhere. Words in one place with few between are no pieces.
    """
    keys = [key for first, last in said.runs for key in said.words.run(first, last)][:NEAR_MOST]
    pieces: list[tuple[int, int, int]] = []
    n = missed = 0
    while n <= len(keys) - PIECE_LEAST:
        longest = max(
            (
                (
                    _length(keys, n, words, place),
                    bool(pieces) and pieces[-1][0] == index and place >= pieces[-1][2],
                    -index,
                    -place,
                )
                for index, words in enumerate(articles)
                for place in first_few(words.find(keys[n : n + PIECE_LEAST]))
            ),
            default=None,
        )
        if longest is None:
            missed += 1
            n += 1
            if missed > PIECE_LEAST:
                return ()
            continue
        length, _, index, place = longest
        pieces.append((-index, -place, -place + length))
        n += length
    if len(pieces) > PIECES_MOST or not any(_is_jump(one, other) for one, other in pairwise(pieces)):
        return ()
    return tuple(pieces)


def _is_jump(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    return one[0] != other[0] or not 0 <= other[1] - one[2] <= JUMP_LEAST


def _length(keys: Sequence[str], n: int, words: HeardWords, place: int) -> int:
    """How many words from n on stand at a place of the article."""
    beside = words.run(place, min(len(words), place + len(keys) - n))
    return next((length for length, key in enumerate(beside) if key != keys[n + length]), len(beside))
