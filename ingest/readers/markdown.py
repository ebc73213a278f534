"""Read a Markdown file: front matter for what is known of the article, the rest as plain words."""

import re
from dataclasses import replace
from pathlib import Path

from ingest.article import Rejected
from ingest.readers.decode import read_text
from ingest.readers.record import EMPTY, Raw, read_record

FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)(.*)\Z", re.DOTALL)
FIELD = re.compile(r"^([A-Za-z][\w -]*):[ \t]*(.*?)[ \t]*$", re.MULTILINE)
HEADING = re.compile(r"\A\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|\Z)|\A\s*([^\n]+)\n=+[ \t]*(?:\n|\Z)")

# In this order: what is inside another is taken first. Each is bounded, so no text makes them slow.
MARKUP = (
    (re.compile(r"<!--.{0,5000}?-->", re.DOTALL), ""),
    (re.compile(r"^[ \t]{0,3}(?:```|~~~).{0,200}$", re.MULTILINE), ""),  # fences
    (re.compile(r"!\[[^\]\n]{0,1000}\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,200}\])"), ""),  # pictures
    (re.compile(r"\[([^\[\]\n]{1,1000})\]\([^()\n]{0,2000}(?:\([^()\n]{0,500}\)[^()\n]{0,500})?\)"), r"\1"),  # links
    (re.compile(r"\[([^\[\]\n]{1,1000})\]\[[^\[\]\n]{0,200}\]"), r"\1"),
    (re.compile(r"^[ \t]{0,3}\[[^\]\n]{1,200}\]:[ \t]+\S{1,2000}.{0,300}$", re.MULTILINE), ""),  # link addresses
    (re.compile(r"<(https?://[^<>\s]{1,2000})>"), r"\1"),
    (re.compile(r"</?[A-Za-z][^<>\n]{0,1000}>"), ""),  # tags
    (re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(.{0,1000}?)[ \t]*#*[ \t]*$", re.MULTILINE), r"\n\1\n"),  # headings
    (re.compile(r"^[ \t]{0,3}(?:[-*_][ \t]*){3,60}$|^[ \t]{0,3}=+[ \t]*$", re.MULTILINE), "\n"),  # rules
    (re.compile(r"^[ \t]{0,3}(?:>[ \t]?){1,10}", re.MULTILINE), ""),  # quotations
    (re.compile(r"^[ \t]{0,12}[*+-][ \t]+(?=\S)", re.MULTILINE), "\n"),  # list entries
    (re.compile(r"(\*\*\*|\*\*|__)(?=\S)([^\n]{1,2000}?\S??)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,2000}?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<!\w)_(?=[^\s_])([^_\n]{1,2000}?)(?<=\S)_(?!\w)"), r"\1"),
    (re.compile(r"`([^`\n]{1,1000})`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])"), r"\1"),
    (re.compile(r"(?<=\S)(?:[ ]{2,}|\\)$", re.MULTILINE), ""),
)


def read_markdown(path: Path) -> Raw | Rejected:
    """The file's words with its marks gone; its first heading is the title."""
    source = read_text(path)
    if isinstance(source, Rejected):
        return source
    fields, body = split_front_matter(source)
    title = HEADING.match(body)
    if title:
        body = body[title.end() :]
        fields.setdefault("title", strip_markup((title[1] or title[2]).strip()))
    body = strip_markup(body).strip()
    if not body:
        return Rejected(str(path), EMPTY)
    raw = read_record(fields | {"text": body}, where=str(path), path=str(path.absolute()))
    return raw if isinstance(raw, Rejected) else replace(raw, identity=str(path.absolute()))


def split_front_matter(source: str) -> tuple[dict[str, str], str]:
    """The `key: value` lines between the two --- at the top, and what comes after them."""
    match = FRONT_MATTER.match(source.replace("\r\n", "\n"))
    if not match:
        return {}, source.replace("\r\n", "\n")
    fields = {key.strip().lower(): _unquoted(value) for key, value in FIELD.findall(match[1]) if value}
    return fields, match[2]


def strip_markup(text: str) -> str:
    """The words without Markdown's marks; unwrapped, since in Markdown a single line end is a space.

    >>> strip_markup("The **ferry** [stays](https://example.org) in port.")
    'The ferry stays in port.'
    """
    for pattern, plain in MARKUP:
        text = pattern.sub(plain, text)
    paragraphs = re.split(r"\n[ \t]*(?:\n[ \t]*)+", text)
    return "\n\n".join(" ".join(paragraph.split("\n")).strip() for paragraph in paragraphs if paragraph.strip())


def _unquoted(value: str) -> str:
    if value[:1] == "[" and value[-1:] == "]":
        value = value[1:-1]
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
