"""What is said that rests on no article's words; it is data in `ingest/languages/`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ingest.languages import LANGUAGES, load


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
