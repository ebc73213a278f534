"""The words by which a language names days, read from `ingest/languages/`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ingest.languages import load


@dataclass(frozen=True, slots=True)
class DayWords:
    """One language's names of months, weekdays and days near the article's own, lower case."""

    months: Mapping[str, int]
    short: Mapping[str, int]
    month_words: Mapping[str, int]  # after "tháng"
    weekdays: Mapping[str, int]  # 0 is Monday
    relative: Mapping[str, int]  # days from the article's own
    not_after: Mapping[str, frozenset[str]]
    unsure: frozenset[str]
    before: frozenset[str]
    weekday_not_after: frozenset[str]
    weekday_after: frozenset[str]  # a weekday in small letters must stand after one of these; empty: anywhere
    day_parts: frozenset[str]  # written in one word with a weekday: "Freitagabend"
    coming: frozenset[str]
    gone: frozenset[str]
    numeric: frozenset[str]
    only_day: frozenset[str]
    day_first: bool
    capital: bool


@cache
def day_words(language: str) -> DayWords:
    """The day words of a language; none where none are listed, and dates in digits are then read day first."""
    own = load(language, "dates")

    def numbered(key: str, first: int) -> dict[str, int]:
        return {
            word.replace("_", " "): number
            for number, forms in enumerate(own.get(key, []), first)
            for word in forms.split()
        }

    def listed(key: str) -> frozenset[str]:
        return frozenset(own.get(key, "").replace("_", " ").split())

    return DayWords(
        months=numbered("months", 1),
        short=numbered("short", 1),
        month_words=numbered("month_words", 1),
        weekdays=numbered("weekdays", 0),
        relative=own.get("relative", {}),
        not_after={word: frozenset(words.split()) for word, words in own.get("not_after", {}).items()},
        unsure=listed("unsure"),
        before=listed("before"),
        weekday_not_after=listed("weekday_not_after"),
        weekday_after=listed("weekday_after"),
        day_parts=listed("day_parts"),
        coming=listed("coming"),
        gone=listed("gone"),
        numeric=listed("numeric"),
        only_day=listed("only_day"),
        day_first=own.get("day_first", True),
        capital=own.get("capital", False),
    )
