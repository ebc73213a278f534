"""The reporter inside one pair of marks: « Le pont, a expliqué Mme Cuypers, ne tombe pas » is two quotations."""

from collections.abc import Iterator

from ingest.statements.cues import SayingWords, phrase_at, plain
from ingest.statements.dialogue import DASHES, after_aside
from ingest.text.quotation_marks import Quotation

LONGEST = 14  # tokens of ", a expliqué hier à l'AFP la directrice du musée,"
THIRD_PERSONS = frozenset({"he", "she", "they", "one"})


def without_incises(text: str, quotations: tuple[Quotation, ...], words: SayingWords) -> Iterator[Quotation]:
    """The quotations, each cut in two where the reporter says inside it who speaks."""
    for quotation in quotations:
        yield from _cut(text, quotation, words)


def _cut(text: str, quotation: Quotation, words: SayingWords) -> Iterator[Quotation]:
    """One quotation without the reporter's words in it."""
    matches = list(words.token.finditer(text, quotation.start, quotation.end))
    tokens = [plain(match.group()) for match in matches]
    start, outer_start = quotation.start, quotation.outer_start
    at = 0
    while at < len(tokens) - 2:
        end = (
            _incise(text, tokens, [m.start() for m in matches[at : at + LONGEST + 8]], at, words)
            if tokens[at] in {",", "?", "!"}
            else after_aside(tokens, at)
            if at and tokens[at] in DASHES
            else None
        )
        if end is None:
            at += 1
            continue
        stop = matches[at - 1].end() if tokens[at] in DASHES else matches[at].start() + (tokens[at] != ",")
        if stop > start:
            yield Quotation(outer_start, start, stop, stop, quotation.runs_on and start == quotation.start)
        if end >= len(matches):
            return
        start = outer_start = matches[end].start()
        at = end
    yield Quotation(
        outer_start, start, quotation.end, quotation.outer_end, quotation.runs_on and start == quotation.start
    )


def _incise(text: str, tokens: list[str], starts: list[int], comma: int, words: SayingWords) -> int | None:
    """The token after an incise that opens at a comma, None if none does."""
    at = comma + 1
    if "-" in tokens[at]:
        base, *_, last = tokens[at].split("-")
        told = words.pronouns.get(last)
        if not told or told[0][1] not in THIRD_PERSONS:
            return None
        if base not in words.cues and base not in words.auxiliaries:
            return None
    elif not words.participles or not _inverted(text, tokens, starts, comma, words):
        return None
    first = at
    while at < len(tokens) and at - first < LONGEST:
        if tokens[at] in ".!?…":
            return at + 1 if at - first > 0 else None
        if tokens[at] == ",":
            named = [starts[i - comma] for i in range(at + 1, min(at + 6, len(tokens))) if i - comma < len(starts)]
            closing = next((i for i in range(at + 1, min(at + 6, len(tokens))) if tokens[i] in ",."), None)
            if closing and all(text[place].isupper() for place in named[: closing - at - 1]) and closing > at + 1:
                return closing + 1
            return at + 1
        at += 1
    return None


def _inverted(text: str, tokens: list[str], starts: list[int], comma: int, words: SayingWords) -> bool:
    """Whether a saying word and its speaker follow a comma: ", dit Mme Faure,", ", a expliqué la directrice,"."""
    at = comma + 1
    length = 1
    if aux := phrase_at(words.auxiliaries, tokens, at):
        told = phrase_at(words.participles, tokens, at + aux[0]) if at + aux[0] < len(tokens) else None
        if not told:
            return False
        length = aux[0] + told[0]
    elif not (found := phrase_at(words.cues, tokens, at)) or found[1] not in {"strong", "weak"}:
        return False
    after = at + length
    if after >= len(tokens) or after - comma >= len(starts):
        return False
    return (
        text[starts[after - comma]].isupper()
        or words.has("definite", tokens[after])
        or words.has("honorifics", tokens[after])
    )
