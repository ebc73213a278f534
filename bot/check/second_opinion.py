"""A second opinion on a sentence that was compared: a chat model's doubt lowers a verdict, and nothing raises one."""

from collections.abc import Callable
from dataclasses import replace

from bot.check.report import Report
from bot.phrases import Phrases

Doubts = Callable[[str, str], bool]  # of a sentence and its evidence; raises WriterFailed


def with_second_opinion(report: Report, doubts: Doubts, speaks: Phrases) -> Report:
    """The report, the last sentence of which no longer matches where it is doubted; raises WriterFailed."""
    last = report.sentences[-1]
    if last.verdict != "matches" or not last.reason:
        return report
    evidence = " ".join(one.quote for one in report.citations if one.number in last.citations)
    if not doubts(report.text[last.start : last.end], evidence):
        return report
    doubted = replace(last, verdict="partly", reason=last.reason + speaks.checks["doubted"])
    return replace(report, sentences=(*report.sentences[:-1], doubted))
