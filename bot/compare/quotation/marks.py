"""Read an editor's marks in a quotation: what was left out, put in, or bent to fit a sentence."""

import re
from dataclasses import dataclass
from typing import Literal

from ingest.text.typography import HeardWords, words_of

DOTS = r"(?:…|\.{3,9}|\. \. \.)"
OMISSION = re.compile(rf"\[\s{{0,3}}{DOTS}\s{{0,3}}\]|\(\s{{0,3}}{DOTS}\s{{0,3}}\)|{DOTS}")
SIC = re.compile(r"[\[(]\s{0,3}sic\s{0,3}!?\s{0,3}[\])]", re.IGNORECASE)
BENT = re.compile(r"\[(\w{1,3})\](?=\w)|(?<=\w)\[(\w{0,6})\]")  # "[T]he", "kill[ed]", "part[]"
INSERTION = re.compile(r"\[([^\[\]]{1,80})\]")
HIDDEN = "\u00ad"  # a soft hyphen: takes one place, says nothing

JointKind = Literal["omission", "insertion"]


@dataclass(frozen=True, slots=True)
class Joint:
    """What stands between two runs of quoted words: where, and the words an editor put there."""

    kind: JointKind
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class MarkedWords:
    """A quotation as read: its words, the runs of them that are the speaker's, and the joints between the runs.

    `joints[n]` stands before `runs[n]`, and the last joint behind the last run; None is no joint at all.
    """

    words: HeardWords
    runs: tuple[tuple[int, int], ...]
    joints: tuple[Joint | None, ...]
    bent: frozenset[int] = frozenset()  # words an editor gave another ending or a capital

    @property
    def is_edited(self) -> bool:
        return bool(self.bent) or any(self.joints)


def as_typed(quotation: str) -> MarkedWords:
    """The quotation with nothing taken for an editor's mark: an article may have brackets and dots of its own."""
    words = words_of(quotation)
    return MarkedWords(words, ((0, len(words)),) if len(words) else (), (None, None))


def as_edited(quotation: str) -> MarkedWords:
    """The quotation with an editor's marks understood.

    >>> said = as_edited("“[T]he war […] is over,” [Austin] said")
    >>> [said.words.run(first, last) for first, last in said.runs], [joint and joint.kind for joint in said.joints]
    ([['the', 'war'], ['is', 'over'], ['said']], [None, 'omission', 'insertion', None])
    """
    text = SIC.sub(lambda match: " " * len(match.group()), quotation)
    bent_at = {match.start() for match in BENT.finditer(text)}
    text = BENT.sub(lambda match: match.group().replace("[", HIDDEN).replace("]", HIDDEN), text)
    joints = [Joint("omission", *match.span(), "") for match in OMISSION.finditer(text)]
    text = OMISSION.sub(lambda match: " " * len(match.group()), text)
    joints += [Joint("insertion", *match.span(), match[1]) for match in INSERTION.finditer(text)]
    text = INSERTION.sub(lambda match: " " * len(match.group()), text)
    words = words_of(text)
    runs: list[tuple[int, int]] = []
    between: list[Joint | None] = []
    first, waiting = 0, None
    for joint in sorted(joints, key=lambda one: one.start):
        last = first
        while last < len(words) and words.starts[last] < joint.start:
            last += 1
        if last > first:
            runs.append((first, last))
            between.append(waiting)
            first, waiting = last, None
        waiting = joint if waiting is None else _together(waiting, joint)
    if first < len(words):
        runs.append((first, len(words)))
        between.append(waiting)
        waiting = None
    between.append(waiting)
    bent = frozenset(n for n in range(len(words)) if not bent_at.isdisjoint(range(words.starts[n] - 1, words.ends[n])))
    return MarkedWords(words, tuple(runs), tuple(between), bent)


def _together(one: Joint, other: Joint) -> Joint:
    """Two marks side by side: an omission, if either is one, with all that was put in."""
    kind: JointKind = "omission" if "omission" in (one.kind, other.kind) else "insertion"
    return Joint(kind, one.start, other.end, f"{one.words} {other.words}".strip())
