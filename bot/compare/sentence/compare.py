"""Compare a sentence with its evidence: what it says of numbers, days, names, "not" and "perhaps", and what they say.

The verdict is worded as what was compared. A sentence that "matches" may still be wrong, and so may its evidence.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.compare.sentence.align import MOST_SENTENCES, NEARLY, nearest, sentences_of, share_found, worded
from bot.compare.sentence.names import called, named
from bot.compare.sentence.numbers import dated, numbered
from bot.compare.sentence.reasons import Compared, ComparedText, Reason, Sign
from bot.compare.sentence.turns import turned
from bot.compare.sentence.weigh import fitted, probed, telling
from vectorstore.encoder import Encoder

__all__ = ["Compared", "ComparedText", "Reason", "compare", "find_signs"]

# Of the odd articles of NTREX told in French by two translators, .4 % of sentences share less than this with the
# passage that tells the same, and 84 % share less with one of another article.
HARDLY_ANY = 0.1
# Of parallel sentences of NTREX in six pairs of languages fewer than 1 to 4 of 100 have a cosine under this: what lies
# farther off says something else, though no number and no name in it may differ.
NOWHERE_NEAR = 0.35
LONGEST_SENTENCE = 2_000  # characters; of what is longer the rest isn't compared, for every name meets every word


def compare(sentence: ComparedText, evidence: Sequence[ComparedText], *, encoder: Encoder | None = None) -> Compared:
    """What a sentence says otherwise than the passages or sentences it cites.

    With an encoder, meaning decides which sentence of the evidence tells the same; without, the words they share.

    >>> told = ComparedText("The lock opens on 3 May, Ines Holm said.", "en")
    >>> compare(ComparedText("The lock won't open on 3 May.", "en"), [told]).verdict
    'differs'
    """
    sentence = replace(sentence, text=sentence.text[:LONGEST_SENTENCE])
    signs = find_signs(sentence, evidence, encoder=encoder)
    if not signs:
        return _nowhere(sentence)
    reasons = telling(signs, fitted()["words" if encoder is None else "meaning"])
    parts = _parts(evidence)
    share = share_found(sentence, parts)
    if share is not None and share < HARDLY_ANY:
        # In another language a sentence that tells the same may share as little; there all must be amiss.
        crosses = any(part.language != sentence.language for part in parts)
        if not crosses or (share == 0 and reasons and all(_is_lacking(reason) for reason in reasons)):
            return _nowhere(sentence)
    if not reasons:
        return Compared("matches", ())
    if all(_is_lacking(reason) for reason in reasons):
        return Compared("partly", reasons)
    return Compared("differs", reasons)


def find_signs(
    sentence: ComparedText, evidence: Sequence[ComparedText], *, encoder: Encoder | None = None
) -> list[Sign]:
    """All that may show that a sentence says otherwise than its evidence; nothing where there is no evidence."""
    near = nearest(sentence, evidence, encoder=encoder)
    if not near or (encoder and near[0].nearness < NOWHERE_NEAR):
        return []
    parts = _parts(evidence)
    told = [near[0].said, *(one.said for one in near[1:2] if one.nearness >= NEARLY * near[0].nearness > 0)]
    signs = [
        *numbered(sentence, told, parts),
        *dated(sentence, told, parts),
        *named(sentence, told, parts),
        *called(sentence, told, parts),
        *turned(sentence, told),
    ]
    return [
        *signs,
        *(probed(sentence, told[0], signs, encoder=encoder, weights=fitted()["meaning"]) if encoder else ()),
        *worded(sentence, near, parts, is_meaning=encoder is not None),
    ]


def _parts(evidence: Sequence[ComparedText]) -> list[ComparedText]:
    return [part for one in evidence for part in sentences_of(one)][:MOST_SENTENCES]


def _is_lacking(reason: Reason) -> bool:
    """Whether the sentence says something of which the evidence says nothing, rather than something else."""
    return reason.found is None and reason.kind in {"number", "date", "name", "who"}


def _nowhere(sentence: ComparedText) -> Compared:
    return Compared("not_found", (Reason("words", sentence.text, None, 0, len(sentence.text)),))
