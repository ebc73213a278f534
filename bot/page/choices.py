"""What the fields above the question offer: the outlets and the languages that the archive has."""

from collections.abc import Iterable

from bot.page.markup import words
from bot.phrases import phrases
from vectorstore.listing import Listing

MOST_OUTLETS = 500  # a longer list is no choice; the command takes any name


def choices(kept: Iterable[Listing]) -> dict[str, str]:
    """The options of the two lists, as HTML."""
    listings = list(kept)
    outlets = sorted({one.outlet for one in listings if one.outlet}, key=str.casefold)[:MOST_OUTLETS]
    languages = sorted((phrases("en").name_of(code), code) for code in {one.language for one in listings})
    return {
        "outlet": _options("Any outlet", ((one, one) for one in outlets)),
        "language": _options("Any language", languages),
    }


def _options(anything: str, named: Iterable[tuple[str, str]]) -> str:
    """Each option says its name and stands for its value."""
    return f'<option value="">{anything}</option>' + "".join(
        f'<option value="{words(value)}">{words(name)}</option>' for name, value in named
    )
