"""Turn drafts into claims: what a writer proposes is looked up in what it was given, or it is left out.

No reader sees a draft. A quotation has to stand where the writer says it stands. A sentence has to cite what was given;
its quotations have to be there word for word and by the speaker it names, and nothing else in it may differ.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answer import Citation, Claim, Draft, Quoting, Saying
from bot.around import is_only_a_frame, without_quotations
from bot.compared.compare import Compared, Said, compare
from bot.evidence import find_in
from bot.excerpts import Excerpt
from bot.framing import claim_of
from bot.orders import gives_orders
from bot.phrases import Phrases
from bot.quoted.check import check_quotation
from bot.quoted.facts import Place
from bot.verdicts import of_sentence
from ingest.article import Article
from ingest.days import find_days
from ingest.names import find_names, same_name
from ingest.numbers import find_numbers
from ingest.quotations import Quotation, find_quotations
from ingest.read import read_draft
from vectorstore.archive import Archive
from vectorstore.once import OnceEncoder

LONGEST = 600  # characters of a sentence; a newspaper's longest have 400
DIGITS = re.compile(r"[0-9]{1,9}")
LINK = re.compile(r"\bhttps?:|\bwww\.|\]\(|<[a-z/!]", re.IGNORECASE)


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
    places = (draft,) if isinstance(draft, Quoting) else tuple(dict.fromkeys(draft.cites))
    if not places or not all(_was_given(one, given) for one in places):
        return None
    found = [one for one in (find_in(archive, place, number=0) for place in places) if one]
    if len(found) < len(places):
        return None
    if isinstance(draft, Quoting):
        citation = replace(found[0], number=len(cited) + 1)
        return Verified(claim_of(citation, speaks), (citation,))
    return _said(archive, draft, found, cited, speaks)


def _said(
    archive: Archive, draft: Saying, found: Sequence[Citation], cited: Sequence[Citation], speaks: Phrases
) -> Verified | None:
    """A sentence in the writer's own words, on places that were found."""
    text = " ".join(draft.text.split())
    if not text or len(text) > LONGEST or LINK.search(text) or any(gives_orders(one.quote) for one in found):
        return None
    articles = {one.listing.article_id: archive.article(one.listing.article_id) for one in found}
    read = replace(read_draft(text), language=speaks.language)
    quotations = find_quotations(read.text)
    rest = without_quotations(read.text, quotations)
    said = Said(rest, speaks.language)
    compared: Compared | None = Compared("matches", ())
    if not quotations or not all(is_only_a_frame(rest[one.start : one.end], one, read) for one in read.sentences):
        found, compared = _that_say_it(archive, said, found, articles)
    elif not _are_named(said, found, articles):
        return None
    printed = _as_printed(read, quotations, found, articles) if compared else None
    told = _speakers(found, articles)
    if compared is None or printed is None or not _are_right(read, told):
        return None
    if told and not read.statements and not any(_is_named(one, read.text) for one in told):
        if len(set(told)) > 1:
            return None  # whose words these are can't be told in one line
        printed = speaks.frames["according"].format(speaker=told[0], sentence=printed)
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


def _as_printed(
    read: Article, quotations: Sequence[Quotation], found: Sequence[Citation], articles: Mapping[str, Article]
) -> str | None:
    """The sentence, its quotations as the cited places have them; None where one of them is not there."""
    text, printed, at = read.text, "", 0
    for quotation in quotations:
        speaker = next(
            (one.speaker for one in read.statements if one.start < quotation.end and quotation.start < one.end), None
        )
        words = text[quotation.start : quotation.end]
        checked = check_quotation(words, speaker, list(articles.values()), language=read.language)
        place = checked.place
        if checked.verdict not in ("verbatim", "repaired") or place is None or not _is_among(place, found):
            return None
        printed += text[at : quotation.start] + articles[place.article_id].text[place.start : place.end]
        at = quotation.end
    return printed + text[at:]


def _is_among(place: Place, found: Sequence[Citation]) -> bool:
    return any(
        one.listing.article_id == place.article_id and one.start < place.end and place.start < one.end for one in found
    )


def _that_say_it(
    archive: Archive, said: Said, found: Sequence[Citation], articles: Mapping[str, Article]
) -> tuple[Sequence[Citation], Compared | None]:
    """The places that a sentence agrees with, each by itself or all together, and the comparison; None if none do.

    A small model cites all that it was given: what has no part in the sentence is not cited.
    """
    encoder = OnceEncoder(archive.encoder)

    def agrees(some: Sequence[Citation]) -> Compared | None:
        evidence = [_with_those_beside(articles[one.listing.article_id], one) for one in some]
        compared = compare(said, evidence, encoder=encoder)
        known = {number for one in evidence for number in _numbers(one)}
        return compared if compared.verdict == "matches" and _numbers(said) <= known else None

    alone = [(one, compared) for one in found if (compared := agrees([one]))]
    if alone:
        return [one for one, _ in alone], alone[0][1]
    return found, agrees(found)


def _speakers(found: Sequence[Citation], articles: Mapping[str, Article]) -> list[str]:
    """Whoever speaks at the cited places."""
    return [
        statement.speaker
        for one in found
        for statement in articles[one.listing.article_id].statements
        if statement.start < one.end and one.start < statement.end
    ]


def _are_right(read: Article, speakers: Sequence[str]) -> bool:
    """Whether everybody that the sentence says to speak does so there."""
    return all(any(same_name(one.speaker, known) for known in speakers) for one in read.statements)


def _are_named(frame: Said, found: Sequence[Citation], articles: Mapping[str, Article]) -> bool:
    """Whether everybody whom the words around a quotation name is named where it stands."""
    evidence = [_with_those_beside(articles[one.listing.article_id], one) for one in found]
    known = [one.text[start:end] for one in evidence for start, end in find_names(one.text, one.language)]
    known += _speakers(found, articles)
    named = [frame.text[start:end] for start, end in find_names(frame.text, frame.language)]
    return all(any(same_name(name, one) for one in known) for name in named)


def _is_named(speaker: str, text: str) -> bool:
    """Whether the speaker's last name, or office, stands in the text."""
    return speaker.split()[-1].casefold() in text.casefold()


def _with_those_beside(article: Article, cited: Citation) -> Said:
    """A cited place with the sentences before and after it; a sentence that gives orders is evidence of nothing."""
    start, end, sentences = cited.start, cited.end, article.sentences
    touched = [n for n, one in enumerate(sentences) if one.start < end and start < one.end]
    for beside in sentences[max(min(touched, default=0) - 1, 0) : max(touched, default=0) + 2]:
        if not gives_orders(article.text[beside.start : beside.end]):
            start, end = min(start, beside.start), max(end, beside.end)
    return Said(article.text[start:end], article.language, cited.listing.published)


def _numbers(said: Said) -> set[float]:
    """Every number a text has, those of its days among them: a claim may bring none of its own."""
    days = find_days(said.text, said.language, said.on)
    spelt = {float(found) for day in days for found in DIGITS.findall(said.text[day.start : day.end])}
    return {one.value for one in find_numbers(said.text, said.language)} | spelt
