"""The figures of a run as a Markdown table: model answers and those that quote in their place counted apart."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from benchmarks.figures import averaged, recall
from benchmarks.model.asking import cites_gold, outside_quotations
from benchmarks.model.checker import Flag, flags_of
from benchmarks.model.spoken import language_of

Record = Mapping[str, Any]
ENOUGH_LETTERS = 40  # of an answer, quotations left out, for its language to be judged
QUIET = "—"
NAMES = {
    "across": "English → French",
    "french": "French → French",
    "samples": "samples, five languages",
    "followups": "follow-ups",
}


def share(part: int, whole: int) -> str:
    """A share with its interval, and what it is a share of.

    >>> share(9, 10), share(0, 0)
    ('.900 ±.192 (9/10)', '—')
    """
    return f"{recall([(0,)] * part + [()] * (whole - part), 1)} ({part}/{whole})" if whole else QUIET


def table(records: Sequence[Record]) -> str:
    """Every figure, by set and together."""
    there = [one for one in records if one["there"] == "there" and one["set"] in NAMES]
    gone = [one for one in records if one["there"] == "gone"]  # or never there
    if not there:
        return "No question of the sets is answered yet."
    columns = [name for name in NAMES if any(one["set"] == name for one in there)]
    lines = [f"| | {' | '.join(NAMES[one] for one in columns)} | together |", "|---" * (len(columns) + 2) + "|"]
    for name, figure, some in (*((*one, there) for one in ANSWERED), *((*one, gone) for one in TAKEN_OUT)):
        cells = [figure([one for one in some if one["set"] == column]) for column in columns]
        lines.append(f"| {name} | {' | '.join(cells)} | {figure(some)} |")
    return "\n".join(lines)


def flagged(records: Iterable[Record], side: str = "reply") -> list[tuple[Record, str, Flag]]:
    """Every number and name that stands in no passage cited for it."""
    return [(one, shown, flag) for one in records for shown, flag in flags_of(one[side], one["language"])]


def _of(kind: str, records: Iterable[Record]) -> list[Record]:
    return [one for one in records if one["reply"]["kind"] == kind]


def _kind(kind: str) -> Callable[[Sequence[Record]], str]:
    return lambda records: share(len(_of(kind, records)), len(records))


def _language(kind: str, *, by_claim: bool = False) -> Callable[[Sequence[Record]], str]:
    def figure(records: Sequence[Record]) -> str:
        replies = [(one["language"], _own_words(one["reply"])) for one in _of(kind, records)]
        texts = [(language, text) for language, some in replies for text in (some if by_claim else [" ".join(some)])]
        long = [
            (language, language_of(text)) for language, text in texts if sum(map(str.isalpha, text)) >= ENOUGH_LETTERS
        ]
        judged = [one for one in long if one[1]]
        right = sum(language == told for language, told in judged)
        short = f", {len(texts) - len(judged)} can't be told" if len(texts) > len(judged) else ""
        return share(right, len(judged)) + short

    return figure


def _own_words(reply: Record) -> list[str]:
    """Each claim without what it quotes, its marks and the names of who is quoted: they are of no language."""
    cited = {one["number"]: one for one in reply["cited"]}
    names = {one[name] for one in reply["cited"] for name in ("outlet", "speaker", "via", "agency") if one[name]}
    nameless = re.compile("|".join([r"\[\d+\]", *map(re.escape, names)]), re.IGNORECASE)
    return [nameless.sub(" ", outside_quotations(one, cited)) for one in reply["claims"]]


def _flags(kind: str, what: str, *, is_in_article: bool) -> Callable[[Sequence[Record]], str]:
    def figure(records: Sequence[Record]) -> str:
        some = _of(kind, records)
        found = [one for one in flagged(some) if (one[2].kind, one[2].is_in_article) == (what, is_in_article)]
        return f"{len(found)} in {sum(len(one['reply']['claims']) for one in some)} claims" if some else QUIET

    return figure


def _right(side: str, kind: str = "") -> Callable[[Sequence[Record]], str]:
    def figure(records: Sequence[Record]) -> str:
        some = [one for one in records if one["gold"] and (not kind or one["reply"]["kind"] == kind)]
        return share(sum(cites_gold(one[side], one["article"], one["gold"]) for one in some), len(some))

    return figure


def _answered(side: str, kinds: Sequence[str]) -> Callable[[Sequence[Record]], str]:
    return lambda records: share(sum(one[side]["kind"] in kinds for one in records), len(records))


def _seconds(name: str, kind: str) -> Callable[[Sequence[Record]], str]:
    def figure(records: Sequence[Record]) -> str:
        taken = [one["reply"][name] for one in _of(kind, records)]
        return f"{np.median(taken):.1f}, {np.percentile(taken, 90):.1f}" if taken else QUIET

    return figure


def _claims(kind: str) -> Callable[[Sequence[Record]], str]:
    def figure(records: Sequence[Record]) -> str:
        counts = [len(one["reply"]["claims"]) for one in _of(kind, records)]
        return f"{averaged(counts).mean:.2f}" if counts else QUIET

    return figure


def _left_out(records: Sequence[Record]) -> str:
    asked = [one for one in records if one["raw"]]
    return f"{sum(one['reply']['left_out'] for one in asked)} in {len(asked)} answers" if asked else QUIET


def _translated(records: Sequence[Record]) -> str:
    claims = [claim for one in records for claim in one["reply"]["claims"]]
    return share(sum(bool(one["translation"]) for one in claims), len(claims))


ANSWERED: tuple[tuple[str, Callable[[Sequence[Record]], str]], ...] = (
    ("questions", lambda records: str(len(records))),
    ("answered by the model", _kind("model")),
    ("quoted in its place", _kind("fallback")),
    ("refused", _kind("refusal")),
    ("model answers in the question's language", _language("model")),
    ("... each of their claims", _language("model", by_claim=True)),
    ("quoting answers in it", _language("fallback")),
    ("model: numbers nowhere in the article cited", _flags("model", "number", is_in_article=False)),
    ("model: numbers in it, not in the passage", _flags("model", "number", is_in_article=True)),
    ("model: names nowhere in the article cited", _flags("model", "name", is_in_article=False)),
    ("model: names in it, not in the passage", _flags("model", "name", is_in_article=True)),
    ("quoting: numbers nowhere in the article cited", _flags("fallback", "number", is_in_article=False)),
    ("quoting: numbers in it, not in the passage", _flags("fallback", "number", is_in_article=True)),
    ("quoting: names nowhere in the article cited", _flags("fallback", "name", is_in_article=False)),
    ("quoting: names in it, not in the passage", _flags("fallback", "name", is_in_article=True)),
    ("right place cited, with the model", _right("reply")),
    ("... without it, on the same questions", _right("extractive")),
    ("... where the model answered, with it", _right("reply", "model")),
    ("... where the model answered, without it", _right("extractive", "model")),
    ("claims of a model answer", _claims("model")),
    ("claims of a quoting answer", _claims("fallback")),
    ("drafts left out", _left_out),
    ("claims with a machine's translation", _translated),
    ("seconds to the first claim of a model answer: median, p90", _seconds("first", "model")),
    ("... to the last", _seconds("last", "model")),
    ("seconds to a quoting answer's first claim: median, p90", _seconds("first", "fallback")),
)
TAKEN_OUT: tuple[tuple[str, Callable[[Sequence[Record]], str]], ...] = (
    ("nothing there that answers: answered by the model", _kind("model")),
    ("nothing there that answers: quoted in its place", _kind("fallback")),
    ("nothing there that answers: answered without a model", _answered("extractive", ("quoted",))),
)
