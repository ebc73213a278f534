"""Speech that a dash opens and a tag behind a dash or a comma closes: "- Anh ăn cơm chưa? - chị Lựu hỏi vọng ra."."""

import re
from collections.abc import Iterable, Iterator

from ingest.statements.cues import SayingWords, phrase_at, plain
from ingest.text.quotation_marks import Quotation, paragraphs

DASH = re.compile(r"[-–—] ")
CUT = re.compile(r" [-–—] |, ")
LONGEST_LINE = 1200  # characters of one speaker's line
LONGEST_TAG = 14  # tokens of "chị Lựu hỏi vọng ra"
FEWEST_WORDS = 2


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
        if opens and end - start <= LONGEST_LINE:
            yield from _line(text, opens.end(), end, words, announced=announced)
        announced = text[end - 1 : end] == ":" and not opens


def _line(text: str, start: int, end: int, words: SayingWords, *, announced: bool) -> Iterator[Quotation]:
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
