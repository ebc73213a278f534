"""From the ranks of right places to figures with their intervals; what was never found counts as a miss."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

Z = 1.96  # 95 %
DRAWS = 1000

Ranks = tuple[int, ...]  # where the right places stand, counted from 0; () when none was found


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean over questions, and the ends of its 95 % interval."""

    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        """Three digits and the half width.

        >>> str(Figure(0.75, 0.73, 0.77))
        '.750 ±.020'
        """
        return f"{_short(self.mean)} ±{_short((self.high - self.low) / 2)}"


def recall(ranks: Sequence[Ranks], at: int) -> Figure:
    """The share of questions with a right place among the first `at`, with Wilson's interval."""
    count = len(ranks)
    share = sum(bool(one) and one[0] < at for one in ranks) / count
    middle = (share + Z * Z / (2 * count)) / (1 + Z * Z / count)
    half = Z / (1 + Z * Z / count) * math.sqrt(share * (1 - share) / count + Z * Z / (4 * count * count))
    return Figure(share, middle - half, middle + half)


def averaged(values: Sequence[float]) -> Figure:
    """A mean with its bootstrap interval."""
    found = np.asarray(values, float)
    drawn = np.random.default_rng(7).integers(0, len(found), (DRAWS, len(found)))
    low, high = np.percentile(found[drawn].mean(axis=1), [2.5, 97.5])
    return Figure(float(found.mean()), float(low), float(high))


def gained(ours: Sequence[Ranks], theirs: Sequence[Ranks], value: Callable[[Ranks, int], float], right: int) -> Figure:
    """What one way has over another on the same questions."""
    return averaged([value(a, right) - value(b, right) for a, b in zip(ours, theirs, strict=True)])


def first(ranks: Ranks, right: int) -> float:
    return float(bool(ranks) and ranks[0] == 0)


def reciprocal(ranks: Ranks, right: int) -> float:
    return 1 / (ranks[0] + 1) if ranks else 0.0


def ndcg_at_10(ranks: Ranks, right: int) -> float:
    """The gain of the first ten, a place further down worth less, beside the best order there could be."""
    best = sum(1 / math.log2(place + 2) for place in range(min(right, 10)))
    return sum(1 / math.log2(rank + 2) for rank in ranks if rank < 10) / best


def average_precision(ranks: Ranks, right: int) -> float:
    """How pure the list is at each right place; one that is not in the list adds nothing."""
    return sum((found + 1) / (rank + 1) for found, rank in enumerate(ranks)) / right


def _short(value: float) -> str:
    """Three digits, as tables of shares are read.

    >>> _short(-0.0312), _short(1.0)
    ('-.031', '1.000')
    """
    return f"{value:.3f}".replace("0.", ".", 1)
