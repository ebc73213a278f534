"""An article as its reporter wrote it: quoted words hidden, cut into tokens, sentences whole again."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.article import Sentence
from ingest.statements.cues import INSIDE, QUOTED, SayingWords, plain
from ingest.text.quotation_marks import Quotation, paragraphs

MARKS = frozenset('.,;:!?()[]{}"«»“”…–—-|/')
FULL_STOPS = ".!?…"
LONGEST_SENTENCE = 300  # tokens; a longer one is a list or worse, and is read in parts so that the time stays linear


@dataclass(frozen=True, slots=True)
class Copy:
    """The reporter's own words, cut into tokens; what is quoted is hidden."""

    text: str
    words: SayingWords
    starts: list[int]
    ends: list[int]
    tokens: list[str]  # as the word lists have them

    def slice(self, first: int, last: int) -> str:
        """The text from one token to before another."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def is_capital(self, at: int) -> bool:
        """Whether a token begins with a capital letter."""
        return self.text[self.starts[at]].isupper()

    def at(self, offset: int) -> int:
        """The first token that starts at or after an offset."""
        return bisect_left(self.starts, offset)


def cut(text: str, words: SayingWords) -> Copy:
    """Cut a text into the tokens of its language."""
    matches = list(words.token.finditer(text))
    return Copy(
        text, words, [m.start() for m in matches], [m.end() for m in matches], [plain(m.group()) for m in matches]
    )


@dataclass(frozen=True, slots=True)
class Frame:
    """One sentence of the reporter's with the quotations in it: tokens `first` to `last`."""

    first: int
    last: int
    paragraph: int


def hidden(text: str, quotations: tuple[Quotation, ...]) -> str:
    """The reporter's own words, everything quoted hidden, every offset kept."""
    text = text.replace(QUOTED, " ").replace(INSIDE, " ")
    parts: list[str] = []
    done = 0
    for quotation in quotations:
        parts += [
            text[done : quotation.outer_start],
            QUOTED,
            INSIDE * (quotation.outer_end - quotation.outer_start - 1),
        ]
        done = quotation.outer_end
    return "".join([*parts, text[done:]])


def find_frames(text: str, copy: Copy, quotations: tuple[Quotation, ...], sentences: Sequence[Sentence]) -> list[Frame]:
    """The sentences, those put together again that end inside a quotation or go on after it."""
    shown = copy.text
    cuts = {sentence.start for sentence in sentences if 0 < sentence.start < len(text)}
    breaks = [start for start, _ in paragraphs(shown)]
    for quotation in quotations:
        after = re.compile(r"\s*").match(shown, quotation.outer_end)
        place = after.end() if after else quotation.outer_end
        ended = text[quotation.end - 1] in FULL_STOPS if quotation.end > quotation.start else False
        if ended and place < len(shown) and (shown[place].isupper() or shown[place] == QUOTED):
            cuts.add(place)
    kept = [
        place
        for place in sorted(cuts)
        if shown[place] != INSIDE and not (shown[place].islower() or shown[place] in ",;:)")
    ]
    starts = sorted({*kept, *breaks})
    frames: list[Frame] = []
    paragraph = 0
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        while paragraph + 1 < len(breaks) and breaks[paragraph + 1] <= start:
            paragraph += 1
        first, last = copy.at(start), copy.at(end)
        for begin in range(first, last, LONGEST_SENTENCE):
            frames.append(Frame(begin, min(last, begin + LONGEST_SENTENCE), paragraph))
    return frames
