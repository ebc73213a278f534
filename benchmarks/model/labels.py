"""Sixty claims that a model was let say, written out for a person to label, and what the labels come to."""

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from benchmarks.model.table import share

Record = Mapping[str, Any]
LABELS = Path(__file__).parent / "labels.json"  # {print: {"label": "right" | "wrong" | "unsure", "note": ""}}
MOST = 60
SEED = 11


def claims_of(records: Sequence[Record]) -> Iterator[tuple[str, Record, Record, list[Record]]]:
    """Every claim in a model's words with its print, its record, and the sources it cites."""
    for record in records:
        cited = {one["number"]: one for one in record["reply"]["cited"]}
        for claim in record["reply"]["claims"]:
            if claim["reason"] and record["there"] == "there":
                sources = [cited[number] for number in claim["cites"]]
                yield print_of(claim, sources), record, claim, sources


def print_of(claim: Record, sources: Sequence[Record]) -> str:
    """What a label is kept under: the claim, and the words it rests on."""
    told = (claim["text"], claim["translation"], *(one["quote"] for one in sources))
    return sha256("\0".join(told).encode()).hexdigest()[:12]


def write(records: Sequence[Record], path: Path) -> int:
    """Write the claims to label as Markdown, each with its sources; sets take turns."""
    drawn = random.Random(SEED)
    by: dict[str, list[tuple[str, Record, Record, list[Record]]]] = {}
    for one in claims_of(records):
        by.setdefault(one[1]["set"], []).append(one)
    for some in by.values():
        drawn.shuffle(some)
    turns = [some[place] for place in range(MOST) for some in by.values() if place < len(some)][:MOST]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n\n".join(_told(*one) for one in turns) + "\n", encoding="utf-8")
    return len(turns)


def _told(key: str, record: Record, claim: Record, sources: Sequence[Record]) -> str:
    lines = [f"## {key}", f"{record['set']}: {record['question']}", f"**{claim['text']}**"]
    if claim["translation"]:
        lines.append(f"Translation: {claim['translation']}")
    for one in sources:
        head = ", ".join(filter(None, (one["outlet"], one["title"], one["published"])))
        lines.append(f"[{one['number']}] {head}\n\n> {one['beside'].replace(one['quote'], '**' + one['quote'] + '**')}")
    return "\n\n".join(lines)


def read(records: Sequence[Record]) -> str:
    """The share of labelled claims that are right, of those that this run showed."""
    if not LABELS.is_file():
        return "No claim is labelled yet."
    labels = {key: _label(one) for key, one in json.loads(LABELS.read_text(encoding="utf-8")).items()}
    shown = {key for key, *_ in claims_of(records)} & labels.keys()
    counts = {name: sum(labels[key] == name for key in shown) for name in ("right", "wrong", "unsure")}
    told = ", ".join(f"{count} {name}" for name, count in counts.items())
    return f"Labelled claims: {share(counts['right'], len(shown))} right; {told}."


def _label(one: object) -> str:
    return str(one["label"]) if isinstance(one, dict) else str(one)
