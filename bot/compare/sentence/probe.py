"""Leave out of a sentence what its evidence seems to lack, and see whether the two come nearer to each other.

A "not" that was added takes the sentence away from what it retells; one that the evidence says in other words does
not. It is the occlusion of Zeiler and Fergus (2014), with an encoder's cosine in place of a class.
"""

from collections.abc import Iterator, Sequence

from bot.compare.sentence.reasons import ComparedText, Reason, Sign
from bot.compare.sentence.weigh import ChangeWeights
from ingest.text.negation import OPPOSITES, find_turns, first_word
from vectorstore.encoder import Encoder
from vectorstore.encoders.language_offsets import encode_passages

PROBED = {"negation": 1, "modality": 1, "comparison": 1, "name": 2, "who": 1}  # how many of a kind
SCALE = 20.0  # a cosine rises by some .03 when a name that was put in is left out
MOST = 2.0


def probed(
    sentence: ComparedText, told: ComparedText, signs: Sequence[Sign], *, encoder: Encoder, weights: ChangeWeights
) -> Iterator[Sign]:
    """For each kind of difference how much nearer the sentence is to `told` without the word that makes it.

    Of several differences of a kind the most telling are left out, one at a time.
    """
    by_weight = sorted(signs, key=lambda one: -weights.weights.get(one.name, 0.0))
    texts: list[tuple[str, str]] = []
    for kind, most in PROBED.items():
        ours = [(one.name, one.reason) for one in by_weight if one.reason and one.reason.kind == kind]
        for place, (name, reason) in enumerate([one for one in ours if one[1].said][:most]):
            sort = _sort(name) if kind == "name" else kind
            texts.append(
                (
                    f"nearer_without_{sort}" if place == 0 else f"nearer_without_another_{kind}",
                    _put(sentence, reason, ""),
                )
            )
            if kind == "comparison" and (opposite := _opposite(reason.said, sentence.language)):
                texts.append(("nearer_turned", _put(sentence, reason, opposite)))
    lacking = next((one.reason for one in by_weight if one.name.startswith(("not_less", "perhaps_less"))), None)
    shorter = told.text.replace(lacking.found, "", 1) if lacking and lacking.found else None
    if not texts and shorter is None:
        return
    language = "crossing" if told.language != sentence.language else "own"
    whole, *without = encode_passages(encoder, [sentence.text, *(text for _, text in texts)], sentence.language)
    theirs, *turned = encode_passages(encoder, [told.text, *([shorter] if shorter else [])], told.language)
    for (name, _), vector in zip(texts, without, strict=True):
        yield Sign(f"{name}_{language}", _scaled(float(theirs @ vector - theirs @ whole)))
    if lacking and turned:
        yield Sign(f"nearer_without_their_{lacking.kind}", _scaled(float(turned[0] @ whole - theirs @ whole)))


def _scaled(nearer: float) -> float:
    return max(-MOST, min(SCALE * nearer, MOST))


def _put(sentence: ComparedText, reason: Reason, instead: str) -> str:
    return sentence.text[: reason.start] + instead + sentence.text[reason.end :]


def _sort(name: str) -> str:
    """The sort of a missing name: "name_noun_instead" is "name_noun"."""
    return "_".join(name.split("_")[:2])


def _opposite(word: str, language: str) -> str:
    """A word for the opposite: "less" for "higher"; nothing for a word that compares in no way we know."""
    for turn in find_turns(word, language):
        if turn.kind == "comparison" and turn.sense in OPPOSITES:
            return first_word(language, OPPOSITES[turn.sense])
    return ""
