"""Decide whether what was found answers the question; a bare similarity can't tell."""

import math
from collections.abc import Sequence

from bot.excerpts import Excerpt
from bot.highlight import of_a_kind
from bot.question import Question

# Fitted by benchmarks/answerable.py on half of 500 questions of PIAF and XQuAD (16 pairs of languages), their article
# there and taken out; on the other half the area under the curve is .92.
WEIGHTS = (11.58, 9.31, 5.46, 3.7, -1.79, 0.28)
BIAS = -7.13
# The chance from which an answer is given. Of the other half, .4 answers 10.0 % of what nobody says and refuses 15.2 %
# of what somebody does, .5 answers 7.2 % and refuses 19.6 %, .6 answers 4.8 % and refuses 24.0 %. Who signs an answer
# with their name would rather look once more than be wrong.
ANSWERS = 0.5
# The cosine from which somebody's words, or the sentences beside them, are on a topic ("Article 5"). Over the samples
# the best for a topic that a speaker never touched is .16; .2 leaves a little air.
ON_TOPIC = 0.2


def signals(question: Question, weighed: Sequence[Excerpt]) -> tuple[float, ...]:
    """What tells whether the best of some excerpts answers.

    How near it and its passage are in meaning; the share of the question's words it has, if they share a language and
    if they don't; whether they do; and whether it has the kind of thing that is asked for.
    """
    best = weighed[0]
    is_own = best.listing.language == question.language
    return (
        best.meaning,
        best.around,
        best.words * is_own,
        best.words * (not is_own),
        float(is_own),
        float(_has_kind(question, best)),
    )


def answers_it(question: Question, weighed: Sequence[Excerpt]) -> bool:
    """Whether the best excerpt answers the question."""
    return bool(weighed) and chance(question, weighed) >= ANSWERS


def chance(question: Question, weighed: Sequence[Excerpt]) -> float:
    """The estimated chance, 0 to 1, that the best excerpt answers the question."""
    total = BIAS + math.fsum(w * s for w, s in zip(WEIGHTS, signals(question, weighed), strict=True))
    return 1 / (1 + math.exp(-total))


def is_on_topic(told: Excerpt) -> bool:
    """Whether what a speaker said is on the topic asked about; it was weighed against the topic alone."""
    return max(told.meaning, told.around) >= ON_TOPIC


def _has_kind(question: Question, excerpt: Excerpt) -> bool:
    if question.wants in (None, "reason"):
        return True
    spoken = excerpt.listing.language
    return bool(of_a_kind(question.wants, excerpt.text, language=spoken, asked=question.text))
