"""The words newspapers put round an article, as `head.toml` lists them."""

import re
import tomllib
from functools import cache
from pathlib import Path


@cache
def words(key: str) -> frozenset[str]:
    """The words under a key, lower case."""
    return frozenset(_table()[key])


@cache
def any_of(key: str) -> str:
    """The words under a key as one pattern, the longest first."""
    return "|".join(re.escape(word) for word in sorted(_table()[key], key=len, reverse=True))


@cache
def _table() -> dict[str, list[str]]:
    table: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "head.toml").read_text(encoding="utf-8"))
    return table
