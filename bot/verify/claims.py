"""Turn drafts into claims: what a writer proposes is looked up in what it was given, or it is left out.

No reader sees a draft. A quotation has to stand where the writer says it stands. A sentence has to cite what was given;
its quotations have to be there word for word and by the speaker it names, and nothing else in it may differ.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.answer import Citation, Claim, Draft, Quoting
from bot.check.lookup import NEAR_ENOUGH
from bot.check.verdicts import of_sentence
from bot.compare.quotation.check import check_quotation
from bot.compare.quotation.facts import QuotationPlace
from bot.compare.quotation.find import is_only_a_frame, without_quotations
from bot.compare.sentence.reasons import Compared, ComparedText
from bot.output.citation_line import claim_of
from bot.phrases import Phrases
from bot.retrieve.excerpts import Excerpt, draft_of
from bot.verify.evidence import find_in
from bot.verify.injection import gives_orders, links_out, ordered_words, says_any
from bot.verify.support import Source, is_named, that_say_it
from ingest.article import Article
from ingest.read import read_draft
from ingest.text.names import find_names, same_name
from ingest.text.quotation_marks import Quotation, find_quotations
from vectorstore.archive import Archive
from vectorstore.encoders.cached import OnceEncoder
from vectorstore.encoders.language_offsets import encode_each, encode_passages

LONGEST = 600  # characters of a sentence; a newspaper's longest have 400
MOST_NEAREST = 2  # places that a sentence is compared with beside those it cites


@dataclass(frozen=True, slots=True)
class Verified:
    """A claim, and the citations it brings; those that an earlier claim brought are not among them."""

    claim: Claim
    citations: tuple[Citation, ...]


def verify(
    archive: Archive, draft: Draft, *, given: Sequence[Excerpt], cited: Sequence[Citation], speaks: Phrases
) -> Verified | None:
    """The claim a draft stands for, or None where anything in it was not found.

    `given` is all that the writer was given; `cited` are the citations of the claims before.
    """
    if isinstance(draft, Quoting):
        if not (found := _found(archive, (draft,), given)):
            return None
        citation = replace(found[0], number=len(cited) + 1)
        return Verified(claim_of(citation, speaks), (citation,))
    text = " ".join(draft.text.split())
    if not text or len(text) > LONGEST or links_out(text) or gives_orders(text):
        return None
    ways = (tuple(dict.fromkeys(draft.cites)), *((one,) for one in _nearest(archive, text, given, speaks.language)))
    tried = (_said(archive, text, found, cited, speaks) for way in ways if (found := _found(archive, way, given)))
    return next(filter(None, tried), None)


def _found(archive: Archive, places: Sequence[Quoting], given: Sequence[Excerpt]) -> list[Citation]:
    """The places looked up; none where one of them was not given, or is not there."""
    if not all(_was_given(one, given) for one in places):
        return []
    found = [one for one in (find_in(archive, place, number=0) for place in places) if one]
    return found if len(found) == len(places) else []


def _nearest(archive: Archive, text: str, given: Sequence[Excerpt], language: str) -> Iterator[Quoting]:
    """The places nearest to a sentence of all that was given, looked at only where those it cites don't say it.

    A small model copies a sentence and forgets its key, or takes the next one's. What a claim rests on is a matter of
    comparing, not of what the model says it took it from.
    """
    if not given:
        return
    encoder = archive.encoder
    vectors = encode_each(encoder, ((one.listing.language, one.text) for one in given))
    (asked,) = encode_passages(encoder, [text], language)
    near = {one: float(vectors[one.listing.language, one.text] @ asked) for one in given}
    for one in sorted(near, key=lambda each: -near[each])[:MOST_NEAREST]:
        if near[one] >= NEAR_ENOUGH:
            yield draft_of(one)


def _said(
    archive: Archive, text: str, found: Sequence[Citation], cited: Sequence[Citation], speaks: Phrases
) -> Verified | None:
    """A sentence in the writer's own words, on places that were found."""
    sources: Sequence[Source] = [Source(one, archive.article(one.listing.article_id)) for one in found]
    if any(gives_orders(one.citation.quote) or says_any(text, ordered_words(one.article)) for one in sources):
        return None
    read = replace(read_draft(text), language=speaks.language)
    quotations = find_quotations(read.text)
    rest = without_quotations(read.text, quotations)
    said = ComparedText(rest, speaks.language)
    compared: Compared | None = Compared("matches", ())
    if not quotations or not all(is_only_a_frame(rest[one.start : one.end], one, read) for one in read.sentences):
        sources, compared = that_say_it(said, sources, OnceEncoder(archive.encoder))
    elif not _are_named(said, sources):
        return None
    printed = _as_printed(read, quotations, sources) if compared else None
    told = [speaker for one in sources for speaker in one.speakers]
    if compared is None or printed is None or not _are_right(read, told):
        return None
    if told and not read.statements and not any(is_named(one, read.text) for one in told):
        if len(set(told)) > 1:
            return None  # whose words these are can't be told in one line
        printed = speaks.frames["according"].format(speaker=told[0], sentence=printed)
    return _claimed(printed, said, compared, sources, cited, speaks)


def _claimed(
    printed: str,
    said: ComparedText,
    compared: Compared,
    sources: Sequence[Source],
    cited: Sequence[Citation],
    speaks: Phrases,
) -> Verified:
    """The claim with its marks, and the citations that are new with it."""
    found = [one.citation for one in sources]
    known = {one.place: one.number for one in cited}
    fresh = [one for one in found if one.place not in known]
    brought = tuple(replace(one, number=len(cited) + place) for place, one in enumerate(fresh, 1))
    known |= {one.place: one.number for one in brought}
    numbers = tuple(known[one.place] for one in found)
    reason = of_sentence(said, compared, speaks, marks=numbers, told=(), archive="")
    marks = "".join(f"[{number}]" for number in numbers)
    return Verified(Claim(f"{printed} {marks}", "matches", numbers, reason), brought)


def _was_given(place: Quoting, given: Sequence[Excerpt]) -> bool:
    """Whether a place lies in what the writer was given."""
    return any(
        (one.listing.article_id, one.listing.version) == (place.article_id, place.version)
        and one.start <= place.start
        and place.end <= one.end
        for one in given
    )


def _as_printed(read: Article, quotations: Sequence[Quotation], sources: Sequence[Source]) -> str | None:
    """The sentence, its quotations as the cited places have them; None where one of them is not there."""
    articles = {one.article.article_id: one.article for one in sources}
    text, printed, at = read.text, "", 0
    for quotation in quotations:
        speaker = next(
            (one.speaker for one in read.statements if one.start < quotation.end and quotation.start < one.end), None
        )
        words = text[quotation.start : quotation.end]
        checked = check_quotation(words, speaker, list(articles.values()), language=read.language)
        place = checked.place
        if checked.verdict not in ("verbatim", "repaired") or place is None or not _is_among(place, sources):
            return None
        if speaker and "reporters_words" in checked.reasons:
            return None  # somebody is said to have said what the reporter wrote
        printed += text[at : quotation.start] + articles[place.article_id].text[place.start : place.end]
        at = quotation.end
    return printed + text[at:]


def _is_among(place: QuotationPlace, sources: Sequence[Source]) -> bool:
    return any(
        one.article.article_id == place.article_id and one.citation.start < place.end and place.start < one.citation.end
        for one in sources
    )


def _are_right(read: Article, speakers: Sequence[str]) -> bool:
    """Whether everybody that the sentence says to speak does so there."""
    return all(any(same_name(one.speaker, known) for known in speakers) for one in read.statements)


def _are_named(frame: ComparedText, sources: Sequence[Source]) -> bool:
    """Whether everybody whom the words around a quotation name is named where it stands."""
    evidence = [one.evidence for one in sources]
    known = [one.text[start:end] for one in evidence for start, end in find_names(one.text)]
    known += [speaker for one in sources for speaker in one.speakers]
    named = [frame.text[start:end] for start, end in find_names(frame.text)]
    return all(any(same_name(name, one) for one in known) for name in named)
