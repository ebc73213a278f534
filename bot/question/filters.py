"""What a question says of the articles it asks: from when, in which outlet, through which agency, in which language.

What a reader gives outright, on the command line or on the page, comes in by `only_of`.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from bot.errors import DaysRunBackwards, NotADate, NotALanguage
from bot.phrases import phrases
from bot.question.dates import find_times
from bot.question.request import talk
from ingest.quantities.dates import parse_date
from ingest.text.language import language_code
from vectorstore.filters import ANY, Filters, days_of

AFTER_ALL = date(9000, 1, 1)  # a day asked about may lie ahead
MOST_WORDS = 6  # of an outlet's name: "La Voz de la Costa Norte"


def only_of(
    *,
    outlet: str | None = None,
    agency: str | None = None,
    language: str | None = None,
    byline: str | None = None,
    article_id: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Filters:
    """The narrowing; what is left empty narrows nothing. Raises NotADate, NotALanguage or DaysRunBackwards.

    A month or a year is all of its days: `--since 2026 --until 2026-03` is January to March.
    """
    first, last = (_days(one) if one and one.strip() else None for one in (since, until))
    only = Filters(
        outlet=_given(outlet),
        agency=_given(agency),
        language=_code(language),
        byline=_given(byline),
        article_id=_given(article_id),
        since=first and first[0],
        until=last and last[1],
    )
    if only.since and only.until and only.since > only.until:
        raise DaysRunBackwards(only.since, only.until)
    return only


def _given(written: str | None) -> str | None:
    return (written or "").strip() or None


def _code(written: str | None) -> str | None:
    if not _given(written):
        return None
    code = language_code(written)
    if code is None:
        raise NotALanguage(str(written))
    return code


def _days(written: str) -> tuple[str, str]:
    days = days_of(parse_date(written, today=AFTER_ALL))
    if days is None:
        raise NotADate(written)
    return days


@dataclass(frozen=True, slots=True)
class Interpretation:
    """One way to take a question: the words that are searched for, and what the search is narrowed to."""

    asked: str
    only: Filters = ANY
    words: tuple[str, ...] = ()  # the question's own, that were understood so and are not searched for


@dataclass(frozen=True, slots=True)
class FilterMention:
    """Words of a question, `text[start:end]`, and the filter they mean."""

    start: int
    end: int
    only: Filters
    is_sure: bool = True


def read_narrowing(
    asked: str, language: str, *, today: date | None, knows: Callable[[Filters], bool]
) -> tuple[Interpretation, ...]:
    """The ways to take a question, in the order to try them; where nothing is understood, the question as it is.

    "Last week" can only mean the articles; "in October 2023" may be when something happened, so that after the articles
    of that month the others are tried. An outlet or agency is understood if `knows` says that the archive has it.

    >>> for reading in read_narrowing("Who struck in October 2023?", "en", today=None, knows=lambda only: False):
    ...     print(reading.asked, reading.only)
    Who struck? Filters(since='2023-10-01', until='2023-10-31')
    Who struck in October 2023? Filters()
    """
    text = unicodedata.normalize("NFC", asked)
    found = [*_times(text, language, today), *_whose(text, language, knows)]
    sure = [one for one in found if one.is_sure]
    ways = [found, sure] if len(sure) < len(found) else [found]
    return tuple(_reading(text, some) if some else Interpretation(asked) for some in ways)


def says_only_where(asked: str, language: str, *, today: date | None, knows: Callable[[Filters], bool]) -> bool:
    """Whether a text says where to look and nothing else: "last week", "the news in Le Monde".

    >>> says_only_where("the news of last week", "en", today=date(2026, 3, 9), knows=lambda only: False)
    True
    """
    first = read_narrowing(asked, language, today=today, knows=knows)[0]
    left = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", _without(unicodedata.normalize("NFC", asked), first.words))
    return bool(first.words) and all(word.casefold() in talk(language).beside for word in left)


def _without(text: str, words: Iterable[str]) -> str:
    for one in words:
        text = text.replace(one, " ", 1)
    return text


def _reading(text: str, found: list[FilterMention]) -> Interpretation:
    only, rest = ANY, text
    for one in found:
        only = one.only.among(only)
    places = sorted(found, key=lambda one: one.start)
    for one in reversed(places):
        rest = f"{rest[: one.start]} {rest[one.end :]}"
    return Interpretation(_tidied(rest) or text, only, tuple(text[one.start : one.end] for one in places))


def _tidied(rest: str) -> str:
    """What is left as a sentence; nothing, if no word is left."""
    closed = re.sub(r"\s+([?.!,;؟…])", r"\1", " ".join(rest.split()))
    trimmed = re.sub(r"^[\s,;:.–—-]+|[\s,;:–—-]+(?=[?.!؟…]*$)", "", closed)
    return trimmed if re.search(r"\w", trimmed) else ""


def _times(text: str, language: str, today: date | None) -> Iterator[FilterMention]:
    for one in find_times(text, language, today=today):
        since, until = (day.isoformat() if day else None for day in (one.since, one.until))
        yield FilterMention(one.start, one.end, Filters(since=since, until=until), one.is_sure)


def _whose(text: str, language: str, knows: Callable[[Filters], bool]) -> Iterator[FilterMention]:
    """An outlet or an agency, one of each question; else a language."""
    for kind, pattern in _patterns(language):
        for match in pattern.finditer(text):
            found = (
                FilterMention(match.start(), match.end(), Filters(language=match.lastgroup))
                if kind == "press"
                else _known(text, match, kind, knows)
            )
            if found:
                yield found
                return


def _known(text: str, match: re.Match[str], kind: str, knows: Callable[[Filters], bool]) -> FilterMention | None:
    """The longest name behind "in" or "according to" that an outlet or an agency of the archive has."""
    start = match.end()
    words = list(re.finditer(r"\S+", text[start : start + 200]))[:MOST_WORDS]
    for many in range(len(words), 0, -1):
        name = re.sub(r"(?:['’]s)?[\s,.;:?!»”\"'’)؟،…]*$", "", text[start : start + words[many - 1].end()])
        if not name or (kind == "outlet" and not _is_written_as_a_name(name)):
            continue
        by_outlet, by_agency = Filters(outlet=name), Filters(agency=name)
        for only in (by_agency, by_outlet) if kind == "via" else (by_outlet, by_agency):
            if knows(only):
                return FilterMention(match.start(), start + len(name), only)
    return None


def _is_written_as_a_name(name: str) -> bool:
    """Whether the last word has a capital, a dot or no case: "le Monde" is a paper, "le monde" the world."""
    last = name.split()[-1]
    return last != last.lower() or "." in last or last.lower() == last.upper()


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """A name is looked ahead to, not taken: in "in the harbour in Le Monde" it stands behind the second "in"."""
    whose = phrases(language).whose
    tongues = "|".join(f"(?P<{code}>{words})" for code, words in whose.tongues.items())
    templates = (
        ("press", whose.press.replace("<tongue>", f"(?:{tongues})(?!\\w)")),
        ("via", whose.via.replace("<name>", "(?=\\S)")),
        ("outlet", whose.outlet.replace("<name>", "(?=\\S)")),
    )
    return tuple((kind, re.compile(rf"(?<!\w)(?:{template})", re.IGNORECASE)) for kind, template in templates)
