"""Weigh excerpts against a question: meaning across languages, and words where they can be shared."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np
import numpy.typing as npt

from bot.excerpts import Excerpt
from vectorstore.archive import Archive
from vectorstore.keywords import Wanted
from vectorstore.offsets import encode_passages, encode_question
from vectorstore.terms import own_terms, shared_terms

Vector = npt.NDArray[np.float32]
NOTHING = 1e-6  # a vector shorter than this points nowhere

# What a word that question and excerpt share adds to the cosines of excerpt and passage, and what an excerpt gains by
# saying what its neighbours don't. Best sentence first, of PIAF (120 questions), Vietnamese over English and English
# over German (80 each): .49 .61 .61 by the excerpt's cosine alone; .53 .61 .66 with its passage's score and words;
# .56 .68 .65 with what is its own as well.
WORDS_WEIGH = 0.3
OWN_WEIGHS = 0.5


def weigh(archive: Archive, excerpts: Sequence[Excerpt], asked: str, language: str) -> list[Excerpt]:
    """The excerpts, best first; what they had as a score, that of their passage, counts beside their own."""
    if not excerpts:
        return []
    vector = encode_question(archive.encoder, asked, language)
    with archive.reading():
        wanted = archive.keywords.wanted(asked, language)
    weighed = []
    by_article = sorted(excerpts, key=lambda one: one.listing.article_id)
    for _, group in groupby(by_article, key=lambda one: one.listing.article_id):
        beside = list(group)
        spoken = beside[0].listing.language
        vectors = encode_passages(archive.encoder, [one.text for one in beside], spoken)
        for one, meaning, own in zip(beside, vectors @ vector, what_is_its_own(vectors, vector), strict=True):
            words = word_share(wanted, one.text, spoken)
            score = one.score + float(meaning) + WORDS_WEIGH * words + OWN_WEIGHS * float(own)
            weighed.append(replace(one, meaning=float(meaning), words=words, score=score))
    return sorted(weighed, key=lambda one: -one.score)


def what_is_its_own(vectors: Vector, question: Vector) -> Vector:
    """How near each of some excerpts of one article is to the question, in what it says and the others don't.

    All sentences of a report on a vaccine are near to a question on that vaccine; what tells them apart is the rest,
    so the mean of them all is taken from both sides before they are compared. Shapes (n, width), (width,) to (n,).
    """
    middle = vectors.mean(axis=0)
    rest, asked = vectors - middle, question - middle
    lengths = np.linalg.norm(rest, axis=1) * np.linalg.norm(asked)
    near: Vector = rest @ asked / np.maximum(lengths, NOTHING)
    return near


def word_share(wanted: Wanted, text: str, language: str) -> float:
    """The share, 0 to 1, of the question's words that a text has, each weighed by how rare it is in the archive.

    Between languages only names and numbers are words: all others differ, whatever is said.
    """
    weights = wanted.own if language == wanted.language else wanted.shared
    has = set(own_terms(text, language) if language == wanted.language else shared_terms(text))
    total = sum(weights.values())
    return sum(weight for term, weight in weights.items() if term in has) / total if total else 0.0
