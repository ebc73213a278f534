"""Quotation marks, paired: where quoted words begin and end, whatever marks a newsroom uses.

A mark that is never closed quotes nothing, unless the next paragraph opens with it again: then the quotation runs on.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

OPENS = {"«": "»", "“": "”", "„": "“”", "‹": "›", "「": "」", "『": "』", "‘": "’"}
CLOSES = frozenset("»”“›」』’")
# Swedes write ”…”, Germans and Danes »…«: a mark that closes elsewhere opens when it stands before a word.
TURNED = {"”": "”", "»": "«", "›": "‹"}
# Spaniards open the next paragraph of what runs on with the mark that will close it.
GOES_ON = {"«": "»", "»": "»", "“": "”", "”": "”"}
MARK = re.compile("[«»“”„\"‹›「」『』‘’']")
PARAGRAPH_GAP = re.compile(r"\n[^\S\n]*\n\s*")
SHORTENED = re.compile(r"(?:em|tis|twas|til|cause|cos|n|round|\d0s)\b")
# No newsroom prints a longer quotation in one paragraph: marks so far apart are no pair.
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words: `start` to `end` without the marks, `outer_start` to `outer_end` with them."""

    outer_start: int
    start: int
    end: int
    outer_end: int
    runs_on: bool = False  # it goes on where the one before it, a paragraph earlier, broke off


@dataclass(frozen=True, slots=True)
class _Pairs:
    """What one paragraph tells: the pairs in order, the mark it leaves open, the mark it closes but never opened."""

    pairs: tuple[tuple[int, int], ...]
    left_open: int | None
    closed_first: int | None


def find_quotations(text: str, *, single: bool = True) -> tuple[Quotation, ...]:
    """The outermost quotations in order, none overlapping; `single` reads '…' as a quotation too.

    >>> text = "He said “it is ‘late’”, and left."
    >>> [text[q.start : q.end] for q in find_quotations(text)]
    ['it is ‘late’']
    """
    found: list[Quotation] = []
    left_open: int | None = None
    left_end = 0
    for start, end in paragraphs(text):
        goes_on = left_open is not None and text[start : start + 1] == GOES_ON.get(text[left_open])
        here = _pair(text, start, end, single=single, goes_on=goes_on)
        runs_on = False
        if left_open is not None:
            opens_again = goes_on or text.startswith(text[left_open], start)
            closed = None if opens_again else here.closed_first
            if closed is not None and closed - left_open <= LONGEST:  # one pair of marks around two paragraphs
                while found and found[-1].outer_end > left_open:
                    found.pop()
                found.append(_trimmed(text, left_open, closed + 1))
            if opens_again:
                continued = bool(found and found[-1].outer_end > left_open and found[-1].runs_on)
                while found and found[-1].outer_end > left_open:
                    found.pop()
                found.append(_trimmed(text, left_open, left_end, closed=False, runs_on=continued))
                runs_on = True
        for first, last in here.pairs:
            if found and first < found[-1].outer_end:
                continue
            found.append(_trimmed(text, first, last, runs_on=runs_on and first == start))
        left_open, left_end = here.left_open, end
        if left_open is not None and (end - left_open > LONGEST):
            left_open = None
        if left_open == start and runs_on:
            while found and found[-1].outer_end > start:
                found.pop()  # what is quoted inside the words that run on
            found.append(_trimmed(text, start, end, closed=False, runs_on=True))
    return tuple(quotation for quotation in found if quotation.start < quotation.end)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where the paragraphs stand, divided by blank lines."""
    start = 0
    for gap in PARAGRAPH_GAP.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _pair(text: str, start: int, end: int, *, single: bool, goes_on: bool = False) -> _Pairs:
    """Pair the marks of one paragraph, inner ones inside outer ones."""
    marks = _Marks(text, start, end, single=single)
    for match in MARK.finditer(text, start, end):
        if goes_on and match.start() == start:
            marks.open(start, match.group())
        else:
            marks.read(match.start(), match.group())
    return marks.pairs()


class _Marks:
    """The marks of one paragraph, read from left to right: which wait to be closed, and which are."""

    def __init__(self, text: str, start: int, end: int, *, single: bool) -> None:
        self.text, self.start, self.end, self.single = text, start, end, single
        self.waiting: list[tuple[int, str]] = []  # where a mark opened, and what closes it
        self.open_count: dict[str, int] = {}  # how many wait for a closing mark, so that looking for one takes no walk
        self.closed: list[tuple[int, int]] = []
        self.closed_first: int | None = None
        self.maybe: tuple[int, int] | None = None  # '…s' may close a quotation or be a plural's apostrophe

    def open(self, at: int, closing: str) -> None:
        self.waiting.append((at, closing))
        self.open_count[closing] = self.open_count.get(closing, 0) + 1

    def close(self, at: int, closing: str) -> None:
        while self.waiting:
            opening, awaited = self.waiting.pop()
            self.open_count[awaited] -= 1
            if awaited == closing:
                if at + 1 - opening <= LONGEST:
                    self.closed.append((opening, at + 1))
                return

    def read(self, at: int, mark: str) -> None:
        """Tell whether a mark opens or closes a quotation, or does neither."""
        before = self.text[at - 1] if at > self.start else " "
        after = self.text[at + 1] if at + 1 < self.end else " "
        begins = (before.isspace() or before in "([—–-/«“„\"'‘") and not after.isspace() and after not in ".,;:!?)]"
        waits = self.open_count.get
        if mark in "'’":
            self._read_single(at, mark, before, after, begins=begins)
        elif mark == '"':
            self._read_straight(at, before, after, begins=begins)
        elif waits("“”") and (mark == "“" or (mark == "”" and not waits("”"))):
            self.close(at, "“”")
        elif waits(mark) and (mark in "«‹" or mark in CLOSES):
            self.close(at, mark)
        elif mark in OPENS:
            if mark != "‘" or (after.isalnum() and not before.isalnum()):
                self.open(at, OPENS[mark])
        elif mark in TURNED and begins and not self.waiting:
            self.open(at, TURNED[mark])
        elif mark in CLOSES:
            self._read_unopened(at)

    def _read_single(self, at: int, mark: str, before: str, after: str, *, begins: bool) -> None:
        """Tell '…' from apostrophes."""
        waits = self.open_count.get(mark)
        if mark == "'" and self.single and begins and not waits and not SHORTENED.match(self.text, at + 1):
            self.open(at, "'")
        elif waits and not after.isalnum() and not before.isspace():
            if before == "s" and self.text[at + 2 : at + 3].islower():
                self.maybe = self.maybe or (at, self.waiting[-1][0])
                return
            self.close(at, mark)
            self.maybe = None

    def _read_straight(self, at: int, before: str, after: str, *, begins: bool) -> None:
        """Tell whether a mark that looks alike at both ends opens or closes."""
        waits = self.open_count.get('"')
        anew = begins and before not in "«“„\"'‘" and _is_stale(self.waiting, self.text, at)
        if waits and not anew:
            self.close(at, '"')
        elif begins or not (after.isspace() or after in ".,;:!?)]") or before.isspace():
            if waits:
                self.waiting.pop()
                self.open_count['"'] -= 1
            self.open(at, '"')
        else:
            self._read_unopened(at)

    def _read_unopened(self, at: int) -> None:
        """Remember the first mark that closes what an earlier paragraph opened."""
        if self.closed_first is None and not self.closed and not self.waiting:
            self.closed_first = at

    def pairs(self) -> _Pairs:
        """What the paragraph tells, all its marks read."""
        if self.maybe and self.waiting and self.waiting[-1][0] == self.maybe[1]:
            self.close(self.maybe[0], self.waiting[-1][1])
        return _Pairs(_outermost(self.closed), self.waiting[0][0] if self.waiting else None, self.closed_first)


def _is_stale(waiting: list[tuple[int, str]], text: str, at: int) -> bool:
    """Whether the straight mark that waits was never closed: a sure opening mark stands at `at` already."""
    return bool(waiting) and waiting[-1][1] == '"' and text[at - 1 : at].isspace()


def _outermost(pairs: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The pairs that lie in no other."""
    outermost: list[tuple[int, int]] = []
    for pair in sorted(pairs):
        if not outermost or pair[0] >= outermost[-1][1]:
            outermost.append(pair)
    return tuple(outermost)


def _trimmed(text: str, outer_start: int, outer_end: int, *, closed: bool = True, runs_on: bool = False) -> Quotation:
    """A quotation without its marks and the spaces inside them."""
    start, end = outer_start + 1, max(outer_start + 1, outer_end - closed)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Quotation(outer_start, start, end, outer_end, runs_on)
