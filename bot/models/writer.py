"""A writer that lets a chat model speak, any that LangChain opens; what it writes is drafts, and is checked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answer import Reply, Saying
from bot.models.ask import Asking
from bot.models.drafts import NO_ANSWER, Drafted, drafted
from bot.models.failures import told_of
from bot.models.one_line import doubts, translated, whole_question
from bot.models.prompts import Message, asking, asking_again, prompts
from bot.models.source_keys import source_keys
from bot.question.read import Question
from bot.retrieve.excerpts import Excerpt, draft_of
from bot.verify.injection import gives_orders
from bot.verify.language import is_in
from bot.write.sources import Sources

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

# Of articles that are not given whole. A model of 1.5B that was given 12 excerpts wrote of every one of them, whatever
# had been asked; given 6 it wrote of 1 to 5.
MOST_SOURCES = 6
REPLY_TOKENS = 700  # five sentences with their keys in a language that takes many tokens
# A small model cites all that it was given. That says nothing of what a claim rests on, and places without a part in it
# would fail it when it is checked: the best source stands in for more than these.
MOST_CITED = 3


@dataclass(frozen=True, slots=True)
class ModelWriter:
    """Asks a chat model for claims, each with the places it rests on.

    Nothing in it counts as true: bot/verify/claims.py checks every draft.
    """

    model: "BaseChatModel"
    context_tokens: int | None = None  # the model's window, if it is known
    told: str = ""  # what the page says of it: which model, and whether text leaves the machine
    has_opinion: bool = False  # whether it is asked for a second opinion on what was checked

    def draft(self, question: Question, given: Sources) -> Iterator[Saying]:
        """Claims as the model writes them; raises WriterFailed, and what was drafted before stays.

        A claim in another language than the question's is left out; if none is left, the model is asked once more.
        """
        sources = self._sources(question, given)
        if not sources:
            return
        beside = {one.listing.language for one in sources.values()}
        foreign: list[Drafted] = []
        spoken = False
        for claim in self._claims(asking(question, sources), sources):
            if is_in(question.language, claim.text, beside=beside):
                spoken = spoken or bool(claim.keys)
                yield _saying(claim, sources)
            elif claim.keys:
                foreign.append(claim)
        if spoken or not foreign:
            return
        lines = [f"{one.text} {''.join(f'[{key}]' for key in one.keys)}" for one in foreign]
        for claim in self._claims(asking_again(question.language, lines), sources):
            if is_in(question.language, claim.text, beside=beside):
                yield _saying(claim, sources)

    def whole(self, text: str, before: Sequence[Reply], language: str) -> str | None:
        """A follow-up as a whole question, or None where the model has none that can be used."""
        return whole_question(self._asking, text, before, language)

    def translate(self, words: str, language: str) -> str | None:
        """Words in the reader's language, unchecked; None where the model has none to offer."""
        return translated(self._asking, words, language)

    def doubts(self, sentence: str, evidence: str) -> bool:
        """Whether the model says no when asked if the evidence says all that a sentence says."""
        return self.has_opinion and doubts(self._asking, sentence, evidence)

    @property
    def _asking(self) -> Asking:
        return Asking(self.model, self.context_tokens)

    def _sources(self, question: Question, given: Sources) -> dict[str, Excerpt]:
        """The articles whole where they are few and the window holds them, else as many of the best as it holds."""

        def fit(sources: Mapping[str, Excerpt]) -> bool:
            return self._asking.fits(asking(question, sources), reply_tokens=REPLY_TOKENS)

        whole = source_keys(one for one in given.whole if not gives_orders(one.text))
        if whole and fit(whole):
            return whole
        best = _worth_giving(given.excerpts)
        for most in range(len(best), 1, -1):
            if fit(sources := source_keys(best[:most])):
                return sources
        return source_keys(best[:1])

    def _claims(self, messages: list[Message], sources: Mapping[str, Excerpt]) -> Iterator[Drafted]:
        """What the model claims; nothing where it says that the sources don't answer."""
        pieces = self._asking.pieces(messages)
        has_said = False
        with closing(pieces):  # a model that goes on writing is told to stop
            for claim in drafted(pieces, sources.keys(), nothing=prompts().nothing):
                has_said = True
                if claim != NO_ANSWER:
                    yield claim
        if not has_said:
            raise told_of(self._asking.name, "empty")


def _worth_giving(excerpts: Iterable[Excerpt]) -> list[Excerpt]:
    """The best excerpts that tell something new: no orders, and no words or place that a better one has."""
    chosen: list[Excerpt] = []
    for one in excerpts:
        if len(chosen) == MOST_SOURCES:
            break
        if not gives_orders(one.text) and not any(_holds(other, one) for other in chosen):
            chosen.append(one)
    return chosen


def _holds(one: Excerpt, other: Excerpt) -> bool:
    """Whether all of the other stands in this one, or is a copy of it that another outlet ran."""
    is_here = one.listing.article_id == other.listing.article_id and one.start <= other.start and other.end <= one.end
    return is_here or (one.text.casefold().split(), one.speaker) == (other.text.casefold().split(), other.speaker)


def _saying(claim: Drafted, sources: Mapping[str, Excerpt]) -> Saying:
    cited = [excerpt for key, excerpt in sources.items() if key in claim.keys]  # best first, as they were given
    return Saying(claim.text, tuple(draft_of(one) for one in (cited if len(cited) <= MOST_CITED else cited[:1])))
