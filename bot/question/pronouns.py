"""Words that point back, "he", "his", "about that", with what they point at in their place."""

import re

from bot.question.followup_patterns import Follows, Swap, filled
from bot.question.history import Before


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
