"""Open a source: which reader reads which file, and the walk through a folder."""

import io
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from ingest.article import Rejected
from ingest.errors import NoSuchSource
from ingest.readers.csv import read_table
from ingest.readers.decode import MAX_BYTES, NOT_TEXT, decode, read_text
from ingest.readers.html import MAX_PAGE_BYTES, parse_page, read_page
from ingest.readers.jsonl import read_jsonl
from ingest.readers.markdown import read_markdown
from ingest.readers.record import EMPTY, TOO_LONG, Raw

MANY_EACH = {".jsonl": read_jsonl, ".ndjson": read_jsonl, ".csv": read_table, ".tsv": read_table}
MARKUP = re.compile(r"^\s*(?:<!doctype html|<html|<\?xml|<head|<body|<article|<div|<p[ >])", re.IGNORECASE)


def read_plain(path: Path) -> Raw | Rejected:
    """The file's words; the title, byline and date in them are found later, in head.py."""
    text = read_text(path)
    if isinstance(text, Rejected):
        return text
    return Raw(where=str(path), text=text, identity=str(path.absolute()))


ONE_EACH = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_page,
    ".htm": read_page,
    ".xhtml": read_page,
}


def open_source(source: str) -> Iterator[Raw | Rejected]:
    """What a file holds, or every file of a folder in the order of their names."""
    path = Path(source)
    try:
        is_folder, is_there = path.is_dir(), path.exists()
    except (OSError, ValueError) as error:  # a name that no file can have
        raise NoSuchSource(source) from error
    if not is_there:
        raise NoSuchSource(source)
    if not is_folder:
        yield from _open_file(path, is_named=True)
        return
    for file in _walk(path):
        yield from _open_file(file, is_named=False)


def open_pipe(pipe: BinaryIO) -> Iterator[Raw | Rejected]:
    """What comes through a pipe: JSONL if it begins like it, else one page or one text."""
    buffered = (
        pipe if isinstance(pipe, io.BufferedReader) else io.BufferedReader(io.BytesIO(pipe.read(MAX_PAGE_BYTES + 1)))
    )
    start = buffered.peek(64)[:64].lstrip(b"\xef\xbb\xbf \t\r\n\xff\xfe\x00")
    if start.startswith(b"{"):
        yield from read_jsonl(buffered, where="-", path=None)
        return
    raw = buffered.read(MAX_PAGE_BYTES + 1)
    text = decode(raw) if len(raw) <= MAX_PAGE_BYTES else ""
    if text is None:
        yield Rejected("-", NOT_TEXT)
    elif len(raw) > (MAX_PAGE_BYTES if MARKUP.match(text) else MAX_BYTES):
        yield Rejected("-", TOO_LONG)
    elif not text.strip():
        yield Rejected("-", EMPTY)
    else:
        yield parse_page(text, where="-") if MARKUP.match(text) else Raw(where="-", text=text)


def count_raw(source: str) -> int | None:
    """How many articles a file or folder holds, if that can be told without reading them."""
    path = Path(source)
    if not path.is_dir():
        return _count_file(path)
    counts = [_count_file(file) for file in _walk(path)]
    return None if None in counts else sum(count or 0 for count in counts)


def _count_file(path: Path) -> int | None:
    ending = path.suffix.lower()
    if ending in (".csv", ".tsv"):
        return None  # a row may have many lines
    if ending not in MANY_EACH or not path.is_file():
        return 1
    try:
        with path.open("rb") as handle:
            return sum(
                1 for line in iter(lambda: handle.readline(1 << 20), b"") if line.endswith(b"\n") or len(line) < 1 << 20
            )
    except OSError:
        return None


def _walk(folder: Path) -> Iterator[Path]:
    """Every file under a folder that is not hidden, sorted; links to folders are not followed, so it ends."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place) / name for name in sorted(files) if not name.startswith("."))


def _open_file(path: Path, *, is_named: bool) -> Iterator[Raw | Rejected]:
    """The articles of one file; a file of unknown kind is tried as text only when it was asked for by name."""
    ending = path.suffix.lower()
    if ending in MANY_EACH:
        yield from _open_many(path)
    elif ending in ONE_EACH or is_named:
        yield ONE_EACH.get(ending, read_plain)(path)
    else:
        yield Rejected(str(path), f"not a kind of file that is read ({ending or 'no ending'})")


def _open_many(path: Path) -> Iterator[Raw | Rejected]:
    try:
        if not path.is_file():
            yield Rejected(str(path), "not a file that can be read")
            return
        with path.open("rb") as handle:
            if path.stat().st_size == 0:
                yield Rejected(str(path), EMPTY)
                return
            yield from MANY_EACH[path.suffix.lower()](handle, where=str(path), path=str(path.absolute()))
    except OSError as error:
        yield Rejected(str(path), f"can't be opened: {error.strerror or error}")
