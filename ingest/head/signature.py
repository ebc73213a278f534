"""Take off what stands under the last words: "Lan Ha (selon TASS)", "(AFP)", "© dpa", "Harbour Post"."""

import re
from dataclasses import replace
from datetime import date

from ingest.head.byline import Byline, Known, read_line
from ingest.head.lines import HeadLines, first
from ingest.head.names import find_agency, is_person, ordinary_words

MAX_SIGNATURE = 300
SIGNED = re.compile(
    r"(?P<before>[.!?…»”\"。])\s*[(（]\s?(?:[^()]{2,20}?\s)?(?P<name>[^()（）\s][^()（）]{1,30})\s?[)）][.]?$"
)
CREDITS = re.compile(
    r"^[(\[]\s?(?:(?:additional )?reporting|writing|editing|compiled|written|edited) by\b[^()\[\]]{2,300}[)\]]$",
    re.IGNORECASE,
)
RIGHTS = re.compile(r"^(?:©|\([cC]\)|Copyright)\s?(?:\d{4}\s)?(?P<name>[^.]{2,40})\.?$")
FULL_STOP = re.compile(r"[.!?…。！？؟।][\"'»”“’)\]\s]*$")


def take_signature(
    paragraphs: list[str], *, above: HeadLines, known: Known, today: date, language: str | None
) -> tuple[list[str], Byline]:
    """The paragraphs without signatures, and what those told; `above` is what the head's lines told."""
    told = Byline()
    for _ in range(3):
        if len(paragraphs) < 2:
            break
        signed = _repeated(paragraphs[-1], above) or _signature(paragraphs[-1], known, today, language)
        signed = signed or _signed_name(paragraphs, told, above.merged, language)
        if signed is None:
            break
        told = Byline(*(first([told, signed], name) for name in ("byline", "outlet", "agency", "published")))
        paragraphs = paragraphs[:-1]
    match = SIGNED.search(paragraphs[-1][-80:]) if paragraphs else None
    agency = _agency(match["name"], known, above) if match else None
    if match and agency:
        cut = len(paragraphs[-1]) - len(match[0]) + len(match["before"])
        paragraphs = [*paragraphs[:-1], paragraphs[-1][:cut]]
        told = replace(told, agency=told.agency or agency)
    return paragraphs, told


def _agency(name: str, known: Known, above: HeadLines) -> str | None:
    is_told = name.casefold() == (above.merged.agency or "").casefold()
    return find_agency(name) or (above.merged.agency if is_told else None)


def _repeated(paragraph: str, above: HeadLines) -> Byline | None:
    """A line of the head, or a name in one, that stands again at the end."""
    plain = paragraph.strip("()[] —–-").casefold()
    named = {value.casefold() for one in above.told for value in (one.byline, one.outlet, one.agency) if value}
    return Byline() if plain in named or paragraph in above.lines else None


def _signature(paragraph: str, known: Known, today: date, language: str | None) -> Byline | None:
    if len(paragraph) > MAX_SIGNATURE:
        return None
    if CREDITS.match(paragraph):
        return Byline()
    rights = RIGHTS.match(paragraph)
    if rights:
        return Byline(agency=find_agency(rights["name"]))
    line = read_line(paragraph.lstrip("—–- "), today=today, language=language, known=known)
    is_bare_date = line and line[0] == Byline(published=line[0].published) and paragraph.startswith("(")
    return line[0] if line and line[1] != "name" and not is_bare_date else None  # "(31.10.2007)" dates a link


def _signed_name(paragraphs: list[str], told: Byline, above: Byline, language: str | None) -> Byline | None:
    """A name alone on the last line, where it is sure to be a signature.

    Above an agency's or an outlet's, in a Vietnamese paper, or where the head names outlet and date and nobody.
    """
    name = paragraphs[-1].lstrip("—–- ")
    if told.byline or not is_person(name) or not name.replace(" ", "").replace("-", "").isalpha():
        return None
    is_missing = above.outlet and above.published and not above.byline
    is_signed = told.agency or told.outlet or language == "vi"
    if not is_signed and not (is_missing and FULL_STOP.search(paragraphs[-2]) and _is_no_phrase(name, paragraphs)):
        return None
    return Byline(byline=name)


def _is_no_phrase(name: str, paragraphs: list[str]) -> bool:
    """Whether no word of the name is an ordinary word of the text: "Read More" has one that is."""
    return not ordinary_words(paragraphs[:-1]) & set(name.casefold().split())
