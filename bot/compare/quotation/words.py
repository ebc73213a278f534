"""Words that turn what a sentence says: negations, modals, numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ingest.languages import load


@dataclass(frozen=True, slots=True)
class Turning:
    """The keys of one language's turning words."""

    negations: frozenset[str]
    modals: frozenset[str]
    twins: frozenset[str]
    determiners: frozenset[str]

    def negated(self, keys: Iterable[str]) -> frozenset[str]:
        """The negations among some keys in a row; the t of "don't" is one, the t of an address is none."""
        listed = list(keys)
        found = self.negations.intersection(listed)
        return found if len(listed) == 1 or any(one.endswith("n") for one in listed) else found - {"t"}


@cache
def turning(language: str) -> Turning:
    """The turning words of a language; none where it has no list."""
    lists = load(language, "negation").get("quoted", {})
    return Turning(*(frozenset(lists.get(kind, ())) for kind in ("negations", "modals", "twins", "determiners")))


def numbers_in(keys: Iterable[str]) -> list[str]:
    """The keys with a digit in them, in order."""
    return [key for key in keys if any(letter.isdigit() for letter in key)]


def figures_in(keys: Iterable[str]) -> list[str]:
    """The numbers and the signs that say of what: €300 is not $300, and 5 % is not 5."""
    return [key for key in keys if not key.isalpha() and any(one.isdigit() or not one.isalpha() for one in key)]
