"""Several processes write to one archive and one asks all the while; one writer is killed; nothing is lost."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from zlib import crc32

import numpy as np
from conftest import make_article

from ingest.article import Article
from vectorstore.archive import Archive
from vectorstore.encoders.language_offsets import encode_question

ROOT = Path(__file__).parent.parent
EACH = 100


# HNSW is approximate: a question far from all passages misses one of some 2,000 (2 runs of 10, 300 questions each, one
# missed in either). That the passages are there with their own vectors is read without it.
MISSED_AT_MOST = 1


class DrawnEncoder:
    """Each word has a direction drawn from its letters, the same in every process; a text is their sum."""

    name, width = "drawn", 128

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        seeds = [crc32(word.encode()) for word in text.casefold().split()]
        return [float(x) for x in sum(np.random.default_rng(seed).normal(size=self.width) for seed in seeds)]

    def count_tokens(self, text: str) -> int:
        return len(text.split())


def story(writer: int, number: int) -> Article:
    """A tiny article with one word that no other has."""
    return make_article(f"The harbour of {own_word(writer, number)} has a new lighthouse.", where=f"{writer}-{number}")


def own_word(writer: int, number: int) -> str:
    return f"Port{'abcdefghij'[writer]}{'abcdefghij'[number // 10]}{'abcdefghij'[number % 10]}"


def tell(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def write(folder: str, writer: int) -> None:
    """One writer's work: tell of every article once it is on disk."""
    archive = Archive.open(Path(folder), DrawnEncoder(), create=True)
    for outcome, article_id in archive.add(story(writer, number) for number in range(EACH)):
        tell(outcome, article_id)


def ask(folder: str) -> None:
    """Ask until told to stop, and print whatever was wrong: half an article, or one that was there and is not."""
    archive = Archive.open(Path(folder), DrawnEncoder(), create=True)
    seen: set[str] = set()
    asked = 0
    while True:
        word = own_word(asked % 3, asked * 7 % EACH)
        for kept, _ in archive.nearest(encode_question(archive.encoder, word, "en"), limit=3):
            if kept.text != archive.text(kept.article_id):
                tell("half", kept.article_id)
        there = {listing.article_id for listing in archive.listings()}
        if seen - there:
            tell("gone", *(seen - there))
        seen = there
        asked += 1
        tell("asked", asked, len(there))


def look(folder: str) -> None:
    """From a fresh process: which articles are not found by their own words, or not by meaning."""
    archive = Archive.open(Path(folder), DrawnEncoder())
    checks = archive.doctor()
    tell(len(archive), checks["passages_left_over"], checks["passages_missing"], checks["keywords_in_step"])
    asked, row_of, missed = {}, {}, []
    for writer in range(3):
        for number in range(EACH):
            word, wanted = own_word(writer, number), story(writer, number)
            asked[word] = encode_question(archive.encoder, word, "en")
            ((kept, _),) = archive.nearest(asked[word], limit=1)
            if kept.article_id != wanted.article_id:
                missed.append(word)
            with archive.reading():
                rows = archive.keywords.find(archive.keywords.wanted(word, "en"), limit=5)
            if [row.split("-")[0] for row in rows] != [wanted.article_id]:
                tell("not by words", word)
            if archive.article(wanted.article_id) != wanted:
                tell("not whole", word)
            row_of[word] = rows[0] if rows else ""
    vectors = archive.vectors(row_of.values())
    for word, vector in asked.items():  # of all that is kept, read without the index
        if max(vectors, key=lambda row, vector=vector: vectors[row] @ vector) != row_of[word]:
            tell("not by meaning", word)
    if len(missed) > MISSED_AT_MOST:
        tell("not by the index", *missed)


def start(work: str, *arguments: object) -> subprocess.Popen[str]:
    call = f"import test_many_processes as t; t.{work}{tuple(arguments)!r}"
    paths = [str(ROOT), str(ROOT / "tests"), *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(
        [sys.executable, "-c", call],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
    )


def test_three_write_one_asks_one_is_killed_and_nothing_is_lost(tmp_path: Path) -> None:
    folder = str(tmp_path / "archive")
    asker = start("ask", folder)
    first, second, killed = (start("write", folder, writer) for writer in range(3))

    assert killed.stdout is not None
    told = [killed.stdout.readline() for _ in range(35)]  # in the middle of its third batch, or just after it
    killed.send_signal(signal.SIGKILL)
    told += killed.stdout.readlines()
    killed.wait()
    again = start("write", folder, 2)
    outputs = [writer.communicate(timeout=120) for writer in (first, second, again)]
    asker.terminate()
    answers = asker.communicate(timeout=30)
    found = start("look", folder).communicate(timeout=60)

    assert [errors for _, errors in outputs] == ["", "", ""]
    assert [output.count("added ") for output, _ in outputs[:2]] == [EACH, EACH]
    assert all(line.startswith("added ") for line in told)
    # What the killed writer told of was there when it ran again, and what it had in hand was added then.
    outcomes = [line.split()[0] for line in outputs[2][0].splitlines()]
    assert len(told) <= outcomes.count("unchanged") <= len(told) + 16
    assert len(outcomes) == EACH
    assert "asked 3 " in answers[0]
    assert [line for line in answers[0].splitlines() if not line.startswith("asked ")] == []
    assert answers[1] == ""
    assert found == ("300 0 0 True\n", "")
