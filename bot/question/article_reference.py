"""An article that is pointed at, "that article", "the second one", named by its title between quotation marks."""

import re

from bot.question.followup_patterns import Follows
from bot.question.history import Before
from bot.question.request import read_request


def with_titles(asked: str, before: Before, known: Follows) -> str | None:
    """The text with the title of the article that it points at; None where it points at none, or none was shown."""
    if not before.titles:
        return None
    if known.it.fullmatch(asked):
        return known.framed("summarise", title=_quoted(before.titles[0], known))
    if match := _nth_alone(asked, known):
        return _summarised(match, before, known)
    for pattern in known.nth_in:
        if (match := pattern.search(asked)) and (title := _nth(match, before)):
            return _in_place(asked, match.span("nth"), _quoted(title, known))
    match = known.this.search(asked)
    return _in_place(asked, match.span(), _quoted(before.titles[0], known)) if match else None


def points_at_an_article(asked: str, known: Follows) -> bool:
    """Whether a text points at an article shown before."""
    return bool(
        known.it.fullmatch(asked)
        or known.this.search(asked)
        or _nth_alone(asked, known)
        or any(pattern.search(asked) for pattern in known.nth_in)
    )


def _nth_alone(asked: str, known: Follows) -> re.Match[str] | None:
    """What points at one of several, and says no more than that, or that it is to be summed up."""
    request = read_request(asked)
    subject = request.subject if request and request.kind == "summary" else None
    patterns = (*known.nth_alone, known.nth_bare) if subject else known.nth_alone
    return next((match for one in patterns if (match := one.fullmatch(subject or asked))), None)


def _summarised(match: re.Match[str], before: Before, known: Follows) -> str | None:
    title = _nth(match, before)
    return known.framed("summarise", title=_quoted(title, known)) if title else None


def _nth(match: re.Match[str], before: Before) -> str | None:
    if match["last"]:
        return before.listed[-1]
    number = next(number for number in range(1, 6) if match[f"n{number}"])
    return before.listed[number - 1] if number <= len(before.listed) else None


def _in_place(asked: str, span: tuple[int, int], title: str) -> str:
    return asked[: span[0]] + title + asked[span[1] :]


def _quoted(title: str, known: Follows) -> str:
    return f"{known.marks[0]}{title}{known.marks[1]}"
