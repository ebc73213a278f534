"""Who may speak to the page's server: the page itself, and nothing else that is open in the same browser.

A browser lets any page send a request anywhere, this machine among them, and does not ask first where the request
looks like a form's. So each one is looked at before Gradio sees it: which host it asks for (a site can make its name
mean this machine), and which page sent it (another port of this machine is another page).
"""

import re
import socket
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import CredentialsUnfit
from bot.models.providers import Address

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?")
# What may be sent, and what is a form to Gradio alone. Any page may send text/plain, and Gradio reads it as JSON.
JSON, FORM = "application/json", "multipart/form-data"
FORMS = ("/upload", "/login")
READING = ("GET", "HEAD", "OPTIONS")
SOMEWHERE_ELSE = ("cross-site", "same-site")  # another port of this machine is the same site
MOST_SHOWN = 100  # characters of a stranger's host in our own words

# What a proxy tells of the host before it; whoever speaks to us directly can write anything there, and Gradio would
# build the page's addresses of it. X-Forwarded-* are taken away by their beginning.
FORWARDED = (b"forwarded", b"x-gradio-server", b"x-host", b"x-original-host", b"x-real-ip")

HEADERS = {
    # A second wall behind the escaping: whatever the page might be made to say, it can't call out, nor be framed.
    b"content-security-policy": b"default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    b"style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
    b"worker-src 'self' blob:; object-src 'none'; frame-src 'none'; base-uri 'self'; form-action 'self'; "
    b"frame-ancestors 'self'",
    b"x-frame-options": b"SAMEORIGIN",
    b"referrer-policy": b"no-referrer",
    b"x-content-type-options": b"nosniff",
    b"cross-origin-resource-policy": b"same-origin",
}


@dataclass(frozen=True, slots=True)
class Hosts:
    """The hosts under which a page may be asked for.

    One served to this machine alone has the loopback addresses; one that others reach has any address, for behind a
    number no site can stand, and the machine's own names. Ports are not compared: a tunnel may lead here from another.

    >>> [Hosts.of("127.0.0.1").has(host) for host in ("localhost:7860", "[::1]:7860", "192.168.0.7:7860", "a.example")]
    [True, True, False, False]
    >>> [Hosts.of("0.0.0.0", names=("desk",)).has(host) for host in ("192.168.0.7", "Desk.local:7860", "a.example")]
    [True, True, False]
    """

    is_here: bool  # no other machine can reach it
    names: frozenset[str] = frozenset()

    @staticmethod
    def of(bound: str, *, names: Iterable[str] | None = None) -> "Hosts":
        """The hosts of what is served at this address, on a machine of these names."""
        if is_loopback(bound):
            return Hosts(is_here=True)
        own = [name.lower() for name in ((socket.gethostname(),) if names is None else names)]
        short = [name.partition(".")[0] for name in own]
        return Hosts(False, frozenset({*own, *short, *(f"{name}.local" for name in short), bound.lower()}))

    def has(self, host: str) -> bool:
        """Whether it is one of them, as a request names it."""
        found = HOST.fullmatch(host.lower())
        if not found:
            return False
        name = found["name"].strip("[]")
        return is_loopback(name) or (not self.is_here and (name in self.names or _is_number(name)))


HERE = Hosts(is_here=True)


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a request goes no further, and the status that says so."""

    status: int
    reason: str


def is_loopback(host: str) -> bool:
    """Whether what is served at this address can be reached from this machine alone.

    >>> [is_loopback(host) for host in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "", "192.168.0.7")]
    [True, True, True, False, False, False]
    """
    return Address("", host).is_loopback


def is_own_origin(headers: Mapping[str, str]) -> bool:
    """Whether a request says that it comes from a page of the host it asks.

    >>> is_own_origin({"host": "127.0.0.1:7860", "origin": "http://127.0.0.1:7860"})
    True
    >>> is_own_origin({"host": "127.0.0.1:7860", "origin": "http://127.0.0.1:8000"})
    False
    >>> is_own_origin({"host": "127.0.0.1:7860"})
    False
    """
    host = headers.get("host", "")
    return bool(host) and headers.get("origin", "").lower() == f"http://{host}".lower()


def refusal(headers: Mapping[str, str], hosts: Hosts, *, method: str, path: str) -> Refused | None:
    """Why a request is not let in; None of one that is.

    One that reads may come without an Origin, as a link from anywhere does; so may one of a program that is no
    browser. A browser that changes something tells where it comes from.
    """
    host, origin = headers.get("host", ""), headers.get("origin")
    if not hosts.has(host):
        return Refused(403, f"{_shown(host)} is not a host of this page. Open the page at the address newsbot printed.")
    is_reading = method in READING
    comes_across = not is_reading and origin is None and headers.get("sec-fetch-site", "") in SOMEWHERE_ELSE
    if comes_across or (origin is not None and not is_own_origin(headers)):
        sender = _shown(origin or "another page")
        return Refused(403, f"A request from {sender} is not taken; use the page itself, at http://{host}")
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if not is_reading and kind != JSON and not (kind == FORM and path.rstrip("/").endswith(FORMS)):
        return Refused(415, f"{_shown(kind) or 'Nothing'} was sent as the kind of content; send {JSON}.")
    return None


class SameOrigin:
    """Stands before everything that the server has, also before what Gradio itself puts there."""

    def __init__(self, app: "ASGIApp", hosts: Hosts) -> None:
        self._app, self._hosts = app, hosts

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Let a request through to the page, or refuse it in a line."""
        if scope["type"] not in ("http", "websocket"):  # the server's own starting and stopping
            await self._app(scope, receive, send)
            return
        is_http = scope["type"] == "http"
        # A websocket can change what it likes once it is open, but sends no content of any kind to open it.
        method = scope["method"] if is_http else "GET"
        refused = refusal(_read(scope["headers"]), self._hosts, method=method, path=scope["path"])
        if refused and is_http:
            await _answer(refused, _with_headers(send))
        elif refused:
            await send({"type": "websocket.close", "code": 1008, "reason": refused.reason[:MOST_SHOWN]})
        else:
            await self._app(_as_it_came(scope), receive, _with_headers(send))


def credentials(written: str) -> tuple[str, str]:
    """The name and the password of NAME:FILE, the password from the first line of the file; raises CredentialsUnfit."""
    name, _, file = written.partition(":")
    if not name.strip() or not file:
        raise CredentialsUnfit("a name and a file are needed, parted by a colon")
    try:
        lines = Path(file).expanduser().read_text("utf-8").splitlines()
    except (OSError, RuntimeError) as error:  # RuntimeError: ~ of a user that is not there
        raise CredentialsUnfit(f"{file} can't be read: {getattr(error, 'strerror', None) or error}") from error
    except ValueError as error:
        raise CredentialsUnfit(f"{file} can't be read: it is not UTF-8 text") from error
    if not lines or not lines[0].strip():
        raise CredentialsUnfit(f"{file} holds no password: it is empty, or its first line is")
    return name.strip(), lines[0].strip()


def _is_number(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _read(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """The headers by name; of one that comes twice both are kept, so that it is equal to nothing."""
    found: dict[str, str] = {}
    for name, value in headers:
        key, told = name.decode("latin-1").lower(), value.decode("latin-1")
        found[key] = f"{found[key]}, {told}" if key in found else told
    return found


def _as_it_came(scope: "Scope") -> "Scope":
    """The request without what it says of a host before this one; nothing is served here but plain HTTP."""
    headers = [
        (name, value)
        for name, value in scope["headers"]
        if not name.lower().startswith(b"x-forwarded-") and name.lower() not in FORWARDED
    ]
    return {**scope, "headers": headers, "scheme": "http" if scope["type"] == "http" else "ws"}


def _with_headers(send: "Send") -> "Send":
    async def sending(message: "Message") -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", ()), *HEADERS.items()]}
        await send(message)

    return sending


async def _answer(refused: Refused, send: "Send") -> None:
    told = f"newsbot: {refused.reason}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(told)).encode())]
    await send({"type": "http.response.start", "status": refused.status, "headers": headers})
    await send({"type": "http.response.body", "body": told})


def _shown(told: str) -> str:
    """What a stranger wrote, in so far as it can be repeated."""
    return "".join(one for one in told if one.isascii() and one.isprintable())[:MOST_SHOWN]
