"""Fill in the prompts of prompts.toml: sources under keys that a model can copy and can't count its way to."""

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import count

from bot.phrases import phrases
from bot.question.read import Question
from bot.retrieve.excerpts import Excerpt

Message = tuple[str, str]  # the role, as LangChain takes it, and the text
LONGEST_NAME = 120  # characters of an outlet, a speaker, an agency: they come from the articles too
FENCE = str.maketrans({"<": "‹", ">": "›"})
SLOT = re.compile(r"<([a-z]+)>")
# No vowels, so that no key is a word; no 0 1 2 5 8, whose look-alikes are letters; no l, v or w.
LETTERS = "bcdfghjkmnpqrtxz"
DIGITS = "34679"


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
    return Prompts(**{name: text.strip() for name, text in table.items()})


def source_keys(excerpts: Iterable[Excerpt]) -> dict[str, Excerpt]:
    """Each excerpt under its key, in order; a place always has one key, unless two collide.

    So the same sources make the same prompt, and a server that remembers what it read need not read it again.

    A key is a letter, a digit and two letters, "k7qf": 20,480 of them, so that one that was made up is hardly ever one
    that was given.
    """
    named: dict[str, Excerpt] = {}
    for excerpt in excerpts:
        place = f"{excerpt.listing.article_id}\0{excerpt.listing.version}\0{excerpt.start}\0{excerpt.end}"
        key = next(key for key in (_key(f"{place}\0{again}") for again in count()) if key not in named)
        named[key] = excerpt
    return named


def _key(place: str) -> str:
    first, second, third, fourth, *_ = hashlib.sha256(place.encode("utf-8", "surrogatepass")).digest()
    return (
        LETTERS[first % len(LETTERS)]
        + DIGITS[second % len(DIGITS)]
        + LETTERS[third % len(LETTERS)]
        + LETTERS[fourth % len(LETTERS)]
    )


def answer_prompt(question: Question, sources: Mapping[str, Excerpt]) -> list[Message]:
    """The messages that ask for an answer from these sources, by key."""
    words = prompts()
    slots = {
        "language": language_name(question.language),
        "question": _inert(question.text),
        "sources": "\n".join(fenced(article) for article in _by_article(sources)),
        "nothing": words.nothing,
    }
    return [("system", _filled(words.system, slots)), ("human", _filled(words.ask, slots))]


def retry_prompt(language: str, claims: Iterable[str]) -> list[Message]:
    """The message that asks for the same claims in the reader's language."""
    return _message(prompts().again, language=language_name(language), claims="\n".join(claims))


def rewrite_prompt(text: str, turns: Iterable[str], language: str) -> list[Message]:
    """The message that asks for a whole question in place of a follow-up."""
    asked = "\n".join(_inert(turn) for turn in turns)
    return _message(prompts().follow, language=language_name(language), turns=asked, question=_inert(text))


def translation_prompt(words: str, language: str) -> list[Message]:
    """The message that asks for words in the reader's language."""
    return _message(prompts().translate, language=language_name(language), text=_inert(words))


def opinion_prompt(sentence: str, evidence: str) -> list[Message]:
    """The message that asks whether the evidence says what a sentence says."""
    return _message(prompts().opinion, claim=_inert(sentence), text=_inert(evidence))


def fenced(sources: Mapping[str, Excerpt]) -> str:
    """An article's excerpts as the model sees them: nothing in them can close the fence, or begin a line of its own."""
    listing = next(iter(sources.values())).listing
    agency = f"via {_name(listing.agency)}" if listing.agency and listing.agency != listing.outlet else ""
    head = [_name(listing.outlet or listing.title), (listing.published or "")[:10], agency]
    lines = (f"[{key}] {_line(excerpt)}" for key, excerpt in sources.items())
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
    for key, excerpt in sources.items():
        articles.setdefault(excerpt.listing.article_id, {})[key] = excerpt
    return [dict(sorted(article.items(), key=lambda keyed: keyed[1].start)) for article in articles.values()]


def language_name(language: str) -> str:
    """A language's English name; its code where the library has none.

    >>> language_name("fr"), language_name("vi")
    ('French', 'Vietnamese')
    """
    return phrases("en").name_of(language)


def _message(prompt: str, **slots: str) -> list[Message]:
    return [("human", _filled(prompt, slots))]


def _filled(prompt: str, slots: Mapping[str, str]) -> str:
    """The prompt, its slots filled in one pass: what is filled in is never looked through for slots."""
    return SLOT.sub(lambda slot: slots.get(slot[1], slot[0]), prompt)


def _inert(text: str) -> str:
    """Text on one line, without the fence's characters."""
    return " ".join(text.split()).translate(FENCE)


def _name(name: str) -> str:
    return _inert(name)[:LONGEST_NAME]
