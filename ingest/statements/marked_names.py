"""Names in quotation marks: «Красный бакен» is a works, «Коммерсантъ» a paper, and neither is anybody's words."""

import re
from collections.abc import Iterable

from ingest.statements.cues import SayingWords
from ingest.statements.declined import AS_LETTERS
from ingest.text.quotation_marks import Quotation

FEWEST_SAID = 4
LONGEST = 6  # words of a name
DASH = re.compile(r"\s{0,3},?\s{0,3}[—–-]")
COMMA = re.compile(r"\s{0,3},")
BEFORE = re.compile(r"(?P<mark>[^\s])\s*$")
INNER = re.compile(r"[^\w-]|_")


def parted(
    text: str, quotations: Iterable[Quotation], words: SayingWords
) -> tuple[tuple[Quotation, ...], tuple[Quotation, ...]]:
    """The quotations that are words said, and those that are names."""
    said: list[Quotation] = []
    names: list[Quotation] = []
    for quotation in quotations:
        (names if _is_name(text, quotation, words) else said).append(quotation)
    return tuple(said), tuple(names)


def unmarked(text: str, names: Iterable[Quotation]) -> str:
    """The text with each name one word, every offset kept."""
    parts: list[str] = []
    done = 0
    for name in names:
        parts += [
            text[done : name.outer_start],
            INNER.sub("ˏ", text[name.outer_start : name.outer_end].translate(AS_LETTERS)),
        ]
        done = name.outer_end
    return "".join([*parts, text[done:]])


def _is_name(text: str, quotation: Quotation, words: SayingWords) -> bool:
    """Whether quoted words name something: few, with a capital, no sentence, no dash behind them."""
    if quotation.start != quotation.outer_start + 1 or quotation.end + 1 != quotation.outer_end:
        return False  # a part of a quotation, or a loose one
    quoted = text[quotation.start : quotation.end]
    if not (quoted[0].isupper() or quoted[0].isdigit()) or quoted[-1] in ".!?…," or len(quoted.split()) > LONGEST:
        return False
    line = text[max(0, quotation.outer_start - 60) : quotation.outer_start]
    before = BEFORE.search(line)
    opens = before is None or before["mark"] in ".!?…\n" or "\n" in line[before.start("mark") + 1 :]
    if not opens and before and before["mark"] in ":":
        goes_on = re.match(r"\s[а-яёa-z]", text[quotation.outer_end : quotation.outer_end + 2])
        return bool(goes_on) and len(quoted.split()) < FEWEST_SAID  # "Тер-Оганян: «Отрадное» пережило и это"
    if DASH.match(text, quotation.outer_end) or (opens and COMMA.match(text, quotation.outer_end)):
        return False
    last = line.split()[-1].strip("(").lower() if line.split() else ""
    if words.has("utterances", last):
        return False
    rest = text[quotation.outer_end : quotation.outer_end + 2].strip()
    return not (opens and (not rest or rest[0] in ".\n"))
