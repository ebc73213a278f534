"""One writer at a time, whatever the process, and a number that tells readers that something was written.

Chroma 1.5.9 loses vectors when two processes write to one folder, and answers from what it remembers when
another process has written. So all that is read or written is read and written while holding one lock, which the
system itself releases when a process dies; and before a writer writes anything it raises the generation, so that
whoever comes next knows to open the archive anew, even if the writer was killed in between.
"""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from filelock import FileLock


class ArchiveLock:
    """The lock of one archive's folder, the generation, and which articles a writer has in hand."""

    def __init__(self, folder: Path) -> None:
        # A lock of its own for each thread is how filelock keeps threads apart; ours keeps them apart before that,
        # so that one thread at a time speaks to Chroma and may ask again while it holds the lock.
        self._threads = RLock()
        # 2 ms: the lock is asked for again that often while another process has it. A read takes about 3 ms.
        self._file = FileLock(str(folder / "lock"), poll_interval=0.002, thread_local=False)
        self._generation = folder / "generation"
        self._in_hand = folder / "unfinished.json"

    @contextmanager
    def hold(self) -> Iterator[None]:
        with self._threads, self._file:
            yield

    def generation(self) -> int:
        try:
            return int(self._generation.read_text("ascii"))
        except (FileNotFoundError, ValueError):
            return 0

    def raise_generation(self) -> int:
        """To be called with the lock held, before the first change: a kill after it only costs an opening."""
        raised = self.generation() + 1
        _write_whole(self._generation, str(raised))
        return raised

    def take_in_hand(self, article_ids: Iterable[str]) -> None:
        """Note the articles about to be changed, so that what a killed writer left can be found and swept."""
        _write_whole(self._in_hand, json.dumps(list(article_ids)))

    def in_hand(self) -> tuple[str, ...]:
        try:
            return tuple(map(str, json.loads(self._in_hand.read_text("utf-8"))))
        except (FileNotFoundError, ValueError):
            return ()

    def put_down(self) -> None:
        self._in_hand.unlink(missing_ok=True)


def _write_whole(path: Path, text: str) -> None:
    """Write a file so that whoever reads it sees the old or the new one, never a half."""
    half = path.with_name(f"{path.name}.{os.getpid()}")
    half.write_text(text, "utf-8")
    half.replace(path)
