"""What is told in the reporter's words, opened by "что", a colon, an infinitive or nothing: "…, сообщил министр"."""

from ingest.statements.cues import QUOTED
from ingest.statements.declined import calling, declension_of
from ingest.statements.frames import MARKS, Copy, Frame
from ingest.statements.sayings import Cue

FARTHEST_THAT = 10  # tokens from a verb to its "что"
SHORT_OPENING = 4  # tokens of "При этом, по словам Рогова, …"
LONGEST_OBJECT = 8  # tokens of whom something is asked of: "призвала всех жителей берега не выходить"
DESCRIBES = ("ый", "ий", "ая", "ийся", "аяся", "ые", "ие", "ший", "шая", "шие")  # "источник, знакомый с делом"
INFINITIVES = ("ть", "ти", "чь", "ться", "тись", "чься")


class Retold:
    """Tells, for a cue that claims no quotation, which of the reporter's words it reports."""

    def __init__(self, copy: Copy) -> None:
        self.copy, self.words = copy, copy.words
        self._plain: Frame | None = None  # the sentence just read, if nobody is said to say it

    def told(self, cue: Cue, frame: Frame, cues: list[Cue], number: int, quoted: list[int]) -> tuple[int, int] | None:
        """The tokens that tell what was said."""
        earlier = cues[number - 1] if number else None
        later = cues[number + 1] if number + 1 < len(cues) else None
        if cue.kind == "according" or (cue.kind == "impersonal" and cue.follows):
            return self._according(cue, frame, earlier, later, quoted)
        behind = max(cue.last, cue.subject_last if cue.follows or cue.subject_first >= cue.last else 0)
        after = self._after(cue, frame, later, quoted, behind)
        if after:
            return after
        if cue.follows and cue.kind in {"strong", "impersonal"}:
            return self._before(cue, frame, earlier, behind)
        return None

    def heard(self, frame: Frame, *, is_plain: bool) -> None:
        """Remember a sentence that "Об этом сообщил министр" may point back to."""
        self._plain = frame if is_plain else None

    def points_back(self, frame: Frame) -> tuple[int, int] | None:
        """The tokens of the sentence before one that opens with "Об этом", its full stop left out."""
        before, tokens = self._plain, self.copy.tokens
        phrase = " ".join(tokens[frame.first : frame.first + 2])
        if before is None or before.paragraph != frame.paragraph or phrase not in self.words.sets["likewise"]:
            return None
        last = before.last
        while last > before.first and tokens[last - 1][0] in MARKS:
            last -= 1
        return (before.first, last) if last > before.first else None

    def introduces(self, cue: Cue, frame: Frame, quoted: list[int]) -> bool:
        """Whether a cue tells something before the colon that opens the words said: "полагает, что вернутся: «…»"."""
        tokens = self.copy.tokens
        that = next(
            (at for at in range(cue.last, min(frame.last, cue.last + 3)) if self.words.has("that", tokens[at])), None
        )
        return that is not None and any(at > that + 1 and tokens[at - 1] == ":" for at in quoted)

    def _before(self, cue: Cue, frame: Frame, earlier: Cue | None, behind: int) -> tuple[int, int] | None:
        """What stands before "…, сообщил министр"."""
        tokens = self.copy.tokens
        if earlier and not earlier.follows:
            return None
        start = frame.first if earlier is None else max(earlier.last, earlier.subject_last)
        end = min(cue.first, cue.subject_first) if cue.subject_first > start else cue.first
        while end > start and self.words.has("adverb_words", tokens[end - 1]):
            end -= 1
        if end <= start or tokens[end - 1] not in {",", "—", "–", "-"}:
            return None
        if (tokens[end - 2][0] == QUOTED and end - 2 <= start) or self._goes_on(behind, frame):
            return None
        return start, end

    def _goes_on(self, after: int, frame: Frame) -> bool:
        """Whether the clause that saying words interrupt goes on after their comma: "Отчёт, добавила она, готов"."""
        tokens, words = self.copy.tokens, self.words
        if after + 1 >= frame.last or tokens[after] != ",":
            return False
        opens = tokens[after + 1]
        joined = words.has("ands", opens) or words.has("subordinators", opens)
        called = calling(words.language, opens)
        joined = joined or opens.endswith(DESCRIBES) or bool(called and not called.is_oblique)
        return opens[0].isalpha() and not (
            joined or any(kind in {"strong", "gerund"} for _, kind in words.cues.get(opens, ()))
        )

    def _stop(self, frame: Frame, later: Cue | None, quoted: list[int], begin: int) -> int:
        """Where what is told ends: at a colon and quoted words, at the next saying words, at the frame's end."""
        tokens, words = self.copy.tokens, self.words
        stop = min([frame.last, *(at for at in quoted if at > begin and tokens[at - 1] == ":")])
        if later and begin < later.first < stop:
            edge = min(later.first, later.subject_first) if later.subject_first > begin else later.first
            if (
                later.follows
                or tokens[edge - 1] == ","
                or words.has("ands", tokens[edge - 1])
                or tokens[later.first - 1] == ","
            ):
                stop = edge
                while stop > begin and (words.has("ands", tokens[stop - 1]) or tokens[stop - 1] == ","):
                    stop -= 1
        return next((at for at in range(begin, stop) if tokens[at] == ";"), stop)

    def _after(
        self, cue: Cue, frame: Frame, later: Cue | None, quoted: list[int], behind: int
    ) -> tuple[int, int] | None:
        """What stands behind a verb: after "что", after a colon, an infinitive."""
        tokens, words = self.copy.tokens, self.words
        if cue.kind == "impersonal" and cue.follows:
            return None
        begin = cue.last
        if tokens[cue.first] == ":" and begin < frame.last and tokens[begin][0] != QUOTED:
            return begin, frame.last
        reach = min(frame.last, max(begin, behind) + FARTHEST_THAT)
        if later and later.first > begin:
            reach = min(reach, later.first)
        for at in range(begin, reach):
            token = tokens[at]
            if words.has("that", token) and (at == cue.last or tokens[at - 1] == "," or tokens[at - 1] in "—–-"):
                stop = self._stop(frame, later, quoted, at + 1)
                return at + 1, stop
            if token[0] in ".;?!" or token[0] == QUOTED or (token == ":" and at > begin + 6):
                break
            if token == ":":
                return self._after_colon(cue, frame, later, quoted, at) if at <= behind + 3 else None
            goes_on = any(words.has("that", one) for one in tokens[at + 1 : at + 4])
            goes_on = goes_on or words.has("subordinators", tokens[min(at + 1, frame.last - 1)])
            if token == "," and at > behind and not goes_on:
                break
        table = declension_of(words.language)
        if table.has("asking", tokens[cue.first]):  # "спросил его, когда откроют мост"
            comma = next((at for at in range(begin, min(reach, max(begin, behind) + 3)) if tokens[at] == ","), None)
            if comma is not None and comma + 1 < len(tokens) and table.has("questions", tokens[comma + 1]):
                return comma + 1, self._stop(frame, later, quoted, comma + 1)
        if words.has("announcing", tokens[cue.first]):
            verb = self._infinitive(begin, min(reach, max(begin, behind) + LONGEST_OBJECT))
            if verb is not None:
                first = verb - 1 if verb > begin and tokens[verb - 1] == "не" else verb
                return first, self._stop(frame, later, quoted, verb + 1)
        return None

    def _after_colon(
        self, cue: Cue, frame: Frame, later: Cue | None, quoted: list[int], at: int
    ) -> tuple[int, int] | None:
        """What a colon behind a verb opens, if it is no quotation."""
        tokens = self.copy.tokens
        if cue.kind != "strong" or at + 1 >= len(tokens) or tokens[at + 1][0] == QUOTED:
            return None
        if later and later.follows and self._goes_on(max(later.last, later.subject_last), frame):
            return None  # "…: приборов, подчёркивает он, два"
        stop = self._stop(frame, later, quoted, at + 1)
        return (at + 1, stop) if stop > at + 2 else None

    def _infinitive(self, first: int, last: int) -> int | None:
        """The first infinitive before any mark: "обещал мэру не закрывать мост"."""
        for at in range(first, last):
            token = self.copy.tokens[at]
            if token[0] in MARKS or token[0] == QUOTED:
                return None
            if token.endswith(INFINITIVES) and len(token) > 3 and not self.words.has("stops", token):
                return at
        return None

    def _according(
        self, cue: Cue, frame: Frame, earlier: Cue | None, later: Cue | None, quoted: list[int]
    ) -> tuple[int, int] | None:
        """What stands around "по словам министра" or "как сообщил министр": after it, or before it."""
        tokens = self.copy.tokens
        behind = max(cue.last, cue.subject_last)
        start = frame.first if earlier is None else max(earlier.last, earlier.subject_last)
        small = cue.first == start or any(
            self.words.has(kind, tokens[start]) for kind in ("stops", "prepositions", "opening", "ands", "adverb_words")
        )
        opening = small and cue.first - start <= SHORT_OPENING
        last = behind >= frame.last or tokens[behind][0] in ".!?…;" or behind + 1 >= frame.last
        if opening and not last and (earlier is None or cue.first > start):
            first = behind
            while first < frame.last and tokens[first] != "," and first - behind < 12:
                first += 1
            if first >= frame.last or tokens[first] != ",":
                first = behind
            stop = self._stop(frame, later, quoted, first + 1)
            if tokens[first + 1 : first + 2] and self.words.has("that", tokens[first + 1]):
                first += 1
            if stop - first < 3:
                return None
            return first + 1 if tokens[first] in {",", "—", "–"} or self.words.has(
                "that", tokens[first]
            ) else first, stop
        if last and cue.first > start and (earlier is None or earlier.follows):
            return start, cue.first
        return None
