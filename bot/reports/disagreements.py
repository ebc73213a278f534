"""Where two reports of one thing differ in a number, a date or a name: both are shown, neither is averaged away.

Two sentences on one subject mostly hold numbers that tell different things. So two are set against each other only
where the sentences tell the same thing and all else of that kind in them agrees: what is left on either side is then
what the two reports tell differently.
"""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import combinations

from bot.answer import Citation
from bot.phrases import phrases
from bot.reports.same_report import wording
from bot.several_reports import Disagreement, DisagreementKind, Side
from ingest.quantities.days import Day, agree, find_days
from ingest.quantities.numbers import Number, find_numbers
from ingest.statements.cues import words_of
from ingest.text.names import find_names, fold, name_words, same_name
from vectorstore.chroma import Vectors
from vectorstore.encoder import Encoder
from vectorstore.encoders.language_offsets import encode_each
from vectorstore.filters import days_of, name_key
from vectorstore.listing import Listing
from vectorstore.terms import own_terms

# Whose number words ingest reads (numbers.toml): of another language, 820 could as well be "820 thousand".
COUNTED_IN = frozenset(("en", "fr", "de", "es", "vi", "ru"))
ABOUT = 0.1  # "about 300" is 270 to 330
MUCH_MORE = 2.0  # "more than 300" is not said of 600
KINDS = frozenset(("count", "ordinal", "fraction", "score", "time"))  # years are dates, and names tell nothing
HALF_A_DAY = 12 * 60  # minutes
SCORE_APART = 6  # characters between the two starts of "12 - 10"
FOLLOWING = 60  # characters after a number in which the first two words stand
NEXT_WORD = re.compile(r"[ \u00a0\u202f]([^\W\d_]{2,40})")
NearSentences = Callable[[Citation, Citation], float]  # the cosine of two quotations, the languages' offsets taken off
DifferingPlace = tuple[int, int]  # in a citation's quotation
# Cosines of NTREX sentences with numbers in them, development half: of one sentence in two translations 95 of 100 are
# over .76 in one language and .50 to .65 in two; of two sentences of one article 99 of 100 are under .73 and .68.
NEAR_IN_ONE_LANGUAGE, NEAR_IN_TWO = 0.68, 0.65
SURELY_NEAR, SURELY_NEAR_IN_TWO = 0.75, 0.7
# The share of the shorter sentence's longer words that both have.
SAME_WORDS, SURELY_SAME_WORDS, MANY_SAME_WORDS = 0.35, 0.5, 0.6
MOST_WORDS = 120  # of a sentence; a longer one is a list, where anything could stand beside anything
NAMED_ALIKE = 0.6  # of two sentences' words, those that have to be the same, in the same order, but for the name
WORD = re.compile(r"\w+")
LONG_ENOUGH = 4  # letters: "which", "from" and the like are in the lists, "of" and "de" needn't be


@lru_cache(maxsize=1024)
def _numbers_in(text: str, language: str) -> tuple[Number, ...]:
    return tuple(one for one in find_numbers(text, language) if one.kind in KINDS)


def numbers_of(cited: Citation) -> tuple[Number, ...]:
    """The numbers of a quotation that tell how much, how many or what time."""
    known = cited.listing.language in COUNTED_IN
    return _numbers_in(cited.quote, cited.listing.language) if known else ()


def _rival_numbers(one: Citation, other: Citation) -> Iterator[tuple[DifferingPlace, DifferingPlace]]:
    """Where in two quotations that tell the same thing numbers stand that tell it differently."""
    numbers, others = numbers_of(one), numbers_of(other)
    is_one_language = one.listing.language == other.listing.language
    # What the other report has as well is settled, whatever unit was read: "two decades" is "deux longues décennies".
    first = [a for a in numbers if not any(_is_settled(a, b) for b in others)]
    second = [b for b in others if not any(_is_settled(a, b) for a in numbers)]
    for kind in dict.fromkeys((number.kind, number.unit) for number in first):
        left = [number for number in first if (number.kind, number.unit) == kind]
        right = [number for number in second if (number.kind, number.unit) == kind]
        if kind[1] is None and kind[0] != "score" and is_one_language:
            # What is counted has to be the same: "212 passengers" is no rival of "fourteen people".
            pairs = [(a, b) for a in left for b in right if _counted(one, a) & _counted(other, b)]
            left, right = [a for a, _ in pairs], [b for _, b in pairs]
        if left and right and _is_one(left) and _is_one(right):
            yield _shown(one, left[0], numbers), _shown(other, right[0], others)


def differ(one: Number, other: Number) -> bool:
    """Whether no one number can be meant by both: 12 and 14, but not "more than 300,000" and "about 310,000".

    A rounded number stands for what rounds to it: 1.2 million is 1,234,567, too.
    """
    (low, high), (least, most) = _span(one), _span(other)
    return high < least or most < low


def _span(number: Number) -> tuple[float, float]:
    """From where to where the true number may lie, if a report tells this one."""
    size = abs(number.value)
    place = math.floor(math.log10(size)) if size else 0
    # The place of the last digit that is not 0; 20 people are twenty, but 300,000 are rounded to two digits at least.
    step = 10.0 ** (0 if size < 100 else place - 1)
    while step > 1e-6 and abs(size / step - round(size / step)) > 1e-6:
        step /= 10
    half = max(step / 2, ABOUT * size if number.is_about and number.bound is None else 0.0)
    half *= 1 - 1e-6  # half a step belongs to neither neighbour: 12 is not 13
    low, high = number.value - half, number.value + half
    if number.bound == "least":
        high = max(high, MUCH_MORE * size)
    if number.bound == "most":
        low = min(low, size / MUCH_MORE)
    return low, high


def _is_settled(one: Number, other: Number) -> bool:
    if one.kind == "time" == other.kind:
        return (one.value - other.value) % HALF_A_DAY == 0  # "3 p.m." is often written as 3 o'clock
    if (one.kind, one.unit) == (other.kind, other.unit):
        return not differ(one, other)
    return one.value == other.value


def _is_one(numbers: Sequence[Number]) -> bool:
    return len({number.value for number in numbers}) == 1


def _counted(cited: Citation, number: Number) -> frozenset[str]:
    """The stems of the first words after a number: what it counts is among them, or nothing is."""
    following = cited.quote[number.end : number.end + FOLLOWING]
    within = re.split(r"[.,;:!?()«»“”\"]", following)[0]
    return frozenset(own_terms(" ".join(WORD.findall(within)[:2]), cited.listing.language))


def _shown(cited: Citation, number: Number, numbers: Sequence[Number]) -> DifferingPlace:
    """A number as a reader wants to see it: both ends of a score, and with the word after it what it counts."""
    if number.kind == "score":
        together = [one for one in numbers if one.kind == "score" and abs(one.start - number.start) <= SCORE_APART]
        return together[0].start, together[-1].end
    match = NEXT_WORD.match(cited.quote, number.end)
    if number.unit is None and number.kind == "count" and match:
        words = words_of(cited.listing.language)
        if match[1].lower() not in words.sets["stops"] | words.sets["prepositions"]:
            return number.start, match.end()
    return number.start, number.end


def disagreements(
    citations: Sequence[Citation], language: str, *, near: NearSentences | None = None
) -> tuple[Disagreement, ...]:
    """What the citations, sentence against sentence of another article, tell differently; lines are in `language`.

    Two languages are compared only by `near`, which `nearness` makes; without it, only words of one language are.
    """
    found: dict[tuple[DisagreementKind, str, str], Disagreement] = {}
    for one, other in combinations(citations, 2):
        if one.listing.article_id == other.listing.article_id:
            continue
        first, second = sorted((one, other), key=_published)
        for kind, place, beside in _rivals(first, second, near):
            told = _disagreement(kind, (first, place), (second, beside), language)
            found.setdefault((kind, fold(told.first.words), fold(told.second.words)), told)  # copies say it again
    return tuple(found.values())


def nearness(encoder: Encoder, citations: Sequence[Citation]) -> NearSentences:
    """The cosines of these citations' quotations, each encoded once."""

    @cache
    def vectors() -> dict[tuple[str, str], Vectors]:  # most answers have nothing that could be compared
        return encode_each(encoder, ((one.listing.language, one.quote) for one in citations))

    def near(one: Citation, other: Citation) -> float:
        mine, theirs = ((cited.listing.language, cited.quote) for cited in (one, other))
        return float(vectors()[mine] @ vectors()[theirs])

    return near


def _rivals(
    one: Citation, other: Citation, near: NearSentences | None
) -> Iterator[tuple[DisagreementKind, DifferingPlace, DifferingPlace]]:
    """What stands against each other in two quotations."""
    if max(len(WORD.findall(one.quote)), len(WORD.findall(other.quote))) > MOST_WORDS:
        return
    numbers, others = numbers_of(one), numbers_of(other)
    days, other_days = _days(one), _days(other)
    is_one_language = one.listing.language == other.listing.language
    if (numbers and others) or (days and other_days):
        alike = _same_words(one, other) if is_one_language else None
        cosine = near(one, other) if near else None
        if _tell_the_same(alike, cosine):
            yield from (("number", *pair) for pair in _rival_numbers(one, other))
        # A day tells less of what happens on it than a number of what it counts: "an article published on Sunday".
        if _tell_the_same(alike, cosine, surer=True):
            pairs = _rival_days(days, other_days, are_of_one_week=_are_of_one_week(one, other))
            yield from (("date", *pair) for pair in pairs)
    if is_one_language:
        yield from (("name", *pair) for pair in _rival_names(one, other))


def _tell_the_same(alike: float | None, cosine: float | None, *, surer: bool = False) -> bool:
    """Whether two sentences tell the same thing, by the words they share, in one language, and by their meaning."""
    if alike is None:
        return cosine is not None and cosine >= (SURELY_NEAR_IN_TWO if surer else NEAR_IN_TWO)
    if cosine is None:
        return alike >= MANY_SAME_WORDS
    near, same = (SURELY_NEAR, SURELY_SAME_WORDS) if surer else (NEAR_IN_ONE_LANGUAGE, SAME_WORDS)
    return cosine >= near and alike >= same


def _same_words(one: Citation, other: Citation) -> float:
    """The share of the longer words of the sentence with fewer of them that the other has."""
    first, second = (_telling_words(cited.quote, cited.listing.language) for cited in (one, other))
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0


@lru_cache(maxsize=1024)
def _telling_words(text: str, language: str) -> frozenset[str]:
    words = words_of(language)
    small = words.sets["stops"] | words.sets["prepositions"]
    long = (word for word in WORD.findall(text) if len(word) >= LONG_ENOUGH and word.lower() not in small)
    return frozenset(term for term in own_terms(" ".join(long), language) if not any(map(str.isdigit, term)))


# -- dates -----------------------------------------------------------------------------------------------------------


def _days(cited: Citation) -> tuple[Day, ...]:
    return _days_in(cited.quote, cited.listing.language, cited.listing.published)


@lru_cache(maxsize=1024)
def _days_in(text: str, language: str, published: str | None) -> tuple[Day, ...]:
    return find_days(text, language, published)


def _rival_days(
    days: Sequence[Day], others: Sequence[Day], *, are_of_one_week: bool
) -> Iterator[tuple[DifferingPlace, DifferingPlace]]:
    """The days that differ; where it can't be told whether two are the same, they are taken to be.

    "Monday" and "Tuesday" in articles that lie weeks apart are days of two weeks, and so, mostly, of two stories.
    """
    left = [a for a in days if all(agree(a, b) is False for b in others)]
    right = [b for b in others if all(agree(a, b) is False for a in days)]
    if len(left) == 1 == len(right) and not (left[0].is_guessed and right[0].is_guessed and not are_of_one_week):
        yield (left[0].start, left[0].end), (right[0].start, right[0].end)


def _are_of_one_week(one: Citation, other: Citation) -> bool:
    """Whether two articles were published within a week, or may have been."""
    days, others = days_of(one.listing.published), days_of(other.listing.published)
    if days is None or others is None:
        return True
    return abs(date.fromisoformat(days[0]) - date.fromisoformat(others[0])) <= timedelta(days=7)


# -- names -----------------------------------------------------------------------------------------------------------


def _rival_names(one: Citation, other: Citation) -> Iterator[tuple[DifferingPlace, DifferingPlace]]:
    """The names that stand in one another's place in two sentences of the same words."""
    if _same_words(one, other) < NAMED_ALIKE:  # soon told, and spares most pairs the comparison word by word
        return
    first, second = list(WORD.finditer(one.quote)), list(WORD.finditer(other.quote))
    blocks = SequenceMatcher(None, _folded(first), _folded(second), autojunk=False)
    if 2 * sum(block.size for block in blocks.get_matching_blocks()) < NAMED_ALIKE * (len(first) + len(second)):
        return
    names, others = _names(one), _names(other)
    for what, a, b, c, d in blocks.get_opcodes():
        if what != "replace":
            continue
        place, beside = (first[a].start(), first[b - 1].end()), (second[c].start(), second[d - 1].end())
        if _holds(names, place) and _holds(others, beside):
            whole, known = _whole(names, place), _whole(others, beside)
            if not _name_the_same(one, whole, other, known):
                yield whole, known


def _names(cited: Citation) -> list[DifferingPlace]:
    """The names of a quotation; "Fourteen" and "Monday" are none, wherever they have a capital."""
    told = [(one.start, one.end) for one in numbers_of(cited)] + [(one.start, one.end) for one in _days(cited)]
    found = find_names(cited.quote)
    return [name for name in found if not any(name[0] < end and start < name[1] for start, end in told)]


def _folded(words: Sequence[re.Match[str]]) -> list[str]:
    return [fold(word.group()) for word in words]


def _holds(names: Sequence[DifferingPlace], place: DifferingPlace) -> bool:
    """Whether a place is in a name."""
    return any(start <= place[0] and place[1] <= end for start, end in names)


def _whole(names: Sequence[DifferingPlace], place: DifferingPlace) -> DifferingPlace:
    """The name that a place is in."""
    return next((start, end) for start, end in names if start <= place[0] and place[1] <= end)


def _name_the_same(one: Citation, place: DifferingPlace, other: Citation, beside: DifferingPlace) -> bool:
    """Whether two names may be one, or each report has the other's name as well."""
    name, known = one.quote[slice(*place)], other.quote[slice(*beside)]
    shorter, longer = sorted((name, known), key=len)
    initials = "".join(word[0] for word in WORD.findall(longer))
    offices = name_words().offices | name_words().honorifics
    words, others = (set(WORD.findall(fold(text))) - offices for text in (name, known))
    return (
        bool(words & others)  # "Toyota UK" is "Toyota Royaume-Uni"
        or same_name(name, known)
        or same_name(known, name)
        or fold(shorter) in fold(longer)
        or fold(shorter) == fold(initials)
        or fold(name) in fold(other.quote)
        or fold(known) in fold(one.quote)
    )


# -- telling ---------------------------------------------------------------------------------------------------------


def _published(cited: Citation) -> tuple[bool, str]:
    return cited.listing.published is None, cited.listing.published or ""


def _disagreement(
    kind: DisagreementKind, one: tuple[Citation, DifferingPlace], other: tuple[Citation, DifferingPlace], language: str
) -> Disagreement:
    (first, place), (second, beside) = one, other
    days, later = days_of(first.listing.published), days_of(second.listing.published)
    is_update = days is not None and later is not None and days[1] < later[0]
    sides = _side(first, place), _side(second, beside)
    names = _sources(first.listing, second.listing, are_dated=is_update)
    line = str(wording(language)["later" if is_update else "differ"]).format(
        first=names[0],
        first_words=sides[0].words,
        first_day=phrases(language).date(first.listing.published or ""),
        second=names[1],
        second_words=sides[1].words,
        second_day=phrases(language).date(second.listing.published or ""),
    )
    return Disagreement(kind, *sides, is_update, line)


def _side(cited: Citation, place: DifferingPlace) -> Side:
    start, end = place
    return Side(cited.number, cited.start + start, cited.start + end, cited.quote[start:end])


def _sources(one: Listing, other: Listing, *, are_dated: bool) -> tuple[str, str]:
    """By which names two reports are told: their agencies', or else their outlets', or else their titles.

    They have to differ, unless their dates tell them apart.
    """
    ways = ((one.agency or one.outlet, other.agency or other.outlet), (one.outlet, other.outlet))
    for first, second in ways:
        if first and second and (are_dated or name_key(first) != name_key(second)):
            return first, second
    return one.title, other.title
