"""Name what a model is given: short keys that it can copy and can't count its way to."""

import hashlib
from collections.abc import Iterable
from itertools import count

from bot.retrieve.excerpts import Excerpt

# No vowels, so that no key is a word; no 0 1 2 5 8, whose look-alikes are letters; no l, v or w.
LETTERS = "bcdfghjkmnpqrtxz"
DIGITS = "34679"


def source_keys(excerpts: Iterable[Excerpt]) -> dict[str, Excerpt]:
    """Each excerpt under its key, in order; a place always has one key, unless two collide.

    So the same sources make the same prompt, and a server that remembers what it read need not read it again.

    A key is a letter, a digit and two letters, "k7qf": 20,480 of them, so that one that was made up is hardly ever one
    that was given.
    """
    named: dict[str, Excerpt] = {}
    for one in excerpts:
        place = f"{one.listing.article_id}\0{one.listing.version}\0{one.start}\0{one.end}"
        key = next(key for key in (_key(f"{place}\0{again}") for again in count()) if key not in named)
        named[key] = one
    return named


def _key(place: str) -> str:
    first, second, third, fourth, *_ = hashlib.sha256(place.encode("utf-8", "surrogatepass")).digest()
    return (
        LETTERS[first % len(LETTERS)]
        + DIGITS[second % len(DIGITS)]
        + LETTERS[third % len(LETTERS)]
        + LETTERS[fourth % len(LETTERS)]
    )
