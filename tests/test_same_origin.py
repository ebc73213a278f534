"""Who may speak to the page's server: its own page, and nothing else that is open in the same browser."""

import asyncio
import json
import os
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from conftest import BRIDGE, FERRY, ORCHARD, WordEncoder
from test_browser import CHROMIUM, QUIET
from test_page_html import Seen

from bot.cli import main
from bot.newsbot import NewsBot
from bot.page.app import launch
from bot.page.handlers import Desk
from bot.page.opening import Opening
from bot.page.same_origin import Hosts, SameOrigin, credentials
from bot.settings import Settings
from vectorstore.archive import Archive

ALL = {FERRY.article_id, BRIDGE.article_id, ORCHARD.article_id}
PASSWORD = "herring & tar"


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A page that is served, and the archive behind it."""

    port: int
    archive: Archive

    @property
    def own(self) -> dict[str, str]:
        return {"Host": f"127.0.0.1:{self.port}", "Origin": f"http://127.0.0.1:{self.port}"}

    def articles(self) -> set[str]:
        return {one.article_id for one in self.archive.listings()}

    def ask(self, method: str, path: str, headers: dict[str, str], body: str = "") -> tuple[int, dict[str, str], str]:
        """A request with exactly these headers: its status, and the headers and the words that came back."""
        asking = HTTPConnection("127.0.0.1", self.port, timeout=30)
        asking.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in headers.items():
            asking.putheader(name, value)
        asking.putheader("Content-Length", str(len(body.encode())))
        asking.endheaders(body.encode())
        answer = asking.getresponse()
        told = answer.read().decode()
        asking.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, told

    def board(self) -> int:
        """The number under which the page's own functions are served."""
        _, _, config = self.ask("GET", "/config", {"Host": f"127.0.0.1:{self.port}"})
        return next(one["id"] for one in json.loads(config)["components"] if one["props"].get("elem_id") == "board")

    def removal(self, article_id: str) -> str:
        """What the page sends to remove an article."""
        return json.dumps({"data": article_id, "component_id": self.board(), "fn_name": "removed", "session_hash": "a"})


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def open_newsroom(folder: Path, **served: object) -> Iterator[Newsroom]:
    archive = Archive.open(folder / "archive", WordEncoder(), create=True)
    list(archive.add([FERRY, BRIDGE, ORCHARD]))
    opening = Opening(Settings(folder / "archive", folder), open_bot=lambda settings, tell: NewsBot(archive))
    port = free_port()
    page = launch(opening, port=port, **{"host": "127.0.0.1", **served})
    opening.start()
    assert opening.wait(60)
    try:
        yield Newsroom(port, archive)
    finally:
        page.close()
        archive.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    yield from open_newsroom(tmp_path_factory.mktemp("served"))


@pytest.fixture
def newsroom(served):
    """The page, with all three articles there whatever the test before came to."""
    list(served.archive.add([FERRY, BRIDGE, ORCHARD]))
    return served


@pytest.fixture(scope="module")
def guarded(tmp_path_factory):
    """A page that other machines can reach, behind a name and a password."""
    yield from open_newsroom(tmp_path_factory.mktemp("guarded"), host="0.0.0.0", auth=("reader", PASSWORD))


@pytest.fixture(scope="module")
def browser():
    """A browser in which evil.example has been made to mean this machine, as its owner can."""
    found = next((path for path in CHROMIUM if Path(path).exists()), None)
    if found is None:
        reason = f"There is no Chromium at {' or '.join(CHROMIUM)}."
        if os.environ.get("NEWSBOT_NEEDS_BROWSER"):
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        rebound = "--host-resolver-rules=MAP evil.example 127.0.0.1"
        opened = playwright.chromium.launch(executable_path=found, args=[*QUIET, rebound])
        yield opened
        opened.close()


@pytest.fixture
def tab(browser):
    context = browser.new_context()
    yield context.new_page()
    context.close()


class Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def elsewhere(tmp_path) -> Iterator[Callable[[str], str]]:
    """Serves a page of somebody else's on another port of this machine; gives its address."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()

    def serve(html: str) -> str:
        (folder / "index.html").write_text(f"<!doctype html><title>Elsewhere</title>{html}", "utf-8")
        return f"http://127.0.0.1:{server.server_port}/"

    yield serve
    server.shutdown()
    server.server_close()


# What a page that wishes us ill does: send every removal, without asking for leave to read what comes back.
SEND = """async ([address, bodies, type]) => {
    const sent = bodies.map((body) => fetch(address + "/gradio_api/component_server", {
        method: "POST", mode: type === "application/json" ? "cors" : "no-cors", credentials: "include",
        headers: {"Content-Type": type}, body,
    }).then((answer) => answer.status, () => "refused"));
    return Promise.all(sent);
}"""


@pytest.mark.browser
@pytest.mark.parametrize("type", ["text/plain", "application/json"])
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_page_on_another_port_of_this_machine_removes_nothing(newsroom, tab, elsewhere, type, host):
    guesses = [*"0123456789abcdef", *ALL]
    tab.goto(elsewhere("").replace("127.0.0.1", host))

    tab.evaluate(SEND, [f"http://{host}:{newsroom.port}", [newsroom.removal(one) for one in guesses], type])

    assert newsroom.articles() == ALL


@pytest.mark.browser
def test_a_form_on_another_page_removes_nothing(newsroom, tab, elsewhere):
    body = newsroom.removal(FERRY.article_id)
    tab.goto(elsewhere("<form method=post enctype=text/plain><input name=a></form>"))
    tab.evaluate(
        """([address, body]) => {
            const form = document.forms[0];
            form.action = address + "/gradio_api/component_server";
            // "name=value" is sent: the equals sign falls into a field that nobody reads
            form.a.name = body.slice(0, -1) + ', "x": "';
            form.a.value = '"}';
        }""",
        [f"http://127.0.0.1:{newsroom.port}", body],
    )

    with tab.expect_navigation() as arrived:
        tab.evaluate("document.forms[0].submit()")

    assert arrived.value.status == 403
    assert newsroom.articles() == ALL


@pytest.mark.browser
def test_a_site_that_makes_its_name_mean_this_machine_is_shown_nothing(newsroom, tab):
    answer = tab.goto(f"http://evil.example:{newsroom.port}/")
    sent = tab.evaluate(SEND, ["", [newsroom.removal(FERRY.article_id)], "application/json"])

    assert (answer.status, sent) == (403, [403])
    assert "Open the page at the address newsbot printed" in answer.text()
    assert newsroom.articles() == ALL


@pytest.mark.browser
def test_another_page_can_not_put_newsbot_into_a_frame(newsroom, tab, elsewhere):
    tab.goto(elsewhere(f'<iframe src="http://127.0.0.1:{newsroom.port}/"></iframe>'), wait_until="load")

    (frame,) = tab.main_frame.child_frames
    assert frame.url == "chrome-error://chromewebdata/"
    assert frame.locator("#newsroom").count() == 0


@pytest.mark.browser
def test_the_page_itself_removes_an_article(newsroom, tab):
    tab.goto(f"http://localhost:{newsroom.port}/")
    tab.wait_for_selector("#newsroom[data-ready]")
    tab.click(".tabs [data-view=articles]")
    tab.locator("#listed button", has_text=FERRY.title).click()
    tab.locator("#reading h2", has_text=FERRY.title).wait_for()

    tab.click("[data-remove]")
    tab.click("[data-remove]")
    tab.locator("#listed .hint", has_text="2 articles").wait_for()

    assert newsroom.articles() == ALL - {FERRY.article_id}


FOREIGN = {
    "another site": {"Origin": "https://elsewhere.example"},
    "another port": {"Origin": "http://127.0.0.1:8000"},
    "another name of this machine": {"Origin": "http://localhost:{port}"},
    "a sandbox": {"Origin": "null"},
    "another scheme": {"Origin": "https://127.0.0.1:{port}"},
    "a rebound name": {"Host": "evil.example", "Origin": "http://evil.example"},
    "a rebound name with our port": {"Host": "evil.example:{port}", "Origin": "http://evil.example:{port}"},
    "a name that begins like ours": {"Host": "localhost.evil.example:{port}"},
    "an address of another machine": {"Host": "192.0.2.1:{port}", "Origin": "http://192.0.2.1:{port}"},
    "no host": {"Host": ""},
    "half an address": {"Host": "[::1"},
}


@pytest.mark.parametrize("who", FOREIGN)
def test_what_comes_from_elsewhere_is_refused_on_every_path(newsroom, who):
    headers = newsroom.own | {name: value.format(port=newsroom.port) for name, value in FOREIGN[who].items()}
    json_too = {**headers, "Content-Type": "application/json"}

    asked = [
        newsroom.ask("POST", "/gradio_api/component_server", json_too, newsroom.removal(FERRY.article_id)),
        newsroom.ask("POST", "/gradio_api/queue/join", json_too, "{}"),
        newsroom.ask("OPTIONS", "/config", {**headers, "Access-Control-Request-Method": "POST"}),
        newsroom.ask("GET", "/no-such-page", headers),
        newsroom.ask("GET", "/", headers),
        newsroom.ask("GET", "/config", headers),
    ]

    assert {status for status, _, _ in asked} == {403}
    assert not [told for _, told, _ in asked if "access-control-allow-origin" in told]
    assert newsroom.articles() == ALL


@pytest.mark.parametrize(
    "type",
    ["text/plain", "text/plain;charset=UTF-8", "application/x-www-form-urlencoded", "", "application/jsonx"],
)
def test_what_is_sent_as_plain_text_is_not_taken_for_json(newsroom, type):
    sent = {**newsroom.own, "Content-Type": type}

    status, _, told = newsroom.ask("POST", "/gradio_api/component_server", sent, newsroom.removal(FERRY.article_id))

    assert status == 415
    assert "application/json" in told
    assert newsroom.articles() == ALL


def test_a_form_is_taken_for_an_upload_and_nothing_else(newsroom):
    sent = {**newsroom.own, "Content-Type": "multipart/form-data; boundary=x"}

    status, _, _ = newsroom.ask("POST", "/gradio_api/component_server", sent, "--x--")

    assert status == 415


@pytest.mark.parametrize("named", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]", "127.0.0.2"])
def test_the_page_is_asked_for_under_any_name_of_this_machine_alone(newsroom, named):
    own = {"Host": f"{named}:{newsroom.port}", "Origin": f"http://{named.lower()}:{newsroom.port}"}
    sent = {**own, "Content-Type": "application/json; charset=utf-8"}

    assert newsroom.ask("GET", "/config", own)[0] == 200
    assert newsroom.ask("POST", "/gradio_api/component_server", sent, newsroom.removal(FERRY.article_id))[0] == 200
    assert newsroom.articles() == ALL - {FERRY.article_id}


def test_a_program_that_is_no_browser_needs_no_origin_but_a_browser_says_where_it_comes_from(newsroom):
    sent = {"Host": f"127.0.0.1:{newsroom.port}", "Content-Type": "application/json"}
    body = newsroom.removal(FERRY.article_id)

    across = newsroom.ask("POST", "/gradio_api/component_server", {**sent, "Sec-Fetch-Site": "same-site"}, body)
    plain = newsroom.ask("POST", "/gradio_api/component_server", sent, body)

    assert (across[0], plain[0]) == (403, 200)


@pytest.mark.parametrize("name", ["X-Forwarded-Host", "X-Forwarded-Server", "X-Gradio-Server", "Forwarded"])
def test_what_a_request_says_of_a_host_before_this_one_is_not_believed(newsroom, name):
    value = {"Forwarded": "host=evil.example;proto=https", "X-Gradio-Server": "http://evil.example"}.get(
        name, "evil.example"
    )
    sent = {**newsroom.own, name: value, "X-Forwarded-Proto": "https"}

    for path in ("/", "/config"):
        status, _, told = newsroom.ask("GET", path, sent)
        assert status == 200
        assert "evil.example" not in told
        assert f"https://127.0.0.1:{newsroom.port}" not in told


@pytest.mark.parametrize("path", ["/", "/config", "/no-such-page", "/refused"])
def test_every_answer_keeps_out_of_frames_and_says_what_it_is(newsroom, path):
    sent = newsroom.own | ({"Host": "evil.example"} if path == "/refused" else {})

    _, headers, _ = newsroom.ask("GET", path, sent)

    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert (headers["x-frame-options"], headers["x-content-type-options"]) == ("SAMEORIGIN", "nosniff")


@pytest.mark.parametrize(
    ("given", "is_let_in"),
    [
        ([(b"host", b"127.0.0.1:7860"), (b"origin", b"http://127.0.0.1:7860")], True),
        ([(b"host", b"127.0.0.1:7860"), (b"origin", b"http://127.0.0.1:8000")], False),
        ([(b"host", b"evil.example"), (b"origin", b"http://evil.example")], False),
        ([(b"host", b"127.0.0.1:7860"), (b"host", b"evil.example")], False),
        ([(b"host", b"127.0.0.1:7860"), (b"origin", b"http://127.0.0.1:7860"), (b"origin", b"null")], False),
    ],
)
def test_a_websocket_is_opened_for_the_page_alone(given, is_let_in):
    reached: list[str] = []
    sent: list[dict[str, object]] = []

    async def app(scope, receive, send):
        reached.append(scope["type"])

    async def send(message):
        sent.append(message)

    scope = {"type": "websocket", "path": "/x", "headers": given, "scheme": "ws"}
    with ThreadPoolExecutor(1) as apart:  # the browser's own loop runs in this thread
        apart.submit(asyncio.run, SameOrigin(app, Hosts.of("127.0.0.1"))(scope, None, send)).result()

    assert reached == (["websocket"] if is_let_in else [])
    assert [one["type"] for one in sent] == ([] if is_let_in else ["websocket.close"])


@pytest.mark.parametrize("beginning", [FERRY.article_id[:1], FERRY.article_id[:11], FERRY.article_id.upper(), "", None])
def test_the_page_removes_shows_and_sums_up_an_article_by_its_whole_id_alone(filled, tmp_path, beginning):
    opening = Opening(Settings(tmp_path, tmp_path), open_bot=lambda settings, tell: NewsBot(filled))
    opening.start()
    assert opening.wait(30)
    desk = Desk(opening)

    told = [desk.removed(beginning), desk.opened({"article": beginning}), desk.summarized(beginning)]

    assert all(Seen(one).text.startswith("No article in this archive has the id") for one in told)
    assert {one.article_id for one in filled.listings()} == ALL
    assert FERRY.title in Seen(desk.opened({"article": FERRY.article_id})).text
    assert desk.removed(FERRY.article_id) == ""


# -- beyond this machine ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.0.7", "::", "newsroom.local"])
def test_beyond_this_machine_nothing_is_served_without_a_name_and_a_password(host, capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("NEWSBOT_ARCHIVE", str(tmp_path / "archive"))

    code = main(["chat", "--host", host])

    printed = capsys.readouterr()
    assert (code, printed.out, printed.err.count("\n")) == (2, "", 1)
    assert f"everybody who can reach {host}" in printed.err
    assert "--auth NAME:FILE" in printed.err


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("reader", "NAME:FILE"),
        (":{file}", "NAME:FILE"),
        ("reader:{folder}/none", "No such file"),
        ("reader:{folder}/empty", "it is empty"),
        ("reader:{folder}/binary", "it is not UTF-8 text"),
    ],
)
def test_a_password_that_can_not_be_read_is_one_plain_line(written, said, capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("NEWSBOT_ARCHIVE", str(tmp_path / "archive"))
    (tmp_path / "password").write_text(PASSWORD)
    (tmp_path / "empty").write_text("\n")
    (tmp_path / "binary").write_bytes(b"\xff\xfe\xfa")

    code = main(["chat", "--host", "0.0.0.0", "--auth", written.format(folder=tmp_path, file=tmp_path / "password")])

    printed = capsys.readouterr()
    assert (code, printed.out, printed.err.count("\n")) == (2, "", 1)
    assert said in printed.err
    assert PASSWORD not in printed.err


def test_the_password_is_the_first_line_of_its_file(tmp_path):
    (tmp_path / "pass:word").write_text(f"{PASSWORD}\r\n", "utf-8")

    assert credentials(f"reader:{tmp_path / 'pass:word'}") == ("reader", PASSWORD)


@pytest.mark.browser
def test_a_reader_on_another_machine_logs_in_and_is_shown_the_articles(guarded, tab):
    tab.goto(f"http://127.0.0.1:{guarded.port}/")
    tab.wait_for_selector("input[type=password]")
    tab.locator("input").first.fill("reader")
    tab.locator("input[type=password]").fill(PASSWORD)
    tab.locator("button", has_text="Login").click()
    tab.wait_for_selector("#newsroom[data-ready]")

    assert tab.locator("#listed", has_text=FERRY.title).count() == 1


def test_without_the_password_nothing_is_told_and_nothing_is_removed(guarded):
    sent = {**guarded.own, "Content-Type": "application/json"}
    body = json.dumps({"data": FERRY.article_id, "component_id": 1, "fn_name": "removed", "session_hash": "a"})

    config = guarded.ask("GET", "/config", guarded.own)
    page = guarded.ask("GET", "/", guarded.own)
    removed = guarded.ask("POST", "/gradio_api/component_server", sent, body)

    assert (config[0], page[0], removed[0]) == (401, 200, 401)
    assert "Delorme" not in page[2]
    assert guarded.articles() == ALL


@pytest.mark.parametrize(
    ("host", "is_own"),
    [
        ("192.168.0.7", True),
        ("10.1.2.3:7860", True),
        ("[fd00::7]:7860", True),
        ("localhost:7860", True),
        ("newsroom:7860", True),
        ("NewsRoom.local:7860", True),
        ("newsroom.paper.example", True),
        ("evil.example:7860", False),
        ("newsroom.evil.example", False),
        ("newsroom:port", False),
        ("reader@newsroom", False),
        ("", False),
    ],
)
def test_beyond_this_machine_the_page_has_the_machines_names_and_any_address(host, is_own):
    hosts = Hosts.of("newsroom.paper.example", names=("Newsroom",))

    assert hosts.has(host) == is_own


def test_beyond_this_machine_a_request_has_to_come_from_the_host_that_it_asks(guarded):
    config = "/gradio_api/startup-events"
    here = {"Host": f"192.0.2.7:{guarded.port}"}

    assert guarded.ask("GET", config, {**here, "Origin": f"http://192.0.2.7:{guarded.port}"})[0] == 200
    assert guarded.ask("GET", config, {**here, "Origin": f"http://192.0.2.8:{guarded.port}"})[0] == 403
    assert guarded.ask("GET", config, {"Host": "evil.example"})[0] == 403
