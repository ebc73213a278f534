"""The facts of answering: what a writer drafts, what was found of it, and what a reader gets.

A draft and a claim are two types, so that what a writer proposes can't be taken for what was found.
"""

from dataclasses import dataclass, field
from typing import Literal

from bot.several_reports import Disagreement, Origin
from ingest.article import StatementKind, Wording
from vectorstore.filters import ANY, Filters
from vectorstore.listing import Listing

Verdict = Literal[
    "verbatim",
    "repaired",
    "altered",
    "misattributed",
    "spliced",
    "translation",
    "matches",
    "partly",
    "differs",
    "not_found",
]
RefusalKind = Literal[
    "empty_archive",
    "not_found",
    "speaker_unknown",
    "speaker_silent",
    "second_hand",
    "outside_dates",
    "nothing_left",
]
RequestKind = Literal["question", "greeting", "thanks", "help", "articles", "summary"]
TextSpan = tuple[int, int]  # code points of an article's text, start to end
TextPlace = tuple[str, int, int]  # an article's id and a span of its text


@dataclass(frozen=True, slots=True)
class Quoting:
    """What a writer proposes: to quote this place of this article, as said by this speaker.

    It holds no words of the article, only where they stand, so a writer can't alter them.
    """

    article_id: str
    version: str
    start: int
    end: int
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Saying:
    """What a writer proposes: to say this sentence, which is said to follow from these places."""

    text: str  # plain, without marks; it may hold quotations
    cites: tuple[Quoting, ...]


Draft = Quoting | Saying


@dataclass(frozen=True, slots=True)
class Citation:
    """A place that was found: `quote` is exactly `text[start:end]` of the stored article."""

    number: int
    listing: Listing
    start: int
    end: int
    quote: str
    speaker: str | None = None
    kind: StatementKind | None = None  # how the words are told; None where nobody is said to speak
    via: str | None = None
    wording: Wording = "unknown"
    highlights: tuple[TextSpan, ...] = ()  # the words inside that answer, shown in bold

    @property
    def place(self) -> TextPlace:
        """Where it stands: what two citations have in common that cite one place."""
        return self.listing.article_id, self.start, self.end


@dataclass(frozen=True, slots=True)
class Short:
    """The short answer: words of a cited place, exactly `text[start:end]` of its article."""

    text: str
    citation: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """One checked sentence of an answer, with the marks [1] in its text and the verdict of the check."""

    text: str
    verdict: Verdict
    citations: tuple[int, ...]
    reason: str = ""  # what was compared with what, in the reader's words; "" where the sentence is a quotation
    translation: str = ""  # of what it quotes, a machine's; never between quotation marks


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
    only: Filters
    left_out: int  # articles that do not fit
    is_used: bool = True


@dataclass(frozen=True, slots=True)
class Excluded:
    """How many articles one filter leaves out, whatever the others do."""

    only: Filters
    articles: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What the archive says, claim by claim; every mark in a claim points to a citation."""

    question: str
    language: str
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    short: Short | None = None  # where a few words of the first citation answer
    left_out: int = 0  # drafts whose words were not found where they were said to stand
    notice: str = ""  # why the answer is quoted and not written by the model that was chosen
    origins: tuple[Origin, ...] = ()  # of what is cited: several articles may be one report
    disagreements: tuple[Disagreement, ...] = ()  # what other reports tell differently; they are cited too
    unanswered: tuple[str, ...] = ()  # the other questions of a turn that asks several, and why each has no answer
    only: Filters = ANY  # what the search was narrowed to
    understood: Understood | None = None
    request: RequestKind = "question"
    whole: str = ""  # the question that was answered, where the turns before made another one of what was typed
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
    holds: str = ""  # a line on what the archive has about the subject
    nearest: tuple[Citation, ...] = ()
    only: Filters = ANY
    understood: Understood | None = None
    excluded: tuple[Excluded, ...] = ()  # where no article is left
    request: RequestKind = "question"
    whole: str = ""  # as in an answer
    seconds: Seconds = field(default=Seconds(), compare=False)

    @property
    def text(self) -> str:
        return f"{self.message} {self.holds}".rstrip()


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said that rests on no article's words: a greeting, what can be asked here, which articles there are."""

    question: str
    language: str
    request: RequestKind
    text: str
    listings: tuple[Listing, ...] = ()  # the articles that were asked for
    whole: str = ""  # as in an answer
    only: Filters = ANY
    understood: Understood | None = None
    seconds: Seconds = field(default=Seconds(), compare=False)


Reply = Answer | Refusal | Remark


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
