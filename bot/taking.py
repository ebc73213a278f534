"""Take a question in the ways it can be meant, narrowed or not, until one finds an answer."""

from dataclasses import dataclass, replace
from datetime import date

from bot.answer import Understood
from bot.gather import Gathered, gather
from bot.question import Question, read_question
from bot.understand import Reading, read_narrowing
from vectorstore.archive import Archive
from vectorstore.narrow import Only


@dataclass(frozen=True, slots=True)
class Found:
    """What was gathered for a question, and how the question was taken."""

    asked: str
    question: Question  # what was searched for
    gathered: Gathered
    only: Only
    understood: Understood | None = None


def take(archive: Archive, question: Question, *, only: Only, today: date | None) -> Found:
    """Gather by each way to take the question, until one finds an answer."""
    ways = read_narrowing(question.text, question.language, today=today, knows=lambda some: archive.count(some) > 0)
    for way in ways:
        found = _take(archive, way, question, only)
        if not found.gathered.refusal:
            break
    if found.gathered.refusal and way.words:  # "since 1998": the words may stand in the article, too
        whole = _take(archive, replace(way, asked=question.text), question, only)
        found = found if whole.gathered.refusal else whole
    first = ways[0]
    if not first.words:
        return found
    left_out = len(archive) - archive.count(first.only)
    return replace(found, understood=Understood(first.words, first.only, left_out, is_used=way is first))


def _take(archive: Archive, way: Reading, question: Question, only: Only) -> Found:
    """Gather by one way to take the question; if no article is left, gather the nearest besides."""
    narrowed = way.only.among(only)
    is_whole = way.asked == question.text
    read = question if is_whole else replace(read_question(way.asked), language=question.language)
    gathered = gather(archive, read, only=narrowed)
    if gathered.refusal in ("outside_dates", "nothing_left") and way.words and archive.count(only):
        gathered = replace(gathered, excerpts=gather(archive, read, only=only).excerpts)
    return Found(question.text, read, gathered, narrowed)
