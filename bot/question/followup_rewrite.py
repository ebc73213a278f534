"""The question before with one thing changed: another speaker, another topic, another question word, another place."""

import re
from collections.abc import Callable
from functools import cache

from bot.question.dates import find_times
from bot.question.followup_patterns import Follows, filled
from bot.question.history import Before, is_a_name, names_in
from bot.question.pronouns import about_before
from bot.question.read import read_question
from bot.question.request import SOME_DAY, bare, tells_a_time

MOST_WORDS = 8  # of another speaker or topic


def new_thing(asked: str, known: Follows, quotes: Callable[[str], bool]) -> str | None:
    """What is asked about instead: "Stoltenberg" of "and what about Stoltenberg?"; None for a question of its own."""
    plain = known.tail.sub("", asked)
    for pattern in known.new:
        match = pattern.fullmatch(plain)
        if not match:
            continue
        told = match.groupdict()
        new = bare(told.get("new") or told.get("name") or "")
        if not new or len(new.split()) > MOST_WORDS or known.asks.search(new):
            continue
        if told.get("new") or quotes(new):
            return new
    return None


def with_another(new: str, before: Before, known: Follows, quotes: Callable[[str], bool]) -> str:
    """The question before, asked of another speaker or about another topic."""
    word = known.topic_word.match(new)
    if before.subject:
        return _in_place(before, before.subject, new[word.end() :] if word else new)
    if not before.question.speaker:
        return _of_its_sort(new, before, known)
    if known.places.match(new) and not word:
        return _ended(before.text, new)
    if not word and (quotes(new) or _is_a_person(new, before, known)):
        return _said_by(new, before, known)
    return _said_about(new, bool(word), before, known)


def with_word(asked: str, before: Before, known: Follows) -> str | None:
    """The question before with another question word: "when?" after "why did the crews strike?"."""
    for kind, pattern in known.words.items():
        match = pattern.fullmatch(asked) or pattern.fullmatch(known.tail.sub("", asked))
        if not match:
            continue
        told = match.groupdict()
        if told.get("so") and not before.question.speaker:  # "when did he say that?", and nobody was asked for
            return None
        return _asked_with(told.get("word") or told.get("else") or match[0], kind, before, known)
    return None


def said_by_another(asked: str, before: Before, known: Follows, quotes: Callable[[str], bool]) -> str | None:
    """The question before, asked of the speaker of "and what did Linn say?", which leaves the topic out."""
    if not known.lead.match(asked) or not before.question.topic:
        return None
    question = read_question(asked)
    return with_another(question.speaker, before, known, quotes) if question.speaker and not question.topic else None


def with_place(fragment: str, before: Before, known: Follows) -> str:
    """The question before, looked for elsewhere: "last week", in place of another time."""
    if known.language != before.language and before.question.speaker:
        return _ended(_said_by(before.question.speaker, before, known), fragment)
    text = before.text
    if tells_a_time(fragment, before.language):
        for time in reversed(find_times(text, before.language, today=SOME_DAY)):
            text = text[: time.start] + text[time.end :] if time.is_sure else text
    return _ended(" ".join(text.split()), fragment)


def _said_by(new: str, before: Before, known: Follows) -> str:
    if known.language == before.language and before.question.speaker:
        return _in_place(before, before.question.speaker, new, first=True)
    about = " " + about_before(before, known) if before.question.topic else ""
    return known.framed("said", who=new, about=about)


def _said_about(new: str, has_word: bool, before: Before, known: Follows) -> str:
    """Another topic, with its own word for it, or the old one's where that does not bend the words behind it."""
    old = before.about
    if known.language != before.language or not old or not before.question.topic:
        about = new if has_word else known.framed("about", what=new)
        return known.framed("said", who=before.question.speaker or "", about=f" {about}")
    if has_word:
        return _in_place(before, old, new)
    word = known.framed("about", what="")
    own = old.startswith(word)
    return _in_place(before, before.question.topic if own else old, new if own else known.framed("about", what=new))


def _of_its_sort(new: str, before: Before, known: Follows) -> str:
    """In place of the one name that the question has, if what is new is a name; else before the question's rest."""
    names = names_in(before.text)
    around = before.split(names[0]) if len(names) == 1 else None
    if place := known.places.match(new):  # "and in Valmer?"
        is_last = around and re.fullmatch(r"\W*", around[1]) and is_a_name(new[place.end() :].strip())
        return (
            re.sub(r"\b\w{1,3} $", "", around[0]) + new + around[1] if around and is_last else _ended(before.text, new)
        )
    if around and is_a_name(new):
        return around[0] + new + around[1]
    topic = known.topic_word.match(new)
    word = _capital(new[topic.end() :] if topic else new)
    return known.framed("ask", text=known.framed("colon", word=word, rest=before.rest))


def _asked_with(word: str, kind: str, before: Before, known: Follows) -> str:
    speaker, topic = before.question.speaker, before.question.topic
    if speaker and kind in known.said_words:
        about = " " + about_before(before, known) if topic else ""
        return filled(known.said_words[kind], who=speaker, about=about)
    can_swap = known.language == before.language and not speaker and not before.subject and kind != "person"
    swapped = _swapped(word, kind, before, known) if can_swap else None
    return known.framed(
        "ask", text=swapped or known.framed("colon", word=_capital(word), rest=topic or speaker or before.rest)
    )


def _swapped(word: str, kind: str, before: Before, known: Follows) -> str | None:
    """The new word where the old one stood, if the rest is a sentence with it."""
    asked = bare(before.text)
    if known.at_the_end:
        parts = (before.rest, word.lower()) if kind in known.at_the_end else (word, _small(before.rest))
        return _capital(" ".join(parts))
    if kind == "number":
        return None
    if match := known.counted.match(asked) if known.counted else None:
        return f"{_capital(word)} {match['aux']} {match['noun']}{asked[match.end() :]}"
    opening = known.swap.match(asked)
    return _capital(word) + asked[opening.end() :] if opening else None


def _is_a_person(new: str, before: Before, known: Follows) -> bool:
    """Whether it is written as a name, and is neither a country nor like the topic asked about."""
    is_written_so = known.name.fullmatch(new) if known.name else is_a_name(new)
    if not is_written_so or any(letter.isdigit() for letter in new):
        return False
    like_the_topic = is_a_name(before.question.topic or "") and " " not in new
    return not like_the_topic and new.casefold() not in _countries(known.language)


@cache
def _countries(language: str) -> frozenset[str]:
    from babel import Locale

    return frozenset(name.casefold() for name in Locale(language).territories.values())


def _in_place(before: Before, old: str, new: str, *, first: bool = False) -> str:
    if first:
        return before.text.replace(old, new, 1)
    around = before.split(old)
    return around[0] + new + around[1] if around else before.text


def _ended(text: str, words: str) -> str:
    """Words at the end of a sentence, before its mark.

    >>> _ended("Qui a gagné ?", "hier")
    'Qui a gagné hier ?'
    """
    end = re.search(r"[\s?.!…؟]*$", text)
    at = end.start() if end else len(text)
    return f"{text[:at]} {words}{text[at:]}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _small(words: str) -> str:
    """The first word small, if it is no name: what follows it has no capital either."""
    second = words.split()[1:2]
    return words if second and second[0][:1].isupper() else words[:1].lower() + words[1:]
