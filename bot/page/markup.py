"""Words that an article brought, made fit to stand in HTML: escaped, lit, linked, and told in what language.

Nothing reaches the page but through `words`, and no address becomes a link but through `link`.
"""

import re
from collections.abc import Iterable
from html import escape
from itertools import pairwise
from urllib.parse import urlsplit

from bot.answer import TextSpan
from bot.output.listings import plain

# Written from right to left; https://www.w3.org/International/questions/qa-scripts
RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ku", "ps", "sd", "ug", "ur", "yi"})


def words(text: str | None) -> str:
    r"""Text as the page may have it: no markup, no control characters and no bidi overrides are left in it.

    >>> words('<b onclick="x">“Rain”\u202e</b>')
    '&lt;b onclick=&quot;x&quot;&gt;“Rain”&lt;/b&gt;'
    """
    return escape(plain(text or ""), quote=True)


def link(url: str | None) -> str:
    """A link to the original, for addresses of the web; for any other address nothing.

    >>> link("javascript:alert(1)")
    ''
    """
    if not url or any(c.isspace() or not c.isprintable() for c in url):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:  # "http://[": an address that isn't one
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    return (
        f'<a class="original" href="{escape(url, quote=True)}" target="_blank" rel="noopener noreferrer nofollow">'
        f'{words(parts.hostname.removeprefix("www."))}<span aria-hidden="true"> ↗</span>'
        '<span class="unseen"> (the original, in a new window)</span></a>'
    )


def spoken(language: str) -> str:
    """The attributes that tell a browser and a screen reader in what language, and which way, a text runs."""
    code = language if re.fullmatch(r"[a-z]{2,3}", language) else "und"
    return f'lang="{code}" dir="{"rtl" if code in RIGHT_TO_LEFT else "ltr"}"'


def lit(text: str, spans: Iterable[TextSpan], *, tag: str, offset: int = 0, inner: Iterable[TextSpan] = ()) -> str:
    """A text with these spans of it between tags; spans count from `offset`, and may overlap or stick out.

    `inner` are spans that differ from what was said: they stand between <ins> tags, inside the others.

    >>> lit("Rain fell.", [(10, 14)], tag="mark", offset=10)
    '<mark>Rain</mark> fell.'
    >>> lit("Rain fell.", [(0, 10)], tag="mark", inner=[(5, 9)])
    '<mark>Rain </mark><mark><ins>fell</ins></mark><mark>.</mark>'
    """
    layers = [
        (name, [(max(start - offset, 0), min(end - offset, len(text))) for start, end in some])
        for name, some in ((tag, spans), ("ins", inner))
    ]
    edges = sorted({0, len(text), *(edge for _, some in layers for span in some if span[0] < span[1] for edge in span)})
    pieces: list[str] = []
    opened: tuple[str, ...] = ()
    for start, end in pairwise(edges):
        tags = tuple(name for name, some in layers if any(s <= start and end <= e for s, e in some))
        if tags != opened:
            pieces += [f"</{name}>" for name in reversed(opened)] + [f"<{name}>" for name in tags]
        pieces.append(words(text[start:end]))
        opened = tags
    return "".join(pieces) + "".join(f"</{name}>" for name in reversed(opened))
