"""Words said after a dash: the turns of a dialogue, and the reporter's aside between dashes inside a quotation."""

import re
from collections.abc import Iterator

from ingest.statements.cues import SayingWords, plain
from ingest.text.quotation_marks import Quotation

DASHES = frozenset("—–")
LONGEST_ASIDE = 22  # tokens of "—la corrige Vicent Sorolla Pons, patrón del Mare Nova"
LONGEST_LINE = 4000  # characters; no newsroom prints a longer turn
LINE = re.compile(r"^[^\S\n]*(?P<dash>[—–])[^\S\n]?(?P<said>(?=[^\W_]|[¿¡«“\"])[^\n]+)", re.MULTILINE)


def with_dialogue(text: str, quotations: tuple[Quotation, ...], words: SayingWords) -> tuple[Quotation, ...]:
    """The quotations and the turns of a dialogue, where a language writes them after a dash.

    A turn counts only if the reporter stands in it between dashes: —Vienen tres —dice sin mirar—. Los demás no.
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


def after_aside(tokens: list[str], dash: int) -> int | None:
    """The token after the reporter's aside that opens at a dash, None if none does."""
    for end in range(dash + 2, min(dash + 1 + LONGEST_ASIDE, len(tokens))):
        if tokens[end] in DASHES:
            while end + 1 < len(tokens) and tokens[end + 1] in {",", ".", ";", ":"}:
                end += 1
            return end + 1
    return None


def _turns(text: str, line: re.Match[str], words: SayingWords) -> Iterator[Quotation]:
    """The words said in one line of a dialogue; none if the reporter does not stand in it."""
    if line.end() - line.start() > LONGEST_LINE:
        return
    matches = list(words.token.finditer(text, line.start("said"), line.end()))
    tokens = [plain(match.group()) for match in matches]
    outer, begin, asides, at = line.start("dash"), 0, 0, 0
    while at < len(tokens):
        if tokens[at] not in DASHES or at == begin:
            at += 1
            continue
        asides += 1
        end = matches[at - 1].end()
        yield Quotation(outer, matches[begin].start(), end, end)
        after = after_aside(tokens, at)
        if after is None or after >= len(tokens):
            return
        begin = at = after
        outer = matches[begin].start()
    if asides and any(token[0].isalnum() for token in tokens[begin:]):
        yield Quotation(outer, matches[begin].start(), line.end(), line.end())
