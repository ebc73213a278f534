"""How much one number is: digits and number words put together, "2,5 millions", "двадцать пять тысяч", "a dozen"."""

from dataclasses import dataclass
from typing import Literal

from ingest.quantities.number_sums import Sum, german_compound_of, read_on, round_value
from ingest.quantities.number_tokens import Tokens, read_digits
from ingest.quantities.number_words import NumberWords, phrase_from

DECIMALS = 6  # of a spelled number: "three point one four"


@dataclass(frozen=True, slots=True)
class Amount:
    """The value of the tokens from `first` to before `last`."""

    first: int
    last: int
    value: float
    kind: Literal["count", "ordinal", "fraction", "year"]
    scale: float  # of its last word: a million in "3 million", else 1
    digits: float | None  # what stands before the scale, where it is digits
    is_rough: bool  # "une vingtaine"
    is_single: bool  # one plain word or one run of digits


def amount_at(tokens: Tokens, at: int, words: NumberWords) -> Amount | None:
    """The number that begins at a token, None where none does."""
    if found := phrase_from(words.halves, tokens.words, at):
        return Amount(at, at + found[0], 0.5, "fraction", 1, None, is_rough=False, is_single=False)
    if found := phrase_from(words.half_of, tokens.words, at):
        return _half(tokens, at, at + found[0], words)
    if tokens.is_digits(at):
        value = read_digits(tokens.text[tokens.starts[at] : tokens.ends[at]], words.decimal)
        if value is None:
            return None
        return _finished(tokens, at, words, *read_on(tokens, at + 1, words, value, value), digits=value)
    word = tokens.words[at]
    if not _can_begin(tokens, at, words):
        return None
    if (value := words.ordinals.get(word)) is not None:
        return _ordinal(tokens, at, words, value)
    if word in words.lists["one"] or word in words.lists["a"]:
        return _one(tokens, at, words)
    if word in words.lists["centuries"] and (year := _spelled_year(tokens, at, words)):
        return year
    if word in words.add or word in words.lists["alone"] or german_compound_of(words, word):
        return _finished(tokens, at, words, *read_on(tokens, at, words, None, None))
    return None


def _can_begin(tokens: Tokens, at: int, words: NumberWords) -> bool:
    """Whether a word that is something else as often may be a number here."""
    word = tokens.words[at]
    following = tokens.words[at + 1] if tokens.is_joined(at) else ""
    previous = tokens.words[at - 1] if at else ""
    if word in words.lists["not_first"] or previous == "thứ":  # "thứ hai" is Monday, or an ordinal told before
        return False
    if word in words.before and following not in words.before[word]:
        return False
    if following in words.not_before.get(word, ()) or (word in words.after and previous not in words.after[word]):
        return False
    if previous in words.not_after.get(word, ()):
        return False
    return word not in words.lists["plural_after"] or following.endswith(("s", "x")) or following in words.times


def _ordinal(tokens: Tokens, at: int, words: NumberWords, value: float) -> Amount:
    """An ordinal of one word, or of two that are both ordinals: "trigésimo sexta"."""
    one = (
        words.ordinals.get(tokens.words[at + 1], 10) if tokens.is_joined(at) and value >= 20 and value % 10 == 0 else 10
    )
    if one < 10:
        return Amount(at, at + 2, value + one, "ordinal", 1, None, is_rough=False, is_single=False)
    return Amount(at, at + 1, value, "ordinal", 1, None, is_rough=False, is_single=True)


def _spelled_year(tokens: Tokens, at: int, words: NumberWords) -> Amount | None:
    """A year said in two halves: "twenty twenty-four", "nineteen eighty-four"."""
    if tokens.gap(at) not in (" ", "\u00a0") or words.add.get(tokens.words[at + 1], 0) < 10:
        return None
    rest, last, is_ordinal = read_on(tokens, at + 1, words, None, None)
    part = sum(rest.terms)
    is_counted = tokens.is_joined(last - 1) and phrase_from(words.units, tokens.words, last)
    if is_ordinal or not 10 <= part < 100 or is_counted:
        return None
    value = words.add[tokens.words[at]] * 100 + part
    return Amount(at, last, value, "year", 1, None, is_rough=False, is_single=False)


def _half(tokens: Tokens, at: int, last: int, words: NumberWords) -> Amount | None:
    """Half of a round number or of a unit: "half a million", "une demi-heure"."""
    following = tokens.words[last] if last < len(tokens) and tokens.is_joined(last - 1) else ""
    if following in words.times:
        return Amount(at, last + 1, words.times[following] / 2, "count", 1, None, is_rough=False, is_single=False)
    if following in words.sets:
        return Amount(at, last + 1, words.sets[following] / 2, "count", 1, None, is_rough=True, is_single=False)
    is_unit = following and phrase_from(words.units, tokens.words, last)
    return Amount(at, last, 0.5, "count", 1, None, is_rough=False, is_single=False) if is_unit else None


def _one(tokens: Tokens, at: int, words: NumberWords) -> Amount | None:
    """A number that an article or "one" begins: "a million", "une dizaine", "one third"; alone it is none."""
    if at + 1 >= len(tokens) or not tokens.is_joined(at):
        return None
    following = tokens.words[at + 1]
    if following in words.times:
        total, last, is_ordinal = read_on(tokens, at + 1, words, 1, None)
        return _finished(tokens, at, words, total, last, is_ordinal) if last > at + 1 else None
    if following in words.sets:
        return Amount(at, at + 2, words.sets[following], "count", 1, None, is_rough=True, is_single=False)
    if following in words.parts and (
        tokens.words[at] not in words.lists["a"] or tokens.words[at + 2 : at + 3] == ["of"]
    ):
        return Amount(at, at + 2, 1 / words.parts[following], "fraction", 1, None, is_rough=False, is_single=False)
    return None


def _finished(
    tokens: Tokens,
    first: int,
    words: NumberWords,
    total: Sum,
    last: int,
    is_ordinal: bool,
    *,
    digits: float | None = None,
) -> Amount | None:
    """The amount with what follows it: a dozen, a third, a half."""
    if not total.terms:
        return None
    if tokens.words[last - 1] in words.ands:
        last -= 1
    value, is_rough, kind = round_value(sum(total.terms)), False, "ordinal" if is_ordinal else "count"
    if digits is None and not is_ordinal and (decimals := _decimals(tokens, last, words)):
        value, last = round_value(value + decimals[1]), last + decimals[0]
        scale = words.times.get(tokens.words[last], 0) if last < len(tokens) and tokens.is_joined(last - 1) else 0
        if scale >= 1000:
            value, last, total.scale = round_value(value * scale), last + 1, scale
    following = tokens.words[last] if last < len(tokens) and tokens.is_joined(last - 1) else ""
    if following in words.sets and not is_ordinal:
        value, is_rough, last = value * words.sets[following], True, last + 1
    elif following in words.parts and not is_ordinal and value < words.parts[following]:
        value, kind, last = value / words.parts[following], "fraction", last + 1
    elif following and (found := phrase_from(words.and_a_half, tokens.words, last)):
        value, last = value + total.scale / 2, last + found[0]
        then = tokens.words[last] if last < len(tokens) and tokens.is_joined(last - 1) else ""
        if words.times.get(then, 0) >= 1000 > value:
            value, last = round_value(value * words.times[then]), last + 1
    is_single = last == first + 1
    return Amount(first, last, value, kind, total.scale, digits, is_rough, is_single)  # type: ignore[arg-type]  # kind is one of the three


def _decimals(tokens: Tokens, last: int, words: NumberWords) -> tuple[int, float] | None:
    """How many words from "point" on are the decimals of a spelled number, and what they are worth."""
    if last >= len(tokens) or tokens.words[last] not in words.lists["point"] or not tokens.is_joined(last - 1):
        return None
    written, at = "", last + 1
    while at < len(tokens) and len(written) < DECIMALS and tokens.is_joined(at - 1):
        word = tokens.words[at]
        digit = 0 if word in words.lists["zero"] else 1 if word in words.lists["one"] else words.add.get(word, 10)
        if digit not in range(10):
            break
        written += str(int(digit))
        at += 1
    return (at - last, float(f"0.{written}")) if written else None
