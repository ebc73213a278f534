"""What makes an article the same one when it is read again, and when two that claim to be one are not."""

import json
import pickle
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from tempfile import SpooledTemporaryFile
from typing import IO
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from ingest.article import Rejected
from ingest.readers.record import Raw
from ingest.text.clean import tidy
from ingest.text.fingerprints import prints

# What an address carries only to count its readers, or to be shown on a telephone.
TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|twclid|igshid|xtor|ref|ref_src|mc_cid|mc_eid|at_\w+|cmpid"
    r"|ocid|smid|_ga|_gl|mkt_tok|wt_mc|amp",
    re.IGNORECASE,
)
EDITION = re.compile(r"(?:www|m|amp)\.(?=[^.]+\.)")  # of one site: the rest has to be a name still
AMP = re.compile(r"^/+amp(?=/)|/amp$", re.IGNORECASE)
ROOT = re.compile(r"/?(?:index\.\w{2,5})?", re.IGNORECASE)
DEFAULT_PORTS = (None, 80, 443)

# Versions of one article have most of their words in common; two stories of one paper little but its standing lines.
# Where it is doubtful both are kept: one too many is seen and removed, one lost is not noticed.
ALIKE = 0.5
MOST_IN_MEMORY = 32 << 20  # bytes of what was read and waits; beyond it a temporary file is used


def address(url: str | None) -> str | None:
    """The one address of an article, however it was linked to; None of a site's root, and of what is no web address.

    >>> address("http://www.post.example:80/ferry/amp/?utm_source=x#top") == address("https://post.example/ferry")
    True
    >>> address("https://post.example/"), address("/ferry")
    (None, None)
    """
    parts = _web(url)
    if parts is None:
        return None
    scheme, host, path, query = parts
    try:
        port = urlsplit(f"{scheme}://{host}").port
    except ValueError:
        return None
    name = host.rpartition("@")[2]
    name = re.sub(r":\d*$", "", name).rstrip(".")
    while EDITION.match(name):
        name = EDITION.sub("", name, count=1)
    if not name:
        return None
    shown = path
    while (shorter := AMP.sub("", shown.strip().rstrip("/"))) != shown:
        shown = shorter
    asked = urlencode(sorted(parse_qsl(query, keep_blank_values=True)))
    if ROOT.fullmatch(shown) and not asked:
        return None
    where = name if port in DEFAULT_PORTS else f"{name}:{port}"
    return urlunsplit(("https", where, shown, asked, ""))


def linked(url: str | None) -> str | None:
    """A web address as it can be opened, without what only counts its readers; None of what is none."""
    parts = _web(url)
    return None if parts is None else urlunsplit((*parts, ""))


def digest(words: str) -> str:
    """The first 12 hex digits of their SHA-256; a file's name may hold bytes that are no UTF-8, and they count."""
    return sha256(words.encode("utf-8", errors="surrogatepass")).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Identified:
    """One article that was read, and which of the names that it goes by is its own."""

    raw: Raw
    key: str | None  # None where the text itself has to do
    former: str | None = None  # what archives that are older than `address` have for this key

    def article_id(self, text: str) -> str:
        """The id of the article, of which this is the text."""
        return digest(self.key or _told(self.raw, text))

    @property
    def former_id(self) -> str | None:
        """The id that an older archive may have it under."""
        return None if self.former in (None, self.key) else digest(str(self.former))


def identify(load: Iterable[Raw | Rejected]) -> Iterator[Identified | Rejected]:
    """All of one load, each with its key: its address, else its place, unless an unlike text of the load has the same.

    So the whole load is read before the first of it is told.
    """
    with SpooledTemporaryFile(max_size=MOST_IN_MEMORY) as kept:
        claims = _Claims(kept)
        count = 0
        for count, one in enumerate(load, start=1):  # noqa: B007  # asked for below
            place = kept.tell()
            pickle.dump(one, kept, pickle.HIGHEST_PROTOCOL)
            if isinstance(one, Raw):
                claims.add(one, place)
        kept.seek(0)
        for _ in range(count):
            one = pickle.load(kept)  # written above, by ourselves
            yield claims.settle(one) if isinstance(one, Raw) else one


@dataclass(slots=True)
class _Claims:
    """Which texts of a load go by which names; of each name the first text's place is kept, and read when asked for."""

    kept: IO[bytes]
    first: dict[str, tuple[str, int]] = field(default_factory=dict)  # a digest of the text, and where it is kept
    shared: set[str] = field(default_factory=set)  # by unlike texts: these name nobody

    def add(self, raw: Raw, place: int) -> None:
        own = digest(raw.text)
        for name in _names(raw):
            other, where = self.first.setdefault(name, (own, place))
            if other != own and name not in self.shared and not _is_alike(raw.text, self._text(where)):
                self.shared.add(name)

    def settle(self, raw: Raw) -> Identified:
        key = next((name for name in _names(raw) if name not in self.shared), None)
        is_by_address = key is not None and key == address(raw.url)
        return Identified(raw, key, former=linked(raw.url) if is_by_address else None)

    def _text(self, place: int) -> str:
        end = self.kept.tell()
        self.kept.seek(place)
        raw: Raw = pickle.load(self.kept)
        self.kept.seek(end)
        return raw.text


def _names(raw: Raw) -> tuple[str, ...]:
    """What may name an article, the best first."""
    return tuple(name for name in (address(raw.url), raw.identity) if name)


def _told(raw: Raw, text: str) -> str:
    """The text, with what a record tells beside it: two papers that print one report are two articles."""
    beside = (raw.title, raw.outlet, raw.published)
    return json.dumps([text, *beside], ensure_ascii=False) if any(beside) else text


def _is_alike(one: str, other: str) -> bool:
    """Whether they are versions of one text."""
    prints_of_one, prints_of_other = set(prints(one)), set(prints(other))
    fewer = min(len(prints_of_one), len(prints_of_other))
    return len(prints_of_one & prints_of_other) >= ALIKE * fewer if fewer else one == other


def _web(url: str | None) -> tuple[str, str, str, str] | None:
    """Scheme, host, path and query of a web address, the query without what only counts readers."""
    try:
        parts = urlsplit(tidy(url or "").strip())
        host = parts.netloc.lower()
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    told = [
        (key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.fullmatch(key)
    ]
    return parts.scheme.lower(), host, parts.path, urlencode(told)
