"""Where words decline: what reaches the reader through others ("по словам мэра"), and speakers that no list has."""

from ingest.statements.cues import QUOTED
from ingest.statements.declined import declension_of, opens, written
from ingest.statements.declined_mentions import DeclinedMentions
from ingest.statements.frames import MARKS, Copy, Frame
from ingest.statements.nominatives import Meant, Nominatives
from ingest.statements.people import Person
from ingest.statements.sayings import Cue
from ingest.statements.speakers import Cast

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


class PassedOn:
    """Tells whose words they are that somebody else brings."""

    def __init__(
        self, copy: Copy, cast: Cast, declined: DeclinedMentions, meant: Meant, nominatives: Nominatives
    ) -> None:
        self.copy, self.cast, self.words, self.declined = copy, cast, copy.words, declined
        self.meant, self.nominatives = meant, nominatives
        self.table = declension_of(copy.words.language)

    def quoting(self, at: int, frame: Frame) -> Cue | None:
        """Words that pass on somebody's: "приводит её слова Reuters", "цитирует Рогову её пресс-служба"."""
        tokens = self.copy.tokens
        for phrase in self.table.quoting.get(tokens[at], ()):
            end = at + len(phrase)
            if tuple(tokens[at:end]) != phrase or end > frame.last:
                continue
            owner = next((self.words.owners[word] for word in phrase if word in self.words.owners), None)
            person = self.meant.who(owner, at) if owner else None
            subject = (end, end)
            if owner is None:
                for mention in self.cast.between(end, min(end + 6, frame.last)):
                    if mention.person is None or not mention.person.is_body:
                        other = self.declined.others.get(mention.first)
                        person = other if other and not tokens[mention.head].endswith("ва") else None
                        person = person or self.meant.resolve(mention, "")
                        subject = (mention.first, mention.last)
                        break
            if person is None:
                return None
            cue = Cue(
                at, end, "strong", person=person, follows=self.nominatives.after_mark(at, frame) and at > frame.first
            )
            cue.subject_first, cue.subject_last = subject
            return cue
        return None

    def cited(self, cue: Cue, frame: Frame) -> None:
        """Look behind who passes words on: "передаёт «Интерфакс» со ссылкой на Гидрометцентр"."""
        tokens = self.copy.tokens
        for at in range(cue.last, min(frame.last, cue.last + 12)):
            for phrase in self.table.citing:
                end = at + len(phrase)
                if tuple(tokens[at:end]) == phrase:
                    cited = Cue(at, end, "according")
                    self.according(cited, frame)
                    if cited.person:
                        cue.person, cue.subject_last, cue.last = cited.person, cited.subject_last, end
                        cue.subject_first = min(cue.subject_first, at)
                        return

    def according(self, cue: Cue, frame: Frame) -> None:
        """Find the speaker after "по словам"."""
        tokens = self.copy.tokens
        cue.follows = cue.first != frame.first
        if cue.kind == "according_same":
            owner = next((self.words.owners[t] for t in tokens[cue.first : cue.last] if t in self.words.owners), None)
            cue.person = (self.meant.who(owner, cue.first) if owner else None) or self.cast.last_speaker()
            cue.subject_first = cue.subject_last = cue.last
            cue.kind = "according"
            return
        for mention in self.cast.between(cue.last, min(frame.last, cue.last + 5)):
            between = tokens[cue.last : mention.first]
            if any(word[0] in MARKS or word[0] == QUOTED or self.words.has("prepositions", word) for word in between):
                return
            other = self.declined.others.get(mention.first)
            cue.person = other if other and mention.kind == "name" else self.meant.resolve(mention, "")
            cue.subject_first, cue.subject_last = mention.first, self.meant.end(mention)
            return

    def written(self, cue: Cue, frame: Frame) -> None:
        """Let a paper's author speak, or the paper: "говорится в сообщении компании"."""
        tokens = self.copy.tokens
        papers = self.words.sets["papers"]
        places = [*range(cue.last, min(frame.last, cue.last + 5)), *range(max(frame.first, cue.first - 8), cue.first)]
        paper = next((at for at in places if tokens[at] in papers), None)
        if paper is None:
            for mention in self.cast.between(cue.last, min(frame.last, cue.last + 4)):
                if tokens[mention.first - 1] in {"в", "во", "на"}:
                    cue.person = self.meant.resolve(mention, "")
                    cue.subject_first, cue.subject_last = mention.first, self.meant.end(mention)
                    cue.follows = cue.first != frame.first
                    return
            return
        author = next((m for m in self.cast.between(paper + 1, min(paper + 3, frame.last))), None)
        if author and not any(
            t[0] in MARKS or self.words.has("prepositions", t) for t in tokens[paper + 1 : author.first]
        ):
            cue.person = self.meant.resolve(author, "")
            cue.subject_first, cue.subject_last = min(paper, author.first), self.meant.end(author)
        elif not self.table.has("media", tokens[paper]):
            cue.person = Person(written(self.copy, paper, paper + 1), is_body=True, has_spoken=True)
            cue.subject_first, cue.subject_last = paper, paper + 1
        cue.follows = paper > cue.first and self.nominatives.after_mark(cue.first, frame) and cue.first > frame.first


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
        if self.copy.is_capital(at) and not opens(self.copy, at):
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
