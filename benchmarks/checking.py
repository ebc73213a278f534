"""Measure the whole check, looking up and comparing: `python -m benchmarks.checking`.

NTREX articles stand in the archive, each in one random language; a third of the articles is left out of it. English
sentences of both halves are pasted as drafts, as they are and with one number changed. What is there should match, what
was changed should differ, what is not there should not be found. Even articles are reported apart from odd ones, on
which the thresholds were chosen.
"""

import argparse
import json
import random
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.figures import recall
from benchmarks.sets import DATA
from bot.check.check import check
from bot.newsbot import NewsBot
from vectorstore.archive import Archive
from vectorstore.encoder import open_encoder

LANGUAGES = ("en", "fr", "de", "es", "vi", "ru")
SENTENCES = 6  # of an article
DIGITS = re.compile(r"(?<![\w.,:-])\d{2,3}(?![\w.,:-])")
VERDICTS = ("matches", "partly", "differs", "not_found")


def changed(sentence: str, drawn: random.Random) -> str | None:
    """The sentence with one number of two or three digits changed; None where it has none."""
    found = list(DIGITS.finditer(sentence))
    if not found:
        return None
    one = drawn.choice(found)
    other = str(int(one.group()) + drawn.choice((3, 11, 20, 37)))
    return sentence[: one.start()] + other + sentence[one.end() :]


def main() -> None:
    """Fill an archive, check sentences, print the table."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    source = DATA / "ntrex" / "articles.jsonl"
    if not source.is_file():
        print(f"There is no {source}; skipped.", file=sys.stderr)
        return
    rows = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
    by: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        by.setdefault(row["document"], {})[row["language"]] = row["sentences"]
    drawn = random.Random(11)
    documents = sorted(by)
    there = {one for place, one in enumerate(documents) if place % 3 < 2}
    counts: dict[tuple[str, str], Counter[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive.open(Path(folder) / "archive", open_encoder(), create=True)
        bot = NewsBot(archive)
        spoken = {one: drawn.choice(LANGUAGES) for one in documents}
        for one in documents:
            if one in there:
                text = f"{by[one][spoken[one]][0]}\n\n" + " ".join(by[one][spoken[one]][1:])
                list(bot.add_pasted(text, where=one))
        for place, one in enumerate(documents):
            half = "odd" if place % 2 else "even"
            for sentence in by[one]["en"][1 : 1 + SENTENCES]:
                if len(sentence) < 60 or any(c in sentence for c in '“”"«»'):
                    continue
                kinds = {"there": sentence, "one number changed": changed(sentence, drawn)}
                if one not in there:
                    kinds = {"not there": sentence}
                for kind, text in kinds.items():
                    if text is None:
                        continue
                    across = "own" if spoken[one] == "en" else "across"
                    *_, report = check(archive, text)
                    key = (half, kind if kind == "not there" else f"{kind}, {across}")
                    counts.setdefault(key, Counter()).update(one.verdict for one in report.sentences)
        archive.close()
    print("| half | sentences | n | " + " | ".join(VERDICTS) + " |\n|---|---|---" + "|---" * len(VERDICTS) + "|")
    for (half, kind), found in sorted(counts.items()):
        total = sum(found.values())
        print(
            f"| {half} | {kind} | {total} | "
            + " | ".join(str(recall([(0,)] * found[one] + [()] * (total - found[one]), 1)) for one in VERDICTS)
            + " |"
        )


if __name__ == "__main__":
    main()
