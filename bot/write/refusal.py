"""Say that the archive doesn't say: what was looked through, what was left out of it, and the nearest thing it has."""

from collections.abc import Iterable
from dataclasses import replace

from bot.answer import Excluded, Refusal, Seconds
from bot.output.filters import described, parts
from bot.phrases import Phrases, phrases, whole_archive
from bot.retrieve.excerpts import Excerpt, draft_of
from bot.retrieve.retrieval import Retrieval
from bot.verify.evidence import find_in
from ingest.text.names import find_names
from vectorstore.archive import Archive
from vectorstore.filters import Filters
from vectorstore.terms import shared_terms

MOST_SUBJECTS = 2  # of a question that asks about many
# How near a passage is shown as near: by its cosine, or its share of the words asked for. On real pages 9 of
# 10 questions that nothing answers have a passage as near on their own subject, of those on another 1 of 4.
NEAR, SHARED = 0.2, 0.2


def refuse(archive: Archive, found: Retrieval, seconds: Seconds) -> Refusal:
    """The refusal of a question for which nothing was found, or nothing that answers it."""
    kind, question, speaks = found.gathered.refusal or "not_found", found.question, phrases(found.question.language)
    excluded: tuple[Excluded, ...] = ()
    if kind in ("outside_dates", "nothing_left"):
        excluded = tuple(Excluded(one, len(archive) - archive.count(one)) for one in parts(found.only))
        message = speaks.narrowed["nothing_left"].format(
            archive=whole_archive(archive, speaks), reasons="; ".join(_reasons(excluded, speaks))
        )
    else:
        message = speaks.refusals[kind].format(
            archive=_looked_through(archive, found, speaks),
            speaker=question.speaker,
            topic=question.topic or "",
            other=found.gathered.teller or "",
        )
    near = [one for one in found.gathered.excerpts if _is_near(one, question.topic)][:1]
    nearest = (find_in(archive, draft_of(excerpt), number=1) for excerpt in near)
    return Refusal(
        question=found.asked,
        language=question.language,
        kind=kind,
        message=message,
        holds=_holds(archive, found, speaks) if kind not in ("empty_archive", "nothing_left") else "",
        nearest=tuple(citation for citation in nearest if citation),
        only=found.only,
        understood=found.understood,
        excluded=excluded,
        seconds=seconds,
    )


def _is_near(excerpt: Excerpt, topic: str | None) -> bool:
    """Whether an excerpt is on what was asked; what its speaker said is, and what no reader read."""
    signals = excerpt.signals
    if "meaning" not in signals or signals["meaning"] >= NEAR or signals["words"] >= SHARED:
        return True
    return not set(shared_terms(topic or "")).isdisjoint(shared_terms(excerpt.text))  # the 7 of "article 7"


def _holds(archive: Archive, found: Retrieval, speaks: Phrases) -> str:
    """What the archive has about whom, or what, was asked for: how often they are quoted, where they are named."""
    question, words = found.question, speaks.refusals
    told = archive.statements(speaker=question.speaker) if question.speaker else []
    if told:
        articles = speaks.count(len({one.listing.article_id for one in told}))
        return words["quoted"].format(speaker=question.speaker, count=len(told), articles=articles)
    opens = len(question.text) - len(question.text.lstrip("¿¡ "))  # "¿Cuánto" has a capital and is no name
    spans = find_names(question.text)
    named = [question.text[start:end] for start, end in spans if start > opens or " " in question.text[start:end]]
    subjects = [question.speaker] if question.speaker else named[:MOST_SUBJECTS]
    lines = []
    for name in dict.fromkeys(subjects):
        # That a name stands nowhere is not said: another spelling, script or language of it may stand everywhere.
        if count := archive.naming(name):
            lines.append(words["named"].format(name=name, articles=speaks.count(count)))
    return " ".join(lines)


def _looked_through(archive: Archive, found: Retrieval, speaks: Phrases) -> str:
    """12 articles, the newest of 12 October 2023; or so many that fit a filter, and how many it leaves out."""
    if not found.only.filters or not len(archive):
        return whole_archive(archive, speaks)
    fitting = archive.count(found.only)
    return speaks.narrowed["archive"].format(
        articles=speaks.count(fitting),
        what=described(_titled(archive, found.only), speaks),
        left_out=f"{len(archive) - fitting:,}",
    )


def _titled(archive: Archive, only: Filters) -> Filters:
    """The narrowing with an article's title in place of its id, which tells a reader nothing."""
    if only.article_id is None:
        return only
    return replace(only, article_id=f"“{archive.listing(only.article_id).title}”")


def _reasons(excluded: Iterable[Excluded], speaks: Phrases) -> Iterable[str]:
    """What each filter leaves out, in words."""
    return (
        speaks.narrowed["leaves_out"].format(what=described(one.only, speaks), articles=speaks.count(one.articles))
        for one in excluded
    )
