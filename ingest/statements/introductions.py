"""People brought on: each name gets its person, and each person the callings that stand beside the name."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from ingest.statements.cues import QUOTED, Gender, first_names, outlets, plain
from ingest.statements.descriptions import description, languages_among
from ingest.statements.given_names import introduce_titled
from ingest.statements.people import Mention, Person
from ingest.statements.tokens import MARKS, Copy
from ingest.text.names import fold, name_words, same_name

NAMESAKES = 20  # people of one family name that are told apart


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
        copy = self.copy
        for before, after in self._neighbours():
            role, name = (before, after) if after.kind == "name" else (after, before)
            if name.kind != "name" or role.kind not in {"person", "body"} or not name.person:
                continue
            gap = range(before.last, after.first)
            commas = sum(copy.tokens[at] == "," for at in gap)
            apart = any(
                (copy.tokens[at][0] in MARKS and copy.tokens[at] != ",") or copy.tokens[at] in copy.words.auxiliaries
                or copy.tokens[at][0] == QUOTED or copy.words.has("ands", copy.tokens[at])
                or copy.words.has("cue_words", copy.tokens[at])
                or copy.words.has("helpers", copy.tokens[at]) or copy.words.has("passives", copy.tokens[at])
                for at in gap
            )  # fmt: skip
            strays = not self._is_office(name) and any(copy.words.has("stops", copy.tokens[at]) for at in gap)
            if (role is before and strays and not commas) or apart or commas > 1 or len(gap) > 8:
                continue
            if (
                role is before
                and role.kind == "person"
                and name.person.is_body
                and gap
                and copy.words.grammar.capital_nouns
            ):
                continue  # "Sprecher des Freien Forums Lund": of whom, not who
            if name.governed and role is before and not gap and copy.words.grammar.titles_first:
                continue  # "giám đốc điều hành Alden Ferries": of whom, not who
            if role is before:
                close = commas == 0 and (not gap or self._is_office(name) or not name.governed)
                behind = commas == 1 and copy.tokens[after.first - 1] == "," and not name.governed
                if behind and before.governed and after.last < len(copy.tokens):
                    # "Selon la cinéaste, Mme Linn a accepté": the comma ends who said it, and nobody is described.
                    behind = copy.tokens[after.last] in MARKS
                if not close and not behind:
                    continue
                if not gap and role.kind == "body":
                    name.person.is_body = True
                if name.person.is_body != (role.kind == "body") and len(name.person.name.split()) < 2:
                    continue
                if close:
                    name.first, name.governed = role.first, role.governed
                role.person = name.person
            elif name.governed or not (commas == 1 and copy.tokens[before.last] == "," and len(gap) <= 2):
                continue
            else:
                role.person = name.person
            if role.kind == "person":
                name.person.is_body = False
            name.person.roles.add(copy.tokens[role.head])
            name.person.role_words.update(copy.tokens[role.first : description(self.copy, role)[1]])
            name.person.gender = name.person.gender or role.gender
            end = name.first if role is before and not close else max(role.last, name.first)
            reach = description(self.copy, role)[1] if role is after else max(end, before.last)
            name.person.languages = name.person.languages or languages_among(
                self.copy, role.first, max(reach, name.head if role is before else 0)
            )

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
