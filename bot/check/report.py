"""The facts of checking a text: what it says, sentence by sentence, beside what the archive has."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.answer import Citation, TextSpan, Verdict
from bot.check.lookup import Lookup
from bot.phrases import Phrases
from ingest.article import Article


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of the checked text, and what an article has in their place; a span of no words stands where words lack."""

    said: TextSpan  # code points of Report.text
    found: str
    place: TextSpan | None = None  # of the cited article's text


@dataclass(frozen=True, slots=True)
class CheckedQuotation:
    """A quotation of the text, its outer marks left out, and whether its words stand in the archive."""

    start: int
    end: int
    speaker: str | None  # who the text says said it
    verdict: Verdict
    reason: str  # what was compared, in the reader's words
    citations: tuple[int, ...] = ()  # a spliced one has several
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence of the text; where it holds quotations, what stands around them."""

    start: int
    end: int
    verdict: Verdict
    reason: str
    citations: tuple[int, ...] = ()
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What was found of a text so far; spans count code points of `text`."""

    text: str
    language: str
    sentences_to_check: int
    sentences: tuple[CheckedSentence, ...] = ()
    quotations: tuple[CheckedQuotation, ...] = ()
    citations: tuple[Citation, ...] = ()
    notice: str = ""  # why the second opinion that was chosen is missing

    @property
    def is_whole(self) -> bool:
        return len(self.sentences) == self.sentences_to_check

    def findings(self, sentence: CheckedSentence) -> list[CheckedQuotation | CheckedSentence]:
        """The quotations inside a sentence, then the sentence itself if it has a reason."""
        inside = [one for one in self.quotations if sentence.start <= one.start < sentence.end]
        return [*inside, *([sentence] if sentence.reason else [])]


@dataclass(frozen=True, slots=True)
class Checking:
    """A text that is being checked, and what it is checked with."""

    draft: Article
    lookup: Lookup
    speaks: Phrases
    looked_through: str  # "412 articles, the newest of 12 October 2023"


def citing(report: Report, citations: Iterable[Citation]) -> tuple[Report, list[int]]:
    """The report with these citations, and their numbers; a place that is cited already keeps its number."""
    known = {one.place: one.number for one in report.citations}
    numbers = []
    for one in citations:
        if one.place not in known:
            known[one.place] = len(report.citations) + 1
            report = replace(report, citations=(*report.citations, replace(one, number=known[one.place])))
        numbers.append(known[one.place])
    return report, list(dict.fromkeys(numbers))
