"""Part a turn that asks two things, or for two people's words, into questions that stand by themselves."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import combinations

from bot.answer import Answer, Reply
from bot.question.followup import leans, made_whole
from bot.question.followup_patterns import follows
from bot.question.history import is_a_name, names_in, what_was_before
from bot.question.read import Question, read_question
from bot.question.request import bare, talk
from ingest.languages import LANGUAGES, load
from ingest.text.names import fold
from vectorstore.filters import Filters

MOST_PARTS = 3
FEWEST_WORDS = 3  # of a question that stands by itself: "when and where was it signed" is one

Quotes = Callable[[str], tuple[str, ...]]


def parts(question: Question, *, quotes: Quotes, narrows: Callable[[str, str], bool]) -> tuple[Question, ...]:
    """The questions in a question, in its order; itself where it asks one thing of one person."""
    if question.language not in LANGUAGES:
        return (question,)
    found = _of_people(question, quotes) if question.speaker else ()
    return found or _of_questions(question, quotes, narrows) or (question,)


def outlets(question: Question, knows: Callable[[Filters], bool]) -> tuple[Filters, ...]:
    """The outlets or agencies that are asked as if they spoke ("the Telegraph article"); none where one is none."""
    if question.speaker is None or question.language not in LANGUAGES:
        return ()
    names = [question.speaker, *_joiner(question.language).split(question.speaker)]
    found = [_outlet(name, question.language, knows) for name in names]
    whole, *some = found
    if whole is not None:
        return (whole,)
    return tuple(one for one in some if one is not None) if all(some) and len(some) <= MOST_PARTS else ()


def _outlet(name: str, language: str, knows: Callable[[Filters], bool]) -> Filters | None:
    """What narrows to the outlet or agency of a name; the words beside it say no more than that it is one."""
    words = list(re.finditer(r"\S+", name))
    for first, last in sorted(combinations(range(len(words) + 1), 2), key=lambda some: some[0] - some[1]):
        rest = (one[0].casefold() for one in words[:first] + words[last:])
        if all(word in talk(language).beside for word in rest):
            called = name[words[first].start() : words[last - 1].end()]
            for only in (Filters(outlet=called), Filters(agency=called)):
                if called != called.lower() and knows(only):
                    return only
    return None


def _of_people(question: Question, quotes: Quotes) -> tuple[Question, ...]:
    """The question asked of each: "Delorme and Achard"; "Marks and Spencer" is one, if the archive has it so."""
    speaker = question.speaker or ""
    names = [one.strip() for one in _joiner(question.language).split(speaker)]
    is_one = any(fold(known) == fold(speaker) for known in quotes(speaker))
    if is_one or not 1 < len(names) <= MOST_PARTS or not all(map(is_a_name, names)) or not any(map(quotes, names)):
        return ()
    return tuple(replace(question, text=question.text.replace(speaker, name, 1), speaker=name) for name in names)


def _of_questions(question: Question, quotes: Quotes, narrows: Callable[[str, str], bool]) -> tuple[Question, ...]:
    """The first question, and those after it, what they leave out made up from the first."""
    texts = _asked_one_by_one(question)
    if len(texts) < 2:
        return ()
    first = replace(read_question(texts[0]), language=question.language)
    read = [first]
    for text in texts[1:MOST_PARTS]:
        whole = _whole(text, first, quotes, narrows)
        read.append(replace(read_question(whole), language=question.language))
    return tuple(read)


def _asked_one_by_one(question: Question) -> list[str]:
    """The texts of the questions in a question, each with its own word of asking."""
    known, joiner = follows(question.language), _joiner(question.language)
    marked = [one.strip() for one in re.split(r"(?<=[?؟])\s+", question.text)]
    texts: list[str] = []
    for text in marked:
        at = 0
        for joint in joiner.finditer(text):
            first, second = text[at : joint.start()], text[joint.end() :]
            if not known.at_the_end and _is_asked(first, known.cut) and _is_asked(second, known.cut):
                word = second.split()[0]
                # "le ministre qui a signé et qui a démissionné" is one: its second "qui" goes on from the first.
                if not re.search(rf"\s{re.escape(word)}\s", f"{first} ", re.IGNORECASE):
                    texts.append(first.strip())
                    at = joint.end()
        texts.append(text[at:].strip())
    is_each_asked = all(len(one.split()) >= FEWEST_WORDS and known.asks.search(bare(one)) for one in texts)
    return texts if is_each_asked else []


def _is_asked(text: str, opening: re.Pattern[str]) -> bool:
    match = opening.match(text.lstrip(" ¿"))
    return bool(match and match[0].strip()) and len(text.split()) >= FEWEST_WORDS


def _whole(text: str, first: Question, quotes: Quotes, narrows: Callable[[str, str], bool]) -> str:
    """A further question by itself: what "it" means stands in brackets where no rule has a place for it."""
    before: tuple[Reply, ...] = (Answer(first.text, first.language, (), ()),)
    sentence = text[:1].upper() + text[1:]
    if not leans(text, before):
        return sentence
    if made := made_whole(text, before, quotes=lambda name: bool(quotes(name)), narrows=narrows):
        return made.text
    leaned_on = what_was_before(before, lambda name: bool(quotes(name)))
    if names_in(sentence) or leaned_on is None:
        return sentence
    return f"{sentence} ({leaned_on.question.topic or leaned_on.rest})"


@cache
def _joiner(language: str) -> re.Pattern[str]:
    """What stands between two names or two questions; a comma alone only before a third."""
    both = load(language, "asking")["asks"]["both"]
    return re.compile(rf",?\s(?:{both})\s?|,\s", re.IGNORECASE)
