"""Take the head off an article: title, byline, outlet, agency and date go where they belong, the words stay.

Precise before complete: a line is taken only when all of it is understood, else it stays in the text.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from ingest.head.byline import read_byline
from ingest.head.dateline import take_dateline
from ingest.head.lines import first, known_names, take_lines
from ingest.head.names import find_agency
from ingest.head.signature import take_signature
from ingest.quantities.dates import parse_date
from ingest.readers.raw import Raw
from ingest.text.clean import find_paragraphs, one_line, tidy

MAX_TITLE = 500
LONGEST_TITLE_LINE = 300  # a first paragraph longer than this is text, not a title
SENTENCE_END = re.compile(r"(?<!\.\.)[.。।۔]['\"»”’)\]]*$")  # a title may trail off...


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of an article tells, and the text without it."""

    title: str
    text: str
    outlet: str | None = None
    agency: str | None = None
    byline: str | None = None
    published: str | None = None


def take_head(raw: Raw, *, today: date, language: str | None = None) -> Head:
    """The article's head and its text; what the file's fields say goes before what its lines say."""
    paragraphs = find_paragraphs(tidy(raw.text))
    outlet = one_line(raw.outlet)
    title = one_line(raw.title)
    if title:
        paragraphs = paragraphs[1:] if len(paragraphs) > 1 and _same(paragraphs[0], title) else paragraphs
    elif _is_title(paragraphs):
        title, paragraphs = paragraphs[0], paragraphs[1:]
    known = known_names(paragraphs, outlet)
    paragraphs, lines = take_lines(paragraphs, today=today, language=language, outlet=outlet)
    above = replace(lines.merged, outlet=outlet or lines.merged.outlet)
    paragraphs, line = take_dateline(paragraphs, today=today, language=language, above=above)
    paragraphs, end = take_signature(paragraphs, above=lines, known=known, today=today, language=language)
    told = [lines.merged, line, end]
    agency = one_line(raw.agency)
    byline = one_line(raw.byline)
    if (
        byline and (signed := read_byline(f"Par {byline}", today=today)) and signed.agency
    ):  # "author": "Ana Ruiz avec AFP"
        agency, byline = agency or signed.agency, signed.byline
    return Head(
        title=(title or _made_title(paragraphs))[:MAX_TITLE],
        text="\n\n".join(paragraphs),
        outlet=outlet or first(told, "outlet") or _host(raw.url),
        agency=(agency and (find_agency(agency) or agency)) or first(told, "agency"),
        byline=_bare_name(byline) or first(told, "byline"),
        published=parse_date(raw.published, today=today, language=language) or first(told, "published"),
    )


def _is_title(paragraphs: list[str]) -> bool:
    """Whether the first paragraph is a title: short, no sentence with a full stop, and something follows it."""
    if len(paragraphs) < 2:
        return False
    line = paragraphs[0]
    return len(line) <= LONGEST_TITLE_LINE and not SENTENCE_END.search(line)


def _made_title(paragraphs: list[str]) -> str:
    """A title for a text that has none: its first words."""
    words = next(iter(paragraphs), "")
    if len(words) <= 100:
        return words
    return words[:100].rsplit(None, 1)[0].rstrip(" ,;:.-–—") + "…"


def _bare_name(byline: str | None) -> str | None:
    """A byline field without its "By"."""
    if not byline:
        return None
    bare = re.sub(r"^(?:By|Par|Von|Por)\s+(?=\S)", "", byline, flags=re.IGNORECASE)
    return bare[:MAX_TITLE] or None


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host and "." in host else None


def _same(paragraph: str, title: str) -> bool:
    return paragraph.strip().casefold() == title.casefold()
