"""Compare who speaks by office or trade: a minister here and an ambassador there."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.compare.sentence.places import calling_words, saying_words
from bot.compare.sentence.reasons import ComparedText, Reason, Sign
from bot.compare.sentence.words import Spelt, spelt
from ingest.text.negation import looked_up

BESIDE = 5  # words between a calling and the word of saying: "the minister of the interior said"


def called(sentence: ComparedText, told: Sequence[ComparedText], evidence: Sequence[ComparedText]) -> Iterator[Sign]:
    """A speaker's calling that the evidence lacks, and which it has instead."""
    ours = [one for one in _callings(sentence) if one[3]]
    known = {code for part in evidence for _, _, code, _ in _callings(part)}
    mine = {code for _, _, code, _ in _callings(sentence)}
    gone = [(part, one) for part in told for one in _callings(part) if one[2] not in mine]
    for start, end, code, _ in ours:
        if code in known:
            continue
        speaking = [(part, one) for part, one in gone if one[3]]
        instead = (speaking or gone)[:1]
        found = instead[0][0].text[instead[0][1][0] : instead[0][1][1]] if instead else None
        sort = "speaking" if speaking else "other" if gone else "alone"
        yield Sign(f"calling_{sort}", reason=Reason("who", sentence.text[start:end], found, start, end))
        return


@lru_cache(maxsize=4096)
def _callings(said: ComparedText) -> tuple[tuple[int, int, str, bool], ...]:
    """Where callings stand, which, and whether a word of saying stands beside."""
    words: Spelt = spelt(said.text)
    says = [first for first, _, _ in looked_up(words.folded, saying_words())]
    return tuple(
        (
            words.spans[first][0],
            words.spans[last - 1][1],
            code,
            any(first - BESIDE <= at < last + BESIDE for at in says),
        )
        for first, last, code in looked_up(words.folded, calling_words())
    )
