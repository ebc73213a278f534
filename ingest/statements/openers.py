"""Capitals that open a sentence and name nobody, where it may open with a verb: "Leyó un folio", "Luego se fue"."""

from ingest.statements.cues import QUOTED, first_names
from ingest.statements.tokens import Copy
from ingest.text.names import fold

SMALL = (
    "prepositions", "stops", "definite", "indefinite", "ands", "that", "clitics", "adverb_words", "pronoun_words",
    "cue_words", "not_told", "nobody", "opening", "denials",
)  # fmt: skip


def without_openers(copy: Copy, runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The runs of capitals without words that owe their capital to their place: small words and verbs, alone."""
    runs = [part for run in _joined(copy, runs) for part in _apart(copy, *run)]
    sure = [run for run in runs if run[1] - run[0] > 1 or not opens_sentence(copy, run[0])]
    known = {fold(copy.tokens[at]) for first, last in sure for at in range(first, last)}
    return [run for run in runs if run[1] - run[0] > 1 or not _is_opener(copy, run[0], known)]


def _joined(copy: Copy, runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The runs, those put together that small words join: "María de los Ángeles Prats", "Plataforma por el Tren"."""
    tokens, words = copy.tokens, copy.words
    joined: list[tuple[int, int]] = []
    for first, last in runs:
        if words.has("honorifics", tokens[first]) and last - first > 1:
            first += 1  # "Sor Juana Beltrán"
        if last - first > 1 and _is_small(copy, first):
            first += 1  # "Fue Rosa Melgar quien"
        between = " ".join(tokens[joined[-1][1] : first]) if joined and first - joined[-1][1] <= 2 else ""
        told = words.speaker_at(tokens, joined[-1][0]) if joined else None
        body = told is not None and told[1] == "body" and words.has("naming_joiners", between)
        if joined and (body or words.has("name_joiners", between)):
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined


def _is_small(copy: Copy, at: int) -> bool:
    """Whether a capital before a name is a verb or a small word that opens the sentence."""
    token, words = copy.tokens[at], copy.words
    small = token.endswith("ó") or words.has("not_names", token) or any(words.has(kind, token) for kind in SMALL)
    return small and fold(token) not in first_names() and opens_sentence(copy, at) and not words.has("definite", token)


def _apart(copy: Copy, first: int, last: int) -> list[tuple[int, int]]:
    """A run of capitals, or two where "y" stands before somebody's first name: "Ana Ruiz y Luis Cano"."""
    for at in range(first + 1, last - 1):
        if copy.words.has("ands", copy.tokens[at]) and fold(copy.tokens[at + 1]) in first_names():
            return [(first, at), *_apart(copy, at + 1, last)]
    return [(first, last)]


def opens_sentence(copy: Copy, at: int) -> bool:
    """Whether a token is the first of a sentence, a paragraph or what comes after a dash."""
    if at == 0 or "\n" in copy.text[copy.ends[at - 1] : copy.starts[at]]:
        return True
    return copy.tokens[at - 1][0] in ".!?…:¿¡—–" or copy.tokens[at - 1][0] == QUOTED


def _is_opener(copy: Copy, at: int, known: set[str]) -> bool:
    token, words = copy.tokens[at], copy.words
    if words.has("not_names", token):
        return True
    if fold(token) in known or not opens_sentence(copy, at) or copy.text[copy.starts[at] : copy.ends[at]].isupper():
        return False
    return token.endswith(tuple(words.sets["verb_ends"])) or any(words.has(kind, token) for kind in SMALL)
