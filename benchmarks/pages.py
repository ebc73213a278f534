"""Real news pages as files: is title, byline, day, standfirst and body what a person sees there?

    python -m benchmarks.pages [--pages FOLDER] [--half 0|1] [--only NAME] [--show 10]

Pages are .html.gz, and `expected.jsonl` beside them has what is expected of each. The bare extractor, trafilatura as
its authors ship it, reads the same pages in the same run.

The words of a body are counted as a bag, standfirst included; a script without spaces counts characters. A title is
right if it differs in space, case and marks alone; a byline, if it names everybody expected and nobody else; a day, if
it is the day where the page was published or in UTC. A standfirst is kept if nine of ten of its words stand in the
text in order.
"""

import argparse
import gzip
import json
import re
import statistics
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from benchmarks.sets import DATA
from ingest.article import Article
from ingest.read import read
from ingest.readers.blocks import plain_words

WELL_READ = 0.9  # of the F1 of a body


@dataclass(frozen=True, slots=True)
class Told:
    """What some reader tells of a page."""

    title: str = ""
    byline: str = ""
    day: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """How a page was read; None where nothing is expected."""

    file: str
    title: bool
    authors: bool | None
    day: bool
    standfirst: bool | None
    body: float  # F1, 0 to 1
    precision: float
    recall: float


def marks(told: Told, expected: dict[str, Any]) -> Marks:
    """Compare what is told of a page with what is expected of it."""
    wanted = plain_words("\n".join([*expected["standfirst"], *expected["paragraphs"]]))
    found = plain_words(told.text)
    common = sum((Counter(wanted) & Counter(found)).values())
    precision, recall = common / max(len(found), 1), common / max(len(wanted), 1)
    names = {plain_words(name) for name in expected["authors"]}
    given = {plain_words(name) for name in re.split(r",|;| / | \| ", told.byline) if name.strip()}
    standfirst = plain_words("\n".join(expected["standfirst"]))
    return Marks(
        expected["file"],
        plain_words(told.title) == plain_words(expected["title"]),
        given == names if names else None,
        told.day[:10] in _days(expected["published"]),
        in_order(standfirst, found) >= WELL_READ if standfirst else None,
        2 * precision * recall / max(precision + recall, 1e-9),
        precision,
        recall,
    )


def in_order(some: Sequence[str], found: Sequence[str]) -> float:
    """The share of some words that stand among those found, in order and in runs of three or more.

    >>> in_order("the port is shut".split(), "news the port is shut today".split())
    1.0
    """
    runs = SequenceMatcher(None, some, found, autojunk=False).get_matching_blocks()
    return sum(run.size for run in runs if run.size >= min(3, len(some))) / max(len(some), 1)


def _days(published: str) -> set[str]:
    moment = datetime.fromisoformat(published)
    return {moment.date().isoformat(), *([moment.astimezone(UTC).date().isoformat()] if moment.tzinfo else [])}


def by_newsbot(file: Path) -> Told:
    one = next(iter(read(str(file))), None)
    if not isinstance(one, Article):
        return Told()
    return Told(one.title, one.byline or "", one.published or "", one.text)


def by_trafilatura(file: Path) -> Told:
    import trafilatura

    found = trafilatura.bare_extraction(file.read_bytes().decode("utf-8", "replace"), with_metadata=True)
    if found is None:
        return Told()
    return Told(found.title or "", found.author or "", found.date or "", found.text or "")


READERS: dict[str, Callable[[Path], Told]] = {"newsbot": by_newsbot, "trafilatura alone": by_trafilatura}


def share(some: Sequence[bool | None]) -> str:
    counted = [one for one in some if one is not None]
    return f"{sum(counted) / max(len(counted), 1):.3f} of {len(counted)}"


def tell(name: str, every: Sequence[Marks]) -> None:
    bodies = [one.body for one in every]
    print(f"{name}, {len(every)} pages")
    for field in ("title", "authors", "day", "standfirst"):
        print(f"  {field}: {share([getattr(one, field) for one in every])}")
    good = sum(body >= WELL_READ for body in bodies) / len(bodies)
    print(f"  body: F1 {statistics.mean(bodies):.3f}, at {WELL_READ} or more {good:.3f}", end="; ")
    print(f"precision {statistics.mean(one.precision for one in every):.3f}", end=", ")
    print(f"recall {statistics.mean(one.recall for one in every):.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, default=DATA / "pages")
    parser.add_argument("--half", type=int, choices=(0, 1), help="every second page, from the first or the second")
    parser.add_argument("--only", help="pages whose name holds this")
    parser.add_argument("--show", type=int, default=0, help="of the pages that are read worst")
    options = parser.parse_args()
    if not (options.pages / "expected.jsonl").exists():
        raise SystemExit(f"{options.pages} has no expected.jsonl: give the folder of pages with --pages")
    lines = (options.pages / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    every = [json.loads(line) for line in lines]
    if options.half is not None:
        every = every[options.half :: 2]
    if options.only:
        every = [one for one in every if options.only in one["file"]]
    found: dict[str, list[Marks]] = {name: [] for name in READERS}
    with tempfile.TemporaryDirectory() as folder:
        for expected in every:
            file = Path(folder) / expected["file"].removesuffix(".gz")
            file.write_bytes(gzip.decompress((options.pages / expected["file"]).read_bytes()))
            for name, reader in READERS.items():
                told = reader(file)
                found[name].append(marks(told, expected))
                if name == "newsbot" and options.only:
                    print(told)
    for name, some in found.items():
        tell(name, some)
    for one in sorted(found["newsbot"], key=lambda one: one.body)[: options.show]:
        print(one)


if __name__ == "__main__":
    main()
