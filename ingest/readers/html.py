"""Read a web page: its article without menus and notices, and what the page says about it."""

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

from ingest.article import Rejected
from ingest.identity import address
from ingest.readers.decode import read_text
from ingest.readers.record import MAX_CHARS, TOO_LONG, Raw

MAX_PAGE_BYTES = 8 * MAX_CHARS  # a page is mostly scripts; the article in it is held to MAX_CHARS
NO_ARTICLE = "no article found on the page"
NEWS_TYPE = re.compile(r"Article$|^Report|BlogPosting$", re.IGNORECASE)

# Where pages say it, best first: property or name of a <meta>.
METAS = {
    "title": ("og:title", "twitter:title", "dc.title", "headline"),
    "outlet": ("og:site_name", "application-name", "dc.publisher", "publisher"),
    "byline": ("author", "article:author", "dc.creator", "parsely-author", "byl", "sailthru.author"),
    "published": ("article:published_time", "datepublished", "date", "pubdate", "dc.date", "dc.date.issued",
                  "parsely-pub-date", "sailthru.date", "article.published", "publish-date"),
    "url": ("og:url",),
    "language": ("og:locale", "language", "content-language"),
}  # fmt: skip


def read_page(path: Path) -> Raw | Rejected:
    """The article of a saved page; its canonical address, where it names one, is its identity later."""
    source = read_text(path, max_bytes=MAX_PAGE_BYTES)
    if isinstance(source, Rejected):
        return source
    return parse_page(source, where=str(path), identity=str(path.absolute()))


def parse_page(source: str, *, where: str, identity: str | None = None) -> Raw | Rejected:
    """The article in the markup of a page."""
    import trafilatura
    from lxml import etree, html  # type: ignore[import-untyped]  # lxml has no types

    try:
        parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
        tree = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
        told = _told_by(tree)
        text = trafilatura.extract(
            tree,
            output_format="txt",
            include_comments=False,
            include_tables=False,
            include_images=False,
            favor_precision=True,
        )
    except (etree.LxmlError, ValueError, TypeError, AttributeError, RecursionError, AssertionError) as error:
        return Rejected(where, f"{NO_ARTICLE}: its markup is broken ({type(error).__name__})")
    if not text or not text.strip():
        return Rejected(where, NO_ARTICLE)
    if len(text) > MAX_CHARS:
        return Rejected(where, TOO_LONG)
    body = "\n\n".join(line for line in text.split("\n") if line.strip())
    return Raw(where=where, text=_without_title(body, told.get("title")), identity=identity, **told)


def _told_by(tree: Any) -> dict[str, str]:  # noqa: ANN401  # lxml has no types
    """What the page tells of its article: JSON-LD first, then <meta>, then what a reader would see."""
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = _name(meta.get("content"))
        if name and content:
            metas.setdefault(name, content)
    told = _json_ld(tree)
    for field, names in METAS.items():
        found = next((metas[name] for name in names if name in metas), None)
        if found and not (field == "byline" and found.startswith("http")):
            told.setdefault(field, found)
    canonical = next(
        (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"), None
    )
    if canonical and canonical.startswith(("http://", "https://")) and (address(canonical) or "url" not in told):
        told["url"] = canonical.strip()
    for field, tag, attribute in (("title", "h1", None), ("title", "title", None), ("published", "time", "datetime")):
        element = next(tree.iter(tag), None)
        if field not in told and element is not None:
            words = element.get(attribute) if attribute else " ".join(element.text_content().split())
            if words:
                told[field] = words
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    if language:
        told["language"] = language
    return told


def _json_ld(tree: Any) -> dict[str, str]:  # noqa: ANN401  # lxml has no types
    """The facts of the first news article described in the page's JSON-LD."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            described = json.loads(script.text_content(), strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(described, depth=4):
            kinds = thing.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and NEWS_TYPE.search(kind) for kind in kinds):
                found = {
                    "title": _name(thing.get("headline") or thing.get("name")),
                    "byline": _name(thing.get("author")),
                    "outlet": _name(thing.get("publisher")),
                    "published": _name(thing.get("datePublished")),
                    "language": _name(thing.get("inLanguage")),
                }
                return {field: words for field, words in found.items() if words}
    return {}


def _things(described: object, *, depth: int) -> Iterator[dict[str, Any]]:
    """Every object in it, also in lists and under @graph."""
    if isinstance(described, dict):
        yield described
        described = described.get("@graph")
    if isinstance(described, list) and depth:
        for inner in described:
            yield from _things(inner, depth=depth - 1)


def _name(value: object) -> str | None:
    if isinstance(value, str):  # some pages escape what is escaped once more, or escape inside JSON
        return " ".join(unescape(value).split()) or None
    if isinstance(value, dict):
        return _name(value.get("name"))
    if isinstance(value, list):
        return ", ".join(name for name in map(_name, value) if name) or None
    return None


def _without_title(body: str, title: str | None) -> str:
    first, _, rest = body.partition("\n\n")
    return rest if title and rest and first.strip().casefold() == title.strip().casefold() else body
