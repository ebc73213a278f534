"""Read a web page: its article without menus and notices, and what the page says about it."""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from html import unescape
from pathlib import Path
from typing import Any

from ingest.article import Rejected
from ingest.identity import address
from ingest.readers.blocks import TextBlock, WebPage, find_blocks, text_of
from ingest.readers.decode import read_text
from ingest.readers.record import MAX_CHARS, TOO_LONG, Raw

MAX_PAGE_BYTES = 8 * MAX_CHARS  # a page is mostly scripts; the article in it is held to MAX_CHARS
NO_ARTICLE = "no article found on the page"
NEWS_TYPE = re.compile(r"Article$|^Report|BlogPosting$", re.IGNORECASE)

DESCRIBING = ("description", "og:description", "twitter:description")
MOSTLY_HIDDEN = 3  # times as long as what is shown, a page's text for search engines is the article

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
    from lxml import etree, html  # type: ignore[import-untyped]  # lxml has no types

    try:
        parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
        tree = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
        told = told_by(tree)
        text = article_in(tree, told.get("title") or "")
    except (etree.LxmlError, ValueError, TypeError, AttributeError, RecursionError, AssertionError) as error:
        return Rejected(where, f"{NO_ARTICLE}: its markup is broken ({type(error).__name__})")
    if not text:
        return Rejected(where, NO_ARTICLE)
    if len(text) > MAX_CHARS:
        return Rejected(where, TOO_LONG)
    return Raw(where=where, text=text, identity=identity, **told)


def article_in(tree: Any, title: str) -> str:  # noqa: ANN401  # lxml has no types
    """The article in a page's tree, which is used up; "" where there is none.

    Where the page shows next to nothing and describes the whole to search engines, that is taken.
    """
    blocks, page = blocks_of(tree, title)
    text = text_of(blocks, page) if page.taken else ""
    return page.body if len(page.body) > MOSTLY_HIDDEN * len(text) else text


def blocks_of(tree: Any, title: str) -> tuple[list[TextBlock], WebPage]:  # noqa: ANN401  # lxml has no types
    """The blocks of a page's tree, which is used up, and what else tells which are its article's."""
    body = max((_texts(thing.get("articleBody")) for thing in _in_json_ld(tree)), key=len, default="")
    blocks, described = find_blocks(tree), _described(tree)
    # Tables hold figures and menus; only where there is nothing else is the page laid out in one.
    taken = _extracted(deepcopy(tree), tables=False) or _extracted(tree, tables=True)
    return blocks, WebPage(title, taken, described, body)


def _extracted(tree: Any, *, tables: bool) -> str:  # noqa: ANN401  # lxml has no types
    import trafilatura

    return (
        trafilatura.extract(
            tree,
            output_format="txt",
            include_comments=False,
            include_tables=tables,
            include_images=False,
            favor_precision=not tables,
        )
        or ""
    ).strip()


def _described(tree: Any) -> tuple[str, ...]:  # noqa: ANN401  # lxml has no types
    """How the page describes its article."""
    metas = [meta.get("content") for meta in tree.iter("meta") if _meta(meta) in DESCRIBING]
    return tuple(filter(None, [*metas, *(_name(thing.get("description")) for thing in _in_json_ld(tree))]))


def _texts(value: object) -> str:
    """The paragraphs of an `articleBody`, marked up or not."""
    from lxml import etree, html

    if not isinstance(value, str) or not value.strip():
        return ""
    if "<" not in value:
        return "\n\n".join(line.strip() for line in value.split("\n") if line.strip())
    try:
        return "\n\n".join(block.text for block in find_blocks(html.document_fromstring(value)))
    except (etree.LxmlError, ValueError):
        return ""


def told_by(tree: Any) -> dict[str, str]:  # noqa: ANN401  # lxml has no types
    """What the page tells of its article: JSON-LD first, then <meta>, then what a reader would see."""
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = _meta(meta)
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


def _meta(meta: Any) -> str:  # noqa: ANN401  # lxml has no types
    """What a <meta> is about."""
    name: str = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
    return name.strip().lower()


def _json_ld(tree: Any) -> dict[str, str]:  # noqa: ANN401  # lxml has no types
    """The facts of the first news article described in the page's JSON-LD."""
    for thing in _in_json_ld(tree):
        found = {
            "title": _name(thing.get("headline") or thing.get("name")),
            "byline": _name(thing.get("author")),
            "outlet": _name(thing.get("publisher")),
            "published": _name(thing.get("datePublished")),
            "language": _name(thing.get("inLanguage")),
        }
        return {field: words for field, words in found.items() if words}
    return {}


def _in_json_ld(tree: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401  # lxml has no types
    """The news articles described in the page's JSON-LD."""
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
                yield thing


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
