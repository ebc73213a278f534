"""Fetching a model's file: gone on with after a cut, checked, and told plainly where it can't be had."""

import hashlib
import json
import socket
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import cli
from bot.errors import ModelFileWrong, ModelNotFetched, ModelNotRecommended
from bot.models.download import Recommended, fetch, find, recommended

WEIGHTS = Random(7).randbytes(300_000)


@dataclass
class Hub:
    """A server of one file on this machine: each reply breaks off after the next of `cuts`, and then none does."""

    content: bytes = WEIGHTS
    cuts: list[int] = field(default_factory=list)
    knows_ranges: bool = True
    status: int = 200
    asked: list[str] = field(default_factory=list)  # the Range of each request
    url: str = ""

    def model(self, **changed: object) -> Recommended:
        made = Recommended("tiny", "Tiny, for the test", self.url, len(WEIGHTS), hashlib.sha256(WEIGHTS).hexdigest())
        return replace(made, **changed)


@pytest.fixture(scope="module")
def serving() -> Iterator[Hub]:
    hub = Hub()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = self.headers["Range"]
            hub.asked.append(asked)
            start = int(asked.removeprefix("bytes=").removesuffix("-")) if hub.knows_ranges else 0
            if hub.status != 200:
                self.send_error(hub.status)
                return
            if start >= len(hub.content):
                self.send_error(416)
                return
            body = hub.content[start:]
            self.send_response(206 if hub.knows_ranges else 200)
            self.send_header("Content-Length", str(len(body)))
            if hub.knows_ranges:
                self.send_header("Content-Range", f"bytes {start}-{len(hub.content) - 1}/{len(hub.content)}")
            self.end_headers()
            self.wfile.write(body[: hub.cuts.pop(0)] if hub.cuts else body)
            self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hub.url = f"http://127.0.0.1:{server.server_port}/tiny/resolve/main/tiny-q4.gguf"
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield hub
    server.shutdown()
    server.server_close()


@pytest.fixture
def hub(serving: Hub, monkeypatch: pytest.MonkeyPatch) -> Hub:
    """The server as a test finds it; a proxy in the environment is not asked for what is on this machine."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    serving.content, serving.cuts, serving.knows_ranges, serving.status = WEIGHTS, [], True, 200
    serving.asked.clear()
    return serving


def test_a_model_is_fetched_whole_and_under_its_own_name(hub, tmp_path):
    seen: list[int] = []

    path = fetch(hub.model(), tmp_path / "models", arrived=seen.append)

    assert path == tmp_path / "models" / "tiny-q4.gguf"
    assert path.read_bytes() == WEIGHTS
    assert [one.name for one in path.parent.iterdir()] == ["tiny-q4.gguf"]
    assert (seen[0], seen[-1]) == (0, len(WEIGHTS))
    assert seen == sorted(seen)


def test_what_is_here_is_not_fetched_again(hub, tmp_path):
    fetch(hub.model(), tmp_path)
    fetch(hub.model(), tmp_path)

    assert len(hub.asked) == 1


def test_a_cut_is_gone_on_from_where_it_was(hub, tmp_path):
    hub.cuts = [1_000, 200]

    path = fetch(hub.model(), tmp_path)

    assert path.read_bytes() == WEIGHTS
    assert hub.asked == ["bytes=0-", "bytes=1000-", "bytes=1200-"]


def test_a_run_that_was_killed_is_gone_on_with_by_the_next(hub, tmp_path):
    (tmp_path / "tiny-q4.gguf.part").write_bytes(WEIGHTS[:70_000])

    path = fetch(hub.model(), tmp_path)

    assert path.read_bytes() == WEIGHTS
    assert hub.asked == ["bytes=70000-"]


def test_a_server_that_knows_no_ranges_is_asked_from_the_beginning(hub, tmp_path):
    hub.knows_ranges = False
    (tmp_path / "tiny-q4.gguf.part").write_bytes(WEIGHTS[:70_000])

    assert fetch(hub.model(), tmp_path).read_bytes() == WEIGHTS


def test_a_file_of_the_wrong_checksum_is_thrown_away_and_said(hub, tmp_path):
    hub.content = b"x" * len(WEIGHTS)

    with pytest.raises(ModelFileWrong, match=r"not the file its publisher lists.*SHA-256 is [0-9a-f]{64}"):
        fetch(hub.model(), tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_a_part_of_another_file_ends_as_a_wrong_checksum_and_the_next_run_is_right(hub, tmp_path):
    (tmp_path / "tiny-q4.gguf.part").write_bytes(b"y" * 5_000)

    with pytest.raises(ModelFileWrong, match="thrown away"):
        fetch(hub.model(), tmp_path)

    assert fetch(hub.model(), tmp_path).read_bytes() == WEIGHTS


def test_more_than_the_listed_size_is_never_taken(hub, tmp_path):
    hub.content = WEIGHTS + b"and more" * 1_000

    assert fetch(hub.model(), tmp_path).read_bytes() == WEIGHTS


def test_a_file_shorter_than_listed_is_begun_anew_and_then_given_up(hub, tmp_path):
    hub.content = WEIGHTS[:1_000]

    with pytest.raises(ModelNotFetched, match="tiny could not be fetched"):
        fetch(hub.model(), tmp_path)

    assert len(hub.asked) < 30


def test_a_file_that_the_hub_no_longer_has_is_told_with_what_to_do(hub, tmp_path):
    hub.status = 404

    with pytest.raises(ModelNotFetched, match=r"answered 404 Not Found.*copy the file here.*--model gguf:PATH"):
        fetch(hub.model(), tmp_path)


def test_a_hub_that_cant_be_reached_is_told_with_what_to_do(tmp_path, hub):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    with pytest.raises(ModelNotFetched, match=r"127\.0\.0\.1 can't be reached.*copy the file here.*--model gguf:PATH"):
        fetch(hub.model(url=f"http://127.0.0.1:{port}/tiny.gguf"), tmp_path)


def test_a_disk_without_room_is_told_before_anything_is_asked_for(hub, tmp_path):
    with pytest.raises(ModelNotFetched, match=r"more are needed on the disk"):
        fetch(hub.model(bytes=10**18), tmp_path)

    assert hub.asked == []


@settings(max_examples=20, deadline=None)
@given(cuts=st.lists(st.integers(0, len(WEIGHTS)), max_size=4), had=st.integers(0, len(WEIGHTS)))
def test_wherever_the_connection_is_cut_the_file_is_the_publishers(serving, cuts, had):
    serving.content, serving.knows_ranges, serving.status, serving.cuts = WEIGHTS, True, 200, list(cuts)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "tiny-q4.gguf.part").write_bytes(WEIGHTS[:had])
        had_nothing_and_got_nothing = not had and cuts and not cuts[0]
        try:
            path = fetch(serving.model(), Path(folder))
        except ModelNotFetched:
            assert had_nothing_and_got_nothing
        else:
            assert hashlib.sha256(path.read_bytes()).hexdigest() == serving.model().sha256


def test_each_recommended_model_lies_at_a_fixed_revision_of_its_publishers_page():
    for one in recommended():
        assert one.url.startswith("https://huggingface.co/Qwen/")
        revision = one.url.split("/resolve/")[1].split("/")[0]
        assert len(revision) == 40
        assert len(bytes.fromhex(one.sha256)) == 32


def test_a_model_that_is_not_on_the_list_is_told_with_what_is():
    with pytest.raises(ModelNotRecommended, match=r"qwen2\.5-1\.5b and qwen3-1\.7b"):
        find("gpt", recommended())


def test_the_command_lists_models_and_whether_they_are_here(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("NEWSBOT_CACHE", str(tmp_path))

    assert cli.main(["model", "list", "--json"]) == 0

    assert json.loads(capsys.readouterr().out) == [
        {"name": "qwen2.5-1.5b", "bytes": 1_117_320_736, "path": None},
        {"name": "qwen3-1.7b", "bytes": 1_834_426_016, "path": None},
    ]


def test_the_command_says_the_size_first_and_then_what_to_write(hub, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("NEWSBOT_CACHE", str(tmp_path))
    monkeypatch.setattr("bot.models.download.recommended", lambda: (hub.model(),))

    assert cli.main(["model", "get"]) == 0

    told = capsys.readouterr()
    assert told.err.startswith("Fetching tiny, 0.00 GB")
    assert told.out == f"Use it with --model gguf:{tmp_path}/models/tiny-q4.gguf\n"
