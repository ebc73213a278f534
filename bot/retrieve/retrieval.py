"""Take a question in the ways it can be meant, narrowed or not, until one finds an answer."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.answer import Answer, Reply, TextPlace, Understood
from bot.question.filters import Interpretation, read_narrowing
from bot.question.read import Question, read_question
from bot.reader.reading import Reader
from bot.retrieve.candidates import Candidates, gather
from bot.retrieve.excerpts import Excerpt
from vectorstore.archive import Archive
from vectorstore.filters import Filters


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What was gathered for a question, and how the question was taken."""

    asked: str
    question: Question  # what was searched for
    gathered: Candidates
    only: Filters
    understood: Understood | None = None


def take(
    archive: Archive, reader: Reader | None, question: Question, *, only: Filters, today: date | None
) -> Retrieval:
    """Gather by each way to take the question, until one finds an answer."""
    ways = read_narrowing(question.text, question.language, today=today, knows=archive.has)
    for way in ways:
        found = _take(archive, reader, way, question, only)
        if not found.gathered.refusal:
            break
    if found.gathered.refusal and way.words:  # "since 1998": the words may stand in the article, too
        whole = _take(archive, reader, replace(way, asked=question.text), question, only)
        found = found if whole.gathered.refusal else whole
    first = ways[0]
    if not first.words:
        return found
    used = way is first
    if found.gathered.refusal and (first.only.since or first.only.until):  # the days asked for are a first try
        other_days = _take(archive, reader, replace(first, only=first.only.without("since", "until")), question, only)
        found, used = (found, used) if other_days.gathered.refusal else (other_days, False)
    left_out = len(archive) - archive.count(first.only)
    return replace(found, understood=Understood(first.words, first.only, left_out, is_used=used))


def without_shown(found: Retrieval, before: Sequence[Reply]) -> Retrieval:
    """What was found without what the turns before showed; a refusal where nothing is left."""
    shown = places_shown(before)
    fresh = unshown(found.gathered.excerpts, shown)
    refusal = found.gathered.refusal or (None if fresh else "not_found")
    return replace(found, gathered=replace(found.gathered, excerpts=fresh or found.gathered.excerpts, refusal=refusal))


def unshown(some: Iterable[Excerpt], shown: Collection[TextPlace]) -> tuple[Excerpt, ...]:
    """Those that touch no place that was shown."""
    return tuple(one for one in some if not any(one.touches(place) for place in shown))


def places_shown(before: Sequence[Reply]) -> frozenset[TextPlace]:
    return frozenset(one.place for reply in before if isinstance(reply, Answer) for one in reply.citations)


def _take(archive: Archive, reader: Reader | None, way: Interpretation, question: Question, only: Filters) -> Retrieval:
    """Gather by one way to take the question; if no article is left, gather the nearest besides."""
    narrowed = way.only.among(only)
    is_whole = way.asked == question.text
    read = question if is_whole else replace(read_question(way.asked), language=question.language)
    gathered = gather(archive, reader, read, only=narrowed)
    if gathered.refusal in ("outside_dates", "nothing_left") and way.words and archive.count(only):
        gathered = replace(gathered, excerpts=gather(archive, reader, read, only=only).excerpts)
    return Retrieval(question.text, read, gathered, narrowed)
