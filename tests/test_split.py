"""Passages tile an article, hold whole sentences, and fit whatever counts them."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.article import Passage
from ingest.text.passages import split
from ingest.text.sentences import find_sentences

WORDS = st.text(alphabet=st.sampled_from("abcdeé.!? \n\u00a0«»\"'。ก́"), max_size=400)


def pieces(text: str, **limits) -> list[str]:
    return [text[passage.start : passage.end] for passage in split(text, find_sentences(text, "en"), **limits)]


@given(WORDS, st.integers(5, 60))
def test_joined_in_order_the_passages_are_the_text_and_none_is_too_long(text, max_chars):
    passages = pieces(text, max_chars=max_chars)

    assert "".join(passages) == text
    assert all(0 < len(passage) <= max_chars for passage in passages)


@given(WORDS, st.integers(3, 30))
def test_every_passage_fits_the_encoder_even_one_that_counts_in_pieces_of_its_own(text, most):
    def fits(passage: str) -> bool:
        return len(passage) + 3 * passage.count("é") <= most + 3

    passages = pieces(text, max_chars=60, fits=fits)

    assert "".join(passages) == text
    assert all(fits(passage) for passage in passages)


def test_a_passage_ends_where_a_sentence_does_and_rather_where_a_paragraph_does():
    text = (
        "The ferry stayed in port. The wind was strong.\n\n"
        "The harbour master spoke. He was brief. Nobody was hurt.\n\nTrains ran."
    )

    assert pieces(text, max_chars=70) == [
        "The ferry stayed in port. The wind was strong.\n\n",
        "The harbour master spoke. He was brief. Nobody was hurt.\n\nTrains ran.",
    ]


def test_the_last_passage_is_not_a_crumb():
    text = " ".join(["The council met again on Monday."] * 31)  # 1,022 characters, 22 too many

    assert [len(passage) for passage in pieces(text)] in ([528, 494], [495, 527])


def test_a_sentence_longer_than_a_passage_is_cut_after_white_space_and_a_word_longer_than_one_anywhere():
    assert pieces("one two three four", max_chars=10) == ["one two ", "three four"]
    assert pieces("a" * 25, max_chars=10) == ["a" * 10, "a" * 10, "a" * 5]


def test_an_accent_stays_with_its_letter_when_a_word_is_cut():
    assert pieces("ab" + "e\u0301" * 4, max_chars=5) == ["abe\u0301", "e\u0301e\u0301", "e\u0301"]


def test_a_text_of_a_hundred_thousand_one_letter_sentences_is_split_in_a_breath():
    passages = split("A. " * 100_000, find_sentences("B! " * 100_000, "en"))

    assert (passages[0].start, passages[-1].end) == (0, 300_000)


def test_an_empty_text_has_no_passages():
    assert split("", ()) == ()
    assert split("  ", ()) == (Passage(0, 2),)
