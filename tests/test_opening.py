"""What stands ready when the page says so: the archive, and what the first question would else wait for."""

import pytest

from bot.newsbot import NewsBot
from bot.page.opening import Opening
from bot.settings import Settings
from vectorstore.archive import Archive
from vectorstore.errors import EncoderUnavailable


class Noting:
    """A reader that finds nothing, and notes what a visitor of the page sees while it is opened."""

    name = "noting"

    def __init__(self) -> None:
        self.seen: list[tuple[str, bool]] = []
        self.opening: Opening | None = None

    def open(self) -> None:
        assert self.opening is not None
        self.seen.append((self.opening.stage.line, self.opening.wait(0)))

    def read(self, question, stretches):
        return [[] for _ in stretches]


class Unreadable(Noting):
    def open(self) -> None:
        raise EncoderUnavailable("noting", reason="its file is not there.")


def opened(archive: Archive, reader: Noting, folder) -> Opening:
    opening = Opening(Settings(folder, folder), open_bot=lambda settings, tell: NewsBot(archive, reader=reader))
    reader.opening = opening
    opening.start()
    assert opening.wait(60)
    return opening


@pytest.mark.parametrize("has_articles", [True, False])
def test_what_the_first_question_needs_is_loaded_before_the_page_says_that_it_is_ready(
    archive, filled, tmp_path, monkeypatch, has_articles
):
    if not has_articles:
        for one in filled.listings():
            filled.remove(one.article_id)
    encoded: list[str] = []
    embed = archive.encoder.embed_query
    monkeypatch.setattr(archive.encoder, "embed_query", lambda text: encoded.append(text) or embed(text))
    reader = Noting()

    opening = opened(archive, reader, tmp_path)

    assert reader.seen == [("Getting ready for the first question …", False)]
    assert len(encoded) == 1
    assert opening.ready().archive is archive


def test_a_reader_that_can_not_be_opened_is_one_plain_line_and_no_traceback(filled, tmp_path):
    opening = opened(filled, Unreadable(), tmp_path)

    assert opening.trouble == str(EncoderUnavailable("noting", reason="its file is not there."))
    assert opening.bot is None
