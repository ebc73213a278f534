"""Find the sentences of the evidence that tell what a sentence tells, so that its turns are compared with theirs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from bot.compare.sentence.reasons import ComparedText, Sign
from ingest.text.sentences import find_sentences
from vectorstore.encoder import Encoder
from vectorstore.encoders.language_offsets import encode_each
from vectorstore.terms import alike_terms, own_terms, shared_terms

MOST_CHARACTERS = 20_000  # of a passage: what is longer was never a passage
MOST_SENTENCES = 60
DIGITS = re.compile(r"\d+")
WEIGHT = {"#": 2.0, "_": 2.0, ".": 1.0, "=": 1.0}  # numbers, names, beginnings that languages share, stems
FEWEST_TERMS = 4
SHORTEST_TERM = 7  # with its mark: "fr_mair"; what is shorter joins words and tells nothing
# A second sentence as near as this belongs to what is told: translators part sentences and join them.
NEARLY = 0.8


@dataclass(frozen=True, slots=True)
class NearSentence:
    """A sentence of the evidence, and how near it is to what is compared; higher is nearer."""

    said: ComparedText
    nearness: float


@lru_cache(maxsize=1024)
def sentences_of(evidence: ComparedText) -> tuple[ComparedText, ...]:
    """The sentences of a passage."""
    text = evidence.text[:MOST_CHARACTERS]
    found = find_sentences(text, evidence.language)[:MOST_SENTENCES]
    return tuple(ComparedText(text[one.start : one.end], evidence.language, evidence.on) for one in found)


def nearest(
    sentence: ComparedText, evidence: Sequence[ComparedText], *, encoder: Encoder | None = None
) -> list[NearSentence]:
    """The sentences of the evidence, the nearest first: by the words and numbers they share, or by an encoder."""
    parts = [part for one in evidence for part in sentences_of(one)][:MOST_SENTENCES]
    if not parts:
        return []
    if encoder is None:
        return sorted((NearSentence(part, _overlap(sentence, part)) for part in parts), key=lambda one: -one.nearness)
    vectors = encode_each(encoder, ((one.language, one.text) for one in (sentence, *parts)))
    ours = vectors[sentence.language, sentence.text]
    near = (NearSentence(part, float(vectors[part.language, part.text] @ ours)) for part in parts)
    return sorted(near, key=lambda one: -one.nearness)


def _overlap(one: ComparedText, other: ComparedText) -> float:
    """The share of their terms that two sentences have in common, and how alike their lengths are."""
    ours, theirs = _terms(one, other.language), _terms(other, one.language)
    if not ours or not theirs:
        return 0.0
    common = sum(WEIGHT[term[0]] for term in ours & theirs)
    whole = min(sum(WEIGHT[term[0]] for term in ours), sum(WEIGHT[term[0]] for term in theirs))
    lengths = min(len(one.text), len(other.text)) / max(len(one.text), len(other.text))
    return common / (whole or 1) + 0.3 * lengths


def share_found(sentence: ComparedText, evidence: Sequence[ComparedText]) -> float | None:
    """The share of a sentence's terms that its evidence has, 0 to 1; None where there are too few to tell."""
    ours = {(part.language, term) for part in evidence for term in _terms(sentence, part.language)}
    theirs = {(part.language, term) for part in evidence for term in _terms(part, sentence.language)}
    if len(ours) < FEWEST_TERMS:
        return None
    return len(ours & theirs) / len(ours)


def worded(
    sentence: ComparedText, near: Sequence[NearSentence], evidence: Sequence[ComparedText], *, is_meaning: bool
) -> Iterator[Sign]:
    """How near the sentence is to what tells the same, and how much of its words the evidence has.

    `is_meaning` where the nearness is an encoder's cosine.
    """
    first = near[0]
    sort = "crossing" if first.said.language != sentence.language else "own"
    if is_meaning:
        yield Sign(f"far_{sort}", 1 - first.nearness)
    else:
        yield Sign(f"unlike_{sort}", 1 - min(first.nearness, 1))
    if len(near) > 1:
        yield Sign(f"apart_{sort}", min(1.0, first.nearness - near[1].nearness))
    yield Sign(f"length_{sort}", min(abs(log((len(sentence.text) + 1) / (len(first.said.text) + 1))), 1.0))
    yield Sign("long", min(len(sentence.text) / 200, 2.0))
    for which, those in (("told", [first.said]), ("evidence", evidence)):
        share = share_found(sentence, those)
        yield Sign(f"share_{which}_{sort}", 1 - (share if share is not None else 0.5))
    yield Sign(f"is_{sort}")


@lru_cache(maxsize=8192)
def _terms(said: ComparedText, other: str) -> frozenset[str]:
    terms = {f"#{digits}" for digits in DIGITS.findall(said.text)}
    if said.language == other:
        terms |= {f"={term}" for term in own_terms(said.text, said.language) if len(term) >= SHORTEST_TERM}
    else:
        terms |= {*shared_terms(said.text), *alike_terms(said.text)}
    return frozenset(terms)
