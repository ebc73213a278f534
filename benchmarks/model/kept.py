"""What was asked is kept line by line, so that a run that was stopped goes on where it was."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from benchmarks.sets import ROOT

CODE = ("ingest", "vectorstore", "bot")  # prompts, words and patterns are in them
Record = dict[str, Any]


@cache
def code() -> str:
    """The print of all code that an answer can come from."""
    digest = sha256()
    for path in sorted(one for part in CODE for one in (ROOT / part).rglob("*") if one.is_file()):
        if "__pycache__" not in path.parts:
            digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


@dataclass(slots=True)
class Kept:
    """The records of one model and one state of the code in a file that may hold others."""

    path: Path
    model: str
    code: str
    records: dict[str, Record] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.records = {one["key"]: one for one in _lines(self.path) if (one["model"], one["code"]) == self._made}

        if self.path.is_file() and not self.path.read_bytes().endswith(b"\n"):
            with self.path.open("a", encoding="utf-8") as file:
                file.write("\n")  # after what a kill cut short

    def key(self, *told: str) -> str:
        """What one question of a set is known by, asked of this model with this code."""
        return sha256("\0".join((*told, *self._made)).encode()).hexdigest()[:16]

    def keep(self, record: Record) -> None:
        """Write a record at the end of the file, at once."""
        whole = record | {"model": self.model, "code": self.code}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(whole, ensure_ascii=False) + "\n")
        self.records[whole["key"]] = whole

    @property
    def _made(self) -> tuple[str, str]:
        return self.model, self.code


def _lines(path: Path) -> Iterator[Record]:
    """The whole lines of a file; one that a kill cut short is passed over."""
    if not path.is_file():
        return
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            yield json.loads(line)
        except ValueError:
            continue
