"""What one speaker said on a topic: that the name fits is settled, so the topic alone is weighed.

A statement names its topic seldom ("We could not do it"), so the sentences beside it count as much as its own.
`statements` lists what the archive has of anybody, with a topic or without.
"""

from collections.abc import Sequence
from dataclasses import replace
from statistics import fmean

import numpy as np
import numpy.typing as npt

from bot.question.read import Question
from bot.reader.reading import Reader, Stretch
from bot.retrieve.excerpts import Excerpt, excerpts
from bot.retrieve.rank import answer_in
from ingest.article import Article, Sentence, Statement
from vectorstore.archive import Archive
from vectorstore.encoders.language_offsets import encode_each, encode_question
from vectorstore.filters import ANY, Filters
from vectorstore.keywords import Wanted
from vectorstore.listing import StoredStatement
from vectorstore.terms import own_terms, shared_terms

Vector = npt.NDArray[np.float32]

ABOUT = 50  # with a topic, the nearest so many are given, for every statement is near to some degree
STATEMENTS = 24  # of one speaker, those in the passages nearest to the topic
NOTHING = 1e-6  # a vector shorter than this points nowhere
# What a word that topic and statement share adds to the cosines, and what a statement gains by saying what the others
# don't; docs/decisions/0006-answering.md has the figures.
WORDS_WEIGH = 0.3
OWN_WEIGHS = 0.5
LOGITS = 7.0  # what a point of that is worth beside the reader's: a second quotation within .15 is near the first
# How near somebody's words, or the sentences beside them, have to be to a topic ("Article 5"), beyond half of how near
# the archive comes to it at all: whoever spoke on the ferry is a little near to any strike. Over the samples, 20 topics
# put to 94 speakers who were or weren't quoted on the event: area under the curve .83.
ON_TOPIC = 0.06
OF_THE_ARCHIVE = 0.5
NEAR_AT_LEAST = 0.24  # what an archive comes to that has anything on a topic; on one it lacks, nobody has spoken
NEAREST = 3  # passages; 1 and 5 part topics worse
LIT = 3  # statements in which the words that answer are looked for


def statements(
    archive: Archive,
    *,
    speaker: str | None = None,
    about: str | None = None,
    only: Filters = ANY,
    language: str = "en",
) -> list[StoredStatement]:
    """The statements that fit, the newest first; with a topic, the nearest to it first."""
    if only.article_id is not None:
        only = replace(only, article_id=archive.resolve(only.article_id))
    if about:
        vector = encode_question(archive.encoder, about, language)
        return [one for one, _ in archive.statements_near(vector, speaker=speaker, limit=ABOUT, only=only)]
    return archive.statements(speaker=speaker, only=only)


def said_on(archive: Archive, question: Question, *, only: Filters) -> list[Excerpt]:
    """What the one asked for said, that nearest to the topic first; nothing where nobody of that name is quoted."""
    if not question.speaker or not archive.speakers(question.speaker):
        return []
    asked = question.topic or question.text
    vector = encode_question(archive.encoder, asked, question.language)
    with archive.reading():
        wanted = archive.keywords.wanted(asked, question.language)
    nearest = archive.statements_near(vector, speaker=question.speaker, limit=STATEMENTS, only=only)
    articles = archive.articles(told.listing.article_id for told, _ in nearest)
    near: list[tuple[Excerpt, str, float]] = []  # with the sentences beside each, and its passage's cosine
    for told, cosine in nearest:
        article, place = articles[told.listing.article_id], told.statement
        for excerpt in excerpts(article, told.listing, *_where(article, place)):
            if excerpt.statement == place:
                near.append((excerpt, _beside(article, place), cosine))
    if not near:
        return []
    texts = [(one.listing.language, text) for one, beside, _ in near for text in (one.text, beside)]
    vectors = encode_each(archive.encoder, texts)
    found: list[tuple[Excerpt, Vector, float]] = []
    for one, beside, cosine in near:
        words, sentences = (vectors[one.listing.language, text] for text in (one.text, beside))
        found.append((one, words, max(float(sentences @ vector), cosine)))
    apart = what_is_its_own(np.array([own for _, own, _ in found]), vector)
    said = []
    for (excerpt, own, around), fresh in zip(found, apart, strict=True):
        meaning, shared = float(own @ vector), word_share(wanted, excerpt.text, excerpt.listing.language)
        score = around + meaning + WORDS_WEIGH * shared + OWN_WEIGHS * float(fresh)
        said.append(replace(excerpt, score=LOGITS * score, signals={"near": max(meaning, around)}))
    return sorted(said, key=lambda one: -one.score)


def on_topic(archive: Archive, question: Question, said: Sequence[Excerpt]) -> list[Excerpt]:
    """Those of what somebody said that are on the topic asked about."""
    vector = encode_question(archive.encoder, question.topic or question.text, question.language)
    nearest = fmean(archive.near(vector, limit=NEAREST).values() or [0.0])
    least = ON_TOPIC + OF_THE_ARCHIVE * max(nearest, NEAR_AT_LEAST)
    return [one for one in said if one.signals["near"] >= least]


def lit(reader: Reader, question: Question, said: Sequence[Excerpt]) -> list[Excerpt]:
    """The same, the words that answer found in the first few."""
    stretches = [Stretch(one.listing.title, one.text, one.start) for one in said[:LIT]]
    found = reader.read(question.text, stretches)
    answers = [answer_in(readings, one) for one, readings in zip(said, found, strict=False)]
    return [*(replace(one, answer=span) for one, span in zip(said, answers, strict=False)), *said[LIT:]]


def what_is_its_own(vectors: Vector, question: Vector) -> Vector:
    """How near each of some excerpts is to the question, in what it says and the others don't.

    Shapes (n, width), (width,) to (n,): the mean of them all is taken from both sides before they are compared.
    """
    middle = vectors.mean(axis=0)
    rest, asked = vectors - middle, question - middle
    lengths = np.linalg.norm(rest, axis=1) * np.linalg.norm(asked)
    near: Vector = rest @ asked / np.maximum(lengths, NOTHING)
    return near


def word_share(wanted: Wanted, text: str, language: str) -> float:
    """The share, 0 to 1, of the topic's words that a text has, each weighed by how rare it is in the archive.

    Between languages only names and numbers are words: all others differ, whatever is said.
    """
    weights = wanted.own if language == wanted.language else wanted.shared
    has = set(own_terms(text, language) if language == wanted.language else shared_terms(text))
    total = sum(weights.values())
    return sum(weight for term, weight in weights.items() if term in has) / total if total else 0.0


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
