"""Rank what could be quoted by how well it answers, and say how likely the best of it does."""

import math
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from bot.question.read import Question
from bot.reader.reading import AnswerSpan, Reading
from bot.retrieve.excerpts import Excerpt
from vectorstore.listing import Hit

# Logits beyond these tell nothing more, and one odd window must not outweigh all else.
MOST_LOGIT = 12.0
LEAST_SHARE = -8.0
MOST_WEIGHED = 32  # excerpts, the likeliest before their own cosines are known
USUAL_CHARS = 120.0  # of a sentence
FAR = 0.25  # a cosine under which all that was found is the farther from what was asked, the less it is
RUNS_ON = 2.5  # logits that a sentence beside the best one may be behind it, and be quoted with it
MOST_CHARS = 320  # of two sentences quoted together
BETWEEN = " \n\u00a0«»“”„\"'"  # what may stand between them


@dataclass(frozen=True, slots=True)
class Regression:
    """A logistic regression: what each signal weighs, and where it begins."""

    bias: float
    signals: Mapping[str, float]

    def logit(self, found: Mapping[str, float]) -> float:
        """The logit that signals stand for; raises KeyError for one that is weighed and was not found.

        >>> Regression(bias=-1.0, signals={"mass": 0.5}).logit({"mass": 4.0, "length": 2.0})
        1.0
        """
        return self.bias + math.fsum(weight * found[name] for name, weight in self.signals.items())


@dataclass(frozen=True, slots=True)
class Fitted:
    """What training/calibrate.py fitted: what puts excerpts in order, and what tells whether the first answers."""

    order: Regression
    answers: Regression
    answers_from: float  # the chance from which it is shown


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """A passage that was found, its readings, and the excerpts in it."""

    hit: Hit
    readings: Sequence[Reading]
    excerpts: Sequence[Excerpt]


def ranked(
    question: Question,
    read: Sequence[ReadPassage],
    *,
    cosines: Callable[[Sequence[Excerpt]], Sequence[float]],
) -> list[Excerpt]:
    """The likeliest excerpts, best first, each with its score, the span that answers, and its signals.

    `cosines` gives how near each of some excerpts is to the question, and is asked once.
    """
    found = [
        (excerpt, _signals(question, one, excerpt, read[0].hit), answer_in(one.readings, excerpt))
        for one in read
        for excerpt in one.excerpts
    ]
    weights = fitted().order
    found.sort(key=lambda one: -weights.logit({**one[1], "share": 0.0, "near": 0.0}))
    found = found[:MOST_WEIGHED]
    for (_, signals, _), near in zip(found, cosines([excerpt for excerpt, _, _ in found]), strict=True):
        signals["near"] = near
    total = _logsumexp(signals["mass"] for _, signals, _ in found)
    scored = []
    for excerpt, signals, span in found:
        signals["share"] = max(signals["mass"] - total, LEAST_SHARE)
        scored.append(replace(excerpt, score=weights.logit(signals), answer=span, signals=signals))
    return sorted(scored, key=lambda one: -one.score)


def chance(best: Sequence[Excerpt]) -> float:
    """The estimated chance, 0 to 1, that the first of some ranked excerpts answers; 0 where there is none."""
    if not best:
        return 0.0
    logit = fitted().answers.logit(of_answering(best))
    return 1 / (1 + math.exp(-logit)) if logit >= 0 else math.exp(logit) / (1 + math.exp(logit))


def of_answering(best: Sequence[Excerpt]) -> dict[str, float]:
    """What tells whether the first of some ranked excerpts answers: its own signals, and its lead."""
    first = best[0]
    apart = [one for one in best[1:] if not one.touches(first.place)]
    return {
        **first.signals,
        "score": first.score,
        "lead over the next": min(first.score - max((one.score for one in apart), default=first.score - 5.0), 5.0),
        "mass anywhere": max(one.signals["mass"] for one in best),
        "there anywhere": max(one.signals["there"] for one in best),
        "far": max(FAR - max(one.signals["meaning"] for one in best), 0.0),
    }


def in_context(found: Sequence[Excerpt], text: str) -> Excerpt:
    """The first of some ranked excerpts, with the one beside it where the answer runs on into it.

    `text` is its article's. "He refused. It was too late, he said." is quoted whole where either half may answer.
    """
    first = found[0]
    best = first
    for one in found[1:]:
        start, end = min(best.start, one.start), max(best.end, one.end)
        is_beside = one.listing.article_id == first.listing.article_id and not text[
            min(best.end, one.end) : max(best.start, one.start)
        ].strip(BETWEEN)
        is_told_alike = one.speaker in (None, best.speaker) and not one.touches(best.place)
        if is_beside and is_told_alike and end - start <= MOST_CHARS and one.score >= first.score - RUNS_ON:
            return replace(best, start=start, end=end, text=text[start:end])
    return best


def _signals(question: Question, read: ReadPassage, excerpt: Excerpt, first: Hit) -> dict[str, float]:
    masses = [one.mass(excerpt.start, excerpt.end) for one in read.readings]
    return {
        "mass": _clipped(max(masses, default=-MOST_LOGIT)),
        "there": _clipped(max((one.there for one in read.readings), default=-MOST_LOGIT)),
        "behind the first": read.hit.score - first.score,
        "meaning": read.hit.meaning,
        "words": read.hit.words,
        "length": math.log(max(excerpt.end - excerpt.start, 1) / USUAL_CHARS),
        "across": float(excerpt.listing.language != question.language),
    }


def answer_in(readings: Sequence[Reading], excerpt: Excerpt) -> AnswerSpan | None:
    """The likeliest answer inside an excerpt, of all windows that hold a part of it."""
    spans = [span for one in readings if (span := one.best(excerpt.start, excerpt.end))]
    best = max(spans, key=lambda span: span.score, default=None)
    if best is None:
        return None
    start, end = max(best.start, excerpt.start), min(best.end, excerpt.end)
    words = excerpt.text[start - excerpt.start : end - excerpt.start]  # a token begins with the space before it
    return replace(best, start=end - len(words.lstrip()), end=start + len(words.rstrip()))


def _clipped(logit: float) -> float:
    return min(max(logit, -MOST_LOGIT), MOST_LOGIT)


def _logsumexp(values: Iterable[float]) -> float:
    every = list(values)
    most = max(every, default=0.0)
    return most + math.log(math.fsum(math.exp(one - most) for one in every)) if every else 0.0


@cache
def fitted() -> Fitted:
    """The weights as they were fitted."""
    table = tomllib.loads(files(__package__).joinpath("rank.toml").read_text("utf-8"))
    order, answers = (Regression(table[part]["bias"], table[part]["signals"]) for part in ("order", "answers"))
    return Fitted(order, answers, table["answers_from"])
