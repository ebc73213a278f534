"""Turns, sources and articles as HTML; it is put on the page as it is, so all that an article brought is escaped."""

import re
from collections.abc import Iterable, Mapping, Sequence

from bot.answer import Citation, Summary, TextSpan
from bot.page.markup import link, lit, spoken, words
from bot.phrases import Phrases, phrases
from ingest.article import Article, Rejected
from vectorstore.listing import Listing

MARK = re.compile(r"\[(\d{1,6})\]")
MOST_LISTED = 100
MOST_REJECTED = 20
MOST_OPENED = 10
GROWING = ' data-growing aria-busy="true"'


# The conversation


def turn(question: str, inner: str, *, is_growing: bool = False) -> str:
    """One question and what came of it."""
    return (
        f'<section class="turn"{GROWING if is_growing else ""}><h2 class="question" dir="auto">'
        '<span class="unseen">You asked: </span>'
        f'{words(question)}</h2><div class="reply">{inner}</div></section>'
    )


def stopped(current: str) -> str:
    """The turn that was growing, ended where it stood; what it waited for is no longer said."""
    still = re.sub(r'<p class="waiting">.*?</p>', "", current.replace(GROWING, " data-stopped", 1))
    return still.removesuffix("</section>") + '<p class="foot">Stopped.</p></section>'


def welcome(examples: Iterable[tuple[str, str]]) -> str:
    """What stands where the conversation will: what this is, and questions to begin with."""
    asked = "".join(
        f'<li><button type="button" class="example" {spoken(language)} data-question="{words(question)}">'
        f"{words(question)}</button></li>"
        for language, question in examples
    )
    begin = f'<p class="hint">Questions over the sample articles, to begin with:</p><ul class="examples">{asked}</ul>'
    return (
        '<section class="welcome"><h2>What do your articles say?</h2><p>Ask in any language. Every answer is '
        "quoted from an article in its own words, with speaker, outlet and date; press its mark [1] to read the words "
        f"where they stand. What the articles don’t say is not answered.</p>{begin if asked else ''}"
        '<p class="when-empty">There are no articles yet. <button type="button" class="plain" data-view="adding">'
        "Add some</button>, then ask about them.</p></section>"
    )


def waiting(line: str) -> str:
    """What is being done before there is anything to show."""
    return f'<p class="waiting"><span class="pulse" aria-hidden="true"></span>{words(line)}</p>'


def trouble(message: str) -> str:
    """An error of the kind a reader can mend, as one plain line."""
    return f'<p class="trouble" role="alert">{words(message)}</p>'


def with_marks(text: str, cited: Mapping[int, Citation], differing: Sequence[TextSpan] = ()) -> str:
    """A line of words, its marks [1] made buttons that open the place."""
    pieces = MARK.split(text)  # words, number, words, number, words
    return "".join(
        mark(cited[int(piece)], differing)
        if place % 2 and int(piece) in cited
        else words(f"[{piece}]" if place % 2 else piece)
        for place, piece in enumerate(pieces)
    )


def mark(citation: Citation, differing: Sequence[TextSpan] = ()) -> str:
    """The mark [1]: a button that opens the article at the cited words, with those that differ in red."""
    listing = citation.listing
    places = " ".join(f"{start}-{end}" for start, end in differing)
    told = f' data-differing="{places}"' if places else ""
    label = f"Source {citation.number}: open “{listing.title}” at the cited words"
    return (
        f'<button type="button" class="cite" {_place(citation)}{told} aria-label="{words(label)}" dir="ltr">'
        f"[{citation.number}]</button>"
    )


def _place(citation: Citation) -> str:
    return (
        f'data-article="{words(citation.listing.article_id)}" data-version="{words(citation.listing.version)}" '
        f'data-start="{citation.start}" data-end="{citation.end}"'
    )


# The sources


def sources(citations: Sequence[Citation], speaks: Phrases) -> str:
    """A card for each article that is cited, with the marks that cite it."""
    by_article: dict[str, list[Citation]] = {}
    for one in citations:
        by_article.setdefault(one.listing.article_id, []).append(one)
    cards = "".join(_card(cited, speaks) for cited in by_article.values())
    return f'<ol class="cards">{cards}</ol>'


def _card(cited: Sequence[Citation], speaks: Phrases) -> str:
    listing = cited[0].listing
    marks = " ".join(mark(one) for one in cited)
    return (
        f'<li class="card"><div class="marks">{marks}</div><div><h3 {spoken(listing.language)}>'
        f'<button type="button" class="plain" {_place(cited[0])}>{words(listing.title)}</button></h3>'
        f"{about(listing, speaks)}</div></li>"
    )


def about(listing: Listing, speaks: Phrases, *, original: bool = True, byline: bool = False) -> str:
    """Outlet, agency, date and language in the reader's words, and the link to the original."""
    known = (
        f'<span class="outlet">{words(listing.outlet)}</span>' if listing.outlet else "",
        f"via {words(listing.agency)}" if listing.agency and listing.agency != listing.outlet else "",
        f"<bdi>{words(listing.byline)}</bdi>" if byline and listing.byline else "",
        f'<time datetime="{words(listing.published)}">{words(speaks.date(listing.published))}</time>'
        if listing.published
        else "no date",
        words(speaks.name_of(listing.language)),
        link(listing.url) if original else "",
    )
    return f'<p class="about" {spoken(speaks.language)}>{" · ".join(one for one in known if one)}</p>'


# The article


def article(
    shown: Article, listing: Listing, *, cited: TextSpan | None = None, differing: Sequence[TextSpan] = ()
) -> str:
    """A whole article, the cited words marked, and those among them that a checked text has otherwise."""
    spans = [cited] if cited else []
    paragraphs = (
        f"<p>{lit(found[0].rstrip(), spans, tag='mark', offset=found.start(), inner=differing)}</p>"
        for found in re.finditer(r"[^\n]+(?:\n(?!\s*\n)[^\n]*)*", shown.text)
    )
    return (
        f'<header><h2 tabindex="-1" {spoken(shown.language)}>{words(shown.title)}</h2>'
        f"</header>{about(listing, phrases('en'), byline=True)}"
        f'<div class="text" {spoken(shown.language)}>{"".join(paragraphs)}</div>'
    )


def replaced_since(shown: Article, listing: Listing) -> str:
    """An article that was replaced after it was cited: the cited place is another text's now."""
    note = "This article was replaced by a newer version after it was cited here. Ask again to cite the new text."
    return f'<p class="trouble" role="alert">{note}</p>{article(shown, listing)}'


def summary(made: Summary) -> str:
    """The most telling sentences, each with the mark that opens its place."""
    sentences = "".join(f"<li>{words(one.quote)}&nbsp;{mark(one)}</li>" for one in made.citations)
    return f"<h3>In short</h3><ol {spoken(made.language)}>{sentences}</ol>"


# The archive


def listings(listed: Sequence[Listing], *, matching: str = "") -> str:
    """At most a hundred articles, the newest first, and how many there are."""
    wanted = matching.casefold().split()
    found = [one for one in listed if all(word in _searched(one) for word in wanted)] if wanted else listed
    shown = found[:MOST_LISTED]
    if not listed:
        return '<p class="hint">There are no articles yet. Add some, then ask about them.</p>'
    if not found:
        none = f"None of {len(listed):,} articles has “{words(matching)}” in its title, outlet, date or language."
        return f'<p class="hint" role="status">{none}</p>'
    counted = f"{len(found):,} of {len(listed):,} articles" if wanted else _articles(len(listed))
    more = f", the newest {len(shown)} shown" if len(found) > len(shown) else ""
    rows = "".join(row(one, phrases("en")) for one in shown)
    return f'<p class="hint" role="status">{counted}{more}</p><ol class="list">{rows}</ol>'


def _searched(one: Listing) -> str:
    return f"{one.title} {one.outlet or ''} {one.agency or ''} {one.published or ''} {one.language}".casefold()


def row(one: Listing, speaks: Phrases) -> str:
    """An article in a list: its title opens it."""
    return (
        f'<li><h3 {spoken(one.language)}><button type="button" class="plain" data-article="{words(one.article_id)}">'
        f"{words(one.title)}</button></h3>{about(one, speaks, original=False)}</li>"
    )


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
            _articles(len(listed)),
            f"{languages} languages" if languages > 1 else phrases("en").name_of(listed[0].language),
            *([f"newest {phrases('en').date(newest)}"] if newest else []),
        )
    )


def _articles(count: int) -> str:
    return "1 article" if count == 1 else f"{count:,} articles"


def adding(
    counts: dict[str, int], rejected: Sequence[Rejected], *, titles: Sequence[tuple[str, str]] = (), is_done: bool
) -> str:
    """What adding has come to: how many of which, why not, and the way to what was added."""
    said = [f"{counts[one]:,} {one}" for one in ("added", "replaced", "unchanged") if counts.get(one)]
    if rejected:
        said.append(f"{len(rejected):,} rejected")
    head = ", ".join(said) if said else "Nothing was found to add" if is_done else "Reading"
    opens = "".join(
        f'<li><button type="button" class="plain" data-article="{words(article_id)}">{words(title)}</button></li>'
        for article_id, title in titles
    )
    reasons = "".join(f"<li>{words(one.where)}: {words(one.reason)}</li>" for one in rejected[:MOST_REJECTED])
    more = f"<li>and {len(rejected) - MOST_REJECTED:,} more</li>" if len(rejected) > MOST_REJECTED else ""
    return (
        f'<div class="added" role="status"><p>{head}{"." if is_done else " …"}</p>'
        f'<ul class="opens">{opens}</ul><ul class="reasons">{reasons}{more}</ul></div>'
    )
