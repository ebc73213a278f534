"""Read a web page: its article without menus and notices, and what the page says about it."""

import json
import re
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path
from typing import Any

from ingest.article import Rejected
from ingest.identity import address
from ingest.readers.blocks import TextBlock, WebPage, find_blocks, text_of
from ingest.readers.decode import read_text
from ingest.readers.record import MAX_CHARS, TOO_LONG, Raw

Tree = Any  # of lxml, which has no types
Described = dict[str, Any]  # an article, as JSON-LD has it

MAX_PAGE_BYTES = 8 * MAX_CHARS  # a page is mostly scripts; the article in it is held to MAX_CHARS
NO_ARTICLE = "no article found on the page"
NEWS_TYPE = re.compile(r"Article$|^Report|BlogPosting$", re.IGNORECASE)

DESCRIBING = ("description", "og:description", "twitter:description")
# What parts a title from the name of its site: "Ferry strike - Harbour Post", "Ferry strike | News".
PARTED = re.compile(r"\s*[-–—|·•ㅣ]\s*(?=\S)")
AUTHORED = re.compile(r"author|byline|verfasser", re.IGNORECASE)
NOT_AUTHORED = re.compile(r"comment|relat|teaser|avatar|\bbio|social|form\b|warning|popular|collection", re.IGNORECASE)
MOST_AUTHORED = 100  # characters of a line that names who wrote an article
LOOKED_AT = 1_000  # characters of an element, its indents among them, that may hold such a line

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
    from lxml import etree  # type: ignore[import-untyped]  # lxml has no types

    try:
        tree = open_tree(source.encode("utf-8", "replace"))
        described = articles_described(tree)
        told = told_by(tree, described)
        text = _article_in(tree, told.get("title") or "", described)
    except (etree.LxmlError, ValueError, TypeError, AttributeError, RecursionError, AssertionError) as error:
        return Rejected(where, f"{NO_ARTICLE}: its markup is broken ({type(error).__name__})")
    if not text:
        return Rejected(where, NO_ARTICLE)
    if len(text) > MAX_CHARS:
        return Rejected(where, TOO_LONG)
    return Raw(where=where, text=text, identity=identity, **told)


def open_tree(source: bytes) -> Tree:
    """The tree of a page in UTF-8; raises lxml's ParserError where there is none."""
    from lxml import html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    return html.document_fromstring(source, parser=parser)


def _article_in(tree: Tree, title: str, described: Sequence[Described]) -> str:
    """The article in a page; "" where there is none.

    Where the page shows next to nothing and describes the whole to search engines, that is taken.
    """
    blocks, page = blocks_of(tree, title, described)
    text = text_of(blocks, page) if page.taken else ""
    hidden = max((_body(one.get("articleBody")) for one in described), key=len, default="")
    return hidden if len(hidden) > MOSTLY_HIDDEN * len(text) else text


def blocks_of(tree: Tree, title: str, described: Sequence[Described]) -> tuple[list[TextBlock], WebPage]:
    """The blocks of a page, and what else tells which are its article's."""
    metas = [meta.get("content") for meta in tree.iter("meta") if _meta(meta) in DESCRIBING]
    about = tuple(filter(None, [*metas, *(_name(one.get("description")) for one in described)]))
    # Tables hold figures and menus; only where there is nothing else is the page laid out in one.
    taken = _extracted(tree, tables=False) or _extracted(tree, tables=True)
    return find_blocks(tree), WebPage(title, taken, about)


def _extracted(tree: Tree, *, tables: bool) -> str:
    """The article as trafilatura finds it, which leaves the tree as it is."""
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


def _body(value: object) -> str:
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


def told_by(tree: Tree, described: Sequence[Described]) -> dict[str, str]:
    """What the page tells of its article: JSON-LD first, then <meta>, then what a reader would see."""
    metas: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = _meta(meta)
        content = _name(meta.get("content"))
        if name and content:
            metas.setdefault(name, []).append(content)
    told = _facts(described[0]) if described else {}
    for field, names in METAS.items():
        for content in (content for name in names for content in metas.get(name, ())):
            if not (field == "byline" and content.startswith("http")):
                told.setdefault(field, content)
    canonical = next(
        (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"), None
    )
    if canonical and canonical.startswith(("http://", "https://")) and (address(canonical) or "url" not in told):
        told["url"] = canonical.strip()
    for field, tag, attribute in (("title", "h1", None), ("title", "title", None), ("published", "time", "datetime")):
        element = next(tree.iter(tag), None)
        if field not in told and element is not None:
            words = element.get(attribute) if attribute else _shown(element)
            if words:
                told[field] = words
    if "title" in told:
        told["title"] = _without_site(told["title"], tree, outlet=told.get("outlet"))
    if "byline" not in told and (byline := _byline_shown(tree)):
        told["byline"] = byline
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    if language:
        told["language"] = language
    return told


def _shown(element: Tree, *, most: int | None = None) -> str:
    """What a reader sees of an element, on one line; "" where it is longer than `most`, of which no more is read."""
    parts, length = [], 0
    for part in element.itertext():
        parts.append(part)
        length += len(part)
        if most is not None and length > most:
            return ""
    return " ".join("".join(parts).split())


def _without_site(title: str, tree: Tree, *, outlet: str | None) -> str:
    """The title without the site's name after it, where a heading of the page tells how far it goes.

    A heading may be the site's own name, or a section's: so what is cut is that name, or is the shorter part.
    """
    for head in map(_shown, tree.iter("h1")):
        parted = PARTED.match(title, len(head)) if head and title.startswith(head) else None
        if parted and head != outlet and (title[parted.end() :] == outlet or parted.end() > len(title) / 2):
            return head
    return title


def _byline_shown(tree: Tree) -> str | None:
    """The first line of the page that is marked up as an author's, as a reader sees it."""
    for element in tree.iter():
        how = " ".join(filter(None, (element.get("class"), element.get("rel"), element.get("itemprop"))))
        if not AUTHORED.search(how) or NOT_AUTHORED.search(how):
            continue
        words = _shown(element, most=LOOKED_AT)
        if " " in words and len(words) <= MOST_AUTHORED and not any(one.isdigit() for one in words):
            return words
    return None


def _meta(meta: Tree) -> str:
    """What a <meta> is about."""
    name: str = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
    return name.strip().lower()


def _facts(described: Described) -> dict[str, str]:
    found = {
        "title": _name(described.get("headline") or described.get("name")),
        "byline": _name(described.get("author")),
        "outlet": _name(described.get("publisher")),
        "published": _name(described.get("datePublished")),
        "language": _name(described.get("inLanguage")),
    }
    return {field: words for field, words in found.items() if words}


def articles_described(tree: Tree) -> list[Described]:
    """The news articles described in the page's JSON-LD."""
    found = []
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
                found.append(thing)
    return found


def _things(described: object, *, depth: int) -> Iterator[dict[str, Any]]:
    """Every object in it, also in lists and under @graph."""
    if isinstance(described, dict):
        yield described
        described = described.get("@graph")
    if isinstance(described, list) and depth:
        for inner in described:
            yield from _things(inner, depth=depth - 1)


def _name(value: object, *, between: str = ", ") -> str | None:
    if isinstance(value, str):  # some pages escape what is escaped once more, or escape inside JSON
        return " ".join(unescape(value).split()) or None
    if isinstance(value, dict):
        return _name(value.get("name")) or _name([value.get("givenName"), value.get("familyName")], between=" ")
    if isinstance(value, list):
        return between.join(name for name in map(_name, value) if name) or None
    return None
