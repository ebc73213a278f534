"""The words by which a language writes numbers and units, read from `ingest/languages/`."""

import math
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ingest.languages import ANY, load
from ingest.quantities.number_tokens import SPELLED

LONGEST_WORD = 80  # letters: nine digits take 70
# The first words of phrases, each with the rests of them and what they mean, the longest first.
NumberPhrases = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
LISTS = (
    "one",
    "a",
    "alone",
    "not_first",
    "marks",
    "to",
    "between",
    "between_and",
    "counted",
    "years",
    "one_word",
    "short",
    "minus",
    "plural_after",
    "ages",
    "centuries",
    "in_year",
    "loose",
    "no_plurals",
    "point",
    "year_marks",
    "zero",
)


def german_words(small: dict[str, float], ordinals: dict[str, float]) -> tuple[dict[str, float], dict[str, float]]:
    """Every number word from 1 to 99, and their ordinals, made from the small ones; hundreds are matched."""
    ones = {word: value for word, value in small.items() if value < 10 and value == int(value)}
    tens = {word: value for word, value in small.items() if value >= 20}
    made = small | {
        f"{one}und{ten}": value + more
        for ten, value in tens.items()
        for one, more in ones.items()
        if one not in ("eins", "eine", "zwo")
    }
    ordered = {
        f"{word}st{ending}": value
        for word, value in made.items()
        if value >= 20
        for ending in ("e", "en", "er", "es", "em")
    }
    teens = {
        f"{word}t{ending}": value for word, value in small.items() if 13 <= value < 20 for ending in ("e", "en", "er")
    }
    return made, ordinals | ordered | teens


def german_compound(word: str, small: Mapping[str, float]) -> float | None:
    """The value of a German number in one word, from hundred on: "zweihundertfünfzigtausend".

    >>> small = {"drei": 3, "fünf": 5, "siebzehn": 17}
    >>> german_compound("dreitausendfünfhundertsiebzehn", small)
    3517
    """
    if len(word) > LONGEST_WORD or ("hundert" not in word and "tausend" not in word):
        return None
    thousands, mark, rest = word.rpartition("tausend")
    many = _under_thousand(thousands, small) if thousands else 1
    few = _under_thousand(rest.removeprefix("und"), small) if rest else 0
    if many is None or few is None:
        return None
    return many * 1000 + few if mark else few


def _under_thousand(word: str, small: Mapping[str, float]) -> float | None:
    head, mark, rest = word.rpartition("hundert")
    hundreds = (small.get(head) if head else 1) if mark else 0
    few = small.get(rest.removeprefix("und") if mark else rest) if rest else 0
    return None if hundreds is None or few is None else hundreds * 100 + few


@dataclass(frozen=True, slots=True)
class NumberWords:
    """One language's number words. Every word is lower case; phrases that end before a number are kept reversed."""

    decimal: str
    add: Mapping[str, float]
    times: Mapping[str, float]
    sets: Mapping[str, float]
    parts: Mapping[str, float]
    ordinals: Mapping[str, float]
    last_ordinals: Mapping[str, float]
    units: NumberPhrases
    bounds: NumberPhrases  # reversed: about, least, most
    bounds_after: NumberPhrases
    halves: NumberPhrases
    half_of: NumberPhrases
    and_a_half: NumberPhrases
    named: NumberPhrases  # reversed
    lists: Mapping[str, frozenset[str]]
    before: Mapping[str, frozenset[str]]
    not_before: Mapping[str, frozenset[str]]
    after: Mapping[str, frozenset[str]]
    ands: frozenset[str]
    and_rooms: frozenset[float]
    and_values: frozenset[float]
    tens: frozenset[float]
    not_after: Mapping[str, frozenset[str]]
    plurals: tuple[str, ...]
    tail: re.Pattern[str] | None  # a number and its unit in one word: "fünf|jährig|en"

    def part(self, word: str) -> tuple[str, str] | None:
        """A number and the stem of its unit, where both are one word; the number is empty where the word is a unit."""
        found = self.tail.fullmatch(word) if self.tail else None
        return (found[1], found[2]) if found and (not found[1] or found[1] in self.add) else None

    def room(self, value: float) -> float:
        """Under what the next value must be that is added after this one; nothing goes after "five" or "fifteen"."""
        if self.lists["one_word"]:
            return 1
        if value in self.tens:
            return 10 if value == 10 else 20
        if value % 100 == 0:
            return 100
        return 10 if value % 10 == 0 and value > 10 else 1


@cache
def number_words(language: str) -> NumberWords:
    """The number words of a language; digits and signs alone where none are listed."""
    common = load(ANY, "numbers")
    own = load(language, "numbers") or common

    def listed(key: str) -> list[str]:
        words: list[str] = own.get(key, "").split()
        return words

    def neighbours(key: str) -> dict[str, frozenset[str]]:
        return {word: frozenset(words.split()) for word, words in own.get(key, {}).items()}

    def values(key: str) -> dict[str, float]:
        return {word: _plain_number(value) for value, words in own.get(key, {}).items() for word in words.split()}

    def numbers(key: str) -> frozenset[float]:
        return frozenset(map(float, own.get(key, [])))

    def halves(key: str) -> NumberPhrases:
        return _phrases([(phrase, "half") for phrase in listed(key)])

    endings = listed("ordinal_endings")
    stems = {stem + ending: value for stem, value in values("ordinal_stems").items() for ending in endings}
    add, ordinals = values("add") | values("halfway"), values("ordinals") | stems
    if language == "de":
        add, ordinals = german_words(add, ordinals)
    bounds = ("about", "least", "most")
    named = [(phrase, name) for name, words in common["named"].items() for phrase in words.split()]
    return NumberWords(
        decimal=own["decimal"],
        add=add,
        times=values("times"),
        sets=values("sets"),
        parts=values("parts"),
        ordinals=ordinals,
        last_ordinals=values("last_ordinals"),
        units=_phrases(_units(common["units"], {} if own is common else own["units"])),
        bounds=_phrases([(phrase, kind) for kind in bounds for phrase in listed(kind)], is_reversed=True),
        bounds_after=_phrases([(phrase, kind) for kind in bounds for phrase in listed(f"after_{kind}")]),
        halves=halves("halves"),
        half_of=halves("half_of"),
        and_a_half=halves("and_a_half"),
        named=_phrases(named, is_reversed=True),
        lists={key: frozenset(listed(key)) for key in LISTS},
        before=neighbours("before"),
        not_before=neighbours("not_before"),
        after=neighbours("after"),
        ands=frozenset(listed("ands")),
        and_rooms=numbers("and_rooms"),
        and_values=numbers("and_values"),
        tens=numbers("tens"),
        not_after=neighbours("not_after"),
        plurals=tuple(listed("plurals")),
        tail=re.compile(rf"(.*?)({'|'.join(own['tails'].split())})\w{{0,3}}") if "tails" in own else None,
    )


def _units(signs: dict[str, str], words: dict[str, str]) -> list[tuple[str, str]]:
    """What units are written as, anywhere and in one language."""
    return [(one, unit) for unit in signs for forms in (signs[unit], words.get(unit, "")) for one in forms.split()]


def phrase_from(phrases: NumberPhrases, words: list[str], at: int, *, step: int = 1) -> tuple[int, str] | None:
    """How many words from `at` on (or back, by a step of -1) are a phrase, and what it means."""
    if not 0 <= at < len(words):
        return None
    for rest, meaning in phrases.get(words[at], ()):
        places = range(at + step, at + step * (len(rest) + 1), step)
        if all(0 <= place < len(words) and words[place] == word for place, word in zip(places, rest, strict=True)):
            return 1 + len(rest), meaning
    return None


def _phrases(pairs: list[tuple[str, str]], *, is_reversed: bool = False) -> NumberPhrases:
    found: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for phrase, meaning in pairs:
        words = [part for word in phrase.split("_") for part in SPELLED.findall(word)]
        first, *rest = words[::-1] if is_reversed else words
        found[first].append((tuple(rest), meaning))
    return {first: tuple(sorted(rests, key=lambda pair: -len(pair[0]))) for first, rests in found.items()}


def _plain_number(written: str) -> float:
    value = float(written)
    return int(value) if math.isclose(value, round(value)) else value
