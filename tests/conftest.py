"""What the tests share: an encoder worked out by hand, an archive on disk, invented articles, and no network."""

import hashlib
import re
import socket
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest
from hypothesis import settings

from bot.answer import Reply
from bot.newsbot import NewsBot
from bot.reader.reading import Reading, Stretch
from ingest.article import Article, Passage, Sentence, Statement
from vectorstore.archive import Archive

# How long an example takes says more of the machine than of the code.
settings.register_profile("newsroom", deadline=None)
settings.load_profile("newsroom")

WORD = re.compile(r"\w+")


class WordEncoder:
    """One dimension a word, whatever its case: "Ferry strike" has a 1 in the ferry's place and a 1 in the strike's.

    >>> encoder = WordEncoder()
    >>> sorted(encoder.embed_query("the ferry, the strike"))[-3:] == [1.0, 1.0, 2.0]
    True
    """

    name = "words"
    width = 1024

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        vector = [0.0] * self.width
        for word in WORD.findall(text.casefold()) or [""]:
            vector[crc32(word.encode("utf-8", "replace")) % self.width] += 1.0
        return vector

    def count_tokens(self, text: str) -> int:
        return len(WORD.findall(text))


class WordReader:
    """Reads as far as words go: of a sentence with half of the question's longer words each word may be the answer.

    Its logits are 8 times that share, and what they are compared with, that nothing answers, is 4.
    """

    name = "words"

    def open(self) -> None:
        """There is nothing to load."""

    def read(self, question: str, stretches: Sequence[Stretch]) -> list[list[Reading]]:
        asked = {word for word in WORD.findall(question.casefold()) if len(word) > 3}
        return [[self._reading(asked, one)] for one in stretches]

    def _reading(self, asked: set[str], stretch: Stretch) -> Reading:
        places, logits = [], []
        for sentence in re.finditer(r"\S[^.!?]*[.!?]?", stretch.text):
            words = set(WORD.findall(sentence.group().casefold()))
            share = len(asked & words) / max(len(asked), 1)
            for word in WORD.finditer(stretch.text, sentence.start(), sentence.end()):
                places.append((stretch.start + word.start(), stretch.start + word.end()))
                logits.append(8 * share / 2)
        each = np.array(logits, np.float32)
        return Reading(np.array(places, np.int64).reshape(-1, 2), each, each, 4.0, 2 * max(logits, default=0.0) - 4.0)


def make_article(
    text: str,
    *,
    title: str = "Untitled",
    where: str = "",
    language: str = "en",
    outlet: str | None = "Harbour Post",
    published: str | None = "2024-03-01",
    said: Sequence[tuple[str, str]] = (),
    max_chars: int = 200,
) -> Article:
    """An article from its text: a sentence ends after `. ` or a blank line, a passage is sentences up to `max_chars`.

    `said` are pairs of a speaker and the words quoted, which have to be in the text. An article read at the same
    place is the same article.
    """
    where = where or f"news/{digest(text)}.txt"
    sentences = tuple(Sentence(m.start(), m.end()) for m in re.finditer(r"\S(?:[^\n]*?[.!?](?=\s|$)|[^\n]*)", text))
    ends = [following.start for following in sentences[1:]] + [len(text)]
    passages: list[Passage] = []
    for end in ends:
        start = passages[-1].end if passages else 0
        if passages and end - passages[-1].start <= max_chars:
            start = passages.pop().start
        passages.append(Passage(start, end))
    statements = tuple(
        Statement(speaker, "said", "direct", text.index(words), text.index(words) + len(words))
        for speaker, words in said
    )
    return Article(
        article_id=digest(where),
        version=digest(repr((text, title, outlet, published, max_chars))),
        where=where,
        title=title,
        text=text,
        language=language,
        outlet=outlet,
        published=published,
        sentences=sentences,
        passages=tuple(passages),
        statements=statements,
    )


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


FERRY = make_article(
    "The island ferry will not sail on Monday. Its crew is on strike over night shifts.\n\n"
    '"We have asked for rest since March," said Ines Calder, who speaks for the crew. '
    "The company has offered 1,200 crowns a month. Some 300 islanders rely on the boat for school and hospital.",
    title="Ferry strike begins on Monday",
    where="https://harbour-post.example/ferry",
    published="2024-03-01T09:30",
    said=[("Ines Calder", "We have asked for rest since March,")],
)
FERRY_CORRECTED = replace(
    make_article(
        FERRY.text.replace("1,200", "1,500"),
        title=FERRY.title,
        where=FERRY.where,
        published=FERRY.published,
        said=[("Ines Calder", "We have asked for rest since March,")],
    ),
)
BRIDGE = make_article(
    "Le conseil municipal a reporté le vote sur le pont. Le maire Paul Vasseur a promis une décision en avril.\n\n"
    "« Nous n'abandonnons pas ce pont », a déclaré M. Vasseur. Le chantier coûterait 300\u00a0000 couronnes.",
    title="Le vote sur le pont est reporté",
    where="samples/pont.txt",
    language="fr",
    outlet="La Dépêche du Port",
    published="2024-02-20",
    said=[("Paul Vasseur", "Nous n'abandonnons pas ce pont")],
)
ORCHARD = make_article(
    "Frost has destroyed half of the valley's cherries. Growers ask the council for help.",
    title="Frost in the valley",
    where="samples/frost.md",
    outlet="Valley Courier",
    published=None,
)


@pytest.fixture
def encoder() -> WordEncoder:
    return WordEncoder()


@pytest.fixture
def archive(tmp_path: Path, encoder: WordEncoder) -> Iterator[Archive]:
    """An empty archive on disk."""
    opened = Archive.open(tmp_path / "archive", encoder, create=True)
    yield opened
    opened.close()


@pytest.fixture
def filled(archive: Archive) -> Archive:
    """An archive with the three invented articles."""
    list(archive.add([FERRY, BRIDGE, ORCHARD]))
    return archive


def talk(bot: NewsBot, *typed: str, today: date) -> list[Reply]:
    """The last reply of each turn, each turn after those before."""
    replies: list[Reply] = []
    for text in typed:
        *_, last = bot.ask(text, before=replies, today=today)
        replies.append(last)
    return replies


class NetworkUsed(AssertionError):  # it is a failed test, not an error
    """A test tried to reach the network."""


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens a connection that leaves this machine fails the test."""
    connect, connect_ex, look_up = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guard(address: object) -> None:
        host = address[0] if isinstance(address, tuple) else None
        if host is not None and str(host) not in {"127.0.0.1", "::1", "localhost", "0.0.0.0", ""}:
            raise NetworkUsed(f"A test tried to reach {address}.")

    def guarded_connect(self: socket.socket, address: object) -> None:
        guard(address)
        connect(self, address)  # type: ignore[arg-type]  # whatever kind of address the kind of socket takes

    def guarded_connect_ex(self: socket.socket, address: object) -> int:
        guard(address)
        return connect_ex(self, address)  # type: ignore[arg-type]  # as above

    def guarded_look_up(host: object, *args: object, **kwargs: object) -> object:
        guard((host.decode() if isinstance(host, bytes) else host or "", 0))
        return look_up(host, *args, **kwargs)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_look_up)
