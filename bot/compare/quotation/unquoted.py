"""What stands around quotations: what is quoted is checked word for word, and the rest as a sentence like any other."""

import re
from collections.abc import Iterable

from ingest.article import Article, Sentence
from ingest.text.quotation_marks import Quotation

MOST_OF_A_FRAME = 6  # words beside who says it: "the harbour master of Port Alden"
WORD = re.compile(r"[^\W_]{2,}")


def without_quotations(text: str, quotations: Iterable[Quotation], *, offset: int = 0) -> str:
    """The text with spaces where words are quoted, so that all else keeps its place; `text` begins at `offset`."""
    for one in quotations:
        start, end = max(one.outer_start - offset, 0), min(one.outer_end - offset, len(text))
        if start < end:
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def is_only_a_frame(rest: str, sentence: Sentence, draft: Article) -> bool:
    """Whether nothing is left around the quotations but who said it: "said the harbour master, Elias Moor"."""
    told = [one for one in draft.statements if one.start < sentence.end and sentence.start < one.end]
    words = set(WORD.findall(rest.casefold()))
    for one in told:
        words -= set(WORD.findall(f"{one.speaker} {one.cue}".casefold()))
    return len(words) <= MOST_OF_A_FRAME and not any(c.isdigit() for c in rest)
