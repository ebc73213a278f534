"""What is quoted stands in the article, and is said by whom it is said to be; or it is not quoted."""

from dataclasses import replace

import pytest
from conftest import BRIDGE, FERRY
from hypothesis import given
from hypothesis import strategies as st

from bot.answer import Quoting
from bot.output.citation_line import frame, quoted
from bot.phrases import phrases
from bot.retrieve.excerpts import excerpts
from bot.verify.evidence import find
from ingest.article import Article, Statement
from ingest.read import read_pasted
from vectorstore.listing import Listing

PLEA = "We have asked for rest since March,"


def listing_of(article: Article) -> Listing:
    return Listing(
        article_id=article.article_id,
        version=article.version,
        title=article.title,
        outlet=article.outlet,
        agency=article.agency,
        byline=article.byline,
        url=article.url,
        published=article.published,
        language=article.language,
        where=article.where,
        characters=len(article.text),
        passages=len(article.passages),
    )


def draft_of(article: Article, words: str, speaker: str | None = None) -> Quoting:
    start = article.text.index(words)
    return Quoting(article.article_id, article.version, start, start + len(words), speaker)


def cited(article: Article, draft: Quoting):
    return find(draft, article, listing_of(article), number=1)


def test_a_quotation_is_the_articles_own_text_with_who_said_it():
    citation = cited(FERRY, draft_of(FERRY, PLEA, "Ines Calder"))

    assert (citation.quote, citation.speaker, citation.kind) == (PLEA, "Ines Calder", "direct")


@pytest.mark.parametrize(
    "draft",
    [
        pytest.param(draft_of(FERRY, PLEA, "Paul Vasseur"), id="put into another's mouth"),
        pytest.param(
            draft_of(FERRY, "Some 300 islanders", "Ines Calder"), id="the reporter's words given to a speaker"
        ),
        pytest.param(replace(draft_of(FERRY, PLEA), version="0" * 12), id="of a version that was corrected since"),
        pytest.param(replace(draft_of(FERRY, PLEA), end=10_000), id="beyond the article's end"),
        pytest.param(replace(draft_of(FERRY, PLEA), start=-5), id="before its beginning"),
        pytest.param(replace(draft_of(FERRY, PLEA), start=40, end=40), id="of no words"),
    ],
)
def test_what_a_writer_gets_wrong_is_not_quoted(draft):
    assert cited(FERRY, draft) is None


@given(st.integers(-50, 600), st.integers(-50, 600), st.sampled_from([None, "Ines Calder", "Nobody"]))
def test_whatever_a_writer_proposes_only_slices_of_the_text_are_quoted(start, end, speaker):
    citation = cited(FERRY, Quoting(FERRY.article_id, FERRY.version, start, end, speaker))

    assert citation is None or (citation.quote == FERRY.text[start:end] and citation.quote)
    assert citation is None or citation.speaker in (None, "Ines Calder")


def test_an_excerpt_is_the_quotation_inside_a_sentence_where_it_can_stand_alone():
    article = read_pasted(BRIDGE.text)

    found = [(one.speaker, one.text) for one in excerpts(article, listing_of(article), 0, len(article.text))]

    assert found == [
        (None, "Le conseil municipal a reporté le vote sur le pont."),
        ("Paul Vasseur", "Le maire Paul Vasseur a promis une décision en avril."),
        ("Paul Vasseur", "Nous n'abandonnons pas ce pont"),
        (None, "Le chantier coûterait 300\u00a0000 couronnes."),
    ]


def test_a_french_statement_is_framed_for_an_english_reader_with_outlet_date_agency_and_language():
    told = replace(BRIDGE, agency="Meridian")
    citation = cited(told, draft_of(told, "Nous n'abandonnons pas ce pont", "Paul Vasseur"))
    citation = replace(citation, via="Meridian")

    assert (
        f"{frame(citation, phrases('en'))} {quoted(citation)}"
        == "Paul Vasseur, as quoted in French by La Dépêche du Port (20 February 2024), via Meridian: "
        "«\u00a0Nous n'abandonnons pas ce pont\u00a0»"
    )


@pytest.mark.parametrize(
    ("reader", "framed"),
    [
        ("en", "Paul Vasseur, as quoted in French by La Dépêche du Port (20 February 2024):"),
        ("fr", "Paul Vasseur, cité par La Dépêche du Port (20 février 2024) :"),
        ("de", "Paul Vasseur, auf Französisch zitiert von La Dépêche du Port (20. Februar 2024):"),
        ("es", "Paul Vasseur, según cita en francés La Dépêche du Port (20 de febrero de 2024):"),
        ("vi", "Paul Vasseur, được La Dépêche du Port trích dẫn bằng tiếng Pháp (20 tháng 2, 2024):"),
        ("ru", "Paul Vasseur, цитата на французском языке по публикации La Dépêche du Port (20 февраля 2024 г.):"),
        ("ar", "Paul Vasseur، كما نقلت La Dépêche du Port باللغة الفرنسية (20 فبراير 2024):"),
        ("sw", "Paul Vasseur, as quoted in French by La Dépêche du Port (20 February 2024):"),
    ],
)
def test_each_reader_is_told_in_their_language_who_quotes_in_which(reader, framed):
    citation = cited(BRIDGE, draft_of(BRIDGE, "Nous n'abandonnons pas ce pont", "Paul Vasseur"))

    assert frame(citation, phrases(reader)) == framed


def test_a_reporters_own_words_are_not_shown_as_the_speakers():
    sentence = "Le maire Paul Vasseur a promis une décision en avril."
    start = BRIDGE.text.index(sentence)
    promised = Statement("Paul Vasseur", "a promis", "indirect", start + 32, start + len(sentence) - 1)
    article = replace(BRIDGE, statements=(promised,))

    citation = cited(article, draft_of(article, sentence, "Paul Vasseur"))

    assert (
        frame(citation, phrases("en"))
        == "Paul Vasseur, in the words of La Dépêche du Port, in French (20 February 2024):"
    )
