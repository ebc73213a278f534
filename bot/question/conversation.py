"""What a turn of a conversation asks: a follow-up made whole, the article it names, what kind of thing is wanted."""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from bot.answer import Answer, Refusal, Reply, RequestKind
from bot.errors import WriterFailed
from bot.question.bare_names import ADDRESS, find_address, read_name
from bot.question.filters import says_only_where
from bot.question.followup import leans, made_whole
from bot.question.manners import plainly
from bot.question.parts import outlets, parts
from bot.question.read import Question, read_question
from bot.question.request import Request, read_request
from bot.writer import Writer
from ingest.languages import LANGUAGES
from ingest.text.names import fold, spelt_as
from ingest.text.quotation_marks import Quotation, find_quotations
from vectorstore.archive import Archive
from vectorstore.filters import Filters

SHORTEST_TITLE = 8  # characters between quotation marks that may be an article's title
MOST_LISTED = 5_000  # articles among which a title is looked for


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn read: the question by itself, and what is wanted where that is no plain answer."""

    typed: str
    text: str  # what was typed, or the whole question that was made of it
    question: Question  # what is searched for: without the title of an article that is asked alone
    request: Request | None
    only: Filters  # with the article that the question names by its title
    is_again: bool = False  # more is asked of what was asked before
    more: tuple[Question, ...] = ()  # what is asked besides, in the same turn
    outlets: tuple[Filters, ...] = ()  # that are asked as if they spoke; what each has is summed up
    is_about_somebody: bool = False  # nothing but a person is named: who that is belongs to the answer

    @property
    def wants(self) -> RequestKind:
        return self.request.kind if self.request else "question"

    @property
    def whole(self) -> str:
        """The question that was made of what was typed; "" where it was whole, whatever stood around it."""
        return self.text if self.text != plainly(self.typed) else ""


def read_turn(
    archive: Archive, writer: Writer, text: str, *, before: Sequence[Reply], only: Filters, today: date | None
) -> Turn:
    """Read what was typed after the turns before; raises EmptyQuestion or QuestionTooLong."""
    typed = read_question(text)
    whole = _whole(archive, writer, typed, before, today) if before else typed
    whole = _spelt(archive, whole)
    request = read_request(whole.text)
    spoken = before[-1].language if before else None
    named = None if request else read_name(whole, quotes=archive.speakers, spoken=spoken)
    whole = named.question if named else whole
    last = next((one for one in reversed(before) if isinstance(one, Answer | Refusal)), None)
    asked = () if request else outlets(whole, archive.has)
    if asked:  # what an outlet has on something is that summed up
        request = Request("summary", whole.language, whole.topic)
    titled = _titled(archive, whole.text, only) or _addressed(archive, whole.text, only)
    question = _without_title(whole, titled[1]) if titled else whole
    if titled and not request and not re.search(r"\w", _cut_out(whole.text, titled[1])):
        request = Request("summary", spoken if spoken in LANGUAGES else "en")  # an article's address and nothing else
        question = replace(question, language=request.language)
    first, *more = (question,) if request or named or titled else _parts(archive, question, today)
    return Turn(
        typed=text,
        text=whole.text,
        question=first,
        request=request,
        only=replace(only, article_id=titled[0]) if titled else only,
        more=tuple(more),
        outlets=tuple(one.among(only) for one in asked),
        is_again=last is not None and whole != typed and whole.text == (last.whole or last.question),
        is_about_somebody=named is not None and named.is_alone,
    )


def _whole(
    archive: Archive, writer: Writer, question: Question, before: Sequence[Reply], today: date | None
) -> Question:
    """The question a follow-up stands for: by rules for the common kinds, by the writer where no rule fits.

    Of 12 common follow-ups in English and French the rules make 12 whole, a chat model of 1.5B 2; it answers, or asks
    both questions. A model that fails here will fail again when it is to write, and say so then.
    """
    if not leans(question.text, before):
        return question

    def quotes(name: str) -> bool:
        return bool(archive.speakers(name))

    by_rules = made_whole(question.text, before, quotes=quotes, narrows=_narrows(archive, today))
    if by_rules:
        return replace(read_question(by_rules.text), language=by_rules.language)
    with suppress(WriterFailed):
        if by_model := writer.whole(question.text, before, question.language):
            return replace(read_question(by_model), language=question.language)
    return question


def _parts(archive: Archive, question: Question, today: date | None) -> tuple[Question, ...]:
    return parts(question, quotes=archive.speakers, narrows=_narrows(archive, today))


def _spelt(archive: Archive, question: Question) -> Question:
    """The question with a name that the archive does not know spelt like the one it quotes, a slip apart."""
    name = question.speaker
    if not name or archive.speakers(name) or archive.naming(name):
        return question
    meant = {one for known in archive.misspelt(name) if (one := spelt_as(name, known))}
    if len(meant) != 1:
        return question
    [right] = meant
    return replace(question, text=question.text.replace(name, right, 1), speaker=right)


def _narrows(archive: Archive, today: date | None) -> Callable[[str, str], bool]:
    """Whether a text in a language says only where to look."""

    def narrows(some: str, language: str) -> bool:
        return says_only_where(some, language, today=today, knows=archive.has)

    return narrows


def _addressed(archive: Archive, text: str, only: Filters) -> tuple[str, Quotation] | None:
    """The article whose address a question has; where the archive lacks it, the address stands for what isn't there."""
    if only.article_id is not None or not ADDRESS.search(text) or len(archive) > MOST_LISTED:
        return None
    found = find_address(text, archive.listings())
    if found is None:
        return None
    place = Quotation(found.start, found.start, found.end, found.end)
    return found.article_id or found.address, place


def _cut_out(text: str, place: Quotation) -> str:
    return " ".join(f"{text[: place.outer_start]} {text[place.outer_end :]}".split())


def _titled(archive: Archive, text: str, only: Filters) -> tuple[str, Quotation] | None:
    """The article whose title a question has between quotation marks, and where it has it."""
    quoted = {
        fold(text[one.start : one.end]): one for one in find_quotations(text) if one.end - one.start >= SHORTEST_TITLE
    }
    if not quoted or only.article_id is not None or len(archive) > MOST_LISTED:
        return None
    named = (one for one in archive.listings() if fold(one.title) in quoted and only.fits(one))
    return next(((one.article_id, quoted[fold(one.title)]) for one in named), None)


def _without_title(question: Question, title: Quotation) -> Question:
    """What is asked of an article: its title says where to look, and is not looked for."""
    rest = _cut_out(question.text, title)
    is_speaker = question.speaker is not None and question.text[title.start : title.end] in question.speaker
    speaker, topic = (None, None) if is_speaker else (question.speaker, question.topic)
    if topic:
        topic = " ".join(topic.replace(question.text[title.outer_start : title.outer_end], " ").split()) or None
    return replace(question, text=rest or question.text, speaker=speaker, topic=topic)
