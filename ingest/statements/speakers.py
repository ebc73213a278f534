"""Who is meant: which of an article's people "M. Austin", "the minister" or "she" is."""

from bisect import bisect_left

from ingest.statements.declined_mentions import DeclinedMentions
from ingest.statements.descriptions import description, languages_among
from ingest.statements.given_names import meant_by, resolve_titled
from ingest.statements.introductions import introduce
from ingest.statements.mentions import find_mentions
from ingest.statements.people import Mention, Person, fits, gender_fits
from ingest.statements.stand_ins import named_later, stand_in
from ingest.statements.tokens import Copy

FAR_BACK = 40  # mentions looked through for the one a pronoun means


class Cast:
    """The people of one article, in the order it brings them on."""

    def __init__(self, copy: Copy) -> None:
        self.copy = copy
        self.declined = DeclinedMentions(copy) if copy.words.grammar.declines else None
        self.mentions = self.declined.found if self.declined else find_mentions(copy)
        if self.declined is None:
            introduce(copy, self.mentions)
        self._places = [mention.first for mention in self.mentions]
        self._topics: list[tuple[int, Person]] = []
        self.first_named: dict[int, int] = {}  # where each person's name stands first
        for mention in self.mentions:
            if mention.person and mention.kind == "name":
                self.first_named.setdefault(id(mention.person), mention.first)
        self.last_heard: Person | None = None  # who spoke last, whoever was spoken of since

    def between(self, first: int, last: int) -> list[Mention]:
        """The mentions that start from one token to before another."""
        return self.mentions[bisect_left(self._places, first) : bisect_left(self._places, last)]

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
        near = bisect_left(self._places, at)
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

    @property
    def places(self) -> list[int]:
        """Where each mention starts, in order."""
        return self._places

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
            return self.declined.resolve(mention, self.last_speaker())
        if self.copy.words.grammar.titles_first:
            return resolve_titled(self, mention)
        head = self.copy.tokens[mention.head]
        if mention.kind == "thing":
            mention.person = Person(head, is_mute=True)
            return mention.person
        is_body = mention.kind != "person"
        described = description(self.copy, mention)
        bare = mention.last - mention.first <= 4 and described[1] <= mention.last + 1
        if mention.definite:
            near = bisect_left(self._places, mention.first)
            for earlier in reversed(self.mentions[max(0, near - 3 * FAR_BACK) : near]):
                person = earlier.person
                if person and person.is_body == is_body and head in person.roles:
                    return person
            last = self.last_speaker()
            last = last if last and last.name[:1].isupper() else None  # somebody named
            if self.copy.words.has("possessives", self.copy.tokens[mention.first]):
                last = None  # "Su representante": nobody is theirs and themselves
            if last and self.copy.words.grammar.capital_nouns and last.name.split()[0].lower() in last.roles:
                last = None  # "Richter": German callings bear capitals and are no names
            alike = (
                last
                and last.is_human
                and not last.roles
                and (last.gender == mention.gender or (bare and gender_fits(last, mention.gender)))
            )
            unheard = (
                bare
                and last
                and last.is_human
                and not self.copy.words.speakers.get(head)
                and gender_fits(last, mention.gender)
            )
            others = self.copy.words.grammar.drops_subject and last and last.roles  # "el juez Quirós … el testigo"
            sole = bare and not others and not is_body
            if last and sole and last.is_human and last.gender == mention.gender is not None:
                humans = {
                    id(m.person)
                    for m in self.mentions[max(0, near - 3 * FAR_BACK) : near]
                    if m.person and m.person.is_human and gender_fits(m.person, mention.gender)
                }
                unheard = unheard or humans == {id(last)}
            if last and not is_body and (alike or unheard):
                last.roles.add(head)
                return last
        if mention.definite and is_body and (named := self._named_so(head, mention.first)):
            return named
        if mention.definite and (known := stand_in(self, mention, bare=bare)):
            return known
        if mention.definite and bare and (known := named_later(self, mention)):
            known.roles.add(head)
            return known
        mention.person = Person(described[0], is_body=is_body, gender=mention.gender, roles={head})
        mention.person.languages = languages_among(self.copy, mention.first, described[1])
        return mention.person

    def _named_so(self, head: str, at: int) -> Person | None:
        """The body whose name has a word in it: "the guild" is the Seafarers' Guild."""
        near = bisect_left(self._places, at)
        for earlier in reversed(self.mentions[max(0, near - 3 * FAR_BACK) : near]):
            person = earlier.person
            if person and person.is_body and head in person.name.lower().split() and " " in person.name:
                return person
        return None

    def description_end(self, mention: Mention) -> int:
        """The token after the words that describe a person: of a name, the token after the name."""
        return mention.last if mention.kind == "name" else description(self.copy, mention)[1]
