"""Which of some places say what a sentence says: its numbers, days, names and turns, and what it means."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.answer import Citation
from bot.compare.sentence.compare import compare
from bot.compare.sentence.names import lacking
from bot.compare.sentence.reasons import Compared, ComparedText
from bot.verify.injection import gives_orders
from ingest.article import Article, Sentence
from ingest.quantities.days import Day, agree, find_days
from ingest.quantities.numbers import Number, find_numbers
from ingest.text.names import fold
from vectorstore.encoder import Encoder
from vectorstore.encoders.language_offsets import encode_each

CLAUSE_END = re.compile(r"[,;:—–،؛，；：]\s*")
SHORTEST_CLAUSE = 15  # characters; "mais" alone says nothing
DIGITS = re.compile(r"[0-9]{1,9}")
# The cosine from which a place, or a clause of it, may say what a sentence says. Of NTREX's parallel sentences 1 to 4
# of 100 lie below between fr, de and en, 17 between vi and en; of 14 right claims of a 1.5B model none. What no number
# and no name gives away lies below: "bought the votes" beside "was elected" .54, "demolished" beside "is open" .51.
MEANS_IT = 0.55
CLEARLY = 0.1  # by which another sentence is nearer


def drops_a_reserve(said: str, source: str) -> bool:
    """Whether the source holds something back and the sentence nothing of that kind, in whatever languages.

    >>> drops_a_reserve("He is accused of murder.", "Il est accusé de tentative de meurtre.")
    True
    >>> drops_a_reserve("He is accused of attempted murder.", "Il est accusé de tentative de meurtre.")
    False
    """
    ours, theirs = fold(said), fold(source)
    return any(one.search(theirs) and not one.search(ours) for one in _reserves().values())


@cache
def _reserves() -> Mapping[str, re.Pattern[str]]:
    table = tomllib.loads((files(__package__) / "hedges.toml").read_text("utf-8"))
    return {
        kind: re.compile("|".join(rf"\b{re.escape(fold(one))}" for one in dict.fromkeys(words)))
        for kind, words in table.items()
    }


def is_mispaired(said: ComparedText, source: ComparedText) -> bool:
    """Whether the source has another number nearer to a day of the sentence than any that the sentence has.

    >>> told = ComparedText("1 127 désertions ont eu lieu en 2017, contre 2 706 en 2011.", "fr")
    >>> [is_mispaired(ComparedText(said, "en"), told) for said in ("In 2011 there were 1,127.", "In 2011: 2,706.")]
    [True, False]
    """
    ours, theirs = _counts(said), _counts(source)
    values = {one.value for one in ours}
    if not values or len(theirs) < 2 or not values <= {one.value for one in theirs}:
        return False
    days = find_days(source.text, source.language, source.on)
    asked = find_days(said.text, said.language, source.on or said.on)
    here = [one for one in days if any(agree(one, other) for other in asked)]
    return any(_nearest(one, theirs).value not in values for one in here)


def _counts(said: ComparedText) -> list[Number]:
    return [one for one in find_numbers(said.text, said.language) if one.kind != "year"]


def _nearest(day: Day, numbers: Sequence[Number]) -> Number:
    """The number that stands nearest to a day, the one before it where two are as near."""
    return min(numbers, key=lambda one: max(one.start - day.end, day.start - one.end))


@dataclass(frozen=True, slots=True)
class Source:
    """A place that was found, in its article."""

    citation: Citation
    article: Article

    @property
    def language(self) -> str:
        return self.article.language

    @property
    def speakers(self) -> list[str]:
        """Whoever speaks there."""
        here = self.citation
        told = self.article.statements
        return [one.speaker for one in told if one.start < here.end and here.start < one.end]

    @property
    def beside(self) -> Sequence[Sentence]:
        """The sentences it touches with the one before and the one after."""
        here, sentences = self.citation, self.article.sentences
        touched = [n for n, one in enumerate(sentences) if one.start < here.end and here.start < one.end]
        return sentences[max(min(touched, default=0) - 1, 0) : max(touched, default=0) + 2]

    @property
    def evidence(self) -> ComparedText:
        """Its words with the sentences beside it and who speaks; one that gives orders is evidence of nothing."""
        start, end = self.citation.start, self.citation.end
        for beside in self.beside:
            if not gives_orders(self.article.text[beside.start : beside.end]):
                start, end = min(start, beside.start), max(end, beside.end)
        text = self._with_speaker(self.article.text[start:end])
        return ComparedText(text, self.language, self.citation.listing.published)

    @property
    def head(self) -> ComparedText:
        """What stands over its article: a sentence may name its outlet."""
        listing = self.citation.listing
        known = (listing.title, listing.outlet, listing.agency, listing.byline, self.citation.via)
        return ComparedText(". ".join(one for one in known if one), self.language)

    @property
    def own(self) -> Iterator[tuple[str, str]]:
        """What it says, whole and clause by clause, each with its language."""
        quote = self.citation.quote
        words = (self._with_speaker(quote), quote, *(quote[start:end] for start, end in clauses(quote)))
        yield from ((self.language, one) for one in words)

    def _with_speaker(self, text: str) -> str:
        """A text with who speaks before it: that may stand paragraphs away, and is known all the same."""
        told = set(self.speakers)
        return f"{told.pop()}: {text}" if len(told) == 1 and not any(is_named(one, text) for one in told) else text


def that_say_it(
    said: ComparedText, sources: Sequence[Source], encoder: Encoder
) -> tuple[Sequence[Source], Compared | None]:
    """The places that a sentence agrees with, each by itself or all together, and the comparison; None if none do.

    A small model cites all that it was given: what has no part in the sentence is not cited.
    """
    alone = [(one, compared) for one in sources if (compared := _agreeing(said, [one], encoder))]
    if alone:
        return [one for one, _ in alone], alone[0][1]
    return sources, _agreeing(said, sources, encoder) if len(sources) > 1 else None


def is_named(speaker: str, text: str) -> bool:
    """Whether the speaker's last name, or office, stands in the text."""
    return speaker.split()[-1].casefold() in text.casefold()


def _agreeing(said: ComparedText, sources: Sequence[Source], encoder: Encoder) -> Compared | None:
    """What was compared, where nothing differs, nothing is new, and the places mean what the sentence says."""
    evidence = [one.evidence for one in sources]
    compared = compare(said, evidence, encoder=encoder)
    if compared.verdict != "matches" or not _mean_it(said, sources, encoder):
        return None
    known = {number for one in evidence for number in _numbers(one)}
    is_new = not _numbers(said) <= known or lacking(said, [*evidence, *(one.head for one in sources)])
    quotes = [ComparedText(one.citation.quote, one.language, one.citation.listing.published) for one in sources]
    says_more = any(is_mispaired(said, one) or drops_a_reserve(said.text, one.text) for one in quotes)
    return None if is_new or says_more else compared


def _mean_it(said: ComparedText, sources: Sequence[Source], encoder: Encoder) -> bool:
    """Whether the cited places are near a sentence in meaning, and none beside them is clearly nearer.

    What stands beside tells who "he" is; what it says for itself has to be cited itself, and may be an order.
    """
    own = [one for source in sources for one in source.own]
    beside = [
        (source.language, source.article.text[one.start : one.end])
        for source in sources
        for one in source.beside
        if not any(_touches(one, other, source) for other in sources)
    ]
    vectors = encode_each(encoder, [(said.language, said.text), *own, *beside])
    asked = vectors[said.language, said.text]
    nearest = max(float(vectors[one] @ asked) for one in own)
    return nearest >= MEANS_IT and all(float(vectors[one] @ asked) <= nearest + CLEARLY for one in beside)


def _touches(sentence: Sentence, other: Source, source: Source) -> bool:
    is_here = other.article.article_id == source.article.article_id
    return is_here and sentence.start < other.citation.end and other.citation.start < sentence.end


def _numbers(said: ComparedText) -> set[float]:
    """Every number a text has, those of its days among them: a claim may bring none of its own."""
    days = find_days(said.text, said.language, said.on)
    spelt = {float(found) for day in days for found in DIGITS.findall(said.text[day.start : day.end])}
    return {one.value for one in find_numbers(said.text, said.language)} | spelt


def clauses(text: str) -> tuple[tuple[int, int], ...]:
    """The parts of a sentence between its commas; a short one goes with the one after it.

    >>> [text[a:b] for text in ["Our word is firm, as is our pledge."] for a, b in clauses(text)]
    ['Our word is firm', 'as is our pledge.']
    """
    spans, start = [], 0
    for match in CLAUSE_END.finditer(text):
        if match.start() - start >= SHORTEST_CLAUSE and len(text) - match.end() >= SHORTEST_CLAUSE:
            spans.append((start, match.start()))
            start = match.end()
    return (*spans, (start, len(text)))
