"""Find where the runs of a quotation stand in an article: word for word first, else as near as can be.

Looking is str.find over the article's keys; only the few windows that share runs of words with the quotation are
aligned word by word, so the time grows with the quotation and hardly with the article. What stands around quotations
(`without_quotations`, `is_only_a_frame`) is a sentence like any other, or only says who speaks.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.compare.quotation.align import NEAR_MOST, Block, Laid, lay, same
from bot.compare.quotation.marks import Joint, MarkedWords
from ingest.article import Article, Sentence
from ingest.text.quotation_marks import Quotation
from ingest.text.typography import HeardWords

MOST_OF_A_FRAME = 6  # words beside who says it: "the harbour master of Port Alden"
WORD = re.compile(r"[^\W_]{2,}")
MOST_LAID = 20_000  # words that are set beside each other in one article: a long run is looked at in fewer places
FEWEST_PLACES = 3
MOST_PLACES = 50  # at which one run of words is looked at in one article
INSERTION_MOST = 4  # words that one bracket may stand for
OMISSION_MOST = 120  # words that one mark of omission may leave out
SEEDS_MOST = 24  # runs of words by which a window is looked for
SEED_PLACES = 12
WINDOWS = 3  # of one article
AROUND = 16  # words on either side of a window
# The share of a run's letters that must be in place for a window to be its place. At .5 one quotation of 124 in another
# language passes, and half of 186 that a second translator put in other words (benchmarks/quotations.py, odd half).
LIKE_ENOUGH = 0.5


def without_quotations(text: str, quotations: Iterable[Quotation], *, offset: int = 0) -> str:
    """The text with spaces where words are quoted, so that all else keeps its place; `text` begins at `offset`."""
    for one in quotations:
        start, end = max(one.outer_start - offset, 0), min(one.outer_end - offset, len(text))
        if start < end:
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def is_only_a_frame(rest: str, sentence: Sentence, draft: Article) -> bool:
    """Whether nothing is left around the quotations but who said it: "said the harbour master, Elias Moor"."""
    told = [one for one in draft.statements if one.start < sentence.end and sentence.start < one.end]
    words = set(WORD.findall(rest.casefold()))
    for one in told:
        words -= set(WORD.findall(f"{one.speaker} {one.cue}".casefold()))
    return len(words) <= MOST_OF_A_FRAME and not any(c.isdigit() for c in rest)


@dataclass(frozen=True, slots=True)
class Match:
    """One place of a whole quotation: what each run is set beside, where they differ, and what the joints skip."""

    spans: tuple[tuple[int, int], ...]  # of the article's words, one for each run
    pairs: tuple[tuple[int, int], ...]  # words with the same key
    blocks: tuple[Block, ...]
    skipped: tuple[tuple[Joint, int, int], ...]  # a joint, and the article's words it stands for
    likeness: float  # the share of the quotation's letters in place, 0 to 1

    @property
    def first(self) -> int:
        return self.spans[0][0]

    @property
    def last(self) -> int:
        return self.spans[-1][1]


@dataclass(frozen=True, slots=True)
class WordWindow:
    """Words of an article among which a quotation may stand, and how many of its runs of words speak for that."""

    low: int
    high: int
    votes: int


def find_exact(said: MarkedWords, words: HeardWords) -> list[Match]:
    """The places where every run stands word for word, as far apart as the joints allow."""
    if not said.runs:
        return []
    anchor = _anchor(said)
    first_said, last_said = said.runs[anchor]
    found = []
    length = last_said - first_said
    most = max(FEWEST_PLACES, min(MOST_PLACES, MOST_LAID // length))
    for first in first_few(words.find(said.words.run(first_said, last_said)))[:most]:
        laid = Laid((first, first + length), same(first_said, first, length), ())
        match = _around(said, words, anchor, laid, near=False)
        if match:
            found.append(match)
    return found


def find_windows(said: MarkedWords, words: HeardWords) -> list[WordWindow]:
    """Where the article shares most runs of three words with the longest run; of two, if it shares none of three."""
    return _windows(said.words.run(*said.runs[_anchor(said)]), words) if said.runs else []


def find_near(said: MarkedWords, words: HeardWords, window: WordWindow) -> Match | None:
    """The quotation beside the words of a window, at the least number of changes; None where too few are in place."""
    anchor = _anchor(said)
    keys = said.words.run(*said.runs[anchor])[:NEAR_MOST]
    laid = lay(keys, said.runs[anchor][0], words, window.low, window.high)
    match = _around(said, words, anchor, laid, near=True) if laid else None
    return match if match and match.likeness >= LIKE_ENOUGH else None


def _anchor(said: MarkedWords) -> int:
    """The longest run: the others are looked for around it."""
    return max(range(len(said.runs)), key=lambda n: said.runs[n][1] - said.runs[n][0])


def _around(said: MarkedWords, words: HeardWords, anchor: int, found: Laid, *, near: bool) -> Match | None:
    """Lay the other runs before and behind the one that is found already."""
    laid = [found]
    for n in range(anchor + 1, len(said.runs)):
        low = laid[-1].span[1]
        one = _next(said, n, words, low, low + _reach(said.joints[n]), near=near, is_before=False)
        if one is None:
            return None
        laid.append(one)
    for n in range(anchor - 1, -1, -1):
        high = laid[0].span[0]
        one = _next(said, n, words, max(0, high - _reach(said.joints[n + 1])), high, near=near, is_before=True)
        if one is None:
            return None
        laid.insert(0, one)
    pairs = tuple(pair for one in laid for pair in one.pairs)
    letters = sum(map(len, (key for first, last in said.runs for key in said.words.run(first, last)))) or 1
    in_place = sum(said.words.ends[n] - said.words.starts[n] for n, _ in pairs)
    return Match(
        spans=tuple(one.span for one in laid),
        pairs=pairs,
        blocks=tuple(block for one in laid for block in one.blocks),
        skipped=_skipped(said, laid),
        likeness=min(1.0, in_place / letters),
    )


def _next(
    said: MarkedWords, n: int, words: HeardWords, low: int, high: int, *, near: bool, is_before: bool
) -> Laid | None:
    """Run n beside the article's words from `low`, its first (or, before the anchor, its last) word by `high`."""
    first, last = said.runs[n]
    keys = said.words.run(first, last)
    low, high = (max(0, low - len(keys)), high) if is_before else (low, min(len(words), high + len(keys)))
    places = first_few(words.find(keys, low, high))
    if places:
        place = places[-1] if is_before else places[0]
        return Laid((place, place + len(keys)), same(first, place, len(keys)), ())
    if not near:
        return None
    return lay(keys[:NEAR_MOST], first, words, low, high)


def _reach(joint: Joint | None) -> int:
    return OMISSION_MOST if joint is not None and joint.kind == "omission" else INSERTION_MOST


def _skipped(said: MarkedWords, laid: Sequence[Laid]) -> tuple[tuple[Joint, int, int], ...]:
    """The joints, each with the article's words it stands for; one at an edge may stand for any words beside it."""
    edges = [laid[0].span[0], *(one.span[1] for one in laid)]
    starts = [*(one.span[0] for one in laid), laid[-1].span[1]]
    return tuple(
        (joint, edge, start) for joint, edge, start in zip(said.joints, edges, starts, strict=True) if joint is not None
    )


def _windows(keys: Sequence[str], words: HeardWords) -> list[WordWindow]:
    for length in (3, 2, 1):
        if len(keys) < length or (length == 1 and len(keys) > 6):
            continue
        step = max(1, (len(keys) - length) // SEEDS_MOST)
        shifts: list[int] = []
        for n in range(0, len(keys) - length + 1, step):
            run = list(keys[n : n + length])
            if length == 1 and len(run[0]) < 5:
                continue  # short words stand everywhere
            places = [place - n for place, _ in zip(words.find(run), range(SEED_PLACES), strict=False)]
            shifts += places
        if shifts:
            return _clusters(sorted(shifts), len(keys))
    return []


def _clusters(shifts: list[int], length: int) -> list[WordWindow]:
    """Windows around the places on which most runs agree, the fullest first."""
    wide = AROUND + length // 3
    clusters: list[list[int]] = []
    for shift in shifts:
        if clusters and shift - clusters[-1][0] <= wide:
            clusters[-1].append(shift)
        else:
            clusters.append([shift])
    clusters.sort(key=len, reverse=True)
    return [
        WordWindow(one[0] - AROUND, one[-1] + min(length, NEAR_MOST) + AROUND, len(one)) for one in clusters[:WINDOWS]
    ]


def first_few(places: Iterator[int]) -> list[int]:
    return [place for place, _ in zip(places, range(MOST_PLACES), strict=False)]
