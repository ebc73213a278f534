"""Which saying words claim a quotation, and whether it is a whole one, a fragment or no words of anybody's."""

from ingest.article import StatementKind
from ingest.statements.cues import QUOTED, outlets
from ingest.statements.frames import MARKS, Copy, Frame
from ingest.statements.people import Person
from ingest.statements.sayings import Cue
from ingest.statements.subjects import Subjects
from ingest.text.quotation_marks import Quotation

WHOLE = 6  # words, between a capital and a full stop: a sentence, whatever stands before it
FEWEST_UNTOLD = 3  # words of a fragment in lower case that no saying word claims: fewer are held with tongs
LONGEST_NAME = 9  # words of a longer one are words said, whatever noun stands before them


class Claims:
    """Judges the quotations of one article, each where it stands."""

    def __init__(self, text: str, copy: Copy, quotations: dict[int, Quotation]) -> None:
        self.text, self.copy, self.words, self.quotations = text, copy, copy.words, quotations

    def _words(self, quotation: Quotation) -> int:
        return len(self.text[quotation.start : quotation.end].split())

    def is_title(self, at: int, frame: Frame, quotation: Quotation, count: int) -> bool:
        """Whether a short quotation is a book's or a song's name, or a word held with tongs."""
        quoted = self.text[quotation.start : quotation.end]
        before = self.copy.tokens[at - 1] if at > frame.first else ""
        return (
            count <= 4
            and (quoted[:1].isupper() or quoted[:1].isdigit())
            and quoted[-1] not in ".!?…,"
            and (self.words.has("prepositions", before) or quoted.istitle())
        )

    def claiming(self, at: int, frame: Frame, cues: list[Cue]) -> tuple[Cue | None, bool]:
        """The cue that claims a quotation, and whether it stands right at it."""
        tokens = self.copy.tokens
        after = next((cue for cue in cues if cue.first > at), None)
        before = next((cue for cue in reversed(cues) if cue.last <= at), None)
        if after:
            edge = min(after.first, after.subject_first) if after.subject_first > at else after.first
            gap = tokens[at + 1 : edge]
            clear = not any(word[0] == QUOTED or word[0] in ".;:" for word in tokens[at + 1 : after.first])
            plain = all(word[0] in MARKS or self.words.has("clitics", word) for word in gap)
            joined = self.words.grammar.drops_subject and self.words.has("ands", tokens[at + 1])
            right_at = (  # "la tildó de «irresponsable» y exigió": what comes after "and" claims nothing before it
                clear
                and not joined
                and (after.follows or after.subject_first > at)
                and after.kind != "gerund"
                and len(gap) <= self._longest_gap(gap)
            )
            second_hand = (
                before and before.person and after.kind == "according" and after.person and after.person.is_body
            )
            ends = self.quotations[self.copy.starts[at]].end
            if clear and after.person and self.text[ends - 1] == "," and after.kind in {"strong", "weak"}:
                return after, True  # “She came in slowly,” and who says it must follow, however long they are described
            if self.words.grammar.clause == "plain" and not after.follows:
                right_at = False  # "“già trước tuổi”, bà Uyên bảo nó “chỉ mệt thôi”"
            if right_at and (plain or after.follows) and not second_hand:
                return after, True
        if before:
            return before, at - max(before.last, before.subject_last) <= 3
        if (
            after
            and (after.follows or after.kind.startswith("according"))
            and (after.kind != "weak" or at == frame.first)
        ):
            return after, False
        return None, False

    def _longest_gap(self, gap: list[str]) -> int:
        """How many words may part a quotation from its cue: more behind a dash, "«…», — не без гордости сказал он"."""
        dashed = self.words.grammar.dashes and any(word in "—–-" for word in gap[:2])
        return 8 if dashed else 3

    def kind(self, at: int, frame: Frame, quotation: Quotation, cue: Cue | None, near: bool) -> StatementKind:
        """Whether a quotation is whole or a fragment of the reporter's sentence."""
        tokens = self.copy.tokens
        before = tokens[at - 1] if at > frame.first else ""
        after = tokens[at + 1] if at + 1 < frame.last else ""
        capital = next(
            (c.isupper() or c.isdigit() for c in self.text[quotation.start : quotation.end] if c.isalnum()), False
        )
        if not before:
            whole = not after or after[0] in MARKS or (cue is not None and near)
            return "direct" if whole else "mixed"
        if before == ":" or quotation.runs_on:
            return "direct"
        if capital and self.words.has("that", before) and self.text[quotation.end - 1] in ".,!?…":
            return "direct"  # "said that “We won.”"
        if capital and (
            before in {",", ".", "–", "—", "-", ")", "?", "!", "…"} or before[0] == QUOTED or (cue and cue.last == at)
        ):
            return "direct"
        if capital and self.text[quotation.end - 1] in ".,!?…" and self._words(quotation) >= WHOLE:
            return "direct"
        if cue and cue.follows and before in {",", ".", "–", "—"} and cue.subject_last <= at:
            return "direct"
        return "mixed"


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
        titled = count > 1 and all(word[:1].isupper() for word in quoted.split())
        if quoted in outlets()[0] or (titled and before.isalnum() and before not in {"wie", "als"}):
            return True
        if after[0] not in MARKS and words.has("definite", before) and self.copy.is_capital(at + 1):
            return True  # "dem „Zentral“-Bezirk"
        if self._is_behind_noun(at, frame, before, cue):
            return True
        if words.has("nobiliary", before) and at - 2 >= frame.first and count > 1:
            return self.copy.is_capital(at - 2)  # "die Melodie von „Der Sieger des Abends“"
        if words.has("definite", before) and (told := self._is_thing(at, frame, after, cue)) is not None:
            return told
        return count == 1 and before in words.cues and after[0] not in MARKS and after[0] != QUOTED

    def _is_behind_noun(self, at: int, frame: Frame, before: str, cue: Cue | None) -> bool:
        """Whether a noun stands before quoted words and says what they name: "der Film „Hafen“"."""
        tokens, words = self.copy.tokens, self.words
        noun = at > frame.first and self.copy.is_capital(at - 1) and before[0].isalpha()
        noun = noun and (at - 1 > frame.first or not words.has("definite", before))
        if not noun or words.has("utterances", before) or before in words.pronouns:
            return False
        if cue is not None and cue.first < at and cue.subject_first < at == cue.subject_last:
            return False  # "riefen Fischer „…“"
        # "Ahlers warf der Werft „Verrat“ vor": the noun before is to whom, not what.
        return not any(words.has("giving", token) for token in tokens[max(frame.first, at - 6) : at])

    def _is_thing(self, at: int, frame: Frame, after: str, cue: Cue | None) -> bool | None:
        """Whether quoted words behind an article are a paper or a house; None where neither side tells."""
        tokens, words = self.copy.tokens, self.words
        if cue and cue.last == at - 2 and words.has("prepositions", tokens[at - 2]):
            return True  # "sagte in der „Hafenpost“"
        opens = at - 2 < frame.first or tokens[at - 2] == ","
        if opens and after.isalpha() and self.copy.text[self.copy.starts[at + 1]].islower():
            return not self.is_reported(frame)  # "Das „Haus am See“ brannte ab"
        subject = cue is not None and cue.person is not None and cue.subject_last <= at - 2
        if not subject and at - 2 >= frame.first and words.has("cue_words", tokens[at - 2]):
            return True  # "berichtete die „Hafenpost“"
        return None
