"""German writes in one word what other languages write in many: "zweihundertfünfzigtausend"."""

from collections.abc import Mapping

LONGEST_WORD = 80  # letters: nine digits take 70


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
