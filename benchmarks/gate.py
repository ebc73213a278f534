"""Fail when a figure is worse than benchmarks/floors.toml allows; what can't be measured here is said, not failed.

python benchmarks/gate.py
"""

import argparse
import sys
import tomllib
from pathlib import Path

import finding
import growth
import speed

FLOORS = Path(__file__).with_name("floors.toml")
ARTICLES = 40
SIZES = (1000, 8000)


def measured() -> dict[str, float]:
    """Every figure that can be had here, named as in floors.toml."""
    found = {name: figure.mean for name, figure in finding.summed(finding.run_all(quick=True)).items()}
    if speed.SOURCE.is_file():
        found |= speed.ratios(speed.measure(ARTICLES, 1))
    else:
        print(f"speed: there is no {speed.SOURCE}; skipped.", file=sys.stderr)
    return found | growth.ratios(growth.measure(SIZES))


def failures(found: dict[str, float], floors: dict[str, dict[str, float]]) -> list[str]:
    """The figures that are out of bounds.

    >>> failures({"R@1": 0.5, "memory": 2.0}, {"at_least": {"R@1": 0.6, "R@5": 0.9}, "at_most": {"memory": 2.5}})
    ['R@1 is 0.500, and should be at least 0.6']
    """
    low = [f"{name} is {found[name]:.3f}, and should be at least {floor}"
           for name, floor in floors["at_least"].items() if name in found and found[name] < floor]  # fmt: skip
    high = [f"{name} is {found[name]:.3f}, and should be at most {most}"
            for name, most in floors["at_most"].items() if name in found and found[name] > most]  # fmt: skip
    return low + high


def main() -> None:
    """Measure, and say what is worse than it should be."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    found = measured()
    for name in (*floors["at_least"], *floors["at_most"]):
        print(f"{name}: {found[name]:.3f}" if name in found else f"{name}: not measured here, skipped")
    if worse := failures(found, floors):
        sys.exit("\n".join(["", "Worse than benchmarks/floors.toml allows:", *worse]))


if __name__ == "__main__":
    main()
