"""Take from each vector what it says of its language, so that meaning is compared across languages.

Vectors of one language lie together, and passages in the question's own language stand in front of better
ones in another. Taking from each vector the mean vector of its language, and normalising again, repairs
most of that (after arXiv 2606.18801; the figures are in docs/decisions/0002-offset-per-language.md).
"""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from vectorstore.encoder import Encoder

FILE = Path(__file__).with_name("language_offsets.npz")  # made by benchmarks/make_offsets.py
OF_ALL = "all"  # the mean of every language's mean
NOTHING = 1e-6  # a vector shorter than this points nowhere

Vectors = NDArray[np.float32]  # a row of unit length for each text

# Codes that a reader may meet for a language the file has under another.
SAME_LANGUAGE = {"no": "nb", "nn": "nb", "fil": "tl", "iw": "he", "in": "id", "sh": "hr"}


def offset(language: str, *, side: Literal["question", "passage"], encoder_name: str) -> NDArray[np.float32] | None:
    """Give the mean vector of a language, or None for an encoder whose means were never taken.

    A language that the file doesn't have is given the mean of all: left as they are, its passages would lie
    far from every question of which something was taken.
    """
    shipped_for, offsets = _shipped()
    if encoder_name != shipped_for:
        return None
    code = language.lower().replace("_", "-").split("-")[0]
    return offsets[side].get(SAME_LANGUAGE.get(code, code), offsets[side][OF_ALL])


def encode_passages(encoder: Encoder, texts: Sequence[str], language: str) -> Vectors:
    """Give a row of unit length for each passage, the offset of their language taken off."""
    vectors = np.array(encoder.embed_documents(list(texts)), np.float32).reshape(len(texts), encoder.width)
    return without(vectors, offset(language, side="passage", encoder_name=encoder.name))


def encode_each(encoder: Encoder, texts: Iterable[tuple[str, str]]) -> dict[tuple[str, str], NDArray[np.float32]]:
    """The vector of each (language, text), those of one language encoded together, each once."""
    by_language: dict[str, dict[str, None]] = {}
    for language, text in texts:
        by_language.setdefault(language, {})[text] = None
    found: dict[tuple[str, str], NDArray[np.float32]] = {}
    for language, those in by_language.items():
        vectors = encode_passages(encoder, list(those), language)
        found |= {(language, text): vector for text, vector in zip(those, vectors, strict=True)}
    return found


def encode_question(encoder: Encoder, text: str, language: str, *, share: float = 1.0) -> NDArray[np.float32]:
    """Give the vector of a question, the offset of its language taken off, or a share of it."""
    vectors = np.array([encoder.embed_query(text)], np.float32)
    mean = offset(language, side="question", encoder_name=encoder.name)
    vector: NDArray[np.float32] = without(vectors, None if mean is None else share * mean)[0]
    return vector


def without(vectors: Vectors, mean: NDArray[np.float32] | None) -> Vectors:
    """Take the mean off each row and make it of unit length; a row of which nothing is left stays as it was."""
    rest = vectors if mean is None else vectors - mean
    lengths = np.linalg.norm(rest, axis=1, keepdims=True)
    return np.where(lengths > NOTHING, rest / np.maximum(lengths, NOTHING), vectors).astype(np.float32)


@cache
def _shipped() -> tuple[str, dict[str, dict[str, NDArray[np.float32]]]]:
    """Read the file once: the encoder it is for, and the offset of each side and language."""
    with np.load(FILE) as file:
        languages = file["languages"].tolist()
        offsets = {
            side: dict(zip(languages, file[side].astype(np.float32), strict=True)) for side in ("question", "passage")
        }
        for side in offsets:
            offsets[side][OF_ALL] = np.mean(list(offsets[side].values()), axis=0)
        return str(file["encoder"]), offsets
