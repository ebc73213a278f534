"""Fetch a recommended model's file: gone on with after a cut, and kept only if its SHA-256 is the one listed."""

import hashlib
import shutil
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from http.client import HTTPException, HTTPResponse
from importlib.resources import files
from os import fsync
from pathlib import Path
from typing import BinaryIO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from bot.errors import ModelFileWrong, ModelNotFetched, ModelNotRecommended

BLOCK = 1 << 20
SILENCE_SECONDS = 30.0  # with nothing arriving, before it counts as cut
TRIES = 5  # in a row that came no further, then the user is asked to run it again
RANGE_NOT_SATISFIABLE, PARTIAL = 416, 206


@dataclass(frozen=True, slots=True)
class Recommended:
    """A model that can be fetched, at a fixed revision of its publisher's page."""

    name: str
    about: str
    url: str
    bytes: int
    sha256: str

    def path(self, folder: Path) -> Path:
        """Where its file lies, or would."""
        return folder / urlsplit(self.url).path.rsplit("/", 1)[-1]

    def is_here(self, folder: Path) -> bool:
        """Whether it was fetched; a file gets its name only once it was checked."""
        path = self.path(folder)
        return path.is_file() and path.stat().st_size == self.bytes


@cache
def recommended() -> tuple[Recommended, ...]:
    """The models that can be fetched; the first is fetched if none is named."""
    table = tomllib.loads((files(__package__) / "models.toml").read_text("utf-8"))
    return tuple(Recommended(**one) for one in table["recommended"])


def find(name: str | None, among: tuple[Recommended, ...]) -> Recommended:
    """The model of this name, the first if none is given; raises ModelNotRecommended."""
    for one in among:
        if name in (None, one.name):
            return one
    raise ModelNotRecommended(str(name), tuple(one.name for one in among))


def fetch(model: Recommended, folder: Path, *, arrived: Callable[[int], object] = lambda bytes: None) -> Path:
    """Fetch a model's file and check it; what is there already is not fetched again.

    `arrived` is told how many bytes are on disk, from the beginning. Raises ModelNotFetched, and keeps what arrived
    (NAME.part) to go on with; raises ModelFileWrong, and keeps nothing.
    """
    whole = model.path(folder)
    if model.is_here(folder):
        return whole
    part = whole.with_name(whole.name + ".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        missing = model.bytes - _size(part)
        if missing > (free := shutil.disk_usage(folder).free):
            raise ModelNotFetched(
                model.name,
                url=model.url,
                reason=f"{in_gb(missing)} more are needed on the disk, {in_gb(free)} are free",
            )
        _fill(model, part, arrived)
        found = _sha256(part)
        if found != model.sha256:
            part.unlink()
            raise ModelFileWrong(model.name, found=found, wanted=model.sha256)
        part.replace(whole)
    except OSError as error:  # the disk's; the network's are told apart in _fill
        raise ModelNotFetched(model.name, url=model.url, reason=error.strerror or str(error)) from error
    return whole


def _fill(model: Recommended, part: Path, arrived: Callable[[int], object]) -> None:
    """Go on from where the part ends until all is there; a cut is gone on from, while tries bring something."""
    tries, furthest, reason = 0, 0, "the connection was cut, or the file is not of the listed size"
    while (had := _size(part)) < model.bytes:
        if had > furthest:
            tries, furthest = 0, had
        if tries == TRIES:
            raise ModelNotFetched(model.name, url=model.url, reason=reason)
        tries += 1
        try:
            _go_on(model, part, arrived)
        except HTTPError as error:
            if error.code == RANGE_NOT_SATISFIABLE and had:
                part.unlink()  # another file than the one that was begun
                continue
            reason = f"{urlsplit(model.url).hostname} answered {error.code} {error.reason}".strip()
            raise ModelNotFetched(model.name, url=model.url, reason=reason) from error
        except (URLError, HTTPException, TimeoutError, ConnectionError) as error:
            reason = f"{urlsplit(model.url).hostname} can't be reached, or the connection was cut"
            if not _size(part):  # nothing ever came: no machine in between will change its mind
                raise ModelNotFetched(model.name, url=model.url, reason=reason) from error


def _go_on(model: Recommended, part: Path, arrived: Callable[[int], object]) -> None:
    """Ask once for what is missing, and write what comes; what is over the listed size is not taken."""
    had = _size(part)
    request = Request(model.url, headers={"Range": f"bytes={had}-", "Accept-Encoding": "identity"})
    with urlopen(request, timeout=SILENCE_SECONDS) as reply:
        goes_on = reply.status == PARTIAL and _begins_at(reply) == had
        if reply.status == PARTIAL and not goes_on:
            raise HTTPException("the server sent another part than the one asked for")
        with part.open("ab" if goes_on else "wb") as file:
            _take(reply, file, most=model.bytes, arrived=arrived)


def _take(reply: HTTPResponse, file: BinaryIO, *, most: int, arrived: Callable[[int], object]) -> None:
    size = file.tell()
    arrived(size)
    while size < most and (block := reply.read(min(BLOCK, most - size))):
        file.write(block)
        size += len(block)
        arrived(size)
    file.flush()
    fsync(file.fileno())


def _begins_at(reply: HTTPResponse) -> int:
    """Where a part of a file begins, as `Content-Range: bytes 100-199/200` tells; -1 if it doesn't."""
    told = reply.headers.get("Content-Range", "").removeprefix("bytes ").partition("-")[0]
    return int(told) if told.isdecimal() else -1


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def in_gb(bytes: int) -> str:
    """A size as people say it: 1.83 GB."""
    return f"{bytes / 1e9:.2f} GB"
