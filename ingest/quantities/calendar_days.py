"""Days of the calendar: the nearest of some, so many days on, and the span that a written date covers."""

from calendar import monthrange
from datetime import date

from ingest.quantities.written_dates import Written


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
