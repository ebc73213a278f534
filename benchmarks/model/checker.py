"""Find the numbers and names that were shown and stand in no cited passage; no code is shared with what checked them.

    python benchmarks/model/checker.py build/bench-model/records.jsonl

Reads what `python -m benchmarks.model` kept, and prints every claim in which something was found, for a person to look
at. A cited passage is the quotation with the sentences beside it, and the article's title, outlet, agency and day. What
stands elsewhere in the same article is told apart from what stands nowhere in it.
"""

import argparse
import json
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

LETTERS = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ı": "i", "’": "'"})
CYRILLIC = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфыэё", ["a", "b", "v", "g", "d", "e", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r",
                                          "s", "t", "u", "f", "y", "e", "e"], strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "iu", "я": "ia", "ъ": "", "ь": ""}
)  # fmt: skip
DIGITS = re.compile(r"\d{1,3}(?:[ \u00a0\u202f.,'’]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?")
TOKEN = re.compile(rf"(?P<digits>{DIGITS.pattern})|(?P<word>[^\W\d_]+)")
GAP = re.compile(r"[\s\u00a0\u202f-]*")
CLOCK = re.compile(r"(\d{1,2}) ?[h:](?: ?\d\d)?")
MARKS = re.compile(r"\[\d+\]")
QUOTED = re.compile(r"«[^»]*»|“[^”]*”|„[^“”]*[“”]")
PERCENT = re.compile(r"\b(?:pour cent|per cent|por ciento|phần trăm)\b", re.IGNORECASE)  # no hundred
WORD = re.compile(r"[^\W\d_][\w'’]*")
JOINING = ("de", "du", "des", "of", "the", "von", "van", "der", "del", "al", "bin")  # small words inside a name
RUN = re.compile(rf"{WORD.pattern}(?:(?:[ \u00a0-]|(?: (?:{'|'.join(JOINING)}) )){WORD.pattern})*")
BEFORE_A_SENTENCE = re.compile(r"(?:^|[.!?:;…\n][\"”»)\]]*\s+|[\"“„«‹(—–]\s*)$")
SHORTEST_STEM = 5  # letters that two forms of a name have in common, but for their last: "Sénats", "Senate"
ALONE_IN = frozenset(("de",))  # where every noun is capitalised: a word by itself is no name


@dataclass(frozen=True, slots=True)
class Flag:
    """A number or a name of a claim that its passages don't have."""

    kind: str  # "number", "name"
    shown: str
    is_in_article: bool  # elsewhere in the article cited


@dataclass(frozen=True, slots=True)
class Source:
    """What a claim cites, and the whole article around it."""

    text: str
    language: str
    article: str = ""
    quote: str = ""  # the words cited, which an answer may hold as they are


def flags(claim: str, language: str, sources: Sequence[Source]) -> list[Flag]:
    """What a claim has that its sources don't.

    >>> flags("Nine barges wait at Marren for Ines Moor. [1]", "en", [Source("Six barges wait at Marren.", "en")])
    [Flag(kind='number', shown='Nine', is_in_article=False), Flag(kind='name', shown='Ines Moor', is_in_article=False)]
    """
    claim = _unquoted(MARKS.sub(" ", claim), sources)
    passages = [(one.text, one.language) for one in sources]
    articles = [(one.article, one.language) for one in sources]
    missing_numbers = [("number", one) for one in _numbers_not_in(claim, language, passages)]
    missing_names = [("name", one) for one in _names_not_in(claim, language, passages)]
    elsewhere = {*_numbers_not_in(claim, language, articles), *_names_not_in(claim, language, articles)}
    return [Flag(kind, shown, shown not in elsewhere) for kind, shown in [*missing_numbers, *missing_names]]


def _unquoted(claim: str, sources: Sequence[Source]) -> str:
    """A claim without what it quotes as its passages have it: that is in another language, and needs no looking up."""
    for one in sources:
        claim = claim.replace(one.quote, " ") if one.quote else claim
    told = " ".join(" ".join(one.text for one in sources).split())
    return QUOTED.sub(lambda found: " " if " ".join(found[0][1:-1].split()) in told else found[0], claim)


def fold(text: str) -> str:
    """Lower case, no accents, in Latin letters.

    >>> fold("Étienne Đặng, Łódź"), fold("Москва")
    ('etienne dang, lodz', 'moskva')
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(CYRILLIC).translate(LETTERS))
    return "".join(one for one in plain if not unicodedata.combining(one)).translate(CYRILLIC).translate(LETTERS)


# -- numbers ----------------------------------------------------------------------------------------------------------


def numbers(text: str, language: str) -> list[tuple[str, frozenset[float]]]:
    """Each number as it is written, and all that it may mean: "1.127" is a thousand or a little over one.

    >>> numbers("Zweihundertdreißig Boote, 2,5 millions", "de")[0]
    ('Zweihundertdreißig', frozenset({230.0}))
    >>> [sorted(value) for _, value in numbers("quatre-vingt-douze sur 1 127, et 2,5 millions", "fr")]
    [[92.0], [1127.0], [2500000.0]]
    """
    text = PERCENT.sub("%", text)
    return [_read(text, run, language) for run in _runs_of_numbers(text, language)]


def _runs_of_numbers(text: str, language: str) -> Iterator[list[re.Match[str]]]:
    run: list[re.Match[str]] = []
    known = _known(language)
    for one in TOKEN.finditer(text):
        word = one["word"] and fold(one["word"])
        is_number = one["digits"] or _spelt(word, language) is not None or word in known["times"] | known["scale"]
        joins = bool(run) and word in known["join"]
        goes_on = bool(run) and GAP.fullmatch(text, run[-1].end(), one.start()) and not one["digits"]
        if (is_number or joins) and goes_on:
            run.append(one)
            continue
        yield from _ended(run, known)
        run = [one] if is_number else []
    yield from _ended(run, known)


def _ended(run: list[re.Match[str]], known: Mapping[str, Any]) -> Iterator[list[re.Match[str]]]:
    while run and run[-1]["word"] and fold(run[-1]["word"]) in known["join"]:
        run = run[:-1]
    if run:
        yield run


def _read(text: str, run: Sequence[re.Match[str]], language: str) -> tuple[str, frozenset[float]]:
    known = _known(language)
    begun = _written(run[0]["digits"]) if run[0]["digits"] else {0.0}
    values = set()
    for value in begun:
        total, group = 0.0, value
        for one in run[1:] if run[0]["digits"] else run:
            word = fold(one["word"])
            spelt = _spelt(word, language)
            if word in ("vingt", "vingts") and group % 100 == 4:
                group += 76
            elif word in known["times"]:
                group = (group or 1) * known["times"][word]
            elif word in known["scale"]:
                total, group = total + (group or 1) * known["scale"][word], 0.0
            elif spelt is not None:
                group += spelt
        values.add(total + group)
    return text[run[0].start() : run[-1].end()], frozenset(values)


def _written(digits: str) -> set[float]:
    """What digits may mean.

    >>> sorted(_written("1,127")), sorted(_written("1 127,5")), sorted(_written("3.2"))
    ([1.127, 1127.0], [1127.5], [3.2])
    """
    bare = re.sub(r"[ \u00a0\u202f'’]", "", digits)
    found = set()
    if re.fullmatch(r"\d+(?:[.,]\d{3})+", bare):
        found.add(float(re.sub(r"[.,]", "", bare)))
    head, mark, tail = bare.rpartition("," if bare.rfind(",") > bare.rfind(".") else ".")
    whole = re.sub(r"[.,]", "", head)
    if not mark or len(re.findall(r"[.,]", bare)) == 1 or len(tail) != 3:
        found.add(float(f"{whole}.{tail}") if mark else float(bare))
    return found


def _spelt(word: str | None, language: str) -> float | None:
    """What a word is worth by itself; German ones are taken apart."""
    small: dict[str, float] = _known(language)["small"]
    if not word or word in small or language != "de":
        return small.get(word or "")
    for joint, worth in (("tausend", 1000), ("hundert", 100)):
        left, found, right = word.partition(joint)
        if found and word != joint:
            parts = (
                _spelt(left, language) if left else 1.0,
                _spelt(right.removeprefix("und"), language) if right else 0.0,
            )
            return None if parts[0] is None or parts[1] is None else parts[0] * worth + parts[1]
    unit, found, tens = word.partition("und")
    return small[unit] + small[tens] if found and unit in small and tens in small else None


def _numbers_not_in(claim: str, language: str, sources: Iterable[tuple[str, str]]) -> list[str]:
    known: set[float] = set()
    for text, spoken in sources:
        for shown, values in numbers(text, spoken):
            known |= values
            known |= {float(part) for part in re.findall(r"\d+", shown)}
        for clock in CLOCK.finditer(text):  # "17 h 30" is half past five
            known |= {float(clock[1]) + 12, float(clock[1]) - 12}
    asked = numbers(claim, language) if language != "vi" else [
        (one[0], frozenset(_written(one[0]))) for one in DIGITS.finditer(claim)
    ]  # fmt: skip
    return [shown for shown, values in asked if not values & known and not (shown[0].isalpha() and values == {1.0})]


# -- names ------------------------------------------------------------------------------------------------------------


def _names_not_in(claim: str, language: str, sources: Iterable[tuple[str, str]]) -> list[str]:
    told = " ".join(re.findall(r"\w+", fold(" ".join(text for text, _ in sources))))
    known = frozenset(told.split())
    return [shown for shown in names(claim, language) if not _is_told(shown, told, known)]


def names(claim: str, language: str) -> list[str]:
    """Capitalised words that don't begin a sentence, and any that stand together.

    >>> names("The keeper, Ines Roper, left Marren. Odile Carrier of NATO stayed.", "en")
    ['Ines Roper', 'Marren', 'Odile Carrier of NATO']
    """
    found = []
    for run in RUN.finditer(claim):
        for shown in _capitalised(claim, run.start(), run.end(), () if language in ALONE_IN else JOINING):
            words = [one for one in re.findall(r"[^\W_]+", shown) if one[0].isupper()]
            telling = [one for one in words if fold(one) not in _table()["names"]["plain"] and len(one) > 1]
            if language in ALONE_IN and fold(words[0]) in _table()["names"]["plain"]:
                words = words[1:]
            begins = claim.startswith(shown, run.start()) and BEFORE_A_SENTENCE.search(claim[: run.start()])
            if telling and not (begins and telling == words[:1]) and not (len(words) == 1 and language in ALONE_IN):
                found.append(" ".join(shown.split()))
    return found


def _capitalised(claim: str, start: int, end: int, joining: Sequence[str]) -> list[str]:
    """The stretches of a run of words that begin and end with a capital letter, small joining words between."""
    words = list(WORD.finditer(claim, start, end))
    stretches: list[list[re.Match[str]]] = [[]]
    for one in words:
        if one[0][0].isupper() or (stretches[-1] and one[0] in joining):
            stretches[-1].append(one)
        else:
            stretches.append([])
    kept = []
    for some in stretches:
        while some and not some[-1][0][0].isupper():
            some = some[:-1]
        if some:
            kept.append(claim[some[0].start() : some[-1].end()])
    return kept


def _is_told(shown: str, told: str, known: frozenset[str]) -> bool:
    asked = " ".join(re.findall(r"\w+", re.sub(r"['’]s\b", "", fold(shown))))
    for group in _same():
        if group.search(asked) and group.search(told):
            asked = group.sub(" ", asked)
    return all(
        one in known
        or one in _table()["names"]["plain"]
        or len(one) == 1
        or any(_are_forms(one, other) for other in known)
        for one in asked.split()
    )


def _are_forms(one: str, other: str) -> bool:
    """Whether two words differ in their last letter only, or one of them has one more.

    >>> _are_forms("senate", "senat"), _are_forms("moor", "moore"), _are_forms("martin", "marten")
    (True, False, False)
    """
    stem = min(len(one), len(other)) - (len(one) == len(other))
    return stem >= SHORTEST_STEM and abs(len(one) - len(other)) <= 1 and one[:stem] == other[:stem]


# -- data, records ----------------------------------------------------------------------------------------------------


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


@cache
def _known(language: str) -> Mapping[str, Any]:
    table = _table()["numbers"].get(language, _table()["numbers"]["en"])
    folded = {name: {fold(word): worth for word, worth in table[name].items()} for name in ("small", "times", "scale")}
    return folded | {"join": frozenset(table["join"])}


@cache
def _same() -> tuple[re.Pattern[str], ...]:
    def one_of(group: Sequence[str]) -> str:
        return "|".join(re.escape(one).replace(r"\*", r"\w*") for one in sorted(group, key=len, reverse=True))

    return tuple(re.compile(rf"\b(?:{one_of(group)})\b") for group in _table()["names"]["same"])


def flags_of(reply: Mapping[str, Any], language: str) -> Iterator[tuple[str, Flag]]:
    """Every flag of a kept reply, with what was shown: its claims, and the translations of what they quote."""
    cited = {one["number"]: one for one in reply["cited"]}
    for claim in reply["claims"]:
        sources = [_source(cited[number]) for number in claim["cites"]]
        for shown in filter(None, (claim["text"], claim["translation"])):
            yield from ((shown, one) for one in flags(shown, language, sources))


def _source(cited: Mapping[str, Any]) -> Source:
    head = " . ".join(str(cited[name]) for name in ("title", "outlet", "agency", "via") if cited.get(name))
    head += f" . {_table()['languages'].get(cited['language'], '')}"
    day = _day(cited.get("published") or "")
    return Source(
        f"{cited['beside']} . {head} . {day}", cited["language"], f"{cited['article']} . {head} . {day}", cited["quote"]
    )


def _day(published: str) -> str:
    """A day with its month as a word: "2026-05-12" is the twelfth of May."""
    found = re.match(r"(\d{4})(?:-(\d\d))?", published)
    if not found:
        return ""
    months = [group[0] for group in _table()["names"]["same"] if any(one.startswith("thang ") for one in group)]
    return f"{published[:10].replace('-', ' ')} {months[int(found[2]) - 1] if found[2] else ''}"


def main() -> None:
    """Print what was found in every kept record."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", type=Path)
    lines = parser.parse_args().records.read_text(encoding="utf-8").splitlines()
    for one, side in product(map(json.loads, lines), ("reply", "extractive")):
        for shown, flag in flags_of(one[side], one["language"]):
            where = "elsewhere in its article" if flag.is_in_article else "NOWHERE in its article"
            print(f"{one['set']}, {one['there']}, {one[side]['kind']}: {flag.kind} {flag.shown!r}, {where}")
            print(f"    {one['question']}\n    {shown}")


if __name__ == "__main__":
    main()
