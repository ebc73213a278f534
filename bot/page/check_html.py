"""A checked text as HTML: each sentence, what was compared, and beside it the words that an article has."""

from collections import Counter
from collections.abc import Iterable

from bot.answer import Citation, Verdict
from bot.check.judgements import Judgement
from bot.check.report import CheckedQuotation, CheckedSentence, Difference, Report
from bot.page.markup import lit, spoken, words
from bot.page.turns_html import GROWING, about, with_marks
from bot.phrases import Phrases, phrases

MOST_NAMED = 60  # characters of a text in the name of the buttons beside it
Finding = CheckedSentence | CheckedQuotation
# From what a reader has to see first to what is as it should be.
ORDER: tuple[Verdict, ...] = (
    *("altered", "misattributed", "spliced", "differs"),
    *("partly", "not_found", "translation", "repaired", "matches", "verbatim"),
)


# Whose word on what: the text, its verdict and the places it was compared with; the numbers of marks may change.
KeptJudgements = dict[tuple[str, Verdict, tuple[str, ...]], Judgement]


def report(checked: Report, judgements: Iterable[Judgement] = ()) -> str:
    """The text as far as it was checked, sentence by sentence, and what readers made of its verdicts before."""
    speaks = phrases(checked.language)
    cited = {one.number: one for one in checked.citations}
    kept = {(one.text, one.verdict, one.sources): one for one in judgements}  # the last word counts
    rows = "".join(_sentence(one, checked, cited, kept, speaks) for one in checked.sentences)
    done, due = len(checked.sentences), checked.sentences_to_check
    busy = "" if checked.is_whole else f'{GROWING} data-stopped="Stopped after {done} of {due} sentences."'
    tally = _tally(checked, speaks) if checked.is_whole else f"Checking sentence {done + 1} of {due} …"
    notice = f'<p class="notice" dir="auto">{words(checked.notice)}</p>' if checked.notice else ""
    return (
        f'<section class="report"{busy}><p class="tally" role="status">{tally}</p>{notice}'
        f'<ol class="checked">{rows}</ol>{_foot() if checked.is_whole else ""}</section>'
    )


def _tally(checked: Report, speaks: Phrases) -> str:
    """How many findings have which verdict, the gravest first."""
    counts = Counter(one.verdict for one in _findings(checked.sentences, checked.quotations))
    told = (
        f'<button type="button" class="verdict {verdict}" data-jump="{verdict}" {spoken(speaks.language)}>'
        f"{words(speaks.verdicts[verdict])} {counts[verdict]}</button>"
        for verdict in ORDER
        if counts[verdict]
    )
    return " ".join(told)


def _findings(sentences: Iterable[CheckedSentence], quotations: Iterable[CheckedQuotation]) -> list[Finding]:
    """Each quotation, and each sentence that says something besides."""
    return [*quotations, *(one for one in sentences if one.reason)]


def _sentence(
    told: CheckedSentence, checked: Report, cited: dict[int, Citation], kept: KeptJudgements, speaks: Phrases
) -> str:
    inside = [one for one in checked.quotations if told.start <= one.start < told.end]
    findings = _findings([told], inside)
    differing = [span.said for one in findings for span in one.differences]
    text = lit(checked.text[told.start : told.end], differing, tag="del", offset=told.start)
    worst = min((one.verdict for one in findings), key=ORDER.index, default="matches")
    told_of = "".join(_finding(one, checked, cited, kept, speaks) for one in findings)
    return (
        f'<li class="checked-sentence {worst}"><p class="said" {spoken(checked.language)}>{text}</p>'
        f'<ul class="findings">{told_of}</ul></li>'
    )


def _finding(found: Finding, checked: Report, cited: dict[int, Citation], kept: KeptJudgements, speaks: Phrases) -> str:
    text = checked.text[found.start : found.end]
    differing = [one.place for one in found.differences if one.place]
    sources = [cited[number] for number in found.citations]
    places = tuple(_place(one) for one in sources)
    judging = _judging(text, kept.get((text, found.verdict, places)), is_growing=not checked.is_whole)
    beside = "".join(_source(one, found.differences, speaks) for one in sources) if _shows_source(found) else ""
    return (
        f'<li class="finding" tabindex="-1" data-text="{words(text)}" '
        f'data-verdict="{found.verdict}" data-reason="{words(found.reason)}" '
        f'data-places="{words(" ".join(places))}">'
        f'<p {spoken(speaks.language)}><span class="verdict {found.verdict}">'
        f"{words(speaks.verdicts[found.verdict])}</span> {with_marks(found.reason, cited, differing)}</p>"
        f"{beside}{judging}</li>"
    )


def _shows_source(found: Finding) -> bool:
    """A quotation that stands word for word needs no second print; all else is set beside what the article has."""
    return found.verdict not in ("verbatim", "not_found")


def _source(citation: Citation, differences: tuple[Difference, ...], speaks: Phrases) -> str:
    listing = citation.listing
    places = [one.place for one in differences if one.place]
    return (
        f'<blockquote class="beside" {spoken(listing.language)}>'
        f"{lit(citation.quote, places, tag='ins', offset=citation.start)}</blockquote>{about(listing, speaks)}"
    )


def _place(citation: Citation) -> str:
    listing = citation.listing
    return f"{listing.article_id}-{listing.version}:{citation.start}-{citation.end}"


def _judging(text: str, kept: Judgement | None, *, is_growing: bool) -> str:
    """A reader accepts or overrules a verdict, with a note if they like; not while the report still grows under it."""

    def button(decision: str, label: str) -> str:
        is_pressed = kept is not None and kept.decision == decision
        return (
            f'<button type="button" class="tool" data-judge="{decision}" aria-pressed="{str(is_pressed).lower()}">'
            f"{label}</button>"
        )

    short = text if len(text) <= MOST_NAMED else f"{text[:MOST_NAMED]} …"
    return (
        f'<fieldset class="judging" aria-label="{words(f"Your word on “{short}”")}"{" disabled" * is_growing}>'
        f"{button('accepted', 'Accept')}{button('overruled', 'Overrule')}"
        '<label><span class="unseen">A note on this verdict</span><input type="text" class="note" placeholder="Note" '
        f'maxlength="1000" value="{words(kept.note if kept else "")}"></label>'
        f'<span class="kept" role="status">{judged(kept.decision) if kept else ""}</span></fieldset>'
    )


def judged(decision: str) -> str:
    """What stands beside the buttons once a reader has judged."""
    return f'<span class="unseen">{"Accepted" if decision == "accepted" else "Overruled"}. </span>Kept.'


def _foot() -> str:
    return (
        '<p class="foot">A verdict says what was compared, not what is true. '
        '<button type="button" class="plain" data-export>Download the readers’ verdicts</button></p>'
    )
