"""Meaning and words together, aware of language: one question, the passages that answer it, best first."""

from concurrent.futures import ThreadPoolExecutor

from vectorstore.archive import Archive
from vectorstore.listing import Hit
from vectorstore.narrow import ANY, Only
from vectorstore.offsets import encode_question

CANDIDATES = 30  # of each kind; 20 and 50 put the same passages first (PIAF, XQuAD: 2,359 questions)
# Of the offset of the question's language; the whole of it puts the right passage first less often (PIAF, meaning
# alone: R@1 .661 with the whole, .680 with half; English and German each into each .840 and .852).
OFFSET_SHARE = 0.5
# How much words weigh beside the cosine; tuned on half the questions of PIAF and XQuAD, docs/decisions/0005-search.md.
OWN_WORDS = 0.25  # where question and passage share a language
PAIRS = 0.4  # of what a word weighs, a pair of words that stand side by side in both
OTHERS_WORDS = 0.15  # where they don't: names, numbers, and words that begin alike


def search(
    archive: Archive,
    question: str,
    *,
    language: str,
    only: Only = ANY,
    limit: int = 8,
) -> list[Hit]:
    """The passages nearest to the question in meaning and in words, best first.

    Candidates are the nearest by either, and each gets both scores. In the question's own language words are stems,
    and what a passage lacks of the best one's words counts against it: so words put the passages of one language in
    order, and lift none of them over a passage in another language, which could not have those words.
    """
    encoder = archive.encoder
    with ThreadPoolExecutor(1) as beside, archive.reading():
        encoding = beside.submit(encode_question, encoder, question, language, share=OFFSET_SHARE)
        wanted = archive.keywords.wanted(question, language)
        by_words = archive.vectors(archive.keywords.find(wanted, limit=CANDIDATES, only=only))
        vector = encoding.result()
        cosines = {row: float(own @ vector) for row, own in by_words.items()}
        cosines |= archive.near(vector, limit=CANDIDATES, only=only)

        words = archive.keywords.fits(wanted, cosines)
        shares = {row: one.share + PAIRS * one.pairs for row, one in words.items()}
        best = max((shares[row] for row, one in words.items() if one.is_own), default=0.0)
        scores = {row: cosines[row] + fused(shares[row], best=best, is_own=words[row].is_own) for row in words}
        chosen = archive.kept(sorted(scores, key=lambda row: -scores[row])[: max(limit, 0)])
        listings = archive.listed(kept.article_id for kept in chosen.values())
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


def fused(share: float, *, best: float, is_own: bool) -> float:
    """What words add to the cosine.

    >>> fused(1.0, best=1.0, is_own=True), fused(0.5, best=1.0, is_own=True), fused(0.5, best=1.0, is_own=False)
    (0.0, -0.125, 0.075)
    """
    return OWN_WORDS * (share - best) if is_own else OTHERS_WORDS * share
