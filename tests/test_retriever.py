"""The archive as LangChain sees it."""

from conftest import BRIDGE, FERRY
from langchain_core.retrievers import BaseRetriever

from vectorstore.filters import Filters
from vectorstore.retriever import ArchiveRetriever


def test_a_passage_comes_as_a_document_with_its_place_and_head(filled):
    retriever = ArchiveRetriever(archive=filled, limit=1)

    [document] = retriever.invoke("the crew is on strike over night shifts")

    assert isinstance(retriever, BaseRetriever)
    assert document.page_content == FERRY.text[document.metadata["start"] : document.metadata["end"]]
    assert (document.metadata["outlet"], document.metadata["published"]) == ("Harbour Post", "2024-03-01T09:30")
    assert "agency" not in document.metadata


def test_a_retriever_may_keep_to_some_articles(filled):
    retriever = ArchiveRetriever(archive=filled, only=Filters(language="fr"))

    assert {one.metadata["article_id"] for one in retriever.invoke("the crew is on strike")} == {BRIDGE.article_id}
