"""The words around what a reader is shown, in the reader's language; they are data in `ingest/languages/`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from ingest.languages import LANGUAGES, load

if TYPE_CHECKING:
    from vectorstore.archive import Archive


@dataclass(frozen=True, slots=True)
class SayingPatterns:
    """Patterns of asking for somebody's words, and what parts the speaker from the topic in them."""

    surely: tuple[re.Pattern[str], ...]  # with a word that means a topic: "about", "sur"
    alone: tuple[re.Pattern[str], ...]  # without: "what did Austin say?"
    perhaps: re.Pattern[str]  # "of", "de": begins a topic, or is a part of the speaker, "le président de la banque"
    after: tuple[re.Pattern[str], ...]  # with such a word where only a topic can begin: "think of the strike"


@dataclass(frozen=True, slots=True)
class TimePatterns:
    """Patterns of asking for a time, with marks in angle brackets that bot/question/dates.py fills in."""

    months: tuple[str, ...]
    counts: tuple[str, ...]
    dates: tuple[str, ...]
    kinds: Mapping[str, str]  # "last_week", "since", "in"


@dataclass(frozen=True, slots=True)
class OutletPatterns:
    """Patterns of asking for one outlet's, one agency's or one language's articles, likewise."""

    via: str
    outlet: str
    press: str
    tongues: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language's patterns of asking and frames of answering."""

    language: str
    marks: tuple[str, str]
    said: SayingPatterns  # "what did X say about Y", with the groups who and what
    nobody: frozenset[str]  # what stands where a speaker would and names none: "they", "the article"
    determiners: frozenset[str]  # a speaker that begins so is described, not named: "the minister"
    wants: Mapping[str, re.Pattern[str]]  # what kind of thing is asked for: number, date, person, place, reason
    frames: Mapping[str, str]
    refusals: Mapping[str, str]
    articles: Mapping[str, str]  # by plural category: "1 article", "{count} articles"
    languages: Mapping[str, str]  # names of languages that the library's own would not fit
    when: TimePatterns
    whose: OutletPatterns
    narrowed: Mapping[str, str]  # how a narrowing is told
    verdicts: Mapping[str, str]  # what a verdict is called
    checks: Mapping[str, str]  # what is said of what was compared
    origins: Mapping[str, str | Mapping[str, str]]  # one report in several papers, and reports that differ

    def name_of(self, language: str) -> str:
        """A language's name in this language.

        >>> phrases("en").name_of("fr"), phrases("fr").name_of("en")
        ('French', 'anglais')
        """
        from babel import Locale

        name = self.languages.get(language) or str(Locale(self.language).languages.get(language, language))
        # English and German write languages with a capital, the others don't, whatever the library has.
        return name if self.language in ("en", "de") else name[:1].lower() + name[1:]

    def date(self, published: str) -> str:
        """A published date as this language writes it, the time of day left out.

        >>> phrases("en").date("2023-10-13T09:32")
        '13 October 2023'
        """
        from babel.dates import format_date

        if len(published) < len("2023-10-13"):
            return published
        return format_date(date.fromisoformat(published[:10]), self.frames["date_pattern"], locale=self.language)

    def count(self, articles: int) -> str:
        """So many articles, in the plural that the language wants."""
        return self.plural(self.articles, articles).format(count=f"{articles:,}")

    def plural(self, forms: Mapping[str, str], count: int) -> str:
        """The form that goes with a number: of {one, other}, or of {one, few, many, other}."""
        from babel import Locale

        return forms.get(Locale(self.language).plural_form(count), forms["other"])


@cache
def phrases(language: str) -> Phrases:
    """The phrases of a language; English where a language has none."""
    spoken = language if language in LANGUAGES else "en"
    asking, table = load(spoken, "asking"), load(spoken, "answering")
    asks = asking["asks"]
    refusals = dict(table["refusals"])
    return Phrases(
        language=spoken,
        marks=(table["marks"]["open"], table["marks"]["close"]),
        said=SayingPatterns(
            surely=_patterns(asks["said"], asks["about"]),
            alone=_patterns(asks["said"], None),
            after=_patterns(asks["said"], asks["about_weak"]),
            perhaps=re.compile(rf" (?:{asks['about_weak']})(?: |(?<=['’]))", re.IGNORECASE),
        ),
        nobody=frozenset(asks["nobody"]),
        determiners=frozenset(asks["determiners"]),
        wants={kind: re.compile(asks[kind], re.IGNORECASE) for kind in ("number", "date", "person", "place", "reason")},
        articles=refusals.pop("articles"),
        frames=table["frames"],
        refusals=refusals,
        languages=table.get("languages", {}),
        when=_when(asking["when"]),
        whose=OutletPatterns(**asking["whose"]),
        narrowed=table["narrowed"],
        verdicts=table["verdicts"],
        checks=table["checks"],
        origins=table["origins"],
    )


def whole_archive(archive: "Archive", speaks: Phrases) -> str:
    """12 articles, the newest of 12 October 2023."""
    newest = archive.newest()
    return speaks.refusals["archive" if newest else "archive_undated"].format(
        articles=speaks.count(len(archive)), newest=speaks.date(newest) if newest else ""
    )


def _when(table: Mapping[str, str | list[str]]) -> TimePatterns:
    kinds = {name: one for name, one in table.items() if isinstance(one, str)}
    lists = {name: tuple(one) for name, one in table.items() if not isinstance(one, str)}
    return TimePatterns(**lists, kinds=kinds)


def _patterns(templates: Iterable[str], about: str | None) -> tuple[re.Pattern[str], ...]:
    topic = rf" (?:{about})(?: |(?<=['’]))(?P<what>.+?)" if about else ""
    return tuple(re.compile(template.replace("<about>", topic), re.IGNORECASE) for template in templates)
