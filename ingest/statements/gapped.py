"""Two clauses that share one saying word: "Juan dice que fue un rayo; Pedro, que fue la vela"."""

from ingest.statements.frames import Frame
from ingest.statements.people import Person
from ingest.statements.speakers import Cast
from ingest.statements.tokens import Copy

LONGEST = 14  # tokens of "y la alcaldesa de la villa, Eugenia Roca, que"


def second_half(copy: Copy, cast: Cast, frame: Frame, first: int, last: int) -> tuple[int, int, Person] | None:
    """Where the first clause ends, where the second begins, and whose it is."""
    tokens, words = copy.tokens, copy.words
    for at in range(first + 1, min(last + 1, frame.last - 3)):
        if not (tokens[at] == ";" or (words.has("ands", tokens[at]) and tokens[at - 1] == ",")):
            continue
        comma = next((c for c in range(at + 1, min(at + LONGEST, frame.last - 1)) if _opens(copy, c)), None)
        whose = [m for m in cast.between(at + 1, comma or at) if not m.governed and m.kind != "thing"]
        if comma is None or not whose or whose[0].first > at + 2:
            continue
        named = next((m for m in reversed(whose) if m.last == comma and m.kind == "name"), whose[0])
        return at - (tokens[at - 1] == ","), comma + 2, cast.resolve(named)
    return None


def _opens(copy: Copy, at: int) -> bool:
    return copy.tokens[at] == "," and copy.words.has("that", copy.tokens[at + 1])
