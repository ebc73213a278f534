"""Look up where the archive says what a sentence says: the nearest sentences, each with those beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.compare.quotation.find import without_quotations
from bot.compare.sentence.reasons import ComparedText
from ingest.article import Article
from ingest.text.quotation_marks import find_quotations
from vectorstore.archive import Archive
from vectorstore.chroma import Vectors
from vectorstore.encoder import Encoder
from vectorstore.encoders.cached import OnceEncoder
from vectorstore.encoders.language_offsets import encode_passages
from vectorstore.filters import ANY, Filters
from vectorstore.listing import Hit, Listing
from vectorstore.search import search

CANDIDATES = 12  # passages whose articles words are looked for in
PASSAGES = 4  # of them, read sentence by sentence
NEAR_ENOUGH = 0.45  # below, a sentence is about something else: .05 of parallel sentences of NTREX lie there
MOST_STATEMENTS = 100  # of one speaker, the newest, among which an original is looked for


@dataclass(frozen=True, slots=True)
class NearestPlace:
    """A sentence of an article, near in meaning to what was looked up; `text[start:end]` is the sentence."""

    article: Article
    listing: Listing
    start: int
    end: int
    around: tuple[int, int]  # with the sentences before and after it
    meaning: float  # cosine, the languages' offsets taken off
    lead: float = 0.0  # over the next best sentence of the same article

    @property
    def is_near_enough(self) -> bool:
        return self.meaning >= NEAR_ENOUGH

    @property
    def said(self) -> ComparedText:
        """The sentence and those beside it, to be compared with."""
        return ComparedText(self.article.text[slice(*self.around)], self.article.language, self.listing.published)

    @property
    def around_quotations(self) -> ComparedText:
        """The same with spaces where words are quoted."""
        text = self.article.text[slice(*self.around)]
        text = without_quotations(text, find_quotations(text))
        return ComparedText(text, self.article.language, self.listing.published)


class Lookup:
    """Looks up one text's sentences; an article is read from the archive once, and a sentence encoded once."""

    def __init__(self, archive: Archive, *, only: Filters = ANY) -> None:
        self._archive = archive
        self._only = only
        self._articles: dict[str, Article] = {}
        self._hits: dict[tuple[str, str], list[Hit]] = {}
        self.encoder: Encoder = OnceEncoder(archive.encoder)

    def listing(self, article_id: str) -> Listing:
        return self._archive.listing(article_id)

    def article(self, article_id: str) -> Article:
        if article_id not in self._articles:
            self._articles[article_id] = self._archive.article(article_id)
        return self._articles[article_id]

    def near(self, text: str, language: str) -> list[NearestPlace]:
        """The nearest sentence of each article that a search finds, the nearest first."""
        (asked,) = encode_passages(self.encoder, [text], language)
        found: dict[str, NearestPlace] = {}
        for hit in self._found(text, language)[:PASSAGES]:
            article = self.article(hit.listing.article_id)
            near = self._nearest(article, hit, asked)
            before = found.get(article.article_id)
            if near and (before is None or near.meaning > before.meaning):
                found[article.article_id] = near
        return sorted(found.values(), key=lambda one: -one.meaning)

    def original(
        self, quotation: str, language: str, *, speaker: str | None, beside: Sequence[NearestPlace]
    ) -> NearestPlace | None:
        """The statement in another language nearest to a quotation, of its speaker or of the articles beside."""
        told = self._archive.statements(speaker=speaker, only=self._only, limit=MOST_STATEMENTS) if speaker else []
        places = {(one.listing.article_id, one.statement.start, one.statement.end) for one in told}
        places |= {(one.article.article_id, said.start, said.end) for one in beside for said in one.article.statements}
        (asked,) = encode_passages(self.encoder, [quotation], language)
        found: dict[str, list[tuple[float, int, int]]] = {}
        for article_id, start, end in sorted(places):
            article = self.article(article_id)
            if article.language != language:
                (vector,) = encode_passages(self.encoder, [article.text[start:end]], article.language)
                found.setdefault(article_id, []).append((float(vector @ asked), start, end))
        best: NearestPlace | None = None
        for article_id, scored in found.items():
            (meaning, start, end), *rest = sorted(scored, reverse=True)
            apart = [one for one, other_start, other_end in rest if other_end <= start or end <= other_start]
            if best is None or meaning > best.meaning:
                lead = meaning - max(apart, default=0.0)
                article, listing = self.article(article_id), self.listing(article_id)
                best = NearestPlace(article, listing, start, end, around=(start, end), meaning=meaning, lead=lead)
        return best

    def articles(self, text: str, language: str) -> list[Article]:
        """Whole articles that may have these words, the likeliest first."""
        found = self._found(text, language)
        return [self.article(one) for one in dict.fromkeys(hit.listing.article_id for hit in found)]

    def _found(self, text: str, language: str) -> list[Hit]:
        """What a search finds; a quotation is looked for word for word and then by its meaning."""
        if (text, language) not in self._hits:
            self._hits[text, language] = search(
                self._archive, text, language=language, only=self._only, limit=CANDIDATES
            )
        return self._hits[text, language]

    def _nearest(self, article: Article, hit: Hit, asked: Vectors) -> NearestPlace | None:
        """The sentence of a passage that is nearest, and how far it leads the next."""
        passage, sentences = hit.passage, article.sentences
        inside = [n for n, one in enumerate(sentences) if one.start < passage.end and passage.start < one.end]
        if not inside:
            return None
        texts = [article.text[sentences[n].start : sentences[n].end] for n in inside]
        vectors = encode_passages(self.encoder, texts, article.language)
        cosines = sorted(((float(vector @ asked), n) for vector, n in zip(vectors, inside, strict=True)), reverse=True)
        meaning, best = cosines[0]
        beside = sentences[max(best - 1, 0) : best + 2]
        return NearestPlace(
            article,
            hit.listing,
            sentences[best].start,
            sentences[best].end,
            around=(beside[0].start, beside[-1].end),
            meaning=meaning,
            lead=meaning - cosines[1][0] if len(cosines) > 1 else meaning,
        )
