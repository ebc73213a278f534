"""What each language brings, as data: a folder a language, a file a part. Nothing else in the house opens them.

A language is added by a folder with what it has; README.md says what stands in which file.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
ANY = "any"  # the folder of what holds in every language, or where one has nothing of its own


def has(language: str, part: str) -> bool:
    """Whether a language brings a part of its own.

    >>> has("de", "numbers"), has("ja", "numbers"), has("../de", "numbers")
    (True, False, False)
    """
    return language.isalpha() and (FOLDER / language / f"{part}.toml").is_file()


@cache
def load(language: str, part: str) -> dict[str, Any]:
    """The tables of a part, not to be changed; none where the language does not bring it."""
    if not has(language, part):
        return {}
    return tomllib.loads((FOLDER / language / f"{part}.toml").read_text("utf-8"))


@cache
def bringing(part: str) -> tuple[str, ...]:
    """The languages that bring a part, those first in which it may be asked, in the order in which they are tried."""
    found = sorted(folder.name for folder in FOLDER.iterdir() if folder.name != ANY and has(folder.name, part))
    return tuple(sorted(found, key=lambda one: load(one, "language").get("asked", len(found))))


LANGUAGES = bringing("asking")  # in which questions may be asked
