"""Tell whether a sentence is in the language it should be in, what it quotes aside."""

from collections.abc import Collection, Iterator

from ingest.text.language import detect_language
from ingest.text.quotation_marks import find_quotations

# Of a sentence whose language is judged: bytes of its letters, names and all. The detector errs on 5, 3 and 0 of 100
# English sentences cut after 15, 25 and 40 letters, on 4, 1 and 1 German, on 0 Chinese of 15 (45 bytes), and takes none
# of 94 English ones of 40 for any of 18 other languages (NTREX).
ENOUGH_TO_JUDGE = 40
# Languages that the detector takes for each other in 1 to 17 of 100 such sentences: one is let pass for the other.
SIBLINGS = (frozenset(("id", "ms")), frozenset(("da", "no")), frozenset(("bs", "hr", "sr")), frozenset(("cs", "sk")))


def is_in(language: str, text: str, *, beside: Collection[str] = ()) -> bool:
    """Whether a sentence is in this language, what it quotes aside; too short to be judged counts as being in it.

    `beside` are the languages that a writer may slip into, those of its sources: no part of the sentence may be in one.
    Of sentences half in one language and half in another 62 to 81 of 100 are told so, of sound ones at most 1 (NTREX).

    >>> is_in("fr", "The lock at Marren will stay shut until the twelfth of June.")
    False
    >>> is_in("en", "Toutefois, d'une année à l'autre, the number of new cases rose by fourteen.", beside=["fr"])
    False
    """
    for one in reversed(find_quotations(text)):
        text = text[: one.outer_start] + " " + text[one.outer_end :]
    if _letters(text) < ENOUGH_TO_JUDGE:
        return True
    told = detect_language(text, default=language)
    is_whole = told == language or any({told, language} <= alike for alike in SIBLINGS)
    others = frozenset(beside) - {language}
    return is_whole and not (others and any(detect_language(part) in others for part in _parts(text)))


def _parts(text: str) -> Iterator[str]:
    """The text in parts that are long enough to be judged, in order; what is left over goes with the last."""
    words, part = text.split(), ""
    while words:
        part = f"{part} {words.pop(0)}"
        if _letters(part) >= ENOUGH_TO_JUDGE and _letters(" ".join(words)) >= ENOUGH_TO_JUDGE:
            yield part
            part = ""
    yield part


def _letters(text: str) -> int:
    """How many bytes the letters of a text have."""
    return len("".join(filter(str.isalpha, text)).encode("utf-8", "surrogatepass"))
