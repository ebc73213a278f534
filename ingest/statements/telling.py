"""Statements in the reporter's own words: where "that the tower would stand" begins and ends."""

from itertools import pairwise

from ingest.statements.cues import QUOTED, phrase_at
from ingest.statements.frames import MARKS, Copy, Frame
from ingest.statements.plain_clauses import plain_clause
from ingest.statements.sayings import Cue
from ingest.statements.speakers import Cast
from ingest.statements.subjects import Subjects

LOOSE = ("prepositions", "adverb_words", "stops")  # what may stand between a speaker and the comma
INFINITIVE = ("er", "ir", "re")  # ends of French ones
LONGEST_HEAD = 9  # tokens of "La compañía eléctrica, agrega, paga …" before the saying words


class Telling:
    """Tells, for a cue that claims no quotation, which of the reporter's words it reports."""

    def __init__(self, copy: Copy, cast: Cast, subjects: Subjects) -> None:
        self.copy, self.cast, self.subjects, self.words = copy, cast, subjects, copy.words

    def told(self, cue: Cue, frame: Frame, cues: list[Cue], number: int, quoted: list[int]) -> tuple[int, int] | None:
        """The tokens that tell what was said."""
        tokens, words = self.copy.tokens, self.words
        earlier = cues[number - 1] if number else None
        later = cues[number + 1] if number + 1 < len(cues) else None
        if cue.kind == "according_quoted" or words.has("presenting", tokens[cue.last - 1]):
            return None
        if cue.kind == "according" and words.grammar.clause == "subjunctive" and cue.first != frame.first:
            after = tokens[cue.subject_last] if cue.subject_last < frame.last else "."
            if after[0] not in MARKS:
                return None  # "wurden laut Polizei verletzt": the clause goes around the speaker
        opens = cue.first == frame.first or self.copy.is_capital(cue.first)
        opens = opens or (words.grammar.for_whom and tokens[cue.first - 1] == ";")
        if not opens if cue.kind == "according" else cue.follows:
            return self._before(cue, frame, earlier, later, quoted)
        stop = self._stop(cue, frame, later, quoted)
        if cue.kind == "according":
            begin = self._after_comma(cue.subject_last, stop)
            return begin + (begin < stop and words.has("linking", tokens[begin])), stop
        begin = max(cue.last, cue.subject_last if cue.follows else 0)
        if words.grammar.clause == "plain":
            return plain_clause(self.copy, cue, begin, stop)
        opener = self._opener(cue, begin, min(stop, begin + 9, later.first if later and later.first > begin else stop))
        if opener is not None and words.has("that", tokens[opener]):
            return self._that_clause(cue, frame, begin, opener, stop)
        if opener is not None and (opened := self.after_colon(opener, stop)):
            return opened
        return self._without_that(cue, frame, begin, stop)

    def _before(
        self, cue: Cue, frame: Frame, earlier: Cue | None, later: Cue | None, quoted: list[int]
    ) -> tuple[int, int] | None:
        """The clause that saying words follow: "the boat had sunk, she said"."""
        tokens, words = self.copy.tokens, self.words
        if cue.pronoun is None and cue.kind not in {"strong", "according", "weak"}:
            return None
        if words.grammar.clause == "plain" and cue.kind == "weak":
            return None
        shown = any(words.has("subjunctives", token) for token in tokens[frame.first : cue.first])
        if words.grammar.clause == "subjunctive" and cue.kind == "weak" and not shown:
            return None
        start = self._start_before(cue, frame, earlier, quoted)
        if start is None or (start > frame.first and tokens[start - 1][0] == QUOTED and tokens[start][0] not in MARKS):
            return None  # "“a short peace” in the war, hopes Reed": the quotation is half of the clause
        end = min(cue.first, cue.subject_first) if cue.subject_first > start else cue.first
        while end > start and words.has("clitics", tokens[end - 1]):
            end -= 1
        if cue.kind == "according" and self._interrupts(cue, frame):
            return None
        if words.grammar.split_clauses and words.has("neuter", tokens[cue.first - 1]):
            return None  # "Así, sin alzar la voz, se lo comunicó la directora": what was said is not here
        if words.grammar.split_clauses and (rest := self._rest(cue, frame, later)):
            return rest
        if words.grammar.clause != "subjunctive" and self._goes_on(max(cue.last, cue.subject_last), frame):
            return None  # "the boat, she said, had never sunk": no clause in one piece
        dated = words.grammar.split_clauses and words.has("prepositions", tokens[start]) and end - start <= 6
        if dated and any(token.isdecimal() or token in words.months for token in tokens[start:end]):
            return None  # "En diciembre de 2017, acusó Palin a su hijo": a day is no clause
        if end > start and tokens[end - 1] not in {",", "–", "—", "-"} and cue.kind != "according":
            return None
        return start, end

    def _start_before(self, cue: Cue, frame: Frame, earlier: Cue | None, quoted: list[int]) -> int | None:
        """Where the clause before saying words begins; None where others have said it already."""
        after_quoted = max([frame.first, *(at + 1 for at in quoted if at < cue.first)])
        start = after_quoted if earlier is None else max(after_quoted, earlier.last, earlier.subject_last)
        if self.words.grammar.split_clauses:
            semicolons = [at + 1 for at in range(frame.first, cue.first) if self.copy.tokens[at] == ";"]
            start, earlier = (max(start, semicolons[-1]), None) if semicolons else (start, earlier)
        if earlier is None or earlier.follows:
            return start
        return after_quoted if earlier.kind == "weak" else None

    def _stop(self, cue: Cue, frame: Frame, later: Cue | None, quoted: list[int]) -> int:
        """Where what follows saying words ends."""
        tokens, words, stop = self.copy.tokens, self.words, frame.last
        goes_on = cue.in_relative and later and later.person is cue.person
        if cue.in_relative and not goes_on:
            # "the man, who admitted he was tired, left": what he admitted ends at the comma.
            apart = words.grammar.drops_subject and cue.subject_first and tokens[cue.subject_first - 1] == ","
            apart = apart or words.has("clefts", tokens[cue.subject_first])  # "Fue la ministra quien anunció que …"
            ends_at = frame.last if apart else cue.last  # "ironizó Rathke, quien recordó que la moratoria sigue."
            stop = next((at for at in range(cue.last, frame.last) if tokens[at] == ","), ends_at)
        stop = next((at for at in quoted if at >= cue.last and tokens[at - 1][0] in MARKS), stop)
        if goes_on and later and later.first < stop:
            stop = next((at for at in range(later.first, cue.last, -1) if tokens[at] == ","), stop)
        if later and later.first < stop:
            stop = self._stop_before(later, cue, stop)
        return next((at for at in range(cue.last, stop) if tokens[at] == ";"), stop)

    def _stop_before(self, later: Cue, cue: Cue, stop: int) -> int:
        """Where what is told ends if later saying words begin anew: ", and Reed said"; else where it ended."""
        tokens, words = self.copy.tokens, self.words
        edge = min(later.first, later.subject_first) if later.subject_first > cue.last else later.first
        if words.grammar.clause == "plain" and " ".join(tokens[edge - 2 : edge]) in words.sets["ands"]:
            edge -= 2  # ", trong khi bà Hương tin rằng"
        if words.has("that", tokens[edge - 1]) and words.has("ands", tokens[edge - 2]):
            edge -= 1  # "mientras que Sabela Quiroga aseguró"
        joined = (words.grammar.drops_subject or words.grammar.clause == "plain") and words.has("ands", tokens[edge])
        joined = joined or words.has("ands", tokens[edge - 1])
        if not (later.follows or joined or "," in {tokens[edge - 1], tokens[later.first - 1]}):
            return stop
        while edge > cue.last and (words.has("ands", tokens[edge - 1]) or tokens[edge - 1] == ","):
            edge -= 1
        return edge

    def _opener(self, cue: Cue, begin: int, reach: int) -> int | None:
        """The "that" of what is said, or the mark that ends the search for one."""
        tokens, words = self.copy.tokens, self.words
        for at in range(begin, reach):
            if words.has("urging", tokens[cue.last - 1]) and not words.has("infinitive_marks", tokens[at - 1]):
                continue  # "instó a las personas que hayan visto algo a llamar"
            if words.has("that", tokens[at]):
                if any(words.has("comparing", one) for one in tokens[at - 2 : at]):
                    continue  # "se mostró más tajante que su colega"
                # "lo niega la Xunta, que en marzo advertía de lo contrario"
                relative = words.grammar.drops_subject and at == cue.subject_last + 1 > cue.last + 1
                return None if relative else at
            if tokens[at][0] in ".;:":
                return at
        return None

    def _that_clause(self, cue: Cue, frame: Frame, begin: int, that: int, stop: int) -> tuple[int, int] | None:
        """What "that" opens."""
        tokens, words = self.copy.tokens, self.words
        # "negó haberle dicho que": not what was denied follows, but what was not said.
        said = any(tokens[place].endswith(tuple(words.sets["infinitive_ends"])) for place in range(begin, that))
        said = said or not words.grammar.drops_subject
        if said and that > begin + 1 and any(words.has("denying", token) for token in tokens[cue.first : cue.last]):
            return None
        if words.has("opening", tokens[frame.first]) and "," not in tokens[frame.first : cue.first]:
            stop = next((comma for comma in range(that, stop) if tokens[comma] == ","), stop)
        return that + 1, stop

    def _without_that(self, cue: Cue, frame: Frame, begin: int, stop: int) -> tuple[int, int] | None:
        """What is told without "that", in the form that the language has for it."""
        tokens, words = self.copy.tokens, self.words
        if words.grammar.clause == "that":
            return self._infinitive(cue, begin, stop)
        if words.grammar.clause == "subjunctive":
            return self._subjunctive(cue, begin, stop)
        if begin >= stop or cue.kind not in {"strong", "gerund"} or tokens[begin][0] in MARKS | {QUOTED}:
            return None
        if cue.kind == "gerund" and cue.first == frame.first:
            return None
        if any(words.has("announcing", token) for token in tokens[cue.first : cue.last]):
            infinitive = tokens[min(begin + 1, stop - 1)].endswith(INFINITIVE)
            return begin + (words.has("infinitive_marks", tokens[begin]) and infinitive), stop
        if words.grammar.clause == "infinitive":
            return (begin, stop) if tokens[begin] == "ne" or tokens[begin].endswith(INFINITIVE) else None
        return self._bare(cue, begin, stop)

    def _infinitive(self, cue: Cue, begin: int, stop: int) -> tuple[int, int] | None:
        """A clause without a verb of its own form: "aseguró no haber recibido el informe"."""
        tokens, words = self.copy.tokens, self.words
        ends = tuple(words.sets["infinitive_ends"])
        verb = begin + 1 if begin < stop and words.has("denials", tokens[begin]) else begin
        denied = any(words.has("denying", token) for token in tokens[cue.first : cue.last])
        weighs = any(words.has("weighing", token) for token in tokens[cue.first : cue.last])
        if not ends or verb >= stop or denied or weighs or cue.kind not in {"strong", "gerund"}:
            return None
        told = tokens[verb].endswith(ends) and len(tokens[verb]) > 2 and not words.has("definite", tokens[verb])
        return (begin, stop) if told and tokens[verb].isalpha() else None

    def after_colon(self, at: int, stop: int) -> tuple[int, int] | None:
        """What a colon opens, if it is no quotation: "La agencia advierte: la gripe se adelanta"."""
        if not self.words.grammar.split_clauses or self.copy.tokens[at] != ":" or at + 2 >= stop:
            return None
        quoted = any(self.copy.tokens[place][0] == QUOTED for place in range(at + 1, stop))
        return None if quoted or not self.copy.text[self.copy.starts[at + 1]].islower() else (at + 1, stop)

    def _rest(self, cue: Cue, frame: Frame, later: Cue | None) -> tuple[int, int] | None:
        """What follows saying words inside a clause: "El fuego, informó el cuerpo en una nota, se inició ayer"."""
        tokens, words = self.copy.tokens, self.words
        if cue.kind != "strong" or cue.first - frame.first > LONGEST_HEAD or tokens[cue.first - 1] != ",":
            return None
        after = max(cue.last, cue.subject_last)
        if after < frame.last and (any(words.has(kind, tokens[after]) for kind in LOOSE)):
            after = next((at for at in range(after, min(after + 9, frame.last)) if tokens[at] == ","), after)
        opener, short = tokens[frame.first], cue.first - frame.first <= 5
        small = any(words.has(kind, opener) for kind in ("prepositions", "adverb_words", "stops"))
        adverbial = short and small and not words.has("definite", opener)  # "Al contrario, señaló, los bancos …"
        adverbial = adverbial or (short and words.has("prepositions", opener))  # "Al contrario"
        verb = after + 1 < frame.last and tokens[after] == "," and tokens[after + 1] in words.auxiliaries
        if later or not (verb or self._goes_on(after, frame) or (adverbial and tokens[after : after + 1] == [","])):
            return None
        return after + 1, frame.last

    def _interrupts(self, cue: Cue, frame: Frame) -> bool:
        """Whether "according to X" stands inside the clause it reports: ", selon lui, que le pont tient"."""
        tokens, words, after = self.copy.tokens, self.words, cue.subject_last
        if after + 1 >= frame.last:
            return False
        by_pronoun = cue.subject_first < after and phrase_at(words.pronouns, tokens, cue.subject_first) is not None
        if tokens[after] != ",":
            return by_pronoun and tokens[after].isalpha()
        opens = tokens[after + 1]
        joined = words.has("ands", opens) or self.subjects.pronoun_at(after + 1, after + 1) == ("who", after + 1)
        article = words.has("definite", opens) or words.has("that", opens) or words.has("prepositions", opens)
        return article and not joined

    def _goes_on(self, after: int, frame: Frame) -> bool:
        """Whether the clause that saying words interrupt goes on after their comma."""
        tokens, words = self.copy.tokens, self.words
        if after + 1 >= frame.last or tokens[after] != "," or tokens[after + 1][0] == QUOTED:
            return False
        if self.copy.is_capital(after + 1):
            return False  # "said the minister, Solveig Brandt"
        opens = tokens[after + 1]
        begins = any(words.has(kind, opens) for kind in ("stops", "ands", "prepositions", "definite", "pronoun_words"))
        begins = begins or phrase_at(words.cues, tokens, after + 1) is not None or opens in words.auxiliaries
        return opens.isalpha() and not begins

    def _after_comma(self, first: int, last: int) -> int:
        """Where the telling begins after "according to X": who X is, and "in contrast", come between commas first."""
        tokens = self.copy.tokens
        if self.words.grammar.clause == "plain" and first < last and tokens[first] in {"-", "–", "—", "("}:
            # "Theo bà Thu - Giám đốc Sở Văn hóa, …"
            first = next((at for at in range(first, min(last, first + 25)) if tokens[at] == ","), first)
        if first < last and tokens[first] != ",":
            # "Selon une étude publiée jeudi dans Nature, …": the rest of who it is ends at the comma.
            loose = self.words.has("stops", tokens[first]) or self.words.has("prepositions", tokens[first])
            reach = range(first, min(last, first + 15 if loose else first + 6))
            if loose or self.words.grammar.clause in {"infinitive", "that"} or self.words.grammar.titles_first:
                first = next((at for at in reach if tokens[at] == ","), first)
        while first < last and tokens[first] == ",":
            comma = next((at for at in range(first + 1, last) if tokens[at] == ","), None)
            if comma is None:
                break
            opens = self.subjects.pronoun_at(first + 1, first)
            describes = any(m.kind != "name" and m.first == first + 1 for m in self.cast.between(first + 1, first + 2))
            if not (comma - first <= 4 or describes or (opens and opens[0] == "who")):
                break
            first = comma
        return first

    def _subjunctive(self, cue: Cue, begin: int, stop: int) -> tuple[int, int] | None:
        """A clause after a comma whose verb shows that it is reported: "sagte sie, der Turm stehe noch"."""
        tokens, words = self.copy.tokens, self.words
        if cue.kind == "gerund":
            return None
        commas = [at for at in range(begin, stop) if tokens[at] == ","]
        if not commas or commas[0] > begin + 14:
            return None
        for start, end in pairwise([*commas, stop]):
            opens = tokens[start + 1] if start + 1 < stop else ""
            if words.has("that", opens):
                return start + 2, stop
            reported = any(words.has("subjunctives", token) for token in tokens[start + 1 : end])
            if reported and words.has("subjunctives", opens):
                return commas[0] + 1, stop  # "fügte sie hinzu, der Pegel, der gestern stieg, sei wieder gefallen"
            if reported and not (words.has("relatives", opens) and end == stop and start != commas[0]):
                return start + 1, stop
            if words.has("conditions", opens):  # "sagte sie, wenn es regnet, müsse man warten"
                later = any(words.has("subjunctives", token) for token in tokens[end:stop])
                return (start + 1, stop) if later else None
        return None

    def _bare(self, cue: Cue, begin: int, stop: int) -> tuple[int, int] | None:
        """A clause without "that": "said he would go", "told reporters the plan was dead"."""
        tokens, words = self.copy.tokens, self.words
        if words.has("listeners", tokens[cue.last - 1]):
            article = words.has("definite", tokens[begin]) or words.has("indefinite", tokens[begin])
            mention = next(iter(self.cast.between(begin, min(stop, begin + 3))), None)
            listener = phrase_at(words.pronouns, tokens, begin)
            if (article and mention is None) or cue.kind == "gerund":
                return None  # "told a news conference", "telling the truth"
            begin = mention.last if mention else begin + listener[0] if listener else begin + 1
        if (
            begin >= stop
            or words.has("prepositions", tokens[begin])
            or (words.has("stops", tokens[begin]) and tokens[begin] not in {"this", "there", "if"})
        ):
            return None
        return begin, stop
