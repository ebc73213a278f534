"""Fit and measure when to answer: questions with their article in the archive, and with it taken out.

    python benchmarks/answerable.py [--questions 300]

Sets: PIAF (French) and XQuAD (questions in each of four languages over articles in each), from NEWSBOT_BENCH_DATA.
Prints the weights for bot/answerable.py, fitted on the even questions, and the figures on the odd ones.
"""

import argparse
import json
import os
import random
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from bot.answerable import signals
from bot.excerpts import excerpts
from bot.gather import PASSAGES
from bot.question import read_question
from bot.weigh import weigh
from ingest.article import Article
from ingest.read import read
from vectorstore.archive import Archive
from vectorstore.encoder import Encoder, open_encoder
from vectorstore.search import search

DATA = Path(os.environ.get("NEWSBOT_BENCH_DATA", Path(__file__).parent.parent.parent / "shared" / "data"))


def questions_of(path: Path) -> Iterator[tuple[str, str]]:
    """The questions of a set in SQuAD's layout, each with its article's place in the set."""
    for place, article in enumerate(json.loads(path.read_text(encoding="utf-8"))["data"]):
        for paragraph in article["paragraphs"]:
            for asked in paragraph["qas"]:
                yield str(place), asked["question"]


def fill(folder: Path, path: Path, encoder: Encoder) -> tuple[Archive, dict[str, str]]:
    """An archive of a set's articles, and the id of each."""
    lines = folder / "articles.jsonl"
    with lines.open("w", encoding="utf-8") as file:
        for place, article in enumerate(json.loads(path.read_text(encoding="utf-8"))["data"]):
            text = "\n\n".join(paragraph["context"] for paragraph in article["paragraphs"])
            title = article.get("title") or f"Article {place}"
            file.write(json.dumps({"id": str(place), "title": title, "text": text}) + "\n")
    archive = Archive.open(folder / "archive", encoder, create=True)
    articles = [one for one in read(str(lines)) if isinstance(one, Article)]
    for _ in archive.add(articles):
        pass
    return archive, {str(place): one.article_id for place, one in enumerate(articles)}


def features(archive: Archive, asked: str, *, without: str | None) -> list[float] | None:
    """The signals of the best excerpt, one article left out or none; None where nothing at all was found."""
    question = read_question(asked)
    hits = search(archive, asked, language=question.language, limit=PASSAGES * 5)
    left = [hit for hit in hits if hit.listing.article_id != without][:PASSAGES]
    read_whole = {hit.listing.article_id: archive.article(hit.listing.article_id) for hit in left}
    found = [
        replace(excerpt, around=hit.meaning, score=hit.score)
        for hit in left
        for excerpt in excerpts(read_whole[hit.listing.article_id], hit.listing, hit.passage.start, hit.passage.end)
    ]
    weighed = weigh(archive, found, asked, question.language)
    return list(signals(question, weighed)) if weighed else None


def main() -> None:
    """Measure every set that is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=300, help="drawn of each set")
    parser.add_argument("--save", type=Path, help="keep the signals here")
    chosen = parser.parse_args()
    encoder, rng = open_encoder(), random.Random(5)
    runs = [("piaf", DATA / "piaf" / "piaf.dev.json", [("fr", DATA / "piaf" / "piaf.dev.json")])]
    spoken = ("en", "es", "vi", "de")
    runs += [
        (
            f"xquad {one}",
            DATA / "xquad" / f"xquad.{one}.json",
            [(a, DATA / "xquad" / f"xquad.{a}.json") for a in spoken],
        )
        for one in spoken
    ]
    rows: list[tuple[str, int, list[float]]] = []
    for name, path, askers in runs:
        if not path.is_file():
            print(f"{name}: not there, skipped", file=sys.stderr)
            continue
        with tempfile.TemporaryDirectory() as folder:
            archive, ids = fill(Path(folder), path, encoder)
            for language, asked_in in askers:
                drawn = rng.sample(list(questions_of(asked_in)), chosen.questions // len(askers))
                for place, asked in drawn:
                    for label, without in ((1, None), (0, ids[place])):
                        found = features(archive, asked, without=without)
                        if found is not None:
                            rows.append((f"{name} < {language}", label, found))
            archive.close()
            print(f"{name} done", file=sys.stderr)
    if chosen.save:
        chosen.save.write_text(json.dumps(rows))
    names = np.array([name for name, _, _ in rows])
    labels = np.array([label for _, label, _ in rows])
    values = np.array([value for _, _, value in rows])
    # A question's two rows stay together: both in the half that is fitted, or both in the one that is measured.
    fitted = (np.arange(len(rows)) // 2) % 2 == 0
    model = LogisticRegression(C=10).fit(values[fitted], labels[fitted])
    print("weights", np.round(model.coef_[0], 2).tolist(), "bias", round(float(model.intercept_[0]), 2))
    chance = model.predict_proba(values)[:, 1]
    for name in dict.fromkeys(names):
        here = (names == name) & ~fitted
        print(f"{name:16} n={here.sum():4}  auc {roc_auc_score(labels[here], chance[here]):.3f}")
    here = ~fitted
    print(f"all {roc_auc_score(labels[here], chance[here]):.3f}")
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7):
        false_answers = (chance[here & (labels == 0)] >= threshold).mean()
        false_refusals = (chance[here & (labels == 1)] < threshold).mean()
        print(f"threshold {threshold}: false answers {false_answers:.3f}, false refusals {false_refusals:.3f}")


if __name__ == "__main__":
    main()
