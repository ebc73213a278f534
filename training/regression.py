"""Fit weights to what signals were found with: whether something holds, or which of several things.

Signals are scaled to a spread of one before they are weighed, else what a weight costs (`ridge`) would keep the small
ones down: cosines lie within a tenth of each other and logits within ten.
"""

from collections.abc import Callable, Sequence

import torch


def fit_logistic(
    signals: torch.Tensor, wanted: torch.Tensor, *, ridge: float, shares: torch.Tensor | None = None
) -> tuple[float, Sequence[float]]:
    """The bias and the weight of each signal under which the odds of what is wanted are likeliest.

    `signals` is (rows, signals), `wanted` is (rows,) of 0 and 1, `shares` is what each row counts, all alike where
    there are none. `ridge` is what a square of a weight costs, of signals scaled to a spread of one.
    """
    shares = torch.ones_like(wanted) if shares is None else shares
    shares = shares / shares.sum()
    middle, spread = signals.mean(0), signals.std(0).clamp(min=1e-6)
    scaled = (signals - middle) / spread
    weights = torch.zeros(signals.shape[1] + 1, requires_grad=True)

    def loss() -> torch.Tensor:
        logits = scaled @ weights[1:] + weights[0]
        missed = torch.nn.functional.binary_cross_entropy_with_logits(logits, wanted, weight=shares, reduction="sum")
        return missed + ridge * weights[1:].square().sum()

    _minimise(weights, loss)
    own = weights.detach()[1:] / spread
    return float(weights.detach()[0] - (own * middle).sum()), own.tolist()


def fit_choice(signals: Sequence[torch.Tensor], right: Sequence[torch.Tensor], *, ridge: float) -> Sequence[float]:
    """The weight of each signal under which what is right has the most of the probability in its group.

    Of each group, `signals` is (things, signals) and `right` (things,) says which of them are, one at least.
    """
    spread = torch.cat(list(signals)).std(0).clamp(min=1e-6)
    weights = torch.zeros(len(spread), requires_grad=True)

    def loss() -> torch.Tensor:
        total = ridge * weights.square().sum()
        for own, is_right in zip(signals, right, strict=True):
            scores = (own / spread) @ weights
            total = total + (scores.logsumexp(0) - scores[is_right].logsumexp(0)) / len(signals)
        return total

    _minimise(weights, loss)
    return (weights.detach() / spread).tolist()


def _minimise(weights: torch.Tensor, loss: Callable[[], torch.Tensor]) -> None:
    """Change the weights until the loss falls no further; L-BFGS."""
    optimizer = torch.optim.LBFGS([weights], max_iter=300, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        total = loss()
        total.backward()
        return total

    optimizer.step(closure)
