"""Encode no text twice: what an encoder made of a text is kept beside the archive, found again by the text itself."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from vectorstore.encoder import Encoder

# Half precision: 768 bytes a passage, and a cosine of .9999998 to what was encoded. What is encoded anew is rounded
# too, so a text's vector is the same whether it was remembered or not.
KEPT = np.dtype("<f2")
MOST = 200_000  # vectors kept, some 160 MB; then the oldest tenth is forgotten
PATIENCE_SECONDS = 5.0  # for another process that is writing
TABLE = (
    "CREATE TABLE IF NOT EXISTS vectors (number INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, vector BLOB NOT NULL)"
)
Vectors = NDArray[np.float32]
Used = TypeVar("Used")


class OnceEncoder:
    """Any encoder, with the passages it was given so far in memory; to be dropped with the work it is made for."""

    def __init__(self, encoder: Encoder) -> None:
        self.name, self.width = encoder.name, encoder.width
        self._encoder = encoder
        self._known: dict[str, list[float]] = {}

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        fresh = [text for text in dict.fromkeys(texts) if text not in self._known]
        if fresh:
            self._known |= zip(fresh, self._encoder.embed_documents(fresh), strict=True)
        return [self._known[text] for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return self._encoder.embed_query(text)

    def count_tokens(self, text: str) -> int:
        return self._encoder.count_tokens(text)


class RememberingEncoder:
    """Another encoder, asked only for texts it was never asked for."""

    def __init__(self, encoder: Encoder, path: Path, *, most: int = MOST) -> None:
        self.name = encoder.name
        self.width = encoder.width
        self._encoder = encoder
        self._path = path
        self._most = most

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Give a vector for each passage."""
        vectors: list[list[float]] = self._all("passage", texts, self._encoder.embed_documents).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """Give the vector of a question."""
        vector: list[float] = self._all("question", [text], lambda _: [self._encoder.embed_query(text)])[0].tolist()
        return vector

    def count_tokens(self, text: str) -> int:
        return self._encoder.count_tokens(text)

    def _all(self, side: str, texts: Sequence[str], encode: Callable[[list[str]], list[list[float]]]) -> Vectors:
        """The vectors of all texts, those met for the first time encoded and kept."""
        keys = [self._key(side, text) for text in texts]
        known = self._recall(keys)
        fresh = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}  # a text twice: once
        if fresh:
            encoded = np.array(encode(list(fresh.values())), np.float32).reshape(len(fresh), self.width).astype(KEPT)
            made = dict(zip(fresh, encoded, strict=True))
            self._keep({key: vector.tobytes() for key, vector in made.items()})
            known |= made
        rows = [known[key] for key in keys]
        return np.array(rows, np.float32).reshape(len(texts), self.width)

    def _key(self, side: str, text: str) -> bytes:
        """One for each encoder, side and text; none of them can be mistaken for a part of another."""
        return sha256(json.dumps([self.name, self.width, side, text]).encode()).digest()

    def _recall(self, keys: Iterable[bytes]) -> dict[bytes, NDArray[np.float16]]:
        def look_up(db: sqlite3.Connection) -> dict[bytes, NDArray[np.float16]]:
            found = {}
            for key in keys:
                row = db.execute("SELECT vector FROM vectors WHERE key = ?", (key,)).fetchone()
                if row is not None and len(row[0]) == self.width * KEPT.itemsize:
                    found[key] = np.frombuffer(row[0], KEPT)
            return found

        return self._with_file(look_up) or {}

    def _keep(self, vectors: Mapping[bytes, bytes]) -> None:
        def write(db: sqlite3.Connection) -> None:
            db.executemany("INSERT OR REPLACE INTO vectors (key, vector) VALUES (?, ?)", vectors.items())
            (kept,) = db.execute("SELECT max(number) - min(number) + 1 FROM vectors").fetchone()
            if kept > self._most:  # numbers rise, so the lowest are the oldest
                keep = self._most - self._most // 10
                db.execute("DELETE FROM vectors WHERE number <= (SELECT max(number) FROM vectors) - ?", (keep,))

        self._with_file(write)

    def _with_file(self, use: Callable[[sqlite3.Connection], Used]) -> Used | None:
        """What `use` makes of the file in one transaction; None when it can't be used now, which only costs time."""
        try:
            with closing(sqlite3.connect(self._path, timeout=PATIENCE_SECONDS)) as db, db:
                db.execute("PRAGMA journal_mode = WAL")
                db.execute("PRAGMA synchronous = OFF")  # what a power cut takes is encoded again
                db.execute(TABLE)
                return use(db)
        except sqlite3.OperationalError:  # another process writes for long, a full disk, a folder that can't be written
            return None
        except sqlite3.DatabaseError:  # no such file as we write
            self._path.unlink(missing_ok=True)
            return None
