"""Choose who reads: the reader that comes along, a checkpoint of one's own, or nobody."""

from pathlib import Path

from bot.reader.bundled import BundledReader
from bot.reader.reading import Reader

NOBODY = "none"


def open_reader(name: str | None = None, *, cache: Path | None = None) -> Reader | None:
    """Open the named reader, or the bundled one; "none" is None. Raises ReaderUnavailable.

    What tells whether an answer is there was fitted to the bundled reader; another's logits are taken as they are.
    """
    if name is None:
        return BundledReader(cache)
    if name == NOBODY:
        return None
    from bot.reader.checkpoint import CheckpointReader

    return CheckpointReader(name)
