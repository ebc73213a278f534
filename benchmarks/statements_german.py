"""Score find_statements on german_quotes (Petersen-Frey & Biemann 2024); the mapping is in statements/README.md.

Odd articles are for development, even ones are kept unseen.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.statements import SAME_SPAN, overlap, rate
from ingest.article import Statement
from ingest.statements.cues import words_of
from ingest.statements.find import find_statements
from ingest.text.names import fold, same_name
from ingest.text.sentences import find_sentences

MARKS = "„“”«»\"‚‘' ,"
PRONOUN = re.compile(r"(?:er|sie|ihn|ihm|ihr|es|ich|wir|man|dieser|diese|dieses|der|die|das)$", re.IGNORECASE)
ARTICLE = re.compile(r"^(?:de[rnms]|die|das|eine?[rnms]?)\s+", re.IGNORECASE)
# Whoever stands behind these is of whom, not who: "ein Sprecher der Polizei" is no police.
OF_WHOM = re.compile(r"\s(?:de[rs]|eine[rs]|vo[nm]|i[nm]|bei[m]?|für|aus|zu[rm]?)\s")
# A paper or an utterance is spoken by whom it is of: "einer Pressemitteilung des Amtes".
NOBLE = re.compile(r"(?:von|van|de|zu)\s", re.IGNORECASE)
CASE = re.compile(r"(?:e[mnrs]|[emnrs])$")
PAPER = re.compile(
    r"(?:mitteilung|erklärung|papier|schreiben|bericht|auffassung|angaben|aussagen?|ansicht)e?n?\b", re.I
)


@dataclass(frozen=True, slots=True)
class Label:
    """Words marked Direct, without their quotation marks; one speaker for each annotation of them."""

    start: int
    end: int
    speakers: tuple[str, ...]
    is_nested: bool  # inside an indirect statement: a fragment

    @property
    def tells_who(self) -> bool:
        """Whether a speaker is named or described; whom a pronoun means is not annotated."""
        return any(speaker and not PRONOUN.match(speaker) for speaker in self.speakers)


@dataclass(slots=True)
class Counted:
    """What was asked for and found, direct quotations and indirect statements each on their own."""

    labels: int = 0
    found: int = 0
    false: int = 0
    nested: int = 0
    nested_found: int = 0
    told: int = 0
    speakers: int = 0
    indirect: int = 0
    indirect_found: int = 0
    indirect_false: int = 0
    mistakes: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """The figures, one a line."""
        precision, recall = self.found / max(1, self.found + self.false), self.found / max(1, self.labels)
        yield f"  direct: span found   {rate(self.found, self.labels)}"
        yield f"  direct: precision    {rate(self.found, self.found + self.false)}"
        yield f"  direct: F1           {2 * precision * recall / max(1e-9, precision + recall):.3f}"
        yield f"  direct: speaker      {rate(self.speakers, self.told)} of those named or described"
        yield f"  fragments found      {rate(self.nested_found, self.nested)} of the direct ones inside indirect ones"
        yield f"  indirect: span found {rate(self.indirect_found, self.indirect)}"
        yield f"  indirect: precision  {rate(self.indirect_found, self.indirect_found + self.indirect_false)}"


def german(path: Path, half: int) -> Counted:
    """One half of the articles: 1 has the odd ones, 0 the even ones."""
    counted = Counted()
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if number % 2 == half:
            seen = len(counted.mistakes)
            count(counted, json.loads(line))
            counted.mistakes[seen:] = [f"article {number}: {mistake}" for mistake in counted.mistakes[seen:]]
    return counted


def count(counted: Counted, read: dict[str, Any]) -> None:
    """Add one article."""
    text = read["originalText"]
    annotations = [one for one in read["annotations"] if one["quote"]["spans"]]
    labels = _labels(text, annotations)
    others = [_whole(one) for one in annotations if one["type"] != "Direct"]
    found = find_statements(text, find_sentences(text, "de"), language="de")
    quoted = [s for s in found if s.kind != "indirect"]
    taken = _matched(quoted, [(label.start, label.end) for label in labels])
    for at, label in enumerate(labels):
        mine = next((quoted[i] for i, j in taken.items() if j == at), None)
        right = mine is not None and any(
            same_speaker(mine.speaker, speaker) or is_called_so(text, mine.speaker, speaker)
            for speaker in label.speakers
        )
        counted.labels += 1
        counted.found += mine is not None
        counted.nested += label.is_nested
        counted.nested_found += label.is_nested and mine is not None
        counted.told += label.tells_who
        counted.speakers += label.tells_who and right
        if mine is None:
            counted.mistakes.append(f"MISSED {label.speakers}: {text[label.start : label.end]!r}")
        elif label.tells_who and not right:
            counted.mistakes.append(f"SPEAKER {mine.speaker!r} for {label.speakers}: {text[mine.start : mine.end]!r}")
    for i, statement in enumerate(quoted):
        if i not in taken and not any(
            overlap((statement.start, statement.end), other) >= SAME_SPAN for other in others
        ):
            counted.false += 1
            counted.mistakes.append(f"FALSE {statement.speaker!r}: {text[statement.start : statement.end]!r}")
    told = [s for s in found if s.kind == "indirect"]
    wanted = [_whole(one) for one in annotations if one["type"] == "Indirect"]
    counted.indirect += len(wanted)
    matched = _matched(told, wanted)
    counted.indirect_found += len(matched)
    unmatched = [s for i, s in enumerate(told) if i not in matched]
    everything = [*others, *((label.start, label.end) for label in labels)]
    counted.indirect_false += sum(
        not any(overlap((s.start, s.end), one) > 0.5 for one in everything) for s in unmatched
    )


def _labels(text: str, annotations: list[dict[str, Any]]) -> list[Label]:
    """The words marked Direct; a quotation that the reporter interrupts is several, one annotated twice is one."""
    speakers: dict[tuple[int, int], list[str]] = {}
    nested: set[tuple[int, int]] = set()
    for one in annotations:
        if one["type"] != "Direct":
            continue
        for part in one["quote"]["spans"]:
            start, end = part["charBegin"], part["charEnd"]
            while start < end and text[start] in MARKS:
                start += 1
            while end > start and text[end - 1] in MARKS:
                end -= 1
            if start < end:
                speakers.setdefault((start, end), []).append(one["speaker"]["text"])
                if one["isNested"]:
                    nested.add((start, end))
    return [Label(*span, tuple(told), span in nested) for span, told in sorted(speakers.items())]


def _whole(annotation: dict[str, Any]) -> tuple[int, int]:
    spans = annotation["quote"]["spans"]
    return spans[0]["charBegin"], spans[-1]["charEnd"]


def _matched(found: list[Statement], wanted: list[tuple[int, int]]) -> dict[int, int]:
    """Each label with the statement that fits it best, one statement one label."""
    pairs = sorted(
        ((overlap((s.start, s.end), w), i, j) for i, s in enumerate(found) for j, w in enumerate(wanted)), reverse=True
    )
    taken: dict[int, int] = {}
    for share, i, j in pairs:
        if share >= SAME_SPAN and i not in taken and j not in taken.values():
            taken[i] = j
    return taken


def same_speaker(found: str, wanted: str) -> bool:
    """Whether a speaker is the one that a label has, who is named or described there with office and apposition.

    >>> same_speaker("Rosa Ahlers", "die Sprecherin der Reederei, Rosa Ahlers,"), same_speaker("Ida Ahlers", "Ahlers")
    (True, True)
    >>> same_speaker("Polizei", "ein Sprecher der Polizei"), same_speaker("Polizei", "einer Mitteilung der Polizei")
    (False, True)
    """
    mine = _bare(ARTICLE.sub("", found))
    for part in re.split(r"\s*[,()]\s*", wanted):
        kernel = ARTICLE.sub("", part)
        of_whom = OF_WHOM.search(kernel)
        if of_whom and PAPER.search(kernel[: of_whom.start()]):
            of_whom = OF_WHOM.search(kernel, of_whom.end())
        head = kernel[: of_whom.start()] if of_whom else kernel
        if not head:
            continue
        if NOBLE.match(kernel) and mine.endswith(_bare(kernel)):  # "Von der Leyen" of Ursula von der Leyen
            return True
        if re.match(
            rf"{re.escape(_bare(kernel))}\s(?:de[rs]|vo[nm])\b", mine
        ):  # "ein Sprecher" who is one of the police
            return True
        at = re.search(rf"(?<!\w){re.escape(mine)}(?!\w)", _bare(kernel))
        if at and at.start() < len(_bare(head)):
            return True
        named = re.search(r"(?:[A-ZÄÖÜ][\w.’'-]+\s?)+$", head)
        if named and any(same_name(found, name) for name in _without_callings(named.group().split())):
            return True
    return False


def _bare(words: str) -> str:
    """Words without case endings: "des Auswärtigen Amtes" is "Auswärtiges Amt"."""
    return " ".join(CASE.sub("", word) if len(word) > 4 else word for word in fold(words).split())


def is_called_so(text: str, found: str, wanted: str) -> bool:
    """Whether a label has only a calling, and the article calls the found speaker so elsewhere.

    >>> is_called_so("Die Ministerin Ida Ahlers kam. Die Ministerin sagte: „Nein.“", "Ida Ahlers", "Die Ministerin")
    True
    """
    calling = ARTICLE.sub("", wanted).split(" ")[-1]
    if not words_of("de").speaker_at([calling.lower()], 0):
        return False
    one, other = re.escape(calling), re.escape(found.split()[-1])
    return bool(re.search(rf"{one}[^.!?\n]{{0,80}}{other}|{other}[^.!?\n]{{0,80}}{one}", text))


def _without_callings(words: list[str]) -> Iterator[str]:
    """A run of capitals, and what is left of it behind each calling: "VW-Chef Ahlers", "Ahlers"."""
    yield " ".join(words)
    for at, word in enumerate(words[:-1]):
        if words_of("de").speaker_at([word.lower()], 0):
            yield " ".join(words[at + 1 :])
