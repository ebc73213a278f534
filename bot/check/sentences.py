"""Check one sentence of a text: do its numbers, days, names and turns agree with the nearest that an article says?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answer import Citation
from bot.check.lookup import NearestPlace
from bot.check.report import CheckedSentence, Checking, Difference, Report, citing
from bot.check.verdicts import difference_words, differing_too, of_sentence
from bot.compare.quotation.find import is_only_a_frame, without_quotations
from bot.compare.sentence.compare import compare
from bot.compare.sentence.reasons import Compared, ComparedText
from ingest.article import Sentence
from ingest.text.quotation_marks import Quotation

BESIDE_THE_NEAREST = 0.1  # of the nearest one's cosine; what is farther away is not what the sentence is about
SHORT = 80  # characters of a sentence


@dataclass(frozen=True, slots=True)
class Beside:
    """A sentence set beside the nearest of an article, and what came of it."""

    near: NearestPlace
    compared: Compared

    def differences(self, offset: int) -> tuple[Difference, ...]:
        """What differs, with the place of what the article has instead; `offset` is where the sentence begins."""
        return tuple(
            Difference(
                (offset + one.start, offset + (one.end if one.said else one.start)),
                one.found or "",
                self._place_of(one.found) if one.found else None,
            )
            for one in self.compared.reasons
            if one.kind != "words"
        )

    def citation(self) -> Citation:
        """The sentence of the article, or the one beside it that has what differs."""
        start, end = self.near.start, self.near.end
        places = [self._place_of(one.found) for one in self.compared.reasons if one.found]
        if places and places[0] and not start <= places[0][0] < end:
            at = places[0][0]
            start, end = next(
                ((one.start, one.end) for one in self.near.article.sentences if one.start <= at < one.end), (start, end)
            )
        return Citation(0, self.near.listing, start, end, self.near.article.text[start:end])

    def _place_of(self, found: str) -> tuple[int, int] | None:
        at = self.near.article.text.find(found, *self.near.around)
        return (at, at + len(found)) if at >= 0 else None


def with_sentence(report: Report, sentence: Sentence, around: Sequence[Quotation], checking: Checking) -> Report:
    """The report with one sentence more; of a sentence that is a quotation and no more, nothing is said but that."""
    draft, speaks = checking.draft, checking.speaks
    text = draft.text[sentence.start : sentence.end]
    text = without_quotations(text, around, offset=sentence.start)
    if around and is_only_a_frame(text, sentence, draft):
        told = [one.verdict for one in report.quotations if sentence.start <= one.start < sentence.end]
        bare = CheckedSentence(sentence.start, sentence.end, told[0] if told else "verbatim", "")
        return replace(report, sentences=(*report.sentences, bare))
    said = ComparedText(text, draft.language)
    near = _near(text, sentence, checking)
    beside, otherwise = _best(said, near, checking, is_frame=bool(around))
    report, numbers = citing(report, [one.citation() for one in (beside, otherwise) if one])
    differences = beside.differences(sentence.start) if beside else ()
    reason = of_sentence(
        said,
        beside.compared if beside else Compared("not_found", ()),
        speaks,
        marks=numbers[:1],
        told=difference_words(draft.text, differences, speaks),
        archive=checking.looked_through,
    )
    if otherwise:
        theirs = difference_words(draft.text, otherwise.differences(sentence.start), speaks)
        reason += differing_too(theirs, speaks, mark=numbers[-1])
    verdict = beside.compared.verdict if beside else "not_found"
    found = CheckedSentence(sentence.start, sentence.end, verdict, reason, tuple(numbers), differences)
    return replace(report, sentences=(*report.sentences, found))


def _best(
    said: ComparedText, near: Sequence[NearestPlace], checking: Checking, *, is_frame: bool
) -> tuple[Beside | None, Beside | None]:
    """The sentence beside what says the same, or else the nearest; and beside what says otherwise, if anything does.

    What stands around a quotation is compared with what stands around quotations: a "not" that was said is not the
    reporter's.
    """
    if not near:
        return None, None
    if not near[0].is_near_enough:
        return Beside(near[0], Compared("not_found", ())), None
    all_beside = [
        Beside(one, compare(said, [_evidence(one, is_frame=is_frame)], encoder=checking.lookup.encoder))
        for one in near
        if one.meaning >= near[0].meaning - BESIDE_THE_NEAREST
    ]
    if matching := [one for one in all_beside if one.compared.verdict == "matches"]:
        return matching[0], next((one for one in all_beside if one.compared.verdict == "differs"), None)
    told = [one for one in all_beside if one.compared.verdict != "not_found"]
    return (told or all_beside)[0], None


def _evidence(near: NearestPlace, *, is_frame: bool) -> ComparedText:
    """What a sentence is compared with; all of it where it is nothing but quotations."""
    return near.around_quotations if is_frame and near.around_quotations.text.strip() else near.said


def _near(text: str, sentence: Sentence, checking: Checking) -> list[NearestPlace]:
    """The nearest sentences; a short one of which nothing is near is looked up once more with the one before it.

    "It carried 312 passengers" says too little of what it is about.
    """
    draft, asked = checking.draft, " ".join(text.split())
    near = checking.lookup.near(asked, draft.language)
    before = next((one for one in reversed(draft.sentences) if one.end <= sentence.start), None)
    is_found = bool(near) and near[0].is_near_enough
    if is_found or len(asked) >= SHORT or before is None or "\n" in draft.text[before.end : sentence.start]:
        return near
    with_it = " ".join(draft.text[before.start : before.end].split())
    return checking.lookup.near(f"{with_it} {asked}", draft.language)
