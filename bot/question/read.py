"""What is asked: in which language, whose words, about what, and what kind of thing would answer."""

import re
from dataclasses import dataclass
from typing import Literal

from bot.errors import EmptyQuestion, QuestionTooLong
from bot.phrases import Phrases, phrases
from bot.question.manners import plainly, without_besides
from ingest.languages import LANGUAGES
from ingest.text.language import detect_language

Wants = Literal["number", "date", "person", "place", "reason"]

MOST_CHARACTERS = 2_000  # the longest of 9,000 development questions has 389


@dataclass(frozen=True, slots=True)
class Question:
    """A question read: `speaker` and `topic` are set where somebody's words are asked for."""

    text: str  # without what stands around it: "Hello", "please tell me"
    language: str
    speaker: str | None = None
    topic: str | None = None
    wants: Wants | None = None


def read_question(text: str) -> Question:
    """Read a question; raises EmptyQuestion or QuestionTooLong.

    >>> question = read_question("What did Austin say about Article 5?")
    >>> question.language, question.speaker, question.topic
    ('en', 'Austin', 'Article 5')
    """
    asked = " ".join(text.split())
    if not asked:
        raise EmptyQuestion
    if len(asked) > MOST_CHARACTERS:
        raise QuestionTooLong(len(asked), MOST_CHARACTERS)
    asked = plainly(asked)
    language, found = _asked_in(asked)
    if found:
        return Question(asked, language, speaker=found[0], topic=found[1])
    known = phrases(language)
    asks = [(match.start(), kind) for kind in _KINDS if (match := known.wants[kind].search(asked))]
    wants = min(asks, key=lambda one: one[0])[1] if asks else None  # "why did they stop when ..." asks why
    return Question(asked, language, wants=wants)


# A number before a date: "how many ... in which year" asks for the number first.
_KINDS: tuple[Wants, ...] = ("number", "date", "place", "person", "reason")


def _asked_in(asked: str) -> tuple[str, tuple[str, str | None] | None]:
    """The question's language, and who is asked about what.

    A question is short and full of names, so a detector errs; a pattern of asking that fits is better evidence,
    and the detected language's own patterns are tried first.
    """
    detected = detect_language(asked)
    for language in (detected, *(other for other in LANGUAGES if other != detected)):
        if language in LANGUAGES and (found := _who_and_what(without_besides(asked, language), phrases(language))):
            return language, found
    return detected, None


def _who_and_what(asked: str, known: Phrases) -> tuple[str, str | None] | None:
    """Who is asked about what; a sure word for a topic parts them before a doubtful one, and that before none."""
    bare = re.sub(r"^[¿\s]+|[\s?.!…؟？]+$", "", asked)
    for pattern in known.said.surely:
        if match := pattern.match(bare):
            return _named(match["who"], match["what"], known)
    for pattern in known.said.alone:
        if match := pattern.match(bare):
            return _named(*_parted(match["who"], known), known)
    for pattern in known.said.after:
        if match := pattern.match(bare):
            return _named(match["who"], match["what"], known)
    return None


def _parted(who: str, known: Phrases) -> tuple[str, str | None]:
    """The speaker and the topic where a doubtful word ("of", "de") stands between a name and what is no name.

    It belongs to the speaker in "le président de la banque" and in "Jean de Villars".
    """
    for match in known.said.perhaps.finditer(who):
        name, topic = who[: match.start()], who[match.end() :]
        if name.split()[-1][0].isupper() and not topic[0].isupper():
            return name, topic
    return who, None


def _named(who: str, what: str | None, known: Phrases) -> tuple[str, str | None] | None:
    """The pair, or nothing where no speaker is named: "what did they say", or half a sentence of words."""
    who, what = who.strip(" ,;"), what.strip(" ,;") if what else None
    return None if not who or who.casefold() in known.nobody or len(who.split()) > 8 else (who, what)
