"""Read a line that may be a byline: who wrote it, for whom, after which agency, when.

A line counts as one only if every piece of it is explained; otherwise it is a sentence and stays in the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ingest.head.byline_parts import MARK, Heard, after_by, explain, names_agency
from ingest.head.names import TRIM, find_agency, is_name, is_outlet, is_person
from ingest.quantities.dates import find_date
from ingest.text.clean import words

MAX_BYLINE = 200
SENTENCE_END = re.compile(r"[.!?…。！？؟।]$")
INITIAL = re.compile(r"(?:^|[\s.])[^\W\d_]$")
# "(npd/mk)": short names for an agency and whoever edited its text.
INITIALS = re.compile(r"^[(\[]\s?(?P<names>[^\W\d_A-Z]{2,5}(?:\s?/\s?[^\W\d_A-Z]{2,5}){1,3})\s?[)\]]$")


@dataclass(frozen=True, slots=True)
class Byline:
    """What a line tells of an article; all None is no byline."""

    byline: str | None = None
    outlet: str | None = None
    agency: str | None = None
    published: str | None = None


# How much a line tells that it is one: by itself; as a newspaper's name; as a name that needs a sure line beside it.
Strength = Literal["sure", "outlet", "name"]
Line = tuple[Byline, Strength]


@dataclass(frozen=True, slots=True)
class Known:
    """Names the rest of the article shows to be an outlet's or agencies': "(Harbour Post) -", "OSLO (Nordpresse) -"."""

    outlet: str | None = None
    agencies: frozenset[str] = frozenset()  # lower case


NOTHING_KNOWN = Known()


def read_byline(line: str, *, today: date, language: str | None = None, outlet: str | None = None) -> Byline | None:
    """What a line like "Par Ana Ruiz, avec AFP — publié le 12 mars 2026 à 08:15" tells; None for a sentence."""
    told = read_line(line, today=today, language=language, known=Known(outlet))
    return told[0] if told and told[1] == "sure" else None


def read_line(line: str, *, today: date, language: str | None = None, known: Known = NOTHING_KNOWN) -> Line | None:
    """What a line tells and how sure it is one: "Harbour Post" and "Ana Ruiz" may be other things."""
    if len(line) > MAX_BYLINE or not line.strip():
        return None
    if initials := INITIALS.match(line.strip()):
        return Byline(agency=_agency_among(initials["names"], known)), "sure"
    if is_outlet(line.strip(), is_beside=True):
        return Byline(outlet=line.strip()), "outlet" if is_outlet(line.strip()) else "name"
    published, rest = _take_dates(line, today, language)
    heard = Heard(published=published, outlet_known=known.outlet, agencies_known=known.agencies)
    by = after_by(rest)
    if not by and not published and SENTENCE_END.search(line.strip()) and not line.strip().startswith("("):
        return None
    heard.has_by = by is not None
    pieces = list(_pieces(by if by is not None else rest))
    heard.is_beside = bool(published) or any(names_agency(piece) for piece, _ in pieces)
    if not all(explain(piece, mark, heard) for piece, mark in pieces):
        return None
    if heard.byline and not heard.has_by and not heard.agency and " " not in heard.byline:
        heard.byline = None  # "Paris, 12 mars 2026": more likely a place
    strength = _strength(heard)
    return (Byline(heard.byline, heard.outlet, heard.agency, heard.published), strength) if strength else None


def _strength(heard: Heard) -> Strength | None:
    if heard.published or heard.agency or (heard.has_by and (heard.byline or heard.outlet)):
        return "sure"
    is_paper = heard.outlet and (heard.outlet == heard.outlet_known or is_outlet(heard.outlet))
    if is_paper and (not heard.byline or is_person(heard.byline)):
        return "outlet"
    is_fit = heard.outlet or heard.has_office
    if is_person(heard.byline) if heard.byline else is_fit:
        return "name"
    return None


def _pieces(line: str) -> Iterator[tuple[str, str]]:
    """The pieces of a line, each with the mark before it."""
    mark = ""
    for number, piece in enumerate(MARK.split(line)):
        if number % 2:
            mark = piece.strip() or mark
        else:
            yield _bare(piece), mark


def _bare(piece: str) -> str:
    """A piece without the marks round it and without "vom" before a date; "J. M." keeps its dot."""
    bare = piece.strip(TRIM)
    bare += "." if INITIAL.search(bare) and f"{bare}." in piece else ""
    parts = bare.split()
    while len(parts) > 1 and parts[-1] in words("publication") and is_name(parts[0]):
        parts.pop()
    return " ".join(parts)


def _agency_among(names: str, known: Known) -> str | None:
    parts = [part.strip() for part in names.split("/")]
    return next((find_agency(part) or part for part in parts if find_agency(part) or part in known.agencies), None)


def _take_dates(line: str, today: date, language: str | None) -> tuple[str | None, str]:
    """The date of publication and the line without its dates; a date of an update counts only if it is alone."""
    dates: list[str] = []
    later: list[str] = []
    while len(dates) + len(later) < 3 and (found := find_date(line, today=today, language=language)):
        before = line[: found.start].casefold().rpartition(" | ")[2]
        (later if any(word in before for word in words("later")) else dates).append(found.published)
        line = f"{line[: found.start]} | {line[found.end :]}"
    return next(iter(dates + later), None), line
