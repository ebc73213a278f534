"""Find the words that turn what a sentence says: not, perhaps, less instead of more."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import pairwise
from typing import Literal, get_args

from ingest.languages import bringing, load

PolarityKind = Literal["negation", "modality", "comparison"]
MOST_REMEMBERED = 16_384  # words of one lexicon, looked through once
LONGEST_WORD = 40  # letters; what is longer is no word of any list
# Words as the lists have them: "didn't" is did n't, "n'a" is n' a, "porte-parole" is porte parole.
WORD = re.compile(
    r"n['’]t\b|(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’](?=\w)|['’](?:d|ll)\b|[^\W\d_]+?(?=n['’]t\b)|\d*[^\W\d_]+",
    re.IGNORECASE,
)
DOUBLED = frozenset({"fr", "es", "ru"})  # where two words may make one negation
NO_MORE = frozenset({"plus", "mehr", "más"})  # after a "not" it is "no longer"
LONG_DENIAL = 4  # words: "it is not true that", "il est faux que"
NEAR, FAR = 6, 12  # words
NE = frozenset({"ne", "n'"})
PAS = frozenset(
    {"pas", "plus", "jamais", "rien", "aucun", "aucune", "personne", "nul", "nulle", "guère", "point", "ni"}
)
NAMED = (  # "No. 1" denies nothing, and Mrs May is sure
    re.compile(r"\b([Nn]o)[.º°]?\s?(?=\d)"),
    re.compile(r"(?<=[\w,;]\s)(May|Will|Might)\b"),
    re.compile(r"(?<=\d\s)(May)\b|\b(May)(?=\s\d)"),
)
OPPOSITES = {"more": "less", "would": "will", "before": "after", "first": "last", "won": "lost", "older": "younger"}
OPPOSITES |= {second: first for first, second in OPPOSITES.items()}


@dataclass(frozen=True, slots=True)
class Polarity:
    """A word or phrase that turns a sentence, and where it stands; `sense` is the list that has it ("not", "less")."""

    start: int
    end: int
    kind: PolarityKind
    sense: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases by their first word, the longest first, and what other words mean by a part of them."""

    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], str]]]
    senses: Callable[[str], frozenset[str]]  # what a word means by its beginning, middle or end


def lexicon(lists: Mapping[str, str]) -> Lexicon:
    """Lists of words and phrases with commas between, ready to be looked up; "*" stands for any letters.

    >>> words = lexicon({"not": "never, no longer", "soft": "fail*"})
    >>> words.phrases["no"], words.senses("failed")
    ([(('no', 'longer'), 'not')], frozenset({'soft'}))
    """
    phrases: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    parts = []
    for sense, listed in lists.items():
        for phrase in filter(None, map(str.strip, listed.split(","))):
            if "*" not in phrase:
                words = tuple(phrase.split())
                phrases[words[0]].append((words, sense))
            elif phrase[0] == phrase[-1] == "*":
                parts.append(("", phrase.strip("*"), "", sense))
            else:
                begins, _, ends = phrase.partition("*")
                parts.append((begins, "", ends, sense))
    for found in phrases.values():
        found.sort(key=lambda one: -len(one[0]))
    return Lexicon(phrases, lru_cache(maxsize=MOST_REMEMBERED)(partial(_senses, tuple(parts))))


def _senses(parts: Sequence[tuple[str, str, str, str]], word: str) -> frozenset[str]:
    return frozenset(
        sense
        for begins, holds, ends, sense in parts
        if word.startswith(begins) and holds in word and word.endswith(ends) and len(word) >= len(begins + ends)
    )


@cache
def turning(language: str) -> Mapping[str, Lexicon] | None:
    """The turning words of a language by kind, and those that are "neither"; None for a language without a list."""
    read = _read().get(language)
    if read is None:
        return None
    kinds = {kind: lexicon(read[kind]) for kind in get_args(PolarityKind)}
    return kinds | {"neither": lexicon(read["neither"])}


@cache
def _read() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    known = {language: load(language, "negation") for language in bringing("negation")}
    return {language: table for language, table in known.items() if "negation" in table}


@cache
def denials() -> Lexicon:
    """The longer ways to say "it is not true that" in any language: a sentence may go on in another."""
    listed = [one.strip() for read in _read().values() for one in read["negation"]["untrue"].split(",")]
    return lexicon({"untrue": ", ".join(one for one in listed if len(one.split()) >= LONG_DENIAL)})


@cache
def first_word(language: str, sense: str) -> str:
    """The first whole word of a list of comparisons: the plainest for that sense; empty where there is none.

    >>> first_word("fr", "less")
    'moins'
    """
    listed = _read().get(language, {}).get("comparison", {}).get(sense, "")
    return next((word.strip() for word in listed.split(",") if "*" not in word), "")


@lru_cache(maxsize=4096)
def find_turns(text: str, language: str) -> tuple[Polarity, ...]:
    """The turning words of a sentence in order; none in a language without a list.

    >>> [(turn.kind, turn.sense) for turn in find_turns("The lock didn't sink before noon.", "en")]
    [('negation', 'not'), ('comparison', 'before')]
    """
    lists = turning(language)
    if lists is None:
        return ()
    named = {match.start() for pattern in NAMED for match in pattern.finditer(text)}
    spans = [match.span() for match in WORD.finditer(text) if match.start() not in named]
    words = [text[start:end].lower().replace("’", "'")[:LONGEST_WORD] for start, end in spans]
    hidden = {place for first, last, _ in looked_up(words, lists["neither"]) for place in range(first, last)}
    placed = {
        kind: [one for one in looked_up(words, lists[kind]) if one[0] not in hidden] for kind in get_args(PolarityKind)
    }
    if language in DOUBLED:
        placed["negation"] = _single(placed["negation"], words)
    if not any(sense == "untrue" for _, _, sense in placed["negation"]):
        placed["negation"] += looked_up(words, denials())
    denied = [first for first, _, sense in placed["negation"] if sense == "not"]
    placed["comparison"] = [
        one
        for one in placed["comparison"]
        if words[one[0]] not in NO_MORE or not any(0 < one[0] - first <= NEAR for first in denied)
    ]
    turns = [
        Polarity(spans[first][0], spans[last - 1][1], kind, sense)
        for kind, found in placed.items()
        for first, last, sense in found
    ]
    return tuple(sorted(turns, key=lambda turn: (turn.start, turn.kind, turn.sense)))


def _single(found: Sequence[tuple[int, int, str]], words: Sequence[str]) -> list[tuple[int, int, str]]:
    """One negation where two words make it: "ne ... pas", "no ... nada", "никто не"; none in "ne ... que"."""
    single: list[tuple[int, int, str]] = []
    latest: int | None = None
    for first, last, sense in found:
        is_next = False
        if sense == "not":
            is_next = latest is not None and first - latest <= NEAR and not _begins(words[first], words[latest])
            latest = first
            if words[first] == "no" and ("más", "que") in pairwise(words[first : first + NEAR]):
                continue
            if words[first] in NE and (_only(words, first) or not PAS & set(words[first + 1 : first + 1 + FAR])):
                single.append((first, last, "soft"))  # "avant qu'il ne parte" denies nothing
                continue
        if not is_next:
            single.append((first, last, sense))
    return single


def _begins(word: str, before: str) -> bool:
    """Whether a word denies once more, and doesn't finish what the word before it began."""
    return word == "no" or (word in NE and before not in NE)


def _only(words: Sequence[str], ne: int) -> bool:
    """Whether a "ne" is that of "ne ... que", which says "only"."""
    after = words[ne + 1 : ne + 1 + NEAR]
    return bool({"que", "qu'"} & set(after)) and not PAS & set(after)


def looked_up(words: Sequence[str], lists: Lexicon) -> Iterator[tuple[int, int, str]]:
    """From which to before which word something of a lexicon stands, and what it means; the longest phrase first."""
    place = 0
    while place < len(words):
        fits = [
            (phrase, sense)
            for phrase, sense in lists.phrases.get(words[place], ())
            if tuple(words[place : place + len(phrase)]) == phrase
        ]
        longest = len(fits[0][0]) if fits else 1
        meant = {sense for phrase, sense in fits if len(phrase) == longest} or lists.senses(words[place])
        if "not" in meant or "perhaps" in meant:
            meant = meant - {"soft"}
        for sense in sorted(meant):
            yield place, place + longest, sense
        place += longest
