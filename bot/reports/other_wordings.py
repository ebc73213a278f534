"""The same quotation in other articles: other outlets, other languages, other wordings, set beside each other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from bot.answer import TextSpan
from ingest.text.names import fold
from vectorstore.archive import Archive
from vectorstore.chroma import Vectors
from vectorstore.encoders.language_offsets import encode_each
from vectorstore.listing import StoredStatement

# Parallel sentences of NTREX (six pairs of languages, 1,458 sentences): of those that have their counterpart in an
# article .71 are found at .6 with a lead of .1, none of them in a wrong place; where the counterpart is taken out, .036
# find another sentence of the same story. At .5 without a lead it is .91 and .195.
SAME_MEANING = 0.6
LEAD = 0.1  # over the next best statement of that article
SAME_WORDS = 0.6  # of the shorter one's words, in one language
FEWEST_WORDS = 5  # of both: a shorter fragment is near in meaning to too much
MOST_OF_ONE_SPEAKER = 300  # statements that are compared; who is quoted more often is quoted everywhere
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The same quotation in another article, and where its words differ, if both are in one language."""

    told: StoredStatement
    differences: tuple[TextSpan, ...] = ()  # of told.text


def elsewhere(archive: Archive, shown: Sequence[StoredStatement]) -> list[tuple[Elsewhere, ...]]:
    """For each statement its counterparts in other articles, one an article, the nearest first."""
    by_speaker: dict[str, list[StoredStatement]] = {}
    for one in shown:
        if one.statement.speaker not in by_speaker:
            by_speaker[one.statement.speaker] = archive.statements(
                speaker=one.statement.speaker, limit=MOST_OF_ONE_SPEAKER
            )
    several = [
        one for told in by_speaker.values() if len({other.listing.article_id for other in told}) > 1 for one in told
    ]
    vectors = encode_each(archive.encoder, map(_key, [*several, *shown])) if several else {}
    return [_counterparts(one, by_speaker[one.statement.speaker], vectors) for one in shown]


def _counterparts(
    one: StoredStatement, others: Sequence[StoredStatement], vectors: dict[tuple[str, str], Vectors]
) -> tuple[Elsewhere, ...]:
    by_article: dict[str, list[tuple[float, bool, StoredStatement]]] = {}
    for other in others:
        if other.listing.article_id == one.listing.article_id:
            continue
        is_own = other.listing.language == one.listing.language
        cosine = float(vectors[_key(one)] @ vectors[_key(other)])
        score = max(cosine, _shared(one.text, other.text)) if is_own else cosine
        by_article.setdefault(other.listing.article_id, []).append((score, is_own, other))
    found = []
    for told in by_article.values():
        (best, is_own, other), *rest = sorted(told, key=lambda pair: -pair[0])
        leads = (not rest or best - rest[0][0] >= LEAD) and min(_count(one.text), _count(other.text)) >= FEWEST_WORDS
        if (best >= SAME_MEANING and leads) or (is_own and _shared(one.text, other.text) >= SAME_WORDS):
            found.append((best, Elsewhere(other, differing(one.text, other.text) if is_own else ())))
    return tuple(one for _, one in sorted(found, key=lambda pair: -pair[0]))


def differing(text: str, other: str) -> tuple[TextSpan, ...]:
    """The spans of the other text whose words the first has not, in order (Ratcliff & Obershelp 1988).

    >>> differing("We owe them an answer.", "We owe you an answer.")
    ((7, 10),)
    """
    spans = [match.span() for match in WORD.finditer(other)]
    mine = [fold(word) for word in WORD.findall(text)]
    theirs = [fold(other[start:end]) for start, end in spans]
    blocks = SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes()
    return tuple(
        (spans[first][0], spans[last - 1][1])
        for tag, _, _, first, last in blocks
        if tag in ("replace", "insert") and first < last
    )


def _shared(one: str, other: str) -> float:
    """The share of the shorter text's words that stand in the other in the same order."""
    mine, theirs = ([fold(word) for word in WORD.findall(text)] for text in (one, other))
    shorter = min(len(mine), len(theirs))
    if shorter < 3:
        return 0.0
    same = sum(block.size for block in SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks())
    return same / shorter


def _count(text: str) -> int:
    return len(WORD.findall(text))


def _key(one: StoredStatement) -> tuple[str, str]:
    return one.listing.language, one.text
