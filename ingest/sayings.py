"""Saying words where they stand: "a déclaré", "she added", "according to"."""

from dataclasses import dataclass

from ingest.cues import QUOTED, phrase_at
from ingest.frames import Frame
from ingest.people import Person
from ingest.tokens import Copy


@dataclass(slots=True)
class Cue:
    """Saying words, tokens `first` to `last`, and who says them."""

    first: int
    last: int
    kind: str  # strong, weak, gerund, infinitive, according, according_quoted
    pronoun: str | None = None
    person: Person | None = None
    subject_first: int = 0
    subject_last: int = 0
    follows: bool = False  # the words said stand before it: "…, a annoncé X"
    in_relative: bool = False  # "the office, which had promised": what it says may come after the comma
    close: bool = True  # nothing but small words stands between it and its speaker


def cue_at(copy: Copy, at: int, frame: Frame) -> Cue | None:
    """The saying words that start at a token."""
    tokens, words = copy.tokens, copy.words
    token = tokens[at]
    before = tokens[at - 1] if at > frame.first else ""
    if before and at - 1 > frame.first and copy.text[copy.starts[at - 1]].isupper():
        before = ""  # Mrs May, not "may"
    if "-" in token and token in words.cues:
        return Cue(at, at + 1, "weak", "one")  # "lit-on"
    if "-" in token:
        base, *_, last = token.split("-")
        told = words.pronouns.get(last)
        if told and told[0][1] in {"he", "she", "they", "one"}:
            pronoun = told[0][1]
            reflexive = before == "s'"
            has = base in words.auxiliaries or reflexive
            if has and (participle := _participle(copy, at + 1, frame, reflexive=reflexive)):
                return Cue(at - reflexive, participle[0], participle[1], pronoun)
            if base in words.cues:
                return Cue(at, at + 1, words.cues[base][0][1], pronoun)
    aux = phrase_at(words.auxiliaries, tokens, at) if token in words.auxiliaries else None
    if aux and (participle := _participle(copy, at + aux[0], frame, reflexive=aux[1] == "self")):
        return None if words.has("not_told", before) else Cue(at, participle[0], participle[1])
    if parted := _parted(copy, at, frame):
        return parted
    found = phrase_at(words.cues, tokens, at) if token in words.cues else None
    if found is None or at + found[0] > frame.last:
        return None
    length, kind = found
    after = tokens[at + length] if at + length < frame.last else ""
    if kind.startswith("according"):
        if words.has("not_according", after) or (kind == "according_quoted" and not _opens_clause(copy, at, frame)):
            return None
        return Cue(at, at + length, kind)
    if kind == "infinitive" and _announces(copy, at, frame):
        return Cue(at, at + 1, "weak")  # "était venu lui dire, dans le couloir : « … »"
    if kind == "infinitive":
        return (
            Cue(at, at + 1, kind)
            if words.has("infinitive_marks", before)
            and (after in {":", ","} or after[:1] == QUOTED or words.has("that", after))
            else None
        )
    is_noun = words.has("definite", before) or words.has("indefinite", before) or words.has("prepositions", before)
    if words.sets["relative_objects"] and _in_relative(copy, at, frame):
        return None
    if kind == "inverted":  # "„…“, so Tarrick": between a mark and a name
        marked = before == "," or before[:1] == QUOTED
        capital = at + 1 < frame.last and (copy.text[copy.starts[at + 1]].isupper() or words.has("definite", after))
        return Cue(at, at + length, "strong") if marked and capital else None
    if words.has("passives", after):
        return None
    if kind != "gerund" and (is_noun or words.has("not_told", before) or before.endswith("n't")):
        return None
    return Cue(at, at + length, kind)


def _announces(copy: Copy, at: int, frame: Frame) -> bool:
    """Whether a colon and a quotation follow soon."""
    colon = next((place for place in range(at + 1, min(at + 8, frame.last - 1)) if copy.tokens[place] == ":"), None)
    before = copy.tokens[at - 1] if at > frame.first else ""
    return colon is not None and copy.tokens[colon + 1][0] == QUOTED and not copy.words.has("infinitive_marks", before)


def _in_relative(copy: Copy, at: int, frame: Frame) -> bool:
    """Whether a cue only describes somebody: "ein Beamter, den die Zeitung zitiert, …"."""
    comma = next((place for place in range(at, max(frame.first, at - 10), -1) if copy.tokens[place] == ","), None)
    return comma is not None and copy.words.has("relative_objects", copy.tokens[comma + 1])


def _parted(copy: Copy, at: int, frame: Frame) -> Cue | None:
    """A verb whose particle stands apart, both in one clause: "teilte das Amt am Mittwoch mit"."""
    particles = copy.words.particles.get(copy.tokens[at], ())
    if not particles:
        return None
    for end in range(at + 1, min(at + 25, frame.last)):
        token = copy.tokens[end]
        if token in particles and (end + 1 >= frame.last or not copy.tokens[end + 1][0].isalnum()):
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
