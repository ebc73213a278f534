"""What a writer is given: the excerpts that answer best, and the articles whole where few are asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answer import Citation, TextSpan
from bot.retrieve.excerpts import Excerpt
from bot.retrieve.retrieval import Retrieval
from bot.verify.injection import gives_orders
from ingest.article import Article, Sentence, Statement
from vectorstore.archive import Archive
from vectorstore.listing import Listing, article_of

MOST_ARTICLES = 4  # that are given whole: what a reader would call "a few"
MOST_PASSAGES = 60  # of them together, some 15,000 tokens: no model needs more to answer one question
# How far behind the best excerpt, in logits, another may be and still answer; what is farther may be read, and not
# rested on.
MOST_BEHIND = 2.0
# How far behind a further sentence of an answer may be. A model of 1.5B tells all that it is given: five sentences on
# guards where the number of prisoners was asked for.
FURTHER = 1.0


@dataclass(frozen=True, slots=True)
class Sources:
    """What a writer is given, and of that what a draft may rest on: nothing else is ever shown as its source."""

    excerpts: tuple[Excerpt, ...]  # that may answer, best first
    whole: tuple[
        Excerpt, ...
    ] = ()  # every sentence of the articles that are asked, in reading order; () where many are
    is_all_asked: bool = False  # whether all of the whole articles is asked about, as for a summary

    @property
    def places(self) -> tuple[Excerpt, ...]:
        """The excerpts, and those sentences of the whole articles that hold one of them."""
        near = (
            one for one in self.whole if self.is_all_asked or any(one.touches(each.place) for each in self.excerpts)
        )
        return (*self.excerpts, *near)

    def answers_in(self, cited: Citation) -> tuple[TextSpan, ...]:
        """The words of a cited place that answer, as far as the reader found some there."""
        spans = (one.answer for one in self.excerpts if one.answer and one.touches(cited.place))
        inside = ((max(one.start, cited.start), min(one.end, cited.end)) for one in spans)
        return tuple((start, end) for start, end in inside if start < end)[:1]

    def are_far(self, cited: Sequence[Citation]) -> bool:
        """Whether no cited place is near the best excerpt: too far for a further sentence of an answer."""
        best = max((one.score for one in self.excerpts), default=0.0)
        near = [one for one in self.excerpts if one.score >= best - FURTHER]
        return not self.is_all_asked and not any(one.touches(each.place) for one in near for each in cited)


def give(archive: Archive, found: Retrieval, *, is_summary: bool, reads_whole: bool) -> Sources:
    """What was found that may answer; and the articles that are asked, or summed up, whole where they are few."""
    best = max((one.score for one in found.gathered.excerpts), default=0.0)
    behind = tuple(one for one in found.gathered.excerpts if one.score >= best - MOST_BEHIND)
    near = tuple(one for one in behind if not gives_orders(one.text)) or behind
    if not reads_whole:
        return Sources(near, is_all_asked=is_summary)
    if is_summary:
        asked = dict.fromkeys(one.listing.article_id for one in near)
    else:
        with archive.reading():
            rows = archive.keywords.rows(found.only, most=MOST_PASSAGES)
        asked = dict.fromkeys(map(article_of, rows or ()))
    few = asked if len(asked) <= MOST_ARTICLES else {}
    whole = tuple(one for each in few for one in sentences(archive.article(each), archive.listing(each)))
    return Sources(near, whole, is_summary)


def sentences(article: Article, listing: Listing) -> Iterator[Excerpt]:
    """Each sentence of an article, with who speaks in it."""
    for one in article.sentences:
        yield Excerpt(listing, one.start, one.end, article.text[one.start : one.end], _said_in(article, one))


def _said_in(article: Article, sentence: Sentence) -> Statement | None:
    """The statement that stands in a sentence, or holds it; one of several would not tell who speaks."""
    told = [one for one in article.statements if one.start < sentence.end and sentence.start < one.end]
    is_whole = len(told) == 1 and (
        (sentence.start <= told[0].start and told[0].end <= sentence.end)
        or (told[0].start <= sentence.start and sentence.end <= told[0].end)
    )
    return told[0] if is_whole else None
