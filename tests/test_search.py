"""A search puts first what answers best by meaning and words, and says why."""

import math
from dataclasses import replace

import pytest
from conftest import BRIDGE, FERRY, ORCHARD, make_article
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.archive import Archive
from vectorstore.filters import Filters
from vectorstore.search import fused, search


def test_the_passage_with_the_question_s_words_comes_first(filled: Archive) -> None:
    best, *_ = search(filled, "Who speaks for the crew of the ferry?", language="en")

    assert best.listing == filled.listing(FERRY.article_id)
    assert "Ines Calder, who speaks for the crew" in best.text
    assert best.text == FERRY.text[best.passage.start : best.passage.end]


def test_a_name_is_found_in_another_language(filled: Archive) -> None:
    best, *_ = search(filled, "Vasseur wants what?", language="en")

    assert best.listing.article_id == BRIDGE.article_id
    assert 0 < best.words <= 1


def test_a_number_is_found_however_it_is_written(filled: Archive) -> None:
    best, *_ = search(filled, "What costs 300,000?", language="en")

    assert "300\u00a0000" in best.text


def test_a_hit_has_the_sentences_of_its_passage(filled: Archive) -> None:
    for hit in search(filled, "ferry bridge frost", language="en"):
        article = filled.article(hit.listing.article_id)
        assert hit.sentences == tuple(
            s for s in article.sentences if s.start < hit.passage.end and hit.passage.start < s.end
        )


def test_hits_are_ordered_and_limited(filled: Archive) -> None:
    hits = search(filled, "ferry strike crew", language="en", limit=3)

    assert len(hits) == 3
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(-1 <= hit.meaning <= 1.000001 and 0 <= hit.words <= 1 for hit in hits)
    assert search(filled, "ferry", language="en", limit=0) == []


def test_a_search_can_be_narrowed_to_articles(filled: Archive) -> None:
    hits = search(filled, "ferry strike", language="en", only=Filters(article_id=ORCHARD.article_id))

    assert {hit.listing.article_id for hit in hits} == {ORCHARD.article_id}


def test_what_was_removed_or_corrected_is_no_longer_found(filled: Archive) -> None:
    corrected = replace(make_article("The orchard is fine.", where=ORCHARD.where), title="Frost")
    list(filled.add([corrected]))
    filled.remove(FERRY.article_id)

    texts = [hit.text for hit in search(filled, "ferry strike frost cherries", language="en", limit=50)]

    assert "The orchard is fine." in texts
    assert not [text for text in texts if "ferry" in text or "cherries" in text]


@pytest.mark.parametrize("question", ["", "?", "\x00", "💥" * 50, "ferry " * 2000])
def test_any_question_is_answered_without_an_error(filled: Archive, question: str) -> None:
    assert len(search(filled, question, language="en", limit=2)) == 2


def test_an_empty_archive_finds_nothing(archive: Archive) -> None:
    assert search(archive, "ferry", language="en") == []


@given(shares=st.lists(st.floats(0, 1), min_size=1, max_size=9), foreign=st.floats(0, 1))
def test_words_order_one_language_and_lift_nothing_over_another(shares: list[float], foreign: float) -> None:
    own = [fused(share, best=max(shares), is_own=True) for share in shares]

    assert all(own[i] <= own[j] for i in range(len(own)) for j in range(len(own)) if shares[i] <= shares[j])
    assert max(own) == 0.0 <= fused(foreign, best=max(shares), is_own=False)


def test_the_score_of_a_hit_is_worked_out_by_hand(archive: Archive) -> None:
    list(
        archive.add(
            [make_article("Ferry strike."), make_article("Ferry delay."), make_article("Strike ferry.", language="fr")]
        )
    )

    hits = {hit.text: hit for hit in search(archive, "ferry strike", language="en")}

    # Both words: a cosine of 1; one of two: a half. Of three passages two have the English ferry, one the strike.
    ferry, strike = math.log(1 + 1.5 / 2.5), math.log(1 + 2.5 / 1.5)
    assert hits["Ferry strike."].score == pytest.approx(1.0)
    # What the second lacks: of the words the strike, and the pair of the two.
    assert hits["Ferry delay."].score == pytest.approx(0.5 - 0.25 * (strike / (ferry + strike) + 0.4))
    assert hits["Strike ferry."].score == pytest.approx(1.0 + 0.15)  # in French both words begin alike


def test_somebodys_very_words_are_found_before_what_is_nearer_in_meaning(archive: Archive) -> None:
    said = make_article("The guild sent its letter upstairs in May and then in June. Nobody wrote back. So it went on.")
    near = make_article("Nobody, nobody, nobody.", language="fr")
    list(archive.add([said, near]))

    assert search(archive, "Nobody wrote back", language="en")[0].listing.article_id == said.article_id
