"""Read a plain text file: one article, its title on top as newspapers send it."""

from pathlib import Path

from ingest.article import Rejected
from ingest.readers.decode import read_text
from ingest.readers.raw import Raw


def read_plain(path: Path) -> Raw | Rejected:
    """The file's words; the title, byline and date in them are found later, in head.py."""
    text = read_text(path)
    if isinstance(text, Rejected):
        return text
    return Raw(where=str(path), text=text, identity=str(path.absolute()))
