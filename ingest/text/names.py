"""Names: where they stand in a text, and when two of them are one person's, in whatever letters they are written.

A key narrows, `same_name` decides: Merkel and Markle share the key of their consonants, and are two names.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from anyascii import anyascii

from ingest.languages import ANY, load
from ingest.text.typography import one_edit

# Abjads leave most vowels out, so consonants are all there is to compare (Hebrew, Arabic, Syriac).
ABJAD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
NOT_LATIN = re.compile("[^\u0000-\u024f\u1e00-\u1eff\u2010-\u2027]")
WORD = re.compile(r"[^\W\d_](?:\w|['’ʼ](?=\w)|[-‐‑](?=\w)|\.(?=[^\W\d_]\.))*")
ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’ʼ](?=\w)", re.IGNORECASE)
POSSESSIVE = re.compile(r"['’ʼ]s?$", re.IGNORECASE)

# From spelling to sound, longest first. S is every hissing sound, C every hushing one, V is a run of vowels.
HUSHES = ("schtsch", "shch", "chtch", "tsch", "dzh", "tch", "tsh", "sch", "sh", "zh", "dj", "ch", "cz", "j")
HISSES = ("ts", "dz", "z", "s")
SOUND = (
    dict.fromkeys(HUSHES, "C")
    | dict.fromkeys(HISSES, "S")
    | {
        "ph": "f",
        "ck": "k",
        "kh": "",
        "gh": "g",
        "qu": "k",
        "th": "t",
        "ng": "n",
        "x": "kS",
        "q": "k",
        "c": "k",
        "w": "v",
        "h": "",
    }
)
SPELLING = re.compile(
    "(?P<vowels>[aeiouy]+|j(?![aeiouy]))|(?P<soft>c(?=[eiy]))|(?P<hard>ch(?=[rlnm]))|"
    + "|".join(sorted(SOUND, key=len, reverse=True))
    + "|[a-z]"
)
# How one vowel is spelled from one language to the next: Poutine, Putin; Austin, Остин.
VOWELS = {
    "eau": "o",
    "ou": "u",
    "oo": "u",
    "au": "o",
    "ae": "e",
    "oe": "e",
    "ue": "u",
    "ee": "i",
    "ie": "i",
    "ei": "ai",
}
VOWEL = re.compile("|".join(VOWELS))
# What may stand for what between two alphabets: Biden is Байден, Trump is Трамп, Cameron is Кэмерон. Baden is not.
ACROSS = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        *("ai/i", "a/u", "a/e", "e/ia", "e/ai", "o/io", "e/io", "i/e"),
        *("u/iu", "a/ia", "o/a", "i/ui", "oi/ai", "u/o", "ea/a"),
    )
)
# Letters of alphabets that go over into Latin sound by sound.
SOUNDED = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u052f\u1e00-\u1fff]")
# What a declined name keeps of itself: all but its last letters, and no fewer than these.
SHORTEST_MISSPELT = 6  # letters of a word that may be mistyped: Biden and Baden are two men
BENT_LETTERS, FEWEST_LETTERS = 2, 4
FEWEST_SOUNDS = 3  # consonants of a name that drops a vowel when it is declined: Pavel, Pavlem
# P and b, f and v are one letter each in Arabic; a key forgets the difference, `same_name` does not.
COARSE = str.maketrans("pv", "bf")


@dataclass(frozen=True, slots=True)
class NameWords:
    """The words of any/names.toml, folded."""

    particles: frozenset[str]
    joiners: frozenset[str]
    honorifics: frozenset[str]
    offices: frozenset[str]
    bodies: frozenset[str]
    family_first: frozenset[str]
    openers: frozenset[str]
    portfolios: frozenset[str]


@cache
def name_words() -> NameWords:
    """The small words in and around names, read once."""
    words = load(ANY, "names")
    return NameWords(**{kind: frozenset(listed) for kind, listed in words.items()})


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The text without case, accents and alphabet.

    >>> fold("Остин, Élysée, Đặng, Straße")
    'ostin, elysee, dang, strasse'
    """
    if text.isascii():
        return text.casefold()
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return str(anyascii(bare)).casefold()


def name_keys(name: str) -> frozenset[str]:
    """A key for every word of the name that tells who it is: its consonants as they sound.

    >>> name_keys("M. Lloyd Austin") == name_keys("Ллойд Остин")
    True
    """
    return frozenset(_key(word) for word in _telling_words(name))


def same_name(asked: str, known: str) -> bool:
    """Whether both may be one person's name: every word of the shorter is in the longer, the family name among them.

    >>> same_name("Остин", "Lloyd Austin"), same_name("Lloyd", "Lloyd Austin"), same_name("Biden", "Baden")
    (True, False, False)
    """
    shorter, longer = sorted((_telling_words(asked), _telling_words(known)), key=len)
    if not shorter:
        return False
    places = _places(shorter, longer)
    if places is None:
        return False
    words = name_words()
    if len(shorter) == len(longer) or any(fold(word) in words.bodies for word in longer):
        return len(shorter) == len(longer)
    if fold(longer[0]) in words.family_first and not NOT_LATIN.search(longer[0]) and 0 in places:
        return True
    # Pedro Sánchez is Pedro Sánchez Pérez-Castejón; "John" alone is nobody.
    return len(longer) - 1 in places or (len(shorter) > 1 and places[:2] == [0, 1])


def spelt_as(name: str, known: str) -> str | None:
    """The name as it was meant, where a word of it is one slip of the hand from a word of a known one; else None.

    A slip is a letter too many, too few, another one, or two that changed places; the first letter is right, and the
    word is long enough that no other name is as near.

    >>> spelt_as("Etienne Delrome", "Étienne Delorme"), spelt_as("Biden", "Baden")
    ('Etienne Delorme', None)
    """
    meant, slips = name, 0
    for word in _telling_words(name):
        near = [other for other in _telling_words(known) if fold(other) == fold(word) or _is_a_slip(word, other)]
        if not near:
            return None
        if not any(fold(other) == fold(word) for other in near):
            meant, slips = meant.replace(word, near[0], 1), slips + 1
    return meant if slips == 1 else None


def _is_a_slip(typed: str, known: str) -> bool:
    one, other = fold(typed), fold(known)
    is_long = min(len(one), len(other)) >= SHORTEST_MISSPELT
    return is_long and one[0] == other[0] and one_edit(one, other) is not None


def is_named_in(text: str, name: str) -> bool:
    """Whether a text names somebody, be the name bent: Angeli for Angela, Pavla for Pavel; True where none can tell.

    >>> is_named_in("Řekl to o Angele Merkelové.", "Angela Merkel"), is_named_in("Остин сказал это.", "Austin")
    (True, True)
    >>> is_named_in("The lock is shut.", "Austin"), is_named_in("宮崎監督は語った。", "Miyazaki")
    (False, True)
    """
    if not is_comparable(name, text):
        return True
    if not _is_sounded(name):
        return name[:2] in text  # 宮崎駿 is 宮崎監督 further on
    family = (_telling_words(name) or (name,))[-1]
    begins = fold(family)[: max(FEWEST_LETTERS, len(fold(family)) - BENT_LETTERS)]
    sounds = _key(family)
    return any(
        fold(word).startswith(begins)
        or same_name(family, word)
        or (len(sounds) >= FEWEST_SOUNDS and _key(word).startswith(sounds))
        for word in set(WORD.findall(text))
        if not word[0].islower()
    )


def is_comparable(one: str, other: str) -> bool:
    """Whether both are in alphabets that tell their sound alike (Latin, Cyrillic, Greek), or neither is."""
    return _is_sounded(one) == _is_sounded(other)


def _is_sounded(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    return 2 * len(SOUNDED.findall(text)) > letters


def find_names(text: str) -> tuple[tuple[int, int], ...]:
    """Where person-like and organisation-like names stand, honorifics and sentence-opening words left out.

    >>> [text[a:b] for text in ["Hier, Ursula von der Leyen a vu M. Austin."] for a, b in find_names(text)]
    ['Ursula von der Leyen', 'Austin']
    """
    words = name_words()
    matches = list(WORD.finditer(text))
    lower = {m.group() for m in matches if m.group()[0].islower()}
    spans: list[tuple[int, int]] = []
    run: list[tuple[int, int]] = []
    pending: list[tuple[int, int]] = []  # particles that count only if a capital follows

    def close() -> None:
        only = text[run[0][0] : run[0][1]] if len(run) == 1 else ""
        if run and not (only and (len(only) == 1 or (fold(only) in words.openers and not only[1:2].isupper()))):
            spans.append((run[0][0], run[-1][1]))
        run.clear()
        pending.clear()

    previous_end = 0
    for match in matches:
        start, end = match.span()
        if run and not _joins(text, previous_end, start):
            close()
        previous_end = end
        word = match.group()
        if not run and word[0].islower() and word.isalpha():
            continue
        if (elision := ELISION.match(word)) and (word[elision.end()].isupper() or not run):
            if not run or fold(word[0]) != "d":
                close()
            start += elision.end()
            word = word[elision.end() :]
        if possessive := POSSESSIVE.search(word):
            end -= len(possessive.group())
            word = word[: possessive.start()]
        if not word:
            continue
        folded = fold(word)
        if word[0].isupper() or (run and not word[0].islower()):
            if (folded in words.honorifics and not run and len(word) > 1) or word == "M":
                continue
            ordinary = folded in words.openers or word.casefold() in lower or folded.endswith("ement")
            if not run and ordinary and _opens_sentence(text, start):
                continue
            run += [*pending, (start, end)]
            pending.clear()
            if possessive:
                close()
        elif run and folded in words.joiners and len(pending) < 3 and not (folded == "of" and _is_persons(text, run)):
            pending.append((start, end))
        else:
            close()
    close()
    return tuple(spans)


def _is_persons(text: str, run: list[tuple[int, int]]) -> bool:
    """Whether a run of two words or more names no body: "Ines Halvard of Stroud University" is two names."""
    return len(run) > 1 and not any(fold(text[start:end]) in name_words().bodies for start, end in run)


def _opens_sentence(text: str, start: int) -> bool:
    """Whether a word at `start` owes its capital to its place."""
    before = text[max(0, start - 8) : start].rstrip(" \u00a0\u202f\"'“„«‹([–—-")
    return not before or before[-1] in '.!?…:;\n\r»”"\ufffb\ufffc' or start == 0


def _joins(text: str, end: int, start: int) -> bool:
    """Whether what stands between two words keeps them in one name: a space, a point after an initial."""
    gap = text[end:start]
    if gap in {" ", "\u00a0", "\u202f"}:
        return True
    if gap in {"' ", "’ "} and text[end - 1] == "s":  # "the Seafarers' Guild"
        following = WORD.match(text, start)
        return following is not None and fold(following.group()) in name_words().bodies
    return gap in {". ", ".\u00a0", "."} and (
        end < 2 or not text[end - 2].isalnum() or text[end - 2 : end] in {"Jr", "St", "Dr"}
    )


@lru_cache(maxsize=65536)
def _telling_words(name: str) -> tuple[str, ...]:
    """The words of a name without particles, honorifics, offices and initials; all of them if nothing else is left."""
    words = name_words()
    found = [POSSESSIVE.sub("", ELISION.sub("", match.group())) for match in WORD.finditer(name)]
    telling = [word for word in found if word and fold(word) not in words.particles] or [word for word in found if word]
    telling = [word for word in telling if fold(word) not in words.honorifics] or telling
    return tuple(
        [word for word in telling if fold(word) not in words.offices and fold(word) not in words.portfolios] or telling
    )


def _places(shorter: tuple[str, ...], longer: tuple[str, ...]) -> list[int] | None:
    """For each word of the shorter its place in the longer, in order; None if one has no place."""
    places: list[int] = []
    place = 0
    for word in shorter:
        while place < len(longer) and not _same_word(word, longer[place]):
            place += 1
        if place == len(longer):
            return None
        places.append(place)
        place += 1
    return places


def _same_word(one: str, other: str) -> bool:
    """Whether two words are one name in two spellings; an initial stands for any word that begins with it."""
    first, second = fold(one), fold(other)
    if first == second:
        return True
    if min(len(one), len(other)) == 1:
        return first[:1] == second[:1]
    across = bool(NOT_LATIN.search(one)) != bool(NOT_LATIN.search(other))
    if _key(one) != _key(other) or (len(_key(one)) < 2 and not across):
        return False
    if ABJAD.search(one) or ABJAD.search(other):
        return len(_key(one)) > 1
    consonants, vowels = _sounds(first)
    other_consonants, other_vowels = _sounds(second)
    if consonants != other_consonants:
        return False
    pairs = [(a, b) for a, b in zip(vowels, other_vowels, strict=True) if a != b]
    return all(across and frozenset(pair) in ACROSS for pair in pairs)


@lru_cache(maxsize=65536)
def _key(word: str) -> str:
    """The word's consonants as they sound, p like b and v like f; of a word without them, the word."""
    folded = fold(word)
    if ABJAD.search(word):
        folded = re.sub("[wy]", "", folded)
    return _sounds(folded)[0].translate(COARSE) or folded


@lru_cache(maxsize=65536)
def _sounds(folded: str) -> tuple[str, tuple[str, ...]]:
    """A word's consonants, doubled ones once, and the vowels before, between and after them.

    >>> _sounds("poutine")
    ('ptn', ('', 'u', 'i', ''))
    """
    consonants = ""
    vowels = [""]
    for match in SPELLING.finditer(folded):
        spelled = match.group()
        if match["vowels"]:
            vowels[-1] += spelled.translate(str.maketrans("yj", "ii"))
            continue
        sounds = "S" if match["soft"] else "k" if match["hard"] else SOUND.get(spelled, spelled)
        for sound in sounds:
            if consonants[-1:] == sound and not vowels[-1]:
                continue
            consonants += sound
            vowels.append("")
    if len(vowels) > 1 and vowels[-1] == "e":
        vowels[-1] = ""
    return consonants, tuple(_one_vowel(run) for run in vowels)


def _one_vowel(run: str) -> str:
    """A run of vowels in one spelling, doubled ones once."""
    return re.sub(r"(.)\1+", r"\1", VOWEL.sub(lambda match: VOWELS[match.group()], run))
