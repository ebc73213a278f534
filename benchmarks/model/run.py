"""Ask one question after another, and keep each answer as soon as it is there."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from tqdm import tqdm

from benchmarks.model.asking import Desk, Record, without
from benchmarks.model.kept import Kept
from benchmarks.model.sets import Asked

MOST_SILENT = 3  # questions in a row for which a model wrote nothing: then it is not there any more


@dataclass(frozen=True, slots=True)
class Task:
    """One question to ask at one desk, the article that answers it there or taken out."""

    desk: Desk
    asked: Asked
    there: str  # "there", "gone"
    article_id: str  # in the archive; "" where none answers

    def done(self) -> Record:
        """Ask it."""
        if self.there == "there":
            return self.desk.record(self.asked, self.there)
        with without(self.desk.archive, self.article_id):
            return self.desk.record(self.asked, self.there)


class ModelGone(Exception):
    """A model that was there has written nothing for several questions in a row."""


def ask(tasks: Sequence[Task], kept: Kept) -> None:
    """Ask what is not kept yet; raises ModelGone.

    What a model left unanswered is kept once it answers again, and asked again by the next run if it never does.
    """
    keys = [kept.key(one.asked.set, one.there, one.asked.question, one.asked.first) for one in tasks]
    left = [(key, one) for key, one in zip(keys, tasks, strict=True) if key not in kept.records]
    print(f"{len(tasks)} questions, {len(tasks) - len(left)} of them answered before", file=sys.stderr)
    waiting: list[Record] = []
    for key, task in tqdm(left, unit="question", smoothing=0.1):
        record = task.done()
        waiting.append(record | {"key": key})
        if not _is_silent(record):
            _keep(waiting, kept)
        elif len(waiting) == MOST_SILENT:
            raise ModelGone(
                f"{record['reply']['notice']} Nothing came {MOST_SILENT} times; run again to go on from here."
            )
    _keep(waiting, kept)


def _is_silent(record: Record) -> bool:
    """Whether a model was asked, and nothing came of it."""
    return record["reply"]["kind"] == "fallback" and not any(record["raw"])


def _keep(waiting: list[Record], kept: Kept) -> None:
    while waiting:
        kept.keep(waiting.pop(0))
