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
from lxml import html  # type: ignore[import-untyped]  # lxml has no types

from benchmarks.pages import Told, marks, tell
from ingest.readers import blocks as reading
from ingest.readers.blocks import TextBlock, WebPage, signals_of, words_of
from ingest.readers.html import blocks_of, told_by

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
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    tree = html.document_fromstring(source, parser=parser)
    blocks, page = blocks_of(tree, told_by(tree).get("title") or "")
    standfirst = reading.runs("\n".join(expected["standfirst"]))
    runs = reading.runs("\n".join(expected["paragraphs"])) | standfirst
    every = [words_of(block.text) for block in blocks]
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
    middle, spread = values.mean(0), values.std(0).clamp(min=1e-3)
    scaled, shares = (values - middle) / spread, shares / shares.sum()
    weights = torch.zeros(len(names) + 1, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=300, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        logits = scaled @ weights[1:] + weights[0]
        loss = torch.nn.functional.binary_cross_entropy_with_logits(logits, wanted, weight=shares, reduction="sum")
        (loss + RIDGE * weights[1:].square().sum()).backward()
        return loss + RIDGE * weights[1:].square().sum()

    optimizer.step(closure)
    own = weights.detach()[1:] / spread
    bias = float(weights.detach()[0] - (own * middle).sum())
    return {"bias": round(bias, 3)} | {name: round(float(one), 3) for name, one in zip(names, own, strict=True)}


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
    lines = ["# What training/pages.py fitted to 131 pages of some 120 publishers.", *_toml(fit(pages))]
    print("\n".join(lines))
    if options.write:
        OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _toml(weights: dict[str, float]) -> list[str]:
    return [f'"{name}" = {value}' for name, value in weights.items()]


if __name__ == "__main__":
    main()
