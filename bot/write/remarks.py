"""What is said that rests on no article's words: a greeting, what can be asked here, which articles there are."""

from datetime import date

from bot.answer import Remark, RequestKind, Seconds
from bot.output.filters import described
from bot.phrases import phrases, whole_archive
from bot.question.conversation import Turn
from bot.question.request import talk
from bot.retrieve.topic import on_topic
from bot.write.digest import narrowed
from vectorstore.archive import Archive
from vectorstore.listing import Listing

REMARKS: frozenset[RequestKind] = frozenset(("greeting", "thanks", "help", "articles"))
MOST_LISTED = 20


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
