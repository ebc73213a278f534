"""How many of the project's files a piece of work runs through: whoever mends it has as many to read."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.newsbot import NewsBot
from ingest.read import read
from vectorstore.archive import Archive
from vectorstore.encoder import open_encoder

ROOT = Path(__file__).parent.parent
ARTICLE = """Ferry strike ends in Port Alden

By Ana Ruiz, Harbour Post
3 March 2026

PORT ALDEN (Meridian) - The ferry sails again on Monday, harbour master Jon Lind said on Tuesday.

"We regret the two weeks on land," he told reporters. "Nobody was hurt."

The union had asked for 300 crowns more a month."""


@contextmanager
def files_that_run() -> Iterator[set[str]]:
    """The project's files of which a function is called, in whatever thread."""
    found: set[str] = set()

    def hear(frame, event, _argument):
        if event == "call":
            found.add(frame.f_code.co_filename)

    threading.setprofile(hear)
    sys.setprofile(hear)
    try:
        yield found
    finally:
        sys.setprofile(None)
        threading.setprofile(None)
    for name in list(found):
        path = Path(name)
        found.discard(name)
        if path.is_relative_to(ROOT) and path.relative_to(ROOT).parts[0] in ("bot", "ingest", "vectorstore"):
            found.add(str(path.relative_to(ROOT)))


@pytest.fixture(scope="module")
def bot(tmp_path_factory):
    archive = Archive.open(tmp_path_factory.mktemp("archive"), open_encoder(), create=True)
    bot = NewsBot(archive)
    list(bot.add_pasted(ARTICLE))
    list(bot.ask("What did Lind say?"))  # what is read once and kept is read
    yield bot
    archive.close()


def ran(work: Callable[[], object]) -> set[str]:
    with files_that_run() as found:
        work()
    return found


def test_a_plain_question_runs_through_few_files(bot):
    found = ran(lambda: list(bot.ask("Why was the ferry on land?")))

    assert len(found) <= 47, sorted(found)  # a reader of the code would be glad of 35


def test_an_english_article_runs_through_few_files(tmp_path):
    (tmp_path / "ferry.txt").write_text(ARTICLE, encoding="utf-8")
    list(read(tmp_path / "ferry.txt"))
    found = ran(lambda: list(read(tmp_path / "ferry.txt")))

    assert len(found) <= 40, sorted(found)


def test_the_sample_draft_is_checked_in_few_files(bot):
    draft = (ROOT / "bot" / "sample_draft.txt").read_text("utf-8")
    found = ran(lambda: list(bot.check(draft)))

    assert len(found) <= 65, sorted(found)
