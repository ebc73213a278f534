"""Tell whether a sentence joins a number to a day that its source has beside another number."""

from collections.abc import Sequence

from bot.compare.sentence.reasons import ComparedText
from ingest.quantities.days import Day, agree, find_days
from ingest.quantities.numbers import Number, find_numbers


def is_mispaired(said: ComparedText, source: ComparedText) -> bool:
    """Whether the source has another number nearer to a day of the sentence than any that the sentence has.

    >>> told = ComparedText("1 127 désertions ont eu lieu en 2017, contre 2 706 en 2011.", "fr")
    >>> [is_mispaired(ComparedText(said, "en"), told) for said in ("In 2011 there were 1,127.", "In 2011: 2,706.")]
    [True, False]
    """
    ours, theirs = _counts(said), _counts(source)
    values = {one.value for one in ours}
    if not values or len(theirs) < 2 or not values <= {one.value for one in theirs}:
        return False
    days = find_days(source.text, source.language, source.on)
    asked = find_days(said.text, said.language, source.on or said.on)
    here = [one for one in days if any(agree(one, other) for other in asked)]
    return any(_nearest(one, theirs).value not in values for one in here)


def _counts(said: ComparedText) -> list[Number]:
    return [one for one in find_numbers(said.text, said.language) if one.kind != "year"]


def _nearest(day: Day, numbers: Sequence[Number]) -> Number:
    """The number that stands nearest to a day, the one before it where two are as near."""
    return min(numbers, key=lambda one: max(one.start - day.end, day.start - one.end))
