"""The words that describe somebody, "the deputy director of the port authority", and whom they stand for."""

from bisect import bisect_left
from typing import Protocol

from ingest.statements.cues import QUOTED, languages_of, phrase_at
from ingest.statements.frames import MARKS, Copy
from ingest.statements.people import Mention, Person, gender_fits

LONGEST_DESCRIPTION = 10  # words of "the deputy director general of the ministry of public health"
FAR_BACK = 120  # mentions looked through for the one a calling stands for
LATER = 12  # mentions looked through for the name that comes after


def description(copy: Copy, mention: Mention) -> tuple[str, int]:
    """The words that describe somebody who is not named, and the token after them."""
    end = mention.last
    of_whom = end < len(copy.tokens) and (
        not copy.words.sets["describing"] or copy.words.has("describing", copy.tokens[end])
    )
    if copy.words.grammar.capital_nouns:
        of_whom, end = False, _after_genitives(copy, end)
    while of_whom and end < len(copy.tokens) and end - mention.first < LONGEST_DESCRIPTION and not _ends(copy, end):
        end += 1
    while end > mention.last and copy.words.has("prepositions", copy.tokens[end - 1]):
        end -= 1
    first = mention.first
    while first < mention.head and (
        copy.words.has("definite", copy.tokens[first])
        or copy.words.has("indefinite", copy.tokens[first])
        or copy.words.has("same", copy.tokens[first])
    ):
        first += 1
    described = copy.slice(first, mention.last if copy.words.has("unspecified", copy.tokens[mention.head]) else end)
    if (
        mention.kind != "body"
        and not copy.words.grammar.capital_nouns
        and first == mention.head
        and not described[1:2].isupper()
    ):
        described = described[0].lower() + described[1:]
    return described, end


def _after_genitives(copy: Copy, end: int) -> int:
    """The token after "der Insel", "des Ministeriums für Umwelt": each article or preposition and its noun."""
    tokens, last = copy.tokens, end
    while end < len(tokens) and copy.words.has("describing", tokens[end]):
        noun = next((at for at in range(end + 1, min(end + 4, len(tokens))) if copy.is_capital(at)), None)
        if noun is None or any(tokens[at][0] in MARKS for at in range(end + 1, noun)):
            break
        if end > last and copy.words.has("before_names", tokens[noun]):
            break  # "sagte ein Sprecher der Polizei der Zeitung"
        if tokens[end] == "der" and copy.text[copy.starts[end - 1] : copy.ends[end - 1]].isupper():
            break  # "dient laut einer Mitteilung des BAU der Verbesserung": an acronym bears no genitive
        end = noun + 1
        while end < len(tokens) and copy.is_capital(end) and tokens[end] not in copy.words.pronouns:
            end += 1
    return end


def _ends(copy: Copy, at: int) -> bool:
    """Whether a description can't go on past a token."""
    word = copy.tokens[at]
    return (
        word[0] in MARKS
        or word[0] == QUOTED
        or copy.words.has("stops", word)
        or word in copy.words.auxiliaries
        or copy.words.has("adverb_words", word)
        or copy.words.has("pronoun_words", word)
        or copy.words.has("not_told", word)
        or (word in copy.words.cues and phrase_at(copy.words.cues, copy.tokens, at) is not None)
        or "\n" in copy.text[copy.ends[at - 1] : copy.starts[at]]
    )


def languages_among(copy: Copy, first: int, last: int) -> tuple[str, ...]:
    """What the people named by a demonym or a country among some tokens speak."""
    for at in range(max(0, first), min(last, len(copy.tokens))):
        if spoken := languages_of(copy.tokens[at]):
            return spoken
    return ()


class ArticleCast(Protocol):
    """What is asked of an article's people, who themselves ask whom a calling means."""

    copy: Copy
    mentions: list[Mention]
    places: list[int]  # where each mention starts, in order
    first_named: dict[int, int]

    def topics(self) -> list[Person]:
        """Who was the subject of late, the last first."""

    def between(self, first: int, last: int) -> list[Mention]:
        """The mentions that start from one token to before another."""


def stand_in(cast: ArticleCast, mention: Mention, *, bare: bool) -> Person | None:
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
        if not bodies or not words.has("stand_in_bodies", head):
            return None
        return next((person for person in cast.topics() if _among(person, bodies)), bodies[-1])
    people = [p for p in named if p.is_human and gender_fits(p, mention.gender)]
    if words.has("stand_ins", head):
        return next((p for p in cast.topics() if _among(p, people)), people[-1] if people else None)
    only = people[0] if people and all(person is people[0] for person in people) else None
    return only if only and not only.roles and mention.gender else None


def named_later(cast: ArticleCast, mention: Mention) -> Person | None:
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


def upcoming(cast: ArticleCast, at: int) -> Person | None:
    """Who opens a later sentence of the paragraph: "«…», recuerda. Rosario Vega perdió su casa en la riada"."""
    tokens = cast.copy.tokens
    for later in cast.between(at, at + 30):
        if "\n" in cast.copy.text[cast.copy.ends[at - 1] : cast.copy.starts[later.first]]:
            return None
        opens = tokens[later.first - 1] in {".", "!", "?"}
        if opens and later.kind == "name" and later.person and later.person.is_human:
            return later.person
    return None


def _is_pointed(cast: ArticleCast, mention: Mention) -> bool:
    """Whether "the" or "this" stands before a calling, and no "his"."""
    words, article = cast.copy.words, cast.copy.tokens[mention.first]
    return mention.first != mention.head and (words.has("masculine", article) or words.has("feminine", article))


def _is_place(person: Person) -> bool:
    """Whether nothing but capitals shows that a name is somebody's."""
    return not (person.gender or person.roles or person.has_spoken or person.is_body)


def _among(person: Person, people: list[Person]) -> bool:
    return any(person is other for other in people)
