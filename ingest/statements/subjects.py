"""The subject of a saying word, before it or after it: "Mme Faure a déclaré", "said the harbour master"."""

from ingest.statements.cues import QUOTED, Gender, phrase_at
from ingest.statements.frames import MARKS, Copy, Frame
from ingest.statements.people import Mention, Person
from ingest.statements.plain_clauses import trails
from ingest.statements.sayings import Cue
from ingest.statements.speakers import Cast

BREAKS = ".;:!?" + QUOTED
FARTHEST = 14  # tokens between a saying word and its speaker


class Subjects:
    """Finds the subjects of one article's cues."""

    def __init__(self, copy: Copy, cast: Cast) -> None:
        self.copy, self.cast, self.words = copy, cast, copy.words

    def quote_before(self, left: int, frame: Frame) -> bool:
        """Whether a quotation ends just before a token, a comma between."""
        tokens = self.copy.tokens
        while left > frame.first and tokens[left] in {",", "–", "—", "-"}:
            left -= 1
        return left >= frame.first and tokens[left][0] == QUOTED

    def pronoun(self, pronoun: str, at: int) -> Person | None:
        if pronoun in {"he", "she", "they", "it", "kin"}:
            return self.cast.he_or_she(pronoun, at)
        return None

    def pronoun_at(self, left: int, clause: int) -> tuple[str, int] | None:
        """The pronoun that ends at a token, and where it starts."""
        if left >= len(self.copy.tokens):
            return None
        for length in (1, 2):
            start = left - length + 1
            if start >= clause:
                if self.words.grammar.titles_first and self._is_address(start):
                    return None
                if self.words.has("objects", self.copy.tokens[start]):
                    continue  # "ihm" is whom, not who
                found = phrase_at(self.words.pronouns, self.copy.tokens, start)
                if found and found[0] == length:
                    return found[1], start
        return None

    def _is_address(self, at: int) -> bool:
        """Whether a word of kinship belongs to the name behind it: "Ông Vĩnh"."""
        return any(m.last > at + 1 for m in self.cast.between(at, at + 1))

    def before(self, cue: Cue, frame: Frame, clause: int, left: int, before: Cue | None) -> None:
        """Find the subject among the words before a cue."""
        tokens, words = self.copy.tokens, self.words
        cue.subject_last = left + 1
        if told := self.pronoun_at(left, clause):
            self._pronoun_before(cue, frame, *told)
            return
        if words.has("ands", tokens[left]):
            nobody = not self.cast.between(clause, left) and not self.pronoun_at(clause, clause)
            first, fall_back = frame.first if nobody else clause, not words.grammar.capital_nouns
            cue.person = before.person if before else self.first_subject(first, left, fall_back=fall_back)
            cue.subject_first = cue.subject_last = left
            return
        if tokens[left] == ")":  # "Kamanda (NEMA) sagte"
            left = next((at - 1 for at in range(left, clause, -1) if tokens[at] == "("), left)
        mentions = self._mentions_before(cue, frame, clause, left, before)
        if not mentions and before and before.in_relative and before.person and "," in tokens[before.last : cue.first]:
            cue.imply(before.person)
            return
        mentions = mentions or self._stranger(clause, left)
        if not mentions:
            return
        mention = self._speaking(mentions, left)
        if mention.last > cue.first:
            return
        cue.person = self.cast.resolve(mention)
        cue.close = mention.last >= left or tokens[left] == "," == tokens[mention.last]
        if words.grammar.capital_nouns and not any(token[0] in MARKS for token in tokens[mention.last : left]):
            cue.close = True  # "Ida Ahlers aus Lund sagte"
        cue.subject_first = next((m.first for m in mentions if m.person is cue.person), mention.first)
        cue.follows = self._trails(cue, frame)

    def _pronoun_before(self, cue: Cue, frame: Frame, pronoun: str, start: int) -> None:
        """Find whom the pronoun before a cue means; "who" means what it hangs on: "the mayor, who said"."""
        cue.subject_first = start
        if pronoun != "who":
            cue.person = self.pronoun(pronoun, start)
            cue.follows = self._trails(cue, frame)
            return
        cue.in_relative = True
        nearest = self.cast.between(max(frame.first, start - FARTHEST), start)
        whole = [m for m in nearest if "," not in self.copy.tokens[m.last : start - 1]]
        head = next((m for m in whole if not m.governed), None)
        head = head or next((m for m in reversed(whole) if m.kind == "person"), None)
        head = head or (nearest[-1] if nearest else None)
        cue.person = self.cast.resolve(head) if head else None

    def _mentions_before(self, cue: Cue, frame: Frame, clause: int, left: int, before: Cue | None) -> list[Mention]:
        """The mentions before a cue that may be its subject."""
        tokens, words = self.copy.tokens, self.words
        clause_mentions = self.cast.between(clause, left + 1)
        mentions = [m for m in clause_mentions if not m.governed]
        quotes = ":" in tokens[cue.last : min(frame.last, cue.last + 6)]
        inside = before and not before.follows and before.person and clause == before.last
        if inside and not quotes:
            # Inside what somebody else is telling: only "but Y said" begins anew.
            joined = [at for at in range(clause, cue.first) if words.has("ands", tokens[at])]
            if words.grammar.clause == "plain":
                pairs = range(clause, cue.first - 1)
                joined += [at for at in pairs if words.has("ands", " ".join(tokens[at : at + 2]))]
            if words.grammar.drops_subject and words.has("opening", tokens[frame.first]):
                joined += [at for at in range(clause, left) if tokens[at] == ","]  # "Mientras X dice que …, Y sostiene"
            mentions = [m for m in mentions if joined and m.first > joined[0]]
        relative = next((at for at in range(left, clause, -1) if self.pronoun_at(at, clause) == ("who", at)), None)
        if not mentions and relative:
            mentions = [m for m in clause_mentions if m.last <= relative][-1:]
        return mentions

    def _stranger(self, clause: int, left: int) -> list[Mention]:
        """Somebody whose calling no list has, right behind a quotation: "“…,” a lobsterman told"."""
        tokens, words = self.copy.tokens, self.words
        definite = words.has("definite", tokens[clause])
        quoted = clause > 0 and tokens[clause - 1][0] == QUOTED and left - clause in {1, 2}
        if not quoted or not (definite or words.has("indefinite", tokens[clause])):
            return []
        return (
            []
            if self.cast.between(clause, left + 1)
            else [Mention("person", clause, left, left + 1, definite=definite)]
        )

    def _speaking(self, mentions: list[Mention], left: int) -> Mention:
        """Which of the mentions before a cue is its subject: the last, unless it only describes another."""
        tokens, first, mention = self.copy.tokens, mentions[0], mentions[-1]
        ends = self.cast.description_end(first)
        named = mention.kind == "name" and mention.last == left and mention is not first
        apposed = not named and first.kind != "name" and ends < left and tokens[left] == "," == tokens[ends]
        if self.words.grammar.drops_subject and apposed:
            return first  # "El informe, al que ha tenido acceso este diario, concluye"
        is_human = mention.kind == "name" and mention.person and mention.person.is_human
        if tokens[left] not in {",", ")"} or is_human:
            return mention
        for m in reversed(mentions):
            apart = m.kind == "name" and m.last < len(tokens) and self._is_apart(m.last)
            if apart and m.person and (m.person.is_human or mention.kind != "name"):
                return m
        return mention

    def _trails(self, cue: Cue, frame: Frame) -> bool:
        """Whether "…, she said." ends what was said before it."""
        tokens = self.copy.tokens
        if self.words.grammar.clause == "subjunctive":
            # A German subject behind its quotation stands after its verb: "„…“, hatte Frau Rathke erklärt".
            verb = cue.subject_first - 1
            marked = verb > frame.first and (tokens[verb - 1] == "," or tokens[verb - 1][0] == QUOTED)
            return marked and self.words.has("helpers", tokens[verb])
        if self.words.grammar.clause == "plain":
            return trails(self.copy, cue, frame)
        before = cue.subject_first - 1
        quoted = before >= frame.first and (
            tokens[before][0] == QUOTED
            or (tokens[before] == "," and before > frame.first and tokens[before - 1][0] == QUOTED)
        )
        mark = before if tokens[before][0] == QUOTED else before - 1
        if quoted and self.words.grammar.drops_subject and mark > frame.first:
            # "el periodista de «60 minutos», Ana Ley, dijo"
            quoted = not self.words.has("prepositions", tokens[mark - 1])
        if self.words.grammar.subject_follows and not quoted:
            return False  # "En début de semaine, M. Faure a proposé": who ends a sentence stands after the verb
        if cue.subject_first <= frame.first or (
            tokens[cue.subject_first - 1] != "," and tokens[cue.subject_first - 1][0] != QUOTED
        ):
            return False
        after = tokens[cue.last] if cue.last < frame.last else "."
        told = any(self.words.has("that", token) for token in tokens[cue.last : min(frame.last, cue.last + 12)])
        opener = tokens[frame.first]
        adverbial = self.words.has("prepositions", opener) or self.words.has("stops", opener)
        if adverbial and not quoted and tokens[frame.first : cue.subject_first].count(",") == 1 and after != ".":
            return False  # "After the storm, Reed announced on Friday the closure"
        return after in {".", ",", ";"} or (
            not told and (self.words.has("stops", after) or self.words.has("prepositions", after))
        )

    def first_subject(self, first: int, last: int, *, fall_back: bool = True) -> Person | None:
        """The first subject among some tokens."""
        if first < last and (told := self.pronoun_at(first, first)) and told[0] in {"he", "she", "they", "kin"}:
            return self.pronoun(told[0], first)
        free = [m for m in self.cast.between(first, last) if not m.governed]
        if free:
            return self.cast.resolve(
                next((m for m in free if m.kind != "name" or (m.person and m.person.is_human)), free[0])
            )
        human = next((m.person for m in self.cast.between(first, last) if m.person and m.person.is_human), None)
        return human or (self.cast.last_speaker() if fall_back else None)

    def after(self, cue: Cue, frame: Frame, *, sure: bool) -> bool:
        """Find the subject among the words after a cue: "a déclaré jeudi à l'AFP le ministre"."""
        tokens, words = self.copy.tokens, self.words
        if words.has("listeners", tokens[cue.last - 1]) or (not sure and self._is_described(cue, frame)):
            return False
        for mention in self.cast.between(cue.last, min(frame.last, cue.last + FARTHEST)):
            between = tokens[cue.last : mention.first]
            if any(w[0] in BREAKS or words.has("that", w) or words.has("cue_words", w) for w in between):
                return False
            if any(
                w in words.auxiliaries or (words.has("pronoun_words", w) and not words.has("clitics", w))
                for w in between
            ):
                return False
            if between[:1] == [","] and len(between) > (9 if sure and words.grammar.drops_subject else 5):
                return False
            if mention.governed:
                continue
            if len(between) > 7:
                return False
            end = self.cast.description_end(mention)
            after = tokens[end] if end < frame.last else "."
            settled = after[0] in MARKS or after[0] == QUOTED or words.has("stops", after) or words.has("ands", after)
            if not sure and words.grammar.strict_after:
                settled = after in {".", ","}
            if not settled and not sure:
                return False
            named = words.grammar.strict_after and mention.kind == "name"
            if not settled and named and mention.last < len(tokens) and not self.quote_before(cue.first - 1, frame):
                return False
            cue.person = self.cast.resolve(mention)
            cue.subject_first, cue.subject_last = mention.first, end
            cue.follows = True
            return True
        if words.grammar.drops_subject and not self.quote_before(cue.first - 1, frame):
            return False  # "Leyó un folio y medio": what stands after it may be no subject
        return sure and self._anybody_after(cue, frame)

    def _is_apart(self, at: int) -> bool:
        """Whether who a name is follows it: "Brink, Chef der Werft," or in German "Brink (47), Chef der Werft,"."""
        tokens = self.copy.tokens
        return tokens[at] == "," or (self.words.grammar.capital_nouns and tokens[at] == "(")

    def _is_described(self, cue: Cue, frame: Frame) -> bool:
        """Whether somebody stands before a cue with a description between commas: "Reed, 54, told"."""
        tokens = self.copy.tokens
        near = self.cast.between(max(frame.first, cue.first - FARTHEST), cue.first - 2)
        free = [m for m in near if not m.governed and (m.kind == "person" or (m.person and not m.person.is_body))]
        if free and tokens[free[-1].last] == "," and free[-1].last < cue.first - 1:
            return True
        # "La maire, Agnès Tournier, a demandé": the name between the commas tells who the mayor is.
        named = next((m for m in self.cast.between(cue.first - 8, cue.first) if m.last == cue.first - 1), None)
        called = [m for m in free if named and m is not named and m.person is named.person and m.last < named.first]
        return bool(named and named.kind == "name" and called and tokens[named.first - 1] == ",")

    def _anybody_after(self, cue: Cue, frame: Frame) -> bool:
        """Take whatever an article announces for the speaker: "explique sur Europe 1 l'artiste"."""
        tokens, words = self.copy.tokens, self.words
        for at in range(cue.last, min(frame.last - 1, cue.last + 7)):
            if tokens[at][0] in MARKS or words.has("that", tokens[at]):
                return False
            article = words.has("definite", tokens[at]) or words.has("indefinite", tokens[at])
            if not article or words.has("prepositions", tokens[at]):
                continue
            if (at > cue.last and words.has("prepositions", tokens[at - 1])) or tokens[at + 1][0] in MARKS:
                continue
            gender: Gender | None = (
                "f" if words.has("feminine", tokens[at]) else "m" if words.has("masculine", tokens[at]) else None
            )
            mention = Mention("person", at, at + 1, at + 2, definite=words.has("definite", tokens[at]), gender=gender)
            cue.person = self.cast.resolve(mention)
            cue.subject_first, cue.subject_last = at, self.cast.description_end(mention)
            cue.follows = True
            return True
        return False
