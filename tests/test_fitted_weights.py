"""Weights fitted to signals: what is right comes first, and the scale of a signal changes nothing."""

import numpy as np
import pytest
import torch
from sklearn.linear_model import LogisticRegression

from training.regression import fit_choice, fit_logistic


def groups(count: int, *, seed: int = 5):
    """Groups of six things with three signals; the right one has the most of the first less half of the last."""
    rng = np.random.default_rng(seed)
    signals = [torch.tensor(rng.normal(size=(6, 3)), dtype=torch.float32) for _ in range(count)]
    right = []
    for own in signals:
        best = int((own[:, 0] - 0.5 * own[:, 2]).argmax())
        right.append(torch.arange(6) == best)
    return signals, right


def first(signals, weights) -> list[int]:
    return [int((own @ torch.tensor(weights)).argmax()) for own in signals]


def test_what_is_right_comes_first_by_the_fitted_weights():
    weights = fit_choice(*groups(80), ridge=0.001)
    signals, right = groups(200, seed=6)

    found = first(signals, weights)

    assert np.mean([bool(own[n]) for own, n in zip(right, found, strict=True)]) > 0.9


def test_a_signal_that_is_ten_times_smaller_weighs_ten_times_more():
    signals, right = groups(40)
    small = [own * torch.tensor([0.1, 1.0, 1.0]) for own in signals]

    weights, of_small = fit_choice(signals, right, ridge=0.05), fit_choice(small, right, ridge=0.05)

    assert of_small == pytest.approx([10 * weights[0], *weights[1:]], rel=1e-2)


def test_of_two_things_the_choice_is_a_logistic_regression_on_their_difference():
    # exp(w·a) / (exp(w·a) + exp(w·b)) is the logistic function of w·(a - b): scikit-learn fits the same weights.
    rng = np.random.default_rng(7)
    pairs = rng.normal(size=(120, 2, 2))
    odds = (pairs[:, 0] - pairs[:, 1]) @ [1.5, -1.0]
    is_first = rng.random(120) < 1 / (1 + np.exp(-odds))
    right = [torch.tensor([bool(one), not one]) for one in is_first]

    ours = fit_choice([torch.tensor(one, dtype=torch.float32) for one in pairs], right, ridge=0.0)
    theirs = LogisticRegression(C=1e6, fit_intercept=False).fit(pairs[:, 0] - pairs[:, 1], is_first)

    assert ours == pytest.approx(theirs.coef_[0], rel=2e-2)


def test_the_odds_are_those_of_scikit_learn():
    rng = np.random.default_rng(8)
    signals = rng.normal(size=(150, 3)) * [1.0, 0.1, 10.0] + [0.0, 2.0, -3.0]
    wanted = rng.random(150) < 1 / (1 + np.exp(-(signals[:, 0] + 5 * (signals[:, 1] - 2))))

    bias, weights = fit_logistic(
        torch.tensor(signals, dtype=torch.float32), torch.tensor(wanted, dtype=torch.float32), ridge=0.0
    )
    theirs = LogisticRegression(C=1e6, max_iter=1000).fit(signals, wanted)

    assert [bias, *weights] == pytest.approx([theirs.intercept_[0], *theirs.coef_[0]], rel=5e-2, abs=5e-3)
