"""Look up what places and their people are called in each language: a translated name is the same name."""

import re
from functools import cache

from ingest.languages import ANY, load
from ingest.text.names import fold
from ingest.text.negation import Lexicon, lexicon

LANGUAGES = ("en", "fr", "de", "es", "vi", "ru")
WORD = re.compile(r"[^\W\d_]+")
SHORTEST_STEM = 5  # letters: Niger is not Nigeria


@cache
def saying_words() -> Lexicon:
    """Words of saying in any language that news is read in."""
    return lexicon({"says": _read()["titles"]["says"]})


@cache
def calling_words() -> Lexicon:
    """What people are by office or trade: "minister", "juge"."""
    return lexicon(_read()["callings"])


@cache
def title_words() -> Lexicon:
    """Words that bodies and works are called by, which every language has its own for: "Court", "Cup"."""
    return lexicon({"title": _read()["titles"]["words"]})


@cache
def place_words() -> Lexicon:
    """Places and what is from there, by their beginnings, folded; babel's territories and any/places.toml."""
    from babel import Locale

    stems = dict(_read()["stems"])
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if not code.isdigit() and len(code) == 2:
                written = " ".join(WORD.findall(fold(name)))
                if " " not in written and len(written) > SHORTEST_STEM:
                    written += "*"
                stems[code] = f"{stems[code]}, {written}" if code in stems else written
    return lexicon(stems)


@cache
def _read() -> dict[str, dict[str, str]]:
    return load(ANY, "places")
