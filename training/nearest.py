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
    openings = encode_each(encoder, ((one.language, one.context[:CHARS]) for one in texts.values()))
    heads = np.array([openings[one.language, one.context[:CHARS]] for one in texts.values()])
    number = {text: place for place, text in enumerate(texts)}
    of_text = np.array([number[one.context] for one, _ in cut])
    are_apart = heads @ heads.T <= SAME_STORY
    found = []
    for example in examples:
        scores = of_passages @ encode_question(encoder, example.question, example.asked_in)
        is_other = are_apart[number[example.context]][of_text]
        answers = {example.context[start:end].casefold() for start, end in example.answers}
        best = [cut[place] for place in np.argsort(-scores) if is_other[place]][: 2 * OF_EACH]
        others = [
            OtherPassage(one.title, passage)
            for one, passage in best
            if not any(answer in passage.casefold() for answer in answers)
        ]
        found.append(replace(example, elsewhere=tuple(others[:OF_EACH])))
    return found
