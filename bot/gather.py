"""Gather what could answer a question, best first, or find that the archive doesn't say."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.answer import RefusalKind
from bot.answerable import answers_it, is_on_topic
from bot.excerpts import Excerpt, excerpts
from bot.phrases import phrases
from bot.question import Question
from bot.weigh import weigh
from ingest.article import Article, Sentence, Statement
from vectorstore.archive import Archive
from vectorstore.narrow import ANY, Only
from vectorstore.offsets import encode_passages, encode_question
from vectorstore.search import search

PASSAGES = 6  # read sentence by sentence; on PIAF the answer stands in the first six for 9 questions of 10
SOMEBODY_SPEAKS = 0.2  # what a statement gains where somebody's words are asked for; a fifth of a good score
STATEMENTS = 24  # of one speaker, those in the passages nearest to the topic


@dataclass(frozen=True, slots=True)
class Gathered:
    """Excerpts weighed against the question; with a refusal they are only the nearest there is."""

    excerpts: tuple[Excerpt, ...]
    refusal: RefusalKind | None = None


def gather(archive: Archive, question: Question, *, only: Only = ANY) -> Gathered:
    """What the archive has on a question: of one speaker's words if it asks for them, else of everything."""
    if not len(archive):
        return Gathered((), "empty_archive")
    if only.filters and not archive.count(only):
        return Gathered((), "outside_dates" if archive.count(only.without("since", "until")) else "nothing_left")
    if question.speaker and archive.speakers(question.speaker):
        told = _told_by(archive, question.speaker, question, only)
        if not told and only.filters:  # quoted, but in none of these articles
            return Gathered(tuple(_found(archive, question, only)), "speaker_unknown")
        if question.topic is None:
            return Gathered(tuple(told))
        on_topic = [one for one in told if is_on_topic(one)]
        return Gathered(tuple(on_topic or told), None if on_topic else "speaker_silent")
    found = _found(archive, question, only)
    if question.speaker and not _is_described(question.speaker, question.language):
        return Gathered(tuple(found), "speaker_unknown")
    return Gathered(tuple(found), None if answers_it(question, found) else "not_found")


def _found(archive: Archive, question: Question, only: Only) -> list[Excerpt]:
    """The excerpts of the passages that a search finds."""
    hits = search(archive, question.text, language=question.language, only=only, limit=PASSAGES)
    articles = _whole(archive, (hit.listing.article_id for hit in hits))
    read = [
        replace(excerpt, around=hit.meaning, score=hit.score)
        for hit in hits
        for excerpt in excerpts(articles[hit.listing.article_id], hit.listing, hit.passage.start, hit.passage.end)
    ]
    weighed = weigh(archive, read, question.text, question.language)
    if not question.speaker:
        return weighed
    # Of a speaker who is described ("the coach") the name isn't known, but that somebody speaks is asked for.
    spoken = [replace(one, score=one.score + SOMEBODY_SPEAKS * (one.statement is not None)) for one in weighed]
    return sorted(spoken, key=lambda one: -one.score)


def _told_by(archive: Archive, speaker: str, question: Question, only: Only) -> list[Excerpt]:
    """What one speaker said, weighed against the topic alone: that the name fits is settled.

    A statement names its topic seldom ("We could not do it"), so the sentences beside it and its passage count as much.
    """
    asked = question.topic or question.text
    vector = encode_question(archive.encoder, asked, question.language)
    near = archive.statements_near(vector, speaker=speaker, limit=STATEMENTS, only=only)
    articles = _whole(archive, (told.listing.article_id for told, _ in near))
    read = []
    for told, cosine in near:
        article, place = articles[told.listing.article_id], told.statement
        beside = encode_passages(archive.encoder, [_beside(article, place)], article.language)[0]
        around = max(float(beside @ vector), cosine)
        read += [
            replace(excerpt, around=around, score=around)
            for excerpt in excerpts(article, told.listing, *_where(article, place))
            if excerpt.statement == place
        ]
    return weigh(archive, read, asked, question.language)


def _where(article: Article, place: Statement) -> tuple[int, int]:
    """Where a statement is quoted from: its words if they are the speaker's, else the reporter's whole sentences."""
    if place.kind == "direct":
        return place.start, place.end
    own = _sentences(article, place)
    return own[0].start, own[-1].end


def _beside(article: Article, place: Statement) -> str:
    """A statement's sentences with the one before and the one after."""
    own = _sentences(article, place)
    first, last = article.sentences.index(own[0]), article.sentences.index(own[-1])
    around = article.sentences[max(first - 1, 0) : last + 2]
    return article.text[around[0].start : around[-1].end]


def _sentences(article: Article, place: Statement) -> list[Sentence]:
    return [one for one in article.sentences if one.start < place.end and place.start < one.end]


def _whole(archive: Archive, article_ids: Iterable[str]) -> dict[str, Article]:
    return {article_id: archive.article(article_id) for article_id in dict.fromkeys(article_ids)}


def _is_described(speaker: str, language: str) -> bool:
    """Whether a speaker is described ("the minister") and not named ("Macron"): a description is not looked up."""
    return speaker.split()[0].casefold() in phrases(language).determiners or speaker == speaker.casefold()
