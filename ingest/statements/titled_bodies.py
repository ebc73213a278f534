"""How far a body's name goes: "Hiệp hội Cà phê Tây Sơn Nguyên", "Ban quản lý di tích Cổ Lũy", "công an tỉnh"."""

from dataclasses import dataclass

from ingest.statements.capital_runs import Runs
from ingest.statements.cues import first_names
from ingest.statements.noun_words import NounWords
from ingest.text.names import fold

LONGEST_BODY = 16  # tokens of a body's name after its calling
LOOSE = 3  # tokens looked ahead for the capital that a lower-case syllable leads to


@dataclass(frozen=True, slots=True)
class Body:
    """A body's tokens, `first` to `last`; its calling ends at `calling_last`."""

    first: int
    calling_last: int
    last: int
    is_named: bool
    person: int | None = None  # where somebody's name begins: "Cảnh sát điều tra Brian O'Hagan"


def find_body(noun: NounWords, runs: Runs, first: int, length: int) -> Body:
    """The body whose calling starts at a token, with the words that name it."""
    tokens, words = noun.tokens, noun.words
    begins = end = last = first + length
    named = False
    field = -1 if words.has("named_bodies", noun.plain(first, begins)) else noun.listed("fields", begins)
    while end < min(len(tokens), first + LONGEST_BODY):
        token = tokens[end]
        if step := noun.listed("fields", end) or noun.listed("places", end) or noun.listed("countries", end):
            named = named or noun.upper(end)
            last = end = end + step
        elif (run := runs.run(end)) > end:
            if run - end > 1 and fold(tokens[end]) in first_names() and end == begins + field:
                return Body(first, begins, run, is_named=True, person=end)
            last = end = run
            named = True
        elif token in {"và", "-", "–", "&"} and end + 1 < len(tokens) and noun.upper(end + 1) and named:
            if noun.calling(end + 1) or noun.honorific(end + 1):
                break
            end += 1
        elif token.isalpha() and noun.upper(end - 1) and not noun.stops(end) and _continues(noun, end):
            end += 1
        elif token.isalpha() and _is_half(noun, begins, end):
            last = end = end + 1
        elif not named and _leads_to_name(noun, end):
            end += 1
        elif (found := words.speaker_at(tokens, end)) and found[1] == "body":
            last = end = end + found[0]
        else:
            break
    return Body(first, begins, last, is_named=named)


def _is_half(noun: NounWords, begins: int, at: int) -> bool:
    """Whether a lower-case syllable is a compound's second half, its first with a capital: "Hội Tiêu dùng"."""
    alone = at - begins == 1 or not noun.upper(at - 2)
    if not (alone and noun.upper(at - 1) and noun.is_syllable(at - 1) and noun.is_syllable(at)):
        return False
    return not noun.stops(at) and not noun.words.has("taking", noun.tokens[at])


def _leads_to_name(noun: NounWords, at: int) -> bool:
    """Whether a lower-case syllable tells what a body is for, before its name: "Ban quản lý di tích Cổ Lũy"."""
    for place in range(at, min(at + LOOSE, len(noun.tokens))):
        token = noun.tokens[place]
        if noun.upper(place):
            return place > at
        if not token.isalpha() or noun.stops(place) or noun.words.has("taking", token):
            return False
    return False


def _continues(noun: NounWords, at: int) -> bool:
    """Whether a lower-case syllable stands inside a name: a capital comes behind it."""
    return any(noun.upper(place) for place in range(at + 1, min(at + LOOSE, len(noun.tokens))))
