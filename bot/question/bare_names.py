"""Read what names somebody, or an article by its address, and hardly asks: "Delorme", "Who is Delorme?"."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache

from bot.phrases import phrases
from bot.question.followup_patterns import follows
from bot.question.history import is_a_name
from bot.question.read import Question
from bot.question.request import bare
from ingest.identity import address
from ingest.languages import LANGUAGES, load
from ingest.text.language import detect_language
from ingest.text.names import NOT_LATIN, fold
from vectorstore.listing import Listing

ADDRESS = re.compile(r"<?\b(?:https?://|www\.)[^\s<>\"“”«»]+", re.IGNORECASE)
TRAILING = ".,;:!?)]}>'’؟،"
MOST_WORDS = 5  # of a name: "Juan Carlos de la Vega"
# A name alone is in no language; these three show in its letters.
SHOWN_BY_LETTERS = ("ru", "ar", "vi")


@dataclass(frozen=True, slots=True)
class Addressed:
    """An address in a text, `text[start:end]`, and the article that has it."""

    start: int
    end: int
    address: str
    article_id: str | None


def find_address(text: str, listings: Iterable[Listing]) -> Addressed | None:
    """The first address in a text; None where it has none."""
    match = ADDRESS.search(text)
    if match is None:
        return None
    typed = match[0].lstrip("<").rstrip(TRAILING)
    meant = address(typed if "://" in typed else f"https://{typed}")
    having = (one.article_id for one in listings if meant and address(one.url) == meant)
    end = match.end() if match[0].endswith(">") else match.end() - len(match[0]) + len(match[0].rstrip(TRAILING))
    return Addressed(match.start(), end, typed, next(having, None))


@dataclass(frozen=True, slots=True)
class Named:
    """The whole question that a name stands for; `is_alone` where nothing but the person is asked about."""

    question: Question
    is_alone: bool


def read_name(question: Question, *, quotes: Callable[[str], tuple[str, ...]], spoken: str | None) -> Named | None:
    """Who is named, if the archive quotes somebody of that name; `spoken` is the language of the turn before."""
    if question.speaker:
        return None
    asked = bare(question.text)
    if _is_quoted(asked, quotes):
        letters = detect_language(asked)
        language = letters if letters in SHOWN_BY_LETTERS else spoken if spoken in LANGUAGES else "en"
        return Named(_said_by(asked, None, language or "en"), is_alone=True)
    for language in dict.fromkeys((question.language, *LANGUAGES)):
        if language not in LANGUAGES:
            continue
        somebody, about = _patterns(language)
        if (match := somebody.fullmatch(asked)) and _is_quoted(match["who"], quotes):
            return Named(replace(question, language=language, speaker=match["who"], wants=None), is_alone=True)
        if (match := about.fullmatch(asked)) and _is_quoted(match["who"], quotes):
            return Named(_said_by(match["who"], match["what"], language), is_alone=False)
    return None


def _said_by(who: str, what: str | None, language: str) -> Question:
    known = follows(language)
    about = f" {known.framed('about', what=what)}" if what else ""
    return Question(known.framed("said", who=who, about=about), language, speaker=who, topic=what)


def _is_quoted(name: str, quotes: Callable[[str], tuple[str, ...]]) -> bool:
    """Whether somebody of this name, spelled so, is quoted: to the ear "when" is a Mr Venn's name."""
    words = name.split()
    if not words or len(words) > MOST_WORDS or words[0].casefold() in _small_words():
        return False
    spelled = [set(fold(one).split()) for one in quotes(name)]
    if NOT_LATIN.search(name):
        return bool(spelled)
    if not is_a_name(name):
        return any(set(fold(name).split()) <= one for one in spelled)
    return any(set(fold(name).split()) & one for one in spelled)


@cache
def _small_words() -> frozenset[str]:
    return frozenset(word for language in LANGUAGES for word in phrases(language).determiners)


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    asks = load(language, "asking")["asks"]
    about = (
        rf"(?P<who>\S+(?: \S+){{0,{MOST_WORDS - 1}}}?)(?:\s?[:,–—-]?\s(?:{asks['about']})(?:\s|(?<=['’]))|\s?[:–—]\s)"
    )
    return (
        re.compile(asks["somebody"], re.IGNORECASE),
        re.compile(rf"{about}(?P<what>.+)", re.IGNORECASE),
    )
