"""Make a follow-up a whole question by rules: "and when?" says by itself what the question before it said."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.answer import Reply
from bot.question.followup_patterns import Follows, follows
from bot.question.followup_rewrite import new_thing, said_by_another, with_another, with_place, with_word
from bot.question.history import Before, is_a_name, what_was_before
from bot.question.pronouns import in_brackets, points_at_an_article, points_back, with_names, with_titles
from bot.question.read import MOST_CHARACTERS
from bot.question.request import bare, read_request, tells_a_time
from ingest.languages import LANGUAGES
from ingest.text.language import detect_language

# The longest of the follow-ups that the rules were written with has 60 characters.
MOST_LEANING = 200
MOST_DOUBTED = 5  # words of which the language may be taken for another
MOST_WORDS = 8  # of what says only where to look


@dataclass(frozen=True, slots=True)
class Whole:
    """A question that says by itself what is asked, and the language it is asked in."""

    text: str
    language: str


def leans(text: str, before: Sequence[Reply]) -> bool:
    """Whether a text can't be understood without the turns before it: "and when?", "what did he say about China?".

    >>> leans("And when?", ()), leans("When will the lock open?", ())
    (True, False)
    """
    asked = bare(text)
    if not asked or len(asked) > MOST_LEANING:
        return False
    spoken = before[-1].language if before and before[-1].language in LANGUAGES else "en"
    if before and len(asked.split()) <= MOST_WORDS // 2 and _asks_a_name(text):
        return True
    # "In" and "de" are short enough to be words of other languages, so they are read in the language before alone.
    is_spoken = detect_language(asked) == spoken
    if is_spoken and follows(spoken).places.match(asked) and _says_little(asked, follows(spoken)):
        return True
    return any(_leans_in(asked, follows(language)) for language in _tried(asked, spoken))


def made_whole(
    text: str,
    before: Sequence[Reply],
    *,
    quotes: Callable[[str], bool],
    narrows: Callable[[str, str], bool],
) -> Whole | None:
    """The whole question behind a follow-up; None where it stands by itself, or no rule fits.

    `quotes` tells whether the archive quotes somebody of a name; `narrows`, whether a text in a language says only
    where to look ("last week", "in Le Monde").
    """
    asked = bare(text)
    if not asked or len(asked) > MOST_LEANING:
        return None
    leaned_on = what_was_before(before, quotes, of_somebody=_is_of_somebody(asked, quotes))
    if leaned_on is None:
        return None
    for language in _tried(asked, leaned_on.language):
        for whole in _ways(text, asked, leaned_on, follows(language), quotes, narrows):
            return Whole(whole, language) if len(whole) <= MOST_CHARACTERS else None
    named = _of_a_name(text, asked, leaned_on, quotes)
    return Whole(named, leaned_on.language) if named and len(named) <= MOST_CHARACTERS else None


def _ways(
    text: str,
    asked: str,
    before: Before,
    known: Follows,
    quotes: Callable[[str], bool],
    narrows: Callable[[str, str], bool],
) -> Iterator[str]:
    """The whole questions that a text may stand for, the likeliest first; the first is taken."""
    if known.more.fullmatch(asked) or (known.more_said.fullmatch(asked) and before.question.speaker):
        yield before.text
    if titled := with_titles(asked, before, known):
        yield _as_typed(with_names(titled, before, known) or titled, text, known)
    if worded := with_word(asked, before, known):
        yield worded
    if named := with_names(asked, before, known):
        yield _as_typed(named, text, known)
    if meant := in_brackets(asked, before, known):
        yield f"{_as_typed(asked, text, known)} ({meant})"
    fragment = known.tail.sub("", known.lead.sub("", asked, count=1) if known.lead.match(asked) else asked)
    if _says_little(fragment, known) and narrows(fragment, known.language):
        yield with_place(fragment, before, known)
    if another := said_by_another(asked, before, known, quotes):
        yield another
    if new := new_thing(asked, known, quotes):
        yield with_another(new, before, known, quotes)


def _is_of_somebody(asked: str, quotes: Callable[[str], bool]) -> bool:
    """Whether nothing but somebody who is quoted is asked about: "and Achard?"."""
    some = (new_thing(asked, follows(language), quotes) for language in LANGUAGES)
    return (is_a_name(asked) and quotes(asked)) or any(quotes(new) for new in some if new)


def _of_a_name(text: str, asked: str, before: Before, quotes: Callable[[str], bool]) -> str | None:
    """The question before, asked of a bare name: "Stoltenberg?"; without a mark it may be what is looked for."""
    if len(asked.split()) > MOST_WORDS // 2:
        return None
    if quotes(asked) or (before.question.speaker and _asks_a_name(text)):
        return with_another(asked, before, follows(before.language), quotes)
    return None


def _asks_a_name(text: str) -> bool:
    return is_a_name(bare(text)) and text.rstrip().endswith("?")


def _leans_in(asked: str, known: Follows) -> bool:
    plain = known.tail.sub("", asked)
    fragment = known.lead.sub("", plain, count=1) if known.lead.match(plain) else plain
    return bool(
        known.more.fullmatch(asked)
        or known.more_said.fullmatch(asked)
        or any(pattern.fullmatch(plain) for pattern in known.words.values())
        or points_at_an_article(asked, known)
        or points_back(asked, known)
        or new_thing(asked, known, lambda name: False)
        or tells_a_time(fragment, known.language)
    )


def _tried(asked: str, spoken: str) -> list[str]:
    """The languages that a follow-up may be in, the likeliest first: two words are soon taken for another language.

    A longer text with a word of asking is in its own language alone: "e o que disse ela sobre" is no Italian "e".
    """
    detected = detect_language(asked)
    if len(asked.split()) > MOST_DOUBTED and detected in LANGUAGES and follows(detected).asks.search(asked):
        return [detected]
    return [one for one in dict.fromkeys((spoken, detected, *LANGUAGES)) if one in LANGUAGES]


def _says_little(fragment: str, known: Follows) -> bool:
    return 0 < len(fragment.split()) <= MOST_WORDS and not known.asks.search(fragment)


def _as_typed(whole: str, text: str, known: Follows) -> str:
    """A sentence with a question's mark, unless it asks for a summary, or has no word of asking and none was typed."""
    sentence = whole[:1].upper() + whole[1:]
    is_question = text.rstrip().endswith(("?", "؟")) or known.asks.search(whole)
    return known.framed("ask", text=sentence) if is_question and not read_request(whole) else sentence
