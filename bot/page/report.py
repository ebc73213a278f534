"""A checked text as HTML: each sentence, what was compared, and beside it the words that an article has."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.answer import Citation, TextSpan, Verdict
from bot.check.judgements import Judgement
from bot.check.report import CheckedQuotation, CheckedSentence, Report
from bot.page.templates import Html, render
from bot.phrases import phrases

# From what a reader has to see first to what is as it should be.
ORDER: tuple[Verdict, ...] = (
    *("altered", "misattributed", "spliced", "differs"),
    *("partly", "not_found", "translation", "repaired", "matches", "verbatim"),
)


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A verdict on a quotation or a sentence, the places it was compared with, and what a reader made of it before."""

    found: CheckedQuotation | CheckedSentence
    text: str
    sources: tuple[Citation, ...]

    @property
    def places(self) -> tuple[str, ...]:
        """The sources as a judgement keeps them."""
        return tuple(f"{one.listing.article_id}-{one.listing.version}:{one.start}-{one.end}" for one in self.sources)

    @property
    def differing(self) -> list[TextSpan]:
        """The words of the sources that the text has otherwise."""
        return [one.place for one in self.found.differences if one.place]

    @property
    def shows_sources(self) -> bool:
        """A quotation that stands word for word needs no second print; all else is set beside what the article has."""
        return self.found.verdict not in ("verbatim", "not_found")


@dataclass(frozen=True, slots=True)
class ShownSentence:
    """A sentence of the checked text, and what was found of it and of the quotations in it."""

    start: int
    text: str
    findings: tuple[ShownFinding, ...]

    @property
    def worst(self) -> Verdict:
        return min((one.found.verdict for one in self.findings), key=ORDER.index, default="matches")

    @property
    def differing(self) -> list[TextSpan]:
        """The words of the text that no article has so."""
        return [one.said for finding in self.findings for one in finding.found.differences]


def report(checked: Report, judgements: Iterable[Judgement] = ()) -> Html:
    """The text as far as it was checked, sentence by sentence, and what readers made of its verdicts before."""
    cited = {one.number: one for one in checked.citations}
    sentences = [_sentence(one, checked, cited) for one in checked.sentences]
    counts = Counter(finding.found.verdict for one in sentences for finding in one.findings)
    return render(
        "report",
        "report",
        checked=checked,
        sentences=sentences,
        tally=[(verdict, counts[verdict]) for verdict in ORDER if counts[verdict]],
        cited=cited,
        # The last word counts; it is on a text and its places, not on the numbers of its marks, which may change.
        kept={(one.text, one.verdict, one.sources): one for one in judgements},
        speaks=phrases(checked.language),
    )


def judged(decision: str) -> Html:
    """What stands beside the buttons once a reader has judged."""
    return render("report", "judged", decision=decision)


def _sentence(told: CheckedSentence, checked: Report, cited: Mapping[int, Citation]) -> ShownSentence:
    """The sentence with each quotation in it, and with itself where it says something besides."""
    findings = tuple(
        ShownFinding(one, checked.text[one.start : one.end], tuple(cited[number] for number in one.citations))
        for one in checked.findings(told)
    )
    return ShownSentence(told.start, checked.text[told.start : told.end], findings)
