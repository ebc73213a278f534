"""Facts to the rows Chroma keeps, and back: what is written here is read here, and nowhere else."""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import pairwise

from ingest.article import Article, Passage, Sentence, Statement, StatementKind, Wording
from vectorstore.listing import Listing, StoredPassage, passage_row, statement_row

# None is written on purpose: Chroma merges what is written with what the row had, and a None takes the old value away.
Metadata = dict[str, str | int | float | None]
RowRead = Mapping[str, object]

HEAD = ("outlet", "agency", "byline", "url", "published")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a collection, without its vector."""

    row: str  # its name, of which a collection has one
    about: RowRead
    text: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Who is quoted in which row of the statements."""

    row: str
    speaker: str


@dataclass(frozen=True, slots=True)
class RowHead:
    """Which version of an article the archive has, and the key of its content."""

    article_id: str
    version: str
    content: str
    language: str
    published: str | None
    sort_key: float  # `published` as a number, 0 when unknown
    outlet: str | None = None
    agency: str | None = None
    byline: str | None = None
    title: str = ""


def content_key(article: Article) -> str:
    """The same for two articles that tell the same under the same head, wherever each was read."""
    told = (article.text, article.title, article.outlet, article.published)
    return sha256(json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def as_number(published: str | None) -> float | None:
    """A date as seconds since 1970, for Chroma compares numbers only; a time without a zone is read as UTC.

    >>> as_number("1970-01-02")
    86400.0
    """
    if not published:
        return None
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def head_of(article: Article) -> RowHead:
    """The head of an article about to be kept."""
    return RowHead(
        article_id=article.article_id,
        version=article.version,
        content=content_key(article),
        language=article.language,
        published=article.published,
        sort_key=as_number(article.published) or 0.0,
        outlet=article.outlet,
        agency=article.agency,
        byline=article.byline,
        title=article.title,
    )


def head_from(row: RowRead) -> RowHead:
    """The head of an article that is kept."""
    published = _text_or_none(row, "published")
    return RowHead(
        article_id=_text(row, "article_id"),
        version=_text(row, "version"),
        content=_text(row, "content"),
        language=_text(row, "language"),
        published=published,
        sort_key=as_number(published) or 0.0,
        outlet=_text_or_none(row, "outlet"),
        agency=_text_or_none(row, "agency"),
        byline=_text_or_none(row, "byline"),
        title=_text(row, "title"),
    )


def article_row(article: Article) -> Row:
    """The article's row: its head, where its passages begin, and how many statements it has."""
    about: Metadata = {
        "article_id": article.article_id,
        "version": article.version,
        "content": content_key(article),
        "title": article.title,
        "language": article.language,
        "where": article.where,
        "characters": len(article.text),
        "passages": len(article.passages),
        "starts": json.dumps([p.start for p in article.passages], separators=(",", ":")),
        "statements": len(article.statements),
        "published_number": as_number(article.published),
        **{name: getattr(article, name) for name in HEAD},
    }
    return Row(article.article_id, about, article.title)


def listing_from(row: RowRead) -> Listing:
    """The article without its text, from its row."""
    return Listing(
        article_id=_text(row, "article_id"),
        version=_text(row, "version"),
        title=_text(row, "title"),
        outlet=_text_or_none(row, "outlet"),
        agency=_text_or_none(row, "agency"),
        byline=_text_or_none(row, "byline"),
        url=_text_or_none(row, "url"),
        published=_text_or_none(row, "published"),
        language=_text(row, "language"),
        where=_text(row, "where"),
        characters=_number(row, "characters"),
        passages=_number(row, "passages"),
    )


def rows_of(row: RowRead) -> tuple[list[str], list[str]]:
    """The names of an article's passages and of its statements, as its own row tells them."""
    article_id, version = _text(row, "article_id"), _text(row, "version")
    passages = [passage_row(article_id, version, start) for start in json.loads(_text(row, "starts"))]
    return passages, [statement_row(article_id, version, n) for n in range(_number(row, "statements"))]


def passage_rows(article: Article) -> list[Row]:
    """The rows of the article's passages; the sentences that touch one are kept as start, length, start, length."""
    shared: Metadata = {
        "article_id": article.article_id,
        "version": article.version,
        "language": article.language,
        "outlet": article.outlet,
        "published_number": as_number(article.published),
    }
    starts, ends = [s.start for s in article.sentences], [s.end for s in article.sentences]
    rows = []
    for passage in article.passages:
        # Sentences are in order and apart, so those that touch are found by halving: an article may have 20,000.
        touching = article.sentences[bisect_right(ends, passage.start) : bisect_left(starts, passage.end)]
        spans = json.dumps([n for s in touching for n in (s.start, s.end - s.start)], separators=(",", ":"))
        about: Metadata = {**shared, "start": passage.start, "end": passage.end, "sentences": spans}
        row = passage_row(article.article_id, article.version, passage.start)
        rows.append(Row(row, about, article.text[passage.start : passage.end]))
    return rows


def kept_from(row: RowRead, text: str) -> StoredPassage:
    """A passage from its row and its text."""
    numbers = json.loads(_text(row, "sentences"))
    return StoredPassage(
        article_id=_text(row, "article_id"),
        version=_text(row, "version"),
        language=_text(row, "language"),
        passage=Passage(_number(row, "start"), _number(row, "end")),
        text=text,
        sentences=tuple(
            Sentence(start, start + length) for start, length in zip(numbers[::2], numbers[1::2], strict=True)
        ),
    )


def places_of_statements(article: Article) -> list[int]:
    """For each statement, which of the passages it begins in."""
    starts = [passage.start for passage in article.passages]
    return [bisect_right(starts, statement.start) - 1 for statement in article.statements]


def statement_rows(article: Article) -> list[Row]:
    """The rows of the article's statements, in its own order."""
    rows = []
    for number, (statement, place) in enumerate(zip(article.statements, places_of_statements(article), strict=True)):
        about: Metadata = {
            "article_id": article.article_id,
            "version": article.version,
            "language": article.language,
            "speaker": statement.speaker,
            "cue": statement.cue,
            "kind": statement.kind,
            "start": statement.start,
            "end": statement.end,
            "via": statement.via,
            "wording": statement.wording,
            "said": statement.said,
            "published_number": as_number(article.published),
            "passage_start": article.passages[place].start,
            "passage_end": article.passages[place].end,
        }
        row = statement_row(article.article_id, article.version, number)
        rows.append(Row(row, about, article.text[statement.start : statement.end]))
    return rows


def for_index(article: Article) -> tuple[RowHead, list[Row], list[Spoken]]:
    """An article as the index of words takes it in."""
    spoken = [
        Spoken(statement_row(article.article_id, article.version, number), statement.speaker)
        for number, statement in enumerate(article.statements)
    ]
    return head_of(article), passage_rows(article), spoken


def statement_from(row: RowRead) -> tuple[Statement, Passage]:
    """A statement from its row, and the passage it begins in."""
    statement = Statement(
        speaker=_text(row, "speaker"),
        cue=_text(row, "cue"),
        kind=_kind(_text(row, "kind")),
        start=_number(row, "start"),
        end=_number(row, "end"),
        via=_text_or_none(row, "via"),
        wording=_wording(_text(row, "wording")),
        said=_text_or_none(row, "said"),
    )
    return statement, Passage(_number(row, "passage_start"), _number(row, "passage_end"))


def article_from(listing: Listing, kept: Sequence[StoredPassage], statements: Sequence[Statement]) -> Article:
    """The article as it was read, put together again from the passages that tile it."""
    in_order = sorted(kept, key=lambda one: one.passage.start)
    return Article(
        article_id=listing.article_id,
        version=listing.version,
        where=listing.where,
        title=listing.title,
        text="".join(one.text for one in in_order),
        language=listing.language,
        outlet=listing.outlet,
        agency=listing.agency,
        byline=listing.byline,
        url=listing.url,
        published=listing.published,
        # A sentence longer than a passage touches several, and is kept with each of them.
        sentences=tuple(dict.fromkeys(s for one in in_order for s in one.sentences)),
        passages=tuple(one.passage for one in in_order),
        statements=tuple(statements),
    )


def tiled(article: Article) -> Article:
    """The article, if its passages tile its text; one that came without passages is one passage."""
    if not article.passages:
        return replace(article, passages=(Passage(0, len(article.text)),))
    edges = [0, *(p.end for p in article.passages)]
    if [p.start for p in article.passages] != edges[:-1] or edges[-1] != len(article.text):
        raise ValueError(f"The passages of {article.where} do not tile its text.")
    if not all(start < end for start, end in pairwise(edges)):
        raise ValueError(f"A passage of {article.where} is empty.")
    return article


def _text(row: RowRead, name: str) -> str:
    return str(row[name])


def _text_or_none(row: RowRead, name: str) -> str | None:
    value = row.get(name)
    return None if value is None else str(value)


def _number(row: RowRead, name: str) -> int:
    return int(str(row[name]))


def _kind(value: str) -> StatementKind:
    kinds: dict[str, StatementKind] = {"direct": "direct", "mixed": "mixed", "indirect": "indirect"}
    return kinds[value]


def _wording(value: str) -> Wording:
    wordings: dict[str, Wording] = {"as_published": "as_published", "translated": "translated"}
    return wordings.get(value, "unknown")
