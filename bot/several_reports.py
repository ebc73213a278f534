"""The facts of several reports: which articles are one report, and what two reports tell differently."""

from dataclasses import dataclass
from typing import Literal

from vectorstore.filters import name_key
from vectorstore.listing import Listing

DisagreementKind = Literal["number", "date", "name"]


@dataclass(frozen=True, slots=True)
class Origin:
    """One report, and the articles that print it: those an answer cites, and their copies in the archive."""

    citations: tuple[int, ...]  # the numbers of the citations that quote it
    listings: tuple[Listing, ...]  # the earliest published first, those without a date last
    agency: str | None  # the one that most of them credit
    credited: int  # how many articles credit it
    line: str  # in the reader's language: "3 outlets, near-identical text, 2 credit TASS"; "" for a single article

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who printed it, each once; an article that names no outlet stands under its title."""
        named = {name_key(one.outlet or one.title): one.outlet or one.title for one in reversed(self.listings)}
        return tuple(reversed(named.values()))

    def as_json(self) -> dict[str, object]:
        """The origin as the JSON of an answer has it."""
        return {
            "outlets": list(self.outlets),
            "agency": self.agency,
            "credited": self.credited,
            "article_ids": [one.article_id for one in self.listings],
            "citations": list(self.citations),
            "line": self.line,
        }


@dataclass(frozen=True, slots=True)
class Side:
    """What one report tells: `words` is exactly `text[start:end]` of the article that the citation quotes."""

    citation: int
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two places that tell one thing differently, the earlier published first where that is known."""

    kind: DisagreementKind
    first: Side
    second: Side
    is_update: bool  # whether the second was published on a later day, and may know more
    line: str  # in the reader's language: "TASS: 300 000; Reuters: 100,000"

    def as_json(self) -> dict[str, object]:
        """The disagreement as the JSON of an answer has it."""
        sides = {
            name: {"citation": one.citation, "start": one.start, "end": one.end, "words": one.words}
            for name, one in (("first", self.first), ("second", self.second))
        }
        return {"kind": self.kind, **sides, "is_update": self.is_update, "line": self.line}
