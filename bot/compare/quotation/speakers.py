"""Who is said to have spoken words at a place, and whether that is whom a quotation names."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from bot.compare.quotation.facts import turning
from ingest.article import Article, Statement
from ingest.text.names import WORD, find_names, fold, name_words, same_name

DETERMINER = re.compile(r"(?:^|\W)(\w+)(?:\s+|['’])$")
Standing = Literal["confirmed", "near", "another", "unknown"]
MARGIN = 3  # characters by which a slice may leave a statement: a full stop, a mark
LEAST_SHARED = 8  # characters of a statement that a slice must hold to be made of it
BESIDE = 60  # characters between a body and the name of who speaks for it
PLACES_READ = 20
PARAGRAPH_MOST = 4000  # characters of a paragraph that are read for a name, on either side of a place


def statements_at(article: Article, start: int, end: int) -> list[Statement]:
    """The statements a slice is made of, the one that holds most of it first, direct before indirect."""
    made_of = [
        one
        for one in article.statements
        if _shared(one, start, end) >= min(LEAST_SHARED, end - start, one.end - one.start)
    ]
    return sorted(
        made_of, key=lambda one: (-_shared(one, start, end), one.kind == "indirect", one.end - one.start, one.start)
    )


def holds(statement: Statement, start: int, end: int) -> bool:
    return statement.start - MARGIN <= start and end <= statement.end + MARGIN


def are_two_speakers(statements: Sequence[Statement]) -> bool:
    """Whether two of the statements lie apart and two named people made them."""
    return any(
        (one.end <= other.start or other.end <= one.start)
        and "indirect" not in (one.kind, other.kind)  # those are the reporter's own words
        and names_someone(one.speaker)
        and names_someone(other.speaker)
        and not same_name(one.speaker, other.speaker)
        for n, one in enumerate(statements)
        for other in statements[n + 1 :]
    )


def standing(speaker: str | None, statement: Statement | None, article: Article, start: int, end: int) -> Standing:
    """How the speaker a quotation names stands to the words at a place.

    Nothing is held against a pronoun or an office: who "the minister" is no rule here can tell.
    """
    if speaker is None or not names_someone(speaker):
        return "unknown" if statement is None else "confirmed"
    if statement is not None:
        if same_name(speaker, statement.speaker) or (statement.via and same_name(speaker, statement.via)):
            return "confirmed"
        if names_someone(statement.speaker):
            may_speak_for = _is_body(speaker, article) != _is_body(statement.speaker, article)
            if not (may_speak_for and _stand_together(speaker, statement.speaker, article)):
                return "another"
    return "near" if _is_named_near(speaker, article, start, end) else "unknown"


@lru_cache(maxsize=4096)
def names_someone(speaker: str) -> bool:
    """Whether there is a proper name in it: "he", "the defence minister" and "Le ministre" have none.

    >>> names_someone("M. Lloyd Austin"), names_someone("Le ministre de la Défense"), names_someone("He")
    (True, False, False)
    """
    words = name_words()
    small = words.particles | words.joiners | words.honorifics | words.offices | words.portfolios | words.openers
    return any(not match.group()[0].islower() and fold(match.group()) not in small for match in WORD.finditer(speaker))


def _is_body(speaker: str, article: Article) -> bool:
    """An organisation, as far as words tell: what one says, its spokesman may have said.

    A word for a body is in it, or capitals alone, or an article stands before its one name: NATO, the Kremlin.
    """
    words = [match.group() for match in WORD.finditer(speaker)]
    bodies = name_words().bodies
    if any(fold(word) in bodies for word in words) or any(len(word) > 1 and word.isupper() for word in words):
        return True
    determiners = turning(article.language).determiners
    if sum(not word[0].islower() and word.casefold() not in determiners for word in words) != 1:
        return False
    name = words[-1]
    texts = [speaker, *(article.text[max(0, at - 6) : at] + name for at in _places(name, article.text))]
    before = (DETERMINER.search(one[: one.rfind(name)].casefold()) for one in texts)
    return any(match[1] in determiners for match in before if match)


def _is_named_near(speaker: str, article: Article, start: int, end: int) -> bool:
    """Whether the name stands in the paragraph of the words."""
    before = article.text[max(0, start - PARAGRAPH_MOST) : start].rpartition("\n\n")[2]
    after = article.text[end : end + PARAGRAPH_MOST].partition("\n\n")[0]
    nearby = before + article.text[start : min(end, start + PARAGRAPH_MOST)] + after
    return any(same_name(speaker, nearby[low:high]) for low, high in find_names(nearby))


def _stand_together(name: str, other: str, article: Article) -> bool:
    """Whether one stands right beside the other somewhere: a body, and the spokesman who speaks for it."""
    for place in _places(other, article.text):
        beside = article.text[max(0, place - BESIDE) : place + len(other) + BESIDE]
        if any(same_name(name, beside[low:high]) for low, high in find_names(beside)):
            return True
    return False


def _places(words: str, text: str) -> list[int]:
    """The first places where some words stand as they are."""
    places: list[int] = []
    place = text.find(words)
    while place >= 0 and len(places) < PLACES_READ:
        places.append(place)
        place = text.find(words, place + 1)
    return places


def _shared(statement: Statement, start: int, end: int) -> int:
    return min(statement.end, end) - max(statement.start, start)
