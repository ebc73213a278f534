"""Proof that an archive is searched with the encoder it was filled with: a few texts whose vectors it remembers."""

import numpy as np

from vectorstore.chroma import ChromaCollection, Vectors
from vectorstore.encoder import Encoder
from vectorstore.encoders.language_offsets import encode_passages
from vectorstore.errors import WrongEncoder
from vectorstore.rows import Row

PROBES = (
    ("en", "The train to the coast was late again on Tuesday, and nobody said why."),
    ("fr", "Le ministre a promis 300 000 logements avant la fin de l'année."),
    ("vi", "Hội đồng thành phố đã hoãn cuộc bỏ phiếu về cây cầu mới."),
)
# Rounding and batching move a vector by less than .003 (int8 beside fp32); another model's have nothing in common.
SAME = 0.99


def remember(encoder: Encoder, shelf: ChromaCollection) -> None:
    """Write down the encoder's name, its width and what it makes of the probes."""
    rows = [
        Row(f"probe-{place}", {"name": encoder.name, "width": encoder.width}, text)
        for place, (_, text) in enumerate(PROBES)
    ]
    shelf.put(rows, _probe(encoder))


def filled_with(shelf: ChromaCollection) -> tuple[str, int]:
    """The name and the width of the encoder the archive was filled with."""
    about = next(iter(shelf.rows(["probe-0"]).values())).about
    return str(about["name"]), int(str(about["width"]))


def is_plainly_the_same(encoder: Encoder, shelf: ChromaCollection) -> bool:
    """Whether name and width say so; the encoder need not be loaded for that."""
    return filled_with(shelf) == (encoder.name, encoder.width)


def prove(encoder: Encoder, shelf: ChromaCollection) -> None:
    """Raise WrongEncoder unless the encoder's vectors are those the archive remembers, whatever its name."""
    name, width = filled_with(shelf)
    if encoder.width == width:
        remembered = shelf.vectors([f"probe-{place}" for place in range(len(PROBES))])
        now = _probe(encoder)
        if all(float(now[place] @ remembered[f"probe-{place}"]) >= SAME for place in range(len(PROBES))):
            return
    raise WrongEncoder(filled_with=f"{name} ({width} wide)", opened_with=f"{encoder.name} ({encoder.width} wide)")


def _probe(encoder: Encoder) -> Vectors:
    return np.concatenate([encode_passages(encoder, [text], language) for language, text in PROBES])
