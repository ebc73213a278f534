"""The archive: articles kept in Chroma, one writer at a time, and found again whole or by passage.

An article's row in `articles` is written last, and is the commit mark: passages and statements without it, or of
another version than it names, are nobody's, and no reader counts them. So an article is there whole or not at all,
wherever a writer was stopped; adding it again mends what was left.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, Self

import numpy as np

from ingest.article import Article
from vectorstore.chroma import ChromaCollection, ChromaCollections, DamagedArchive, Vectors, open_shelves
from vectorstore.encoder import Encoder
from vectorstore.encoder_check import filled_with, is_plainly_the_same, prove, remember
from vectorstore.encoders.cached import RememberingEncoder
from vectorstore.encoders.language_offsets import encode_passages
from vectorstore.errors import AmbiguousArticle, MissingArchive, NoSuchArticle, WrongEncoder
from vectorstore.filters import ANY, Filters
from vectorstore.keywords import Keywords
from vectorstore.listing import Listing, Outcome, StoredPassage, StoredStatement
from vectorstore.lock import ArchiveLock
from vectorstore.rows import (
    Row,
    article_from,
    article_row,
    content_key,
    for_index,
    head_from,
    kept_from,
    listing_from,
    passage_rows,
    places_of_statements,
    rows_of,
    statement_from,
    statement_rows,
    tiled,
)

BATCH_PASSAGES = 32  # encoded together before they are written: two seconds of the bundled encoder
BATCH_ARTICLES = 16
REMEMBERED = "vectors.sqlite"
FEW_PASSAGES = 1000  # compared one by one: 38 ms; the nearest 3,200 names are had in 20, of 12,000 in 60


@dataclass(frozen=True, slots=True)
class Change:
    """What adding an article comes to."""

    outcome: Outcome
    article_id: str  # of a text the archive has under another identity: that identity
    article: Article


class Archive:
    """One folder of articles, opened with the encoder it was filled with."""

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        """Use `Archive.open`; this only takes the parts."""
        self.folder = folder
        self.generation = -1  # at which this archive was opened
        self._encoder = encoder
        self._encoder_is_proved = False
        self._lock = ArchiveLock(folder)
        self._shelves: ChromaCollections | None = None
        self._keywords: Keywords | None = None

    # -- opening ---------------------------------------------------------------------------------------------------

    @classmethod
    def open(cls, folder: Path, encoder: Encoder, *, create: bool = False) -> Self:
        """The archive in a folder; one that is not there is made only when `create` says so."""
        if not (folder / "chroma.sqlite3").is_file() and not create:
            raise MissingArchive(folder)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DamagedArchive(folder, reason=f"the folder can't be made ({error.strerror})") from error
        archive = cls(folder, encoder)
        with archive._lock.hold():
            shelves = archive._open_anew(create=create)
            if shelves.encoder.count() == 0:
                remember(encoder, shelves.encoder)  # the last thing written of a new archive
                archive._encoder_is_proved = True
            elif not is_plainly_the_same(encoder, shelves.encoder):
                prove(encoder, shelves.encoder)
                archive._encoder_is_proved = True
        return archive

    @property
    def encoder(self) -> Encoder:
        """The encoder, proved to give the vectors that this archive was filled with.

        An encoder of the right name is proved when it is first used, so that a list of articles loads no model.
        """
        if not self._encoder_is_proved:
            with self.reading() as shelves:
                prove(self._encoder, shelves.encoder)
            self._encoder_is_proved = True
        return self._encoder

    @property
    def keywords(self) -> Keywords:
        """The index of words; to be used while reading."""
        if self._keywords is None:
            raise RuntimeError("The index of words is used outside of reading().")
        return self._keywords

    @contextmanager
    def reading(self) -> Iterator[ChromaCollections]:
        """All that is read within is of one moment: nobody writes meanwhile. May be entered again from within."""
        with self._lock.hold():
            if self._shelves is not None and self.generation == self._lock.generation():
                yield self._shelves
            else:
                yield self._open_anew(create=False)

    def close(self) -> None:
        with self._lock.hold():
            self._close()

    # -- changing --------------------------------------------------------------------------------------------------

    def add(self, articles: Iterable[Article]) -> Iterator[tuple[Outcome, str]]:
        """Add articles as they come, and tell of each what it came to once it is on disk.

        While a few are encoded, those before them are written and those after them are read.
        """
        with ThreadPoolExecutor(1) as ahead:
            waiting: tuple[list[Article], Future[dict[str, Vectors]]] | None = None
            for batch in _batches(map(tiled, articles)):
                encoding = ahead.submit(self._encode, self._fresh(batch))
                if waiting:
                    yield from self._add_batch(*waiting)
                waiting = batch, encoding
            if waiting:
                yield from self._add_batch(*waiting)

    def remove(self, article_id: str) -> None:
        """Forget an article: its passages, its statements and its words.

        Chroma's log on disk may keep the words until Chroma next writes its graph; nothing reads them from there.
        What was remembered of its encoding stays, under digests of its passages: see remembering.py.
        """
        with self.reading():
            whole_id = self.resolve(article_id)
            with self._writing([whole_id]) as shelves:
                old = shelves.articles.rows([whole_id])
                shelves.articles.delete([whole_id])
                _forget(shelves, old.values())
                self.keywords.drop(whole_id)

    def rebuild_keywords(self) -> None:
        """Make the index of words again from the articles."""
        with self.reading() as shelves:
            self.generation = self._lock.raise_generation()
            self.keywords.start_anew()
            self._level_keywords(shelves)

    def _fresh(self, batch: Sequence[Article]) -> list[Article]:
        """Those that will have to be encoded, as far as can be told before they are written."""
        with self.reading():
            changes = [self._change(article) for article in batch]
            fresh = [change.article for change in changes if change.outcome != "unchanged"]
            if fresh and not self._encoder_is_proved:
                _ = self.encoder  # proved here, where nobody waits for the lock
        return fresh

    def _add_batch(self, batch: Sequence[Article], encoding: "Future[dict[str, Vectors]]") -> list[tuple[Outcome, str]]:
        """Wait for the vectors without the lock, so that others may read; then look again with it held, and write."""
        vectors = encoding.result()
        with self.reading():
            changes = [self._change(article) for article in batch]
            fresh = [change.article for change in changes if change.outcome != "unchanged"]
            # Removed by somebody since the first look: too rare to do better than encode it with the lock held.
            vectors |= self._encode([article for article in fresh if article.article_id not in vectors])
            if fresh:
                with self._writing([article.article_id for article in fresh]) as shelves:
                    _write(shelves, fresh, vectors)
                    for article in fresh:
                        self.keywords.put(*for_index(article))
        return [(change.outcome, change.article_id) for change in changes]

    def _change(self, article: Article) -> Change:
        version = self.keywords.version(article.article_id)
        if version is None and article.former_id is not None:
            version = self.keywords.version(article.former_id)
            if version is not None:  # it keeps the id that it has had here
                article = replace(article, article_id=article.former_id)
        if version == article.version:
            return Change("unchanged", article.article_id, article)
        # Looked for before anything is replaced: an address may have been another article's in another load.
        twin = self.keywords.with_content(content_key(article))
        if twin is not None and twin != article.article_id:
            return Change("unchanged", twin, article)
        return Change("added" if version is None else "replaced", article.article_id, article)

    def _encode(self, articles: Sequence[Article]) -> dict[str, Vectors]:
        """The vectors of each article's passages, by its id; language by language, as offsets are."""
        found: dict[str, Vectors] = {}
        for language in dict.fromkeys(article.language for article in articles):
            some = [article for article in articles if article.language == language]
            texts = [article.text[p.start : p.end] for article in some for p in article.passages]
            vectors = encode_passages(RememberingEncoder(self.encoder, self.folder / REMEMBERED), texts, language)
            edges = np.cumsum([len(article.passages) for article in some])[:-1]
            found |= zip((article.article_id for article in some), np.split(vectors, edges), strict=True)
        return found

    @contextmanager
    def _writing(self, article_ids: Sequence[str]) -> Iterator[ChromaCollections]:
        """To be entered while reading. Before the first change all is made ready for a kill: see lock.py."""
        with self.reading() as shelves:
            self._sweep(shelves)
            self._lock.take_in_hand(article_ids)
            self.generation = self._lock.raise_generation()
            try:
                with self.keywords.change(level=self.generation):
                    yield shelves
            except BaseException:
                self._close()  # what is in memory may be half a change: whoever reads next opens anew and levels
                raise
            self._lock.put_down()

    def _sweep(self, shelves: ChromaCollections) -> None:
        """Delete what a killed writer left of the articles it had in hand."""
        for article_id in self._lock.in_hand():
            committed = {row.about["version"] for row in shelves.articles.rows([article_id]).values()}
            for shelf in (shelves.passages, shelves.statements):
                shelf.delete([one.row for one in shelf.of_article(article_id) if one.about["version"] not in committed])

    # -- articles --------------------------------------------------------------------------------------------------

    def __len__(self) -> int:
        with self.reading():
            return self.keywords.count()

    def resolve(self, prefix: str) -> str:
        """The whole id of the one article whose id begins so."""
        with self.reading():
            found = self.keywords.beginning_with(prefix, limit=6) if prefix else []
        if not found:
            raise NoSuchArticle(prefix)
        if len(found) > 1 and prefix not in found:
            raise AmbiguousArticle(prefix, matches=found)
        return found[0]

    def article(self, article_id: str) -> Article:
        """The article as it was read: text, sentences, passages and statements."""
        with self.reading() as shelves:
            return _read_article(shelves, self.resolve(article_id))

    def articles(self, article_ids: Iterable[str]) -> dict[str, Article]:
        """Some articles as they were read, each once, in one state of the archive."""
        with self.reading():
            return {article_id: self.article(article_id) for article_id in dict.fromkeys(article_ids)}

    def text(self, article_id: str) -> str:
        return self.article(article_id).text

    def listing(self, article_id: str) -> Listing:
        """One article without its text."""
        whole_id = self.resolve(article_id)
        return self.listed([whole_id])[whole_id]

    def listings(self) -> tuple[Listing, ...]:
        """Every article without its text, the newest first, those without a date last."""
        with self.reading() as shelves:
            rows = [(head_from(row.about), listing_from(row.about)) for row in shelves.articles.every()]
        rows.sort(key=lambda row: (row[0].published is None, -row[0].sort_key, row[0].article_id))
        return tuple(listing for _, listing in rows)

    def listed(self, article_ids: Iterable[str]) -> dict[str, Listing]:
        """The listings of these articles, by their whole ids."""
        with self.reading() as shelves:
            rows = shelves.articles.rows(list(dict.fromkeys(article_ids)))
        return {article_id: listing_from(row.about) for article_id, row in rows.items()}

    def alike(self, article_id: str) -> tuple[tuple[str, float], ...]:
        """The articles whose text is this one's in part, the most alike first, each with the share of the shorter."""
        with self.reading():
            return self.keywords.alike(article_id)

    def newest(self) -> str | None:
        """When the newest article was published, as its source has it."""
        with self.reading():
            return self.keywords.newest()

    # -- finding ---------------------------------------------------------------------------------------------------

    def has(self, only: Filters) -> bool:
        """Whether any article fits."""
        return self.count(only) > 0

    def count(self, only: Filters = ANY) -> int:
        """How many articles fit."""
        with self.reading():
            return self.keywords.count_articles(only)

    def nearest(self, vector: Vectors, *, limit: int, only: Filters = ANY) -> list[tuple[StoredPassage, float]]:
        """The passages whose vectors are nearest to this one, with their cosines, the nearest first."""
        with self.reading():
            near = self.near(vector, limit=limit, only=only)
            return [(kept, near[row]) for row, kept in self.kept(near).items()]

    def near(self, vector: Vectors, *, limit: int, only: Filters = ANY) -> dict[str, float]:
        """The names of the nearest passages' rows, with their cosines, the nearest first; no text is read for it."""
        with self.reading() as shelves:
            few = self.keywords.rows(only, most=FEW_PASSAGES) if only.filters else None
            if few is None:
                return dict(self._names_near(shelves.passages, "passages", vector, limit=limit, only=only))
            cosines = {row: float(own @ vector) for row, own in shelves.passages.vectors(few).items()}
            return {row: cosines[row] for row in sorted(cosines, key=lambda row: -cosines[row])[: max(limit, 0)]}

    def kept(self, rows: Iterable[str]) -> dict[str, StoredPassage]:
        """Passages by the names of their rows, in the order asked."""
        with self.reading() as shelves:
            found = shelves.passages.rows(list(rows))
        return {row: kept_from(one.about, one.text) for row, one in found.items()}

    def vectors(self, rows: Iterable[str]) -> dict[str, Vectors]:
        """The vectors of passages by the names of their rows."""
        with self.reading() as shelves:
            return shelves.passages.vectors(list(rows))

    def naming(self, name: str) -> int:
        """How many articles name somebody or something, in whatever language."""
        with self.reading():
            return self.keywords.naming(name)

    def speakers(self, name: str) -> tuple[str, ...]:
        """The full names the archive quotes that are the same name, in whatever letters it was asked."""
        with self.reading():
            return self.keywords.speakers(name)

    def misspelt(self, name: str) -> tuple[str, ...]:
        """The full names the archive quotes that are a slip of the hand away from this one."""
        with self.reading():
            return self.keywords.misspelt(name)

    def statements(
        self, *, speaker: str | None = None, only: Filters = ANY, limit: int | None = None
    ) -> list[StoredStatement]:
        """What was said, the newest article first, and each article in its own order."""
        with self.reading() as shelves:
            speakers = None if speaker is None else self.keywords.speakers(speaker)
            rows = self.keywords.said(speakers=speakers, only=only, limit=limit)
            return self._told(shelves.statements.rows(rows).values())

    def statements_near(
        self, vector: Vectors, *, speaker: str | None, limit: int, only: Filters = ANY
    ) -> list[tuple[StoredStatement, float]]:
        """The statements whose passages are nearest to this vector, with their cosines, the nearest first."""
        with self.reading() as shelves:
            rows = None
            if speaker is not None:
                rows = self.keywords.said(speakers=self.keywords.speakers(speaker), only=only, limit=None)
            elif only.filters:
                some = self.keywords.said(speakers=None, only=only, limit=FEW_PASSAGES + 1)
                rows = some if len(some) <= FEW_PASSAGES else None
            if only.filters and rows is None:
                found = self._nearest_fitting(shelves.statements, "said", vector, limit=limit, only=only)
            else:
                found = self._nearest(shelves.statements, vector, limit=limit, among=rows)
            return list(zip(self._told(row for row, _ in found), (cosine for _, cosine in found), strict=True))

    def doctor(self) -> dict[str, str | int | bool]:
        """What can be said of the archive's health; every `missing`, `left_over` and `unfinished` should be 0."""
        with self.reading() as shelves:
            articles = shelves.articles.every()
            due = [rows_of(row.about) for row in articles]
            passages = {row for of_one, _ in due for row in of_one}
            statements = {row for _, of_one in due for row in of_one}
            name, width = filled_with(shelves.encoder)
            return {
                "folder": str(self.folder),
                "articles": len(articles),
                "passages": len(passages),
                "passages_missing": len(passages - shelves.passages.every_name()),
                "passages_left_over": len(shelves.passages.every_name() - passages),
                "statements": len(statements),
                "statements_missing": len(statements - shelves.statements.every_name()),
                "statements_left_over": len(shelves.statements.every_name() - statements),
                "metric": shelves.passages.metric,
                "encoder": name,
                "width": width,
                "encoder_is_the_same": self._is_the_same_encoder(shelves),
                "generation": self.generation,
                "keywords_in_step": self.keywords.level() == self.generation
                and self.keywords.heads()
                == {str(row.about["article_id"]): str(row.about["version"]) for row in articles}
                and self.keywords.count("passages") == len(passages),
                "unfinished": len(self._lock.in_hand()),
            }

    # -- parts, to be used while reading ---------------------------------------------------------------------------

    def _open_anew(self, *, create: bool) -> ChromaCollections:
        self._close()
        shelves = open_shelves(self.folder, create=create)
        self._shelves, self._keywords = shelves, Keywords(self.folder / "keywords.sqlite")
        self.generation = self._lock.generation()
        if self._keywords.level() != self.generation:
            self._level_keywords(shelves)
        return shelves

    def _close(self) -> None:
        if self._keywords is not None:
            self._keywords.close()
        if self._shelves is not None:
            self._shelves.close()
        self._shelves, self._keywords, self.generation = None, None, -1

    def _level_keywords(self, shelves: ChromaCollections) -> None:
        """Make up what the index of words lacks, or has too much, against the articles."""
        committed = {row.row: str(row.about["version"]) for row in shelves.articles.every()}
        indexed = self.keywords.heads()
        with self.keywords.change(level=self.generation):
            for article_id in indexed.keys() - committed.keys():
                self.keywords.drop(article_id)
            for article_id, version in committed.items():
                if indexed.get(article_id) != version:
                    self.keywords.put(*for_index(_read_article(shelves, article_id)))

    def _is_committed(self, row: Row) -> bool:
        return self.keywords.version(str(row.about["article_id"])) == row.about["version"]

    def _is_the_same_encoder(self, shelves: ChromaCollections) -> bool:
        try:
            prove(self._encoder, shelves.encoder)
        except WrongEncoder:
            return False
        return True

    def _told(self, rows: Iterable[Row]) -> list[StoredStatement]:
        found = [(row.text, *statement_from(row.about), str(row.about["article_id"])) for row in rows]
        listings = self.listed(article_id for *_, article_id in found)
        return [StoredStatement(listings[article_id], said, text, passage) for text, said, passage, article_id in found]

    def _nearest(
        self, shelf: ChromaCollection, vector: Vectors, *, limit: int, among: Collection[str] | None
    ) -> list[tuple[Row, float]]:
        """The nearest rows that are somebody's, and of those named, if any are."""
        if among is not None and len(among) <= FEW_PASSAGES:
            cosines = {row: float(own @ vector) for row, own in shelf.vectors(list(among)).items()}
            best = sorted(cosines, key=lambda row: -cosines[row])[: max(limit, 0)]
            return [(row, cosines[name]) for name, row in shelf.rows(best).items()]
        wanted = None if among is None else set(among)
        asked, total = limit, shelf.count()
        while True:
            found = [
                (row, cosine)
                for row, cosine in shelf.nearest(vector, limit=min(asked, total))
                if self._is_committed(row) and (wanted is None or row.row in wanted)
            ]
            # What a killed writer left, or is not among the wanted, may stand in front: ask for more.
            if len(found) >= limit or asked >= total:
                return found[: max(limit, 0)]
            asked *= 4

    def _nearest_fitting(
        self, shelf: ChromaCollection, table: Literal["passages", "said"], vector: Vectors, *, limit: int, only: Filters
    ) -> list[tuple[Row, float]]:
        """The nearest rows whose articles fit, where those are many."""
        best = dict(self._names_near(shelf, table, vector, limit=limit, only=only))
        return [(row, best[name]) for name, row in shelf.rows(list(best)).items()]

    def _names_near(
        self, shelf: ChromaCollection, table: Literal["passages", "said"], vector: Vectors, *, limit: int, only: Filters
    ) -> list[tuple[str, float]]:
        """The names of the nearest rows whose articles fit: names alone are asked for until enough of them do.

        Chroma's own `where` would look at every row (facts: 62 ms at 100,000).
        """
        share = self.keywords.count_articles(only) / max(self.keywords.count(), 1)
        if limit < 1 or not share:
            return []
        asked = max(limit, int(1.5 * limit / share))  # if those that fit stand anywhere
        while True:
            near = shelf.nearest_names(vector, limit=asked)
            fitting = self.keywords.fitting(table, [row for row, _ in near], only)
            if len(fitting) >= limit or len(near) < asked:
                return [(row, cosine) for row, cosine in near if row in fitting][:limit]
            asked *= 4


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """A few articles at a time, no two of them the same."""
    batch: list[Article] = []
    for article in articles:
        is_full = len(batch) == BATCH_ARTICLES or sum(len(one.passages) for one in batch) >= BATCH_PASSAGES
        if is_full or _is_among(article, batch):
            yield batch
            batch = []
        batch.append(article)
    if batch:
        yield batch


def _is_among(article: Article, batch: Sequence[Article]) -> bool:
    """Whether the batch has this article already, in this version or another, or the same under another identity."""
    same_content = content_key(article) in map(content_key, batch)
    return same_content or any(article.article_id == one.article_id for one in batch)


def _write(shelves: ChromaCollections, articles: Sequence[Article], vectors: Mapping[str, Vectors]) -> None:
    """Passages and statements first, then the articles' own rows, which make them count; then old versions go."""
    old = shelves.articles.rows([article.article_id for article in articles])
    passages = [row for article in articles for row in passage_rows(article)]
    shelves.passages.put(passages, np.concatenate([vectors[article.article_id] for article in articles]))
    statements = [row for article in articles for row in statement_rows(article)]
    if statements:
        # A statement is found by the passage it stands in, so it has that passage's vector.
        standing = [
            vectors[article.article_id][place] for article in articles for place in places_of_statements(article)
        ]
        shelves.statements.put(statements, np.stack(standing))
    # Chroma wants a vector for every row, and would fetch a model from the network to make one.
    shelves.articles.put([article_row(article) for article in articles], np.ones((len(articles), 1), np.float32))
    _forget(shelves, old.values())


def _forget(shelves: ChromaCollections, articles: Iterable[Row]) -> None:
    for row in articles:
        passages, statements = rows_of(row.about)
        shelves.passages.delete(passages)
        shelves.statements.delete(statements)


def _read_article(shelves: ChromaCollections, article_id: str) -> Article:
    about = shelves.articles.rows([article_id])[article_id].about
    passages, statements = rows_of(about)
    kept = [kept_from(row.about, row.text) for row in shelves.passages.rows(passages).values()]
    told = [statement_from(row.about)[0] for row in shelves.statements.rows(statements).values()]
    return article_from(listing_from(about), kept, told)
