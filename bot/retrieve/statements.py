"""Who said what: the statements of the archive, narrowed to a speaker, a topic, a time or an outlet."""

from dataclasses import replace

from vectorstore.archive import Archive
from vectorstore.encoders.language_offsets import encode_question
from vectorstore.filters import ANY, Filters
from vectorstore.listing import StoredStatement

ABOUT = 50  # with a topic, the nearest so many are given, for every statement is near to some degree


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
