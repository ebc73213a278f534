"""Who said what: every statement of an article, its speaker, and the place of the very words."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.article import Kind, Sentence, Statement
from ingest.attributions import Attributions
from ingest.circumstances import said, via, wording
from ingest.claims import Claims
from ingest.cues import QUOTED, words_of
from ingest.frames import Frame, find_frames, hidden
from ingest.incises import without_incises
from ingest.people import Person
from ingest.quotations import Quotation, find_quotations
from ingest.sayings import Cue
from ingest.speakers import Cast
from ingest.subjects import Subjects
from ingest.telling import Telling
from ingest.tokens import MARKS, Copy, cut

FEWEST_WORDS = 3  # of a clause or a fragment: fewer are a name, a title or a scare quote
FEWEST_NEAR = 2  # of a fragment that stands right at its cue
FEW_WORDS = 4  # of a fragment after which the sentence goes on: alone it tells nothing
FEWEST_LOOSE = 5  # of a quotation that no cue claims


def find_statements(
    text: str, sentences: Sequence[Sentence], *, language: str, agency: str | None = None
) -> tuple[Statement, ...]:
    """Every statement in the order of the text; words that no speaker can be told for are left out."""
    words = words_of(language)
    quotations = tuple(without_incises(text, find_quotations(text, single=words.grammar.single_quotes), words))
    copy = cut(hidden(text, quotations), words)
    if not copy.tokens:
        return ()
    reader = _Reader(text, copy, {q.outer_start: q for q in quotations}, language, agency)
    for frame in find_frames(text, copy, quotations, sentences):
        reader.read(frame)
    reader.close()
    return reader.statements()


class _Reader:
    """Reads one article frame by frame and remembers who has the floor."""

    def __init__(
        self, text: str, copy: Copy, quotations: dict[int, Quotation], language: str, agency: str | None
    ) -> None:
        self.text, self.copy, self.words = text, copy, copy.words
        self.language, self.agency = language, agency
        self.quotations = quotations
        self.claims = Claims(text, copy, quotations)
        self.cast = Cast(copy)
        self.subjects = Subjects(copy, self.cast)
        self.attributions = Attributions(copy, self.cast, self.subjects)
        self.telling = Telling(copy, self.cast, self.subjects)
        self.found: list[tuple[Statement, Person]] = []
        self.floor: tuple[Person, int] | None = None  # who was quoted last, and in which paragraph
        self.waiting: list[tuple[Quotation, int]] = []  # quotations whose cue may come yet, with their paragraph
        self.loose: list[int] = []  # places in `found` of quotations given to whoever had the floor
        self.on_stage: list[tuple[Person, int]] = []  # subjects of sentences that say nothing, with their paragraphs
        self.announced: Person | None = None  # "He said:" and the paragraph ends

    def close(self) -> None:
        """Give the last quotations that wait for a speaker theirs."""
        self._settle()

    def statements(self) -> tuple[Statement, ...]:
        """What was found, in order, none inside another."""
        kept: list[Statement] = []
        for statement, _ in sorted(self.found, key=lambda pair: (pair[0].start, pair[0].kind == "indirect")):
            if not kept or statement.start >= kept[-1].end:
                kept.append(statement)
        return tuple(kept)

    def read(self, frame: Frame) -> None:
        """Find the statements of one frame."""
        if self.waiting and self.waiting[0][1] != frame.paragraph:
            self._settle()
        cues = self.attributions.cues(frame)
        told = [cue for cue in cues if cue.person]
        quoted = [at for at in range(frame.first, frame.last) if self.copy.tokens[at][0] == QUOTED]
        used = [cue for at in quoted if (cue := self._quoted(at, frame, cues))]
        for number, cue in enumerate(told):
            if not any(cue is taken for taken in used):
                self._indirect(cue, frame, told, number, quoted)
        if not quoted and len(told) == 1 and (self.loose or self.waiting):
            self._claim(told[0], frame)
        if quoted or told:
            self.loose = [place for place in self.loose if quoted and not told]
        self._topic(frame, told)
        self.announced = told[-1].person if told and self.copy.tokens[frame.last - 1] == ":" else None

    def _topic(self, frame: Frame, told: list[Cue]) -> None:
        """Remember the frame's subject for the pronouns of the next."""
        if told:
            return
        if self.subjects.pronoun_at(frame.first, frame.first):
            return
        for mention in self.cast.between(frame.first, min(frame.last, frame.first + 12)):
            opens = mention.first == frame.first or not mention.governed
            if opens and mention.person and mention.kind == "name":
                self.cast.came_on(mention.person, mention.first)
                if mention.first == frame.first and mention.person.is_human and self.floor:
                    self.floor = (mention.person, frame.paragraph)  # whose turn it is, if a bare quotation follows
                if mention.person.is_human or mention.person.times > 1:
                    self.on_stage.append((mention.person, frame.paragraph))
                return

    def _quoted(self, at: int, frame: Frame, cues: list[Cue]) -> Cue | None:
        """Give one quotation its speaker; the cue that claims it, if one does."""
        quotation = self.quotations[self.copy.starts[at]]
        cue, near = self.claims.claiming(at, frame, cues)
        count = len(self.text[quotation.start : quotation.end].split())
        kind = self.claims.kind(at, frame, quotation, cue, near)
        before = self.copy.tokens[at - 1] if at > frame.first else ""
        if self.claims.is_heading(at, quotation, count):
            return None
        if cue and cue.person:
            loose = not near or cue.kind == "weak"
            if kind == "direct" and count < FEWEST_NEAR and loose and self.text[quotation.end - 1] not in ".!?…,":
                return None  # by the name of “Wu”
            if (
                kind == "direct"
                and not near
                and before not in {"", ":", ","}
                and self.claims.is_title(at, frame, quotation, count)
            ):
                return None
            after = self.copy.tokens[at + 1] if at + 1 < frame.last else "."
            if kind == "mixed" and not near and count <= FEW_WORDS and after[0] not in MARKS:
                return None  # "was at “about 94 percent” of its power": the whole clause tells it, or nothing
            if kind == "mixed" and (
                count < (FEWEST_NEAR if near else FEWEST_WORDS) or self.claims.is_title(at, frame, quotation, count)
            ):
                return None
            self._add(cue.person, self._cue_text(cue), kind, quotation.start, quotation.end, frame)
            self._floor(cue.person, frame.paragraph)
            return cue
        if kind == "direct":
            self._uncued(at, frame, quotation, count)
        return None

    def _uncued(self, at: int, frame: Frame, quotation: Quotation, count: int) -> None:
        """A whole quotation without saying words: it is whose the floor is, or whose cue comes next."""
        tokens = self.copy.tokens
        if at > frame.first and tokens[at - 1] == ":":
            person = self.subjects.first_subject(frame.first, at, fall_back=False)
            if person:
                self._add(person, ":", "direct", quotation.start, quotation.end, frame)
                self._floor(person, frame.paragraph)
            return
        alone = all(tokens[other][0] in MARKS or tokens[other][0] == QUOTED for other in range(frame.first, frame.last))
        if not alone:
            return
        if self.announced and at == frame.first:
            self._add(self.announced, ":", "direct", quotation.start, quotation.end, frame)
            self._floor(self.announced, frame.paragraph)
            return
        if self.floor and (self.floor[1] == frame.paragraph or quotation.runs_on):
            self.loose.append(len(self.found))
            self._add(self.floor[0], "", "direct", quotation.start, quotation.end, frame)
            self._floor(self.floor[0], frame.paragraph, settle=False)
            return
        self.waiting.append((quotation, frame.paragraph))

    def _floor(self, person: Person, paragraph: int, *, settle: bool = True) -> None:
        """Give somebody the floor; quotations that waited in this paragraph for a speaker are theirs."""
        if settle:
            for quotation, waited in self.waiting:
                if waited == paragraph and self._is_loose(quotation):
                    self._add(person, "", "direct", quotation.start, quotation.end, None)
            self.waiting = []
        self.floor = (person, paragraph)

    def _settle(self) -> None:
        """Quotations that waited in vain are whose the floor was just before, or nobody's."""
        for quotation, waited in self.waiting:
            if not self._is_loose(quotation):
                continue
            if self.floor is None or self.floor[1] != waited:
                # The one person that the reporter's own sentences of this paragraph speak of, if there is one.
                named = {id(person): person for person, place in self.on_stage if place == waited}
                if len(named) == 1:
                    self.floor = (next(iter(named.values())), waited)
            if self.floor and waited - self.floor[1] <= 1:
                self._add(self.floor[0], "", "direct", quotation.start, quotation.end, None)
                self.floor = (self.floor[0], waited)
        self.waiting = []

    def _is_loose(self, quotation: Quotation) -> bool:
        """Whether a quotation is long enough to be somebody's words though no cue claims it."""
        return len(self.text[quotation.start : quotation.end].split()) >= FEWEST_LOOSE

    def _claim(self, cue: Cue, frame: Frame) -> None:
        """Give Smith the quotation before "Smith asked."."""
        rest = (frame.last - frame.first) - (cue.last - cue.first) - max(0, cue.subject_last - cue.subject_first)
        if rest <= 3 and cue.person:
            for quotation, waited in self.waiting:
                if waited == frame.paragraph:
                    self._add(cue.person, self._cue_text(cue), "direct", quotation.start, quotation.end, frame)
            self.waiting = []
            for place in self.loose:
                statement, _ = self.found[place]
                self.found[place] = (replace(statement, speaker=cue.person.name, cue=self._cue_text(cue)), cue.person)
            self.floor = (cue.person, frame.paragraph)

    def _indirect(self, cue: Cue, frame: Frame, cues: list[Cue], number: int, quoted: list[int]) -> None:
        """A statement in the reporter's own words."""
        span = self.telling.told(cue, frame, cues, number, quoted)
        if span is None or cue.person is None:
            return
        first, last = span
        while first < last and self.copy.tokens[first] in {",", ":", "–", "—", "-", '"'}:
            first += 1
        while last > first and self.copy.tokens[last - 1][0] in '.,;:!?–—-"»”':
            last -= 1
        if last - first >= FEWEST_WORDS and any(len(token) > 3 for token in self.copy.tokens[first:last]):
            self._add(
                cue.person, self._cue_text(cue), "indirect", self.copy.starts[first], self.copy.ends[last - 1], frame
            )

    def _cue_text(self, cue: Cue) -> str:
        return self.text[self.copy.starts[cue.first] : self.copy.ends[cue.last - 1]]

    def _add(self, person: Person, cue: str, kind: Kind, start: int, end: int, frame: Frame | None) -> None:
        """Keep a statement."""
        if start >= end or person.is_mute:
            return
        through = via(self.copy, self.cast, frame) if frame else None
        day = said(self.copy, frame) if frame else None
        own = wording(self.copy, person, frame, self.language)
        self.found.append((Statement(person.name, cue, kind, start, end, through or self.agency, own, day), person))
