"""What an archive costs as it grows: searches by each leg, adding one article, opening, disk and memory.

    python benchmarks/growth.py [--sizes 1000 10000 100000] [--json FILE] [--plot FILE]

Vectors are drawn around those of real passages and texts are shuffled from real ones (OrangeSum where it is there,
else our samples), so nothing is encoded but the questions. Each size is measured in a process of its own.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from time import perf_counter

import numpy as np
from sets import DATA, ROOT

from ingest.article import Article, Passage, Sentence
from vectorstore.archive import Archive
from vectorstore.bundled import BundledEncoder
from vectorstore.encoder import Encoder, open_encoder
from vectorstore.offsets import encode_question
from vectorstore.search import OFFSET_SHARE, search

SIZES = (1000, 10_000, 100_000)
PASSAGES = 4  # of an article
SEARCHES = 60
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


def grow(size: int, folder: Path) -> dict[str, float]:
    """Fill an archive with `size` passages and measure it."""
    told = texts()
    sentences = [one.strip() + "." for text in told for one in text.split(". ") if 40 < len(one) < 400]
    real = open_encoder()
    centres = np.array(real.embed_documents([text[:300] for text in told[:REAL]]), np.float32)
    encoder = DrawingEncoder(real, centres)
    archive = Archive.open(folder, encoder, create=True)
    began = perf_counter()
    for _ in archive.add(articles(size // PASSAGES, sentences, seed=1)):
        pass
    found = {"fill s": perf_counter() - began}
    took = []
    for one in articles(9, sentences, seed=2):
        began = perf_counter()
        list(archive.add([one]))
        took.append(1000 * (perf_counter() - began))
    found["add one p50 ms"] = float(np.median(took))
    archive.close()
    found["disk MB"] = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    return found


def ask(folder: Path) -> dict[str, float]:
    """Open a filled archive and search it, each leg by itself and all together."""
    told = texts()
    real = open_encoder()
    centres = np.array(real.embed_documents([text[:300] for text in told[:REAL]]), np.float32)
    questions = [" ".join(text.split()[3:15]) for text in told[:SEARCHES]]
    vectors = [encode_question(real, one, "fr", share=OFFSET_SHARE) for one in questions]
    encoder = DrawingEncoder(real, centres)
    began = perf_counter()
    archive = Archive.open(folder, encoder)
    archive.near(vectors[0], limit=1)
    found = {"open and first s": perf_counter() - began}
    search(archive, questions[0], language="fr")
    took: dict[str, list[float]] = {"meaning": [], "words": [], "search": []}
    for question, vector in zip(questions, vectors, strict=True):
        began = perf_counter()
        archive.near(vector, limit=50)
        took["meaning"].append(perf_counter() - began)
        began = perf_counter()
        with archive.reading():
            archive.keywords.find(archive.keywords.wanted(question, "fr"), limit=50)
        took["words"].append(perf_counter() - began)
        began = perf_counter()
        search(archive, question, language="fr")
        took["search"].append(perf_counter() - began)
    for name, many in took.items():
        found[f"{name} p50 ms"], found[f"{name} p95 ms"] = (1000 * float(q) for q in np.percentile(many, [50, 95]))
    found["memory MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    archive.close()
    return found


def measure(sizes: Sequence[int]) -> dict[int, dict[str, float]]:
    """Every size, filled and asked in processes of their own."""
    figures: dict[int, dict[str, float]] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            parts: dict[str, float] = {}
            for work in ("grow", "ask"):
                command = [sys.executable, __file__, f"--{work}", str(Path(folder) / "archive"), "--sizes", str(size)]
                ran = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
                parts |= json.loads(ran.stdout.splitlines()[-1])
            figures[size] = parts
            print(size, parts, file=sys.stderr, flush=True)
    return figures


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
    parser.add_argument("--grow", type=Path)
    parser.add_argument("--ask", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--plot", type=Path)
    chosen = parser.parse_args()
    if chosen.grow or chosen.ask:
        print(json.dumps(grow(chosen.sizes[0], chosen.grow) if chosen.grow else ask(chosen.ask)))
        return
    figures = measure(chosen.sizes)
    print(tell(figures))
    if chosen.json:
        chosen.json.write_text(json.dumps(figures, indent=1))
    if chosen.plot:
        plot(figures, chosen.plot)


if __name__ == "__main__":
    main()
