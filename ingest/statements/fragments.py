"""Quoted words inside a reporter's sentence where nouns bear capitals: somebody's words, or only a thing's name."""

from ingest.statements.cues import QUOTED, outlets
from ingest.statements.frames import Frame
from ingest.statements.people import Person
from ingest.statements.sayings import Cue
from ingest.statements.subjects import Subjects
from ingest.statements.tokens import MARKS, Copy
from ingest.text.quotation_marks import Quotation

FEWEST_UNTOLD = 3  # words of a fragment in lower case that no saying word claims: fewer are held with tongs
LONGEST_NAME = 9  # words of a longer one are words said, whatever noun stands before them


class Fragments:
    """Judges the fragments of one article and remembers whose words its sentences report."""

    def __init__(self, text: str, copy: Copy) -> None:
        self.text, self.copy, self.words = text, copy, copy.words
        self._told: tuple[Person, int] | None = None  # whose words were reported last, and in which paragraph

    def heard(self, frame: Frame, told: list[Cue], subjects: Subjects) -> None:
        """Remember whose words a frame reports; else of whom it tells: "Der Chef blieb ruhig. Man habe „alles …“"."""
        if told and told[-1].person:
            self._told = (told[-1].person, frame.paragraph)
        elif not self.is_reported(frame) and not (self._told and self._told[1] == frame.paragraph):
            subject = subjects.first_subject(frame.first, min(frame.last, frame.first + 8), fall_back=False)
            if subject and (subject.is_human or subject.is_body):
                self._told = (subject, frame.paragraph)

    def goes_on(self, frame: Frame) -> Person | None:
        """Who is still reported in a frame without saying words: "Die Pläne seien „unreif“"."""
        if self._told and frame.paragraph - self._told[1] <= 1 and self.is_reported(frame):
            return self._told[0]
        return None

    def untold(self, at: int, frame: Frame, quotation: Quotation, subjects: Subjects) -> Person | None:
        """Whose words a fragment is without any saying word: whoever the sentence is about, else whoever spoke last."""
        before = self.copy.tokens[at - 1] if at > frame.first else ""
        quoted = self.text[quotation.start : quotation.end]
        if not (self.words.has("utterances", before) or (quoted[0].islower() and len(quoted.split()) >= FEWEST_UNTOLD)):
            return None
        for mention in subjects.cast.between(frame.first, frame.last):
            person = mention.person
            if person and mention.kind == "name" and not mention.governed and (person.is_human or person.is_body):
                return person
        return self._told[0] if self._told and frame.paragraph - self._told[1] <= 1 else None

    def is_reported(self, frame: Frame) -> bool:
        """Whether a verb of a frame shows that its words are somebody's."""
        return any(self.words.has("subjunctives", self.copy.tokens[at]) for at in range(frame.first, frame.last))

    def is_name(self, at: int, frame: Frame, quotation: Quotation, cue: Cue | None) -> bool:
        """Whether quoted words name a film, a paper or a ship rather than tell what somebody said."""
        tokens, words = self.copy.tokens, self.words
        quoted = self.text[quotation.start : quotation.end]
        before = tokens[at - 1] if at > frame.first else ""
        after = tokens[at + 1] if at + 1 < frame.last else "."
        if any(words.has("naming", token) for token in (before, after)) or before == "(" or quoted[0] == "'":
            return True
        if words.has("definite", before) and words.has("saying_verbs", after):
            return True  # "Der „Hafenbote“ zitiert", "im Gespräch mit dem „Hafenboten“ sagte"
        if before in {":", ","} and at - 1 > frame.first and words.has("naming", tokens[at - 2]):
            return True
        capital = next((c.isupper() or c.isdigit() for c in quoted if c.isalnum()), False)
        count = len(quoted.split())
        if not capital or count > LONGEST_NAME or quoted[-1] in ".!?…,":
            return False
        if quoted in outlets()[0]:
            return True
        if (
            after[0] not in MARKS
            and words.has("definite", before)
            and self.copy.text[self.copy.starts[at + 1]].isupper()
        ):
            return True  # "dem „Zentral“-Bezirk"
        if (
            before.isalnum()
            and before not in {"wie", "als"}
            and count > 1
            and all(word[:1].isupper() for word in quoted.split())
        ):
            return True
        noun = at > frame.first and self.copy.text[self.copy.starts[at - 1]].isupper() and before[0].isalpha()
        noun = noun and (at - 1 > frame.first or not words.has("definite", before))
        speaks = (
            cue is not None and cue.first < at and cue.subject_first < at == cue.subject_last
        )  # "riefen Fischer „…“"
        # "Ahlers warf der Werft „Verrat“ vor": the noun before is to whom, not what.
        speaks = speaks or any(words.has("giving", token) for token in tokens[max(frame.first, at - 6) : at])
        if noun and not speaks and not words.has("utterances", before) and before not in words.pronouns:
            return True
        if words.has("nobiliary", before) and at - 2 >= frame.first and count > 1:
            return self.copy.text[self.copy.starts[at - 2]].isupper()  # "die Melodie von „Der Sieger des Abends“"
        if cue and words.has("definite", before) and cue.last == at - 2 and words.has("prepositions", tokens[at - 2]):
            return True  # "sagte in der „Hafenpost“"
        opens = at - 2 < frame.first or tokens[at - 2] == ","
        if (
            words.has("definite", before)
            and opens
            and after.isalpha()
            and self.copy.text[self.copy.starts[at + 1]].islower()
        ):
            return not self.is_reported(frame)  # "Das „Haus am See“ brannte ab"
        subject = cue is not None and cue.person is not None and cue.subject_last <= at - 2
        if (
            words.has("definite", before)
            and not subject
            and at - 2 >= frame.first
            and words.has("cue_words", tokens[at - 2])
        ):
            return True  # "berichtete die „Hafenpost“"
        return count == 1 and before in words.cues and after[0] not in MARKS and after[0] != QUOTED
