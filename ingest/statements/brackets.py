"""Subjects where the verb stands in two parts: "Ahlers hat den Turm „marode“ genannt"."""

from ingest.statements.cues import QUOTED, phrase_at
from ingest.statements.frames import Frame
from ingest.statements.people import Mention, Person
from ingest.statements.sayings import Cue
from ingest.statements.subjects import Subjects

SMALL = ("prepositions", "stops", "definite", "indefinite", "adverb_words", "pronoun_words", "ands", "relatives")
DECLINED = ("e", "er", "es", "en", "em")  # of an adjective before a noun
BRACKET = 60  # tokens from a subject to the verb at its clause's end


class Brackets:
    """Finds the subjects of German cues that neither word order nor a list of callings tells."""

    def __init__(self, subjects: Subjects) -> None:
        self.subjects, self.copy, self.cast, self.words = subjects, subjects.copy, subjects.cast, subjects.words
        self._nouns: dict[str, Person] = {}  # who is told by a noun that is no calling

    def bracketed(self, cue: Cue, frame: Frame) -> None:
        """Find a German subject across a quotation: "Rathke hat den Turm „marode“ genannt"; else a bare noun."""
        tokens, words = self.copy.tokens, self.words
        reach = range(max(frame.first, cue.first - BRACKET), cue.first)
        start = max((at + 1 for at in reach if tokens[at] in {";", ":"}), default=reach.start)
        helper = next((at for at in range(cue.first - 1, start - 1, -1) if words.has("helpers", tokens[at])), None)
        if helper is not None and helper > start and not tokens[helper - 1].isalnum():
            near = [m for m in self.cast.between(helper + 1, helper + 3) if not m.governed]
            behind = near[0] if near else self._noun(helper + 1, helper + 2)
            if behind:  # "…, ließ Brink erklären"
                name = self.copy.slice(behind.head, behind.last)
                cue.person = self.cast.resolve(behind) if near else self._nouns.setdefault(name, Person(name))
                cue.subject_first, cue.subject_last, cue.follows = helper, behind.last, True
                return
        if helper is not None and (told := phrase_at(words.pronouns, tokens, helper + 1)) and told[1] in {"he", "she"}:
            cue.person = self.subjects.pronoun(told[1], cue.first)  # "„…“, hat er angeblich geäußert"
            cue.subject_first = cue.subject_last = helper
            cue.follows = helper > frame.first and not tokens[helper - 1].isalnum()
            return
        beside = tokens[max(start, cue.first - 2) : cue.first] + tokens[cue.last : min(cue.last + 1, frame.last)]
        if any(words.has("nobody", token) or words.has("pronoun_words", token) for token in beside):
            return
        if helper is not None and cue.last - helper > 1:
            cue.person = self.subjects.first_subject(start, cue.first, fall_back=False)
            cue.subject_first = cue.subject_last = start
        before, after = self._noun(start, cue.first), self._noun(cue.last, cue.last + 4)
        small = words.has("prepositions", tokens[start]) or words.has("adverb_words", tokens[start])
        noun = (after or before) if small else (before or after)  # "In ihrem Brief schrieb Ahlers"
        if cue.person is None and noun:
            name = self.copy.slice(noun.head, noun.last)
            # "sagte Ahlers": with no article beside the verb it's somebody, else some body.
            bare = noun.head <= cue.last + 1 or noun.last == cue.first
            bare = bare and not (noun.head and words.has("definite", tokens[noun.head - 1]))
            cue.person = self._nouns.setdefault(name, Person(name, is_body=not bare))
            cue.subject_first, cue.subject_last = noun.head, noun.last
            cue.follows = noun.head > cue.first > frame.first

    def source(self, cue: Cue, frame: Frame) -> Person | None:
        """Whom "laut" or "zufolge" names where the list of callings does not know them: "Brink zufolge"."""
        tokens = self.copy.tokens
        if self.words.has("postposed", tokens[cue.first]):
            behind = self.cast.between(max(frame.first, cue.first - 8), cue.first)
            near = [m for m in behind if cue.first in {m.last, self.cast.description_end(m)}][:1]
            if near:
                cue.subject_first, cue.subject_last = near[-1].first, cue.last
                return self.cast.resolve(near[-1])
            at = cue.first - 1
        else:
            at = next((at for at in range(cue.last, min(cue.last + 3, frame.last)) if self._is_capital(at)), frame.last)
        if not frame.first <= at < frame.last or not self._is_capital(at) or self.words.has("not_names", tokens[at]):
            return None
        if self.words.has("not_according", tokens[at]) or tokens[at].endswith(self.words.papers):
            return None
        cue.subject_first, cue.subject_last = min(at, cue.first), max(at + 1, cue.last)
        name = self.copy.slice(at, at + 1)
        return self._nouns.setdefault(name, Person(name))

    def _is_capital(self, at: int) -> bool:
        return self.copy.text[self.copy.starts[at]].isupper()

    def _noun(self, first: int, last: int) -> Mention | None:
        """The first noun among some tokens that may be a subject: no preposition, no other case before it."""
        tokens, words = self.copy.tokens, self.words
        for at in range(first, min(last, len(tokens))):
            if tokens[at][0] == QUOTED or (at == first and tokens[at] in {",", "."}):
                return None
            if not self._is_capital(at) or words.has("not_names", tokens[at]):
                continue
            starts = at == 0 or tokens[at - 1][0] in ".!?:" or tokens[at - 1][0] == QUOTED
            after = tokens[at + 1] if at + 1 < len(tokens) else ""
            if starts and after and not (words.has("saying_verbs", after) or words.has("helpers", after)):
                continue  # a capital for its place
            small = any(words.has(kind, tokens[at]) for kind in SMALL)
            if small or not tokens[at].isalpha() or words.has("utterances", tokens[at]):
                continue
            before = at - 1
            while (
                before >= first
                and tokens[before].endswith(DECLINED)
                and not words.has("oblique", tokens[before])
                and (self.copy.text[self.copy.starts[before]].islower() and not words.has("definite", tokens[before]))
            ):
                before -= 1
            opens = before == first and words.has("subordinators", tokens[before])  # "Während Brink von …"
            governs = (
                before >= first
                and not opens
                and (words.has("prepositions", tokens[before]) or words.has("oblique", tokens[before]))
            )
            if not governs:
                return Mention("body", at, at, at + 1)
        return None
