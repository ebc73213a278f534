"""Find what is asked in what was typed: greetings, introductions, manners, numbers and marks ask nothing."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from bot.question.followup_patterns import follows
from bot.question.request import read_request
from ingest.languages import LANGUAGES, load
from ingest.text.language import detect_language

MOST_LAYERS = 8  # "Hello! I'm a reporter. One question: 1. Please tell me ..." has five
MOST_CHARACTERS = 700  # of which an introduction is looked for; the longest that was thought of has 200
# "1. ", "(2) ", "a) ", "- ", "Q: ": how questions stand in a list.
NUMBER = re.compile(r"(?:\(?(?:\d{1,2}|[a-z])[.):]|\d{1,2} ?[-–—]|#\d{1,2}:?|[-*•–—>]|[QqF]\d*[:.])\s+(?=\S)")
MARKS = re.compile(r"[\"'“”„«»‹›‘’‚「『*_`]\s*(?P<inside>[^\"“”„«»「」]+?)\s*[\"'“”‘’«»‹›」』*_`]\s*[.?!؟]?")
PAUSE = r"(?:\s*[,.;:!?،؛–—-]+\s*)"
END = r"[\s.!,;:–—-]*(?P<mark>[?؟]?)[\s.!?؟]*$"


@dataclass(frozen=True, slots=True)
class Manners:
    """One language's patterns of what stands around a question, from `languages/`."""

    first: tuple[re.Pattern[str], ...]  # to be cut off at the beginning
    last: re.Pattern[str]  # at the end, with the mark of the question before it or behind it
    besides: re.Pattern[str]  # "actually", "ever": anywhere; names have capitals
    opens: re.Pattern[str]
    asks: re.Pattern[str]

    def is_asked(self, text: str) -> bool:
        """Whether a text is a question; what stands between marks may be a title as well."""
        return bool(self.opens.match(text) and self.asks.search(text))


@lru_cache(maxsize=1024)
def plainly(text: str) -> str:
    """What is asked, without what stands around it; small talk and requests are left as they are.

    >>> plainly("Hello, I'm writing a piece on the treaty; please tell me what Delorme said about article 9.")
    'what Delorme said about article 9.'
    >>> plainly("2. Who won the cup?"), plainly("Hello Kitty sells how many toys?")
    ('Who won the cup?', 'Hello Kitty sells how many toys?')
    """
    asked = " ".join(text.split())
    if not asked:
        return asked
    detected = detect_language(asked)
    tried = (detected, *(one for one in LANGUAGES if one != detected))
    for _ in range(MOST_LAYERS):
        if read_request(asked):
            return asked
        rest = _unwrapped(asked, tried)
        if rest == asked:
            break
        asked = rest
    return asked


def without_besides(text: str, language: str) -> str:
    """A text without the words that add nothing to what is asked.

    >>> without_besides("What did Delorme actually say about the Ever Given?", "en")
    'What did Delorme say about the Ever Given?'
    """
    return " ".join(manners(language).besides.sub(" ", text).split())


@cache
def manners(language: str) -> Manners:
    """The patterns of one of the seven languages."""
    table = load(language, "asking")["around"]
    opens, tell, aside, joins = (f"(?:{table[name]})" for name in ("opens", "tell", "aside", "joins"))
    # A word has to end where a pattern does: "hi" is no greeting in "Hidalgo". An elision ends in "qu'a dit", too.
    ends = r"(?:(?!\w)|(?<=['’]))"
    going_on = f"(?=(?:{opens}|{tell}){ends})"
    first = (
        rf"(?:{table['greets']}){ends}(?:{PAUSE}|\s+{going_on})",
        rf"{tell}{ends}{PAUSE}?\s*(?={opens}{ends})",
        rf"{aside}{ends}{PAUSE}\s*(?=(?:{joins}\s+)?(?:{opens}|{tell}){ends})",
        rf"(?:{table['introduces']}){ends}[^?؟]*?(?:{PAUSE}|\s+{joins}\s+){going_on}",
    )
    return Manners(
        first=tuple(re.compile(one, re.IGNORECASE) for one in first),
        last=re.compile(rf"(?P<before>[?؟]?)[\s.!,;:–—-]+(?:{table['closes']}){END}", re.IGNORECASE),
        besides=re.compile(rf"^(?i:{joins})\s+(?=(?i:{opens}){ends})|(?:,\s*)?(?<!\w){table['besides']}{ends},?"),
        opens=re.compile(f"{opens}{ends}", re.IGNORECASE),
        asks=follows(language).asks,
    )


def _unwrapped(asked: str, languages: tuple[str, ...]) -> str:
    """The text without one layer of what stands around the question."""
    if number := NUMBER.match(asked):
        return asked[number.end() :]
    for known in map(manners, (one for one in languages if one in LANGUAGES)):
        if (marked := MARKS.fullmatch(asked)) and known.is_asked(marked["inside"]):
            return marked["inside"]
        for pattern in known.first:
            match = pattern.match(asked, 0, MOST_CHARACTERS)
            if match and _says_something(asked[match.end() :]):
                return asked[match.end() :]
        if (match := known.last.search(asked)) and _says_something(asked[: match.start()]):
            return asked[: match.start()] + (match["before"] or match["mark"])
    return asked


def _says_something(rest: str) -> bool:
    return bool(re.search(r"\w{2}", rest))
