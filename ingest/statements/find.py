"""Who said what: every statement of an article, its speaker, and the place of the very words."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.article import Sentence, Statement, StatementKind
from ingest.statements.agreement import Agreement
from ingest.statements.attributions import Attributions
from ingest.statements.between_dashes import without_reporter
from ingest.statements.circumstances import said, via, wording
from ingest.statements.claims import Claims, Fragments
from ingest.statements.cues import QUOTED, words_of
from ingest.statements.dialogue import with_dialogue, with_spoken_lines, without_incises
from ingest.statements.frames import MARKS, Copy, Frame, cut, find_frames, hidden
from ingest.statements.marked_names import parted, unmarked
from ingest.statements.people import Person
from ingest.statements.plain_clauses import tells_too
from ingest.statements.retold import Retold
from ingest.statements.sayings import Cue
from ingest.statements.speakers import Cast
from ingest.statements.subjects import Subjects
from ingest.statements.telling import Telling
from ingest.statements.turns import announcing, comes_on, find_turns, tagged
from ingest.text.quotation_marks import Quotation, find_quotations

FEWEST_WORDS = 3  # of a clause or a fragment: fewer are a name, a title or a scare quote
FEWEST_NEAR = 2  # of a fragment that stands right at its cue
FEW_WORDS = 4  # of a fragment after which the sentence goes on: alone it tells nothing
FEWEST_WHOLE = 5  # of a quotation where nouns bear capitals: a shorter one is judged as a fragment


def find_statements(
    text: str, sentences: Sequence[Sentence], *, language: str, agency: str | None = None
) -> tuple[Statement, ...]:
    """Every statement in the order of the text; words that no speaker can be told for are left out."""
    words = words_of(language)
    marked = with_dialogue(text, find_quotations(text, single=words.grammar.single_quotes), words)
    marked = without_reporter(text, marked) if words.grammar.dashes else marked
    marked = with_spoken_lines(text, marked, words)
    quotations = tuple(without_incises(text, marked, words))
    quotations, names = parted(text, quotations, words) if words.grammar.declines else (quotations, ())
    copy = cut(unmarked(hidden(text, quotations), names), words)
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
        self.attributions = (
            Agreement(copy, self.cast, self.subjects, self.cast.declined)
            if self.cast.declined
            else Attributions(copy, self.cast, self.subjects)
        )
        self.fragments = Fragments(text, copy) if copy.words.grammar.clause == "subjunctive" else None
        self.telling = Retold(copy) if self.cast.declined else Telling(copy, self.cast, self.subjects)
        self.found: list[tuple[Statement, Person]] = []
        self.floor: tuple[Person, int] | None = None  # who was quoted last, and in which paragraph
        self.waiting: list[tuple[Quotation, int]] = []  # quotations whose cue may come yet, with their paragraph
        self.beside: tuple[Frame, str | None, str | None] | None = None  # a frame's agency and date
        self.loose: list[int] = []  # places in `found` of quotations given to whoever had the floor
        self.on_stage: list[tuple[Person, int]] = []  # subjects of sentences that say nothing, with their paragraphs
        self.told_last: tuple[Cue, int] | None = None  # the last sentence's saying word, and its paragraph
        self.announced: Person | None = None  # "He said:" and the paragraph ends

    def close(self) -> None:
        """Give the last quotations that wait for a speaker theirs."""
        self._settle()
        if self.words.grammar.titles_first:
            for turn in find_turns(self.text, self.copy, self.cast):
                self._add(turn.person, ":", turn.kind, turn.start, turn.end, None)

    def statements(self) -> tuple[Statement, ...]:
        """What was found, in order, none inside another."""
        kept: list[Statement] = []
        for statement, _ in sorted(self.found, key=lambda pair: (pair[0].start, pair[0].kind == "indirect")):
            inside = kept and kept[-1].kind == "indirect" != statement.kind and statement.end <= kept[-1].end
            if inside and self.fragments:
                kept.pop()  # the fragment is theirs to the letter, the clause around it is not
            if not kept or statement.start >= kept[-1].end:
                kept.append(statement)
        return tuple(kept)

    def read(self, frame: Frame) -> None:
        """Find the statements of one frame."""
        if self.waiting and self.waiting[0][1] != frame.paragraph:
            self._settle()
        cues = self.attributions.cues(frame)
        told = [cue for cue in cues if cue.person]
        quoted = [
            at
            for at in range(frame.first, frame.last)
            if self.copy.tokens[at][0] == QUOTED and self.copy.starts[at] in self.quotations
        ]
        used = [cue for at in quoted if (cue := self._quoted(at, frame, cues))]
        for number, cue in enumerate(told):
            told_too = isinstance(self.telling, Retold) and self.telling.introduces(cue, frame, quoted)
            told_too = told_too or tells_too(self.copy, cue, quoted)
            if told_too or not any(cue is taken for taken in used):
                self._indirect(cue, frame, told, number, quoted)
        if not quoted and len(told) == 1 and (self.loose or self.waiting):
            self._claim(told[0], frame)
        if quoted or told:
            self.loose = [place for place in self.loose if quoted and not told]
        if (
            told
            and not quoted
            and (self.words.grammar.drops_subject or self.words.grammar.titles_first or self.words.grammar.declines)
        ):
            said = told[0] if told[-1].in_relative else told[-1]
            if any(place == frame.paragraph for _, place in self.on_stage):
                self._settle()  # whoever was on stage said what stands before this sentence
            self.floor = (said.person, frame.paragraph) if said.person else self.floor
        if self.words.grammar.drops_subject:
            self._tell_on(frame, told)
        self._topic(frame, told)
        if self.fragments:
            self.fragments.heard(frame, told, self.subjects)
        if isinstance(self.telling, Retold):
            self._point_back(frame, told, self.telling, quoted)
        self.announced = told[-1].person if told and self.copy.tokens[frame.last - 1] == ":" else None

    def _tell_on(self, frame: Frame, told: list[Cue]) -> None:
        """Give a sentence that is only a clause to whoever was reported before it: "Y que no piensa volver."."""
        tokens, first = self.copy.tokens, frame.first
        opens = (
            first + 2 < frame.last
            and self.words.has("ands", tokens[first])
            and self.words.has("that", tokens[first + 1])
        )
        if opens and not told and self.told_last and self.told_last[1] == frame.paragraph and self.told_last[0].person:
            last = frame.last - (tokens[frame.last - 1][0] in MARKS)
            start, end = self.copy.starts[first + 2], self.copy.ends[last - 1]
            self._add(self.told_last[0].person, self._cue_text(self.told_last[0]), "indirect", start, end, frame)
        elif told:
            self.told_last = (told[-1], frame.paragraph)
        else:
            self.told_last = None

    def _point_back(self, frame: Frame, told: list[Cue], telling: Retold, quoted: list[int]) -> None:
        """Give the sentence before "Об этом сообщил министр" to the minister."""
        before = telling.points_back(frame)
        if before and told and not quoted and told[0].person:
            start, end = self.copy.starts[before[0]], self.copy.ends[before[1] - 1]
            self._add(told[0].person, self._cue_text(told[0]), "indirect", start, end, frame)
        telling.heard(frame, is_plain=not told and not quoted)

    def _topic(self, frame: Frame, told: list[Cue]) -> None:
        """Remember the frame's subject for the pronouns of the next."""
        if told:
            return
        if self.words.grammar.titles_first:
            if on := comes_on(self.subjects, frame):
                self.cast.came_on(on, frame.first)
                self.floor = (on, frame.paragraph) if self.floor else None
                self.on_stage.append((on, frame.paragraph))
            return
        if begins := self.subjects.pronoun_at(frame.first, frame.first):
            person = self.subjects.pronoun(begins[0], frame.first) if self.words.grammar.drops_subject else None
            if person:
                self.cast.came_on(person, frame.first)  # "Ella discrepa.": a pronoun is said for its weight
            return
        for mention in self.cast.between(frame.first, min(frame.last, frame.first + 12)):
            opens = mention.first == frame.first or not mention.governed
            if (
                opens
                and self.words.grammar.drops_subject
                and mention.kind == "person"
                and mention.first != mention.head
            ):
                person = self.cast.resolve(mention)
                self.cast.came_on(person, mention.first)
                self.on_stage.append((person, frame.paragraph))
                return
            near = self.words.grammar.drops_subject and mention.first < frame.first + 5 and mention.kind == "name"
            if near and mention.person and mention.person.is_human and self._heads(frame, mention.first):
                self.cast.came_on(mention.person, mention.first)  # "La perspectiva de Trump fue mucho más optimista"
                return
            if opens and mention.person and mention.kind == "name":
                self.cast.came_on(mention.person, mention.first)
                if mention.first == frame.first and mention.person.is_human and self.floor:
                    self.floor = (mention.person, frame.paragraph)  # whose turn it is, if a bare quotation follows
                if mention.person.is_human or mention.person.times > 1:
                    self.on_stage.append((mention.person, frame.paragraph))
                return

    def _heads(self, frame: Frame, at: int) -> bool:
        """Whether a sentence opens with a thing of somebody's who is named at a token."""
        opens = self.words.has("definite", self.copy.tokens[frame.first])
        return opens and self.words.has("describing", self.copy.tokens[at - 1])

    def _quoted(self, at: int, frame: Frame, cues: list[Cue]) -> Cue | None:
        """Give one quotation its speaker; the cue that claims it, if one does."""
        quotation = self.quotations[self.copy.starts[at]]
        cue, near = self.claims.claiming(at, frame, cues)
        count = len(self.text[quotation.start : quotation.end].split())
        kind = self.claims.kind(at, frame, quotation, cue, near)
        if self.fragments and (kind == "mixed" or count < FEWEST_WHOLE):
            behind = next((one for one in cues if one.person and one.first > at and one.subject_first <= at), None)
            return self._fragment(at, frame, quotation, self._nearer(at, cue, behind), kind)
        if not cue or not cue.person:
            if kind == "direct":
                self._uncued(at, frame, quotation)
            return None
        is_name = self._is_label if kind == "direct" else self._is_term
        if is_name(at, frame, quotation, cue, count, near=near):
            return None
        self._add(cue.person, self._cue_text(cue), kind, quotation.start, quotation.end, frame)
        self._floor(cue.person, frame.paragraph)
        return cue

    def _is_label(self, at: int, frame: Frame, quotation: Quotation, cue: Cue, count: int, *, near: bool) -> bool:
        """Whether a quotation in one piece only names something: by the name of “Wu”."""
        before = self.copy.tokens[at - 1] if at > frame.first else ""
        loose = not near or (cue.kind == "weak" and not self.words.grammar.dashes)
        if self.words.grammar.clause == "plain":
            loose = not near or at != frame.first  # "“Không”, ông Malkin đáp"
        loose = loose and before != ":" and not (near and cue.follows and self.words.grammar.drops_subject)
        if count < FEWEST_NEAR and loose and self.text[quotation.end - 1] not in ".!?…,":
            return True
        return not near and before not in {"", ":", ","} and self.claims.is_title(at, frame, quotation, count)

    def _is_term(self, at: int, frame: Frame, quotation: Quotation, cue: Cue, count: int, *, near: bool) -> bool:
        """Whether a fragment only names something, or is too short to tell what was said."""
        before = self.copy.tokens[at - 1] if at > frame.first else ""
        after = self.copy.tokens[at + 1] if at + 1 < frame.last else "."
        if not near and self._is_work(quotation, before):
            return True
        if not near and count <= FEW_WORDS and after[0] not in MARKS:
            return True  # "was at “about 94 percent” of its power": the whole clause tells it, or nothing
        verb = self.copy.tokens[cue.first : cue.last]
        fewest = FEWEST_NEAR if near or self.cast.declined or self._is_predicate(at, frame, cue) else FEWEST_WORDS
        if near and before != "," and any(self.words.has("labelling", token) for token in verb):
            fewest = 1
        return count < fewest or self.claims.is_title(at, frame, quotation, count)

    def _is_work(self, quotation: Quotation, before: str) -> bool:
        """Whether quoted words far from any saying word name a book or a film: "El autor de «La sombra del viento»"."""
        quoted = self.text[quotation.start : quotation.end]
        names = self.words.has("prepositions", before) or self.words.has("naming", before)
        return self.words.grammar.drops_subject and names and quoted[0].isupper() and quoted[-1] not in ".!?…,"

    def _is_predicate(self, at: int, frame: Frame, cue: Cue) -> bool:
        """Whether a fragment ends the sentence of what somebody thinks: "para quien son «ceniza mediática»"."""
        before = self.copy.tokens[at - 1] if at > frame.first else ""
        ends = at + 1 >= frame.last or self.copy.tokens[at + 1] in {".", ","}
        return ends and cue.kind.startswith("according") and self.words.has("presenting", before)

    def _nearer(self, at: int, cue: Cue | None, behind: Cue | None) -> Cue | None:
        """The cue in whose clause a fragment stands: "X lobte es, während Y von „…“ sprach" is Y's."""
        if behind is None or cue is None or cue.person is None:
            return cue if cue and cue.person else behind
        comma = next((place for place in range(at, cue.last, -1) if self.copy.tokens[place] == ","), None)
        return behind if comma and cue.last <= comma < behind.subject_first else cue

    def _fragment(
        self, at: int, frame: Frame, quotation: Quotation, cue: Cue | None, kind: StatementKind
    ) -> Cue | None:
        """Give a fragment to whose words its sentence reports, unless it's a name."""
        if self.fragments is None or self.fragments.is_name(at, frame, quotation, cue):
            return None
        person = cue.person if cue and cue.person else self.fragments.goes_on(frame)
        if person is None and kind == "mixed":
            person = self.fragments.untold(at, frame, quotation, self.subjects)
        if person:
            words = self._cue_text(cue) if cue and cue.person else ""
            self._add(person, words, kind, quotation.start, quotation.end, frame)
            if cue and cue.person:
                self._floor(person, frame.paragraph)
                return cue
        elif kind == "direct":
            self._uncued(at, frame, quotation)
        return None

    def _uncued(self, at: int, frame: Frame, quotation: Quotation) -> None:
        """A whole quotation without saying words: it is whose the floor is, or whose cue comes next."""
        tokens = self.copy.tokens
        if at > frame.first and tokens[at - 1] == ":":
            person = self.subjects.first_subject(frame.first, at, fall_back=False)
            if self.words.grammar.titles_first:
                person = announcing(self.subjects, frame.first, at) or person
            if person:
                self._add(person, ":", "direct", quotation.start, quotation.end, frame)
                self._floor(person, frame.paragraph)
            return
        if self.words.grammar.titles_first and (person := tagged(self.copy, self.subjects, at, frame)):
            self._add(person, "", "direct", quotation.start, quotation.end, frame)
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
            if not (self.words.grammar.dashes and at > frame.first and tokens[at - 1] in "—–-"):
                self.loose.append(len(self.found))  # what goes on after a dash is whose it was before it
            self._add(self.floor[0], "", "direct", quotation.start, quotation.end, frame)
            self._floor(self.floor[0], frame.paragraph, settle=False)
            return
        self.waiting.append((quotation, frame.paragraph))

    def _floor(self, person: Person, paragraph: int, *, settle: bool = True) -> None:
        """Give somebody the floor; quotations that waited in this paragraph for a speaker are theirs."""
        if settle:
            for quotation, waited in self.waiting:
                if waited == paragraph:
                    self._add(person, "", "direct", quotation.start, quotation.end, None)
            self.waiting = []
        self.floor = (person, paragraph)

    def _settle(self) -> None:
        """Quotations that waited in vain are whose the floor was just before, or nobody's."""
        for quotation, waited in self.waiting:
            if self.floor is None or self.floor[1] != waited:
                # The one person that the reporter's own sentences of this paragraph speak of, if there is one.
                named = {id(person): person for person, place in self.on_stage if place == waited}
                if len(named) == 1:
                    self.floor = (next(iter(named.values())), waited)
            if self.floor and waited - self.floor[1] <= 1:
                self._add(self.floor[0], "", "direct", quotation.start, quotation.end, None)
                self.floor = (self.floor[0], waited)
        self.waiting = []

    def _claim(self, cue: Cue, frame: Frame) -> None:
        """Give Smith the quotation before "Smith asked."."""
        rest = (frame.last - frame.first) - (cue.last - cue.first) - max(0, cue.subject_last - cue.subject_first)
        presents = self.words.has("presenting", self.copy.tokens[cue.last - 1])  # "Quien así habla es Celso Mamani"
        presents = presents or (
            cue.kind == "according_quoted" and self.words.grammar.clause == "plain"
        )  # "Đó là lời của"
        denies = any(self.words.has("denying", token) for token in self.copy.tokens[cue.first : cue.last])
        if (rest <= 3 or presents) and cue.person and not denies:
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
        ends = max(cue.last, cue.subject_last)
        telling = self.telling if isinstance(self.telling, Telling) else None
        if telling and cue.follows and ends < frame.last and (more := telling.after_colon(ends, frame.last)):
            # "La mesa estaba puesta, concedió: faltaba la comida."
            begins, end = more[0], frame.last - (self.copy.tokens[frame.last - 1] in {".", "!", "?"})
            start = self.copy.starts[begins]
            self._add(cue.person, self._cue_text(cue), "indirect", start, self.copy.ends[end - 1], frame)
        while first < last and self.copy.tokens[first] in {",", ":", "–", "—", "-", '"'}:
            first += 1
        while last > first and self.copy.tokens[last - 1][0] in '.,;:!?–—-"»”':
            last -= 1
        fewest = FEWEST_NEAR if self.words.grammar.drops_subject else FEWEST_WORDS
        fewest = 1 if self.cast.declined else fewest  # "что гуси вернутся"
        if last - first >= fewest and any(
            len(token) > (1 if self.words.grammar.titles_first else 3) for token in self.copy.tokens[first:last]
        ):
            self._add(
                cue.person, self._cue_text(cue), "indirect", self.copy.starts[first], self.copy.ends[last - 1], frame
            )

    def _cue_text(self, cue: Cue) -> str:
        return self.text[self.copy.starts[cue.first] : self.copy.ends[cue.last - 1]]

    def _add(self, person: Person, cue: str, kind: StatementKind, start: int, end: int, frame: Frame | None) -> None:
        """Keep a statement."""
        if start >= end or person.is_mute:
            return
        if frame and (self.beside is None or self.beside[0] is not frame):  # once a sentence, however much it quotes
            self.beside = (frame, via(self.copy, self.cast, frame), said(self.copy, frame))
        through, day = self.beside[1:] if frame and self.beside else (None, None)
        own = wording(self.copy, person, frame, self.language)
        self.found.append((Statement(person.name, cue, kind, start, end, through or self.agency, own, day), person))
