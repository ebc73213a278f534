"""What could be quoted: the sentences of an article, and the quotations inside them, with who speaks."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.answer import Quoting, TextPlace
from bot.reader.reading import AnswerSpan
from ingest.article import Article, Sentence, Statement
from vectorstore.listing import Listing

# A quotation whose sentence has no more characters besides is quoted alone: the rest is "he said on Thursday".
ONLY_A_CUE = 50


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence, or the quotation inside it; `statement` is set where somebody speaks in it.

    What follows is empty until it is ranked against a question (bot/retrieve/rank.py).
    """

    listing: Listing
    start: int
    end: int
    text: str
    statement: Statement | None = None
    score: float = 0.0  # a logit, higher is better
    answer: AnswerSpan | None = None  # the words in it that answer
    signals: Mapping[str, float] = field(default_factory=dict, compare=False, repr=False)

    @property
    def speaker(self) -> str | None:
        return self.statement.speaker if self.statement else None

    @property
    def place(self) -> TextPlace:
        """Where it stands, as Citation.place has it."""
        return self.listing.article_id, self.start, self.end

    def touches(self, place: TextPlace) -> bool:
        """Whether it has words in common with a place."""
        article_id, start, end = place
        return self.listing.article_id == article_id and self.start < end and start < self.end


def excerpts(article: Article, listing: Listing, start: int, end: int) -> Iterator[Excerpt]:
    """Every excerpt of `text[start:end]`, in reading order.

    « Le port rouvrira lundi », a dit Mme Roy. gives the quotation alone; Mme Roy a dit que le port rouvrirait
    lundi. gives the sentence, as her statement in the reporter's words.
    """
    for sentence in article.sentences:
        if sentence.end <= start or end <= sentence.start:
            continue
        clipped = Sentence(max(sentence.start, start), min(sentence.end, end))
        told = [one for one in article.statements if one.start < clipped.end and clipped.start < one.end]
        for excerpt_start, excerpt_end, statement in _quotable(clipped, told):
            span = _trimmed(article.text, excerpt_start, excerpt_end)
            if span[0] < span[1]:
                yield Excerpt(listing, *span, article.text[span[0] : span[1]], statement)


def _quotable(sentence: Sentence, told: list[Statement]) -> Iterator[tuple[int, int, Statement | None]]:
    """The quotations in a sentence that can stand alone, and the sentence itself where they don't fill it."""
    direct = [one for one in told if one.kind == "direct"]
    quoted = 0
    for statement in direct:
        start, end = max(statement.start, sentence.start), min(statement.end, sentence.end)
        quoted += end - start
        yield start, end, statement
    retold = [one for one in told if one.kind != "direct"]
    for statement in retold:
        yield sentence.start, sentence.end, statement
    if not retold and sentence.end - sentence.start - quoted > (ONLY_A_CUE if quoted else 0):
        yield sentence.start, sentence.end, direct[0] if len(direct) == 1 else None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space and without quotation marks that it opens or closes but doesn't hold in pairs."""
    inside = text[start:end]
    left = len(inside) - len(re.sub(r"^[\s\u00a0»”]+", "", inside))
    right = len(inside) - len(re.sub(r"[\s\u00a0«„“]+$", "", inside))
    return start + left, end - right


def draft_of(excerpt: Excerpt) -> Quoting:
    """The proposal to quote an excerpt whole."""
    return Quoting(
        article_id=excerpt.listing.article_id,
        version=excerpt.listing.version,
        start=excerpt.start,
        end=excerpt.end,
        speaker=excerpt.speaker,
    )
