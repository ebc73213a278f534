"""Find the sentences of a text in any language; a quotation can only be cited whole where they end rightly.

A sentence ends at a mark that ends sentences, unless what stands around it says otherwise: an
abbreviation, an initial, a number, a name with a full stop in it, a reporter's "he said" after a quotation.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.article import Sentence
from ingest.languages import ANY, load

PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*|\u2029\s*")
CLOSERS = "»”’“‘«‹\"')]}）】』」›｣〉》"  # „So“ and »so« close with what opens elsewhere
OPENERS = "«“‘„\"'([{（【『「‹｢〈《‚¿¡"
# A mark that ends sentences, however often it is repeated, with the marks that close after it. In French a
# (no-break) space stands before », in German » opens, so the space after the mark decides what » is.
END = re.compile(rf"(?P<mark>[.!?…‼⁇⁈⁉。！？｡．؟۔।॥։።፧។៕။།᠃]+)(?P<close>(?:[^\S\n]?[»›]|[{re.escape(CLOSERS)}])*)")
SURE = frozenset("。！？｡؟۔।॥։።፧។៕။᠃")  # never part of a number, a name or an abbreviation
NO_BREAK = frozenset("\u00a0\u202f")
ADDRESS = re.compile(
    r"^(?:com|org|net|edu|gov|info|fr|de|vn|es|ru|uk|us|eu|it|ch|be|at|ca|tv|io|me|co|in|cn|jp|br|pl|nl|html?|php|pdf)\b",
    re.I,
)
WORD_BEFORE = re.compile(r"[^\s«»“”„\"'’(\[{]*$")
WORD_AFTER = re.compile(rf"[\s{re.escape(OPENERS)}»”—–-]*(\w+)")
ORDINAL = re.compile(r"(?:^|[\s(/–-])(?:\d{1,3}|[IVXLC]{1,6})$")
SAID_AFTER = re.compile(r"^(?:[と的]|[^\s。！？，、“「]{1,10}(?:说|說|表示|称|稱|指出|问|問|道)[。，])")
ROMAN = re.compile(r"^[IVXLC]+$")
INITIALS = re.compile(r"^(?:[^\W\d_]\.-?)*[^\W\d_]$")
UNMARKED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")  # Thai, Lao, Burmese, Khmer
LONG_UNMARKED = 150  # characters, after which a space is taken for the end in a script that marks none


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """What full stops mean in one language."""

    before: frozenset[str]
    numbered: frozenset[str]
    within: frozenset[str]
    starters: frozenset[str]
    ordinals: bool


def find_sentences(text: str, language: str) -> tuple[Sentence, ...]:
    """The sentences in order, white space between them left out; a paragraph's end always ends one.

    >>> text = "« Non », a dit M. Weber. Il part.Elle reste."
    >>> [text[sentence.start : sentence.end] for sentence in find_sentences(text, "fr")]
    ['« Non », a dit M. Weber.', 'Il part.', 'Elle reste.']
    """
    words = _words(language)
    found: list[Sentence] = []
    start = 0
    for paragraph in [*PARAGRAPH.finditer(text), None]:
        end = paragraph.start() if paragraph else len(text)
        found += _in_paragraph(text, start, end, words)
        start = paragraph.end() if paragraph else end
    return tuple(found)


def _in_paragraph(text: str, start: int, end: int, words: SentenceWords) -> Iterator[Sentence]:
    paragraph = text[start:end]
    last = 0
    for stop in [*_stops(paragraph, words), len(paragraph)]:
        for piece in _parted(paragraph, last, stop):
            yield Sentence(start + piece.start, start + piece.end)
        last = stop


def _parted(paragraph: str, start: int, end: int) -> Iterator[Sentence]:
    """The span without white space around it; long stretches without any mark are parted at spaces."""
    trimmed = _trim(paragraph, start, end)
    if (
        trimmed
        and trimmed.end - trimmed.start > LONG_UNMARKED
        and UNMARKED.search(paragraph, trimmed.start, trimmed.end)
    ):
        start = trimmed.start
        while (
            trimmed.end - start > LONG_UNMARKED
            and (space := paragraph.find(" ", start + LONG_UNMARKED // 2, trimmed.end)) > 0
        ):
            part = _trim(paragraph, start, space)
            if part:
                yield part
            start = space
        trimmed = _trim(paragraph, start, trimmed.end)
    if trimmed:
        yield trimmed


def _trim(paragraph: str, start: int, end: int) -> Sentence | None:
    while start < end and paragraph[start].isspace():
        start += 1
    while end > start and paragraph[end - 1].isspace():
        end -= 1
    return Sentence(start, end) if start < end else None


def _stops(paragraph: str, words: SentenceWords) -> Iterator[int]:
    """Where sentences end inside a paragraph."""
    opened = seen = 0
    for match in END.finditer(paragraph):
        opened += paragraph.count('"', seen, match.end("mark"))
        seen = match.end("mark")
        end = _close(paragraph, match, is_open=opened % 2 == 1)
        if end < len(paragraph) and _ends(paragraph, match, end, words):
            yield end


def _close(paragraph: str, match: re.Match[str], *, is_open: bool) -> int:
    """The end of the marks that close after the stop; one with a letter behind it may open what follows.

    A straight quote before a letter ("RTL.fr."Un enfant") closes only if one is open.
    """
    end = match.end("mark")
    for place in range(end, match.end()):
        mark = paragraph[place]
        if paragraph[place + 1 : place + 2].isalnum() and mark not in ")]}）】』」":
            is_after_space = paragraph[place - 1].isspace()
            if mark in "“‘«‹" or is_after_space or (mark == '"' and not is_open) or mark in "'’":
                break
        elif mark in "“‘«‹" and paragraph[place + 1 : place + 2] in NO_BREAK:
            break  # « Oui.« Non. : French opens with a space behind
        end = place + 1
    return end if not paragraph[end - 1].isspace() else end - 1


def _ends(paragraph: str, match: re.Match[str], end: int, words: SentenceWords) -> bool:
    """Whether the sentence ends here."""
    mark = match["mark"]
    has_closed = end > match.end("mark")
    rest = paragraph[end : end + 60]
    if rest[0] in ",;:%،؛、，/":
        return False
    if mark[-1] in SURE:
        return not (has_closed and _goes_on(rest, mark))
    spaced = rest[0].isspace()
    following = WORD_AFTER.match(rest)
    word = following[1] if following else ""
    if not spaced and not has_closed:
        return _ends_unspaced(paragraph, match, rest, word)
    if not word:
        return spaced and not rest.strip().startswith((",", ";", ":", ")", "]"))
    if _is_lower(word[0]) or _goes_on(rest, mark):
        return False
    if paragraph[match.start() - 1 : match.start()] in ("(", "[") and has_closed:
        return False  # (...) and [!]: something left out, something noted
    if has_closed and not spaced and not word[0].isupper():
        return False
    if mark == "." and not has_closed:
        return not _is_abbreviated(paragraph, match.start(), rest, word, words)
    if mark == "." and match["close"].strip() and match["close"].strip()[0] in ")]":
        return not paragraph[:end].rstrip(")]").endswith(tuple(f"{short}." for short in ("etc", "z. B", "Jr", "jr")))
    return True


def _goes_on(rest: str, mark: str) -> bool:
    """Whether the reporter's own words go on after a quotation: « Quoi ? » — a-t-il dit; 。」と述べた; 。”他说"""
    after = rest.lstrip(" \u00a0\u202f\t—–-,")
    return _is_lower(after[:1]) or (mark[-1] in "。！？" and bool(SAID_AFTER.match(after)))


def _ends_unspaced(paragraph: str, match: re.Match[str], rest: str, word: str) -> bool:
    """Whether "famille.Ils" are two sentences, as in feeds that lost spaces; "Baonghean.vn" is not."""
    before = paragraph[max(0, match.start() - 40) : match.start()]
    if rest[0] in OPENERS:
        return (
            len(before) > 1
            and before[-1].isalnum()
            and before[-2:].islower()
            and len(word) > 0
            and not _is_lower(word[0])
        )
    if not rest[0].isalpha() or not word or not (rest[0].isupper() or _has_no_case(rest[0])):
        return False
    token = WORD_BEFORE.search(before)
    tail = token[0] if token else ""
    if (
        "/" in tail
        or "@" in tail
        or "www" in tail.lower()
        or (ADDRESS.match(rest) and "." not in tail and word.islower())
    ):
        return False
    is_long = len(tail) > 1 and tail[-2:].islower() and "." not in tail
    if match["mark"] != ".":
        return is_long or _has_no_case(tail[-1:])
    if _has_no_case(rest[0]):
        return False
    return (is_long or (tail[-1:].isdigit() and "." not in tail and len(word) > 1)) and (
        len(word) == 1 or word[1:].islower() or len(word) > 3
    )


def _is_abbreviated(paragraph: str, stop: int, rest: str, word: str, words: SentenceWords) -> bool:
    """Whether the full stop at `stop` belongs to a shortened word or a number and the sentence goes on."""
    before = paragraph[max(0, stop - 40) : stop]
    tail = WORD_BEFORE.search(before)
    token = (tail[0] if tail else "").lstrip("-–—")
    shapes = {token, token.lower(), " ".join(before.split()[-2:]).lower()}
    starts = word.lower() in words.starters and not rest.lstrip().startswith(f"{word}.")  # "I. A." are initials
    if not token:
        return False
    if shapes & words.within:
        return not starts
    if shapes & words.before or (shapes & words.numbered and (word[0].isdigit() or ROMAN.match(word))):
        return True
    if token.isdigit() or ORDINAL.search(before):
        return words.ordinals and bool(ORDINAL.search(before)) and not starts
    if INITIALS.match(token) and not _has_no_case(token[-1]):
        return (token[-1].isupper() or "." in token) and not starts
    return False


def _is_lower(letter: str) -> bool:
    """Whether a letter is small where sentences begin with large ones; Georgian has large ones only for posters."""
    return letter.islower() and not "\u10d0" <= letter <= "\u10ff"


def _has_no_case(letter: str) -> bool:
    return letter.isalpha() and (letter.lower() == letter.upper() or "\u10d0" <= letter <= "\u10ff")


@cache
def _words(language: str) -> SentenceWords:
    own, common = load(language, "sentences"), load(ANY, "sentences")

    def both(key: str) -> frozenset[str]:
        return frozenset([*own.get(key, []), *common[key]])

    return SentenceWords(
        both("before"), both("numbered"), both("within"), both("starters"), bool(own.get("ordinals", False))
    )
