"""Which capitals are names where a capital alone tells little: German nouns, words that open a Romance sentence."""

from collections.abc import Iterable, Iterator

from ingest.statements.cues import QUOTED, first_names, languages_of, outlets
from ingest.statements.frames import Copy
from ingest.text.names import fold, name_words

SMALL = (
    "prepositions", "stops", "definite", "indefinite", "ands", "that", "clitics", "adverb_words", "pronoun_words",
    "cue_words", "not_told", "nobody", "opening", "denials",
)  # fmt: skip
ABSTRACT = (
    "ung",
    "heit",
    "keit",
    "schaft",
    "ion",
    "tät",
    "nis",
    "icht",
    "aben",
    "en",
    "bau",
    "tum",
    "ums",
    "rages",
    "form",
)
DECLINED = ("e", "es", "em", "en")  # of "Heftige Regenfälle"


def without_openers(copy: Copy, runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The runs of capitals without words that owe their capital to their place: small words and verbs, alone."""
    runs = [part for run in _joined(copy, runs) for part in _apart(copy, *run)]
    sure = [run for run in runs if run[1] - run[0] > 1 or not opens_sentence(copy, run[0])]
    known = {fold(copy.tokens[at]) for first, last in sure for at in range(first, last)}
    return [run for run in runs if run[1] - run[0] > 1 or not _is_opener(copy, run[0], known)]


def _joined(copy: Copy, runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The runs, those put together that small words join: "María de los Ángeles Prats", "Plataforma por el Tren"."""
    tokens, words = copy.tokens, copy.words
    joined: list[tuple[int, int]] = []
    for first, last in runs:
        if words.has("honorifics", tokens[first]) and last - first > 1:
            first += 1  # "Sor Juana Beltrán"
        if last - first > 1 and _is_small(copy, first):
            first += 1  # "Fue Rosa Melgar quien"
        between = " ".join(tokens[joined[-1][1] : first]) if joined and first - joined[-1][1] <= 2 else ""
        told = words.speaker_at(tokens, joined[-1][0]) if joined else None
        body = told is not None and told[1] == "body" and words.has("naming_joiners", between)
        if joined and (body or words.has("name_joiners", between)):
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined


def _is_small(copy: Copy, at: int) -> bool:
    """Whether a capital before a name is a verb or a small word that opens the sentence."""
    token, words = copy.tokens[at], copy.words
    small = token.endswith("ó") or words.has("not_names", token) or any(words.has(kind, token) for kind in SMALL)
    return small and fold(token) not in first_names() and opens_sentence(copy, at) and not words.has("definite", token)


def _apart(copy: Copy, first: int, last: int) -> list[tuple[int, int]]:
    """A run of capitals, or two where "y" stands before somebody's first name: "Ana Ruiz y Luis Cano"."""
    for at in range(first + 1, last - 1):
        if copy.words.has("ands", copy.tokens[at]) and fold(copy.tokens[at + 1]) in first_names():
            return [(first, at), *_apart(copy, at + 1, last)]
    return [(first, last)]


def opens_sentence(copy: Copy, at: int) -> bool:
    """Whether a token is the first of a sentence, a paragraph or what comes after a dash."""
    if at == 0 or "\n" in copy.text[copy.ends[at - 1] : copy.starts[at]]:
        return True
    return copy.tokens[at - 1][0] in ".!?…:¿¡—–" or copy.tokens[at - 1][0] == QUOTED


def _is_opener(copy: Copy, at: int, known: set[str]) -> bool:
    token, words = copy.tokens[at], copy.words
    if words.has("not_names", token):
        return True
    if fold(token) in known or not opens_sentence(copy, at) or copy.text[copy.starts[at] : copy.ends[at]].isupper():
        return False
    return token.endswith(tuple(words.sets["verb_ends"])) or any(words.has(kind, token) for kind in SMALL)


def real_names(copy: Copy, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The names among runs of capitals: their token spans, words before a name that are none of it taken off."""
    grammar = copy.words.grammar
    places = [(copy.at(start), start, end) for start, end in spans]
    # A name that begins inside a token, as in "0A0", is none.
    begun = [place for place in places if place[0] < len(copy.starts) and copy.starts[place[0]] == place[1]]
    runs = [(first, max(first + 1, copy.at(end))) for first, _, end in begun]
    if not (grammar.capital_nouns or grammar.shy_capitals):
        if grammar.drops_subject:
            return without_openers(copy, runs)
        return [run for run in runs if not copy.words.has("not_names", copy.tokens[run[0]])]
    runs = [_bared(copy, *part) for run in runs for part in _parts(copy, *run)]
    full = {run for run in runs if _is_full(copy, *run)}
    if tails := {tail for run in full if (tail := _noble_tail(copy, *run))}:
        runs = [_with_tail(copy, *run, tails) for run in runs]
        full = {run for run in runs if _is_full(copy, *run) or copy.words.has("nobiliary", copy.tokens[run[0]])}
    known = {fold(copy.tokens[at]) for first, last in full for at in range(first, last)}
    known |= {fold(copy.tokens[first]) for first, last in runs if last - first == 1 and _speaks(copy, first)}
    return [run for run in runs if run in full or _is_name_alone(copy, *run, known)]


def _parts(copy: Copy, first: int, last: int) -> Iterator[tuple[int, int]]:
    """A run cut where an article joins nouns and no names: "Direktorin der Agentur", but "Ursula von der Leyen"."""
    start = first
    for at in range(first, last):
        cuts = copy.words.has("cutting", copy.tokens[at])
        of = copy.words.has("nobiliary", copy.tokens[at])
        if (cuts and not copy.words.has("nobiliary", copy.tokens[at - 1])) or (
            of and not _is_person_so_far(copy, start, at)
        ):
            if at > start:
                yield start, at
            start = at + 1
        elif cuts and start == at:
            start = at + 1
    if start < last:
        yield start, last


def _is_person_so_far(copy: Copy, first: int, last: int) -> bool:
    """Whether the words before "von" are a first name: no calling, no article before them."""
    article = first > 0 and copy.words.has("definite", copy.tokens[first - 1])
    called = all(copy.words.speaker_at(copy.tokens, at) for at in range(first, last - 1))
    alone = last == first + 1 and not article and not copy.tokens[first].endswith(ABSTRACT)
    named = called and fold(copy.tokens[last - 1]).split("-")[0] in first_names()
    return (alone or named) and not copy.words.speaker_at(copy.tokens, last - 1)


def _noble_tail(copy: Copy, first: int, last: int) -> tuple[str, ...]:
    """The words "von der Leyen" of a full name, none if it has no such part."""
    at = next((at for at in range(first + 1, last - 1) if copy.words.has("nobiliary", copy.tokens[at])), None)
    return tuple(copy.tokens[at:last]) if at is not None else ()


def _with_tail(copy: Copy, first: int, last: int, tails: set[tuple[str, ...]]) -> tuple[int, int]:
    """A name with the "von der" before it that a full name in the article has too."""
    for tail in tails:
        start = last - len(tail)
        if 0 <= start < first and tuple(copy.tokens[start:last]) == tail:
            return start, last
    return first, last


def _bared(copy: Copy, first: int, last: int) -> tuple[int, int]:
    """A run without "Ende", "Stadt" and "Insel" before a name."""
    words = copy.words
    while first < last - 1 and (
        words.has("before_names", copy.tokens[first])
        or words.has("definite", copy.tokens[first])
        or (words.grammar.capital_nouns and words.has("not_names", copy.tokens[first]))
    ):
        first += 1
    return first, last


def _is_full(copy: Copy, first: int, last: int) -> bool:
    """Whether several capitals are one name: no measure among them, no adjective before a noun."""
    words = copy.words
    if last - first < 2 or any(words.has("not_names", token) for token in copy.tokens[first:last]):
        return False
    if not words.grammar.capital_nouns:
        return True
    if first and copy.tokens[first - 1].isdecimal():
        return False
    opener = copy.tokens[first]
    owned = copy.tokens[last - 1].endswith("s") and languages_of(copy.tokens[last - 1])
    if owned and last - first == 2 and fold(opener) not in first_names():
        return False  # "Häfen Norwegens"
    declined = opener.endswith(DECLINED) and fold(opener) not in first_names() and last - first == 2
    return not (declined and _opens(copy, first)) and fold(opener) not in name_words().openers


def _is_name_alone(copy: Copy, first: int, last: int, known: set[str]) -> bool:
    """Whether a single capital is a name: short for a full one, after "Frau", an acronym, an outlet."""
    words, token = copy.words, copy.tokens[first]
    text = copy.slice(first, last)
    if last - first > 1 or words.has("not_names", token):
        return False
    before = copy.tokens[first - 1] if first else ""
    if words.has("honorifics", before) or (before == "." and words.has("honorifics", copy.tokens[first - 2])):
        return True
    if words.speaker_at(copy.tokens, first):
        return False
    if fold(token) in known or text in outlets()[0] or (len(text) > 1 and text.isupper()):
        return True
    if words.grammar.capital_nouns:
        apart = copy.tokens[last : last + 1] == [","] and last + 1 < len(copy.tokens)
        if token.endswith("s") and apart and copy.is_capital(last + 1):
            return False  # "der Präsident Valdors, Ilja Borow"
        # "ICANN-Chef Twomey": a calling stands before it, and no article.
        return bool(first and words.speaker_at(copy.tokens, first - 1) and copy.is_capital(first - 1))
    return not _opens(copy, first)


def _speaks(copy: Copy, at: int) -> bool:
    """Whether a bare German capital stands right at a saying verb: "sagte Ahlers", "Ahlers sagte"."""
    words, tokens = copy.words, copy.tokens
    if not words.grammar.capital_nouns or words.speaker_at(tokens, at):
        return False
    if at + 1 < len(tokens) and words.has("saying_verbs", tokens[at + 1]) and _opens(copy, at):
        return not tokens[at].endswith(ABSTRACT)
    apart = tokens[at + 1 : at + 2] == [","] and at + 2 < len(tokens) and words.speaker_at(tokens, at + 2)
    if apart and _opens(copy, at):
        return True  # "Brink, Vorsitzender des Vereins, sagte"
    marked = at > 1 and (tokens[at - 2] == "," or tokens[at - 2][0] == QUOTED)
    return marked and words.has("saying_verbs", tokens[at - 1]) and not words.has("pronoun_words", tokens[at])


def _opens(copy: Copy, at: int) -> bool:
    """Whether a token opens a sentence or a paragraph."""
    return at == 0 or copy.tokens[at - 1][0] in ".!?…:\ufffb" or "\n" in copy.text[copy.ends[at - 1] : copy.starts[at]]
