"""The subject of a verb, and whom a pronoun means, where words decline: a nominative that agrees with its verb."""

from ingest.statements.cues import QUOTED, Gender, phrase_at
from ingest.statements.declined import calling, declension_of
from ingest.statements.declined_mentions import DeclinedMentions
from ingest.statements.frames import Copy, Frame
from ingest.statements.people import Mention, Person
from ingest.statements.sayings import Cue
from ingest.statements.speakers import Cast
from ingest.statements.subjects import Subjects

NEAR = 40  # tokens looked through for "тот"
FAR_BACK = 200  # tokens looked through for whom a pronoun means
FARTHEST = 14  # tokens between a saying word and its speaker
DASHES = frozenset("—–-")


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
        return self.declined.bearers.resolve(mention, verb)

    def end(self, mention: Mention) -> int:
        return mention.last if mention.kind == "name" else self.declined.ends.get(mention.head, mention.last)


class Nominatives:
    """Finds the subjects of one article's verbs by case, gender and number."""

    def __init__(self, copy: Copy, cast: Cast, declined: DeclinedMentions, meant: Meant) -> None:
        self.copy, self.cast, self.words, self.declined, self.meant = copy, cast, copy.words, declined, meant

    def after(self, cue: Cue, frame: Frame, verb: str) -> bool:
        """Find the subject after a verb: "сказал он", "сообщил журналистам министр Олег Веретенников"."""
        tokens, words = self.copy.tokens, self.words
        end = min(frame.last, cue.last + FARTHEST)
        for at in range(cue.last, end):
            token = tokens[at]
            if token[0] == QUOTED or token in ".;:!?…—–" or words.has("that", token) or words.has("cue_words", token):
                end = at
                break
            infinitive = token.endswith(("ть", "ться", "тись")) and calling(words.language, token) is None
            if token == "," or (infinitive and self.copy.text[self.copy.starts[at]].islower()):
                end = at
                break
            if words.has("subordinators", token) and at > cue.last and tokens[at - 1] == ",":
                end = at
                break
        mentions = {m.first: m for m in self.cast.between(cue.last, end)}
        for at in range(cue.last, end):
            told = phrase_at(words.pronouns, tokens, at)
            if told and told[1] in {"he", "she", "they"} and self._pronoun_agrees(told[1], verb):
                cue.person = self.meant.whom(tokens[at], told[1], cue.first)
                cue.subject_first, cue.subject_last = at, at + 1
                return cue.person is not None
            mention = mentions.get(at)
            if mention and self.is_subject(mention, verb):
                # "сообщил «Ведомостям» глава сети": somebody behind the body that the words were said to
                later = [m for m in mentions.values() if m.first > at and self._is_somebody(m, verb)]
                if not self._is_somebody(mention, verb) and later and mention.kind == "name":
                    mention = later[0]
                cue.person = self.meant.resolve(mention, verb)
                cue.subject_first, cue.subject_last = mention.first, self.meant.end(mention)
                return True
        return False

    def _is_somebody(self, mention: Mention, verb: str) -> bool:
        """Whether a subject is a person's: a calling, or a name that is no body's."""
        if not self.is_subject(mention, verb) or mention.kind == "body":
            return False
        return mention.kind in {"person", "group"} or bool(mention.person and mention.person.is_human)

    def is_subject(self, mention: Mention, verb: str) -> bool:
        if mention.governed:
            return False
        return self.declined.agrees(mention, verb)

    @staticmethod
    def _pronoun_agrees(pronoun: str, verb: str) -> bool:
        if pronoun == "they":
            return verb in {"many", ""}
        return verb in {"one", "", "m" if pronoun == "he" else "f"}

    def before(self, cue: Cue, frame: Frame, verb: str) -> bool:
        """Find the subject before a verb, clauses that hang on others left out."""
        tokens = self.copy.tokens
        end = cue.first
        own = True
        while end > frame.first:
            comma = next((at for at in range(end - 1, frame.first - 1, -1) if tokens[at] == ","), None)
            begin = frame.first if comma is None else comma + 1
            hangs = begin < end and (
                self.words.has("subordinators", tokens[begin])
                or (
                    begin + 1 < end
                    and self.words.has("prepositions", tokens[begin])
                    and self.words.has("subordinators", tokens[begin + 1])
                )
            )
            if (own or not hangs) and self._among(cue, begin, end, verb):
                return True
            own = False
            end = begin - 1 if comma is not None else frame.first
        return False

    def _among(self, cue: Cue, first: int, last: int, verb: str) -> bool:
        """Take the last nominative among some tokens that agrees."""
        tokens = self.copy.tokens
        mentions = {m.first: m for m in self.cast.between(first, last)}
        for at in range(last - 1, first - 1, -1):
            told = phrase_at(self.words.pronouns, tokens, at)
            if told and told[1] in {"he", "she", "they"} and self._pronoun_agrees(told[1], verb):
                cue.person = self.meant.whom(tokens[at], told[1], at)
                cue.subject_first, cue.subject_last = at, at + 1
            elif (mention := mentions.get(at)) and self.is_subject(mention, verb):
                cue.person = self.meant.resolve(mention, verb)
                cue.subject_first, cue.subject_last = mention.first, self.meant.end(mention)
            if cue.person:
                return True
        return False

    def after_mark(self, at: int, frame: Frame) -> bool:
        """Whether a comma, a dash or a quotation stands before a token, or nothing."""
        if at <= frame.first:
            return True
        before = self.copy.tokens[at - 1]
        return before[0] == QUOTED or before in DASHES or before == ","
