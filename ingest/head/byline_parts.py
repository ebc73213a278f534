"""Explain the pieces of a byline one after another: a name, a place, an office, an agency, an outlet."""

import re
from dataclasses import dataclass, field
from functools import cache

from ingest.head.names import DOMAIN, MAX_NAME_WORDS, TRIM, find_agency, is_name, is_outlet
from ingest.quantities.dates import weekdays
from ingest.text.clean import any_of, words

MARK = re.compile(r"(\s[|•·—–/-]\s|[|•·;()\[\]\n]|,\s)")  # what parts the pieces; kept by split
STRONG = frozenset("|•·—–")  # after these another thing is named, after a comma more of the same
CONTACT = re.compile(r"^(?:\S+@[\w.-]+\.\w+|@\w{2,30})$")
MAX_DRESSING = 60
PAGE = re.compile(r"^(?:page|p|seite|s|página|pág|trang|số)\.?\s?[A-Z]?\d{1,4}$", re.IGNORECASE)
ACRONYM = re.compile(r"^[A-ZÀ-Ý]{2,6}$")


def after_by(line: str) -> str | None:
    """The line after "By" or "Author:", if a name or an office follows; None where none of them stands."""
    space, label = _prefixes()
    match = space.match(line) or label.match(line)
    if not match:
        return None
    rest = line[match.end() :]
    first = MARK.split(rest, maxsplit=1)[0]
    others = rest[len(first) :]
    conjunction = rf"\s(?:{any_of('conjunctions')})\s"
    if has_role(first):  # "By Harbour Post staff and Nordpresse"
        return re.sub(conjunction, " / ", first) + others
    name, with_agency = part_agency(first.strip(TRIM))
    if not with_agency:
        name, with_agency = _ends_with_another(name)
    name = _without_honour(without_place(name))
    has_case = any(character.isupper() for character in name)
    if not (is_name(name) if has_case else 0 < len(name.split()) <= MAX_NAME_WORDS and not name[:1].islower()):
        return None
    return f"{name} | {with_agency}{others}" if with_agency else f"{name}{others}"


def without_place(name: str) -> str:
    """The name of "Ana Ruiz in Berlin"."""
    parts = name.split()
    for number, word in enumerate(parts[1:-1], start=1):
        if word in words("from_words") and is_name(" ".join(parts[:number])) and is_name(" ".join(parts[number + 1 :])):
            return " ".join(parts[:number])
    return name


def _without_honour(name: str) -> str:
    """The name of "le docteur Hugo Lind"."""
    parts = name.split()
    start = 1 if len(parts) > 2 and parts[0].islower() and parts[0] in words("articles") else 0
    has_honour = len(parts) > start + 2 and parts[start].casefold() in words("honours")
    return " ".join(parts[start + 1 :]) if has_honour else name


def _ends_with_another(name: str) -> tuple[str, str]:
    """Part "ANA RUIZ Associated Press" and "Ana Ruiz for The Gazette" after the person's name."""
    parts = name.split()
    for number in range(2, len(parts)):
        person, rest = parts[:number], " ".join(parts[number:])
        if find_agency(rest):
            person = person[:-1] if person[-1] in words("conjunctions") else person  # "Ulf Brandt und dpa"
        elif not (person[-1] in words("for_words") and is_outlet(rest, is_beside=True)):
            continue
        else:
            person = person[:-1]
        if is_name(" ".join(person)):
            return " ".join(person), rest
    return name, ""


def part_agency(piece: str) -> tuple[str, str]:
    """A name and the known agency after it: "Ana Ruiz avec AFP" is ("Ana Ruiz", "AFP")."""
    for key in ("with_cues", "source_cues"):
        for cue in find_cue(key).finditer(piece):
            if cue.start() > 0 and find_agency(piece[cue.end() :]):
                return piece[: cue.start()].strip(TRIM), piece[cue.end() :]
    return piece, ""


def has_role(piece: str) -> bool:
    return any(part.casefold() in words("roles") for part in piece.split())


@cache
def _prefixes() -> tuple[re.Pattern[str], re.Pattern[str]]:
    space = rf"^[\s|(*_—–-]*(?:{any_of('byline_words')})\s?[:：]?\s+(?=\S)"
    label = rf"^[\s|(*_—–-]*(?:{any_of('byline_labels')})\s?[:：]\s*"
    return re.compile(space, re.IGNORECASE), re.compile(label, re.IGNORECASE)


@cache
def find_cue(key: str) -> re.Pattern[str]:
    article = r"(?:l['’]|the |die |la )?(?:agence |agency |agencia |agenzia |agentur )?"
    return re.compile(rf"(?:^|(?<=\s))(?:{any_of(key)})\s?[:：]?\s+{article}(?=\S)", re.IGNORECASE)


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
    last: str = ""  # what the piece before was: "outlet", "agency", "office", "place", "name"
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
        return not MARK.search(by)
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
