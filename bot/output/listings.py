"""Facts as JSON and as plain text: docs/json.md describes each field."""

import json
import textwrap
from collections.abc import Iterable, Mapping, Sequence

from bot.answer import Citation, Summary
from ingest.article import Rejected
from vectorstore.listing import Listing, StoredStatement

WIDTH = 100
Json = Mapping[str, object]


def as_json(value: object) -> str:
    """A value as it is printed."""
    return json.dumps(value, ensure_ascii=False, indent=2)


# JSON


def added_json(
    added: int, unchanged: int, replaced: int, rejected: Iterable[Rejected], article_ids: Sequence[str]
) -> str:
    return as_json(
        {
            "added": added,
            "unchanged": unchanged,
            "replaced": replaced,
            "rejected": [{"where": one.where, "reason": one.reason} for one in rejected],
            "article_ids": list(article_ids),
        }
    )


def summary_json(summary: Summary) -> str:
    return as_json(
        {
            "article_id": summary.listing.article_id,
            "language": summary.language,
            "text": summary.text,
            "sentences": [{"text": one.text, "citations": list(one.citations)} for one in summary.claims],
            "citations": [cited_json(one) for one in summary.citations],
        }
    )


def listings_json(listings: Iterable[Listing]) -> str:
    return as_json([listing_json(one) for one in listings])


def article_json(listing: Listing, text: str) -> str:
    return as_json({**listing_json(listing), "text": text})


def statements_json(told: Iterable[StoredStatement]) -> str:
    return as_json(
        [
            {
                "speaker": one.statement.speaker,
                "cue": one.statement.cue,
                "quotation": one.text,
                "kind": one.statement.kind,
                "via": one.statement.via,
                "wording": one.statement.wording,
                "article_id": one.listing.article_id,
                "start": one.statement.start,
                "end": one.statement.end,
                "published": one.listing.published,
                "said": one.statement.said,
                "language": one.listing.language,
            }
            for one in told
        ]
    )


def cited_json(citation: Citation) -> Json:
    """A citation as docs/json.md has it."""
    return {
        "number": citation.number,
        **citation.listing.head(),
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
        "speaker": citation.speaker,
        "via": citation.via,
        "wording": citation.wording,
        "told": citation.kind,
        "highlights": [list(span) for span in citation.highlights],
    }


def listing_json(listing: Listing) -> Json:
    """An article as docs/json.md has it, without its text."""
    return {**listing.head(), "characters": listing.characters, "passages": listing.passages}


# Plain text


def added_text(added: int, unchanged: int, replaced: int, rejected: Sequence[Rejected]) -> str:
    """Added 36, unchanged 2, replaced 0, rejected 1."""
    return f"Added {added:,}, unchanged {unchanged:,}, replaced {replaced:,}, rejected {len(rejected):,}."


def summary_text(summary: Summary) -> str:
    sources = "\n".join(source_line(one) for one in summary.citations)
    return "\n\n".join(wrapped(plain(one.text)) for one in summary.claims) + "\n\n" + sources


def listings_text(listings: Sequence[Listing]) -> str:
    if not listings:
        return "There are no articles in the archive yet."
    return "\n".join(
        f"{one.article_id}  {(one.published or '')[:10]:10}  {one.language:2}  {plain(one.outlet or '—')[:20]:20}  "
        f"{plain(one.title)[:80]}"
        for one in listings
    )


def article_text(listing: Listing, text: str) -> str:
    known = (listing.outlet, listing.byline, listing.agency, listing.published, listing.url)
    head = " · ".join(plain(one) for one in known if one)
    return f"{plain(listing.title)}\n{head}\n\n{plain(text)}" if head else f"{plain(listing.title)}\n\n{plain(text)}"


def statements_text(told: Sequence[StoredStatement]) -> str:
    if not told:
        return "No such statement was found."
    return "\n\n".join(
        wrapped(plain(f"{one.statement.speaker} ({one.statement.kind}): {one.text}"))
        + f"\n    {one.listing.article_id} {one.statement.start}–{one.statement.end}"
        f"  {plain(one.listing.outlet or '')} {(one.listing.published or '')[:10]}"
        for one in told
    )


def plain(text: str) -> str:
    r"""Text without control characters: an article must not move the cursor or colour the terminal.

    >>> plain("red \x1b[31malert")
    'red [31malert'
    """
    return "".join(c for c in text if c.isprintable() or c in "\n\t\u00a0\u202f\u200c\u200d")


def source_line(citation: Citation) -> str:
    """The line a mark [1] points to."""
    listing = citation.listing
    known = (listing.title, listing.outlet, (listing.published or "")[:10], listing.url)
    where = f"{listing.article_id} {citation.start}–{citation.end}"
    return plain(f"[{citation.number}] {' · '.join(one for one in known if one)} ({where})")


def wrapped(text: str, *, indent: str = "") -> str:
    """Text in lines of at most WIDTH characters."""
    return "\n".join(
        textwrap.fill(line, WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False)
        for line in text.splitlines()
    )
