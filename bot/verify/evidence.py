"""Find the place a draft means to quote; what can't be found is not quoted."""

from bot.answer import Citation, Quoting
from ingest.article import Article, Statement, StatementKind
from vectorstore.archive import Archive
from vectorstore.errors import NoSuchArticle
from vectorstore.listing import Listing


def find(draft: Quoting, article: Article, listing: Listing, *, number: int) -> Citation | None:
    """The citation a draft stands for, its words taken from the stored text, or None where the text has no such place.

    None too where the article has changed since the draft was made, and where the words stand there but are
    not said by the speaker the draft names.
    """
    if article.version != draft.version or not 0 <= draft.start < draft.end <= len(article.text):
        return None
    statement = _said_there(draft, article) if draft.speaker is not None else None
    if draft.speaker is not None and statement is None:
        return None
    return Citation(
        number=number,
        listing=listing,
        start=draft.start,
        end=draft.end,
        quote=article.text[draft.start : draft.end],
        speaker=statement.speaker if statement else None,
        kind=_told(statement, draft) if statement else None,
        via=statement.via if statement else article.agency,
        wording=statement.wording if statement else "unknown",
    )


def find_in(archive: Archive, draft: Quoting, *, number: int) -> Citation | None:
    """The same, the article taken from the archive as it stands now; None where it was removed meanwhile."""
    try:
        article, listing = archive.article(draft.article_id), archive.listing(draft.article_id)
    except NoSuchArticle:
        return None
    return find(draft, article, listing, number=number)


def _said_there(draft: Quoting, article: Article) -> Statement | None:
    """The statement the draft quotes: it holds the whole quotation, or stands in the quoted sentence."""
    for statement in article.statements:
        inside = statement.start <= draft.start and draft.end <= statement.end
        around = draft.start <= statement.start and statement.end <= draft.end
        if statement.speaker == draft.speaker and (inside or around):
            return statement
    return None


def _told(statement: Statement, draft: Quoting) -> StatementKind:
    """Direct where all that is quoted is the speaker's; a sentence around a quoted fragment is the reporter's."""
    if statement.kind == "indirect":
        return "indirect"
    return "direct" if statement.start <= draft.start and draft.end <= statement.end else "mixed"
