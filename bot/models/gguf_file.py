"""Read what a GGUF file says of itself: that it is one, and how much text its model takes.

The format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
"""

import struct
from pathlib import Path
from typing import BinaryIO

from bot.errors import ModelFileUnfit

MAGIC = b"GGUF"
SIZES = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}  # bytes of each plain kind of value
STRING, ARRAY, UINT32 = 8, 9, 4
# A file comes from anywhere, and a header of a lie must not keep us busy: past any of these we don't know the window.
MOST_ENTRIES, MOST_STRINGS, LONGEST_STRING = 1_000, 10_000, 1_000_000


def read_window(path: Path) -> int | None:
    """How many tokens the model was trained to take, None if the file does not say; raises ModelFileUnfit."""
    try:
        with path.open("rb") as file:
            if file.read(4) != MAGIC:
                raise ModelFileUnfit(str(path), reason="it is not a GGUF file")
            return _window(file)
    except OSError as error:
        raise ModelFileUnfit(str(path), reason=error.strerror or "it can't be read") from error


def _window(file: BinaryIO) -> int | None:
    """The value of `<architecture>.context_length`; the walk is bounded, and a header cut short is no window."""
    try:
        _, _, entries = struct.unpack("<IQQ", file.read(20))
        for _ in range(min(entries, MOST_ENTRIES)):
            key, kind = _string(file), _number(file, "<I")
            if key.endswith(b".context_length") and kind == UINT32:
                return _number(file, "<I") or None
            _skip(file, kind)
    except (struct.error, ValueError):
        return None
    return None


def _skip(file: BinaryIO, kind: int) -> None:
    """Walk over one value; raises ValueError at a kind or a length that no model has."""
    if kind == STRING:
        _string(file)
    elif kind in SIZES:
        file.seek(SIZES[kind], 1)
    elif kind == ARRAY:
        of, length = _number(file, "<I"), _number(file, "<Q")
        if of in SIZES and length * SIZES[of] < 2**40:
            file.seek(length * SIZES[of], 1)
        elif of == STRING and length <= MOST_STRINGS:
            for _ in range(length):
                _string(file)
        else:
            raise ValueError(f"an array of {length} of kind {of}")
    else:
        raise ValueError(f"a value of kind {kind}")


def _string(file: BinaryIO) -> bytes:
    length = _number(file, "<Q")
    if length > LONGEST_STRING:
        raise ValueError(f"a string of {length} bytes")
    return file.read(length)


def _number(file: BinaryIO, form: str) -> int:
    (number,) = struct.unpack(form, file.read(struct.calcsize(form)))
    return int(number)
