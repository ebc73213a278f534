"""Stop a model that goes on for too long: its library's time limit holds between two pieces, not for the whole."""

from collections.abc import Callable
from time import monotonic
from uuid import UUID

from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.messages import BaseMessage


class Deadline(BaseCallbackHandler):
    """Raises TimeoutError out of a reply whose pieces still come after so many seconds."""

    raise_error = True  # else LangChain logs what a handler raises, and goes on

    def __init__(self, seconds: float, *, clock: Callable[[], float] = monotonic) -> None:
        self._seconds, self._clock = seconds, clock
        self._ends: dict[UUID, float] = {}

    def on_chat_model_start(
        self, serialized: dict[str, object], messages: list[list[BaseMessage]], *, run_id: UUID, **kwargs: object
    ) -> None:
        self._ends[run_id] = self._clock() + self._seconds

    def on_llm_new_token(
        self, token: object, *, chunk: object = None, run_id: UUID, parent_run_id: UUID | None = None, **kwargs: object
    ) -> None:
        if self._clock() > self._ends.get(run_id, float("inf")):
            raise TimeoutError(f"The model went on for more than {self._seconds:g} seconds.")

    def on_llm_end(self, response: object, *, run_id: UUID, **kwargs: object) -> None:
        self._ends.pop(run_id, None)

    def on_llm_error(self, error: BaseException, *, run_id: UUID, **kwargs: object) -> None:
        self._ends.pop(run_id, None)
