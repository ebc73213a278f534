"""Turn a model's reply into drafts while it is being written: sentences, each with the keys it says it rests on.

Models are asked for lines such as "The lock stays shut until June. [k7qf]"; what they write instead is read as well:
keys before the sentence, in other brackets or none, lists, bold, JSON. What a claim cites is looked up, never trusted.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice

from bot.models.reply import FORGET, limited, objects_in, parted, without_reasoning

MOST_CLAIMS = 12
MOST_REPEATED = 3  # claims told again: by then a small model is caught in a loop and writes on to its limit
MOST_BRACKETS = 32  # in a line, up to its next claim; a model that is caught in a loop writes thousands
BRACKETED = re.compile(r"[\[({<【〔]([^\[\](){}<>【】〔〕\n]{1,160})[\])}>】〕]")
WORD = re.compile(r"[\s,;:.#&/|'\"`*=]+")
# What a model writes beside a key, and "1" where it counts its sources instead of copying their keys.
BESIDE_KEYS = frozenset(("key", "keys", "source", "sources", "cite", "cites", "and", "id"))
LIKE_A_KEY = re.compile(r"(?!\d+(?:st|nd|rd|th|e|er)$)[a-z0-9]{3,6}")  # "k7qf", and "7qf" where its head was lost
COUNTED = re.compile(r"[0-9]{1,2}")
GAP = "\1"  # where a key was; no model's text has it (bot/models/reply.py)
GAPS = re.compile(rf"(?:[ |]*{GAP})+[ |]*|[ \t\r\n]+")
GAPS_BEFORE_END = re.compile(rf"(?:[ |]*{GAP})+[ |]*(?=[.!?…,;。]|$)")
END_MARKS = ".!?…。！？"
CLOSING = "\"'”»’)"
# A model that copies a whole source copies its fence; a small one writes "According to <source>, ...".
FENCE = re.compile(r"^[^<>,]{2,24}</?source\s?>\s*[,:]\s*|</?source\s?>")
# A small model writes "820, 000" of what a source has as "820 000".
APART = re.compile(r"(?<![\d.,])([0-9]{1,3}), ([0-9]{3})(?![\d])")
HALF = re.compile(r"[\[【〔]([\w,; ]{0,40})$")
LISTED = re.compile(r"\(?([0-9]{1,2})[.)]\s+")
BULLET = re.compile(r"(?:[-*•‣–+>]\s+|#{1,6}\s+|\|\s*)+")
LABEL = re.compile(r"(?:claim|sentence|answer)(?: [0-9]{1,2})?\s?:\s*", re.IGNORECASE)
EMPHASIS = re.compile(r"\*\*|__|`+(?:json|text|markdown)?|(?<!\w)\*(?=\w)|(?<=[\w.!?])\*(?!\w)")
LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Drafted:
    """A sentence of a reply, and which of the keys that were given it cites."""

    text: str
    keys: tuple[str, ...]


NO_ANSWER = Drafted("", ())  # what the agreed token is read as


def drafted(pieces: Iterable[str], keys: Collection[str], *, nothing: str) -> Iterator[Drafted]:
    """The claims in a reply, each as soon as it is whole; a line that says `nothing` is NO_ANSWER and ends it.

    At most 12 claims and 6,000 characters are read, and no claim twice. What cites no key is prose around the claims
    if it announces something or stands about JSON, else a claim that cites nothing.
    """
    known = frozenset(keys)
    told: set[tuple[str, bool]] = set()
    again = 0
    for one in _claims(parted(limited(without_reasoning(pieces)), partial(_end_inside, known)), known, nothing):
        same = "".join(re.findall(r"\w+", one.text.casefold())), bool(one.keys)
        if one == NO_ANSWER or (same[0] and same not in told):
            told.add(same)
            yield one
        elif same in told:
            again += 1
        if len(told) == MOST_CLAIMS or again == MOST_REPEATED:
            return


def _claims(lines: Iterable[str], known: frozenset[str], nothing: str) -> Iterator[Drafted]:
    """What each line claims; a sentence may wait for the keys on the line after it, and keys for their sentence."""
    waiting, listed, is_json = "", 0, False
    before: tuple[str, ...] = ()
    for line in lines:
        if line.endswith(FORGET):
            waiting, before = "", ()
            continue
        if objects := list(objects_in(line)):
            is_json = True
            yield from (one for one in map(partial(_of_object, known), objects) if one)
            continue
        bare, listed = _bare(line, listed)
        text, cited = keys_in(bare, known)
        if not LETTER.search(text) or BESIDE_KEYS.issuperset(filter(None, WORD.split(text.casefold()))):
            if cited and waiting:
                yield Drafted(waiting, cited)
                waiting = ""
            elif cited:
                before = cited
            continue
        if waiting:
            yield Drafted(waiting, ())
        waiting, cited, before = "", cited or before, ()
        if _says(text, nothing):
            yield NO_ANSWER
            return
        if cited:
            yield Drafted(text, cited)
        elif not is_json and not text.endswith((":", "：")):
            waiting = text
    if waiting:
        yield Drafted(waiting, ())


def keys_in(line: str, known: Collection[str]) -> tuple[str, tuple[str, ...]]:
    """A line without its keys, and those of them that were given; brackets that hold no keys stay.

    >>> keys_in("The lock [sic] opens on [24 février]. [k7qf, zz9z]", {"k7qf"})
    ('The lock [sic] opens on [24 février].', ('k7qf',))
    """
    cited: list[str] = []

    def taken(bracketed: re.Match[str]) -> str:
        found = _keys_of(bracketed[1], bracketed[0][0], known)
        if found is None:
            return bracketed[0]
        cited.extend(found)
        return GAP

    def bare(run: re.Match[str]) -> str:
        cited.extend(word for word in WORD.split(run[0].casefold()) if word in known)
        return GAP

    line = APART.sub(r"\1,\2", line)
    text = FENCE.sub("", BRACKETED.sub(taken, line.strip()))
    if (half := HALF.search(text)) and all(any(k.startswith(w) for k in known) for w in WORD.split(half[1].casefold())):
        text = text[: half.start()]  # the reply broke off inside a key
    if known:
        key = "|".join(map(re.escape, sorted(known)))
        text = re.sub(
            rf"(?<!\w)(?:{key})(?:[\s,;&|]{{1,5}}(?:and )?(?:{key}))*(?!\w):?", bare, text, flags=re.IGNORECASE
        )
    text = GAPS.sub(" ", GAPS_BEFORE_END.sub("", text)).strip(" |")
    return _once_ended(text) if cited else text, tuple(dict.fromkeys(cited))


def _once_ended(text: str) -> str:
    """The text with one end mark where its keys stood between two: "It rained. [k7qf]."."""
    is_twice = text.endswith(".") and text[:-1].endswith(tuple(END_MARKS)) and not text.endswith("...")
    return text[:-1] if is_twice else text


def _keys_of(inside: str, opening: str, known: Collection[str]) -> list[str] | None:
    """The given keys in a bracket; None where the bracket holds something else than keys."""
    words = [word for word in WORD.split(inside) if word]
    found = [word.casefold() for word in words if word.casefold() in known]
    others = [word for word in words if word.casefold() not in known and word.casefold() not in BESIDE_KEYS]
    if found and not others:
        return found
    if opening == "<" and words and words[0].casefold().lstrip("/") in BESIDE_KEYS:
        return found
    is_square = opening in "[【〔"
    return found if words and is_square and all(map(_looks_like_a_key, others)) else None


def _looks_like_a_key(word: str) -> bool:
    """Whether a word can only be a key that was not given, or a count of the sources; "sic" and "2024" are neither."""
    is_mixed = any(map(str.isdigit, word)) and any(map(str.isalpha, word))
    return bool(COUNTED.fullmatch(word) or (is_mixed and LIKE_A_KEY.fullmatch(word)))


def _end_inside(known: frozenset[str], line: str) -> int | None:
    """Where a claim ends inside a line that goes on: after its keys, or before the next one's if keys come first."""
    first = islice(BRACKETED.finditer(line), MOST_BRACKETS)
    brackets = [one for one in first if _keys_of(one[1], one[0][0], known) is not None]
    if not brackets:
        return None
    leads = not LETTER.search(line[: brackets[0].start()])
    for one in brackets[1:] if leads else brackets:
        ended = line[: one.start()].rstrip().rstrip(CLOSING).endswith(tuple(END_MARKS))
        after = line[one.end() :]
        marks = len(after) - len(after.lstrip(END_MARKS))
        goes_on = re.match(r"\s+[^\s\[({<【〔]", after[marks:])
        if goes_on and (ended or (marks and not leads)):
            return one.start() if leads else one.end() + marks
    return None


def _bare(line: str, listed: int) -> tuple[str, int]:
    """A line without the marks of a list or of bold, and how far the list has counted.

    "24. Februar" is counted only where 23 stood before it.
    """
    text = EMPHASIS.sub("", line.strip())
    text = BULLET.sub("", text, count=1) if BULLET.match(text) else text
    if (number := LISTED.match(text)) and int(number[1]) == listed + 1:
        text, listed = text[number.end() :], listed + 1
    return (text[label.end() :] if (label := LABEL.match(text)) else text), listed


def _of_object(known: frozenset[str], one: dict[str, object]) -> Drafted | None:
    """What an object claims: its longest string, and every key anywhere in its own fields."""
    fields = [field for value in one.values() for field in (value if isinstance(value, list) else [value])]
    strings = [field for field in fields if isinstance(field, str)]
    read = [keys_in(_bare(f"[{field}]" if field.casefold() in known else field, 0)[0], known) for field in strings]
    text = max((text for text, _ in read if LETTER.search(text)), key=len, default="")
    cited = tuple(dict.fromkeys(key for _, keys in read for key in keys))
    return Drafted(text, cited) if cited or " " in text else None


def _says(text: str, nothing: str) -> bool:
    said: Callable[[str], str] = lambda words: "".join(re.findall(r"[^\W_]+", words.casefold()))  # noqa: E731
    return said(text) == said(nothing)
