"""Fit what tells the blocks of a page that are its article's from the others: `ingest/readers/blocks.toml`.

    python -m training.pages --pages FOLDER [--write]

Pages are .html.gz, `expected.jsonl` beside them has the standfirst and paragraphs that a person sees on each. A block
is the article's if most of its runs of three words stand there. Figures are cross-validated by publisher.
"""

import argparse
import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import torch

from benchmarks.pages import Told, marks, tell
from ingest.readers import blocks as reading
from ingest.readers.blocks import TextBlock, WebPage, plain_words, signals_of
from ingest.readers.html import articles_described, blocks_of, open_tree, told_by
from training.regression import fit_logistic

OUT = Path(reading.__file__).with_name("blocks.toml")
PARTS = 5
RIDGE = 0.0005
STANDFIRST = 6.0  # what a word of a standfirst weighs beside one of the text: there are few, and they are lost first


@dataclass(frozen=True, slots=True)
class Labelled:
    """A page, what is expected of it, and of each block whether it is the article's and what it weighs."""

    expected: dict[str, Any]
    blocks: Sequence[TextBlock]
    page: WebPage
    signals: Sequence[dict[str, float]]
    wanted: Sequence[float]
    weights: Sequence[float]


def labelled(source: bytes, expected: dict[str, Any]) -> Labelled:
    tree = open_tree(source)
    described = articles_described(tree)
    blocks, page = blocks_of(tree, told_by(tree, described).get("title") or "", described)
    standfirst = reading.runs("\n".join(expected["standfirst"]))
    runs = reading.runs("\n".join(expected["paragraphs"])) | standfirst
    every = [plain_words(block.text) for block in blocks]
    wanted = [float(reading.share(words, runs) >= reading.SEEN) for words in every]
    weights = [
        max(len(words), 2) ** 0.7 * (STANDFIRST if reading.share(words, standfirst) > reading.SEEN else 1.0)
        for words in every
    ]
    return Labelled(expected, blocks, page, signals_of(blocks, page), wanted, weights)


def fit(pages: Sequence[Labelled]) -> dict[str, float]:
    """A logistic regression over the blocks of some pages."""
    names = list(pages[0].signals[0])
    values = torch.tensor([[one[name] for name in names] for page in pages for one in page.signals])
    wanted = torch.tensor([one for page in pages for one in page.wanted])
    shares = torch.tensor([one for page in pages for one in page.weights])
    bias, weights = fit_logistic(values, wanted, ridge=RIDGE, shares=shares)
    return {"bias": round(bias, 3)} | {name: round(one, 3) for name, one in zip(names, weights, strict=True)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(1)
    pages = []
    for line in (options.pages / "expected.jsonl").read_text(encoding="utf-8").splitlines():
        expected = json.loads(line)
        pages.append(labelled(gzip.decompress((options.pages / expected["file"]).read_bytes()), expected))
    part = [crc32(one.expected["publisher"].encode()) % PARTS for one in pages]
    told = []
    for number in range(PARTS):
        weights = fit([one for one, its in zip(pages, part, strict=True) if its != number])
        for one, its in zip(pages, part, strict=True):
            if its == number:
                text = reading.text_of(one.blocks, one.page, weights)
                told.append(marks(Told(text=text), one.expected))
    tell("the text alone, cross-validated", told)
    lines = [
        "# What training/pages.py fitted to 131 pages of some 120 publishers.",
        *(f'"{name}" = {one}' for name, one in fit(pages).items()),
    ]
    print("\n".join(lines))
    if options.write:
        OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
