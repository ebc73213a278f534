"""An answer, a refusal or a remark as JSON and as plain text: docs/json.md describes each field."""

from collections.abc import Mapping

from bot.answer import Answer, Citation, Claim, Refusal, Remark, Reply, Short, Understood
from bot.output.citation_line import frame, quoted
from bot.output.filters import understood_line
from bot.output.listings import Json, as_json, cited_json, listing_json, listings_text, plain, source_line, wrapped
from bot.phrases import Phrases, phrases


def answer_json(reply: Reply) -> str:
    """Every kind of reply has every field; a remark is an answer without claims."""
    answer = reply if isinstance(reply, Answer) else None
    return as_json(
        {
            "question": reply.question,
            "whole": reply.whole or None,
            "request": reply.request,
            "language": reply.language,
            "kind": "refusal" if isinstance(reply, Refusal) else "answer",
            "text": reply.text,
            "short": _short(answer.short) if answer and answer.short else None,
            "claims": [_claim(one) for one in answer.claims] if answer else [],
            "citations": [cited_json(one) for one in answer.citations] if answer else [],
            "refusal": _refusal(reply) if isinstance(reply, Refusal) else None,
            "articles": [listing_json(one) for one in reply.listings] if isinstance(reply, Remark) else [],
            "only": reply.only.filters,
            "understood": _understood(reply.understood, phrases(reply.language)) if reply.understood else None,
            "left_out": answer.left_out if answer else 0,
            "notice": (answer.notice or None) if answer else None,
            "unanswered": list(answer.unanswered) if answer else [],
            "origins": [one.as_json() for one in answer.origins] if answer else [],
            "disagreements": [one.as_json() for one in answer.disagreements] if answer else [],
            "seconds": {
                "search": round(reply.seconds.search, 3),
                "write": round(reply.seconds.write, 3),
                "total": round(reply.seconds.total, 3),
            },
        }
    )


def answer_text(reply: Reply, *, bold: bool = False) -> str:
    """The reply as a terminal shows it: what is said, then where it stands."""
    speaks = phrases(reply.language)
    understood = [wrapped(plain(understood_line(reply.understood, speaks)))] if reply.understood else []
    if isinstance(reply, Remark):
        listed = [listings_text(reply.listings)] if reply.listings else []
        return "\n\n".join((*understood, wrapped(plain(reply.text)), *listed))
    if isinstance(reply, Refusal):
        said = [wrapped(plain(one)) for one in (reply.message, reply.holds) if one]
        near = [
            f"{speaks.refusals['nearest']}\n{wrapped(f'{plain(frame(one, speaks))} {_lit(one, bold=bold)}')}"
            for one in reply.nearest
        ]
        return "\n\n".join((*understood, "\n".join(said), *near))
    cited = {one.number: one for one in reply.citations}
    claims = [_said(claim, cited, speaks, bold=bold) for claim in reply.claims]
    lines = [*([reply.notice] if reply.notice else []), *beside_lines(reply)]
    beside = ["\n".join(wrapped(plain(one)) for one in lines)] if lines else []
    sources = "\n".join(source_line(one) for one in reply.citations)
    short = [f"{_bold(plain(reply.short.text), bold=bold)} [{reply.short.citation}]"] if reply.short else []
    return "\n\n".join((*understood, *short, *claims, *beside, sources))


def beside_lines(answer: Answer) -> list[str]:
    """What is not answered, where reports differ, which of them are one: a line each."""
    differing = [f"{one.line} [{one.first.citation}] [{one.second.citation}]" for one in answer.disagreements]
    alike = [
        " ".join((f"{one.line}:", *(f"[{number}]" for number in one.citations))) for one in answer.origins if one.line
    ]
    return [*answer.unanswered, *differing, *alike]


def translation_line(claim: Claim, language: str) -> str:
    """What a quotation says in the reader's language, and that a machine says so; no marks stand around it."""
    label = phrases(language).frames["translated"]
    return f"{label[:1].upper()}{label[1:]}: {claim.translation}"


def _claim(claim: Claim) -> Json:
    return {
        "text": claim.text,
        "verdict": claim.verdict,
        "citations": list(claim.citations),
        "reason": claim.reason or None,
        "translation": claim.translation or None,
    }


def _short(short: Short) -> Json:
    return {"text": short.text, "citation": short.citation, "start": short.start, "end": short.end}


def _refusal(refusal: Refusal) -> Json:
    return {
        "kind": refusal.kind,
        "message": refusal.message,
        "holds": refusal.holds,
        "nearest": [cited_json(one) for one in refusal.nearest],
        "excluded": [{"only": one.only.filters, "articles": one.articles} for one in refusal.excluded],
    }


def _understood(understood: Understood, speaks: Phrases) -> Json:
    return {
        "words": list(understood.words),
        "only": understood.only.filters,
        "used": understood.is_used,
        "left_out": understood.left_out,
        "text": understood_line(understood, speaks),
    }


def _said(claim: Claim, cited: Mapping[int, Citation], speaks: Phrases, *, bold: bool) -> str:
    """A quotation in its frame, or a sentence of the writer's with what was compared under it; then a translation."""
    one = cited[claim.citations[0]]
    words = plain(claim.text) if claim.reason else f"{plain(frame(one, speaks))} {_lit(one, bold=bold)} [{one.number}]"
    under = [claim.reason, translation_line(claim, speaks.language) if claim.translation else ""]
    return "\n".join((wrapped(words), *(wrapped(plain(line), indent="    ") for line in under if line)))


def _bold(text: str, *, bold: bool) -> str:
    return f"\x1b[1m{text}\x1b[0m" if bold else text


def _lit(citation: Citation, *, bold: bool) -> str:
    """The quotation between its marks, the words that answer in bold where the terminal can."""
    if not bold:
        return plain(quoted(citation))
    before, after = quoted(citation).split(citation.quote, 1)
    lit, at = "", citation.start
    for start, end in citation.highlights:
        lit += plain(citation.quote[at - citation.start : start - citation.start])
        lit += _bold(plain(citation.quote[start - citation.start : end - citation.start]), bold=True)
        at = end
    return before + lit + plain(citation.quote[at - citation.start :]) + after
