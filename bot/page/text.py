"""What a template asks of a text: in what language it runs, which of its words are lit, what its marks point to."""

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from urllib.parse import urlsplit

from bot.answer import Citation, TextSpan

# Written from right to left; https://www.w3.org/International/questions/qa-scripts
RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ku", "ps", "sd", "ug", "ur", "yi"})
MARK = re.compile(r"\[(\d{1,6})\]")


def code(language: str) -> str:
    """A language as the attribute `lang` has it; "und" of what is none."""
    return language if re.fullmatch(r"[a-z]{2,3}", language) else "und"


def direction(language: str) -> str:
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def counted(count: int, noun: str) -> str:
    """So many of them.

    >>> counted(1, "article"), counted(1200, "article")
    ('1 article', '1,200 articles')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def site(url: str | None) -> str:
    """Whose page a link leads to, for addresses of the web; "" of any other, which becomes no link.

    >>> site("https://www.harbourpost.example/strike"), site("javascript:alert(1)")
    ('harbourpost.example', '')
    """
    if not url or any(c.isspace() or not c.isprintable() for c in url):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:  # "http://[": an address that isn't one
        return ""
    return (parts.hostname or "").removeprefix("www.") if parts.scheme in ("http", "https") else ""


def pieces(text: str, cited: Mapping[int, Citation]) -> list[str | Citation]:
    """A line of words with its marks [1] taken for what they point to; a mark that points nowhere is words."""
    found: list[str | Citation] = []
    for place, piece in enumerate(MARK.split(text)):  # words, number, words, number, words
        found.append(piece if place % 2 == 0 else cited.get(int(piece), f"[{piece}]"))
    return found


def runs(
    text: str, spans: Iterable[TextSpan], *, tag: str, offset: int = 0, inner: Iterable[TextSpan] = ()
) -> list[tuple[str, tuple[str, ...]]]:
    """A text cut where its tags change; spans count from `offset`, and may overlap or stick out.

    `inner` are spans that differ from what was said: they have the tag <ins>, inside the other.

    >>> runs("Rain fell.", [(10, 14)], tag="mark", offset=10)
    [('Rain', ('mark',)), (' fell.', ())]
    >>> runs("Rain fell.", [(0, 10)], tag="mark", inner=[(5, 9)])
    [('Rain ', ('mark',)), ('fell', ('mark', 'ins')), ('.', ('mark',))]
    """
    layers = [
        (name, [(max(start - offset, 0), min(end - offset, len(text))) for start, end in some])
        for name, some in ((tag, spans), ("ins", inner))
    ]
    edges = sorted({0, len(text), *(edge for _, some in layers for span in some if span[0] < span[1] for edge in span)})
    found: list[tuple[str, tuple[str, ...]]] = []
    for start, end in pairwise(edges):
        tags = tuple(name for name, some in layers if any(s <= start and end <= e for s, e in some))
        before = found.pop()[0] if found and found[-1][1] == tags else ""
        found.append((before + text[start:end], tags))
    return found
