"""Say of a quotation whose original is in another language what can be said without comparing words."""

import re

from bot.compare.quotation.facts import Checked, QuotationReason
from bot.compare.quotation.places import place_of
from bot.compare.quotation.speakers import standing, statements_at
from ingest.article import Article
from ingest.text.names import find_names, same_name

NUMBER = re.compile(r"\d+(?:[.,\s\u00a0\u202f]\d{3}(?!\d))*(?:[.,]\d+)?")


def as_translation(quotation: str, speaker: str | None, article: Article, start: int, end: int) -> Checked:
    """What to say of a quotation whose nearest original, `article.text[start:end]`, is in another language.

    Its words can't be compared; its numbers and names can, and a number that the original lacks is said.
    """
    original = article.text[start:end]
    reasons: list[QuotationReason] = []
    if _numbers(quotation) != _numbers(original):
        reasons.append("numbers_differ")
    theirs = [original[low:high] for low, high in find_names(original, article.language)]
    ours = [quotation[low:high] for low, high in find_names(quotation)]
    if theirs and any(not any(same_name(one, other) for other in theirs) for one in ours):
        reasons.append("names_differ")
    statements = statements_at(article, start, end)
    if standing(speaker, statements[0] if statements else None, article, start, end) == "another":
        reasons.append("another_speaker")
    return Checked("translation", tuple(reasons), place_of(article, start, end, statements))


def _numbers(text: str) -> list[str]:
    """The digits of every number, however its thousands are set apart."""
    return sorted(re.sub(r"\D", "", match.group()) for match in NUMBER.finditer(text))
