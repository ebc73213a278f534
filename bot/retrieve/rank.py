"""Rank what could be quoted by how well it answers, and say how likely the best of it does."""

import math
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from bot.reader.reading import AnswerSpan, Reading
from bot.retrieve.excerpts import Excerpt
from vectorstore.listing import Hit

# Logits beyond these tell nothing more, and one odd window must not outweigh all else.
MOST_LOGIT = 12.0
MOST_READ_ALONE = 16  # excerpts, the likeliest by what was read of their passages
FAR = 0.25  # a cosine under which all that was found is the farther from what was asked, the less it is
RUNS_ON = 2.5  # logits that a sentence beside the best one may be behind it, and be quoted with it
MOST_CHARS = 400  # of sentences quoted together
BETWEEN = " \n\u00a0«»“”„\"'"  # what may stand between them


@dataclass(frozen=True, slots=True)
class Regression:
    """A logistic regression: what each signal weighs, and where it begins."""

    bias: float
    signals: Mapping[str, float]

    def logit(self, found: Mapping[str, float]) -> float:
        """The logit that signals stand for; raises KeyError for one that is weighed and was not found.

        >>> Regression(bias=-1.0, signals={"mass": 0.5}).logit({"mass": 4.0, "words": 2.0})
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

    @property
    def article_id(self) -> str:
        return self.hit.listing.article_id


def ranked(
    read: Sequence[ReadPassage],
    *,
    alone: Callable[[Sequence[Excerpt]], Sequence[Sequence[Reading]]],
) -> list[Excerpt]:
    """The likeliest excerpts, best first, each with its score, the span that answers, and its signals.

    `alone` gives the readings of each of some excerpts by itself, and is asked once: what stands beside a sentence
    tells what it is about, and may lend it the look of an answer.
    """
    best: dict[str, float] = {}
    for one in read:
        best[one.article_id] = max(one.hit.score, best.get(one.article_id, one.hit.score))
    first = max(best.values(), default=0.0)
    found = []
    for one in read:
        places = {"behind the first": one.hit.score - first, "article behind the first": best[one.article_id] - first}
        for excerpt in one.excerpts:
            found.append((excerpt, _signals(one, excerpt) | places, answer_in(one.readings, excerpt)))
    weights = fitted().order
    found.sort(key=lambda one: -weights.logit({**one[1], "mass alone": one[1]["mass"]}))
    found = found[:MOST_READ_ALONE]
    for (excerpt, signals, _), readings in zip(found, alone([one[0] for one in found]), strict=True):
        signals["mass alone"] = _mass(readings, excerpt)
    scored = (replace(one, score=weights.logit(signals), answer=span, signals=signals) for one, signals, span in found)
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
        "lead over the next": min(first.score - max((one.score for one in apart), default=first.score - 5.0), 5.0),
        "mass anywhere": max(one.signals["mass"] for one in best),
        "far": max(FAR - max(one.signals["meaning"] for one in best), 0.0),
    }


def in_context(found: Sequence[Excerpt], text: str) -> Excerpt:
    """The first of some ranked excerpts, with those beside it that the answer runs on into.

    `text` is its article's. "He refused. It was too late, he said." is quoted whole where either half may answer.
    """
    first, *others = found
    start, end = first.start, first.end
    near = [
        one
        for one in others
        if one.listing.article_id == first.listing.article_id
        and one.score >= first.score - RUNS_ON
        and one.speaker in (None, first.speaker)
    ]

    def runs_on(one: Excerpt) -> bool:
        is_apart = one.end <= start or end <= one.start
        is_beside = is_apart and not text[min(end, one.end) : max(start, one.start)].strip(BETWEEN)
        return is_beside and max(end, one.end) - min(start, one.start) <= MOST_CHARS

    while beside := next(filter(runs_on, near), None):
        start, end = min(start, beside.start), max(end, beside.end)
    return replace(first, start=start, end=end, text=text[start:end])


def _signals(read: ReadPassage, excerpt: Excerpt) -> dict[str, float]:
    return {
        "mass": _mass(read.readings, excerpt),
        "there": _clipped(max((one.there for one in read.readings), default=-MOST_LOGIT)),
        "meaning": read.hit.meaning,
        "words": read.hit.words,
    }


def _mass(readings: Sequence[Reading], excerpt: Excerpt) -> float:
    """The logit that an answer stands in an excerpt, of the window that has the most of it."""
    return _clipped(max((one.mass(excerpt.start, excerpt.end) for one in readings), default=-MOST_LOGIT))


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


@cache
def fitted() -> Fitted:
    """The weights as they were fitted."""
    table = tomllib.loads(files(__package__).joinpath("rank.toml").read_text("utf-8"))
    order, answers = (Regression(table[part]["bias"], table[part]["signals"]) for part in ("order", "answers"))
    return Fitted(order, answers, table["answers_from"])
