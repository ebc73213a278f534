"""No text is encoded twice, and whatever becomes of the file that remembers, only time is lost."""

import sqlite3
from pathlib import Path

import numpy as np
import pytest
from conftest import BRIDGE, FERRY, FERRY_CORRECTED, WordEncoder, make_article
from hypothesis import given, settings
from hypothesis import strategies as st

from vectorstore.archive import Archive
from vectorstore.encoders.cached import RememberingEncoder


class CountingEncoder(WordEncoder):
    """Knows what it was asked to encode."""

    def __init__(self, name: str = "words") -> None:
        self.name = name
        self.asked: list[str] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.asked += texts
        return super().embed_documents(texts)


@pytest.fixture
def counting() -> CountingEncoder:
    return CountingEncoder()


def test_a_text_is_encoded_once_even_if_it_stands_twice_in_one_batch(tmp_path: Path, counting: CountingEncoder) -> None:
    remembering = RememberingEncoder(counting, tmp_path / "vectors.sqlite")

    first = remembering.embed_documents(["the ferry", "the bridge", "the ferry"])
    second = RememberingEncoder(counting, tmp_path / "vectors.sqlite").embed_documents(["the bridge", "the ferry"])

    assert counting.asked == ["the ferry", "the bridge"]
    assert first == [second[1], second[0], second[1]]


@settings(max_examples=30, deadline=None)
@given(texts=st.lists(st.text(max_size=20), max_size=6))
def test_what_is_remembered_is_what_was_encoded(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    remembering = RememberingEncoder(WordEncoder(), tmp_path_factory.mktemp("remembered") / "vectors.sqlite")

    fresh, again = remembering.embed_documents(texts), remembering.embed_documents(texts)

    assert fresh == again == WordEncoder().embed_documents(texts)  # small whole numbers lose nothing in half precision


def test_a_question_is_not_taken_for_a_passage_nor_one_encoder_for_another(tmp_path: Path) -> None:
    one, other = CountingEncoder("words"), CountingEncoder("other words")
    path = tmp_path / "vectors.sqlite"

    RememberingEncoder(one, path).embed_query("ferry")
    RememberingEncoder(one, path).embed_documents(["ferry"])
    RememberingEncoder(other, path).embed_documents(["ferry"])

    assert one.asked == other.asked == ["ferry"]


def test_the_oldest_are_forgotten_when_they_are_too_many(tmp_path: Path, counting: CountingEncoder) -> None:
    remembering = RememberingEncoder(counting, tmp_path / "vectors.sqlite", most=20)
    for number in range(50):
        remembering.embed_documents([f"ferry {number}"])
    with sqlite3.connect(tmp_path / "vectors.sqlite") as db:
        (kept,) = db.execute("SELECT count(*) FROM vectors").fetchone()

    counting.asked.clear()
    remembering.embed_documents(["ferry 49", "ferry 0"])

    assert kept <= 20
    assert counting.asked == ["ferry 0"]


@pytest.mark.parametrize("harm", ["damaged", "gone", "a folder"])
def test_a_file_that_cannot_be_used_costs_an_encoding_and_nothing_else(
    tmp_path: Path, counting: CountingEncoder, harm: str
) -> None:
    path = tmp_path / "vectors.sqlite"
    if harm == "a folder":
        path.mkdir()
    remembering = RememberingEncoder(counting, path)
    before = remembering.embed_documents(["the ferry"])
    if harm == "damaged":
        path.write_bytes(b"no database at all, but long enough to be looked at as one" * 100)
    if harm == "gone":
        path.unlink()

    after = [remembering.embed_documents(["the ferry"]) for _ in range(3)]

    assert after == [before] * 3
    assert np.shape(before) == (1, counting.width)


def test_an_article_that_comes_back_is_not_encoded_again(tmp_path: Path, counting: CountingEncoder) -> None:
    archive = Archive.open(tmp_path / "archive", counting, create=True)
    list(archive.add([FERRY, BRIDGE]))
    archive.remove(FERRY.article_id)
    counting.asked.clear()

    assert list(archive.add([FERRY])) == [("added", FERRY.article_id)]
    assert counting.asked == []
    archive.close()


def test_of_a_corrected_article_only_what_changed_is_encoded(tmp_path: Path, counting: CountingEncoder) -> None:
    archive = Archive.open(tmp_path / "archive", counting, create=True)
    list(archive.add([FERRY]))
    counting.asked.clear()

    list(archive.add([FERRY_CORRECTED]))

    assert counting.asked
    assert all("1,500" in text for text in counting.asked)
    archive.close()


def test_a_wire_copy_in_another_outlet_is_not_encoded_again(tmp_path: Path, counting: CountingEncoder) -> None:
    wire = "The island ferry will not sail on Monday. Its crew is on strike."
    archive = Archive.open(tmp_path / "archive", counting, create=True)
    list(archive.add([make_article(wire, where="a", outlet="Harbour Post")]))
    counting.asked.clear()

    copied = list(archive.add([make_article(wire, where="b", outlet="City Daily", title="No ferry on Monday")]))

    assert [outcome for outcome, _ in copied] == ["added"]
    assert counting.asked == []
    archive.close()
