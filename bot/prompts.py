"""Fill in what a chat model is told; the words stand in prompts.toml."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.excerpts import Excerpt
from bot.phrases import phrases
from bot.question import Question

Message = tuple[str, str]  # the role, as LangChain takes it, and the text
LONGEST_NAME = 120  # characters of an outlet, a speaker, an agency: they come from the articles too
FENCE = str.maketrans({"<": "‹", ">": "›"})
SLOT = re.compile(r"<([a-z]+)>")


@dataclass(frozen=True, slots=True)
class Prompts:
    """What a model is told, with slots in angle brackets."""

    nothing: str  # what it writes where the sources don't answer
    system: str
    ask: str
    source: str
    again: str
    translation: Mapping[str, str]  # by language


@cache
def prompts() -> Prompts:
    table = tomllib.loads((files("bot") / "prompts.toml").read_text("utf-8"))
    translation = table.pop("translation")
    return Prompts(**{name: one.strip() for name, one in table.items()}, translation=translation)


def asking(question: Question, sources: Mapping[str, Excerpt]) -> list[Message]:
    """The messages that ask for an answer from these sources, by key."""
    told = prompts()
    filled = {
        "language": language_name(question.language),
        "question": _inert(question.text),
        "sources": "\n".join(fenced(key, one) for key, one in sources.items()),
        "translation": told.translation.get(question.language, told.translation["en"]),
        "nothing": told.nothing,
    }
    return [("system", _filled(told.system, filled)), ("human", _filled(told.ask, filled))]


def asking_again(language: str, claims: Iterable[str]) -> list[Message]:
    """The message that asks for the same claims in the reader's language."""
    filled = {"language": language_name(language), "claims": "\n".join(claims)}
    return [("human", _filled(prompts().again, filled))]


def fenced(key: str, excerpt: Excerpt) -> str:
    """A source as the model sees it: nothing in it can close the fence, or begin a line of its own."""
    listing, statement = excerpt.listing, excerpt.statement
    via = (statement.via if statement else None) or listing.agency
    head = [
        _name(listing.outlet or listing.title),
        (listing.published or "")[:10],
        f"via {_name(via)}" if via and via != listing.outlet else "",
    ]
    text = _inert(excerpt.text)
    if statement is not None:
        is_quoted = statement.kind == "direct" and statement.start <= excerpt.start and excerpt.end <= statement.end
        speaker = _name(statement.speaker)
        text = f"{speaker} said: “{text}”" if is_quoted else f"According to {speaker}: {text}"
    filled = {"key": key, "head": ", ".join(one for one in head if one), "text": text}
    return _filled(prompts().source, filled)


def language_name(language: str) -> str:
    """A language's English name; its code where the library has none.

    >>> language_name("fr"), language_name("vi")
    ('French', 'Vietnamese')
    """
    return phrases("en").name_of(language)


def _filled(prompt: str, slots: Mapping[str, str]) -> str:
    """The prompt, its slots filled in one pass: what is filled in is never looked through for slots."""
    return SLOT.sub(lambda slot: slots.get(slot[1], slot[0]), prompt)


def _inert(text: str) -> str:
    """Text on one line, without the fence's characters."""
    return " ".join(text.split()).translate(FENCE)


def _name(name: str) -> str:
    return _inert(name)[:LONGEST_NAME]
