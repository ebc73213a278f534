"""A tab's conversation: what it keeps of the turns before, and hands to the next question."""

import pickle
from copy import deepcopy
from typing import ClassVar

import pytest

from bot.answer import Answer, Refusal
from bot.newsbot import NewsBot
from bot.page.handlers import MOST_BEFORE, Desk, PageConversation
from bot.page.opening import Opening
from bot.settings import Settings


class Remembering(NewsBot):
    """A bot that keeps what it was told of the turns before."""

    __slots__ = ()
    handed: ClassVar[list[tuple]] = []

    def ask(self, text, **told):
        self.handed.append(told["before"])
        yield from NewsBot.ask(self, text, **told)


@pytest.fixture
def desk(filled, tmp_path):
    Remembering.handed.clear()
    opening = Opening(Settings(tmp_path, tmp_path), open_bot=lambda settings, tell: Remembering(filled))
    opening.start()
    assert opening.wait(30)
    return Desk(opening)


def asked(desk, question, talk):
    """The conversation after the whole answer."""
    return list(desk.ask(question, talk))[-1][3]


def test_a_question_is_handed_the_replies_before_it_the_newest_last(desk):
    first = asked(desk, "What did Ines Calder say about rest?", PageConversation())
    second = asked(desk, "What did Nobody Atall say about cherries?", first)
    asked(desk, "What did Paul Vasseur say about the bridge?", second)

    (answer, refusal) = Remembering.handed[2]
    assert Remembering.handed[:2] == [(), (answer,)]
    assert isinstance(answer, Answer)
    assert answer.question == "What did Ines Calder say about rest?"
    assert isinstance(refusal, Refusal)
    assert refusal.question == "What did Nobody Atall say about cherries?"


def test_a_long_conversation_keeps_its_last_replies_only(desk):
    talk = PageConversation()
    for day in range(1, MOST_BEFORE + 3):
        talk = asked(desk, f"What did Ines Calder say about rest on day {day}?", talk)

    assert [one.question[-2] for one in talk.replies] == ["3", "4", "5", "6", "7", "8"]


def test_a_conversation_can_be_put_away_and_taken_out_again(desk):
    talk = asked(desk, "What did Ines Calder say about rest?", PageConversation())

    assert pickle.loads(pickle.dumps(talk)) == talk
    assert deepcopy(talk) == talk


def test_a_turn_that_was_stopped_is_kept_as_far_as_it_came(desk):
    growing = desk.ask("What did Ines Calder say about rest?", PageConversation())
    talk = next(one[3] for one in growing if one[3].replies)

    current, stopped = desk.stopped(talk)
    asked(desk, "And what about the company?", stopped)

    assert "We have asked for rest since March" in current
    assert Remembering.handed[-1] == talk.replies
    assert len(talk.replies) == 1


def test_a_question_that_is_refused_for_its_length_leaves_the_replies_before_it(desk):
    first = asked(desk, "What did Ines Calder say about rest?", PageConversation())
    troubled = asked(desk, "Why? " * 2000, first)

    assert troubled.replies == first.replies
    assert 'class="trouble"' in troubled.current
