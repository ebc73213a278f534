"""What is known of a quotation once it was looked for: the verdict, why, the places; and words that turn a sentence."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ingest.article import StatementKind
from ingest.languages import load

QuotationVerdict = Literal["verbatim", "repaired", "altered", "spliced", "misattributed", "translation", "not_found"]
# fmt: off
QuotationReason = Literal[
    # what an editor's marks did, and what a verbatim quotation leaves open
    "shortened", "edited", "speaker_not_confirmed", "speaker_near", "reporters_words",
    # what was repaired
    "case", "accents", "punctuation", "hyphenation", "typing", "interrupted",
    # what was changed; what an editor's insertion or omission hides
    "number", "name", "negation", "modal", "word", "added", "dropped", "insertion", "omission",
    # what was joined
    "two_places", "two_articles", "two_speakers",
    # whose it is, why nothing can be told, how a translation differs
    "another_speaker", "too_short", "no_words", "numbers_differ", "names_differ",
]
# fmt: on
QuotedDifference = tuple[int, int, int, int]  # a span of the quotation, and the span of the article's text beside it


@dataclass(frozen=True, slots=True)
class Turning:
    """The keys of one language's turning words."""

    negations: frozenset[str]
    modals: frozenset[str]
    twins: frozenset[str]
    determiners: frozenset[str]

    def negated(self, keys: Iterable[str]) -> frozenset[str]:
        """The negations among some keys in a row; the t of "don't" is one, the t of an address is none."""
        listed = list(keys)
        found = self.negations.intersection(listed)
        return found if len(listed) == 1 or any(one.endswith("n") for one in listed) else found - {"t"}


@cache
def turning(language: str) -> Turning:
    """The turning words of a language; none where it has no list."""
    lists = load(language, "negation").get("quoted", {})
    return Turning(*(frozenset(lists.get(kind, ())) for kind in ("negations", "modals", "twins", "determiners")))


def numbers_in(keys: Iterable[str]) -> list[str]:
    """The keys with a digit in them, in order."""
    return [key for key in keys if any(letter.isdigit() for letter in key)]


def figures_in(keys: Iterable[str]) -> list[str]:
    """The numbers and the signs that say of what: €300 is not $300, and 5 % is not 5."""
    return [key for key in keys if not key.isalpha() and any(one.isdigit() or not one.isalpha() for one in key)]


@dataclass(frozen=True, slots=True)
class QuotationPlace:
    """Where words stand: `text[start:end]` of the article, and who is said to have spoken them there."""

    article_id: str
    start: int
    end: int
    speaker: str | None = None
    kind: StatementKind | None = None
    via: str | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A quotation's verdict and the best place for it; of a spliced one `pieces` are the places it was taken from.

    Spans of `differences` count code points of the quotation as given and of the article's whole text.
    """

    verdict: QuotationVerdict
    reasons: tuple[QuotationReason, ...] = ()
    place: QuotationPlace | None = None
    differences: tuple[QuotedDifference, ...] = ()
    others: tuple[QuotationPlace, ...] = ()
    pieces: tuple[QuotationPlace, ...] = ()
