"""When, as a question tells it: the days meant by "last week", "since March", "en octobre 2023"."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import count

from bot.phrases import TimePatterns, phrases

DaySpan = tuple[date, date]
RELATIVE = ("today", "yesterday", "this_week", "last_week", "this_month", "last_month", "this_year", "last_year")
PAST = ("past_days", "past_weeks", "past_months", "past_years")
DATED = ("since", "published", "in", "after", "before")
DOUBTFUL = frozenset(("in", "after", "before"))  # may as well tell when something happened
FIRST, LAST = date.min, date.max


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of a question that tell a time, `text[start:end]`, and the days that they mean."""

    start: int
    end: int
    since: date | None
    until: date | None
    is_sure: bool  # whether they can only mean when an article was published


def find_times(text: str, language: str, *, today: date | None) -> tuple[Phrase, ...]:
    """The times that a question tells, in its order; without a day of asking only those with a year.

    Sure ones alone, if there are any: in "what was said last week about the vote in May" May is the vote's.

    >>> [time] = find_times("What did Austin say last week?", "en", today=date(2026, 3, 18))
    >>> str(time.since), str(time.until), time.is_sure
    ('2026-03-09', '2026-03-15', True)
    """
    plain = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    (_, a_day), *kinds = _patterns(language)
    days_alone = [match.span() for match in a_day.finditer(plain)]  # "ngày 3 tháng 3 năm 2026" is no month of 2026
    found = [
        Phrase(match.start(), match.end(), *days, kind not in DOUBTFUL)
        for kind, pattern in kinds
        for match in pattern.finditer(plain)
        if (days := _days(kind, match, phrases(language).when, today))
        and not any(start <= match.start() and match.end() <= end for start, end in days_alone)
    ]
    chosen: list[Phrase] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, not one.is_sure)):  # the longest first
        if all(one.end <= other.start or other.end <= one.start for other in chosen):
            chosen.append(one)
    sure = [one for one in chosen if one.is_sure]
    return tuple(sorted(sure or chosen, key=lambda one: one.start))


def _days(
    kind: str, match: re.Match[str], known: TimePatterns, today: date | None
) -> tuple[date | None, date | None] | None:
    """The first and the last day meant, None for an open end; nothing where no such day is or it lies ahead."""
    told = {name.rpartition("_")[0]: words for name, words in match.groupdict().items() if words}
    if kind in RELATIVE:
        return _relative(kind, today) if today else None
    if kind in PAST:
        return (_back(today, kind, _counted(told.get("count"), known)), today) if today else None
    inner = next((name for name in RELATIVE if name in told), None)
    span = (_relative(inner, today) if today else None) if inner else _dated(told, known, today)
    if span is None or (today and span[0] > today):
        return None
    if kind == "since":
        return span[0], None
    if kind == "after":
        return (span[1] + timedelta(days=1), None) if not today or span[1] < today else None
    if kind == "before":  # "sign before 31 December": without its year it may lie ahead
        return (None, span[0] - timedelta(days=1)) if told.keys() & {"year", "iso"} else None
    return span


def _relative(kind: str, today: date) -> DaySpan:
    """Whole days, weeks from Monday to Sunday, months and years of the calendar."""
    how, _, unit = kind.partition("_")
    monday = _shifted(today, -today.weekday())
    match unit if unit else how:
        case "today":
            return today, today
        case "yesterday":
            return _shifted(today, -1), _shifted(today, -1)
        case "week" if how == "this":
            return monday, _shifted(monday, 6)
        case "week":
            return _shifted(monday, -7), _shifted(monday, -1)
        case "month" if how == "this":
            return _month(today.year, today.month)
        case "month":
            before = _shifted(today.replace(day=1), -1)
            return _month(before.year, before.month)
        case _:
            year = today.year if how == "this" else max(today.year - 1, 1)
            return date(year, 1, 1), date(year, 12, 31)


def _back(today: date, kind: str, many: int) -> date:
    if kind in ("past_days", "past_weeks"):
        return _shifted(today, -many * (7 if kind == "past_weeks" else 1))
    months = max(today.year * 12 + today.month - 1 - many * (12 if kind == "past_years" else 1), 12)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _counted(words: str | None, known: TimePatterns) -> int:
    """How many; "the last days" are a few, and a few are seven: one week."""
    if words is None:
        return 7
    if words.isdigit():
        return int(words)
    return next(n for n, one in enumerate(known.counts, 1) if re.fullmatch(one, words, re.IGNORECASE))


def _dated(told: dict[str, str], known: TimePatterns, today: date | None) -> DaySpan | None:
    """The days of a date; one without its year is the last such before the day of asking."""
    try:
        if "iso" in told:
            year, month, *day = map(int, told["iso"].split("-"))
            return (date(year, month, day[0]),) * 2 if day else _month(year, month)
        number = _month_number(told, known)
        if "year" not in told and today is None:
            return None
        year = int(told["year"]) if "year" in told else today.year if today else 0
        span = _of(year, number, told.get("day"))
        return span if "year" in told or not today or span[0] <= today else _of(year - 1, number, told.get("day"))
    except ValueError:  # the 31st of February
        return None


def _of(year: int, month: int | None, day: str | None) -> DaySpan:
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    return (date(year, month, int(day)),) * 2 if day else _month(year, month)


def _month_number(told: dict[str, str], known: TimePatterns) -> int | None:
    if "number" in told:
        return int(told["number"])
    if "month" not in told:
        return None
    return next(n for n, one in enumerate(known.months, 1) if re.fullmatch(one, told["month"], re.IGNORECASE))


def _month(year: int, month: int) -> DaySpan:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _shifted(day: date, days: int) -> date:
    """So many days on, no further than a calendar goes."""
    return date.fromordinal(min(max(day.toordinal() + days, FIRST.toordinal()), LAST.toordinal()))


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Every kind's pattern, its marks filled in; a group's name ends with a number, for a name may stand only once."""
    known = phrases(language).when
    numbers = count()
    marks = {
        "month": f"{_any(known.months)}(?!\\w)",
        "number": "0?[1-9]|1[0-2]",
        "year": r"(?<!\d)(?:1[6-9]\d\d|20\d\d)(?!\d|[.,-]\d|\s?%)",
        "day": r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])(?!\d)",
        "count": rf"(?:\d{{1,3}}|{_any(known.counts)})",
        "iso": r"\d{4}-\d\d(?:-\d\d)?(?![\d-])",
    }

    def filled(template: str) -> str:
        return re.sub(r"(?<!P)<(\w+)>", lambda mark: f"(?P<{mark[1]}_{next(numbers)}>{marks[mark[1]]})", template)

    def made(kind: str, dates: Callable[[], str]) -> re.Pattern[str]:
        template = re.sub("<date>", lambda _: f"(?:{dates()})", known.kinds[kind])
        return re.compile(rf"(?<!\w)(?:{filled(template)})(?!\w)", re.IGNORECASE)

    def since() -> str:
        relative = (f"(?P<{kind}_{next(numbers)}>{known.kinds[kind]})" for kind in RELATIVE)
        return "|".join((*known.dates, *relative))

    def forms(kind: str) -> Callable[[], str]:
        if kind == "since":
            return since
        # A day alone tells an event, "on 3 March": only months and years may be tried.
        months = [one for one in known.dates if not _has_a_day(one)]
        return lambda: "|".join(months if kind == "in" else known.dates)

    a_day = "|".join(filled(one) for one in known.dates if _has_a_day(one))
    return (
        ("a_day", re.compile(rf"(?<!\w)(?:{a_day})(?!\w)", re.IGNORECASE)),
        *((kind, made(kind, forms(kind))) for kind in (*RELATIVE, *PAST, *DATED)),
    )


def _has_a_day(form: str) -> bool:
    return "<day>" in form or "<iso>" in form


def _any(alternatives: tuple[str, ...]) -> str:
    """Any of these, the longest first: "tháng mười một" before "tháng mười"."""
    single = [one for alternative in alternatives for one in alternative.split("|")]
    return f"(?:{'|'.join(sorted(single, key=len, reverse=True))})"
