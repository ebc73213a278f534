"""What the bundled encoder's small weights cost: beside the same weights in 32 bits, and beside published figures.

    python benchmarks/encoder.py

Cosines: 200 passages in five languages (NTREX where it is there, else our samples), encoded by the bundled encoder and
by sentence-transformers over the weights unpacked to 32 bits. STS: Spearman's rank correlation of cosines with people's
scores, on stsb/stsb-<language>-test.csv (STSb Multi MT, May 2021) where the data folder has it.
"""

import argparse
import csv
import json
import sys
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path
from scipy.stats import spearmanr
from sets import DATA, ROOT

from vectorstore.encoder import Encoder, open_encoder
from vectorstore.encoders.prepare import prepared_folder
from vectorstore.encoders.transformer import open_transformer

LANGUAGES = ("en", "fr", "de", "es", "vi")
PASSAGES = 200
# Spearman × 100 of multilingual-e5-small on the whole test sets (1,379 pairs): embeddings-benchmark/results on GitHub,
# intfloat__multilingual-e5-small, STSBenchmarkMultilingualSTS.json.
PUBLISHED = {"en": 83.6, "de": 78.9, "es": 80.7, "fr": 79.3, "ru": 77.8}


def passages() -> list[str]:
    """Passages of four sentences, as many of each language."""
    source = DATA / "ntrex" / "articles.jsonl"
    if not source.is_file():
        print(f"There is no {source}; passages come from samples/.", file=sys.stderr)
        texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "samples").iterdir())]
        return [text[start : start + 600] for text in texts for start in range(0, len(text), 600)][:PASSAGES]
    rows = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
    found = []
    for language in LANGUAGES:
        many = [
            " ".join(row["sentences"][start : start + 4])
            for row in rows
            if row["language"] == language
            for start in range(0, len(row["sentences"]), 4)
        ]
        found += many[: PASSAGES // len(LANGUAGES)]
    return found


def cosines(ours: Encoder, theirs: Encoder, texts: Sequence[str]) -> NDArray[np.float64]:
    """The cosine of each text's two vectors."""
    one, other = (np.array(encoder.embed_documents(list(texts)), np.float64) for encoder in (ours, theirs))
    one /= np.linalg.norm(one, axis=1, keepdims=True)
    other /= np.linalg.norm(other, axis=1, keepdims=True)
    found: NDArray[np.float64] = (one * other).sum(axis=1)
    return found


def sts(encoder: Encoder, pairs: Sequence[tuple[str, str, float]]) -> float:
    """Spearman's rank correlation of the cosines with people's scores."""
    first, second = (np.array([encoder.embed_query(pair[side]) for pair in pairs]) for side in (0, 1))
    near = (first * second).sum(axis=1) / np.linalg.norm(first, axis=1) / np.linalg.norm(second, axis=1)
    return float(spearmanr(near, [pair[2] for pair in pairs]).statistic)


def main() -> None:
    """Print both tables."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    ours = open_encoder()
    theirs = open_transformer(str(prepared_folder(user_cache_path("newsbot"), tell=print)))
    near = cosines(ours, theirs, passages())
    print(f"cosine with 32 bits, {len(near)} passages: mean {near.mean():.4f}, least {near.min():.4f}")
    sets = sorted((DATA / "stsb").glob("stsb-*-test.csv"))
    if not sets:
        print(f"STS: there is no {DATA / 'stsb'}; skipped.", file=sys.stderr)
        return
    print("| STSb, Spearman × 100 | pairs | bundled | 32 bits | published |\n|---|---|---|---|---|")
    for path in sets:
        language = path.stem.split("-")[1]
        with path.open(encoding="utf-8", newline="") as file:
            pairs = [(row[0], row[1], float(row[2])) for row in csv.reader(file)]
        own, whole = (100 * sts(encoder, pairs) for encoder in (ours, theirs))
        published = PUBLISHED.get(language)
        print(f"| {language} | {len(pairs)} | {own:.1f} | {whole:.1f} | {published or '—'} |")


if __name__ == "__main__":
    main()
