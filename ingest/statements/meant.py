"""Whom a pronoun or a calling means, where words decline."""

from ingest.statements.cues import Gender
from ingest.statements.declined import declension_of
from ingest.statements.declined_mentions import DeclinedMentions
from ingest.statements.people import Mention, Person
from ingest.statements.speakers import Cast
from ingest.statements.subjects import Subjects
from ingest.statements.tokens import Copy

NEAR = 40  # tokens looked through for "тот"
FAR_BACK = 200  # tokens looked through for whom a pronoun means


class Meant:
    """Tells whom the pronouns and callings of one article mean."""

    def __init__(self, copy: Copy, cast: Cast, subjects: Subjects, declined: DeclinedMentions) -> None:
        self.copy, self.cast, self.subjects, self.declined = copy, cast, subjects, declined

    def whom(self, word: str, pronoun: str, at: int) -> Person | None:
        """Whom a word means: "тот" is somebody spoken of who did not speak last."""
        if not declension_of(self.copy.words.language).has("latter", word):
            return self.who(pronoun, at)
        last = self.cast.last_speaker()
        for mention in reversed(self.cast.between(max(0, at - NEAR), at)):
            human = mention.kind == "person" or (mention.kind == "name" and mention.person and mention.person.is_human)
            if not human or (mention.gender and mention.gender != ("f" if pronoun == "she" else "m")):
                continue
            person = self.resolve(mention, "f" if pronoun == "she" else "m")
            if person is not last and not person.is_body and person.gender in {None, "f" if pronoun == "she" else "m"}:
                return person
        return self.who(pronoun, at)

    def who(self, pronoun: str, at: int) -> Person | None:
        """Whom a pronoun means: the last who spoke or was a subject, and can be he or she or they."""
        if pronoun not in {"he", "she", "they"}:
            return None
        gender: Gender = "f" if pronoun == "she" else "m"
        topics = self.cast.subjects_before(at)
        # Behind the first who spoke or was a subject, a name alone is only somebody told of.
        begun = min((place for place, _ in topics), default=at - 1)
        places: list[tuple[int, Person | Mention]] = [*topics]
        for mention in self.cast.between(max(0, at - FAR_BACK), begun + 1):
            if mention.governed or (pronoun == "they") != (mention.kind in {"group", "body"}):
                continue
            if mention.kind == "name" and not (mention.person and mention.person.is_human):
                continue
            places.append((mention.first, mention))
        for _, meant in sorted(places, key=lambda pair: pair[0], reverse=True):
            if isinstance(meant, Mention):
                shape = self.declined.shapes.get(meant.first, "")
                if pronoun == "they" or shape in {"", "m" if gender == "m" else "f"}:
                    person = self.resolve(meant, gender if pronoun != "they" else "")
                else:
                    continue
            else:
                person = meant
            if pronoun == "they":
                if person.is_body:
                    return person
            elif not person.is_body and person.gender in {None, gender}:
                person.gender = gender
                return person
        return self.subjects.pronoun(pronoun, at)

    def resolve(self, mention: Mention, verb: str) -> Person:
        return self.declined.resolve(mention, self.cast.last_speaker(), verb)

    def end(self, mention: Mention) -> int:
        return mention.last if mention.kind == "name" else self.declined.ends.get(mention.head, mention.last)
