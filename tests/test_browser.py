"""The page in a real browser: ask, press the mark, see the words; add an article, summarise one, remove one."""

import json
import os
import re
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

pytestmark = pytest.mark.browser

CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
OPENING_MS = 120_000  # the first run prepares the encoder, on whatever machine this is
ANSWERING_MS = 30_000

STORIES = (
    {
        "title": "Ferry crews walk out at Port Alden", "outlet": "Harbour Post", "author": "Mairi Sloan",
        "date": "2026-03-02", "url": "https://harbourpost.example/strike", "language": "en",
        "text": "Ferry crews at Port Alden walked out on Monday. The last boat left at six with eleven passengers.\n\n"
        '"We sail again when the wages of January are paid, and not one hour before," said Owen Tarrick, who leads '
        "the union. He said that 312 seafarers had joined the strike.\n\nThe company declined to comment.",
    },
    {
        "title": "Le pont de Valmer rouvre après deux ans de travaux", "outlet": "La Dépêche de l'Orve",
        "author": "Jeanne Le Goff", "date": "2026-04-14T18:30", "language": "fr",
        "text": "Le pont de Valmer a rouvert mardi à la circulation. Les travaux ont coûté 19 millions d'euros.\n\n"
        + "La crue avait emporté une pile, et la ville vivait depuis coupée en deux par le fleuve. " * 25
        + "\n\n« Ce pont tiendra cent ans, à condition qu'on l'entretienne », a déclaré l'ingénieure Clarisse Aubain. "
        "Elle a souligné que les piles du pont avaient été ancrées à douze mètres de profondeur.\n\n"
        "Les commerçants de la rive gauche espèrent retrouver leurs clients d'avant la crue.",
    },
    {
        "title": "<script>alert('title')</script> {{value}} ${alert('template')}", "date": "2026-03-03",
        "outlet": "<b onmouseover=alert(1)>Evil Gazette</b>", "url": "javascript:alert('url')", "language": "en",
        "text": "The mayor of Skerry opened the lighthouse. <img src=x onerror=alert('image')> "
        "<script>alert('script')</script>\n\n"
        '"The lighthouse is open <svg onload=alert(9)> to ${alert(8)} {{#each value}} everybody," said Brid Callan, '
        "the keeper. [a link](javascript:alert('link')) ![an image](https://elsewhere.example/spy.png) "
        '<iframe src="https://elsewhere.example/"></iframe>',
    },
)  # fmt: skip
ADDED = """The clock of Carrow strikes again

Carrow Observer
5 May 2026

The clock of the town hall of Carrow struck noon on Tuesday for the first time since the storm of 1998.

"I have wound it with my own hands for a week," said Tobias Fenn, the clockmaker.
"""


def newsbot(*arguments: str, archive: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "bot.cli", *arguments],
        env={**os.environ, "NEWSBOT_ARCHIVE": str(archive)}, stdout=subprocess.PIPE, text=True,
        cwd=Path(__file__).parent.parent,
    )  # fmt: skip


@pytest.fixture(scope="module")
def chromium():
    found = next((path for path in CHROMIUM if Path(path).exists()), None)
    if found is None:
        reason = f"There is no Chromium at {' or '.join(CHROMIUM)}."
        if os.environ.get("NEWSBOT_NEEDS_BROWSER"):
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(chromium, tmp_path_factory):
    """Where a real `newsbot chat` serves an archive of three articles."""
    folder = tmp_path_factory.mktemp("page")
    stories = folder / "stories.jsonl"
    stories.write_text("".join(json.dumps(story) + "\n" for story in STORIES), "utf-8")
    with chatting(folder, stories) as served_at:
        yield served_at


@contextmanager
def chatting(folder, *sources):
    """Where a real `newsbot chat` serves an archive of these files."""
    adding = newsbot("add", *map(str, sources), archive=folder / "archive")
    told, _ = adding.communicate(timeout=300)
    assert adding.returncode == 0, told
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    page = newsbot("chat", "--port", str(port), archive=folder / "archive")
    try:
        assert page.stdout is not None
        line = page.stdout.readline()  # blocks until the page answers, so nothing sleeps
        assert line == f"newsbot is at http://127.0.0.1:{port}\n"
        yield line.split()[-1]
    finally:
        page.terminate()
        page.wait(timeout=20)


@pytest.fixture
def opened(chromium, address):
    """The page in a tab of its own, ready; nothing may have opened a dialog, failed, or called out."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    tab = context.new_page()
    tab.set_default_timeout(ANSWERING_MS)
    hosts: set[str] = set()
    dialogs: list[str] = []
    errors: list[str] = []
    tab.on("request", lambda request: hosts.add(urlsplit(request.url).hostname or "inside"))
    tab.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.goto(address)
    tab.wait_for_selector("#newsroom[data-ready]", timeout=OPENING_MS)
    yield tab
    context.close()
    assert dialogs == []
    assert errors == []
    assert hosts <= {"127.0.0.1", "inside"}


def ask(tab, question):
    """Ask, and wait until the answer has stopped growing."""
    tab.fill("#question textarea", question)
    tab.press("#question textarea", "Enter")
    answered = tab.locator("#current .turn:not([data-growing])", has_text=question)
    answered.wait_for()
    return answered


def is_in_view(tab, selector):
    """Whether it stands inside the desk and inside the window, and nothing covers it."""
    return tab.evaluate(
        """(selector) => {
            const found = document.querySelector(selector), box = found.getClientRects()[0];
            const above = document.elementFromPoint(box.left + 2, box.top + box.height / 2);
            return box.top >= 0 && box.bottom <= innerHeight && found.contains(above);
        }""",
        selector,
    )


def test_the_mark_of_an_answer_opens_the_article_at_the_cited_words(opened):
    turn = ask(opened, "What did Clarisse Aubain say about the bridge?")
    quotation = turn.locator("blockquote").first
    assert quotation.get_attribute("lang") == "fr"
    assert "Clarisse Aubain, " in turn.locator(".frame").first.inner_text()

    turn.locator(".cite").first.click()
    opened.wait_for_selector("#reading mark")

    assert opened.locator("#reading mark").first.inner_text() in quotation.inner_text()
    assert is_in_view(opened, "#reading mark")
    head = opened.locator("#reading .about").inner_text()
    assert "La Dépêche de l'Orve" in head
    assert "14 April 2026" in head


def test_the_marks_of_every_turn_open_again_and_again(opened):
    ask(opened, "What did Clarisse Aubain say about the bridge?")
    ask(opened, "What did Owen Tarrick say about wages?")
    for turn, outlet in (("#past", "La Dépêche de l'Orve"), ("#current", "Harbour Post")) * 2:
        opened.locator(f"{turn} .cite").first.click()
        opened.locator("#reading .about", has_text=outlet).wait_for()
        assert is_in_view(opened, "#reading mark")


def test_the_sources_of_an_answer_stand_a_press_away(opened):
    ask(opened, "What did Owen Tarrick say about wages?")
    opened.click(".tabs [data-view=sources]")

    card = opened.locator("#sources .card").first
    card.wait_for()
    assert "Ferry crews walk out at Port Alden" in card.inner_text()
    assert "2 March 2026" in card.inner_text()


def test_the_keyboard_alone_asks_and_opens_a_source(opened):
    turn = ask(opened, "What did Owen Tarrick say about wages?")
    turn.locator(".cite").first.focus()

    opened.keyboard.press("Enter")
    opened.wait_for_function("document.activeElement.tagName === 'MARK'")  # it may stand there already, unfocused
    opened.keyboard.press("Escape")

    assert "cite" in opened.evaluate("document.activeElement.className")


def test_what_the_articles_do_not_say_is_refused_and_the_talk_goes_on(opened):
    turn = ask(opened, "What did Emmanuel Macron say about Article 5?")
    assert turn.locator(".refusal .message").count() == 1
    assert turn.locator(".trouble").count() == 0

    too_long = ask(opened, "Why? " * 2000)
    assert too_long.locator(".trouble").count() == 1

    assert "January" in ask(opened, "What did Owen Tarrick say about wages?").inner_text()


def test_two_tabs_have_two_conversations(opened, address):
    ask(opened, "What did Owen Tarrick say about wages?")
    other = opened.context.new_page()
    other.goto(address)
    other.wait_for_selector("#newsroom[data-ready]")

    assert other.locator(".turn").count() == 0
    assert opened.locator(".turn").count() == 1


def test_an_article_of_markup_runs_nothing(opened):
    turn = ask(opened, "What did Brid Callan say about the lighthouse?")
    quoted = turn.locator("blockquote").first.inner_text()
    turn.locator(".cite").first.click()
    opened.wait_for_selector("#reading mark")
    opened.click("[data-summarize]")
    opened.wait_for_selector("#summary li")
    ask(opened, "<img src=x onerror=alert(1)> ${alert(2)} {{value}}")

    assert opened.locator("#reading h2").inner_text() == STORIES[2]["title"]
    assert "<svg onload=alert(9)> to ${alert(8)} {{#each value}}" in quoted
    inside = opened.locator("#newsroom")
    assert inside.locator("script, iframe, img[src=x], svg[onload], [onerror], [onmouseover]").count() == 0
    assert opened.locator('a[href^="javascript"]').count() == 0


def test_an_article_is_pasted_and_asked_about(opened):
    opened.click(".tabs [data-view=adding]")
    opened.fill("#pasted textarea", ADDED)
    opened.click("#keep")
    opened.locator("#report", has_text="1 added.").wait_for()

    turn = ask(opened, "What did Tobias Fenn say about the clock?")

    assert "I have wound it with my own hands for a week" in turn.inner_text()
    assert opened.locator("#status-line", has_text=re.compile("4 articles")).count() == 1


def test_an_article_is_uploaded_again_and_a_file_that_is_none_is_rejected_with_its_reason(opened, tmp_path):
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "well.txt").write_text(ADDED.replace("clock", "well").replace("Tobias Fenn", "Ada Brack"), "utf-8")
    opened.click(".tabs [data-view=adding]")

    opened.set_input_files("#upload input[type=file]", [tmp_path / "empty.txt", tmp_path / "well.txt"])
    opened.locator("#report", has_text="1 added, 1 rejected.").wait_for()

    assert "empty.txt: " in opened.locator("#report .reasons").inner_text()
    opened.locator("#report .opens button").click()
    opened.locator("#reading h2", has_text="The well of Carrow").wait_for()


def test_an_article_is_summarised_and_its_sentences_lead_to_their_places(opened):
    opened.click(".tabs [data-view=articles]")
    opened.fill("#filter", "valmer")
    opened.locator("#listed .hint", has_text="1 of ").wait_for()
    opened.locator("#listed button").first.click()
    opened.locator("#reading h2", has_text="Le pont de Valmer").wait_for()

    opened.click("[data-summarize]")
    opened.wait_for_selector("#summary li")
    sentence = opened.locator("#summary li").last
    sentence.locator(".cite").click()
    opened.wait_for_selector("#reading mark")

    assert opened.locator("#reading mark").first.inner_text() in sentence.inner_text()
    assert is_in_view(opened, "#reading mark")
    assert opened.locator("#summary li").count() > 0


def test_an_article_is_removed_after_being_asked_twice(opened, tmp_path):
    (tmp_path / "fog.txt").write_text(ADDED.replace("clock", "fog horn").replace("Fenn", "Orr"), "utf-8")
    opened.click(".tabs [data-view=adding]")
    opened.set_input_files("#upload input[type=file]", [tmp_path / "fog.txt"])
    opened.locator("#report", has_text="1 added.").wait_for()
    opened.locator("#report .opens button").click()
    opened.locator("#reading h2", has_text="fog horn").wait_for()

    opened.click("[data-remove]")
    assert opened.locator("#reading h2", has_text="fog horn").is_visible()
    opened.click("[data-remove]")
    opened.locator("#listed li").first.wait_for()
    opened.fill("#filter", "fog horn")

    opened.locator("#listed .hint", has_text="None of ").wait_for()


def test_on_a_telephone_the_article_comes_over_the_conversation_and_goes_again(opened):
    opened.set_viewport_size({"width": 390, "height": 844})
    turn = ask(opened, "What did Owen Tarrick say about wages?")
    assert opened.evaluate("document.documentElement.scrollWidth") <= 390
    assert not opened.locator("#desk").is_visible()

    turn.locator(".cite").first.click()
    opened.wait_for_selector("#reading mark")
    assert is_in_view(opened, "#reading mark")
    opened.click("[data-back]")

    assert not opened.locator("#desk").is_visible()
    assert turn.locator("blockquote").first.is_visible()


def test_a_port_in_use_is_one_plain_line(address, tmp_path):
    second = subprocess.run(
        [sys.executable, "-m", "bot.cli", "chat", "--port", address.rpartition(":")[2]],
        env={**os.environ, "NEWSBOT_ARCHIVE": str(tmp_path)}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip

    assert second.returncode == 2
    assert second.stdout == ""
    assert re.fullmatch(r"newsbot: The page can't be opened at 127\.0\.0\.1:\d+: .+\n", second.stderr)


def test_the_page_answers_with_a_policy_that_lets_nothing_out(address):
    with urlopen(address) as answer:
        policy = answer.headers["content-security-policy"]

    assert "default-src 'self'" in policy
    assert "http" not in policy
