"""The door to a GGUF file run in this process: what the file says of itself, and a chat model around xllamacpp.

The format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
"""

import atexit
import json
import secrets
import struct
from collections.abc import Iterator, Sequence
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from time import monotonic
from typing import Any, BinaryIO
from urllib.request import ProxyHandler, Request, build_opener

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.exceptions import ContextOverflowError
from langchain_core.language_models import BaseChatModel
from langchain_core.language_models.chat_models import generate_from_stream
from langchain_core.messages import AIMessageChunk, BaseMessage, convert_to_openai_messages
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from pydantic import PrivateAttr

from bot.errors import ModelFileUnfit

BATCH = 256  # tokens of a prompt read at a stretch; between two of them a stop is heard
KEPT_PROMPTS_MIB = 256  # of earlier prompts kept in memory; the library's own limit is 8 GiB
MAGIC = b"GGUF"
SIZES = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}  # bytes of each plain kind of value
STRING, ARRAY, UINT32 = 8, 9, 4
# A file comes from anywhere, and a header of a lie must not keep us busy: past any of these we don't know the window.
MOST_ENTRIES, MOST_STRINGS, LONGEST_STRING = 1_000, 10_000, 1_000_000

Piece = dict[str, Any]  # as the library tells it: JSON


class ModelInProcess(BaseChatModel):
    """Answers with a GGUF file's model, in this process; the file is loaded when the first answer is asked for.

    Nothing is sent anywhere. The library listens on a loopback port by itself: it asks for a key drawn at random.
    """

    path: Path
    context_tokens: int
    max_tokens: int
    timeout_seconds: float

    _lock: Any = PrivateAttr(default_factory=Lock)
    _server: Any = PrivateAttr(default=None)
    _key: str = PrivateAttr(default_factory=lambda: secrets.token_urlsafe(32))

    def model_post_init(self, context: Any, /) -> None:  # noqa: ANN401, as pydantic has it
        super().model_post_init(context)
        # Not the method itself: its repr is the model's, and the model's would be this again.
        self.custom_get_token_ids = lambda text: self._token_ids(text)

    @property
    def model_name(self) -> str:
        """What a reader is shown."""
        return self.path.stem

    @property
    def _llm_type(self) -> str:
        return "gguf"

    def _opened(self) -> Any:  # noqa: ANN401, xllamacpp has no types
        """The library's server, opened once; raises ModelFileUnfit."""
        with self._lock:
            if self._server is None:
                self._server = _open(self.path, self.context_tokens, self._key)
            return self._server

    def _token_ids(self, text: str) -> list[int]:
        """The tokens of a text as the model cuts it; the library tells them at its loopback port only."""
        address = self._opened().listening_address
        request = Request(
            f"{address}/tokenize",
            json.dumps({"content": text}).encode(),
            {"Authorization": f"Bearer {self._key}", "Content-Type": "application/json"},
        )
        # A proxy in the environment is for what leaves the machine.
        with build_opener(ProxyHandler({})).open(request, timeout=self.timeout_seconds) as reply:
            tokens: list[int] = json.load(reply)["tokens"]
        return tokens

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,  # noqa: ANN401, as LangChain has it
    ) -> Iterator[ChatGenerationChunk]:
        """The reply as it is written; closing this stops the model within a batch or a token."""
        request = {
            "messages": convert_to_openai_messages(messages),
            "max_tokens": kwargs.get("max_tokens", self.max_tokens),
            "temperature": 0,
            "seed": 0,
            "stream": True,
            "return_progress": True,  # a piece for each batch of the prompt, or a stop is heard only after all of it
            "chat_template_kwargs": {"enable_thinking": False},  # a small model thinks longer than anybody waits
            **({"stop": stop} if stop else {}),
        }
        for piece in _pieces(self._opened(), request, seconds=self.timeout_seconds):
            chunk = _chunk(piece)
            if chunk is None:
                continue
            if run_manager:
                run_manager.on_llm_new_token(chunk.text, chunk=chunk)
            yield chunk

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,  # noqa: ANN401, as LangChain has it
    ) -> ChatResult:
        return generate_from_stream(self._stream(messages, stop, run_manager, **kwargs))


def _open(path: Path, context_tokens: int, key: str) -> Any:  # noqa: ANN401, xllamacpp has no types
    import xllamacpp

    settings = xllamacpp.CommonParams()
    settings.model.path = str(path)
    settings.n_ctx, settings.n_parallel = context_tokens, 1
    settings.n_batch = settings.n_ubatch = BATCH
    settings.cache_ram_mib = KEPT_PROMPTS_MIB
    settings.verbosity, settings.warmup = -1, False
    settings.hostnames, settings.api_keys, settings.cors_origins = ["127.0.0.1"], [key], ""
    settings.ui = settings.endpoint_slots = False
    try:
        return xllamacpp.Server(settings)
    except RuntimeError as error:
        raise ModelFileUnfit(str(path), reason="it is damaged, or of a kind that this xllamacpp can't run") from error


def _pieces(server: Any, request: Piece, *, seconds: float) -> Iterator[Piece]:  # noqa: ANN401, no types
    """What the library tells of a reply, piece by piece; raises TimeoutError, ContextOverflowError or RuntimeError.

    The library calls back instead of being iterated, so it runs in a thread of its own. A true value out of the
    callback stops it; an exception out of it is lost.
    """
    told: SimpleQueue[Piece | None] = SimpleQueue()
    stopped = Event()

    def take(piece: Piece) -> bool:
        told.put(piece)
        return stopped.is_set()

    def run() -> None:
        try:
            server.handle_chat_completions(request, take)
        except RuntimeError as error:
            told.put({"error": {"message": str(error)}})
        finally:
            told.put(None)
            atexit.unregister(stop)

    def stop() -> None:
        stopped.set()
        thread.join()

    end = monotonic() + seconds
    thread = Thread(target=run, name="gguf", daemon=True)
    atexit.register(stop)  # Python taken down under the library's feet is a crash: Ctrl-C while a prompt is read
    thread.start()
    try:
        while (piece := told.get(timeout=max(0.0, end - monotonic()))) is not None:
            _raise_if_failed(piece)
            yield piece
    except Empty:
        raise TimeoutError(f"The model went on for more than {seconds:g} seconds.") from None
    finally:
        stopped.set()


def _raise_if_failed(piece: Piece) -> None:
    error = piece.get("error")
    if error is None:
        return
    if error.get("type") == "exceed_context_size_error":
        raise ContextOverflowError(f"{error.get('n_prompt_tokens')} tokens, at most {error.get('n_ctx')}")
    raise RuntimeError(error.get("message", "no reason was told"))


def _chunk(piece: Piece) -> ChatGenerationChunk | None:
    """A piece of the reply for LangChain; None of a piece that tells only of progress."""
    choices: Sequence[Piece] = piece.get("choices") or ()
    if not choices:
        return None
    text, ended = choices[0]["delta"].get("content") or "", choices[0].get("finish_reason")
    if not text and not ended:
        return None
    told = {"finish_reason": ended} if ended else {}
    return ChatGenerationChunk(
        message=AIMessageChunk(content=text, response_metadata=told), generation_info=dict(told) or None
    )


def read_window(path: Path) -> int | None:
    """How many tokens the model was trained to take, None if the file does not say; raises ModelFileUnfit."""
    try:
        with path.open("rb") as file:
            if file.read(4) != MAGIC:
                raise ModelFileUnfit(str(path), reason="it is not a GGUF file")
            return _window(file)
    except OSError as error:
        raise ModelFileUnfit(str(path), reason=error.strerror or "it can't be read") from error


def _window(file: BinaryIO) -> int | None:
    """The value of `<architecture>.context_length`; the walk is bounded, and a header cut short is no window."""
    try:
        _, _, entries = struct.unpack("<IQQ", file.read(20))
        for _ in range(min(entries, MOST_ENTRIES)):
            key, kind = _string(file), _number(file, "<I")
            if key.endswith(b".context_length") and kind == UINT32:
                return _number(file, "<I") or None
            _skip(file, kind)
    except (struct.error, ValueError):
        return None
    return None


def _skip(file: BinaryIO, kind: int) -> None:
    """Walk over one value; raises ValueError at a kind or a length that no model has."""
    if kind == STRING:
        _string(file)
    elif kind in SIZES:
        file.seek(SIZES[kind], 1)
    elif kind == ARRAY:
        of, length = _number(file, "<I"), _number(file, "<Q")
        if of in SIZES and length * SIZES[of] < 2**40:
            file.seek(length * SIZES[of], 1)
        elif of == STRING and length <= MOST_STRINGS:
            for _ in range(length):
                _string(file)
        else:
            raise ValueError(f"an array of {length} of kind {of}")
    else:
        raise ValueError(f"a value of kind {kind}")


def _string(file: BinaryIO) -> bytes:
    length = _number(file, "<Q")
    if length > LONGEST_STRING:
        raise ValueError(f"a string of {length} bytes")
    return file.read(length)


def _number(file: BinaryIO, form: str) -> int:
    (number,) = struct.unpack(form, file.read(struct.calcsize(form)))
    return int(number)
