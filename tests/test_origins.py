"""Which articles behind an answer are one report."""

import json
from dataclasses import replace

import pytest
from conftest import make_article
from hypothesis import given, settings
from hypothesis import strategies as st
from test_prints import FLOOD, MARKET, sentences_of

from bot.answer import Citation
from bot.reports.same_report import (
    Origin,
    _united,
    counted,
    independent,
    independent_line,
    is_one_report,
    origins,
    wording,
)
from ingest.article import Article
from ingest.languages import LANGUAGES
from ingest.read import read

TOLD = sentences_of(FLOOD)


def printed(outlet, text, *, agency=None, published="2024-03-01"):
    article = make_article(text, where=f"{outlet}/{len(text)}", outlet=outlet, published=published)
    return replace(article, agency=agency)


HARN = printed("Harn Gazette", FLOOD, agency="TASS", published="2024-03-02")
ECHO = printed("Osterby Echo", " ".join(TOLD[:7]), agency="TASS", published="2024-03-01")
TIDE = printed("The Tide", " ".join(TOLD[3:] + TOLD[:3]).replace("lorry", "truck"))
WHEAT = printed("Grain Weekly", MARKET, published=None)


def cited(archive, *articles):
    return [
        Citation(number, archive.listing(one.article_id), 0, 9, one.text[:9]) for number, one in enumerate(articles, 1)
    ]


def test_three_outlets_that_print_one_report_are_one_origin_and_two_of_them_credit_tass(archive):
    list(archive.add([HARN, ECHO, TIDE, WHEAT]))

    found = origins(archive, cited(archive, HARN, WHEAT, TIDE), "en")

    assert [one.line for one in found] == ["3 outlets, near-identical text, 2 credit TASS", ""]
    assert [one.citations for one in found] == [(1, 3), (2,)]
    assert found[0].as_json() == {
        "outlets": ["Osterby Echo", "The Tide", "Harn Gazette"]
        if ECHO.article_id < TIDE.article_id
        else ["The Tide", "Osterby Echo", "Harn Gazette"],
        "agency": "TASS",
        "credited": 2,
        "article_ids": [*sorted((ECHO.article_id, TIDE.article_id)), HARN.article_id],
        "citations": [1, 3],
        "line": "3 outlets, near-identical text, 2 credit TASS",
    }
    assert json.dumps([one.as_json() for one in found])
    assert independent_line(found, "en") == "2 independent origins"


def test_a_copy_that_no_answer_cites_is_told_of_too(archive):
    list(archive.add([HARN, ECHO]))

    (origin,) = origins(archive, cited(archive, ECHO), "fr")

    assert origin.outlets == ("Osterby Echo", "Harn Gazette")
    assert origin.citations == (1,)
    assert origin.line == "2 titres, texte presque identique, 2 citent TASS"


def test_two_copies_of_parts_of_one_report_are_united_by_the_whole_of_it(archive):
    opening = printed("Early Post", " ".join(TOLD[:5]))
    ending = printed("Late Post", " ".join(TOLD[5:]))
    list(archive.add([opening, ending, HARN]))

    (origin,) = origins(archive, cited(archive, opening, ending), "en")

    assert set(origin.outlets) == {"Early Post", "Late Post", "Harn Gazette"}
    assert origin.credited == 1


def test_an_update_in_the_same_outlet_is_told_as_two_articles_of_it(archive):
    update = replace(make_article(FLOOD, where="update"), outlet="Harn Gazette", agency="TASS")
    list(archive.add([HARN, update]))

    (origin,) = origins(archive, cited(archive, HARN, update), "en")

    assert origin.line == "2 articles in Harn Gazette, near-identical text, 2 credit TASS"


def test_a_third_of_the_text_is_one_report_only_where_both_credit_one_agency(archive):
    list(archive.add([HARN, WHEAT]))
    one, other = archive.listing(HARN.article_id), archive.listing(WHEAT.article_id)

    assert is_one_report(one, other, 0.6)
    assert not is_one_report(one, other, 0.4)
    assert is_one_report(one, replace(other, agency="ТАСС/AFP"), 0.4)
    assert not is_one_report(one, replace(other, agency="AFP"), 0.4)
    assert not is_one_report(replace(one, agency=None), replace(other, agency=None), 0.4)


def test_two_different_texts_that_credit_one_agency_are_not_called_independent(archive):
    list(archive.add([HARN, replace(WHEAT, agency="TASS"), TIDE]))

    found = origins(archive, cited(archive, HARN, WHEAT), "en")

    assert len(found) == 2
    assert independent(found) == 1


def test_no_citation_is_no_origin(archive):
    assert origins(archive, (), "en") == ()
    assert independent(()) == 0


def test_an_article_removed_meanwhile_is_still_an_origin(archive):
    list(archive.add([HARN, WHEAT]))
    citations = cited(archive, WHEAT)
    archive.remove(WHEAT.article_id)

    (origin,) = origins(archive, citations, "en")

    assert origin.outlets == ("Grain Weekly",)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_phrase_in_every_plural(language):
    from babel import Locale

    assert wording(language).keys() == wording("en").keys()
    for name in ("outlets", "articles", "credit", "origins"):
        forms = wording(language)[name]
        assert set(forms) >= {Locale(language).plural_form(n) for n in range(1, 120)}
        for count in (1, 2, 3, 11, 100):
            told = counted(name, count, language, outlet="Harn Gazette", agency="TASS")
            assert "{" not in told
            assert name not in ("articles", "credit") or ("Harn Gazette" in told or "TASS" in told)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12))
def test_ids_are_united_as_a_plain_walk_from_id_to_id_unites_them(pairs):
    ids = [str(n) for n in range(10)]
    ties = [(str(a), str(b)) for a, b in pairs]

    found = {frozenset(group) for group in _united(ids, ties)}

    def reached(one):
        seen, ahead = {one}, [one]
        while ahead:
            here = ahead.pop()
            near = {b for a, b in ties if a == here} | {a for a, b in ties if b == here}
            ahead += near - seen
            seen |= near
        return frozenset(seen)

    assert found == {reached(one) for one in ids}


def test_the_samples_have_one_story_that_two_papers_took_from_meridian(archive):
    articles = [one for one in read("samples", fits=lambda text: len(text) < 700) if isinstance(one, Article)]
    list(archive.add(articles))

    copies = {one.outlet for one in articles if archive.alike(one.article_id)}
    collision = [one for one in articles if "ferry-collision" in one.where]
    found = origins(archive, cited(archive, *sorted(collision, key=lambda one: str(one.outlet))), "en")

    assert copies == {"Alden Courier", "Harbour Post"}
    assert [(one.outlets, one.line) for one in found] == [
        (("Harbour Post", "Alden Courier"), "2 outlets, near-identical text, 2 credit Meridian"),
        (("The Carrow Observer",), ""),
    ]
    assert all(isinstance(one, Origin) for one in found)
