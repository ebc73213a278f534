"""Read a model's reply as it comes: without its reasoning, never without end, line by line or object by object.

Each step takes pieces cut anywhere and decides by what has come so far, so that no cut changes what is read.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice

MOST_CHARACTERS = 6_000  # twelve claims of a newspaper's longest sentences (400), their keys, and as much again
MOST_REASONING = 60_000  # a quarter of an hour's thinking at 20 tokens a second; none of it is read
REASONING = re.compile(r"<(?P<closes>/?)(?:think(?:ing)?|reasoning|thought|reflection)>", re.IGNORECASE)
LONGEST_TAG = len("</reflection>")
OBJECT = re.compile(r"[\s\[,]*\{\s*(?:\"|\Z)")
# An object whose text has marks that should have been escaped: {"claim": "“Late”, or "never"", "keys": ["k7qf"]}
LOOSE = re.compile(r'"[a-z_]{1,20}": ?"([^{}\n]{1,1000}?)", ?"[a-z_]{1,20}": ?([^{}\n]{1,200})\}')
FORGET = "\0"  # what stands before it on its line, or waits for its keys, is not to be read
CONTROL = re.compile(r"[\0-\x08\x0b-\x0c\x0e-\x1f\x7f]")  # what a terminal would obey; FORGET is our own
Ends = Callable[[str], int | None]
MOST_OBJECTS = 64
DECODER = json.JSONDecoder()


def text_of(content: str | Iterable[str | Mapping[str, object]]) -> str:
    """The text of a message's content; blocks of reasoning, pictures and tool calls have none.

    >>> text_of([{"type": "reasoning", "reasoning": "Hm."}, {"type": "text", "text": "It rained."}])
    'It rained.'
    """
    if isinstance(content, str):
        return CONTROL.sub("", content)
    blocks = (one if isinstance(one, str) else one.get("text") for one in content if _is_told(one))
    return CONTROL.sub("", "".join(one for one in blocks if isinstance(one, str)))


def _is_told(block: str | Mapping[str, object]) -> bool:
    return isinstance(block, str) or block.get("type", "text") in ("text", "text_delta", "output_text")


def without_reasoning(pieces: Iterable[str]) -> Iterator[str]:
    """The reply outside <think>…</think> and its like; one that is never closed hides all that follows.

    A tag that closes what nothing opened means that the template opened it: what stood before was reasoning too, and
    what of it has not been read yet is forgotten.
    """
    held, is_reasoning, reasoned = "", False, 0
    for piece in pieces:
        held += piece
        while tag := REASONING.search(held):
            if not is_reasoning and (before := held[: tag.start()]):
                yield before
            if tag["closes"] and not is_reasoning:
                yield FORGET
            reasoned += tag.end() if is_reasoning else len(tag[0])
            is_reasoning, held = not tag["closes"], held[tag.end() :]
        opened = held.rfind("<", max(len(held) - LONGEST_TAG, 0))
        ready = len(held) if opened < 0 else opened
        if is_reasoning:
            reasoned += ready
        elif ready:
            yield held[:ready]
        if reasoned > MOST_REASONING:
            yield FORGET
            return
        held = held[ready:]
    if held and not is_reasoning:
        yield held


def limited(pieces: Iterable[str], most: int = MOST_CHARACTERS) -> Iterator[str]:
    """The first characters of a reply; where it is cut, the line that has begun is forgotten."""
    left = most
    for piece in pieces:
        if len(piece) > left:
            yield piece[:left] + FORGET
            return
        left -= len(piece)
        yield piece


def parted(pieces: Iterable[str], ends: Ends) -> Iterator[str]:
    """The reply's lines and its JSON objects, each as soon as it is whole; `ends` finds more ends inside a line."""
    held = ""
    for piece in pieces:
        held += piece
        while (end := _end_of_first(held, ends)) is not None:
            if held[:end].strip():
                yield held[:end]
            held = held[end:]
    # A reply that breaks off inside an object still has the whole objects in it.
    rest = [held] if OBJECT.match(held) else held.split("\n")
    yield from (line for line in rest if line.strip())


def _end_of_first(held: str, ends: Ends) -> int | None:
    """Where the first line or object ends; None while it goes on."""
    before, forget, _ = held.partition(FORGET)
    end = _end_of_object(before) if OBJECT.match(before) else _end_of_line(before, ends)
    return len(before) + 1 if end is None and forget else end


def _end_of_line(held: str, ends: Ends) -> int | None:
    line = held.find("\n") + 1
    inside = ends(held[:line] if line else held)
    return inside if inside is not None else line or None


def _end_of_object(held: str) -> int | None:
    start = held.index("{")
    line = held.find("\n", start) + 1
    if line and held[:line].rstrip(" ,;\r\n]").endswith("}") and _decoded(held[:line], start) is None:
        return line  # it says that it is whole, and is no JSON: a model forgot to escape its quotation marks
    decoded = _decoded(held, start)
    return decoded[1] if decoded else None


def _decoded(text: str, start: int) -> tuple[object, int] | None:
    try:
        return DECODER.raw_decode(text, start)
    except (ValueError, RecursionError):
        return None


def objects_in(line: str) -> Iterator[dict[str, object]]:
    """Every object in a line, the inner ones for themselves; nothing where the line is no JSON.

    >>> [list(one) for one in objects_in('{"claims": [{"claim": "It rained.", "keys": ["k7qf"]}]}')]
    [['claims'], ['claim', 'keys']]
    """
    starts = list(islice((one.start() for one in re.finditer(r"\{", line)), MOST_OBJECTS))
    waiting: list[object] = []
    end = 0
    for start in starts:
        if start >= end and (decoded := _decoded(line, start)):
            waiting, end = [*waiting, decoded[0]], decoded[1]
    if not waiting:
        yield from ({"claim": one[1], "keys": one[2]} for one in LOOSE.finditer(line))
    waiting.reverse()
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
        inner = list(one.values()) if isinstance(one, dict) else one if isinstance(one, list) else []
        waiting += reversed(inner)
