"""Who is meant: which of an article's people "M. Austin", "the minister" or "she" is."""

from bisect import bisect_left

from ingest.descriptions import description, languages_among
from ingest.introductions import introduce
from ingest.mentions import find_mentions
from ingest.people import Mention, Person, fits, gender_fits
from ingest.tokens import Copy

FAR_BACK = 40  # mentions looked through for the one a pronoun means


class Cast:
    """The people of one article, in the order it brings them on."""

    def __init__(self, copy: Copy) -> None:
        self.copy = copy
        self.mentions = find_mentions(copy)
        introduce(copy, self.mentions)
        self._places = [mention.first for mention in self.mentions]
        self._topics: list[tuple[int, Person]] = []

    def between(self, first: int, last: int) -> list[Mention]:
        """The mentions that start from one token to before another."""
        return self.mentions[bisect_left(self._places, first) : bisect_left(self._places, last)]

    def spoke(self, person: Person, at: int) -> None:
        """Remember that this person was the subject at a token: a pronoun that follows means them first."""
        person.has_spoken = True
        self._topics.append((at, person))

    def came_on(self, person: Person, at: int) -> None:
        """Remember the subject of a sentence that says nothing."""
        self._topics.append((at, person))

    def he_or_she(self, pronoun: str, at: int) -> Person | None:
        """The person last spoken of before a token who fits he, she, they or it."""
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
        return None

    def last_speaker(self) -> Person | None:
        """Who was last the subject."""
        return self._topics[-1][1] if self._topics else None

    def only_speaker(self, at: int) -> Person | None:
        """Who was last the subject, unless somebody else is named in a later sentence before a token."""
        if not self._topics:
            return None
        place, person = self._topics[-1]
        ends = next((stop for stop in range(place, at) if self.copy.tokens[stop] in {".", "!", "?"}), at)
        others = [m.person for m in self.between(ends, at) if m.kind == "name" and m.person and m.person.is_human]
        return person if all(other is person for other in others) else None

    def resolve(self, mention: Mention) -> Person:
        """The person a mention stands for; the words themselves when the article names nobody who fits."""
        if mention.person:
            return mention.person
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
                if (
                    person
                    and person.is_body == is_body
                    and head in person.roles
                    and (bare or self._same_office(person, mention))
                ):
                    return person
            last = self.last_speaker()
            last = last if last and last.name[:1].isupper() else None  # somebody named
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
            if last and bare and not is_body and last.is_human and last.gender == mention.gender is not None:
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
        mention.person = Person(described[0], is_body=is_body, gender=mention.gender, roles={head})
        mention.person.role_words = set(self.copy.tokens[mention.first : described[1]])
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

    def _same_office(self, person: Person, mention: Mention) -> bool:
        """Whether "le maire de Lyon" can be a person called a mayor: not if that was the mayor of Pau."""
        told = {
            word for word in self.copy.tokens[mention.head + 1 : description(self.copy, mention)[1]] if len(word) > 3
        }
        return not told or not person.role_words or bool(told & person.role_words)
