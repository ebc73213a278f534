"""Tell a slip of the hand, a hyphen and a reporter's words between two halves from a word that was changed."""

import re

from bot.compare.quotation.align import Block
from bot.compare.quotation.facts import numbers_in
from bot.compare.quotation.marks import HIDDEN
from bot.compare.quotation.speakers import are_two_speakers, statements_at
from ingest.article import Article
from ingest.text.typography import DASHES, QUOTES, HeardWords, key_of, one_edit

INCISE_MOST = 20  # words a reporter may put between the halves of a quotation
# An evident slip of the hand: a letter dropped, doubled or exchanged with its neighbour inside one long word of a long
# quotation. Another letter is no slip: adopt and adapt are one letter apart.
SLIP_FEWEST_WORDS = 12
SLIP_FEWEST_LETTERS = 8
STOP = re.compile(r"[.!?…。！？]")


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
