"""Round a trained reader to int8 as the package ships it: `python -m training.export --data DATA --from FOLDER...`.

The inputs of each linear step are watched over some windows: a place whose largest number is over 2.5 times the 98th
percentile of all places' is eased (SmoothQuant, arXiv 2211.10438, for the outliers alone), as in the encoder's graph.
"""

import argparse
import itertools
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from platformdirs import user_cache_path
from tokenizers import Tokenizer

from training.examples import mixed, read_sets
from training.model import ReaderModel
from training.train import tensors
from training.windows import Windows
from vectorstore.encoders.bundled import open_tokenizer
from vectorstore.encoders.onnx_graph import in_steps
from vectorstore.encoders.prepare import prepared_folder
from vectorstore.encoders.weights import LAYERS

OWN = Path(__file__).parent.parent / "bot" / "reader" / "weights.npz"
WATCHED = 96  # windows
OUTLIER = 2.5

LINEARS = {
    "q+k+v": ("attention.self.query", "attention.self.key", "attention.self.value"),
    "ao": ("attention.output.dense",),
    "fi": ("intermediate.dense",),
    "fo": ("output.dense",),
}
NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


def load(folders: Sequence[Path], prepared: Path, *, frozen: int) -> ReaderModel:
    """The trained model of a checkpoint, in full precision, or the mean of several of one training.

    The mean of weights that one training passed through is better than each (Izmailov et al. 2018, arXiv 1803.05407).
    """
    model = ReaderModel(prepared, frozen=frozen)
    states = [torch.load(folder / "checkpoint.pt", weights_only=True) for folder in folders]
    for folder, state in zip(folders, states, strict=True):
        print(f"{folder}: {state['steps']} steps, {state['seen']} windows")
    parts = [state["model"] for state in states]
    mean = {name: torch.stack([part[name].float() for part in parts]).mean(0) for name in parts[0]}
    model.load_state_dict(mean, strict=False)
    return model.eval()


def watch(model: ReaderModel, tokenizer: Tokenizer, sets: Path) -> dict[str, np.ndarray]:
    """The largest number, either way, that each input of each linear step meets, by the step's name."""
    largest: dict[str, torch.Tensor] = {}

    def hook(name: str) -> Callable[[torch.nn.Module, tuple[torch.Tensor, ...]], None]:
        def keep(_module: torch.nn.Module, inputs: tuple[torch.Tensor, ...]) -> None:
            seen = inputs[0].abs().amax(dim=(0, 1))
            largest[name] = torch.maximum(largest.get(name, seen), seen)

        return keep

    for number in range(model.frozen, LAYERS):
        for short, parts in LINEARS.items():
            module = model.bert.encoder.layer[number].get_submodule(parts[0])
            module.register_forward_pre_hook(hook(f"l{number}.{short}"))
    cutter, draw = Windows(tokenizer), random.Random(7)
    examples = mixed(read_sets(sets, split="dev", named=("squad2_dev", "norquad", "tydiqa_goldp")), seed=7)
    asked = [windows for one in itertools.islice(examples, WATCHED) if (windows := cutter.draw(one, draw))]
    with torch.no_grad():
        for windows in asked:
            tokens, mask, *_ = tensors([windows])
            model(tokens, mask)
    return {name: values.numpy() for name, values in largest.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--from", dest="folders", type=Path, nargs="+", required=True, help="several are averaged")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--frozen", type=int, default=4)
    parser.add_argument("--out", type=Path, default=OWN)
    options = parser.parse_args()
    prepared = prepared_folder(user_cache_path("newsbot"), tell=print)
    model = load(options.folders, prepared, frozen=options.frozen)
    largest = watch(model, open_tokenizer(prepared), options.data / "reading")
    state = {name: tensor.numpy() for name, tensor in model.state_dict().items()}
    arrays: dict[str, np.ndarray] = {"first_layer": np.array(model.frozen)}
    for number in range(model.frozen, LAYERS):
        there = f"bert.encoder.layer.{number}."
        for short, parts in LINEARS.items():
            name = f"l{number}.{short}"
            matrix = np.concatenate([state[f"{there}{part}.weight"] for part in parts])
            bias = np.concatenate([state[f"{there}{part}.bias"] for part in parts])
            usual = np.percentile(largest[name], 98)
            eased = {int(n): float(round(v / usual)) for n, v in enumerate(largest[name]) if v > OUTLIER * usual}
            linear = in_steps(matrix, bias, eased)
            arrays |= {f"{name}.steps": linear.steps, f"{name}.scales": linear.scales, f"{name}.bias": linear.bias}
            arrays[f"{name}.ease"] = np.ones(matrix.shape[1], np.float32) if linear.ease is None else linear.ease
        for short, part in NORMS.items():
            arrays[f"l{number}.{short}.gain"] = state[f"{there}{part}.weight"]
            arrays[f"l{number}.{short}.bias"] = state[f"{there}{part}.bias"]
    for head in ("spans", "there"):
        arrays |= {f"{head}.weight": state[f"{head}.weight"], f"{head}.bias": state[f"{head}.bias"]}
    np.savez_compressed(options.out, **arrays)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
