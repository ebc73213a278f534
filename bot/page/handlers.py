"""What the page asks for, answered as HTML: questions, articles added, opened, summarised and removed."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING

from bot.errors import BotError
from bot.page import articles, turns
from bot.page.opening import Opening
from bot.page.templates import Html, render
from bot.question.filters import only_of
from ingest.article import Rejected
from ingest.errors import IngestError
from vectorstore.errors import NoSuchArticle, VectorstoreError

if TYPE_CHECKING:
    from bot.answer import Reply, TextSpan
    from bot.newsbot import Added, NewsBot
    from vectorstore.filters import Filters
    from vectorstore.listing import Listing


WHOLE_ID = re.compile("[0-9a-f]{12}")
MOST_DIFFERING = 50
MOST_BEFORE = 6  # replies that a follow-up is read with; a tab's conversation may go on all day


@dataclass(frozen=True, slots=True)
class PageConversation:
    """One tab's conversation as it stands: the turns before, the one that is on, and what the last of them told."""

    past: str = ""
    current: str = ""
    replies: "tuple[Reply, ...]" = ()  # the newest last, the one that is on among them, as far as it has come

    def begun(self) -> "PageConversation":
        """The conversation with the turn that was on put to those before."""
        return PageConversation(self.past + self.current, "", self.replies)

    def told(self, current: str, reply: "Reply | None") -> "PageConversation":
        """The conversation with what its turn has come to; of the replies the last few are kept."""
        replies = (*self.replies, reply)[-MOST_BEFORE:] if reply else self.replies
        return PageConversation(self.past, current, replies)


class Desk:
    """What the page asks for, answered as HTML; errors that a reader can mend are one plain line of it."""

    def __init__(self, opening: Opening) -> None:
        self._opening = opening
        self._listings: tuple[int, tuple[Listing, ...]] | None = None  # of which generation

    # -- the conversation -----------------------------------------------------------------------------------------

    def ask(
        self, question: str, talk: PageConversation, narrowing: str = ""
    ) -> Iterator[tuple[str, str, str, PageConversation]]:
        """The conversation one question longer, as the answer grows; `narrowing` is what page.js read of its fields."""
        begun, asked = talk.begun(), question.strip()
        if not asked:
            yield "", begun.past, "", begun
            return

        def shown(
            inner: Html, reply: "Reply | None" = None, *, is_growing: bool = True
        ) -> tuple[str, str, str, PageConversation]:
            current = turns.turn(asked, inner, is_growing=is_growing)
            return "", begun.past, current, begun.told(current, reply)

        while not self._opening.wait(0):
            line = f"{self._opening.stage.line} Your question is answered as soon as that is done."
            yield shown(turns.waiting(line))
            self._opening.wait(0.5)
        yield shown(turns.waiting("Looking through the articles …"))
        try:
            bot, only = self._opening.ready(), _only(narrowing)
            for last in bot.ask(asked, only=only, today=date.today(), before=begun.replies):
                yield shown(turns.answer(last, is_growing=True), last)
            yield shown(turns.answer(last), last, is_growing=False)
        except (BotError, IngestError, VectorstoreError) as error:
            yield shown(turns.trouble(str(error)), is_growing=False)

    def stopped(self, talk: PageConversation) -> tuple[str, PageConversation]:
        """The turn ended where it stood; what it had told by then is kept for the next question."""
        current = turns.stopped(talk.current)
        return current, replace(talk, current=current)

    # -- adding ---------------------------------------------------------------------------------------------------

    def add_files(self, paths: list[str] | None) -> Iterator[tuple[None, str]]:
        for report, _ in self._add(lambda bot: bot.add(paths or [])):
            yield None, report

    def add_pasted(self, text: str) -> Iterator[tuple[str, str]]:
        if not text.strip():
            yield text, turns.trouble("There is nothing to add yet. Paste the text of an article first.")
            return
        for report, is_kept in self._add(lambda bot: bot.add_pasted(text, where="the pasted text")):
            yield "" if is_kept else text, report

    def _add(self, adding: "Callable[[NewsBot], Iterable[Added | Rejected]]") -> Iterator[tuple[str, bool]]:
        """What adding comes to, told while it goes on, and whether all of it is kept by now."""
        counts: Counter[str] = Counter()
        rejected: list[Rejected] = []
        titles: list[tuple[str, str]] = []
        while not self._opening.wait(0):
            yield turns.waiting(f"{self._opening.stage.line} Your articles are added after that."), False
            self._opening.wait(0.5)
        yield turns.waiting("Reading …"), False
        try:
            bot = self._opening.ready()
            for one in adding(bot):
                if isinstance(one, Rejected):
                    rejected.append(Rejected(PurePath(one.where).name, one.reason))  # the folder is a temporary one
                else:
                    counts[one.outcome] += 1
                    if len(titles) < articles.MOST_OPENED:
                        titles.append((one.article_id, bot.archive.listing(one.article_id).title))
                yield articles.adding(counts, rejected, titles=titles, is_done=False), False
            yield articles.adding(counts, rejected, titles=titles, is_done=True), not rejected
        except (BotError, IngestError, VectorstoreError) as error:
            yield turns.trouble(str(error)), False

    # -- what page.js calls; Gradio hands over one argument, whatever it is -----------------------------------------

    def status(self, _: object) -> dict[str, object]:
        """A line on how the archive stands, or how far its opening is."""
        opening = self._opening
        if opening.trouble:
            return {"line": opening.trouble, "share": None, "is_over": True}
        if not opening.bot:
            return {"line": opening.stage.line, "share": opening.stage.share, "is_over": False}
        listed = self._listed()
        line = ". ".join(one for one in (articles.standing(listed), opening.bot.writer.told) if one)
        return {"line": line, "share": None, "is_over": True, "is_empty": not listed}

    def choices(self, _: object) -> Mapping[str, str]:
        """What a question can be narrowed to, as the options of two lists."""
        return articles.choices(self._listed() if self._opening.bot else ())

    def listed(self, matching: object) -> str:
        if not self._opening.bot:
            return render("articles", "not_open")
        return articles.listings(self._listed(), matching=str(matching or "")[:200])

    def opened(self, place: Mapping[str, str]) -> str:
        """An article, with the words at a place of it marked."""
        try:
            archive = self._opening.ready().archive
            article = archive.article(_whole(place["article"]))
            listing = archive.listing(article.article_id)
        except (BotError, VectorstoreError) as error:
            return turns.trouble(str(error))
        if place.get("version", article.version) != article.version:
            return articles.article(article, listing, is_replaced=True)
        cited = (int(place["start"]), int(place["end"])) if "start" in place else None
        return articles.article(article, listing, cited=cited, differing=_spans(place.get("differing", "")))

    def summarized(self, article_id: object) -> str:
        try:
            return articles.summary(self._opening.ready().summarize(_whole(article_id)))
        except (BotError, VectorstoreError) as error:
            return turns.trouble(str(error))

    def removed(self, article_id: object) -> str:
        try:
            self._opening.ready().archive.remove(_whole(article_id))
        except (BotError, VectorstoreError) as error:
            return turns.trouble(str(error))
        return ""

    # -- parts ----------------------------------------------------------------------------------------------------

    def _listed(self) -> "tuple[Listing, ...]":
        """The listings, read again only when something was written: 10,000 take a while."""
        archive = self._opening.ready().archive
        with archive.reading():
            if self._listings is None or self._listings[0] != archive.generation:
                self._listings = (archive.generation, archive.listings())
            return self._listings[1]


def _whole(article_id: object) -> str:
    """A whole id, which is all that the page sends: the beginning of one, which the command takes, can be guessed."""
    if not isinstance(article_id, str) or not WHOLE_ID.fullmatch(article_id):
        raise NoSuchArticle(str(article_id)[:20])
    return article_id


def _spans(written: str) -> "list[TextSpan]":
    """Places as a mark's button has them: "120-132 140-144"."""
    pairs = (one.partition("-") for one in written.split()[:MOST_DIFFERING])
    return [(int(start), int(end)) for start, _, end in pairs if start.isdigit() and end.isdigit()]


def _only(narrowing: str) -> "Filters":
    """What the fields above the question say; what no browser of ours could have sent narrows nothing."""
    try:
        fields = json.loads(narrowing or "{}")
    except ValueError:
        fields = {}
    given = {
        name: str(fields[name])[:200]
        for name in ("outlet", "language", "since", "until")
        if isinstance(fields, dict) and fields.get(name)
    }
    return only_of(**given)
