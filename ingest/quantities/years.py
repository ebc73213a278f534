"""Whether four digits are a year or count something, and whether two or three are an age."""

from ingest.quantities.amounts import Amount
from ingest.quantities.number_tokens import Tokens
from ingest.quantities.number_words import NumberWords, phrase_from

OLDEST = 120  # years: the oldest person known was 122


def year_mark_after(tokens: Tokens, amount: Amount, words: NumberWords) -> bool:
    """Whether a sign for "year" follows four digits: "2030 г."."""
    return (
        _is_plain(tokens, amount)
        and 1000 <= amount.value <= 2100
        and tokens.is_joined(amount.last - 1)
        and tokens.words[amount.last] in words.lists["year_marks"]
        and "năm" not in words.lists["year_marks"]
    )


def is_year(tokens: Tokens, amount: Amount, words: NumberWords, *, is_bound: bool) -> bool:
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


def age_tail(tokens: Tokens, amount: Amount, words: NumberWords) -> int | None:
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
