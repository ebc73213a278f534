"""Fit what puts excerpts in order, and what tells whether the first one answers: `bot/retrieve/rank.toml`.

    python -m training.calibrate --pages FOLDER --questions FILE... [--elsewhere FILE] [--only LIST] [--write]

Pages and questions are those of benchmarks/realnews.py, and so is what counts as right. They are asked of an archive of
all the pages. `--rows` keeps what was found, and reads it where it is there. Figures are cross-validated, the weights
that are written are fitted to all.
"""

import argparse
import json
import pickle
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch

from benchmarks.realnews import Asked, fill, is_right, pages_of
from bot.newsbot import NewsBot
from bot.question.read import read_question
from bot.retrieve.candidates import look
from bot.retrieve.excerpts import Excerpt
from bot.retrieve.rank import Regression, of_answering
from training.evaluate import area
from training.regression import fit_choice, fit_logistic
from vectorstore.archive import Archive
from vectorstore.encoder import open_encoder

OUT = Path(__file__).parent.parent / "bot" / "retrieve" / "rank.toml"
ORDER = ("mass", "mass alone", "meaning", "words", "article behind the first")
ANSWERS = ("mass alone", "there", "behind the first", "words", "lead over the next", "mass anywhere", "far")
PARTS = 5


@dataclass(frozen=True, slots=True)
class Row:
    """A question, what was found for it, and which of that answers."""

    answerable: bool
    found: tuple[Excerpt, ...]
    right: tuple[bool, ...]

    def ordered(self, order: Regression) -> "Row":
        """The same, best first."""
        scored = [replace(one, score=order.logit(one.signals)) for one in self.found]
        places = sorted(range(len(scored)), key=lambda n: -scored[n].score)
        return replace(self, found=tuple(scored[n] for n in places), right=tuple(self.right[n] for n in places))


def rows_of(bot: NewsBot, names: dict[str, str], questions: Sequence[Asked]) -> Iterator[Row]:
    for asked in questions:
        question = read_question(asked["question"])
        found = look(bot.archive, bot.reader, question)
        right = (names.get(one.listing.article_id) in pages_of(asked) and is_right(one.text, asked) for one in found)
        yield Row(bool(asked["file"]), tuple(found), tuple(right))


def fit_order(rows: Sequence[Row], *, ridge: float = 0.02) -> Regression:
    """Weights under which right excerpts have the most of a question's probability (a softmax over its excerpts)."""
    some = [row for row in rows if any(row.right)]
    signals = [torch.tensor([[one.signals[name] for name in ORDER] for one in row.found]) for row in some]
    weights = fit_choice(signals, [torch.tensor(row.right) for row in some], ridge=ridge)
    return Regression(0.0, {name: round(weight, 4) for name, weight in zip(ORDER, weights, strict=True)})


def fit_answers(rows: Sequence[Row], order: Regression, *, ridge: float = 0.01) -> Regression:
    """Logistic regression: does the archive answer?"""
    some = [row.ordered(order) for row in rows if row.found]
    values = torch.tensor([[of_answering(row.found)[name] for name in ANSWERS] for row in some])
    wanted = torch.tensor([float(row.answerable) for row in some])
    bias, weights = fit_logistic(values, wanted, ridge=ridge)
    return Regression(round(bias, 4), {name: round(one, 4) for name, one in zip(ANSWERS, weights, strict=True)})


def crossed(rows: Sequence[Row], elsewhere: Sequence[Row] = ()) -> list[tuple[Row, float]]:
    """Each question, in order by weights fitted without its part, and the logit that the archive answers it."""
    told = []
    for part in range(PARTS):
        rest = [row for n, row in enumerate(rows) if n % PARTS != part]
        order = fit_order(rest)
        answers = fit_answers([*rest, *elsewhere], order)
        for row in rows[part::PARTS]:
            ordered = row.ordered(order)
            told.append((ordered, answers.logit(of_answering(ordered.found)) if row.found else -99.0))
    return told


def tell(rows: Sequence[Row], elsewhere: Sequence[Row], answered: float) -> float:
    """Print the figures; gives the logit from which that share of the unanswerable questions is answered."""
    answerable = [row for row in rows if row.answerable]
    found = np.mean([any(row.right) for row in answerable])
    print(f"{len(rows)} questions, {len(answerable)} answerable; an answer among the excerpts for {found:.3f}")
    print("right first by one signal alone:")
    for name in ("mass", "mass alone", "there", "meaning"):
        places = [max(range(len(r.found)), key=lambda n, r=r: r.found[n].signals[name]) for r in answerable if r.found]
        print(f"  {name}: {np.mean([r.right[n] for r, n in zip(answerable, places, strict=False)]):.3f}")
    told = crossed(rows, elsewhere)
    first = [bool(row.right and row.right[0]) for row, _ in told if row.answerable]
    yes, no = ([logit for row, logit in told if row.answerable == side] for side in (True, False))
    print(f"cross-validated: right first {np.mean(first):.3f}; answerable or not, area {area(yes, no):.3f}")
    least = sorted(no)[int(len(no) * (1 - answered))]
    shown = [logit >= least for logit in yes]
    right = np.mean([ok and is_shown for ok, is_shown in zip(first, shown, strict=True)])
    print(f"where {answered:.2f} of the unanswerable are answered: right {right:.3f}, refused {1 - np.mean(shown):.3f}")
    return least


def _questions(files: Sequence[Path]) -> list[Asked]:
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--questions", type=Path, nargs="*", default=[])
    parser.add_argument("--only", type=Path, help="a file with the names of the pages to take")
    parser.add_argument("--elsewhere", type=Path, help="questions on other texts: fitted, and not told of")
    parser.add_argument("--rows", type=Path)
    parser.add_argument("--archive", type=Path)
    parser.add_argument("--answered", type=float, default=0.33, help="of the unanswerable, what share may be answered")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if options.rows and options.rows.exists():
        rows, elsewhere = pickle.loads(options.rows.read_bytes())
    else:
        bot = NewsBot(Archive.open(options.archive or Path(tempfile.mkdtemp()), open_encoder(), create=True))
        names = fill(bot, options.pages, set(options.only.read_text().split()) if options.only else None)
        rows = list(rows_of(bot, names, _questions(options.questions)))
        elsewhere = list(rows_of(bot, names, _questions([options.elsewhere] if options.elsewhere else [])))
        if options.rows:
            options.rows.write_bytes(pickle.dumps((rows, elsewhere)))
    least = tell(rows, elsewhere, options.answered)
    order = fit_order(rows)
    answers = fit_answers([*rows, *elsewhere], order)
    lines = ["# What training/calibrate.py fitted: training/README.md says to what."]
    lines.append(f"answers_from = {1 / (1 + np.exp(-least)):.3f}")
    for part, weights in (("order", order), ("answers", answers)):
        lines += ["", f"[{part}]", f"bias = {weights.bias}", f"[{part}.signals]"]
        lines += [f'"{name}" = {value}' for name, value in weights.signals.items()]
    print("\n".join(lines))
    if options.write:
        OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
