"""The words of a text as a reader hears them: what typing, setting and copying change, and what they never change.

Two spellings of each word are kept apart. Its *form* forgives typography only (ligatures, soft hyphens, how Unicode
writes a letter); its *key* forgives case and accents too, and is what words are looked for by.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Edit = Literal["left out", "put in", "another", "exchanged"]

# Scripts that put no space between words: there every letter is looked for as a word of its own.
SINGLE = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
# What is written over, under and around letters, and Indic scripts whole, whose vowels are marks to Unicode.
MARK = (
    r"\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a"
    r"\u064b-\u065f\u0670\u06d6-\u06dc\u0900-\u0963\u0970-\u0dff"
)
SOFT = "\u00ad\u200b-\u200d\u2060\ufeff"
# U+02BC and U+02BB count as letters in Unicode and as apostrophes at the keyboard.
LETTER = rf"(?:[^\W_ʼʻ{SINGLE}]|[{MARK}]|[{SOFT}](?=[^\W_]))"
# A minus belongs to its number, a hyphen between two words to neither; "19.30" and "300,000" are one number each.
NUMBER = r"(?:(?<![^\s(\[«“„\"'‘])[-−–](?=\d))?\d++(?:[.,:]\d++)*+"
WORD = re.compile(rf"{NUMBER}{LETTER}*+|[{SINGLE}]|{LETTER}++|[%‰$€£¥₽₹¢+=<>×÷±°&@#§]")

LIGATURES = str.maketrans({"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae"} | {chr(c): None for c in (0xAD, 0x2060, 0xFEFF)})
JOINERS = str.maketrans(dict.fromkeys("\u200b\u200c\u200d", None))
QUOTES = "\"'`´«»‹›“”„‟‘’‚‛′″ʼʻ＂＇「」『』〝〞〟❛❜❝❞"
DASHES = "-‐‑‒–—―−﹣－⸺⸻"
MARKS = str.maketrans(dict.fromkeys(QUOTES, '"') | dict.fromkeys(DASHES, "-") | {"…": "."})


@dataclass(frozen=True, slots=True)
class HeardWords:
    """The words of a text in order: word n is `text[starts[n]:ends[n]]`, its key stands at `at[n]` of `keys`."""

    text: str
    keys: str  # " the war is over ": found by str.find, however long the text
    starts: "array[int]"  # array.array takes no brackets at run time before 3.12
    ends: "array[int]"
    at: "array[int]"

    def __len__(self) -> int:
        return len(self.starts)

    def raw(self, number: int) -> str:
        return self.text[self.starts[number] : self.ends[number]]

    def run(self, first: int, last: int) -> list[str]:
        """The keys of words `first` to `last`, the last left out."""
        if first >= last:
            return []
        end = self.at[last] if last < len(self) else len(self.keys)
        return self.keys[self.at[first] : end].split()

    def between(self, number: int) -> str:
        """What stands between a word and the next."""
        following = self.starts[number + 1] if number + 1 < len(self) else len(self.text)
        return self.text[self.ends[number] : following]

    def find(self, run: list[str], first: int = 0, last: int | None = None) -> Iterator[int]:
        """The numbers of the words at which the run of keys begins, among words `first` to `last`."""
        if not run or first >= len(self):
            return
        sought = f" {' '.join(run)} "
        end = len(self.keys) if last is None or last >= len(self) else self.at[last]
        place = self.keys.find(sought, self.at[first] - 1, end)
        while place >= 0:
            yield bisect_left(self.at, place + 1)
            place = self.keys.find(sought, place + 1, end)


def words_of(text: str) -> HeardWords:
    """The words of a text, read in one walk.

    >>> words_of("L’œuvre coûte 300 000 €").keys
    ' l oeuvre coute 300 000 € '
    """
    starts, ends, at = array("I"), array("I"), array("I")
    keys: list[str] = []
    place = 1
    for match in WORD.finditer(text):
        key = key_of(match.group())
        if not key:
            continue
        starts.append(match.start())
        ends.append(match.end())
        at.append(place)
        keys.append(key)
        place += len(key) + 1
    return HeardWords(text, f" {' '.join(keys)} ", starts, ends, at)


@lru_cache(maxsize=65536)
def form_of(word: str) -> str:
    """The word with its typography forgiven, and nothing else.

    >>> form_of("co\u00adﬁance"), form_of("re\u0301sume\u0301"), form_of("Œuvre")
    ('cofiance', 'résumé', 'Oeuvre')
    """
    if word.isascii():
        return word
    told = unicodedata.normalize("NFKC", word.translate(LIGATURES)).translate(LIGATURES).translate(JOINERS)
    return "-" + told[1:] if told[0:1] in DASHES and told[1:] else "".join(told.split())


@lru_cache(maxsize=65536)
def key_of(word: str) -> str:
    """The word without case and accents; letters stay what they are.

    >>> key_of("Élysée"), key_of("Đặng"), key_of("Straße"), key_of("Чёрный"), key_of("мой")
    ('elysee', 'dang', 'strasse', 'черный', 'мой')
    """
    form = form_of(word)
    return form.casefold() if form.isascii() else without_accents(form.casefold())


def without_accents(form: str) -> str:
    """A Latin, Greek, Hebrew or Arabic word without what is written over and under its letters; й stays й."""
    told: list[str] = []
    for letter in form:
        bare = unicodedata.normalize("NFD", letter)
        if len(bare) > 1 and (bare[0] < "\u0400" or letter in "ёЁ"):
            letter = bare[0]
        elif unicodedata.combining(letter) and ((told and told[-1] < "\u0400") or "\u0591" <= letter <= "\u0670"):
            continue
        told.append("d" if letter == "đ" else "l" if letter == "ł" else letter)
    return unicodedata.normalize("NFC", "".join(told))


def points_of(between: str) -> str:
    """The punctuation between two words, whatever marks, dashes and spaces it is set in and in whatever order.

    >>> points_of(" » — "), points_of('"-'), points_of(",” "), points_of("”, ")
    ('"-', '"-', '",', '",')
    """
    if between == " ":
        return ""
    plain = between.translate(MARKS)
    return "".join(sorted({one for one in plain if unicodedata.category(one)[0] not in "ZC"}))


def one_edit(typed: str, known: str) -> tuple[Edit, int] | None:
    """The one edit that parts two words, and at which letter; None where they are alike, or farther apart.

    These four are most of what goes wrong in typing (Damerau 1964).

    >>> one_edit("goverment", "government"), one_edit("governemnt", "government"), one_edit("Baden", "Biden")
    (('left out', 5), ('exchanged', 6), ('another', 1))
    """
    at = next((n for n, (a, b) in enumerate(zip(typed, known, strict=False)) if a != b), min(len(typed), len(known)))
    ours, theirs = typed[at:], known[at:]
    if ours == theirs:
        return None
    if ours == theirs[1:]:
        return "left out", at
    if ours[1:] == theirs:
        return "put in", at
    if ours[1:] == theirs[1:]:
        return "another", at
    return ("exchanged", at) if ours[:2] == theirs[1::-1] and ours[2:] == theirs[2:] else None
