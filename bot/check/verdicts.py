"""Word what was compared, in the reader's language: "differs from [1]: 300,000 / 100,000"; never that it is true."""

from collections.abc import Iterable, Sequence

from bot.check.report import Difference
from bot.compare.quotation.facts import Checked
from bot.compare.sentence.reasons import Compared, ComparedText
from bot.phrases import Phrases
from ingest.quantities.days import find_days
from ingest.quantities.numbers import find_numbers
from ingest.text.names import find_names

MOST_TOLD = 3  # differences that a line names; the rest are marked in the text
MOST_CHARS = 80  # of one side of a difference
REPAIRS = ("case", "accents", "punctuation", "hyphenation", "typing", "interrupted")


def of_quotation(
    checked: Checked,
    speaks: Phrases,
    *,
    marks: Sequence[int],
    claimed: str | None,
    told: Iterable[str],
    archive: str,
    language: str | None = None,
) -> str:
    """The line on a quotation; `told` are its differences in words, `language` that of the original."""
    checks, reasons = speaks.checks, checked.reasons
    speaker = checked.place.speaker if checked.place else None
    key: str = "too_short" if set(reasons) & {"too_short", "no_words"} else checked.verdict
    line = checks[key].format(
        marks=_marks(marks),
        what=_listed(checks[one] for one in reasons if one in REPAIRS),
        differences=_listed(told),
        speaker=speaker or "",
        claimed=claimed or "",
        language=speaks.name_of(language) if language else "",
        archive=archive,
    )
    if checked.verdict == "not_found" and marks:
        line += checks["nearest"].format(marks=_marks(marks))
    for one, addition in (
        ("shortened", "shortened"),
        ("speaker_not_confirmed", "not_confirmed"),
        ("reporters_words", "reporters_words"),
        ("numbers_differ", "numbers_differ"),
        ("names_differ", "names_differ"),
    ):
        if one in reasons:
            line += checks[addition].format(claimed=claimed or "")
    if checked.verdict == "translation" and "another_speaker" in reasons:
        line += checks["another_speaker"].format(speaker=speaker)
    return line


def of_sentence(
    sentence: ComparedText,
    compared: Compared,
    speaks: Phrases,
    *,
    marks: Sequence[int],
    told: Iterable[str],
    archive: str,
) -> str:
    """The line on a sentence that is no quotation."""
    checks = speaks.checks
    if compared.verdict == "not_found":
        line = checks["not_found"].format(archive=archive)
        return line + (checks["nearest"].format(marks=_marks(marks)) if marks else "")
    kinds = what_it_holds(sentence) if compared.verdict == "matches" else ()
    key = "matches_words" if compared.verdict == "matches" and not kinds else compared.verdict
    return checks[key].format(
        marks=_marks(marks), kinds=_listed(checks[one] for one in kinds), differences=_listed(told)
    )


def differing_too(differences: Iterable[str], speaks: Phrases, *, mark: int) -> str:
    """What is added where another article says otherwise."""
    return speaks.checks["differs_too"].format(marks=_marks([mark]), differences=_listed(differences))


def difference_words(text: str, differences: Iterable[Difference], speaks: Phrases) -> list[str]:
    """Each difference in words, the most telling first: “300,000” / “100,000”."""
    told = []
    for one in differences:
        said, found = _short(text[one.said[0] : one.said[1]]), _short(one.found)
        key = "pair" if said and found else "lacks" if found else "adds"
        told.append(speaks.checks[key].format(said=said, found=found))
    return list(dict.fromkeys(told))


def what_it_holds(sentence: ComparedText) -> tuple[str, ...]:
    """What a sentence has that could be compared: numbers, dates, names.

    >>> what_it_holds(ComparedText("The ferry of 3 May carried 212 people.", "en"))
    ('number', 'date')
    """
    return tuple(
        kind
        for kind, found in (
            ("number", find_numbers(sentence.text, sentence.language)),
            ("date", find_days(sentence.text, sentence.language, sentence.on)),
            ("name", find_names(sentence.text)),
        )
        if found
    )


def _marks(numbers: Iterable[int]) -> str:
    return ", ".join(f"[{one}]" for one in numbers)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(list(words)[:MOST_TOLD])


def _short(words: str) -> str:
    told = " ".join(words.split())
    return told if len(told) <= MOST_CHARS else f"{told[: MOST_CHARS - 1].rstrip()}…"
