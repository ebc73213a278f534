"""The walks, top to bottom: adding articles, answering a question, summarising an article."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from time import perf_counter

from bot.answer import Answer, Citation, Claim, Draft, Refusal, RefusalKind, Seconds, Summary
from bot.evidence import find
from bot.excerpts import Excerpt
from bot.extractive import Extractive, draft_of
from bot.framing import claim_of
from bot.gather import gather
from bot.highlight import telling
from bot.phrases import phrases
from bot.question import Question, read_question
from bot.summary import most_telling
from bot.writer import Writer
from ingest.article import Article, Rejected
from ingest.read import read, read_pasted
from vectorstore.archive import Archive
from vectorstore.listing import Outcome

MOST_TOKENS = 480  # of a passage; the encoder reads 512, its own marks and its prompt among them


@dataclass(frozen=True, slots=True)
class Added:
    """One article that an adding brought, or brought again."""

    outcome: Outcome
    article_id: str


@dataclass(frozen=True, slots=True)
class NewsBot:
    """An archive and a writer: everything the command and the page do, they do through this."""

    archive: Archive
    writer: Writer = field(default_factory=Extractive)

    def add(self, sources: Iterable[str]) -> Iterator[Added | Rejected]:
        """Add what is at these paths, one article after another; "-" is standard input."""
        return self._keep(one for source in sources for one in read(source, fits=self._fits))

    def add_pasted(self, text: str, *, where: str = "pasted") -> Iterator[Added | Rejected]:
        """Add one article from its text."""
        return self._keep([read_pasted(text, where=where, fits=self._fits)])

    def ask(self, text: str) -> Iterator[Answer | Refusal]:
        """Answer a question; each answer that comes is one claim longer, and the last is whole.

        Nothing that was not found in an article's own text is ever in one.
        """
        started = perf_counter()
        question = read_question(text)
        gathered = gather(self.archive, question)
        found_after = perf_counter() - started
        if gathered.refusal:
            yield self._refuse(question, gathered.refusal, gathered.excerpts[:1], Seconds(search=found_after))
            return

        answer = Answer(question.text, question.language, claims=(), citations=())
        for draft in self.writer.draft(question, gathered.excerpts):
            citation = self._find(draft, number=len(answer.citations) + 1)
            if citation:
                citation = replace(citation, highlights=telling(self.archive.encoder, question, citation))
            seconds = Seconds(search=found_after, write=perf_counter() - started - found_after)
            answer = replace(
                answer,
                claims=(*answer.claims, claim_of(citation, phrases(question.language))) if citation else answer.claims,
                citations=(*answer.citations, citation) if citation else answer.citations,
                left_out=answer.left_out + (citation is None),
                seconds=seconds,
            )
            if citation:
                yield answer
        if not answer.claims:
            yield self._refuse(question, "not_found", gathered.excerpts[:1], Seconds(search=found_after))

    def summarize(self, article_id: str, *, sentences: int = 3) -> Summary:
        """The most telling sentences of an article, in reading order; raises NoSuchArticle or AmbiguousArticle."""
        article = self.archive.article(article_id)
        listing = self.archive.listing(article.article_id)
        chosen = most_telling(article, self.archive.encoder, limit=sentences)
        citations = tuple(
            Citation(number, listing, one.start, one.end, article.text[one.start : one.end], via=article.agency)
            for number, one in enumerate(chosen, 1)
        )
        claims = tuple(Claim(f"{one.quote} [{one.number}]", "verbatim", (one.number,)) for one in citations)
        return Summary(listing, article.language, claims, citations)

    def _fits(self, text: str) -> bool:
        return self.archive.encoder.count_tokens(text) <= MOST_TOKENS

    def _keep(self, read: Iterable[Article | Rejected]) -> Iterator[Added | Rejected]:
        rejected: list[Rejected] = []

        def readable() -> Iterator[Article]:
            for one in read:
                if isinstance(one, Rejected):
                    rejected.append(one)
                else:
                    yield one

        for outcome, article_id in self.archive.add(readable()):
            while rejected:
                yield rejected.pop(0)
            yield Added(outcome, article_id)
        yield from rejected

    def _find(self, draft: Draft, *, number: int) -> Citation | None:
        return find(
            draft, self.archive.article(draft.article_id), self.archive.listing(draft.article_id), number=number
        )

    def _refuse(self, question: Question, kind: RefusalKind, nearest: Iterable[Excerpt], seconds: Seconds) -> Refusal:
        """Say that the archive doesn't, what was looked through, and the nearest thing it has."""
        speaks = phrases(question.language)
        newest = self.archive.newest()
        looked_through = speaks.refusals["archive" if newest else "archive_undated"].format(
            articles=speaks.count(len(self.archive)), newest=speaks.date(newest) if newest else ""
        )
        found = (self._find(draft_of(excerpt), number=number) for number, excerpt in enumerate(nearest, 1))
        return Refusal(
            question=question.text,
            language=question.language,
            kind=kind,
            message=speaks.refusals[kind].format(
                archive=looked_through, speaker=question.speaker, topic=question.topic or ""
            ),
            nearest=tuple(citation for citation in found if citation),
            seconds=seconds,
        )
