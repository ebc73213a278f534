"""What a writer is: it proposes, and never has the last word."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from bot.answer import Draft, Reply
from bot.question.read import Question
from bot.write.sources import Sources


class Writer(Protocol):
    """Drafts an answer from what was found; each draft is checked before a reader sees it.

    What needs a chat model raises WriterFailed where that fails; a writer without one declines by None or False.
    """

    @property
    def told(self) -> str:
        """What the page says of who writes: "" where it is the articles themselves."""
        ...

    def draft(self, question: Question, given: Sources) -> Iterator[Draft]:
        """Draft claims, best first."""
        ...

    def whole(self, text: str, before: Sequence[Reply], language: str) -> str | None:
        """A follow-up as a question that can be understood without the turns before."""
        ...

    def translate(self, words: str, language: str) -> str | None:
        """Words of an article in the reader's language."""
        ...

    def doubts(self, sentence: str, evidence: str) -> bool:
        """A second opinion: whether the evidence does not say all that a sentence says."""
        ...
