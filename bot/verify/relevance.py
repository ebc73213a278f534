"""Tell whether a sentence that was checked answers: not the question said back, and of the kind that was asked for."""

from collections.abc import Collection, Sequence
from functools import cache

from bot.question.read import Question
from bot.retrieve.excerpts import Excerpt
from bot.verify.support import Source
from ingest.languages import load
from ingest.quantities.days import find_days
from ingest.quantities.numbers import find_numbers
from vectorstore.archive import Archive
from vectorstore.terms import own_terms

RARE = 0.5  # of what the question's rarest word weighs; "the" and "said" weigh less
SHORTEST = 4  # letters
SOME_DAY = "2026-03-11"  # which day "Thursday" was doesn't matter, that it is one does


def telling_words(archive: Archive, question: Question) -> frozenset[str]:
    """The words of a question, stemmed, that few articles have: what it is about, and what it takes for granted."""
    with archive.reading():
        weights = archive.keywords.wanted(question.text, question.language).own
    most = max(weights.values(), default=0.0)
    known = set(own_terms(question.text, question.language))
    rare = {one for one in known if weights.get(one, most) >= RARE * most}
    return frozenset(one for one in rare if len(one.partition("_")[2]) >= SHORTEST) - _joining(question.language)


@cache
def _joining(language: str) -> frozenset[str]:
    return frozenset(own_terms(load(language, "asking").get("joining", ""), language))


def echoes(said: str, asked: Collection[str], sources: Sequence[Source], language: str) -> bool:
    """Whether a sentence takes over a word of the question that none of its sources has.

    Words can be told apart within one language only.
    """
    if not asked or any(one.language != language for one in sources):
        return False
    taken = set(asked) & set(own_terms(said, language))
    told = {term for one in sources for part in (one.evidence, one.head) for term in own_terms(part.text, language)}
    return bool(taken - told)


def is_to_the_point(question: Question, text: str, given: Sequence[Excerpt]) -> bool:
    """False where a number or a day is asked for, what was given has one, and the sentence has none.

    It is padding, or says "for ever" where the article says "four weeks". Whose words are asked for may be any.
    """
    if question.speaker or question.wants not in ("number", "date") or _has(question.wants, text, question.language):
        return True
    return not any(_has(question.wants, one.text, one.listing.language) for one in given)


def _has(wants: str, text: str, language: str) -> bool:
    """Whether a text has a number, or a day, a month or a year."""
    return bool(find_numbers(text, language)) or (wants == "date" and bool(find_days(text, language, SOME_DAY)))
