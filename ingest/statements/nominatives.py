"""The subject of a verb, where words decline: a nominative that agrees with it, before it or after it."""

from ingest.statements.cues import QUOTED, phrase_at
from ingest.statements.declined import calling, declension_of
from ingest.statements.declined_mentions import DeclinedMentions
from ingest.statements.frames import Frame
from ingest.statements.meant import Meant
from ingest.statements.people import Mention
from ingest.statements.sayings import Cue
from ingest.statements.speakers import Cast
from ingest.statements.tokens import Copy

FARTHEST = 14  # tokens between a saying word and its speaker
DASHES = frozenset("—–-")


class Nominatives:
    """Finds the subjects of one article's verbs by case, gender and number."""

    def __init__(self, copy: Copy, cast: Cast, declined: DeclinedMentions, meant: Meant) -> None:
        self.copy, self.cast, self.words, self.declined, self.meant = copy, cast, copy.words, declined, meant
        self.table = declension_of(copy.words.language)

    def after(self, cue: Cue, frame: Frame, verb: str) -> bool:
        """Find the subject after a verb: "сказал он", "сообщил журналистам министр Олег Веретенников"."""
        tokens, words = self.copy.tokens, self.words
        end = min(frame.last, cue.last + FARTHEST)
        for at in range(cue.last, end):
            token = tokens[at]
            if token[0] == QUOTED or token in ".;:!?…—–" or words.has("that", token) or words.has("cue_words", token):
                end = at
                break
            infinitive = token.endswith(("ть", "ться", "тись")) and calling(words.language, token) is None
            if token == "," or (infinitive and self.copy.text[self.copy.starts[at]].islower()):
                end = at
                break
            if words.has("subordinators", token) and at > cue.last and tokens[at - 1] == ",":
                end = at
                break
        mentions = {m.first: m for m in self.cast.between(cue.last, end)}
        for at in range(cue.last, end):
            told = phrase_at(words.pronouns, tokens, at)
            if told and told[1] in {"he", "she", "they"} and self._pronoun_agrees(told[1], verb):
                cue.person = self.meant.whom(tokens[at], told[1], cue.first)
                cue.subject_first, cue.subject_last = at, at + 1
                return cue.person is not None
            mention = mentions.get(at)
            if mention and self.is_subject(mention, verb):
                # "сообщил «Ведомостям» глава сети": somebody behind the body that the words were said to
                later = [m for m in mentions.values() if m.first > at and self._is_somebody(m, verb)]
                if not self._is_somebody(mention, verb) and later and mention.kind == "name":
                    mention = later[0]
                cue.person = self.meant.resolve(mention, verb)
                cue.subject_first, cue.subject_last = mention.first, self.meant.end(mention)
                return True
        return False

    def _is_somebody(self, mention: Mention, verb: str) -> bool:
        """Whether a subject is a person's: a calling, or a name that is no body's."""
        if not self.is_subject(mention, verb) or mention.kind == "body":
            return False
        return mention.kind in {"person", "group"} or bool(mention.person and mention.person.is_human)

    def is_subject(self, mention: Mention, verb: str) -> bool:
        if mention.governed:
            return False
        return self.declined.agrees(mention, verb)

    @staticmethod
    def _pronoun_agrees(pronoun: str, verb: str) -> bool:
        if pronoun == "they":
            return verb in {"many", ""}
        return verb in {"one", "", "m" if pronoun == "he" else "f"}

    def before(self, cue: Cue, frame: Frame, verb: str, before: Cue | None) -> bool:
        """Find the subject before a verb, clauses that hang on others left out."""
        tokens = self.copy.tokens
        if before and self.is_hung(before, frame):
            before = None
        start = cue.first
        while start > frame.first and not self._is_edge(start - 1, frame):
            start -= 1
            if before and start < before.last:
                start = before.last
                break
        told = before is not None and start == before.last and not before.follows and before.kind != "according"
        if told and before and before.first > cue.first - 2:
            return False
        end = cue.first
        own = True
        while end > start:
            comma = next((at for at in range(end - 1, start - 1, -1) if tokens[at] == ","), None)
            begin = start if comma is None else comma + 1
            hangs = begin < end and (
                self.words.has("subordinators", tokens[begin])
                or (
                    begin + 1 < end
                    and self.words.has("prepositions", tokens[begin])
                    and self.words.has("subordinators", tokens[begin + 1])
                )
            )
            if own and hangs and comma is not None and self._relative(cue, begin, end, comma, frame, verb):
                return True
            if (own or not hangs) and self._among(cue, begin, end, verb):
                if told and before and not own and cue.person is not before.person:
                    # Inside what somebody else is telling: only "а Рогов сказал" begins anew.
                    cue.person = None
                    return False
                return True
            if told and hangs:
                return False
            own = False
            end = begin - 1 if comma is not None else start
        return False

    def _relative(self, cue: Cue, begin: int, end: int, comma: int, frame: Frame, verb: str) -> bool:
        """Find whom a relative clause tells of: "эксперт, который заявил, что"."""
        tokens = self.copy.tokens
        nominative = {"который": "m", "которая": "f", "которое": "n", "которые": "many"}.get(tokens[begin])
        if nominative is None or any(not m.governed for m in self.cast.between(begin, end)):
            return False
        near = [m for m in self.cast.between(max(frame.first, comma - 12), comma) if "," not in tokens[m.last : comma]]
        heads = [m for m in near if self.declined.agrees(m, nominative)]
        if not heads:
            return True
        cue.person = self.meant.resolve(heads[-1], nominative)
        cue.in_relative = True
        cue.subject_first = cue.subject_last = cue.first
        return True

    def _is_edge(self, at: int, frame: Frame) -> bool:
        """Whether no subject is looked for before a token: a mark that parts clauses, words said, not a fragment."""
        tokens = self.copy.tokens
        if tokens[at][0] == QUOTED:
            after = tokens[at + 1] if at + 1 < frame.last else "."
            return at == frame.first or tokens[at - 1] == ":" or after in DASHES
        return tokens[at] in {";", ":", "—", "–"}

    def is_hung(self, cue: Cue, frame: Frame) -> bool:
        """Whether a cue only describes somebody: "Громов, которого Гельман называет другом, …"."""
        tokens = self.copy.tokens
        comma = next((at for at in range(cue.first, frame.first, -1) if tokens[at] == ","), None)
        if comma is None:
            return False
        opens = tokens[comma + 1 : comma + 3]
        return any(self.table.has("relatives", word) for word in opens)

    def _among(self, cue: Cue, first: int, last: int, verb: str) -> bool:
        """Take the last nominative among some tokens that agrees."""
        tokens = self.copy.tokens
        mentions = {m.first: m for m in self.cast.between(first, last)}
        for at in range(last - 1, first - 1, -1):
            told = phrase_at(self.words.pronouns, tokens, at)
            if told and told[1] in {"he", "she", "they"} and self._pronoun_agrees(told[1], verb):
                cue.person = self.meant.whom(tokens[at], told[1], at)
                cue.subject_first, cue.subject_last = at, at + 1
            elif (mention := mentions.get(at)) and self.is_subject(mention, verb):
                cue.person = self.meant.resolve(mention, verb)
                cue.subject_first, cue.subject_last = mention.first, self.meant.end(mention)
            if cue.person:
                cue.follows = self._is_trailing(cue)
                return True
        return False

    def _is_trailing(self, cue: Cue) -> bool:
        """Whether a quotation stands just before a subject, and nothing told after its verb: "«…», — Рогов сказал"."""
        tokens, at = self.copy.tokens, cue.subject_first - 1
        marked = False
        while at >= 0 and (tokens[at] in DASHES or tokens[at] == ","):
            marked, at = True, at - 1
        after = tokens[cue.last] if cue.last < len(tokens) else "."
        if marked and at >= 0 and tokens[at][0] == QUOTED:
            return True
        return marked and tokens[cue.subject_first - 1] == "," and after == "." and cue.first - cue.subject_first < 6

    def after_mark(self, at: int, frame: Frame) -> bool:
        """Whether a comma, a dash or a quotation stands before a token, or nothing."""
        if at <= frame.first:
            return True
        before = self.copy.tokens[at - 1]
        return before[0] == QUOTED or before in DASHES or before == ","
