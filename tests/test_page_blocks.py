"""A saved web page is read as a person reads it: standfirst and all of the article, nothing beside it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from ingest.article import Rejected
from ingest.readers.blocks import WebPage, find_blocks, plain_words, share, signals_of, text_of
from ingest.readers.html import parse_page

FIRST = (
    "The old bridge over the Arle will be shut for eleven weeks from Monday, the county said in a note to residents."
)
SECOND = "Lorries will be sent round by the coast road, which is narrow, and buses will turn at the chapel until June."
THIRD = "Mara Quist, who keeps the shop at the east end, said she had been told nothing before the fences came."
FOURTH = (
    "The county paid for the last repair in 1988, and its engineers say the iron has now lost a fifth of its strength."
)
FIFTH = "A ferry of the yacht club may carry walkers in the mornings, if the harbour office agrees to it this week."
STANDFIRST = "Eleven weeks of detours begin on Monday, and the shops at the east end were not asked"
TEASERS = ("Tram line is late again as works drag on into the spring", "Council sells the old cinema to a brewer")


def page(*parts: str, head: str = "") -> str:
    return f"<html><head><title>Bridge shut</title>{head}</head><body><main>{''.join(parts)}</main></body></html>"


def text(source: str) -> str:
    found = parse_page(source, where="page")
    assert not isinstance(found, Rejected), found
    return found.text


def paragraphs(*some: str) -> str:
    return "".join(f"<p>{one}</p>" for one in some)


def test_an_article_that_an_advertisement_splits_is_read_to_its_end():
    """The extractor alone takes the first of such containers and no other."""
    part = '<div class="grid"><div class="grid__container"><div class="article__content">{}</div></div>{}</div>'
    told = text(
        page(
            "<article><h1>Bridge shut</h1>",
            part.format(paragraphs(FIRST, SECOND, THIRD), '<aside class="grid__sidebar">Advertisement</aside>'),
            part.format(paragraphs(FOURTH, FIFTH), ""),
            "</article>",
        )
    )
    assert told.split("\n\n") == [FIRST, SECOND, THIRD, FOURTH, FIFTH]


def test_the_standfirst_stands_before_the_text():
    told = text(
        page(
            "<header><h1>Bridge shut</h1>",
            f'<p class="article-standfirst">{STANDFIRST}</p></header>',
            f'<div class="article-body">{paragraphs(FIRST, SECOND, THIRD, FOURTH)}</div>',
            head=f'<meta property="og:description" content="{STANDFIRST}">',
        )
    )
    assert told.split("\n\n")[0] == STANDFIRST
    assert told.split("\n\n")[1:] == [FIRST, SECOND, THIRD, FOURTH]


def test_related_stories_menus_and_captions_are_left_out():
    links = "".join(f'<li><a href="/{n}">{one}</a></li>' for n, one in enumerate(TEASERS))
    told = text(
        page(
            '<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>',
            "<h1>Bridge shut</h1>",
            "<figure><img src='x.jpg'><figcaption>The bridge in 1988. Photo: County archive</figcaption></figure>",
            f"<article>{paragraphs(FIRST, SECOND, THIRD, FOURTH)}</article>",
            f'<aside class="related"><h2>Read also</h2><ul>{links}</ul></aside>',
            "<footer><p>All rights reserved. Write to us at any time.</p></footer>",
        )
    )
    assert told.split("\n\n") == [FIRST, SECOND, THIRD, FOURTH]


def test_words_that_the_page_marks_as_a_quotation_have_their_marks():
    told = text(page("<h1>Bridge shut</h1>", paragraphs(FIRST, "<q>Nobody asked us</q>, said Mara Quist.", SECOND)))
    assert "“Nobody asked us”, said Mara Quist." in told


def test_an_article_that_is_written_down_for_search_engines_alone_is_read():
    body = {"@type": "NewsArticle", "headline": "Bridge shut", "articleBody": f"{FIRST}\n\n{SECOND} {THIRD}"}
    script = f'<script type="application/ld+json">{json.dumps(body)}</script>'
    assert text(page('<div id="app">Loading</div>', head=script)) == f"{FIRST}\n\n{SECOND} {THIRD}"


def test_an_article_laid_out_in_a_table_is_read():
    rows = f"<tr><td>Home</td><td>{paragraphs(FIRST, SECOND, THIRD)}</td></tr>"
    told = text(page(f"<table>{rows}</table>"))
    assert [one for one in told.split("\n\n") if one in (FIRST, SECOND, THIRD)] == [FIRST, SECOND, THIRD]


def test_a_page_without_an_article_is_rejected_and_says_so():
    found = parse_page(page("<nav><a href='/'>Home</a></nav>"), where="page")
    assert isinstance(found, Rejected)
    assert "no article" in found.reason


def test_a_hidden_part_and_a_script_are_no_blocks_and_what_stands_behind_them_is():
    tree = html.document_fromstring("<body><p>One<script>x()</script> two</p><div hidden><p>no</p></div>three</body>")
    assert [one.text for one in find_blocks(tree)] == ["One two", "three"]


def test_two_line_breaks_end_a_block_and_one_does_not():
    tree = html.document_fromstring("<body><div>One<br>two<br><br>three</div></body>")
    assert [one.text for one in find_blocks(tree)] == ["One two", "three"]


def test_shares_are_counted_in_runs_of_three_words():
    """Worked by hand: of "a b c d" the runs are abc and bcd, and abc alone is among those of "a b c x"."""
    assert share(plain_words("a b c d"), {("a", "b", "c"), ("b", "c", "x")}) == 0.5


@given(st.lists(st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=40), max_size=12))
def test_every_word_of_a_page_is_in_one_block_and_in_its_order(texts: list[str]):
    """An oracle: the blocks of plain paragraphs are what lxml has as their text."""
    tree = html.document_fromstring("<html><body></body></html>")
    body = tree.find("body")
    for one in texts:
        paragraph = html.Element("p")
        paragraph.text = one
        body.append(paragraph)
    wanted = [" ".join(one.text_content().split()) for one in body]
    assert [one.text for one in find_blocks(tree)] == [one for one in wanted if one]


@pytest.mark.parametrize("taken", ["", FIRST])
def test_a_page_of_few_blocks_has_signals_for_each(taken: str):
    blocks = find_blocks(html.document_fromstring(page(paragraphs(FIRST))))
    assert len(signals_of(blocks, WebPage("Bridge shut", taken))) == len(blocks) == 1
    assert text_of([], WebPage("", "")) == ""


def told(*parts: str, head: str = ""):
    found = parse_page(page(*parts, paragraphs(FIRST, SECOND, THIRD, FOURTH, FIFTH), head=head), where="page")
    assert not isinstance(found, Rejected)
    return found


def test_the_name_of_the_site_is_no_part_of_a_title_that_a_heading_shows():
    head = '<meta property="og:title" content="Bridge over the Arle shut - Harbour Post">'

    shown = told("<h1>Bridge over the Arle shut</h1>", head=head)
    unshown = told("<h1>Harbour Post</h1>", head=head)

    assert shown.title == "Bridge over the Arle shut"
    assert unshown.title == "Bridge over the Arle shut - Harbour Post"


@pytest.mark.parametrize("site", ["Harbour Post", "Ukraine"])
def test_a_heading_that_names_the_site_or_a_section_is_no_title(site):
    title = f"{site} | Bridge over the Arle shut for eleven weeks"
    metas = f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="Harbour Post">'

    assert told(f"<h1>{site}</h1>", head=metas).title == title


def test_a_long_name_of_a_site_is_cut_off_a_short_title():
    site = "The New Harbour Post"
    metas = f'<meta property="og:title" content="Bridge shut - {site}"><meta property="og:site_name" content="{site}">'

    assert told("<h1>Bridge shut</h1>", head=metas).title == "Bridge shut"


def test_a_title_that_only_begins_like_a_heading_is_whole():
    head = '<meta property="og:title" content="Bridge shut for eleven weeks">'

    assert told("<h1>Bridge</h1>", head=head).title == "Bridge shut for eleven weeks"


def test_an_address_names_nobody_and_the_author_beside_it_does():
    head = '<meta name="author" content="https://post.example/ruiz"><meta name="author" content="Ana Ruiz">'

    assert told(head=head).byline == "Ana Ruiz"


def test_authors_are_named_by_given_and_family_name_where_no_whole_one_stands():
    people = [{"givenName": "Ana", "familyName": "Ruiz"}, {"givenName": "Omar", "familyName": "Haddad"}]
    script = json.dumps({"@type": "NewsArticle", "headline": "Bridge shut", "author": people})

    assert told(head=f'<script type="application/ld+json">{script}</script>').byline == "Ana Ruiz, Omar Haddad"


def test_who_wrote_it_is_read_where_the_page_only_shows_it_and_whoever_comments_did_not():
    shown = told('<p class="story-authors">Von: Ana Ruiz</p>', '<p class="comment-author">Troll 71 wrote</p>')
    commented = told('<p class="comment-author">A Reader</p>')

    assert shown.byline == "Von: Ana Ruiz"
    assert commented.byline is None
