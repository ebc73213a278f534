"""The door for filters: what a reader gives as an outlet, a language or a day, as a narrowing."""

from datetime import date

from bot.errors import DaysRunBackwards, NotADate, NotALanguage
from ingest.quantities.dates import parse_date
from ingest.text.language import language_code
from vectorstore.filters import Filters, days_of

AFTER_ALL = date(9000, 1, 1)  # a day asked about may lie ahead


def only_of(
    *,
    outlet: str | None = None,
    agency: str | None = None,
    language: str | None = None,
    byline: str | None = None,
    article_id: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Filters:
    """The narrowing; what is left empty narrows nothing. Raises NotADate, NotALanguage or DaysRunBackwards.

    A month or a year is all of its days: `--since 2026 --until 2026-03` is January to March.
    """
    first, last = (_days(one) if one and one.strip() else None for one in (since, until))
    only = Filters(
        outlet=_given(outlet),
        agency=_given(agency),
        language=_code(language),
        byline=_given(byline),
        article_id=_given(article_id),
        since=first and first[0],
        until=last and last[1],
    )
    if only.since and only.until and only.since > only.until:
        raise DaysRunBackwards(only.since, only.until)
    return only


def _given(written: str | None) -> str | None:
    return (written or "").strip() or None


def _code(written: str | None) -> str | None:
    if not _given(written):
        return None
    code = language_code(written)
    if code is None:
        raise NotALanguage(str(written))
    return code


def _days(written: str) -> tuple[str, str]:
    days = days_of(parse_date(written, today=AFTER_ALL))
    if days is None:
        raise NotADate(written)
    return days
