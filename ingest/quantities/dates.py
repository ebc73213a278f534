"""Find the date in what a newspaper wrote, as precise as it is written and never more.

A zone is never invented, a day that can't be told from a month is not guessed, and a date that lies
ahead is no date of publication.
"""

import re
import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

EARLIEST_YEAR = 1600  # the first newspapers
BUDDHIST_YEARS = 543  # Thai papers count from there: 2566 is 2023

# What stands between a day and its hour: "13 octobre 2023 à 9 h 32", "13.10.2023, um 9.32 Uhr", "13/10/2023 | 09:32".
AT = r"\b(?:à|at|um|alle|ore|a\s+las?|às|lúc|om|kl|klo|o|saat|pukul|в|о|року|года|г|god|الساعة|ساعت)\b"
LINK = rf"(?:[\s,;.|•·()/–—-]|{AT}){{0,8}}"
CLOCK = (
    r"(?P<hour{n}>\d{{1,2}})(?:\s?[:hg]\s?|(?=\.\d\d\s?(?:Uhr|GMT|UTC|BST|$|[ap]\.?m))\.|\s?giờ\s?)(?P<minute{n}>\d\d)"
    r"(?::\d\d(?:[.,]\d{{1,9}})?)?(?!\d)(?:\s?(?P<half{n}>[ap])\.?\s?m\b\.?)?(?:\s?(?:Uhr|phút))?"
    r"(?:\s(?:[ECMP][SD]T|CES?T|MES?Z|BST|IST)\b)?"  # names of zones that mean several are read over
    r"(?:\s?\(?(?P<zone{n}>Z\b|(?:UTC|GMT)(?:\s?[+−-]\d{{1,2}}(?::?\d\d)?)?|[+−-]\d\d:?\d\d\b)\)?)?"
)
ISO = re.compile(
    r"(?<![\d.-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:[Tt ](?P<hour>\d\d):?(?P<minute>\d\d)"
    r"(?::?\d\d(?:[.,]\d{1,9})?)?\s?(?P<zone>[Zz]|UTC|GMT|[+-]\d\d:?\d\d)?)?(?![\d-])"
)
COMPACT = re.compile(
    r"^(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:T?(?P<hour>\d\d)(?P<minute>\d\d)(?:\d\d)?(?P<zone>Z)?)?$"
)
EPOCH = re.compile(r"^(\d{9,10})(?:\.\d{1,9})?$|^(\d{12,13})$")
YEAR_OR_MONTH = re.compile(r"^(\d{4})(?:-(\d\d))?$")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and where it was written: `text[start:end]`."""

    published: str
    start: int
    end: int


def parse_date(written: str | None, *, today: date, language: str | None = None) -> str | None:
    """The date in a field that holds one, None where it can't be told.

    >>> parse_date("13 octobre 2023 à 9 h 32", today=date(2026, 1, 1))
    '2023-10-13T09:32'
    >>> parse_date("Fri, 13 Oct 2023 09:32:00 +0700", today=date(2026, 1, 1))
    '2023-10-13T09:32+07:00'
    """
    written = (written or "").strip()[:200]
    epoch = EPOCH.match(written)
    if epoch:
        return _from_epoch(int(epoch[1] or epoch[2][:-3]), today)
    match = COMPACT.match(written)
    if match:
        return _published(match, today, language)
    short = YEAR_OR_MONTH.match(written)
    if short:
        return _year_or_month(int(short[1]), short[2], today)
    found = find_date(written, today=today, language=language)
    return found.published if found else None


def find_date(text: str, *, today: date, language: str | None = None) -> FoundDate | None:
    """The first date written in a line, with the hour beside it."""
    for pattern in (ISO, *_patterns()):
        for match in pattern.finditer(text[:500]):
            published = _published(match, today, language)
            if published:
                return FoundDate(published, match.start(), match.end())
    return None


def weekdays() -> frozenset[str]:
    """Names of weekdays in some thirty languages, lower case."""
    return frozenset(_names()["weekdays"])


def is_month(word: str) -> bool:
    """Whether a word names a month in some language: "mars", "Oct."."""
    return word.lower().strip(".") in _months()


def _published(match: re.Match[str], today: date, language: str | None) -> str | None:
    """The date as it is kept, None where no such day has been."""
    parts = match.groupdict()
    year = int(parts["year"])
    year -= BUDDHIST_YEARS if 2400 < year < 2700 else 0
    month, day = _month_and_day(parts, language)
    if not month:
        return None
    try:
        written = date(year, month, day)
    except ValueError:
        return None
    if year < EARLIEST_YEAR or written > today + timedelta(days=1):  # a day ahead: it is already tomorrow in Auckland
        return None
    return written.isoformat() + _clock(parts)


def _month_and_day(parts: dict[str, str | None], language: str | None) -> tuple[int, int]:
    """Month and day, (0, 0) where 3/4/2026 may be either."""
    if parts.get("name"):
        return _months()[(parts["name"] or "").lower().replace("’", "'")], int(parts["day"] or 0)
    if parts.get("month"):
        return int(parts["month"] or 0), int(parts["day"] or 0)
    first, second = int(parts["first"] or 0), int(parts["second"] or 0)
    if first > 12 or first == second:
        return second, first
    if second > 12:
        return first, second
    if language in (None, "en") and "." not in (parts["mark"] or ""):  # British or American, nobody can say
        return 0, 0
    return second, first


def _clock(parts: dict[str, str | None]) -> str:
    """`T09:32+07:00`, or nothing where no hour, or no hour that a clock shows, is written."""
    end = next((end for end in ("", "_after", "_before") if parts.get(f"hour{end}")), None)
    if end is None:
        return ""
    hour, minute = int(parts[f"hour{end}"] or 0), int(parts[f"minute{end}"] or 0)
    half = (parts.get(f"half{end}") or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        return ""
    return f"T{hour:02}:{minute:02}{_zone(parts.get(f'zone{end}'))}"


def _zone(written: str | None) -> str:
    if not written:
        return ""
    match = re.search(r"([+−-])(\d{1,2}):?(\d\d)?$", written)
    if not match:
        return "+00:00"
    if int(match[2]) > 14:
        return ""
    return f"{'+' if match[1] == '+' else '-'}{int(match[2]):02}:{match[3] or '00'}"


def _from_epoch(seconds: int, today: date) -> str | None:
    moment = datetime.fromtimestamp(seconds, UTC)
    return moment.isoformat(timespec="minutes") if moment.date() <= today + timedelta(days=1) else None


def _year_or_month(year: int, month: str | None, today: date) -> str | None:
    if not EARLIEST_YEAR <= year <= today.year or (month and not 1 <= int(month) <= 12):
        return None
    if month and (year, int(month)) > (today.year, today.month):
        return None
    return f"{year}-{month}" if month else str(year)


@cache
def _names() -> dict[str, list[str]]:
    names: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "months.toml").read_text(encoding="utf-8"))
    return names


@cache
def _months() -> dict[str, int]:
    return {name: number for number in range(1, 13) for name in _names()[str(number)]}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Day, month and year in the orders newspapers write them, an hour before or after."""
    names = "|".join(re.escape(name).replace("'", "['’]") for name in sorted(_months(), key=len, reverse=True))
    name, year = rf"(?P<name>{names})\b\.?", r"(?P<year>\d{4})(?!\d)"
    day = r"(?<!\d)(?P<day>\d{1,2})(?!\d)(?:st|nd|rd|th|er|º|ª|°)?"
    of = r"[\s.]*(?:(?:de|del|of|d['’]|von|tháng)\b\s*)?"
    days = (
        rf"{day}{of}{name},?{of}{year}",
        rf"\b{name}\s*{day},?\s+{year}",
        rf"(?<!\d){year}\.?\s*{name}\s*{day}\.?",
        r"(?<!\d)(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日号號일]",
        rf"{day}\s+tháng\s+(?P<month>\d{{1,2}})(?:\s*,?\s*năm|,|/)?\s*{year}",
        r"(?<![\d/.-])(?P<year>\d{4})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})(?![\d/])",
        r"(?<![\d/.-])(?P<first>\d{1,2})(?P<mark>\s?[/.-]\s?)(?P<second>\d{1,2})(?:\s?[/.-]\s?)(?P<year>\d{4})(?![\d/-])",
    )
    before, after = CLOCK.format(n="_before"), CLOCK.format(n="_after")
    return tuple(
        re.compile(rf"(?:(?<!\d){before}{LINK}(?:ngày\s*)?)?{written}(?:{LINK}{after})?", re.IGNORECASE)
        for written in days
    )
