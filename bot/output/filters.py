"""A narrowing in a reader's words: "published 9–15 March 2026, in Le Monde"."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from bot.answer import Understood
from bot.phrases import Phrases
from vectorstore.filters import Filters


def parts(only: Filters) -> tuple[Filters, ...]:
    """Its filters one by one, the days together.

    >>> parts(Filters(outlet="Le Monde", since="2026-03-09", until="2026-03-15"))
    (Filters(since='2026-03-09', until='2026-03-15'), Filters(outlet='Le Monde'))
    """
    days = Filters(since=only.since, until=only.until)
    others = only.without("since", "until").filters.items()
    return (*([days] if days.filters else []), *(Filters(**{name: value}) for name, value in others))


def described(only: Filters, speaks: Phrases) -> str:
    """The narrowing as this language says it."""
    return ("، " if speaks.language == "ar" else ", ").join(_told(only, speaks))


def understood_line(understood: Understood, speaks: Phrases) -> str:
    """What was understood, in a line."""
    line = speaks.narrowed["understood" if understood.is_used else "searched_on"]
    return line.format(what=described(understood.only, speaks).removesuffix("."))  # "9 марта 2026 г."


def _told(only: Filters, speaks: Phrases) -> Iterator[str]:
    words = speaks.narrowed
    for part in parts(only):
        if part.since and part.until:
            yield words["days"].format(window=_window(part.since, part.until, speaks))
        elif part.since or part.until:
            name, day = next(iter(part.filters.items()))
            yield words[name].format(day=speaks.date(day))
        else:
            name, value = next(iter(part.filters.items()))
            yield words[name].format(name=speaks.name_of(value) if name == "language" else value)


def _window(since: str, until: str, speaks: Phrases) -> str:
    """A day, a month, a year, or from when to when: 2025, October 2023, 9–15 March 2026."""
    from babel.dates import format_date

    first, last = date.fromisoformat(since), date.fromisoformat(until)
    if first == last:
        return speaks.date(since)
    if (first.year, first.month) == (last.year, last.month):
        if (first.day, last.day) == (1, monthrange(first.year, first.month)[1]):
            return str(format_date(first, "LLLL y", locale=speaks.language))
        return f"{first.day}{'.' if speaks.language == 'de' else ''}–{speaks.date(until)}"
    if first.year == last.year and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year)
    return f"{speaks.date(since)} – {speaks.date(until)}"
