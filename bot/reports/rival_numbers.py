"""Which number of one report stands against which of another: the one that is left when all others agree."""

import math
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.answer import Citation
from ingest.quantities.numbers import Number, find_numbers
from ingest.statements.cues import words_of
from vectorstore.terms import own_terms

NumberPlace = tuple[int, int]  # in a citation's quotation

# Whose number words ingest reads (numbers.toml): of another language, 820 could as well be "820 thousand".
COUNTED_IN = frozenset(("en", "fr", "de", "es", "vi", "ru"))
ABOUT = 0.1  # "about 300" is 270 to 330
MUCH_MORE = 2.0  # "more than 300" is not said of 600
KINDS = frozenset(("count", "ordinal", "fraction", "score", "time"))  # years are dates, and names tell nothing
HALF_A_DAY = 12 * 60  # minutes
SCORE_APART = 6  # characters between the two starts of "12 - 10"
FOLLOWING = 60  # characters after a number in which the first two words stand
NEXT_WORD = re.compile(r"[ \u00a0\u202f]([^\W\d_]{2,40})")
WORD = re.compile(r"\w+")


@lru_cache(maxsize=1024)
def _numbers_in(text: str, language: str) -> tuple[Number, ...]:
    return tuple(one for one in find_numbers(text, language) if one.kind in KINDS)


def numbers_of(cited: Citation) -> tuple[Number, ...]:
    """The numbers of a quotation that tell how much, how many or what time."""
    known = cited.listing.language in COUNTED_IN
    return _numbers_in(cited.quote, cited.listing.language) if known else ()


def rival_numbers(one: Citation, other: Citation) -> Iterator[tuple[NumberPlace, NumberPlace]]:
    """Where in two quotations that tell the same thing numbers stand that tell it differently."""
    numbers, others = numbers_of(one), numbers_of(other)
    is_one_language = one.listing.language == other.listing.language
    # What the other report has as well is settled, whatever unit was read: "two decades" is "deux longues décennies".
    first = [a for a in numbers if not any(_is_settled(a, b) for b in others)]
    second = [b for b in others if not any(_is_settled(a, b) for a in numbers)]
    for kind in dict.fromkeys((number.kind, number.unit) for number in first):
        left = [number for number in first if (number.kind, number.unit) == kind]
        right = [number for number in second if (number.kind, number.unit) == kind]
        if kind[1] is None and kind[0] != "score" and is_one_language:
            # What is counted has to be the same: "212 passengers" is no rival of "fourteen people".
            pairs = [(a, b) for a in left for b in right if _counted(one, a) & _counted(other, b)]
            left, right = [a for a, _ in pairs], [b for _, b in pairs]
        if left and right and _is_one(left) and _is_one(right):
            yield _shown(one, left[0], numbers), _shown(other, right[0], others)


def differ(one: Number, other: Number) -> bool:
    """Whether no one number can be meant by both: 12 and 14, but not "more than 300,000" and "about 310,000".

    A rounded number stands for what rounds to it: 1.2 million is 1,234,567, too.
    """
    (low, high), (least, most) = _span(one), _span(other)
    return high < least or most < low


def _span(number: Number) -> tuple[float, float]:
    """From where to where the true number may lie, if a report tells this one."""
    size = abs(number.value)
    place = math.floor(math.log10(size)) if size else 0
    # The place of the last digit that is not 0; 20 people are twenty, but 300,000 are rounded to two digits at least.
    step = 10.0 ** (0 if size < 100 else place - 1)
    while step > 1e-6 and abs(size / step - round(size / step)) > 1e-6:
        step /= 10
    half = max(step / 2, ABOUT * size if number.is_about and number.bound is None else 0.0)
    half *= 1 - 1e-6  # half a step belongs to neither neighbour: 12 is not 13
    low, high = number.value - half, number.value + half
    if number.bound == "least":
        high = max(high, MUCH_MORE * size)
    if number.bound == "most":
        low = min(low, size / MUCH_MORE)
    return low, high


def _is_settled(one: Number, other: Number) -> bool:
    if one.kind == "time" == other.kind:
        return (one.value - other.value) % HALF_A_DAY == 0  # "3 p.m." is often written as 3 o'clock
    if (one.kind, one.unit) == (other.kind, other.unit):
        return not differ(one, other)
    return one.value == other.value


def _is_one(numbers: Sequence[Number]) -> bool:
    return len({number.value for number in numbers}) == 1


def _counted(cited: Citation, number: Number) -> frozenset[str]:
    """The stems of the first words after a number: what it counts is among them, or nothing is."""
    following = cited.quote[number.end : number.end + FOLLOWING]
    within = re.split(r"[.,;:!?()«»“”\"]", following)[0]
    return frozenset(own_terms(" ".join(WORD.findall(within)[:2]), cited.listing.language))


def _shown(cited: Citation, number: Number, numbers: Sequence[Number]) -> NumberPlace:
    """A number as a reader wants to see it: both ends of a score, and with the word after it what it counts."""
    if number.kind == "score":
        together = [one for one in numbers if one.kind == "score" and abs(one.start - number.start) <= SCORE_APART]
        return together[0].start, together[-1].end
    match = NEXT_WORD.match(cited.quote, number.end)
    if number.unit is None and number.kind == "count" and match:
        words = words_of(cited.listing.language)
        if match[1].lower() not in words.sets["stops"] | words.sets["prepositions"]:
            return number.start, match.end()
    return number.start, number.end
