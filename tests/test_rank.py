"""Which excerpt answers best, how likely it does, and what is quoted with it."""

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from conftest import BRIDGE, FERRY, WordEncoder, WordReader, make_article
from hypothesis import given
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression

from bot.question.read import Question
from bot.retrieve.candidates import Candidates, gather, look, stretch_of
from bot.retrieve.excerpts import Excerpt, excerpts
from bot.retrieve.rank import Regression, chance, fitted, in_context, of_answering
from bot.retrieve.retrieval import Retrieval
from bot.verify.support import clauses
from bot.write.digest import most_telling
from bot.write.extractive import Extractive
from bot.write.sources import Sources, give
from vectorstore.filters import ANY
from vectorstore.listing import Hit


def asked(archive, text: str, **known) -> list[Excerpt]:
    return look(archive, WordReader(), Question(text, "en", **known))


def test_the_sentence_that_the_reader_finds_the_answer_in_comes_first(filled):
    found = asked(filled, "How many islanders rely on the boat?")

    assert found[0].text == "Some 300 islanders rely on the boat for school and hospital."
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_the_words_that_answer_lie_in_the_excerpt(filled):
    first = asked(filled, "How many islanders rely on the boat?")[0]

    assert first.start <= first.answer.start < first.answer.end <= first.end


def test_where_nothing_was_found_nothing_is_answered():
    assert chance([]) == 0.0


def test_what_the_ferry_story_tells_is_likelier_answered_than_what_no_story_tells(filled):
    told = asked(filled, "How many islanders rely on the boat?")
    untold = asked(filled, "How many Quenvale zookeepers feed Bratislava penguins?")

    assert chance(told) > chance(untold)


def test_every_signal_that_is_weighed_is_there(filled):
    found = asked(filled, "Who repairs the bridge?")

    assert set(fitted().order.signals) <= set(found[0].signals)
    assert set(fitted().answers.signals) <= set(of_answering(found))
    assert 0 < fitted().answers_from < 1


def test_a_signal_that_was_not_found_is_no_silent_nothing():
    with pytest.raises(KeyError, match="mood"):
        Regression(bias=0.0, signals={"mood": 1.0}).logit({"mass": 1.0})


def test_the_logit_is_that_of_scikit_learn():
    rng = np.random.default_rng(3)
    values = rng.normal(size=(60, 3))
    model = LogisticRegression().fit(values, values @ [1.0, -2.0, 0.5] > 0)
    names = ("one", "two", "three")
    weights = Regression(float(model.intercept_[0]), dict(zip(names, model.coef_[0], strict=True)))

    ours = [weights.logit(dict(zip(names, row, strict=True))) for row in values]

    assert ours == pytest.approx(model.decision_function(values))


@given(mass=st.floats(-12, 12), there=st.floats(-12, 12))
def test_a_chance_is_between_nothing_and_certainty(mass, there):
    signals = dict.fromkeys((*fitted().order.signals, *fitted().answers.signals), 0.0) | {"mass": mass, "there": there}
    one = Excerpt(None, 0, 10, "Ten crowns", signals=signals)

    assert 0.0 <= chance([one]) <= 1.0


def test_a_passage_is_read_with_the_sentences_beside_it_as_far_as_they_are_near(filled):
    article = filled.article(FERRY.article_id)
    second = article.passages[1]
    hit = Hit(filled.listing(FERRY.article_id), second, "", (), 1.0, 1.0, 0.0)

    stretch = stretch_of(article, hit)

    assert stretch.title == FERRY.title
    assert article.text[stretch.start : stretch.start + len(stretch.text)] == stretch.text
    assert stretch.start < second.start
    assert second.end <= stretch.start + len(stretch.text)


def test_a_sentence_that_the_answer_runs_on_into_is_quoted_with_it(filled):
    first, *rest = (one for one in excerpts(FERRY, filled.listing(FERRY.article_id), 0, len(FERRY.text)))
    beside = next(one for one in rest if one.text.startswith("Its crew"))

    near = in_context([replace(first, score=5.0), replace(beside, score=4.0)], FERRY.text)
    far = in_context([replace(first, score=5.0), replace(beside, score=-4.0)], FERRY.text)

    assert near.text == "The island ferry will not sail on Monday. Its crew is on strike over night shifts."
    assert far.text == first.text
    assert FERRY.text[near.start : near.end] == near.text


def test_what_nobody_tells_is_refused_and_the_nearest_is_kept(filled):
    gathered = gather(filled, WordReader(), Question("How many Quenvale zookeepers feed penguins?", "en"))

    assert gathered.refusal == "not_found"


@given(st.text(max_size=300))
def test_clauses_leave_out_only_what_parts_them(text):
    spans = clauses(text)

    assert spans[0][0] == 0
    assert spans[-1][1] == len(text)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_the_writer_quotes_one_agency_story_once_though_two_papers_run_it(archive):
    story = "Twelve people were hurt when the ferry struck the quay in fog. A thirteenth was unhurt."
    post = make_article(story, outlet="Harbour Post", where="a.txt")
    star = make_article(story + " More soon.", outlet="Evening Star", where="b.txt")
    list(archive.add([post, star]))
    found = asked(archive, "Who was hurt when the ferry struck the quay?")

    drafts = list(Extractive().draft(Question("who was hurt by the ferry", "en"), Sources(tuple(found))))

    quoted = [draft.start for draft in drafts]
    assert len(set(quoted)) == len(quoted)


def test_one_answer_that_is_surely_right_stands_alone(filled):
    first, *rest = asked(filled, "How many islanders rely on the boat?")
    question = Question("?", "en")
    gathered = Candidates((first, *(replace(one, score=first.score - 9.0) for one in rest)))

    sources = give(filled, Retrieval("?", question, gathered, ANY), is_summary=False, reads_whole=False)
    drafts = list(Extractive().draft(question, sources))

    assert [(draft.start, draft.end) for draft in drafts] == [(first.start, first.end)]


def test_a_summary_keeps_reading_order_and_the_early_sentence():
    article = make_article(
        "The ferry strike began on Monday over night shifts of the ferry crew. "
        "The ferry crew wants rest and the ferry company offers money for night shifts. "
        "A gull was seen on the mast of the old harbour light this week. "
        "The ferry strike over night shifts may last until the crew has rest."
    )

    chosen = most_telling(article, WordEncoder(), limit=2)

    words = [article.text[one.start : one.end] for one in chosen]
    assert len(words) == 2
    assert [one.start for one in chosen] == sorted(one.start for one in chosen)
    assert not any("gull" in one for one in words)


def test_a_short_article_is_its_own_summary():
    assert most_telling(BRIDGE, WordEncoder(), limit=50) == tuple(
        one for one in BRIDGE.sentences if one.end - one.start >= 40
    )


def test_a_chance_of_even_odds_is_one_half():
    signals = dict.fromkeys((*fitted().order.signals, *fitted().answers.signals), 0.0)
    logit = fitted().answers.logit(of_answering([Excerpt(None, 0, 10, "Ten crowns", signals=signals)]))

    assert chance([Excerpt(None, 0, 10, "Ten crowns", signals=signals)]) == pytest.approx(1 / (1 + math.exp(-logit)))


def test_nobody_elses_words_are_told_for_those_of_the_one_asked_for(archive):
    story = make_article(
        '"The quay needs no repair this year," said Otto Brand. "The quay will be closed," said Ines Calder.',
        said=[("Otto Brand", "The quay needs no repair this year,"), ("Ines Calder", "The quay will be closed,")],
    )
    list(archive.add([story]))

    asked = Question(
        "What did Ines Calder say about the repair of the quay?", "en", "Ines Calder", "repair of the quay"
    )
    gathered = gather(archive, WordReader(), asked)

    assert gathered.excerpts
    assert {one.speaker for one in gathered.excerpts} == {"Ines Calder"}


def test_somebody_whom_no_article_names_said_nothing(filled):
    asked = Question(
        "What did Nora Pell say about the strike of the crew?", "en", "Nora Pell", "the strike of the crew"
    )

    assert gather(filled, WordReader(), asked).refusal == "speaker_unknown"
