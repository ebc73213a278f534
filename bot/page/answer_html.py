"""What came of a question, as HTML: an answer, a refusal or a remark, its sources unseen beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.answer import Answer, Citation, Claim, Refusal, Remark, Reply, Short
from bot.output.answer import beside_lines
from bot.output.citation_line import MARKS, frame
from bot.output.filters import understood_line
from bot.page.markup import lit, spoken, words
from bot.page.turns_html import mark, row, sources, with_marks
from bot.phrases import Phrases, phrases

MOST_LISTED = 20  # in a remark; the whole list stands on the desk


def answer(told: Reply, *, is_growing: bool = False) -> str:
    """What the archive says, that it doesn't and the nearest thing it has, or what is said of neither."""
    speaks = phrases(told.language)
    above = _whole(told, speaks) + _understood(told, speaks)
    if isinstance(told, Remark):
        return above + _remark(told, speaks)
    if isinstance(told, Refusal):
        return above + _refusal(told, speaks)
    cited = {one.number: one for one in told.citations}
    notice = f'<p class="notice" dir="auto">{words(told.notice)}</p>' if told.notice else ""
    claims = "".join(_claim(one, cited, speaks, told.language) for one in told.claims)
    foot = "" if is_growing else _beside(replace(told, notice=""), cited, speaks) + _foot(told)
    short = _short(told.short, cited) if told.short else ""
    return f'{above}{short}{notice}<ol class="claims">{claims}</ol>{foot}{_unseen_sources(told.citations, speaks)}'


def _whole(told: Reply, speaks: Phrases) -> str:
    """The question that was answered in the place of what was typed, and the way to mend it."""
    if not told.whole:
        return ""
    own = speaks.frames.get("asked_as")
    label = _label(own, speaks.language) if own else _label("Asked as", "en")
    return (
        f'<p class="whole">{label} <span {spoken(told.language)}>{words(told.whole)}</span> <button type="button" '
        f'class="plain" data-edit="{words(told.whole)}" aria-label="Edit this question" lang="en">Edit</button></p>'
    )


def _understood(told: Reply, speaks: Phrases) -> str:
    if told.understood is None:
        return ""
    return f'<p class="understood" {spoken(speaks.language)}>{words(understood_line(told.understood, speaks))}</p>'


def _remark(told: Remark, speaks: Phrases) -> str:
    """A paragraph, and the articles that were asked for."""
    rows = "".join(row(one, speaks) for one in told.listings[:MOST_LISTED])
    left = len(told.listings) - MOST_LISTED
    more = (
        f'<p class="hint">and {left:,} more: <button type="button" class="plain" data-view="articles">'
        "all articles</button></p>"
    )
    listed = f'<ol class="list">{rows}</ol>{more if left > 0 else ""}' if rows else ""
    return f'<p class="remark" {spoken(told.language)}>{words(told.text)}</p>{listed}'


def _refusal(told: Refusal, speaks: Phrases) -> str:
    nearest = "".join(f'<li class="claim">{_quotation(one, speaks)}</li>' for one in told.nearest)
    heading = f"<h3 {spoken(told.language)}>{words(speaks.refusals['nearest'])}</h3>" if nearest else ""
    return (
        f'<div class="refusal"><p {spoken(told.language)} class="message">{words(told.message)}</p>'
        f'<p {spoken(told.language)} class="hint">{words(told.holds)}</p>'
        f'{heading}<ol class="claims nearest">{nearest}</ol></div>{_unseen_sources(told.nearest, speaks)}'
    )


def _short(short: Short, cited: Mapping[int, Citation]) -> str:
    """The few words that answer, in the article's language, and the mark that opens their place."""
    citation = cited[short.citation]
    runs = spoken(citation.listing.language)
    return (
        f'<p class="short" {runs}><span class="unseen" {spoken("en")}>Short answer: </span>'
        f"<bdi {runs}>{words(short.text)}</bdi>&nbsp;{mark(citation)}</p>"
    )


def _claim(claim: Claim, cited: Mapping[int, Citation], speaks: Phrases, language: str) -> str:
    """A quotation in its frame, or a sentence of the writer's with its verdict under it."""
    translation = _translation(claim, speaks, language)
    if not claim.reason:
        return f'<li class="claim">{_quotation(cited[claim.citations[0]], speaks)}{translation}</li>'
    return (
        f'<li class="claim"><p class="sentence" {spoken(speaks.language)}>{with_marks(claim.text, cited)}</p>'
        f'{translation}<p class="frame" {spoken(speaks.language)}><span class="verdict {claim.verdict}">'
        f"{words(speaks.verdicts[claim.verdict])}</span> {with_marks(claim.reason, cited)}</p></li>"
    )


def _quotation(citation: Citation, speaks: Phrases) -> str:
    opening, closing = MARKS.get(citation.listing.language, ("“", "”"))
    return (
        f'<p class="frame" {spoken(speaks.language)}>{words(frame(citation, speaks))}</p>'
        f"<blockquote {spoken(citation.listing.language)}>{opening}"
        f"{lit(citation.quote, citation.highlights, tag='b', offset=citation.start)}{closing}&nbsp;{mark(citation)}"
        "</blockquote>"
    )


def _translation(claim: Claim, speaks: Phrases, language: str) -> str:
    """What a machine made of the quotation: outside its marks, and called what it is."""
    if not claim.translation:
        return ""
    label = speaks.frames["translated"]
    return (
        f'<p class="translation">{_label(label, speaks.language)} '
        f"<span {spoken(language)}>{words(claim.translation)}</span></p>"
    )


def _label(label: str, language: str) -> str:
    return f'<span class="label" {spoken(language)}>{words(label[:1].upper() + label[1:])}:</span>'


def _beside(told: Answer, cited: Mapping[int, Citation], speaks: Phrases) -> str:
    """Where reports differ, and which articles are one report."""
    lines = "".join(f"<li>{with_marks(line, cited)}</li>" for line in beside_lines(told))
    return f'<ul class="beside-it" {spoken(speaks.language)}>{lines}</ul>' if lines else ""


def _foot(told: Answer) -> str:
    listings = {one.listing.article_id: one.listing for one in told.citations}
    quotations, articles = len(told.citations), len(listings)
    counted = (
        f"{quotations} {'quotation' if quotations == 1 else 'quotations'} "
        f"from {articles} {'article' if articles == 1 else 'articles'}"
    )
    titles = [f"“<bdi>{words(one.title)}</bdi>”" for one in listings.values()]
    subject = titles[0] if articles == 1 else f"{articles} articles"
    summed_up = f'<span class="of">Summary of {subject}</span>' if told.request == "summary" else ""
    left_out = f" · {told.left_out} left out, not found word for word" if told.left_out else ""
    return (
        f'<p class="foot">{summed_up}<button type="button" class="plain" data-sources>{counted}</button>'
        f"<span>{left_out} · {told.seconds.total:.2f} s</span></p>"
    )


def _unseen_sources(citations: Sequence[Citation], speaks: Phrases) -> str:
    return f'<div class="turn-sources" hidden>{sources(citations, speaks)}</div>'
