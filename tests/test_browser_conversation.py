"""The page in a real browser: a conversation that is stopped and goes on, and the panel that tells which model writes."""

import json
import re
import socket
from contextlib import contextmanager
from dataclasses import replace
from importlib.util import find_spec
from threading import Event
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from test_browser import ask, chromium  # noqa: F401  # a fixture

from bot.newsbot import NewsBot
from bot.page.app import launch
from bot.page.handlers_model import ELSEWHERE, NO_MODEL
from bot.page.opening import Opening
from bot.settings import Settings
from bot.write.extractive import Extractive

has_openai = pytest.mark.skipif(find_spec("langchain_openai") is None, reason="needs the extra openai")

pytestmark = pytest.mark.browser

LOCAL = "http://127.0.0.1:9/v1"  # nothing listens there, and nothing is asked before a question is


class Slow:
    """Writes a first sentence, and the others once it is let go on."""

    told = ""

    def __init__(self) -> None:
        self.goes_on = Event()

    def draft(self, question, excerpts):
        for draft in Extractive().draft(question, excerpts):
            yield draft
            assert self.goes_on.wait(60)

    def translate(self, words, language):
        return None


class Whole(NewsBot):
    """A bot that takes every question for a follow-up of one about the company."""

    __slots__ = ()

    def ask(self, text, **told):
        for one in NewsBot.ask(self, text, **told):
            yield replace(one, whole="What did the company say about rest?")


@contextmanager
def served(bot, folder, *, host="127.0.0.1"):
    """Where the page over this bot is served, with the opening it is served from."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    opening = Opening(Settings(folder, folder), open_bot=lambda settings, tell: bot)
    page = launch(opening, host=host, port=port)
    opening.start()
    try:
        yield f"http://127.0.0.1:{port}", opening
    finally:
        page.close()


@pytest.fixture
def tab(chromium):  # noqa: F811
    """A tab of its own, in which nothing may have failed."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.set_default_timeout(30_000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


def visit(tab, address):
    tab.goto(address)
    tab.wait_for_selector("#newsroom[data-ready]")


def open_panel(tab):
    tab.locator("[data-model]").focus()
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#model[open] #model-on")


def use(tab, model, url=""):
    tab.check("#model-chat")
    tab.fill("#model-name", model)
    tab.fill("#model-url", url)
    tab.press("#model-url", "Enter")


def test_an_answer_that_is_stopped_stays_and_the_next_question_is_answered(tab, filled, tmp_path):
    writer = Slow()
    with served(NewsBot(filled, writer), tmp_path) as (address, _):
        visit(tab, address)
        tab.fill("#question textarea", "What did Ines Calder say about rest?")
        tab.press("#question textarea", "Enter")
        tab.locator("#current blockquote").first.wait_for()

        tab.click("#stop")
        stopped = tab.locator("#current .turn:not([data-growing])", has_text="Stopped.")
        stopped.wait_for()
        writer.goes_on.set()
        answered = ask(tab, "What did Paul Vasseur say about the bridge?")

        assert "n'abandonnons pas ce pont" in answered.locator("blockquote").first.inner_text()
        assert "We have asked for rest since March" in tab.locator("#past .turn").inner_text()
        assert tab.locator("#past .turn").inner_text().endswith("Stopped.")
        assert tab.locator(".turn").count() == 2


def test_a_question_sent_while_another_is_answered_waits_in_its_box(tab, filled, tmp_path):
    writer = Slow()
    with served(NewsBot(filled, writer), tmp_path) as (address, _):
        visit(tab, address)
        tab.fill("#question textarea", "What did Ines Calder say about rest?")
        tab.press("#question textarea", "Enter")
        tab.locator("#current blockquote").first.wait_for()

        second = "What did Paul Vasseur say about the bridge?"
        sent: list[str] = []
        tab.on("request", lambda request: sent.append(request.post_data or ""))
        tab.fill("#question textarea", second)
        tab.press("#question textarea", "Enter")
        open_panel(tab)  # by then, what Enter had sent would have been sent
        tab.keyboard.press("Escape")
        assert tab.input_value("#question textarea") == second
        assert not [one for one in sent if second in one]

        writer.goes_on.set()
        tab.locator("#current .turn:not([data-growing])").wait_for()
        tab.locator("#question textarea").press("Enter")
        tab.locator("#current .turn:not([data-growing])", has_text=second).wait_for()
        assert tab.locator(".question").all_inner_texts() == [
            "You asked:\nWhat did Ines Calder say about rest?", f"You asked:\n{second}",
        ]  # fmt: skip


def test_a_question_made_whole_is_put_into_the_box_to_be_edited(tab, filled, tmp_path):
    with served(Whole(filled), tmp_path) as (address, _):
        visit(tab, address)
        turn = ask(tab, "And the company?")
        assert turn.locator(".whole").inner_text() == "Asked as: What did the company say about rest? Edit"

        whole = "What did the company say about rest?"
        for added in ("", " On Monday?"):
            tab.locator("#current [data-edit]").focus()
            tab.keyboard.press("Enter")
            tab.keyboard.type(added)
            tab.keyboard.press("Enter")
            asked = tab.locator("#current .question", has_text=re.compile(re.escape(whole + added) + "$"))
            asked.wait_for()
            tab.locator("#current .turn:not([data-growing])").wait_for()


def test_the_panel_tells_what_is_on_and_is_left_by_the_keyboard(tab, filled, tmp_path):
    with served(NewsBot(filled), tmp_path) as (address, _):
        visit(tab, address)
        ask(tab, "What did Ines Calder say about rest?").locator(".cite").first.click()
        tab.wait_for_selector("#reading mark")
        open_panel(tab)
        assert tab.locator("#model-on").inner_text() == NO_MODEL
        tab.wait_for_function("document.activeElement.id === 'model-none'")
        assert tab.locator("#model-none").is_checked()
        assert not tab.locator("#model-name").is_visible()

        tab.keyboard.press("Shift+Tab")
        tab.wait_for_function("document.activeElement.matches('#model [data-dismiss]')")
        tab.keyboard.press("Escape")

        assert not tab.locator("#model").is_visible()
        assert tab.locator("#reading mark").is_visible()
        assert tab.evaluate("document.activeElement.hasAttribute('data-model')")


def test_a_model_that_can_not_be_opened_is_one_plain_line_in_the_panel(tab, filled, tmp_path, monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with served(NewsBot(filled), tmp_path) as (address, opening):
        visit(tab, address)
        open_panel(tab)
        for model, said in (
            ("gguf:/nowhere/model.gguf", "/nowhere/model.gguf can't be opened as a model"),
            ("openai:gpt-4o", "OPENAI_API_KEY"),
            ("", "Name a model, or choose none."),
        ):
            use(tab, model)
            tab.locator("#model-said .trouble", has_text=said).wait_for()

        assert tab.locator("#model-on").inner_text() == NO_MODEL
        assert isinstance(opening.ready().writer, Extractive)


@has_openai
def test_the_line_on_top_says_which_model_is_on_until_none_is(tab, filled, tmp_path):
    with served(NewsBot(filled), tmp_path) as (address, _):
        visit(tab, address)
        open_panel(tab)
        use(tab, "qwen3", LOCAL)
        tab.locator("#model-said .done").wait_for()
        told = "Written by qwen3, checked here; nothing leaves this machine (127.0.0.1:9)"
        tab.locator("#status-line", has_text=told).wait_for()
        assert tab.locator("#model-on").inner_text() == f"{told}."

        tab.check("#model-none")
        tab.click("#model-use")
        tab.locator("#model-on", has_text=NO_MODEL).wait_for()

        assert ask_closed(tab, "What did Ines Calder say about rest?").locator("blockquote").count() > 0
        assert "Written by" not in tab.locator("#status-line").inner_text()


def ask_closed(tab, question):
    tab.click("[data-dismiss]")
    return ask(tab, question)


@has_openai
def test_text_is_sent_away_only_after_a_second_press_and_never_for_another_address(tab, filled, tmp_path, monkeypatch):
    monkeypatch.setenv("NEWSBOT_MODEL_KEY", "a-secret")
    with served(NewsBot(filled), tmp_path) as (address, opening):
        visit(tab, address)
        open_panel(tab)
        use(tab, "qwen3", "https://models.example.org/v1")
        tab.locator("#model-said", has_text="will be sent to models.example.org. Use it?").wait_for()
        assert isinstance(opening.ready().writer, Extractive)

        tab.fill("#model-url", "https://other.example.org/v1")
        assert tab.locator("#model-said").inner_text() == ""
        tab.click("#model-use")
        tab.locator("#model-said", has_text="will be sent to other.example.org. Use it?").wait_for()
        assert isinstance(opening.ready().writer, Extractive)

        tab.click("#model-use")
        tab.locator("#model-on", has_text="text is sent to other.example.org").wait_for()
        assert "a-secret" not in tab.content()


def test_where_others_can_reach_the_page_the_model_is_shown_and_not_chosen(tab, filled, tmp_path):
    with served(NewsBot(filled), tmp_path, host="0.0.0.0") as (address, _):
        visit(tab, address)
        open_panel(tab)

        assert tab.locator("#model-inside").inner_text().split("\n\n") == [NO_MODEL, ELSEWHERE]
        assert tab.locator("#model-form").count() == 0


def test_another_site_can_not_choose_the_model_by_sending_what_the_panel_sends(tab, filled, tmp_path):
    with served(NewsBot(filled), tmp_path) as (address, opening):
        visit(tab, address)
        open_panel(tab)
        with tab.expect_request(lambda one: '"use"' in (one.post_data or "")) as sent:
            use(tab, "gguf:/nowhere/model.gguf")
        stolen = json.loads(sent.value.post_data)
        stolen["data"] = {"model": "qwen3", "url": LOCAL}

        forged = Request(
            sent.value.url,
            json.dumps(stolen).encode(),
            {"Content-Type": "text/plain", "Origin": "https://elsewhere.example"},
        )
        with pytest.raises(HTTPError, match="403"):
            urlopen(forged)

        assert isinstance(opening.ready().writer, Extractive)


def test_on_a_telephone_the_panel_fits(tab, filled, tmp_path):
    with served(NewsBot(filled), tmp_path) as (address, _):
        tab.set_viewport_size({"width": 390, "height": 844})
        visit(tab, address)
        open_panel(tab)
        tab.check("#model-chat")

        assert tab.evaluate("document.documentElement.scrollWidth") <= 390
        for control in tab.locator("#model :is(input, button)").all():
            box = control.bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 390
