"""Fill in what a chat model is told; the words stand in prompts.toml."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.phrases import phrases
from bot.question.read import Question
from bot.retrieve.excerpts import Excerpt

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
    follow: str
    translate: str
    opinion: str


@cache
def prompts() -> Prompts:
    table = tomllib.loads((files(__package__) / "prompts.toml").read_text("utf-8"))
    return Prompts(**{name: one.strip() for name, one in table.items()})


def asking(question: Question, sources: Mapping[str, Excerpt]) -> list[Message]:
    """The messages that ask for an answer from these sources, by key."""
    told = prompts()
    filled = {
        "language": language_name(question.language),
        "question": _inert(question.text),
        "sources": "\n".join(fenced(some) for some in _by_article(sources)),
        "nothing": told.nothing,
    }
    return [("system", _filled(told.system, filled)), ("human", _filled(told.ask, filled))]


def asking_again(language: str, claims: Iterable[str]) -> list[Message]:
    """The message that asks for the same claims in the reader's language."""
    return _one(prompts().again, language=language_name(language), claims="\n".join(claims))


def asking_whole(text: str, turns: Iterable[str], language: str) -> list[Message]:
    """The message that asks for a whole question in place of a follow-up."""
    asked = "\n".join(_inert(one) for one in turns)
    return _one(prompts().follow, language=language_name(language), turns=asked, question=_inert(text))


def asking_translation(words: str, language: str) -> list[Message]:
    """The message that asks for words in the reader's language."""
    return _one(prompts().translate, language=language_name(language), text=_inert(words))


def asking_opinion(sentence: str, evidence: str) -> list[Message]:
    """The message that asks whether the evidence says what a sentence says."""
    return _one(prompts().opinion, claim=_inert(sentence), text=_inert(evidence))


def fenced(sources: Mapping[str, Excerpt]) -> str:
    """An article's excerpts as the model sees them: nothing in them can close the fence, or begin a line of its own."""
    listing = next(iter(sources.values())).listing
    agency = f"via {_name(listing.agency)}" if listing.agency and listing.agency != listing.outlet else ""
    head = [_name(listing.outlet or listing.title), (listing.published or "")[:10], agency]
    lines = (f"[{key}] {_line(one)}" for key, one in sources.items())
    return _filled(prompts().source, {"head": ", ".join(filter(None, head)), "lines": "\n".join(lines)})


def _line(excerpt: Excerpt) -> str:
    """An excerpt's words, and who says them where they don't tell themselves."""
    text, statement = _inert(excerpt.text), excerpt.statement
    if statement is None:
        return text
    speaker = _name(statement.speaker)
    via = f" (via {_name(statement.via)})" if statement.via and statement.via != excerpt.listing.agency else ""
    if statement.kind == "direct" and statement.start <= excerpt.start and excerpt.end <= statement.end:
        return f"{speaker} said{via}: “{text}”"
    return (
        text
        if speaker.split()[-1].casefold() in text.casefold() and not via
        else f"According to {speaker}{via}: {text}"
    )


def _by_article(sources: Mapping[str, Excerpt]) -> Iterable[Mapping[str, Excerpt]]:
    """The sources of each article together, in reading order; the articles in the order of their best."""
    articles: dict[str, dict[str, Excerpt]] = {}
    for key, one in sources.items():
        articles.setdefault(one.listing.article_id, {})[key] = one
    return [dict(sorted(some.items(), key=lambda one: one[1].start)) for some in articles.values()]


def language_name(language: str) -> str:
    """A language's English name; its code where the library has none.

    >>> language_name("fr"), language_name("vi")
    ('French', 'Vietnamese')
    """
    return phrases("en").name_of(language)


def _one(prompt: str, **slots: str) -> list[Message]:
    return [("human", _filled(prompt, slots))]


def _filled(prompt: str, slots: Mapping[str, str]) -> str:
    """The prompt, its slots filled in one pass: what is filled in is never looked through for slots."""
    return SLOT.sub(lambda slot: slots.get(slot[1], slot[0]), prompt)


def _inert(text: str) -> str:
    """Text on one line, without the fence's characters."""
    return " ".join(text.split()).translate(FENCE)


def _name(name: str) -> str:
    return _inert(name)[:LONGEST_NAME]
