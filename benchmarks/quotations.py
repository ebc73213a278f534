"""Are true quotations recognised and changed ones caught? Measured on NTREX, each article among forty of its language.

    python -m benchmarks.quotations [--seed 1] [--show KIND] [--json FILE]

True quotations are sentences, runs of 6 to 40 words and what the articles have in quotation marks, restyled at random
as copying, setting and editing restyle them: they should be verbatim or repaired. Changed ones differ by one number,
name, negation, modal, word, speaker, or are put together from two places: they should be anything but that. Articles
with odd numbers are for development, those with even ones were never looked at.
"""

import argparse
import difflib
import json
import random
import re
import sys
import time
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.figures import Figure, recall
from benchmarks.sets import DATA
from bot.compare.quotation.check import check_quotation, forget_words
from ingest.article import Article, Statement
from ingest.statements.find import find_statements
from ingest.text.quotation_marks import find_quotations
from ingest.text.sentences import find_sentences

OTHER_FRENCH = "fr-CA"  # the same articles, translated a second time
LANGUAGES = ("en", "fr", "de", "es")
CANDIDATES = 40
FEWEST, MOST = 6, 40  # words of a run
IN_PARAGRAPH = 3  # sentences
OF_EACH = 3  # quotations of each kind and article
TIMED = 60  # quotations on which difflib, which is slow, is timed
SOUND = ("verbatim", "repaired")

# What the changes are made of: the benchmark's own lists, none of them the product's.
NOT = {
    "en": (r"\b(is|are|was|were|has|have|had|will|would|could|should|did|does|do)\b(?! not)", r"\1 not", r" not\b"),
    "fr": (r"\b(est|sont|était|a|ont|avait|sera|peut|doit)\b(?! pas)", r"\1 pas", r" pas\b"),
    "de": (r"\b(ist|sind|war|waren|hat|haben|hatte|wird|werden|kann)\b(?! nicht)", r"\1 nicht", r" nicht\b"),
    "es": (r"(?<!no )\b(es|son|era|fue|ha|han|había|está|están|puede)\b", r"no \1", r"\bno "),
}
MODALS = {
    "en": ("can", "could", "may", "might", "must", "should", "will", "would"),
    "fr": ("peut", "pourrait", "doit", "devrait", "va", "veut"),
    "de": ("kann", "könnte", "muss", "sollte", "will", "darf"),
    "es": ("puede", "podría", "debe", "debería", "quiere", "va"),
}
NEGATIVE = re.compile(
    r"\b(?:not?|n't|never|none?|nothing|nobody|neither|nor|without|cannot|pas|ne|n['’]|jamais|rien|aucune?|sans|ni|non|"
    r"personne|nicht|nichts|kein\w*|nie|niemals|niemand|ohne|weder|kaum|nunca|nada|nadie|ningun\w*|ningún|sin|tampoco|"
    r"hardly|unlikely|t)\b",
    re.IGNORECASE,
)
STYLES = (("“", "”"), ("«\u00a0", "\u00a0»"), ("„", "“"), ('"', '"'), ("»", "«"), ("‘", "’"), ("", ""), ("''", "''"))


@dataclass(frozen=True, slots=True)
class Case:
    """One quotation to be checked: what it is, who is claimed to have said it, and whether it is true."""

    kind: str
    is_true: bool
    quotation: str
    speaker: str | None
    number: int  # of the article
    language: str  # of the quotation
    beside: str = ""  # the language of the candidates, if another
    truth: str = ""  # the words it was made from


@dataclass(slots=True)
class Tally:
    """How a kind of quotations fared in one half: whether each was told rightly, by us and by a plain search."""

    ours: list[bool] = field(default_factory=list)
    plain: list[bool] = field(default_factory=list)
    verdicts: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, is_right: bool, plain_right: bool, verdict: str) -> None:
        self.ours.append(is_right)
        self.plain.append(plain_right)
        self.verdicts[verdict] += 1


def read_articles() -> dict[str, list[Article]]:
    """NTREX's articles by language, in paragraphs of three sentences, with the statements our rules find."""
    told: dict[str, dict[str, list[str]]] = defaultdict(dict)
    with (DATA / "ntrex" / "articles.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            told[one["language"]][one["document"]] = one["sentences"]
    return {
        language: [_article(name, told[language][name], language) for name in sorted(told[language])]
        for language in (*LANGUAGES, OTHER_FRENCH)
    }


def _article(name: str, told: list[str], language: str) -> Article:
    text = "\n\n".join(" ".join(told[n : n + IN_PARAGRAPH]) for n in range(0, len(told), IN_PARAGRAPH))
    sentences = find_sentences(text, language[:2])
    statements = find_statements(text, sentences, language=language[:2])
    return Article(
        f"{language} {name}"[:40], name, name, "", text, language, sentences=sentences, statements=statements
    )


def restyled(words: str, draw: random.Random) -> str:
    """The same words as another newsroom, typesetter or clipboard would have them."""
    opening, closing = draw.choice(STYLES)
    for mark in '«»“”„"':
        if draw.random() < 0.7:
            words = words.replace(mark, draw.choice('“”"«»'))
    apostrophe = draw.choice("'’ʼ‘")
    words = re.sub(r"(?<=\w)['’](?=\w)", apostrophe, words)
    words = re.sub(r" [-–—] ", draw.choice((" – ", " — ", "—", " - ", "\u00a0– ")), words)
    words = re.sub(r"(?<=[^\W\d])-(?=[^\W\d])", draw.choice("-‐‑"), words)
    words = words.replace("...", "…") if draw.random() < 0.5 else words.replace("…", "...")
    for plain, joined in (("oe", "œ"), ("fi", "ﬁ"), ("fl", "ﬂ")):
        if draw.random() < 0.2 and (plain != "oe" or "œ" in words):
            words = words.replace(joined, plain) if plain == "oe" else words.replace(plain, joined)
    words = "".join(
        draw.choice("\u00a0\u202f\u2009\n") if one == " " and draw.random() < 0.15 else one for one in words
    )
    if draw.random() < 0.2:
        words = re.sub(r"(?<=\w{4})(?=[a-z]{4})", lambda _: "\u00ad" if draw.random() < 0.3 else "", words)
    if draw.random() < 0.25:
        words = unicodedata.normalize("NFD", words)
    end = draw.random()
    if end < 0.3 and words[-1:] in ".,;":
        words = words[:-1]
    elif end < 0.5 and words[-1:].isalnum():
        words += draw.choice(".,")
    return f"{opening}{words}{closing}"


def true_cases(article: Article, number: int, draw: random.Random) -> Iterator[Case]:
    language = article.language

    def case(kind: str, quotation: str, speaker: str | None = None, truth: str = "") -> Case:
        return Case(kind, True, quotation, speaker, number, language, truth=truth)

    sentences = [article.text[one.start : one.end] for one in article.sentences]
    sentences = [one for one in sentences if FEWEST <= len(one.split()) <= MOST]
    for one in draw.sample(sentences, min(OF_EACH, len(sentences))):
        yield case("a sentence", restyled(one, draw), truth=one)
    for _ in range(OF_EACH):
        run = _run(article.text, draw)
        yield case("a run of words", restyled(run, draw), truth=run)
        run = _run(article.text, draw, least=12)
        if cut := _shortened(run, draw):
            yield case("with an omission", restyled(cut, draw), truth=run)
        if bracketed := _bracketed(run, draw):
            yield case("with a bracket", restyled(bracketed, draw), truth=run)
        yield case("typed in small letters", restyled(run.lower(), draw), truth=run)
        bare = "".join(one for one in unicodedata.normalize("NFD", run) if not unicodedata.combining(one))
        if bare != run and language in ("fr", "es", "de"):
            yield case("typed without accents", bare, truth=run)
    marked = [article.text[one.start : one.end] for one in find_quotations(article.text)]
    marked = [one for one in marked if 2 <= len(one.split()) <= 80]
    for one in draw.sample(marked, min(OF_EACH, len(marked))):
        yield case("in quotation marks", restyled(one, draw), truth=one)
    for said in _spoken(article, draw):
        words = article.text[said.start : said.end]
        yield case("with its speaker", restyled(words, draw), said.speaker, truth=words)


def changed_cases(article: Article, number: int, others: list[Article], draw: random.Random) -> Iterator[Case]:
    language = article.language

    def case(kind: str, quotation: str | None, speaker: str | None = None, truth: str = "") -> Iterator[Case]:
        if quotation is not None:
            yield Case(kind, False, restyled(quotation, draw), speaker, number, language, truth=truth)

    vocabulary = sorted({word for word in re.findall(r"[^\W\d_]{4,}", article.text) if word.islower()})
    names = sorted(set(re.findall(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Ü][a-zà-ÿ]{3,}", " ".join(one.text for one in others[:10]))))
    changes: tuple[tuple[str, Callable[[str], str | None]], ...] = (
        ("a number", lambda run: _other_number(run, draw)),
        ("a name", lambda run: _other_name(run, names, language, draw)),
        ("a negation put in", lambda run: _once(NOT[language][0], NOT[language][1], run, draw)),
        ("a negation left out", lambda run: _once(NOT[language][2], "", run, draw)),
        ("a modal", lambda run: _other_modal(run, language, draw)),
        ("a word replaced", lambda run: _other_word(run, vocabulary, draw)),
        ("a word dropped", lambda run: _dropped(run, draw)),
        ("a word put in", lambda run: _put_in(run, vocabulary, draw)),
        ("a letter", lambda run: _other_letter(run, draw)),
        ("an omission that hides a negation", lambda run: _hidden(run, language)),
    )
    for kind, change in changes:
        made = 0
        for _ in range(60):
            run = _run(article.text, draw, least=8)
            quotation = change(run)
            if quotation is not None and _keys(quotation) not in _keys(article.text):
                yield from case(kind, quotation, truth=run)
                made += 1
            if made == OF_EACH:
                break
    for _ in range(OF_EACH):
        one, other = _run(article.text, draw, most=20), _run(draw.choice(others).text, draw, most=20)
        yield from case("spliced from two articles", f"{one} {other}", truth=f"{one} | {other}")
        other = _run(article.text, draw, most=20)
        if abs(article.text.find(one) - article.text.find(other)) > 400 and _keys(f"{one} {other}") not in _keys(
            article.text
        ):
            yield from case("spliced from one article", f"{one} {other}", truth=f"{one} | {other}")
    speakers = sorted({one.speaker for other in others for one in other.statements if _is_named(one.speaker)})
    for said in _spoken(article, draw):
        words = article.text[said.start : said.end]
        within = [one.speaker for one in article.statements if _is_named(one.speaker)]
        for speaker in (draw.choice(within), draw.choice(speakers)):
            if not set(speaker.split()) & set(said.speaker.split()):
                yield from case("the speaker", words, speaker, truth=said.speaker)


def across_cases(articles: dict[str, list[Article]], number: int, draw: random.Random) -> Iterator[Case]:
    """Words of the article as another language has them, and as another translator of the same language has them."""
    for _ in range(2 * OF_EACH):
        run = _run(articles[OTHER_FRENCH][number].text, draw, least=10)
        if _keys(run) not in _keys(articles["fr"][number].text):
            yield Case("another translation", False, restyled(run, draw), None, number, "fr", truth=run)
    for language in LANGUAGES:
        beside = draw.choice([one for one in LANGUAGES if one != language])
        run = _run(articles[language][number].text, draw)
        yield Case("another language", False, restyled(run, draw), None, number, language, beside, truth=run)


def _spoken(article: Article, draw: random.Random) -> list[Statement]:
    """Direct statements by somebody with two names, whose words stand in the article once."""
    spoken = [
        one
        for one in article.statements
        if one.kind == "direct"
        and _is_named(one.speaker)
        and len(article.text[one.start : one.end].split()) >= FEWEST
        and article.text.count(article.text[one.start : one.end]) == 1
    ]
    return draw.sample(spoken, min(OF_EACH, len(spoken)))


def _is_named(speaker: str) -> bool:
    """Whether a speaker is told by two names at least: of "police" and "the minister" nobody can say who they are."""
    return len(speaker.split()) > 1 and all(part[0].isupper() for part in speaker.split())


def _run(text: str, draw: random.Random, *, least: int = FEWEST, most: int = MOST) -> str:
    """Some words in a row, of one paragraph."""
    paragraph = draw.choice([one for one in text.split("\n\n") if len(one.split()) >= least] or [text])
    words = paragraph.split()
    length = draw.randint(least, min(most, max(least, len(words))))
    first = draw.randint(0, max(0, len(words) - length))
    return " ".join(words[first : first + length]).strip(' -–—"“”«»„')


def _shortened(run: str, draw: random.Random) -> str | None:
    words = run.split()
    first = draw.randint(3, len(words) - 5)
    last = draw.randint(first + 1, min(len(words) - 3, first + 15))
    if NEGATIVE.search(" ".join(words[max(0, first - 1) : last + 1])):
        return None
    return " ".join([*words[:first], draw.choice(("[…]", "[...]", "(...)", "…", "...", "(…)")), *words[last:]])


def _bracketed(run: str, draw: random.Random) -> str | None:
    words = run.split()
    if draw.random() < 0.4 and words[0][0].isalpha():
        return f"[{words[0][0].swapcase()}]{run[1:]}"
    at = draw.randint(1, len(words) - 2)
    if draw.random() < 0.3:
        return " ".join([*words[:at], draw.choice(("[sic]", "(sic)")), *words[at:]])
    if not words[at].isalpha() or not words[at].islower() or NEGATIVE.search(words[at]):
        return None
    return " ".join([*words[:at], draw.choice(("[Halvard]", "[le ministre]", "[the town]", "[er]")), *words[at + 1 :]])


def _other_number(run: str, draw: random.Random) -> str | None:
    places = [one.start() for one in re.finditer(r"\d", run)]
    if not places:
        return None
    at = draw.choice(places)
    return run[:at] + draw.choice([one for one in "123456789" if one != run[at]]) + run[at + 1 :]


def _other_name(run: str, names: list[str], language: str, draw: random.Random) -> str | None:
    places = list(re.finditer(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Ü][a-zà-ÿ]{2,}", run))
    if not places or not names:
        return None
    place = draw.choice(places)
    name = draw.choice(names)
    return None if name == place.group() else run[: place.start()] + name + run[place.end() :]


def _once(pattern: str, instead: str, run: str, draw: random.Random) -> str | None:
    places = [one for one in re.finditer(pattern, run) if one.start() > 0 and one.end() < len(run)]
    if not places:
        return None
    place = draw.choice(places)
    return run[: place.start()] + place.expand(instead) + run[place.end() :]


def _other_modal(run: str, language: str, draw: random.Random) -> str | None:
    modals = MODALS[language]
    places = list(re.finditer(rf"\b(?:{'|'.join(modals)})\b", run))
    if not places:
        return None
    place = draw.choice(places)
    other = draw.choice([one for one in modals if one != place.group()])
    return run[: place.start()] + other + run[place.end() :]


def _other_word(run: str, vocabulary: list[str], draw: random.Random) -> str | None:
    words = run.split()
    at = draw.randrange(len(words))
    other = draw.choice(vocabulary)
    if not words[at].isalpha() or words[at].lower() == other:
        return None
    return " ".join([*words[:at], other, *words[at + 1 :]])


def _dropped(run: str, draw: random.Random) -> str | None:
    words = run.split()
    at = draw.randint(1, len(words) - 2)
    if not words[at].isalpha() or words[at] in (words[at - 1], words[at + 1]):
        return None
    return " ".join([*words[:at], *words[at + 1 :]])


def _put_in(run: str, vocabulary: list[str], draw: random.Random) -> str | None:
    words = run.split()
    at = draw.randint(1, len(words) - 1)
    return " ".join([*words[:at], draw.choice(vocabulary), *words[at:]])


def _other_letter(run: str, draw: random.Random) -> str | None:
    """One letter of a word replaced by another: a slip, or another word; either way not what the article has."""
    places = [one.start() for one in re.finditer(r"(?<=[a-z])[a-z](?=[a-z])", run)]
    if not places:
        return None
    at = draw.choice(places)
    return run[:at] + draw.choice([one for one in "aeioulnrst" if one != run[at]]) + run[at + 1 :]


def _hidden(run: str, language: str) -> str | None:
    """An omission that leaves out no more than a negation."""
    place = re.search(NOT[language][2], run)
    if place is None or not run[: place.start()].strip() or not run[place.end() :].strip():
        return None
    return f"{run[: place.start()].rstrip()} […] {run[place.end() :].lstrip()}"


def _keys(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def plainly(quotation: str, texts: list[str]) -> bool:
    """The yardstick: the quotation without its outer marks is looked for as it is."""
    bare = quotation.strip(" \"“”«»„‘’'\u00a0")
    return any(bare in text for text in texts)


def measure(articles: dict[str, list[Article]], seed: int, show: str | None) -> dict[tuple[str, bool, int], Tally]:
    tallies: dict[tuple[str, bool, int], Tally] = defaultdict(Tally)
    shown = 0
    for case in cases(articles, seed):
        texts = candidates(articles, case)
        checked = check_quotation(case.quotation, case.speaker, texts, language=case.language)
        is_sound = checked.verdict in SOUND
        plain = plainly(case.quotation, [one.text for one in texts])
        half = (case.number + 1) % 2  # the first article is odd
        tallies[case.kind, case.is_true, half].add(is_sound == case.is_true, plain == case.is_true, checked.verdict)
        if show and half == 0 and (show in case.kind or show == "all") and is_sound != case.is_true and shown < 30:
            shown += 1
            print(f"{case.kind} [{case.language}] {checked.verdict} {checked.reasons} speaker {case.speaker}")
            print(f"   {case.quotation!r}\n   {case.truth!r}")
    return tallies


def cases(articles: dict[str, list[Article]], seed: int) -> Iterator[Case]:
    count = len(articles[LANGUAGES[0]])
    for number in range(count):
        for language in LANGUAGES:
            draw = random.Random(f"{seed} {number} {language}")
            others = [one for n, one in enumerate(articles[language]) if n != number and n % 2 == number % 2]
            yield from true_cases(articles[language][number], number, draw)
            yield from changed_cases(articles[language][number], number, others, draw)
        yield from across_cases(articles, number, random.Random(f"{seed} {number}"))


def candidates(articles: dict[str, list[Article]], case: Case) -> list[Article]:
    """The right article and 39 others, in an order that depends on the quotation alone."""
    beside = articles[case.beside or case.language]
    draw = random.Random(case.quotation)
    others = draw.sample([one for n, one in enumerate(beside) if n != case.number], CANDIDATES - 1)
    if case.kind == "spliced from two articles":
        others = [one for n, one in enumerate(beside) if n != case.number and n % 2 == case.number % 2]
        others += draw.sample([one for n, one in enumerate(beside) if n % 2 != case.number % 2], 20)
        others = others[: CANDIDATES - 1]
    others.insert(draw.randrange(10), beside[case.number])
    return others


def table(tallies: dict[tuple[str, bool, int], Tally], *, is_true: bool) -> Iterator[str]:
    """The share told rightly, by kind and in all, in both halves; the last column is the plain search's, of both."""
    what = "true, recognised" if is_true else "changed, caught"
    yield f"| {what} | odd: count, share | even: count, share | plain search |"
    yield "|---|---|---|---|"
    kinds = sorted({kind for kind, true, _ in tallies if true == is_true})
    for kind in [*kinds, None]:
        halves = [
            [
                ok
                for (one, true, of), tally in tallies.items()
                if true == is_true and of == half and kind in (one, None)
                for ok in tally.ours
            ]
            for half in (0, 1)
        ]
        plain = [
            ok
            for (one, true, _), tally in tallies.items()
            if true == is_true and kind in (one, None)
            for ok in tally.plain
        ]
        yield f"| {kind or '**all**'} | {_told(halves[0])} | {_told(halves[1])} | {_told(plain)} |"


def _told(right: list[bool]) -> str:
    if not right:
        return "–"
    share: Figure = recall([(0,) if one else () for one in right], 1)
    return f"{len(right)}, {share.mean:.4f} [{share.low:.4f}, {share.high:.4f}]"


def speed(articles: dict[str, list[Article]], seed: int) -> Iterator[str]:
    """CPU seconds a quotation against 40 candidates: ours with the articles read, from nothing, and the yardsticks."""
    drawn = [one for one in cases(articles, seed) if one.number % 2 == 0 and not one.beside]
    timed = random.Random(seed).sample(drawn, TIMED)

    def per_quotation(check: Callable[[Case, list[Article]], object]) -> str:
        spent = []
        for case in timed:
            beside = candidates(articles, case)
            began = time.process_time()
            check(case, beside)
            spent.append(time.process_time() - began)
        spent.sort()
        return f"{sum(spent) / len(spent):.4f} | {spent[len(spent) // 2]:.4f} | {spent[int(len(spent) * 0.95)]:.4f}"

    def ours(case: Case, beside: list[Article]) -> object:
        return check_quotation(case.quotation, case.speaker, beside, language=case.language)

    def from_nothing(case: Case, beside: list[Article]) -> object:
        forget_words()
        return ours(case, beside)

    def plain(case: Case, beside: list[Article]) -> object:
        return plainly(case.quotation, [one.text for one in beside])

    def by_difflib(case: Case, beside: list[Article]) -> object:
        matcher = difflib.SequenceMatcher(None, "", case.quotation, autojunk=False)
        best = 0
        for one in beside:
            matcher.set_seq1(one.text)
            best = max(best, matcher.find_longest_match().size)
        return best

    yield "| CPU seconds a quotation, 40 candidates | mean | median | p95 |"
    yield "|---|---|---|---|"
    per_quotation(ours)  # reads them
    yield f"| ours, articles read before | {per_quotation(ours)} |"
    yield f"| ours, articles read for it | {per_quotation(from_nothing)} |"
    yield f"| difflib, longest match in each | {per_quotation(by_difflib)} |"
    yield f"| str.find as it stands | {per_quotation(plain)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", help="print odd articles' errors of this kind, or of all")
    parser.add_argument("--json", type=Path, help="write the verdicts of each kind there too")
    asked = parser.parse_args()
    if not (DATA / "ntrex" / "articles.jsonl").exists():
        sys.exit(f"NTREX is not in {DATA}; set NEWSBOT_BENCH_DATA to the folder that has it.")
    articles = read_articles()
    tallies = measure(articles, asked.seed, asked.show)
    for is_true in (True, False):
        print("\n".join(table(tallies, is_true=is_true)), end="\n\n")
    print("\n".join(speed(articles, asked.seed)))
    if asked.json:
        told = {f"{kind} / {'even' if half else 'odd'}": tally.verdicts for (kind, _, half), tally in tallies.items()}
        asked.json.write_text(json.dumps(told, indent=1, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
