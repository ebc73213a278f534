"""Read the address of a model's server, and tell whether what is sent there leaves this machine."""

import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from bot.errors import ModelAddressUnfit

# Only what an address needs: parsers disagree about the rest (a backslash, a space, an @), and the host that was judged
# has to be the host that is asked.
PLAIN = re.compile(r"https?://(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?(?:/[A-Za-z0-9._~/-]*)?")
LONGEST = 2_000
OLLAMA_PORT = 11_434


@dataclass(frozen=True, slots=True)
class Address:
    """Where a model's server listens; `url` is what is asked, without a slash at its end."""

    url: str
    host: str
    port: int | None = None

    @property
    def scheme(self) -> str:
        """How it is asked, http or https."""
        return self.url.partition(":")[0]

    @property
    def is_loopback(self) -> bool:
        """Whether it is this machine; any name but localhost counts as elsewhere, whatever it resolves to."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port is None else f"{host}:{self.port}"


def read_address(written: str) -> Address:
    """An address from what was written; raises ModelAddressUnfit, which never repeats a password.

    >>> str(read_address("http://LOCALHOST:8080/v1/")), read_address("http://LOCALHOST:8080/v1/").is_loopback
    ('localhost:8080', True)
    >>> read_address("http://127.0.0.1.example.org/v1").is_loopback
    False
    """
    written = written.strip()
    if "@" in written:
        raise ModelAddressUnfit("it holds a name or a password; a key belongs in the environment, in NEWSBOT_MODEL_KEY")
    if len(written) > LONGEST or not PLAIN.fullmatch(written):
        raise ModelAddressUnfit("it has to be like http://127.0.0.1:8080/v1, without ? and #")
    parts = urlsplit(written)
    try:
        port, host = parts.port, (parts.hostname or "").removesuffix(".")
        if ":" in host:
            host = str(ip_address(host))
    except ValueError as error:
        raise ModelAddressUnfit("its host or its port is not one") from error
    address = Address("", host, port)
    return Address(f"{parts.scheme}://{address}{parts.path.rstrip('/')}", host, port)


def read_ollama_host(written: str) -> Address:
    """An address as OLLAMA_HOST has it, which is also what a server listens at: 0.0.0.0 for everywhere, no port.

    >>> read_ollama_host("0.0.0.0").url, read_ollama_host("https://ollama.example.org").url
    ('http://127.0.0.1:11434', 'https://ollama.example.org:443')
    """
    address = read_address(written if "://" in written else f"http://{written}")
    host = "127.0.0.1" if address.host == "0.0.0.0" else address.host
    port = address.port or (443 if address.scheme == "https" else OLLAMA_PORT)
    return read_address(f"{address.scheme}://{Address('', host, port)}")
