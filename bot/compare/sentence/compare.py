"""Compare a sentence with its evidence: what it says of numbers, days, names, "not" and "perhaps", and what they say.

The verdict is worded as what was compared. A sentence that "matches" may still be wrong, and so may its evidence.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import log
from typing import Literal

from bot.compare.sentence.names import called, named
from bot.compare.sentence.numbers import dated, numbered
from bot.compare.sentence.reasons import Compared, ComparedText, Reason, Sign
from bot.compare.sentence.weigh import fitted, probed, telling
from ingest.text.negation import OPPOSITES, Polarity, find_turns
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
HARD: tuple[tuple[Literal["negation", "modality"], str], ...] = (
    ("negation", "not"), ("negation", "untrue"), ("modality", "perhaps"), ("modality", "would"), ("modality", "will"),
)  # fmt: skip
# What may say nearly the same: "hopes to" for "could", "denies that" for "not".
SOFTER = {
    "not": ("soft", "untrue"), "untrue": ("soft", "not"), "perhaps": ("soft", "would"),
    "would": ("soft", "perhaps"), "will": ("soft", "would"),
}  # fmt: skip
ALSO = "also_"  # lists of words that have other meanings too: they excuse a turn, and make none
MOST = 2  # of one sense: a third "not" tells no more
# Of the odd articles of NTREX told in French by two translators, .4 % of sentences share less than this with the
# passage that tells the same, and 84 % share less with one of another article.
HARDLY_ANY = 0.1
# Of parallel sentences of NTREX in six pairs of languages fewer than 1 to 4 of 100 have a cosine under this: what lies
# farther off says something else, though no number and no name in it may differ.
NOWHERE_NEAR = 0.35
LONGEST_SENTENCE = 2_000  # characters; of what is longer the rest isn't compared, for every name meets every word


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


def _parts(evidence: Sequence[ComparedText]) -> list[ComparedText]:
    return [part for one in evidence for part in sentences_of(one)][:MOST_SENTENCES]


def nearest(
    sentence: ComparedText, evidence: Sequence[ComparedText], *, encoder: Encoder | None = None
) -> list[NearSentence]:
    """The sentences of the evidence, the nearest first: by the words and numbers they share, or by an encoder."""
    parts = _parts(evidence)
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


def turned(sentence: ComparedText, told: Sequence[ComparedText]) -> Iterator[Sign]:
    """What the sentence turns and its evidence doesn't, or the other way round; `told` begins with the nearest."""
    ours = find_turns(sentence.text, sentence.language)
    nearest = find_turns(told[0].text, told[0].language)
    beside = [find_turns(one.text, one.language) for one in told[1:]]
    for kind, sense in HARD:
        yield from _one_sided(sentence, told[0], (ours, nearest, beside), kind, sense)
    yield from _sure_for_perhaps(ours, nearest)
    yield from _opposite(sentence, told[0], ours, nearest)


def _sure_for_perhaps(ours: Sequence[Polarity], theirs: Sequence[Polarity]) -> Iterator[Sign]:
    """A "will" where the evidence has a "perhaps", or the other way round."""
    mine, other = _counted(ours, "modality"), _counted(theirs, "modality")
    for name, one, two in (("will_for_perhaps", mine, other), ("perhaps_for_will", other, mine)):
        if one["will"] > two["will"] and one["perhaps"] < two["perhaps"]:
            yield Sign(name)
            if not one["soft"] and not one["would"]:
                yield Sign(f"{name}_only")
        elif not any(one.values()) and two["perhaps"]:
            yield Sign(f"bare_{name}")


def _one_sided(
    sentence: ComparedText,
    told: ComparedText,
    turns: tuple[Sequence[Polarity], Sequence[Polarity], Sequence[Sequence[Polarity]]],
    kind: Literal["negation", "modality"],
    sense: str,
) -> Iterator[Sign]:
    """A "not" or a "perhaps" that one side has and the other has not, or says in softer words of its own."""
    mine, other, *beside = (_counted(one, kind) for one in (turns[0], turns[1], *turns[2]))
    more = mine[sense] - other[sense]
    if not more:
        return
    side = "more" if more > 0 else "less"
    having, lacking = (mine, other) if more > 0 else (other, mine)
    soft = SOFTER[sense]
    softer = sum(lacking[one] - having[one] for one in soft)
    excuse = "excused" if softer >= abs(more) else "soft" if any(lacking[one] for one in soft) else "plain"
    if more > 0:
        turn = next(turn for turn in turns[0] if turn.kind == kind and turn.sense == sense)
        reason = Reason(kind, sentence.text[turn.start : turn.end], None, turn.start, turn.end)
    else:
        turn = next(turn for turn in turns[1] if turn.kind == kind and turn.sense == sense)
        reason = Reason(kind, "", told.text[turn.start : turn.end], 0, len(sentence.text))
    yield Sign(f"{sense}_{side}_{excuse}", reason=reason)
    if abs(more) > 1:
        yield Sign(f"{sense}_{side}_again", min(abs(more), MOST + 1) - 1)
    if lacking[sense]:
        yield Sign(f"{sense}_{side}_of_some", min(lacking[sense], MOST))
    if any((mine[sense] - one[sense]) * more <= 0 for one in beside):
        yield Sign(f"{sense}_{side}_beside")
    elif beside:
        yield Sign(f"{sense}_{side}_nor_beside")


def _counted(turns: Iterable[Polarity], kind: str) -> Counter[str]:
    return Counter(turn.sense for turn in turns if turn.kind == kind)


def _opposite(
    sentence: ComparedText, told: ComparedText, ours: Sequence[Polarity], theirs: Sequence[Polarity]
) -> Iterator[Sign]:
    """A word that the evidence says the opposite of, or at least doesn't say."""
    mine, other = (Counter(turn.sense.removeprefix(ALSO) for turn in turns) for turns in (ours, theirs))
    sure, their_sure = (Counter(turn.sense for turn in turns) for turns in (ours, theirs))
    for sense, opposite in OPPOSITES.items():
        if sense in {"would", "will"}:
            continue
        is_more, is_less = mine[sense] > other[sense], other[opposite] > mine[opposite]
        if is_more and is_less and mine[sense]:
            said = next(turn for turn in ours if turn.sense.removeprefix(ALSO) == sense)
            found = next(turn for turn in theirs if turn.sense.removeprefix(ALSO) == opposite)
            words = told.text[found.start : found.end]
            reason = Reason("comparison", sentence.text[said.start : said.end], words, said.start, said.end)
            here = "sure" if sure[sense] > their_sure[sense] else "also"
            there = "sure" if their_sure[opposite] > sure[opposite] else "also"
            yield Sign(f"opposite_{here}_{there}", reason=reason)
            if not other[sense] and not mine[opposite]:
                yield Sign(f"opposite_{here}_{there}_only")
        elif sure[sense] and not other[sense]:
            said = next(turn for turn in ours if turn.sense == sense)
            has = "beside_opposite" if other[opposite] else "alone"
            reason = Reason("comparison", sentence.text[said.start : said.end], None, said.start, said.end)
            yield Sign(f"compares_{has}", reason=reason)
        elif their_sure[sense] and not mine[sense]:
            found = next(turn for turn in theirs if turn.sense == sense)
            has = "beside_opposite" if mine[opposite] else "alone"
            words = told.text[found.start : found.end]
            yield Sign(f"compared_{has}", reason=Reason("comparison", "", words, 0, len(sentence.text)))


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


def _is_lacking(reason: Reason) -> bool:
    """Whether the sentence says something of which the evidence says nothing, rather than something else."""
    return reason.found is None and reason.kind in {"number", "date", "name", "who"}


def _nowhere(sentence: ComparedText) -> Compared:
    return Compared("not_found", (Reason("words", sentence.text, None, 0, len(sentence.text)),))
