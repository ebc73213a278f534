"""Look up where the archive says what a sentence says: the nearest sentences, each with those beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.around import without_quotations
from bot.compared.reasons import Said
from ingest.article import Article
from ingest.quotations import find_quotations
from vectorstore.archive import Archive
from vectorstore.encoder import Encoder
from vectorstore.listing import Hit, Listing
from vectorstore.narrow import ANY, Only
from vectorstore.offsets import encode_passages
from vectorstore.search import search
from vectorstore.shelves import Vectors

PASSAGES = 4  # read sentence by sentence
MOST_STATEMENTS = 100  # of one speaker, the newest, among which an original is looked for


@dataclass(frozen=True, slots=True)
class Near:
    """A sentence of an article, near in meaning to what was looked up; `text[start:end]` is the sentence."""

    article: Article
    listing: Listing
    start: int
    end: int
    around: tuple[int, int]  # with the sentences before and after it
    meaning: float  # cosine, the languages' offsets taken off
    lead: float = 0.0  # over the next best sentence of the same article

    @property
    def said(self) -> Said:
        """The sentence and those beside it, to be compared with."""
        return Said(self.article.text[slice(*self.around)], self.article.language, self.listing.published)

    @property
    def around_quotations(self) -> Said:
        """The same with spaces where words are quoted."""
        text = self.article.text[slice(*self.around)]
        text = without_quotations(text, find_quotations(text))
        return Said(text, self.article.language, self.listing.published)


class Lookup:
    """Looks up one text's sentences; an article is read from the archive once, and a sentence encoded once."""

    def __init__(self, archive: Archive, *, only: Only = ANY) -> None:
        self._archive = archive
        self._only = only
        self._articles: dict[str, Article] = {}
        self._vectors: dict[tuple[str, str], Vectors] = {}

    @property
    def encoder(self) -> Encoder:
        return self._archive.encoder

    def listing(self, article_id: str) -> Listing:
        return self._archive.listing(article_id)

    def article(self, article_id: str) -> Article:
        if article_id not in self._articles:
            self._articles[article_id] = self._archive.article(article_id)
        return self._articles[article_id]

    def near(self, text: str, language: str) -> list[Near]:
        """The nearest sentence of each article that a search finds, the nearest first."""
        (asked,) = self._encoded([text], language)
        found: dict[str, Near] = {}
        for hit in search(self._archive, text, language=language, only=self._only, limit=PASSAGES):
            article = self.article(hit.listing.article_id)
            near = self._nearest(article, hit, asked)
            before = found.get(article.article_id)
            if near and (before is None or near.meaning > before.meaning):
                found[article.article_id] = near
        return sorted(found.values(), key=lambda one: -one.meaning)

    def original(self, quotation: str, language: str, *, speaker: str | None, beside: Sequence[Near]) -> Near | None:
        """The statement in another language nearest to a quotation, of its speaker or of the articles beside."""
        told = self._archive.statements(speaker=speaker, only=self._only, limit=MOST_STATEMENTS) if speaker else []
        places = {(one.listing.article_id, one.statement.start, one.statement.end) for one in told}
        places |= {(one.article.article_id, said.start, said.end) for one in beside for said in one.article.statements}
        (asked,) = self._encoded([quotation], language)
        found: dict[str, list[tuple[float, int, int]]] = {}
        for article_id, start, end in sorted(places):
            article = self.article(article_id)
            if article.language != language:
                (vector,) = self._encoded([article.text[start:end]], article.language)
                found.setdefault(article_id, []).append((float(vector @ asked), start, end))
        best: Near | None = None
        for article_id, scored in found.items():
            (meaning, start, end), *rest = sorted(scored, reverse=True)
            apart = [one for one, other_start, other_end in rest if other_end <= start or end <= other_start]
            if best is None or meaning > best.meaning:
                lead = meaning - max(apart, default=0.0)
                article, listing = self.article(article_id), self.listing(article_id)
                best = Near(article, listing, start, end, around=(start, end), meaning=meaning, lead=lead)
        return best

    def articles(self, text: str, language: str, *, limit: int) -> list[Article]:
        """Whole articles that may have these words, the likeliest first."""
        hits = search(self._archive, text, language=language, only=self._only, limit=limit)
        return [self.article(one) for one in dict.fromkeys(hit.listing.article_id for hit in hits)]

    def _nearest(self, article: Article, hit: Hit, asked: Vectors) -> Near | None:
        """The sentence of a passage that is nearest, and how far it leads the next."""
        passage, sentences = hit.passage, article.sentences
        inside = [n for n, one in enumerate(sentences) if one.start < passage.end and passage.start < one.end]
        if not inside:
            return None
        vectors = self._encoded([article.text[sentences[n].start : sentences[n].end] for n in inside], article.language)
        cosines = sorted(((float(vector @ asked), n) for vector, n in zip(vectors, inside, strict=True)), reverse=True)
        meaning, best = cosines[0]
        beside = sentences[max(best - 1, 0) : best + 2]
        return Near(
            article,
            hit.listing,
            sentences[best].start,
            sentences[best].end,
            around=(beside[0].start, beside[-1].end),
            meaning=meaning,
            lead=meaning - cosines[1][0] if len(cosines) > 1 else meaning,
        )

    def _encoded(self, texts: Sequence[str], language: str) -> list[Vectors]:
        fresh = [text for text in dict.fromkeys(texts) if (language, text) not in self._vectors]
        if fresh:
            vectors = encode_passages(self._archive.encoder, fresh, language)
            self._vectors |= {(language, text): vector for text, vector in zip(fresh, vectors, strict=True)}
        return [self._vectors[language, text] for text in texts]
