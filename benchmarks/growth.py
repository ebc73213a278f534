"""What an archive costs as it grows: searches by each leg, adding one article, opening, disk and memory.

    python benchmarks/growth.py [--sizes 1000 10000 100000] [--json FILE] [--plot FILE]

Vectors are drawn around those of real passages and texts are shuffled from real ones (OrangeSum where it is there,
else our samples), so nothing is encoded but the questions. All sizes are filled first and then measured in turn, round
after round, each time in a process of its own: what else the machine does meets all of them alike.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
from sets import DATA, ROOT

from ingest.article import Article, Passage, Sentence
from vectorstore.archive import Archive
from vectorstore.encoder import Encoder, open_encoder
from vectorstore.encoders.bundled import BundledEncoder
from vectorstore.encoders.language_offsets import encode_question
from vectorstore.search import OFFSET_SHARE, search

SIZES = (1000, 10_000, 100_000)
PASSAGES = 4  # of an article
ROUNDS = 3
SEARCHES = 20  # a round
ADDED = 5  # a round, and one before that is not counted
REAL = 400  # passages that are encoded, and drawn around
SPREAD = 0.6  # how far a drawn vector lies from a real one: cosines of .6 to .9, as between passages of one paper


class DrawingEncoder:
    """The bundled encoder for questions; for a passage a vector near a real one, drawn by the passage's text."""

    def __init__(self, real: Encoder, centres: np.ndarray) -> None:
        self.name, self.width = BundledEncoder.name, BundledEncoder.width
        self._real, self._centres = real, centres

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self._draw(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return self._real.embed_query(text)

    def count_tokens(self, text: str) -> int:
        return self._real.count_tokens(text)

    def _draw(self, text: str) -> list[float]:
        drawn = np.random.default_rng(int.from_bytes(sha256(text.encode()).digest()[:8]))
        centre = self._centres[drawn.integers(len(self._centres))]
        vector = centre + SPREAD * drawn.standard_normal(self.width) / np.sqrt(self.width)
        vector /= np.linalg.norm(vector)
        found: list[float] = vector.tolist()
        return found


def texts() -> list[str]:
    """Real texts to take words from."""
    source = DATA / "orangesum" / "articles.jsonl"
    if source.is_file():
        return [json.loads(line)["text"] for line in source.read_text(encoding="utf-8").splitlines()]
    print(f"There is no {source}; words come from samples/.", file=sys.stderr)
    return [path.read_text(encoding="utf-8") for path in sorted((ROOT / "samples").iterdir())]


def articles(count: int, sentences: Sequence[str], *, seed: int) -> Iterator[Article]:
    """Articles of real sentences in a random order, four passages each."""
    drawn = random.Random(seed)
    for number in range(count):
        passages, text = [], ""
        spans = []
        for _ in range(PASSAGES):
            start = len(text)
            for _ in range(5):
                one = drawn.choice(sentences)
                spans.append(Sentence(len(text), len(text) + len(one)))
                text += one + " "
            passages.append(Passage(start, len(text)))
        name = sha256(f"{seed} {number}".encode()).hexdigest()[:12]
        yield Article(
            name, name, name, f"Article {number}", text, "fr", sentences=tuple(spans), passages=tuple(passages)
        )


def drawing() -> tuple[DrawingEncoder, list[str], list[str]]:
    """The encoder, sentences for articles, and texts for questions."""
    told = texts()
    sentences = [one.strip() + "." for text in told for one in text.split(". ") if 40 < len(one) < 400]
    real = open_encoder()
    centres = np.array(real.embed_documents([text[:300] for text in told[:REAL]]), np.float32)
    return DrawingEncoder(real, centres), sentences, told


def fill(size: int, folder: Path) -> dict[str, float]:
    """Make an archive of `size` passages."""
    encoder, sentences, _ = drawing()
    archive = Archive.open(folder, encoder, create=True)
    began = perf_counter()
    for _ in archive.add(articles(size // PASSAGES, sentences, seed=1)):
        pass
    took = perf_counter() - began
    archive.close()
    return {"fill s": took, "disk MB": sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6}


def work(folder: Path, turn: int) -> dict[str, list[float]]:
    """Open a filled archive, search it by each leg and by all together, and add to it."""
    encoder, sentences, told = drawing()
    asked = [told[(turn * SEARCHES + place) % len(told)] for place in range(SEARCHES)]
    questions = [" ".join(text.split()[3:15]) for text in asked]
    vectors = [encode_question(encoder, one, "fr", share=OFFSET_SHARE) for one in questions]
    took: dict[str, list[float]] = defaultdict(list)

    @contextmanager
    def timed(name: str) -> Iterator[None]:
        began = perf_counter()
        yield
        took[name].append(perf_counter() - began)

    with timed("open and first s"):
        archive = Archive.open(folder, encoder)
        archive.near(vectors[0], limit=1)
    search(archive, told[-1][:60], language="fr")
    for question, vector in zip(questions, vectors, strict=True):
        with timed("meaning"):
            archive.near(vector, limit=50)
        with timed("words"), archive.reading():
            archive.keywords.find(archive.keywords.wanted(question, "fr"), limit=50)
        with timed("search"):
            search(archive, question, language="fr")
    took["memory MB"].append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    for place, one in enumerate(articles(ADDED + 1, sentences, seed=2 + turn)):
        with timed("add one" if place else "the first"):
            list(archive.add([one]))
    archive.close()
    return dict(took)


def measure(sizes: Sequence[int]) -> dict[int, dict[str, float]]:
    """Fill every size, then measure them in turn."""
    with tempfile.TemporaryDirectory() as place:
        folders = {size: Path(place) / str(size) for size in sizes}
        filled: dict[int, dict[str, float]] = {}
        for size, folder in folders.items():
            filled[size] = _ran("--fill", folder, size)
            print(f"{size:,} passages: filled in {filled[size]['fill s']:.0f} s", file=sys.stderr, flush=True)
        took: dict[int, dict[str, list[float]]] = {size: defaultdict(list) for size in sizes}
        for turn in range(ROUNDS):
            for size, folder in folders.items():
                for name, many in _ran("--work", folder, turn).items():
                    took[size][name].extend(many)
    return {size: filled[size] | _figures(took[size]) for size in sizes}


def _ran(what: str, folder: Path, number: int) -> dict[str, Any]:
    command = [sys.executable, __file__, what, str(folder), "--sizes", str(number)]
    ran = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return dict(json.loads(ran.stdout.splitlines()[-1]))


def _figures(took: dict[str, list[float]]) -> dict[str, float]:
    found = {"open and first s": float(np.median(took["open and first s"])), "memory MB": max(took["memory MB"])}
    for name in ("meaning", "words", "search", "add one"):
        middle, slow = np.percentile(took[name], [50, 95])
        found |= {f"{name} p50 ms": 1000 * float(middle), f"{name} p95 ms": 1000 * float(slow)}
    return found


def tell(figures: dict[int, dict[str, float]]) -> str:
    """The table, a column a size, and the ratios that the goals are about."""
    smallest, largest = figures[min(figures)], figures[max(figures)]
    lines = ["| | " + " | ".join(f"{size:,} passages" for size in figures) + " | last over first |"]
    lines.append("|---" * (len(figures) + 2) + "|")
    for name in smallest:
        values = " | ".join(f"{one[name]:.2f}" if one[name] < 10 else f"{one[name]:.0f}" for one in figures.values())
        lines.append(f"| {name} | {values} | {largest[name] / smallest[name]:.2f} |")
    return "\n".join(lines)


def ratios(figures: dict[int, dict[str, float]]) -> dict[str, float]:
    """What the goals are about: the largest archive over the smallest."""
    smallest, largest = figures[min(figures)], figures[max(figures)]
    return {
        "growth: search p95, last over first": largest["search p95 ms"] / smallest["search p95 ms"],
        "growth: adding one article, last over first": largest["add one p50 ms"] / smallest["add one p50 ms"],
        "growth: opening the largest, s": largest["open and first s"],
    }


def plot(figures: dict[int, dict[str, float]], path: Path) -> None:
    """Searches and adding against the size."""
    from matplotlib import pyplot

    sizes = list(figures)
    drawing, (left, right) = pyplot.subplots(1, 2, figsize=(9, 3.2))
    for name in ("search", "meaning", "words"):
        left.plot(sizes, [figures[size][f"{name} p50 ms"] for size in sizes], marker="o", label=f"{name}, median")
        left.plot(sizes, [figures[size][f"{name} p95 ms"] for size in sizes], marker=".", ls=":", label=f"{name}, p95")
    left.set(xscale="log", xlabel="passages", ylabel="ms", title="a search", ylim=(0, None))
    left.legend(fontsize=7)
    right.plot(sizes, [figures[size]["add one p50 ms"] for size in sizes], marker="o", label="adding one article, ms")
    right.plot(sizes, [figures[size]["disk MB"] for size in sizes], marker="o", label="disk, MB")
    right.plot(sizes, [figures[size]["memory MB"] for size in sizes], marker="o", label="memory, MB")
    right.set(xscale="log", yscale="log", xlabel="passages", title="adding, disk, memory")
    right.legend(fontsize=7)
    drawing.tight_layout()
    drawing.savefig(path)


def main() -> None:
    """Measure, print the table, and draw it where matplotlib is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--fill", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--plot", type=Path)
    chosen = parser.parse_args()
    number = chosen.sizes[0]
    if chosen.fill or chosen.work:
        print(json.dumps(fill(number, chosen.fill) if chosen.fill else work(chosen.work, number)))
        return
    figures = measure(chosen.sizes)
    print(tell(figures))
    if chosen.json:
        chosen.json.write_text(json.dumps(figures, indent=1))
    if chosen.plot:
        plot(figures, chosen.plot)


if __name__ == "__main__":
    main()
