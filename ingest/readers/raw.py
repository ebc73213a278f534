"""What every reader hands on: the words of one article as its file has them, nothing taken out yet."""

from dataclasses import dataclass

MAX_CHARS = 2_000_000  # of one article; longer is a dump or an attack, not an article
TOO_LONG = f"longer than {MAX_CHARS:,} characters, which is more than one article"
EMPTY = "empty: there is no text in it"


@dataclass(frozen=True, slots=True)
class Raw:
    """One article before it is cleaned; what the file does not tell is None.

    `identity` is what the article keeps when its text changes: a path, a path and a record's `id`. Where
    there is none (a pasted text, a record without), its address or the text itself is: see identity.py.
    """

    where: str
    text: str
    identity: str | None = None
    title: str | None = None
    outlet: str | None = None
    agency: str | None = None
    byline: str | None = None
    url: str | None = None
    published: str | None = None  # as written: "October 13, 2023 09:32"
    language: str | None = None
