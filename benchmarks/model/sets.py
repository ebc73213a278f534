"""What a model is asked: English over French articles, French over French paragraphs, and follow-ups.

The articles are read from NEWSBOT_BENCH_DATA and are no part of the project; across.jsonl and followups.jsonl hold our
own questions over NTREX's French articles, each with the numbers of the sentences that answer it.
"""

import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.sets import DATA
from bot.newsbot import Added, NewsBot
from ingest.text.sentences import find_sentences
from vectorstore.archive import Archive
from vectorstore.encoder import Encoder

HERE = Path(__file__).parent
PARAGRAPHS = 120  # of PIAF in the archive; every other one is asked about
FULL = 60  # questions a set
SEED = 5
# As their readers know them; the set has the names of their addresses.
OUTLETS = {
    "abcnews": "ABC News", "bbc": "BBC", "cbsnews": "CBS News", "cnbc.com": "CNBC", "cnn": "CNN",
    "dailymail.co.uk": "Daily Mail", "euronews-en": "Euronews", "guardian": "The Guardian",
    "independent": "The Independent", "newsweek": "Newsweek", "nytimes": "The New York Times", "reuters": "Reuters",
    "rt.com": "RT", "scotsman": "The Scotsman", "telegraph": "The Telegraph", "upi": "UPI",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the article that answers it, and the sentences of it any of which does."""

    set: str
    question: str
    language: str
    article: str = ""  # its name in the set; "" where nothing is known to answer
    gold: tuple[str, ...] = ()
    first: str = ""  # the question before, which a follow-up leans on


@dataclass(frozen=True, slots=True)
class Told:
    """A set's articles as records that the command could read, and its questions, those of a short run first."""

    name: str
    articles: tuple[Mapping[str, str], ...]  # id, title, text
    asked: tuple[Asked, ...]


def ntrex() -> Told | None:
    """Both sets over the French articles; None where the data is not there."""
    path = DATA / "ntrex" / "articles.jsonl"
    if not path.is_file():
        return None
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    told = {row["document"]: row["sentences"] for row in rows if row["language"] == "fr"}
    articles = tuple(
        {
            "id": name,
            "outlet": OUTLETS[name.rpartition(".")[0]],
            "title": some[0],
            "text": " ".join(some[1:]),
            "language": "fr",
        }
        for name, some in told.items()
    )
    return Told("ntrex", articles, (*_ours("across", told), *_ours("followups", told)))


def _ours(name: str, told: Mapping[str, Sequence[str]]) -> Iterator[Asked]:
    for one in _lines(HERE / f"{name}.jsonl"):
        gold = tuple(told[one["document"]][number] for number in one["sentences"])
        yield Asked(name, one["question"], one["language"], one["document"], gold, one.get("first", ""))


def piaf() -> Told | None:
    """French questions over a fixed sample of paragraphs, one a paragraph; None where the data is not there."""
    path = DATA / "piaf" / "piaf.dev.json"
    if not path.is_file():
        return None
    whole = json.loads(path.read_text(encoding="utf-8"))["data"]
    paragraphs = [(one.get("title", ""), part) for one in whole for part in one["paragraphs"]]
    drawn = random.Random(SEED)
    chosen = drawn.sample([one for one in paragraphs if one[1]["qas"]], PARAGRAPHS)
    articles, asked = [], []
    for number, (title, part) in enumerate(chosen):
        name = f"piaf {number}"
        articles.append({"id": name, "title": title or name, "text": part["context"], "language": "fr"})
        question = drawn.choice(part["qas"])
        if number % 2 == 0:
            gold = _sentence_at(part["context"], question["answers"][0]["answer_start"])
            asked.append(Asked("french", question["question"], "fr", name, (gold,)))
    return Told("piaf", tuple(articles), tuple(asked))


def _sentence_at(text: str, start: int) -> str:
    sentence = next(one for one in find_sentences(text, "fr") if one.start <= start < one.end)
    return text[sentence.start : sentence.end]


@contextmanager
def archive_of(told: Sequence[Mapping[str, str]], encoder: Encoder) -> Iterator[tuple[NewsBot, dict[str, str]]]:
    """An archive of these articles, read as the command reads them, and each article's id there by its name."""
    with TemporaryDirectory() as folder:
        lines = Path(folder) / "articles.jsonl"
        lines.write_text("".join(json.dumps(one) + "\n" for one in told), encoding="utf-8")
        archive = Archive.open(Path(folder) / "archive", encoder, create=True)
        bot = NewsBot(archive)
        added = list(bot.add([str(lines)]))
        kept = {one["id"]: new.article_id for one, new in zip(told, added, strict=True) if isinstance(new, Added)}
        yield bot, kept
        archive.close()


def spans(text: str, gold: Sequence[str]) -> list[tuple[int, int]]:
    """Where the sentences that answer stand in an article's text, whatever spaces the reading changed."""
    found = (re.search(r"\W+".join(map(re.escape, re.findall(r"\w+", one))), text) for one in gold)
    return [one.span() for one in found if one]


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
