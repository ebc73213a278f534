"""A writer that lets a chat model speak, any that LangChain opens; what it writes is drafts, and is checked."""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from contextvars import Context
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from bot.answer import Saying
from bot.drafting import NO_ANSWER, Drafted, drafted
from bot.errors import BotError, WriterFailed
from bot.excerpts import Excerpt
from bot.extractive import draft_of
from bot.model_failures import failed, name_of, told_of
from bot.orders import gives_orders
from bot.prompts import Message, asking, asking_again, prompts
from bot.question import Question
from bot.reply import FORGET, text_of
from bot.source_keys import source_keys
from ingest.language import detect_language
from ingest.quotations import find_quotations

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk

T = TypeVar("T")
MOST_SOURCES = 16
ASSUMED_TOKENS = 4_096  # of a window nobody tells: what ollama opens for any model
REPLY_TOKENS = 700  # five sentences with their keys in a language that takes many tokens
# English has 4 to 5, French, Vietnamese and Russian 3 to 4, Chinese 3: a prompt is taken for longer than it is.
BYTES_A_TOKEN = 3
# Of a claim whose language is judged: bytes of its letters, names and all. The detector errs on 5, 3 and 0 of 100
# English sentences cut after 15, 25 and 40 letters, on 4, 1 and 1 German, on 0 Chinese of 15 (45 bytes), and takes none
# of 94 English ones of 40 for any of 18 other languages (NTREX).
ENOUGH_TO_JUDGE = 40
# Languages that the detector takes for each other in 1 to 17 of 100 such sentences: one is let pass for the other.
SIBLINGS = (frozenset(("id", "ms")), frozenset(("da", "no")), frozenset(("bs", "hr", "sr")), frozenset(("cs", "sk")))
# A small model cites all that it was given. That says nothing of what a claim rests on, and places without a part in it
# would fail it when it is checked: the best source stands in for more than these.
MOST_CITED = 3
CUT_SHORT = frozenset(("length", "max_tokens"))  # as the providers tell that a reply ran into a limit


@dataclass(frozen=True, slots=True)
class ModelWriter:
    """Asks a chat model for claims, each with the places it rests on.

    Nothing in it counts as true: bot/verify.py checks every draft. LangSmith is switched off while the model is asked,
    whatever the environment says: no question leaves the machine but to the model itself.
    """

    model: "BaseChatModel"
    context_tokens: int | None = None  # the model's window, if it is known
    told: str = ""  # what the page says of it: which model, and whether text leaves the machine

    def draft(self, question: Question, excerpts: Sequence[Excerpt]) -> Iterator[Saying]:
        """Claims as the model writes them; raises WriterFailed, and what was drafted before stays.

        A claim in another language than the question's is left out; if none is left, the model is asked once more.
        """
        sources = self._fitting(question, _worth_giving(excerpts))
        if not sources:
            return
        foreign: list[Drafted] = []
        spoken = False
        for claim in self._claims(asking(question, sources), sources):
            if is_in(question.language, claim.text):
                spoken = spoken or bool(claim.keys)
                yield _saying(claim, sources)
            elif claim.keys:
                foreign.append(claim)
        if spoken or not foreign:
            return
        lines = [f"{one.text} {''.join(f'[{key}]' for key in one.keys)}" for one in foreign]
        for claim in self._claims(asking_again(question.language, lines), sources):
            if is_in(question.language, claim.text):
                yield _saying(claim, sources)

    def _fitting(self, question: Question, excerpts: Sequence[Excerpt]) -> dict[str, Excerpt]:
        """The best excerpts under their keys, as many as the model's window holds."""
        room = (self.context_tokens or ASSUMED_TOKENS) - REPLY_TOKENS
        for most in range(len(excerpts), 0, -1):
            sources = source_keys(question.text, excerpts[:most])
            if sum(self._tokens(text) for _, text in asking(question, sources)) <= room:
                return sources
        return source_keys(question.text, excerpts[:1])

    def _tokens(self, text: str) -> int:
        """How many tokens a text has, counted if the model was given a counter.

        A model's own get_num_tokens is never asked: it fetches a vocabulary from the network (LangChain's, OpenAI's)
        or sends the text to the provider (Anthropic's, Google's).
        """
        if self.model.custom_get_token_ids is not None:
            return len(self.model.custom_get_token_ids(text))
        return len(text.encode("utf-8", "surrogatepass")) // BYTES_A_TOKEN + 1

    def _claims(self, messages: list[Message], sources: dict[str, Excerpt]) -> Iterator[Drafted]:
        """What the model claims; nothing where it says that the sources don't answer."""
        pieces = self._pieces(messages)
        has_said = False
        with closing(pieces):  # a model that goes on writing is told to stop
            for claim in drafted(pieces, sources.keys(), nothing=prompts().nothing):
                has_said = True
                if claim != NO_ANSWER:
                    yield claim
        if not has_said:
            raise told_of(name_of(self.model), "empty")

    def _pieces(self, messages: list[Message]) -> Generator[str, None, None]:
        """The text of the model's reply as it comes; FORGET at the end where a limit cut it short."""
        context = Context()  # of its own, and empty: no tracing that somebody else began is taken over
        chunks = self._asked(context, partial(self.model.stream, messages), midway=False)
        has_come = False
        try:
            while (chunk := self._asked(context, partial(next, chunks, None), midway=has_come)) is not None:
                text = text_of(chunk.content)
                has_come = has_come or bool(text)
                yield text
                if _is_cut_short(chunk):
                    yield FORGET
        finally:
            with suppress(WriterFailed):
                self._asked(context, partial(_close, chunks), midway=True)

    def _asked(self, context: Context, step: Callable[[], T], *, midway: bool) -> T:
        """One step of asking the model, with LangSmith off; raises WriterFailed."""
        try:
            return context.run(_untraced, step)
        except BotError:
            raise  # one plain line already
        # The one place where everything is caught: each provider's library raises errors of its own, without a base
        # class in common. They may hold the key or the prompt, so they are not chained to what a reader is told.
        except Exception as error:  # noqa: BLE001
            failure = failed(name_of(self.model), error, midway=midway)
        raise failure


def is_in(language: str, text: str) -> bool:
    """Whether a claim is in this language, what it quotes aside; too short to be judged counts as being in it.

    >>> is_in("fr", "The lock at Marren will stay shut until the twelfth of June.")
    False
    """
    for one in reversed(find_quotations(text)):
        text = text[: one.outer_start] + " " + text[one.outer_end :]
    if len("".join(filter(str.isalpha, text)).encode("utf-8", "surrogatepass")) < ENOUGH_TO_JUDGE:
        return True
    told = detect_language(text, default=language)
    return told == language or any({told, language} <= alike for alike in SIBLINGS)


def _worth_giving(excerpts: Iterable[Excerpt]) -> list[Excerpt]:
    """The best excerpts that tell something new: no orders, and no words or place that a better one has."""
    chosen: list[Excerpt] = []
    for one in excerpts:
        if (
            len(chosen) < MOST_SOURCES
            and not gives_orders(one.text)
            and not any(_holds(other, one) for other in chosen)
        ):
            chosen.append(one)
    return chosen


def _holds(one: Excerpt, other: Excerpt) -> bool:
    """Whether all of the other stands in this one, or is a copy of it that another outlet ran."""
    is_here = one.listing.article_id == other.listing.article_id and one.start <= other.start and other.end <= one.end
    return is_here or (one.text.casefold().split(), one.speaker) == (other.text.casefold().split(), other.speaker)


def _saying(claim: Drafted, sources: Mapping[str, Excerpt]) -> Saying:
    cited = [excerpt for key, excerpt in sources.items() if key in claim.keys]  # best first, as they were given
    return Saying(claim.text, tuple(draft_of(one) for one in (cited if len(cited) <= MOST_CITED else cited[:1])))


def _untraced(step: Callable[[], T]) -> T:
    """Take a step with LangSmith's tracing off in this context: there it goes before LANGSMITH_TRACING."""
    from langsmith import tracing_context

    with tracing_context(enabled=False):
        return step()


def _close(chunks: object) -> None:
    if isinstance(chunks, Generator):
        chunks.close()


def _is_cut_short(chunk: "AIMessageChunk") -> bool:
    told = chunk.response_metadata
    return any(str(told.get(name, "")).lower() in CUT_SHORT for name in ("finish_reason", "stop_reason", "done_reason"))
