"""Read news: from a file, a folder or a pipe to articles, one after another. This is the walk of reading."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from ingest.article import Article, Rejected
from ingest.head.head import Head, take_head
from ingest.identity import Identified, digest, identify, linked
from ingest.readers.record import EMPTY, MAX_CHARS, TOO_LONG, Raw
from ingest.readers.source import count_raw, open_pipe, open_source
from ingest.statements.find import find_statements
from ingest.text.clean import tidy
from ingest.text.language import detect_language, language_code
from ingest.text.passages import always, split
from ingest.text.sentences import find_sentences


def read(
    *sources: str, fits: Callable[[str], bool] = always, today: date | None = None
) -> Iterator[Article | Rejected]:
    """Every article of files and folders, or of standard input for "-"; what can't be read is Rejected, with why.

    A date after `today` is no date of publication; None is the day it is. All is one load: an address that unlike
    texts of it share is nobody's.
    """
    raws = (
        one for source in sources for one in (open_pipe(sys.stdin.buffer) if source == "-" else open_source(source))
    )
    for one in identify(map(_printable, raws)):
        yield one if isinstance(one, Rejected) else _article(one, fits=fits, today=today or date.today())


def read_pasted(
    text: str, *, where: str = "pasted", fits: Callable[[str], bool] = always, today: date | None = None
) -> Article | Rejected:
    """The article in a pasted text; the text is its identity."""
    return _article(Identified(Raw(where=where, text=text), key=None), fits=fits, today=today or date.today())


def read_draft(text: str) -> Article:
    """A text that is to be checked, read with the same eyes as an article; nothing is taken off its head."""
    told = tidy(text).strip()
    language = detect_language(told[:2000])
    sentences = find_sentences(told, language)
    return Article(
        article_id="",
        version="",
        where="draft",
        title="",
        text=told,
        language=language,
        sentences=sentences,
        statements=find_statements(told, sentences, language=language),
    )


def count_articles(source: str) -> int | None:
    """How many articles a source will give, for a progress bar; None where only reading it would tell."""
    return None if source == "-" else count_raw(source)


def _article(one: Identified, *, fits: Callable[[str], bool], today: date) -> Article | Rejected:
    """The walk of one article: language, head, sentences, statements, passages."""
    raw = one.raw
    if len(raw.text) > MAX_CHARS:
        return Rejected(raw.where, TOO_LONG)
    language = language_code(raw.language) or detect_language(tidy(f"{raw.title or ''}\n{raw.text[:2000]}"))
    head = take_head(raw, today=today, language=language)
    if not head.text.strip():
        return Rejected(raw.where, EMPTY)
    sentences = find_sentences(head.text, language)
    return Article(
        article_id=one.article_id(head.text),
        former_id=one.former_id,
        version=_version(head, language),
        where=raw.where,
        title=head.title,
        text=head.text,
        language=language,
        outlet=head.outlet,
        agency=head.agency,
        byline=head.byline,
        url=linked(raw.url),
        published=head.published,
        sentences=sentences,
        passages=split(head.text, sentences, fits=fits),
        statements=find_statements(head.text, sentences, language=language, agency=head.agency),
    )


def _printable(read: Raw | Rejected) -> Raw | Rejected:
    r"""The same with a place that can be printed: a file's name may be any bytes, those that are no UTF-8 become \xe9.

    Its identity keeps the name as it is, so that two such files stay two.
    """
    if read.where.isprintable():
        return read
    where = os.fsencode(read.where).decode("utf-8", "backslashreplace")
    if isinstance(read, Rejected):  # which may name the ending
        return replace(read, where=where, reason=os.fsencode(read.reason).decode("utf-8", "backslashreplace"))
    return replace(read, where=where)


def _version(head: Head, language: str) -> str:
    told = [head.title, head.outlet, head.agency, head.byline, head.published, language, head.text]
    return digest(json.dumps(told, ensure_ascii=False))
