"""Tell whether a sentence that was checked says the kind of thing that was asked for, where its source has one."""

from collections.abc import Sequence

from bot.question.read import Question
from bot.retrieve.excerpts import Excerpt
from ingest.quantities.days import find_days
from ingest.quantities.numbers import find_numbers

SOME_DAY = "2026-03-11"  # which day "Thursday" was doesn't matter, that it is one does


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
