"""Change one thing in a sentence: another number, another name, a "not"; the words for it are in changes.toml.

A sentence of an article and the same sentence told in another language, or by another translator, with the
sentence before and after it, are an untouched pair; one change to the first makes a changed pair.
"""

import json
import random
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.sets import DATA
from bot.compare.sentence.reasons import ComparedText

SPELLED = ("en", "fr", "de", "es")
DIGITS = re.compile(r"(?<![\w.,:-])\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?(?![\w:-])")
CAPITAL = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?")
Change = Callable[["Told", random.Random], str | None]


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence, who could be named in it instead, and the same sentence in each of four languages."""

    text: str
    language: str
    words: Mapping[str, list[str]]
    names: tuple[str, ...]  # of its article or, where it has too few, of all articles; none stands in the sentence
    shared: frozenset[str]  # names in this sentence that every language spells alike


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence of an article, changed in one way or in none, and what it is compared with."""

    languages: tuple[str, str]
    document: str
    kind: str | None
    said: ComparedText
    evidence: ComparedText


def pairs(half: int, languages: tuple[str, str]) -> Iterator[Pair]:
    """Every sentence of one half of the articles (0 is the odd ones), untouched and with each change that fits it."""
    told = articles()
    everyone = sorted({name for one in told.values() for name in _shared_names(one)})
    for document in sorted(told)[half::2]:
        own = sorted(_shared_names(told[document]))
        sentences, others = told[document][languages[0]], told[document][languages[1]]
        for place, text in enumerate(sentences):
            evidence = ComparedText(_joined(others[max(0, place - 1) : place + 2]), languages[1][:2])
            drawn = random.Random(f"{document} {place} {languages}")
            alike = frozenset(_alike({one: told[document][one][place] for one in SPELLED}))
            names = [one for one in own if one not in text]
            names = names if len(names) > 1 else drawn.sample(everyone, 5)
            language = languages[0][:2]
            one = Told(text, language, own_words()[language], tuple(names), alike)
            yield Pair(languages, document, None, ComparedText(text, language), evidence)
            for kind, change in KINDS.items():
                changed = change(one, drawn)
                if changed is not None and changed != text:
                    yield Pair(languages, document, kind, ComparedText(changed, language), evidence)


def _joined(sentences: Sequence[str]) -> str:
    """Sentences as an article has them: what ends without a mark is a heading, and stands alone."""
    return "".join(one + (" " if one.rstrip(' »”"’)')[-1:] in ".!?…:" else "\n\n") for one in sentences).strip()


def articles() -> dict[str, dict[str, list[str]]]:
    """The sentences of each article in each language."""
    told: dict[str, dict[str, list[str]]] = {}
    with (DATA / "ntrex" / "articles.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            told.setdefault(one["document"], {})[one["language"]] = one["sentences"]
    return told


@cache
def own_words() -> dict[str, dict[str, list[str]]]:
    """The benchmark's own words by language."""
    words: dict[str, dict[str, list[str]]] = tomllib.loads(Path(__file__).with_name("changes.toml").read_text("utf-8"))
    return words


def another_number(told: Told, drawn: random.Random) -> str | None:
    """One digit of a number written in figures, or one small number written as a word, is another."""
    figures = [m.span() for m in DIGITS.finditer(told.text)]
    spelled = [m.span() for m in _any_of(told.words["numbers"]).finditer(told.text)]
    if not figures and not spelled:
        return None
    start, end = drawn.choice([*figures, *spelled])
    said = told.text[start:end]
    if (start, end) in spelled:
        return _put(told.text, start, end, drawn.choice([one for one in told.words["numbers"] if one != said.lower()]))
    at = drawn.choice([place for place, letter in enumerate(said) if letter.isdigit()][:3])
    if re.fullmatch(r"(?:19|20)\d\d", said):
        at = drawn.choice([2, 3])
    others = [digit for digit in "123456789" if digit != said[at]]
    return _put(told.text, start, end, said[:at] + drawn.choice(others) + said[at + 1 :])


def another_name(told: Told, drawn: random.Random) -> str | None:
    """One name that all languages share, or one country, is another of its article."""
    spans = [m.span() for m in CAPITAL.finditer(told.text) if m.group() in told.shared]
    own = _places_in(told.language)
    countries = [m.span() for m in _any_of(own, exact=True).finditer(told.text)]
    if not spans and not countries:
        return None
    start, end = drawn.choice([*spans, *countries])
    others = [one for one in own if one not in told.text] if (start, end) in countries else list(told.names)
    return _put(told.text, start, end, drawn.choice(others)) if others else None


def another_speaker(told: Told, drawn: random.Random) -> str | None:
    """The name beside a word of saying is another; or the office that says it."""
    says = list(_any_of(told.words["says"]).finditer(told.text))
    for said in says:
        near = [
            m.span()
            for m in CAPITAL.finditer(told.text)
            if m.group() in told.shared and (0 <= said.start() - m.end() <= 12 or 0 <= m.start() - said.end() <= 12)
        ]
        if near and told.names:
            start, end = near[-1]
            return _put(told.text, start, end, drawn.choice(told.names))
    return _turned(told, "roles") if says else None


def negated(told: Told, drawn: random.Random) -> str | None:
    """A negation is gone, or one has come."""
    return _turned(told, "unnegate") or _turned(told, "negate")


def _turned(told: Told, kind: str) -> str | None:
    """The sentence after the first turn of a list that fits it."""
    text = told.text.replace("’", "'")
    for turn in told.words[kind]:
        before, after = turn.split(" > ")
        if match := re.search(rf"(?<![\w'-]){re.escape(before)}(?![\w'-])", text, re.I if kind != "compare" else 0):
            return _put(told.text, *match.span(), after)
    return None


KINDS: Mapping[str, Change] = {
    "number": another_number,
    "name": another_name,
    "negation": negated,
    "modality": lambda told, drawn: _turned(told, "modal"),
    "comparison": lambda told, drawn: _turned(told, "compare"),
    "speaker": another_speaker,
}


def _shared_names(article: Mapping[str, Sequence[str]]) -> set[str]:
    rows = zip(*(article[one] for one in SPELLED), strict=True)
    return {name for row in rows for name in _alike(dict(zip(SPELLED, row, strict=True)))}


def _alike(row: Mapping[str, str]) -> set[str]:
    """Capitalised words inside an English sentence that stand in all four languages.

    >>> sorted(_alike({"en": "Then Ines Holm left.", "fr": "Ines Holm partit.", "de": "Ines Holm ging.",
    ...     "es": "Se fue Ines Holm."}))
    ['Holm', 'Ines']
    """
    found = {m.group() for m in CAPITAL.finditer(row["en"]) if m.group()[0].isupper() and m.start()}
    return {
        one for one in found if len(one) > 2 and all(re.search(rf"(?<!\w){one}(?!\w)", row[lang]) for lang in SPELLED)
    }


def _places_in(language: str) -> list[str]:
    column = SPELLED.index(language)
    return [row.split()[column] for row in own_words()["shared"]["places"]]


def _any_of(words: Sequence[str], *, exact: bool = False) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])", re.NOFLAG if exact else re.I)


def _put(text: str, start: int, end: int, instead: str) -> str:
    if text[start].isupper() and not instead[0].isupper():
        instead = instead[0].upper() + instead[1:]
    return text[:start] + instead + text[end:]
