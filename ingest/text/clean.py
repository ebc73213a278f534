"""Make the words of a file fit to be cited: each letter in one form, nothing unseen, paragraphs apart, no captions."""

import re
import tomllib
import unicodedata
from functools import cache
from itertools import pairwise
from pathlib import Path

LINE_ENDS = re.compile(r"\r\n?|[\u0085\u2028\v\f]")
# What no reader sees and what can hide or turn round words: control characters, marks that override the direction
# of writing (letters have their own), soft hyphens, tags, non-characters, halves of surrogate pairs.
# Marks that letters need stay: joiners in Persian and Hindi, the weak marks of direction.
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u180e\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff0-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
# Thai and its neighbours part words with a space of no width; elsewhere it only breaks words that are looked for.
LOOSE_ZERO_WIDTH_SPACE = re.compile("(?<![\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])\u200b")
BREAK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+|\u2029")
# A file whose lines all end near the same column was wrapped there by a machine.
WRAPPED_AT = range(50, 121)
SENTENCE_END = re.compile(r"[.!?…:;。！？؟।»”\"]$")
PICTURE_FILE = re.compile(r"^[^/\n]{1,120}\.(?:jpe?g|png|gif|webp|svg|avif|bmp|tiff?)$", re.IGNORECASE)
# "(hot/dpa)" signs a text, no picture
INITIALS = re.compile(r"^[(\[][a-zäöüß]{2,5}(?:\s?/\s?[a-zäöüß]{2,5}){1,3}[)\]]$")
MAX_CAPTION = 400
MAX_CREDIT = 60


@cache
def words(key: str) -> frozenset[str]:
    """The words under a key, lower case."""
    return frozenset(_table()[key])


@cache
def any_of(key: str) -> str:
    """The words under a key as one pattern, the longest first."""
    return "|".join(re.escape(word) for word in sorted(_table()[key], key=len, reverse=True))


@cache
def _table() -> dict[str, list[str]]:
    table: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "head.toml").read_text(encoding="utf-8"))
    return table


def tidy(text: str) -> str:
    r"""The text in Unicode NFC without unseen characters; no-break spaces stay.

    >>> tidy("Gre\u0300ve\x07 à\u00a0Calais")
    'Grève à\xa0Calais'
    """
    text = LINE_ENDS.sub("\n", text)
    text = LOOSE_ZERO_WIDTH_SPACE.sub("", UNSEEN.sub("", text))
    return unicodedata.normalize("NFC", text)


def one_line(text: str | None) -> str | None:
    """A title, a name: tidy, on one line; None when nothing is left."""
    return " ".join(tidy(text).split()) or None if text else None


def find_paragraphs(text: str) -> list[str]:
    """The paragraphs of a tidy text, without captions."""
    width = _wrapped_at(text)
    paragraphs: list[str] = []
    for block in BREAK.split(text):
        lines = [line.replace("\t", " ").strip() for line in block.split("\n")]
        lines = [line for line in lines if line]
        if width:
            lines = _unwrap(lines, width)
        paragraphs += _without_captions(lines)
    return paragraphs


def is_caption(paragraph: str) -> bool:
    """Whether a paragraph stands under a picture: it ends with who took it, or says what it is.

    >>> is_caption("The ferry in port. Photo: Ana Ruiz/AFP"), is_caption("A photo: a ferry, in port, burning.")
    (True, False)
    """
    if len(paragraph) > MAX_CAPTION or INITIALS.match(paragraph):
        return False
    credit, label, house, byline = _caption_patterns()
    return bool(
        PICTURE_FILE.match(paragraph)
        or label.match(paragraph)
        or credit.search(paragraph)
        or (house.search(paragraph) and not byline.search(paragraph))
    )


def _wrapped_at(text: str) -> int:
    """The column at which a machine broke the lines, 0 where none did: such lines mostly end inside a sentence."""
    lines = [line.strip() for line in text.split("\n")]
    width = max(map(len, lines))
    if width not in WRAPPED_AT:
        return 0
    broken = [before for before, line in pairwise(lines) if before and line and not _had_room(before, line, width)]
    inside = sum(not SENTENCE_END.search(line) for line in broken)
    return width if len(broken) > 1 and 2 * inside > len(broken) else 0  # two long lines of a head are no wrapped file


def _had_room(before: str, line: str, width: int) -> bool:
    """Whether the first word of a line had fitted on the line before."""
    return len(before) + 1 + len(line.split(" ", 1)[0]) <= width


def _unwrap(lines: list[str], width: int) -> list[str]:
    """Lines joined where the next word did not fit any more: there a machine broke them, not a writer."""
    if not lines:
        return []
    joined = [lines[0]]
    for before, line in pairwise(lines):
        if _had_room(before, line, width):
            joined.append(line)
        else:
            joined[-1] += " " + line
    return joined


def _without_captions(lines: list[str]) -> list[str]:
    """The lines of one block that are text; under a picture's file name the rest of the block is its caption."""
    for number, line in enumerate(lines):
        if PICTURE_FILE.match(line) and all(len(under) <= MAX_CAPTION for under in lines[number + 1 :]):
            lines = lines[:number]
            break
    return [line for line in lines if not is_caption(line)]


@cache
def _caption_patterns() -> tuple[re.Pattern[str], ...]:
    # A name begins with a capital, or with a letter of a script that has none: "une photo : un chat" is a sentence.
    name = rf"(?:(?=dpa|epa|imago|picture)|(?![\sa-zß-öø-ÿа-яё]))[^.!?:«»“”\"\n]{{2,{MAX_CREDIT}}}"
    credit = rf"(?:^|[\s.,;(\[|/–—-])(?i:{any_of('credit_words')})\s?(?:[:：©]|\b(?i:by|via)\b)\s?{name}[.)\]]*$"
    label = rf"^(?:{any_of('caption_labels')})\s?[:：]"
    houses = any_of("picture_houses")
    via = rf"\((?:[^()\n]{{2,40}}/)?(?:{houses}) (?:photo|via [^()\n]{{2,30}})\)"
    house = rf"(?:(?:©|\([cC]\))\s?{name}|[/|]\s?(?:{houses})|{via})[.)\]]*$"
    byline = rf"^(?:{any_of('byline_words')})\s.*\s[/|]\s[^/|]+$"  # "By Ana Ruiz | Reuters" took no picture
    return re.compile(credit), *(re.compile(pattern, re.IGNORECASE) for pattern in (label, house, byline))
