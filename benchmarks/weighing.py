"""Fit the weights of bot/compare/sentence/weights.toml on the odd articles of NTREX: `python -m benchmarks.weighing`.

A logistic regression with a quadratic penalty (Hoerl and Kennard 1970; le Cessie and van Houwelingen 1992) by Newton's
method. From which odds on a sentence is flagged is chosen on articles that the weights of that fold have not seen.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.changed import KINDS, Pair, pairs
from benchmarks.changes import PAIRS, Remembering
from bot.compare.sentence.compare import find_signs
from bot.compare.sentence.reasons import Sign
from bot.compare.sentence.weigh import CERTAIN, LEAST, ChangeWeights, strength
from vectorstore.encoder import open_encoder

FILE = Path(__file__).parent.parent / "bot" / "compare" / "sentence" / "weights.toml"
FOLDS = 8
FLAGGED = 0.10  # of untouched sentences
PENALTY = 2.0
FEWEST = 8  # sentences with a sign: from fewer its weight can't be told
STEPS = 30
HEAD = """\
# What each sign of bot/compare/sentence adds to the log odds that a sentence was changed. `-m benchmarks.weighing`
# wrote it from the odd articles of NTREX (benchmarks/changed.py); "meaning" is with an encoder, "words" without one.
"""

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Seen:
    """A pair, and the signs that were found in it."""

    pair: Pair
    signs: tuple[Sign, ...]


def fit(seen: Sequence[Seen]) -> ChangeWeights:
    """The weights that tell changed pairs from untouched ones; both sorts count alike, however many there are."""
    met = Counter(name for one in seen for name in {sign.name for sign in one.signs})
    names = sorted(name for name, times in met.items() if times >= FEWEST)
    column = {name: place for place, name in enumerate(names)}
    rows = np.zeros((len(seen), len(names) + 1))
    rows[:, -1] = 1.0
    for row, one in zip(rows, seen, strict=True):
        for sign in one.signs:
            if sign.name in column:
                row[column[sign.name]] += sign.amount
    changed = np.array([one.pair.kind is not None for one in seen], float)
    counts = np.where(changed > 0, 1.0, changed.sum() / (1 - changed).sum())
    found = _newton(rows, changed, counts)
    weights = {name: round(float(found[place]), 3) for name, place in column.items()}
    return ChangeWeights(round(float(found[-1]), 3), 0.0, weights)


def _newton(rows: Matrix, changed: Matrix, counts: Matrix) -> Matrix:
    weights = np.zeros(rows.shape[1])
    penalty = np.full(rows.shape[1], PENALTY)
    penalty[-1] = 1e-6
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (counts * (chance - changed)) + penalty * weights
        bend = (rows * (counts * chance * (1 - chance))[:, None]).T @ rows + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if abs(step).max() < 1e-6:
            break
    return weights


def odds_of(one: Seen, weights: ChangeWeights) -> float:
    """The log odds; none where no reason could be shown, all where a sign is certain."""
    if any(sign.name in CERTAIN for sign in one.signs):
        return np.inf
    return weights.odds(one.signs) if strength(one.signs, weights) >= LEAST else -np.inf


def cross_validated(seen: Sequence[Seen]) -> Matrix:
    """The log odds of each pair by weights fitted on the other articles."""
    fold = {name: place % FOLDS for place, name in enumerate(sorted({one.pair.document for one in seen}))}
    odds = np.zeros(len(seen))
    for left_out in range(FOLDS):
        weights = fit([one for one in seen if fold[one.pair.document] != left_out])
        for place, one in enumerate(seen):
            if fold[one.pair.document] == left_out:
                odds[place] = odds_of(one, weights)
    return odds


def written(name: str, weights: ChangeWeights) -> str:
    lines = "\n".join(f"{sign} = {weight}" for sign, weight in sorted(weights.weights.items()))
    return f"\n[{name}]\nbase = {weights.base}\nflagged_from = {weights.flagged_from}\n\n[{name}.weights]\n{lines}\n"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--flagged", type=float, default=FLAGGED, help="the share of untouched sentences flagged")
    given = asked.parse_args()
    told = [pair for one in PAIRS for pair in pairs(0, one)]
    encoder = Remembering(open_encoder())
    encoder.encode_all(told)
    text = HEAD
    for name, using in (("meaning", encoder), ("words", None)):
        seen = [Seen(pair, tuple(find_signs(pair.said, [pair.evidence], encoder=using))) for pair in told]
        text += written(name, weighed(name, seen, given.flagged))
    FILE.write_text(text, "utf-8")


def weighed(name: str, seen: Sequence[Seen], flagged: float) -> ChangeWeights:
    """The weights with the odds from which on a sentence is flagged; what they come to is printed."""
    odds = cross_validated(seen)
    untouched = np.array([one.pair.kind is None for one in seen])
    flagged_from = float(np.quantile(odds[untouched], 1 - flagged))
    shares = [f"{share:.3f} untouched" for share in [float((odds[untouched] > flagged_from).mean())]]
    shares.append(f"{float((odds[~untouched] > flagged_from).mean()):.3f} all")
    for kind in KINDS:
        of_it = np.array([one.pair.kind == kind for one in seen])
        shares.append(f"{float((odds[of_it] > flagged_from).mean()):.3f} {kind}")
    print(f"{name}, on articles left out: {', '.join(shares)}")
    print(f"{float(np.isposinf(odds[untouched]).mean()):.4f} of untouched sentences have a sign that is certain")
    found = fit(seen)
    return ChangeWeights(found.base, round(flagged_from, 3), found.weights)


if __name__ == "__main__":
    main()
