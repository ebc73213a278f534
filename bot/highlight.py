"""Find the words inside a quotation that answer, so that they can be set in bold."""

import re
from collections.abc import Sequence

from bot.answer import Citation, Span
from bot.question import Question, Wants
from ingest.names import find_names, fold
from vectorstore.encoder import Encoder
from vectorstore.offsets import encode_passages, encode_question

# A number with its unit, be it written with spaces, points or commas: "300 000 soldats", "12,5 %", "$40 million".
NUMBER = re.compile(
    r"[$€£¥]?\s?\d+(?:[.,\u00a0\u202f\u2009 ]\d{3})*(?:[.,]\d+)?(?:[\s\u00a0]?(?:%|‰|°C?|[€$£¥]))?"
    r"(?:[\s\u00a0-](?:[^\W\d_]+))?"
)
TIME = re.compile(
    r"\b(?:\d{1,2}(?:\.|er|st|nd|rd|th)?\s+\w+(?:\s+(?:de\s+)?\d{4})?|\w+\s+\d{1,2}(?:,\s+\d{4})?|\d{4})\b"
)
CLAUSE_END = re.compile(r"[,;:—–،؛，；：]\s*")
SHORTEST_CLAUSE = 15  # characters; "mais" alone answers nothing


def telling(encoder: Encoder, question: Question, citation: Citation) -> tuple[Span, ...]:
    """The words of a quotation that answer: the number asked for, or the clause nearest to the question.

    Spans of the article's text; none where the whole quotation is one clause.
    """
    language = citation.listing.language
    parts = clauses(citation.quote)
    asked = question.topic or question.text
    nearest = parts[0]
    if len(parts) > 1:
        vectors = encode_passages(encoder, [citation.quote[start:end] for start, end in parts], language)
        nearest = parts[int((vectors @ encode_question(encoder, asked, question.language)).argmax())]
    kinds = of_a_kind(question.wants, citation.quote, language=language, asked=asked) if question.wants else ()
    inside = [span for span in kinds if nearest[0] <= span[0] and span[1] <= nearest[1]]
    found = inside or kinds or ((nearest,) if len(parts) > 1 else ())
    return tuple((citation.start + start, citation.start + end) for start, end in found)


def clauses(text: str) -> tuple[Span, ...]:
    """The parts of a sentence between its commas; a short one goes with the one after it.

    >>> [text[a:b] for text in ["Our word is firm, as is our pledge."] for a, b in clauses(text)]
    ['Our word is firm', 'as is our pledge.']
    """
    spans, start = [], 0
    for match in CLAUSE_END.finditer(text):
        if match.start() - start >= SHORTEST_CLAUSE and len(text) - match.end() >= SHORTEST_CLAUSE:
            spans.append((start, match.start()))
            start = match.end()
    return (*spans, (start, len(text)))


def of_a_kind(wants: Wants, text: str, *, language: str, asked: str) -> tuple[Span, ...]:
    """The numbers, dates or names in a text that a question can mean; those it has itself don't count."""
    known = set(re.findall(r"\w+", fold(asked)))
    if wants == "number":
        found: Sequence[Span] = [match.span() for match in NUMBER.finditer(text)]
    elif wants == "date":
        found = [match.span() for match in TIME.finditer(text) if any(c.isdigit() for c in match.group())]
    elif wants in ("person", "place"):
        found = find_names(text, language)
    else:
        return ()
    return tuple(
        _tight(text, *span) for span in found if not set(re.findall(r"\w+", fold(text[slice(*span)]))) <= known
    )


def _tight(text: str, start: int, end: int) -> Span:
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), end - len(inside) + len(inside.rstrip())
