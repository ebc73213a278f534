"""Who said what: the statements of the archive, narrowed to a speaker, a topic, a time or an outlet."""

from datetime import date

from bot.errors import NotADate
from ingest.dates import parse_date
from ingest.names import fold
from vectorstore.archive import Archive
from vectorstore.listing import Told
from vectorstore.offsets import encode_question

AFTER_ALL = date(9000, 1, 1)  # a day asked about may lie ahead
ABOUT = 50  # with a topic, the nearest so many are given, for every statement is near to some degree


def statements(
    archive: Archive,
    *,
    speaker: str | None = None,
    about: str | None = None,
    since: str | None = None,
    until: str | None = None,
    outlet: str | None = None,
    language: str = "en",
) -> list[Told]:
    """The statements that fit, the newest first; with a topic, the nearest to it first.

    `since` and `until` are dates and hold the days themselves; a statement of an article without a date fits neither.
    Raises NotADate.
    """
    first, last = (_day(one) if one else None for one in (since, until))
    if about:
        vector = encode_question(archive.encoder, about, language)
        told = [one for one, _ in archive.statements_near(vector, speaker=speaker, limit=ABOUT)]
    else:
        told = archive.statements(speaker=speaker)
    return [
        one
        for one in told
        if (first is None or (one.listing.published or "")[:10] >= first)
        and (last is None or "" < (one.listing.published or "")[:10] <= last)
        and (outlet is None or fold(outlet) == fold(one.listing.outlet or ""))
    ]


def _day(written: str) -> str:
    read = parse_date(written, today=AFTER_ALL)
    if read is None or len(read) < len("2026-03-01"):
        raise NotADate(written)
    return read[:10]
