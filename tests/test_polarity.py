"""The words that turn a sentence, as news in six languages has them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.languages import load
from ingest.text.negation import OPPOSITES, WORD, find_turns, turning

LANGUAGES = ("en", "fr", "de", "es", "vi", "ru")


def senses(text, language, kind):
    return [turn.sense for turn in find_turns(text, language) if turn.kind == kind and turn.sense != "soft"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ferry didn't sail.", "en"),
        ("Le bac n’est pas parti.", "fr"),
        ("Die Fähre ist nicht ausgelaufen.", "de"),
        ("El transbordador no zarpó nunca.", "es"),
        ("Chuyến phà không chạy.", "vi"),
        ("Паром никогда не выходил.", "ru"),
    ],
)
def test_a_denial_counts_once_however_many_words_it_takes(text, language):
    assert senses(text, language, "negation") == ["not"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Not only the ferry sailed; it was No. 1 in Marren.", "en"),
        ("Elle ne compte que deux bacs.", "fr"),
        ("Il partit avant que le bac ne coule.", "fr"),
        ("Nicht nur die Fähre lief aus.", "de"),
        ("No es más que un barco.", "es"),
        ("Не только паром вышел.", "ru"),
    ],
)
def test_what_only_looks_like_a_denial_denies_nothing(text, language):
    assert senses(text, language, "negation") == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("It isn't true that the lock is open.", "en"),
        ("Ines Holm denied it.", "en"),
        ("Il n’est pas vrai que l’écluse est ouverte.", "fr"),
        ("Es ist nicht wahr, dass die Schleuse offen ist.", "de"),
        ("No es verdad que la esclusa esté abierta.", "es"),
        ("Không đúng là cửa cống mở.", "vi"),
        ("Неправда, что шлюз открыт.", "ru"),
    ],
)
def test_a_denial_of_a_whole_clause_is_one_thing(text, language):
    assert senses(text, language, "negation") == ["untrue"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The lock could open.", "en"),
        ("L’écluse pourrait ouvrir.", "fr"),
        ("L’écluse aurait ouvert.", "fr"),
        ("Die Schleuse könnte öffnen.", "de"),
        ("La esclusa podría abrir.", "es"),
        ("Cửa cống có thể mở.", "vi"),
        ("Шлюз может открыться.", "ru"),
    ],
)
def test_a_perhaps_is_seen_in_each_language(text, language):
    assert senses(text, language, "modality") == ["perhaps"]


def test_mrs_may_is_no_perhaps():
    assert senses("On 3 May Theresa May opened the lock.", "en", "modality") == []


def test_no_longer_is_not_more():
    assert senses("Le bac ne part plus.", "fr", "comparison") == []
    assert senses("Le bac part plus souvent.", "fr", "comparison") == ["more"]


def test_a_worked_sentence_gives_each_turn_its_place():
    text = "Prices may not fall before June."

    found = [(text[turn.start : turn.end], turn.kind, turn.sense) for turn in find_turns(text, "en")]

    assert found == [
        ("may", "modality", "perhaps"),
        ("not", "negation", "not"),
        ("fall", "comparison", "less"),
        ("before", "comparison", "before"),
    ]


def test_a_language_without_a_list_turns_nothing():
    assert turning("la") is None
    assert find_turns("Non possumus.", "la") == ()


def test_every_sense_that_has_an_opposite_has_one_in_each_language():
    for language in LANGUAGES:
        listed = set(load(language, "negation")["comparison"])
        assert {sense for sense in OPPOSITES if sense not in {"will", "would"}} <= listed


@given(st.text(alphabet="ne n't not pas 'No. 1 could öffnen más que không ", max_size=120), st.sampled_from(LANGUAGES))
def test_turns_are_words_of_the_text(text, language):
    words = [match.span() for match in WORD.finditer(text)]  # the outside oracle is the text cut into words

    for turn in find_turns(text, language):
        assert turn.start in {start for start, _ in words}
        assert turn.end in {end for _, end in words}


def test_a_sentence_made_to_be_slow_is_read_in_no_time():
    assert find_turns("a" * 200_000 + " n't", "en")
