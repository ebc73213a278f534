"""One article as its file has it, nothing taken out yet; from named fields, under the names people use for them."""

from collections.abc import Mapping
from dataclasses import dataclass

from ingest.article import Rejected

MAX_CHARS = 2_000_000  # of one article; longer is a dump or an attack, not an article
TOO_LONG = f"longer than {MAX_CHARS:,} characters, which is more than one article"
EMPTY = "empty: there is no text in it"
# The first name that is there and not empty wins.
NAMES = {
    "text": ("text", "body", "content", "article", "article_body", "articlebody", "maintext", "story", "full_text"),
    "title": ("title", "headline", "heading", "name"),
    "published": ("published", "date", "date_published", "datepublished", "published_at", "publishedat", "pubdate",
                  "publication_date", "date_publish", "timestamp", "datetime", "time", "created_at"),
    "url": ("url", "link", "canonical", "canonical_url", "uri", "permalink"),
    "byline": ("byline", "author", "authors", "creator", "writer"),
    "outlet": ("outlet", "source", "publisher", "site", "site_name", "sitename", "newspaper", "publication",
               "source_name", "domain", "source_domain"),
    "agency": ("agency", "news_agency", "wire"),
    "language": ("language", "lang", "locale"),
    "id": ("id", "uuid", "guid", "article_id", "_id"),
}  # fmt: skip


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


def read_record(record: Mapping[str, object], *, where: str, path: str | None) -> Raw | Rejected:
    """The article in one record of `path`; its identity is its `id` there, for rows move."""
    named = {key.strip().lower().replace(" ", "_").replace("-", "_"): value for key, value in record.items() if key}
    found = {
        field: next(filter(None, (_plain(named.get(name)) for name in names)), None) for field, names in NAMES.items()
    }
    text = found["text"]
    if text is None:
        return Rejected(
            where, f"no text: it has {_listed(named)}; the article is looked for in {', '.join(NAMES['text'][:4])}"
        )
    if len(text) > MAX_CHARS:
        return Rejected(where, TOO_LONG)
    return Raw(
        where=where,
        text=text,
        identity=f"{path}#{found['id']}" if path and found["id"] else None,
        title=found["title"],
        outlet=found["outlet"],
        agency=found["agency"],
        byline=found["byline"],
        url=found["url"],
        published=found["published"],
        language=found["language"],
    )


def _plain(value: object) -> str | None:
    """A field as text: lists (of authors, of paragraphs) are joined, {"name": ...} is its name."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Mapping):
        return _plain(value.get("name"))
    if isinstance(value, list | tuple):
        parts = [part for part in map(_plain, value) if part]
        long = any(len(part) > 60 for part in parts)  # paragraphs rather than names
        return ("\n\n" if long else ", ").join(parts) or None
    return None


def _listed(named: Mapping[str, object]) -> str:
    names = [name[:40] for name in named if name]
    return (", ".join(names[:8]) + (", ..." if len(names) > 8 else "")) or "no named fields"
