"""Every saying word of a sentence with the one who says it."""

from ingest.cues import QUOTED, phrase_at
from ingest.frames import Frame
from ingest.sayings import Cue, cue_at
from ingest.speakers import Cast
from ingest.subjects import Subjects
from ingest.tokens import MARKS, Copy


class Attributions:
    """Tells each cue of one article its speaker, as far as the text tells."""

    def __init__(self, copy: Copy, cast: Cast, subjects: Subjects) -> None:
        self.copy, self.cast, self.subjects, self.words = copy, cast, subjects, copy.words

    def cues(self, frame: Frame) -> list[Cue]:
        """The saying words of a frame with their speakers, as far as they can be told."""
        cues: list[Cue] = []
        at = frame.first
        while at < frame.last:
            cue = cue_at(self.copy, at, frame)
            if cue is None:
                at += 1
                continue
            before = cues[-1] if cues else None
            self._find_speaker(cue, frame, before)
            if cue.person and cue.person.is_mute:
                cue.person = None
            if cue.person and not (cue.close or cue.person.is_human or cue.person.is_body):
                cue.person = None  # a ship, a satellite, a place: only right at the saying word can it be a body
            if self._is_compared(cue, frame):
                at = cue.last
                continue
            cues.append(cue)
            if cue.person:
                self.cast.spoke(cue.person, cue.first)
            at = cue.last
        return cues

    def _find_speaker(self, cue: Cue, frame: Frame, before: Cue | None) -> None:
        """Tell who says a cue's words, if anything tells it."""
        tokens, words = self.copy.tokens, self.words
        if cue.pronoun:
            cue.person = self.subjects.pronoun(cue.pronoun, cue.first)
            if cue.pronoun == "one":  # "lit-on dans le communiqué", "assure-t-on au ministère"
                source = next(
                    (m for m in self.cast.between(cue.last, min(cue.last + 4, frame.last)) if m.kind != "name"), None
                )
                cue.person = self.cast.resolve(source) if source and source.kind in {"body", "group"} else None
            cue.subject_first, cue.subject_last = cue.first, cue.last
            cue.follows = True
            return
        if cue.kind in {"gerund", "infinitive"}:
            cue.person = before.person if before else self.subjects.first_subject(frame.first, cue.first)
            cue.subject_first = cue.subject_last = cue.first
            return
        if cue.kind.startswith("according"):
            self._according(cue, frame)
            return
        left = cue.first - 1
        denied = False
        while left >= frame.first and (words.has("clitics", tokens[left]) or words.has("adverb_words", tokens[left])):
            denied = denied or words.has("denials", tokens[left]) or words.has("reflexive_clitics", tokens[left])
            left -= 1
        if denied or (left > frame.first and tokens[left] == "qu'" and tokens[left - 1] == "ce"):
            return
        clause = self._clause_start(cue.first, frame, before)
        nothing_before = left < clause
        after_mark = left < frame.first or tokens[left][0] == QUOTED or tokens[left] in {",", "–", "—", "-"}
        if words.grammar.pronoun_follows and self._inverted(cue, frame, after_mark=after_mark):
            return
        if (nothing_before or after_mark) and self.subjects.after(
            cue, frame, sure=nothing_before or self.subjects.quote_before(left, frame)
        ):
            return
        if nothing_before:
            if before and before.person and left >= frame.first and cue.kind != "weak":
                cue.person = before.person if tokens[left] == "," else None
                cue.subject_first = cue.subject_last = cue.first
            if words.grammar.drops_subject and cue.person is None and cue.kind in {"strong", "weak"}:
                last = self.cast.only_speaker(cue.first)
                cue.person = last if last and (last.is_human or last.is_body) else None
                cue.subject_first = cue.subject_last = cue.first
                cue.follows = after_mark and left >= frame.first
            return
        self.subjects.before(cue, frame, clause, left, before)
        if cue.person is None and not after_mark and words.grammar.subject_follows:
            self.subjects.after(cue, frame, sure=False)

    def _inverted(self, cue: Cue, frame: Frame, *, after_mark: bool) -> bool:
        """Find a subject right after its verb: "sagte er", "dijo ella", "sagte Ines Halvard"."""
        tokens, at = self.copy.tokens, cue.last
        if at >= frame.last:
            return False
        told = phrase_at(self.words.pronouns, tokens, at)
        named = next((m for m in self.cast.between(at, at + 1) if not m.governed), None)
        if named is None and told and told[1] in {"he", "she", "they"}:
            cue.person = self.subjects.pronoun(told[1], cue.first)
            cue.subject_first, cue.subject_last = at, at + told[0]
        elif named and not any(m.last == cue.first and not m.governed for m in self.cast.between(at - 8, cue.first)):
            cue.person = self.cast.resolve(named)
            cue.subject_first, cue.subject_last = named.first, self.cast.description_end(named)
        if cue.person is None:
            return False
        begun = self.words.has("subordinators", tokens[frame.first])  # "Als sie ankam, sagte Rice, …"
        cue.follows = after_mark and not begun and cue.first > frame.first
        return True

    def _is_compared(self, cue: Cue, frame: Frame) -> bool:
        """Whether nothing is told: "more than the government has told parliament", "as he said them"."""
        for at in range(cue.first - 1, max(frame.first, cue.first - 7) - 1, -1):
            if self.copy.tokens[at] in {",", ";", ":"} or self.copy.tokens[at][0] == QUOTED:
                return False
            if self.words.has("likewise", self.copy.tokens[at]):
                return not any(self.copy.tokens[place][0] == QUOTED for place in range(frame.first, frame.last))
        return False

    def _clause_start(self, at: int, frame: Frame, before: Cue | None) -> int:
        """Where the clause of a token begins."""
        tokens = self.copy.tokens
        start = at
        while start > frame.first and tokens[start - 1][0] != QUOTED and tokens[start - 1] not in {";", ":", "–", "—"}:
            start -= 1
            if before and start < before.last:
                return before.last
        while start < at and tokens[start] == ",":
            start += 1
        return start

    def _according(self, cue: Cue, frame: Frame) -> None:
        """Find the speaker after "according to"."""
        tokens = self.copy.tokens
        if cue.kind == "according_same":
            told = self.words.owners.get(tokens[cue.first + 1] if cue.last - cue.first > 1 else "")
            cue.person = self.subjects.pronoun(told, cue.first) if told else self.cast.last_speaker()
            cue.subject_first = cue.subject_last = cue.last
            cue.kind = "according"
            cue.follows = cue.first != frame.first
            return
        found = phrase_at(self.words.pronouns, tokens, cue.last) if cue.last < frame.last else None
        if found and any(m.kind == "name" for m in self.cast.between(cue.last, cue.last + 1)):
            found = None  # "theo ông Okolind"
        if found:
            cue.person = self.subjects.pronoun(found[1], cue.first)
            cue.subject_first, cue.subject_last = cue.last, cue.last + found[0]
        near = [] if found else self.cast.between(cue.last, min(frame.last, cue.last + 8))
        papers = near[:1] if near and near[0].kind == "thing" else []
        near = [m for m in near[len(papers) :] if papers or m.first < cue.last + 5]
        if len(near) > 1 and near[1].first < near[0].last:
            near = near[1:]
        for mention in near:
            between = tokens[cue.last : mention.first]
            if papers and any(
                self.words.has("that", word) or self.words.has("pronoun_words", word) for word in between
            ):
                break
            far = any(self.words.has("prepositions", word) for word in between) and not (
                papers or any(self.words.has("according_of", word) for word in between)
            )
            if far or any(word[0] in MARKS or word[0] == QUOTED for word in between):
                break
            cue.person = self.cast.resolve(mention)
            cue.subject_first, cue.subject_last = mention.first, self.cast.description_end(mention)
            break
        if (
            found
            and cue.kind == "according_quoted"
            and cue.first == frame.first
            and tokens[cue.subject_last : cue.subject_last + 1] == [","]
        ):
            cue.kind = "according"
        cue.follows = cue.first != frame.first
