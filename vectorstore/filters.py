"""What a search is narrowed to: an outlet, an agency, a language, a byline, one article, a span of days."""

import re
from calendar import monthrange
from dataclasses import dataclass, fields, replace
from typing import Self

from ingest.text.names import fold
from vectorstore.listing import Listing

# "Monde" asks for Le Monde, "the Harbour Post" for the Harbour Post.
LEADING = frozenset(("the", "le", "la", "les", "l", "el", "los", "las", "der", "die", "das", "il", "lo", "gli"))
DAYS = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?!\d)")
ADDRESS = re.compile(r"(?:www\.)?([\w.-]+)\.\w{2,}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of a search; one that is None lets everything through. Days are ISO days and count themselves."""

    outlet: str | None = None
    agency: str | None = None
    language: str | None = None
    byline: str | None = None
    article_id: str | None = None
    since: str | None = None
    until: str | None = None

    @property
    def filters(self) -> dict[str, str]:
        """The filters that are set, by name, in the order of the fields.

        >>> Filters(since="2026-03-01", outlet="Le Monde").filters
        {'outlet': 'Le Monde', 'since': '2026-03-01'}
        """
        named = ((one.name, getattr(self, one.name)) for one in fields(self))
        return {name: str(value) for name, value in named if value is not None}

    def fits(self, listing: Listing) -> bool:
        """Whether an article passes every filter.

        One of which only the month is known fits if the whole month lies in the days asked for; one without a date
        fits no days.
        """
        days = days_of(listing.published)
        return (
            (self.outlet is None or name_key(self.outlet) == name_key(listing.outlet or ""))
            and (self.agency is None or name_key(self.agency) in agency_keys(listing.agency or ""))
            and (self.language is None or self.language == listing.language)
            and (self.byline is None or set(byline_words(self.byline)) <= set(byline_words(listing.byline or "")))
            and (self.article_id is None or self.article_id == listing.article_id)
            and (self.since is None or (days is not None and days[0] >= self.since))
            and (self.until is None or (days is not None and days[1] <= self.until))
        )

    def without(self, *names: str) -> Self:
        """The other filters alone."""
        return replace(self, **dict.fromkeys(names))

    def among(self, wider: Self) -> Self:
        """Both together: the days they share, and of two outlets or languages the wider one's.

        Where they share no day, the wider one's days stand.

        >>> Filters(outlet="Monde", since="2026-03-01").among(Filters(outlet="TASS", since="2026-02-01"))
        Filters(outlet='TASS', since='2026-03-01')
        """
        since = max(filter(None, (self.since, wider.since)), default=None)
        until = min(filter(None, (self.until, wider.until)), default=None)
        if since and until and since > until:
            since, until = wider.since, wider.until
        return replace(self, **{**wider.filters, "since": since, "until": until})

    def __repr__(self) -> str:
        return f"Filters({', '.join(f'{name}={value!r}' for name, value in self.filters.items())})"


ANY = Filters()


def name_key(name: str) -> str:
    """What is the same however an outlet's or an agency's name is written.

    >>> name_key("Le Monde"), name_key("MONDE"), name_key("Baonghean.vn"), name_key("ТАСС")
    ('monde', 'monde', 'baonghean', 'tass')
    """
    folded = fold(name).strip()
    address = ADDRESS.fullmatch(folded)
    words = re.findall(r"\w+", address[1] if address else folded)
    return " ".join(words[1:] if len(words) > 1 and words[0] in LEADING else words)


def agency_keys(agency: str) -> list[str]:
    """The agencies that an article names: whoever asks for Meridian means "Meridian/AFM", too.

    >>> agency_keys("Meridian/AFM")
    ['meridian', 'afm', 'meridian afm']
    """
    return list(dict.fromkeys(name_key(one) for one in (*re.split(r"[/,;&+]", agency), agency)))


def byline_words(byline: str) -> list[str]:
    """The words of a byline; whoever asks for Roy means an article by Jean Dupont and Marie Roy, too.

    >>> byline_words("Jean Dupont et Marie Roy")
    ['jean', 'dupont', 'et', 'marie', 'roy']
    """
    return re.findall(r"\w+", fold(byline))


def days_of(published: str | None) -> tuple[str, str] | None:
    """The first and the last day that it may have been, as its source tells the date, whatever the zone.

    >>> days_of("2024-02-20T23:30+07:00"), days_of("2024-02"), days_of(None)
    (('2024-02-20', '2024-02-20'), ('2024-02-01', '2024-02-29'), None)
    """
    match = DAYS.match(published or "")
    if match is None:
        return None
    year, month, day = match.groups()
    if day:
        return match[0], match[0]
    if month:
        if not 1 <= int(month) <= 12 or int(year) == 0:
            return None
        return f"{match[0]}-01", f"{match[0]}-{monthrange(int(year), int(month))[1]:02}"
    return f"{year}-01-01", f"{year}-12-31"


def condition(only: Filters) -> tuple[str, list[str]]:
    """The same decision in SQL, over a row of `articles` as keywords.py keeps it, and what its marks stand for."""
    tests: list[tuple[str, str]] = []
    for name, value in only.filters.items():
        match name:
            case "outlet":
                tests.append(("articles.outlet = ?", name_key(value)))
            case "agency":
                tests.append(("instr(articles.agency, ?) > 0", f"|{name_key(value)}|"))
            case "byline":
                tests += [("instr(articles.byline, ?) > 0", f" {word} ") for word in byline_words(value)]
            case "since":
                tests.append(("articles.first_day >= ?", value))
            case "until":
                tests.append(("articles.last_day <= ?", value))
            case _:
                tests.append((f"articles.{name} = ?", value))
    return " AND ".join(test for test, _ in tests) or "1", [value for _, value in tests]
