"""Tell whether a sentence leaves out what its source holds back: "attempted", "alleged"."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from ingest.text.names import fold


def drops_a_reserve(said: str, source: str) -> bool:
    """Whether the source holds something back and the sentence nothing of that kind, in whatever languages.

    >>> drops_a_reserve("He is accused of murder.", "Il est accusé de tentative de meurtre.")
    True
    >>> drops_a_reserve("He is accused of attempted murder.", "Il est accusé de tentative de meurtre.")
    False
    """
    ours, theirs = fold(said), fold(source)
    return any(one.search(theirs) and not one.search(ours) for one in _reserves().values())


@cache
def _reserves() -> Mapping[str, re.Pattern[str]]:
    table = tomllib.loads((files(__package__) / "hedges.toml").read_text("utf-8"))
    return {
        kind: re.compile("|".join(rf"\b{re.escape(fold(one))}" for one in dict.fromkeys(words)))
        for kind, words in table.items()
    }
