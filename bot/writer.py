"""What a writer is: it proposes drafts from excerpts, and never has the last word."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from bot.answer import Draft
from bot.excerpts import Excerpt
from bot.question import Question


class Writer(Protocol):
    """Drafts an answer from what was found; each draft is checked before a reader sees it."""

    @property
    def told(self) -> str:
        """What the page says of who writes: "" where it is the articles themselves."""
        ...

    def draft(self, question: Question, excerpts: Sequence[Excerpt]) -> Iterator[Draft]:
        """Draft claims, best first; the excerpts come sorted, and may be quoted in part."""
        ...
