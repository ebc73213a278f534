"""Decide whether what was found answers the question; a bare similarity can't tell."""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.excerpts import Excerpt
from bot.signals import Looked, signals

# How near somebody's words, or the sentences beside them, have to be to a topic ("Article 5"), beyond half of how near
# the archive comes to it at all: whoever spoke on the ferry is a little near to any strike. Over the samples, 20 topics
# put to 94 speakers who were or weren't quoted on the event: area under the curve .83, .81 by the bare cosine (words
# shared with the topic add nothing to either).
ON_TOPIC = 0.06
OF_THE_ARCHIVE = 0.5
NEAR_AT_LEAST = 0.24  # what an archive comes to that has anything on a topic; on one it lacks, nobody has spoken


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic regression: what each signal weighs, and where it begins."""

    bias: float
    signals: Mapping[str, float]

    def chance(self, found: Mapping[str, float]) -> float:
        """The chance, 0 to 1, that signals stand for; raises KeyError for a signal that was not fitted.

        >>> round(Weights(bias=-1.0, signals={"meaning": 4.0}).chance({"meaning": 0.5}), 2)
        0.73
        """
        total = self.bias + math.fsum(self.signals[name] * value for name, value in found.items())
        # Either way round, e is only raised to what is below nothing: no signal however wild can overflow.
        return 1 / (1 + math.exp(-total)) if total >= 0 else math.exp(total) / (1 + math.exp(total))


@dataclass(frozen=True, slots=True)
class Fitted:
    """What benchmarks/answerable.py fitted: weights within a language and across two, and the chance to answer from."""

    answers: float
    within: Weights
    across: Weights


def answers_it(looked: Looked) -> bool:
    """Whether the best excerpt answers the question."""
    return chance(looked) >= fitted().answers


def chance(looked: Looked) -> float:
    """The estimated chance, 0 to 1, that the archive answers the question; 0 where nothing was found.

    Of 100 questions with a chance of .7, some 70 are answered by the archive: benchmarks/README.md has the table.
    """
    if not looked.excerpts:
        return 0.0
    weights = fitted().across if looked.is_across else fitted().within
    return weights.chance(signals(looked))


def is_on_topic(told: Excerpt, *, nearest: float) -> bool:
    """Whether what a speaker said is on the topic asked about; it was weighed against the topic alone.

    `nearest` is the cosine that the nearest passages of the whole archive have with that topic.
    """
    return max(told.meaning, told.around) - OF_THE_ARCHIVE * max(nearest, NEAR_AT_LEAST) >= ON_TOPIC


@cache
def fitted() -> Fitted:
    """The weights as they were fitted."""
    table = tomllib.loads(files("bot").joinpath("answerable.toml").read_text("utf-8"))
    within, across = (Weights(table[part]["bias"], table[part]["signals"]) for part in ("within", "across"))
    return Fitted(table["answers"], within, across)
