"""Explain the pieces of a byline one after another: a name, a place, an office, an agency, an outlet."""

import re
from dataclasses import dataclass, field
from functools import cache

from ingest.head.by import FIRST_MARK, after_by, find_cue, has_role, part_agency, without_place
from ingest.head.names import DOMAIN, TRIM, find_agency, is_name, is_outlet
from ingest.quantities.dates import weekdays
from ingest.text.head_words import any_of, words

STRONG = frozenset("|•·—–")  # after these another thing is named, after a comma more of the same
CONTACT = re.compile(r"^(?:\S+@[\w.-]+\.\w+|@\w{2,30})$")
MAX_DRESSING = 60
PAGE = re.compile(r"^(?:page|p|seite|s|página|pág|trang|số)\.?\s?[A-Z]?\d{1,4}$", re.IGNORECASE)
ACRONYM = re.compile(r"^[A-ZÀ-Ý]{2,6}$")


@dataclass(slots=True)
class Heard:
    """What the pieces so far have told."""

    byline: str | None = None
    outlet: str | None = None
    agency: str | None = None
    published: str | None = None
    has_by: bool = False
    has_office: bool = False  # an office, a section, an address: fit for a head, though they name nobody
    is_beside: bool = False  # the line has a date, an agency, a "By": what else it names may be an outlet
    last: str = ""  # what the piece before was: "office", "agency", "name"
    outlet_known: str | None = None
    agencies_known: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been told yet."""
        return not (self.byline or self.outlet or self.agency or self.published)


def names_agency(piece: str) -> bool:
    """Whether a piece is, or ends with, a known agency: "AFP", "avec AFP"."""
    cue = find_cue("with_cues").match(piece) or find_cue("source_cues").match(piece)
    return bool(find_agency(piece[cue.end() :] if cue else piece) or part_agency(piece)[1])


def explain(piece: str, mark: str, heard: Heard) -> bool:
    """Whether the piece is something a byline has; what it tells is added to `heard`."""
    if _is_dressing(piece, heard):
        return True
    for kind, is_it in (("outlet", _outlet), ("agency", _agency), ("office", _office), ("place", _place)):
        if is_it(piece, mark, heard):
            heard.last = kind
            return True
    if heard.has_by and not heard.byline and heard.last == "":
        heard.byline, heard.last = piece, "name"  # whatever `after_by` took for a name
        return True
    if not heard.has_by and not heard.byline and (by := after_by(piece)):
        heard.byline, heard.has_by, heard.last = by, True, "name"
        return not FIRST_MARK.search(by)
    piece = without_place(piece)
    if not is_name(piece) or len(piece) > 60 or not any(character.isupper() for character in piece):
        return False
    return _name(piece, mark, heard)


def _name(piece: str, mark: str, heard: Heard) -> bool:
    """A name that is no newspaper's by its words: a person's first, an outlet's after a dash."""
    is_word = " " not in piece
    if not heard.byline:
        if heard.last == "agency" and mark == "/":  # "EFE / Madrid"
            return True
        if not heard.has_by and piece.split()[0].casefold() in words("articles"):
            return bool(heard.published)  # "La Paz, 3 de marzo de 2026"
        heard.byline = piece
    elif piece.split()[0] in words("conjunctions"):  # "Ana Ruiz (Oslo) and Bo Lind"
        heard.byline += f" {piece}"
    elif mark in STRONG and not (is_word and heard.outlet):
        heard.outlet = heard.outlet or piece
        return heard.outlet == piece
    elif mark in (",", "/") and not is_word:  # one word is a place: "Anna Schmidt, Kiel"
        heard.byline += f", {piece}"
    heard.last = "name"
    return True


def _is_dressing(piece: str, heard: Heard) -> bool:
    """Words round a date, an hour alone, a page's number, an address, a section: they name nobody."""
    if not piece or (len(piece) <= MAX_DRESSING and _around_a_date().match(piece)):
        return True
    if CONTACT.match(piece) or piece.casefold() in words("sections"):
        heard.has_office = True
        return True
    return bool(PAGE.match(piece)) and not heard.is_empty


def _agency(piece: str, mark: str, heard: Heard) -> bool:
    agency = find_agency(piece) or (piece if piece.casefold() in heard.agencies_known else None)
    agency = agency or _cued_agency(piece, is_sure=not heard.is_empty, mark=mark)
    name, rest = part_agency(piece)
    if not agency and rest and is_name(name):
        agency = find_agency(rest)
        if is_outlet(name, is_beside=True) or name.split()[0].casefold() in words("articles"):
            heard.outlet = heard.outlet or name  # "Le Monde avec AFP"
        elif " " in name:
            heard.byline = heard.byline or name
    is_word = piece[:1].isupper() and " " not in piece
    if not agency and is_word and heard.last == "office" and mark == "/":  # "Redacción / Nordpresse"
        agency = piece
    if not agency and is_word and heard.last == "agency" and mark == "," and ACRONYM.match(piece):
        agency = piece  # "(theo Nordpresse, AFM)"
    if not agency:
        return False
    is_more = heard.agency and heard.last == "agency" and agency not in heard.agency.split("/")
    heard.agency = f"{heard.agency}/{agency}" if is_more else heard.agency or agency
    return True


def _outlet(piece: str, mark: str, heard: Heard) -> bool:
    if find_agency(piece):
        return False
    if (cue := find_cue("source_cues").match(piece)) and is_outlet(piece[cue.end() :], is_beside=True):
        piece = piece[cue.end() :]  # "Quelle: Brockauer Zeitung"
    has_article = piece.split()[0].casefold() in words("articles") or piece[:2].casefold() in ("l'", "l’")
    is_beside = heard.is_beside or not heard.is_empty or heard.has_office
    if heard.has_by and not heard.byline and not heard.last:
        is_beside = has_article  # "By Ana Mail" is a person, "Par L'Express" is not
    is_known = piece.casefold() == (heard.outlet_known or "").casefold()
    if not is_known and not DOMAIN.match(piece) and not is_outlet(piece, is_beside=is_beside):
        return False
    heard.outlet = heard.outlet or piece
    return heard.outlet == piece


def _office(piece: str, mark: str, heard: Heard) -> bool:
    """Take "Political Editor", "La rédaction", "Harbour Post staff"."""
    parts = piece.split()
    if len(parts) > 8 or not has_role(piece):
        return False
    named = " ".join(part for part in parts if part.casefold() not in words("roles"))
    if not heard.outlet and is_outlet(named, is_beside=True):
        heard.outlet = named
    heard.has_office = True
    return True


def _place(piece: str, mark: str, heard: Heard) -> bool:
    """Take "à Saint-Aurel" after a name."""
    first, _, rest = piece.partition(" ")
    return bool(heard.byline) and first in words("from_words") and is_name(rest)


def _cued_agency(piece: str, *, is_sure: bool, mark: str) -> str | None:
    """The agency in "selon TASS"; one that is not known only after a name or a date."""
    is_source = find_cue("source_cues").match(piece)
    match = is_source or find_cue("with_cues").match(piece)
    if not match:
        return None
    name = piece[match.end() :].strip(TRIM)
    if known := find_agency(name):
        return known
    if is_sure and not is_source:  # "with" may bring a colleague: only "(avec AFM)" is an agency's
        return name if mark == "(" and ACRONYM.match(name) else None
    fits = is_name(name) and len(name.split()) <= 4 and len(name) <= 40 and name[:1].isupper()
    return name if is_sure and fits else None


@cache
def _around_a_date() -> re.Pattern[str]:
    """Match "mis à jour à 07:30", "Thursday": nothing but words of publication, weekdays, hours and their zones."""
    clock = r"\d{1,2}\s?[:h.]\s?\d\d\s?h?|[ap]\.?m\.?"
    days = "|".join(re.escape(day) for day in sorted(weekdays(), key=len, reverse=True))
    one = rf"(?:{any_of('publication')}|{any_of('zones')}|{days}|{clock})"
    return re.compile(rf"^{one}(?:[\s.,:]+{one})*[.,:]?$", re.IGNORECASE)
