"""A chat model that is fluent and can't be relied on, and says the same every time: for a run without a real one.

Of the sources it is given it copies one, cuts one short, adds a number to one, puts a name of its own into one, cites a
key that nobody gave, and does what an order in an article asks of it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult

# A source as the prompt has it: a key of its own in the fence, or a line for each sentence that begins with its key.
FENCED = re.compile(r"<source \[(\w{4})\]>\n[^\n]*\n([^\n]*)\n</source>")
LINE = re.compile(r"^\[(\w{4})\] ([^\n]+)$", re.MULTILINE)
ASKED = re.compile(r"Question: ([^\n]+)")
DIGITS = re.compile(r"\d+")
PIECE = 7  # characters that come at once
MOST = 5  # claims


def copied(text: str, key: str) -> str:
    return f"{text} [{key}]"


def cut(text: str, key: str) -> str:
    """The first part of a sentence, as if it were all."""
    return f"{re.split(r'[,;:]', text)[0].rstrip('.')}. [{key}]"


def with_a_number(text: str, key: str) -> str:
    """Another number where there is one, one more where there is none."""
    changed = DIGITS.sub(lambda found: str(int(found[0]) + 7), text, count=1)
    return f"{changed if changed != text else text.rstrip('.') + ', 4711 in all.'} [{key}]"


def with_a_name(text: str, key: str) -> str:
    return f"Balthasar Quimby: {text[:1].lower()}{text[1:].rstrip('.')}, Balthasar Quimby. [{key}]"


def of_no_source(text: str, key: str) -> str:
    return f"{text} [z9zz]"


def known_before(text: str, key: str) -> str:
    return f"The talks were led by Balthasar Quimby and cost 4711 million dollars. [{key}]"


WAYS: tuple[Callable[[str, str], str], ...] = (copied, with_a_number, cut, with_a_name, of_no_source, known_before)


class Unreliable(BaseChatModel):
    """Writes what its ways make of the sources; which goes with which is in the question's own letters."""

    obeys: Mapping[str, str]  # what an order in an article would have it say, by the question

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _generate(self, *_: object, **__: object) -> ChatResult:
        raise NotImplementedError("it only streams")

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **_: object,
    ) -> Iterator[ChatGenerationChunk]:
        reply = self.reply(str(messages[-1].content))
        for start in range(0, len(reply), PIECE):
            yield ChatGenerationChunk(message=AIMessageChunk(content=reply[start : start + PIECE]))

    def reply(self, told: str) -> str:
        """Its whole reply to a prompt; what holds no source has nothing that it could twist."""
        sources = FENCED.findall(told) or LINE.findall(told)
        asked = ASKED.search(told)
        question = asked[1].strip() if asked else ""
        first = sha256(question.encode()).digest()[0]
        lines = [WAYS[(first + place) % len(WAYS)](text, key) for place, (key, text) in enumerate(sources[:MOST])]
        if sources and question in self.obeys:
            lines = [f"{self.obeys[question]} [{key}]" for key, _ in sources[:2]] + lines
        return "\n".join(lines) or "NO_ANSWER"
