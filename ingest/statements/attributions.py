"""Every saying word of a sentence with the one who says it; first, in `Brackets`, what only German needs."""

from ingest.statements.cues import QUOTED, phrase_at
from ingest.statements.frames import MARKS, Copy, Frame
from ingest.statements.given_names import is_aside
from ingest.statements.people import Mention, Person
from ingest.statements.plain_clauses import trails, words_relayed
from ingest.statements.sayings import Cue, cue_at
from ingest.statements.sources import Dropped, QuotedSources
from ingest.statements.speakers import Cast
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
        copy, tokens = self.copy, self.copy.tokens
        if self.words.has("postposed", tokens[cue.first]):
            behind = self.cast.between(max(frame.first, cue.first - 8), cue.first)
            near = [m for m in behind if cue.first in {m.last, self.cast.description_end(m)}][:1]
            if near:
                cue.subject_first, cue.subject_last = near[-1].first, cue.last
                return self.cast.resolve(near[-1])
            at = cue.first - 1
        else:
            at = next((at for at in range(cue.last, min(cue.last + 3, frame.last)) if copy.is_capital(at)), frame.last)
        if not frame.first <= at < frame.last or not copy.is_capital(at) or self.words.has("not_names", tokens[at]):
            return None
        if self.words.has("not_according", tokens[at]) or tokens[at].endswith(self.words.papers):
            return None
        cue.subject_first, cue.subject_last = min(at, cue.first), max(at + 1, cue.last)
        name = copy.slice(at, at + 1)
        return self._nouns.setdefault(name, Person(name))

    def _noun(self, first: int, last: int) -> Mention | None:
        """The first noun among some tokens that may be a subject: no preposition, no other case before it."""
        tokens, words = self.copy.tokens, self.words
        for at in range(first, min(last, len(tokens))):
            if tokens[at][0] == QUOTED or (at == first and tokens[at] in {",", "."}):
                return None
            if not self.copy.is_capital(at) or words.has("not_names", tokens[at]):
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


class Attributions:
    """Tells each cue of one article its speaker, as far as the text tells."""

    def __init__(self, copy: Copy, cast: Cast, subjects: Subjects) -> None:
        self.copy, self.cast, self.subjects, self.words = copy, cast, subjects, copy.words
        self.brackets, self.sources = Brackets(subjects), QuotedSources(copy, cast)
        self.dropped = Dropped(copy, cast)

    def cues(self, frame: Frame) -> list[Cue]:
        """The saying words of a frame with their speakers, as far as they can be told."""
        cues: list[Cue] = []
        at = frame.first
        while at < frame.last:
            if self.words.grammar.titles_first and (inside := self._mentioned_to(at)):
                at = inside  # "giới phân tích"
                continue
            compound = (
                phrase_at(self.words.cues, self.copy.tokens, at) if self.copy.tokens[at] in self.words.cues else None
            )
            if compound and compound[1] == "none":
                at += compound[0]
                continue
            cue = cue_at(self.copy, at, frame)
            if cue is None:
                at += 1
                continue
            before = cues[-1] if cues else None
            self._find_speaker(cue, frame, before)
            if self.words.has("quoting", self.copy.tokens[cue.first]):
                self.sources.quoted(cue, frame)
            if cue.person is None and self.words.grammar.capital_nouns and cue.kind in {"strong", "weak"}:
                self.brackets.bracketed(cue, frame)
            if cue.person and cue.person.is_mute:
                issued = self.words.has("issued", cue.person.name)  # "reza la nota": whoever spoke in it
                cue.person = self.cast.last_speaker() if issued else None
            if cue.person and not (cue.close or cue.person.is_human or cue.person.is_body):
                cue.person = None  # a ship, a satellite, a place: only right at the saying word can it be a body
            if cue.kind == "according" and words_relayed(self.copy, cue, frame):
                at = cue.last
                continue
            cues.append(cue)
            if cue.person:
                self.cast.spoke(cue.person, cue.first)
            at = cue.last
        if len(cues) > 1 and cues[0].kind in {"gerund", "infinitive"} and self.words.grammar.drops_subject:
            cues[0].person = next((cue.person for cue in cues[1:] if cue.person), cues[0].person)
        return cues

    def _find_speaker(self, cue: Cue, frame: Frame, before: Cue | None) -> None:
        """Tell who says a cue's words, if anything tells it."""
        if cue.pronoun:
            self._in_verb(cue, cue.pronoun, frame)
        elif cue.kind in {"gerund", "infinitive"}:
            cue.imply(before.person if before else self.subjects.first_subject(frame.first, cue.first))
        elif cue.kind == "passive":
            self.sources.agent(cue, frame)
        elif cue.kind == "impersonal":
            self.sources.written(cue, frame.first, frame)
        elif cue.kind.startswith("according"):
            if cue.kind != "according_quoted" or not self.sources.written(cue, cue.last, frame):
                self._according(cue, frame)
        else:
            self._subject(cue, frame, before)

    def _in_verb(self, cue: Cue, pronoun: str, frame: Frame) -> None:
        """Find whom the pronoun behind a verb means: "dit-elle", "lit-on dans le communiqué"."""
        cue.person = self.subjects.pronoun(pronoun, cue.first)
        if pronoun == "one":  # "assure-t-on au ministère"
            near = self.cast.between(cue.last, min(cue.last + 4, frame.last))
            source = next((m for m in near if m.kind != "name"), None)
            cue.person = self.cast.resolve(source) if source and source.kind in {"body", "group"} else None
        cue.subject_first, cue.subject_last = cue.first, cue.last
        cue.follows = True

    def _subject(self, cue: Cue, frame: Frame, before: Cue | None) -> None:
        """Find the subject of a verb: after it, before it, or left out."""
        tokens, words = self.copy.tokens, self.words
        left = self._left_of(cue, frame, before)
        if left is None:
            return
        if words.grammar.clause == "plain" and before and before.person and left >= before.last and tokens[left] == ",":
            cue.imply(before.person)
            return
        clause = self._clause_start(cue.first, frame, before)
        nothing_before = left < clause
        after_mark = left < frame.first or tokens[left][0] == QUOTED or tokens[left] in {",", "–", "—", "-"}
        elided = words.grammar.capital_nouns and before and words.has("ands", tokens[max(left, 0)])
        if elided and before and before.person and left == before.subject_last and left >= max(before.last, clause):
            cue.person = before.person  # "sagte er und nannte die Werft …": the subject is not said again
            cue.subject_first = cue.subject_last = left
            return
        if words.grammar.pronoun_follows and self._inverted(cue, frame, after_mark=after_mark):
            return
        follows = words.grammar.clause != "plain"  # no Vietnamese subject stands behind its verb
        sure = nothing_before or self.subjects.quote_before(left, frame)
        if follows and (nothing_before or after_mark) and self.subjects.after(cue, frame, sure=sure):
            return
        if nothing_before:
            self._left_out(cue, frame, before, left, after_mark=after_mark)
            return
        sure = words.grammar.drops_subject and (cue.kind == "strong" or words.has("neuter", tokens[cue.first - 1]))
        if sure and words.has("ands", tokens[left]) and self.subjects.after(cue, frame, sure=False):
            return  # "y lo confirma el director general de Montes"
        if self.dropped.trails(cue, frame, clause, left):
            cue.imply(self.dropped.speaker(cue, frame, before, trails=True))
            cue.follows = True
            return
        self.subjects.before(cue, frame, clause, left, before)
        if cue.person is None and not after_mark and words.grammar.subject_follows:
            self.subjects.after(cue, frame, sure=False)
        if cue.person is None and self.dropped.is_missing(cue, clause, left):
            cue.imply(self.dropped.speaker(cue, frame, before))

    def _left_of(self, cue: Cue, frame: Frame, before: Cue | None) -> int | None:
        """The token before a verb and its small words; None if those deny it or tell it of somebody else."""
        tokens, words = self.copy.tokens, self.words
        left = cue.first - 1
        denied = False
        while left >= frame.first and (words.has("clitics", tokens[left]) or words.has("adverb_words", tokens[left])):
            dative = words.grammar.drops_subject and left + 1 < cue.first and words.has("clitics", tokens[left + 1])
            reflexive = words.has("reflexive_clitics", tokens[left]) and not dative  # "se lo comunicó": to him
            denied = denied or words.has("denials", tokens[left]) or reflexive
            left -= 1
        if denied or (left > frame.first and tokens[left] == "qu'" and tokens[left - 1] == "ce"):
            return None
        if words.grammar.clause == "plain":
            while left > frame.first and (told := phrase_at(words.adverbs, tokens, left - 1)) and told[0] == 2:
                left -= 2  # ", đồng thời đề nghị"
        return left

    def _left_out(self, cue: Cue, frame: Frame, before: Cue | None, left: int, *, after_mark: bool) -> None:
        """Tell who is meant where nobody stands in a verb's clause: whoever spoke before."""
        tokens, words = self.copy.tokens, self.words
        is_plain = words.grammar.clause == "plain"
        if is_plain and left < frame.first:
            about = cue.last < frame.last and words.has("about", tokens[cue.last])
            if about or not words.has("fronted", " ".join(tokens[cue.first : cue.last])):
                return  # "Phát biểu trước binh sĩ, Harstin cho rằng": who speaks is still to come
        if before and before.person and left >= frame.first and cue.kind != "weak":
            cue.imply(before.person if tokens[left] == "," else None)
        if is_plain and cue.person is None and cue.kind == "strong":
            last = self.cast.only_speaker(cue.first)
            cue.imply(last if last and (last.is_human or last.is_body) else None)
            cue.follows = after_mark and left >= frame.first and trails(self.copy, cue, frame)
        if words.grammar.drops_subject and cue.person is None and cue.kind in {"strong", "weak"}:
            cue.imply(self.dropped.speaker(cue, frame, before))
            cue.follows = after_mark and left >= frame.first

    def _inverted(self, cue: Cue, frame: Frame, *, after_mark: bool) -> bool:
        """Find a subject right after its verb: "sagte er", "dijo ella", "sagte Ines Halvard"."""
        tokens, at = self.copy.tokens, cue.last
        if at >= frame.last:
            return False
        told = phrase_at(self.words.pronouns, tokens, at)
        by = self.words.grammar.drops_subject and self.words.has(
            "prepositions", tokens[at - 1]
        )  # "Son palabras de Sanz"
        named = next((m for m in self.cast.between(at, at + 1) if by or not m.governed), None)
        if told and self.words.has("objects", tokens[at]):
            told = None  # "warf ihm vor"
        if told is None and self.words.grammar.drops_subject and tokens[at + 1 : at + 2] in ([","], ["."]):
            owner = self.words.owners.get(tokens[at])  # "contestó este."
            told = (1, owner) if owner else None
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

    def _mentioned_to(self, at: int) -> int:
        """The token after the mention that a token stands in, 0 if it stands in none."""
        return next((m.last for m in self.cast.between(at - 12, at + 1) if m.first <= at < m.last), 0)

    def _clause_start(self, at: int, frame: Frame, before: Cue | None) -> int:
        """Where the clause of a token begins."""
        tokens = self.copy.tokens
        start = at
        if at > frame.first and tokens[at - 1] == ")":  # "der Verband (kurz: „…“) warnt"
            start = next((place for place in range(at - 1, frame.first, -1) if tokens[place] == "("), at)
        while (
            start > frame.first
            and (tokens[start - 1][0] != QUOTED or is_aside(self.copy, start - 1))
            and tokens[start - 1] not in {";", ":", "–", "—"}
        ):
            start -= 1
            if before and start < before.last:
                return before.last
        while start < at and tokens[start] == ",":
            start += 1
        return start

    def _is_verb(self, token: str) -> bool:
        """Whether "según" was read together with a saying word: "según ha explicado"."""
        kinds = {kind for _, kind in self.words.cues.get(token, ())}
        return token in self.words.participles or bool(kinds & {"strong", "weak"})

    def _according(self, cue: Cue, frame: Frame) -> None:
        """Find the speaker after "according to"."""
        tokens, words = self.copy.tokens, self.words
        cue.follows = cue.first != frame.first
        if cue.kind == "according_same":
            told = words.owners.get(tokens[cue.first + 1] if cue.last - cue.first > 1 else "")
            cue.person = self.subjects.pronoun(told, cue.first) if told else self.cast.last_speaker()
            cue.subject_first = cue.subject_last = cue.last
            cue.kind = "according"
            return
        found = phrase_at(words.pronouns, tokens, cue.last) if cue.last < frame.last else None
        if found and any(m.kind == "name" for m in self.cast.between(cue.last, cue.last + 1)):
            found = None  # "theo ông Okolind"
        if found:
            cue.person = self.subjects.pronoun(found[1], cue.last)
            cue.subject_first, cue.subject_last = cue.last, cue.last + found[0]
        said = words.grammar.drops_subject and cue.kind == "according" and self._is_verb(tokens[cue.last - 1])
        if said and self.subjects.after(cue, frame, sure=True):  # "según ha explicado a Efe el alcalde"
            cue.follows = cue.first != frame.first
            return
        if found and found[1] == "who" and words.grammar.for_whom:  # ", para quien el plan es «…»"
            told_of = self.cast.between(max(frame.first, cue.first - 12), cue.first)
            cue.person = self.cast.resolve(told_of[-1]) if told_of else None
        if not found:
            self._source(cue, frame)
        if cue.person is None and words.grammar.capital_nouns and (noun := self.brackets.source(cue, frame)):
            cue.person = noun
        opens = cue.first == frame.first or (words.grammar.for_whom and tokens[cue.first - 1] == ";")
        if cue.kind == "according_quoted" and opens and tokens[cue.subject_last : cue.subject_last + 1] == [","]:
            cue.kind = "according"

    def _source(self, cue: Cue, frame: Frame) -> None:
        """Find whom "according to" names, past the paper that has it: "selon un rapport du ministère"."""
        tokens, words = self.copy.tokens, self.words
        start = cue.last - words.has("definite", tokens[cue.last - 1])  # "a juicio del alcalde"
        near = self.cast.between(start, min(frame.last, cue.last + 8))
        papers = near[:1] if near and near[0].kind == "thing" else []
        near = [m for m in near[len(papers) :] if papers or m.first < cue.last + 5]
        if len(near) > 1 and near[1].first < near[0].last:
            near = near[1:]
        if not near:
            return
        mention = near[0]
        between = tokens[cue.last : mention.first]
        if papers and any(words.has("that", word) or words.has("pronoun_words", word) for word in between):
            return
        far = not papers and any(words.has("prepositions", word) for word in between)
        if far and not any(words.has("according_of", word) for word in between):
            return
        if any(word[0] in MARKS or word[0] == QUOTED for word in between):
            return
        cue.person = self.cast.resolve(mention)
        ends = (m.last for m in near if m.first == mention.first and m.person is cue.person)
        cue.subject_first, cue.subject_last = mention.first, max(self.cast.description_end(mention), *ends, 0)
