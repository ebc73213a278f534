"""Who is meant: which of an article's people "M. Austin", "the minister" or "she" is."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from ingest.statements.cues import QUOTED, Gender, first_names, outlets, plain
from ingest.statements.declined_mentions import DeclinedMentions
from ingest.statements.descriptions import description, languages_among, named_later, stand_in
from ingest.statements.frames import MARKS, Copy
from ingest.statements.given_names import introduce_titled, meant_by, resolve_titled
from ingest.statements.mentions import find_mentions
from ingest.statements.people import Mention, Person, fits, gender_fits
from ingest.text.names import fold, name_words, same_name

NAMESAKES = 20  # people of one family name that are told apart
FAR_BACK = 40  # mentions looked through for the one a pronoun means


def introduce(copy: Copy, mentions: list[Mention]) -> None:
    """Give every name its person, and each person what the words beside the name tell."""
    if copy.words.grammar.titles_first:
        introduce_titled(copy, mentions)
        return
    introductions = _Introductions(copy, mentions)
    introductions.name()
    introductions.describe()


class _Introductions:
    """The people of one article by the first and last words of their names."""

    def __init__(self, copy: Copy, mentions: list[Mention]) -> None:
        self.copy, self.mentions = copy, mentions
        self._by_last: defaultdict[str, list[Person]] = defaultdict(list)
        self._by_first: defaultdict[str, list[Person]] = defaultdict(list)

    def name(self) -> None:
        """Give every name its person: the fullest form stands for all the shorter ones."""
        named = [m for m in self.mentions if m.kind == "name"]
        for full in (True, False):
            for mention in named:
                name = self.copy.slice(mention.head, mention.last)
                parts = [fold(part) for part in re.split(r"[\s\u00a0]+", name) if part]
                if (len(parts) > 1) == full:
                    mention.person = self._person(name, parts, mention.gender)
                    mention.person.times += 1
                    before = self.copy.tokens[mention.first - 1] if mention.first else ""
                    if self.copy.words.has("articles", before) and mention.head == mention.first:
                        mention.person.is_thing = not first_names().get(parts[0])
                    if self.copy.words.grammar.capital_nouns:
                        mention.person.is_thing = not first_names().get(parts[0].split("-")[0])
                    mention.person.roles.update(mention.offices)
                    mention.person.languages = mention.person.languages or mention.languages

    def _person(self, name: str, parts: list[str], gender: Gender | None) -> Person:
        """The person of a name, new if nobody's name contains it."""
        known = self._by_last[parts[-1]]
        known = known[:NAMESAKES] if len(known) > NAMESAKES else known
        fits = [
            p
            for p in known
            if (gender is None or p.gender in {None, gender}) and (len(parts) == 1 or same_name(name, p.name))
        ]
        if not fits and len(parts) == 1 and len(self._by_first[parts[0]]) == 1:
            fits = self._by_first[parts[0]]
        if fits:
            person = fits[0]
            if len(name) > len(person.name) and len(parts) > 1:
                person.name = name
            person.gender = person.gender or gender
            return person
        told = gender or (first_names().get(parts[0]) if len(parts) > 1 else None)
        listed = self.copy.words.speakers.get(plain(name.split()[0]), [])
        ending = self.copy.words.speaker_at([plain(name.split()[0])], 0) if self.copy.words.endings else None
        is_body = not told and (
            (name.isupper() and len(parts) == 1)
            or name in outlets()[0]
            or name in outlets()[2]
            or any(part in name_words().bodies or part in {"des", "of"} for part in parts)
            or any(kind != "person" for _, kind in listed)
            or (ending is not None and ending[1] != "person")
        )
        person = Person(name, is_body=is_body, gender=told)
        known.append(person)
        if len(parts) > 1 and not is_body:
            self._by_first[parts[0]].append(person)
        return person

    def describe(self) -> None:
        """Tell each person's callings, gender and people from what stands beside the name."""
        tokens = self.copy.tokens
        for before, after in self._neighbours():
            role, name = (before, after) if after.kind == "name" else (after, before)
            if name.kind != "name" or role.kind not in {"person", "body"} or not name.person:
                continue
            gap = tokens[before.last : after.first]
            commas = gap.count(",")
            if commas > 1 or len(gap) > 8 or any(self._parts(token) for token in gap):
                continue
            if role is after:
                if not name.governed and commas == 1 and gap[0] == "," and len(gap) <= 2:
                    self._give(role, name.person, reach=description(self.copy, role)[1])
                continue
            office = self._is_office(name)
            if not commas and not office and any(self.copy.words.has("stops", token) for token in gap):
                continue
            if role.kind == "person" and name.person.is_body and gap and self.copy.words.grammar.capital_nouns:
                continue  # "Sprecher des Freien Forums Lund": of whom, not who
            close = commas == 0 and (not gap or office or not name.governed)
            if not close and not (commas and gap[-1] == "," and self._is_apposed(role, name)):
                continue
            if not gap and role.kind == "body":
                name.person.is_body = True
            if name.person.is_body != (role.kind == "body") and len(name.person.name.split()) < 2:
                continue
            if close:
                name.first, name.governed = role.first, role.governed
            self._give(role, name.person, reach=max(role.last, name.head))

    def _parts(self, token: str) -> bool:
        """Whether a word between a calling and a name shows that they do not belong together."""
        words = self.copy.words
        marked = (token[0] in MARKS and token != ",") or token[0] == QUOTED or token in words.auxiliaries
        return marked or any(words.has(kind, token) for kind in ("ands", "cue_words", "helpers", "passives"))

    def _is_apposed(self, role: Mention, name: Mention) -> bool:
        """Whether a name behind a comma tells whose the calling before is."""
        if role.governed and name.last < len(self.copy.tokens) and self.copy.tokens[name.last] not in MARKS:
            return False  # "Selon la cinéaste, Mme Linn a accepté": the comma ends who said it
        return not name.governed

    def _give(self, role: Mention, person: Person, *, reach: int) -> None:
        """Tell of somebody what a calling tells, and the words from it on as far as they reach."""
        role.person = person
        if role.kind == "person":
            person.is_body = False
        person.roles.add(self.copy.tokens[role.head])
        person.role_words.update(self.copy.tokens[role.first : description(self.copy, role)[1]])
        person.gender = person.gender or role.gender
        person.languages = person.languages or languages_among(self.copy, role.first, reach)

    def _neighbours(self) -> Iterator[tuple[Mention, Mention]]:
        """Mentions side by side, and a calling with the name behind its place: "maire de Lissac, Gilles Tavernier"."""
        for number, (before, after) in enumerate(pairwise(self.mentions)):
            yield before, after
            beyond = number + 2
            while before.kind == "person" and after.governed and beyond < min(number + 5, len(self.mentions)):
                if before.person is None and self.mentions[beyond].kind == "name":
                    yield before, self.mentions[beyond]
                if not self.mentions[beyond].governed:
                    break
                beyond += 1

    def _is_office(self, name: Mention) -> bool:
        """Whether an office stands just before a name: "à la Défense Lloyd Austin"."""
        return name.head > 0 and fold(self.copy.tokens[name.head - 1]) in name_words().offices | name_words().portfolios


class Cast:
    """The people of one article, in the order it brings them on."""

    def __init__(self, copy: Copy) -> None:
        self.copy = copy
        self.declined = DeclinedMentions(copy) if copy.words.grammar.declines else None
        self.mentions = self.declined.found if self.declined else find_mentions(copy)
        if self.declined is None:
            introduce(copy, self.mentions)
        self.places = [mention.first for mention in self.mentions]
        self._topics: list[tuple[int, Person]] = []
        self.first_named: dict[int, int] = {}  # where each person's name stands first
        for mention in self.mentions:
            if mention.person and mention.kind == "name":
                self.first_named.setdefault(id(mention.person), mention.first)
        self.last_heard: Person | None = None  # who spoke last, whoever was spoken of since

    def between(self, first: int, last: int) -> list[Mention]:
        """The mentions that start from one token to before another."""
        return self.mentions[bisect_left(self.places, first) : bisect_left(self.places, last)]

    def spoke(self, person: Person, at: int) -> None:
        """Remember that this person was the subject at a token: a pronoun that follows means them first."""
        person.has_spoken = True
        self.last_heard = person
        self._topics.append((at, person))

    def came_on(self, person: Person, at: int) -> None:
        """Remember the subject of a sentence that says nothing."""
        self._topics.append((at, person))

    def he_or_she(self, pronoun: str, at: int) -> Person | None:
        """The person last spoken of before a token who fits he, she, they or it."""
        if self.copy.words.grammar.titles_first:
            return meant_by(self, pronoun, at)
        seen: list[Person] = [person for _, person in reversed(self._topics[-FAR_BACK:])]
        near = bisect_left(self.places, at)
        seen += [
            m.person for m in reversed(self.mentions[max(0, near - FAR_BACK) : near]) if m.person and not m.governed
        ]
        seen += [m.person for m in reversed(self.mentions[max(0, near - FAR_BACK) : near]) if m.person]
        for person in seen:
            told = person.name[:1].isupper() or person.has_spoken or person.is_body
            if told and fits(person, pronoun):
                if person.gender is None and pronoun in {"he", "she"} and not person.is_body:
                    person.gender = "m" if pronoun == "he" else "f"
                return person
        if self.copy.words.grammar.capital_nouns and pronoun in {"he", "she"}:
            # A first name that no list has: the last full name that may be hers.
            for person in seen:
                if not person.is_body and " " in person.name and gender_fits(person, "m" if pronoun == "he" else "f"):
                    return person
        return None

    def topics(self) -> list[Person]:
        """Who was the subject of late, the last first."""
        return [person for _, person in reversed(self._topics[-FAR_BACK:])]

    def subjects_before(self, at: int) -> list[tuple[int, Person]]:
        """Who was a subject before a token, and where."""
        return [topic for topic in self._topics[-FAR_BACK:] if topic[0] < at]

    def last_speaker(self) -> Person | None:
        """Who was last the subject."""
        return self._topics[-1][1] if self._topics else None

    def only_speaker(self, at: int) -> Person | None:
        """Who was last the subject, unless somebody else is named in a later sentence before a token."""
        if not self._topics:
            return None
        place, person = self._topics[-1]
        ends = next((stop for stop in range(place, at) if self.copy.tokens[stop] in {".", "!", "?"}), at)
        free = [m for m in self.between(ends, at) if m.kind == "name" and not m.governed]
        others = [m.person for m in free if m.person and m.person.is_human]
        return person if all(other is person for other in others) else None

    def resolve(self, mention: Mention) -> Person:
        """The person a mention stands for; the words themselves when the article names nobody who fits."""
        if mention.person:
            return mention.person
        if self.declined:
            return self.declined.bearers.resolve(mention)
        if self.copy.words.grammar.titles_first:
            return resolve_titled(self, mention)
        head = self.copy.tokens[mention.head]
        if mention.kind == "thing":
            mention.person = Person(head, is_mute=True)
            return mention.person
        shown, end = description(self.copy, mention)
        bare = mention.last - mention.first <= 4 and end <= mention.last + 1
        if mention.definite and (known := self._known(mention, head, bare=bare)):
            return known
        mention.person = Person(shown, is_body=mention.kind != "person", gender=mention.gender, roles={head})
        mention.person.languages = languages_among(self.copy, mention.first, end)
        return mention.person

    def _known(self, mention: Mention, head: str, *, bare: bool) -> Person | None:
        """Whom a calling with its article means, of those the article tells of."""
        is_body = mention.kind != "person"
        earlier = self._mentions_before(mention.first)
        for person in (m.person for m in earlier):
            if person and person.is_body == is_body and head in person.roles:
                return person
        if not is_body and (last := self._last_called(mention, head, earlier, bare=bare)):
            last.roles.add(head)
            return last
        if is_body and (named := _named_so(head, earlier)):
            return named
        if known := stand_in(self, mention, bare=bare):
            return known
        if bare and (known := named_later(self, mention)):
            known.roles.add(head)
            return known
        return None

    def _last_called(self, mention: Mention, head: str, earlier: list[Mention], *, bare: bool) -> Person | None:
        """Who spoke last, if a calling may mean them: no other calling of theirs or anybody else stands against it."""
        words, last = self.copy.words, self.last_speaker()
        if not last or not last.is_human or not last.name[:1].isupper():
            return None
        if words.has("possessives", self.copy.tokens[mention.first]):
            return None  # "Su representante": nobody is theirs and themselves
        if words.grammar.capital_nouns and last.name.split()[0].lower() in last.roles:
            return None  # "Richter": German callings bear capitals and are no names
        may_be = bare and gender_fits(last, mention.gender)
        alike = not last.roles and (last.gender == mention.gender or may_be)
        if alike or (may_be and not words.speakers.get(head)):
            return last
        others = words.grammar.drops_subject and last.roles  # "el juez Quirós … el testigo"
        if not bare or others or not last.gender == mention.gender is not None:
            return None
        people = (m.person for m in earlier)
        humans = {id(one) for one in people if one and one.is_human and gender_fits(one, mention.gender)}
        return last if humans == {id(last)} else None

    def _mentions_before(self, at: int) -> list[Mention]:
        """The mentions before a token, the nearest first, as far back as a calling reaches."""
        near = bisect_left(self.places, at)
        return self.mentions[max(0, near - 3 * FAR_BACK) : near][::-1]

    def description_end(self, mention: Mention) -> int:
        """The token after the words that describe a person: of a name, the token after the name."""
        return mention.last if mention.kind == "name" else description(self.copy, mention)[1]


def _named_so(head: str, earlier: list[Mention]) -> Person | None:
    """The body whose name has a word in it: "the guild" is the Seafarers' Guild."""
    for person in (m.person for m in earlier):
        if person and person.is_body and head in person.name.lower().split() and " " in person.name:
            return person
    return None
