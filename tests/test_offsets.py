import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from vectorstore.encoders.language_offsets import encode_passages, encode_question, offset, without
from vectorstore.encoders.prepare import NAME

ONES = st.floats(-1, 1, width=32)


class CompassEncoder:
    """Points east for the ferry and north for the strike."""

    name = "compass"
    width = 2

    def embed_documents(self, texts):
        return [[float("ferry" in text), float("strike" in text)] for text in texts]

    def embed_query(self, text):
        return self.embed_documents([text])[0]

    def count_tokens(self, text):
        return len(text.split())


class BundledCompass(CompassEncoder):
    """Says the bundled encoder's name, and its width, so that the shipped offsets are taken off."""

    name = NAME
    width = 384

    def embed_documents(self, texts):
        return [[1.0] + [0.0] * 383 for _ in texts]


def test_an_offset_worked_by_hand():
    vectors = np.array([[0.6, 0.8], [1.0, 0.0]], np.float32)

    moved = without(vectors, np.array([0.6, 0.0], np.float32))

    assert moved == pytest.approx(np.array([[0, 1], [1, 0]]), abs=1e-6)


def test_a_vector_of_which_nothing_is_left_stays_as_it_was():
    vectors = np.array([[0.6, 0.8]], np.float32)

    assert without(vectors, vectors[0]).tolist() == vectors.tolist()


@given(vectors=arrays(np.float32, (3, 4), elements=ONES), mean=arrays(np.float32, 4, elements=ONES))
def test_what_is_left_is_of_unit_length_and_points_from_the_mean_to_the_vector(vectors, mean):
    moved = without(vectors, mean)

    for was, now in zip(vectors, moved, strict=True):
        way = np.float64(was) - mean
        if np.linalg.norm(way) > 1e-3:
            assert np.linalg.norm(now) == pytest.approx(1, abs=1e-5)
            assert now @ way == pytest.approx(np.linalg.norm(way), rel=1e-4)


def test_every_offset_is_shorter_than_a_vector_and_as_wide():
    for language in ("en", "fr", "de", "es", "vi", "ru", "ar", "zh", "sw"):
        question = offset(language, side="question", encoder_name=NAME)
        passage = offset(language, side="passage", encoder_name=NAME)
        assert question.shape == passage.shape == (384,)
        assert 0.5 < np.linalg.norm(question) < 1
        assert 0.5 < np.linalg.norm(passage) < 1
        assert not np.array_equal(question, passage)


def test_another_encoder_has_no_offsets():
    assert offset("fr", side="passage", encoder_name="compass") is None


def test_another_encoders_vectors_are_only_made_of_unit_length():
    vectors = encode_passages(CompassEncoder(), ["a ferry strike", "a ferry"], "en")

    assert vectors == pytest.approx(np.array([[0.5**0.5, 0.5**0.5], [1, 0]]), abs=1e-6)
    assert encode_question(CompassEncoder(), "which strike?", "fr").tolist() == [0, 1]


def test_a_language_that_was_never_measured_has_the_mean_of_all():
    unknown = offset("tlh", side="passage", encoder_name=NAME)

    assert np.array_equal(unknown, offset("xx", side="passage", encoder_name=NAME))
    assert not np.array_equal(unknown, offset("en", side="passage", encoder_name=NAME))
    assert 0.5 < np.linalg.norm(unknown) < 1


def test_no_passages_have_no_vectors():
    assert encode_passages(CompassEncoder(), [], "en").shape == (0, 2)


@pytest.mark.parametrize(("met", "kept"), [("no", "nb"), ("nn", "nb"), ("fr-CA", "fr"), ("pt_BR", "pt"), ("EN", "en")])
def test_a_language_met_under_another_code_has_its_offset(met, kept):
    assert np.array_equal(
        offset(met, side="passage", encoder_name=NAME), offset(kept, side="passage", encoder_name=NAME)
    )


def test_the_offset_of_the_named_language_is_what_is_taken_off():
    here = np.eye(384, dtype=np.float32)[0]
    way = here - offset("vi", side="passage", encoder_name=NAME)

    (vector,) = encode_passages(BundledCompass(), ["Phà đi đảo Holm"], "vi")

    assert vector == pytest.approx(way / np.linalg.norm(way), abs=1e-6)
    assert not np.allclose(vector, encode_question(BundledCompass(), "Phà đi đảo Holm", "vi"))
