"""The reader as it is trained: the bundled encoder's layers, the lower ones frozen, and three small heads."""

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

SHARED = 0.7  # what the norm over all windows of a question weighs beside that of each window


class ReaderModel(nn.Module):
    """Where an answer begins and ends, token by token, the first token standing for "not here"; and whether it is."""

    def __init__(self, folder: Path, *, frozen: int, dropout: float = 0.0) -> None:
        super().__init__()
        self.frozen = frozen
        self.bert = BertModel.from_pretrained(
            folder, attn_implementation="eager", add_pooling_layer=False,
            hidden_dropout_prob=dropout, attention_probs_dropout_prob=0.0,
        )  # fmt: skip
        self.spans = nn.Linear(self.bert.config.hidden_size, 2)
        self.there = nn.Linear(self.bert.config.hidden_size, 1)
        for parameter in self.bert.embeddings.parameters():
            parameter.requires_grad_(False)
        for layer in self.bert.encoder.layer[:frozen]:
            for parameter in layer.parameters():
                parameter.requires_grad_(False)

    def train(self, mode: bool = True) -> "ReaderModel":
        super().train(mode)
        self.bert.embeddings.eval()
        for layer in self.bert.encoder.layer[: self.frozen]:
            layer.eval()
        return self

    def forward(self, tokens: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Give start and end logits (batch, tokens), and the logit that an answer is there (batch)."""
        hidden = self.bert(input_ids=tokens, attention_mask=mask).last_hidden_state.float()
        with torch.autocast(hidden.device.type, enabled=False):  # bfloat16 has steps of .06 among logits of 10
            starts, ends = self.spans(hidden).unbind(-1)
            return starts, ends, self.there(hidden[:, 0]).squeeze(-1)


def loss_of(
    starts: Tensor, ends: Tensor, there: Tensor, allowed: Tensor, first: Tensor, last: Tensor, question: Tensor
) -> Tensor:
    """Cross-entropy of beginnings and ends, any of several answers counting as right, and of being there at all.

    `allowed` (batch, tokens) marks the text's tokens and the first token; `first` and `last` mark right beginnings and
    ends, the first token where nothing answers. `question` (batch) numbers the question of each window: over all the
    windows of one that has an answer, what is over "nothing" is normalised once more, so that windows can be compared
    (the shared norm of Clark & Gardner 2018, arXiv 1710.10723).
    """
    total = torch.zeros((), device=starts.device)
    for logits, right in ((starts, first), (ends, last)):
        logits = logits.masked_fill(~allowed, -1e4)
        total = total + (logits.logsumexp(-1) - logits.masked_fill(~right, -1e4).logsumexp(-1)).mean() / 2
        over = (logits - logits[:, :1])[:, 1:]
        every = _of_questions(over.logsumexp(-1), question)
        answering = _of_questions(over.masked_fill(~right[:, 1:], -1e4).logsumexp(-1), question)
        has_answer = answering > -1e3
        total = total + SHARED * (every - answering)[has_answer].sum() / 2 / max(int(has_answer.sum()), 1)
    is_there = (~first[:, 0]).float()
    return total + 0.5 * nn.functional.binary_cross_entropy_with_logits(there, is_there)


def _of_questions(values: Tensor, question: Tensor) -> Tensor:
    """The logsumexp of the windows' values (batch), question by question (questions)."""
    table = values.new_full((int(question.max()) + 1, len(values)), -1e4)
    table[question, torch.arange(len(values), device=values.device)] = values
    return table.logsumexp(-1)
