"""A web page as blocks of text, and which of them are its article's.

An extractor's choice (trafilatura) is the best single sign, and is wrong at the edges: it loses the standfirst, and
what follows where an advertisement splits the article. So each block is weighed by that choice together with where it
stands and how it is marked up: a logistic regression, fitted by training/pages.py.
"""

import math
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

Element = Any  # of lxml, which has no types
Words = tuple[str, ...]

BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
    "html", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul",
))  # fmt: skip
UNREAD = frozenset((
    "audio", "button", "canvas", "head", "iframe", "math", "noscript", "object", "option", "script", "select", "style",
    "svg", "template", "textarea", "title", "video",
))  # fmt: skip
HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
BESIDE = frozenset(("aside", "footer", "nav", "form"))
PICTURES = frozenset(("figure", "figcaption"))
# Makers of pages name the parts of a page in English or in the paper's own language.
NAMED_OTHER = re.compile(
    r"relat|newsletter|promo|caption|comment|\bshar|teaser|recommend|advert|banner|footer|cookie|paywall|subscri|signup|"
    r"social|credit|\btags?\b|breadcrumb|author|byline|\bnav|menu|popular|read-?more|gallery|video|disclaimer|copyright|"
    r"toolbar|outbrain|taboola|embed|factbox|infobox|sponsor|partner",
    re.IGNORECASE,
)
NAMED_LEAD = re.compile(
    r"standfirst|lead|lede|dek|subtitle|subhead|summary|intro|teaser|chapo|vorspann|ingress|entradilla|sumario|descri|"
    r"excerpt|subline|abstract|perex|sommario|occhiello|bajada|chapeau|manchet",
    re.IGNORECASE,
)
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")  # a script without spaces: its characters
SENTENCE = re.compile(r"[.!?…。！？؟।][\"'»”“’)\]\s]*$")
FEW = 8  # words under which a block may be anything
SEEN = 0.7  # of a block's words, from which it counts as taken
MOST_LINKED = 0.8  # of a block's characters, from which it only points elsewhere
LEAST_KIND = 0.4  # of what was taken stands in containers of one kind: that kind is the article's


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A run of text that nothing breaks, the elements it stands in, outermost first, and its characters in links."""

    text: str
    inside: tuple[Element, ...]
    linked: int


@dataclass(frozen=True, slots=True)
class WebPage:
    """What else tells the article's blocks from the others."""

    title: str
    taken: str  # what the extractor took
    described: Sequence[str] = ()  # how the page describes itself
    body: str = ""  # the article as it is written down for search engines, "" where it isn't


def find_blocks(tree: Element) -> list[TextBlock]:
    """The blocks of a page in reading order; `<q>` has its marks, two line breaks end a block."""
    found: list[TextBlock] = []
    parts: list[str] = []
    inside: list[Element] = []
    linked = links = breaks = 0

    def end() -> None:
        nonlocal linked
        if text := " ".join("".join(parts).split()):
            found.append(TextBlock(text, tuple(inside), linked))
        parts.clear()
        linked = 0

    def add(words: str | None) -> None:
        nonlocal breaks, linked
        if words:
            breaks = breaks if words.isspace() else 0
            parts.append(words)
            linked += len(words.strip()) if links else 0

    for is_start, element in _walked(tree):
        tag = element.tag
        if is_start and tag in BLOCKS:
            end()
            inside.append(element)
        elif is_start and tag == "br":
            breaks += 1
            parts.append(" ")
            if breaks > 1:
                end()
        elif tag == "q":
            parts.append("“" if is_start else "”")
        elif tag == "a":
            links += 1 if is_start else -1
        elif not is_start and tag in BLOCKS:
            end()
            inside.pop()
        add(element.text if is_start else element.tail)
    end()
    return found


def _walked(tree: Element) -> Iterator[tuple[bool, Element]]:
    """The starts and ends of what is shown of a page."""
    from lxml import etree  # type: ignore[import-untyped]  # lxml has no types

    body = tree.find("body")
    walk = etree.iterwalk(tree if body is None else body, events=("start", "end"))
    for event, element in walk:
        is_unread = element.tag in UNREAD or element.get("hidden") is not None
        if event == "start" and is_unread:
            walk.skip_subtree()
        elif is_unread:
            yield False, _Tail(element.tail)
        else:
            yield event == "start", element


@dataclass(frozen=True, slots=True)
class _Tail:
    """What stands behind an element that is not read."""

    tail: str | None
    tag: str = ""


def text_of(blocks: Sequence[TextBlock], page: WebPage, weights: Mapping[str, float] | None = None) -> str:
    """The article's blocks, a blank line between; without its title, and nothing long twice."""
    title, told, seen = words_of(page.title), [], set()
    for block, signals in zip(blocks, signals_of(blocks, page), strict=True):
        words = words_of(block.text)
        if logit(signals, weights or fitted()) < 0 or words == title or (len(words) >= FEW and words in seen):
            continue
        seen.add(words)
        told.append(block.text)
    return "\n\n".join(told)


def logit(signals: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The logit that a block with these signals is the article's."""
    return weights["bias"] + math.fsum(weights[name] * value for name, value in signals.items())


@cache
def fitted() -> Mapping[str, float]:
    """What each signal weighs."""
    return tomllib.loads(files(__package__).joinpath("blocks.toml").read_text("utf-8"))


def signals_of(blocks: Sequence[TextBlock], page: WebPage) -> list[dict[str, float]]:
    """What tells whether each block is the article's, by name; shares are 0 to 1."""
    every = [words_of(block.text) for block in blocks]
    title, taken, described = words_of(page.title), runs(page.taken), runs("\n".join(page.described))
    shares = [share(words, taken) for words in every]
    surely = [its if len(words) >= FEW else 0.0 for its, words in zip(shares, every, strict=True)]
    kinds: dict[object, float] = defaultdict(float)
    for block, words, its in zip(blocks, every, surely, strict=True):
        kinds[_kind(block)] += len(words) * its
    total = sum(kinds.values()) or 1.0
    sure = [place for place, its in enumerate(surely) if its > SEEN]
    first, last = (sure[0], sure[-1]) if sure else (0, len(blocks) - 1)
    head = _title_at(blocks, every, title, before=first)
    found = []
    for place, (block, words, its) in enumerate(zip(blocks, every, shares, strict=True)):
        tags = {element.tag for element in block.inside}
        linked = block.linked / max(len(block.text), 1)
        named = " ".join(f"{one.get('class') or ''} {one.get('id') or ''}" for one in block.inside[-2:])
        is_long, ends = len(words) >= FEW, bool(SENTENCE.search(block.text))
        is_other, is_lead = bool(NAMED_OTHER.search(named)), bool(NAMED_LEAD.search(named))
        is_aside, is_under_title = bool(tags & BESIDE), head < place < first
        kind = kinds[_kind(block)] / total
        kin = kind if is_long and linked < 0.5 and ends else 0.0
        joins = kin > LEAST_KIND and linked <= MOST_LINKED and not is_aside
        opens = is_under_title and len(words) >= FEW - 2 and linked < 0.3 and not is_other and not tags & PICTURES
        found.append(
            {
                "taken": max(its, kin if joins else 0.0),
                "of its kind": kind,
                "a sentence of its kind": kin,
                "described": share(words, described),
                "between": float(first <= place <= last),
                "after": float(place > last),
                "before the title": float(place <= head),
                "opening": (0.5 + 0.5 * ends) * (opens and not is_aside),
                "named lead": float(is_lead),
                "named lead under the title": float(is_lead and is_under_title),
                "named other": float(is_other),
                "linked": linked,
                "sentence": float(ends),
                "heading": float(bool(tags & HEADINGS)),
                "title": float(bool(title) and words == title),
                "paragraph": float(block.inside[-1].tag == "p") if block.inside else 0.0,
                "aside": float(is_aside),
                "length": math.log(1 + len(words)),
            }
        )
    return found


def words_of(text: str) -> Words:
    """Words in lower case.

    >>> words_of("The port's shut, 港")
    ('the', 'port', 's', 'shut', '港')
    """
    return tuple(WORD.findall(text.casefold()))


def runs(text: str) -> set[Words]:
    """The runs of three words in each line of a text, or shorter lines whole."""
    return {run for line in text.split("\n") for run in _threes(words_of(line))}


def _threes(words: Words) -> list[Words]:
    return [words[n : n + 3] for n in range(len(words) - 2)] or ([words] if words else [])


def share(words: Words, among: set[Words]) -> float:
    """The share of some words' runs that are among others, 0 to 1."""
    threes = _threes(words)
    return sum(run in among for run in threes) / len(threes) if threes else 0.0


def _kind(block: TextBlock) -> object:
    """Blocks are of one kind where tag, classes of what they stand in, and tag and classes of that are the same."""
    if len(block.inside) < 2:
        return None
    around = block.inside[-2]
    classes = sorted(re.sub(r"\d+", "#", (around.get("class") or "")).split())
    return block.inside[-1].tag, around.tag, tuple(classes[:6])


def _title_at(blocks: Sequence[TextBlock], every: Sequence[Words], title: Words, *, before: int) -> int:
    """Where the title stands: a first-rank heading of its words, any such heading, its words anywhere, or nowhere."""
    headed = [place for place, block in enumerate(blocks) if any(one.tag == "h1" for one in block.inside)]
    alike = [place for place, words in enumerate(every) if title and words == title]
    both = [place for place in headed if every[place] == title]
    return (both or headed or alike or [before])[0]
