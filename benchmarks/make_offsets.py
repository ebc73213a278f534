"""Make vectorstore/encoders/language_offsets.npz: the mean vector of each language, for questions and for passages.

    python benchmarks/make_offsets.py [PARALLEL_JSONL]

Reads parallel sentences, one language a line (`language`, `sentences`, the same sentences in each), by
default those of NTREX in NEWSBOT_BENCH_DATA. Takes some four minutes on two cores. Run it again whenever
the bundled encoder changes; only the means are kept, no text.
"""

import json
import os
import sys
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path

from vectorstore.encoders.bundled import BundledEncoder
from vectorstore.encoders.language_offsets import FILE

SIDES: tuple[Literal["question", "passage"], ...] = ("question", "passage")


def main() -> None:
    """Encode every sentence on both sides and write the means."""
    data = Path(os.environ.get("NEWSBOT_BENCH_DATA", "../shared/data"))
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else data / "ntrex" / "parallel.jsonl"
    if not source.is_file():
        sys.exit(f"There are no parallel sentences at {source}. Set NEWSBOT_BENCH_DATA to the folder that has ntrex/.")
    encoder = BundledEncoder(user_cache_path("newsbot"), tell=print)
    languages: list[str] = []
    means: dict[str, list[NDArray[np.float32]]] = {side: [] for side in SIDES}
    with source.open(encoding="utf-8") as lines:
        for line in lines:
            parallel = json.loads(line)
            languages.append(parallel["language"])
            for side in SIDES:
                means[side].append(encoder.encode(parallel["sentences"], side=side).mean(axis=0))
            print(parallel["language"], end=" ", flush=True)
    np.savez_compressed(
        FILE,
        encoder=np.array(encoder.name),
        languages=np.array(languages),
        question=np.array(means["question"], np.float16),
        passage=np.array(means["passage"], np.float16),
    )
    print(f"\n{len(languages)} languages, {FILE.stat().st_size // 1000} kB in {FILE}")


if __name__ == "__main__":
    main()
