"""What is said beside answers: a greeting, what can be asked here, which articles there are, who somebody is."""

import re
from dataclasses import replace
from datetime import date

from bot.answer import Remark, RequestKind, Seconds
from bot.output.filters import described
from bot.phrases import phrases, whole_archive
from bot.question.conversation import Turn
from bot.question.request import talk
from bot.retrieve.excerpts import Excerpt
from bot.retrieve.retrieval import Retrieval
from bot.retrieve.topic import on_topic
from bot.write.digest import narrowed
from bot.write.sources import sentences
from ingest.text.names import find_names, fold, name_words, same_name
from vectorstore.archive import Archive
from vectorstore.listing import Listing

MOST_LOOKED_AT = 6  # articles that quote somebody, those in the reader's language first
MARKS = re.compile('[«»“”„"]')  # a sentence with them may begin within a quotation, and tells more than who speaks
LONGEST = 320  # characters of a sentence that tells who somebody is
REMARKS: frozenset[RequestKind] = frozenset(("greeting", "thanks", "help", "articles"))
MOST_LISTED = 20


def with_introduction(archive: Archive, found: Retrieval) -> Retrieval:
    """What was found, with the sentence before it that says who speaks; as it is where there is none."""
    speaker, excerpts = found.question.speaker, found.gathered.excerpts
    if not speaker or found.gathered.refusal or not excerpts:
        return found
    language = found.question.language
    introductions = _introductions(archive, speaker, found)
    if not introductions:
        return found
    first = min(introductions, key=lambda one: (bool(MARKS.search(one.text)), one.listing.language != language))
    told = replace(first, score=max(one.score for one in excerpts))
    rest = tuple(one for one in excerpts if one.place != told.place)
    return replace(found, gathered=replace(found.gathered, excerpts=(told, *rest)))


def _introductions(archive: Archive, speaker: str, found: Retrieval) -> list[Excerpt]:
    """Sentences that bring somebody in, with a full name and an office first."""
    listings = {told.listing.article_id: told.listing for told in archive.statements(speaker=speaker, only=found.only)}
    in_order = sorted(listings.values(), key=lambda one: one.language != found.question.language)[:MOST_LOOKED_AT]
    firsts = [one for listing in in_order if (one := _first_naming(archive, listing, speaker))]
    return [one for one in firsts if _tells_an_office(one.text, speaker)]


def _first_naming(archive: Archive, listing: Listing, speaker: str) -> Excerpt | None:
    for one in sentences(archive.article(listing.article_id), listing):
        names = [one.text[start:end] for start, end in find_names(one.text)]
        if len(one.text) <= LONGEST and any(same_name(speaker, name) for name in names):
            return one
    return None


def _tells_an_office(text: str, speaker: str) -> bool:
    """Whether words stand beside the name as they do where somebody is brought in: "the minister, Étienne Delorme,"."""
    for start, end in find_names(text):
        if not same_name(speaker, text[start:end]):
            continue
        before, after = text[:start], text[end:]
        is_set_off = re.search(r"\w, $", before) or re.match(r"\s?,|\s\(", after)
        office = re.search(r"[^\W\d_]{3,}\s$", before)
        return bool(is_set_off or (office and fold(office[0].strip()) not in name_words().openers))
    return False


def remark(archive: Archive, asked: Turn, seconds: Seconds, *, today: date | None) -> Remark:
    """What is said in return to a greeting, to thanks, to "what can you do?", to "which articles do you have?"."""
    if asked.wants == "articles":
        return _articles(archive, asked, seconds, today)
    language, words = asked.question.language, talk(asked.question.language)
    said = {"greeting": words.greeting, "thanks": words.thanks}.get(asked.wants, words.help)
    text = said.format(archive=whole_archive(archive, phrases(language)))
    return Remark(asked.typed, language, asked.wants, text, whole=asked.whole, seconds=seconds)


def _articles(archive: Archive, asked: Turn, seconds: Seconds, today: date | None) -> Remark:
    """The articles on a topic, of a time or an outlet, or all there are, the newest first."""
    only, topic, understood = narrowed(archive, asked, today=today)
    language, words, speaks = asked.question.language, talk(asked.question.language), phrases(asked.question.language)
    if topic is None:
        found: list[Listing] = [one for one in archive.listings() if only.fits(one)]
    else:
        found = [one.listing for one in on_topic(archive, topic, language, only=only)]
    found.sort(key=lambda one: one.published or "", reverse=True)
    forms = words.articles if topic else words.articles_some if only.filters else words.articles_all
    filled = {"count": f"{len(found):,}", "subject": topic or "", "what": described(only, speaks)}
    text = (
        speaks.plural(forms, len(found)).format(**filled)
        if found
        else words.articles_none.format(
            subject=topic or described(only, speaks), archive=whole_archive(archive, speaks)
        )
    )
    return Remark(
        question=asked.typed,
        language=language,
        request="articles",
        text=text,
        listings=tuple(found[:MOST_LISTED]),
        whole=asked.whole,
        only=only,
        understood=understood,
        seconds=seconds,
    )
