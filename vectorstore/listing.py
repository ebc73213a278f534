"""The facts of keeping and finding: an article without its text, and what is found."""

from dataclasses import dataclass
from typing import Literal

from ingest.article import Passage, Sentence, Statement

Outcome = Literal["added", "unchanged", "replaced"]


@dataclass(frozen=True, slots=True)
class Listing:
    """An article as a list shows it: everything but its text."""

    article_id: str
    version: str
    title: str
    outlet: str | None
    agency: str | None
    byline: str | None
    url: str | None
    published: str | None
    language: str
    where: str
    characters: int
    passages: int

    def head(self) -> dict[str, str | None]:
        """What a citation tells of its article."""
        return {
            "article_id": self.article_id,
            "version": self.version,
            "title": self.title,
            "outlet": self.outlet,
            "agency": self.agency,
            "byline": self.byline,
            "url": self.url,
            "published": self.published,
            "language": self.language,
        }


@dataclass(frozen=True, slots=True)
class StoredStatement:
    """A statement as the archive has it: in which article, in which passage, and the quotation's own words."""

    listing: Listing
    statement: Statement
    text: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage as the archive has it."""

    article_id: str
    version: str
    language: str
    passage: Passage
    text: str
    sentences: tuple[Sentence, ...]  # those that touch the passage; their spans are the article's

    @property
    def row(self) -> str:
        """The passage's name in the archive: no two versions of an article share one."""
        return passage_row(self.article_id, self.version, self.passage.start)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a search found, and why it stands where it stands."""

    listing: Listing
    passage: Passage
    text: str
    sentences: tuple[Sentence, ...]
    score: float  # meaning and words together, higher is better
    meaning: float  # cosine of the two vectors, the languages' offsets taken off
    words: float  # 0 to 1: the share of the question's words, weighed by how rare they are, that the passage has


def passage_row(article_id: str, version: str, start: int) -> str:
    """Name a passage's row."""
    return f"{article_id}-{version}-p{start}"


def article_of(row: str) -> str:
    """Whose row this is."""
    return row.partition("-")[0]


def statement_row(article_id: str, version: str, number: int) -> str:
    """Name the row of an article's statement, counted from 0 in the article's order."""
    return f"{article_id}-{version}-s{number}"
