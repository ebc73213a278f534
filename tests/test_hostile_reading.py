"""Broken, hostile and enormous files: each is read or rejected with a reason, and none stops the reading."""

import io
import json
import os
import sys
import tracemalloc
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ingest.article import Article, Rejected
from ingest.read import read, read_pasted
from ingest.readers.decode import MAX_LINE
from ingest.readers.record import MAX_CHARS

TODAY = date(2026, 11, 22)
STORY = "La grève à Calais continue. Les marins l'ont dit lundi."
HOSTILE = st.one_of(
    st.binary(max_size=400),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")),
    st.lists(
        st.sampled_from(
            [b"---\n", b"title: x\n", b"# T\n", b"**", b"](", b"<p>", b"<!--", b"]]>", b'{"text": "', b'"}\n', b"\n",
             b",", b'"', b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xe9", b"A. ", b"(AFP) - ", b"By ", b"1/2/2026",
             "« ».".encode(), b"\\ud800", b"[" * 60]
        ),
        max_size=40,
    ).map(b"".join),
)  # fmt: skip


def read_file(folder: Path, name: str, content: bytes) -> list[Article | Rejected]:
    path = folder / name
    path.write_bytes(content)
    return list(read(str(path), today=TODAY))


def check(found: list[Article | Rejected]) -> None:
    """What must hold of anything that was read, whatever it was."""
    for one in found:
        if isinstance(one, Rejected):
            assert one.reason
            assert one.where
            continue
        assert one.text == one.text.strip()
        assert one.text
        assert "".join(one.text[passage.start : passage.end] for passage in one.passages) == one.text
        assert all(one.text[sentence.start : sentence.end].strip() for sentence in one.sentences)
        assert len(one.title) <= 500
        json.dumps([one.title, one.text, one.outlet, one.byline, one.url]).encode()
        one.text.encode("utf-8")


@pytest.mark.parametrize("ending", ["txt", "md", "html", "jsonl", "csv"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(content=HOSTILE)
@example(content=b'{"text": "\\ud800 lone"}')
@example(content=b"title,text\n" + b'"unclosed\n' * 5)
@example(content=b"\r\x00")
@example(content=b"title,text\rA,B.\r")
@example(content=b"<html><body><p>" + b"<div>" * 600)
@example(content=b"---\ntext: x\n---\n")
def test_no_bytes_stop_the_reading(ending, content, tmp_path):
    check(read_file(tmp_path, f"hostile.{ending}", content))


@settings(deadline=None, max_examples=150)
@given(HOSTILE)
def test_no_bytes_in_a_pipe_stop_the_reading(content):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        check(list(read("-", today=TODAY)))


@settings(deadline=None)
@given(st.text(max_size=600))
def test_no_pasted_text_stops_the_reading(text):
    check([read_pasted(text, today=TODAY)])


MISNAMED = (b"d\xe9p\xeaches.jsonl", b"gr\xe8ve.txt", b"gr\xe9ve.txt", b"tableau.\xe9", b"zwei.txt")


@pytest.fixture
def misnamed(tmp_path):
    """A folder as an old disk has it: names in Latin-1, one of them of a kind that is not read."""
    folder = os.fsencode(tmp_path / "old disk")
    try:
        os.mkdir(folder)
        for number, name in enumerate(MISNAMED):
            with open(os.path.join(folder, name), "wb") as file:
                file.write(b"not JSON" if name.endswith(b"jsonl") else f"{STORY} {number} jours.".encode())
    except OSError as error:
        pytest.skip(f"This disk has no names that are not UTF-8: {error}")
    return tmp_path / "old disk"


def test_a_name_that_is_not_utf_8_is_read_and_told_as_it_can_be_printed(misnamed):
    found = list(read(str(misnamed), today=TODAY))

    check(found)
    told = {one.where.removeprefix(f"{misnamed}{os.sep}"): type(one) for one in found}
    assert told == {
        "d\\xe9p\\xeaches.jsonl:1": Rejected,
        "gr\\xe8ve.txt": Article,
        "gr\\xe9ve.txt": Article,
        "tableau.\\xe9": Rejected,
        "zwei.txt": Article,
    }
    json.dumps([[one.where, getattr(one, "reason", "")] for one in found], ensure_ascii=False).encode()
    assert len({one.article_id for one in found if isinstance(one, Article)}) == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
@pytest.mark.parametrize("ending", ["txt", "jsonl", "csv"])
def test_a_story_is_read_in_whatever_encoding_it_comes(encoding, ending, tmp_path):
    written = {
        "txt": f"Le titre\n\n{STORY}",
        "jsonl": json.dumps({"title": "Le titre", "text": STORY}, ensure_ascii=False),
        "csv": f'title,text\nLe titre,"{STORY}"\n',
    }[ending]

    (article,) = read_file(tmp_path, f"story.{ending}", written.encode(encoding))

    assert isinstance(article, Article)
    assert (article.title, article.text, article.language) == ("Le titre", STORY, "fr")


def test_a_russian_story_of_the_nineties_is_read(tmp_path):
    story = "Паром не вышел из порта в понедельник. Моряки бастуют, сообщил капитан порта. Никто не пострадал."

    (article,) = read_file(tmp_path, "story.txt", story.encode("cp1251"))

    assert isinstance(article, Article)
    assert article.text == story


def test_one_broken_byte_does_not_spoil_a_story(tmp_path):
    (article,) = read_file(tmp_path, "story.txt", (STORY * 3).encode() + b"\xff Fin.")

    assert isinstance(article, Article)
    assert "grève à Calais" in article.text


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n ", "empty"),
        ("nulls.txt", b"The ferry\x00 sails.", "not text"),
        ("picture.html", b"\x89PNG\r\n\x1a\n\x00\x00", "not text"),
        ("long.txt", b"rain " * 500_000, "longer than 2,000,000 characters"),
        ("huge.txt", b"rain " * 1_700_000, "longer than 2,000,000 characters"),
        ("caption.txt", b"Photo : AP", "empty"),
        ("menu.html", b"<html><body><script>alert(1)</script></body></html>", "no article found"),
        ("empty.jsonl", b"", "empty"),
        ("empty.csv", b"\n\n", "empty"),
        ("deep.jsonl", b"[" * 200_000, "not JSON"),
        ("digits.jsonl", b'{"text": ' + b"9" * 10_000 + b"}", "not JSON"),
    ],
)
def test_what_is_no_article_is_rejected_with_its_reason(name, content, reason, tmp_path):
    (rejected,) = read_file(tmp_path, name, content)

    assert isinstance(rejected, Rejected)
    assert rejected.reason.startswith(reason)


def test_a_line_of_ten_million_characters_is_rejected_and_the_next_is_read_in_little_memory(tmp_path):
    path = tmp_path / "news.jsonl"
    with path.open("w") as handle:
        for length in (10_000_000, MAX_LINE + 5_000_000):
            handle.write('{"text": "' + "rain " * (length // 5) + '"}\n')
        handle.write(json.dumps({"text": STORY}) + "\n")
    tracemalloc.start()

    first, second, article = read(str(path), today=TODAY)

    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [isinstance(one, Rejected) for one in (first, second, article)] == [True, True, False]
    assert article.where == f"{path}:3"
    assert most < 120_000_000


def test_an_article_as_long_as_may_be_is_read(tmp_path):
    text = (("The ferry stayed in port on Monday, " * 20 + "it is said. ") * (MAX_CHARS // 732)).strip()

    (article,) = read_file(tmp_path, "long.csv", f'text\n"{text}"\n'.encode())

    assert isinstance(article, Article)
    check([article])
    assert article.text == text


def test_records_are_read_one_by_one_and_not_all_at_once(tmp_path):
    path = tmp_path / "news.jsonl"
    with path.open("w") as handle:
        for number in range(3000):
            handle.write(json.dumps({"id": number, "text": f"Rain fell on day {number}. " * 40}) + "\n")
    articles = read(str(path), today=TODAY)
    next(articles)
    tracemalloc.start()

    for _ in range(50):
        next(articles)

    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 5_000_000


def test_markup_in_a_text_is_kept_as_words_and_a_pages_scripts_are_not(tmp_path):
    (kept,) = read_file(tmp_path, "a.jsonl", json.dumps({"text": "He wrote <script>alert(1)</script> on it."}).encode())
    (page,) = read_file(
        tmp_path, "b.html", f"<html><body><script>alert(1)</script><p>{STORY * 5}</p></body></html>".encode()
    )

    assert isinstance(kept, Article)
    assert kept.text == "He wrote <script>alert(1)</script> on it."
    assert isinstance(page, Article)
    assert "alert" not in page.text


def test_writing_from_right_to_left_is_read_and_what_turns_it_round_is_not(tmp_path):
    story = "قال الوزير إن العبارة لن تبحر يوم الاثنين. لم يصب أحد."

    (article,) = read_file(tmp_path, "story.txt", ("\u202e" + story + "\u2066").encode())

    assert isinstance(article, Article)
    assert (article.text, article.language, len(article.sentences)) == (story, "ar", 2)


def test_a_file_that_may_not_be_opened_is_rejected(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text(STORY)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may open every file")

    (rejected,) = read(str(path))

    assert isinstance(rejected, Rejected)


def test_a_folder_that_leads_back_to_itself_is_walked_once(tmp_path):
    (tmp_path / "story.txt").write_text(STORY)
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)

    assert len(list(read(str(tmp_path), today=TODAY))) == 1


def test_a_table_from_an_old_mac_is_read(tmp_path):
    (article,) = read_file(tmp_path, "old.csv", b"title,text\rFerry strike,The ferry stayed in port.\r")

    assert isinstance(article, Article)
    assert (article.title, article.text) == ("Ferry strike", "The ferry stayed in port.")
