"""The HTML of the page: it stands in `templates/`, and this is where it is filled in.

Whatever a template is given is escaped and freed of control characters as it is printed; a template need not ask for
it. A file there is a chapter of the page, and each of its macros a piece that can be had by name.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import NewType
from urllib.parse import urlsplit

from jinja2 import Environment, FunctionLoader, StrictUndefined

from bot.answer import Citation, TextSpan
from bot.output.citation_line import frame, quotation_marks
from bot.output.listings import plain

# Written from right to left; https://www.w3.org/International/questions/qa-scripts
RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ku", "ps", "sd", "ug", "ur", "yi"})
MARK = re.compile(r"\[(\d{1,6})\]")
Html = NewType("Html", str)  # made by `render` alone, so that what an article brought can't be taken for it
# A line break beside a tag or a block is for whoever reads the template, and would part words and marks on the page.
BREAK_BESIDE_TAG = re.compile(r"(?:(?<=>)|(?<=[%#]\}))\n\s*|\n\s*(?=<|\{[%#])")


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


def render(chapter: str, piece: str, **shown: object) -> Html:
    r"""A piece of the page as HTML.

    >>> render("turns", "trouble", message='<img src="x">\u202e')
    '<p class="trouble" role="alert">&lt;img src=&#34;x&#34;&gt;</p>'
    """
    made = getattr(_environment().get_template(f"{chapter}.html").module, piece)(**shown)
    return Html(str(made))


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        finalize=_printable,
        undefined=StrictUndefined,
        auto_reload=False,
    )
    made.filters |= {"code": code, "counted": counted, "direction": direction}
    made.globals |= {"frame": frame, "pieces": pieces, "quotation_marks": quotation_marks, "runs": runs, "site": site}
    return made


def _source(name: str) -> str:
    """A template in one line; a line break between words is a space, as in HTML."""
    written = (files(__package__) / "templates" / name).read_text("utf-8").strip()
    return re.sub(r"\n\s*", " ", BREAK_BESIDE_TAG.sub("", written))


def _printable(value: object) -> object:
    """Text without control characters and bidi overrides; what a macro has made, which says so itself, as it is."""
    return plain(value) if isinstance(value, str) and not hasattr(value, "__html__") else value
