"""Choose the sentences of an article that tell most of it."""

import numpy as np

from ingest.article import Article, Sentence
from vectorstore.encoder import Encoder
from vectorstore.encoders.language_offsets import encode_passages

# What a sentence loses by standing one place later. News puts first what matters most: over 250 French articles of
# a newspaper, ROUGE-1 of two sentences was 23.4 by the centroid alone and 27.6 with a penalty of .2 to .4 a place.
PER_PLACE = 0.3
FEWEST_CHARACTERS = 40  # "Il fait froid." tells nothing of an article
MOST_SENTENCES_READ = 60  # news tells what matters long before its sixtieth sentence, and reading has to end


def most_telling(article: Article, encoder: Encoder, *, limit: int) -> tuple[Sentence, ...]:
    """At most `limit` sentences in reading order: near the middle of what the article says, and early.

    Centroid and position as in Radev et al. 2004, "Centroid-based summarization of multiple documents".
    """
    long_enough = [one for one in article.sentences if one.end - one.start >= FEWEST_CHARACTERS]
    candidates = (long_enough or list(article.sentences))[:MOST_SENTENCES_READ]
    if len(candidates) <= limit:
        return tuple(candidates)
    vectors = encode_passages(encoder, [article.text[one.start : one.end] for one in candidates], article.language)
    near = vectors @ vectors.mean(axis=0)
    near = (near - near.mean()) / (near.std() or 1.0)
    scores = near - PER_PLACE * np.arange(len(candidates))
    chosen: list[int] = []
    for place in np.argsort(-scores, kind="stable"):
        # Two sentences that say the same tell half as much.
        if len(chosen) < limit and all(vectors[place] @ vectors[other] < 0.9 for other in chosen):
            chosen.append(int(place))
    return tuple(candidates[place] for place in sorted(chosen))
