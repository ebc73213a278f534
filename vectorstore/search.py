"""Meaning and words together, aware of language: one question, the passages that answer it, best first."""

from collections.abc import Collection

from vectorstore.archive import Archive
from vectorstore.listing import Hit
from vectorstore.offsets import encode_question

CANDIDATES = 50  # of each kind
# Of the offset of the question's language; the whole of it puts the right passage first less often (PIAF, meaning
# alone: R@1 .661 with the whole, .680 with half; English and German each into each .840 and .852).
OFFSET_SHARE = 0.5
# How much words weigh beside the cosine; tuned on half the questions of PIAF and XQuAD, docs/decisions/0005-search.md.
OWN_WORDS = 0.3  # where question and passage share a language
SHARED_WORDS = 0.03  # where they don't: names and numbers only. At .06 one pair of languages fell under meaning alone


def search(
    archive: Archive,
    question: str,
    *,
    language: str,
    limit: int = 8,
    article_ids: Collection[str] | None = None,
) -> list[Hit]:
    """The passages nearest to the question in meaning and in words, best first.

    Candidates are the nearest by either, and each gets both scores. In the question's own language words are stems,
    and what a passage lacks of the best one's words counts against it: so words put the passages of one language in
    order, and lift none of them over a passage in another language, which could not have those words.
    """
    vector = encode_question(archive.encoder, question, language, share=OFFSET_SHARE)
    with archive.reading():
        near = archive.nearest(vector, limit=CANDIDATES, article_ids=article_ids)
        wanted = archive.keywords.wanted(question, language)
        by_words = archive.keywords.find(wanted, limit=CANDIDATES, article_ids=article_ids)
        candidates = {kept.row: (kept, cosine) for kept, cosine in near}
        for row, (kept, own) in archive.kept(row for row in by_words if row not in candidates).items():
            candidates[row] = kept, float(own @ vector)
        words = archive.keywords.fits(wanted, candidates)
        shares = {row: words[row].share for row in candidates}
        is_own = {row: kept.language == language for row, (kept, _) in candidates.items()}
        best = max((share for row, share in shares.items() if is_own[row]), default=0.0)
        scores = {
            row: cosine + fused(shares[row], best=best, is_own=is_own[row]) for row, (_, cosine) in candidates.items()
        }
        chosen = sorted(scores, key=lambda row: -scores[row])[: max(limit, 0)]
        listings = archive.listed(candidates[row][0].article_id for row in chosen)
    return [
        Hit(
            listing=listings[kept.article_id],
            passage=kept.passage,
            text=kept.text,
            sentences=kept.sentences,
            score=scores[row],
            meaning=cosine,
            words=shares[row],
        )
        for row in chosen
        for kept, cosine in [candidates[row]]
    ]


def fused(share: float, *, best: float, is_own: bool) -> float:
    """What words add to the cosine.

    >>> fused(1.0, best=1.0, is_own=True), fused(0.5, best=1.0, is_own=True), fused(0.5, best=1.0, is_own=False)
    (0.0, -0.15, 0.015)
    """
    return OWN_WORDS * (share - best) if is_own else SHARED_WORDS * share
