"""Speakers behind a paper, a passive or a verb without a subject: "In dem Brief heißt es", "aseguró que"."""

from ingest.statements.cues import QUOTED, phrase_at
from ingest.statements.descriptions import description, upcoming
from ingest.statements.frames import Copy, Frame
from ingest.statements.people import Mention, Person
from ingest.statements.sayings import Cue, paper_among
from ingest.statements.speakers import Cast

QUOTABLE = frozenset({"name", "person", "group"})
LONGEST_TRAIL = 12  # tokens of ", aseguró el lunes en una entrevista con este diario"


class QuotedSources:
    """Tells who speaks where the verb's subject is nobody, or is only who passes the words on."""

    def __init__(self, copy: Copy, cast: Cast) -> None:
        self.copy, self.cast, self.words = copy, cast, copy.words

    def quoted(self, cue: Cue, frame: Frame) -> None:
        """Let whom a paper quotes speak: "zitierte den Minister mit den Worten", "wird Brink zitiert"."""
        quoted = [m for m in self.cast.between(cue.last, min(frame.last, cue.last + 8)) if m.kind in QUOTABLE]
        if cue.kind == "according_quoted":  # a passive
            quoted = [m for m in self.cast.between(frame.first, cue.first) if not m.governed]
            cue.kind = "weak"
        quoted = [m for m in quoted if not (m.person and m.person.is_body)]
        if quoted:
            cue.person = self.cast.resolve(quoted[0])
            cue.subject_first, cue.subject_last = quoted[0].first, quoted[0].last
            cue.follows = cue.follows or frame.first < quoted[0].first < cue.first

    def agent(self, cue: Cue, frame: Frame) -> None:
        """Find by whom a thing is called so: "wurde von Rathke als „…“ bezeichnet", "in den Medien"."""
        by = [m for m in self.cast.between(frame.first, cue.first) if m.first and self._governs(m.first)]
        if by:
            cue.person = self.cast.resolve(by[-1])
            cue.subject_first = cue.subject_last = by[-1].first
        cue.kind = "according_quoted"  # what is said of whom tells no clause

    def _governs(self, first: int) -> bool:
        """Whether "von", "durch" or "in den" stands before a mention."""
        tokens = self.copy.tokens
        near = [tokens[first]] if self.words.has("prepositions", tokens[first]) else []
        near += [tokens[at] for at in range(max(0, first - 2), first)]
        return any(self.words.has("agents", token) for token in near)

    def written(self, cue: Cue, first: int, frame: Frame) -> bool:
        """Let a paper or a body speak: "In dem Schreiben heißt es", "laut einer Mitteilung des Amtes"."""
        paper = None
        for at in range(first, frame.last):
            if self.words.has("stops", self.copy.tokens[at]) or at == cue.last:
                paper = paper_among(self.copy, at, min(at + 6, frame.last))
            if paper is not None:
                break
        if paper is None:
            return cue.kind == "impersonal" and self._from(cue, frame)
        source = Mention("body", paper, paper, paper + 1)
        cue.subject_first, cue.subject_last = paper, description(self.copy, source)[1]
        cue.person = Person(self.copy.slice(paper, cue.subject_last), is_body=True, has_spoken=True)
        cue.follows = paper > cue.first > frame.first
        return True

    def _from(self, cue: Cue, frame: Frame) -> bool:
        """Let whom the words come from speak: "aus dem Ministerium hieß es"; or whoever was quoted last."""
        tokens = self.copy.tokens
        for mention in self.cast.between(frame.first, frame.last):
            near = tokens[max(frame.first, mention.first - 1) : mention.head]
            if mention.kind in {"body", "group"} and any(self.words.has("prepositions", token) for token in near):
                cue.person = self.cast.resolve(mention)
                cue.subject_first, cue.subject_last = mention.first, mention.last
                cue.follows = mention.first > cue.first > frame.first
                return True
        beside = tokens[max(frame.first, cue.first - 2) : min(cue.last + 2, frame.last)]
        if any(self.words.has("further", token) for token in beside):
            cue.imply(self.cast.last_speaker())
        return cue.person is not None


class Dropped:
    """Tells who speaks where one article's saying words have no subject beside them."""

    def __init__(self, copy: Copy, cast: Cast) -> None:
        self.copy, self.cast, self.words = copy, cast, copy.words

    def is_missing(self, cue: Cue, clause: int, left: int) -> bool:
        """Whether nothing from a clause's start to its saying word can be the subject: "De igual forma, aseguró"."""
        if not self._may_drop(cue) or any(not m.governed for m in self.cast.between(clause, left + 1)):
            return False
        return not any(self._is_free(at, clause) for at in range(clause, left + 1))

    def trails(self, cue: Cue, frame: Frame, clause: int, left: int) -> bool:
        """Whether a clause ends at the comma before a saying word: "El fuego empezó de noche, aseguró ayer."."""
        tokens = self.copy.tokens
        if not self._may_drop(cue) or cue.kind != "strong" or tokens[left] != ",":
            return False
        described = [m for m in self.cast.between(clause, left) if not m.governed and tokens[m.last] == ","]
        if any(m.last < left for m in described):
            return False  # "Pau Miravet, de viaje en Oslo, insistió"
        told = phrase_at(self.words.pronouns, tokens, clause)
        if (told and tokens[clause + told[0]] == ",") or any(m.first == clause and m.last == left for m in described):
            return tokens[cue.last : cue.last + 1] == [","]  # "Ella, Remedios Tuñón, lo corrobora con un gesto"
        if cue.last < frame.last and tokens[cue.last].endswith(tuple(self.words.sets["infinitive_ends"])):
            return False
        for at in range(cue.last, min(frame.last, cue.last + LONGEST_TRAIL)):
            token = tokens[at]
            if token in {",", "."} or (token == ":" and at + 1 < frame.last and tokens[at + 1][0] != QUOTED):
                return True
            if (
                token == ":"
                or self.words.has("denials", token)
                or token[0] == QUOTED
                or self.words.has("that", token)
                or self._is_free(at, cue.last)
            ):
                return False
        return cue.last >= frame.last

    def speaker(self, cue: Cue, frame: Frame, before: Cue | None, *, trails: bool = False) -> Person | None:
        """Who must be meant: the subject of the sentence so far, else whoever spoke or was spoken of last."""
        if before and before.person:
            return before.person
        goes_on = any(self.words.has("continuing", token) for token in self.copy.tokens[cue.first : cue.last])
        if goes_on and self.cast.last_heard:
            return self.cast.last_heard
        plural = self.copy.tokens[cue.last - 1].endswith("n") or self.copy.tokens[cue.first].endswith("n")
        if plural and self.words.has("speaking_from", self.copy.tokens[frame.first]):  # "Desde la asociación insisten"
            for mention in self.cast.between(frame.first, min(cue.first, frame.first + 4)):
                if mention.kind in {"body", "group"} or (mention.person and mention.person.is_body):
                    return self.cast.resolve(mention)
        if trails:
            return self._fit(self.cast.only_speaker(frame.first))
        for mention in self.cast.between(frame.first, cue.first):
            named = mention.kind != "name" or (mention.person and (mention.person.is_human or mention.person.is_body))
            if named and not mention.governed and mention.kind != "thing":
                return self.cast.resolve(mention)
        return self._fit(self.cast.only_speaker(cue.first)) or upcoming(self.cast, cue.last)

    def _may_drop(self, cue: Cue) -> bool:
        return self.words.grammar.drops_subject and cue.kind in {"strong", "weak"}

    def _fit(self, person: Person | None) -> Person | None:
        return person if person and (person.is_human or person.is_body) else None

    def _is_free(self, at: int, first: int) -> bool:
        """Whether an article that no preposition governs stands at a token, or a word like "nobody" or "who"."""
        tokens, words = self.copy.tokens, self.words
        told = phrase_at(words.pronouns, tokens, at)
        if words.has("nobody", tokens[at]) or (told and told[1] == "who"):
            return True
        article = words.has("definite", tokens[at]) or words.has("indefinite", tokens[at])
        governed = words.has("prepositions", tokens[at]) or (at > first and words.has("prepositions", tokens[at - 1]))
        return article and not governed
