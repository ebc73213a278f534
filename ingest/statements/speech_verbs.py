"""Verbs that say something only where they stand: "«Él la bebe embotellada», devolvió la senadora"."""

from ingest.statements.cues import QUOTED
from ingest.statements.tokens import MARKS, Copy

LONG_QUOTATION = 24  # characters: a shorter one may be a title, and "«Marea», gana el premio" tells of it
SMALL = (
    "prepositions", "stops", "definite", "indefinite", "ands", "that", "clitics", "adverb_words", "pronoun_words",
    "not_told", "nobody", "opening", "denials", "naming",
)  # fmt: skip


def is_said_here(copy: Copy, at: int, first: int, last: int) -> bool:
    """Whether a token stands right behind a quotation and right before somebody, as a verb of saying would."""
    tokens, words = copy.tokens, copy.words
    before = at - 1 - words.has("clitics", tokens[at - 1])
    if before - 1 < first or tokens[before] != "," or tokens[before - 1][0] != QUOTED or at + 2 > last:
        return False
    token, after = tokens[at], at + 1
    if not token.endswith(tuple(words.sets["verb_endings"])) or any(words.has(kind, token) for kind in SMALL):
        return False
    if copy.text[copy.starts[at]].isupper() or words.speaker_at(tokens, at):
        return False
    article = words.has("definite", tokens[after]) and not words.has("prepositions", tokens[after])
    article = article or words.has("indefinite", tokens[after])
    is_long = copy.ends[before - 1] - copy.starts[before - 1] > LONG_QUOTATION
    called = article and after + 1 < last and (is_long or words.speaker_at(tokens, after + 1) is not None)
    name = copy.text[copy.starts[after]].isupper() and tokens[after][0] not in MARKS
    alone = is_long and before - 1 == first and tokens[after] == "."  # "«…», remacha."
    return called or name or alone
