"""The facts of answering: what a writer drafts, what was found of it, and what a reader gets."""

from dataclasses import dataclass, field
from typing import Literal

from ingest.article import Kind, Wording
from vectorstore.listing import Listing
from vectorstore.narrow import ANY, Only

Verdict = Literal["verbatim", "repaired", "matches", "partly", "differs", "not_found"]
RefusalKind = Literal[
    "empty_archive", "not_found", "speaker_unknown", "speaker_silent", "outside_dates", "nothing_left"
]
Span = tuple[int, int]  # code points of an article's text, start to end


@dataclass(frozen=True, slots=True)
class Draft:
    """What a writer proposes: to quote this place of this article, as said by this speaker.

    It holds no words of the article, only where they stand, so a writer can't alter them.
    """

    article_id: str
    version: str
    start: int
    end: int
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A place that was found: `quote` is exactly `text[start:end]` of the stored article."""

    number: int
    listing: Listing
    start: int
    end: int
    quote: str
    speaker: str | None = None
    kind: Kind | None = None  # how the words are told; None where nobody is said to speak
    via: str | None = None
    wording: Wording = "unknown"
    highlights: tuple[Span, ...] = ()  # the words inside that answer, shown in bold


@dataclass(frozen=True, slots=True)
class Claim:
    """One checked sentence of an answer, with the marks [1] in its text and the verdict of the check."""

    text: str
    verdict: Verdict
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Seconds:
    """How long an answer took, in seconds."""

    search: float = 0.0
    write: float = 0.0

    @property
    def total(self) -> float:
        return self.search + self.write


@dataclass(frozen=True, slots=True)
class Understood:
    """What a question says of the articles it asks; the days are given up where nothing in them answers."""

    words: tuple[str, ...]  # the question's own
    only: Only
    left_out: int  # articles that do not fit
    is_used: bool = True


@dataclass(frozen=True, slots=True)
class Excluded:
    """How many articles one filter leaves out, whatever the others do."""

    only: Only
    articles: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What the archive says, claim by claim; every mark in a claim points to a citation."""

    question: str
    language: str
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    left_out: int = 0  # drafts whose words were not found where they were said to stand
    only: Only = ANY  # what the search was narrowed to
    understood: Understood | None = None
    seconds: Seconds = field(default=Seconds(), compare=False)

    @property
    def text(self) -> str:
        return "\n\n".join(claim.text for claim in self.claims)


@dataclass(frozen=True, slots=True)
class Refusal:
    """That the archive does not say, what was looked through, and the nearest thing it has."""

    question: str
    language: str
    kind: RefusalKind
    message: str
    nearest: tuple[Citation, ...] = ()
    only: Only = ANY
    understood: Understood | None = None
    excluded: tuple[Excluded, ...] = ()  # where no article is left
    seconds: Seconds = field(default=Seconds(), compare=False)

    @property
    def text(self) -> str:
        return self.message


@dataclass(frozen=True, slots=True)
class Summary:
    """The most telling sentences of one article in reading order, each citing where it stands."""

    listing: Listing
    language: str
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]

    @property
    def text(self) -> str:
        return " ".join(claim.text for claim in self.claims)
