"""Meaning and words together, aware of language: one question, the passages that answer it, best first."""

from concurrent.futures import ThreadPoolExecutor

from vectorstore.archive import Archive
from vectorstore.chroma import ChromaCollection, Vectors
from vectorstore.encoders.language_offsets import encode_question
from vectorstore.filters import ANY, Filters
from vectorstore.keywords import Keywords, StoredWords, Wanted
from vectorstore.listing import Hit, article_of
from vectorstore.rows import listing_from

CANDIDATES = 30  # of each kind; 20 and 50 put the same passages first (PIAF, XQuAD: 2,359 questions)
# Of the offset of the question's language; the whole of it puts the right passage first less often (PIAF, meaning
# alone: R@1 .661 with the whole, .680 with half; English and German each into each .840 and .852).
OFFSET_SHARE = 0.5
# How much words weigh beside the cosine; tuned on half the questions of PIAF and XQuAD, docs/decisions/0005-search.md.
OWN_WORDS = 0.25  # where question and passage share a language
PAIRS = 0.4  # of what a word weighs, a pair of words that stand side by side in both
OTHERS_WORDS = 0.15  # where they don't: names, numbers, and words that begin alike
# What a passage gains that has all the question's words in a row: somebody looks for the very words, and a short
# quotation is near to nothing in meaning. Questions never have half their pairs in the passage that answers.
VERBATIM = 0.5
FEWEST_PAIRS = 2  # "ferry strike" is a topic; "nobody wrote back" is a quotation


def search(archive: Archive, question: str, *, language: str, only: Filters = ANY, limit: int = 8) -> list[Hit]:
    """The passages nearest to the question in meaning and in words, best first.

    Candidates are the nearest by either, and each gets both scores. In the question's own language words are stems,
    and what a passage lacks of the best one's words counts against it: so words put the passages of one language in
    order, and lift none of them over a passage in another language, which could not have those words.
    """
    encoder = archive.encoder
    # The words are looked up beside, while the question is encoded. Whoever is beside holds no lock of its own: this
    # thread holds the archive's until both are done.
    with ThreadPoolExecutor(1) as beside, archive.reading() as shelves:
        looking_up = beside.submit(_look_up, archive.keywords, shelves.passages, question, language, only)
        vector = encode_question(encoder, question, language, share=OFFSET_SHARE)
        near = archive.near(vector, limit=CANDIDATES, only=only)
        wanted, vectors, words = looking_up.result()
        cosines = {row: float(own @ vector) for row, own in vectors.items()} | near
        words |= archive.keywords.fits(wanted, near.keys() - words.keys())
        scores = _scores(wanted, cosines, words)
        found = sorted(scores, key=lambda row: -scores[row])[: max(limit, 0)]
        listing = beside.submit(shelves.articles.rows, list(dict.fromkeys(map(article_of, found))))
        chosen = archive.kept(found)
        listings = {article_id: listing_from(row.about) for article_id, row in listing.result().items()}
    return [
        Hit(
            listing=listings[kept.article_id],
            passage=kept.passage,
            text=kept.text,
            sentences=kept.sentences,
            score=scores[row],
            meaning=cosines[row],
            words=words[row].share,
        )
        for row, kept in chosen.items()
    ]


def _look_up(
    keywords: Keywords, passages: ChromaCollection, question: str, language: str, only: Filters
) -> tuple[Wanted, dict[str, Vectors], dict[str, StoredWords]]:
    """The question's terms, and of the passages that have them the vectors and how well the words fit."""
    wanted = keywords.wanted(question, language)
    found = keywords.find(wanted, limit=CANDIDATES, only=only)
    return wanted, passages.vectors(found), keywords.fits(wanted, found)


def _scores(wanted: Wanted, cosines: dict[str, float], words: dict[str, StoredWords]) -> dict[str, float]:
    """What each passage comes to, meaning and words together."""
    shares = {row: one.share + PAIRS * one.pairs for row, one in words.items()}
    best = max((shares[row] for row, one in words.items() if one.is_own), default=0.0)
    lift = VERBATIM if len(wanted.pairs) >= FEWEST_PAIRS else 0.0
    return {
        row: cosines[row] + fused(shares[row], best=best, is_own=one.is_own) + lift * in_a_row(one.pairs)
        for row, one in words.items()
    }


def in_a_row(pairs: float) -> float:
    """How far beyond half of the question's pairs of words a passage has, 0 to 1.

    >>> in_a_row(0.4), in_a_row(0.75), in_a_row(1.0)
    (0.0, 0.5, 1.0)
    """
    return max(0.0, 2 * pairs - 1)


def fused(share: float, *, best: float, is_own: bool) -> float:
    """What words add to the cosine.

    >>> fused(1.0, best=1.0, is_own=True), fused(0.5, best=1.0, is_own=True), fused(0.5, best=1.0, is_own=False)
    (0.0, -0.125, 0.075)
    """
    return OWN_WORDS * (share - best) if is_own else OTHERS_WORDS * share
