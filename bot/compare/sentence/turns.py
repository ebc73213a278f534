"""Compare what turns a sentence with what turns its evidence: a "not", a "perhaps", "less" for "more"."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from bot.compare.sentence.reasons import ComparedText, Reason, Sign
from ingest.text.negation import OPPOSITES, Polarity, find_turns

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
