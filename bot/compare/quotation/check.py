"""Check a quotation against articles: do its words stand there, unchanged, and did this speaker say them?

What stands in no one place is taken apart into the places it may have been put together from (`find_pieces`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bot.compare.quotation.align import NEAR_MOST
from bot.compare.quotation.changes import Judged, judge
from bot.compare.quotation.facts import Checked, QuotationPlace
from bot.compare.quotation.find import Match, find_exact, find_near, find_windows, first_few
from bot.compare.quotation.marks import MarkedWords, as_edited, as_typed
from bot.compare.quotation.speakers import Standing, are_two_speakers, holds, names_someone, standing, statements_at
from ingest.article import Article, Statement
from ingest.text.quotation_marks import find_quotations
from ingest.text.typography import HeardWords, words_of

MARKS_READ = 2000  # characters on either side of a place that are read for quotation marks
RANK: dict[Standing, int] = {"confirmed": 0, "near": 1, "another": 2, "unknown": 3}
PIECE_LEAST = 4  # words of a piece: three stand together by chance
PIECES_MOST = 4
JUMP_LEAST = 12  # words between two pieces; fewer may have been dropped from one sentence
LONG = 50_000  # characters
FEW_WORDS = 3  # so few stand everywhere: they are somebody's only inside a statement or quotation marks
WINDOWS_READ = 6  # of all articles together, those that share most with the quotation
WINDOW_LEAST = 0.3  # of the votes of the best one
OTHERS_MOST = 10


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """One place of the quotation and all that is known of it."""

    said: MarkedWords
    judged: Judged
    article: Article
    number: int  # of the candidate
    start: int
    end: int
    statements: tuple[Statement, ...]
    standing: Standing
    has_two_speakers: bool

    @property
    def is_held(self) -> bool:
        """Whether a quoted statement holds the whole of it."""
        return any(holds(one, self.start, self.end) and one.kind != "indirect" for one in self.statements)

    @property
    def is_marked(self) -> bool:
        """Whether the article itself has it as somebody's words."""
        if self.is_held:
            return True
        low = max(0, self.start - MARKS_READ)
        nearby = self.article.text[low : self.end + MARKS_READ]
        return any(low + one.start <= self.start and self.end <= low + one.end for one in find_quotations(nearby))

    @property
    def place(self) -> QuotationPlace:
        return place_of(self.article, self.start, self.end, self.statements)


def known(
    said: MarkedWords, article: Article, words: HeardWords, match: Match, number: int, speaker: str | None
) -> FoundPlace:
    start, end = _slice(said, words, match)
    statements = tuple(statements_at(article, start, end))
    spoken = [
        one
        for first, last in match.spans
        if first < last
        for one in statements_at(article, words.starts[first], words.ends[last - 1])
    ]
    return FoundPlace(
        said=said,
        judged=judge(said, article, words, match),
        article=article,
        number=number,
        start=start,
        end=end,
        statements=statements,
        standing=standing(speaker, statements[0] if statements else None, article, start, end),
        has_two_speakers=are_two_speakers(spoken),
    )


def _slice(said: MarkedWords, words: HeardWords, match: Match) -> tuple[int, int]:
    """The article's words, with the opening and closing points that the quotation has too."""
    start, end = words.starts[match.first], words.ends[match.last - 1]
    quotation, text = said.words.text, words.text
    begin, stop = said.words.starts[0], said.words.ends[len(said.words) - 1]
    if start and begin and text[start - 1] in "¿¡" and quotation[begin - 1] == text[start - 1]:
        start -= 1
    while end < len(text) and stop < len(quotation) and text[end] in ".!?…" and quotation[stop] == text[end]:
        end, stop = end + 1, stop + 1
    return start, end


def by_speaker(one: FoundPlace) -> tuple[int, bool, bool, int, int]:
    """The right speaker's words first, then those that need no repair, those in a statement, the likeliest article."""
    return RANK[one.standing], bool(one.judged.repairs), not one.is_held, one.number, one.start


def place_of(article: Article, start: int, end: int, statements: Sequence[Statement]) -> QuotationPlace:
    if not statements:
        return QuotationPlace(article.article_id, start, end)
    said = statements[0]
    return QuotationPlace(article.article_id, start, end, said.speaker, said.kind, said.via)


def find_pieces(said: MarkedWords, articles: Sequence[HeardWords]) -> tuple[tuple[int, int, int], ...]:
    """The places the quotation was put together from: (article, first word, last), in its order; () if it was not.

    Greedy: from each word on the longest run that stands anywhere. Words in one place with few between are no pieces.
    """
    keys = [key for first, last in said.runs for key in said.words.run(first, last)][:NEAR_MOST]
    pieces: list[tuple[int, int, int]] = []
    n = missed = 0
    while n <= len(keys) - PIECE_LEAST:
        longest = max(
            (
                (
                    _length(keys, n, words, place),
                    bool(pieces) and pieces[-1][0] == index and place >= pieces[-1][2],
                    -index,
                    -place,
                )
                for index, words in enumerate(articles)
                for place in first_few(words.find(keys[n : n + PIECE_LEAST]))
            ),
            default=None,
        )
        if longest is None:
            missed += 1
            n += 1
            if missed > PIECE_LEAST:
                return ()
            continue
        length, _, index, place = longest
        pieces.append((-index, -place, -place + length))
        n += length
    if len(pieces) > PIECES_MOST or not any(_is_jump(one, other) for one, other in pairwise(pieces)):
        return ()
    return tuple(pieces)


def _is_jump(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    return one[0] != other[0] or not 0 <= other[1] - one[2] <= JUMP_LEAST


def _length(keys: Sequence[str], n: int, words: HeardWords, place: int) -> int:
    """How many words from n on stand at a place of the article."""
    beside = words.run(place, min(len(words), place + len(keys) - n))
    return next((length for length, key in enumerate(beside) if key != keys[n + length]), len(beside))


def check_quotation(quotation: str, speaker: str | None, candidates: Sequence[Article], *, language: str) -> Checked:
    """Whether the quotation's words stand in one of the articles, and by that speaker.

    `candidates` come likeliest first; `language` is the quotation's. Words in a language that no candidate is in are
    `not_found`: whoever can compare meanings finds the original and asks `as_translation`.
    """
    typed = as_typed(quotation)
    if not typed.runs:
        return Checked("not_found", ("no_words",))
    read = [words_in(article.text) for article in candidates]
    found = _found_exactly(typed, as_edited(quotation), candidates, read, speaker)
    said = found[0].said if found else as_edited(quotation)
    if not said.runs:
        return Checked("not_found", ("no_words",))
    if _is_short(said):
        found = [one for one in found if one.is_marked]
        if not found:
            return Checked("not_found", ("too_short",))
    sound = [one for one in found if not one.judged.changes]
    if not sound and not _is_short(said):
        found += _found_nearly(said, candidates, read, speaker)
        sound = [one for one in found if not one.judged.changes]
    if sound:
        return _stands(sorted(sound, key=by_speaker), speaker)
    return _joined(said, candidates, read) or _changed(found)


def _found_exactly(
    typed: MarkedWords,
    edited: MarkedWords,
    candidates: Sequence[Article],
    read: Sequence[HeardWords],
    speaker: str | None,
) -> list[FoundPlace]:
    """Where the words stand one by one: as typed first, since an article may have brackets of its own."""
    as_they_are = _exact(typed, candidates, read, speaker)
    if not edited.is_edited or any(not one.judged.repairs and not one.judged.changes for one in as_they_are):
        return as_they_are
    return _exact(edited, candidates, read, speaker) or as_they_are


def _exact(
    said: MarkedWords, candidates: Sequence[Article], read: Sequence[HeardWords], speaker: str | None
) -> list[FoundPlace]:
    return [
        known(said, article, words, match, number, speaker)
        for number, (article, words) in enumerate(zip(candidates, read, strict=True))
        for match in find_exact(said, words)
    ]


def _found_nearly(
    said: MarkedWords, candidates: Sequence[Article], read: Sequence[HeardWords], speaker: str | None
) -> list[FoundPlace]:
    """The likeliest windows of all articles, and how the quotation fits there."""
    windows = [(one, number) for number, words in enumerate(read) for one in find_windows(said, words)]
    windows.sort(key=lambda one: (-one[0].votes, one[1]))
    found = []
    for window, number in windows[:WINDOWS_READ]:
        if window.votes < WINDOW_LEAST * windows[0][0].votes:
            break
        match = find_near(said, read[number], window)
        if match:
            found.append(known(said, candidates[number], read[number], match, number, speaker))
    return found


def _stands(found: Sequence[FoundPlace], speaker: str | None) -> Checked:
    """The words stand there: by whom?"""
    best = found[0]
    judged = best.judged
    others = tuple(one.place for one in found[1 : OTHERS_MOST + 1])
    claims_one = speaker is not None and names_someone(speaker)
    if judged.joins_two_speakers or (best.has_two_speakers and claims_one):
        return Checked("spliced", ("two_speakers",), best.place, judged.differences, others, _statement_places(best))
    if best.standing == "another":
        return Checked("misattributed", ("another_speaker", *judged.repairs), best.place, judged.differences, others)
    reasons = [*judged.edits, *judged.repairs]
    if best.standing == "near":
        reasons.append("speaker_near")
    if best.standing in ("near", "unknown") and claims_one:
        reasons.append("speaker_not_confirmed")
    elif best.statements and best.statements[0].kind == "indirect":
        reasons.append("reporters_words")
    return Checked("repaired" if judged.repairs else "verbatim", tuple(reasons), best.place, judged.differences, others)


def _joined(said: MarkedWords, candidates: Sequence[Article], read: Sequence[HeardWords]) -> Checked | None:
    """The quotation as pieces of several places, if that is what it is."""
    pieces = find_pieces(said, read)
    if not pieces:
        return None
    places = []
    for number, first, last in pieces:
        start, end = read[number].starts[first], read[number].ends[last - 1]
        places.append(place_of(candidates[number], start, end, statements_at(candidates[number], start, end)))
    is_one_article = len({one.article_id for one in places}) == 1
    longest = max(places, key=lambda one: one.end - one.start)
    return Checked("spliced", ("two_places" if is_one_article else "two_articles",), longest, pieces=tuple(places))


def _changed(found: Sequence[FoundPlace]) -> Checked:
    """The place that is nearest, and what was changed there."""
    if not found:
        return Checked("not_found")
    best = min(found, key=lambda one: (-one.judged.match.likeness, len(one.judged.differences), by_speaker(one)))
    others = tuple(one.place for one in found if one is not best)[:OTHERS_MOST]
    return Checked("altered", best.judged.changes, best.place, best.judged.differences, others)


def _is_short(said: MarkedWords) -> bool:
    """Whether it has too few words to be anybody's; a letter of Chinese or Thai is half a word."""
    count = sum(last - first for first, last in said.runs)
    return count <= FEW_WORDS or (count <= 2 * FEW_WORDS and all(len(said.words.raw(n)) == 1 for n in range(count)))


def _statement_places(found: FoundPlace) -> tuple[QuotationPlace, ...]:
    """Each statement that the quotation took from."""
    ordered = sorted(found.statements, key=lambda one: one.start)
    return tuple(
        QuotationPlace(found.article.article_id, one.start, one.end, one.speaker, one.kind, one.via) for one in ordered
    )


def forget_words() -> None:
    """Drop the words kept of articles: after a long check, or to measure from nothing."""
    _short_words.cache_clear()
    _long_words.cache_clear()


def words_in(text: str) -> HeardWords:
    """The words of an article, kept for the next quotation: many short articles or a few long ones."""
    return _long_words(text) if len(text) > LONG else _short_words(text)


@lru_cache(maxsize=512)
def _short_words(text: str) -> HeardWords:
    return words_of(text)


@lru_cache(maxsize=40)
def _long_words(text: str) -> HeardWords:
    return words_of(text)
