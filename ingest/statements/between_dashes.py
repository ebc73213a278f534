"""The reporter between dashes: «Лёд сошёл, — сказал он. — Причал стоит» is two quotations; speech after a dash."""

import re
from collections.abc import Iterable, Iterator

from ingest.text.quotation_marks import Quotation, paragraphs

OPENS = re.compile(r"(?P<mark>[,?!…])(?P<close>[»”\"]?),?\s{1,3}[—–-]\s{1,3}(?=[^\W\d_A-ZА-ЯЁ])")
CLOSES = re.compile(r"[.,:;!?…]\s{1,3}[—–-]\s{1,3}|[.!?…](?=\s|$)")
DIALOGUE = re.compile(r"[—–-]\s")
LONGEST = 200  # characters of what the reporter says between dashes


def without_reporter(text: str, quotations: Iterable[Quotation]) -> tuple[Quotation, ...]:
    """The quotations, and what stands after a dash at a paragraph's start, each cut where the reporter speaks."""
    found: list[Quotation] = []
    for quotation in _with_dashed_lines(text, tuple(quotations)):
        found += _cut(text, quotation)
    return tuple(found)


def _with_dashed_lines(text: str, quotations: tuple[Quotation, ...]) -> Iterator[Quotation]:
    """The quotations and the paragraphs that a dash opens, in order, none inside another."""
    spoken = [
        Quotation(start, start + opening.end(), end, end)
        for start, end in _lines(text)
        if (opening := DIALOGUE.match(text[start : start + 3])) and start + opening.end() < end
    ]
    at = 0
    for quotation in quotations:
        while at < len(spoken) and spoken[at].outer_start < quotation.outer_start:
            yield spoken[at]
            at += 1
        if at and quotation.outer_start < spoken[at - 1].outer_end:
            continue
        yield quotation
    yield from spoken[at:]


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Where the lines of the paragraphs stand: a dialogue may change speakers without a blank line."""
    for start, end in paragraphs(text):
        while start < end:
            stop = text.find("\n", start, end)
            yield start, end if stop < 0 else stop
            start = end if stop < 0 else stop + 1


def _cut(text: str, quotation: Quotation) -> Iterator[Quotation]:
    """One quotation without the reporter's words in it."""
    is_dialogue = quotation.outer_start < quotation.start and bool(DIALOGUE.match(text, quotation.outer_start))
    start, outer_start = quotation.start, quotation.outer_start
    while (opening := OPENS.search(text, start, quotation.end)) is not None:
        goes_on = _goes_on(text, opening.end(), quotation.end)
        end = opening.start() + (opening["mark"] != ",")
        yield Quotation(outer_start, start, end, end)
        if goes_on is None:
            start = quotation.end
            break
        start = outer_start = goes_on
    if start < quotation.end:
        if is_dialogue and start == quotation.start:
            return  # a list's dash, or a turn of a dialogue that nobody is told for
        yield Quotation(
            outer_start, start, quotation.end, quotation.outer_end, quotation.runs_on and start == quotation.start
        )


def _goes_on(text: str, begins: int, last: int) -> int | None:
    """Where the speaker goes on after the reporter's words and a dash; None if they end what was said."""
    for closing in CLOSES.finditer(text, begins, min(last, begins + LONGEST)):
        if closing.end() - closing.start() > 1:
            return closing.end()
        before = text[max(0, closing.start() - 2) : closing.start()]
        if not (before[-1:].isupper() and not before[:1].isalpha()):  # "А. Б. Рогов"
            after = text[closing.end() : closing.end() + 4].lstrip()
            if after[:1].isupper() or not after:
                return None
    return None
