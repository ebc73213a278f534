"""Check a text against the archive: every quotation and every sentence, in the order of the text.

The text is read with the same eyes as an article, and what was read is compared with what the archive has.
"""

from collections.abc import Iterator
from dataclasses import replace

from bot.check.lookup import Lookup
from bot.check.quotations import with_quotation
from bot.check.report import Checking, Report
from bot.check.second_opinion import Doubts, with_second_opinion
from bot.check.sentences import with_sentence
from bot.errors import NothingToCheck, TooLongToCheck, WriterFailed
from bot.phrases import phrases, whole_archive
from ingest.read import read_draft
from ingest.text.quotation_marks import find_quotations
from vectorstore.archive import Archive
from vectorstore.filters import ANY, Filters

MOST_CHARS = 50_000


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
