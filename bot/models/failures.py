"""Tell a reader in one line why a chat model failed and what to do, whatever its library raised."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.errors import WriterFailed

LONGEST_NAME = 80
READ = 2_000  # characters of an error's own words
OURS_NOT = (Exception, BaseException, OSError, ValueError, object)  # classes whose names tell nothing


@dataclass(frozen=True, slots=True)
class Failure:
    """One way to fail: how its errors are known, and what a reader is told."""

    statuses: frozenset[int]
    names: re.Pattern[str]
    words: re.Pattern[str]
    told: str
    remedy: str


def failed(model: str, error: BaseException, *, midway: bool) -> WriterFailed:
    """What a reader is told of an error; `midway` says that a part of the answer had come.

    >>> print(failed("qwen3", ConnectionRefusedError("http://me:secret@10.0.0.7"), midway=False))
    The model qwen3 could not be reached. Check that it is running, and its address.
    """
    kind = kind_of(error)
    return told_of(model, "cut" if midway and kind in ("unreachable", "other") else kind)


def told_of(model: str, kind: str) -> WriterFailed:
    """What a reader is told of this way to fail."""
    failure = _failures()[kind]
    return WriterFailed(model, failure.told, failure.remedy)


def kind_of(error: BaseException) -> str:
    """Which of the ways an error is: too long by its words first, then by its HTTP status, its class, its words."""
    failures, words = _failures(), str(error)[:READ]
    chain = tuple(_chain(error))
    if 400 in map(_status, chain) and failures["too_long"].words.search(words):
        return "too_long"
    for one in chain:
        status, names = _status(one), [base.__name__ for base in type(one).__mro__ if base not in OURS_NOT]
        for kind, failure in failures.items():
            if status in failure.statuses or any(map(failure.names.search, names)):
                return kind
    return next((kind for kind, failure in failures.items() if failure.words.search(words)), "other")


def name_of(model: object) -> str:
    """What a model is called, on one short line: its own name without a file's folders, else its class's."""
    names = (getattr(model, field, None) for field in ("model_name", "model", "model_id"))
    named = next((one for one in names if isinstance(one, str)), "")
    return " ".join(re.split(r"[/\\]", named)[-1].split())[:LONGEST_NAME] or type(model).__name__


def _chain(error: BaseException, most: int = 8) -> Iterator[BaseException]:
    """An error and those it came of."""
    one: BaseException | None = error
    while one is not None and most:
        yield one
        one, most = one.__cause__ or one.__context__, most - 1


def _status(error: BaseException) -> int | None:
    """The HTTP status an error tells, as the providers' libraries name it."""
    response = getattr(error, "response", None)
    found = (getattr(error, "status_code", None), getattr(error, "code", None), getattr(response, "status_code", None))
    return next((one for one in found if isinstance(one, int)), None)


@cache
def _failures() -> Mapping[str, Failure]:
    table = tomllib.loads((files(__package__) / "failures.toml").read_text("utf-8"))
    return {
        kind: Failure(
            statuses=frozenset(one["statuses"]),
            names=re.compile(one["names"]),
            words=re.compile(one["words"], re.IGNORECASE),
            told=one["told"],
            remedy=one["remedy"],
        )
        for kind, one in table.items()
    }
