"""The search as a LangChain retriever, for chains that others build."""

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from ingest.text.language import detect_language
from vectorstore.archive import Archive
from vectorstore.filters import ANY, Filters
from vectorstore.listing import Hit
from vectorstore.search import search


class ArchiveRetriever(BaseRetriever):
    """Gives passages as Documents, each with its article's head and its place in the article's text."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    archive: Archive
    limit: int = 8
    language: str | None = None  # of the questions; None detects it of each
    only: Filters = ANY  # articles of one outlet, of some days: see filters.py

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun | None = None
    ) -> list[Document]:
        language = self.language or detect_language(query)
        hits = search(self.archive, query, language=language, only=self.only, limit=self.limit)
        return [_document(hit) for hit in hits]


def _document(hit: Hit) -> Document:
    listing = hit.listing
    known: dict[str, Any] = {
        **listing.head(),
        "start": hit.passage.start,
        "end": hit.passage.end,
        "score": hit.score,
    }
    return Document(
        id=f"{listing.article_id}-{hit.passage.start}",
        page_content=hit.text,
        metadata={name: value for name, value in known.items() if value is not None},
    )
