"""The numbers of a text: how much, of what, and how sure; "10 000", "dix mille" and "10k" are one value."""

from dataclasses import dataclass, replace
from typing import Literal

from ingest.quantities.amounts import Amount, amount_at
from ingest.quantities.figures import figures
from ingest.quantities.number_sums import round_value
from ingest.quantities.number_tokens import Tokens, cut
from ingest.quantities.number_words import NumberWords, number_words, phrase_from
from ingest.quantities.units import bound, minus_before, money_scale, sign_before, unit_after
from ingest.quantities.years import age_tail, is_year, year_mark_after

NumberKind = Literal["count", "ordinal", "fraction", "year", "time", "score", "name"]
Bound = Literal["least", "most"]


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a text, `text[start:end]` with its unit.

    `unit` has one name in all languages ("kilometre", "EUR", "%", "year"); people and things have none. Of a name
    ("G7", "Article 5") it is the name in lower case. A time's value is minutes after midnight.
    """

    start: int
    end: int
    value: float
    unit: str | None
    is_about: bool
    kind: NumberKind
    bound: Bound | None = None


def find_numbers(text: str, language: str) -> tuple[Number, ...]:
    """The numbers of a text in reading order; none overlap, and dates are left to `days`.

    >>> [(n.value, n.unit, n.is_about) for n in find_numbers("Environ 2,5 millions d'euros pour dix mille lits.", "fr")]
    [(2500000, 'EUR', True), (10000, None, False)]
    """
    words = number_words(language)
    claimed = figures(text, language)
    tokens = cut(text, [(figure.start, figure.end) for figure in claimed], words.part)
    found = [
        Number(figure.start, figure.end, figure.value, figure.unit, is_about=False, kind=figure.kind)
        for figure in claimed
        if figure.kind is not None
    ]
    found += _counted(tokens, words)
    return tuple(sorted(found, key=lambda number: number.start))


def _counted(tokens: Tokens, words: NumberWords) -> list[Number]:
    """The numbers that tokens tell."""
    found: list[Number] = []
    before: Amount | None = None  # of the number before, and the token after that number
    free = 0
    at = 0
    while at < len(tokens):
        amount = amount_at(tokens, at, words)
        if amount is None or not _is_meant(tokens, amount, words):
            at += 1
            continue
        number, last = _number(tokens, amount, words)
        if before and _is_range(tokens, before, free, amount, words):
            found[-1] = _in_range(found[-1], before, number, amount)
            if number.bound and tokens.words[amount.first - 1] in words.lists["to"]:  # "от 5 до 10", no "at most"
                number = replace(number, bound=None, is_about=False)
        found.append(number)
        before, free = amount, last
        at = max(last, at + 1)
    return found


def _is_meant(tokens: Tokens, amount: Amount, words: NumberWords) -> bool:
    """Whether words are a number and not a name: "Seven Network", "Ba Lan"; "Seven people" opens a sentence."""
    at = amount.first
    if tokens.is_digits(at):
        return True
    if amount.is_single and tokens.is_capital(at):
        if at > 0 and tokens.gap(at - 1) in (" ", "\u00a0", "-"):
            return False
        if tokens.is_capital(at + 1) and tokens.is_joined(at) and not words.lists["one_word"]:
            return False
    return True


def _number(tokens: Tokens, amount: Amount, words: NumberWords) -> tuple[Number, int]:
    """The number with its unit and bound, and the token after it."""
    first, last, kind, value = amount.first, amount.last, amount.kind, amount.value
    if kind == "count" and _has_ordinal_mark(tokens, amount, words):
        kind, last = "ordinal", last + 1
    before, unit = first, None
    if found := sign_before(tokens, first, words):
        before, unit = first - found[0], found[1]
    if amount.scale == 1 and amount.digits is not None and (scale := money_scale(tokens, last, words, unit)):
        value, last = round_value(value * scale), last + 1
    if year_mark_after(tokens, amount, words):
        return _plain(tokens, first, last + 1, value, "year"), last + 1
    takes_of = value >= 1000 or amount.is_rough
    if unit is None and kind != "year" and (found := unit_after(tokens, last, words, takes_of=takes_of)):
        if kind != "ordinal" or found[1] == "century":  # "the 89th minute" is no length of time
            last, unit = last + found[0], found[1]
        if half := phrase_from(words.and_a_half, tokens.words, last):
            value, last = value + 0.5, last + half[0]
    if kind == "count" and unit is None and (found := _named(tokens, amount, words)):
        return replace(_plain(tokens, first - found[0], last, value, "name"), unit=found[1]), last
    about, least_or_most = bound(tokens, before, last, words)
    if kind == "count" and unit in (None, "year") and is_year(tokens, amount, words, is_bound=about):
        return replace(_plain(tokens, before, last, value, "year"), is_about=about), last
    if kind == "count" and unit is None and (tail := age_tail(tokens, amount, words)) is not None:
        last, unit, about = last + tail, "year", about or tail > 0
    start = tokens.starts[before]
    if width := minus_before(tokens, before, words, unit):
        value, start = -value, start - width
    is_about = about or amount.is_rough
    return Number(start, tokens.ends[last - 1], value, unit, is_about, kind, least_or_most), last


def _plain(tokens: Tokens, first: int, last: int, value: float, kind: NumberKind) -> Number:
    return Number(tokens.starts[first], tokens.ends[last - 1], value, None, is_about=False, kind=kind)


def _has_ordinal_mark(tokens: Tokens, amount: Amount, words: NumberWords) -> bool:
    last = amount.last
    is_beside = last < len(tokens) and amount.digits is not None and tokens.gap(last - 1) in ("", "-", "‑")
    return is_beside and tokens.words[last] in words.lists["marks"]


def _named(tokens: Tokens, amount: Amount, words: NumberWords) -> tuple[int, str] | None:
    """What is numbered: "Article 5", "No. 10"; the bare "no" of English and Spanish names nothing."""
    first = amount.first
    if first == 0 or not tokens.words[first].isdecimal() or amount.last != first + 1:
        return None
    gap = tokens.gap(first - 1)
    if not (tokens.is_joined(first - 1) or gap in (". ", ".")) or (
        tokens.words[first - 1] in ("no", "nr") and "." not in gap
    ):
        return None
    return phrase_from(words.named, tokens.words, first - 1, step=-1)


def _is_range(tokens: Tokens, one: Amount, last: int, other: Amount, words: NumberWords) -> bool:
    """Whether two numbers are the ends of a range: "10 to 15 per cent", "between 2 and 3 million"."""
    gap = tokens.text[tokens.ends[last - 1] : tokens.starts[other.first]] if other.first == last else ""
    if other.first == last:
        return gap.strip() in ("-", "–", "—")
    if other.first != last + 1 or not (tokens.is_joined(last - 1) and tokens.is_joined(last)):
        return False
    link = tokens.words[last]
    if link in words.lists["to"]:
        return True
    opened = any(tokens.words[at] in words.lists["between"] for at in range(max(0, one.first - 2), one.first))
    return opened and link in words.lists["between_and"]


def _in_range(number: Number, amount: Amount, other: Number, end: Amount) -> Number:
    """The first end of a range takes the scale and the unit that only the second has."""
    if number.unit is None and number.kind == "count" == other.kind:
        scale = end.scale if amount.scale == 1 and end.scale >= 1000 and end.digits is not None else 1
        if scale > 1 and (number.value >= 1000 or number.value * scale > other.value):
            scale = 1
        number = replace(number, value=number.value * scale, unit=other.unit)
    return number
