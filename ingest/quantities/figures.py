"""Digits that count nothing: times, scores, years in pairs, names with numbers, telephones and addresses."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from ingest.quantities.number_words import number_words
from ingest.quantities.written_dates import day_words, written_dates

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
ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,2000}|[@#]\w{1,64}|(?<=@)[\w.-]{1,64}")
ALWAYS = re.compile(r"(?<![\w.,/])24/7(?![\w/])")  # round the clock
TELEPHONE = re.compile(
    r"(?<![\w.,])(?<!\d[ \u00a0\u202f])(?:\+\d{1,3}|0\d{1,4})(?:[ \u00a0\u202f./-]\(?\d{2,4}\)?){2,5}(?![\w.,]?\d)"
)
YEARS = re.compile(r"(?<![\d.,/-])(?P<one>(?:19|20)\d\d)[-–/](?P<other>\d\d|(?:19|20)\d\d)(?![\w/-]|[.,]\d)")
DECADE = re.compile(
    r"(?<![\w.,])(?P<year>1[5-9]\d0|20\d0)['’]?(?:s|er|ern|[-‑](?:х|е))(?!\w)"
    r"|(?<!\w)(?:années|años|thập\s(?:niên|kỷ)|những\snăm)\s(?P<short>(?:19|20)?\d0)(?!\d)(?:\sdel\ssiglo\sXX(?!\w))?",
    re.IGNORECASE,
)
SCORE = re.compile(r"(?<![\w.,:/–-])(?P<one>\d{1,2})[-–:](?P<other>\d{1,2})(?!\w|[:/–-](?![A-ZÄÖÜ])|[.,]\d|\s?[%°€$£])")
AFTER_SCORE = re.compile(
    r"\s(?!(?:in|at|by|to|on|and|after|against|win|for|face|contre|à|au|en|et|gegen|bei|im|und|contra|ante|y|trước)\b)"
    r"[^\W\d_A-ZА-Я]"
)
CODE = re.compile(r"(?<![^\W_])(?P<letters>[^\W\d_]{1,12})(?P<dash>[-‑]?)(?P<digits>\d{1,4})(?P<tail>\w{0,12})")
SHORT_CODE = re.compile(r"(?<![\w.,])(?:(?P<generation>[2-6])(?P<g>G)|(?P<lines>[48])K|(?P<sides>3)D)(?!\w)")
CENTURY = re.compile(
    r"(?<!\w)(?P<before>[IVX]{1,5})(?:e|ème|\s[-–]?)?\s?(?:siècle|век[аеу]?(?!\w))"
    r"|(?<!\w)(?:siglo|thế\skỷ(?:\sthứ)?)\s(?P<after>[IVX]{1,5}|\d{1,2})(?!\w)"
    r"|(?<![\w.,])(?P<digits>\d{1,2})\.\sJahrhunderts?(?!\w)",
    re.IGNORECASE,
)
NTH = {
    "de": re.compile(r"(?<!\w)(?:der|die|das|dem|den|des|im|am|zum|zur|vom|beim)\s(?P<nth>\d{1,3})\.\s(?=[A-ZÄÖÜ])"),
    "vi": re.compile(r"(?<!\w)(?P<lead>[^\W\d_]{1,7})\sthứ\s(?P<nth>\d{1,3}|[^\W\d_]{2,4})(?!\w|\smươi)"),
}
PREFIXES = frozenset(
    [
        "mid",
        "pre",
        "post",
        "sub",
        "non",
        "anti",
        "super",
        "top",
        "ab",
        "bis",
        "nach",
        "vor",
        "seit",
        "mi",
        "des",
        "les",
        "la",
        "le",
        "the",
    ]
)
SIGNS = frozenset(
    ["eur", "usd", "gbp", "chf", "rs", "vnd", "rub", "us", "aud", "cad", "hkd", "cny", "rmb", "jpy", "inr", "krw"]
)
ROMAN = {"i": 1, "v": 5, "x": 10}
FigureKind = Literal["time", "score", "year", "name", "ordinal"]


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


class Figure(NamedTuple):
    """Digits at `text[start:end]`; with no kind they are to be ignored."""

    start: int
    end: int
    kind: FigureKind | None = None
    value: float = 0
    unit: str | None = None


def figures(text: str, language: str) -> tuple[Figure, ...]:
    """What is claimed before counts are read, in reading order and not overlapping; dates first.

    >>> [(f.kind, f.value, f.unit) for f in figures("At 9.30pm the G7 spoke of Covid-19.", "en")]
    [('time', 1290, None), ('name', 7, 'g'), ('name', 19, 'covid')]
    """
    found = [[Figure(date.start, date.end)] for date in written_dates(text, language)]
    found += _addresses(text)
    found += [[Figure(one.start, one.end, "time", one.minutes)] for one in clock_times(text, language)]
    found += _years(text)
    found += _ordinals(text, language)
    found += _names(text)
    found += _scores(text)
    chosen: list[Figure] = []
    free = 0
    for group in sorted(found, key=lambda group: group[0].start):  # a stable sort: of two that start alike, the first
        if group[0].start >= free:
            chosen += group
            free = group[-1].end
    return tuple(chosen)


def _addresses(text: str) -> Iterator[list[Figure]]:
    for pattern in (ADDRESS, TELEPHONE, ALWAYS):
        for match in pattern.finditer(text):
            yield [Figure(match.start(), match.end())]


def _years(text: str) -> Iterator[list[Figure]]:
    """Two years in one, "2023-24", and decades."""
    for match in YEARS.finditer(text):
        one, other = int(match["one"]), int(match["other"])
        other += one // 100 * 100 if other < 100 else 0
        if one < other:
            yield [
                Figure(match.start("one"), match.end("one"), "year", one),
                Figure(match.start("other"), match.end(), "year", other),
            ]
    for match in DECADE.finditer(text):
        year = int(match["year"] or match["short"])
        yield [Figure(match.start(), match.end(), "year", year + (1900 if year < 100 else 0), "decade")]


def _ordinals(text: str, language: str) -> Iterator[list[Figure]]:
    """Centuries in either digits, and ordinals that only their surroundings tell from counts."""
    for match in CENTURY.finditer(text):
        written = match["before"] or match["after"] or match["digits"]
        if written.isdecimal() or written.isupper():
            value = int(written) if written.isdecimal() else _roman(written)
            yield [Figure(match.start(), match.end(), "ordinal", value, "century")]
    if pattern := NTH.get(language):
        for match in pattern.finditer(text):
            written = match["nth"]
            if language == "vi" and match["lead"].lower() in day_words("vi").weekday_after and written not in ("nhất",):
                continue  # "sáng thứ ba" is Tuesday
            nth = int(written) if written.isdecimal() else number_words(language).add.get(written)
            if nth:
                yield [Figure(match.start("nth"), match.end("nth"), "ordinal", nth)]


def _names(text: str) -> Iterator[list[Figure]]:
    """Names with digits in them: "G7", "F-16", "Covid-19"; what mixes them more is ignored."""
    for match in CODE.finditer(text):
        letters, tail = match["letters"], match["tail"]
        lower = letters.lower()
        is_year = len(match["digits"]) == 4 and match["dash"]
        if lower in PREFIXES or lower in SIGNS or is_year:
            continue
        if letters[0].isupper() or lower == "covid":
            is_plain = len(tail) < 2 or tail.isalpha()
            yield [Figure(match.start(), match.end(), "name" if is_plain else None, int(match["digits"]), lower)]
        elif not match["dash"] and lower not in ("km", "m", "cm"):
            yield [Figure(match.start(), match.end())]
    for match in SHORT_CODE.finditer(text):
        yield [Figure(match.start(), match.end(), "name", int(match.group()[0]), match.group()[1].lower())]


def _scores(text: str) -> Iterator[list[Figure]]:
    """Both sides of a score; "3-5 people" are no score."""
    for match in SCORE.finditer(text):
        one, other = int(match["one"]), int(match["other"])
        if one >= other or not AFTER_SCORE.match(text, match.end()):
            yield [
                Figure(match.start("one"), match.end("one"), "score", one),
                Figure(match.start("other"), match.end("other"), "score", other),
            ]


def _roman(written: str) -> int:
    """The value of a Roman number up to XXXIX."""
    values = [ROMAN[letter] for letter in written.lower()]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))
