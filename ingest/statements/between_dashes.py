"""The reporter between dashes: «Лёд сошёл, — сказал он. — Причал стоит» is two quotations; speech after a dash."""

import re
from collections.abc import Iterable, Iterator

from ingest.statements.cues import SayingWords, phrase_at, plain
from ingest.statements.declined import declension_of
from ingest.statements.verbs import is_verb
from ingest.text.quotation_marks import Quotation, paragraphs

OPENS = re.compile(r"(?P<mark>[,?!…])(?P<close>[»”\"]?),?\s{1,3}[—–-]\s{1,3}(?=[^\W\d_A-ZА-ЯЁ])")
CLOSES = re.compile(r"[.,:;!?…]\s{1,3}[—–-]\s{1,3}|[.!?…](?=\s|$)")
DIALOGUE = re.compile(r"[—–-]\s")
LONGEST = 200  # characters of what the reporter says between dashes


def without_reporter(text: str, quotations: Iterable[Quotation], words: SayingWords) -> tuple[Quotation, ...]:
    """The quotations, and what stands after a dash at a paragraph's start, each cut where the reporter speaks."""
    found: list[Quotation] = []
    for quotation in _with_dialogue(text, tuple(quotations)):
        found += _cut(text, quotation, words)
    return tuple(found)


def _with_dialogue(text: str, quotations: tuple[Quotation, ...]) -> Iterator[Quotation]:
    """The quotations and the paragraphs that a dash opens, in order, none inside another."""
    spoken = [
        Quotation(start, start + opening.end(), end, end)
        for start, end in _lines(text)
        if (opening := DIALOGUE.match(text[start : start + 3])) and start + opening.end() < end
    ]
    at = 0
    for quotation in quotations:
        while at < len(spoken) and spoken[at].outer_start < quotation.outer_start:
            yield spoken[at]
            at += 1
        if at and quotation.outer_start < spoken[at - 1].outer_end:
            continue
        yield quotation
    yield from spoken[at:]


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Where the lines of the paragraphs stand: a dialogue may change speakers without a blank line."""
    for start, end in paragraphs(text):
        while start < end:
            stop = text.find("\n", start, end)
            yield start, end if stop < 0 else stop
            start = end if stop < 0 else stop + 1


def _cut(text: str, quotation: Quotation, words: SayingWords) -> Iterator[Quotation]:
    """One quotation without the reporter's words in it."""
    is_dialogue = quotation.outer_start < quotation.start and bool(DIALOGUE.match(text, quotation.outer_start))
    start, outer_start = quotation.start, quotation.outer_start
    at = start
    while (opening := OPENS.search(text, at, quotation.end)) is not None:
        begins = opening.end()
        closing = _end(text, begins, quotation.end)
        said = text[begins : closing[0]]
        if not _says(said, words):
            at = opening.end()
            continue
        end = opening.start() + (opening["mark"] != ",")
        yield Quotation(outer_start, start, end, end)
        if closing[1] is None:
            start = quotation.end
            break
        start = outer_start = at = closing[1]
    if start < quotation.end:
        if is_dialogue and start == quotation.start:
            return  # a list's dash, or a turn of a dialogue that nobody is told for
        yield Quotation(
            outer_start, start, quotation.end, quotation.outer_end, quotation.runs_on and start == quotation.start
        )


def _end(text: str, begins: int, last: int) -> tuple[int, int | None]:
    """Where the reporter's words end, and where the speaker goes on after a dash, if so."""
    closing = None
    for closing in CLOSES.finditer(text, begins, min(last, begins + LONGEST)):
        if closing.end() - closing.start() > 1:
            return closing.start(), closing.end()
        before = text[max(0, closing.start() - 2) : closing.start()]
        if not (before[-1:].isupper() and not before[:1].isalpha()):  # "А. Б. Рогов"
            after = text[closing.end() : closing.end() + 4].lstrip()
            if after[:1].isupper() or not after:
                return closing.start(), None
    return min(last, begins + LONGEST), None


def _says(said: str, words: SayingWords) -> bool:
    """Whether a saying word opens the reporter's words, or stands near their beginning."""
    tokens = [plain(match.group()) for match in words.token.finditer(said[:90])][:8]
    if words.grammar.declines and tokens and is_verb(words.language, tokens[0]):
        return True  # whatever is done right behind a comma and a dash is said: "— перечислил Рогов"
    quoting = declension_of(words.language).quoting if words.grammar.declines else {}
    return any(
        (token in words.cues and phrase_at(words.cues, tokens, at))
        or any(tuple(tokens[at : at + len(phrase)]) == phrase for phrase in quoting.get(token, ()))
        for at, token in enumerate(tokens)
    )
