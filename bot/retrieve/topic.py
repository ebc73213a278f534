"""Which articles are on a topic: "the ferry strike", "la grève des ferries"."""

from collections.abc import Sequence
from statistics import fmean

from vectorstore.archive import Archive
from vectorstore.filters import Filters
from vectorstore.listing import Hit, Listing
from vectorstore.search import search

FIELD = 30  # passages that the nearest is seen against; a search gives that many their scores anyway
UNRELATED = slice(FIELD // 2, FIELD)  # ranks of passages that are on another topic
FEWEST_UNRELATED = 5
TYPICAL = 0.13  # the cosine of a passage at those ranks, where an archive is too small to have them
# How far the nearest passage has to stand out from those, its share of the topic's words counted in. Of 26 topics put
# to the samples, the 16 that are there come to .14 and more, the 10 that are not to .12 and less; few, and looked at
# while choosing.
STANDS_OUT = 0.13
WORDS_WEIGH = 0.1
# Of that lead, what another article needs to be on the topic too: at .45 the 16 topics find 53 of their 67 articles, in
# whatever language, and 29 others, most of them on the same ferry or the same river.
SHARE = 0.45

# The share of the shorter text's prints that the longer has. Of two million pairs of different articles (OrangeSum,
# NTREX), none about two events has .25, and only follow-ups of one story have .25 to .5; of copies that were cut, put
# in another order and edited at once 92 in 100 have .5, of the others nearly all (benchmarks/origins.py).
NEARLY_ALL = 0.5


def on_topic(archive: Archive, topic: str, language: str, *, only: Filters) -> list[Hit]:
    """The best passage of each article on a topic, best first; nothing where none stands out."""
    hits = search(archive, topic, language=language, only=only, limit=FIELD)
    if not hits:
        return []
    typical = typical_meaning(hits, UNRELATED)
    nearest = max(hits, key=lambda one: one.meaning)
    lead = nearest.meaning - typical
    if lead + WORDS_WEIGH * nearest.words < STANDS_OUT:
        return []
    found: dict[str, Hit] = {}
    for one in sorted(hits, key=lambda hit: -hit.meaning):
        if one.meaning - typical >= SHARE * lead:
            found.setdefault(one.listing.article_id, one)
    return list(found.values())


def typical_meaning(hits: Sequence[Hit], ranks: slice) -> float:
    """The cosine of passages that are not about what was searched for; a guess where too few were found to tell."""
    cosines = sorted((hit.meaning for hit in hits), reverse=True)
    unrelated = cosines[ranks]
    return fmean(unrelated) if len(unrelated) >= FEWEST_UNRELATED else min(TYPICAL, cosines[-1])


def each_report_once(archive: Archive, listings: Sequence[Listing], *, alike: float) -> list[Listing]:
    """The articles without those that print, for a share of `alike`, what one before them does."""
    kept: list[Listing] = []
    copies: set[str] = set()
    for one in listings:
        if one.article_id not in copies:
            kept.append(one)
            copies |= {other for other, share in archive.alike(one.article_id) if share >= alike}
    return kept
