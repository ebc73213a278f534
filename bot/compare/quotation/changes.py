"""Judge what differs between a quotation and the words it was set beside: typography, a repair, or another word."""

import re
from dataclasses import dataclass
from itertools import pairwise

from bot.compare.quotation.align import Block
from bot.compare.quotation.facts import QuotationReason, QuotedDifference, figures_in, numbers_in, turning
from bot.compare.quotation.find import Match
from bot.compare.quotation.marks import HIDDEN, Joint, MarkedWords
from bot.compare.quotation.speakers import are_two_speakers, statements_at
from ingest.article import Article
from ingest.text.names import same_name
from ingest.text.typography import DASHES, QUOTES, HeardWords, form_of, key_of, one_edit, points_of, without_accents

INCISE_MOST = 20  # words a reporter may put between the halves of a quotation
# An evident slip of the hand: a letter dropped, doubled or exchanged with its neighbour inside one long word of a long
# quotation. Another letter is no slip: adopt and adapt are one letter apart.
SLIP_FEWEST_WORDS = 12
SLIP_FEWEST_LETTERS = 8
STOP = re.compile(r"[.!?…。！？]")
CLAUSE = re.compile(r"[.!?…;:,。！？，；–—\n]")
PLACES_READ = 20  # of a word, to see how the article spells it
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
SHOWN_AS: dict[QuotationReason, int] = {"number": 0, "negation": 1, "modal": 2, "name": 3}


def is_only_apart(block: Block, ours: HeardWords, theirs: HeardWords) -> bool:
    """Whether no more than hyphens, spaces and line ends part the words: "its" is not "it's"."""
    for words, (first, last) in ((ours, block.said), (theirs, block.found)):
        gaps = [words.between(one) for one in range(first, last - 1)]
        if any(one.strip() and one.strip(DASHES + HIDDEN).strip() for one in gaps):
            return False
        keys = words.run(first, last)
        if numbers_in(keys) and (any(one.strip() for one in gaps) or any(len(key) != 3 for key in keys[1:])):
            return False  # 300 000 is 300000; 20 15 is not 2015
    return True


def is_incise(article: Article, words: HeardWords, first: int, last: int) -> bool:
    """Whether the article's words are a reporter's between two halves of one speaker's quotation."""
    if last - first > INCISE_MOST or first == 0 or last >= len(words):
        return False
    text = words.text
    start, end = words.ends[first - 1], words.starts[last]
    left_out = text[start:end]
    marks = [
        place
        for place, letter in enumerate(left_out)
        if letter in QUOTES and not (text[start + place - 1].isalnum() and text[start + place + 1].isalnum())
    ]
    if len(marks) != 2 or "\n\n" in left_out:
        return False
    reporter = left_out[marks[0] + 1 : marks[1]]
    if any(one.isalnum() for one in left_out[: marks[0]] + left_out[marks[1] + 1 :]):
        return False
    if not STOP.search(reporter.rstrip()):
        return True
    halves = [*statements_at(article, start - 20, start), *statements_at(article, end, end + 20)]
    return len({one.start for one in halves}) > 1 and not are_two_speakers(halves)


def is_bent(raw: str, key: str) -> bool:
    """Whether the letters outside an editor's bracket begin the article's word, or end it.

    >>> is_bent("kill\u00aded\u00ad", "kills"), is_bent("kill\u00aded\u00ad", "spares")
    (True, False)
    """
    parts = raw.split(HIDDEN)
    return bool(parts[0]) and key.startswith(key_of(parts[0]))


def is_slip(ours: str, theirs: str) -> bool:
    """Whether one word is the other with a letter dropped, doubled or exchanged inside: never at its ends.

    >>> is_slip("goverment", "government"), is_slip("governemnt", "government"), is_slip("soldier", "soldiers")
    (True, True, False)
    """
    shortest, edit = min(len(ours), len(theirs)), one_edit(ours, theirs)
    if shortest < SLIP_FEWEST_LETTERS or ours[0] != theirs[0] or ours[-2:] != theirs[-2:] or edit is None:
        return False
    kind, at = edit
    is_doubled = kind == "put in" and ours[at] == ours[at - 1]
    return at < shortest and (kind in ("left out", "exchanged") or is_doubled)


def opens(words: HeardWords, number: int) -> bool:
    """Whether a word begins a sentence."""
    return number == 0 or bool(STOP.search(words.between(number - 1))) or "\n" in words.between(number - 1)


def is_name(words: HeardWords, number: int) -> bool:
    raw = words.raw(number)
    return raw[0].isupper() and not opens(words, number) and raw != "I"


def joint_change(
    said: MarkedWords, words: HeardWords, language: str, joint: Joint, first: int, last: int
) -> QuotationReason | None:
    """What an omission or an insertion hides, or None where it is an honest one."""
    is_edge = joint in (said.joints[0], said.joints[-1])
    negated = turning(language).negated
    if joint.kind == "omission" and not joint.words:
        if first >= last or first == 0:
            return None
        # Only the clauses that the omission cuts into: what it leaves out whole turns no kept word.
        left_out = words.text[words.ends[first - 1] : words.starts[last]]
        parts = CLAUSE.split(left_out)
        keys = {key_of(word) for part in (parts[0], parts[-1]) for word in re.findall(r"\w+", part)}
        return "omission" if negated(keys) else None
    put_in = [key_of(word) for word in re.findall(r"\w+", joint.words)]
    if joint is said.joints[0]:
        first = max(0, first - 4)
    elif joint is said.joints[-1]:
        last = min(len(words), last + 4)
    stood = words.run(first, last)
    if bool(negated(put_in)) != bool(negated(stood)) and (negated(put_in) or not is_edge):
        return "insertion"
    numbers, other_numbers = set(numbers_in(put_in)), set(numbers_in(stood))
    if numbers and other_numbers and not numbers & other_numbers and not is_edge:
        return "insertion"
    names = [word for word in re.findall(r"\w+", joint.words) if word[0].isupper()]
    other_names = [words.raw(m) for m in range(first, last) if is_name(words, m)]
    is_other = names and other_names and not any(same_name(a, b) for a in names for b in other_names)
    return "insertion" if is_other and not is_edge else None


@dataclass(frozen=True, slots=True)
class Judged:
    """A place: what an editor did openly there, what must be repaired, what was changed; with neither, verbatim."""

    match: Match
    edits: tuple[QuotationReason, ...]
    repairs: tuple[QuotationReason, ...]
    changes: tuple[QuotationReason, ...]
    differences: tuple[QuotedDifference, ...]
    joins_two_speakers: bool  # where it leaves words out, one person's words run into another's


def judge(said: MarkedWords, article: Article, words: HeardWords, match: Match) -> Judged:
    """What the quotation changed at a place: a repair leaves every word what it was, a change does not."""
    read = _Reading(said, article, words, match)
    edits: set[QuotationReason] = {"shortened" for joint, _, _ in match.skipped if joint.kind == "omission"}
    edits |= {"edited" for joint, _, _ in match.skipped if joint.kind == "insertion"}
    repairs: list[QuotationReason] = []
    changes: set[QuotationReason] = set()
    differences: list[QuotedDifference] = []
    for block in match.blocks:
        repair = read.repair(block)
        if repair == "edited":
            edits.add("edited")
            continue
        differences.append(_difference(block, said.words, words))
        if repair is None:
            changes.add(read.change(block))
        else:
            repairs.append(repair)
    for n, m in match.pairs:
        if form_of(said.words.raw(n)) == form_of(words.raw(m)):
            continue
        spelling = read.spelling(n, m)
        if spelling == "edited":
            edits.add("edited")
            continue
        differences.append(_difference(Block((n, n + 1), (m, m + 1)), said.words, words))
        if spelling == "word":
            changes.add("word")
        else:
            repairs.append(spelling)
    if read.has_other_points():
        repairs.append("punctuation")
    if repairs.count("typing") > 1:
        changes.add("word")
    cuts = [(first, last) for joint, first, last in match.skipped if joint.kind == "omission"]
    cuts += [block.found for block in match.blocks if block.said[0] == block.said[1]]
    changes.update(
        change for skipped in match.skipped if (change := joint_change(said, words, article.language, *skipped))
    )
    return Judged(
        match,
        tuple(sorted(edits)),
        tuple(dict.fromkeys(repairs)),
        tuple(sorted(changes, key=lambda one: (SHOWN_AS.get(one, 9), one))),
        tuple(sorted(differences)),
        any(read.joins_two_speakers(first, last) for first, last in cuts if 0 < first < last < len(words)),
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """A quotation beside an article."""

    said: MarkedWords
    article: Article
    words: HeardWords
    match: Match

    def repair(self, block: Block) -> QuotationReason | None:
        """Why a difference changes no word, or None where it does."""
        (n, n_end), (m, m_end) = block.said, block.found
        ours, theirs = self.said.words.run(n, n_end), self.words.run(m, m_end)
        if ours and theirs and "".join(ours) == "".join(theirs):
            return "hyphenation" if is_only_apart(block, self.said.words, self.words) else None
        if not ours:
            return "interrupted" if is_incise(self.article, self.words, m, m_end) else None
        if len(ours) != 1 or len(theirs) != 1:
            return None
        if n in self.said.bent and is_bent(self.said.words.raw(n), theirs[0]):
            return "edited"
        if self.said.words.text.isascii() and ours[0] == key_of(self.words.raw(m).translate(UMLAUTS)):
            return "accents"
        if len(self.said.words) < SLIP_FEWEST_WORDS or self.change(block) != "word":
            return None
        is_word = next(self.words.find(ours), None) is not None
        return "typing" if is_slip(ours[0], theirs[0]) and not is_word else None

    def change(self, block: Block) -> QuotationReason:
        """What kind of word was changed, the weightiest kind first."""
        ours, theirs = self.said.words.run(*block.said), self.words.run(*block.found)
        if figures_in(ours) != figures_in(theirs):
            return "number"
        turns = turning(self.article.language)
        if turns.negated(ours) != turns.negated(theirs):
            return "negation"
        said = {key for n, key in zip(range(*block.said), ours, strict=True) if not is_name(self.said.words, n)}
        found = {key for m, key in zip(range(*block.found), theirs, strict=True) if not is_name(self.words, m)}
        if turns.modals & said != turns.modals & found:  # may, and not the month
            return "modal"
        if self.article.language != "de" and (  # every German noun has a capital
            any(is_name(self.said.words, n) for n in range(*block.said))
            or any(is_name(self.words, m) for m in range(*block.found))
        ):
            return "name"
        return "dropped" if not ours else "added" if not theirs else "word"

    def spelling(self, n: int, m: int) -> QuotationReason:
        """What sets two spellings of one key apart: case, accents, or that they are two words."""
        ours, theirs = form_of(self.said.words.raw(n)), form_of(self.words.raw(m))
        if ours.casefold() == theirs.casefold():
            if n in self.said.bent:
                return "edited"
            letters = [one for one in self.said.words.text if one.isalpha()]
            begins = n == 0 or opens(self.said.words, n) or opens(self.words, m)
            in_one_case = not any(map(str.isupper, letters)) or not any(map(str.islower, letters))
            # US is not us; a capital more or less elsewhere is a newsroom's habit: the President, the president.
            is_initials = len(ours) > 1 and ours.isupper() != theirs.isupper() and not begins
            return "word" if is_initials and not in_one_case else "case"
        if any(form_of(raw).casefold() != without_accents(form_of(raw).casefold()) for raw in self._raws_said()):
            return "word"  # whoever types accents means the one that is not there
        accented = sum(
            form_of(self.words.raw(found)).casefold() != key_of(self.words.raw(found)) for _, found in self.match.pairs
        )
        # One accent lost may be another word (würden, wurden); many lost are a keyboard. À is nowhere else than a.
        if accented != 1 or len(ours) == 1:
            return "accents"
        is_twin = ours.casefold() in turning(self.article.language).twins
        return "word" if is_twin or self._spells(ours) else "accents"

    def has_other_points(self) -> bool:
        """Whether the punctuation inside differs, beside words that follow each other in both."""
        run_ends = {last - 1 for _, last in self.said.runs}
        for (n, m), (n_next, m_next) in pairwise(self.match.pairs):
            if n in run_ends or n_next != n + 1 or m_next != m + 1:
                continue
            ours, theirs = self.said.words.between(n), self.words.between(m)
            if ours != theirs and points_of(ours) != points_of(theirs):
                return True
        return False

    def joins_two_speakers(self, first: int, last: int) -> bool:
        """Whether the words before a cut are one person's and those behind it another's."""
        before = (self.words.starts[first - 1], self.words.ends[first - 1])
        after = (self.words.starts[last], self.words.ends[last])
        return are_two_speakers([*statements_at(self.article, *before)[:1], *statements_at(self.article, *after)[:1]])

    def _raws_said(self) -> list[str]:
        return [self.said.words.raw(n) for n in range(len(self.said.words))]

    def _spells(self, form: str) -> bool:
        """Whether the article has this very spelling somewhere: then both are words of the language."""
        places = (m for m, _ in zip(self.words.find([key_of(form)]), range(PLACES_READ), strict=False))
        return any(form_of(self.words.raw(m)).casefold() == form.casefold() for m in places)


def _difference(block: Block, said: HeardWords, found: HeardWords) -> QuotedDifference:
    return (*_span(said, *block.said), *_span(found, *block.found))


def _span(words: HeardWords, first: int, last: int) -> tuple[int, int]:
    """The characters of words `first` to `last`; of none, the place between their neighbours."""
    if first < last:
        return words.starts[first], words.ends[last - 1]
    place = words.ends[first - 1] if first else 0
    return place, place
