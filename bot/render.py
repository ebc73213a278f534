"""Facts as JSON and as plain text: docs/json.md describes each field."""

import json
import textwrap
from collections.abc import Iterable, Mapping, Sequence

from bot.answer import Answer, Citation, Claim, Refusal, Summary
from bot.framing import frame, quoted
from bot.narrowing import understood_line
from bot.phrases import Phrases, phrases
from ingest.article import Rejected
from vectorstore.listing import Listing, Told

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


def answer_json(answer: Answer | Refusal) -> str:
    return as_json(
        {
            "question": answer.question,
            "language": answer.language,
            "kind": "refusal" if isinstance(answer, Refusal) else "answer",
            "text": answer.text,
            "claims": [] if isinstance(answer, Refusal) else [_claim(one) for one in answer.claims],
            "citations": [] if isinstance(answer, Refusal) else [cited_json(one) for one in answer.citations],
            "refusal": {
                "kind": answer.kind,
                "message": answer.message,
                "holds": answer.holds,
                "nearest": [cited_json(one) for one in answer.nearest],
                "excluded": [{"only": one.only.filters, "articles": one.articles} for one in answer.excluded],
            }
            if isinstance(answer, Refusal)
            else None,
            "only": answer.only.filters,
            "understood": {
                "words": list(answer.understood.words),
                "only": answer.understood.only.filters,
                "used": answer.understood.is_used,
                "left_out": answer.understood.left_out,
                "text": understood_line(answer.understood, phrases(answer.language)),
            }
            if answer.understood
            else None,
            "left_out": 0 if isinstance(answer, Refusal) else answer.left_out,
            "notice": (answer.notice or None) if isinstance(answer, Answer) else None,
            "origins": [] if isinstance(answer, Refusal) else [one.as_json() for one in answer.origins],
            "disagreements": [] if isinstance(answer, Refusal) else [one.as_json() for one in answer.disagreements],
            "seconds": {
                "search": round(answer.seconds.search, 3),
                "write": round(answer.seconds.write, 3),
                "total": round(answer.seconds.total, 3),
            },
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
    return as_json([_listing(one) for one in listings])


def article_json(listing: Listing, text: str) -> str:
    return as_json({**_listing(listing), "text": text})


def statements_json(told: Iterable[Told]) -> str:
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


def _claim(claim: Claim) -> Json:
    return {
        "text": claim.text,
        "verdict": claim.verdict,
        "citations": list(claim.citations),
        "reason": claim.reason or None,
    }


def cited_json(citation: Citation) -> Json:
    """A citation as docs/json.md has it."""
    listing = citation.listing
    return {
        "number": citation.number,
        "article_id": listing.article_id,
        "version": listing.version,
        "title": listing.title,
        "outlet": listing.outlet,
        "agency": listing.agency,
        "byline": listing.byline,
        "url": listing.url,
        "published": listing.published,
        "language": listing.language,
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
        "speaker": citation.speaker,
        "via": citation.via,
        "wording": citation.wording,
        "told": citation.kind,
        "highlights": [list(span) for span in citation.highlights],
    }


def _listing(listing: Listing) -> Json:
    return {
        "article_id": listing.article_id,
        "title": listing.title,
        "outlet": listing.outlet,
        "agency": listing.agency,
        "byline": listing.byline,
        "published": listing.published,
        "language": listing.language,
        "url": listing.url,
        "version": listing.version,
        "characters": listing.characters,
        "passages": listing.passages,
    }


# Plain text


def added_text(added: int, unchanged: int, replaced: int, rejected: Sequence[Rejected]) -> str:
    """Added 36, unchanged 2, replaced 0, rejected 1."""
    return f"Added {added:,}, unchanged {unchanged:,}, replaced {replaced:,}, rejected {len(rejected):,}."


def answer_text(answer: Answer | Refusal, *, bold: bool = False) -> str:
    """The answer as a terminal shows it: what is said, then where it stands."""
    speaks = phrases(answer.language)
    understood = [wrapped(plain(understood_line(answer.understood, speaks))), ""] if answer.understood else []
    if isinstance(answer, Refusal):
        lines = [*understood, wrapped(plain(answer.message)), *([wrapped(plain(answer.holds))] if answer.holds else [])]
        for one in answer.nearest:
            lines += ["", speaks.refusals["nearest"], wrapped(f"{plain(frame(one, speaks))} {_lit(one, bold=bold)}")]
        return "\n".join(lines)
    cited = {one.number: one for one in answer.citations}
    said = [_said(claim, cited, speaks, bold=bold) for claim in answer.claims]
    sources = "\n".join(source_line(one) for one in answer.citations)
    beside = [wrapped(plain(one)) for one in beside_lines(answer)]
    told = ["\n\n".join(said), *(["\n".join(beside)] if beside else []), sources]
    return "\n".join(understood) + ("\n" if understood else "") + "\n\n".join(told)


def beside_lines(answer: Answer) -> list[str]:
    """Why the model's words are not shown, where reports differ, and which articles are one report, a line each."""
    differing = [f"{one.line} [{one.first.citation}] [{one.second.citation}]" for one in answer.disagreements]
    alike = [
        " ".join((f"{one.line}:", *(f"[{number}]" for number in one.citations))) for one in answer.origins if one.line
    ]
    return [*([answer.notice] if answer.notice else []), *differing, *alike]


def _said(claim: Claim, cited: Mapping[int, Citation], speaks: Phrases, *, bold: bool) -> str:
    """A quotation in its frame, or a sentence of the writer's with what was compared under it."""
    if claim.reason:
        return f"{wrapped(plain(claim.text))}\n{wrapped(plain(claim.reason), indent='    ')}"
    one = cited[claim.citations[0]]
    return wrapped(f"{plain(frame(one, speaks))} {_lit(one, bold=bold)} [{one.number}]")


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


def statements_text(told: Sequence[Told]) -> str:
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


def _lit(citation: Citation, *, bold: bool) -> str:
    """The quotation between its marks, the words that answer in bold where the terminal can."""
    if not bold:
        return plain(quoted(citation))
    before, after = quoted(citation).split(citation.quote, 1)
    lit, at = "", citation.start
    for start, end in citation.highlights:
        lit += plain(citation.quote[at - citation.start : start - citation.start])
        lit += f"\x1b[1m{plain(citation.quote[start - citation.start : end - citation.start])}\x1b[0m"
        at = end
    return before + lit + plain(citation.quote[at - citation.start :]) + after


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
