"""Take the head off an article: title, byline, outlet, agency and date go where they belong, the words stay.

Precise before complete: a line is taken only when all of it is understood, else it stays in the text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from ingest.head.byline import Byline, Known, Line, read_byline, read_line
from ingest.head.byline_parts import after_by
from ingest.head.dateline import named_in_datelines, take_dateline
from ingest.head.names import find_agency, is_person, ordinary_words
from ingest.quantities.dates import parse_date
from ingest.readers.record import Raw
from ingest.text.clean import find_paragraphs, one_line, tidy

LOOK_AT = 6  # paragraphs after the title among which a byline may stand: a standfirst and a few lines
# Text, as against a byline: long, and ending as sentences do.
SENTENCE = re.compile(r"^(?=.{60}).*[.!?…。！？؟।][\"'»”“’)\]\s]*$", re.DOTALL)
OUTLET_AT = 3  # a newspaper's name alone on its line stands nearer to the title, or beside another such line
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
MAX_TITLE = 500
LONGEST_TITLE_LINE = 300  # a first paragraph longer than this is text, not a title
SENTENCE_END = re.compile(r"(?<!\.\.)[.。।۔]['\"»”’)\]]*$")  # a title may trail off...


@dataclass(frozen=True, slots=True)
class HeadLines:
    """The lines that were taken, and what each told."""

    lines: tuple[str, ...] = ()
    told: tuple[Byline, ...] = ()


def _merged(told: Sequence[Byline]) -> Byline:
    """All that several lines tell: of each field the first value."""
    fields = ("byline", "outlet", "agency", "published")
    return Byline(*(next((value for one in told if (value := getattr(one, field))), None) for field in fields))


def _take_lines(
    paragraphs: list[str], *, known: Known, today: date, language: str | None
) -> tuple[list[str], HeadLines]:
    """The paragraphs without the head's lines, and those.

    Sure lines are taken wherever they stand near the title; what may be a subheading ("Ana Ruiz") only beside one.
    """
    near = paragraphs[: _head_ends(paragraphs)]
    read = [read_line(paragraph, today=today, language=language, known=known) for paragraph in near]
    if language != "vi":  # most syllables of Vietnamese names are also words, and only names have all in capitals
        read = _without_kickers(paragraphs, read)
    taken = {number for number, line in enumerate(read) if line and line[1] == "sure"}
    while (more := _next_line(read, taken)) is not None:
        taken.add(more)
    if len(taken) == len(paragraphs):
        taken.discard(max(taken, default=0))
    order = sorted(taken)
    lines = HeadLines(tuple(paragraphs[n] for n in order), tuple(line[0] for n in order if (line := read[n])))
    return [paragraph for number, paragraph in enumerate(paragraphs) if number not in taken], lines


def _head_ends(paragraphs: list[str]) -> int:
    """Where to stop looking: a standfirst may end with a full stop, after the second such paragraph it is the text."""
    sentences = [number for number, line in enumerate(paragraphs) if SENTENCE.search(line)]
    return min(LOOK_AT, sentences[1] if len(sentences) > 1 else LOOK_AT)


def _known_names(paragraphs: list[str], outlet: str | None) -> Known:
    """Names whose place shows what they are: before a dash at the start of the text, in brackets at its end."""
    bare, after_place = named_in_datelines(paragraphs)
    last = paragraphs[-1].strip() if paragraphs else ""
    signed = {last[1:-1].strip().casefold()} if last[:1] == "(" and last[-1:] == ")" and len(last) < 30 else set()
    return Known(outlet or bare, frozenset(after_place | signed))


def _without_kickers(paragraphs: list[str], read: list[Line | None]) -> list[Line | None]:
    """The lines read, without those that read like names and are made of the text's ordinary words: "Ferry Strike"."""
    unsure = {number: line for number, line in enumerate(read) if line and line[1] != "sure" and line[0] != Byline()}
    if not unsure:
        return read
    ordinary, kept = ordinary_words(paragraphs), list(read)
    for number, (told, strength) in unsure.items():
        if ordinary.issuperset(re.findall(r"\w+", paragraphs[number].casefold())):
            kept[number] = (told, "name") if strength == "outlet" else None  # "Changing Times" needs a neighbour
    return kept


def _next_line(read: list[Line | None], taken: set[int]) -> int | None:
    """The next line that is no sure one by itself, but near the title or beside a line that was taken.

    Of two people or two outlets the first is the article's; a list of names is text.
    """
    for number, line in enumerate(read):
        if line is None or number in taken:
            continue
        above = [other[0] for n in taken if n < number and (other := read[n])]
        told = line[0]
        is_listed = any((told.byline and one.byline) or (told.outlet and one.outlet) for one in above)
        is_near = line[1] == "outlet" and number < OUTLET_AT
        if not is_listed and (is_near or number - 1 in taken or number + 1 in taken):
            return number
    return None


def _take_signature(
    paragraphs: list[str], *, above: HeadLines, known: Known, today: date, language: str | None
) -> tuple[list[str], Byline]:
    """The paragraphs without signatures, and what those told; `above` is what the head's lines told."""
    told, head = Byline(), _merged(above.told)
    for _ in range(3):
        if len(paragraphs) < 2:
            break
        signed = _repeated(paragraphs[-1], above) or _signature(paragraphs[-1], known, today, language)
        signed = signed or _signed_name(paragraphs, told, head, language)
        if signed is None:
            break
        told = _merged([told, signed])
        paragraphs = paragraphs[:-1]
    match = SIGNED.search(paragraphs[-1][-80:]) if paragraphs else None
    agency = _agency(match["name"], head) if match else None
    if match and agency:
        cut = len(paragraphs[-1]) - len(match[0]) + len(match["before"])
        paragraphs = [*paragraphs[:-1], paragraphs[-1][:cut]]
        told = replace(told, agency=told.agency or agency)
    return paragraphs, told


def _agency(name: str, above: Byline) -> str | None:
    is_told = name.casefold() == (above.agency or "").casefold()
    return find_agency(name) or (above.agency if is_told else None)


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
    known = _known_names(paragraphs, outlet)
    paragraphs, lines = _take_lines(paragraphs, known=known, today=today, language=language)
    above = _merged(lines.told)
    above = replace(above, outlet=outlet or above.outlet)
    paragraphs, line = take_dateline(paragraphs, today=today, language=language, above=above)
    paragraphs, end = _take_signature(paragraphs, above=lines, known=known, today=today, language=language)
    told = _merged([above, line, end])
    agency = one_line(raw.agency)
    byline = one_line(raw.byline)
    if (
        byline and (signed := read_byline(f"Par {byline}", today=today)) and signed.agency
    ):  # "author": "Ana Ruiz avec AFP"
        agency, byline = agency or signed.agency, signed.byline
    return Head(
        title=(title or _made_title(paragraphs))[:MAX_TITLE],
        text="\n\n".join(paragraphs),
        outlet=told.outlet or _host(raw.url),
        agency=(agency and (find_agency(agency) or agency)) or told.agency,
        byline=_bare_name(byline) or told.byline,
        published=parse_date(raw.published, today=today, language=language) or told.published,
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
    return (after_by(byline) or byline)[:MAX_TITLE] or None


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host and "." in host else None


def _same(paragraph: str, title: str) -> bool:
    return paragraph.strip().casefold() == title.casefold()
