"""Check a text against the archive: every quotation and every sentence, in the order of the text.

The text is read with the same eyes as an article, and what was read is compared with what the archive has. A chat
model's doubt, where a second opinion is asked for, lowers a verdict; nothing raises one.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.check.lookup import Lookup
from bot.check.quotations import with_quotation
from bot.check.report import Checking, Report
from bot.check.sentences import with_sentence
from bot.errors import NothingToCheck, TooLongToCheck, WriterFailed
from bot.phrases import Phrases, phrases, whole_archive
from ingest.read import read_draft
from ingest.text.quotation_marks import find_quotations
from vectorstore.archive import Archive
from vectorstore.filters import ANY, Filters

Doubts = Callable[[str, str], bool]  # of a sentence and its evidence; raises WriterFailed
MOST_CHARS = 50_000


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


def check(
    archive: Archive, text: str, *, only: Filters = ANY, doubts: Doubts = lambda sentence, evidence: False
) -> Iterator[Report]:
    """Reports that grow by a sentence each; the last is whole. `doubts` is a second opinion.

    Raises NothingToCheck for a text without a sentence, TooLongToCheck for one of more than MOST_CHARS characters.
    """
    if len(text) > MOST_CHARS:
        raise TooLongToCheck(len(text), MOST_CHARS)
    draft = read_draft(text)
    if not draft.sentences:
        raise NothingToCheck
    speaks = phrases(draft.language)
    checking = Checking(draft, Lookup(archive, only=only), speaks, whole_archive(archive, speaks))
    quotations = find_quotations(draft.text)
    report = Report(draft.text, draft.language, sentences_to_check=len(draft.sentences))
    for sentence in draft.sentences:
        for quotation in quotations:
            if sentence.start <= quotation.start < sentence.end:
                report = with_quotation(report, quotation, checking)
        around = [one for one in quotations if one.outer_start < sentence.end and sentence.start < one.outer_end]
        report = with_sentence(report, sentence, around, checking)
        if not report.notice:
            try:
                report = with_second_opinion(report, doubts, speaks)
            except WriterFailed as failure:  # what was compared stands without it
                report = replace(report, notice=str(failure))
        yield report
