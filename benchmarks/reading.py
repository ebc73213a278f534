"""Where the reader finds the answer: the answering sentence first, given the paragraph and given the whole set.

    python -m benchmarks.reading [--pair 60] [--piaf 355] [--reader PATH]

XQuAD, four languages, each asked of each, and the part of PIAF that the reader was not trained on.
"""

import argparse
import json
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.answerable import held_out
from benchmarks.realnews import share
from benchmarks.sets import DATA, SPOKEN
from bot.question.read import read_question
from bot.reader.open import open_reader
from bot.reader.reading import Reader, Reading, Stretch
from bot.retrieve.candidates import look
from ingest.article import Article
from ingest.read import read
from ingest.text.sentences import find_sentences
from vectorstore.archive import Archive
from vectorstore.encoder import open_encoder

MOST_TOKENS = 480


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and where the answer to a question stands in it."""

    number: int
    text: str
    start: int
    end: int


def paragraphs(path: Path) -> list[dict[str, Any]]:
    told = json.loads(path.read_text(encoding="utf-8"))["data"]
    return [paragraph for article in told for paragraph in article["paragraphs"]]


def asked(questions: Path, read_in: Path, kept: set[str] | None) -> Iterator[tuple[str, Paragraph]]:
    """Each question with the paragraph, perhaps in another language, that answers it."""
    there = {str(one["id"]): (n, p, one) for n, p in enumerate(paragraphs(read_in)) for one in p["qas"]}
    for paragraph in paragraphs(questions):
        for one in paragraph["qas"]:
            if str(one["id"]) in there and (kept is None or str(one["id"]) in kept):
                number, place, other = there[str(one["id"])]
                first = other["answers"][0]
                start = first["answer_start"]
                yield one["question"], Paragraph(number, place["context"], start, start + len(first["text"]))


def overlap(one: str, other: str) -> float:
    """F1 of the words, or of the characters where there are no spaces, that two answers share."""
    mine, theirs = one.casefold().split(), other.casefold().split()
    common = sum(min(mine.count(word), theirs.count(word)) for word in set(mine))
    return 2 * common / (len(mine) + len(theirs)) if common else 0.0


def given_the_paragraph(reader: Reader, pairs: Sequence[tuple[str, Paragraph]], language: str) -> tuple[int, float]:
    """How often the answering sentence has the most of the reader's mass, and the mean F1 of its best span."""
    right, total = 0, 0.0
    for question, paragraph in pairs:
        [readings] = reader.read(question, [Stretch("", paragraph.text, 0)])
        sentences = find_sentences(paragraph.text, language)

        def mass(start: int, end: int, readings: Sequence[Reading] = readings) -> float:
            return max(one.mass(start, end) for one in readings)

        best = max(sentences, key=lambda one: mass(one.start, one.end))
        right += best.start < paragraph.end and paragraph.start < best.end
        spans = [span for one in readings if (span := one.best(0, len(paragraph.text)))]
        span = max(spans, key=lambda one: one.score)
        total += overlap(paragraph.text[span.start : span.end], paragraph.text[paragraph.start : paragraph.end])
    return right, total / max(len(pairs), 1)


def given_the_set(archive: Archive, reader: Reader, pairs: Sequence[tuple[str, Paragraph]]) -> int:
    """How often the first excerpt of the whole set touches the answer."""
    right = 0
    for question, paragraph in pairs:
        found = look(archive, reader, read_question(question))
        first = found[0] if found else None
        is_there = first is not None and first.listing.url == f"https://bench.example/{paragraph.number}"
        right += is_there and first.start < paragraph.end and paragraph.start < first.end
    return right


def fill(archive: Archive, texts: Sequence[str]) -> None:
    rows = [{"url": f"https://bench.example/{n}", "title": f"{n}", "text": text} for n, text in enumerate(texts)]
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "articles.jsonl"
        lines.write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
        found = read(str(lines), fits=lambda text: archive.encoder.count_tokens(text) <= MOST_TOKENS)
        for _ in archive.add(one for one in found if isinstance(one, Article)):
            pass


def main() -> None:
    """Read, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pair", type=int, default=60, help="questions of each pair of languages of XQuAD")
    parser.add_argument("--piaf", type=int, default=355, help="questions of PIAF")
    parser.add_argument("--reader", help="as newsbot's --reader")
    chosen = parser.parse_args()
    reader = open_reader(chosen.reader)
    sets: list[tuple[str, str, list[tuple[str, Path, set[str] | None, int]]]] = []
    files = {one: DATA / "xquad" / f"xquad.{one}.json" for one in SPOKEN}
    if all(file.is_file() for file in files.values()):
        sets += [(f"XQuAD {one}", one, [(a, files[a], None, chosen.pair) for a in SPOKEN]) for one in SPOKEN]
    piaf = DATA / "piaf" / "piaf.dev.json"
    if piaf.is_file():
        sets.append(("PIAF", "fr", [("fr", piaf, held_out(), chosen.piaf)]))
    print("| asked → read | sentence first, given the paragraph | span F1 | sentence first, given the whole set |")
    print("|---|---|---|---|")
    sums: dict[str, list[float]] = defaultdict(lambda: [0, 0, 0, 0])
    for name, language, askings in sets:
        file = piaf if name == "PIAF" else files[language]
        with tempfile.TemporaryDirectory() as folder:
            archive = Archive.open(Path(folder), open_encoder(), create=True)
            fill(archive, [one["context"] for one in paragraphs(file)])
            for spoken, questions, kept, most in askings:
                pairs = list(asked(questions, file, kept))
                pairs = random.Random(5).sample(pairs, min(most, len(pairs)))
                right, f1 = given_the_paragraph(reader, pairs, language)
                found, n = given_the_set(archive, reader, pairs), len(pairs)
                print(f"| {name.split()[0]} {spoken} → {language} | {share(right, n)} | {f1:.3f} | {share(found, n)} |")
                group = "PIAF" if name == "PIAF" else "within" if spoken == language else "across"
                for place, value in enumerate((right, f1 * n, found, n)):
                    sums[group][place] += value
            archive.close()
    for group, (right, f1, found, n) in sums.items():
        print(f"| **{group}** | {share(int(right), int(n))} | {f1 / n:.3f} | {share(int(found), int(n))} |")


if __name__ == "__main__":
    main()
