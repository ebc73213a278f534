"""One place of a quotation and all that is known of it: what differs there, and who is said to have spoken."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.compare.quotation.changes import Judged, judge
from bot.compare.quotation.facts import QuotationPlace
from bot.compare.quotation.find import Match
from bot.compare.quotation.marks import MarkedWords
from bot.compare.quotation.speakers import Standing, are_two_speakers, holds, standing, statements_at
from ingest.article import Article, Statement
from ingest.text.quotation_marks import find_quotations
from ingest.text.typography import HeardWords

MARKS_READ = 2000  # characters on either side of a place that are read for quotation marks
RANK: dict[Standing, int] = {"confirmed": 0, "near": 1, "another": 2, "unknown": 3}


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """One place of the quotation and all that is known of it."""

    said: MarkedWords
    judged: Judged
    article: Article
    number: int  # of the candidate
    start: int
    end: int
    statements: tuple[Statement, ...]
    standing: Standing
    has_two_speakers: bool

    @property
    def is_held(self) -> bool:
        """Whether a quoted statement holds the whole of it."""
        return any(holds(one, self.start, self.end) and one.kind != "indirect" for one in self.statements)

    @property
    def is_marked(self) -> bool:
        """Whether the article itself has it as somebody's words."""
        if self.is_held:
            return True
        low = max(0, self.start - MARKS_READ)
        nearby = self.article.text[low : self.end + MARKS_READ]
        return any(low + one.start <= self.start and self.end <= low + one.end for one in find_quotations(nearby))

    @property
    def place(self) -> QuotationPlace:
        return place_of(self.article, self.start, self.end, self.statements)


def known(
    said: MarkedWords, article: Article, words: HeardWords, match: Match, number: int, speaker: str | None
) -> FoundPlace:
    start, end = _slice(said, words, match)
    statements = tuple(statements_at(article, start, end))
    spoken = [
        one
        for first, last in match.spans
        if first < last
        for one in statements_at(article, words.starts[first], words.ends[last - 1])
    ]
    return FoundPlace(
        said=said,
        judged=judge(said, article, words, match),
        article=article,
        number=number,
        start=start,
        end=end,
        statements=statements,
        standing=standing(speaker, statements[0] if statements else None, article, start, end),
        has_two_speakers=are_two_speakers(spoken),
    )


def _slice(said: MarkedWords, words: HeardWords, match: Match) -> tuple[int, int]:
    """The article's words, with the opening and closing points that the quotation has too."""
    start, end = words.starts[match.first], words.ends[match.last - 1]
    quotation, text = said.words.text, words.text
    begin, stop = said.words.starts[0], said.words.ends[len(said.words) - 1]
    if start and begin and text[start - 1] in "¿¡" and quotation[begin - 1] == text[start - 1]:
        start -= 1
    while end < len(text) and stop < len(quotation) and text[end] in ".!?…" and quotation[stop] == text[end]:
        end, stop = end + 1, stop + 1
    return start, end


def by_speaker(one: FoundPlace) -> tuple[int, bool, bool, int, int]:
    """The right speaker's words first, then those that need no repair, those in a statement, the likeliest article."""
    return RANK[one.standing], bool(one.judged.repairs), not one.is_held, one.number, one.start


def place_of(article: Article, start: int, end: int, statements: Sequence[Statement]) -> QuotationPlace:
    if not statements:
        return QuotationPlace(article.article_id, start, end)
    said = statements[0]
    return QuotationPlace(article.article_id, start, end, said.speaker, said.kind, said.via)
