"""Write an answer: what a writer drafts becomes claims one by one, or is left out; what is foreign is translated."""

from collections.abc import Generator
from dataclasses import dataclass, replace
from time import perf_counter

from bot.answer import Answer, Citation, Claim, Saying, Short
from bot.compare.sentence.compare import compare
from bot.compare.sentence.reasons import ComparedText
from bot.errors import WriterFailed
from bot.phrases import phrases
from bot.question.read import Question
from bot.verify.claims import Verified, verify
from bot.verify.injection import gives_orders, links_out
from bot.verify.language import is_in
from bot.verify.relevance import echoes, is_to_the_point, telling_words
from bot.verify.support import Source
from bot.write.sources import Sources
from bot.writer import Writer
from ingest.quantities.numbers import find_numbers
from ingest.text.quotation_marks import find_quotations
from vectorstore.archive import Archive
from vectorstore.encoder import Encoder
from vectorstore.encoders.language_offsets import encode_passages

SHORTEST = 12  # characters; a word or two are seldom more than a name
LONGEST = 600
# Of the characters of what is translated: English is .7 to 1.4 times as long as Vietnamese, Russian, German and French.
SHORTER, LONGER = 0.4, 2.5
# The cosine from which a translation is taken for one. Of NTREX's parallel sentences 1 to 4 of 100 lie below between
# fr, de and en, 17 between vi and en, and 85 to 89 of 100 of the nearest other sentence of the article. It tells a
# translation from another sentence, not a good one from a bad one: of "schützt 79 von 100 Geimpften" it takes "protects
# 79 of 100 from the flu".
NEAR_ENOUGH = 0.55
LONGEST_SHORT = 80  # characters of a short answer; what is longer is the sentence itself
SHARE_OF_QUOTE = 0.7
MOST_TRANSLATED = 3  # quotations of an answer; each asks the model once more


def foreign_words(claim: Claim, answer: Answer) -> ComparedText | None:
    """What a claim quotes in another language than the answer's; None where it quotes nothing such."""
    cited = [one for one in answer.citations if one.number in claim.citations]
    foreign = next((one for one in cited if one.listing.language != answer.language), None)
    if foreign is None or gives_orders(foreign.quote):
        return None
    quoted = (
        [claim.text[one.start : one.end] for one in find_quotations(claim.text)] if claim.reason else [foreign.quote]
    )
    # Marks around a title or a word that is called so are no quotation to be translated.
    words = [one for one in quoted if SHORTEST <= len(one) <= LONGEST and one in foreign.quote]
    return ComparedText(words[0], foreign.listing.language, foreign.listing.published) if words else None


def with_translation(
    claim: Claim, words: str | None, foreign: ComparedText, language: str, *, encoder: Encoder
) -> Claim:
    """The claim with a translation of what it quotes, or as it was where that says anything otherwise."""
    if words is None or not _is_sound(words, foreign, language, encoder):
        return claim
    return replace(claim, translation=words)


def _is_sound(words: str, foreign: ComparedText, language: str, encoder: Encoder) -> bool:
    """Whether numbers, names and turns of a translation are the original's, in the reader's language and no orders."""
    lengths = len(words) / len(foreign.text)
    if not SHORTER <= lengths <= LONGER or links_out(words) or gives_orders(words) or find_quotations(words):
        return False
    if words.casefold() == foreign.text.casefold() or not is_in(language, words, beside=[foreign.language]):
        return False
    said = ComparedText(words, language, foreign.on)
    if sorted(one.value for one in find_numbers(words, language)) != sorted(
        one.value for one in find_numbers(foreign.text, foreign.language)
    ):
        return False
    ours, theirs = (
        encode_passages(encoder, [words], language),
        encode_passages(encoder, [foreign.text], foreign.language),
    )
    is_near = float(ours[0] @ theirs[0]) >= NEAR_ENOUGH
    return is_near and compare(said, [foreign], encoder=encoder).verdict == "matches"


@dataclass(frozen=True, slots=True)
class Writing:
    """What is written about, from what, and by whom."""

    archive: Archive
    question: Question
    given: Sources
    writer: Writer
    began: float  # perf_counter

    def claims(self, answer: Answer) -> Generator[Answer, None, Answer]:
        """The answer one claim longer, again and again; a writer that fails ends it, and says so."""
        speaks = phrases(self.question.language)
        asked, places = telling_words(self.archive, self.question), self.given.places
        try:
            for draft in self.writer.draft(self.question, self.given):
                verified = verify(self.archive, draft, given=places, cited=answer.citations, speaks=speaks)
                if verified is None or (isinstance(draft, Saying) and not self._stands(draft, verified, answer, asked)):
                    answer = replace(answer, left_out=answer.left_out + 1)
                    continue
                fresh = (replace(one, highlights=self.given.answers_in(one)) for one in verified.citations)
                citations = (*answer.citations, *fresh)
                answer = replace(
                    answer,
                    claims=(*answer.claims, verified.claim),
                    citations=citations,
                    short=answer.short or (self._short(citations[0]) if citations else None),
                    seconds=replace(answer.seconds, write=perf_counter() - self.began),
                )
                yield answer
        except WriterFailed as failure:
            answer = replace(answer, notice=str(failure))
        return answer

    def _short(self, first: Citation) -> Short | None:
        """The words of the first citation that answer, where they are few and nobody's words are asked for."""
        if self.question.speaker is not None or not first.highlights:
            return None
        start, end = first.highlights[0]
        if end - start > LONGEST_SHORT or end - start > SHARE_OF_QUOTE * len(first.quote):
            return None
        return Short(first.quote[start - first.start : end - first.start], first.number, start, end)

    def translations(self, answer: Answer) -> Generator[Answer, None, Answer]:
        """The answer with what it quotes in other languages translated, one after another; checked, or left out."""
        left = MOST_TRANSLATED
        for number, claim in enumerate(answer.claims):
            foreign = foreign_words(claim, answer)
            if foreign is None or not left:
                continue
            left -= 1
            try:
                words = self.writer.translate(foreign.text, answer.language)
            except WriterFailed as failure:
                return replace(answer, notice=answer.notice or str(failure))
            translated = with_translation(claim, words, foreign, answer.language, encoder=self.archive.encoder)
            if translated != claim:
                claims = (*answer.claims[:number], translated, *answer.claims[number + 1 :])
                answer = replace(
                    answer, claims=claims, seconds=replace(answer.seconds, write=perf_counter() - self.began)
                )
                yield answer
        return answer

    def _stands(self, draft: Saying, verified: Verified, answer: Answer, asked: frozenset[str]) -> bool:
        """Whether what the checks let pass answers the question, and no second opinion lowers it."""
        numbers = verified.claim.citations
        cited = [one for one in (*answer.citations, *verified.citations) if one.number in numbers]
        sources = [Source(one, self.archive.article(one.listing.article_id)) for one in cited]
        if not is_to_the_point(self.question, draft.text, self.given.excerpts):
            return False
        if echoes(draft.text, asked, sources, self.question.language) or (answer.claims and self.given.are_far(cited)):
            return False
        return not self.writer.doubts(draft.text, " ".join(one.quote for one in cited))
