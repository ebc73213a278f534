"""Words that point back, "he", "about that", "the second article", with what they point at in their place."""

import re

from bot.question.followup_patterns import Follows, Swap, filled
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


def with_names(asked: str, before: Before, known: Follows) -> str | None:
    """The text with the person and the topic named that it points at; None where it points at none that is known."""
    named = _swapped(asked, known.pronouns, before, known)
    topical = _swapped(named or asked, known.topics, before, known)
    return topical or named


def in_brackets(asked: str, before: Before, known: Follows) -> str | None:
    """What to add in brackets where it fits in no place: "Quelle est sa position ? (Lloyd Austin)"."""
    if any(pattern.match(asked) for pattern in known.brackets):
        return before.person
    return before.question.topic or before.rest if any(one.match(asked) for one in known.hangs) else None


def points_back(asked: str, known: Follows) -> bool:
    """Whether a text has a word that points back."""
    swaps = [pattern for pattern, _ in (*known.pronouns, *known.topics)]
    return any(pattern.match(asked) for pattern in (*swaps, *known.brackets, *known.hangs))


def about_before(before: Before, known: Follows) -> str:
    """What was asked about before, as this language says it."""
    if before.language == known.language and before.about:
        return before.about
    return known.framed("about", what=before.question.topic or before.rest)


def _swapped(asked: str, swaps: tuple[Swap, ...], before: Before, known: Follows) -> str | None:
    for pattern, instead in swaps:
        match = pattern.match(asked)
        if not match or ("<who>" in instead and not before.person):
            continue
        groups = {name: words or "" for name, words in match.groupdict().items()}
        if instead.startswith("<who>"):  # "A-t-elle démissionné ?" begins with the name now
            groups = {name: words[:1].lower() + words[1:] for name, words in groups.items()}
        frame = re.sub(r"\\g<(\w+)>", r"<\1>", instead)
        place = filled(frame, **groups, who=before.person or "", about=about_before(before, known))
        return place + asked[match.end() :]
    return None
