"""Find an article's own address in what was typed: it means that article, or one that the archive does not have."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.identity import address
from vectorstore.listing import Listing

ADDRESS = re.compile(r"<?\b(?:https?://|www\.)[^\s<>\"“”«»]+", re.IGNORECASE)
TRAILING = ".,;:!?)]}>'’؟،"


@dataclass(frozen=True, slots=True)
class Addressed:
    """An address in a text, `text[start:end]`, and the article that has it."""

    start: int
    end: int
    address: str
    article_id: str | None


def find_address(text: str, listings: Iterable[Listing]) -> Addressed | None:
    """The first address in a text; None where it has none."""
    match = ADDRESS.search(text)
    if match is None:
        return None
    typed = match[0].lstrip("<").rstrip(TRAILING)
    meant = address(typed if "://" in typed else f"https://{typed}")
    having = (one.article_id for one in listings if meant and address(one.url) == meant)
    end = match.end() if match[0].endswith(">") else match.end() - len(match[0]) + len(match[0].rstrip(TRAILING))
    return Addressed(match.start(), end, typed, next(having, None))
