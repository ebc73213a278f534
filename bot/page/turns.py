"""The conversation as HTML: what was asked, and the answer, the refusal or the remark that came of it."""

import re
from collections.abc import Iterable, Sequence

from bot.answer import Citation, Refusal, Remark, Reply
from bot.output.answer import beside_lines
from bot.output.filters import understood_line
from bot.page.templates import Html, render
from bot.phrases import phrases

MOST_LISTED = 20  # in a remark; the whole list stands on the desk
GROWING = ' data-growing aria-busy="true"'  # as turns.html has it


def turn(question: str, inner: Html, *, is_growing: bool = False) -> Html:
    """One question and what came of it."""
    return render("turns", "turn", question=question, inner=inner, is_growing=is_growing)


def stopped(current: str) -> str:
    """The turn that was growing, ended where it stood; what it waited for is no longer said."""
    still = re.sub(r'<p class="waiting">.*?</p>', "", current.replace(GROWING, " data-stopped", 1))
    return still.removesuffix("</section>") + '<p class="foot">Stopped.</p></section>'


def welcome(examples: Iterable[tuple[str, str]]) -> Html:
    """What stands where the conversation will: what this is, and questions to begin with, each after its language."""
    return render("turns", "welcome", examples=tuple(examples))


def waiting(line: str) -> Html:
    """What is being done before there is anything to show."""
    return render("turns", "waiting", line=line)


def trouble(message: str) -> Html:
    """An error of the kind a reader can mend, as one plain line."""
    return render("turns", "trouble", message=message)


def answer(told: Reply, *, is_growing: bool = False) -> Html:
    """What the archive says, that it doesn't and the nearest thing it has, or what is said of neither."""
    speaks = phrases(told.language)
    understood = understood_line(told.understood, speaks) if told.understood else ""
    shown: dict[str, object] = {"told": told, "speaks": speaks, "understood": understood}
    if isinstance(told, Remark):
        left = max(len(told.listings) - MOST_LISTED, 0)
        return render("reply", "remark", **shown, listings=told.listings[:MOST_LISTED], left=left)
    if isinstance(told, Refusal):
        return render("reply", "refusal", **shown, cards=_by_article(told.nearest))
    return render(
        "reply",
        "answer",
        **shown,
        cited={one.number: one for one in told.citations},
        cards=_by_article(told.citations),
        beside=() if is_growing else beside_lines(told),
        is_growing=is_growing,
    )


def _by_article(citations: Sequence[Citation]) -> list[list[Citation]]:
    """The citations of each article together, in the order in which the articles are cited."""
    found: dict[str, list[Citation]] = {}
    for one in citations:
        found.setdefault(one.listing.article_id, []).append(one)
    return list(found.values())
