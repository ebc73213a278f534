"""Saying words where they stand: "a déclaré", "she added", "according to"."""

from dataclasses import dataclass

from ingest.statements.cues import QUOTED, phrase_at
from ingest.statements.frames import MARKS, Copy, Frame
from ingest.statements.people import Person

LONG_QUOTATION = 24  # characters: a shorter one may be a title, and "«Marea», gana el premio" tells of it
SMALL = (
    "prepositions", "stops", "definite", "indefinite", "ands", "that", "clitics", "adverb_words", "pronoun_words",
    "not_told", "nobody", "opening", "denials", "naming",
)  # fmt: skip


def _is_said_here(copy: Copy, at: int, first: int, last: int) -> bool:
    """Whether a token stands right behind a quotation and right before somebody, as a verb of saying would."""
    tokens, words = copy.tokens, copy.words
    before = at - 1 - words.has("clitics", tokens[at - 1])
    if before - 1 < first or tokens[before] != "," or tokens[before - 1][0] != QUOTED or at + 2 > last:
        return False
    token, after = tokens[at], at + 1
    if not token.endswith(tuple(words.sets["verb_endings"])) or any(words.has(kind, token) for kind in SMALL):
        return False
    if copy.is_capital(at) or words.speaker_at(tokens, at):
        return False
    article = words.has("definite", tokens[after]) and not words.has("prepositions", tokens[after])
    article = article or words.has("indefinite", tokens[after])
    is_long = copy.ends[before - 1] - copy.starts[before - 1] > LONG_QUOTATION
    called = article and after + 1 < last and (is_long or words.speaker_at(tokens, after + 1) is not None)
    name = copy.is_capital(after) and tokens[after][0] not in MARKS
    alone = is_long and before - 1 == first and tokens[after] == "."  # "«…», remacha."
    return called or name or alone


@dataclass(slots=True)
class Cue:
    """Saying words, tokens `first` to `last`, and who says them."""

    first: int
    last: int
    kind: str  # strong, weak, gerund, infinitive, impersonal, passive, according, according_quoted, according_same
    pronoun: str | None = None
    person: Person | None = None
    subject_first: int = 0
    subject_last: int = 0
    follows: bool = False  # the words said stand before it: "…, a annoncé X"
    in_relative: bool = False  # "the office, which had promised": what it says may come after the comma
    close: bool = True  # nothing but small words stands between it and its speaker

    def imply(self, person: Person | None) -> None:
        """Take somebody for the speaker who is not named beside the saying words."""
        self.person = person
        self.subject_first = self.subject_last = self.first


def cue_at(copy: Copy, at: int, frame: Frame) -> Cue | None:
    """The saying words that start at a token."""
    tokens, words = copy.tokens, copy.words
    token = tokens[at]
    before = tokens[at - 1] if at > frame.first else ""
    if before and at - 1 > frame.first and copy.is_capital(at - 1):
        before = ""  # Mrs May, not "may"
    if "-" in token and (hyphened := _hyphened(copy, at, frame, before)):
        return hyphened
    aux = phrase_at(words.auxiliaries, tokens, at) if token in words.auxiliaries else None
    if aux and (participle := _participle(copy, at + aux[0], frame, reflexive=aux[1] == "self")):
        return None if words.has("not_told", before) else Cue(at, participle[0], participle[1])
    if parted := _parted(copy, at, frame):
        return parted
    found = phrase_at(words.cues, tokens, at) if token in words.cues else None
    if found is None and words.sets["verb_endings"] and _is_said_here(copy, at, frame.first, frame.last):
        return Cue(at, at + 1, "weak")
    if found is None or found[1] == "none" or at + found[0] > frame.last:
        return None
    if words.grammar.drops_subject and copy.is_capital(at) and before.isalpha():
        return None  # "Kai-Fu Lee"
    cue = Cue(at, at + found[0], found[1])
    after = tokens[cue.last] if cue.last < frame.last else ""
    if cue.kind.startswith("according"):
        return _according(copy, cue, frame, before, after)
    if cue.kind == "impersonal":
        return cue
    if cue.kind == "infinitive":
        opens = after in {":", ","} or after[:1] == QUOTED or words.has("that", after)
        return Cue(at, at + 1, "infinitive") if opens and words.has("infinitive_marks", before) else None
    return _verb(copy, cue, frame, before, after)


def _hyphened(copy: Copy, at: int, frame: Frame, before: str) -> Cue | None:
    """A verb with its pronoun: "lit-on", "a-t-elle ajouté"."""
    words, token = copy.words, copy.tokens[at]
    if token in words.cues:
        return Cue(at, at + 1, "weak", "one")
    base, *_, last = token.split("-")
    told = words.pronouns.get(last)
    if not told or told[0][1] not in {"he", "she", "they", "one"}:
        return None
    pronoun, reflexive = told[0][1], before == "s'"
    has = reflexive or base in words.auxiliaries
    if has and (participle := _participle(copy, at + 1, frame, reflexive=reflexive)):
        return Cue(at - reflexive, participle[0], participle[1], pronoun)
    return Cue(at, at + 1, words.cues[base][0][1], pronoun) if base in words.cues else None


def _according(copy: Copy, cue: Cue, frame: Frame, before: str, after: str) -> Cue | None:
    """Words for "according to", if somebody's words and no manner or measure may follow it."""
    words = copy.words
    opens = _opens_clause(copy, cue.first, frame)
    if words.grammar.clause == "plain" and not opens and not words.has("ands", before):
        return None  # "đặt tên theo ông nội"
    if _is_paper(copy, cue.last, frame):
        return Cue(cue.first, cue.last, "according_quoted")  # "laut einer Mitteilung des Amtes"
    someone = words.grammar.capital_nouns and words.has("indefinite", after)
    if (words.has("not_according", after) and not someone) or (cue.kind == "according_quoted" and not opens):
        return None
    if words.grammar.drops_subject:
        cue.last = _with_verb(copy, cue.last, frame)
    return cue


def _verb(copy: Copy, cue: Cue, frame: Frame, before: str, after: str) -> Cue | None:
    """A verb that says something here, and is neither a noun nor said of something else."""
    words, at = copy.words, cue.first
    is_noun = any(words.has(kind, before) for kind in ("definite", "indefinite", "prepositions"))
    if words.sets["nouns_too"]:
        is_noun = _is_noun_here(copy, at, frame, is_noun=is_noun)
    if words.grammar.clause == "plain":
        is_noun = words.has("nouning", before)
    if words.sets["relative_objects"] and _in_relative(copy, at, frame):
        return None
    if cue.kind == "inverted":  # "„…“, so Tarrick": between a mark and a name
        marked = before == "," or before[:1] == QUOTED
        capital = at + 1 < frame.last and (copy.is_capital(at + 1) or words.has("definite", after))
        return Cue(at, cue.last, "strong") if marked and capital else None
    if copy.tokens[at] in words.elsewhere and _is_silent(copy, at, frame):
        return None
    if words.has("passives", after) or (words.grammar.capital_nouns and _is_passive(copy, at, frame)):
        return Cue(at, cue.last, "passive") if words.grammar.capital_nouns else None
    if cue.kind != "gerund" and (is_noun or words.has("not_told", before) or before.endswith("n't")):
        return None
    return cue


def _with_verb(copy: Copy, at: int, frame: Frame) -> int:
    """The token after a saying word that "según" opens: "según ha explicado el alcalde"."""
    tokens, words = copy.tokens, copy.words
    while at < frame.last and words.has("clitics", tokens[at]) and not words.has("definite", tokens[at]):
        at += 1
    if at >= frame.last:
        return at
    if (aux := phrase_at(words.auxiliaries, tokens, at)) and (
        told := _participle(copy, at + aux[0], frame, reflexive=False)
    ):
        return told[0]
    verb = phrase_at(words.cues, tokens, at)
    return at + verb[0] if verb and verb[1] in {"strong", "weak"} else at


def _is_noun_here(copy: Copy, at: int, frame: Frame, *, is_noun: bool) -> bool:
    """Whether a word that may be a noun is one: "la tercera pregunta", but "la acusó" and "la corrige"."""
    tokens, words = copy.tokens, copy.words
    before = tokens[at - 1] if at > frame.first else ""
    if is_noun and words.has("clitics", before) and not words.has("prepositions", before):
        return words.has("nouns_too", tokens[at])
    if is_noun or not words.has("nouns_too", tokens[at]) or at - 2 < frame.first or not before.isalpha():
        return is_noun
    article = words.has("definite", tokens[at - 2]) or words.has("indefinite", tokens[at - 2])
    plain_word = copy.text[copy.starts[at - 1]].islower() and not words.has("adverb_words", before)
    return article and plain_word and words.speaker_at(tokens, at - 1) is None


def _is_paper(copy: Copy, at: int, frame: Frame) -> bool:
    """Whether a paper of somebody's follows, with an article and perhaps an adjective before it."""
    return paper_among(copy, at, min(at + 4, frame.last)) is not None


def paper_among(copy: Copy, first: int, last: int) -> int | None:
    """The first noun among some tokens that is a paper: "Schreiben", "Pressemitteilung"."""
    papers = copy.words.papers
    if not papers:
        return None
    for at in range(first, last):
        token = copy.tokens[at]
        if token.endswith(papers) and copy.is_capital(at):
            return at
        if not token.isalpha():
            return None
    return None


def _in_relative(copy: Copy, at: int, frame: Frame) -> bool:
    """Whether a cue only describes somebody: "ein Beamter, den die Zeitung zitiert, …"."""
    comma = next((place for place in range(at, max(frame.first, at - 10), -1) if copy.tokens[place] == ","), None)
    return comma is not None and copy.words.has("relative_objects", copy.tokens[comma + 1])


def _is_passive(copy: Copy, at: int, frame: Frame) -> bool:
    """Whether a participle ends a clause with "wurde" in it: "wurde als „…“ bezeichnet"."""
    tokens = copy.tokens
    if not tokens[at].endswith(("t", "en")) or (at + 1 < frame.last and tokens[at + 1][0] not in MARKS):
        return False
    for back in range(at - 1, max(frame.first, at - 20) - 1, -1):
        if tokens[back] in {",", ";", ":"}:
            return False
        if copy.words.has("passives", tokens[back]):
            return True
    return False


def _is_silent(copy: Copy, at: int, frame: Frame) -> bool:
    """Whether a particle at the end of its clause makes a verb say nothing: "Der Plan sieht einen Turm vor"."""
    particles = copy.words.elsewhere[copy.tokens[at]]
    ends = next((end for end in range(at + 1, min(at + 25, frame.last)) if copy.tokens[end][0] in MARKS), at)
    return copy.tokens[ends - 1] in particles


def _parted(copy: Copy, at: int, frame: Frame) -> Cue | None:
    """A verb whose particle stands apart, both in one clause: "teilte das Amt am Mittwoch mit"."""
    particles = copy.words.particles.get(copy.tokens[at], ())
    if not particles:
        return None
    for end in range(at + 1, min(at + 25, frame.last)):
        token = copy.tokens[end]
        after = copy.tokens[end + 1] if end + 1 < frame.last else "."
        if token in particles and (not after[0].isalnum() or copy.words.has("ands", after)):
            return Cue(at, end + 1 if end == at + 1 else at + 1, "strong")
        if token in ".!?;:":
            return None
    return None


def _participle(copy: Copy, at: int, frame: Frame, *, reflexive: bool) -> tuple[int, str] | None:
    """The token after a participle and its kind, adverbs before it passed over."""
    tokens, words = copy.tokens, copy.words
    for _ in range(4):
        if at >= frame.last:
            return None
        for phrases in (words.participles, words.cues):
            found = phrase_at(phrases, tokens, at)
            if found and found[1] in {"strong", "weak", "reflexive"} and (found[1] == "reflexive") == reflexive:
                if phrases is words.cues and words.participles:
                    continue
                return min(at + found[0], frame.last), "weak" if found[1] == "reflexive" else found[1]
        adverb = phrase_at(words.adverbs, tokens, at)
        if not adverb:
            return None
        at += adverb[0]
    return None


def _opens_clause(copy: Copy, at: int, frame: Frame) -> bool:
    """Whether nothing but a comma or a quotation stands before a token."""
    return at == frame.first or copy.tokens[at - 1] in {",", ";"} or copy.tokens[at - 1][0] == QUOTED
