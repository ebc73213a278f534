"""Words said after a dash, and the reporter inside one pair of marks or between dashes."""

import re
from collections.abc import Iterable, Iterator

from ingest.statements.cues import SayingWords, phrase_at, plain
from ingest.text.quotation_marks import Quotation, paragraphs

DASHES = frozenset("—–")
LONGEST_ASIDE = 22  # tokens of "—la corrige Vicent Sorolla Pons, patrón del Mare Nova"
LONGEST_LINE = 4000  # characters; no newsroom prints a longer turn
LINE = re.compile(r"^[^\S\n]*(?P<dash>[—–])[^\S\n]?(?P<said>(?=[^\W_]|[¿¡«“\"])[^\n]+)", re.MULTILINE)
LONGEST_INCISE = 14  # tokens of ", a expliqué hier à l'AFP la directrice du musée,"
THIRD_PERSONS = frozenset({"he", "she", "they", "one"})
DASH = re.compile(r"[-–—] ")
CUT = re.compile(r" [-–—] |, ")
LONGEST_SPOKEN = 1200  # characters of one speaker's line
LONGEST_TAG = 14  # tokens of "chị Lựu hỏi vọng ra"
FEWEST_WORDS = 2


def with_dialogue(text: str, quotations: tuple[Quotation, ...], words: SayingWords) -> tuple[Quotation, ...]:
    """The quotations and the turns of a dialogue, where a language writes them after a dash.

    A turn counts only if the reporter says in it who speaks: —Vienen tres —dice sin mirar—. Los demás no.
    """
    if not words.grammar.dash_dialogue:
        return quotations
    turns = [turn for line in LINE.finditer(text) for turn in _turns(text, line, words)]
    if not turns:
        return quotations
    kept = list(_apart(quotations, turns))
    return tuple(sorted([*kept, *turns], key=lambda one: one.outer_start))


def _apart(quotations: tuple[Quotation, ...], turns: list[Quotation]) -> Iterator[Quotation]:
    """The quotations that no turn overlaps; both come in the order of the text."""
    at = 0
    for quotation in quotations:
        while at < len(turns) and turns[at].outer_end <= quotation.outer_start:
            at += 1
        if at == len(turns) or turns[at].outer_start >= quotation.outer_end:
            yield quotation


def _after_aside(tokens: list[str], dash: int, words: SayingWords) -> int | None:
    """The token after the reporter's aside that opens at a dash, None if none does."""
    at = dash + 1
    if not _opens_aside(tokens, at, words):
        return None
    for end in range(at + 1, min(at + LONGEST_ASIDE, len(tokens))):
        if tokens[end] in DASHES:
            while end + 1 < len(tokens) and tokens[end + 1] in {",", ".", ";", ":"}:
                end += 1
            return end + 1
    return None


def _opens_aside(tokens: list[str], at: int, words: SayingWords) -> bool:
    """Whether a saying word opens here, small words before it passed over: "la corrige", "ha dicho"."""
    for _ in range(3):
        if at < len(tokens) and (words.has("clitics", tokens[at]) or words.has("adverb_words", tokens[at])):
            at += not phrase_at(words.cues, tokens, at)
    if at >= len(tokens):
        return False
    if aux := phrase_at(words.auxiliaries, tokens, at):
        after = at + aux[0]
        return after < len(tokens) and phrase_at(words.participles, tokens, after) is not None
    told = phrase_at(words.cues, tokens, at)
    return told is not None and told[1] in {"strong", "weak"}


def _turns(text: str, line: re.Match[str], words: SayingWords) -> Iterator[Quotation]:
    """The words said in one line of a dialogue; none if nothing in it tells who speaks."""
    if line.end() - line.start() > LONGEST_LINE:
        return
    matches = list(words.token.finditer(text, line.start("said"), line.end()))
    tokens = [plain(match.group()) for match in matches]
    outer, begin, asides, at = line.start("dash"), 0, 0, 0
    while at < len(tokens):
        if tokens[at] not in DASHES or at == begin or not _opens_aside(tokens, at + 1, words):
            at += 1
            continue
        asides += 1
        end = matches[at - 1].end()
        yield Quotation(outer, matches[begin].start(), end, end)
        after = _after_aside(tokens, at, words)
        if after is None or after >= len(tokens):
            return
        begin = at = after
        outer = matches[begin].start()
    if asides and any(token[0].isalnum() for token in tokens[begin:]):
        yield Quotation(outer, matches[begin].start(), line.end(), line.end())


def without_incises(text: str, quotations: tuple[Quotation, ...], words: SayingWords) -> Iterator[Quotation]:
    """The quotations, each cut in two where the reporter says inside it who speaks."""
    for quotation in quotations:
        yield from _without_incise(text, quotation, words)


def _without_incise(text: str, quotation: Quotation, words: SayingWords) -> Iterator[Quotation]:
    """One quotation without the reporter's words in it."""
    matches = list(words.token.finditer(text, quotation.start, quotation.end))
    tokens = [plain(match.group()) for match in matches]
    start, outer_start = quotation.start, quotation.outer_start
    at = 0
    while at < len(tokens) - 2:
        end = (
            _incise(text, tokens, [m.start() for m in matches[at : at + LONGEST_INCISE + 8]], at, words)
            if tokens[at] in {",", "?", "!"}
            else _after_aside(tokens, at, words)
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
    while at < len(tokens) and at - first < LONGEST_INCISE:
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


def with_spoken_lines(text: str, quotations: Iterable[Quotation], words: SayingWords) -> tuple[Quotation, ...]:
    """The quotations, and the lines that a dash opens and the reporter closes with who speaks."""
    found = tuple(quotations)
    if not words.grammar.titles_first:
        return found
    spoken = tuple(_spoken(text, words))
    taken = {quotation.outer_start for quotation in found}
    kept = [line for line in spoken if not any(place in taken for place in range(line.outer_start, line.outer_end))]
    return tuple(sorted([*found, *kept], key=lambda quotation: quotation.outer_start))


def _spoken(text: str, words: SayingWords) -> Iterator[Quotation]:
    announced = False
    for start, end in paragraphs(text):
        opens = DASH.match(text, start, end)
        if opens and end - start <= LONGEST_SPOKEN:
            yield from _spoken_line(text, opens.end(), end, words, announced=announced)
        announced = text[end - 1 : end] == ":" and not opens


def _spoken_line(text: str, start: int, end: int, words: SayingWords, *, announced: bool) -> Iterator[Quotation]:
    """The words of one line before its tag, and those behind it."""
    for cut in CUT.finditer(text, start, end):
        closes = _tag_end(text, cut.end(), end, words)
        if closes is None or (cut.group() == ", " and closes != end):
            continue
        yield Quotation(start - 2, start, cut.start(), cut.start())
        again = CUT.match(text, closes)
        if again and len(text[again.end() : end].split()) >= FEWEST_WORDS:
            yield Quotation(again.end() - 2, again.end(), end, end)
        return
    if announced:
        yield Quotation(start - 2, start, end, end)


def _tag_end(text: str, start: int, end: int, words: SayingWords) -> int | None:
    """Where "chị Lựu hỏi vọng ra" ends, None if nobody says anything there."""
    dash = CUT.search(text, start, end)
    while dash and dash.group() == ", ":
        dash = CUT.search(text, dash.end(), end)
    stop = dash.start() if dash else end
    matches = list(words.token.finditer(text, start, min(stop, start + 200)))
    tokens = [plain(match.group()) for match in matches]
    if not tokens or len(tokens) > LONGEST_TAG or any(token in {"?", "!", ":"} for token in tokens):
        return None
    named = words.has("honorifics", tokens[0]) or tokens[0] in words.pronouns or text[start].isupper()
    cue = any(
        (found := phrase_at(words.cues, tokens, at)) and found[1] in {"strong", "weak"}
        for at in range(1, len(tokens))
        if tokens[at] in words.cues
    )
    return stop if named and cue else None
