"""The archive as HTML: an article, lists of articles, what adding came to, and who said what."""

import re
from collections.abc import Iterable, Mapping, Sequence

from bot.answer import Summary, TextPlace, TextSpan
from bot.page.templates import Html, counted, render
from bot.phrases import phrases
from bot.reports.other_wordings import Elsewhere
from ingest.article import Article, Rejected
from vectorstore.listing import Listing, StoredStatement

MOST_LISTED = 100
MOST_REJECTED = 20
MOST_OPENED = 10
MOST_OUTLETS = 500  # a longer list is no choice; the command takes any name
MOST_SAID = 40
PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]*)*")


def article(
    shown: Article,
    listing: Listing,
    *,
    cited: TextSpan | None = None,
    differing: Sequence[TextSpan] = (),
    is_replaced: bool = False,
) -> Html:
    """A whole article, the cited words marked, and those among them that a checked text has otherwise.

    One that was replaced after it was cited says so: the cited place is another text's now.
    """
    return render(
        "articles",
        "article",
        article=shown,
        listing=listing,
        paragraphs=[(found[0].rstrip(), found.start()) for found in PARAGRAPH.finditer(shown.text)],
        cited=[cited] if cited else [],
        differing=differing,
        is_replaced=is_replaced,
        speaks=phrases("en"),
    )


def summary(made: Summary) -> Html:
    """The most telling sentences, each with the mark that opens its place."""
    return render("articles", "summary", summary=made)


def listings(listed: Sequence[Listing], *, matching: str = "") -> Html:
    """At most a hundred articles, the newest first, and how many there are."""
    wanted = matching.casefold().split()
    found = [one for one in listed if all(word in _searched(one) for word in wanted)] if wanted else listed
    return render(
        "articles",
        "listings",
        shown=found[:MOST_LISTED],
        found=len(found),
        kept=len(listed),
        matching=matching if wanted else "",
        speaks=phrases("en"),
    )


def _searched(one: Listing) -> str:
    return f"{one.title} {one.outlet or ''} {one.agency or ''} {one.published or ''} {one.language}".casefold()


def standing(listed: Sequence[Listing]) -> str:
    """How the archive stands, in a line.

    47 articles, 5 languages, newest 12 November 2026
    """
    if not listed:
        return "No articles yet"
    languages = len({one.language for one in listed})
    newest = max((one.published for one in listed if one.published), default=None)
    return ", ".join(
        (
            counted(len(listed), "article"),
            f"{languages} languages" if languages > 1 else phrases("en").name_of(listed[0].language),
            *([f"newest {phrases('en').date(newest)}"] if newest else []),
        )
    )


def choices(kept: Iterable[Listing]) -> dict[str, Html]:
    """What a question can be narrowed to: the options of the two lists above it."""
    listings = list(kept)
    outlets = sorted({one.outlet for one in listings if one.outlet}, key=str.casefold)[:MOST_OUTLETS]
    languages = sorted((phrases("en").name_of(code), code) for code in {one.language for one in listings})
    return {
        "outlet": render("articles", "options", anything="Any outlet", named=[(one, one) for one in outlets]),
        "language": render("articles", "options", anything="Any language", named=languages),
    }


def adding(
    counts: Mapping[str, int],
    rejected: Sequence[Rejected],
    *,
    titles: Sequence[tuple[str, str]] = (),
    is_done: bool,
) -> Html:
    """What adding has come to: how many of which, why not, and the way to what was added."""
    outcomes = {**{name: counts.get(name, 0) for name in ("added", "replaced", "unchanged")}, "rejected": len(rejected)}
    said = ", ".join(f"{count:,} {name}" for name, count in outcomes.items() if count)
    return render(
        "articles",
        "adding",
        head=said or ("Nothing was found to add" if is_done else "Reading"),
        titles=titles,
        rejected=rejected[:MOST_REJECTED],
        left=max(len(rejected) - MOST_REJECTED, 0),
        is_done=is_done,
    )


def said(told: Sequence[StoredStatement], beside: Sequence[Sequence[Elsewhere]], *, count: int) -> Html:
    """The first statements of `count`, each with its counterparts elsewhere; one that stands beside another in the
    very same words has no row of its own.
    """
    rows: list[tuple[StoredStatement, Sequence[Elsewhere]]] = []
    has_row: set[TextPlace] = set()
    for one, others in zip(told, beside, strict=True):
        if _place(one) not in has_row:
            rows.append((one, others))
            has_row |= {_place(other.told) for other in others if _is_same(one, other)}
    return render("statements", "said", rows=rows, told=len(told), count=count, speaks=phrases("en"))


def _place(told: StoredStatement) -> TextPlace:
    return told.listing.article_id, told.statement.start, told.statement.end


def _is_same(one: StoredStatement, other: Elsewhere) -> bool:
    return one.listing.language == other.told.listing.language and not other.differences
