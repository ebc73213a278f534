"""What a verb's end tells: its number and gender, or that it is a verb at all."""

from functools import lru_cache

from ingest.statements.declined import declension_of


def is_verb(language: str, token: str) -> bool:
    """Whether a word looks like a verb of the third person."""
    table = declension_of(language)
    return len(token) > 4 and bool(verb_shape(language, token)) and token not in table.lists["not_verbs"]


@lru_cache(maxsize=4096)
def verb_shape(language: str, token: str) -> str:
    """The number and gender that a verb's end shows."""
    lists = declension_of(language).lists
    for end in range(min(len(token), 9), 0, -1):
        for shape in ("many", "one", "f", "n", "m"):
            if token[-end:] in lists[f"verbs_{shape}"]:
                return shape
    return ""
