"""Train the reader: `python -m training.train --data FOLDER --out FOLDER --minutes 100`.

Goes on from the last checkpoint of `--out`. The learning rate falls to nothing over the whole of a training, of which a
run may be a part: `--done` and `--until` say which, as shares.
"""

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from platformdirs import user_cache_path

from training.examples import mixed, read_sets
from training.model import ReaderModel, loss_of
from training.nearest import with_nearest
from training.news import read_news
from training.windows import Window, Windows
from vectorstore.encoder import open_encoder
from vectorstore.encoders.bundled import open_tokenizer
from vectorstore.encoders.prepare import prepared_folder


def batches(asked: Iterator[list[Window]], *, tokens: int) -> Iterator[list[list[Window]]]:
    """Give batches of about as many tokens, of questions whose longest windows are of about one length."""
    while True:
        pool = sorted((next(asked) for _ in range(1024)), key=_longest)
        cut: list[list[list[Window]]] = []
        batch: list[list[Window]] = []
        for windows in pool:
            batch.append(windows)
            if _longest(windows) * sum(map(len, batch)) >= tokens:
                cut.append(batch)
                batch = []
        if batch:
            cut.append(batch)
        random.shuffle(cut)
        yield from cut


def _longest(windows: Sequence[Window]) -> int:
    return max(len(one.tokens) for one in windows)


def tensors(asked: Sequence[Sequence[Window]]) -> tuple[torch.Tensor, ...]:
    """Give tokens, mask, allowed, right beginnings, right ends, each (batch, tokens), and each window's question."""
    batch = [window for windows in asked for window in windows]
    longest = _longest(batch)
    tokens = torch.ones(len(batch), longest, dtype=torch.long)
    mask = torch.zeros(len(batch), longest, dtype=torch.long)
    allowed, first, last = (torch.zeros(len(batch), longest, dtype=torch.bool) for _ in range(3))
    for row, window in enumerate(batch):
        count = len(window.tokens)
        tokens[row, :count] = torch.tensor(window.tokens)
        mask[row, :count] = 1
        allowed[row, window.first : count - 1] = True
        allowed[row, 0] = True
        for start, end in window.spans or ((0, 0),):
            first[row, start] = True
            last[row, end] = True
    question = torch.tensor([number for number, windows in enumerate(asked) for _ in windows])
    return tokens, mask, allowed, first, last, question


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds reading/, orangesum/, ntrex/")
    parser.add_argument("--news", type=int, default=0, help="how often our questions on news stand in a round")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--done", type=float, default=0.0, help="share of the whole training before this run")
    parser.add_argument("--until", type=float, default=1.0, help="share of the whole training after this run")
    parser.add_argument("--frozen", type=int, default=4)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--tokens", type=int, default=4096, help="in a batch")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--device", default="cpu")
    options = parser.parse_args()

    torch.manual_seed(options.seed)
    folder = prepared_folder(user_cache_path("newsbot"), tell=print)
    tokenizer = open_tokenizer(folder)
    sets = read_sets(options.data / "reading", split="train")
    if options.news:
        news = [one for some in read_news(options.data, split="train").values() for one in some]
        for example in with_nearest(news, open_encoder()):
            sets.setdefault(example.group, []).extend([example] * options.news)
    print({group: len(examples) for group, examples in sets.items()}, flush=True)
    cutter, draw = Windows(tokenizer), random.Random(options.seed)

    def asked() -> Iterator[list[Window]]:
        for example in mixed(sets, seed=options.seed):
            if windows := cutter.draw(example, draw):
                yield windows

    model = ReaderModel(folder, frozen=options.frozen).to(options.device)
    trained = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=options.rate, weight_decay=0.01, betas=(0.9, 0.98))
    options.out.mkdir(parents=True, exist_ok=True)
    kept = options.out / "checkpoint.pt"
    steps = seen = 0
    if kept.exists():
        state = torch.load(kept, weights_only=True)
        model.load_state_dict(state["model"], strict=False)
        optimizer.load_state_dict(state["optimizer"])
        steps, seen = state["steps"], state["seen"]
        print("going on from", steps, "steps", flush=True)
    model.train()
    began = said = saved = time.time()
    recent: list[float] = []
    for batch in batches(asked(), tokens=options.tokens):
        share = options.done + (options.until - options.done) * (time.time() - began) / 60 / options.minutes
        if time.time() - began > options.minutes * 60:
            break
        for group in optimizer.param_groups:
            group["lr"] = options.rate * min(1.0, (steps + 1) / 200) * max(0.0, 1 - share)
        tokens, mask, allowed, first, last, question = (t.to(options.device) for t in tensors(batch))
        with torch.autocast(options.device, dtype=torch.bfloat16):
            starts, ends, there = model(tokens, mask)
        loss = loss_of(starts, ends, there, allowed, first, last, question)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        steps, seen = steps + 1, seen + len(tokens)
        recent.append(loss.item())
        if time.time() - said > 30:
            speed = int(tokens.numel() * len(recent) / (time.time() - said))
            told = f"loss {sum(recent) / len(recent):.3f}, share {share:.3f}, some {speed} tokens/s"
            print(f"{steps} steps, {seen} windows, {told}", flush=True)
            recent, said = [], time.time()
        if time.time() - saved > 180:
            _save(kept, model, optimizer, steps, seen)
            saved = time.time()
    _save(kept, model, optimizer, steps, seen)
    print(json.dumps({"steps": steps, "windows": seen}))


def _save(kept: Path, model: ReaderModel, optimizer: torch.optim.Optimizer, steps: int, seen: int) -> None:
    frozen = ("bert.embeddings.", *(f"bert.encoder.layer.{n}." for n in range(model.frozen)))
    weights = {name: t for name, t in model.state_dict().items() if not name.startswith(frozen)}
    half = kept.with_suffix(".half")
    torch.save({"model": weights, "optimizer": optimizer.state_dict(), "steps": steps, "seen": seen}, half)
    half.replace(kept)


if __name__ == "__main__":
    main()
