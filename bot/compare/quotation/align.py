"""Set a run of quoted words beside an article's, word by word, at the least number of changes."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.text.typography import HeardWords

NEAR_MOST = 600  # words of a run that are aligned; a longer one is cut there
# The cost of a word dropped, of another word instead, of a word put in, and of one word written as two. Their order
# tells ties: "we leave" of "we never leave" has lost a word at its place rather than exchanged its first one, and a
# last word that was changed stands beside the article's rather than beside nothing.
DROPPED, OTHER, ADDED, APART = 1.0, 1.1, 1.2, 0.5
GAP_GROWS = 0.2  # what each further word costs that was dropped: reporters put ", he said in Paris on Monday," between
LARGE = 1e9


@dataclass(frozen=True, slots=True)
class Block:
    """Words of the quotation and words of the article that stand in the same place and differ."""

    said: tuple[int, int]
    found: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Laid:
    """One run laid beside the article."""

    span: tuple[int, int]
    pairs: tuple[tuple[int, int], ...]
    blocks: tuple[Block, ...]


def same(said: int, found: int, length: int) -> tuple[tuple[int, int], ...]:
    return tuple((said + n, found + n) for n in range(length))


def lay(keys: Sequence[str], offset: int, words: HeardWords, low: int, high: int) -> Laid | None:
    """The keys beside the words of a window at the least number of changes.

    The window's ends are free (Sellers, 1980); what the article has and the quotation has not costs one to open and
    little to go on (Gotoh, 1982).
    """
    low, high = max(0, low), min(len(words), high)
    beside = words.run(low, high)
    if not beside:
        return None
    steps, end = _cheapest(keys, beside)
    pairs: list[tuple[int, int]] = []
    blocks: list[Block] = []
    n, m = len(keys), end
    while n > 0:
        over, under = steps[n][m]
        if over == under == 1 and keys[n - 1] == beside[m - 1]:
            pairs.append((n - 1 + offset, m - 1 + low))
        else:
            said, found = (n - over + offset, n + offset), (m - under + low, m + low)
            if blocks and blocks[-1].said[0] == said[1] and blocks[-1].found[0] == found[1]:
                said, found = (said[0], blocks[-1].said[1]), (found[0], blocks[-1].found[1])
                blocks.pop()
            blocks.append(Block(said, found))
        n, m = n - over, m - under
    return Laid((m + low, end + low), tuple(reversed(pairs)), tuple(reversed(blocks)))


def _cheapest(keys: Sequence[str], beside: Sequence[str]) -> tuple[list[list[tuple[int, int]]], int]:
    """For every pair of prefixes the last step of the cheapest way, and where in `beside` the cheapest whole way ends.

    A step takes so many words of either: (1, 1) sets two beside each other, (2, 1) one word written apart.
    """
    width = len(beside) + 1
    before: list[float] = [0.0] * width
    before_last: list[float] = before
    steps: list[list[tuple[int, int]]] = [[(0, 0)] * width]
    for n, key in enumerate(keys, 1):
        row: list[float] = [ADDED * n]
        taken: list[tuple[int, int]] = [(1, 0)]
        apart = keys[n - 2] + key if n > 1 else ""
        gap, gapped = LARGE, 0
        for m in range(1, width):
            other = beside[m - 1]
            best, step = before[m - 1] + (0.0 if key == other else OTHER), (1, 1)
            if before[m] + ADDED < best:
                best, step = before[m] + ADDED, (1, 0)
            gap, gapped = (
                (gap + GAP_GROWS, gapped + 1) if gap + GAP_GROWS < row[-1] + DROPPED else (row[-1] + DROPPED, 1)
            )
            if gap < best:
                best, step = gap, (0, gapped)
            if apart == other and before_last[m - 1] + APART < best:
                best, step = before_last[m - 1] + APART, (2, 1)
            if m > 1 and len(other) < len(key) and beside[m - 2] + other == key and before[m - 2] + APART < best:
                best, step = before[m - 2] + APART, (1, 2)
            row.append(best)
            taken.append(step)
        steps.append(taken)
        before_last, before = before, row
    return steps, min(range(width), key=before.__getitem__)
