"""The walks, top to bottom: adding articles, answering a question, summarising an article, checking a text."""

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from time import perf_counter

from bot.answer import Answer, Citation, Claim, Refusal, Seconds, Summary
from bot.beside import with_what_is_beside
from bot.check import check
from bot.errors import WriterFailed
from bot.extractive import Extractive
from bot.highlight import telling
from bot.phrases import phrases
from bot.question import read_question
from bot.refusing import refuse
from bot.report import Report
from bot.summary import most_telling
from bot.taking import Found, take
from bot.verify import verify
from bot.writer import Writer
from ingest.article import Article, Rejected
from ingest.read import read, read_pasted
from vectorstore.archive import Archive
from vectorstore.listing import Outcome
from vectorstore.narrow import ANY, Only

MOST_TOKENS = 480  # of a passage; the encoder reads 512, its own marks and its prompt among them


@dataclass(frozen=True, slots=True)
class Added:
    """One article that an adding brought, or brought again."""

    outcome: Outcome
    article_id: str


@dataclass(frozen=True, slots=True)
class Writing:
    """What is written about, and when the writing began."""

    found: Found
    began: float  # perf_counter


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

    def ask(self, text: str, *, only: Only = ANY, today: date | None = None) -> Iterator[Answer | Refusal]:
        """Answer a question; each answer that comes is one claim longer, and the last tells what is beside them.

        Nothing that was not found in an article's own text is ever in one. `today` is the day of asking: without it
        "last week" is read over.
        """
        started = perf_counter()
        question = read_question(text)
        if only.article_id is not None:
            only = replace(only, article_id=self.archive.resolve(only.article_id))
        found = take(self.archive, question, only=only, today=today)
        found_after = perf_counter() - started
        if found.gathered.refusal:
            yield refuse(self.archive, found, Seconds(search=found_after))
            return

        answer = Answer(
            question.text,
            question.language,
            claims=(),
            citations=(),
            only=found.only,
            understood=found.understood,
            seconds=Seconds(search=found_after),
        )
        excerpts, written = found.gathered.excerpts, Writing(found, started + found_after)
        answer = yield from self._written(self.writer, answer, written)
        if not answer.claims and not isinstance(self.writer, Extractive):
            notice = answer.notice or phrases(question.language).checks["nothing_stood"]
            answer = yield from self._written(Extractive(), replace(answer, notice=notice), written)
        if answer.claims:
            yield with_what_is_beside(self.archive, answer, excerpts)
        else:
            refused = replace(found, gathered=replace(found.gathered, refusal="not_found"))
            yield refuse(self.archive, refused, Seconds(search=found_after))

    def _written(self, writer: Writer, answer: Answer, writing: Writing) -> Generator[Answer, None, Answer]:
        """The answer one claim longer, again and again; a writer that fails ends it, and says so."""
        question, excerpts = writing.found.question, writing.found.gathered.excerpts
        speaks, encoder = phrases(question.language), self.archive.encoder
        try:
            for draft in writer.draft(question, excerpts):
                verified = verify(self.archive, draft, given=excerpts, cited=answer.citations, speaks=speaks)
                if verified is None:
                    answer = replace(answer, left_out=answer.left_out + 1)
                    continue
                fresh = (replace(one, highlights=telling(encoder, question, one)) for one in verified.citations)
                answer = replace(
                    answer,
                    claims=(*answer.claims, verified.claim),
                    citations=(*answer.citations, *fresh),
                    seconds=replace(answer.seconds, write=perf_counter() - writing.began),
                )
                yield answer
        except WriterFailed as failure:
            answer = replace(answer, notice=str(failure))
        return answer

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

    def check(self, text: str, *, only: Only = ANY) -> Iterator[Report]:
        """Compare a text with what the archive has, sentence by sentence; each report is a sentence longer.

        Raises NothingToCheck and TooLongToCheck.
        """
        return check(self.archive, text, only=only)

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
