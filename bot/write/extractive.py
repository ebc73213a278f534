"""A writer that needs no model: it quotes the one to three excerpts that answer best."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answer import Quoting, Reply
from bot.question.read import Question
from bot.retrieve.excerpts import Excerpt, draft_of
from bot.write.sources import Sources

MOST_QUOTATIONS = 3
MOST_CHARS = 460  # of all quotations of an answer; one answer right beats three beside it


@dataclass(frozen=True, slots=True)
class Extractive:
    """Quotes what was found, in the article's own words."""

    most: int = MOST_QUOTATIONS

    @property
    def told(self) -> str:
        return ""  # the articles themselves speak

    def draft(self, question: Question, given: Sources) -> Iterator[Quoting]:
        """One to three quotations, or as many as it may, best first, no two of the same words or of one place."""
        chosen: list[Excerpt] = []
        for excerpt in given.excerpts:
            told = sum(len(one.text) for one in chosen) + len(excerpt.text)
            if chosen and not given.is_all_asked and told > MOST_CHARS:
                continue
            if len(chosen) < self.most and not any(_same(excerpt, other) for other in chosen):
                chosen.append(excerpt)
                yield draft_of(excerpt)

    def whole(self, text: str, before: Sequence[Reply], language: str) -> None:
        return None

    def translate(self, words: str, language: str) -> None:
        return None

    def doubts(self, sentence: str, evidence: str) -> bool:
        return False


def _same(one: Excerpt, other: Excerpt) -> bool:
    """The same place, or nearly the same words: two papers that run one agency's story are one source."""
    if one.listing.article_id == other.listing.article_id:
        return one.touches(other.place)
    mine, theirs = _words(one.text), _words(other.text)
    return len(mine & theirs) > 0.7 * min(len(mine), len(theirs))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
