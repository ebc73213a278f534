"""Which of the articles behind an answer are one report: printed by several, it is still one source.

Articles are one origin where their text is the same for the most part, or for a good part with the same agency
credited. That two texts differ does not prove that two reporters were there, so no more is said than is known.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from bot.answer import Citation
from bot.phrases import phrases
from bot.retrieve.topic import NEARLY_ALL
from bot.several_reports import Origin
from vectorstore.archive import Archive
from vectorstore.filters import agency_keys, name_key
from vectorstore.listing import Listing

MUCH = 0.25  # the same, where both credit one agency
NEAR_IDENTICAL = 0.8  # only then is it said so: a copy with a tenth of its sentences edited still has as much

OriginWording = Mapping[str, str | Mapping[str, str]]


def origins(archive: Archive, citations: Sequence[Citation], language: str) -> tuple[Origin, ...]:
    """The origins of what an answer cites, in the order of their first citation; a single article is one, too.

    Lines are in `language`, English where it has no phrases.
    """
    with archive.reading():
        cited = list(dict.fromkeys(one.listing.article_id for one in citations))
        shares = {(one, other): share for one in cited for other, share in archive.alike(one)}
        known = archive.listed([*cited, *(other for _, other in shares)])
    listings = {one.listing.article_id: one.listing for one in citations} | known
    pairs = [(a, b) for (a, b), share in shares.items() if is_one_report(listings[a], listings[b], share)]
    identical = [pair for pair in pairs if shares[pair] >= NEAR_IDENTICAL]
    numbers: dict[str, list[int]] = {article_id: [] for article_id in cited}
    for one in citations:
        numbers[one.listing.article_id].append(one.number)
    found = []
    for group in _united(cited, pairs):
        quoting = tuple(sorted(number for one in group for number in numbers.get(one, ())))
        origin = _origin(quoting, [listings[one] for one in group])
        if len(group) > 1:
            is_identical = len(_united(group, (pair for pair in identical if pair[0] in group))) == 1
            origin = replace(origin, line=_line(origin, "alike" if is_identical else "in_part", language))
        found.append(origin)
    return tuple(found)


def independent(found: Sequence[Origin]) -> int:
    """How many origins there may be at most; those that credit one agency count once, however they differ in words."""
    keys = [{one for listing in origin.listings for one in _agencies(listing)} for origin in found]
    pairs = [(str(a), str(b)) for a, b in combinations(range(len(found)), 2) if keys[a] & keys[b]]
    return len(_united(map(str, range(len(found))), pairs))


def independent_line(found: Sequence[Origin], language: str) -> str:
    """The same in the reader's words: "2 independent origins"."""
    return counted("origins", independent(found), language)


def counted(name: str, count: int, language: str, **more: str) -> str:
    """A phrase of `[origins]` with a number in it, in the plural that the language wants.

    >>> counted("outlets", 3, "ru"), counted("outlets", 5, "ru")
    ('3 издания', '5 изданий')
    """
    speaks = phrases(language)
    forms = speaks.origins[name]
    return (forms if isinstance(forms, str) else speaks.plural(forms, count)).format(count=count, **more)


def wording(language: str) -> OriginWording:
    """The phrases of `[origins]` of a language; English where a language has none."""
    return phrases(language).origins


def is_one_report(one: Listing, other: Listing, share: float) -> bool:
    """Whether two articles print one report, by the share of the shorter's text that both have, 0 to 1."""
    return share >= NEARLY_ALL or (share >= MUCH and bool(_agencies(one) & _agencies(other)))


def _agencies(listing: Listing) -> set[str]:
    return set(agency_keys(listing.agency)) if listing.agency else set()


def _united(ids: Iterable[str], pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Groups of ids that pairs tie together, directly or by others, in the order of their first id."""
    groups = {one: [one] for one in ids}
    for one, other in pairs:
        first, second = groups[one], groups.setdefault(other, [other])
        if first is not second:
            first += second
            groups |= dict.fromkeys(second, first)
    return list({id(group): group for group in groups.values()}.values())


def _origin(numbers: tuple[int, ...], listings: Sequence[Listing]) -> Origin:
    """The origin that these articles are, without its line."""
    in_order = sorted(listings, key=lambda one: (one.published is None, one.published or "", one.article_id))
    credits = Counter(name_key(one.agency) for one in in_order if one.agency)
    most = max(credits, key=lambda key: credits[key], default="")
    agency = next((one.agency for one in in_order if one.agency and name_key(one.agency) == most), None)
    return Origin(numbers, tuple(in_order), agency, sum(most in _agencies(one) for one in in_order), "")


def _line(origin: Origin, how: str, language: str) -> str:
    """What is said of several articles that print one report."""
    outlets = origin.outlets
    if len(outlets) > 1:
        parts = [counted("outlets", len(outlets), language)]
    else:  # an update, or the same story put on line again
        parts = [counted("articles", len(origin.listings), language, outlet=outlets[0])]
    parts.append(str(wording(language)[how]))
    if origin.agency:
        parts.append(counted("credit", origin.credited, language, agency=origin.agency))
    return str(wording(language)["comma"]).join(parts)
