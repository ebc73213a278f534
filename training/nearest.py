"""The passages of other news that lie nearest to a question and don't answer it: what is to be told from an answer."""

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from training.examples import Example, OtherPassage
from vectorstore.encoder import Encoder
from vectorstore.encoders.language_offsets import encode_each, encode_question

CHARS = 900  # of a passage, about what a search gives with the sentences beside it
OF_EACH = 6  # passages kept of those nearest to a question
SAME_STORY = 0.75  # cosine of two openings from which they tell one story: what one leaves out the other may say


def passages_of(text: str) -> list[str]:
    """Cut at sentences and lines, in passages of about CHARS.

    >>> passages_of("One. Two.")
    ['One. Two.']
    """
    found, now = [], ""
    for piece in re.findall(r".+?(?:[.!?。।]\s+|\n+|$)", text, re.DOTALL):
        if now and len(now) + len(piece) > CHARS:
            found.append(now.strip())
            now = ""
        now += piece
    return [*found, now.strip()] if now.strip() else found


def with_nearest(examples: Sequence[Example], encoder: Encoder) -> list[Example]:
    """Give each example the passages of others' texts nearest to its question, of other stories, without its answer."""
    texts = {one.context: one for one in examples}
    cut = [(one, passage) for one in texts.values() for passage in passages_of(one.context)]
    vectors = encode_each(encoder, ((one.language, passage) for one, passage in cut))
    of_passages = np.array([vectors[one.language, passage] for one, passage in cut])
    heads = encode_each(encoder, ((one.language, one.context[:CHARS]) for one in texts.values()))
    of_heads = {text: heads[one.language, text[:CHARS]] for text, one in texts.items()}
    heads_of_cut = np.array([of_heads[one.context] for one, _ in cut])
    found = []
    for example in examples:
        scores = of_passages @ encode_question(encoder, example.question, example.asked_in)
        told_apart = heads_of_cut @ of_heads[example.context] <= SAME_STORY
        answers = {example.context[start:end].casefold() for start, end in example.answers}
        best = [cut[place] for place in np.argsort(-scores) if told_apart[place]][: 2 * OF_EACH]
        others = [
            OtherPassage(one.title, passage)
            for one, passage in best
            if not any(answer in passage.casefold() for answer in answers)
        ]
        found.append(replace(example, elsewhere=tuple(others[:OF_EACH])))
    return found
