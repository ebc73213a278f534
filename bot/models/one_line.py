"""What a chat model is asked that is answered in one line: a whole question, a translation, a second opinion."""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing

from bot.answer import Answer, Refusal, Reply
from bot.models.ask import Asking
from bot.models.prompts import Message, asking_opinion, asking_translation, asking_whole
from bot.models.reply import FORGET, limited, without_reasoning
from bot.verify.language import is_in
from ingest.quantities.numbers import find_numbers
from ingest.text.names import find_names, same_name

MOST_CHARACTERS = 1_200  # of a reply: the longest sentence that is translated, and as much again
LONGEST_QUESTION = 300  # characters of a whole question; the longest follow-ups and their questions together have fewer
LAST_TURNS = 3  # that a follow-up may lean on
REPLY_TOKENS = 400
LABEL = re.compile(r"^(?:[\w' ]{0,24}(?:question|translation)[\w' ]{0,16}:|[-*•>]|[0-9]{1,2}[.)])\s*", re.IGNORECASE)
MARKS = "\"'“”„«»‹›`*_ \u00a0"
NO = re.compile(r"\W*no\b", re.IGNORECASE)


def whole_question(asking: Asking, text: str, before: Sequence[Reply], language: str) -> str | None:
    """A follow-up as a whole question; None where the model's brings in names or numbers, or loses the follow-up's.

    Raises WriterFailed.
    """
    turns = list(_turns(before))[-LAST_TURNS:]
    line = _line(asking, asking_whole(text, turns, language))
    if not line or len(line) > LONGEST_QUESTION or not is_in(language, line):
        return None
    known = " ".join((*turns, text))
    is_right = _holds(known, line, language) and _holds(line, text, language)
    return line if is_right else None


def translated(asking: Asking, words: str, language: str) -> str | None:
    """Words in another language, as the model has them, without marks around them; raises WriterFailed."""
    return _line(asking, asking_translation(words, language)) or None


def doubts(asking: Asking, sentence: str, evidence: str) -> bool:
    """Whether the model says that the evidence does not say all of a sentence; raises WriterFailed."""
    return bool(NO.match(_line(asking, asking_opinion(sentence, evidence))))


def _turns(before: Sequence[Reply]) -> Iterator[str]:
    """Each turn in a line: what was asked, and whose words and which article answered it."""
    for one in before:
        if not isinstance(one, Answer | Refusal):
            continue
        cited = one.citations if isinstance(one, Answer) else ()
        speakers = dict.fromkeys(cite.speaker for cite in cited if cite.speaker)
        titles = dict.fromkeys(cite.listing.title for cite in cited)
        about = "; ".join([*list(speakers)[:2], *(f"“{title}”" for title in list(titles)[:1])])
        yield f"- {one.whole or one.question}" + (f" (answered from: {about})" if about else "")


def _line(asking: Asking, messages: Sequence[Message]) -> str:
    """The first line of a reply, without a label and the marks around it; "" where there is none."""
    if not asking.fits(messages, reply_tokens=REPLY_TOKENS):
        return ""
    read = ""
    pieces = asking.pieces(messages)
    with closing(pieces):
        for piece in limited(without_reasoning(pieces), MOST_CHARACTERS):
            read += piece
            lines = read.split("\n")
            if FORGET in read or next((one for one in lines[:-1] if one.strip(MARKS)), ""):
                break
    whole = read.rpartition(FORGET)[2] if FORGET in read else read
    line = next((one.strip() for one in whole.split("\n") if one.strip(MARKS)), "")
    return LABEL.sub("", line).strip(MARKS)


def _holds(known: str, said: str, language: str) -> bool:
    """Whether a text has every number and every name that another says."""
    numbers = {one.value for one in find_numbers(known, language)}
    if any(one.value not in numbers for one in find_numbers(said, language)):
        return False
    names = [said[start:end] for start, end in find_names(said, language)]
    folded = known.casefold()
    there = [known[start:end] for start, end in find_names(known, language)]
    return all(name.casefold() in folded or any(same_name(name, one) for one in there) for name in names)
