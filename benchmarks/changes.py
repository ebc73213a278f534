"""Measure what comparing a sentence with its evidence notices: `python -m benchmarks.changes`.

A checker that flags everything catches all changes (benchmarks/changed.py); so the share of changes that are flagged
and the share of untouched sentences that are stand side by side. Articles are parted into an odd half, which the
weights of bot/compare/sentence/weights.toml were fitted on, and an even half, which nobody has looked into.
"""

import argparse
import random
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.changed import KINDS, Pair, pairs
from benchmarks.figures import Figure, recall
from benchmarks.sets import DATA
from bot.compare.sentence.compare import compare, sentences_of
from vectorstore.encoder import Encoder, open_encoder

PAIRS = (
    ("fr", "fr-CA"), ("fr-CA", "fr"), ("fr", "en"), ("en", "fr"),
    ("de", "en"), ("en", "de"), ("es", "en"), ("en", "es"),
)  # fmt: skip
# Which reasons count as the right one. A speaker is changed by another name or another office.
RIGHT = {
    "number": {"number", "date"},
    "name": {"name", "who"},
    "negation": {"negation"},
    "modality": {"modality"},
    "comparison": {"comparison"},
    "speaker": {"who", "name"},
}
AT_ONCE = 500  # texts encoded together


@dataclass(frozen=True, slots=True)
class Case:
    """A pair, and whether the sentence was flagged, and for what was changed in it."""

    pair: Pair
    flagged: bool
    rightly: bool
    reasons: str

    @property
    def kind(self) -> str | None:
        return self.pair.kind


class Remembering:
    """An encoder that encodes each text once, in this run and in those before: the cache folder keeps its vectors."""

    def __init__(self, encoder: Encoder) -> None:
        from platformdirs import user_cache_path

        from vectorstore.encoders.cached import RememberingEncoder

        folder = user_cache_path("newsbot")
        folder.mkdir(parents=True, exist_ok=True)
        self.name, self.width = encoder.name, encoder.width
        self._encoder = RememberingEncoder(encoder, folder / "benchmarked.sqlite3")
        self._known: dict[str, list[float]] = {}

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known |= zip(new, self._encoder.embed_documents(new), strict=True)
        return [self._known[text] for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return self._encoder.embed_query(text)

    def count_tokens(self, text: str) -> int:
        return self._encoder.count_tokens(text)

    def encode_all(self, of: Iterable[Pair]) -> None:
        """Encode the sentences of all pairs together, which takes half the time of one by one."""
        texts = list(dict.fromkeys(one.text for pair in of for one in (pair.said, *sentences_of(pair.evidence))))
        for start in range(0, len(texts), AT_ONCE):
            self.embed_documents(texts[start : start + AT_ONCE])


def case_of(pair: Pair, encoder: Encoder | None) -> Case:
    """A pair compared; any verdict but `matches` flags it."""
    found = compare(pair.said, [pair.evidence], encoder=encoder)
    kinds = {reason.kind for reason in found.reasons}
    reasons = "; ".join(f"{one.kind}: {one.said!r} / {one.found!r}" for one in found.reasons)
    rightly = pair.kind is not None and bool(kinds & RIGHT[pair.kind])
    return Case(pair, found.verdict != "matches", rightly, f"{found.verdict} {reasons}")


def _is_wrong(case: Case) -> bool:
    """Whether an untouched sentence was flagged, or a change was not flagged for what it is."""
    return case.flagged if case.kind is None else not case.rightly


def _share(fits: Sequence[bool]) -> Figure | None:
    return recall([(0,) if one else () for one in fits], 1) if fits else None


def report(found: Sequence[Case]) -> None:
    """Print a row a pair: flagged at all, then flagged for the right reason."""
    columns = [None, "all", *KINDS]
    print(f"{'sentence → evidence':20} " + " ".join(f"{one or 'untouched'!s:>21}" for one in columns))
    groups: defaultdict[str, list[Case]] = defaultdict(list)
    for case in found:
        groups[" → ".join(case.pair.languages)].append(case)
        groups["all pairs"].append(case)
    for name, group in groups.items():
        cells = []
        for kind in columns:
            ours = [one for one in group if one.kind == kind or (kind == "all" and one.kind)]
            at_all, rightly = _share([one.flagged for one in ours]), _share([one.rightly for one in ours])
            if not at_all or not rightly:
                cells.append("-")
            elif kind is None:
                cells.append(f"{at_all} of {len(ours)}")
            else:
                cells.append(f"{at_all} {rightly.mean:.3f} {len(ours):5}".replace("0.", "."))
        print(f"{name:20} " + " ".join(f"{one:>21}" for one in cells))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--half", choices=("odd", "even", "both"), default="both")
    asked.add_argument(
        "--show", metavar="KIND", help="print cases: untouched that are flagged, or a kind that is missed"
    )
    asked.add_argument("--pair", help="one pair only: fr,en")
    asked.add_argument("--limit", type=int, default=40)
    asked.add_argument(
        "--no-encoder", action="store_true", help="let words alone find the sentence that tells the same"
    )
    given = asked.parse_args()
    if not (DATA / "ntrex" / "articles.jsonl").exists():
        raise SystemExit(f"NTREX is not in {DATA}; NEWSBOT_BENCH_DATA says where to look.")
    encoder = None if given.no_encoder else Remembering(open_encoder())
    for place, half in enumerate(("odd", "even")):
        if given.half not in (half, "both"):
            continue
        began = time.perf_counter()
        wanted = [one for one in PAIRS if not given.pair or given.pair.split(",") == list(one)]
        told = [pair for one in wanted for pair in pairs(place, one)]
        if encoder:
            encoder.encode_all(told)
        found = [case_of(pair, encoder) for pair in told]
        seconds = time.perf_counter() - began
        print(f"\n{half} articles: flagged at all, share with its interval; for the right reason; how many changes")
        report(found)
        print(f"{len(found)} comparisons, {1000 * seconds / len(found):.2f} ms each")
        if given.show:
            shown = [one for one in found if given.show == (one.kind or "untouched") and _is_wrong(one)]
            for case in random.Random(0).sample(shown, min(given.limit, len(shown))):
                said, evidence = case.pair.said.text, case.pair.evidence.text
                print(f"\n{case.pair.languages} {case.reasons}\n  {said}\n  {evidence}")


if __name__ == "__main__":
    main()
