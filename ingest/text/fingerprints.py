"""Fingerprints of a text: copies have them in common, however they were cut, put in another order or headed anew.

Winnowing (Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting", SIGMOD 2003):
every run of SHINGLE words is hashed, and of every WINDOW hashes in a row the smallest is kept. So two texts that have
SHINGLE + WINDOW - 1 words in a row in common have a print in common, wherever in them these stand.
"""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from hashlib import blake2b

from ingest.text.names import fold

# Six words in a row are seldom said twice by chance; thirteen, about half a sentence of news, are always noticed.
SHINGLE, WINDOW = 6, 8
# Of a script without spaces the letters are counted: a word of Chinese or Thai has about two, or four.
LETTERS_SHINGLE, LETTERS_WINDOW = 12, 12
# An article of 9,000 words has as many. Of a longer one the smallest are kept: two copies keep the same.
MOST_PRINTS = 2000

UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff"
# Vowel signs and the like belong to the letter before: without them a word of Arabic or Hindi would fall apart.
MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0dff"
WORD = re.compile(rf"(?P<letter>[{UNSPACED}])|[^\W_{UNSPACED}](?:(?![{UNSPACED}])[\w{MARKS}])*")


def prints(text: str) -> tuple[int, ...]:
    """The fingerprints of a text in order of size: signed numbers of 64 bits, the same on any machine.

    A text too short for a whole shingle has one print, of all its words; one without a word has none. Case, accents
    and punctuation are as nothing:

    >>> one = prints("Twelve people were hurt on Saturday, the harbour authority said.")
    >>> one == prints("TWELVE PEOPLE were hurt on Saturday - the harbour authority said")
    True
    """
    words, is_unspaced = _words(text)
    shingle, window = (LETTERS_SHINGLE, LETTERS_WINDOW) if is_unspaced else (SHINGLE, WINDOW)
    if not words:
        return ()
    hashes = [_hash(" ".join(words[at : at + shingle])) for at in range(max(len(words) - shingle + 1, 1))]
    return tuple(sorted(set(_smallest(hashes, window)))[:MOST_PRINTS])


def _words(text: str) -> tuple[list[str], bool]:
    """The words, folded, and whether most of them are single letters of a script without spaces."""
    words, letters = [], 0
    for match in WORD.finditer(text):
        words.append(fold(match.group()))
        letters += match.lastgroup == "letter"
    return words, 2 * letters > len(words)


def _smallest(hashes: Sequence[int], window: int) -> Iterator[int]:
    """The smallest of every `window` hashes in a row, or of all if they are fewer; in linear time."""
    rising: deque[int] = deque()  # places in the window of hashes that no later one undercuts
    for place, one in enumerate(hashes):
        while rising and hashes[rising[-1]] >= one:
            rising.pop()
        rising.append(place)
        if rising[0] <= place - window:
            rising.popleft()
        if place >= window - 1 or place == len(hashes) - 1:
            yield hashes[rising[0]]


def _hash(words: str) -> int:
    return int.from_bytes(blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest(), signed=True)
