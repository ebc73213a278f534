"""What readers made of verdicts: accepted or overruled, with a note; kept beside the archive and never taken back.

A judgement is a reader's own word about a check, not something read in an article, so it has a file of its own that
any program can read: one JSON object a line, added to under the archive's lock.
"""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from os import SEEK_END
from typing import Literal, cast, get_args

from bot.answer import Verdict
from bot.errors import BotError
from vectorstore.archive import Archive

FILE = "judgements.jsonl"
MOST_CHARS = 4000  # of a sentence, a reason or a note

Decision = Literal["accepted", "overruled"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One reader's word on one verdict."""

    judged: str  # when, in UTC: "2026-11-23T17:40:00+00:00"
    text: str  # the sentence or quotation that was checked
    verdict: Verdict
    reason: str
    sources: tuple[str, ...]  # "3f2a9c0d1e4b-5c6d7e8f9a0b:120-188": article, version and place
    decision: Decision
    note: str = ""


class UnreadableJudgement(BotError):
    """What was sent is no judgement."""

    def __init__(self, found: str) -> None:
        super().__init__(f"A judgement is “accepted” or “overruled”, of one of the verdicts; {found} was sent.")


def judge(
    archive: Archive,
    *,
    text: str,
    verdict: str,
    reason: str,
    sources: tuple[str, ...],
    decision: str,
    note: str,
) -> Judgement:
    """Keep a reader's judgement; raises UnreadableJudgement where the verdict or the decision is none."""
    if verdict not in get_args(Verdict) or decision not in get_args(Decision):
        raise UnreadableJudgement(f"“{decision[:40]}” of “{verdict[:40]}”")
    made = Judgement(
        judged=datetime.now(UTC).isoformat(timespec="seconds"),
        text=text[:MOST_CHARS],
        verdict=cast(Verdict, verdict),
        reason=reason[:MOST_CHARS],
        sources=tuple(one[:100] for one in sources[:20]),
        decision=cast(Decision, decision),
        note=note[:MOST_CHARS],
    )
    path = archive.folder / FILE
    with archive.reading(), path.open("a+b") as file:
        if file.seek(0, SEEK_END):
            file.seek(-1, SEEK_END)
            if file.read(1) != b"\n":
                file.write(b"\n")  # whoever wrote before was stopped within a line
        file.write(json.dumps(asdict(made), ensure_ascii=False).encode() + b"\n")
    return made


def judgements(archive: Archive) -> tuple[Judgement, ...]:
    """Every judgement in the order they were made; a line that was never finished is left out."""
    with archive.reading():
        try:
            lines = (archive.folder / FILE).read_bytes().splitlines()
        except FileNotFoundError:
            return ()
    found = []
    for line in lines:
        try:
            read = json.loads(line)
            found.append(Judgement(**{**read, "sources": tuple(read["sources"])}))
        except (ValueError, TypeError, KeyError):
            continue
    return tuple(found)
