"""Weigh the signs that a sentence was changed, and give the reasons a reader can see."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.compare.sentence.reasons import ComparedText, Reason, Sign
from ingest.text.negation import OPPOSITES, find_turns, first_word
from vectorstore.encoder import Encoder
from vectorstore.encoders.language_offsets import encode_passages

# Signs that tell by themselves, whatever else speaks against it: figures and years that the evidence lacks, what says
# "it is not true that", another office that speaks, and a name of two words neither of which the evidence has. Of the
# untouched sentences of the odd articles (benchmarks/weighing.py prints it) .012 have one.
CERTAIN = frozenset(
    {
        "number_figures_of_it", "number_figures_instead", "number_figures_alone", "number_words_of_it",
        "date_figures_instead", "date_figures_alone",
        "untrue_more_plain", "untrue_more_soft", "untrue_more_excused", "calling_speaking",
        "name_whole", "name_whole_instead",
    }
)  # fmt: skip
LEAST = 0.5  # of a weight: what weighs less is no reason that a reader would see
BESIDE_THE_STRONGEST = 0.4  # of its weight: what is weaker isn't shown beside it
PROBED = {"negation": 1, "modality": 1, "comparison": 1, "name": 2, "who": 1}  # how many of a kind
SCALE = 20.0  # a cosine rises by some .03 when a name that was put in is left out
MOST = 2.0


@dataclass(frozen=True, slots=True)
class ChangeWeights:
    """What each sign adds to the log odds that something was changed, and from where on that is said."""

    base: float
    flagged_from: float
    weights: Mapping[str, float]

    def odds(self, signs: Iterable[Sign]) -> float:
        """The log odds that something was changed, had half of all sentences been."""
        return self.base + sum(self.weights.get(one.name, 0.0) * one.amount for one in signs)


@cache
def fitted() -> Mapping[str, ChangeWeights]:
    """The weights of weights.toml: with an encoder ("meaning"), and without one ("words")."""
    read = tomllib.loads(files(__package__).joinpath("weights.toml").read_text("utf-8"))
    return {name: ChangeWeights(**table) for name, table in read.items()}


def telling(signs: Sequence[Sign], weights: ChangeWeights) -> tuple[Reason, ...]:
    """The reasons why a sentence says otherwise, the strongest first; none where it may well say the same."""
    strongest = strength(signs, weights)
    is_certain = any(one.name in CERTAIN for one in signs)
    if not is_certain and (strongest < LEAST or weights.odds(signs) < weights.flagged_from):
        return ()
    shown: dict[tuple[str, int, int], tuple[float, Reason]] = {}
    for one in signs:
        weight = weights.weights.get(one.name, 0.0)
        is_shown = one.name in CERTAIN or weight >= max(LEAST, BESIDE_THE_STRONGEST * strongest)
        if one.reason and is_shown:
            shown.setdefault((one.reason.kind, one.reason.start, one.reason.end), (weight, one.reason))
    return tuple(reason for _, reason in sorted(shown.values(), key=lambda one: -one[0]))


def strength(signs: Iterable[Sign], weights: ChangeWeights) -> float:
    """The weight of the strongest sign that a reader can be shown."""
    return max((weights.weights.get(one.name, 0.0) for one in signs if one.reason), default=0.0)


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
