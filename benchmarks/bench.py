"""Run the benchmarks and write their tables into benchmarks/README.md, between the markers.

python benchmarks/bench.py [finding] [speed] [growth]
"""

import argparse
import contextlib
import os
import platform
import re
import sys
from collections.abc import Callable
from datetime import date
from importlib import metadata
from pathlib import Path

import finding
import growth
import speed
from sets import ROOT

README = Path(__file__).with_name("README.md")
PLOT = ROOT / "docs" / "growth.svg"


def machine() -> str:
    """What the figures were measured on."""
    model = ""
    with contextlib.suppress(OSError):
        found = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
        model = f", {found.group(1)}" if found else ""
    load = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in ("chromadb", "onnxruntime"))
    return (
        f"{date.today()}, {os.cpu_count()} cores ({platform.machine()}{model}){load}, "
        f"Python {platform.python_version()}, {versions}."
    )


def find() -> str:
    runs = finding.run_all(quick=False)
    goals = "\n".join(f"| {name} | {figure} |" for name, figure in finding.summed(runs).items())
    return f"| | mean, 95 % |\n|---|---|\n{goals}\n\n{finding.tell(runs)}"


def hurry() -> str:
    if not speed.SOURCE.is_file():
        return f"There was no {speed.SOURCE.name}; skipped."
    return speed.tell(speed.measure(200, 2))


def grow() -> str:
    figures = growth.measure(growth.SIZES)
    try:
        growth.plot(figures, PLOT)
    except ImportError:
        print("matplotlib is not installed; no plot.", file=sys.stderr)
    return growth.tell(figures)


PARTS: dict[str, Callable[[], str]] = {"finding": find, "speed": hurry, "growth": grow}


def write(part: str, text: str) -> None:
    """Put a text between the markers of a part."""
    whole = README.read_text(encoding="utf-8")
    begin, end = f"<!-- {part}: begin -->", f"<!-- {part}: end -->"
    before, rest = whole.split(begin)
    _, after = rest.split(end)
    README.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")


def main() -> None:
    """Run what was named, or everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", default=list(PARTS), metavar="PART", help="finding, speed, growth")
    for part in parser.parse_args().parts:
        where = machine()
        write(part, f"{where}\n\n{PARTS[part]()}")


if __name__ == "__main__":
    main()
