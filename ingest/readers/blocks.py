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
HALF_LINKED = 0.5  # of a block's characters, from which it rather points elsewhere
HARDLY_LINKED = 0.3
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


def find_blocks(tree: Element) -> list[TextBlock]:
    """The blocks of a page in reading order; `<q>` has its marks, two line breaks end a block."""
    found: list[TextBlock] = []
    parts: list[str] = []
    inside: tuple[Element, ...] = ()
    linked = links = breaks = 0

    def end() -> None:
        nonlocal linked
        if text := " ".join("".join(parts).split()):
            found.append(TextBlock(text, inside, linked))
        parts.clear()
        linked = 0

    def add(words: str | None) -> None:
        nonlocal breaks, linked
        if words:
            breaks = breaks if words.isspace() else 0
            parts.append(words)
            linked += len(words.strip()) if links else 0

    for is_start, element, words in _walked(tree):
        tag = "" if element is None else element.tag
        if tag in BLOCKS:
            end()
            inside = (*inside, element) if is_start else inside[:-1]
        elif tag == "br" and is_start:
            breaks += 1
            parts.append(" ")
            if breaks > 1:
                end()
        elif tag == "q":
            parts.append("“" if is_start else "”")
        elif tag == "a":
            links += 1 if is_start else -1
        add(words)
    end()
    return found


def _walked(tree: Element) -> Iterator[tuple[bool, Element | None, str | None]]:
    """Where each element of a page starts and ends, and the words that follow; None for the end of what isn't shown."""
    from lxml import etree  # type: ignore[import-untyped]  # lxml has no types

    body = tree.find("body")
    walk = etree.iterwalk(tree if body is None else body, events=("start", "end"))
    for event, element in walk:
        is_start = event == "start"
        if element.tag not in UNREAD and element.get("hidden") is None:
            yield is_start, element, element.text if is_start else element.tail
        elif is_start:
            walk.skip_subtree()
        else:
            yield is_start, None, element.tail


def text_of(blocks: Sequence[TextBlock], page: WebPage, weights: Mapping[str, float] | None = None) -> str:
    """The article's blocks, a blank line between; without its title, and nothing long twice."""
    title, told, seen = plain_words(page.title), [], set()
    for block, signals in zip(blocks, signals_of(blocks, page), strict=True):
        words = plain_words(block.text)
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
    every = [plain_words(block.text) for block in blocks]
    title, taken, described = plain_words(page.title), runs(page.taken), runs("\n".join(page.described))
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
        own = _of_its_own(block, words)
        kind = kinds[_kind(block)] / total
        is_said = len(words) >= FEW and own["sentence"] and own["linked"] < HALF_LINKED
        kin = kind if is_said else 0.0
        joins = kin > LEAST_KIND and not own["aside"]
        is_under_title = head < place < first
        is_text = (
            len(words) >= FEW - 2 and own["linked"] < HARDLY_LINKED and not own["aside"] and not own["named other"]
        )
        opens = is_under_title and is_text and not any(one.tag in PICTURES for one in block.inside)
        found.append(
            own
            | {
                "taken": max(its, kin if joins else 0.0),
                "of its kind": kind,
                "a sentence of its kind": kin,
                "described": share(words, described),
                "between": float(first <= place <= last),
                "after": float(place > last),
                "before the title": float(place <= head),
                "opening": (0.5 + 0.5 * own["sentence"]) * opens,
                "named lead under the title": own["named lead"] * is_under_title,
                "title": float(bool(title) and words == title),
            }
        )
    return found


def _of_its_own(block: TextBlock, words: Words) -> dict[str, float]:
    """The signals of a block that need no other."""
    tags = {one.tag for one in block.inside}
    named = " ".join(f"{one.get('class') or ''} {one.get('id') or ''}" for one in block.inside[-2:])
    return {
        "named lead": float(bool(NAMED_LEAD.search(named))),
        "named other": float(bool(NAMED_OTHER.search(named))),
        "linked": block.linked / max(len(block.text), 1),
        "sentence": float(bool(SENTENCE.search(block.text))),
        "heading": float(bool(tags & HEADINGS)),
        "paragraph": float(bool(block.inside) and block.inside[-1].tag == "p"),
        "aside": float(bool(tags & BESIDE)),
        "length": math.log(1 + len(words)),
    }


def plain_words(text: str) -> Words:
    """The words of a text, nothing else of it, in lower case.

    >>> plain_words("The port's shut, 港")
    ('the', 'port', 's', 'shut', '港')
    """
    return tuple(WORD.findall(text.casefold()))


def runs(text: str) -> set[Words]:
    """The runs of three words in each line of a text, or shorter lines whole."""
    return {run for line in text.split("\n") for run in _threes(plain_words(line))}


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
