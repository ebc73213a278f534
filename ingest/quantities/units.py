"""What stands beside a number: its unit, its currency, its sign, and whether it is rough, the least or the most."""

from typing import Literal

from ingest.quantities.number_tokens import ELIDED, Tokens
from ingest.quantities.number_words import NumberWords, phrase_from

OF = frozenset(("de", "d", "of"))


def money_scale(tokens: Tokens, last: int, words: NumberWords, unit: str | None) -> float:
    """A million for "$2.5m", "3 M€" and "10m people", where "m" is no metre; else 0."""
    if last >= len(tokens) or tokens.gap(last - 1) not in ("", " ", "\u00a0", "\u202f"):
        return 0
    letter = tokens.words[last]
    then = tokens.words[last + 1] if tokens.is_joined(last) else ""
    is_money = unit is not None or then in ("€", "$", "£") or (letter == "m" and then in words.lists["counted"])
    return {"m": 1e6, "b": 1e9}.get(letter, 0) if is_money else 0


def minus_before(tokens: Tokens, before: int, words: NumberWords, unit: str | None) -> int:
    """How many characters put a value under nought: "-5 °C", "minus five degrees"; a hyphen between words does not."""
    start = tokens.starts[before]
    if unit is None or start == 0:
        return 0
    if tokens.text[start - 1] in "-−–":
        return int(start == 1 or tokens.text[start - 2].isspace() or tokens.text[start - 2] == "(")
    is_word = before > 0 and tokens.words[before - 1] in words.lists["minus"] and tokens.is_joined(before - 1)
    return start - tokens.starts[before - 1] if is_word and unit.startswith("degree") else 0


def sign_before(tokens: Tokens, first: int, words: NumberWords) -> tuple[int, str] | None:
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


def unit_after(tokens: Tokens, last: int, words: NumberWords, *, takes_of: bool) -> tuple[int, str] | None:
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


def bound(tokens: Tokens, before: int, last: int, words: NumberWords) -> tuple[bool, Literal["least", "most"] | None]:
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
