"""Set beside an answer what a reader should know of its sources: which are one report, and where reports differ."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answer import Answer, Citation
from bot.reports.disagreements import disagreements, nearness
from bot.reports.same_report import origins
from bot.retrieve.excerpts import Excerpt, draft_of
from bot.several_reports import Disagreement, Side
from bot.verify.evidence import find_in
from vectorstore.archive import Archive

MOST_BESIDE = 5  # excerpts of other articles that were found too, and may tell it differently


def with_what_is_beside(archive: Archive, answer: Answer, excerpts: Sequence[Excerpt]) -> Answer:
    """The answer with the origins of what it cites, and what other reports tell differently.

    A report that differs is cited too, whether or not the answer quotes it.
    """
    candidates = [*answer.citations, *_others(archive, answer, excerpts)]
    near = nearness(archive.encoder, candidates)
    cited = {one.number for one in answer.citations}
    told = [
        one
        for one in disagreements(candidates, answer.language, near=near)
        if one.first.citation in cited or one.second.citation in cited
    ]
    wanted = cited | {side.citation for one in told for side in (one.first, one.second)}
    kept = [one for one in candidates if one.number in wanted]
    numbers = {one.number: place for place, one in enumerate(kept, 1)}
    citations = tuple(replace(one, number=numbers[one.number]) for one in kept)
    return replace(
        answer,
        citations=citations,
        origins=origins(archive, citations, answer.language),
        disagreements=tuple(_renumbered(one, numbers) for one in told),
    )


def _others(archive: Archive, answer: Answer, excerpts: Sequence[Excerpt]) -> list[Citation]:
    """The best excerpt of each article that the answer does not cite."""
    cited = {one.listing.article_id for one in answer.citations}
    others: dict[str, Excerpt] = {}
    for one in excerpts:
        if one.listing.article_id not in cited:
            others.setdefault(one.listing.article_id, one)
    found = (find_in(archive, draft_of(one), number=0) for one in list(others.values())[:MOST_BESIDE])
    first = len(answer.citations) + 1
    return [replace(one, number=number) for number, one in enumerate((one for one in found if one), first)]


def _renumbered(told: Disagreement, numbers: dict[int, int]) -> Disagreement:
    def again(side: Side) -> Side:
        return replace(side, citation=numbers[side.citation])

    return replace(told, first=again(told.first), second=again(told.second))
