"""Callings that stand for somebody named elsewhere: "la titular de la cartera", "el técnico … Ferreyra se levantó"."""

from bisect import bisect_left
from typing import Protocol

from ingest.statements.people import Mention, Person, gender_fits
from ingest.statements.tokens import Copy

FAR_BACK = 120  # mentions looked through for the one a calling stands for
LATER = 12  # mentions looked through for the name that comes after


class StandInCast(Protocol):
    """What is asked here of the people of an article, who themselves ask whom a calling means."""

    copy: Copy
    mentions: list[Mention]
    first_named: dict[int, int]

    @property
    def places(self) -> list[int]:
        """Where each mention starts, in order."""

    def between(self, first: int, last: int) -> list[Mention]:
        """The mentions that start from one token to before another."""


def stand_in(cast: StandInCast, mention: Mention, *, bare: bool) -> Person | None:
    """Whom "the official", "the company" means, if a language lists it as a word that takes a name's place."""
    words, head = cast.copy.words, cast.copy.tokens[mention.head]
    told = bare or words.has("holders", head)
    if mention.kind == "group" or not told or not _is_pointed(cast, mention):
        return None
    near = bisect_left(cast.places, mention.first)
    earlier = [m for m in cast.mentions[max(0, near - FAR_BACK) : near] if m.kind == "name"]
    named = [m.person for m in earlier if m.person and not (m.governed and _is_place(m.person))]
    if mention.kind == "body":
        bodies = [person for person in named if person.is_body]
        return bodies[-1] if bodies and words.has("stand_in_bodies", head) else None
    people = [p for p in named if p.is_human and gender_fits(p, mention.gender)]
    if words.has("stand_ins", head):
        return people[-1] if people else None
    only = people[0] if people and all(person is people[0] for person in people) else None
    return only if only and not only.roles and mention.gender else None


def named_later(cast: StandInCast, mention: Mention) -> Person | None:
    """Whom a calling tells of whose name the same paragraph brings after it, with nothing else to say who that is."""
    if not cast.copy.words.grammar.names_later or mention.kind != "person" or not _is_pointed(cast, mention):
        return None
    number = bisect_left(cast.places, mention.first + 1)
    for later in cast.mentions[number : number + LATER]:
        if "\n" in cast.copy.text[cast.copy.ends[mention.last - 1] : cast.copy.starts[later.first]]:
            return None
        person = later.person
        if later.kind != "name" or person is None or not person.is_human:
            continue
        if cast.copy.tokens[mention.head] in person.roles and gender_fits(person, mention.gender):
            return person  # "la propia ministra … La ministra, Ana Belmonte"
        is_new = cast.first_named[id(person)] == later.first and not person.roles and " " in person.name
        if later.governed and is_new:
            continue
        return person if is_new and gender_fits(person, mention.gender) else None
    return None


def upcoming(cast: StandInCast, at: int) -> Person | None:
    """Who opens a later sentence of the paragraph: "«…», recuerda. Rosario Vega perdió su casa en la riada"."""
    tokens = cast.copy.tokens
    for later in cast.between(at, at + 30):
        if "\n" in cast.copy.text[cast.copy.ends[at - 1] : cast.copy.starts[later.first]]:
            return None
        opens = tokens[later.first - 1] in {".", "!", "?"}
        if opens and later.kind == "name" and later.person and later.person.is_human:
            return later.person
    return None


def _is_pointed(cast: StandInCast, mention: Mention) -> bool:
    """Whether "the" or "this" stands before a calling, and no "his"."""
    words, article = cast.copy.words, cast.copy.tokens[mention.first]
    return mention.first != mention.head and (words.has("masculine", article) or words.has("feminine", article))


def _is_place(person: Person) -> bool:
    """Whether nothing but capitals shows that a name is somebody's."""
    return not (person.gender or person.roles or person.has_spoken or person.is_body)
