"""Measure what the offset per language is worth: XQuAD questions, passages in another language or in many.

    python benchmarks/offsets.py [QUESTIONS [PARAGRAPHS]]

Prints R@1 without an offset, with the offset of each language, and with German as an unknown language:
left as it is, or the mean of all languages taken off. Reads xquad/ in NEWSBOT_BENCH_DATA.
"""

import json
import os
import random
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path

from vectorstore.encoders.bundled import BundledEncoder
from vectorstore.encoders.language_offsets import offset, without

LANGUAGES = ("en", "es", "vi", "de")
Vectors = NDArray[np.float32]


def main() -> None:
    """Encode everything once, then compare the ways."""
    data = Path(os.environ.get("NEWSBOT_BENCH_DATA", "../shared/data")) / "xquad"
    if not data.is_dir():
        sys.exit(f"There is no XQuAD at {data}. Set NEWSBOT_BENCH_DATA to the folder that has xquad/.")
    encoder = BundledEncoder(Path(os.environ.get("NEWSBOT_CACHE") or user_cache_path("newsbot")), tell=print)
    asked, read = (int(given) for given in (sys.argv[1:] + ["400", "240"][len(sys.argv) - 1 :]))
    questions, passages, gold = {}, {}, np.zeros(0, int)
    for language in LANGUAGES:
        paragraphs = [
            paragraph
            for article in json.loads((data / f"xquad.{language}.json").read_text(encoding="utf-8"))["data"]
            for paragraph in article["paragraphs"]
        ][:read]
        pairs = [(qa["question"], place) for place, paragraph in enumerate(paragraphs) for qa in paragraph["qas"]]
        pairs = random.Random(2).sample(pairs, min(asked, len(pairs)))  # the same ones in each language
        gold = np.array([place for _, place in pairs])
        passages[language] = encoder.encode([paragraph["context"] for paragraph in paragraphs], side="passage")
        if language in ("en", "vi"):
            questions[language] = encoder.encode([question for question, _ in pairs], side="question")
        print("encoded", language, flush=True)
    print(f"{asked} questions, {len(passages['en'])} paragraphs, R@1: without, with, German left, German by the mean")
    for asking, reading in (("en", "en"), ("en", "es"), ("en", "de"), ("en", "vi"), ("vi", "de"), ("vi", "vi")):
        many = {reading: passages[reading]}
        compare(f"{asking}→{reading}", asking, questions[asking], many, [reading] * len(passages[reading]), gold)
    drawn = [random.Random(place).choice(LANGUAGES) for place in range(len(passages["en"]))]
    compare("en→any of four", "en", questions["en"], passages, drawn, gold)
    compare("vi→any of four", "vi", questions["vi"], passages, drawn, gold)


def compare(
    title: str, asking: str, questions: Vectors, passages: dict[str, Vectors], drawn: list[str], gold: NDArray[np.int_]
) -> None:
    """Print one line: the share of questions whose own paragraph comes first, in each way."""
    mean_of = {language: offset(language, side="passage", encoder_name=BundledEncoder.name) for language in passages}
    of_all = offset("an unknown language", side="passage", encoder_name=BundledEncoder.name)
    plain = np.stack([passages[language][place] for place, language in enumerate(drawn)])

    def moved(means: dict[str, NDArray[np.float32] | None]) -> Vectors:
        return np.concatenate([without(plain[i : i + 1], means[language]) for i, language in enumerate(drawn)])

    mean = offset(asking, side="question", encoder_name=BundledEncoder.name)
    ways = (
        (questions, plain),
        (without(questions, mean), moved(mean_of)),
        (without(questions, mean), moved({**mean_of, "de": None})),
        (without(questions, mean), moved({**mean_of, "de": of_all})),
    )
    print(f"{title:16}", *(f"{np.mean(np.argmax(q @ p.T, axis=1) == gold):.3f}" for q, p in ways))


if __name__ == "__main__":
    main()
