"""Compare names of people, places and offices, in any language: a translated name is the same name."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache

from bot.compare.sentence.numbers import days_of
from bot.compare.sentence.reasons import ComparedText, Reason, Sign
from ingest.languages import ANY, load
from ingest.quantities.dates import is_month, weekdays
from ingest.text.names import find_names, fold, name_words, same_name
from ingest.text.negation import LONGEST_WORD, Lexicon, lexicon, looked_up
from vectorstore.terms import alike_terms

WORD = re.compile(r"[^\W\d_]+")
LANGUAGES = ("en", "fr", "de", "es", "vi", "ru")
SHORTEST_STEM = 5  # letters: Niger is not Nigeria
BESIDE = 5  # words between a calling and the word of saying: "the minister of the interior said"
DETERMINED = re.compile(  # what stands before a noun and before no name
    r"\b(?:d(?:er|ie|as|en|em|es)|(?:k?ein|[msd]ein|ihr|unser|dies|jed)(?:e[nmrs]?)?|zu[mr]|[iav]m|beim|ins|als|"
    r"\w+(?:en|er|es|em|e))\s$"
)
HEADING = 0.6  # of the longer words
SHORTEST_HEADING = 4  # such words: "said Gavin Thrale" is none
ALIKE, COGNATE = 6, 0.75  # letters, and how alike: "immigration", "inmigración"
MOST_ALIKE = 3  # missing names of one sort: a fourth tells no more
NOUNS_IN_CAPITALS = frozenset({"de", "lb"})
OPENS = re.compile(r"^\W*$|[.!?…:;\n«“„\"‹(\[–—]\W*$")  # what stands before a word that any sentence would begin with
SHORT = 3  # letters: "un" is an article, "UN" is not
LONG_ACRONYM = 3  # letters: "AI" is "KI" and "IA"; longer ones mostly keep their letters, in whatever order


@dataclass(frozen=True, slots=True)
class Spelt:
    """The words of a text: where each stands, and how it is folded."""

    spans: tuple[tuple[int, int], ...]
    folded: tuple[str, ...]


@lru_cache(maxsize=4096)
def spelt(text: str) -> Spelt:
    """The words of a text.

    >>> spelt("L’écluse").folded
    ('l', 'ecluse')
    """
    spans = tuple(match.span() for match in WORD.finditer(text))
    return Spelt(spans, tuple(fold(text[start:end])[:LONGEST_WORD] for start, end in spans))


@cache
def saying_words() -> Lexicon:
    """Words of saying in any language that news is read in."""
    return lexicon({"says": _read()["titles"]["says"]})


@cache
def calling_words() -> Lexicon:
    """What people are by office or trade: "minister", "juge"."""
    return lexicon(_read()["callings"])


@cache
def title_words() -> Lexicon:
    """Words that bodies and works are called by, which every language has its own for: "Court", "Cup"."""
    return lexicon({"title": _read()["titles"]["words"]})


@cache
def place_words() -> Lexicon:
    """Places and what is from there, by their beginnings, folded; babel's territories and any/places.toml."""
    from babel import Locale

    stems = dict(_read()["stems"])
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if not code.isdigit() and len(code) == 2:
                written = " ".join(WORD.findall(fold(name)))
                if " " not in written and len(written) > SHORTEST_STEM:
                    written += "*"
                stems[code] = f"{stems[code]}, {written}" if code in stems else written
    return lexicon(stems)


@cache
def _read() -> dict[str, dict[str, str]]:
    return load(ANY, "places")


def called(sentence: ComparedText, told: Sequence[ComparedText], evidence: Sequence[ComparedText]) -> Iterator[Sign]:
    """A speaker's calling that the evidence lacks, and which it has instead."""
    ours = [one for one in _callings(sentence) if one[3]]
    known = {code for part in evidence for _, _, code, _ in _callings(part)}
    mine = {code for _, _, code, _ in _callings(sentence)}
    gone = [(part, one) for part in told for one in _callings(part) if one[2] not in mine]
    for start, end, code, _ in ours:
        if code in known:
            continue
        speaking = [(part, one) for part, one in gone if one[3]]
        instead = (speaking or gone)[:1]
        found = instead[0][0].text[instead[0][1][0] : instead[0][1][1]] if instead else None
        sort = "speaking" if speaking else "other" if gone else "alone"
        yield Sign(f"calling_{sort}", reason=Reason("who", sentence.text[start:end], found, start, end))
        return


@lru_cache(maxsize=4096)
def _callings(said: ComparedText) -> tuple[tuple[int, int, str, bool], ...]:
    """Where callings stand, which, and whether a word of saying stands beside."""
    words: Spelt = spelt(said.text)
    says = [first for first, _, _ in looked_up(words.folded, saying_words())]
    return tuple(
        (
            words.spans[first][0],
            words.spans[last - 1][1],
            code,
            any(first - BESIDE <= at < last + BESIDE for at in says),
        )
        for first, last, code in looked_up(words.folded, calling_words())
    )


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name, or any word that a name can be compared with; `places` are the places it means."""

    start: int
    end: int
    text: str
    places: frozenset[str]
    is_named: bool
    is_sure: bool  # its capital isn't owed to its place in the sentence
    is_title: bool  # what bodies and works are called by, which every language has its own word for
    folded: str
    head: tuple[str, ...]  # its beginning, respelled as other languages may have it


def named(sentence: ComparedText, told: Sequence[ComparedText], evidence: Sequence[ComparedText]) -> Iterator[Sign]:
    """The names of a sentence that its evidence lacks, or has only beside what tells the same."""
    ours = words_of(sentence)
    theirs = list(dict.fromkeys(word for part in evidence for word in words_of(part)))
    near = list(dict.fromkeys(word for part in told for word in words_of(part)))
    gone = _gone(ours, near, theirs, sentence, told)
    crosses = any(part.language != sentence.language for part in told)
    missing = [word for word in ours if word.is_named and not _is_among(word, theirs)]
    met: Counter[str] = Counter()
    for word in missing:
        sort = _sort(word, missing, sentence, crosses=crosses)
        instead = next((other for other in gone if bool(other.places) == bool(word.places)), None)
        name = f"name_{sort}_instead" if instead else f"name_{sort}"
        met[name] += 1
        other = instead or (gone[0] if gone else None)
        reason = Reason("name", word.text, other.text if other else None, word.start, word.end)
        if met[name] <= MOST_ALIKE:
            yield Sign(name if met[name] == 1 else f"name_{sort}_again", reason=reason)
    yield from _elsewhere(ours, near, theirs, gone)
    if not missing and gone:
        yield Sign("place_gone" if any(one.places for one in gone) else "name_gone")


def lacking(sentence: ComparedText, evidence: Sequence[ComparedText]) -> list[str]:
    """The words of names that a sentence has and its evidence, in whatever language, can't have meant.

    Stricter than what is weighed in `named`: what a writer composed may bring in no name. Countries and what bodies are
    called by are let pass, for every language has its own words for them; so is a German noun that stands alone.

    >>> told = ComparedText("Der Damm bleibt zu, sagte Ines Holm.", "de")
    >>> lacking(ComparedText("Gavin Thrale: the dam stays shut, says Holm.", "en"), [told])
    ['Gavin', 'Thrale']
    """
    words = dict.fromkeys(word for part in evidence for word in words_of(part))
    theirs = [word for word in words if word.is_named or len(word.text) > 1]  # "Q: Why? A: ..." holds no initials
    missing = [word for word in words_of(sentence) if word.is_named and not _is_among(word, theirs)]
    has_capital_nouns = sentence.language in NOUNS_IN_CAPITALS
    return [
        word.text
        for word in missing
        if not word.places
        and not word.is_title
        and (_goes_on(word, missing) or (word.is_sure and not has_capital_nouns))
        and not (word.text.isupper() and len(word.text) < LONG_ACRONYM)
    ]


def _sort(word: Word, missing: Sequence[Word], sentence: ComparedText, *, crosses: bool) -> str:
    """What speaks for and against a word that the evidence lacks being another's name."""
    if word.places:
        return "place"
    if word.is_title:
        return "title" if word.is_sure else "opening_title"
    if not word.is_sure:
        return "speaking" if _speaks(word, sentence) else "opening"
    if sentence.language in NOUNS_IN_CAPITALS:
        is_noun = DETERMINED.search(sentence.text[max(0, word.start - 12) : word.start])
        return "noun" if is_noun else "capital"
    if crosses and _is_heading(sentence.text):
        return "heading"
    if crosses and word.text.isupper() and len(word.text) < LONG_ACRONYM:
        return "acronym"
    if _goes_on(word, missing) and not _is_heading(sentence.text):
        return "whole"
    return "single" if crosses else "own"


def _gone(
    ours: Sequence[Word],
    near: Sequence[Word],
    theirs: Sequence[Word],
    sentence: ComparedText,
    told: Sequence[ComparedText],
) -> list[Word]:
    """The names of what tells the same that the sentence lacks."""
    sure = {word.text for word in theirs if word.is_sure}  # a name that opens one sentence stands within another
    found = [
        word
        for word in near
        if word.is_named and (word.is_sure or word.text in sure or _goes_on(word, near)) and not _is_among(word, ours)
    ]
    if any(part.language != sentence.language for part in told):  # "ICJ" is "IGH": an acronym may be any translation's
        found = [word for word in found if word.places or len(word.text) > SHORT or not word.text.isupper()]
    if all(part.language in NOUNS_IN_CAPITALS for part in told):
        found = [word for word in found if word.places]
    return found


def _goes_on(word: Word, others: Sequence[Word]) -> bool:
    """Whether a word of a name stands beside another of them: a whole name is nobody's translation."""
    return word.is_named and any(
        other.is_named and (other.start - word.end == 1 or word.start - other.end == 1) for other in others
    )


def _is_heading(text: str) -> bool:
    """Whether Every Word Is Written So, as English headings are."""
    words: list[str] = [word for word in WORD.findall(text) if len(word) > SHORT]
    return len(words) >= SHORTEST_HEADING and sum(word[0].isupper() for word in words) > HEADING * len(words)


def _elsewhere(
    ours: Sequence[Word], near: Sequence[Word], theirs: Sequence[Word], gone: Sequence[Word]
) -> Iterator[Sign]:
    """A name that the evidence has in another sentence, where the sentence that tells the same has another name."""
    sure = [word for word in theirs if word.is_named and word.is_sure]
    strange = [word for word in ours if word.is_named and not _is_among(word, near) and _is_among(word, sure)]
    for sort, is_place in (("who", False), ("where", True)):
        here = [word for word in strange if bool(word.places) == is_place]
        there = [word for word in gone if bool(word.places) == is_place]
        if here and there:
            yield Sign(sort, reason=Reason("who", here[0].text, there[0].text, here[0].start, here[0].end))
        elif here:
            yield Sign(f"{sort}_alone", reason=Reason("who", here[0].text, None, here[0].start, here[0].end))


def _speaks(word: Word, sentence: ComparedText) -> bool:
    """Whether a word of saying follows, so that the capital of a sentence's first word is a speaker's."""
    following = WORD.findall(sentence.text[word.end : word.end + 40].lower())[:1]
    return any(True for _ in looked_up([fold(one) for one in following], saying_words()))


@lru_cache(maxsize=4096)
def words_of(said: ComparedText) -> tuple[Word, ...]:
    """The words of a text; those of names are marked."""
    text = said.text
    spans, folded = spelt(text).spans, spelt(text).folded
    honorifics = name_words().honorifics
    inside = {place for start, end in find_names(text) for place in range(start, end)}
    inside -= {place for day in days_of(said) for place in range(day.start, day.end)}
    places: list[set[str]] = [set() for _ in spans]
    for first, last, code in looked_up(folded, place_words()):
        word = text[spans[first][0] : spans[last - 1][1]]
        if last - first == 1 and len(word) <= SHORT and not (word.isupper() or said.language == "vi"):
            continue
        for place in range(first, last):
            places[place].add(code)
    return tuple(
        Word(
            start,
            end,
            text[start:end],
            frozenset(meant),
            is_named=(start in inside or (bool(meant) and text[start].isupper())) and _tells(text[start:end], one),
            is_sure=bool(meant)
            or not OPENS.search(text[max(0, start - 4) : start])
            or (number > 0 and folded[number - 1] in honorifics),
            is_title=any(True for _ in looked_up([one], title_words())),
            folded=one,
            head=tuple(alike_terms(text[start:end])),
        )
        for number, ((start, end), one, meant) in enumerate(zip(spans, folded, places, strict=True))
    )


def _tells(word: str, folded: str) -> bool:
    """Whether a word of a name tells whose it is: no title, no office, no month."""
    words = name_words()
    if not word[0].isupper() or len(word) < 2:
        return False
    if folded in words.honorifics | words.offices | words.bodies | words.particles | words.openers | words.portfolios:
        return False
    # "Paz" is a day in Turkish, and a name everywhere else
    return len(word) <= SHORT or not (is_month(word.lower()) or word.lower() in weekdays())


def _is_among(word: Word, others: Iterable[Word]) -> bool:
    """Whether some word of the evidence may be this one in another spelling, form or language."""
    return any(_may_be(word, other) for other in others)


@lru_cache(maxsize=1 << 16)
def _may_be(word: Word, other: Word) -> bool:
    ours, theirs = word.folded, other.folded
    if ours == theirs or word.places & other.places or (word.head and word.head == other.head):
        return True
    if len(ours) > 2 and len(theirs) > 2 and (ours + "s" == theirs or theirs + "s" == ours):
        return True  # Lees Meinung
    if ours[:2] == theirs[:2] and min(len(ours), len(theirs)) >= ALIKE and _cognate(ours, theirs):
        return True
    if other.text[0].isupper() and same_name(word.text, other.text):
        return True
    # VIH is HIV, OTAN is NATO
    return word.text.isupper() and other.text.isupper() and sorted(ours) == sorted(theirs)


def _cognate(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= COGNATE
