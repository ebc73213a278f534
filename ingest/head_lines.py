"""Take the lines between title and text that name the outlet, the byline, the agency and the date."""

from dataclasses import dataclass
from datetime import date

from ingest.byline import Byline, Known, Strength, read_line
from ingest.head_dateline import named_in_datelines

LOOK_AT = 6  # paragraphs after the title among which a byline may stand: a standfirst and a few lines
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
    read = [read_line(line, today=today, language=language, known=known) for line in paragraphs[:LOOK_AT]]
    taken = {number for number, line in enumerate(read) if line and _stands_alone(line[1], number)}
    while more := {number for number, line in enumerate(read) if line and number not in taken and _beside(number, taken)}:
        taken |= more
    if len(taken) == len(paragraphs):
        taken.discard(max(taken, default=0))
    order = sorted(taken)
    lines = HeadLines(tuple(paragraphs[n] for n in order), tuple(line[0] for n in order if (line := read[n])))
    return [paragraph for number, paragraph in enumerate(paragraphs) if number not in taken], lines


def known_names(paragraphs: list[str], outlet: str | None) -> Known:
    """Names whose place shows what they are: before a dash at the start of the text, in brackets at its end."""
    bare, after_place = named_in_datelines(paragraphs)
    last = paragraphs[-1].strip() if paragraphs else ""
    signed = {last[1:-1].strip().casefold()} if last[:1] == "(" and last[-1:] == ")" and len(last) < 30 else set()
    return Known(outlet or bare, frozenset(after_place | signed))


def _stands_alone(strength: Strength, number: int) -> bool:
    return strength == "sure" or (strength == "outlet" and number < OUTLET_AT)


def _beside(number: int, taken: set[int]) -> bool:
    return number - 1 in taken or number + 1 in taken
