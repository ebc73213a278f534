"""What a reader wants: an answer, a summary, the articles there are, or only to say hello."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.answer import RequestKind
from bot.question.dates import find_times
from bot.question.request_patterns import Requests, requests_of
from ingest.languages import LANGUAGES

# The longest request that was thought of in writing the patterns has 90 characters; a title may be 200.
MOST_CHARACTERS = 400
SOME_DAY = date(2999, 12, 31)  # whether words tell a time does not hang on the day they are asked on


@dataclass(frozen=True, slots=True)
class Request:
    """What is wanted, in which language, and of what: "the ferry strike" of "summarise the ferry strike"."""

    kind: RequestKind
    language: str
    subject: str | None = None


def read_request(text: str) -> Request | None:
    """What is wanted where it is no plain question; None where it is one.

    >>> read_request("Summarise the ferry strike, please")
    Request(kind='summary', language='en', subject='the ferry strike')
    >>> read_request("Hello Kitty sells how many toys?")
    """
    asked = bare(text)
    if not asked or len(asked) > MOST_CHARACTERS:
        return None
    return next((found for language in LANGUAGES if (found := _request_in(asked, language))), None)


def bare(text: str) -> str:
    """A text in one line, without the marks round it that end or open a sentence."""
    line = " ".join(unicodedata.normalize("NFC", text).split())
    return line.strip(" ?!.,;:…¿¡؟،؛").strip()


def tells_a_time(words: str, language: str) -> bool:
    """Whether words tell a time and nothing else.

    >>> tells_a_time("last week", "en"), tells_a_time("at the quay last week", "en")
    (True, False)
    """
    words = words.strip()
    times = find_times(words, language, today=SOME_DAY)
    return bool(times) and times[0].start == 0 and times[0].end == len(words)


def _request_in(asked: str, language: str) -> Request | None:
    known = requests_of(language)
    if known.greeting.fullmatch(asked):
        return Request("greeting", language)
    if known.thanks.fullmatch(asked):
        return Request("thanks", language)
    plain = _without_manners(asked, known)
    if known.help.fullmatch(asked) or known.help.fullmatch(plain):
        return Request("help", language)
    if listed := _first(plain, known.articles):
        return Request("articles", language, _subject(listed, known))
    if summed := _first(plain, known.summary):
        return Request("summary", language, _subject(summed, known))
    happened = _first(plain, known.happened)
    subject = _subject(happened, known) if happened else None
    return Request("summary", language, subject) if subject and tells_a_time(subject, language) else None


def _without_manners(asked: str, known: Requests) -> str:
    """The text without "could you" and "please", as often as they stand there."""
    for _ in range(3):  # "Hello, could you please"
        first = known.polite_first.match(asked)
        asked = bare(known.polite_last.sub("", asked[first.end() :] if first else asked))
    return asked


def _first(plain: str, patterns: Iterable[re.Pattern[str]]) -> re.Match[str] | None:
    return next((match for pattern in patterns if (match := pattern.fullmatch(plain))), None)


def _subject(match: re.Match[str], known: Requests) -> str | None:
    """What it is about, in the reader's own words; "the week" in words that tell a time."""
    told = match.groupdict()
    subject = bare(told.get("subject") or told.get("where") or "")
    return (known.this_week if known.week.fullmatch(subject) else subject) or None
