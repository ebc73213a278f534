"""Words that a colon alone gives to their speaker: a headline's "HLV Valcanto: …", the answers of an interview."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.article import StatementKind
from ingest.statements.cues import QUOTED
from ingest.statements.frames import Copy, Frame
from ingest.statements.people import Person
from ingest.statements.speakers import Cast
from ingest.statements.subjects import Subjects
from ingest.text.quotation_marks import paragraphs

DASHES = frozenset("-–—•")
QUESTIONS = ("*", "PV", "Phóng viên", "Hỏi")
ASIDE = re.compile(r"\s*\([^()\n]{1,40}\)[.:]?\s*")  # "(Cười)"
FEWEST_WORDS = 3
FARTHEST_SUBJECT = 16  # tokens of "Trong góc nhà văn hóa," before who is brought on
LONGEST_TAG = 25  # tokens of "bà Nga nháy mắt với hàng xóm"
LONGEST_INTRODUCTION = 20  # tokens before the colon: who it is, with title and age


@dataclass(frozen=True, slots=True)
class DialogueTurn:
    """What one speaker says after a colon."""

    person: Person
    kind: StatementKind
    start: int
    end: int


def find_turns(text: str, copy: Copy, cast: Cast) -> Iterator[DialogueTurn]:
    """The headline's words, if it names who says them, and every answer of an interview."""
    asked = False
    answering: Person | None = None
    for number, (start, end) in enumerate(paragraphs(text)):
        first = copy.at(start)
        if first >= len(copy.tokens):
            return
        dashed = copy.tokens[first] in DASHES
        named = _speaker(copy, cast, first + dashed, copy.at(end))
        if number == 0 and not text.startswith(QUESTIONS):
            if named and named[0].is_human and not dashed and text[end - 1 : end] not in {".", "!", "?", "…"}:
                yield from _turn(text, named[0], "indirect", copy.ends[named[1]], end, copy)
            continue
        if dashed and asked and answering is None and not named:
            answering = next((m.person for m in cast.between(0, first) if m.person and m.person.is_human), None)
        if named and named[0].is_human and (dashed or asked):
            answering = named[0]
            yield from _turn(text, answering, "direct", copy.ends[named[1]], end, copy)
        elif dashed and asked and answering:
            yield from _turn(text, answering, "direct", copy.ends[first], end, copy)
        asked = text.startswith(QUESTIONS, start) or (text[end - 1 : end] == "?" and not dashed)


def _speaker(copy: Copy, cast: Cast, first: int, last: int) -> tuple[Person, int] | None:
    """Who is named before the first colon of a paragraph, and where the colon stands."""
    colon = next((at for at in range(first, min(last, first + LONGEST_INTRODUCTION)) if copy.tokens[at] == ":"), None)
    if colon is None or any(copy.tokens[at][0] in ".?!" or copy.tokens[at][0] == QUOTED for at in range(first, colon)):
        return None
    mention = next((m for m in cast.between(first, colon) if not m.governed), None)
    if mention is None or mention.first != first or mention.kind not in {"name", "person"}:
        return None
    if mention.last != colon and copy.tokens[mention.last] not in {",", "-", "–", "("}:
        return None
    return cast.resolve(mention), colon


def _turn(text: str, person: Person, kind: StatementKind, start: int, end: int, copy: Copy) -> Iterator[DialogueTurn]:
    """The words from a colon to the end of a paragraph; none of a quotation's, which is read as one."""
    if aside := ASIDE.match(text, start, end):
        start = aside.end()
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or (kind == "indirect" and text[end - 1 : end] == ".")):
        end -= 1
    if copy.text[start : start + 1] != QUOTED and len(text[start:end].split()) >= FEWEST_WORDS:
        yield DialogueTurn(person, kind, start, end)


def tagged(copy: Copy, subjects: Subjects, at: int, frame: Frame) -> Person | None:
    """Who stands behind a quotation with no saying word: "“…” - bà Nga nháy mắt"."""
    begins = at + 1
    if begins + 1 >= frame.last or copy.tokens[begins] not in {",", "-", "–", "—"}:
        return None
    begins += 1
    ends = frame.last - (copy.tokens[frame.last - 1][0] in ".!?…")
    if any(copy.tokens[place][0] == QUOTED for place in range(begins, ends)):
        return None
    if told := subjects.pronoun_at(begins, begins) or subjects.pronoun_at(begins + 1, begins):
        named = any(m.first == begins for m in subjects.cast.between(begins, begins + 1))
        if not named and told[0] in {"he", "she", "kin"} and ends - begins <= LONGEST_TAG:
            return subjects.pronoun(told[0], begins)
    mention = next((m for m in subjects.cast.between(begins, begins + 1) if not m.governed), None)
    if mention is None or (mention.kind == "name" and ends - mention.last > LONGEST_TAG):
        return None
    person = subjects.cast.resolve(mention)
    return person if person.is_human else None


def comes_on(subjects: Subjects, frame: Frame) -> Person | None:
    """The subject of a sentence that tells nothing: "Ông Vĩnh không đồng tình.", and "Chị dọn hàng" likewise."""
    second = frame.first + 1
    told = subjects.pronoun_at(frame.first, frame.first)
    if told or (second < frame.last and (told := subjects.pronoun_at(second, frame.first))):
        return subjects.pronoun(told[0], frame.first) if told[0] in {"he", "she", "kin"} else None
    for mention in subjects.cast.between(frame.first, min(frame.last, frame.first + FARTHEST_SUBJECT)):
        if not mention.governed and mention.kind in {"name", "person"}:
            person = subjects.cast.resolve(mention)
            if person.is_human or person.times > 1:
                return person
    return None


def announcing(subjects: Subjects, first: int, last: int) -> Person | None:
    """Who stands before a colon and a quotation: "Vào cuối tháng, ông kiên quyết: “…”"."""
    tokens = subjects.copy.tokens
    begins = last
    while begins > first:
        ends, begins = begins, begins - 1
        while begins > first and tokens[begins - 1] != ",":
            begins -= 1
        second = begins + 1
        told = subjects.pronoun_at(begins, begins)
        if told is None and second < ends:
            told = subjects.pronoun_at(second, begins)
        if told and told[0] in {"he", "she", "kin"}:
            return subjects.pronoun(told[0], begins)
        for mention in subjects.cast.between(begins, ends):
            if not mention.governed and mention.kind != "thing":
                return subjects.cast.resolve(mention)
        begins -= 1
    return None
