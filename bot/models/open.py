"""The door to chat models: open the one that was chosen, and tell whether text leaves the machine for it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from os import environ
from os.path import isfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.errors import ModelKeyMissing, ModelNotNamed, ModelNotOpened, ModelNotUnderstood, ModelPackageMissing
from bot.models.providers import (
    MOST_TOKENS,
    NO_KEY,
    OPTIONS,
    RETRIES,
    TOTAL_SECONDS,
    WINDOW,
    Address,
    Options,
    Provider,
    models_table,
    providers,
    read_address,
    read_ollama_host,
)
from bot.write.extractive import Extractive

if TYPE_CHECKING:  # LangChain takes a second to load; whoever asks no model must not
    from langchain_core.language_models import BaseChatModel

    from bot.settings import Settings
    from bot.writer import Writer

NONE = "none"
KEY = "NEWSBOT_MODEL_KEY"  # for an address of the user's own; a provider's key goes to the provider only
OLLAMA_HOST = "OLLAMA_HOST"
PROXIES = ("http_proxy", "all_proxy", "anthropic_proxy")
CLOUD = re.compile(r"[:-]cloud$")  # a model that a local Ollama only hands on to ollama.com


@dataclass(frozen=True, slots=True)
class Opened:
    """A chat model, and what its reader is told of it."""

    model: "BaseChatModel" = field(repr=False)
    name: str
    leaves_the_machine: bool  # whether questions and articles' text are sent to another machine
    where: str  # "this process", "127.0.0.1:8080", "api.openai.com"
    context_tokens: int | None  # the model's window, None where it isn't known

    def __str__(self) -> str:
        where = (
            f"text is sent to {self.where}"
            if self.leaves_the_machine
            else f"nothing leaves this machine ({self.where})"
        )
        return f"Written by {self.name}, checked here; {where}"


@dataclass(frozen=True, slots=True)
class Recommended:
    """A model whose GGUF file runs in this process, at a fixed revision of its publisher's page."""

    name: str
    about: str
    url: str
    bytes: int
    sha256: str

    def path(self, folder: Path) -> Path:
        """Where its file is found by its name."""
        return folder / urlsplit(self.url).path.rsplit("/", 1)[-1]

    def is_here(self, folder: Path) -> bool:
        """Whether its file is there and whole, going by its size."""
        path = self.path(folder)
        return path.is_file() and path.stat().st_size == self.bytes


def recommended() -> tuple[Recommended, ...]:
    """The recommended models, the smallest first."""
    return tuple(Recommended(**row) for row in models_table()["recommended"])


def open_writer(settings: "Settings", *, env: Mapping[str, str] = environ) -> "Writer":
    """The writer that the settings ask for: a chat model's, or the one that quotes and needs none."""
    opened = open_model(settings.model or "", url=settings.model_url, env=env, folder=settings.models)
    return writer_for(opened, has_opinion=settings.second_opinion)


def writer_for(opened: Opened | None, *, has_opinion: bool) -> "Writer":
    """The writer that a model was opened for; the one that quotes where there is none."""
    if opened is None:
        return Extractive()
    from bot.models.writer import ModelWriter

    return ModelWriter(opened.model, context_tokens=opened.context_tokens, told=str(opened), has_opinion=has_opinion)


def open_model(spec: str, *, url: str | None, env: Mapping[str, str], folder: Path | None = None) -> Opened | None:
    """Open `PROVIDER:NAME`, a GGUF file, or NAME at an OpenAI-compatible address; None for `none` or nothing.

    A GGUF file is given as `gguf:PATH`, PATH.gguf, or its name alone where it lies in `folder`. Nothing is sent by
    opening, and LangSmith's tracing is off in this process from here on, whatever the environment says. Keys are read
    from `env` and handed to the provider's library, nowhere else. Raises the errors of bot/errors.py that begin with
    Model.
    """
    provider, _, name = spec.strip().partition(":")
    if provider == NONE:
        return None
    if not provider:
        if url:
            raise ModelNotNamed
        return None
    if url and provider not in (*providers(), "gguf"):
        provider, name = "openai", spec.strip()
    elif provider.endswith(".gguf") and not name:
        provider, name = "gguf", provider
    if not name:
        raise ModelNotUnderstood(spec)
    _trace_nothing()
    if provider == "gguf":
        return _in_process(_path(name, folder))
    if provider in providers():
        return _at_an_address(provider, name, url=url, env=env)
    return _hosted(provider, name, env=env)


def _path(name: str, folder: Path | None) -> Path:
    """Where a file is: at its path, else under its name in the folder; "~nobody" is no home, and then no file."""
    try:
        path = Path(name).expanduser()
    except RuntimeError:
        path = Path(name)
    if folder and path.name == name and isfile(folder / name) and not isfile(path):
        return folder / name
    return path


def _in_process(path: Path) -> Opened:
    from bot.models.gguf import ModelInProcess, read_window

    window = min(read_window(path) or WINDOW, WINDOW)
    if find_spec("xllamacpp") is None:
        raise ModelPackageMissing(f"gguf:{path}", install="newsbot[local]")
    model = ModelInProcess(path=path, context_tokens=window, max_tokens=MOST_TOKENS, timeout_seconds=TOTAL_SECONDS)
    return Opened(model, path.stem, leaves_the_machine=False, where="this process", context_tokens=window)


def _at_an_address(called: str, name: str, *, url: str | None, env: Mapping[str, str]) -> Opened:
    """A model at an address: the one that was given, else the one in the environment, else the provider's own."""
    provider = providers()[called]
    address = _address(provider, url=url, env=env)
    own = read_address(provider.address)
    is_own = (address.scheme, address.host) == (own.scheme, own.host)
    variable = provider.key if is_own or not url else KEY
    key = env.get(variable, "") if variable else ""
    if provider.key and not key and not address.is_loopback:
        raise ModelKeyMissing(variable, where=str(address))
    options = OPTIONS[called]
    model = _open(called, name, lambda: options(address, key or NO_KEY, is_own))
    leaves, where = not address.is_loopback, str(address)
    if called == "ollama" and CLOUD.search(name):
        leaves, where = True, f"ollama.com, through {address}"
    elif called == "anthropic" and any(variable.lower() in PROXIES for variable in env):
        leaves = True  # its library asks a proxy even for this machine, and can't be told otherwise
    window = WINDOW if called == "ollama" else _window(model)
    return Opened(model, name, leaves_the_machine=leaves, where=where, context_tokens=window)


def _address(provider: Provider, *, url: str | None, env: Mapping[str, str]) -> Address:
    if url:
        return read_address(url)
    for variable in provider.address_from:
        if env.get(variable):
            return read_ollama_host(env[variable]) if variable == OLLAMA_HOST else read_address(env[variable])
    return read_address(provider.address)


def _hosted(provider: str, name: str, *, env: Mapping[str, str]) -> Opened:
    """A model of any other provider that LangChain opens; its library finds the key in the environment."""
    variable = models_table()["keys"].get(provider)
    if variable and not env.get(variable):
        raise ModelKeyMissing(variable, where=provider)
    model = _open(provider, name, lambda: {"timeout": TOTAL_SECONDS, "max_retries": RETRIES, "temperature": 0})
    return Opened(model, name, leaves_the_machine=True, where=provider, context_tokens=_window(model))


def _open(provider: str, name: str, options: Callable[[], Options]) -> "BaseChatModel":
    """Have LangChain open a model; what its library says is never repeated, for it may hold the key."""
    from langchain.chat_models import init_chat_model

    shown = f"{provider}:{name}"
    try:
        given = options()
        model: BaseChatModel = init_chat_model(name, model_provider=provider, **given)
        if (model.profile or {}).get("temperature") is False:  # models that reason refuse to be told
            del given["temperature"]
            model = init_chat_model(name, model_provider=provider, **given)
    except ImportError as error:
        install = f"newsbot[{provider}]" if provider in providers() else _package_in(error)
        raise ModelPackageMissing(shown, install=install) from error
    except (ValueError, TypeError) as error:
        if str(error).startswith("Unsupported provider"):
            raise ModelNotUnderstood(shown) from None
        raise ModelNotOpened(shown) from None
    return model


def _trace_nothing() -> None:
    """LANGSMITH_TRACING would send every prompt to LangSmith; that is nobody's choice of a model."""
    from langsmith import configure

    configure(enabled=False)


def _package_in(error: ImportError) -> str:
    """The package that LangChain's error asks for, as its message has it: pip install langchain-groq."""
    found = re.search(r"pip install ([\w.-]+)", str(error))
    return found[1] if found else error.name or "langchain"


def _window(model: "BaseChatModel") -> int | None:
    return (model.profile or {}).get("max_input_tokens")
