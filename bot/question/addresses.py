"""Find an article's own address in what was typed: it means that article, or one that the archive does not have."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from vectorstore.listing import Listing

ADDRESS = re.compile(r"<?\b(?:https?://|www\.)[^\s<>\"“”«»]+", re.IGNORECASE)
TRAILING = ".,;:!?)]}>'’؟،"
BEFORE_HOSTS = re.compile(r"^(?:www|m|amp)\.")


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
    address = match[0].lstrip("<").rstrip(TRAILING)
    key = address_key(address)
    having = (one.article_id for one in listings if one.url and address_key(one.url) == key)
    end = match.end() if match[0].endswith(">") else match.end() - len(match[0]) + len(match[0].rstrip(TRAILING))
    return Addressed(match.start(), end, address, next(having, None))


def address_key(address: str) -> str:
    """What is the same however an address is copied; what stands behind "?" mostly counts readers.

    >>> address_key("https://www.post.example/ferry/?utm_source=mail") == address_key("post.example/ferry")
    True
    """
    try:
        parts = urlsplit(address if "://" in address else f"https://{address}")
    except ValueError:
        return address
    named = "" if parts.path.strip("/") else parts.query  # "post.example/?id=7" has nothing else
    return f"{BEFORE_HOSTS.sub('', parts.netloc.lower())}{parts.path.rstrip('/')}{named}"
