"""The door to chat models: open the one that was chosen, and tell whether text leaves the machine for it."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from os import environ
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.errors import ModelKeyMissing, ModelNotNamed, ModelNotOpened, ModelNotUnderstood, ModelPackageMissing
from bot.models.address import Address, read_address, read_ollama_host
from bot.models.providers import (
    MOST_TOKENS,
    NO_KEY,
    RETRIES,
    TOTAL_SECONDS,
    WINDOW,
    Terms,
    anthropic_terms,
    ollama_terms,
    openai_terms,
)
from bot.write.extractive import Extractive

if TYPE_CHECKING:  # LangChain takes a second to load; whoever asks no model must not
    from langchain_core.language_models import BaseChatModel

    from bot.settings import Settings
    from bot.writer import Writer

NONE = "none"
KEY = "NEWSBOT_MODEL_KEY"  # for an address of the user's own; a provider's key goes to the provider only
OLLAMA_HOST = "OLLAMA_HOST"
TERMS = {"openai": openai_terms, "anthropic": anthropic_terms, "ollama": ollama_terms}
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


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider whose address is known."""

    extra: str
    key: str
    address: str
    address_from: tuple[str, ...]


def open_writer(settings: "Settings", *, env: Mapping[str, str] = environ) -> "Writer":
    """The writer that the settings ask for: a chat model's, or the one that quotes and needs none."""
    opened = open_model(settings.model or "", url=settings.model_url, env=env)
    if opened is None:
        return Extractive()
    from bot.models.writer import ModelWriter

    return ModelWriter(
        opened.model, context_tokens=opened.context_tokens, told=told_of(opened), has_opinion=settings.second_opinion
    )


def told_of(opened: "Opened") -> str:
    """What the page says of a model that is on: which it is, and whether text leaves the machine."""
    where = (
        f"text is sent to {opened.where}"
        if opened.leaves_the_machine
        else f"nothing leaves this machine ({opened.where})"
    )
    return f"Written by {opened.name}, checked here; {where}"


def open_model(spec: str, *, url: str | None, env: Mapping[str, str]) -> Opened | None:
    """Open `PROVIDER:NAME`, `gguf:PATH`, or NAME at an OpenAI-compatible address; None for `none` or nothing.

    Nothing is sent by opening, and LangSmith's tracing is off in this process from here on, whatever the environment
    says. Keys are read from `env` and handed to the provider's library, nowhere else. Raises the errors of
    bot/errors.py that begin with Model.
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
    if not name:
        raise ModelNotUnderstood(spec)
    _trace_nothing()
    if provider == "gguf":
        return _in_process(_path(name))
    if provider in providers():
        return _at_an_address(provider, name, url=url, env=env)
    return _hosted(provider, name, env=env)


def _path(name: str) -> Path:
    """Where a file is; "~nobody" is no home, and then no file."""
    try:
        return Path(name).expanduser()
    except RuntimeError:
        return Path(name)


def _in_process(path: Path) -> Opened:
    from bot.models.gguf_file import read_window

    window = min(read_window(path) or WINDOW, WINDOW)
    if find_spec("xllamacpp") is None:
        raise ModelPackageMissing(f"gguf:{path}", install="newsbot[local]")
    from bot.models.gguf import ModelInProcess

    model = ModelInProcess(path=path, context_tokens=window, max_tokens=MOST_TOKENS, timeout_seconds=TOTAL_SECONDS)
    return Opened(model, path.stem, leaves_the_machine=False, where="this process", context_tokens=window)


def _at_an_address(provider: str, name: str, *, url: str | None, env: Mapping[str, str]) -> Opened:
    """A model at an address: the one that was given, else the one in the environment, else the provider's own."""
    known = providers()[provider]
    address = _address_of(known, url=url, env=env)
    own = read_address(known.address)
    is_own = (address.scheme, address.host) == (own.scheme, own.host)
    variable = known.key if is_own or not url else KEY
    key = env.get(variable, "") if variable else ""
    if known.key and not key and not address.is_loopback:
        raise ModelKeyMissing(variable, where=str(address))
    terms = TERMS[provider]
    model = _open(provider, name, lambda: terms(address, key or NO_KEY, is_own), extra=known.extra)
    leaves, where = not address.is_loopback, str(address)
    if provider == "ollama" and CLOUD.search(name):
        leaves, where = True, f"ollama.com, through {address}"
    elif provider == "anthropic" and any(name.lower() in PROXIES for name in env):
        leaves = True  # its library asks a proxy even for this machine, and can't be told otherwise
    window = WINDOW if provider == "ollama" else _window_of(model)
    return Opened(model, name, leaves_the_machine=leaves, where=where, context_tokens=window)


def _address_of(known: Provider, *, url: str | None, env: Mapping[str, str]) -> Address:
    if url:
        return read_address(url)
    for variable in known.address_from:
        if env.get(variable):
            return read_ollama_host(env[variable]) if variable == OLLAMA_HOST else read_address(env[variable])
    return read_address(known.address)


def _hosted(provider: str, name: str, *, env: Mapping[str, str]) -> Opened:
    """A model of any other provider that LangChain opens; its library finds the key in the environment."""
    variable = _table()["keys"].get(provider)
    if variable and not env.get(variable):
        raise ModelKeyMissing(variable, where=provider)
    told = {"timeout": TOTAL_SECONDS, "max_retries": RETRIES, "temperature": 0}
    model = _open(provider, name, lambda: told)
    return Opened(model, name, leaves_the_machine=True, where=provider, context_tokens=_window_of(model))


def _open(provider: str, name: str, told: Callable[[], Terms], *, extra: str = "") -> "BaseChatModel":
    """Have LangChain open a model; what its library says is never repeated, for it may hold the key."""
    from langchain.chat_models import init_chat_model

    from bot.models.deadline import Deadline

    shown = f"{provider}:{name}"
    try:
        with_these = {**told(), "callbacks": [Deadline(TOTAL_SECONDS)]}
        model: BaseChatModel = init_chat_model(name, model_provider=provider, **with_these)
        if (model.profile or {}).get("temperature") is False:  # models that reason refuse to be told
            del with_these["temperature"]
            model = init_chat_model(name, model_provider=provider, **with_these)
    except ImportError as error:
        raise ModelPackageMissing(shown, install=f"newsbot[{extra}]" if extra else _package_in(error)) from error
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


def _window_of(model: "BaseChatModel") -> int | None:
    return (model.profile or {}).get("max_input_tokens")


def providers() -> Mapping[str, Provider]:
    """The providers whose address is known, by their names."""
    return {
        name: Provider(one["extra"], one["key"], one["address"], tuple(one["address_from"]))
        for name, one in _table()["providers"].items()
    }


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "models.toml").read_text("utf-8"))
