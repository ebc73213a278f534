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

# What a word that question and excerpt share adds to the cosines of excerpt and passage. Best sentence first, of PIAF
# (120 questions), Vietnamese over English and English over German (80 each): .49 .61 .61 by the excerpt's cosine
# alone, .53 .61 .65 with its passage's score and words at .3.
WORDS_WEIGH = 0.3


def weigh(archive: Archive, excerpts: Sequence[Excerpt], asked: str, language: str) -> list[Excerpt]:
    """The excerpts, best first; what they had as a score, that of their passage, counts beside their own."""
    if not excerpts:
        return []
    vector = encode_question(archive.encoder, asked, language)
    with archive.reading():
        wanted = archive.keywords.wanted(asked, language)
    weighed = []
    by_language = sorted(excerpts, key=lambda one: one.listing.language)
    for spoken, group in groupby(by_language, key=lambda one: one.listing.language):
        same_language = list(group)
        meanings = encode_passages(archive.encoder, [one.text for one in same_language], spoken) @ vector
        for one, meaning in zip(same_language, meanings, strict=True):
            words = word_share(wanted, one.text, spoken)
            score = one.score + float(meaning) + WORDS_WEIGH * words
            weighed.append(replace(one, meaning=float(meaning), words=words, score=score))
    return sorted(weighed, key=lambda one: -one.score)


def word_share(wanted: Wanted, text: str, language: str) -> float:
    """The share, 0 to 1, of the question's words that a text has, each weighed by how rare it is in the archive.

    Between languages only names and numbers are words: all others differ, whatever is said.
    """
    weights = wanted.own if language == wanted.language else wanted.shared
    has = set(own_terms(text, language) if language == wanted.language else shared_terms(text))
    total = sum(weights.values())
    return sum(weight for term, weight in weights.items() if term in has) / total if total else 0.0
