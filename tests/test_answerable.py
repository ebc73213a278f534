"""Whether the archive answers a question: one that it answers is told from one that it doesn't, by more than likeness."""

import math
from dataclasses import replace

import numpy as np
import pytest
from conftest import FERRY
from hypothesis import given
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression

from bot.answerable import NEAR_AT_LEAST, Weights, answers_it, chance, fitted, is_on_topic
from bot.gather import look
from bot.question import Question
from bot.signals import TYPICAL, Looked, signals
from vectorstore.keywords import Wanted


def asked(archive, text: str, **known) -> Looked:
    return look(archive, Question(text, "en", **known))


def test_where_nothing_was_found_nothing_is_answered():
    looked = Looked(Question("Who won?", "en"), (), (), Wanted("en", {}, {}))

    assert chance(looked) == 0.0
    assert not answers_it(looked)


def test_what_the_ferry_story_tells_is_likelier_answered_than_what_no_story_tells(filled):
    told = asked(filled, "How many islanders rely on the boat?", wants="number")
    untold = asked(filled, "How many Quenvale zookeepers feed Bratislava penguins?", wants="number")

    assert chance(told) > chance(untold)


def test_a_name_that_the_best_article_lacks_is_counted(filled):
    there = signals(asked(filled, "How many islanders rely on the boat?"))
    lacking = signals(asked(filled, "How many islanders rely on the boat to Quenvale?"))

    assert lacking["names missing"] == there["names missing"] + 1


def test_the_kind_of_thing_asked_for_is_there_or_not(filled):
    looked = asked(filled, "How many islanders rely on the boat?", wants="number")
    without = replace(looked, excerpts=(replace(looked.excerpts[0], text="Some islanders rely on it."),))

    assert (signals(looked)["kind there"], signals(without)["kind there"]) == (1.0, 0.0)


def test_a_sole_article_leads_over_what_is_typical(archive):
    list(archive.add([FERRY]))

    found = signals(asked(archive, "islanders rely on the boat"))

    assert found["typical"] <= TYPICAL
    assert found["from one article"] == 1.0
    assert found["lead over other articles"] > 0


def test_every_signal_was_fitted_for_both_sides(filled):
    found = signals(asked(filled, "Who repairs the bridge?", wants="person"))

    assert set(found) == set(fitted().within.signals) == set(fitted().across.signals)
    assert 0 < fitted().answers < 1


def test_the_chance_is_the_one_worked_out_by_hand():
    weights = Weights(bias=-2.0, signals={"meaning": 3.0, "names missing": -1.0})

    # -2 + 3 × 1 - 1 × 1 = 0: even odds.
    assert weights.chance({"meaning": 1.0, "names missing": 1.0}) == 0.5


def test_a_signal_that_was_not_fitted_is_no_silent_nothing():
    with pytest.raises(KeyError, match="mood"):
        Weights(bias=0.0, signals={"meaning": 1.0}).chance({"mood": 1.0})


def test_the_chance_is_that_of_scikit_learn():
    rng = np.random.default_rng(3)
    values = rng.normal(size=(60, 3))
    model = LogisticRegression().fit(values, values @ [1.0, -2.0, 0.5] > 0)
    names = ("one", "two", "three")
    weights = Weights(float(model.intercept_[0]), dict(zip(names, model.coef_[0], strict=True)))

    ours = [weights.chance(dict(zip(names, row, strict=True))) for row in values]

    assert ours == pytest.approx(model.predict_proba(values)[:, 1])


@given(bias=st.floats(-1e6, 1e6), weight=st.floats(0, 1e6), one=st.floats(-1e6, 1e6), more=st.floats(0, 1e6))
def test_a_chance_is_between_nothing_and_certainty_and_grows_with_what_speaks_for_it(bias, weight, one, more):
    weights = Weights(bias, {"meaning": weight})

    less_likely, likelier = weights.chance({"meaning": one}), weights.chance({"meaning": one + more})

    assert 0 <= less_likely <= likelier <= 1
    assert math.isfinite(likelier)


def test_the_same_words_are_on_a_topic_that_nobody_is_nearer_to_and_off_one_that_others_speak_of(filled):
    told = replace(asked(filled, "strike").excerpts[0], meaning=0.1, around=0.25)

    # .25 - .5 × .3 = .10, and .25 - .5 × .6 is below nothing.
    assert is_on_topic(told, nearest=0.3)
    assert not is_on_topic(told, nearest=0.6)


def test_words_far_from_a_topic_are_off_it_though_the_whole_archive_is(filled):
    told = replace(asked(filled, "strike").excerpts[0], meaning=0.05, around=0.1)

    assert not is_on_topic(told, nearest=0.0)
    assert NEAR_AT_LEAST > 0
