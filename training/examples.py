"""Labelled questions, mixed as a reader is trained on them: sets, languages crossed, and questions nothing answers.

The sets lie in one folder, a gzip file each: `{"id", "language", "title", "context", "question", "answers",
"impossible", "split"}`. Sets whose licence is NC, ND, GPL or not stated are left out: the weights are shipped.
"""

import gzip
import hashlib
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

LEFT_OUT = {"parsinlu_rc", "m2qa", "poquad", "persianqa", "uqa", "squad_pt", "policyqa", "covidqa"}

# How many questions of a set are asked in one round, at most. Sets of one sentence and of machine translation are mixed
# in, not to dominate; sets with unanswerable questions and of languages that have little else are used whole.
A_ROUND: Mapping[str, int] = {
    "qamr": 4_000, "qasrl_gs": 1_500, "qadiscourse": 4_000, "facqa": 1_500, "torque": 400, "amqa": 300,
    "jaquad": 2_500, "jsquad": 2_000, "cmrc2018": 3_000, "squadshifts": 7_000, "squad2_enbt": 9_000,
    "squad2_fi": 5_000, "pquad": 2_500, "iapp_wiki_qa": 800,
}  # fmt: skip

# Of the answerable questions of a set: how many are made unanswerable by another name or number of the same text, and
# how many are asked of another text of the same title.
SWAPPED, ELSEWHERE = 0.08, 0.10
CROSSED = 0.45  # of the questions that stand in several languages: asked in another than the text's

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
NAME = re.compile(r"(?<=[\w,] )[A-ZÀ-ÖØ-ÞА-ЯΑ-Ω][\w’'-]{2,}(?: [A-ZÀ-ÖØ-ÞА-ЯΑ-Ω][\w’'-]{2,})*")


@dataclass(frozen=True, slots=True)
class OtherPassage:
    """A passage of another text, near to a question that it doesn't answer."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Example:
    """A question asked of a text; `answers` are (start, end) in its characters, none where nothing answers."""

    id: str
    group: str  # the set and the language
    question: str
    title: str
    context: str
    answers: tuple[tuple[int, int], ...]
    language: str = ""  # of the text, where it is known
    asked_in: str = ""
    elsewhere: tuple[OtherPassage, ...] = ()

    @property
    def is_news(self) -> bool:
        """Whether it is one of our own on news, which have unanswerable ones of their own."""
        return self.group.startswith("news_")


def read_sets(folder: Path, *, split: str, named: Sequence[str] = ()) -> dict[str, list[Example]]:
    """Read the sets of a folder by group ("squad_es.es"); raises FileNotFoundError where there is none."""
    files = sorted(folder.glob("*.jsonl.gz"))
    if not files:
        raise FileNotFoundError(f"{folder} holds no *.jsonl.gz: it should be the folder of the reading sets.")
    found: dict[str, list[Example]] = {}
    for file in files:
        group = file.name.removesuffix(".jsonl.gz")
        if group.split(".")[0] in LEFT_OUT or (named and group.split(".")[0] not in named):
            continue
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            rows = [row for row in map(json.loads, lines) if row["split"] == split]
        found[group] = [_example(group, row) for row in rows]
    return found


def _example(group: str, row: Mapping[str, object]) -> Example:
    answers = () if row["impossible"] else tuple((a["start"], a["start"] + len(a["text"])) for a in row["answers"])
    title = str(row["title"]).replace("_", " ")
    return Example(str(row["id"]), group, str(row["question"]), title, str(row["context"]), answers)


def mixed(sets: Mapping[str, Sequence[Example]], *, seed: int) -> Iterator[Example]:
    """Give examples without end, one round after another, each round shuffled and changed anew."""
    versions = _in_other_languages(sets)
    of_title: dict[tuple[str, str], list[str]] = defaultdict(list)
    for group, examples in sets.items():
        for context, title in {(e.context, e.title) for e in examples if e.title}:
            of_title[group, title].append(context)
    for number in range(1_000_000):
        draw = random.Random(f"{seed} {number}")
        one_round = []
        for group, examples in sets.items():
            most = A_ROUND.get(group.split(".")[0], len(examples))
            one_round += draw.sample(list(examples), min(most, len(examples)))
        draw.shuffle(one_round)
        for example in one_round:
            yield _changed(example, draw, versions, of_title)


def _changed(
    example: Example,
    draw: random.Random,
    versions: Mapping[str, Sequence[str]],
    of_title: Mapping[tuple[str, str], Sequence[str]],
) -> Example:
    others = [question for question in versions.get(_key(example.id), ()) if question != example.question]
    if others and draw.random() < CROSSED:
        example = replace(example, question=draw.choice(others))
    if not example.answers or example.is_news:
        return example
    chance = draw.random()
    if chance < SWAPPED and (question := swapped(example.question, example.context, draw)):
        return replace(example, question=question, answers=())
    if SWAPPED <= chance < SWAPPED + ELSEWHERE:
        elsewhere = [c for c in of_title.get((example.group, example.title), ()) if c != example.context]
        said = {example.context[start:end] for start, end in example.answers}
        if elsewhere and not any(words in (other := draw.choice(elsewhere)) for words in said):
            return replace(example, context=other, answers=())
    return example


def swapped(question: str, context: str, draw: random.Random) -> str | None:
    """The question with one of its numbers or names replaced by another of the text, or None if it has none.

    >>> swapped("When did Ann Lee leave Paris?", "He met Ann Lee in Paris, then Bo Berg.", random.Random(1))
    'When did Bo Berg leave Paris?'
    """
    for pattern in draw.sample([NUMBER, NAME], 2):
        here = [m.group() for m in pattern.finditer(question) if m.group() in context]
        there = sorted({m.group() for m in pattern.finditer(context)})
        there = [t for t in there if t not in question and not any(h in t for h in here)]
        if here and there:
            return question.replace(draw.choice(here), draw.choice(there), 1)
    return None


def _key(example_id: str) -> str:
    """What is the same of one question in several languages: SQuAD's id, or the number of a parallel set."""
    kind, _, rest = example_id.partition(":")
    if kind.startswith("squad"):
        return rest.removeprefix("2-").removeprefix("1-")
    if kind == "omosqa":
        return kind + rest.partition("-")[2]
    return example_id


def _in_other_languages(sets: Mapping[str, Sequence[Example]]) -> dict[str, list[str]]:
    versions: dict[str, list[str]] = defaultdict(list)
    for examples in sets.values():
        for example in examples:
            versions[_key(example.id)].append(example.question)
    return {key: questions for key, questions in versions.items() if len(questions) > 1}


def is_held_out(example: Example, one_in: int) -> bool:
    """Whether an example belongs to one of so many parts by its text, the same in every run."""
    return int(hashlib.sha1(example.context.encode()).hexdigest(), 16) % one_in == 0
