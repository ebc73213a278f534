"""A checked text, and what readers made of it, as JSON and as plain text."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from bot.check.judgements import Judgement
from bot.check.report import CheckedQuotation, CheckedSentence, Difference, Report
from bot.output.listings import Json, as_json, cited_json, plain, source_line, wrapped
from bot.phrases import phrases


def report_json(report: Report) -> str:
    return as_json(
        {
            "language": report.language,
            "sentences": [_finding(one, report) for one in report.sentences],
            "quotations": [
                {
                    **_finding(one, report),
                    "speaker": one.speaker,
                    "citation": one.citations[0] if one.citations else None,
                }
                for one in report.quotations
            ],
            "citations": [cited_json(one) for one in report.citations],
            "notice": report.notice or None,
        }
    )


def report_text(report: Report) -> str:
    """Each sentence with what was compared under it, then the sources."""
    speaks, blocks = phrases(report.language), []
    for sentence in report.sentences:
        lines = [wrapped(plain(report.text[sentence.start : sentence.end]))]
        for one in report.findings(sentence):
            quoted = f"“{report.text[one.start : one.end]}” " if isinstance(one, CheckedQuotation) else ""
            lines.append(wrapped(plain(f"{speaks.verdicts[one.verdict]}: {quoted}{one.reason}"), indent="    "))
        blocks.append("\n".join(lines))
    sources = "\n".join(source_line(one) for one in report.citations)
    return "\n\n".join(one for one in (wrapped(plain(report.notice)), *blocks, sources) if one)


def judgements_json(made: Iterable[Judgement]) -> str:
    return as_json([asdict(one) for one in made])


def judgements_text(made: Sequence[Judgement]) -> str:
    if not made:
        return "No verdict was accepted or overruled yet."
    return "\n\n".join(
        wrapped(plain(f"{one.judged[:16]} {one.decision}: {one.text}"))
        + f"\n{wrapped(plain(f'{one.verdict}: {one.reason}'), indent='    ')}"
        + (f"\n{wrapped(plain(f'Note: {one.note}'), indent='    ')}" if one.note else "")
        for one in made
    )


def _finding(found: CheckedSentence | CheckedQuotation, report: Report) -> dict[str, object]:
    return {
        "text": report.text[found.start : found.end],
        "verdict": found.verdict,
        "reason": found.reason,
        "citations": list(found.citations),
        "start": found.start,
        "end": found.end,
        "differences": [_difference(one, report) for one in found.differences],
    }


def _difference(one: Difference, report: Report) -> Json:
    return {
        "said": report.text[one.said[0] : one.said[1]],
        "found": one.found,
        "start": one.said[0],
        "end": one.said[1],
        "place": list(one.place) if one.place else None,
    }
