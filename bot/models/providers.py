"""Providers of chat models: where each is asked, whether that is this machine, and with which options it is opened."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from bot.errors import ModelAddressUnfit

# Only what an address needs: parsers disagree about the rest (a backslash, a space, an @), and the host that was judged
# has to be the host that is asked.
PLAIN = re.compile(r"https?://(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?(?:/[A-Za-z0-9._~/-]*)?")
LONGEST = 2_000
OLLAMA_PORT = 11_434
CONNECT_SECONDS, TOTAL_SECONDS, RETRIES = 5.0, 120.0, 1
MOST_TOKENS = 2_048  # of a reply; a writer that wants fewer stops it
# Of a prompt and its reply, for a model on this machine: 8,192 tokens of a 1.5B model take 0.25 GB beside its weights.
# Ollama takes 4,096 unless it is told, and cuts off what is longer without a word.
WINDOW = 8_192
NO_KEY = "none"  # what a server that asks for no key is sent, for libraries that insist on one

Options = dict[str, Any]  # keyword arguments of a provider's class


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


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider whose address is known."""

    key: str  # the variable that holds its key; "" where it asks for none
    address: str
    address_from: tuple[str, ...]  # the variables that its library takes another address from, first one first


@cache
def models_table() -> Mapping[str, Any]:
    """What models.toml has: providers, the variables of other providers' keys, and recommended models."""
    return tomllib.loads((files(__package__) / "models.toml").read_text("utf-8"))


def providers() -> Mapping[str, Provider]:
    """The providers whose address is known, by their names, which are the names of newsbot's extras too."""
    return {
        name: Provider(row["key"], row["address"], tuple(row["address_from"]))
        for name, row in models_table()["providers"].items()
    }


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


def openai_options(address: Address, key: str, is_own: bool) -> Options:
    """For OpenAI, or any server that speaks as it does."""
    from pydantic import SecretStr

    openai = import_module("openai")
    options: Options = {
        "base_url": address.url,
        "api_key": SecretStr(key),
        "timeout": openai.Timeout(TOTAL_SECONDS, connect=CONNECT_SECONDS),
        "max_retries": RETRIES,
        "max_tokens": MOST_TOKENS,
        "temperature": 0,
        "http_socket_options": (),  # its own would switch off the proxy that reaches an address elsewhere
    }
    if not is_own:
        options["use_responses_api"] = False  # OpenAI's alone; everybody else speaks chat completions
    if address.is_loopback:  # a proxy in the environment, or a redirect, would take the text off the machine
        alone = {"trust_env": False, "follow_redirects": False, "timeout": options["timeout"]}
        options["openai_proxy"] = None
        options["http_client"] = openai.DefaultHttpxClient(**alone)
        options["http_async_client"] = openai.DefaultAsyncHttpxClient(**alone)
    return options


def anthropic_options(address: Address, key: str, is_own: bool) -> Options:
    """For Anthropic; its library takes one time limit for everything."""
    from pydantic import SecretStr

    return {
        "base_url": address.url,
        "api_key": SecretStr(key),
        "timeout": TOTAL_SECONDS,
        "max_retries": RETRIES,
        "max_tokens": MOST_TOKENS,
        "temperature": 0,
    }


def ollama_options(address: Address, key: str, is_own: bool) -> Options:
    """For Ollama; its library never tries again."""
    import httpx

    client: Options = {"timeout": httpx.Timeout(TOTAL_SECONDS, connect=CONNECT_SECONDS)}
    if address.is_loopback:
        client |= {"trust_env": False, "follow_redirects": False}
    if key != NO_KEY:
        client["headers"] = {"Authorization": f"Bearer {key}"}
    return {
        "base_url": address.url,
        "num_ctx": WINDOW,
        "num_predict": MOST_TOKENS,
        "temperature": 0,
        "client_kwargs": client,
    }


OPTIONS = {"openai": openai_options, "anthropic": anthropic_options, "ollama": ollama_options}
