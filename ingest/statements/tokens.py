"""The reporter's own words cut into tokens, as everything that tells who speaks reads them."""

from bisect import bisect_left
from dataclasses import dataclass

from ingest.statements.cues import SayingWords, plain

MARKS = frozenset('.,;:!?()[]{}"«»“”…–—-|/')


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

    def at(self, offset: int) -> int:
        """The first token that starts at or after an offset."""
        return bisect_left(self.starts, offset)


def cut(text: str, words: SayingWords) -> Copy:
    """Cut a text into the tokens of its language."""
    matches = list(words.token.finditer(text))
    return Copy(
        text, words, [m.start() for m in matches], [m.end() for m in matches], [plain(m.group()) for m in matches]
    )
