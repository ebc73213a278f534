"""The prints of the archive's articles: which others have the same, so that copies are found without reading them all.

The tables stand in the index of words and change with it; see keywords.py.
"""

import sqlite3
from array import array

from ingest.text.fingerprints import prints

TABLES = """
CREATE TABLE printed (number INTEGER PRIMARY KEY, article_id TEXT NOT NULL UNIQUE, count INTEGER NOT NULL,
                      prints BLOB NOT NULL);
CREATE TABLE prints (print INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (print, number)) WITHOUT ROWID;
"""
# A print that more articles have is a paper's standing line ("All rights reserved"), or a story that everybody runs:
# it is looked up for nobody, so that the work stays the same however large the archive.
MANY_ARTICLES = 256
# A quotation of forty words that two reports share makes nine prints: it alone makes no copy, however short they are,
# unless it is nearly all that the shorter one has.
FEW_PRINTS = 10
FEW_OF_A_BRIEF, NEARLY_ALL_OF_IT = 5, 0.8
LITTLE = 0.1  # copies of less than a tenth are not told of; what a copy is, is decided in bot/reports/same_report.py
MOST_ALIKE = 50


def put(index: sqlite3.Connection, article_id: str, text: str) -> None:
    """Take in an article that is not there yet."""
    found = prints(text)
    number = index.execute(
        "INSERT INTO printed (article_id, count, prints) VALUES (?, ?, ?)",
        (article_id, len(found), array("q", found).tobytes()),
    ).lastrowid
    index.executemany("INSERT INTO prints VALUES (?, ?)", [(one, number) for one in found])


def drop(index: sqlite3.Connection, article_id: str) -> None:
    """Forget an article, if it is there."""
    kept = _kept(index, article_id)
    if kept is not None:
        number, found = kept
        index.executemany("DELETE FROM prints WHERE print = ? AND number = ?", [(one, number) for one in found])
        index.execute("DELETE FROM printed WHERE number = ?", (number,))


def alike(index: sqlite3.Connection, article_id: str) -> tuple[tuple[str, float], ...]:
    """The articles that have prints in common with this one, the most alike first, each with the share, 0 to 1.

    The share is of the shorter article's prints: a cut copy is all in the whole one. At most MOST_ALIKE are told, none
    with a share under LITTLE, or with so few prints in common that a quotation could make them.
    """
    kept = _kept(index, article_id)
    if kept is None:
        return ()
    number, own = kept
    shared: dict[int, int] = {}
    telling = 0
    for one in own:
        having = index.execute("SELECT number FROM prints WHERE print = ? LIMIT ?", (one, MANY_ARTICLES + 1)).fetchall()
        if len(having) <= MANY_ARTICLES:
            telling += 1
            for (other,) in having:
                shared[other] = shared.get(other, 0) + 1
    shared.pop(number, None)
    best = sorted(shared, key=lambda other: (-shared[other], other))[:MANY_ARTICLES]
    marks = ",".join("?" * len(best))
    others = index.execute(f"SELECT number, article_id, count FROM printed WHERE number IN ({marks})", best)
    found = [
        (other_id, min(shared[other] / min(telling, count), 1.0))
        for other, other_id, count in others
        if is_telling(shared[other], min(telling, count)) or shared[other] == telling == count
    ]
    return tuple(sorted((one for one in found if one[1] >= LITTLE), key=lambda one: (-one[1], one[0]))[:MOST_ALIKE])


def is_telling(shared: int, of: int) -> bool:
    """Whether so many prints in common, of so many that the shorter text has, are more than a quotation."""
    return shared >= FEW_PRINTS or (shared >= FEW_OF_A_BRIEF and shared >= NEARLY_ALL_OF_IT * of)


def _kept(index: sqlite3.Connection, article_id: str) -> tuple[int, list[int]] | None:
    """An article's number and its prints."""
    row = index.execute("SELECT number, prints FROM printed WHERE article_id = ?", (article_id,)).fetchone()
    return None if row is None else (int(row[0]), array("q", row[1]).tolist())
