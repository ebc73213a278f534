"""The walks, top to bottom: adding articles, answering a question, summarising an article, checking a text."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from time import perf_counter

from bot.answer import Answer, Citation, Claim, Refusal, Reply, Seconds, Summary
from bot.check.check import check
from bot.check.report import Report
from bot.phrases import phrases
from bot.question.conversation import Turn, read_turn
from bot.question.request import talk
from bot.reader.bundled import BundledReader
from bot.reader.reading import Reader
from bot.reports.context import with_what_is_beside
from bot.retrieve.retrieval import Retrieval, places_shown, take, unshown, without_shown
from bot.write.compose import Writing
from bot.write.digest import digest, most_telling
from bot.write.extractive import Extractive
from bot.write.refusal import refuse
from bot.write.remarks import REMARKS, remark, with_introduction
from bot.write.sources import give
from bot.writer import Writer
from ingest.article import Article, Rejected
from ingest.read import read, read_pasted
from vectorstore.archive import Archive
from vectorstore.filters import ANY, Filters
from vectorstore.listing import Outcome

MOST_TOKENS = 480  # of a passage; the encoder reads 512, its own marks and its prompt among them


@dataclass(frozen=True, slots=True)
class Added:
    """One article that an adding brought, or brought again."""

    outcome: Outcome
    article_id: str


@dataclass(frozen=True, slots=True)
class NewsBot:
    """An archive, a writer and a reader: everything the command and the page do, they do through this."""

    archive: Archive
    writer: Writer = field(default_factory=Extractive)
    reader: Reader | None = field(default_factory=BundledReader)  # None: the best passage is quoted whole

    def add(self, sources: Iterable[str]) -> Iterator[Added | Rejected]:
        """Add what is at these paths, one article after another; "-" is standard input."""
        return self._keep(read(*sources, fits=self._fits))

    def add_pasted(self, text: str, *, where: str = "pasted") -> Iterator[Added | Rejected]:
        """Add one article from its text."""
        return self._keep([read_pasted(text, where=where, fits=self._fits)])

    def ask(
        self, text: str, *, only: Filters = ANY, today: date | None = None, before: Sequence[Reply] = ()
    ) -> Iterator[Reply]:
        """Answer a question; each answer that comes is one claim longer, and the last tells what is beside them.

        Nothing that was not found in an article's own text is ever in one. `today` is the day of asking: without it
        "last week" is read over. `before` are the last replies of the turns before, the newest last: from them a
        follow-up is made a whole question.
        """
        started = perf_counter()
        if only.article_id is not None:
            only = replace(only, article_id=self.archive.resolve(only.article_id))
        asked = read_turn(self.archive, self.writer, text, before=before, only=only, today=today)
        if asked.wants in REMARKS:
            yield remark(self.archive, asked, Seconds(search=perf_counter() - started), today=today)
        elif asked.wants == "summary":
            shown = places_shown(before) if asked.is_again else frozenset()
            narrowed = asked.outlets or (asked.only,)
            founds = [digest(self.archive, replace(asked, only=one), today=today, shown=shown) for one in narrowed]
            most = max(len(one.gathered.excerpts) for one in founds)
            yield from self._answered(asked, founds, Extractive(most=most), started)
        else:
            found = take(self.archive, self.reader, asked.question, only=asked.only, today=today)
            found = without_shown(found, before) if asked.is_again else found
            found = with_introduction(self.archive, found) if asked.is_about_somebody else found
            others = [take(self.archive, self.reader, one, only=asked.only, today=today) for one in asked.more]
            yield from self._answered(asked, [found, *others], Extractive(), started)

    def _answered(
        self, asked: Turn, founds: Sequence[Retrieval], plain: Extractive, started: float
    ) -> Iterator[Answer | Refusal]:
        """What was found for each question of a turn, written one after another; a refusal where nothing stood."""
        first, seconds = founds[0], Seconds(search=perf_counter() - started)
        answer = Answer(
            question=asked.typed,
            language=asked.question.language,
            claims=(),
            citations=(),
            only=first.only,
            understood=first.understood,
            request=asked.wants,
            whole=asked.whole,
            seconds=seconds,
        )
        unanswered: list[Retrieval] = []
        for found in founds:
            told = len(answer.claims)
            if not found.gathered.refusal:
                answer = yield from self._written(asked, found, plain, answer)
            if len(answer.claims) == told and not _is_cited(found, answer):
                unanswered.append(found)
        if not answer.claims:
            yield self._refused(asked, first, seconds)
            return
        answer = replace(answer, unanswered=tuple(self._why_not(asked, one, seconds) for one in unanswered))
        yield with_what_is_beside(self.archive, answer, [one for each in founds for one in each.gathered.excerpts])

    def _written(
        self, asked: Turn, found: Retrieval, plain: Extractive, answer: Answer
    ) -> Generator[Answer, None, Answer]:
        """The answer with what was found for one question, by the writer, or by the plain one where nothing stood."""
        told = len(answer.claims)
        if told:  # what was quoted for the question before is not quoted again
            fresh = unshown(found.gathered.excerpts, places_shown([answer]))
            found = replace(found, gathered=replace(found.gathered, excerpts=fresh))
            if not fresh:
                return answer
        is_plain = isinstance(self.writer, Extractive)
        given = give(self.archive, found, is_summary=asked.wants == "summary", reads_whole=not is_plain)
        writing = Writing(self.archive, found.question, given, plain if is_plain else self.writer, began=perf_counter())
        answer = yield from writing.claims(answer)
        has_failed = bool(answer.notice)
        if len(answer.claims) == told and not is_plain:
            notice = answer.notice or phrases(answer.language).checks["nothing_stood"]
            answer = yield from replace(writing, writer=plain).claims(replace(answer, notice=notice))
        if len(answer.claims) > told and not has_failed:
            answer = yield from writing.translations(answer)
        return answer

    def _why_not(self, asked: Turn, found: Retrieval, seconds: Seconds) -> str:
        """A line on a question of several that has no answer: the question itself, and what a refusal says of it."""
        return f"{found.question.text} {self._refused(asked, found, seconds).message}"

    def _refused(self, asked: Turn, found: Retrieval, seconds: Seconds) -> Refusal:
        refusal = refuse(self.archive, found, seconds)
        if asked.is_again:
            refusal = replace(refusal, message=talk(refusal.language).no_more, holds="", nearest=())
        return replace(refusal, question=asked.typed, whole=asked.whole, request=asked.wants)

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

    def check(self, text: str, *, only: Filters = ANY) -> Iterator[Report]:
        """Compare a text with what the archive has, sentence by sentence; each report is a sentence longer.

        Raises NothingToCheck and TooLongToCheck.
        """
        return check(self.archive, text, only=only, doubts=self.writer.doubts)

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


def _is_cited(found: Retrieval, answer: Answer) -> bool:
    """Whether the best that was found for a question is quoted already, for the one before it."""
    best = found.gathered.excerpts[:1]
    return not found.gathered.refusal and bool(best) and not unshown(best, places_shown([answer]))
