"""How readers of a language greet, thank, and ask for help, lists and summaries; read from `languages/`."""

import re
from dataclasses import dataclass
from functools import cache

from ingest.languages import load


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
