"""The days an article tells: "le 12 octobre", "October 12", "12/10", "on Thursday", "yesterday", "in 2023"."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from ingest.quantities.numbers import Number, find_numbers
from ingest.quantities.written_dates import DayWords, Written, day_words, written_dates

FIELDS = ("year", "month", "day", "weekday")


def date_of(on: str | None) -> date | None:
    """The day of an ISO date or a longer timestamp; None of anything else."""
    try:
        return date.fromisoformat((on or "")[:10])
    except ValueError:
        return None


def span(written: Written, year: int) -> tuple[date, date]:
    """The first and the last day of a date whose year is known."""
    month = written.month or 1
    length = monthrange(year, month)[1]
    if written.day is None:
        return date(year, month, 1), date(year, month, length)
    first = date(year, month, min(written.day, length))
    until = written.until if written.until and written.until > written.day else written.day
    return first, date(year, month, min(until, length))


def nearest(days: list[date | None], on: date) -> date | None:
    """The nearest to a day, the past one where two are as near."""
    known = [day for day in days if day]
    return min(known, key=lambda day: (abs(day - on), day > on)) if known else None


def made(year: int, month: int, day: int) -> date | None:
    """That day, where the calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shifted_months(on: date, months: int) -> tuple[int, int]:
    """The year and the month so many months on."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return year, month + 1


def shifted_days(on: date, days: int) -> date:
    """So many days on, no further than a calendar goes."""
    return date.fromordinal(min(max(on.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


@dataclass(frozen=True, slots=True)
class Day:
    """What `text[start:end]` says of a day, a month or a year; what it does not say is None.

    `first` and `last` are the days meant, both included, where they can be told; `is_guessed` when the year or the
    week was taken from the article's own date, the nearest being meant. A weekday without that date has `weekday`
    alone, and "12 October" `month` and `day`.
    """

    start: int
    end: int
    first: date | None
    last: date | None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None  # 0 is Monday
    is_guessed: bool = False


def find_days(
    text: str, language: str, on: str | None, *, numbers: tuple[Number, ...] | None = None
) -> tuple[Day, ...]:
    """The days, months and years a text tells, in reading order and not overlapping.

    `on` is the article's date, "2023-10-13" or longer; what is shorter or no date is as None. Words like
    "yesterday" are told by it alone, and left out without it. Give `numbers` if they have been found already.

    >>> [(d.start, str(d.first)) for d in find_days("Hier et jeudi, puis le 2 mai.", "fr", "2023-10-13")]
    [(0, '2023-10-12'), (8, '2023-10-12'), (23, '2023-05-02')]
    """
    published = date_of(on)
    words = day_words(language)
    found = [day for written in written_dates(text, language) if (day := _dated(written, published))]
    found += _years(find_numbers(text, language) if numbers is None else numbers)
    found += _weekdays(text, words, published, language)
    if published:
        found += _near(text, words, published, language)
    chosen: list[Day] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not chosen or chosen[-1].end <= one.start:
            chosen.append(one)
    return tuple(chosen)


def agree(one: Day, other: Day) -> bool | None:
    """Whether two can mean the same time; None when nothing can be said.

    "October" agrees with "12 October 2023", and "Thursday" with it too, as that was one. What differs only by a
    guess, the year of a date without one or the week of a weekday, neither agrees nor differs.
    """
    if one.first and one.last and other.first and other.last and not (one.is_guessed or other.is_guessed):
        return one.first <= other.last and other.first <= one.last
    shared = [field for field in FIELDS if getattr(one, field) is not None and getattr(other, field) is not None]
    if any(getattr(one, field) != getattr(other, field) for field in shared):
        return False
    if one.first and one.last and other.first and other.last:
        is_same = one.first <= other.last and other.first <= one.last
        return True if is_same else None
    return True if {"month", "day"} <= set(shared) or {"year", "month"} <= set(shared) else None


def _dated(written: Written, on: date | None) -> Day | None:
    """A written date as a day; one without its year is the nearest such to the article's."""
    year, month, day = written.year, written.month, written.day
    if month is None and day is not None:  # "ngày 12"
        first = nearest([made(*shifted_months(on, by), day) for by in (-1, 0, 1)], on) if on else None
        return Day(written.start, written.end, first, first, day=day, is_guessed=first is not None)
    if month is None:
        return _day(written, date(year, 1, 1), date(year, 12, 31), year=year) if year else None
    if day is not None and not 1 <= day <= monthrange(year or 2000, month)[1]:
        return None
    if year is not None:
        first, last = span(written, year)
        return _day(written, first, last, year=year, month=month, day=None if written.until else day)
    near = nearest([made(on.year + by, month, day or 1) for by in (-1, 0, 1)], on) if on else None
    if near is None:
        return Day(written.start, written.end, None, None, month=month, day=None if written.until else day)
    first, last = span(written, near.year)
    return _day(written, first, last, month=month, day=None if written.until else day, is_guessed=True)


def _day(
    written: Written, first: date, last: date, *, year: int | None = None, month: int | None = None,
    day: int | None = None, is_guessed: bool = False,
) -> Day:  # fmt: skip
    weekday = first.weekday() if first == last and year else None
    return Day(written.start, written.end, first, last, year, month, day, weekday, is_guessed)


def _years(numbers: tuple[Number, ...]) -> Iterator[Day]:
    """Bare years and decades."""
    for number in numbers:
        if number.kind == "year":
            year = int(number.value)
            last = year + 9 if number.unit == "decade" else year
            yield Day(
                number.start, number.end, date(year, 1, 1), date(last, 12, 31), None if number.unit else year
            )  # fmt: skip


def _weekdays(text: str, words: DayWords, on: date | None, language: str) -> Iterator[Day]:
    """Weekdays: the last such up to the article's own day, unless the words beside it say the next."""
    for match in _pattern(language, "weekdays").finditer(text):
        weekday = words.weekdays[" ".join(match["name"].lower().split())]
        if words.capital and match.group()[0].islower():
            continue
        before, after = _beside(text, match)
        if before in words.weekday_not_after:
            continue
        is_small = match.group() == match.group().lower()
        if words.weekday_after and is_small and after != "tuần" and before and before not in words.weekday_after:
            continue
        first = None
        if on:
            near = {before, after}
            back = (on.weekday() - weekday) % 7
            if near & words.coming:
                back -= 7
            elif near & words.gone and back == 0:
                back = 7
            first = shifted_days(on, -back)
        yield Day(match.start(), match.end(), first, first, weekday=weekday, is_guessed=first is not None)


def _near(text: str, words: DayWords, on: date, language: str) -> Iterator[Day]:
    """Yesterday, today, tomorrow."""
    for match in _pattern(language, "relative").finditer(text):
        word = " ".join(match.group().lower().replace("’", "'").split())
        before, _ = _beside(text, match)
        if before in words.not_after.get(word, ()) or (language == "de" and match.group()[0] == "M"):
            continue
        day = shifted_days(on, words.relative[word])
        yield Day(match.start(), match.end(), day, day, day.year, day.month, day.day, day.weekday())


def _beside(text: str, match: re.Match[str]) -> tuple[str, str]:
    """The words before and after, over nothing but a blank."""
    before = re.search(r"(\w+)\s$", text[max(0, match.start() - 24) : match.start()])
    after = re.match(r"\s(\w+)", text[match.end() : match.end() + 24])
    return before[1].lower() if before else "", after[1].lower() if after else ""


@cache
def _pattern(language: str, kind: str) -> re.Pattern[str]:
    """The names of weekdays, or of the days near the article's own; a pattern that never matches without any."""
    words = day_words(language)
    names = words.weekdays if kind == "weekdays" else words.relative
    listed = sorted(
        (re.escape(name).replace("\\ ", r"\s").replace("'", "['’]") for name in names), key=len, reverse=True
    )
    parts = "|".join(sorted(words.day_parts, key=len, reverse=True)) if kind == "weekdays" else ""
    return re.compile(rf"\b(?P<name>{'|'.join(listed)})(?:{parts})?\b" if listed else r"(?!)", re.IGNORECASE)
