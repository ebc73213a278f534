"""Gather what could answer a question, best first, or find that the archive doesn't say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from bot.answer import RefusalKind
from bot.answerable import answers_it, is_on_topic
from bot.excerpts import Excerpt, excerpts
from bot.phrases import phrases
from bot.question import Question
from bot.signals import FIELD, READ, Looked
from bot.weigh import weigh
from ingest.article import Article, Sentence, Statement
from ingest.names import find_names, same_name
from vectorstore.archive import Archive
from vectorstore.listing import Hit
from vectorstore.narrow import ANY, Only
from vectorstore.offsets import encode_passages, encode_question
from vectorstore.search import search

SOMEBODY_SPEAKS = 0.2  # what a statement gains where somebody's words are asked for; a fifth of a good score
NEAREST = 3  # passages; 1 and 5 part topics worse (.829 and .823 under the curve, .832 with 3)
STATEMENTS = 24  # of one speaker, those in the passages nearest to the topic


@dataclass(frozen=True, slots=True)
class Gathered:
    """Excerpts weighed against the question; with a refusal they are only the nearest there is."""

    excerpts: tuple[Excerpt, ...]
    refusal: RefusalKind | None = None
    teller: str | None = None  # who gives an account of the one asked for, where that is all there is


def gather(archive: Archive, question: Question, *, only: Only = ANY) -> Gathered:
    """What the archive has on a question: of one speaker's words if it asks for them, else of everything."""
    if not len(archive):
        return Gathered((), "empty_archive")
    if only.filters and not archive.count(only):
        return Gathered((), "outside_dates" if archive.count(only.without("since", "until")) else "nothing_left")
    if question.speaker and archive.speakers(question.speaker):
        told = _told_by(archive, question.speaker, question, only)
        if not told and only.filters:  # quoted, but in none of these articles
            return Gathered(look(archive, question, only=only).excerpts, "speaker_unknown")
        if question.topic is None:
            return Gathered(tuple(told))
        nearest = _nearest(archive, question)
        on_topic = [one for one in told if is_on_topic(one, nearest=nearest)]
        return Gathered(tuple(on_topic or told), None if on_topic else "speaker_silent")
    looked = look(archive, question, only=only)
    found = looked.excerpts
    if question.speaker and not _is_described(question.speaker, question.language):
        teller = _teller(question.speaker, found)
        return Gathered(found, "second_hand" if teller else "speaker_unknown", teller)
    return Gathered(found, None if answers_it(looked) else "not_found")


def look(archive: Archive, question: Question, *, only: Only = ANY) -> Looked:
    """Search the archive: the passages found, and the excerpts of the first few, weighed against the question."""
    hits = search(archive, question.text, language=question.language, only=only, limit=FIELD)
    with archive.reading():
        wanted = archive.keywords.wanted(question.text, question.language)
    return Looked(question, tuple(hits), tuple(_weighed(archive, question, hits[:READ])), wanted)


def _weighed(archive: Archive, question: Question, hits: Sequence[Hit]) -> list[Excerpt]:
    """The excerpts of some passages, best first."""
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


def _nearest(archive: Archive, question: Question) -> float:
    """How near the archive comes to the topic, whoever speaks: the mean cosine of its nearest passages."""
    vector = encode_question(archive.encoder, question.topic or question.text, question.language)
    return fmean(archive.near(vector, limit=NEAREST).values() or [0.0])


def _teller(speaker: str, found: Iterable[Excerpt]) -> str | None:
    """Who tells of somebody that is not quoted, if anybody does: the first of what was found."""
    for one in found:
        named = (one.text[start:end] for start, end in find_names(one.text, one.listing.language))
        if one.speaker and any(same_name(speaker, name) for name in named):
            return one.speaker
    return None


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
