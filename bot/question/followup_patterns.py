"""How readers of a language lean on the question before: "and when?", "et Stoltenberg ?"; read from `languages/`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from ingest.languages import load

Swap = tuple[re.Pattern[str], str]  # what is found, and what stands there instead


@dataclass(frozen=True, slots=True)
class Follows:
    """One language's patterns of leaning on the turns before, and the frames of the whole questions."""

    language: str
    marks: tuple[str, str]
    tail: re.Pattern[str]  # "then", "thì sao": says nothing
    lead: re.Pattern[str]  # "and"
    new: tuple[re.Pattern[str], ...]  # another speaker or topic, with the group new, or name where only a name will do
    name: re.Pattern[str] | None  # what may be somebody's name, in a script without capitals
    topic_word: re.Pattern[str]  # "about " at the beginning
    topic_word_before: re.Pattern[str]  # the same at the end of what stands before a topic
    asks: re.Pattern[str]  # what has this is a question of its own
    places: re.Pattern[str]  # "in", "after" at the beginning
    words: Mapping[str, re.Pattern[str]]  # by what is wanted: "and when?", with the group word, or said
    said_words: Mapping[str, str]  # frames of the same after a question for somebody's words
    swap: re.Pattern[str]  # the question word that another one can take the place of
    counted: re.Pattern[str] | None  # "how many people were", to become "when were people"
    cut: re.Pattern[str]  # the question word that can only be taken off
    at_the_end: frozenset[str]  # what is wanted by a word at the end
    more: re.Pattern[str]
    more_said: re.Pattern[str]  # "what else did he say?"
    pronouns: tuple[Swap, ...]
    brackets: tuple[re.Pattern[str], ...]  # a possessive that no name can take the place of
    hangs: tuple[re.Pattern[str], ...]  # "when did it end": leans on a thing that can't be told by rules
    topics: tuple[Swap, ...]
    it: re.Pattern[str]  # "summarise it"
    this: re.Pattern[str]  # "that article"
    nth_alone: tuple[re.Pattern[str], ...]  # "the second one", with the groups n1 to n5 and last
    nth_bare: re.Pattern[str]  # "number 2", of which a summary is asked for
    nth_in: tuple[re.Pattern[str], ...]
    frames: Mapping[str, str]  # said, about, ask, colon, summarise

    def framed(self, frame: str, **words: str) -> str:
        """A frame with its words in it.

        >>> follows("en").framed("said", who="Austin", about=" about Article 5")
        'What did Austin say about Article 5?'
        """
        return filled(self.frames[frame], **words)


def filled(frame: str, **words: str) -> str:
    """A frame with words where it has their names in angle brackets, whatever the words hold themselves."""
    parts = re.split(r"<(\w+)>", frame)
    return "".join(words.get(part, "") if number % 2 else part for number, part in enumerate(parts))


@cache
def follows(language: str) -> Follows:
    """The patterns of one of the seven languages."""
    asking = load(language, "asking")
    table, asks, marks = asking["follows"], asking["asks"], load(language, "answering")["marks"]
    nth, topic_word = table["nth"], f"(?:{asks['about']}|{asks['about_weak']})(?: |(?<=['’]))"
    return Follows(
        language=language,
        marks=(marks["open"], marks["close"]),
        tail=_one(f"(?:{table['tail']})$"),
        new=_each(table["new"]),
        topic_word=_one(f"(?:{asks['about']}|{asks['about_weak']})(?: |(?<=['’]))"),
        topic_word_before=_one(rf"\b{topic_word}$"),
        places=_one(rf"(?:{table['places']})\b"),
        words={kind: _one(template) for kind, template in table["words"].items()},
        said_words=table["said_words"],
        name=_one(table["name"]) if "name" in table else None,
        counted=_one(table["counted"]) if "counted" in table else None,
        at_the_end=frozenset(table["at_the_end"]),
        pronouns=_swaps(table["pronouns"]),
        topics=_swaps(table["topics"]),
        brackets=_each(table["brackets"]),
        hangs=_each(table["hangs"]),
        nth_alone=_each(
            template.replace("<nth>", f"(?P<nth>{nth})").replace("<nth_bare>", f"(?P<nth>{table['nth_bare']})")
            for template in table["nth_alone"]
        ),
        nth_bare=_one(f"(?P<nth>{table['nth_bare']})"),
        nth_in=_each(template.replace("<nth>", f"(?P<nth>{nth})") for template in table["nth_in"]),
        frames={name: table[name] for name in ("said", "about", "ask", "colon", "summarise")},
        **{name: _one(table[name]) for name in ("lead", "asks", "swap", "cut", "more", "more_said", "it", "this")},
    )


def _one(template: str) -> re.Pattern[str]:
    return re.compile(template, re.IGNORECASE)


def _each(templates: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(map(_one, templates))


def _swaps(pairs: Iterable[tuple[str, str]]) -> tuple[Swap, ...]:
    return tuple((_one(pattern), instead) for pattern, instead in pairs)
