"""Find the words inside a quotation that answer, so that they can be set in bold."""

import re
from collections.abc import Sequence

from bot.answer import Citation, Span
from bot.question import Question, Wants
from ingest.dates import is_month, weekdays
from ingest.names import find_names, fold
from vectorstore.encoder import Encoder
from vectorstore.offsets import encode_passages, encode_question

# A number with its unit, be it written with spaces, points or commas: "300 000 soldats", "12,5 %", "$40 million".
NUMBER = re.compile(
    r"(?<![\w-])[$€£¥]?\s?\d+(?:[.,\u00a0\u202f\u2009 ]\d{3})*(?:[.,]\d+)?(?:[\s\u00a0]?(?:%|‰|°C?|[€$£¥]))?"
    r"(?:[\s\u00a0-](?:[^\W\d_]+))?"
)
DATE = re.compile(
    r"(?<!\d)\d{1,2}(?:\.|er|º|st|nd|rd|th)?\s(?:de\s|tháng\s)?(?P<after>[^\W\d_]+\.?|\d{1,2})(?:\s(?:de\s)?\d{4}|,\s\d{4})?(?!\d)"
    r"|(?P<before>[^\W\d_]+\.?)\s\d{1,2}(?:st|nd|rd|th)?(?:,?\s\d{4})?(?!\d)"
    r"|(?<!\d)\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?(?!\d)|(?<!\d)\d{1,2}[:h]\d{2}(?!\d)|(?<!\d)(?:19|20)\d\d(?!\d)|(?P<day>[^\W\d_]+)"
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
        found = _dates(text)
    elif wants in ("person", "place"):
        found = [span for span in find_names(text, language) if text[slice(*span)].lower() not in weekdays()]
    else:
        return ()
    return tuple(
        _tight(text, *span) for span in found if not set(re.findall(r"\w+", fold(text[slice(*span)]))) <= known
    )


def _dates(text: str) -> list[Span]:
    """Days, years, hours and weekdays, as far as a pattern and the names of months tell them."""
    spans, at = [], 0
    while match := DATE.search(text, at):
        month = match["after"] or match["before"]
        is_date = (
            match["day"].lower() in weekdays() if match["day"] else not month or month.isdigit() or is_month(month)
        )
        if is_date:
            spans.append(match.span())
        # What a pattern took in vain may hold a date further on: "on 3 May".
        at = match.end() if is_date or match["day"] else match.end() - len(match.group().split(maxsplit=1)[-1])
    return spans


def _tight(text: str, start: int, end: int) -> Span:
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), end - len(inside) + len(inside.rstrip())
