"""The sets that finding is measured on: articles, and questions each of which has one right place in them.

They are read from NEWSBOT_BENCH_DATA and are no part of the project; our own samples are always there.
"""

import json
import os
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

from ingest.article import Article, Passage, Sentence
from ingest.read import read
from ingest.text.passages import split
from ingest.text.sentences import find_sentences

ROOT = Path(__file__).parent.parent
DATA = Path(os.environ.get("NEWSBOT_BENCH_DATA") or ROOT.parent / "shared" / "data")
SPOKEN = ("en", "es", "vi", "de")  # of XQuAD
NTREX = ("en", "fr", "de", "es", "vi", "ru", "ar")
TOGETHER = 4  # sentences in a passage of NTREX

Place = tuple[str, int]  # an article's id, and where in it the passage starts; -1 is anywhere in it


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, its language, and the places any of which answers it."""

    text: str
    language: str
    places: frozenset[Place]


@dataclass(frozen=True, slots=True)
class Set:
    """Articles to be kept in one archive, and what is asked of them."""

    name: str
    articles: tuple[Article, ...]
    questions: tuple[Asked, ...]


def piaf(fits: Callable[[str], bool]) -> Set:
    """French questions over French paragraphs, each paragraph an article of its own."""
    return _squad("PIAF fr → fr", DATA / "piaf" / "piaf.dev.json", {"fr": DATA / "piaf" / "piaf.dev.json"}, "fr", fits)


def xquad(asking: Sequence[str], reading: str, fits: Callable[[str], bool], *, most: int | None = None) -> Set:
    """Questions in some languages over the same paragraphs in one, over the first `most` or all of them."""
    folder = DATA / "xquad"
    questions = {one: folder / f"xquad.{one}.json" for one in asking}
    return _squad(f"XQuAD {reading}", folder / f"xquad.{reading}.json", questions, reading, fits, most=most)


def pooled(fits: Callable[[str], bool], *, most: int | None = None) -> Set:
    """Every paragraph in all languages at once: each question has as many right places as there are languages."""
    parts = [xquad(SPOKEN, reading, fits, most=most) for reading in SPOKEN]
    questions = [
        replace(one, places=frozenset().union(*(part.questions[number].places for part in parts)))
        for number, one in enumerate(parts[0].questions)
    ]
    return Set("XQuAD pool", tuple(article for part in parts for article in part.articles), tuple(questions))


def ntrex(seed: int) -> Set:
    """Every article in one random language, in passages of four sentences; its English sentences are the questions."""
    told: dict[str, dict[str, list[str]]] = {}
    with (DATA / "ntrex" / "articles.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            told.setdefault(one["document"], {})[one["language"]] = one["sentences"]
    drawn = random.Random(seed)
    articles, questions = [], []
    for document in sorted(told):
        language = drawn.choice(NTREX)
        article = _in_fours(f"ntrex {seed} {document}", told[document][language], language)
        articles.append(article)
        for number, sentence in enumerate(told[document]["en"]):
            start = article.passages[number // TOGETHER].start
            questions.append(Asked(sentence, "en", frozenset({(article.article_id, start)})))
    return Set(f"NTREX en → any of seven, draw {seed}", tuple(articles), tuple(questions))


def samples(fits: Callable[[str], bool]) -> Set:
    """Our own articles, and the questions over them that have an answer; the right article is enough."""
    articles = [one for one in read(str(ROOT / "samples"), fits=fits) if isinstance(one, Article)]
    questions = []
    for asked in json.loads((ROOT / "tests" / "sample_questions.json").read_text(encoding="utf-8")):
        if asked["answerable"]:
            told = [one if isinstance(one, str) else one["text"] for one in asked["places"]]
            right = {(one.article_id, -1) for one in articles if any(words in one.text for words in told)}
            questions.append(Asked(asked["question"], asked["language"], frozenset(right)))
    return Set("samples", tuple(articles), tuple(questions))


def _squad(
    name: str,
    reading: Path,
    asking: dict[str, Path],
    language: str,
    fits: Callable[[str], bool],
    *,
    most: int | None = None,
) -> Set:
    articles, ids = [], []
    for place, paragraph in enumerate(_paragraphs(reading)[:most]):
        text = str(paragraph["context"])
        sentences = find_sentences(text, language)
        passages = split(text, sentences, fits=fits)
        identity = f"{reading.name} {place}"
        articles.append(_article(identity, text, language, sentences, passages, title=str(paragraph["title"])))
        ids.append(articles[-1].article_id)
    questions = [
        Asked(str(one["question"]), spoken, frozenset({(ids[place], -1)}))
        for spoken, path in asking.items()
        for place, paragraph in enumerate(_paragraphs(path)[:most])
        for one in paragraph["qas"]
    ]
    return Set(name, tuple(articles), tuple(questions))


def _paragraphs(path: Path) -> list[dict[str, Any]]:
    """The paragraphs, each with its article's title."""
    whole = json.loads(path.read_text(encoding="utf-8"))
    return [{**one, "title": article.get("title", "")} for article in whole["data"] for one in article["paragraphs"]]


def _in_fours(name: str, told: Sequence[str], language: str) -> Article:
    starts, at = [], 0
    for one in told:
        starts.append(at)
        at += len(one) + 1
    text = " ".join(told)
    sentences = tuple(Sentence(start, start + len(one)) for start, one in zip(starts, told, strict=True))
    edges = [*starts[::TOGETHER], len(text)]
    passages = tuple(Passage(start, end) for start, end in pairwise(edges))
    return _article(name, text, language, sentences, passages)


def _article(
    name: str,
    text: str,
    language: str,
    sentences: tuple[Sentence, ...],
    passages: tuple[Passage, ...],
    *,
    title: str = "",
) -> Article:
    digest = sha256(name.encode()).hexdigest()[:12]
    return Article(digest, digest, name, title, text, language, sentences=sentences, passages=passages)
