"""How fast, and with how much memory: ours beside the recipe of the LangChain tutorials, alternating in one run.

    python benchmarks/speed.py [--articles 200] [--rounds 2] [--json FILE]

The recipe is RecursiveCharacterTextSplitter (1,000 characters, 200 shared), HuggingFaceEmbeddings on the same weights,
and langchain-chroma. Every piece of work is a process of its own, so that its memory is its own. Lone seconds say
something of the machine only; the ratios within a run are what counts.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from sets import DATA

WORK = Path(__file__).with_name("speed_work.py")
SOURCE = DATA / "orangesum" / "articles.jsonl"
WAYS = ("ours", "recipe")


@dataclass(frozen=True, slots=True)
class Ran:
    """What a process told, how long it took from its start to its last word, and the most memory it had."""

    told: dict[str, float]
    megabytes: float


def run(*arguments: str) -> Ran:
    """Run a piece of work in a process of its own; the time to its first answer counts from its start."""
    began = perf_counter()
    process = subprocess.Popen([sys.executable, str(WORK), *arguments], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    told: dict[str, float] = {}
    for line in process.stdout:
        if line.startswith("first answer"):
            told["cold start s"] = perf_counter() - began
        elif line.startswith("{"):
            told |= json.loads(line)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(arguments)} failed.")
    return Ran(told, used.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2))


def measure(articles: int, rounds: int) -> dict[str, dict[str, float]]:
    """Each way in turn, `rounds` times; of each figure the median."""
    figures: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / "articles.jsonl"
        with SOURCE.open(encoding="utf-8") as lines:
            part.write_text("".join(line for _, line in zip(range(articles), lines, strict=False)), encoding="utf-8")
        first, *_ = part.read_text(encoding="utf-8").splitlines(keepends=True)
        part.with_name("articles-warm.jsonl").write_text(first, encoding="utf-8")
        for number in range(rounds):
            for way in WAYS:
                archive = str(Path(folder) / f"{way}{number}")
                added = run("add", way, str(part), archive)
                asked = [run("ask", way, str(part), archive) for _ in range(2)]
                figures[way].append(
                    added.told
                    | {"add MB": added.megabytes, "ask MB": median(one.megabytes for one in asked)}
                    | {name: median(one.told[name] for one in asked) for name in asked[0].told}
                )
                print(way, figures[way][-1], file=sys.stderr, flush=True)
    return {way: {name: median(one[name] for one in many) for name in many[0]} for way, many in figures.items()}


def ratios(found: dict[str, dict[str, float]]) -> dict[str, float]:
    """What the goals are about."""
    ours, recipe = found["ours"], found["recipe"]
    return {
        "articles a second, ours over the recipe's": ours["articles/s"] / recipe["articles/s"],
        "articles a second, ours over the encoder's alone": ours["articles/s"] / ours["encoder alone articles/s"],
        "warm search p50, ours over the recipe's": ours["search p50 ms"] / recipe["search p50 ms"],
        "warm search p95, ours over the recipe's": ours["search p95 ms"] / recipe["search p95 ms"],
        "cold start, ours over the recipe's": ours["cold start s"] / recipe["cold start s"],
        "peak memory adding, ours over the recipe's": ours["add MB"] / recipe["add MB"],
        "peak memory asking, ours over the recipe's": ours["ask MB"] / recipe["ask MB"],
    }


def tell(found: dict[str, dict[str, float]]) -> str:
    """The tables."""
    names = [name for name in found["ours"] if name in found["recipe"]]
    lines = ["| | ours | the recipe |", "|---|---|---|"]
    lines += [f"| {name} | {found['ours'][name]:.2f} | {found['recipe'][name]:.2f} |" for name in names]
    lines += ["", "| ratio | |", "|---|---|"]
    lines += [f"| {name} | {value:.2f} |" for name, value in ratios(found).items()]
    own = {name: value for name, value in found["ours"].items() if name not in found["recipe"]}
    lines += ["", "| where an article's time goes (ours) | |", "|---|---|"]
    return "\n".join(lines + [f"| {name} | {value:.2f} |" for name, value in own.items()])


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args(arguments)
    if not SOURCE.is_file():
        sys.exit(f"There is no {SOURCE}; skipped. Set NEWSBOT_BENCH_DATA to the folder that has orangesum/.")
    found = measure(chosen.articles, chosen.rounds)
    print(tell(found))
    if chosen.json:
        chosen.json.write_text(json.dumps({"found": found, "ratios": ratios(found)}, indent=1))


if __name__ == "__main__":
    main()
