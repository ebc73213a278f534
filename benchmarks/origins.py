"""Score what is said of reports beside each other: which of them are one report.

    python benchmarks/origins.py [--json FILE] [--seed 7] [--errors]
    python benchmarks/origins.py --disagreements       # and how they differ: some minutes, for sentences are encoded

Articles of NTREX (seven languages) and OrangeSum (French) are cut, put in another order and edited, and each copy is
looked for in an archive of all articles. Half of the articles (by the digest of their names) were looked at
when thresholds were chosen, the other half was not. difflib's ratio on the same pairs is the outside oracle.

Disagreements: two translations of an article of NTREX tell the same, so every one found between them is false; then in
each sentence of the second with digits one number is changed, and has to be found beside the first.
"""

import argparse
import difflib
import json
import random
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import product
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
from figures import Figure, recall
from sets import DATA

from bot.answer import Citation
from bot.reports.disagreements import disagreements
from bot.reports.same_report import MUCH
from bot.retrieve.topic import NEARLY_ALL
from ingest.text.fingerprints import prints as prints_of
from ingest.text.sentences import find_sentences
from vectorstore import copies
from vectorstore.encoder import Encoder, open_encoder
from vectorstore.encoders.language_offsets import encode_passages
from vectorstore.listing import Listing

PAIRS = (("fr", "fr-CA"), ("en", "fr"), ("en", "fr-CA"), ("de", "en"), ("es", "en"), ("ru", "en"), ("vi", "en"))
DIGITS = re.compile(r"(?<![\d:.,])\d+(?:[.,]\d+)*(?![\d:]| ?h\b)")  # times apart: not every one is another time
FAR = 10_001  # the number of the second translation's first citation
ORACLE_PAIRS = 150  # difflib takes some 10 ms a pair
FILLERS = {
    "en": "local", "fr": "local", "de": "hiesig", "es": "local", "vi": "địa phương", "ru": "местный", "ar": "محلي",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """An article as its sentences."""

    name: str
    language: str
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.sentences)


@dataclass(slots=True)
class Score:
    """Of the copies of one kind, which were found; and every article that was taken for a copy and is none."""

    found: list[bool] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    right: int = 0


Change = Callable[[Told, random.Random], Told]


def cut(told: Told, drawn: random.Random) -> Told:
    """The first 40 to 80 % of its sentences."""
    return replace(told, sentences=told.sentences[: max(3, int(len(told.sentences) * drawn.uniform(0.4, 0.8)))])


def reordered(told: Told, drawn: random.Random) -> Told:
    """Its paragraphs of one to three sentences in another order."""
    left, paragraphs = list(told.sentences), []
    while left:
        size = drawn.randint(1, 3)
        paragraphs.append(left[:size])
        del left[:size]
    drawn.shuffle(paragraphs)
    return replace(told, sentences=tuple(one for paragraph in paragraphs for one in paragraph))


def headed(told: Told, drawn: random.Random) -> Told:
    """Its first two sentences left out, as where a paper writes its own opening."""
    return replace(told, sentences=told.sentences[2:])


def edited(told: Told, drawn: random.Random) -> Told:
    """Of 10 to 30 % of its sentences some are dropped, and in the others a word in eight is another."""
    share, kept = drawn.uniform(0.1, 0.3), []
    for one in told.sentences:
        if drawn.random() >= share:
            kept.append(one)
        elif drawn.random() < 0.5:
            words = one.split(" ")
            for place in drawn.sample(range(len(words)), max(1, len(words) // 8)):
                words[place] = FILLERS[told.language]
            kept.append(" ".join(words))
    return replace(told, sentences=tuple(kept))


def everything(told: Told, drawn: random.Random) -> Told:
    """Headed anew, edited, put in another order and cut, all at once."""
    return cut(reordered(edited(headed(told, drawn), drawn), drawn), drawn)


CHANGES: dict[str, Change] = {
    "cut": cut, "reordered": reordered, "headed anew": headed, "edited": edited, "all of these": everything,
}  # fmt: skip


def ntrex() -> Iterator[Told]:
    with (DATA / "ntrex" / "articles.jsonl").open(encoding="utf-8") as lines:
        for one in map(json.loads, lines):
            # fr-CA is another translation of the same text: neither a copy nor another report
            if one["language"] in FILLERS:
                yield Told(f"{one['document']} {one['language']}", one["language"], tuple(one["sentences"]))


def orangesum() -> Iterator[Told]:
    seen = set()
    with (DATA / "orangesum" / "articles.jsonl").open(encoding="utf-8") as lines:
        for one in map(json.loads, lines):
            text = one["text"]
            if text not in seen:  # eleven are there twice
                seen.add(text)
                spans = find_sentences(text, "fr")
                if len(spans) >= 5:
                    yield Told(one["id"], "fr", tuple(text[s.start : s.end] for s in spans))


def index_of(articles: Sequence[Told]) -> sqlite3.Connection:
    index = sqlite3.connect(":memory:")
    index.executescript(copies.TABLES)
    for one in articles:
        copies.put(index, one.name, one.text)
    return index


def score(index: sqlite3.Connection, articles: Sequence[Told], change: Change, seed: int, least: float) -> Score:
    """Look for every article by a changed copy of it, which stands in the archive alone for the moment."""
    score = Score()
    for one in articles:
        copy = change(one, random.Random(f"{seed} {one.name}"))
        copies.put(index, "copy", copy.text)
        found = {name for name, share in copies.alike(index, "copy") if share >= least}
        copies.drop(index, "copy")
        score.found.append(one.name in found)
        score.right += one.name in found
        score.false += [f"{one.name} ~ {other}" for other in sorted(found - {one.name})]
    return score


def untouched(index: sqlite3.Connection, articles: Sequence[Told], least: float) -> set[tuple[str, str]]:
    """The pairs of articles as they are that would be taken for one report."""
    return {
        (min(one.name, other), max(one.name, other))
        for one in articles
        for other, share in copies.alike(index, one.name)
        if share >= least
    }


def share(right: int, of: int) -> Figure:
    """A share with Wilson's interval."""
    return recall([(0,)] * right + [()] * (of - right), 1)


def oracle(articles: Sequence[Told], seed: int) -> dict[str, float]:
    """Ours beside difflib's ratio of words on the same pairs, half of them copies: how often right, and how long."""
    drawn = random.Random(seed)
    some = drawn.sample(list(articles), min(ORACLE_PAIRS, len(articles) - 1))
    pairs = []
    for place, one in enumerate(some):
        pairs.append((one, everything(one, random.Random(f"{seed} {one.name}")), True))
        pairs.append((one, some[place - 1], False))
    ours = theirs = 0
    seconds = [0.0, 0.0]
    for one, other, is_copy in pairs:
        began = perf_counter()
        first, second = set(prints_of(one.text)), set(prints_of(other.text))
        same, shorter = len(first & second), min(len(first), len(second))
        ours += (copies.is_telling(same, shorter) and same >= NEARLY_ALL * shorter) == is_copy
        seconds[0] += perf_counter() - began
        began = perf_counter()
        blocks = difflib.SequenceMatcher(None, one.text.split(), other.text.split(), autojunk=False)
        matched = sum(block.size for block in blocks.get_matching_blocks() if block.size >= 3)
        theirs += (matched / min(len(one.text.split()), len(other.text.split())) >= NEARLY_ALL) == is_copy
        seconds[1] += perf_counter() - began
    return {
        "pairs": len(pairs),
        "ours_right": ours,
        "difflib_right": theirs,
        "ours_ms": 1000 * seconds[0] / len(pairs),
        "difflib_ms": 1000 * seconds[1] / len(pairs),
    }


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of an article in one language as citations, with their vectors by number."""

    cited: tuple[Citation, ...]
    vectors: dict[int, np.ndarray]


def sentences(document: str, language: str, told: Sequence[str], first: int, encoder: Encoder) -> Sentences:
    spoken = language[:2]  # fr-CA is French
    name = f"{document} {language}"
    listing = Listing(name, "1", name, name, None, None, None, None, spoken, "", 0, 1)
    cited = tuple(Citation(first + place, listing, 0, len(one), one) for place, one in enumerate(told))
    vectors = encode_passages(encoder, list(told), spoken)
    return Sentences(cited, {one.number: vector for one, vector in zip(cited, vectors, strict=True)})


def changed(cited: Citation, drawn: random.Random) -> tuple[Citation, str] | None:
    """The sentence with one of its numbers changed, and the changed digits; None where it has none.

    A year has its last digit changed, so that it stays one; times are left alone.
    """
    runs = [match for match in DIGITS.finditer(cited.quote) if match.group().strip("0")]
    if not runs:
        return None
    run = drawn.choice(runs)
    digits = run.group()
    is_year = len(digits) == 4 and digits[:2] in ("19", "20")
    place = len(digits) - 1 if is_year else next(at for at, digit in enumerate(digits) if digit not in "0.,")
    digit = drawn.choice([one for one in "123456789" if one != digits[place]])
    digits = digits[:place] + digit + digits[place + 1 :]
    quote = cited.quote[: run.start()] + digits + cited.quote[run.end() :]
    return replace(cited, quote=quote, end=len(quote)), digits


def compare(pair: tuple[str, str], documents: Sequence[str], encoder: Encoder, seed: int, errors: bool) -> str:
    """One line of figures: changed numbers that were found, and what was found where nothing was changed."""
    told = {(one["document"], one["language"]): one["sentences"] for one in _ntrex()}
    found: list[bool] = []
    false = others = aligned = 0
    for document in documents:
        one = sentences(document, pair[0], told[document, pair[0]], 1, encoder)
        other = sentences(document, pair[1], told[document, pair[1]], FAR, encoder)
        vectors = one.vectors | other.vectors

        def near(a: Citation, b: Citation, vectors: dict[int, np.ndarray] = vectors) -> float:
            return float(vectors[a.number] @ vectors[b.number])

        for a, b in product(one.cited, other.cited):
            told_apart = disagreements([a, b], "en", near=near)
            is_same = b.number - a.number == FAR - 1
            aligned += is_same
            false += len(told_apart) if is_same else 0
            others += 0 if is_same else len(told_apart)
            for each in told_apart if errors else ():
                print(f"    FALSE {each.kind} {each.first.words!r} {each.second.words!r}: {a.quote} | {b.quote}")
        for a, b in zip(one.cited, other.cited, strict=True):
            if (change := changed(b, random.Random(f"{seed} {document} {b.number}"))) is None:
                continue
            b, digits = change
            vectors |= {b.number: encode_passages(encoder, [b.quote], b.listing.language)[0]}
            told_apart = disagreements([a, b], "en", near=near)
            found.append(any(digits in (each.first.words + each.second.words) for each in told_apart))
            if errors and not found[-1]:
                print(f"    MISSED {digits} {near(a, b):.2f}: {a.quote} | {b.quote}")
    return (
        f"  {pair[0]} | {pair[1]}: of {len(found)} changed numbers found {share(sum(found), len(found))}; "
        f"untouched: {false} false in {aligned} pairs of one sentence, {others} in all other pairs of an article"
    )


def _ntrex() -> Iterator[dict[str, Any]]:
    with (DATA / "ntrex" / "articles.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def disagreeing(seed: int, *, errors: bool) -> None:
    """Print the figures of disagreements, half by half."""
    encoder = open_encoder()
    documents = sorted({one["document"] for one in _ntrex()})
    for half, name in ((0, "development"), (1, "unseen")):
        print(f"Disagreements, {name} half, {len(documents[half::2])} articles")
        for pair in PAIRS:
            print(compare(pair, documents[half::2], encoder, seed, errors=errors and half == 0), flush=True)


def main() -> None:
    """Print every figure, and write them where asked."""
    parser = argparse.ArgumentParser(description="Score which articles are one report.")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--errors", action="store_true", help="of the even-numbered articles")
    parser.add_argument("--disagreements", action="store_true", help="these instead of origins")
    asked = parser.parse_args()
    if not DATA.is_dir():
        raise SystemExit(f"No articles in {DATA}: set NEWSBOT_BENCH_DATA.")
    if asked.disagreements:
        disagreeing(asked.seed, errors=asked.errors)
        return
    figures: dict[str, object] = {}
    for name, articles in (("NTREX", list(ntrex())), ("OrangeSum", list(orangesum()))):
        index = index_of(articles)
        for half in (0, 1):
            some = [one for one in articles if int(sha256(one.name.encode()).hexdigest(), 16) % 2 == half]
            label = f"{name}, {'development' if half == 0 else 'unseen'} half, {len(some)} articles"
            print(label)
            for least, what in ((NEARLY_ALL, "text alone"), (MUCH, "the same agency credited")):
                for kind, change in CHANGES.items():
                    result = score(index, some, change, asked.seed, least)
                    told = len(result.false) + result.right
                    found, precise = share(sum(result.found), len(some)), share(result.right, max(told, 1))
                    print(f"  {what}, {kind:12}  found {found}   precision {precise}")
                    figures[f"{label}, {what}, {kind}"] = {"recall": found.mean, "precision": precise.mean}
                    for one in result.false[:10] if asked.errors and half == 0 else ():
                        print(f"    {one}")
                pairs = untouched(index, some, least)
                print(f"  {what}, untouched: {len(pairs)} pairs of {len(some) * (len(articles) - 1):,} taken for one")
                for one, other in sorted(pairs) if asked.errors and half == 0 else ():
                    print(f"    {one} ~ {other}")
        began = perf_counter()
        for one in articles[:500]:
            copies.alike(index, one.name)
        looking = 1000 * (perf_counter() - began) / len(articles[:500])
        print(f"  to look up one article among {len(articles):,}: {looking:.2f} ms")
        figures[f"{name} oracle"] = beside = oracle(articles, asked.seed)
        print(f"  beside difflib: { {key: round(value, 2) for key, value in beside.items()} }")
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
