"""What is known of a quotation once it was looked for: the verdict, why, and the places it rests on."""

from dataclasses import dataclass
from typing import Literal

from ingest.article import StatementKind

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
