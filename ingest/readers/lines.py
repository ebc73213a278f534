"""Read a file line by line in bounded memory, however long its lines are."""

import io
from collections.abc import Iterator
from typing import BinaryIO

from ingest.readers.decode import UTF16_MARKS, mend_line
from ingest.readers.raw import MAX_CHARS

# An article of the largest size, its letters escaped as \uXXXX, with room for the other fields.
MAX_LINE = 6 * MAX_CHARS + 100_000


def text_lines(handle: BinaryIO) -> Iterator[str | None]:
    """Every line with its end, None in place of one that is too long to be kept.

    The file may be UTF-8, UTF-16 with its mark, or lines of an older encoding.
    """
    buffered = io.BufferedReader(handle) if isinstance(handle, io.RawIOBase) else handle
    start = buffered.peek(2)[:2] if isinstance(buffered, io.BufferedReader) else b""
    is_utf16 = start in UTF16_MARKS
    stream = io.TextIOWrapper(
        buffered,
        encoding="utf-16" if is_utf16 else "utf-8-sig",
        errors="replace" if is_utf16 else "surrogateescape",
        newline="\n",
    )
    try:
        while line := stream.readline(MAX_LINE):
            if len(line) < MAX_LINE or line.endswith("\n"):
                yield mend_line(line)
                continue
            while (rest := stream.readline(MAX_LINE)) and not rest.endswith("\n"):
                pass
            yield None
    finally:
        if not buffered.closed:  # by whoever opened it, before this was read to its end
            stream.detach()
