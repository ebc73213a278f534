"""What stands beside the words said: who passed them on, on which day, and whether they are the speaker's own."""

import re
from itertools import pairwise

from ingest.article import Wording
from ingest.statements.cues import outlets, phrase_at
from ingest.statements.frames import Copy, Frame
from ingest.statements.people import Person
from ingest.statements.speakers import Cast

DAY_ENDING = re.compile("(?:er|st|nd|rd|th)$")  # of "1er" and "12th"


def via(copy: Copy, cast: Cast, frame: Frame) -> str | None:
    """The outlet that the words were said to: "told Reuters", "à l'AFP"."""
    tokens = copy.tokens
    names, marks, _ = outlets()
    for start in range(frame.first, frame.last):
        found = phrase_at(copy.words.via, tokens, start)
        if not found:
            continue
        for mention in cast.between(start + found[0], min(start + found[0] + 4, frame.last)):
            if mention.kind == "name" and any(
                "agenc" in token for token in tokens[start + found[0] : mention.last + 2]
            ):
                return copy.slice(mention.head, mention.last)
        for first in range(start + found[0], min(start + found[0] + 2, frame.last)):
            for last in range(min(first + 4, frame.last), first, -1):
                name = copy.slice(first, last)
                words = name.split()
                if name in names or (len(words) > 1 and words[-1] in marks and name[0].isupper()):
                    return name
    return None


def said(copy: Copy, frame: Frame) -> str | None:
    """The full date that stands among the reporter's words."""
    tokens, months = copy.tokens, copy.words.months
    for at in range(frame.first, frame.last):
        month = months.get(tokens[at])
        if month is None:
            continue
        day = DAY_ENDING.sub("", tokens[at - 1]) if at > frame.first else ""
        year = tokens[at + 1] if at + 1 < frame.last else ""
        if not day.isdecimal() and at + 3 < frame.last:
            day, year = (
                DAY_ENDING.sub("", tokens[at + 1]),
                tokens[at + 3] if tokens[at + 2] == "," else tokens[at + 2],
            )
        if day.isdecimal() and year.isdecimal() and len(year) == 4 and 1 <= int(day) <= 31:
            return f"{int(year):04d}-{month:02d}-{int(day):02d}"
    return None


def wording(copy: Copy, person: Person, frame: Frame | None, language: str) -> Wording:
    """Whether the words can be the speaker's own."""
    if frame:
        told = copy.tokens[frame.first : frame.last]
        sentence = " ".join(told)
        if any(phrase in sentence for phrase in copy.words.interpreter):
            return "translated"
        for before, word in pairwise(told):
            spoken = copy.words.spoken.get(word)
            if spoken and copy.words.has("in", before):
                return "translated" if spoken != language else "as_published"
    if not person.languages:
        return "unknown"
    if language not in person.languages:
        return "translated"
    return "as_published" if len(person.languages) == 1 else "unknown"
