"""What tells whether the best of what was found answers a question: meaning, words, names, and the kind of thing."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from statistics import fmean

from bot.excerpts import Excerpt
from bot.highlight import of_a_kind
from bot.question import Question
from vectorstore.keywords import Wanted
from vectorstore.listing import Hit
from vectorstore.terms import alike_terms, own_terms, shared_terms

FIELD = 30  # passages that the best is seen against; a search gives that many their scores anyway
READ = 6  # of them, sentence by sentence; on PIAF the answer stands in the first six for 9 questions of 10
UNRELATED = slice(10, FIELD)  # ranks: a question seldom has more than ten passages that are about it
FEWEST_UNRELATED = 5
# The cosine of a passage at those ranks, over the questions that the weights were fitted on: what stands in for it in
# an archive too small to have such ranks, as a sole article has nothing to lead over.
TYPICAL = 0.13
OTHERS = slice(5, 20)  # of the sentences, by their cosine, that the best one is seen against
ELSEWHERE = slice(5, 15)  # of the passages, by their share of the question's words, likewise
RAREST = 3
MOST_WORDS = 6.0  # of the rarest kind; further ones tell nothing more
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Looked:
    """A question, what was found for it, best first, and the terms it was looked up by."""

    question: Question
    hits: tuple[Hit, ...]  # FIELD of them, if there are as many
    excerpts: tuple[Excerpt, ...]  # of the first READ hits, weighed
    wanted: Wanted

    @property
    def is_across(self) -> bool:
        """Whether the best excerpt is in another language than the question."""
        return self.excerpts[0].listing.language != self.question.language


def signals(looked: Looked) -> dict[str, float]:
    """What tells whether the best excerpt answers, by name; `looked` has one at least."""
    return _of_meaning(looked) | _of_words(looked) | _of_kind(looked)


def _of_meaning(looked: Looked) -> dict[str, float]:
    """How near the best is, and by how much nearer than the rest: to some degree everything in an archive is near."""
    best, hits = looked.excerpts[0], looked.hits
    sentences = sorted((one.meaning for one in looked.excerpts), reverse=True)
    typical = typical_meaning(hits, UNRELATED)
    first = hits[0].listing.article_id
    elsewhere = [hit.meaning for hit in hits if hit.listing.article_id != first]
    return {
        "meaning": best.meaning,
        "around": best.around,
        "nearest sentence": sentences[0],
        "other sentences": fmean(sentences[OTHERS] or sentences),
        "nearest in its article": max(hit.meaning for hit in hits if hit.listing.article_id == best.listing.article_id),
        "typical": typical,
        "lead over other articles": hits[0].meaning - max(elsewhere, default=typical),
        "from one article": fmean(hit.listing.article_id == first for hit in hits[:READ]),
    }


def typical_meaning(hits: Sequence[Hit], ranks: slice) -> float:
    """The cosine of passages that are not about what was searched for; a guess where too few were found to tell."""
    cosines = sorted((hit.meaning for hit in hits), reverse=True)
    unrelated = cosines[ranks]
    return fmean(unrelated) if len(unrelated) >= FEWEST_UNRELATED else min(TYPICAL, cosines[-1])


def _of_words(looked: Looked) -> dict[str, float]:
    """Which of the question's words and names the best article has, each word by how rare it is in the archive."""
    best, wanted, across = looked.excerpts[0], looked.wanted, looked.is_across
    spoken, title = best.listing.language, best.listing.title
    weights = wanted.shared | wanted.alike if across else wanted.own
    unit = max(weights.values(), default=1.0)  # what a word weighs that the archive hardly has
    rarest = dict(sorted(weights.items(), key=lambda one: -one[1])[:RAREST])
    article = " ".join([title, *_texts_of_its_article(looked)])
    anybodys = {*shared_terms(article), *alike_terms(article)}
    in_article = anybodys if across else set(own_terms(article, spoken))
    in_passage = _terms(f"{title} {_passage_of(looked).text}", spoken, is_across=across)
    in_sentence = _terms(f"{title} {best.text}", spoken, is_across=across)
    return {
        "rarest in passage": _share(rarest, in_passage),
        "beginnings in article": _share(wanted.alike, anybodys),
        "evidence in sentence": min(_sum(weights, in_sentence) / unit, MOST_WORDS),
        "missing from article": min((sum(weights.values()) - _sum(weights, in_article)) / unit, MOST_WORDS),
        "words elsewhere": fmean(sorted((hit.words for hit in looked.hits), reverse=True)[ELSEWHERE] or [0.0]),
        "names missing": float(sum(not anybodys & _known_by(word) for word in _names(looked.question.text))),
    }


def _names(asked: str) -> list[str]:
    """The names and numbers of a question, roughly: what has a capital; the first word has one whatever it is."""
    return [word for word in WORD.findall(asked)[1:] if word[0].isupper() or word[0].isdigit()]


@lru_cache(maxsize=1024)
def _known_by(word: str) -> frozenset[str]:
    return frozenset((*shared_terms(word), *alike_terms(word)))


def _of_kind(looked: Looked) -> dict[str, float]:
    """Whether a number, a date, a person or a place is asked for, and whether the best excerpt has one to give."""
    question, best = looked.question, looked.excerpts[0]
    if question.wants in (None, "reason"):
        return {"kind asked": 0.0, "kind there": 1.0}
    there = of_a_kind(question.wants, best.text, language=best.listing.language, asked=question.text)
    return {"kind asked": 1.0, "kind there": float(bool(there))}


def _passage_of(looked: Looked) -> Hit:
    """The passage that the best excerpt stands in."""
    best = looked.excerpts[0]
    holding = (
        hit
        for hit in looked.hits[:READ]
        if hit.listing.article_id == best.listing.article_id and hit.passage.start <= best.start < hit.passage.end
    )
    return next(holding, looked.hits[0])


def _texts_of_its_article(looked: Looked) -> list[str]:
    """The passages of the best excerpt's article among those that were read."""
    article_id = looked.excerpts[0].listing.article_id
    return [hit.text for hit in looked.hits[:READ] if hit.listing.article_id == article_id]


def _terms(text: str, language: str, *, is_across: bool) -> set[str]:
    return {*shared_terms(text), *alike_terms(text)} if is_across else set(own_terms(text, language))


def _sum(weights: Mapping[str, float], has: Set[str]) -> float:
    return sum(weights[term] for term in has & weights.keys())


def _share(weights: Mapping[str, float], has: Set[str]) -> float:
    everything = sum(weights.values())
    return _sum(weights, has) / everything if everything else 0.0
