"""Find the name after "By", and part it from the place, the agency or the outlet behind it."""

import re
from functools import cache

from ingest.head.names import MAX_NAME_WORDS, TRIM, find_agency, is_name, is_outlet
from ingest.text.head_words import any_of, words

FIRST_MARK = re.compile(r"\s[|•·—–/-]\s|[|•·;()\[\]\n]|,\s")


def after_by(line: str) -> str | None:
    """The line after "By" or "Author:", if a name or an office follows; None where none of them stands."""
    space, label = _prefixes()
    match = space.match(line) or label.match(line)
    if not match:
        return None
    rest = line[match.end() :]
    first = FIRST_MARK.split(rest, maxsplit=1)[0]
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
