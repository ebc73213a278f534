"""What a summary is made of: the most telling sentences of an article, of the articles on a topic, or of a time."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date

import numpy as np

from bot.answer import RefusalKind, TextPlace, Understood
from bot.question.conversation import Turn
from bot.question.filters import Interpretation, read_narrowing, says_only_where
from bot.question.request import Requests, requests_of
from bot.retrieve.candidates import Candidates
from bot.retrieve.excerpts import Excerpt, excerpts
from bot.retrieve.retrieval import Retrieval, unshown
from bot.retrieve.topic import FIELD, NEARLY_ALL, WORDS_WEIGH, each_report_once, on_topic
from bot.write.sources import sentences
from ingest.article import Article, Sentence
from ingest.text.names import fold
from vectorstore.archive import Archive
from vectorstore.encoder import Encoder
from vectorstore.encoders.language_offsets import encode_passages, encode_question
from vectorstore.filters import Filters
from vectorstore.listing import Hit, Listing
from vectorstore.search import search

# What a sentence loses by standing one place later. News puts first what matters most: over 250 French articles of
# a newspaper, ROUGE-1 of two sentences was 23.4 by the centroid alone and 27.6 with a penalty of .2 to .4 a place.
PER_PLACE = 0.3
FEWEST_CHARACTERS = 40  # "Il fait froid." tells nothing of an article
MOST_SENTENCES_READ = 60  # news tells what matters long before its sixtieth sentence, and reading has to end
OF_AN_ARTICLE = 3  # sentences
MOST_ARTICLES = 6  # of a topic or a time, one sentence each
TITLE_WEIGHS = 0.1  # as much as the words of a passage: of two articles on a vaccine that whose title has the trial
HAS_ITS_WORDS = 0.5  # of the topic's, by rarity: an article that is named so is there, though it leads by little
SHORTEST = 4  # letters of a word of a title that tells: "the" and "sur" tell nothing
MOST_LOOKED_AT = 40  # of a time; each is looked up among the prints of all others


def most_telling(article: Article, encoder: Encoder, *, limit: int) -> tuple[Sentence, ...]:
    """At most `limit` sentences in reading order: near the middle of what the article says, and early.

    Centroid and position as in Radev et al. 2004, "Centroid-based summarization of multiple documents".
    """
    long_enough = [one for one in article.sentences if one.end - one.start >= FEWEST_CHARACTERS]
    candidates = (long_enough or list(article.sentences))[:MOST_SENTENCES_READ]
    if len(candidates) <= limit:
        return tuple(candidates)
    vectors = encode_passages(encoder, [article.text[one.start : one.end] for one in candidates], article.language)
    near = vectors @ vectors.mean(axis=0)
    near = (near - near.mean()) / (near.std() or 1.0)
    scores = near - PER_PLACE * np.arange(len(candidates))
    chosen: list[int] = []
    for place in np.argsort(-scores, kind="stable"):
        # Two sentences that say the same tell half as much.
        if len(chosen) < limit and all(vectors[place] @ vectors[other] < 0.9 for other in chosen):
            chosen.append(int(place))
    return tuple(candidates[place] for place in sorted(chosen))


def digest(archive: Archive, asked: Turn, *, today: date | None, shown: Collection[TextPlace] = ()) -> Retrieval:
    """What a summary is to be written from, or that there is nothing; its excerpts stand in the order to be told.

    `shown` are places that were told before: whoever asks for more of an article gets its next sentences.
    """
    only, topic, understood = narrowed(archive, asked, today=today)
    if topic and (meant := _one_article(archive, topic, asked, only)):
        only, topic = replace(only, article_id=meant), None
    elif topic:
        topic = _all_articles_on(topic, asked)
    question = replace(asked.question, speaker=None, topic=topic)
    if not len(archive):
        return Retrieval(asked.typed, question, Candidates((), "empty_archive"), only)
    if not archive.count(only):
        kind: RefusalKind = "outside_dates" if archive.count(only.without("since", "until")) else "nothing_left"
        return Retrieval(asked.typed, question, Candidates((), kind), only, understood)
    if only.article_id is not None:
        told = len({start for article_id, start, _ in shown if article_id == only.article_id})
        telling = _of_article(archive, only.article_id, OF_AN_ARTICLE + told)
        others = sentences(archive.article(only.article_id), archive.listing(only.article_id)) if told else iter(())
        fresh = (some for some in (unshown(telling, shown), unshown(others, shown)) if some)
        chosen = next(fresh, ())[:OF_AN_ARTICLE]
    elif topic is None:
        chosen = tuple(_of_time(archive, only))
    else:
        chosen = tuple(_of_topic(archive, topic, asked.question.language, only))
    return Retrieval(asked.typed, question, Candidates(chosen, None if chosen else "not_found"), only, understood)


def narrowed(archive: Archive, asked: Turn, *, today: date | None) -> tuple[Filters, str | None, Understood | None]:
    """What a request is narrowed to, what is left of it as a topic, and what it said of where to look."""
    request, language = asked.request, asked.question.language
    subject = (request.subject if request else None) or ""
    if not subject or asked.only.article_id is not None:
        return asked.only, None, None

    first: Interpretation = read_narrowing(subject, language, today=today, knows=archive.has)[0]
    only = first.only.among(asked.only)
    is_all = says_only_where(subject, language, today=today, knows=archive.has)
    understood = None
    if first.words:
        understood = Understood(first.words, first.only, len(archive) - archive.count(first.only))
    return only, None if is_all else first.asked, understood


def _one_article(archive: Archive, topic: str, asked: Turn, only: Filters) -> str | None:
    """The id of the article meant by "the article about NATO": of those on the topic the best, its title counted in."""
    match = _requests(asked).one_article.fullmatch(topic)
    if not match or not archive.count(only):
        return None
    about = match["about"]
    words = {word for word in re.findall(r"\w+", fold(about)) if len(word) >= SHORTEST}

    def fits(one: Hit) -> float:
        named = len(words & set(re.findall(r"\w+", fold(one.listing.title))))
        return one.meaning + one.words * WORDS_WEIGH + TITLE_WEIGHS * named / max(len(words), 1)

    language = asked.question.language
    hits = on_topic(archive, about, language, only=only) or [
        one for one in search(archive, about, language=language, only=only, limit=FIELD) if one.words >= HAS_ITS_WORDS
    ]
    return max(hits, key=fits).listing.article_id if hits else None


def _all_articles_on(topic: str, asked: Turn) -> str:
    """The topic itself: "the vaccine" of "the articles about the vaccine"."""
    known = _requests(asked)
    match = known.all_articles.fullmatch(topic) or known.one_article.fullmatch(topic)
    return match["about"] if match else topic


def _requests(asked: Turn) -> Requests:
    return requests_of(asked.request.language if asked.request else "en")


def _of_article(archive: Archive, article_id: str, limit: int) -> Iterator[Excerpt]:
    article, listing = archive.article(article_id), archive.listing(article_id)
    chosen = most_telling(article, archive.encoder, limit=limit)
    yield from (one for one in sentences(article, listing) if any(one.start == each.start for each in chosen))


def _of_time(archive: Archive, only: Filters) -> Iterator[Excerpt]:
    """The most telling sentence of each report published then, the newest reports, in the order they were published."""
    fitting = [one for one in archive.listings() if only.fits(one)]
    for one in _told_in_order(archive, sorted(fitting, key=lambda one: one.published or "", reverse=True)):
        yield from _of_article(archive, one.article_id, 1)


def _of_topic(archive: Archive, topic: str, language: str, only: Filters) -> Iterator[Excerpt]:
    """The sentence of each report that is nearest to the topic, in the order they were published."""
    hits = {one.listing.article_id: one for one in on_topic(archive, topic, language, only=only)}
    for one in _told_in_order(archive, (hit.listing for hit in hits.values())):
        yield from _nearest(archive, hits[one.article_id], topic, language)


def _told_in_order(archive: Archive, listings: Iterable[Listing]) -> list[Listing]:
    """The first few of some articles, each report once, the earliest published first."""
    looked_at = list(listings)[:MOST_LOOKED_AT]
    kept = each_report_once(archive, looked_at, alike=NEARLY_ALL)[:MOST_ARTICLES]
    return sorted(kept, key=lambda one: one.published or "")


def _nearest(archive: Archive, hit: Hit, topic: str, language: str) -> Iterator[Excerpt]:
    """The excerpt of a passage that is nearest to a topic."""
    article = archive.article(hit.listing.article_id)
    read = list(excerpts(article, hit.listing, hit.passage.start, hit.passage.end))
    if read:
        vectors = encode_passages(archive.encoder, [one.text for one in read], article.language)
        yield read[int((vectors @ encode_question(archive.encoder, topic, language)).argmax())]
