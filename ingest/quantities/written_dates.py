"""The dates that a text writes out, as far as they are written: "12 October 2023", "ngày 12-10", "en octobre"."""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ingest.languages import load

WORD = re.compile(r"[^\W\d_]+")
NTH = r"(?:st|nd|rd|th|er|º|ª|°|\.|[-‑]?го|[-‑]?е)?"
LINK = r"\s?(?:-|–|/|to|and|bis|und|et|à|au|y|al|a|и|по|до|đến|và)\s?"
OF = r"\s?(?:of\s|de\s|d['’])?\s?"
YEAR = r"(?:1[5-9]|20)\d\d(?!\d|[.,]\d)"
DAY_BEFORE = re.compile(rf"(?<![\d.,/-])(?P<day>\d{{1,2}}){NTH}(?:{LINK}(?P<until>\d{{1,2}}){NTH})?{OF}$", re.I)
DAY_AFTER = re.compile(
    rf"\.?\s(?:the\s)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:{LINK}(?P<until>\d{{1,2}}))?(?![\d:%]|[.,]\d|\s%)"
)
YEAR_AFTER = re.compile(rf"\.?,?\s?(?:de\s|del\s|of\s)?(?P<year>{YEAR})(?:\sгод[ау]?)?")
ISO = re.compile(r"(?<![\w.,/-])(?P<year>(?:1[5-9]|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])")
FULL = re.compile(
    rf"(?<![\w.,/-])(?P<one>\d{{1,2}})\s?(?P<mark>[/.-])\s?(?P<other>\d{{1,2}})\s?(?P=mark)\s?(?P<year>{YEAR})"
)
SHORT = re.compile(
    r"(?P<lead>(?<!\w)[^\W\d_]{1,12}\s|\()?(?<![\w.,/:-])(?P<one>\d{1,2})(?P<mark>[/.-])(?P<other>\d{1,2})(?P<dot>\.?)(?![\w/-]|[.,:]\d|\s?%)"
)
THANG = re.compile(
    r"(?:(?P<ngay>ngày\s(?:mùng\s|mồng\s)?|mùng\s)?(?<![\d.,/-])(?P<day>\d{1,2})(?:\s?(?:-|–|đến|và)\s?(?P<until>\d{1,2}))?\s)?"
    r"(?<!\w)tháng\s(?P<month>1[0-2]|0?[1-9](?!\d)|[^\W\d_]+(?:\s(?:một|hai)(?!\w))?)(?!\d|\.\d)"
    rf"(?:(?:\snăm\s|[/-]|,?\s)(?P<year>{YEAR}))?",
    re.I,
)
YEAR_NEAR = (["năm", "ngoái"], ["năm", "nay"], ["năm", "trước"], ["năm", "sau"], ["năm", "tới"], ["năm", "qua"])
NGAY = re.compile(r"(?<!\w)ngày\s(?:mùng\s|mồng\s)?(?P<day>\d{1,2})(?![\w/.-]|\stháng|,\d)", re.I)


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


@dataclass(frozen=True, slots=True)
class Written:
    """A date as written at `text[start:end]`; `until` is the last day of "12-14 October"."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None
    until: int | None = None


def written_dates(text: str, language: str) -> tuple[Written, ...]:
    """The dates of a text in reading order, none overlapping; the longest where two could be read.

    >>> [(d.day, d.month, d.year) for d in written_dates("Le 12 octobre, puis en mai 2024.", "fr")]
    [(12, 10, None), (None, 5, 2024)]
    """
    words = day_words(language)
    found = [*_named(text, words), *_in_digits(text, words)]
    if words.month_words:
        found += _vietnamese(text, words)
    chosen: list[Written] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not chosen or chosen[-1].end <= one.start:
            chosen.append(one)
        elif one.end - one.start > chosen[-1].end - chosen[-1].start:
            chosen[-1] = one
    return tuple(chosen)


def _named(text: str, words: DayWords) -> Iterator[Written]:
    """Dates with the name of a month."""
    for match in WORD.finditer(text):
        word = match.group().lower()
        month = words.months.get(word) or words.short.get(word)
        if not month or (words.capital and word == match.group()):
            continue
        start, end = match.span()
        near = text[max(0, start - 30) : start]
        day = DAY_BEFORE.search(near) if near[-1:] in " \u00a0\u202f.'’" else None
        if day and _is_day(day["day"]):
            start -= len(near) - day.start()
        else:
            day = DAY_AFTER.match(text, end) if not words.day_first else None
            end = day.end() if day and _is_day(day["day"]) else end
            day = day if day and _is_day(day["day"]) else None
        year = YEAR_AFTER.match(text, end)
        if day is None and word in words.short and word not in words.months and not year:
            continue
        if day is None and not year and word in words.unsure:
            before = WORD.findall(near)
            if (
                not before
                or before[-1].lower() not in words.before
                or not near.endswith((" ", "\u00a0", "-", "'", "’"))
            ):
                continue
        if year:
            end = year.end()
        until = int(day["until"]) if day and day["until"] and _is_day(day["until"]) else None
        if day and until and until < int(day["day"]):  # "triunfo 4-1 de febrero" is no range
            start, end, day, until = *match.span(), None, None
        yield Written(start, end, int(year["year"]) if year else None, month, int(day["day"]) if day else None, until)


def _in_digits(text: str, words: DayWords) -> Iterator[Written]:
    for match in ISO.finditer(text):
        if made := _checked(match, int(match["year"]), int(match["month"]), int(match["day"])):
            yield made
    for match in FULL.finditer(text):
        day, month = _day_and_month(int(match["one"]), int(match["other"]), words, match["mark"])
        if made := _checked(match, int(match["year"]), month, day):
            yield made
    for match in SHORT.finditer(text):
        lead, mark = (match["lead"] or "").strip().lower(), match["mark"]
        is_german = mark == "." and match["dot"] and "januar" in words.months
        closed = text[match.end() : match.end() + 1] == ")"
        is_told = lead in words.numeric or is_german or (lead == "(" and closed and mark == "/" and words.day_first)
        if not is_told or (mark == "." and not is_german) or (mark == "-" and not words.only_day):
            continue
        day, month = _day_and_month(int(match["one"]), int(match["other"]), words, mark)
        start = match.start("one")
        if day and month and 1 <= month <= 12 and 1 <= day <= monthrange(2000, month)[1]:
            yield Written(start, match.end(), None, month, day)


def _vietnamese(text: str, words: DayWords) -> Iterator[Written]:
    """Vietnamese numbers its months: "ngày 12 tháng 10 năm 2023"."""
    for match in THANG.finditer(text):
        written = match["month"].lower()
        month = int(written) if written.isdecimal() else _spelled_month(written, words)
        day, until = match["day"], match["until"]
        if not month or (day and not _is_day(day)):
            continue
        end = match.end()
        if not written.isdecimal() and match["year"] is None:
            end = match.start("month") + len(written if written.startswith("mười ") else written.split()[0])
        following = text[end : end + 12].split()[:2]
        is_alone = day is None and match["year"] is None
        if is_alone and following[:1] in (["ngày"], ["tuần"], ["năm"]) and following not in YEAR_NEAR:
            continue
        yield Written(
            match.start(), end, int(match["year"]) if match["year"] else None, month,
            int(day) if day else None, int(until) if until and _is_day(until) else None,
        )  # fmt: skip
    for match in NGAY.finditer(text):
        before = text[max(0, match.start() - 8) : match.start()].split()
        if _is_day(match["day"]) and not (before and before[-1].isdecimal()):
            yield Written(match.start(), match.end(), None, None, int(match["day"]))


def _spelled_month(written: str, words: DayWords) -> int:
    if written.startswith("mười "):
        return 11 if written.endswith("một") else 12
    return words.month_words.get(written.split()[0], 0)


def _day_and_month(one: int, other: int, words: DayWords, mark: str) -> tuple[int | None, int | None]:
    """Which is the day; neither where nobody can say, as in an English 3/4."""
    if other > 12:
        return (other, one) if not words.day_first else (None, None)
    if one > 12 or words.day_first or mark == "." or one == other:
        return one, other
    return None, None


def _checked(match: re.Match[str], year: int, month: int | None, day: int | None) -> Written | None:
    """The date if a calendar has it."""
    if month is not None and day is not None and not (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return Written(match.start(), match.end(), year, month, day)


def _is_day(written: str) -> bool:
    return 1 <= int(written) <= 31
