"""Open the reader that was chosen: the one that comes along, none, or a checkpoint of one's own."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.errors import ReaderUnavailable
from bot.reader.bundled import BundledReader
from bot.reader.reading import Reader, Reading, Stretch

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

MOST_TOKENS, OVERLAP = 384, 64  # of a window with its question; shared by two windows of one stretch
NOBODY = "none"


class CheckpointReader:
    """A model that gives start and end logits, its first token standing for "it is not here"."""

    def __init__(self, path: str) -> None:
        """Raises ReaderUnavailable where the folder holds no such model."""
        if not (Path(path).expanduser() / "config.json").is_file():
            raise ReaderUnavailable(path, reason="there is no config.json in it")
        self._path = str(Path(path).expanduser())

    @property
    def name(self) -> str:
        return self._path

    @cached_property
    def _parts(self) -> "tuple[PreTrainedTokenizerBase, PreTrainedModel]":
        from transformers import AutoModelForQuestionAnswering, AutoTokenizer

        try:
            tokenizer = AutoTokenizer.from_pretrained(self._path, local_files_only=True)
            model = AutoModelForQuestionAnswering.from_pretrained(self._path, local_files_only=True)
        except (OSError, ValueError) as error:
            raise ReaderUnavailable(self._path, reason=str(error).splitlines()[0]) from error
        return tokenizer, model.eval()

    def open(self) -> None:
        """Load the model; raises ReaderUnavailable."""
        _ = self._parts

    def read(self, question: str, stretches: Sequence[Stretch]) -> list[list[Reading]]:
        """Give the readings of each stretch, one for each window."""
        return [list(self._read(question, one)) for one in stretches]

    def _read(self, question: str, stretch: Stretch) -> "list[Reading]":
        tokenizer, model = self._parts
        windows: Any = tokenizer(
            question,
            stretch.text,
            truncation="only_second",
            max_length=MOST_TOKENS,
            stride=OVERLAP,
            padding=True,
            return_overflowing_tokens=True,
            return_offsets_mapping=True,
            return_tensors="pt",
        )
        offsets = windows.pop("offset_mapping").numpy()
        windows.pop("overflow_to_sample_mapping", None)
        told: Any = model(**windows)
        begins, ends = (one.detach().numpy().astype(np.float32) for one in (told.start_logits, told.end_logits))
        readings = []
        for n in range(len(offsets)):
            inside = np.array([side == 1 for side in windows.encodings[n].sequence_ids])
            nothing = float(begins[n, 0] + ends[n, 0])
            places = offsets[n][inside].astype(np.int64) + stretch.start
            reading = Reading(places, begins[n, inside], ends[n, inside], nothing, 0.0)
            mass = reading.mass(stretch.start, stretch.start + len(stretch.text))
            readings.append(Reading(places, reading.begins, reading.ends, nothing, mass))
        return readings


def open_reader(name: str | None = None, *, cache: Path | None = None) -> Reader | None:
    """Open the named reader, or the bundled one; "none" is None. Raises ReaderUnavailable.

    What tells whether an answer is there was fitted to the bundled reader; another's logits are taken as they are.
    """
    if name is None:
        return BundledReader(cache)
    if name == NOBODY:
        return None
    return CheckpointReader(name)
