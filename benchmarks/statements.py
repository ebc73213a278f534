"""Score find_statements: spans found, speakers right, precision, each with its count and 95 % interval.

    python benchmarks/statements.py              # both halves of statements/*.jsonl, and statements/plain/ whole
    python benchmarks/statements.py --errors     # and every mistake on the development half (never on the other)
    python benchmarks/statements.py --german     # both halves of german_quotes/dev.jsonl (NEWSBOT_BENCH_DATA)
    python benchmarks/statements.py --news       # training/news/statements.jsonl, by language

The rules are in statements/README.md.
"""

import argparse
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

from ingest.article import Statement
from ingest.statements.find import find_statements
from ingest.text.names import fold
from ingest.text.sentences import find_sentences

LABELS = Path(__file__).parent / "statements"
DATA = Path(os.environ.get("NEWSBOT_BENCH_DATA", Path(__file__).parents[2] / "shared" / "data"))
GERMAN = DATA / "german_quotes" / "dev.jsonl"
NEWS = Path(__file__).parents[1] / "training" / "news"
FEWEST = 20  # labels of a language, fewer of which tell nothing
SAME_SPAN = 0.8  # of the words that either span covers, both cover this part
ARTICLE = re.compile(r"^(?:the|an?|les?|la|une?|des|l')\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A statement as the label has it."""

    start: int
    end: int
    speaker: str


@dataclass(slots=True)
class Tally:
    """How many statements there are, were found, have their speaker; and how many were found that are none."""

    wanted: int = 0
    found: int = 0
    speakers: int = 0
    false: int = 0
    mistakes: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """The figures, one a line."""
        yield f"  span found     {rate(self.found, self.wanted)}"
        yield f"  speaker right  {rate(self.speakers, self.wanted)}"
        yield f"  precision      {rate(self.found, self.found + self.false)}"


def rate(right: int, of: int) -> str:
    """A share with its count and Wilson's interval.

    >>> rate(9, 10)
    '0.900 (9/10, 95 % 0.596 to 0.982)'
    """
    if not of:
        return "none"
    share, z = right / of, 1.96
    middle = share + z * z / (2 * of)
    spread = z * (share * (1 - share) / of + z * z / (4 * of * of)) ** 0.5
    low, high = (middle - spread) / (1 + z * z / of), (middle + spread) / (1 + z * z / of)
    return f"{share:.3f} ({right}/{of}, 95 % {low:.3f} to {high:.3f})"


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """What two spans share, of what either covers."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / (max(one[1], other[1]) - min(one[0], other[0]))


def score(
    tally: Tally, text: str, found: tuple[Statement, ...], wanted: list[Labelled], either: list[tuple[int, int]]
) -> None:
    """Add one article to a tally: each label takes the span that fits it best, one span one label."""
    pairs = sorted(
        (
            (overlap((s.start, s.end), (w.start, w.end)), i, j)
            for (i, s), (j, w) in product(enumerate(found), enumerate(wanted))
        ),
        reverse=True,
    )
    taken: dict[int, int] = {}
    for share, i, j in pairs:
        if share >= SAME_SPAN and i not in taken and j not in taken.values():
            taken[i] = j
    tally.wanted += len(wanted)
    tally.found += len(taken)
    for i, j in taken.items():
        if same_speaker(found[i].speaker, wanted[j].speaker):
            tally.speakers += 1
        else:
            tally.mistakes.append(
                f"SPEAKER {found[i].speaker!r} for {wanted[j].speaker!r}: {text[found[i].start : found[i].end]!r}"
            )
    for j, label in enumerate(wanted):
        if j not in taken.values():
            tally.mistakes.append(f"MISSED {label.speaker!r}: {text[label.start : label.end]!r}")
    for i, statement in enumerate(found):
        span = (statement.start, statement.end)
        if i in taken or any(overlap(span, e) > 0.5 or (span[0] >= e[0] and span[1] <= e[1]) for e in either):
            continue
        tally.false += 1
        tally.mistakes.append(f"FALSE {statement.speaker!r} {statement.kind}: {text[span[0] : span[1]]!r}")


def same_speaker(found: str, wanted: str) -> bool:
    """Whether two speakers are written alike but for case, accents and an article."""
    return _bare(found) == _bare(wanted)


def _bare(speaker: str) -> str:
    return fold(ARTICLE.sub("", speaker.replace("’", "'")))


def count(tally: Tally, read: dict[str, Any], language: str) -> None:
    """Add one labelled article to a tally."""
    text = read["text"]
    found = find_statements(text, find_sentences(text, language), language=language)
    wanted = [Labelled(one["start"], one["end"], one["speaker"]) for one in read["statements"]]
    either = [(one["start"], one["end"]) if isinstance(one, dict) else tuple(one) for one in read.get("either", [])]
    score(tally, text, found, wanted, either)


def labelled(language: str, half: int | None, *, folder: Path = LABELS) -> Tally:
    """One half of a language's labelled articles, or all: 1 has the odd lines, 0 the even ones."""
    tally = Tally()
    for number, line in enumerate((folder / f"{language}.jsonl").read_text("utf-8").splitlines(), 1):
        if half not in (None, number % 2):
            continue
        seen = len(tally.mistakes)
        count(tally, json.loads(line), language)
        tally.mistakes[seen:] = [f"line {number}: {mistake}" for mistake in tally.mistakes[seen:]]
    return tally


def news() -> dict[str, Tally]:
    """The news articles of training/, by language, those with most labels first, and all of them together.

    A statement that is labelled without a speaker, because nobody can tell, is not asked for and not wrong.
    """
    articles, rows = ((NEWS / name).read_text("utf-8").splitlines() for name in ("articles.jsonl", "statements.jsonl"))
    texts = {row["document"]: row for row in map(json.loads, articles)}
    tallies = {"all": Tally()}
    for row in map(json.loads, rows):
        article = texts[row["document"]]
        unsaid = [one for one in row["statements"] if not one["speaker"]]
        said = [one for one in row["statements"] if one["speaker"]]
        read = {"text": article["text"], "statements": said, "either": [*row["either"], *unsaid]}
        for name in ("all", article["language"]):
            count(tallies.setdefault(name, Tally()), read, article["language"])
    return dict(sorted(tallies.items(), key=lambda one: -one[1].wanted))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="list the mistakes on the development half")
    parser.add_argument("--german", action="store_true", help="score german_quotes instead")
    parser.add_argument("--news", action="store_true", help="score the news articles of training/ instead")
    chosen = parser.parse_args()
    if chosen.news:
        for language, tally in news().items():
            if tally.wanted >= FEWEST:
                print(f"{language}, our news", *tally.lines(), sep="\n")
        return
    if chosen.german:
        from benchmarks.statements_german import german  # it scores by this file's rules

        if not GERMAN.is_file():
            parser.error(f"no quotations at {GERMAN}: set NEWSBOT_BENCH_DATA")
        for half, name in ((1, "development half"), (0, "unseen half")):
            counted = german(GERMAN, half)
            print(f"de, {name}", *counted.lines(), sep="\n")
            if chosen.errors and half:
                print(*counted.mistakes, sep="\n")
        return
    for language in sorted(path.stem for path in LABELS.glob("*.jsonl")):
        for half, name in ((1, "development half"), (0, "unseen half")):
            tally = labelled(language, half)
            print(f"{language}, {name}", *tally.lines(), sep="\n")
            if chosen.errors and half:
                print(*tally.mistakes, sep="\n")
    for language in sorted(path.stem for path in (LABELS / "plain").glob("*.jsonl")):
        print(f"{language}, as papers have it", *labelled(language, None, folder=LABELS / "plain").lines(), sep="\n")


if __name__ == "__main__":
    main()
