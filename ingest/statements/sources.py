"""Speakers behind a paper, a passive or a quoting verb: "In dem Brief heißt es", "wurde von X „…“ genannt"."""

from ingest.statements.descriptions import description
from ingest.statements.frames import Frame
from ingest.statements.people import Mention, Person
from ingest.statements.sayings import Cue, paper_among
from ingest.statements.speakers import Cast
from ingest.statements.tokens import Copy

QUOTABLE = frozenset({"name", "person", "group"})


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
            cue.person = self.cast.last_speaker()
            cue.subject_first = cue.subject_last = cue.first
        return cue.person is not None
