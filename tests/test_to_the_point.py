"""Asked how many or when, a sentence that says neither is padding, if the articles have what was asked for."""

import pytest
from test_model_writer import BARGES, excerpt

from bot.question.read import read_question
from bot.verify.relevance import is_to_the_point

SHUT = excerpt("The lock stays shut until 12 June.", 100)
CALM = excerpt("The barges lie below the lock and the crews wait.", 200)


@pytest.mark.parametrize(
    ("asked", "said", "given", "answers"),
    [
        ("How many barges are waiting?", "Six barges are waiting.", (BARGES,), True),
        ("How many barges are waiting?", "The barges are waiting for ever.", (BARGES,), False),
        ("How many barges are waiting?", "The crews wait.", (CALM,), True),  # no article has a number
        ("Until when does the lock stay shut?", "It stays shut until 12 June.", (SHUT,), True),
        ("When does the lock open?", "It stays shut.", (SHUT,), False),
        ("Who waits below the lock?", "The crews wait.", (BARGES, CALM), True),
        ("What did Ines Roper say about the 900 tonnes?", "She said that it is a pity.", (BARGES,), True),
    ],
)
def test_a_sentence_says_the_kind_of_thing_that_was_asked_for(asked, said, given, answers):
    assert is_to_the_point(read_question(asked), said, given) is answers
