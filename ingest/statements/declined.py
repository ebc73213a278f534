"""How words bend in a language that declines: which nominatives a word may stand for, and what it then tells.

The endings are the `[declension]` of the language's file of words. Nothing here is sure: a word has readings,
and whoever reads it asks which of them the article bears out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from ingest.languages import load
from ingest.statements.cues import Gender
from ingest.statements.frames import Copy

VOWELS = frozenset("аеёиоуыэюяйьъ")
SHORTEST_STEM = 2
# What the marks around a name and the spaces inside it are written as, so that "«Красный бакен»" is one word.
AS_LETTERS = str.maketrans('«»"“”„ \u00a0,:!?', "ˆˇˈˉˊˋˌˍˎˏːˑ")
AS_MARKS = str.maketrans("ˆˇˈˉˊˋˌˍˎˏːˑ", '«»"“”„ \u00a0,:!?')
MARKED = frozenset("ˆˇˈˉˊˋˌˍˎˏːˑ")
AROUND = "ˆˇˈˉˊˋ"
ADJECTIVES = ("ая", "яя", "ый", "ий", "ое", "ой", "ую", "ого", "его", "ому", "ым", "им", "ом", "ых", "их", "ые", "ие")


@dataclass(frozen=True, slots=True)
class Calling:
    """What a word calls somebody: "министра" is a person's, the nominative "министр", in another case."""

    nominative: str
    kind: str  # person, body, group
    is_oblique: bool


@dataclass(frozen=True, slots=True)
class Declension:
    """The endings and lists of one language; every list is lower case."""

    language: str
    bends: tuple[tuple[str, frozenset[str], str], ...]
    plurals: tuple[tuple[str, frozenset[str]], ...]
    lists: dict[str, frozenset[str]]
    callings: dict[str, Calling]
    calling_ends: dict[str, Calling]
    quoting: dict[str, list[tuple[str, ...]]]  # by their first words, the longest first
    citing: tuple[tuple[str, ...], ...]

    def has(self, kind: str, word: str) -> bool:
        """Whether a list has a word."""
        return word in self.lists[kind]


@cache
def declension_of(language: str) -> Declension:
    """The declension of a language; raises KeyError where its file has none."""
    read = load(language, "saying")
    table = read["declension"]
    bends = tuple(_bend(line) for line in table["bends"])
    plurals = tuple(
        (first, frozenset("" if end == "-" else end for end in rest))
        for first, *rest in (line.split() for line in table["plurals"])
    )
    lists = {kind: frozenset(_words(lines)) for kind, lines in table.items() if kind not in {"bends", "plurals"}}
    speakers = read["speakers"]
    singular = {
        word: kind
        for key, kind in (("either", "person"), ("masculine", "person"), ("feminine", "person"), ("bodies", "body"))
        for word in _words(speakers[key])
        if "_" not in word
    }
    ends = {
        word: kind
        for key, kind in (
            ("masculine", "person"),
            ("feminine", "person"),
            ("bodies_feminine", "body"),
            ("bodies", "body"),
        )
        for word in _words(speakers["endings"].get(key, []))
    }
    groups = dict.fromkeys((word for word in _words(speakers["groups"]) if "_" not in word), "group")
    return Declension(
        language,
        bends,
        plurals,
        lists,
        _callings(singular, groups, bends, plurals),
        _callings(ends, {}, bends, plurals),
        _by_first(_phrases(table["quoting"])),
        _phrases(table["citing"]),
    )


def _words(lines: list[str]) -> Iterator[str]:
    return (word.lower() for line in lines for word in line.split())


def _phrases(lines: list[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((tuple(phrase.split("_")) for phrase in _words(lines)), key=len, reverse=True))


def _by_first(phrases: tuple[tuple[str, ...], ...]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        found.setdefault(phrase[0], []).append(phrase)
    return found


def _bend(line: str) -> tuple[str, frozenset[str], str]:
    first, *others, gender = line.split()
    return "" if first == "-" else first, frozenset(others), gender


def _callings(
    singular: dict[str, str],
    groups: dict[str, str],
    bends: tuple[tuple[str, frozenset[str], str], ...],
    plurals: tuple[tuple[str, frozenset[str]], ...],
) -> dict[str, Calling]:
    """Every form of every calling; a form that two callings share is the nominative's first."""
    forms: dict[str, Calling] = {}
    for word, kind in [*groups.items(), *((w, "group") for s in singular for w in _plural(s))]:
        for first, others in plurals:
            if word.endswith(first):
                stem = word[: -len(first)]
                for end in others:
                    forms.setdefault(stem + end, Calling(word, "group", True))
        forms[word] = Calling(word, kind, False)
    for word, kind in singular.items():
        for first, others, _ in bends:
            if not _fits(word, first):
                continue
            stem = word[: len(word) - len(first)]
            for end in others:
                # "компании" is a company's before it is several.
                if stem + end not in groups and (stem + end not in forms or forms[stem + end].kind == "group"):
                    forms[stem + end] = Calling(word, kind, True)
    for word, kind in [*singular.items(), *groups.items()]:
        forms[word] = Calling(word, kind, False)
    return forms


def _plural(word: str) -> Iterator[str]:
    """The nominative plural of a calling: министр, министры; житель, жители."""
    if word.endswith(("ый", "ий")):
        yield word[:-1] + "е"
    elif word.endswith("ец"):
        yield word[:-2] + "цы"
        yield word[:-3] + "ьцы"
    elif word.endswith("нин"):
        yield word[:-2] + "е"
    elif word.endswith(("ь", "й", "я")):
        yield word[:-1] + "и"
    elif word.endswith("о"):
        yield word[:-1] + "а"
    elif word.endswith("ок"):
        yield word[:-2] + "ки"
    elif word.endswith("а"):
        yield word[:-1] + ("и" if word[-2] in "гкхжшчщ" else "ы")
    elif word[-1:] not in VOWELS:
        yield word + ("и" if word[-1] in "гкхжшчщ" else "ы")


def _fits(word: str, first: str) -> bool:
    return word.endswith(first) if first else word[-1:] not in VOWELS


@lru_cache(maxsize=65536)
def calling(language: str, word: str) -> Calling | None:
    """What a word calls somebody, if it does; of "экс-министр" the last part tells, of "гидрогеолог" the end."""
    table = declension_of(language)
    if found := table.callings.get(word):
        return found
    if "-" in word:
        base, last = word.rsplit("-", 1)
        if found := table.callings.get(last):
            return Calling(f"{base}-{found.nominative}", found.kind, found.is_oblique)
        return None
    for prefix in table.lists["deputies"] | table.lists["prefixes"]:
        found = table.callings.get(word[len(prefix) :]) if word.startswith(prefix) else None
        if found and found.kind == "person" and prefix in table.lists["prefixes"]:
            return Calling(prefix + found.nominative, found.kind, found.is_oblique)
        if found and found.kind == "person" and found.is_oblique:
            return Calling(word, found.kind, False)  # "заммэра" has one form
    for at in range(2, len(word) - 2):
        if found := table.calling_ends.get(word[at:]):
            return Calling(word[:at] + found.nominative, found.kind, found.is_oblique)
    return None


@lru_cache(maxsize=65536)
def nominatives(language: str, word: str) -> tuple[tuple[str, str], ...]:
    """The words that a word may be another case of, each with its gender.

    >>> ("иванов", "m") in nominatives("ru", "ивановым")
    True
    """
    found: list[tuple[str, str]] = []
    for first, others, gender in declension_of(language).bends:
        for end in others:
            stem = word[: len(word) - len(end)]
            if word.endswith(end) and len(stem) >= SHORTEST_STEM and _fits(stem + first, first):
                found.append((stem + first, gender))
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=65536)
def gender_of(language: str, words: tuple[str, ...]) -> Gender | None:
    """Whether a name in the nominative is a man's or a woman's, if its words tell."""
    table = declension_of(language)
    if any(word.endswith(tuple(table.lists["patronymics_feminine"])) for word in words):
        return "f"
    # "Мила Йованович" bears no patronymic.
    if any(word.endswith(tuple(table.lists["patronymics_masculine"])) for word in words[1:2]):
        return "m" if len(words) > 2 or words[0] in table.lists["first_masculine"] else None
    if len(words) > 1:
        if words[0] in table.lists["first_feminine"]:
            return "f"
        if words[0] in table.lists["first_masculine"]:
            return "m"
    if words[-1].endswith(tuple(table.lists["surnames_feminine"])):
        return "f"
    if words[-1].endswith(tuple(table.lists["surnames_masculine"])):
        return "m"
    return None


def is_initial(copy: Copy, at: int) -> bool:
    """Whether a token is one letter of a shortened first name."""
    token = copy.tokens[at]
    return len(token) == 1 and copy.is_capital(at) and copy.tokens[at + 1 : at + 2] == ["."]


def is_acronym(copy: Copy, at: int) -> bool:
    """Whether a token is written in capitals alone."""
    word = copy.text[copy.starts[at] : copy.ends[at]]
    return len(word) > 1 and word.isupper()


def opens(copy: Copy, at: int) -> bool:
    """Whether a token opens a sentence or a paragraph."""
    if at == 0 or copy.tokens[at - 1][0] in ".!?…:\ufffb":
        return at < 2 or not (copy.tokens[at - 1] == "." and is_initial(copy, at - 2))
    between = copy.text[copy.ends[at - 1] : copy.starts[at]]
    return "\n" in between or (copy.tokens[at - 1] in "—–-" and (at == 1 or copy.tokens[at - 2][0] in ".!?…,\ufffb"))


def written(copy: Copy, first: int, last: int) -> str:
    """The words of some tokens as the article has them."""
    return " ".join(copy.slice(first, last).translate(AS_MARKS).split())


def is_marked(token: str) -> bool:
    """Whether a token is a name in quotation marks."""
    return token[0] in MARKED


def recased(own: str, bent: tuple[str, ...], words: tuple[str, ...]) -> str:
    """A name as written with its words in the nominative, capitals kept."""
    parts = own.split()
    if len(parts) != len(words):
        return own
    return " ".join(
        part if word == old else part[: _shared(part.lower(), word)] + word[_shared(part.lower(), word) :]
        for part, old, word in zip(parts, bent, words, strict=True)
    )


def _shared(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
