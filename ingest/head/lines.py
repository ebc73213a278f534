"""Take the lines between title and text that name the outlet, the byline, the agency and the date."""

import re
from dataclasses import dataclass
from datetime import date

from ingest.head.byline import Byline, Known, Strength, read_line
from ingest.head.dateline import named_in_datelines
from ingest.head.names import ordinary_words

LOOK_AT = 6  # paragraphs after the title among which a byline may stand: a standfirst and a few lines
# Text, as against a byline: long, and ending as sentences do.
SENTENCE = re.compile(r"^(?=.{60}).*[.!?…。！？؟।][\"'»”“’)\]\s]*$", re.DOTALL)
OUTLET_AT = 3  # a newspaper's name alone on its line stands nearer to the title, or beside another such line


@dataclass(frozen=True, slots=True)
class HeadLines:
    """The lines that were taken, and what each told."""

    lines: tuple[str, ...] = ()
    told: tuple[Byline, ...] = ()

    def first(self, name: str) -> str | None:
        """The first outlet, agency, byline or date of publication told."""
        return first(self.told, name)

    @property
    def merged(self) -> Byline:
        """All that they told, the first line first."""
        return Byline(self.first("byline"), self.first("outlet"), self.first("agency"), self.first("published"))


def first(told: tuple[Byline, ...] | list[Byline], name: str) -> str | None:
    """The first value that several lines give for a field."""
    return next((value for one in told if (value := getattr(one, name))), None)


def take_lines(
    paragraphs: list[str], *, today: date, language: str | None, outlet: str | None
) -> tuple[list[str], HeadLines]:
    """The paragraphs without the head's lines, and those.

    Sure lines are taken wherever they stand near the title; what may be a subheading ("Ana Ruiz") only beside one.
    """
    known = known_names(paragraphs, outlet)
    read: list[tuple[Byline, Strength] | None] = []
    for paragraph in paragraphs[: _head_ends(paragraphs)]:
        line = read_line(paragraph, today=today, language=language, known=known)
        if line and line[1] != "sure" and line[0] != Byline() and _is_kicker(paragraph, paragraphs, language):
            line = (line[0], "name") if line[1] == "outlet" else None  # "Changing Times" needs a neighbour
        read.append(line)
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


def known_names(paragraphs: list[str], outlet: str | None) -> Known:
    """Names whose place shows what they are: before a dash at the start of the text, in brackets at its end."""
    bare, after_place = named_in_datelines(paragraphs)
    last = paragraphs[-1].strip() if paragraphs else ""
    signed = {last[1:-1].strip().casefold()} if last[:1] == "(" and last[-1:] == ")" and len(last) < 30 else set()
    return Known(outlet or bare, frozenset(after_place | signed))


def _is_kicker(line: str, paragraphs: list[str], language: str | None) -> bool:
    """Whether what reads like a name is made of the text's ordinary words: "Ferry Strike".

    In Vietnamese most syllables of names are also words, and only names have all of theirs in capitals.
    """
    return language != "vi" and ordinary_words(paragraphs).issuperset(re.findall(r"\w+", line.casefold()))


def _next_line(read: list[tuple[Byline, Strength] | None], taken: set[int]) -> int | None:
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
