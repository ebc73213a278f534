"""The HTML of the page: it stands in `templates/`, and this is where it is filled in.

Whatever a template is given is escaped and freed of control characters as it is printed; a template need not ask for
it. A file there is a chapter of the page, and each of its macros a piece that can be had by name.
"""

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NewType

from bot.output.citation_line import frame, quotation_marks
from bot.output.listings import plain
from bot.page.text import code, counted, direction, pieces, runs, site

if TYPE_CHECKING:
    from jinja2 import Environment

Html = NewType("Html", str)  # made by `render` alone, so that what an article brought can't be taken for it

# A line break beside a tag or a block is for whoever reads the template, and would part words and marks on the page.
BREAK_BESIDE_TAG = re.compile(r"(?:(?<=>)|(?<=[%#]\}))\n\s*|\n\s*(?=<|\{[%#])")


def render(chapter: str, piece: str, **shown: object) -> Html:
    r"""A piece of the page as HTML.

    >>> render("turns", "trouble", message='<img src="x">\u202e')
    '<p class="trouble" role="alert">&lt;img src=&#34;x&#34;&gt;</p>'
    """
    made = getattr(_environment().get_template(f"{chapter}.html").module, piece)(**shown)
    return Html(str(made))


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    made = Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        finalize=_printable,
        undefined=StrictUndefined,
        auto_reload=False,
    )
    made.filters |= {"code": code, "counted": counted, "direction": direction}
    made.globals |= {"frame": frame, "pieces": pieces, "quotation_marks": quotation_marks, "runs": runs, "site": site}
    return made


def _source(name: str) -> str:
    """A template in one line; a line break between words is a space, as in HTML."""
    written = (files(__package__) / "templates" / name).read_text("utf-8").strip()
    return re.sub(r"\n\s*", " ", BREAK_BESIDE_TAG.sub("", written))


def _printable(value: object) -> object:
    """Text without control characters and bidi overrides; what a macro has made, which says so itself, as it is."""
    return plain(value) if isinstance(value, str) and not hasattr(value, "__html__") else value
