"""What a comparison of a sentence with its evidence is made of."""

from dataclasses import dataclass
from typing import Literal

ReasonKind = Literal["number", "date", "name", "negation", "modality", "comparison", "who", "words"]
SentenceVerdict = Literal["matches", "partly", "differs", "not_found"]


@dataclass(frozen=True, slots=True)
class ComparedText:
    """A sentence, or a passage of several; `language` is ISO 639-1, `on` the day it was published, ISO or None."""

    text: str
    language: str
    on: str | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that a sentence says otherwise than its evidence.

    `said` is the sentence's text from `start` to `end`; where the sentence lacks what the evidence has, it is empty.
    `found` is what the evidence has instead, None where it has nothing.
    """

    kind: ReasonKind
    said: str
    found: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that may show that a sentence was changed, or that it was not.

    `name` is what it is called in weights.toml, which says how much it weighs; `reason` is what a reader is shown if
    it tells, None where there is nothing to show.
    """

    name: str
    amount: float = 1.0
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """What comparing came to. It tells what two texts say, and nothing of what is true.

    `matches`: nothing was found that differs; `differs`: the evidence says something else in its place; `partly`: the
    sentence says something of which the evidence says nothing; `not_found`: hardly anything of it is in the evidence.
    """

    verdict: SentenceVerdict
    reasons: tuple[Reason, ...]
