"""What a reader wants: an answer, a summary, the articles there are, or only to say hello; and the words for it."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from bot.answer import RequestKind
from bot.question.dates import find_times
from ingest.languages import LANGUAGES, load

# The longest request that was thought of in writing the patterns has 90 characters; a title may be 200.
MOST_CHARACTERS = 400
SOME_DAY = date(2999, 12, 31)  # whether words tell a time does not hang on the day they are asked on


@dataclass(frozen=True, slots=True)
class Requests:
    """One language's patterns of what is no plain question, each to fit a whole text without its end marks."""

    polite_first: re.Pattern[str]
    polite_last: re.Pattern[str]
    greeting: re.Pattern[str]
    thanks: re.Pattern[str]
    help: re.Pattern[str]
    articles: tuple[re.Pattern[str], ...]  # with the group subject, or where: "from last week"
    summary: tuple[re.Pattern[str], ...]
    one_article: re.Pattern[str]  # "the article about NATO", with the group about
    all_articles: re.Pattern[str]  # "the articles about NATO"
    happened: tuple[re.Pattern[str], ...]  # a summary where the subject is nothing but a time
    week: re.Pattern[str]  # "the week" of "sum up the week"
    this_week: str  # the same as words that tell a time


@cache
def requests_of(language: str) -> Requests:
    """The patterns of one of the seven languages."""
    table = load(language, "asking")["requests"]
    return Requests(
        polite_first=_one(table["polite_first"]),
        polite_last=_one(f"(?:{table['polite_last']})$"),
        greeting=_one(table["greeting"]),
        thanks=_one(table["thanks"]),
        help=_one(table["help"]),
        articles=tuple(map(_one, table["articles"])),
        summary=tuple(map(_one, table["summary"])),
        one_article=_one(table["one_article"]),
        all_articles=_one(table["all_articles"]),
        happened=tuple(map(_one, table["happened"])),
        week=_one(table["week"]),
        this_week=table["this_week"],
    )


def _one(template: str) -> re.Pattern[str]:
    return re.compile(template, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """One language's small talk."""

    beside: frozenset[str]  # words that name nothing beside a time or an outlet
    greeting: str
    thanks: str
    help: str
    no_more: str  # where more is asked for
    articles: Mapping[str, str]  # by plural category, with a subject
    articles_all: Mapping[str, str]
    articles_some: Mapping[str, str]  # with what they are narrowed to
    articles_none: str


def talk(language: str) -> SmallTalk:
    """The small talk of a language; English where a language has none."""
    known = _talk()
    return known.get(language, known["en"])


@cache
def _talk() -> Mapping[str, SmallTalk]:
    known = {language: load(language, "answering")["small_talk"] for language in LANGUAGES}
    return {
        language: SmallTalk(**{**one, "beside": frozenset(one["beside"]), "help": one["help"].strip()})
        for language, one in known.items()
    }


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
