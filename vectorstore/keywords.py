"""The words of the archive on disk: which passage has which, who is quoted where, and which articles there are.

All of it is derived from Chroma: it can be thrown away and made again. It is level with the archive when it has the
archive's generation; whoever opens the archive and finds it behind makes up the difference.
"""

import json
import math
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Literal

from ingest.text.names import name_keys, same_name, spelt_as
from vectorstore import copies
from vectorstore.filters import ANY, Filters, agency_keys, byline_words, condition, days_of, name_key
from vectorstore.rows import Row, RowHead, Spoken
from vectorstore.terms import alike_terms, joins, own_terms, shared_terms

FORMAT = "5"  # raise it when terms or tables change: an index of another format is made again
TABLES = f"""{copies.TABLES}
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (article_id TEXT PRIMARY KEY, version TEXT NOT NULL, content TEXT NOT NULL,
                       language TEXT NOT NULL, published TEXT, sort_key REAL NOT NULL,
                       outlet TEXT NOT NULL, agency TEXT NOT NULL, byline TEXT NOT NULL,
                       first_day TEXT, last_day TEXT) WITHOUT ROWID;
CREATE INDEX articles_by_content ON articles (content);
CREATE INDEX articles_by_outlet ON articles (outlet);
CREATE INDEX articles_by_first_day ON articles (first_day);
CREATE INDEX articles_by_last_day ON articles (last_day);
CREATE TABLE passages (number INTEGER PRIMARY KEY, row TEXT NOT NULL UNIQUE, article_id TEXT NOT NULL,
                       language TEXT NOT NULL, length INTEGER NOT NULL);
CREATE INDEX passages_by_article ON passages (article_id);
CREATE VIRTUAL TABLE words USING fts5 (terms, tokenize = "ascii tokenchars '_.'");
CREATE TABLE frequency (term TEXT PRIMARY KEY, passages INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE said (row TEXT PRIMARY KEY, article_id TEXT NOT NULL, speaker TEXT NOT NULL, sort_key REAL NOT NULL)
    WITHOUT ROWID;
CREATE INDEX said_by_article ON said (article_id);
CREATE INDEX said_by_speaker ON said (speaker);
CREATE TABLE speakers (key TEXT NOT NULL, speaker TEXT NOT NULL, PRIMARY KEY (key, speaker)) WITHOUT ROWID;
"""
MANY_TERMS = 12  # of a question's words the archive has, the rarest: the twelfth never decided a search on PIAF
# However large the archive, a question's words are looked up in so many passages at most. At 10,000 passages looking
# up every word not in a tenth of them took three times as long as at 1,000.
MANY_PASSAGES = 3000
# A word in more passages than this is not weighed: it would make the work grow with the archive, and tells little.
COMMON_SHARE = 0.1
COMMON_AT_LEAST = 1000  # in a small archive every word is looked up
BEGUN = 0.5  # what a word counts that stands only at the beginning of a longer one; XQuAD German: .5 to 1 did the same
K1, B = 1.2, 0.75  # the usual constants of BM25 (Robertson & Zaragoza, 2009)


@dataclass(frozen=True, slots=True)
class StoredWords:
    """How well a passage's words fit a question's."""

    bm25: float
    share: float  # of the question's words, weighed by rarity, how much the passage has: 0 to 1
    pairs: float = 0.0  # the same of two words that stand side by side in the question
    is_own: bool = True  # whether the passage is in the question's language


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question's terms with their weights: those its own language has, those any language shares, and beginnings."""

    language: str
    own: dict[str, float]
    shared: dict[str, float]
    alike: dict[str, float] = field(default_factory=dict)
    pairs: dict[str, float] = field(default_factory=dict)  # two of `own` as they stand in the index, side by side
    among: int = 0  # passages, when the weights were taken


class Keywords:
    """The index of one archive; to be used with the archive's lock held."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._open()

    def close(self) -> None:
        self._db.close()

    def start_anew(self) -> None:
        """Throw the index away and begin an empty one."""
        self._db.close()
        for ending in ("", "-wal", "-shm", "-journal"):
            self._path.with_name(self._path.name + ending).unlink(missing_ok=True)
        self._open()

    def level(self) -> int:
        """The archive's generation that the index is level with; -1 when it never was."""
        row = self._db.execute("SELECT value FROM about WHERE name = 'level'").fetchone()
        return -1 if row is None else int(row[0])

    @contextmanager
    def change(self, *, level: int) -> Iterator[None]:
        """All that is changed within is on disk together, and the index is level with `level`; or nothing is."""
        with self._db:
            self._db.execute("BEGIN IMMEDIATE")
            yield
            self._db.execute("INSERT OR REPLACE INTO about VALUES ('level', ?)", (str(level),))

    def put(self, head: RowHead, passages: Sequence[Row], spoken: Sequence[Spoken]) -> None:
        """Take in an article, in place of any other version of it."""
        self.drop(head.article_id)
        self._db.execute(
            "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(head.article_id, head.version, head.content, head.language, head.published, head.sort_key),
                *(name_key(head.outlet or ""), f"|{'|'.join(agency_keys(head.agency or ''))}|"),
                f" {' '.join(byline_words(head.byline or ''))} ",  # each word has a space on either side
                *(days_of(head.published) or (None, None)),
            ),
        )
        copies.put(self._db, head.article_id, "".join(passage.text for passage in passages))
        counts: Counter[str] = Counter()
        of_title = index_terms(head.title, head.language)  # whatever passage answers, the title says what it is about
        for passage in passages:
            terms = index_terms(passage.text, head.language) + of_title
            number = self._db.execute(
                "INSERT INTO passages (row, article_id, language, length) VALUES (?, ?, ?, ?)",
                (passage.row, head.article_id, head.language, len(terms)),
            ).lastrowid
            self._db.execute("INSERT INTO words (rowid, terms) VALUES (?, ?)", (number, "  ".join(terms)))
            counts.update(set(terms))
        self._db.executemany(
            "INSERT INTO frequency VALUES (?, ?) "
            "ON CONFLICT (term) DO UPDATE SET passages = passages + excluded.passages",
            counts.items(),
        )
        for one in spoken:
            self._db.execute(
                "INSERT INTO said VALUES (?, ?, ?, ?)", (one.row, head.article_id, one.speaker, head.sort_key)
            )
            self._db.executemany(
                "INSERT OR IGNORE INTO speakers VALUES (?, ?)", [(key, one.speaker) for key in name_keys(one.speaker)]
            )

    def drop(self, article_id: str) -> None:
        """Forget an article, if it is there."""
        copies.drop(self._db, article_id)
        numbers = [
            number for (number,) in self._db.execute("SELECT number FROM passages WHERE article_id = ?", (article_id,))
        ]
        counts: Counter[str] = Counter()
        for number in numbers:
            (terms,) = self._db.execute("SELECT terms FROM words WHERE rowid = ?", (number,)).fetchone()
            counts.update(set(terms.split()))
            self._db.execute("DELETE FROM words WHERE rowid = ?", (number,))
        self._db.executemany(
            "UPDATE frequency SET passages = passages - ? WHERE term = ?", [(n, t) for t, n in counts.items()]
        )
        self._db.executemany("DELETE FROM frequency WHERE term = ? AND passages <= 0", [(t,) for t in counts])
        speakers = self._db.execute("SELECT DISTINCT speaker FROM said WHERE article_id = ?", (article_id,)).fetchall()
        for table in ("passages", "said", "articles"):
            self._db.execute(f"DELETE FROM {table} WHERE article_id = ?", (article_id,))
        self._db.executemany(
            "DELETE FROM speakers WHERE speaker = ?1 AND NOT EXISTS (SELECT 1 FROM said WHERE speaker = ?1)", speakers
        )

    def heads(self) -> dict[str, str]:
        """Every article's version."""
        return dict(self._db.execute("SELECT article_id, version FROM articles"))

    def count_articles(self, only: Filters) -> int:
        """How many articles fit."""
        asked, values = condition(only)
        (count,) = self._db.execute(f"SELECT count(*) FROM articles WHERE {asked}", values).fetchone()
        return int(count)

    def rows(self, only: Filters, *, most: int) -> list[str] | None:
        """The rows of all passages of the articles that fit, or None where they are more than `most`."""
        asked, values = condition(only)
        found = self._db.execute(
            f"SELECT row FROM articles JOIN passages USING (article_id) WHERE {asked} LIMIT ?", (*values, most + 1)
        ).fetchall()
        return None if len(found) > most else [row for (row,) in found]

    def fitting(self, table: Literal["passages", "said"], rows: Sequence[str], only: Filters) -> set[str]:
        """Those of these rows that are somebody's, and whose article fits."""
        asked, values = condition(only)
        # CROSS keeps the order: from an outlet's thousand articles SQLite would look for each among the rows (400 ms).
        found = self._db.execute(
            f"SELECT row FROM json_each(?) CROSS JOIN {table} ON row = value "
            f"CROSS JOIN articles ON articles.article_id = {table}.article_id WHERE {asked}",
            (_listed(rows), *values),
        )
        return {row for (row,) in found}

    def version(self, article_id: str) -> str | None:
        row = self._db.execute("SELECT version FROM articles WHERE article_id = ?", (article_id,)).fetchone()
        return None if row is None else str(row[0])

    def with_content(self, content: str) -> str | None:
        """The article that tells the same under the same head, if there is one."""
        row = self._db.execute("SELECT article_id FROM articles WHERE content = ? LIMIT 1", (content,)).fetchone()
        return None if row is None else str(row[0])

    def alike(self, article_id: str) -> tuple[tuple[str, float], ...]:
        """The articles with the same text in part, each with the share of it: see copies.py."""
        return copies.alike(self._db, article_id)

    def beginning_with(self, prefix: str, *, limit: int) -> list[str]:
        found = self._db.execute(
            "SELECT article_id FROM articles WHERE substr(article_id, 1, ?) = ? ORDER BY article_id LIMIT ?",
            (len(prefix), prefix, limit),
        )
        return [article_id for (article_id,) in found]

    def newest(self) -> str | None:
        row = self._db.execute(
            "SELECT published FROM articles WHERE published IS NOT NULL ORDER BY sort_key DESC, article_id LIMIT 1"
        ).fetchone()
        return None if row is None else str(row[0])

    def count(self, table: str = "articles") -> int:
        (count,) = self._db.execute(f"SELECT count(*) FROM {table}").fetchone()
        return int(count)

    def speakers(self, name: str) -> tuple[str, ...]:
        """The full names in the archive that are the same name, as the articles write them."""
        found = self._db.execute(
            "SELECT DISTINCT speaker FROM speakers WHERE key IN (SELECT value FROM json_each(?)) ORDER BY speaker",
            (_listed(name_keys(name)),),
        )
        return tuple(speaker for (speaker,) in found if same_name(name, speaker))

    def misspelt(self, name: str) -> tuple[str, ...]:
        """The full names in the archive that are a slip of the hand away from this one."""
        found = self._db.execute("SELECT DISTINCT speaker FROM speakers ORDER BY speaker")
        return tuple(speaker for (speaker,) in found if spelt_as(name, speaker) is not None)

    def naming(self, name: str) -> int:
        """How many articles have all the words of a name, in one passage, in whatever language."""
        terms = shared_terms(name)
        if not terms:
            return 0
        (count,) = self._db.execute(
            "SELECT count(DISTINCT article_id) FROM words JOIN passages ON number = words.rowid WHERE words MATCH ?",
            (" AND ".join(f'"{term}"' for term in terms),),
        ).fetchone()
        return int(count)

    def said(self, *, speakers: Sequence[str] | None, limit: int | None, only: Filters = ANY) -> list[str]:
        """The rows of statements, the newest first, in an article's own order."""
        asked, values = condition(only)
        found = self._db.execute(
            "SELECT row FROM said JOIN articles USING (article_id) "
            f"WHERE {'speaker IN (SELECT value FROM json_each(?))' if speakers is not None else '?'} AND {asked} "
            "ORDER BY said.sort_key DESC, article_id, length(row), row LIMIT ?",
            (1 if speakers is None else _listed(speakers), *values, -1 if limit is None else limit),
        )
        return [row for (row,) in found]

    def wanted(self, question: str, language: str) -> Wanted:
        """The question's rarest terms, each with its weight.

        A term no passage has weighs the most in `share`: that a passage lacks it tells against the passage.
        """
        total = self.count("passages")
        in_order = own_terms(question, language)
        own = self._weighed(in_order, total)
        return Wanted(
            language=language,
            own=own,
            shared=self._weighed(shared_terms(question), total),
            alike=self._weighed(alike_terms(question), total),
            among=total,
            pairs={f"{a}  {b}": own[a] + own[b] for a, b in pairwise(in_order) if a in own and b in own},
        )

    def find(self, wanted: Wanted, *, limit: int, only: Filters = ANY) -> list[str]:
        """The rows of the passages with the question's words, best first: in its own language, then in others."""
        own, shared = (_looked_up(terms, wanted.among) for terms in (wanted.own, wanted.shared))
        return self._match(own, "passages.language = ?", wanted.language, limit, only) + self._match(
            shared, "passages.language != ?", wanted.language, limit, only
        )

    def fits(self, wanted: Wanted, rows: Iterable[str]) -> dict[str, StoredWords]:
        """How well each of these passages has the question's words."""
        asked = list(rows)
        (average,) = self._db.execute(
            "SELECT coalesce(avg(length), 1) FROM (SELECT length FROM passages LIMIT 2000)"
        ).fetchone()
        found = self._db.execute(
            "SELECT row, language, length, terms FROM json_each(?) JOIN passages ON row = value "
            "JOIN words ON words.rowid = number",
            (_listed(asked),),
        )
        of_others = wanted.shared | wanted.alike
        return {
            row: _fit(wanted.own, wanted.pairs, terms, length / average, language=language)
            if language == wanted.language
            else replace(_fit(of_others, {}, terms, length / average, language=""), is_own=False)
            for row, language, length, terms in found
        }

    def _match(self, terms: Sequence[str], where: str, language: str, limit: int, only: Filters) -> list[str]:
        if not terms:
            return []
        asked, values = condition(only)
        fitting = f"EXISTS (SELECT 1 FROM articles WHERE article_id = passages.article_id AND {asked})"
        found = self._db.execute(
            f"SELECT row FROM words JOIN passages ON number = words.rowid WHERE words MATCH ? AND {where} "
            f"{f'AND {fitting} ' if only.filters else ''}ORDER BY bm25(words) LIMIT ?",
            (
                " OR ".join(f'"{term}"{"*" if joins(term, language) else ""}' for term in terms),
                language,
                *values,
                limit,
            ),
        )
        return [row for (row,) in found]

    def _weighed(self, terms: Sequence[str], total: int) -> dict[str, float]:
        """The rarest terms with their idf; those in very many passages are left out."""
        asked = list(dict.fromkeys(terms))
        counts = dict(
            self._db.execute(
                "SELECT term, passages FROM json_each(?) JOIN frequency ON term = value", (_listed(asked),)
            ).fetchall()
        )
        too_common = max(COMMON_AT_LEAST, COMMON_SHARE * total)
        there = sorted((counts[term], place, term) for place, term in enumerate(asked) if term in counts)[:MANY_TERMS]
        absent = [(0, 0, term) for term in asked if term not in counts][:MANY_TERMS]  # looking them up costs nothing
        return {
            term: math.log(1 + (total - count + 0.5) / (count + 0.5))
            for count, _, term in there + absent
            if count <= too_common
        }

    def _open(self) -> None:
        try:
            format_found = self._connect()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise  # a full disk or no right to write: making it again would not help
            format_found = "damaged"
        if format_found is None:
            self._db.executescript(f"BEGIN; {TABLES} INSERT INTO about VALUES ('format', '{FORMAT}'); COMMIT;")
        elif format_found != FORMAT:
            self.start_anew()

    def _connect(self) -> str | None:
        """Open the file; the format it is in, or None for an empty one."""
        # All reading is under the archive's lock, so one connection may go from thread to thread.
        self._db = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")  # derived: what a power cut takes is made again
        if self._db.execute("SELECT 1 FROM sqlite_master WHERE name = 'about'").fetchone() is None:
            return None
        return str(self._db.execute("SELECT value FROM about WHERE name = 'format'").fetchone()[0])


def _listed(values: Iterable[str] | None) -> str | None:
    """A list as one value, however long: SQLite takes no more than some thousands apart."""
    return None if values is None else json.dumps(list(values))


def _looked_up(terms: dict[str, float], among: int) -> list[str]:
    """The rarest terms, as many as bring MANY_PASSAGES together; the others only tell among what was found."""
    found, brought = [], 0.0
    for term, weight in sorted(terms.items(), key=lambda one: -one[1]):
        brought += (among + 1) / math.exp(weight) - 0.5  # what the weight was made of
        if brought > MANY_PASSAGES:
            break
        found.append(term)
    return found


def index_terms(text: str, language: str) -> list[str]:
    """All that a text is indexed by."""
    return own_terms(text, language) + shared_terms(text) + alike_terms(text)


def _fit(
    wanted: dict[str, float], pairs: dict[str, float], terms: str, relative_length: float, *, language: str
) -> StoredWords:
    """Terms stand two spaces apart, so that each can be counted with a space of its own on either side."""
    padded = f" {terms} "
    saturation = K1 * (1 - B + B * relative_length)
    bm25 = share = 0.0
    for term, weight in wanted.items():
        if count := padded.count(f" {term} "):
            bm25 += weight * count * (K1 + 1) / (count + saturation)
            share += weight
        elif joins(term, language) and f" {term}" in padded:
            share += BEGUN * weight
    everything, together = sum(wanted.values()), sum(pairs.values())
    beside = sum(weight for pair, weight in pairs.items() if f" {pair} " in padded)
    return StoredWords(
        bm25=bm25,
        share=share / everything if everything else 0.0,
        pairs=beside / together if together else 0.0,
    )
