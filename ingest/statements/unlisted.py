"""Who says it when no list has the speaker: a noun right at its verb, a body behind "в"."""

from ingest.statements.cues import QUOTED
from ingest.statements.declined import declension_of
from ingest.statements.frames import Frame
from ingest.statements.letters import opens
from ingest.statements.meant import Meant
from ingest.statements.people import Person
from ingest.statements.sayings import Cue
from ingest.statements.speakers import Cast
from ingest.statements.tokens import Copy

NOUN_ENDS = {
    "m": tuple("бвгджзклмнпрстфхцчшщйь"),
    "f": ("а", "я", "ь"),
    "one": tuple("бвгджзклмнпрстфхцчшщйьая"),
    "many": ("и", "ы", "е"),
}
NO_NOUNS = (
    "ть",
    "ся",
    "сь",
    "ов",
    "ев",
    "ах",
    "ях",
    "ом",
    "ем",
    "ам",
    "ям",
    "ой",
    "ей",
    "ых",
    "их",
    "ым",
    "им",
    "ый",
    "ий",
    "ит",
    "ет",
    "ил",
    "ал",
    "ила",
    "ала",
    "ли",
    "вши",
    "ая",
    "яя",
    "ые",
    "ие",
    "ого",
    "его",
    "же",
    "ми",
)


class Unlisted:
    """Finds speakers by where they stand alone."""

    def __init__(self, copy: Copy, cast: Cast, meant: Meant) -> None:
        self.copy, self.cast, self.words, self.meant = copy, cast, copy.words, meant
        self.table = declension_of(copy.words.language)

    def noun(self, cue: Cue, frame: Frame, verb: str, *, after: bool) -> bool:
        """Take a noun right at the verb for whoever speaks, though no list has it: "грибник рассказал"."""
        tokens = self.copy.tokens
        at = cue.last if after else cue.first - 1
        while frame.first < at < cue.first and self.words.has("adverb_words", tokens[at]):
            at -= 1
        while after and at < frame.last - 1 and tokens[at].endswith(("ый", "ий", "ая", "яя", "ые", "ие")):
            at += 1
        if not frame.first <= at < frame.last or len(tokens[at]) < 4 or not tokens[at].isalpha():
            return False
        word = tokens[at]
        if self.copy.text[self.copy.starts[at]].isupper() and not opens(self.copy, at):
            return False
        small = any(
            self.words.has(kind, word)
            for kind in ("stops", "adverb_words", "prepositions", "cue_words", "that", "opening")
        )
        if small or not word.endswith(NOUN_ENDS.get(verb, ())) or word.endswith(NO_NOUNS):
            return False
        if self.cast.between(at, at + 1) or (at and self.words.has("prepositions", tokens[at - 1])):
            return False
        first = at
        if verb in {"m", "f"} and word.endswith(tuple(self.table.lists["noun_ends"])) and not after:
            told = self.meant.who("he" if verb == "m" else "she", at)  # "Защитница заявила": who else
            if told and told.roles and word[:4] not in {role[:4] for role in told.roles} and told.is_human:
                told = None
            cue.person = told
        cue.person = cue.person or Person(
            word, is_body=verb == "many", has_spoken=True, gender="f" if verb == "f" else "m" if verb == "m" else None
        )
        cue.subject_first, cue.subject_last = first, at + 1
        return True

    def at_body(self, cue: Cue, frame: Frame) -> bool:
        """Find the body that a plural without a subject speaks for: "в правительстве разъяснили", "сообщили в МЧС"."""
        tokens = self.copy.tokens
        after = range(cue.last, min(frame.last, cue.last + 8))
        stop = next((at for at in after if tokens[at][0] in ".,;:!?—–" or tokens[at][0] == QUOTED), after.stop)
        stop = min(stop, cue.last + 6)
        spans = [(cue.last, stop), (max(frame.first, cue.first - 16), cue.first)]
        for first, last in spans:
            for mention in self.cast.between(first, last):
                before = tokens[mention.first - 1] if mention.first > frame.first else ""
                at_place = before in {"в", "во", "на", "при"} or (
                    mention.first - 2 >= frame.first and tokens[mention.first - 2] in {"в", "во", "на"}
                )
                body = mention.kind in {"body", "group"} or (
                    mention.kind == "name" and mention.person and not mention.person.gender
                )
                if at_place and body:
                    cue.person = self.meant.resolve(mention, "")
                    cue.person.is_body = True
                    cue.subject_first, cue.subject_last = mention.first, self.meant.end(mention)
                    return True
            for at in range(first, last):
                if self.table.has("there", tokens[at]):
                    near = self.cast.between(max(0, at - 60), at)
                    free = [m for m in near if not m.governed and m.first < frame.first] or near
                    named = [m.person for m in free if m.person and m.person.is_body]
                    spoken = [person for _, person in self.cast.subjects_before(at) if person.is_body]
                    cue.person = next(reversed(spoken or named), None)
                    cue.subject_first, cue.subject_last = at, at + 1
                    return cue.person is not None
        return False
