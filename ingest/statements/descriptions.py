"""The words that describe somebody: "the deputy director of the port authority", and where they end."""

from ingest.statements.cues import QUOTED, languages_of, phrase_at
from ingest.statements.people import Mention
from ingest.statements.tokens import MARKS, Copy

LONGEST_DESCRIPTION = 10  # words of "the deputy director general of the ministry of public health"


def description(copy: Copy, mention: Mention) -> tuple[str, int]:
    """The words that describe somebody who is not named, and the token after them."""
    end = mention.last
    of_whom = end < len(copy.tokens) and (
        not copy.words.sets["describing"] or copy.words.has("describing", copy.tokens[end])
    )
    if copy.words.grammar.capital_nouns:
        of_whom, end = False, _after_genitives(copy, end)
    while of_whom and end < len(copy.tokens) and end - mention.first < LONGEST_DESCRIPTION and not _ends(copy, end):
        end += 1
    while end > mention.last and copy.words.has("prepositions", copy.tokens[end - 1]):
        end -= 1
    first = mention.first
    while first < mention.head and (
        copy.words.has("definite", copy.tokens[first])
        or copy.words.has("indefinite", copy.tokens[first])
        or copy.words.has("same", copy.tokens[first])
    ):
        first += 1
    described = copy.slice(first, mention.last if copy.words.has("unspecified", copy.tokens[mention.head]) else end)
    if (
        mention.kind != "body"
        and not copy.words.grammar.capital_nouns
        and first == mention.head
        and not described[1:2].isupper()
    ):
        described = described[0].lower() + described[1:]
    return described, end


def _after_genitives(copy: Copy, end: int) -> int:
    """The token after "der Insel", "des Ministeriums für Umwelt": each article or preposition and its noun."""
    tokens, last = copy.tokens, end
    while end < len(tokens) and copy.words.has("describing", tokens[end]):
        noun = next((at for at in range(end + 1, min(end + 4, len(tokens))) if _is_capital(copy, at)), None)
        if noun is None or any(tokens[at][0] in MARKS for at in range(end + 1, noun)):
            break
        if end > last and copy.words.has("before_names", tokens[noun]):
            break  # "sagte ein Sprecher der Polizei der Zeitung"
        if tokens[end] == "der" and copy.text[copy.starts[end - 1] : copy.ends[end - 1]].isupper():
            break  # "dient laut einer Mitteilung des BAU der Verbesserung": an acronym bears no genitive
        end = noun + 1
        while end < len(tokens) and _is_capital(copy, end) and tokens[end] not in copy.words.pronouns:
            end += 1
    return end


def _is_capital(copy: Copy, at: int) -> bool:
    return copy.text[copy.starts[at]].isupper()


def _ends(copy: Copy, at: int) -> bool:
    """Whether a description can't go on past a token."""
    word = copy.tokens[at]
    return (
        word[0] in MARKS
        or word[0] == QUOTED
        or copy.words.has("stops", word)
        or word in copy.words.auxiliaries
        or copy.words.has("adverb_words", word)
        or copy.words.has("pronoun_words", word)
        or copy.words.has("not_told", word)
        or (word in copy.words.cues and phrase_at(copy.words.cues, copy.tokens, at) is not None)
        or "\n" in copy.text[copy.ends[at - 1] : copy.starts[at]]
    )


def languages_among(copy: Copy, first: int, last: int) -> tuple[str, ...]:
    """What the people named by a demonym or a country among some tokens speak."""
    for at in range(max(0, first), min(last, len(copy.tokens))):
        if spoken := languages_of(copy.tokens[at]):
            return spoken
    return ()
