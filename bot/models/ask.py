"""Ask a chat model, any that LangChain opens: its reply as it comes, its failures in one plain line, nothing traced."""

from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from contextvars import Context
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from bot.errors import BotError, WriterFailed
from bot.models.failures import failed, name_of
from bot.models.prompts import Message
from bot.models.reply import FORGET, text_of

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk

T = TypeVar("T")
ASSUMED_TOKENS = 4_096  # of a window nobody tells: what ollama opens for any model
# English has 4 to 5, French, Vietnamese and Russian 3 to 4, Chinese 3: a prompt is taken for longer than it is.
BYTES_A_TOKEN = 3
CUT_SHORT = frozenset(("length", "max_tokens"))  # as the providers tell that a reply ran into a limit


@dataclass(frozen=True, slots=True)
class Asking:
    """A chat model that can be asked, and the window it reads through.

    LangSmith is switched off while the model is asked, whatever the environment says: no question leaves the machine
    but to the model itself.
    """

    model: "BaseChatModel"
    context_tokens: int | None = None  # the model's window, if it is known

    @property
    def name(self) -> str:
        return name_of(self.model)

    def fits(self, messages: Sequence[Message], *, reply_tokens: int) -> bool:
        """Whether the window holds these messages and a reply of so many tokens."""
        asked = sum(self.tokens(text) for _, text in messages)
        return asked <= (self.context_tokens or ASSUMED_TOKENS) - reply_tokens

    def tokens(self, text: str) -> int:
        """How many tokens a text has, counted if the model was given a counter.

        A model's own get_num_tokens is never asked: it fetches a vocabulary from the network (LangChain's, OpenAI's)
        or sends the text to the provider (Anthropic's, Google's).
        """
        if self.model.custom_get_token_ids is not None:
            return len(self.model.custom_get_token_ids(text))
        return len(text.encode("utf-8", "surrogatepass")) // BYTES_A_TOKEN + 1

    def pieces(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        """The text of the model's reply as it comes; FORGET at the end where a limit cut it short.

        Raises WriterFailed.
        """
        context = Context()  # of its own, and empty: no tracing that somebody else began is taken over
        chunks = self._step(context, partial(self.model.stream, list(messages)), midway=False)
        has_come = False
        try:
            while (chunk := self._step(context, partial(next, chunks, None), midway=has_come)) is not None:
                text = text_of(chunk.content)
                has_come = has_come or bool(text)
                yield text
                if _is_cut_short(chunk):
                    yield FORGET
        finally:
            with suppress(WriterFailed):
                self._step(context, partial(_close, chunks), midway=True)

    def _step(self, context: Context, step: Callable[[], T], *, midway: bool) -> T:
        """One step of asking the model, with LangSmith off; raises WriterFailed."""
        try:
            return context.run(_untraced, step)
        except BotError:
            raise  # one plain line already
        # The one place where everything is caught: each provider's library raises errors of its own, without a base
        # class in common. They may hold the key or the prompt, so they are not chained to what a reader is told.
        except Exception as error:  # noqa: BLE001
            failure = failed(self.name, error, midway=midway)
        raise failure


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
