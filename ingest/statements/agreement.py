"""Every saying word with the one who says it, where words decline: who is told by case, gender and number."""

from functools import lru_cache

from ingest.statements.cues import QUOTED
from ingest.statements.declined import declension_of
from ingest.statements.declined_mentions import DeclinedMentions
from ingest.statements.frames import Copy, Frame
from ingest.statements.nominatives import DASHES, Meant, Nominatives
from ingest.statements.passed_on import PassedOn, Unlisted
from ingest.statements.people import Person
from ingest.statements.sayings import Cue, cue_at
from ingest.statements.speakers import Cast
from ingest.statements.subjects import Subjects


class Agreement:
    """Tells each cue of one article its speaker by case, gender and number."""

    def __init__(self, copy: Copy, cast: Cast, subjects: Subjects, declined: DeclinedMentions) -> None:
        self.copy, self.cast, self.words, self.subjects = copy, cast, copy.words, subjects
        self.table = declension_of(copy.words.language)
        self.meant = Meant(copy, cast, subjects, declined)
        self.nominatives = Nominatives(copy, cast, declined, self.meant)
        self.unlisted = Unlisted(copy, cast, self.meant)
        self.passed_on = PassedOn(copy, cast, declined, self.meant, self.nominatives)

    def cues(self, frame: Frame) -> list[Cue]:
        """The saying words of a frame with their speakers, as far as they can be told."""
        cues: list[Cue] = []
        at = frame.first
        while at < frame.last:
            cue = (
                self._heading(at, frame)
                or self.passed_on.quoting(at, frame)
                or cue_at(self.copy, at, frame)
                or self._acted(at, frame)
            )
            if cue is None:
                at += 1
                continue
            if cue.person is None:
                self._find_speaker(cue, frame, cues[-1] if cues else None)
            at = max(at + 1, cue.last)
            if cue.person is None and cue.kind == "weak":
                continue
            cues.append(cue)
            if cue.person:
                self.cast.spoke(cue.person, cue.first)
                if cue.kind == "according":
                    at = max(at, cue.subject_last)
            elided = self._elided(cue, frame)
            if elided:
                cues.append(elided)
                at = max(at, elided.last)
        return cues

    def _heading(self, at: int, frame: Frame) -> Cue | None:
        """A headline's colon: "Тер-Оганян: «Отрадное» пережило и это"."""
        copy = self.copy
        if (
            copy.tokens[at] != ":"
            or frame.paragraph
            or copy.tokens[frame.last - 1][0] in ".!?…"
            or frame.last - frame.first > 30
        ):
            return None
        opening = next((m for m in self.cast.between(frame.first, frame.first + 1) if not m.governed), None)
        if opening is None or self.meant.end(opening) != at or opening.kind in {"body", "group"}:
            return None
        if opening.kind == "name" and not (opening.person and opening.person.is_human):
            return None
        cue = Cue(at, at + 1, "strong", person=self.meant.resolve(opening, ""))
        cue.subject_first, cue.subject_last = opening.first, at
        return cue

    def _acted(self, at: int, frame: Frame) -> Cue | None:
        """Any word in lower case right behind words said and a dash: "«Арматура сгнила», — перечислил Рогов"."""
        tokens = self.copy.tokens
        if at < frame.first + 2 or tokens[at - 1] not in DASHES:
            return None
        before = at - 2
        while before > frame.first and tokens[before] in ",?!…":
            before -= 1
        if tokens[before][0] != QUOTED or not self.copy.text[self.copy.starts[at]].islower():
            return None
        return Cue(at, at + 1, "weak")

    def _find_speaker(self, cue: Cue, frame: Frame, before: Cue | None) -> None:
        """Tell who says a cue's words, if anything tells it."""
        if cue.kind == "impersonal":
            self.passed_on.written(cue, frame)
            return
        if cue.kind.startswith("according"):
            self.passed_on.according(cue, frame)
            return
        if cue.kind == "gerund":
            cue.imply(before.person if before and before.person else self._main_subject(cue, frame))
            return
        tokens = self.copy.tokens
        verb = self.shape(cue)
        like = cue.first > frame.first and self.table.has("like", tokens[cue.first - 1])
        left = cue.first - 1
        while left >= frame.first and self.words.has("adverb_words", tokens[left]):
            left -= 1
        marked = like or self.nominatives.after_mark(left + 1, frame)
        found = (marked and self.nominatives.after(cue, frame, verb)) or self.nominatives.before(cue, frame, verb)
        found = found or (not marked and self.nominatives.after(cue, frame, verb))
        if not found and verb == "many":
            found = self.unlisted.at_body(cue, frame)
        if not found:
            if self.unlisted.noun(cue, frame, verb, after=marked):
                cue.follows = cue.subject_first > cue.first and marked and cue.first > frame.first and not like
        elif cue.subject_first > cue.first:
            cue.follows = marked and cue.first > frame.first and not like
        if not cue.person:
            return
        self.passed_on.cited(cue, frame)
        if verb in {"m", "f"} and not cue.person.is_body and cue.person.gender is None:
            cue.person.gender = "f" if verb == "f" else "m"
        if like:
            cue.first -= 1
            cue.kind = "according"
            cue.follows = cue.first != frame.first
            cue.subject_last = max(cue.last, cue.subject_last)

    def shape(self, cue: Cue) -> str:
        """The number and gender of a cue's verb: m, f, n, one, many, or nothing."""
        token = self.copy.tokens[cue.first]
        if self.words.has("not_told", token) and cue.last > cue.first + 1:
            token = self.copy.tokens[cue.first + 1]
        return _verb_shape(self.words.language, token)

    def _main_subject(self, cue: Cue, frame: Frame) -> Person | None:
        """The subject of the sentence that a gerund belongs to."""
        for first, last in ((frame.first, cue.first), (cue.last, frame.last)):
            for mention in self.cast.between(first, last):
                if not mention.governed and mention.kind in {"name", "person"}:
                    person = self.meant.resolve(mention, "")
                    if person.is_human or person.is_body or mention.first == frame.first:
                        return person
            told = self.subjects.pronoun_at(first, first) if first < last else None
            if told and told[0] in {"he", "she", "they"}:
                return self.meant.who(told[0], first)
        return None

    def _elided(self, cue: Cue, frame: Frame) -> Cue | None:
        """The same verb left out: "Рогов считает, что полгода, а Рогова — что год"."""
        tokens, words = self.copy.tokens, self.words
        if cue.kind not in {"strong", "weak"} or cue.person is None:
            return None
        for at in range(cue.last + 3, frame.last - 1):
            if words.has("cue_words", tokens[at]):
                return None
            if tokens[at] in DASHES and tokens[at + 1][0] == QUOTED:
                # "Ритц назвал бюджет «разумным», лидер оппозиции — «пустым»"
                near = next((m for m in reversed(self.cast.between(cue.last, at)) if self.meant.end(m) == at), None)
                if near and not near.governed and tokens[near.first - 1] in {",", "а", "и", "но"}:
                    found = Cue(at, at + 1, "weak", person=self.meant.resolve(near, ""))
                    found.subject_first, found.subject_last = near.first, at
                    return found
            if tokens[at] in DASHES and words.has("that", tokens[at + 1]):
                own = next(
                    (m for m in reversed(self.cast.between(cue.last, at)) if not m.governed and m.kind != "body"), None
                )
                if own is None:
                    return None
                found = Cue(at, at + 1, cue.kind, person=self.meant.resolve(own, ""))
                found.subject_first, found.subject_last = own.first, own.last
                return found
        return None


@lru_cache(maxsize=4096)
def _verb_shape(language: str, token: str) -> str:
    """The number and gender that a verb's end shows."""
    lists = declension_of(language).lists
    for end in range(min(len(token), 9), 0, -1):
        for shape in ("many", "one", "f", "n", "m"):
            if token[-end:] in lists[f"verbs_{shape}"]:
                return shape
    return ""
