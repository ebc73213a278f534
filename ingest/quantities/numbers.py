"""The numbers of a text: how much, of what, and how sure; "10 000", "dix mille" and "10k" are one value."""

from dataclasses import dataclass, replace
from typing import Literal

from ingest.quantities.amounts import Amount, amount_at
from ingest.quantities.figures import figures
from ingest.quantities.number_sums import round_value
from ingest.quantities.number_tokens import ELIDED, Tokens, cut
from ingest.quantities.number_words import NumberWords, number_words, phrase_from

OF = frozenset(("de", "d", "of"))
OLDEST = 120  # years: the oldest person known was 122
NumberKind = Literal["count", "ordinal", "fraction", "year", "time", "score", "name"]
Bound = Literal["least", "most"]


def _money_scale(tokens: Tokens, last: int, words: NumberWords, unit: str | None) -> float:
    """A million for "$2.5m", "3 M€" and "10m people", where "m" is no metre; else 0."""
    if last >= len(tokens) or tokens.gap(last - 1) not in ("", " ", "\u00a0", "\u202f"):
        return 0
    letter = tokens.words[last]
    then = tokens.words[last + 1] if tokens.is_joined(last) else ""
    is_money = unit is not None or then in ("€", "$", "£") or (letter == "m" and then in words.lists["counted"])
    return {"m": 1e6, "b": 1e9}.get(letter, 0) if is_money else 0


def _minus_before(tokens: Tokens, before: int, words: NumberWords, unit: str | None) -> int:
    """How many characters put a value under nought: "-5 °C", "minus five degrees"; a hyphen between words does not."""
    start = tokens.starts[before]
    if unit is None or start == 0:
        return 0
    if tokens.text[start - 1] in "-−–":
        return int(start == 1 or tokens.text[start - 2].isspace() or tokens.text[start - 2] == "(")
    is_word = before > 0 and tokens.words[before - 1] in words.lists["minus"] and tokens.is_joined(before - 1)
    return start - tokens.starts[before - 1] if is_word and unit.startswith("degree") else 0


def _sign_before(tokens: Tokens, first: int, words: NumberWords) -> tuple[int, str] | None:
    """A currency before its digits: "$3", "US$ 3", "EUR 3"."""
    if first == 0 or tokens.gap(first - 1) not in ("", " ", "\u00a0"):
        return None
    for width in (2, 1):
        at = first - width
        if at < 0:
            continue
        found = phrase_from(words.units, tokens.words, at)
        is_code = found and found[0] == width and len(found[1]) == 3 and found[1].isupper()
        sign = tokens.text[tokens.starts[at] : tokens.ends[first - 1]]
        if found and is_code and (sign.isupper() or not any(c.isalpha() for c in sign)) and len(sign) < 6:
            return width, found[1]
    return None


def _unit_after(tokens: Tokens, last: int, words: NumberWords, *, takes_of: bool) -> tuple[int, str] | None:
    """The unit after a number: "5 %", "3 millions d'euros", "50-year-old"."""
    at = last
    is_short = tokens.words[last - 1] in words.lists["short"] and tokens.gap(last - 1) in (". ", ".\u00a0")
    if at >= len(tokens) or not (tokens.is_joined(at - 1) or is_short):
        return None
    if tokens.words[at] in OF and takes_of:
        at += 1
        if at >= len(tokens) or not (tokens.is_joined(at - 1) or tokens.gap(at - 1) in ELIDED):
            return None
    if tokens.words[at] in words.lists["loose"] and tokens.is_joined(at):
        at += 1
    found = phrase_from(words.units, tokens.words, at)
    if not found or (tokens.words[at] in words.lists["year_marks"] and _is_year_next(tokens, at)):
        return None
    return found[0] + at - last, found[1]


def _is_year_next(tokens: Tokens, at: int) -> bool:
    """Whether a word names a year and no length of time: "quý 2 năm 2018"."""
    return tokens.is_joined(at) and len(tokens.words[at + 1]) == 4 and tokens.words[at + 1].isdecimal()


def _bound(tokens: Tokens, before: int, last: int, words: NumberWords) -> tuple[bool, Bound | None]:
    """Whether a number is rough, and whether it is the least or the most."""
    about: bool = False
    told: str | None = None
    at = before - 1
    for _ in range(2):
        if at < 0 or not (tokens.is_joined(at) or tokens.gap(at) in ELIDED):
            break
        found = phrase_from(words.bounds, tokens.words, at, step=-1)
        if not found:
            break
        about = True
        told = told or (found[1] if found[1] != "about" else None)
        at -= found[0]
    if not about and tokens.is_joined(last - 1) and (found := phrase_from(words.bounds_after, tokens.words, last)):
        about, told = True, found[1] if found[1] != "about" else None
    return about, told  # type: ignore[return-value]  # the lists hold about, least and most


def _year_mark_after(tokens: Tokens, amount: Amount, words: NumberWords) -> bool:
    """Whether a sign for "year" follows four digits: "2030 г."."""
    return (
        _is_plain(tokens, amount)
        and 1000 <= amount.value <= 2100
        and tokens.is_joined(amount.last - 1)
        and tokens.words[amount.last] in words.lists["year_marks"]
        and "năm" not in words.lists["year_marks"]
    )


def _is_year(tokens: Tokens, amount: Amount, words: NumberWords, *, is_bound: bool) -> bool:
    """Whether four digits are a year: 1900 to 2100, or an older one after "in", and no things counted."""
    if not _is_plain(tokens, amount) or _counts_things(tokens, amount, words, is_bound=is_bound):
        return False
    if 1900 <= amount.value <= 2100:
        return True
    previous = tokens.words[amount.first - 1] if amount.first else ""
    if not 1400 <= amount.value < 1900:
        return False
    if not tokens.is_joined(amount.last - 1):
        return previous in words.lists["years"]
    following = tokens.words[amount.last]
    is_plural = following.endswith("s") and len(following) > 2 and following not in words.lists["no_plurals"]
    return previous in words.lists["in_year"] and not is_plural


def _counts_things(tokens: Tokens, amount: Amount, words: NumberWords, *, is_bound: bool) -> bool:
    """Whether what follows is counted: "2000 écoles", "rund 2000 Schulen"; "en 2000, les écoles" is a year."""
    if not tokens.is_joined(amount.last - 1):
        return False
    following = tokens.words[amount.last]
    previous = tokens.words[amount.first - 1] if amount.first else ""
    is_noun = following.isalpha() and tokens.is_capital(amount.last) == ("zwanzig" in words.add)
    if following in words.lists["counted"]:
        return True
    if is_bound and is_noun and _bound_is_sure(tokens, amount, words):
        return True
    is_round = amount.value % 100 == 0
    may_count = words.plurals and is_round and previous not in words.lists["in_year"]  # "travaux de 2000 écoles"
    if not is_noun or (previous in words.lists["years"] and not may_count):
        return False
    if words.plurals:
        return following.endswith(words.plurals) and len(following) > 2 and following not in words.lists["no_plurals"]
    return is_round and bool(words.lists["years"])


def _bound_is_sure(tokens: Tokens, amount: Amount, words: NumberWords) -> bool:
    """Whether the words before are no "before", "until" of a time: "plus de 2000", not "jusqu'en 2000"."""
    found = phrase_from(words.bounds, tokens.words, amount.first - 1, step=-1)
    return bool(found) and (found[0] > 1 or tokens.words[amount.first - 1] not in words.lists["years"])  # type: ignore[index]  # found is no None here


def _age_tail(tokens: Tokens, amount: Amount, words: NumberWords) -> int | None:
    """How many tokens after a bare number belong to the age it is; None where it is none.

    "Ana Roi, 29, of Rouen", "aged 14", "in his 40s".
    """
    first, last = amount.first, amount.last
    written = tokens.words[first]
    if first == 0 or last != first + 1 or not written.isdecimal() or not 0 < amount.value <= OLDEST:
        return None
    previous = tokens.words[first - 1]
    if previous in words.lists["ages"] and tokens.is_joined(first - 1):
        if last < len(tokens) and tokens.words[last] == "s" and tokens.gap(last - 1) in ("", "'", "’"):
            return 1
        return 0 if previous == "aged" else None
    is_apart = tokens.gap(first - 1) == ", " and tokens.gap(last - 1).startswith((", ", "), "))
    follows_name = previous.isalpha() and len(previous) > 2 and previous not in words.add
    return 0 if is_apart and follows_name and amount.value >= 10 and not tokens.is_digits(last) else None


def _is_plain(tokens: Tokens, amount: Amount) -> bool:
    written = tokens.words[amount.first]
    return len(written) == 4 and written.isdecimal() and amount.last == amount.first + 1


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
    if found := _sign_before(tokens, first, words):
        before, unit = first - found[0], found[1]
    if amount.scale == 1 and amount.digits is not None and (scale := _money_scale(tokens, last, words, unit)):
        value, last = round_value(value * scale), last + 1
    if _year_mark_after(tokens, amount, words):
        return _plain(tokens, first, last + 1, value, "year"), last + 1
    takes_of = value >= 1000 or amount.is_rough
    if unit is None and kind != "year" and (found := _unit_after(tokens, last, words, takes_of=takes_of)):
        if kind != "ordinal" or found[1] == "century":  # "the 89th minute" is no length of time
            last, unit = last + found[0], found[1]
        if half := phrase_from(words.and_a_half, tokens.words, last):
            value, last = value + 0.5, last + half[0]
    if kind == "count" and unit is None and (found := _named(tokens, amount, words)):
        return replace(_plain(tokens, first - found[0], last, value, "name"), unit=found[1]), last
    about, least_or_most = _bound(tokens, before, last, words)
    if kind == "count" and unit in (None, "year") and _is_year(tokens, amount, words, is_bound=about):
        return replace(_plain(tokens, before, last, value, "year"), is_about=about), last
    if kind == "count" and unit is None and (tail := _age_tail(tokens, amount, words)) is not None:
        last, unit, about = last + tail, "year", about or tail > 0
    start = tokens.starts[before]
    if width := _minus_before(tokens, before, words, unit):
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
