"""Read JSONL: one article a line; a line that is none is rejected and reading goes on."""

import json
from collections.abc import Iterator
from typing import BinaryIO

from ingest.article import Rejected
from ingest.readers.decode import text_lines
from ingest.readers.record import TOO_LONG, Raw, read_record


def read_jsonl(handle: BinaryIO, *, where: str, path: str | None) -> Iterator[Raw | Rejected]:
    """Every line's article, or why the line holds none, as `news.jsonl:14`."""
    for number, line in enumerate(text_lines(handle), start=1):
        place = f"{where}:{number}"
        if line is None:
            yield Rejected(place, TOO_LONG)
        elif line.strip():
            yield _read_line(line, where=place, path=path)


def _read_line(line: str, *, where: str, path: str | None) -> Raw | Rejected:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        return Rejected(where, f"not JSON: {error.msg} at character {error.pos + 1}")
    except (ValueError, RecursionError):  # numbers of thousands of digits, lists of thousands of lists
        return Rejected(where, "not JSON that can be read")
    if not isinstance(record, dict):
        return Rejected(where, "not a record: a line should be one JSON object")
    return read_record(record, where=where, path=path)
