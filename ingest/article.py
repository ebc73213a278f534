"""The facts of reading: an article, and the sentences, passages and statements in it.

Every fact is a span of `Article.text`. Spans travel; text is looked up, so nothing that
is shown as a quotation can differ from what the article has.
"""

from dataclasses import dataclass, field
from typing import Literal

StatementKind = Literal["direct", "mixed", "indirect"]
Wording = Literal["as_published", "translated", "unknown"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's place: code points `start` to `end` of the article's text, white space left out."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """What is embedded and found; the passages of an article tile its text without gap or overlap."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what: `text[start:end]` is the quotation, its outer marks left out.

    `speaker` is the fullest name the article gives. A direct statement is a whole quotation, a mixed
    one a quoted fragment inside the reporter's sentence, an indirect one the reporter's own words.
    """

    speaker: str
    cue: str  # the saying words as the article has them: "a souligné", "according to"
    kind: StatementKind
    start: int
    end: int
    via: str | None = None  # through whom it reached the outlet: "TASS"
    wording: Wording = "unknown"
    said: str | None = None  # when it was said, if the text tells: "2023-10-12"


@dataclass(frozen=True, slots=True)
class Article:
    """One version of one article, read whole."""

    article_id: str  # 12 hex digits, the same for every version
    version: str  # 12 hex digits of the text's and the head's SHA-256
    where: str  # where it was read: a path, "news.jsonl:14", an address
    title: str
    text: str
    language: str  # ISO 639-1
    outlet: str | None = None
    agency: str | None = None
    byline: str | None = None
    url: str | None = None
    published: str | None = None  # as precise as the source: "2023-10-13T09:32"
    sentences: tuple[Sentence, ...] = field(default=(), repr=False)
    passages: tuple[Passage, ...] = field(default=(), repr=False)
    statements: tuple[Statement, ...] = field(default=(), repr=False)
    # Under which an archive filled before addresses were compared as they are may have it; not kept, and no part of it.
    former_id: str | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something that could not be read as an article, and why; it is counted, never dropped silently."""

    where: str
    reason: str
