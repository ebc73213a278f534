"""Compare the numbers and days of a sentence with those of its evidence; "10 000" and "dix mille" are one."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.compare.sentence.reasons import ComparedText, Reason, Sign
from ingest.quantities.days import Day, agree, find_days
from ingest.quantities.numbers import Number, find_numbers
from vectorstore.terms import alike_terms, own_terms

DIGITS = re.compile(r"\d+")
WORD = re.compile(r"[^\W\d_]+")
MOST_OF_A_NOUN, NOUN_WITHIN, SHORTEST_NOUN = 40, 2, 4  # characters, words ("young passengers"), letters
CLOSE = 0.05  # "about" is within so much of it
SMALL = 2.0  # "the two" is "both", "half" is "mid-": so little is amiss only where another number stands
# Reporters convert measures and round them: in metres, kilograms and square metres.
SIZES = {
    "kilometre": ("length", 1000.0),
    "mile": ("length", 1609.344),
    "metre": ("length", 1.0),
    "foot": ("length", 0.3048),
    "yard": ("length", 0.9144),
    "hectare": ("area", 10_000.0),
    "acre": ("area", 4046.86),
    "square kilometre": ("area", 1e6),
    "square mile": ("area", 2.59e6),
    "kilogram": ("weight", 1.0),
    "pound weight": ("weight", 0.4536),
    "tonne": ("weight", 1000.0),
}
ROUNDED = 0.1
NOT_COUNTED = frozenset({0.0, 1.0})  # "one" is an article, "zero" a negation


def numbered(sentence: ComparedText, told: Sequence[ComparedText], evidence: Sequence[ComparedText]) -> Iterator[Sign]:
    """The numbers of a sentence that its evidence lacks; `told` are the parts of it that tell the same."""
    theirs = [number for part in evidence for number in numbers_of(part)]
    written = {digits for part in evidence for digits in DIGITS.findall(part.text)}
    days = _day_spans(sentence)
    for number in numbers_of(sentence):
        said = sentence.text[number.start : number.end]
        if number.value in NOT_COUNTED or _within(number, days):
            continue
        if any(_same(number, other) for other in theirs) or _is_written(said, written):
            yield from _moved(number, sentence, told)
            continue
        instead, is_of_it = _instead(number, sentence, told, evidence)
        reason = Reason("number", said, instead, number.start, number.end)
        how = "figures" if DIGITS.search(said) else "words"
        if number.value <= SMALL or number.kind == "fraction":
            how = "small"
        yield Sign(f"number_{how}_{'of_it' if is_of_it else 'instead' if instead else 'alone'}", reason=reason)


def _moved(number: Number, sentence: ComparedText, told: Sequence[ComparedText]) -> Iterator[Sign]:
    """A number that only another sentence has, where the one that tells the same has another number."""
    if any(_same(number, other) for part in told for other in numbers_of(part)):
        return
    instead, is_of_it = _instead(number, sentence, told, ())
    if instead:
        said = sentence.text[number.start : number.end]
        sort = "small" if number.value <= SMALL or number.kind == "fraction" else "of_it" if is_of_it else "instead"
        yield Sign(f"number_moved_{sort}", reason=Reason("number", said, instead, number.start, number.end))


def dated(sentence: ComparedText, told: Sequence[ComparedText], evidence: Sequence[ComparedText]) -> Iterator[Sign]:
    """The days of a sentence that are none of its evidence."""
    theirs = [(part, day) for part in evidence for day in days_of(part)]
    for day in days_of(sentence):
        agreed = [(agree(day, other), part, other) for part, other in theirs]
        if any(same for same, _, _ in agreed):
            continue
        is_year = day.year is not None and day.month is None
        if is_year and any(part.on and part.on.startswith(str(day.year)) for part in evidence):
            continue
        if not is_year and any(same is None for same, _, _ in agreed):
            agreed = [one for one in agreed if one[0] is False and one[1] in told]
            if not agreed:
                continue
        near = [
            part.text[one.start : one.end]
            for same, part, one in agreed
            if same is False and part in told and (not is_year or str(one.year) in part.text[one.start : one.end])
        ]
        said = sentence.text[day.start : day.end]
        has_figures = bool(DIGITS.search(said))
        if near or has_figures:
            name = f"date_{'figures' if has_figures else 'words'}_{'instead' if near else 'alone'}"
            yield Sign(name, reason=Reason("date", said, near[0] if near else None, day.start, day.end))


@lru_cache(maxsize=4096)
def numbers_of(said: ComparedText) -> tuple[Number, ...]:
    """The numbers of a sentence, those of names ("Article 5") and clock times too."""
    return find_numbers(said.text, said.language)


@lru_cache(maxsize=4096)
def days_of(said: ComparedText) -> tuple[Day, ...]:
    return find_days(said.text, said.language, said.on)


def _day_spans(said: ComparedText) -> list[tuple[int, int]]:
    return [(day.start, day.end) for day in days_of(said)]


def _within(number: Number, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= number.start and number.end <= end for start, end in spans)


def _same(one: Number, other: Number) -> bool:
    """Whether two numbers can be one: the same value, nearly if either says "about", and no other unit."""
    if one.unit != other.unit and one.unit in SIZES and other.unit in SIZES:
        (measure, size), (other_measure, other_size) = SIZES[one.unit], SIZES[other.unit]
        meant, other_meant = one.value * size, other.value * other_size
        return measure == other_measure and abs(meant - other_meant) <= ROUNDED * max(meant, other_meant)
    near = CLOSE if one.is_about or other.is_about else 1e-6
    if abs(one.value - other.value) > near * max(abs(one.value), abs(other.value)):
        return False
    return one.unit == other.unit or one.unit is None or other.unit is None or one.kind != other.kind


def _is_written(said: str, written: set[str]) -> bool:
    """Whether the very figures stand in the evidence, whatever they were taken for."""
    digits = DIGITS.findall(said)
    return bool(digits) and set(digits) <= written


def _instead(
    number: Number, sentence: ComparedText, told: Sequence[ComparedText], evidence: Sequence[ComparedText]
) -> tuple[str | None, bool]:
    """The number that the evidence has where the sentence has this one, and whether it counts the same for certain.

    One of the same unit, or before the same word, is looked for in all that is cited; else one of its kind will do
    that stands in what tells the same and that the sentence lacks.
    """
    ours = numbers_of(sentence)
    free = [
        (part, other)
        for part in (*told, *(part for part in evidence if part not in told))
        for other in numbers_of(part)
        if other.kind == number.kind and not any(_same(other, one) for one in ours)
    ]
    for part, other in free:
        if other.unit == number.unit and (number.unit or counted(number, sentence) & counted(other, part)):
            return part.text[other.start : other.end], True
    return next((part.text[other.start : other.end] for part, other in free if part in told), None), False


def counted(number: Number, said: ComparedText) -> frozenset[str]:
    """What a number counts: the word after it, as its language or a related one may have it."""
    following = said.text[number.end : number.end + MOST_OF_A_NOUN]
    words = WORD.findall(following)[:NOUN_WITHIN]
    return frozenset(
        term
        for word in words
        if len(word) >= SHORTEST_NOUN
        for term in (*own_terms(word, said.language), *alike_terms(word))
    )
