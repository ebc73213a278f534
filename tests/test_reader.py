"""The reader reads a question together with what was found, and says where the answer is, or that it is not there."""

import numpy as np
import pytest
from conftest import FERRY
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ReaderUnavailable
from bot.newsbot import NewsBot
from bot.reader.bundled import MOST_TEXT, OVERLAP, BundledReader, cut, head
from bot.reader.open import open_reader
from bot.reader.reading import LONGEST_SPAN, Reading, Stretch

TIDE = (
    "The old lock at Marren was shut on Tuesday after a barge struck its gate. Six barges are waiting below it. "
    "“We can't say when it opens,” said Ines Roper, the harbour master. The repair will cost 140,000 crowns."
)


@pytest.fixture(scope="module")
def reader() -> BundledReader:
    return BundledReader()


def reading_of(begins, ends, *, nothing: float = 0.0, places=None) -> Reading:
    places = places if places is not None else [(2 * n, 2 * n + 1) for n in range(len(begins))]
    return Reading(np.array(places), np.array(begins, np.float32), np.array(ends, np.float32), nothing, 0.0)


def test_the_likeliest_span_is_the_one_worked_out_by_hand():
    # Tokens at 0-1, 2-3, 4-5. The best beginning is the last token and the best end the first: that is no span. Of what
    # is left the last token alone has 3 + 1, the first alone 1 + 2, every other less.
    reading = reading_of([1, 0, 3], [2, 1, 1], nothing=1.0)

    best = reading.best(0, 5)

    assert (best.start, best.end, best.score) == (4, 5, 3.0)


def test_the_mass_of_a_sentence_adds_up_every_span_in_it():
    reading = reading_of([0, 0], [0, 0], nothing=2.0)

    # Three spans of e^0 each: ln 3, over 2.
    assert reading.mass(0, 3) == pytest.approx(np.log(3) - 2.0)
    assert reading.mass(0, 1) == pytest.approx(-2.0)
    assert reading.mass(50, 60) == -np.inf


@given(st.lists(st.tuples(st.floats(-9, 9), st.floats(-9, 9)), min_size=1, max_size=90))
def test_no_span_is_likelier_than_all_of_them_and_none_is_longer_than_an_answer_may_be(logits):
    begins, ends = zip(*logits, strict=True)
    reading = reading_of(begins, ends)

    best = reading.best(0, 2 * len(logits))

    assert best.score <= reading.mass(0, 2 * len(logits)) + 1e-4
    assert 0 <= best.start < best.end <= 2 * len(logits)
    assert (best.end - best.start) // 2 < LONGEST_SPAN


def test_the_question_the_title_and_the_text_stand_apart(reader):
    tokens = head(reader._tokenizer, "Who speaks?", "The lock")

    assert tokens[0] == 0
    assert tokens.count(2) == 3
    assert tokens[-1] == 2


@given(st.text(max_size=3000), st.integers(0, 500))
def test_the_windows_of_a_text_hold_all_its_words_and_say_where_they_stand(reader, text, start):
    windows = list(cut(reader._tokenizer, "Who?", Stretch("", text, start)))

    places = [tuple(place) for window in windows for place in window.places]
    assert all(start <= a <= b <= start + len(text) for a, b in places)
    assert all(len(window.places) <= MOST_TEXT for window in windows)
    covered = {n for a, b in places for n in range(a - start, b - start)}
    assert all(not text[n].isalnum() or n in covered for n in range(len(text)) if text[n].isascii())


def test_two_windows_of_a_long_text_share_what_stands_at_their_edge(reader):
    first, second = list(cut(reader._tokenizer, "Who?", Stretch("", TIDE * 8, 0)))[:2]

    assert first.places[-OVERLAP:].tolist() == second.places[:OVERLAP].tolist()


def test_a_window_is_read_alike_whatever_stands_beside_it(reader):
    tide, other = Stretch("The lock", TIDE, 0), Stretch("Weather", "It will rain on Sunday.", 7)

    [[alone]] = reader.read("How many barges are waiting?", [tide])
    [[beside], _] = reader.read("How many barges are waiting?", [tide, other])

    assert (alone.begins == beside.begins).all()
    assert alone.nothing == beside.nothing


def test_the_number_that_is_asked_for_is_read_where_it_stands(reader):
    [[reading]] = reader.read("How many barges are waiting below the lock?", [Stretch("The lock at Marren", TIDE, 100)])

    best = reading.best(100, 100 + len(TIDE))

    assert "six" in TIDE[best.start - 100 : best.end - 100].casefold()


def test_a_text_on_something_else_is_less_likely_to_answer_than_the_one_that_does(reader):
    frost = "Frost has destroyed half of the valley's cherries. Growers ask the council for help."

    [[answers], [does_not]] = reader.read(
        "What will the repair of the lock cost?", [Stretch("", TIDE, 0), Stretch("", frost, 0)]
    )

    assert answers.there > does_not.there
    assert answers.best(0, 999).score > does_not.best(0, 999).score


def test_a_checkpoint_of_ones_own_reads_every_word_of_a_stretch(tmp_path):
    from transformers import BertConfig, BertForQuestionAnswering, BertTokenizerFast

    words = sorted({word for text in (TIDE, "how many barges are waiting") for word in text.casefold().split()})
    letters = [chr(n) for n in range(33, 127)] + [f"##{chr(n)}" for n in range(33, 127)]
    (tmp_path / "vocab.txt").write_text(
        "\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *words, *letters]), "utf-8"
    )
    BertTokenizerFast(str(tmp_path / "vocab.txt")).save_pretrained(tmp_path)
    small = BertConfig(
        vocab_size=2000, hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32
    )
    BertForQuestionAnswering(small).save_pretrained(tmp_path)

    [readings] = open_reader(str(tmp_path)).read("How many barges are waiting?", [Stretch("", TIDE * 6, 50)])

    assert len(readings) > 1
    places = [tuple(place) for one in readings for place in one.places]
    assert min(places)[0] == 50
    assert max(places)[1] == 50 + len((TIDE * 6).rstrip())
    assert readings[0].best(50, 90).start >= 50


def test_a_folder_that_holds_no_checkpoint_is_refused_with_what_to_do(tmp_path):
    with pytest.raises(ReaderUnavailable, match=r"no config\.json.*leave --reader out"):
        open_reader(str(tmp_path))


def test_without_a_reader_the_best_passage_is_quoted_whole(filled):
    *_, answer = NewsBot(filled, reader=open_reader("none")).ask("How many islanders rely on the boat?")

    assert FERRY.text[answer.citations[0].start : answer.citations[0].end] == answer.citations[0].quote
    assert answer.short is None
