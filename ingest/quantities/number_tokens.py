"""A text cut into what numbers are read from: digits with their separators, words, and signs."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

SIGNS = "$€£¥₫₽₹₩₴₺¢%‰°℃№"
SPELLED = re.compile(rf"\d+|[^\W\d_]+|[{SIGNS}]|[²³]")
SPACES = " \u00a0\u202f\u2009"
TOKEN = re.compile(
    rf"(?<!\d)\d{{1,3}}(?:[{SPACES}'’]\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*|(?:[^\W\d_]|[²³](?!\w))+|[{SIGNS}]"
)
# Words join over blanks and hyphens; the bounds keep a wall of spaces from being measured.
JOINED = frozenset(("", " ", "\u00a0", "\u202f", "\u2009", "-", "‑", "‐", "\n", "  "))
ELIDED = frozenset(("'", "’"))
LONGEST_PARTED = 40  # letters: "siebenundzwanzigjährigen" has 24
LONGEST = 30  # digits: no count of news is longer, and no longer one is an honest number


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text side by side: where each starts and ends, and its word in lower case."""

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    joins: list[bool]  # whether a token and the one before it can be parts of one number

    def __len__(self) -> int:
        return len(self.starts)

    def gap(self, at: int) -> str:
        """What stands between a token and the next, at most twelve characters of it."""
        if not 0 <= at < len(self.starts) - 1:
            return "\0"
        return self.text[self.ends[at] : min(self.starts[at + 1], self.ends[at] + 12)]

    def is_joined(self, at: int) -> bool:
        """Whether a token and the next can be parts of one number."""
        return 0 <= at < len(self.joins) - 1 and self.joins[at + 1]

    def is_digits(self, at: int) -> bool:
        return 0 <= at < len(self.starts) and self.words[at][0].isdecimal()

    def is_capital(self, at: int) -> bool:
        return 0 <= at < len(self.starts) and self.text[self.starts[at]].isupper()


def cut(
    text: str,
    claimed: Iterable[tuple[int, int]] = (),
    part: Callable[[str], tuple[str, str] | None] = lambda _: None,
) -> Tokens:
    """Cut a text; what is claimed, as dates are, is left out. `claimed` is in order and does not overlap.

    `part` parts words that are a number and its unit in one, "fünfjährig"; either half may be empty.
    """
    tokens = Tokens(text, [], [], [], [])
    at = last = 0
    for start, end in (*claimed, (len(text), len(text))):
        for match in TOKEN.finditer(text, at, start):
            begins, ends = match.span()
            word = match.group().lower()
            parted = part(word) if 5 < len(word) < LONGEST_PARTED else None
            if parted and parted[0]:
                _keep(tokens, begins, begins + len(parted[0]), parted[0], last)
                begins = last = begins + len(parted[0])
                word = parted[1]
            elif parted and begins > 0 and text[begins - 1] in "-‑":
                word = parted[1]
            _keep(tokens, begins, ends, word, last)
            last = ends
        at = max(at, end)
    return tokens


def _keep(tokens: Tokens, start: int, end: int, word: str, last: int) -> None:
    tokens.joins.append(start - last < 3 and tokens.text[last:start] in JOINED)
    tokens.starts.append(start)
    tokens.ends.append(end)
    tokens.words.append(word)


def read_digits(written: str, decimal: str) -> float | None:
    """The value of digits with their separators as a language writes them; None for versions and the like.

    >>> read_digits("10.000", ","), read_digits("10.000,5", ","), read_digits("1.5", ","), read_digits("1.2.3", ".")
    (10000, 10000.5, 1.5, None)
    """
    plain = re.sub(rf"[{SPACES}'’]", "", written)
    if len(plain) > LONGEST:
        return None
    marks = [sign for sign in plain if sign in ".,"]
    if not marks:
        return int(plain)
    head, *groups = re.split("[.,]", plain)
    is_grouped = 1 <= len(head) <= 3 and head != "0" and all(len(group) == 3 for group in groups)
    if len(set(marks)) == 2:  # "1,234.5"
        head, last = plain.rsplit(marks[-1], 1)
        whole = head.replace(marks[0], "")
        if marks.count(marks[-1]) > 1 or not all(len(group) == 3 for group in head.split(marks[0])[1:]):
            return None
        return float(f"{whole}.{last}")
    if len(marks) > 1:
        is_indian = len(groups[-1]) == 3 and all(len(group) == 2 for group in groups[:-1]) and len(head) < 3
        return int("".join((head, *groups))) if is_grouped or is_indian else None
    if plain != written or not is_grouped:  # after groups by spaces a mark is the decimal's
        return float(f"{head}.{groups[0]}")
    if marks[0] == decimal and groups[0] != "000":  # nobody writes three noughts after the decimal mark
        return float(f"{head}.{groups[0]}")
    return int(head + groups[0])
