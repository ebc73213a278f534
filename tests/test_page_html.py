"""What the page shows, as HTML, before any browser sees it."""

import html
import re
import typing
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from bot.answer import Answer, Citation, Claim, Refusal, Remark, Short, Summary
from bot.output.citation_line import claim_of
from bot.output.listings import plain
from bot.page import articles, turns
from bot.page.handlers import Desk, PageConversation
from bot.page.opening import Opening
from bot.page.templates import Html, render, runs, site
from bot.phrases import phrases
from bot.reports.other_wordings import Elsewhere
from bot.settings import Settings
from ingest.article import Article, Passage, Rejected, Statement
from vectorstore.listing import Listing, StoredStatement

ROOT = Path(__file__).parent.parent
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "[a link](javascript:alert(1)) ![an image](https://elsewhere.example/x.png)",
    "{{#each value}}{{this}}{{/each}} ${alert(1)} `",
    "<!--", "</style></textarea></title><svg onload=alert(1)>",
    "\u202egnirts\u2066",
    "&lt;b&gt; &amp;",
)  # fmt: skip
ALLOWED = frozenset(
    (
        "section",
        "h2",
        "h3",
        "p",
        "div",
        "span",
        "ol",
        "ul",
        "li",
        "button",
        "blockquote",
        "b",
        "mark",
        "a",
        "time",
        "bdi",
        "header",
        "ins",
    )
)  # what the templates themselves write


class Seen(HTMLParser):
    """The tags, the attributes and the visible text of a piece of HTML."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.marked: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag in ("mark", "b"):
            self.marked.append("")

    def handle_endtag(self, tag):
        if tag in ("mark", "b"):
            self.marked.append("")

    def handle_data(self, data):
        self.text += data
        if self.marked and len(self.marked) % 2:
            self.marked[-1] += data

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")


def listed(**known: object) -> Listing:
    story = {
        "article_id": "a1b2c3d4e5f6", "version": "f6e5d4c3b2a1", "title": "Ferry strike enters a second week",
        "outlet": "Harbour Post", "agency": None, "byline": None, "url": "https://harbourpost.example/strike",
        "published": "2026-03-02", "language": "en", "where": "strike.txt", "characters": 60, "passages": 1,
    }  # fmt: skip
    return Listing(**{**story, **known})


def cited(text: str, start: int, end: int, *, number: int = 1, **known: object) -> Citation:
    about = {key: known.pop(key) for key in tuple(known) if key in Listing.__slots__}
    return Citation(number, listed(**about), start, end, text[start:end], **known)


def told(*citations: Citation, language: str = "en") -> Answer:
    claims = tuple(claim_of(one, phrases(language)) for one in citations)
    return Answer("What did Tarrick say?", language, claims, citations)


def in_short(citation: Citation, start: int, end: int) -> Answer:
    """An answer whose short answer are these words of its first citation."""
    words_of_it = citation.quote[start - citation.start : end - citation.start]
    return replace(told(citation), short=Short(words_of_it, citation.number, start, end))


def translated(into: str, citation: Citation, *, language: str = "en") -> Answer:
    answer = told(citation, language=language)
    return replace(answer, claims=(replace(answer.claims[0], translation=into),), notice=into)


def said(words: str, listing: Listing) -> StoredStatement:
    return StoredStatement(listing, Statement(words, words, "direct", 0, 4, via=words), words, Passage(0, 4))


STORY = "Rain fell on Monday.\n\n“We sail when we are paid,” said Owen Tarrick. Nobody was hurt."
SAID = (23, 47)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_markup_of_an_article_is_left_on_the_page(hostile):
    listing = {
        "title": hostile, "outlet": hostile, "agency": hostile + "x", "byline": hostile, "url": hostile,
        "language": hostile, "article_id": hostile, "version": hostile,
    }  # fmt: skip
    citation = cited(hostile, 0, len(hostile), speaker=hostile, via=hostile, highlights=((0, 3),), **listing)
    article = Article("a", "b", "c", hostile, hostile, hostile)
    whole = listed(**listing)
    shown = "".join(
        (
            turns.turn(hostile, turns.answer(told(citation))),
            turns.answer(Refusal(hostile, "en", "not_found", hostile, nearest=(citation,))),
            turns.answer(translated(hostile, citation)),
            turns.answer(in_short(citation, 0, len(hostile))),
            turns.answer(replace(translated(hostile, citation), request="summary", whole=hostile)),
            turns.answer(Refusal(hostile, "en", "not_found", hostile, whole=hostile)),
            turns.answer(Remark(hostile, hostile, "articles", hostile, (whole,), whole=hostile)),
            articles.article(article, whole, cited=(0, 4)),
            articles.article(article, whole, is_replaced=True),
            articles.summary(Summary(whole, hostile, (), (citation,))),
            articles.listings([whole], matching=""),
            articles.listings([whole], matching=hostile + "no such"),
            articles.adding({"added": 1}, [Rejected(hostile, hostile)], titles=[(hostile, hostile)], is_done=True),
            articles.said([said(hostile, whole)], [[Elsewhere(said(hostile, whole), ((0, 3),))]], count=1),
            turns.welcome([(hostile, hostile)]),
            turns.trouble(hostile),
            turns.waiting(hostile),
        )
    )

    seen = Seen(shown)

    assert set(seen.tags) <= ALLOWED
    assert not [name for name, _ in seen.attributes if name.startswith("on")]
    assert not [value for name, value in seen.attributes if name in ("href", "src")]
    assert "\u202e" not in shown
    assert "\u2066" not in shown
    assert plain(hostile) in seen.text


@given(st.text())
@example("<b>")
def test_escaped_words_read_as_they_were_written(text):
    written = turns.trouble(text).removeprefix('<p class="trouble" role="alert">').removesuffix("</p>")

    assert html.unescape(written) == plain(text)
    assert not set(written) & set("<>\"'")


def test_one_place_alone_takes_text_for_html_and_its_type_says_whose_it_is():
    templates = "".join(path.read_text("utf-8") for path in (ROOT / "bot" / "page" / "templates").iterdir())

    assert re.findall(r"\S*\s*\|\s*safe|autoescape|Markup", templates) == ["inner|safe"]
    assert typing.get_type_hints(turns.turn)["inner"] is Html


def test_a_template_that_lacks_something_says_so_at_once():
    with pytest.raises(UndefinedError, match="message"):
        render("turns", "trouble")


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=4))
@example("abcdef", [(1, 4), (2, 6)])
def test_lighting_words_changes_none_of_them_and_lights_the_spans_and_no_more(text, spans):
    found = runs(text, spans, tag="mark")

    within = {at for start, end in spans for at in range(max(start, 0), min(end, len(text)))}
    assert "".join(words for words, _ in found) == text
    assert "".join(words for words, tags in found if tags) == "".join(text[at] for at in sorted(within))


def test_the_cited_words_are_marked_in_the_article_where_they_stand():
    article = Article("a", "b", "c", "Ferry strike", STORY, "en")

    shown = articles.article(article, listed(), cited=SAID)

    assert "<p>“<mark>We sail when we are paid</mark>,” said Owen Tarrick. Nobody was hurt.</p>" in shown
    assert "<p>Rain fell on Monday.</p>" in shown


def test_a_quotation_that_runs_on_over_paragraphs_is_marked_in_each():
    article = Article("a", "b", "c", "Ferry strike", "One two.\n\nThree four.", "en")

    shown = articles.article(article, listed(), cited=(4, 15))

    assert "<p>One <mark>two.</mark></p><p><mark>Three</mark> four.</p>" in shown


def test_a_claim_has_its_frame_its_quotation_in_its_own_language_and_its_mark():
    citation = cited(STORY, *SAID, speaker="Owen Tarrick", kind="direct", highlights=((26, 30),))

    shown = turns.answer(told(citation))

    assert '<p class="frame" lang="en" dir="ltr">Owen Tarrick, as quoted by Harbour Post (2 March 2026):</p>' in shown
    assert '<blockquote lang="en" dir="ltr">“We <b>sail</b> when we are paid”&nbsp;<button type="button"' in shown
    assert 'aria-label="Source 1: open “Ferry strike enters a second week” at the cited words"' in shown


def test_the_short_answer_is_read_first_with_the_mark_that_opens_its_place():
    citation = cited("On a compté 140 blessés.", 0, 24, language="fr", highlights=((12, 15),))

    shown = turns.answer(in_short(citation, 12, 15))

    short, _, rest = shown.partition("</p>")
    assert short.startswith(
        '<p class="short" lang="fr" dir="ltr"><span class="unseen" lang="en" dir="ltr">Short answer: </span>'
        '<bdi lang="fr" dir="ltr">140</bdi>&nbsp;<button type="button" class="cite" data-article="a1b2c3d4e5f6" '
        'data-version="f6e5d4c3b2a1" data-start="0" data-end="24"'
    )
    assert Seen(short).text == "Short answer: 140\u00a0[1]"
    assert rest.startswith('<ol class="claims"><li class="claim">')


def test_a_short_answer_stands_while_the_answer_grows_and_above_why_a_model_did_not_write():
    answer = replace(in_short(cited(STORY, *SAID), 26, 30), notice="The model could not be reached.")

    text = Seen(turns.answer(answer, is_growing=True)).text

    assert text.startswith("Short answer: sail\u00a0[1]The model could not be reached.Harbour Post")


def test_a_short_answer_in_arabic_runs_from_the_right_and_its_mark_does_not():
    shown = turns.answer(in_short(cited("قتل 140 شخصا", 0, 12, language="ar"), 4, 12))

    short = shown.partition("</p>")[0]
    assert '<p class="short" lang="ar" dir="rtl">' in short
    assert '<bdi lang="ar" dir="rtl">140 شخصا</bdi>&nbsp;<button' in short
    assert short.endswith('dir="ltr">[1]</button>')


def test_where_no_few_words_answer_there_is_no_short_answer():
    assert "hort answer" not in turns.answer(told(cited(STORY, *SAID)))


def test_a_translation_stands_outside_the_quotation_and_is_called_a_machines():
    citation = cited("Il pleut.", 0, 9, language="fr")

    shown = turns.answer(translated("Es regnet.", citation, language="de"))

    quotation, _, after = shown.partition("</blockquote>")
    assert "Es regnet." not in quotation.partition("<blockquote")[2]
    assert after.startswith(
        '<p class="translation"><span class="label" lang="de" dir="ltr">Maschinelle Übersetzung:</span> '
        '<span lang="de" dir="ltr">Es regnet.</span></p>'
    )


def test_a_translation_into_arabic_runs_from_the_right():
    shown = turns.answer(translated("تمطر", cited("Il pleut.", 0, 9, language="fr"), language="ar"))

    assert '<span lang="ar" dir="rtl">تمطر</span>' in shown


def test_a_sentence_of_the_writers_has_its_translation_between_its_words_and_its_verdict():
    claim = Claim("Tarrick: “Nous partons” [1]", "matches", (1,), reason="stands in [1]", translation="We sail")
    answer = replace(told(cited("Nous partons", 0, 12, language="fr")), claims=(claim,))

    text = Seen(turns.answer(answer)).text

    assert re.search("Nous partons.*Machine translation: We sail.*Matches stands in", text)


def test_why_a_model_did_not_write_is_said_once_above_the_claims():
    notice = "The model qwen3 could not be reached. Check that it is running, and its address."

    shown = turns.answer(replace(told(cited(STORY, *SAID)), notice=notice))

    assert shown.startswith(f'<p class="notice" dir="auto">{notice}</p><ol class="claims">')
    assert shown.count(notice) == 1


@pytest.mark.parametrize(
    "reply",
    [
        Answer("And when?", "fr", (), ()),
        Refusal("And when?", "fr", "not_found", "Rien trouvé."),
        Remark("And when?", "fr", "articles", "Aucun article."),
    ],
)
def test_a_question_made_whole_stands_above_what_came_of_it_and_can_be_edited(reply):
    shown = turns.answer(replace(reply, whole="Quand « Tarrick » part-il ?"))

    assert shown.startswith('<p class="whole"><span class="label" lang="')
    assert '<span lang="fr" dir="ltr">Quand « Tarrick » part-il ?</span>' in shown
    assert 'data-edit="Quand « Tarrick » part-il ?" aria-label="Edit this question"' in shown
    assert 'class="whole"' not in turns.answer(reply)


def test_a_remark_keeps_its_lines_and_lists_articles_that_open():
    remark = Remark(
        "Which articles?", "en", "articles", "2 articles:\nthe newest first", (listed(), listed(title="Rain"))
    )

    shown = turns.answer(remark)

    assert shown.startswith('<p class="remark" lang="en" dir="ltr">2 articles:\nthe newest first</p><ol class="list">')
    assert shown.count('data-article="a1b2c3d4e5f6"') == 2
    assert "more" not in shown


def test_a_remark_on_ten_thousand_articles_lists_twenty_and_leads_to_the_others():
    remark = Remark("Which?", "en", "articles", "10,000 articles:", (listed(),) * 10_000)

    shown = turns.answer(remark)

    assert shown.count("<li>") == 20
    assert 'and 9,980 more: <button type="button" class="plain" data-view="articles">all articles</button>' in shown


def test_the_foot_of_a_summary_says_what_was_summed_up():
    one = replace(told(cited(STORY, *SAID)), request="summary")
    two = replace(told(cited(STORY, *SAID), cited(STORY, 0, 9, number=2, article_id="b2")), request="summary")

    assert "Summary of “Ferry strike enters a second week”1 quotation from 1 article" in Seen(turns.answer(one)).text
    assert "Summary of 2 articles2 quotations from 2 articles" in Seen(turns.answer(two)).text


def test_an_arabic_quotation_runs_from_the_right():
    citation = cited("قال الوزير", 0, 10, language="ar")

    assert '<blockquote lang="ar" dir="rtl">' in turns.answer(told(citation))


def test_two_quotations_of_one_article_share_a_card():
    answer = told(cited(STORY, 0, 20), cited(STORY, *SAID, number=2))

    shown = turns.answer(answer)

    assert shown.count('class="card"') == 1
    assert "2 quotations from 1 article" in shown


def test_a_card_names_outlet_agency_date_and_language_in_the_readers_words():
    citation = cited("Il pleut.", 0, 9, language="fr", agency="Meridian")

    shown = Seen(turns.answer(told(citation, language="de"))).text

    assert "Harbour Post · via Meridian · 2. März 2026 · Französisch · harbourpost.example" in shown


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "JaVaScRiPt://x",
        "//x",
        "ftp://x.example",
        "http://[",
        "https://a b",
        "java\nscript:x",
        None,
        "",
    ],
)
def test_only_an_address_of_the_web_becomes_a_link(url):
    assert site(url) == ""
    assert 'class="original"' not in turns.answer(told(cited(STORY, *SAID, url=url)))


def test_a_link_to_the_original_tells_the_other_page_nothing():
    shown = turns.answer(told(cited(STORY, *SAID, url='https://www.harbourpost.example/a?b="c"&d')))

    assert 'href="https://www.harbourpost.example/a?b=&#34;c&#34;&amp;d"' in shown
    assert 'rel="noopener noreferrer nofollow"' in shown


def test_a_refusal_is_no_error_and_shows_the_nearest_thing_found():
    shown = turns.answer(Refusal("Who?", "fr", "not_found", "Rien trouvé.", nearest=(cited(STORY, *SAID),)))

    assert 'class="trouble"' not in shown
    assert phrases("fr").refusals["nearest"] in html.unescape(shown)
    assert "We sail when we are paid" in shown


def test_a_turn_that_is_stopped_grows_no_more():
    growing = turns.turn("Who?", turns.waiting("Looking …"), is_growing=True)

    assert "data-growing" in growing
    assert "data-growing" not in turns.stopped(growing)
    assert turns.stopped(growing).startswith('<section class="turn" data-stopped>')
    assert Seen(turns.stopped(growing)).text == "You asked: Who?Stopped."


def test_ten_thousand_articles_send_a_hundred():
    archive = [listed(article_id=f"{at:012}", title=f"Story {at}") for at in range(10_000)]

    shown = articles.listings(archive)

    assert "10,000 articles, the newest 100 shown" in shown
    assert shown.count("<li>") == 100


def test_the_list_is_narrowed_by_words_of_the_head():
    archive = [listed(), listed(title="Vaccin", language="fr", outlet="La Dépêche", published="2025-01-01")]

    shown = articles.listings(archive, matching="2025 dépêche")

    assert "1 of 2 articles" in shown
    assert "Vaccin" in shown
    assert "Ferry" not in shown


def test_how_the_archive_stands_fits_a_line():
    archive = [listed(), listed(language="fr", published="2026-11-12T09:00"), listed(published=None)]

    assert articles.standing(archive) == "3 articles, 2 languages, newest 12 November 2026"
    assert articles.standing(archive[:1]) == "1 article, English, newest 2 March 2026"
    assert articles.standing([]) == "No articles yet"


def test_adding_says_plainly_what_happened():
    rejected = [Rejected("late.csv:3", "there is no text")]

    shown = articles.adding({"added": 2, "unchanged": 1}, rejected, titles=[("a1", "Ferry strike")], is_done=True)

    assert "<p>2 added, 1 unchanged, 1 rejected.</p>" in shown
    assert "late.csv:3: there is no text" in shown


def test_a_question_asked_while_the_archive_is_being_opened_waits_and_says_so(tmp_path):
    desk = Desk(Opening(Settings(tmp_path / "archive", tmp_path / "cache")))  # not started, so it stays that way

    box, past, current, talk = next(desk.ask("Who <b>sails</b>?", PageConversation(past="[before]", current="[last]")))

    assert (box, past) == ("", "[before][last]")
    assert "Who &lt;b&gt;sails&lt;/b&gt;?" in current
    assert "Your question is answered as soon as that is done." in current
    assert talk == PageConversation("[before][last]", current)
    assert desk.status(None) == {"line": "Opening the archive …", "share": None, "is_over": False}


def test_an_archive_that_cannot_be_opened_is_one_plain_line_wherever_it_is_asked_about(tmp_path):
    (tmp_path / "file").write_text("no folder")
    opening = Opening(Settings.from_env({}, archive=str(tmp_path / "file" / "archive")))
    desk = Desk(opening)
    opening.start()
    assert opening.wait(120)

    told = [
        str(desk.status(None)["line"]),
        Seen(list(desk.ask("Who sails?", PageConversation()))[-1][2]).text,
        Seen(desk.opened({"article": "a1"})).text,
        Seen(desk.summarized("a1")).text,
        Seen(desk.removed("a1")).text,
        Seen(list(desk.add_pasted("A text."))[-1][1]).text,
    ]

    assert told == [opening.trouble, f"You asked: Who sails?{opening.trouble}", *[opening.trouble] * 4]
    assert str(tmp_path / "file" / "archive") in told[0]


def test_what_is_pasted_is_kept_in_its_box_until_it_is_added(tmp_path):
    desk = Desk(Opening(Settings(tmp_path, tmp_path)))

    assert next(desk.add_pasted("A text."))[0] == "A text."
    assert "Paste the text of an article first" in next(desk.add_pasted("  "))[1]
