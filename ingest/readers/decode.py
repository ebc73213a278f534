"""Turn the bytes of a file into text, whatever wrote them, whole or line by line; what is no text is told apart."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from ingest.article import Rejected
from ingest.readers.record import EMPTY, MAX_CHARS, TOO_LONG

# An article of the largest size, its letters escaped as \uXXXX, with room for the other fields.
MAX_LINE = 6 * MAX_CHARS + 100_000
NOT_TEXT = "not text: it holds null bytes, as pictures and programs do"
# UTF-8 takes up to four bytes a character; anything larger need not be opened to be refused.
MAX_BYTES = 4 * MAX_CHARS
ESCAPED = re.compile("[\udc80-\udcff]")  # how Python keeps bytes that are not UTF-8
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


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


def read_text(path: Path, *, max_bytes: int = MAX_BYTES) -> str | Rejected:
    """The text of a file, or why it can't be had; a file too large is refused before it is read."""
    try:
        if not path.is_file():
            return Rejected(str(path), "not a file that can be read")
        if path.stat().st_size > max_bytes:
            return Rejected(str(path), TOO_LONG)
        raw = path.read_bytes()
    except OSError as error:
        return Rejected(str(path), f"can't be opened: {error.strerror or error}")
    text = decode(raw)
    if text is None:
        return Rejected(str(path), NOT_TEXT)
    return text if text.strip() else Rejected(str(path), EMPTY)


def decode(raw: bytes) -> str | None:
    r"""The text in these bytes, or None where they hold none.

    Tried in the order of certainty: a byte-order mark, UTF-8, then what the bytes look most like.

    >>> decode("Grève à Calais".encode("cp1252")), decode(b"GIF89a\x00\x01")
    ('Grève à Calais', None)
    """
    if raw[:2] in UTF16_MARKS:
        return _without_nulls(raw.decode("utf-16", errors="replace"))
    if b"\0" in raw:
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decode_legacy(raw)


def mend_line(line: str) -> str:
    """A line read as UTF-8 with its foreign bytes escaped, read again as what it is more likely to be."""
    if not ESCAPED.search(line):
        return line
    return _decode_legacy(line.encode("utf-8", errors="surrogateescape"))


def _decode_legacy(raw: bytes) -> str:
    """Bytes that are not UTF-8: mostly UTF-8 with a few broken ones, or an encoding of the nineties."""
    mended = raw.decode("utf-8", errors="replace")
    broken = mended.count("\ufffd")
    whole = sum(character > "\x7f" for character in mended) - broken
    if whole > broken:  # in an older encoding hardly an accented letter looks like UTF-8
        return mended.removeprefix("\ufeff")
    return _guess(raw) or raw.decode("cp1252", errors="replace")


def _guess(raw: bytes) -> str | None:
    """What charset-normalizer makes of the bytes; it is asked only about scripts that cp1252 has no letters for."""
    high = sum(byte > 0x7F for byte in raw[:10_000])
    if high * 4 < len(raw[:10_000]):  # few accents among ASCII letters: a Western European language
        return None
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:20_000]).best()
    return raw.decode(best.encoding, errors="replace") if best else None


def _without_nulls(text: str) -> str | None:
    return None if "\0" in text else text
