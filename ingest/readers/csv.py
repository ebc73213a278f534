"""Read CSV (also with semicolons or tabs): one article a row, the first row names the columns."""

import csv
import re
from collections.abc import Iterator
from typing import BinaryIO

from ingest.article import Rejected
from ingest.readers.decode import text_lines
from ingest.readers.record import EMPTY, MAX_CHARS, Raw, read_record

LINE = re.compile(r"[^\n]*\n|[^\n]+")


def read_table(handle: BinaryIO, *, where: str, path: str | None) -> Iterator[Raw | Rejected]:
    """Every row's article, or why the row holds none, as `news.csv:14`, the line on which the row begins."""
    # The module's own limit is 131,072 characters, less than a long reportage, and it can only be set for all.
    csv.field_size_limit(MAX_CHARS + 1)
    lines = _rows_lines(text_lines(handle))
    first = next((line for line in lines if line.strip()), None)
    if first is None:
        yield Rejected(where, EMPTY)
        return
    delimiter = max(",;\t|", key=first.count)
    try:
        columns = next(csv.reader([first], delimiter=delimiter), [])
    except csv.Error as error:
        yield Rejected(f"{where}:1", f"the names of its columns can't be read: {error}")
        return
    rows = csv.reader(lines, delimiter=delimiter)
    while True:
        place = f"{where}:{rows.line_num + 2}"
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield Rejected(place, f"not a row that can be read: {error}")
            continue
        if row is None:
            return
        if any(map(str.strip, row)):
            yield read_record(dict(zip(columns, row, strict=False)), where=place, path=path)


def _rows_lines(lines: Iterator[str | None]) -> Iterator[str]:
    r"""The lines, also of a file that ends them with \r; one too long is cut, so that its row is rejected."""
    for line in lines:
        if line is None:
            yield "x" * (MAX_CHARS + 2)
        elif "\r" in line:
            yield from LINE.findall(line.replace("\r\n", "\n").replace("\r", "\n"))
        else:
            yield line
