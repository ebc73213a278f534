"""The door to Chroma: the collections in an archive's folder, and the only words we have with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from vectorstore.errors import MissingArchive, VectorstoreError
from vectorstore.rows import Row

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection
    from chromadb.api.types import GetResult
    from chromadb.config import System

Vectors = npt.NDArray[np.float32]
NAMES = ("passages", "statements", "articles", "encoder")
# At Chroma's defaults (16 neighbours, a sync every 1,000) up to 6 of 300 near-duplicates, which news is full of, could
# not be reached in the graph by any search: what is not synced is put into the graph anew at every opening, by several
# threads at once, and 16 neighbours are too few for a crowd. At these values: none in 60 openings.
NEIGHBOURS, CONSTRUCTION = 64, 200
SYNC_SMALL = 100
SYNC_LARGE = 1000  # a sync writes the whole graph, so a large archive does it less often
LARGE = 2000
MOST_AT_ONCE = 5000  # Chroma 1.5.9 refuses more than 5,461 rows in one call
OPENING = Lock()  # Chroma's table of opened folders is the process's; two openings at once would mix theirs up


class DamagedArchive(VectorstoreError):  # as in errors.py
    """A folder has an archive's files, and they can't be read as one."""

    def __init__(self, folder: Path, *, reason: str) -> None:
        super().__init__(
            f"The archive in {folder} can't be read: {reason}. Name another folder with --archive, or move this one "
            "away and add its articles again."
        )
        self.folder = folder
        self.reason = reason


class ChromaCollection:
    """One collection, spoken to in rows."""

    def __init__(self, collection: "Collection") -> None:
        self._collection = collection

    @property
    def metric(self) -> str:
        """How vectors are compared, as Chroma says it, not as it was asked for."""
        return str((self._collection.configuration.get("hnsw") or {}).get("space"))

    def count(self) -> int:
        return self._collection.count()

    def put(self, rows: Sequence[Row], vectors: Vectors) -> None:
        """Write rows, in place of those of the same names."""
        for start in range(0, len(rows), MOST_AT_ONCE):
            some = rows[start : start + MOST_AT_ONCE]
            metadatas: Any = [dict(one.about) for one in some]
            self._collection.upsert(
                ids=[one.row for one in some],
                embeddings=vectors[start : start + MOST_AT_ONCE],
                documents=[one.text for one in some],
                metadatas=metadatas,
            )

        hnsw = self._collection.configuration.get("hnsw") or {}
        if hnsw.get("sync_threshold") == SYNC_SMALL and self.count() > LARGE:
            self._collection.modify(configuration={"hnsw": {"sync_threshold": SYNC_LARGE}})

    def delete(self, rows: Sequence[str]) -> None:
        for start in range(0, len(rows), MOST_AT_ONCE):
            self._collection.delete(ids=list(rows[start : start + MOST_AT_ONCE]))

    def rows(self, wanted: Sequence[str]) -> dict[str, Row]:
        """The rows of these names that are there, in the order asked."""
        found: dict[str, Row] = {}
        for start in range(0, len(wanted), MOST_AT_ONCE):
            some = self._collection.get(ids=list(wanted[start : start + MOST_AT_ONCE]))
            found.update({one.row: one for one in _rows(some)})
        return {row: found[row] for row in wanted if row in found}

    def every(self) -> list[Row]:
        return _rows(self._collection.get())

    def every_name(self) -> set[str]:
        return set(self._collection.get(include=[])["ids"])

    def of_article(self, article_id: str) -> list[Row]:
        return _rows(self._collection.get(where={"article_id": article_id}, include=["metadatas"]))

    def vectors(self, wanted: Sequence[str]) -> dict[str, Vectors]:
        found: dict[str, Vectors] = {}
        for start in range(0, len(wanted), MOST_AT_ONCE):
            some = self._collection.get(ids=list(wanted[start : start + MOST_AT_ONCE]), include=["embeddings"])
            found.update(zip(some["ids"], np.asarray(some["embeddings"], dtype=np.float32), strict=True))
        return found

    def nearest_names(self, vector: Vectors, *, limit: int) -> list[tuple[str, float]]:
        """The names of the rows with the nearest vectors, and their cosines."""
        found = self._collection.query(query_embeddings=vector[None, :], n_results=limit, include=["distances"])
        distances = found["distances"] or [[]]
        return [(row, 1.0 - distance) for row, distance in zip(found["ids"][0], distances[0], strict=True)]

    def nearest(self, vector: Vectors, *, limit: int) -> list[tuple[Row, float]]:
        """The rows with the nearest vectors, and their cosines."""
        if limit < 1:
            return []
        found = self._collection.query(
            query_embeddings=vector[None, :], n_results=limit, include=["metadatas", "documents", "distances"]
        )
        abouts, texts, distances = found["metadatas"] or [[]], found["documents"] or [[]], found["distances"] or [[]]
        return [
            (Row(row, about, text or ""), 1.0 - distance)
            for row, about, text, distance in zip(found["ids"][0], abouts[0], texts[0], distances[0], strict=True)
        ]


@dataclass(frozen=True, slots=True)
class ChromaCollections:
    """The collections of one archive, as they were when they were opened."""

    passages: ChromaCollection
    statements: ChromaCollection
    articles: ChromaCollection
    encoder: ChromaCollection
    _system: "System"

    def close(self) -> None:
        self._system.stop()


def open_shelves(folder: Path, *, create: bool) -> ChromaCollections:
    """Open the folder anew, so that what other processes wrote is seen.

    A second client on one path would be given what the first one remembers. A system of our own isn't shared:
    it is taken out of Chroma's table as soon as the client has it.
    """
    from chromadb.api import ServerAPI
    from chromadb.api.client import Client
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.config import Settings, System
    from chromadb.errors import ChromaError

    settings = Settings(anonymized_telemetry=False, is_persistent=True, persist_directory=str(folder))
    try:
        with OPENING:
            system = System(settings)
            system.instance(ServerAPI)  # type: ignore[type-abstract]  # Chroma finds the class that does it
            system.start()
            client = Client.from_system(system)
            SharedSystemClient.clear_system_cache()
        there = {collection.name for collection in client.list_collections()}
        if there and there.isdisjoint(NAMES):
            raise DamagedArchive(folder, reason="it was made by another program")
        if not there.issuperset(NAMES) and not create:
            raise MissingArchive(folder)  # whoever was making it was stopped; `create` goes on with it
        hnsw = {"max_neighbors": NEIGHBOURS, "ef_construction": CONSTRUCTION, "sync_threshold": SYNC_SMALL}
        asked: Any = {"hnsw": {"space": "cosine", **hnsw}}
        shelves = {
            name: ChromaCollection(
                client.get_collection(name, embedding_function=None)
                if name in there
                else client.create_collection(name, embedding_function=None, configuration=asked)
            )
            for name in NAMES
        }
    except ChromaError as error:
        raise DamagedArchive(folder, reason=str(error)) from error
    if any(shelf.metric != "cosine" for shelf in shelves.values()):
        raise DamagedArchive(folder, reason="its vectors are not compared by cosine")
    return ChromaCollections(**shelves, _system=system)


def _rows(found: "GetResult") -> list[Row]:
    texts = found["documents"] or [""] * len(found["ids"])
    return [
        Row(row, about, text or "")
        for row, about, text in zip(found["ids"], found["metadatas"] or [], texts, strict=True)
    ]
