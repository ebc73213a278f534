"""Weigh the signs that a sentence was changed, and give the reasons a reader can see."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.compare.sentence.reasons import Reason, Sign

# Signs that tell by themselves, whatever else speaks against it: figures and years that the evidence lacks, what says
# "it is not true that", another office that speaks, and a name of two words neither of which the evidence has. Of the
# untouched sentences of the odd articles (benchmarks/weighing.py prints it) .012 have one.
CERTAIN = frozenset(
    {
        "number_figures_of_it", "number_figures_instead", "number_figures_alone", "number_words_of_it",
        "date_figures_instead", "date_figures_alone",
        "untrue_more_plain", "untrue_more_soft", "untrue_more_excused", "calling_speaking",
        "name_whole", "name_whole_instead",
    }
)  # fmt: skip
LEAST = 0.5  # of a weight: what weighs less is no reason that a reader would see
BESIDE_THE_STRONGEST = 0.4  # of its weight: what is weaker isn't shown beside it


@dataclass(frozen=True, slots=True)
class ChangeWeights:
    """What each sign adds to the log odds that something was changed, and from where on that is said."""

    base: float
    flagged_from: float
    weights: Mapping[str, float]

    def odds(self, signs: Iterable[Sign]) -> float:
        """The log odds that something was changed, had half of all sentences been."""
        return self.base + sum(self.weights.get(one.name, 0.0) * one.amount for one in signs)


@cache
def fitted() -> Mapping[str, ChangeWeights]:
    """The weights of compared.toml: with an encoder ("meaning"), and without one ("words")."""
    read = tomllib.loads(files(__package__).joinpath("weights.toml").read_text("utf-8"))
    return {name: ChangeWeights(**table) for name, table in read.items()}


def telling(signs: Sequence[Sign], weights: ChangeWeights) -> tuple[Reason, ...]:
    """The reasons why a sentence says otherwise, the strongest first; none where it may well say the same."""
    strongest = strength(signs, weights)
    is_certain = any(one.name in CERTAIN for one in signs)
    if not is_certain and (strongest < LEAST or weights.odds(signs) < weights.flagged_from):
        return ()
    shown: dict[tuple[str, int, int], tuple[float, Reason]] = {}
    for one in signs:
        weight = weights.weights.get(one.name, 0.0)
        is_shown = one.name in CERTAIN or weight >= max(LEAST, BESIDE_THE_STRONGEST * strongest)
        if one.reason and is_shown:
            shown.setdefault((one.reason.kind, one.reason.start, one.reason.end), (weight, one.reason))
    return tuple(reason for _, reason in sorted(shown.values(), key=lambda one: -one[0]))


def strength(signs: Iterable[Sign], weights: ChangeWeights) -> float:
    """The weight of the strongest sign that a reader can be shown."""
    return max((weights.weights.get(one.name, 0.0) for one in signs if one.reason), default=0.0)
