"""Letters, capitals and marks by which names are told from other words where words decline."""

from ingest.statements.tokens import Copy

# What the marks around a name and the spaces inside it are written as, so that "«Красный бакен»" is one word.
AS_LETTERS = str.maketrans('«»"“”„ \u00a0,:!?', "ˆˇˈˉˊˋˌˍˎˏːˑ")
AS_MARKS = str.maketrans("ˆˇˈˉˊˋˌˍˎˏːˑ", '«»"“”„ \u00a0,:!?')
MARKED = frozenset("ˆˇˈˉˊˋˌˍˎˏːˑ")
AROUND = "ˆˇˈˉˊˋ"
ADJECTIVES = ("ая", "яя", "ый", "ий", "ое", "ой", "ую", "ого", "его", "ому", "ым", "им", "ом", "ых", "их", "ые", "ие")


def is_initial(copy: Copy, at: int) -> bool:
    """Whether a token is one letter of a shortened first name."""
    token = copy.tokens[at]
    return len(token) == 1 and copy.text[copy.starts[at]].isupper() and copy.tokens[at + 1 : at + 2] == ["."]


def is_capital(copy: Copy, at: int) -> bool:
    """Whether a token begins with a capital letter."""
    return copy.text[copy.starts[at]].isupper()


def is_acronym(copy: Copy, at: int) -> bool:
    """Whether a token is written in capitals alone."""
    word = copy.text[copy.starts[at] : copy.ends[at]]
    return len(word) > 1 and word.isupper()


def opens(copy: Copy, at: int) -> bool:
    """Whether a token opens a sentence or a paragraph."""
    if at == 0 or copy.tokens[at - 1][0] in ".!?…:\ufffb":
        return at < 2 or not (copy.tokens[at - 1] == "." and is_initial(copy, at - 2))
    between = copy.text[copy.ends[at - 1] : copy.starts[at]]
    return "\n" in between or (copy.tokens[at - 1] in "—–-" and (at == 1 or copy.tokens[at - 2][0] in ".!?…,\ufffb"))


def written(copy: Copy, first: int, last: int) -> str:
    """The words of some tokens as the article has them."""
    return " ".join(copy.slice(first, last).translate(AS_MARKS).split())


def is_marked(token: str) -> bool:
    """Whether a token is a name in quotation marks."""
    return token[0] in MARKED


def recased(own: str, bent: tuple[str, ...], words: tuple[str, ...]) -> str:
    """A name as written with its words in the nominative, capitals kept."""
    parts = own.split()
    if len(parts) != len(words):
        return own
    return " ".join(
        part if word == old else part[: _shared(part.lower(), word)] + word[_shared(part.lower(), word) :]
        for part, old, word in zip(parts, bent, words, strict=True)
    )


def _shared(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
