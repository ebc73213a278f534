"""Who said what, as HTML: each statement with its place, and the same words as other articles have them."""

from collections.abc import Sequence

from bot.answer import TextSpan
from bot.output.citation_line import MARKS
from bot.page.markup import lit, spoken, words
from bot.page.turns_html import about
from bot.phrases import phrases
from bot.reports.other_wordings import Elsewhere
from vectorstore.listing import StoredStatement

MOST_SAID = 40

StatementPlace = tuple[str, int, int]  # an article, and the code points of it from where to where


def said(told: Sequence[StoredStatement], beside: Sequence[Sequence[Elsewhere]], *, count: int) -> str:
    """The first statements of `count`, each with its counterparts elsewhere; one that stands beside another in the
    very same words has no row of its own.
    """
    if not told:
        return '<p class="hint" role="status">No statement fits. Try a part of the name or fewer words.</p>'
    counted = f"{count:,} statements" if count != 1 else "1 statement"
    more = f", the first {len(told)} shown" if count > len(told) else ""
    rows: list[str] = []
    has_row: set[StatementPlace] = set()
    for one, others in zip(told, beside, strict=True):
        if _place(one) not in has_row:
            rows.append(_statement(one, others))
            has_row |= {_place(other.told) for other in others if _is_same(one, other)}
    return f'<p class="hint" role="status">{counted}{more}</p><ol class="list">{"".join(rows)}</ol>'


def nothing() -> str:
    """What stands here while the archive has no statement at all."""
    return '<p class="hint" role="status">There are no statements yet.</p>'


def _place(told: StoredStatement) -> StatementPlace:
    return told.listing.article_id, told.statement.start, told.statement.end


def _is_same(one: StoredStatement, other: Elsewhere) -> bool:
    return one.listing.language == other.told.listing.language and not other.differences


def _statement(told: StoredStatement, others: Sequence[Elsewhere]) -> str:
    speaker = told.statement.speaker
    also = "".join(f'<li class="also">{_quotation(one.told, one.differences)}</li>' for one in others)
    articles = "another article" if len(others) == 1 else f"{len(others)} other articles"
    differs = "; words that differ are red" if any(one.differences for one in others) else ""
    heading = f'<p class="also-in">Also in {articles}{differs}</p><ul>{also}</ul>' if also else ""
    return (
        f'<li class="statement"><h3><bdi>{words(speaker[:1].upper() + speaker[1:])}</bdi></h3>'
        f"{_quotation(told)}{heading}</li>"
    )


def _quotation(told: StoredStatement, differences: Sequence[TextSpan] = ()) -> str:
    listing, statement = told.listing, told.statement
    opening, closing = MARKS.get(listing.language, ("“", "”")) if statement.kind != "indirect" else ("", "")
    is_told = statement.via in (None, "", listing.agency, listing.outlet)  # `about` says so already
    via = "" if is_told else f'<p class="about">via {words(statement.via)}</p>'
    return (
        f"<blockquote {spoken(listing.language)}>{opening}{lit(told.text, differences, tag='ins')}{closing} "
        f'<button type="button" class="cite" data-article="{words(listing.article_id)}" '
        f'data-version="{words(listing.version)}" data-start="{statement.start}" data-end="{statement.end}" '
        f'aria-label="{words(f"Open “{listing.title}” at these words")}" dir="ltr">show</button></blockquote>'
        f"{about(listing, phrases('en'))}{via}"
    )
