"""Gather what could answer a question, best first, or find that the archive doesn't say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.answer import RefusalKind
from bot.phrases import phrases
from bot.question.read import Question
from bot.reader.reading import Reader, Reading, Stretch
from bot.retrieve.by_speaker import lit, on_topic, said_on
from bot.retrieve.excerpts import Excerpt, excerpts
from bot.retrieve.rank import ReadPassage, chance, fitted, in_context, ranked
from ingest.article import Article
from ingest.text.names import find_names, is_comparable, is_named_in, same_name
from vectorstore.archive import Archive
from vectorstore.filters import ANY, Filters
from vectorstore.listing import Hit
from vectorstore.search import search

READ = 8  # passages of a search; on real pages the answer stands in the first 8 for .89 to .94 of questions
# What an article's best passage counts in the score of its others, of which some more are looked at: long articles have
# the answer where few words of the question stand. Of 190 questions 173 are read where the answer is, 171 without.
FIELD, OF_ITS_ARTICLE = 32, 2.0
# The chance that what a speaker may have said answers, from which the words near the topic are taken for it: less than
# usual, for the name fits. Over our samples 12 such answers have .31 and more; over real pages five, all of them wrong,
# have .25 and less.
SAID_FROM = 0.27
BESIDE = 160  # characters of an article that are read on either side of a passage, in whole sentences


@dataclass(frozen=True, slots=True)
class Candidates:
    """Excerpts ranked against the question; with a refusal they are only the nearest there is."""

    excerpts: tuple[Excerpt, ...]
    refusal: RefusalKind | None = None
    teller: str | None = None  # who gives an account of the one asked for, where that is all there is


def gather(archive: Archive, reader: Reader | None, question: Question, *, only: Filters = ANY) -> Candidates:
    """What the archive has on a question: everything near is read, and the best of it is told if it answers."""
    if not len(archive):
        return Candidates((), "empty_archive")
    if only.filters and not archive.count(only):
        return Candidates((), "outside_dates" if archive.count(only.without("since", "until")) else "nothing_left")
    said = said_on(archive, question, only=only)
    if said and (question.topic is None or reader is None):
        return Candidates(tuple(said))
    if reader is None:
        return Candidates(tuple(_unread(archive, question, only)))
    near = on_topic(archive, question, said) if said else []
    if near and only.article_id is not None:  # whoever names an article knows its topic
        return Candidates(tuple(lit(reader, question, near)))
    found, articles = _looked(archive, reader, question, only)
    speaker = question.speaker
    named = None if speaker is None or is_described(speaker, question.language) else speaker
    fitting = _of_speaker(articles, named, found) if named else found
    if near and chance(fitting) >= SAID_FROM:
        return Candidates(tuple(lit(reader, question, near)))
    if named and not fitting and not said:
        return Candidates(tuple(found), "speaker_unknown")
    found = fitting or found
    if answers_it(found):
        return Candidates((in_context(found, articles[found[0].listing.article_id].text), *found[1:]))
    if not named:
        return Candidates(tuple(found), "not_found")
    if said:
        return Candidates(tuple(said), "speaker_silent")
    teller = _teller(named, found)
    return Candidates(tuple(found), "second_hand" if teller else "speaker_unknown", teller)


def answers_it(found: Sequence[Excerpt]) -> bool:
    """Whether the first of what was found answers the question."""
    return chance(found) >= fitted().answers_from


def look(archive: Archive, reader: Reader, question: Question, *, only: Filters = ANY) -> list[Excerpt]:
    """Search the archive and read what is found: the excerpts in it, best first."""
    found, _ = _looked(archive, reader, question, only)
    return found


def _looked(
    archive: Archive, reader: Reader, question: Question, only: Filters
) -> tuple[list[Excerpt], Mapping[str, Article]]:
    """The excerpts in what is found, best first, and the articles they stand in."""
    hits = _to_read(search(archive, question.text, language=question.language, only=only, limit=FIELD))
    if not hits:
        return [], {}
    articles = archive.articles(hit.listing.article_id for hit in hits)
    stretches = [stretch_of(articles[hit.listing.article_id], hit) for hit in hits]
    readings = reader.read(question.text, stretches)
    read = [
        ReadPassage(hit, windows, tuple(_excerpts(articles[hit.listing.article_id], hit)))
        for hit, windows in zip(hits, readings, strict=True)
    ]

    def alone(some: Sequence[Excerpt]) -> Sequence[Sequence[Reading]]:
        return reader.read(question.text, [Stretch("", one.text, one.start) for one in some])

    return ranked(read, alone=alone), articles


def _to_read(hits: Sequence[Hit]) -> list[Hit]:
    """The best passages, those of an article that leads before another's stray ones; the first of all stays it."""
    best: dict[str, float] = {}
    for hit in hits:
        best[hit.listing.article_id] = max(hit.score, best.get(hit.listing.article_id, hit.score))
    return sorted(hits, key=lambda hit: -hit.score - OF_ITS_ARTICLE * best[hit.listing.article_id])[:READ]


def _unread(archive: Archive, question: Question, only: Filters) -> Iterable[Excerpt]:
    """The passages that a search finds, whole: without a reader nobody can tell what in them answers, if any does."""
    for hit in search(archive, question.text, language=question.language, only=only, limit=READ):
        start, end = hit.passage.start, hit.passage.start + len(hit.text.rstrip())
        yield Excerpt(hit.listing, start, end, hit.text.rstrip(), score=hit.score)


def stretch_of(article: Article, hit: Hit) -> Stretch:
    """A passage with the sentences beside it, as far as they are near."""
    start, end = hit.passage.start, hit.passage.end
    for sentence in article.sentences:
        if sentence.start < hit.passage.start and sentence.start >= hit.passage.start - BESIDE:
            start = min(start, sentence.start)
        if sentence.end > hit.passage.end and sentence.end <= hit.passage.end + BESIDE:
            end = max(end, sentence.end)
    return Stretch(hit.listing.title, article.text[start:end], start)


def _excerpts(article: Article, hit: Hit) -> Iterable[Excerpt]:
    return excerpts(article, hit.listing, hit.passage.start, hit.passage.end)


def _of_speaker(articles: Mapping[str, Article], speaker: str, found: Sequence[Excerpt]) -> list[Excerpt]:
    """What the one asked for may have said: nobody else is quoted there, and the article names the one asked for.

    Where two scripts don't spell a name alike by any rule (宮崎, Miyazaki), the article is taken to.
    """
    unsaid = {one.listing.article_id for one in found if one.speaker is None}
    naming = {article_id for article_id in unsaid if is_named_in(articles[article_id].text, speaker)}
    return [
        one
        for one in found
        if (
            one.listing.article_id in naming
            if one.speaker is None
            else same_name(speaker, one.speaker) or not is_comparable(speaker, one.speaker)
        )
    ]


def _teller(speaker: str, found: Iterable[Excerpt]) -> str | None:
    """Who tells of somebody that is not quoted, if anybody does: the first of what was found."""
    for one in found:
        named = (one.text[start:end] for start, end in find_names(one.text))
        if one.speaker and any(same_name(speaker, name) for name in named):
            return one.speaker
    return None


def is_described(speaker: str, language: str) -> bool:
    """Whether a speaker is described ("the minister") and not named ("Macron"): a description is not looked up."""
    return speaker.split()[0].casefold() in phrases(language).determiners or speaker == speaker.casefold()
