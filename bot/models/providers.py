"""On what terms each provider's library is opened: where it asks, how long it waits, what it may not do."""

from importlib import import_module
from typing import Any

from bot.models.address import Address

CONNECT_SECONDS, TOTAL_SECONDS, RETRIES = 5.0, 120.0, 1
MOST_TOKENS = 2_048  # of a reply; a writer that wants fewer stops it
# Of a prompt and its reply, for a model on this machine: 8,192 tokens of a 1.5B model take 0.25 GB beside its weights.
# Ollama takes 4,096 unless it is told, and cuts off what is longer without a word.
WINDOW = 8_192
NO_KEY = "none"  # what a server that asks for no key is sent, for libraries that insist on one

Terms = dict[str, Any]  # keyword arguments of a provider's class


def openai_terms(address: Address, key: str, is_own: bool) -> Terms:
    """For OpenAI, or any server that speaks as it does."""
    from pydantic import SecretStr

    openai = import_module("openai")
    told: Terms = {
        "base_url": address.url,
        "api_key": SecretStr(key),
        "timeout": openai.Timeout(TOTAL_SECONDS, connect=CONNECT_SECONDS),
        "max_retries": RETRIES,
        "max_tokens": MOST_TOKENS,
        "temperature": 0,
    }
    told["http_socket_options"] = ()  # its own would switch off the proxy that reaches an address elsewhere
    if not is_own:
        told["use_responses_api"] = False  # OpenAI's alone; everybody else speaks chat completions
    if address.is_loopback:  # a proxy in the environment, or a redirect, would take the text off the machine
        alone = {"trust_env": False, "follow_redirects": False, "timeout": told["timeout"]}
        told["openai_proxy"] = None
        told["http_client"] = openai.DefaultHttpxClient(**alone)
        told["http_async_client"] = openai.DefaultAsyncHttpxClient(**alone)
    return told


def anthropic_terms(address: Address, key: str, is_own: bool) -> Terms:
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


def ollama_terms(address: Address, key: str, is_own: bool) -> Terms:
    """For Ollama; its library never tries again."""
    import httpx

    client: Terms = {"timeout": httpx.Timeout(TOTAL_SECONDS, connect=CONNECT_SECONDS)}
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
