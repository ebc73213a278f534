"""Is the right passage found? Ours beside meaning alone, words alone and the two by reciprocal rank, on the same work.

    python benchmarks/finding.py [--quick] [--json FILE]

Sets: PIAF (French), XQuAD (four languages, each asked of each, and all in one pool), NTREX (each article in a random
language) from NEWSBOT_BENCH_DATA, and our samples. A set that is not there is skipped, and the run says so. Whatever
a search does not find counts as a miss. `--quick` asks a fixed sample of the questions, of archives with half of XQuAD.
"""

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from figures import (
    Figure,
    Ranks,
    average_precision,
    averaged,
    first,
    gained,
    ndcg_at_10,
    recall,
    reciprocal,
)
from platformdirs import user_cache_path
from sets import DATA, SPOKEN, Asked, Place, Set, ntrex, piaf, pooled, samples, xquad

from vectorstore.archive import Archive
from vectorstore.encoder import Encoder, open_encoder
from vectorstore.encoders.cached import RememberingEncoder
from vectorstore.search import search

WAYS = ("meaning", "words", "reciprocal rank", "ours")
DEEP = 50  # how far down each list is read
DAMPING = 60  # of reciprocal rank, as its authors have it (Cormack et al., 2009)
MOST_TOKENS = 480
# Questions of each set and pair: the long way and the quick one, the same ones each time.
MANY = {"piaf": 4000, "xquad": 500, "pool": 250, "ntrex": 2000}
FEW = {"piaf": 600, "xquad": 75, "pool": 60, "ntrex": 400}
FEW_PARAGRAPHS = 120  # of XQuAD


@dataclass(frozen=True, slots=True)
class Run:
    """One set asked in one language, and where each way put the right places."""

    name: str
    right: int  # places that answer a question
    ranks: dict[str, list[Ranks]]


def measure(one: Set, encoder: Encoder) -> dict[str, Run]:
    """Keep the set's articles in an archive on disk and ask all its questions, those in each language a run."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive.open(Path(folder) / "archive", encoder, create=True)
        for _ in archive.add(one.articles):
            pass
        places = [(article.article_id, p.start) for article in one.articles for p in article.passages]
        texts = [article.text[p.start : p.end] for article in one.articles for p in article.passages]
        vectors = np.array(encoder.embed_documents(texts), np.float32)
        runs: dict[str, Run] = {}
        for asked in one.questions:
            name = f"{asked.language} → {one.name}" if "XQuAD" in one.name else one.name
            run = runs.setdefault(name, Run(name, len(asked.places), {way: [] for way in WAYS}))
            for way, found in zip(WAYS, rankings(archive, encoder, asked, places, vectors), strict=True):
                run.ranks[way].append(ranks_of(asked, found))
        archive.close()
    return runs


def rankings(
    archive: Archive, encoder: Encoder, asked: Asked, places: Sequence[Place], vectors: np.ndarray
) -> Iterator[list[Place]]:
    """The places that each way finds, best first."""
    cosines = vectors @ np.array(encoder.embed_query(asked.text), np.float32)
    meaning = [places[number] for number in np.argsort(-cosines, kind="stable")[: 4 * DEEP]]
    with archive.reading():
        wanted = archive.keywords.wanted(asked.text, asked.language)
        rows = archive.keywords.find(wanted, limit=DEEP)
        fits = archive.keywords.fits(wanted, rows)
    words = [_place(row) for row in sorted(rows, key=lambda row: -fits[row].bm25)]
    yield meaning
    yield words
    fused: dict[Place, float] = {}
    for ranking in (meaning[:DEEP], words):
        for rank, place in enumerate(ranking):
            fused[place] = fused.get(place, 0.0) + 1 / (DAMPING + rank + 1)
    yield sorted(fused, key=lambda place: -fused[place])
    hits = search(archive, asked.text, language=asked.language, limit=2 * DEEP)
    yield [(hit.listing.article_id, hit.passage.start) for hit in hits]


def ranks_of(asked: Asked, found: Sequence[Place]) -> Ranks:
    """Where the right places stand; where an article is asked for, its best passage stands for it."""
    if all(start == -1 for _, start in asked.places):
        found = list(dict.fromkeys((article_id, -1) for article_id, _ in found))
    return tuple(rank for rank, place in enumerate(found) if place in asked.places)


def all_sets(fits: Callable[[str], bool], *, quick: bool) -> Iterator[Set]:
    """Every set that is there."""
    yield samples(fits)
    most = FEW_PARAGRAPHS if quick else None
    makers: list[tuple[str, str, Callable[[], Set]]] = [("piaf", "piaf/piaf.dev.json", lambda: piaf(fits))]
    makers += [
        ("xquad", f"xquad/xquad.{one}.json", lambda one=one: xquad(SPOKEN, one, fits, most=most))  # type: ignore[misc]
        for one in SPOKEN
    ]
    makers += [("pool", "xquad/xquad.de.json", lambda: pooled(fits, most=most))]
    makers += [("ntrex", "ntrex/articles.jsonl", lambda seed=seed: ntrex(seed)) for seed in ((1,) if quick else (1, 2))]  # type: ignore[misc]
    for kind, path, make in makers:
        if not (DATA / path).is_file():
            print(f"{kind}: there is no {DATA / path}; skipped.", file=sys.stderr)
            continue
        yield _sampled(make(), (FEW if quick else MANY)[kind])


def _sampled(one: Set, count: int) -> Set:
    """The same few questions each time, of each language alike."""
    languages = dict.fromkeys(asked.language for asked in one.questions)
    few: list[Asked] = []
    for language in languages:
        own = [asked for asked in one.questions if asked.language == language]
        few += random.Random(11).sample(own, min(count, len(own)))
    return Set(one.name, one.articles, tuple(few))


def _place(row: str) -> Place:
    article_id, _, start = row.split("-")
    return article_id, int(start[1:])


def tell(runs: Sequence[Run]) -> str:
    """The tables."""
    lines = [
        "| set | questions | way | R@1 | R@5 | MRR | nDCG@10 | R@1 over meaning |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for run in runs:
        for way in WAYS:
            ranks = run.ranks[way]
            over = gained(ranks, run.ranks["meaning"], first, run.right)
            ndcg = averaged([ndcg_at_10(one, run.right) for one in ranks])
            figures = [recall(ranks, 1), recall(ranks, 5), averaged([reciprocal(one, 1) for one in ranks]), ndcg]
            begin = f"| {run.name} | {len(ranks)} |" if way == WAYS[0] else "| | |"
            lines.append(f"{begin} {way} | {' | '.join(map(str, figures))} | {over if way != WAYS[0] else ''} |")
    return "\n".join(lines)


def summed(runs: Sequence[Run]) -> dict[str, Figure]:
    """The figures that goals and floors are about."""
    named = {run.name: run for run in runs}
    found: dict[str, Figure] = {}

    def over(name: str, some: Sequence[Run], than: str, value: Callable[[Ranks, int], float] = first) -> None:
        if some:
            ours = [value(one, run.right) for run in some for one in run.ranks["ours"]]
            theirs = [value(one, run.right) for run in some for one in run.ranks[than]]
            found[f"{name}"] = averaged(ours)
            found[f"{name}, over {than}"] = averaged([a - b for a, b in zip(ours, theirs, strict=True)])

    over("PIAF R@1", [run for name, run in named.items() if name.startswith("PIAF")], "meaning")
    pairs = [run for name, run in named.items() if "XQuAD" in name and "pool" not in name]
    within = [run for run in pairs if run.name[:2] == run.name[-2:]]
    across = [run for run in pairs if run not in within]
    over("XQuAD within R@1", within, "meaning")
    over("XQuAD within R@1", within, "reciprocal rank")
    over("XQuAD across R@1", across, "meaning")
    if across:
        worst = [gained(run.ranks["ours"], run.ranks["meaning"], first, 1) for run in across]
        found["XQuAD across R@1, the worst pair over meaning"] = min(worst, key=lambda one: one.mean)
    over("XQuAD pool mAP", [run for name, run in named.items() if "pool" in name], "meaning", average_precision)
    over("NTREX R@1", [run for name, run in named.items() if "NTREX" in name], "meaning")
    over("samples R@1", [run for name, run in named.items() if name == "samples"], "meaning")
    return found


def run_all(*, quick: bool, cache: Path | None = None) -> list[Run]:
    """Measure every set that is there."""
    folder = cache or user_cache_path("newsbot") / "benchmarks"
    folder.mkdir(parents=True, exist_ok=True)
    encoder = RememberingEncoder(open_encoder(), folder / "vectors.sqlite")
    runs: dict[str, Run] = {}
    for one in all_sets(lambda text: encoder.count_tokens(text) <= MOST_TOKENS, quick=quick):
        for name, run in measure(one, encoder).items():
            there = runs.setdefault(name, run)
            if there is not run:
                for way in WAYS:
                    there.ranks[way].extend(run.ranks[way])
        print(f"{one.name}: done", file=sys.stderr, flush=True)
    return list(runs.values())


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--cache", type=Path, help="where encodings are kept between runs")
    parser.add_argument("--json", type=Path, help="write the figures that goals are about here")
    chosen = parser.parse_args()
    runs = run_all(quick=chosen.quick, cache=chosen.cache)
    print(tell(runs))
    print()
    for name, figure in summed(runs).items():
        print(f"{name}: {figure}")
    if chosen.json:
        chosen.json.write_text(json.dumps({name: asdict(one) for name, one in summed(runs).items()}, indent=1))


if __name__ == "__main__":
    main()
