"""The times of day a text tells: "9.30pm", "à 9 h", "14 Uhr", "las dos de la tarde", "7 giờ tối", "в 9 часов"."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ingest.quantities.number_words import number_words

CLOCK = re.compile(
    r"(?<![\w.,:/-])(?P<hour>[01]?\d|2[0-4])(?:\s?[hH]\s?|:|\sgiờ\s|\sheures?\s)(?P<minute>[0-5]\d)(?!\d|[:.,]\d)"
    r"(?:\s?(?P<half>[apAP])\.?[mM]\b|(?:\sgiờ)?\s(?P<part>sáng|trưa|chiều|tối|đêm)(?!\w))?"
)
HOUR = r"(?P<hour>[01]?\d|2[0-4])"
# Which times are told by a language's own words. "à 9 h" is a time and "9 h" a duration, as "à 2 heures de route" is.
OWN = {
    "en": (
        r"(?<![\w.,:/-])(?P<hour>1[0-2]|[1-9])(?:\.(?P<minute>[0-5]\d))?\s?(?P<half>[apAP])(?:[mM]|\.[mM]\.?)(?!\w)",
    ),
    "fr": (rf"(?<!\w)(?:[àÀ]|[Vv]ers|[Dd]ès)\s{HOUR}\s?(?:h|heures?)(?!\w|\s?\d|\s(?:de|d['’])\b)",),
    "de": (r"(?<![\w.,:/-])(?P<hour>[01]?\d|2[0-4])(?:[.:](?P<minute>[0-5]\d))?\s?Uhr(?!\w)",),
    "es": (
        rf"(?<!\w)[Ll]as?\s(?:{HOUR}(?:[.:](?P<minute>[0-5]\d))?|(?P<word>SPELLED))"
        r"(?:\s(?:horas|h)(?!\w))?\sde\sla\s(?P<part>mañana|tarde|noche|madrugada)(?!\w)",
        rf"(?<!\w)[Ll]as?\s{HOUR}(?:[.:](?P<minute>[0-5]\d))?\s(?:horas|h)\b",
    ),
    "vi": (
        rf"(?<![\w.,:/-]){HOUR}(?:\.(?P<minute>[0-5]\d)(?:\sgiờ)?|\s?(?:h|giờ))\s"
        r"(?P<part>sáng|trưa|chiều|tối|đêm)(?!\w)",
        rf"(?<!\w)(?:[Ll]úc|[Vv]ào|[Hh]ồi)\s{HOUR}\s?(?:h|giờ)(?!\w|\s?\d)",
    ),
    "ru": (rf"(?<!\w)[вкВК]\s{HOUR}\sчас(?:ов|а)?(?!\w)(?:\s(?P<part>утра|дня|вечера|ночи)(?!\w))?",),
}
AFTER_NOON = frozenset(("tarde", "chiều", "tối", "дня", "вечера", "noche"))


class ClockTime(NamedTuple):
    """A time of day at `text[start:end]`, in minutes after midnight."""

    start: int
    end: int
    minutes: int


def clock_times(text: str, language: str) -> Iterator[ClockTime]:
    """The times of a text; two readings of one place may both be told, the better first.

    >>> [one.minutes for one in clock_times("At 9.30pm and 14:05", "en")]
    [1290, 845]
    """
    for pattern in (*_own(language), CLOCK):
        for match in pattern.finditer(text):
            told = match.groupdict()
            word = told.get("word")
            hour = int(told["hour"]) if told["hour"] else int(number_words(language).add.get((word or "").lower(), 1))
            half, part = (told.get("half") or "").lower(), (told.get("part") or "").lower()
            if half:
                hour = hour % 12 + (12 if half == "p" else 0)
            elif part in AFTER_NOON and hour < 12:
                hour += 12
            start = match.start("hour") if told["hour"] else match.start("word")
            yield ClockTime(start, match.end(), hour * 60 + int(told.get("minute") or 0))


@cache
def _own(language: str) -> tuple[re.Pattern[str], ...]:
    """A language's own patterns, with its spelled hours where they are told."""
    hours = [word for word, value in number_words(language).add.items() if value in range(1, 13)]
    spelled = "|".join(sorted([*hours, "una"], key=len, reverse=True))
    return tuple(re.compile(pattern.replace("SPELLED", spelled)) for pattern in OWN.get(language, ()))
