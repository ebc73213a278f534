"""Ask a chat model, any that LangChain opens: its reply as it comes, its failures in one plain line, nothing traced."""

import re
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from contextvars import Context
from dataclasses import dataclass
from functools import partial
from socket import gaierror
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from httpx import TimeoutException, TransportError
from langchain_core.exceptions import (
    ContextOverflowError,
    ModelAuthenticationError,
    ModelConnectionError,
    ModelNotFoundError,
    ModelPermissionDeniedError,
    ModelRateLimitError,
    ModelTimeoutError,
)

from bot.errors import BotError, WriterFailed
from bot.models.prompts import Message
from bot.models.providers import TOTAL_SECONDS
from bot.models.reply import FORGET, text_of

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk

T = TypeVar("T")
ASSUMED_TOKENS = 4_096  # of a window nobody tells: what ollama opens for any model
# English has 4 to 5, French, Vietnamese and Russian 3 to 4, Chinese 3: a prompt is taken for longer than it is.
BYTES_A_TOKEN = 3
CUT_SHORT = frozenset(("length", "max_tokens"))  # as the providers tell that a reply ran into a limit
LONGEST_NAME = 80
REFUSED = (ModelAuthenticationError, ModelPermissionDeniedError)
TOOK_TOO_LONG = (ModelTimeoutError, TimeoutError, TimeoutException)
UNREACHABLE = (ModelConnectionError, ConnectionError, TransportError, gaierror)


@dataclass(frozen=True, slots=True)
class ChatModel:
    """A chat model that can be asked, and the window it reads through.

    LangSmith is switched off while the model is asked, whatever the environment says: no question leaves the machine
    but to the model itself.
    """

    model: "BaseChatModel"
    context_tokens: int | None = None  # the model's window, if it is known
    timeout_seconds: float = TOTAL_SECONDS  # for a whole reply; a library's own limit holds between two pieces of it
    clock: Callable[[], float] = monotonic

    @property
    def name(self) -> str:
        """What it is called, on one short line: its own name without a file's folders, else its class's."""
        names = (getattr(self.model, field, None) for field in ("model_name", "model", "model_id"))
        name = next((name for name in names if isinstance(name, str)), "")
        return " ".join(re.split(r"[/\\]", name)[-1].split())[:LONGEST_NAME] or type(self.model).__name__

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

    def stream(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        """The text of the model's reply as it comes; FORGET at the end where a limit cut it short.

        Raises WriterFailed, also where the reply still goes on after `timeout_seconds`.
        """
        context = Context()  # of its own, and empty: no tracing that somebody else began is taken over
        end = self.clock() + self.timeout_seconds
        chunks = self._step(context, partial(self.model.stream, list(messages)), midway=False)
        has_begun = False
        try:
            while (chunk := self._step(context, partial(next, chunks, None), midway=has_begun)) is not None:
                if self.clock() > end:
                    raise failure(self.name, TimeoutError(), midway=has_begun)
                text = text_of(chunk.content)
                has_begun = has_begun or bool(text)
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
            failed = failure(self.name, error, midway=midway)
        raise failed


def failure(model: str, error: BaseException, *, midway: bool) -> WriterFailed:
    """What a reader is told of an error, and what to do; `midway` says that a part of the answer had come.

    >>> print(failure("qwen3", ConnectionRefusedError("http://me:secret@10.0.0.7"), midway=False))
    The model qwen3 could not be reached. Check that it is running, and its address.

    An error's own words are read and never shown: they may hold the key, an address, or what was asked.

    >>> print(failure("qwen3", RuntimeError("no room at http://10.0.0.7"), midway=False))
    The model qwen3 did not answer (RuntimeError). Ask again, or choose another model.
    """
    causes = tuple(_causes(error))
    statuses = set(map(_status, causes))

    def came_of(kinds: type[Exception] | tuple[type[Exception], ...], *http: int) -> bool:
        return any(isinstance(cause, kinds) for cause in causes) or not statuses.isdisjoint(http)

    # Servers tell of a window in words alone: "This model's maximum context length is 4096 tokens."
    if came_of(ContextOverflowError, 413) or (400 in statuses and "context" in str(error).casefold()):
        happened = "could not take so much text at once"
        remedy = "Narrow the search, or choose a model with a larger window."
    elif came_of(ModelRateLimitError, 429, 529):
        happened = "has been asked too often for now"
        remedy = "Wait a minute and ask again, or look at the account's limits."
    elif came_of(REFUSED, 401, 403):
        happened = "refused: its key is wrong, or does not allow this"
        remedy = "Set the provider's key in the environment and start again."
    elif came_of(ModelNotFoundError, 404):
        happened, remedy = "was not found where it was asked for", "Check the model's name and its address."
    elif came_of(TOOK_TOO_LONG, 408, 504):
        happened, remedy = "took too long", "Ask again, or choose a smaller model."
    elif "no generation" in str(error).casefold():  # LangChain's word for a stream without a piece
        happened, remedy = "wrote nothing", "Ask again, or choose another model."
    elif midway:
        happened, remedy = "broke off in the middle of its answer", "Ask again."
    elif came_of(UNREACHABLE, 502, 503):
        happened, remedy = "could not be reached", "Check that it is running, and its address."
    else:
        happened = f"did not answer ({type(error).__name__[:LONGEST_NAME]})"
        remedy = "Ask again, or choose another model."
    return WriterFailed(model, happened, remedy)


def _causes(error: BaseException, most: int = 8) -> Iterator[BaseException]:
    """An error and those it came of."""
    cause: BaseException | None = error
    while cause is not None and most:
        yield cause
        cause, most = cause.__cause__ or cause.__context__, most - 1


def _status(error: BaseException) -> int | None:
    """The HTTP status of an error, as the providers' libraries name it."""
    response = getattr(error, "response", None)
    found = (getattr(error, "status_code", None), getattr(error, "code", None), getattr(response, "status_code", None))
    return next((status for status in found if isinstance(status, int)), None)


def _untraced(step: Callable[[], T]) -> T:
    """Take a step with LangSmith's tracing off in this context: there it goes before LANGSMITH_TRACING."""
    from langsmith import tracing_context

    with tracing_context(enabled=False):
        return step()


def _close(chunks: object) -> None:
    if isinstance(chunks, Generator):
        chunks.close()


def _is_cut_short(chunk: "AIMessageChunk") -> bool:
    metadata = chunk.response_metadata
    return any(
        str(metadata.get(name, "")).lower() in CUT_SHORT for name in ("finish_reason", "stop_reason", "done_reason")
    )
