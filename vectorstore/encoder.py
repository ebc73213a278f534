"""Choose the encoder: the one that comes along, or any sentence-transformers model by name or path."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol


class Encoder(Protocol):
    """What turns text into vectors; each is a LangChain `Embeddings` too.

    Vectors are of unit length, so their product is the cosine. `name` tells encoders apart: an archive
    filled with one can't be searched with another.
    """

    @property
    def name(self) -> str: ...

    @property
    def width(self) -> int: ...

    def embed_documents(self, texts: list[str]) -> list[list[float]]: ...

    def embed_query(self, text: str) -> list[float]: ...

    def count_tokens(self, text: str) -> int: ...


def open_encoder(
    name: str | None = None, *, cache: Path | None = None, tell: Callable[[str], None] | None = None
) -> Encoder:
    """Open the named encoder, or the bundled one, which needs no network and no torch.

    `cache` is where the bundled one is prepared the first time; `tell` hears of it, as that takes some seconds.
    """
    if name is None or name == "multilingual-e5-small-int8":
        from platformdirs import user_cache_path

        from vectorstore.encoders.bundled import BundledEncoder

        return BundledEncoder(cache or user_cache_path("newsbot"), tell=tell or _nobody)
    from vectorstore.encoders.transformer import open_transformer

    return open_transformer(name)


def _nobody(_message: str) -> None:
    """Hear a message and do nothing."""
