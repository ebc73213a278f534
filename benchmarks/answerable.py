"""Does the estimate know what the archive answers? Articles there, taken out, with the answer struck; small archives.

    python -m benchmarks.answerable [--plot FILE] [--rows FILE] [--piaf 1000] [--pair 60]

Sets from NEWSBOT_BENCH_DATA: PIAF (French), XQuAD (four languages, each asked of each), RGB (questions with snippets of
a search engine: right, unrelated and contradicting ones). Nothing was fitted to them, but the reader was trained on a
part of PIAF: only the rest is asked. `--rows` keeps what was asked, and reads it again where it is there. An article
that is taken out is taken out of the archive, and so are its words.
"""

import argparse
import gzip
import json
import random
import sys
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from platformdirs import user_cache_path

from benchmarks.coverage import Row, draw, tell
from benchmarks.sets import DATA, SPOKEN
from bot.question.read import read_question
from bot.reader.bundled import BundledReader
from bot.retrieve.candidates import look
from bot.retrieve.rank import chance, fitted
from ingest.article import Article
from ingest.read import read
from ingest.text.sentences import find_sentences
from vectorstore.archive import Archive
from vectorstore.encoder import Encoder, open_encoder
from vectorstore.encoders.cached import RememberingEncoder

READER = BundledReader()
MOST_TOKENS = 480
SIZES = {"piaf": (1, 4, 16), "xquad": (1, 4)}  # articles in a small archive
STRUCK = 4  # of so many questions, one is asked with its answering sentence struck
SMALL, EACH = 12, 8  # archives of each size, and questions to each on what it has, and on what it hasn't


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, its language, and where its answer begins: article, paragraph, character."""

    text: str
    language: str
    place: tuple[int, int, int]


class Desk:
    """One set's articles in one language, kept in archives and asked."""

    def __init__(self, name: str, path: Path, language: str, encoder: Encoder) -> None:
        self.name, self.language, self._encoder = name, language, encoder
        self.told = json.loads(path.read_text(encoding="utf-8"))["data"]

    def questions(self, asked_in: Path, language: str) -> list[Asked]:
        """The questions of a file, which may be in another language; their answers are looked up here."""
        places = {str(one["id"]): (*place, one["answers"][0]["answer_start"]) for place, one in _asked(self.told)}
        there = _asked(json.loads(asked_in.read_text(encoding="utf-8"))["data"])
        kept = held_out() if self.name == "piaf" else None
        return [
            Asked(one["question"], language, places[str(one["id"])])
            for _, one in there
            if kept is None or str(one["id"]) in kept
        ]

    def row(self, archive: Archive, asked: Asked, setting: str, *, is_answered: bool) -> Row:
        return _row(archive, asked.text, self._group(asked), f"{asked.language} → {self.language}", setting,
                    is_answered=is_answered, article=asked.place[0])  # fmt: skip

    def whole(self, asked: Sequence[Asked], struck: Sequence[Asked]) -> Iterator[Row]:
        """Ask with the article there and with it taken out; and some with the answering sentence struck."""
        with _archive(self._encoder) as archive:
            articles = self._add(archive, range(len(self.told)))
            for one in asked:
                yield self.row(archive, one, "there", is_answered=True)
            for place in sorted({one.place[0] for one in asked}):
                archive.remove(articles[place].article_id)
                for one in asked:
                    if one.place[0] == place:
                        yield self.row(archive, one, "gone", is_answered=False)
                _all(archive.add([articles[place]]))
            for turn in _one_of_each_article(struck):
                self._add(archive, [one.place[0] for one in turn], strike={one.place[0]: one.place for one in turn})
                for one in turn:
                    yield self.row(archive, one, "struck", is_answered=False)
                _all(archive.add([articles[one.place[0]] for one in turn]))

    def small(self, asked: Sequence[Asked], size: int, rng: random.Random) -> Iterator[Row]:
        """Ask archives of a few articles what they have and what they haven't."""
        for turn in range(SMALL):
            half = [place for place in range(len(self.told)) if place % 2 == turn % 2]
            kept = set(rng.sample(half, size))
            with _archive(self._encoder) as archive:
                self._add(archive, sorted(kept))
                for is_answered in (True, False):
                    pool = [one for one in asked if one.place[0] % 2 == turn % 2]
                    pool = [one for one in pool if (one.place[0] in kept) == is_answered]
                    for one in rng.sample(pool, min(EACH, len(pool))):
                        yield self.row(archive, one, f"of {size}", is_answered=is_answered)

    def _group(self, asked: Asked) -> str:
        if self.name == "piaf":
            return "PIAF"
        return "XQuAD within" if asked.language == self.language else "XQuAD across"

    def _add(
        self, archive: Archive, places: Iterable[int], *, strike: dict[int, tuple[int, int, int]] | None = None
    ) -> list[Article]:
        told = []
        for place in places:
            texts = [str(one["context"]) for one in self.told[place]["paragraphs"]]
            if strike:
                _, paragraph, start = strike[place]
                texts[paragraph] = _struck(texts[paragraph], start, self.language)
            title = self.told[place].get("title") or f"Article {place}"
            # By its address it is the same article when its answer is struck, in whatever file it comes.
            told.append({"url": f"https://bench.example/{place}", "title": title, "text": "\n\n".join(texts)})
        return _add(archive, told)


def held_out() -> set[str]:
    """The ids of PIAF's questions whose paragraphs the reader was not trained on; none where the sets are absent."""
    path = DATA / "reading" / "piaf_even.fr.jsonl.gz"
    if not path.is_file():
        return set()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {str(row["id"]).partition(":")[2] for row in rows if row["split"] == "dev"}


def rgb(encoder: Encoder) -> Iterator[Row]:
    """Each question of an archive of its own: the right snippets, the unrelated ones, or those that contradict."""
    path = DATA / "rgb" / "en_fact.dev.jsonl"
    told = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for setting, field in (("right", "positive"), ("unrelated", "negative"), ("contradicting", "positive_wrong")):
        for number, one in enumerate(told):
            with _archive(encoder) as archive:
                _add(archive, [{"id": str(place), "text": text} for place, text in enumerate(one[field])])
                yield _row(
                    archive, one["query"], "RGB", "en → en", setting, is_answered=setting == "right", article=number
                )


def rows_of(encoder: Encoder, chosen: Collection[str], *, piaf: int, pair: int) -> Iterator[Row]:
    """Every row of the sets chosen that are there."""
    sets = [("piaf", "fr", DATA / "piaf" / "piaf.dev.json", {"fr": DATA / "piaf" / "piaf.dev.json"}, piaf)]
    paths = {one: DATA / "xquad" / f"xquad.{one}.json" for one in SPOKEN}
    sets += [("xquad", language, path, paths, pair) for language, path in paths.items()]
    for name, language, path, asking, most in sets:
        if name not in chosen:
            continue
        if not path.is_file():
            print(f"{path}: not there, skipped", file=sys.stderr)
            continue
        desk = Desk(name, path, language, encoder)
        everything = {spoken: desk.questions(one, spoken) for spoken, one in asking.items()}
        rng = random.Random(5)
        drawn = [rng.sample(questions, min(most, len(questions))) for questions in everything.values()]
        struck = [one for some in drawn for one in some[: most // STRUCK]]
        yield from desk.whole([one for some in drawn for one in some], struck)
        for size in SIZES[name]:
            yield from desk.small([one for some in everything.values() for one in some], size, rng)
        print(f"{name} {language} done", file=sys.stderr)
    if "rgb" in chosen and (DATA / "rgb").is_dir():
        yield from rgb(encoder)


def _row(archive: Archive, text: str, group: str, pair: str, setting: str, *, is_answered: bool, article: int) -> Row:
    found = look(archive, READER, read_question(text))
    return Row(group, pair, setting, is_answered, article, chance(found))


def _asked(told: Sequence[dict[str, Any]]) -> Iterator[tuple[tuple[int, int], dict[str, Any]]]:
    for number, article in enumerate(told):
        for place, paragraph in enumerate(article["paragraphs"]):
            for one in paragraph["qas"]:
                yield (number, place), one


def _struck(text: str, start: int, language: str) -> str:
    """A paragraph without the sentence in which the answer begins."""
    sentence = next(one for one in find_sentences(text, language) if one.start <= start < one.end)
    return text[: sentence.start] + text[sentence.end :]


def _one_of_each_article(asked: Sequence[Asked]) -> list[list[Asked]]:
    """The questions in turns, in none of which an article is asked about twice."""
    turns: list[dict[int, Asked]] = []
    for one in asked:
        turn = next((some for some in turns if one.place[0] not in some), None)
        if turn is None:
            turns.append(turn := {})
        turn[one.place[0]] = one
    return [list(turn.values()) for turn in turns]


@contextmanager
def _archive(encoder: Encoder) -> Iterator[Archive]:
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive.open(Path(folder), encoder, create=True)
        yield archive
        archive.close()


def _add(archive: Archive, told: Sequence[dict[str, str]]) -> list[Article]:
    """Articles as the command would read them."""
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "articles.jsonl"
        lines.write_text("".join(json.dumps(one) + "\n" for one in told), encoding="utf-8")
        found = read(str(lines), fits=lambda text: archive.encoder.count_tokens(text) <= MOST_TOKENS)
        articles = [one for one in found if isinstance(one, Article)]
    _all(archive.add(articles))
    return articles


def _all(outcomes: Iterable[object]) -> None:
    for _ in outcomes:
        pass


def main() -> None:
    """Ask, fit if told to, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--piaf", type=int, default=1000, help="questions of PIAF")
    parser.add_argument("--pair", type=int, default=60, help="questions of each pair of languages of XQuAD")
    parser.add_argument("--sets", nargs="+", default=["piaf", "xquad", "rgb"], choices=["piaf", "xquad", "rgb"])
    parser.add_argument("--plot", type=Path, help="draw the curves here")
    parser.add_argument("--rows", type=Path, help="keep what was asked here, or read it from here")
    parser.add_argument("--cache", type=Path, default=user_cache_path("newsbot") / "benchmarks" / "answerable.sqlite")
    chosen = parser.parse_args()
    if chosen.rows and chosen.rows.is_file():
        rows = [Row(**one) for one in json.loads(chosen.rows.read_text(encoding="utf-8"))]
    else:
        chosen.cache.parent.mkdir(parents=True, exist_ok=True)
        encoder = RememberingEncoder(open_encoder(), chosen.cache)
        rows = list(rows_of(encoder, chosen.sets, piaf=chosen.piaf, pair=chosen.pair))
        if chosen.rows:
            chosen.rows.write_text(json.dumps([asdict(row) for row in rows]), encoding="utf-8")
    chances = np.array([row.chance for row in rows])
    print(tell(rows, chances, fitted().answers_from))
    if chosen.plot:
        draw(rows, chances, fitted().answers_from, chosen.plot)


if __name__ == "__main__":
    main()
