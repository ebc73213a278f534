"""What the shipped reader makes of questions it never saw: `python -m training.evaluate --data FOLDER [--each 150]`.

For each set: how often the sentence with the most of its mass holds the answer, the F1 of its best span, and the area
under the curve of "an answer is here" over the questions that nothing answers.
"""

import argparse
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from benchmarks.reading import overlap
from bot.reader.bundled import BundledReader
from bot.reader.reading import Reading, Stretch
from ingest.text.sentences import find_sentences
from training.examples import Example, read_sets
from training.news import read_news

SETS = ("squad2_dev", "squad_es", "norquad", "tydiqa_goldp", "piaf_even", "heq")


def area(yes: Sequence[float], no: Sequence[float]) -> float:
    """The area under the curve: how often something is surer of what is answered than of what is not."""
    return float(np.mean([(y > n) + 0.5 * (y == n) for y in yes for n in no])) if yes and no else float("nan")


def surest(readings: Iterable[Reading], example: Example) -> tuple[float, float]:
    """The most mass and the surest "there" of all windows."""
    each = list(readings)
    return max(one.mass(0, len(example.context)) for one in each), max(one.there for one in each)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--each", type=int, default=150, help="questions of a set")
    options = parser.parse_args()
    sets = read_sets(options.data / "reading", split="dev", named=SETS) | read_news(options.data, split="dev")
    reader = BundledReader()
    print(
        "| set | questions | answering sentence first | span F1 | area, mass | area, there |\n|---|---|---|---|---|---|"
    )
    for group, examples in sets.items():
        drawn = random.Random(3).sample(examples, min(options.each, len(examples)))
        right, f1, sure = 0, 0.0, {True: ([], []), False: ([], [])}
        for example in drawn:
            [readings] = reader.read(example.question, [Stretch(example.title, example.context, 0)])
            for kept, value in zip(sure[bool(example.answers)], surest(readings, example), strict=True):
                kept.append(value)
            if example.answers:
                language = example.language or group.split(".")[1]
                best = max(
                    find_sentences(example.context, language),
                    key=lambda one, readings=readings: max(r.mass(one.start, one.end) for r in readings),
                )
                right += any(best.start < end and start < best.end for start, end in example.answers)
                span = max((s for r in readings if (s := r.best(0, 10**6))), key=lambda one: one.score)
                told = example.context[span.start : span.end]
                f1 += max(overlap(told, example.context[start:end]) for start, end in example.answers)
        n = max(len(sure[True][0]), 1)
        areas = " | ".join(f"{area(yes, no):.3f}" for yes, no in zip(sure[True], sure[False], strict=True))
        print(f"| {group} | {len(drawn)} | {right / n:.3f} | {f1 / n:.3f} | {areas} |", flush=True)


if __name__ == "__main__":
    main()
