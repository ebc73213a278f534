"""Which functions does the finding of statements need? Each is stubbed in turn, and the labelled articles found again.

    python -m benchmarks.ablation [--labels FOLDER...] [--under ingest.statements ...]

A function is stubbed by what says nothing (None, an empty sequence, the argument it was given), by True and by False,
so what changes is what it was worth. One that gives something else can't be and is not tried. Only the articles in
which it runs are found again. One line for each stub: right answers lost without the function and won without it, and
how many articles come out otherwise; those that nothing needs first.

Labels see less than texts do: of 89 functions that they could do without, 22 were kept, since what is found in real
news (several thousand statements, read side by side) or in our samples was worse without them.
"""

import argparse
import importlib
import inspect
import json
import pkgutil
import signal
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

from benchmarks.statements import GERMAN, LABELS, Tally, count
from benchmarks.statements_german import Counted
from benchmarks.statements_german import count as count_german

MOST_SECONDS = 4  # for one article: some stubs never end


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled article, and how what is found in it is judged: right ones found, speakers right, false ones."""

    name: str
    judge: Callable[[], tuple[int, int, int]]


def cases(folders: Sequence[Path]) -> Iterator[Case]:
    """Every labelled article of some folders, and of german_quotes where it is there."""
    for folder in folders:
        for path in sorted(folder.glob("*.jsonl")):
            for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
                yield Case(f"{path}:{number}", partial(_judged, json.loads(line), path.stem))
    if GERMAN.is_file():
        for number, line in enumerate(GERMAN.read_text("utf-8").splitlines(), 1):
            yield Case(f"german_quotes:{number}", partial(_judged_german, json.loads(line)))


def _judged(row: dict[str, Any], language: str) -> tuple[int, int, int]:
    tally = Tally()
    count(tally, row, language)
    return tally.found, tally.speakers, tally.false


def _judged_german(row: dict[str, Any]) -> tuple[int, int, int]:
    counted = Counted()
    count_german(counted, row)
    return counted.found + counted.indirect_found, counted.speakers, counted.false + counted.indirect_false


def functions(packages: Sequence[str]) -> dict[CodeType, FunctionType]:
    """Every function and method written in some packages, by its code; those that keep what they gave are left out."""
    found: dict[CodeType, FunctionType] = {}
    for name in packages:
        package = importlib.import_module(name)
        inner = pkgutil.iter_modules(package.__path__, f"{name}.") if hasattr(package, "__path__") else ()
        for module in [package, *(importlib.import_module(one.name) for one in inner)]:
            for thing in vars(module).values():
                own = [thing, *vars(thing).values()] if inspect.isclass(thing) else [thing]
                for one in own:
                    one = one.fget if isinstance(one, property) else one
                    one = getattr(one, "func", one)
                    if isinstance(one, FunctionType) and one.__module__ == module.__name__ and not one.__closure__:
                        found[one.__code__] = one
    return found


def ran_in(every: Sequence[Case], codes: Mapping[CodeType, FunctionType]) -> dict[CodeType, list[Case]]:
    """The articles in which each function runs."""
    where: dict[CodeType, list[Case]] = defaultdict(list)
    for case in every:
        seen: set[CodeType] = set()
        sys.setprofile(lambda frame, event, _: seen.add(frame.f_code) if event == "call" else None)  # noqa: B023
        try:
            case.judge()
        finally:
            sys.setprofile(None)
        for code in seen & codes.keys():
            where[code].append(case)
    return where


def stubs(function: FunctionType) -> Iterator[tuple[str, CodeType]]:
    """What may stand in a function's place, most fitting first: nothing, of the kind that it gives; or its argument."""
    told = str(inspect.signature(function).return_annotation).replace("typing.", "").replace("collections.abc.", "")
    if "Iterator" in told:
        yield "nothing", (lambda *_, **__: iter(())).__code__
    elif told.startswith(("bool", "<class 'bool'>")):
        yield "False", (lambda *_, **__: False).__code__
        yield "True", (lambda *_, **__: True).__code__
    elif "None" in told:
        yield "None", (lambda *_, **__: None).__code__
    elif told.startswith(("tuple", "Sequence")):
        yield "()", (lambda *_, **__: ()).__code__
    elif told.startswith("list"):
        yield "[]", (lambda *_, **__: []).__code__
    elif told.startswith(("set", "frozenset")):
        yield "an empty set", (lambda *_, **__: frozenset()).__code__
    elif told.startswith(("dict", "Mapping")):
        yield "{}", (lambda *_, **__: {}).__code__
    for place, one in enumerate(inspect.signature(function).parameters.values()):
        if str(one.annotation) == str(inspect.signature(function).return_annotation) and one.annotation is not bool:
            yield f"its {one.name}", _given(place, one.name)


def _given(place: int, name: str) -> CodeType:
    """Code that gives back one of its arguments, however it was passed."""
    source = f"lambda *given, **named: named[{name!r}] if {name!r} in named else given[{place}]"
    code: CodeType = eval(source, {}).__code__  # our own source: a name and a place
    return code


def _too_long(*_: object) -> None:
    raise TimeoutError


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--labels", type=Path, nargs="*", default=[], help="folders of labelled articles besides ours")
    parser.add_argument("--under", nargs="*", default=["ingest.statements"])
    parser.add_argument("--part", default="1/1", help="of the functions: 1/2 and 2/2 are run side by side")
    options = parser.parse_args()
    signal.signal(signal.SIGALRM, _too_long)
    every = list(cases([LABELS, LABELS / "plain", *options.labels]))
    before = {case.name: case.judge() for case in every}
    first, parts = map(int, options.part.split("/"))
    codes = dict(list(functions(options.under).items())[first - 1 :: parts])
    where = ran_in(every, codes)
    told = []
    spare = []
    for code, function in codes.items():
        name = f"{function.__module__}.{function.__qualname__}"
        if code not in where:
            told.append((0, 0, 0, f"{name}: runs in no article"))
            continue
        for what, stub in stubs(function):
            function.__code__ = stub
            lost = won = other = 0
            try:
                for case in where[code]:
                    signal.alarm(MOST_SECONDS)
                    after = case.judge()
                    gain = _worth(after) - _worth(before[case.name])
                    lost, won, other = lost + max(0, -gain), won + max(0, gain), other + (after != before[case.name])
            except Exception as error:  # noqa: BLE001  # a stub that the rest can't live with is no answer
                print(f"# {name} as {what}: {type(error).__name__}", flush=True)
                continue
            finally:
                signal.alarm(0)
                function.__code__ = code
            lines = len(inspect.getsource(function).splitlines())
            told.append(
                (
                    lost,
                    -won,
                    other,
                    f"{name} as {what}: -{lost} +{won}, {other} of {len(where[code])} articles, {lines} lines",
                )
            )
            if lost <= won and lost <= 1:
                spare.append((lines, function, what, stub))
    print("\n# least needed first")
    for *_, line in sorted(told, key=lambda one: one[:3]):
        print(line)
    print("\n# needed by nothing, all left out together")
    for line in left_out_together(spare, before, where):
        print(line)


def left_out_together(
    spare: Sequence[tuple[int, FunctionType, str, CodeType]],
    before: Mapping[str, tuple[int, int, int]],
    where: Mapping[CodeType, Sequence[Case]],
) -> Iterator[str]:
    """Stub one more at a time, the longest first, as long as no answer is lost on the whole; they stay stubbed."""
    now = dict(before)
    for lines, function, what, stub in sorted(spare, key=lambda one: -one[0]):
        code, function.__code__ = function.__code__, stub
        try:
            signal.alarm(MOST_SECONDS * 10)
            after = {case.name: case.judge() for case in where[code]}
        except Exception:  # noqa: BLE001
            function.__code__ = code
            continue
        finally:
            signal.alarm(0)
        if sum(_worth(after[name]) - _worth(now[name]) for name in after) < 0:
            function.__code__ = code
            continue
        now |= after
        yield f"{function.__module__}.{function.__qualname__} as {what}, {lines} lines"


def _worth(judged: tuple[int, int, int]) -> int:
    """Right answers less false ones."""
    return judged[0] + judged[1] - judged[2]


if __name__ == "__main__":
    main()
