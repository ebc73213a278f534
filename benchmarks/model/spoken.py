"""Which language a text is in, by its smallest words: no code or data in common with ingest/text/language.py."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path


def language_of(text: str) -> str | None:
    """The language most of whose small words a text has; None where none has more than the others.

    >>> language_of("La grève des marins est finie depuis lundi."), language_of("Elias Moor: 212.")
    ('fr', None)
    """
    words = re.findall(r"[^\W\d_]+", text.casefold())
    counts = sorted(((sum(one in small for one in words), name) for name, small in _small().items()), reverse=True)
    return counts[0][1] if counts[0][0] > counts[1][0] else None


@cache
def _small() -> Mapping[str, frozenset[str]]:
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return {name: frozenset(words.split()) for name, words in table.items()}
