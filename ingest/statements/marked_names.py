"""Names in quotation marks: «Красный бакен» is a works, «Коммерсантъ» a paper, and neither is anybody's words."""

import re
from collections.abc import Iterable

from ingest.statements.cues import SayingWords, plain
from ingest.statements.declined import declension_of
from ingest.statements.letters import AS_LETTERS
from ingest.statements.verbs import is_verb
from ingest.text.quotation_marks import Quotation

SAYING = frozenset({"strong", "weak", "impersonal"})
FEWEST_SAID = 4
LONGEST = 6  # words of a name
AFTER = re.compile(r"\s{0,3},?\s{0,3}[—–-]\s{0,3}(?P<next>[^.!?\n]{0,60})")
COMMA = re.compile(r"\s{0,3},\s{0,3}(?P<next>[^.!?,\n]{0,30})")
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
    """Whether quoted words name something: few, with a capital, no sentence, nobody said to say them."""
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
    after = AFTER.match(text, quotation.outer_end)
    if after and _says(after["next"], words):
        return False
    if after and after["next"] and not opens and before and before["mark"] in "—–-":
        return False
    comma = COMMA.match(text, quotation.outer_end)
    if comma and opens and _says(comma["next"], words, first=True):
        return False
    last = line.split()[-1].strip("(").lower() if line.split() else ""
    if words.has("utterances", last):
        return False
    rest = text[quotation.outer_end : quotation.outer_end + 2].strip()
    return not (opens and (not rest or rest[0] in ".\n"))


def _says(part: str, words: SayingWords, *, first: bool = False) -> bool:
    tokens = [plain(match.group()) for match in words.token.finditer(part)][: 1 if first else 7]
    quoting = declension_of(words.language).quoting
    if not first and tokens and is_verb(words.language, tokens[0]):
        return True
    return any(token in quoting or any(kind in SAYING for _, kind in words.cues.get(token, ())) for token in tokens)
