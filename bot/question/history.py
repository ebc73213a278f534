"""What the turns before were about: the question answered, whose words it asked for, and which articles were shown."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.answer import Answer, Citation, Refusal, Remark, Reply
from bot.errors import EmptyQuestion, QuestionTooLong
from bot.question.dates import find_times
from bot.question.followup_patterns import follows
from bot.question.read import Question, read_question
from bot.question.request import SOME_DAY, bare, read_request
from ingest.languages import LANGUAGES

SMALL_TALK = ("greeting", "thanks", "help")
MOST_TURNS = 8  # back to which a pronoun may reach
WORD = re.compile(r"(?:\b[dl]['’])?(?P<word>\w[\w'’.-]*)", re.IGNORECASE)
WITHIN = re.compile(r" (?:(?:de|von|van|del|der|la|al|ben|da|di) )?")  # a name: "Anneke de Wit"


@dataclass(frozen=True, slots=True)
class Before:
    """The question before, read, and what a follow-up may point at."""

    text: str
    question: Question  # read without what it says of where to look, as it was when it was answered
    language: str
    subject: str | None  # of a summary or a list that was asked for
    person: str | None  # whom "he" and "she" mean
    titles: tuple[str, ...]  # of the articles shown last
    listed: tuple[str, ...]  # of the last that were shown together: "the first one" is one of several

    def split(self, part: str) -> tuple[str, str] | None:
        """What stands before and behind a part of the question, where it stands last."""
        at = self.text.rfind(part)
        return (self.text[:at], self.text[at + len(part) :]) if part and at >= 0 else None

    @property
    def about(self) -> str | None:
        """What was asked about, with the word for it: "about Article 5"."""
        if not (self.question.topic and (around := self.split(self.question.topic))):
            return None
        word = follows(self.language).topic_word_before.search(around[0])
        return (word[0] if word else "") + self.question.topic

    @property
    def rest(self) -> str:
        """What the question asked about, without its question word."""
        if self.subject:
            return self.subject
        known, asked = follows(self.language), bare(self.text)
        if known.at_the_end:
            return " ".join(known.cut.sub(" ", asked).split()) or asked
        opening = known.cut.match(asked)
        rest = asked[opening.end() :].lstrip(" :") if opening else ""  # "When: won the cup" was made of a follow-up
        return rest or asked


def what_was_before(
    replies: Sequence[Reply], quotes: Callable[[str], bool], *, of_somebody: bool = False
) -> Before | None:
    """What a follow-up can lean on; nothing where only greetings went before.

    A turn in which nothing was understood is looked past: whoever mistypes goes on from the turn before it. So is a
    refused one that asked for nobody's words where `of_somebody` says that somebody's are asked for now.
    """
    talked = [reply for reply in replies if reply.request not in SMALL_TALK][-MOST_TURNS:]
    kept = [reply for reply in talked if _is_understood(reply)] or talked
    spoken = [reply for reply in kept if not isinstance(reply, Refusal) or _asks_for_words(reply)]
    if of_somebody and any(map(_asks_for_words, spoken)):
        kept = spoken
    if not kept or (question := _read(kept[-1])) is None:
        return None
    language = kept[-1].language if kept[-1].language in LANGUAGES else question.language
    request = read_request(_asked(kept[-1]))
    shown = [titles for reply in reversed(kept) if (titles := tuple(_titles(reply)))]
    return Before(
        text=_asked(kept[-1]),
        question=question,
        language=language if language in LANGUAGES else "en",
        subject=request.subject if request else None,
        person=next((person for reply in reversed(kept) if (person := _person(reply, quotes))), None),
        titles=next(iter(shown), ()),
        listed=next((titles for titles in shown if len(titles) > 1), next(iter(shown), ())),
    )


def _is_understood(reply: Reply) -> bool:
    """Whether a turn was answered, or what it asks was read at least: whose words, what kind of thing, a summary."""
    if not isinstance(reply, Refusal) or reply.request != "question" or reply.whole:
        return True
    question = _read(reply)
    return question is not None and bool(question.speaker or question.wants)


def _asks_for_words(reply: Reply) -> bool:
    question = _read(reply)
    return question is not None and question.speaker is not None


def names_in(text: str) -> list[str]:
    """The words with a capital, joined to names; the first word of a text has one anyway.

    >>> names_in("Why did Anneke de Wit leave Port Alden?")
    ['Anneke de Wit', 'Port Alden']
    """
    names: list[tuple[int, int]] = []
    for word in list(WORD.finditer(text))[1:]:
        start, end = word.span("word")
        if not word["word"][0].isupper():
            continue
        if names and WITHIN.fullmatch(text, names[-1][1], start):
            names[-1] = (names[-1][0], end)
        else:
            names.append((start, end))
    return [text[start:end].rstrip(".'’-") for start, end in names]


def is_a_name(words: str) -> bool:
    """Whether words are one name and nothing else: "Ruth Ashgrove", but not "the treaty"."""
    return bool(words) and names_in(f"x {words}") == [words]


def _asked(reply: Reply) -> str:
    return " ".join((reply.whole or reply.question).split())


def _read(reply: Reply) -> Question | None:
    text = _asked(reply)
    times = [text[one.start : one.end] for one in find_times(text, reply.language, today=SOME_DAY) if one.is_sure]
    for words in reply.understood.words if reply.understood else times:
        text = text.replace(words, " ", 1)
    try:
        return read_question(text)
    except (EmptyQuestion, QuestionTooLong):
        return None


def _person(reply: Reply, quotes: Callable[[str], bool]) -> str | None:
    """The speaker asked for; else who is quoted and named; else who spoke first; else a name of two words."""
    question = _read(reply)
    if question is None:
        return None
    if question.speaker:
        return question.speaker
    names = names_in(question.text)
    known = [name for name in names if quotes(name)]
    spoken = [cited.speaker for cited in _cited(reply) if cited.speaker]
    told = [name for name in names if " " in name]
    return next((found[at] for found, at in ((known, -1), (spoken, 0), (told, -1)) if found), None)


def _cited(reply: Reply) -> tuple[Citation, ...]:
    match reply:
        case Answer():
            return reply.citations
        case Refusal():
            return reply.nearest
        case Remark():
            return ()


def _titles(reply: Reply) -> Iterator[str]:
    """Each article's title once, in the order shown."""
    listings = reply.listings if isinstance(reply, Remark) else [one.listing for one in _cited(reply)]
    yield from dict.fromkeys(one.title for one in listings if one.title)
