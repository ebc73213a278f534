"""The terms a text is found by: stems in its own language; names, numbers and beginnings that others share."""

import re
from collections.abc import Iterator
from functools import lru_cache

from ingest.text.names import fold

# Scripts written without spaces, and Korean, whose particles cling to the word: pairs of letters are their words.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0dff"  # they belong to the letter before
TOKEN = re.compile(
    rf"(?P<unspaced>[{UNSPACED}]+)"
    r"|(?P<grouped>(?<!\d)\d{1,3}(?:[.,'’ \u00a0\u2009\u202f]\d{3})+(?!\d))"  # 300 000, 300.000
    r"|(?P<number>\d+(?:[.,]\d+)?)"
    rf"|(?P<word>(?![{UNSPACED}])[^\W_](?:(?![{UNSPACED}])[^\W_]|[{MARKS}])*)"
)
NOT_IN_A_TERM = re.compile(r"[^0-9a-z.\u0080-\U0010ffff]+")
STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish",
    "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "nb": "norwegian", "ne": "nepali", "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip

# How one Latin or Greek root is written in several languages: katastrophe, catastrophe, catástrofe.
RESPELLED = (("ph", "f"), ("qu", "k"), ("ck", "k"), ("ch", "k"), ("th", "t"), ("c", "k"), ("z", "s"), ("y", "i"),
             ("w", "v"), ("j", "i"), ("x", "ks"))  # fmt: skip
DOUBLED = re.compile(r"(.)\1")
# Beginnings of 4 to 6 letters do as well as each other (docs/decisions/0005-search.md); whole words do half as much.
HEAD_LETTERS = 5
# Where words are joined into one, Impfstoff is to be found in Impfstoffzulassung: by what the longer one begins with.
COMPOUNDING = frozenset({"da", "de", "et", "fi", "hu", "is", "nb", "nl", "nn", "no", "sv"})
LETTERS_TO_JOIN = 6  # a shorter beginning is shared by words that have nothing to do with each other
LONG_ENOUGH = 4


def own_terms(text: str, language: str) -> list[str]:
    """The text's words, stemmed and folded, marked with the language: only a passage in that language has them.

    >>> own_terms("Les 300 000 soldats alliés", "fr")
    ['fr_le', 'fr_300000', 'fr_soldat', 'fr_alli']
    """
    return [f"{language}_{term}" for term, _ in _terms(text, language)]


def shared_terms(text: str) -> list[str]:
    """The names and numbers, folded, as a text in any language may have them.

    >>> shared_terms("En 2023, l'OTAN comptait 300,000 soldats, dit Lloyd Austin.")
    ['_en', '_2023', '_otan', '_300000', '_lloyd', '_austin']
    """
    return [f"_{term}" for term, is_name in _terms(text, None) if is_name]


def alike_terms(text: str) -> list[str]:
    """The beginnings of longer words, respelled so that related languages have them in common.

    >>> alike_terms("die nukleare Katastrophe") == alike_terms("the nuclear catastrophe") == [".nukle", ".katas"]
    True
    """
    heads = (_head(match.group()) for match in TOKEN.finditer(text) if match.lastgroup == "word")
    return [f".{head}" for head in heads if head]


def joins(term: str, language: str) -> bool:
    """Whether a term of its own language may begin a longer word that means it.

    >>> joins("de_impfstoff", "de"), joins("de_rat", "de"), joins("fr_vaccin", "fr")
    (True, False, False)
    """
    begins = f"{language}_"
    return language in COMPOUNDING and term.startswith(begins) and len(term) >= len(begins) + LETTERS_TO_JOIN


def _terms(text: str, language: str | None) -> Iterator[tuple[str, bool]]:
    for match in TOKEN.finditer(text):
        token = match.group()
        if match.lastgroup == "unspaced":
            yield from ((pair, False) for pair in _pairs(token))
        elif match.lastgroup == "word":
            if term := _stem(token, language):
                yield term, token[0].isupper()
        else:
            yield _number(token, is_grouped=match.lastgroup == "grouped"), True


@lru_cache(maxsize=1 << 16)
def _head(token: str) -> str:
    letters = "".join(filter(str.isalpha, fold(token)))
    for written, respelled in RESPELLED:
        letters = letters.replace(written, respelled)
    single = DOUBLED.sub(r"\1", letters)
    return single[:HEAD_LETTERS] if len(single) >= LONG_ENOUGH else ""


def _pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


def _number(token: str, *, is_grouped: bool) -> str:
    if is_grouped:
        return fold("".join(filter(str.isdigit, token)))
    return fold(token).replace(",", ".")


@lru_cache(maxsize=1 << 16)  # news says the same words again: 9 of 10 tokens of a loading are found here
def _stem(token: str, language: str | None) -> str:
    lowered = token.lower()
    if language in STEMMERS:
        import Stemmer

        # A stemmer keeps the word it is at work on, so two threads can't share one; a new one costs microseconds.
        lowered = Stemmer.Stemmer(STEMMERS[language], 0).stemWord(lowered)
    return NOT_IN_A_TERM.sub("", fold(lowered))
