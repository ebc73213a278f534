"""Who can be quoted: a person or a body, and the words in a text that stand for one."""

from dataclasses import dataclass, field
from typing import Literal

from ingest.statements.cues import Gender

MentionKind = Literal["name", "person", "body", "group", "thing"]


@dataclass(slots=True)
class Person:
    """Somebody, or some body, that the article names or describes."""

    name: str
    is_body: bool = False
    gender: Gender | None = None
    roles: set[str] = field(default_factory=set)
    languages: tuple[str, ...] = ()
    has_spoken: bool = False
    role_words: set[str] = field(default_factory=set)  # of "le maire de Lyon": maire, de, lyon
    is_thing: bool = False  # an article stands before the name, a capital alone makes it one: "the Alden Star"
    is_mute: bool = False  # a paper: it is read, it does not speak
    times: int = 0  # how often the reporter names them
    addresses: set[str] = field(default_factory=set)  # "ông", "chị": what stands before the name

    @property
    def is_human(self) -> bool:
        """Whether the article shows that it is somebody: a first name, an honorific, a calling, words of their own."""
        told = self.gender or self.roles or self.has_spoken
        return not self.is_body and bool(told or (" " in self.name and not self.is_thing))


@dataclass(slots=True)
class Mention:
    """Words that stand for a person: tokens `first` to `last`, the head at `head`."""

    kind: MentionKind
    first: int
    head: int
    last: int
    governed: bool = False  # "of Smith", "à M. Austin": no subject
    definite: bool = False
    gender: Gender | None = None
    person: Person | None = None
    offices: tuple[str, ...] = ()  # "Defense Secretary" before a name
    languages: tuple[str, ...] = ()  # "US" before them
    calling: str = ""  # "chủ tịch", where titles stand first: whole, and as others write it
    address: str = ""  # "ông" before a name
    is_body: bool = False
    described_to: int = 0  # the token after "chủ tịch xã"
    pointed: bool = False  # "vị này", "nữ tiến sĩ": somebody already told of
    apposed: "Mention | None" = None  # the name before it that a calling between commas describes


def fits(person: Person, pronoun: str) -> bool:
    """Whether a pronoun may stand for a person."""
    if pronoun in {"he", "she"}:
        return person.is_human and gender_fits(person, "m" if pronoun == "he" else "f")
    return person.is_body or (not person.is_human and person.times > 1)


def gender_fits(person: Person, gender: Gender | None) -> bool:
    """Whether somebody may be a man, or a woman."""
    return person.gender is None or gender is None or person.gender == gender
