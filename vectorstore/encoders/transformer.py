"""Run any sentence-transformers model, on the GPU where there is one, as the encoder."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from vectorstore.encoders.bundled import TextEncoder, writable
from vectorstore.errors import EncoderUnavailable

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

# What models call the two sides in their own settings; a model that names neither is given the bare text.
PROMPT_NAMES = {"question": ("query",), "passage": ("passage", "document", "corpus")}


class TransformerEncoder(TextEncoder):
    """An encoder the user chose, with the prompts of its own settings."""

    def __init__(self, name: str, model: "SentenceTransformer") -> None:
        self.name = name
        self._model = model
        width = model.get_embedding_dimension()
        if width is None:
            raise EncoderUnavailable(name, reason="the model doesn't say how wide its vectors are.")
        self.width: int = width

    def encode(self, texts: Sequence[str], *, side: Literal["question", "passage"]) -> NDArray[np.float32]:
        """Give a row of unit length for each text."""
        if not texts:
            return np.zeros((0, self.width), np.float32)
        vectors = self._model.encode(
            [writable(text) for text in texts],
            prompt=self._prompt(side),
            batch_size=8,  # small batches sorted by length waste less on padding
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, np.float32)

    def count_tokens(self, text: str) -> int:
        """Count what the model would read of a passage, its prompt and its marks included."""
        return len(self._model.tokenizer.encode(self._prompt("passage") + writable(text), verbose=False))

    def _prompt(self, side: str) -> str:
        prompts = [self._model.prompts.get(name) for name in PROMPT_NAMES[side]]
        return next((prompt for prompt in prompts if prompt), "")


def open_transformer(name: str) -> TransformerEncoder:
    """Open a model by its folder, or by its name: then as fetched before, or else from the network."""
    is_folder = Path(name).is_dir()
    try:
        return TransformerEncoder(name, _load(name, is_folder=is_folder))
    except ImportError as error:
        raise EncoderUnavailable(name, reason=f"sentence-transformers can't be loaded ({error}).") from error
    except (OSError, ValueError, RuntimeError, KeyError) as error:  # what a folder that is no model raises, by its lack
        reason = (
            "the folder holds no sentence-transformers model."
            if is_folder
            else "it is no folder here, and it could not be fetched. Check the spelling and the network, "
            "or leave --encoder out: the bundled encoder needs no network."
        )
        raise EncoderUnavailable(name, reason=reason) from error


def _load(name: str, *, is_folder: bool) -> "SentenceTransformer":
    from sentence_transformers import SentenceTransformer

    if is_folder:
        return SentenceTransformer(name, local_files_only=True)
    try:
        return SentenceTransformer(name, local_files_only=True)
    except (OSError, ValueError):  # never fetched before
        _ask_for(name)
        return SentenceTransformer(name)


def _ask_for(name: str) -> None:
    """Ask the hub once whether there is such a model: fetching tries again for over a minute without a network."""
    from httpx import HTTPError
    from huggingface_hub import HfApi

    try:
        HfApi().model_info(name if "/" in name else f"sentence-transformers/{name}", timeout=10)
    except HTTPError as error:
        raise OSError(f"{name} could not be asked for") from error
