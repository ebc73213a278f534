"""Risk and coverage: what the estimate of bot/retrieve/rank.py is worth, with intervals of 95 %."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import brier_score_loss, roc_auc_score

Z = 1.96
DRAWS = 1000
BINS = 10


@dataclass(frozen=True, slots=True)
class Row:
    """One question asked of one archive."""

    group: str  # "PIAF", "XQuAD within", "XQuAD across", "RGB"
    pair: str  # "fr → fr"
    setting: (
        str  # "there": the archive answers it; "gone", "struck", "right", "unrelated", "contradicting", "small ..."
    )
    is_answered: bool  # whether the archive answers it
    article: int
    chance: float  # as it was estimated


def area(rows: Sequence[Row], chance: NDArray[np.float64]) -> str:
    """The area under the curve; its interval is a bootstrap over articles, as questions on one go alike."""
    answered = np.array([row.is_answered for row in rows])
    articles = np.array([f"{row.group[:5]} {row.article}" for row in rows])
    places = [np.flatnonzero(articles == one) for one in sorted(set(articles))]
    rng, drawn = np.random.default_rng(7), []
    for _ in range(DRAWS):
        chosen = np.concatenate([places[number] for number in rng.integers(0, len(places), len(places))])
        if 0 < answered[chosen].sum() < len(chosen):
            drawn.append(roc_auc_score(answered[chosen], chance[chosen]))
    low, high = np.quantile(drawn, (0.025, 0.975))
    return f"{_point(roc_auc_score(answered, chance))} ({_point(low)}–{_point(high)})"


def share(are: NDArray[np.bool_]) -> str:
    """A share in percent with Wilson's interval.

    >>> share(np.array([True] * 8 + [False] * 92))
    '8.0 % (4.1–15.0)'
    """
    if not len(are):
        return "—"
    n, p = len(are), float(are.mean())
    middle, half = p + Z**2 / (2 * n), Z * np.sqrt(p * (1 - p) / n + Z**2 / (4 * n**2))
    low, high = ((middle + sign * half) / (1 + Z**2 / n) for sign in (-1, 1))
    return f"{100 * p:.1f} % ({100 * max(low, 0):.1f}–{100 * high:.1f})"


def tell(rows: Sequence[Row], chance: NDArray[np.float64], answers: float) -> str:
    """The tables: by set and setting, by threshold, and how far the estimate can be taken at its word."""
    main = np.array([row.setting in ("there", "gone") for row in rows])
    parts: list[tuple[str, Callable[[Row], bool]]] = [
        ("PIAF, fr → fr", lambda row: row.group == "PIAF"),
        ("XQuAD, all 16 pairs", lambda row: row.group.startswith("XQuAD")),
        ("XQuAD, within a language", lambda row: row.group == "XQuAD within"),
        ("XQuAD, across", lambda row: row.group == "XQuAD across"),
        ("all of these", lambda row: True),
    ]
    lines = [
        "| article there or taken out | questions | AUC | false answers | false refusals |",
        "|---|---|---|---|---|",
    ]
    for name, belongs in parts:
        here = main & np.array([belongs(row) for row in rows])
        lines.append(
            f"| {name} | {here.sum()} | {_area_of(rows, chance, here)} | {_both(rows, chance, here, answers)} |"
        )
    lines += ["", "| pair of XQuAD | questions | AUC | false answers | false refusals |", "|---|---|---|---|---|"]
    for pair in sorted({row.pair for row in rows if row.group.startswith("XQuAD")}):
        here = main & np.array([row.pair == pair and row.group.startswith("XQuAD") for row in rows])
        lines.append(
            f"| {pair} | {here.sum()} | {_area_of(rows, chance, here)} | {_both(rows, chance, here, answers)} |"
        )
    lines += ["", "| answering sentence struck | questions | AUC against there | answered |", "|---|---|---|---|"]
    for name, belongs in parts[:-1]:
        fits = np.array([belongs(row) for row in rows])
        struck = fits & np.array([row.setting == "struck" for row in rows])
        against = struck | fits & np.array([row.setting == "there" for row in rows])
        told = f"{_area_of(rows, chance, against)} | {share(chance[struck] >= answers)}"
        lines.append(f"| {name} | {struck.sum()} | {told} |")
    lines += ["", "| RGB, snippets | questions | answered | mean chance |", "|---|---|---|---|"]
    for setting in dict.fromkeys(row.setting for row in rows if row.group == "RGB"):
        here = np.array([row.group == "RGB" and row.setting == setting for row in rows])
        told = f"{share(chance[here] >= answers)} | {_point(chance[here].mean())}"
        lines.append(f"| {setting} | {here.sum()} | {told} |")
    lines += ["", "| small archives | questions | AUC | false answers | false refusals |", "|---|---|---|---|---|"]
    for setting in dict.fromkeys(row.setting for row in rows if row.setting.startswith("of ")):
        here = np.array([row.setting == setting for row in rows])
        told = f"{_area_of(rows, chance, here)} | {_both(rows, chance, here, answers)}"
        lines.append(f"| {setting} | {here.sum()} | {told} |")
    if main.any():
        lines += ["", *_thresholds(rows, chance, main, answers), "", *_reliability(rows, chance, main)]
    return "\n".join(lines)


def _thresholds(rows: Sequence[Row], chance: NDArray[np.float64], here: NDArray[np.bool_], answers: float) -> list[str]:
    lines = [
        "| answer from a chance of | false answers | false refusals | of what is answered, wrongly |",
        "|---|---|---|---|",
    ]
    truth = np.array([row.is_answered for row in rows])
    for threshold in sorted({0.3, 0.4, 0.5, 0.6, 0.7, answers}):
        wrong = share(~truth[here & (chance >= threshold)])
        name = f"**{threshold:g}, the default**" if threshold == answers else f"{threshold:g}"
        lines.append(f"| {name} | {_both(rows, chance, here, threshold)} | {wrong} |")
    return lines


def _reliability(rows: Sequence[Row], chance: NDArray[np.float64], here: NDArray[np.bool_]) -> list[str]:
    truth, estimate = np.array([row.is_answered for row in rows])[here], chance[here]
    bins = np.minimum((estimate * BINS).astype(int), BINS - 1)
    lines = ["| estimate | questions | mean | answered by the archive |", "|---|---|---|---|"]
    error = 0.0
    for number in range(BINS):
        inside = bins == number
        if inside.any():
            error += abs(truth[inside].mean() - estimate[inside].mean()) * inside.mean()
            name = f"{number / BINS:.1f}–{(number + 1) / BINS:.1f}"
            lines.append(f"| {name} | {inside.sum()} | {_point(estimate[inside].mean())} | {share(truth[inside])} |")
    brier = brier_score_loss(truth, estimate)
    return [*lines, "", f"Brier score {_point(brier)}, expected calibration error {_point(error)}."]


def draw(rows: Sequence[Row], chance: NDArray[np.float64], answers: float, path: Path) -> None:
    """Of the questions answered, how many wrongly, against how many are answered; and the two errors."""
    from matplotlib import pyplot

    drawing, (left, right) = pyplot.subplots(1, 2, figsize=(9, 3.4))
    for group in ("PIAF", "XQuAD within", "XQuAD across"):
        here = np.array([row.group == group and row.setting in ("there", "gone") for row in rows])
        truth, estimate = np.array([row.is_answered for row in rows])[here], chance[here]
        order = np.argsort(-estimate, kind="stable")
        count = np.arange(1, len(order) + 1)
        risk, coverage = np.cumsum(~truth[order]) / count, count / len(order)
        [line] = left.plot(coverage, risk, label=group)
        at = int((estimate >= answers).sum())
        left.plot(coverage[at - 1], risk[at - 1], "o", color=line.get_color())
        levels = np.linspace(0, 1, 201)
        false_answers = [(estimate[~truth] >= level).mean() for level in levels]
        false_refusals = [(estimate[truth] < level).mean() for level in levels]
        right.plot(levels, false_answers, color=line.get_color(), label=f"{group}, false answers")
        right.plot(levels, false_refusals, color=line.get_color(), ls=":", label=f"{group}, false refusals")
    left.set(xlabel="coverage: share of the questions answered", ylabel="risk: share of answers that are wrong",
             title=f"answered from the likeliest; ● the default, {answers:g}", ylim=(0, 0.55))  # fmt: skip
    left.legend(fontsize=7)
    right.axvline(answers, color="grey", lw=0.8)
    right.set(xlabel="answer from a chance of", title="the two errors", ylim=(0, 0.6))
    right.legend(fontsize=6)
    drawing.tight_layout()
    drawing.savefig(path)


def _area_of(rows: Sequence[Row], chance: NDArray[np.float64], here: NDArray[np.bool_]) -> str:
    chosen = np.flatnonzero(here)
    both = {rows[number].is_answered for number in chosen}
    return area([rows[number] for number in chosen], chance[chosen]) if len(both) == 2 else "—"


def _both(rows: Sequence[Row], chance: NDArray[np.float64], here: NDArray[np.bool_], threshold: float) -> str:
    truth = np.array([row.is_answered for row in rows])
    return f"{share(chance[here & ~truth] >= threshold)} | {share(chance[here & truth] < threshold)}"


def _point(figure: float) -> str:
    return f"{figure:.3f}".removeprefix("0")
