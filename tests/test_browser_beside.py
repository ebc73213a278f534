"""The page in a real browser: the short answer is seen first, and its passage stands lit beside it without a click."""

from pathlib import Path

import pytest
from test_browser import ask, chatting, chromium, is_in_view, opened  # noqa: F401  # fixtures
from test_browser_conversation import Slow, open_panel, served, tab, visit  # noqa: F401  # a fixture

from bot.newsbot import NewsBot

pytestmark = pytest.mark.browser

SAMPLES = Path(__file__).parent.parent / "samples"
INJURED = "How many people were injured when the Alden Star hit the quay?"
COLLISION = "Ferry hits quay in fog, 12 injured"
OLDER = "Who developed the KV-7 vaccine?"  # far down in its article
VACCINE = "River fever vaccine protects four in five, trial finds"
REST = "What did Ines Calder say about rest?"


@pytest.fixture(scope="module")
def address(chromium, tmp_path_factory):  # noqa: F811
    """Where a real `newsbot chat` serves two of the sample articles."""
    two = (SAMPLES / name for name in ("ferry-collision-alden-courier.txt", "river-fever-vaccine.md"))
    with chatting(tmp_path_factory.mktemp("beside"), *two) as served_at:
        yield served_at


def reading(tab, title):  # noqa: F811
    """Wait until this article is open in the desk."""
    tab.locator("#newsroom[data-view=reading] #reading h2", has_text=title).wait_for()


def open_from_list(tab, title):  # noqa: F811
    tab.click(".tabs [data-view=articles]")
    tab.locator("#listed button", has_text=title).click()
    reading(tab, title)


def begin(tab, at):  # noqa: F811
    """Ask what a slow writer answers, and wait for its first words."""
    visit(tab, at)
    tab.fill("#question textarea", REST)
    tab.press("#question textarea", "Enter")
    tab.locator("#current .turn[data-growing] blockquote").first.wait_for()


def wait_for_the_server(tab):  # noqa: F811
    """By then, an article that was asked for before would have been opened."""
    open_panel(tab)
    tab.keyboard.press("Escape")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_short_answer_is_seen_first_and_its_mark_opens_its_place(opened, width):  # noqa: F811
    opened.set_viewport_size({"width": width, "height": 844})
    turn = ask(opened, INJURED)
    short = turn.locator(".short")
    few = short.locator("bdi").inner_text()

    boxes = [one.bounding_box() for one in (turn.locator(".question"), short, turn.locator("blockquote").first)]
    assert sorted(boxes, key=lambda box: box["y"]) == boxes
    sizes = [float(one.evaluate("(one) => parseFloat(getComputedStyle(one).fontSize)")) for one in
             (short, turn.locator("blockquote").first)]  # fmt: skip
    assert sizes[0] >= 1.5 * sizes[1]
    assert short.get_attribute("lang") == "en"
    assert f"Short answer: {few}" in opened.get_by_role("log").aria_snapshot()
    assert opened.evaluate("document.documentElement.scrollWidth") <= width

    short.locator(".cite").click()
    opened.wait_for_selector("#reading mark")
    assert few in opened.locator("#reading mark").inner_text()
    assert is_in_view(opened, "#reading mark")


def test_the_passage_stands_lit_beside_a_whole_answer_and_nothing_else_moves(opened):  # noqa: F811
    opened.evaluate(
        """() => document.addEventListener('newsbot:answer', () => {
            window.before = document.querySelector('#conversation').scrollTop;
        })"""
    )
    for question in (INJURED, "How many passengers did the Alden Star carry?", "Who developed the KV-7 vaccine?"):
        ask(opened, question)
    quotation = ask(opened, OLDER).locator("blockquote").first
    opened.wait_for_function("document.querySelector('#current .cite')?.ariaCurrent === 'location'")
    reading(opened, VACCINE)

    quoted, marks = " ".join(quotation.inner_text().split()), opened.locator("#reading mark").all_inner_texts()
    assert marks  # one in each paragraph that is quoted from
    assert all(" ".join(words.split()) in quoted for words in marks)
    assert is_in_view(opened, "#reading mark")
    assert opened.evaluate("document.querySelector('#board').scrollTop") > 100
    assert opened.evaluate("document.activeElement.matches('#question textarea')")
    before = opened.evaluate("window.before")
    assert before > 0
    assert opened.evaluate("document.querySelector('#conversation').scrollTop") == before
    # Gradio may render the turn once more; its mark is lit again as soon as the article is there.
    opened.wait_for_function("document.querySelector('#current .cite')?.ariaCurrent === 'location'")


def test_the_next_answer_replaces_what_opened_by_itself_and_the_way_back_leads_to_its_sources(opened):  # noqa: F811
    ask(opened, INJURED)
    reading(opened, COLLISION)
    ask(opened, OLDER)
    reading(opened, VACCINE)

    opened.keyboard.press("Escape")

    assert VACCINE in opened.locator("#sources .card").inner_text()
    assert opened.evaluate("document.activeElement.matches('#question textarea')")


def test_what_an_answer_before_had_opened_by_hand_makes_room_for_the_next(opened):  # noqa: F811
    ask(opened, INJURED).locator("blockquote .cite").first.click()
    opened.wait_for_function("document.activeElement.tagName === 'MARK'")

    ask(opened, OLDER)

    reading(opened, VACCINE)


def test_an_article_taken_from_the_list_stays_until_an_answer_stands_in_it(opened):  # noqa: F811
    open_from_list(opened, COLLISION)

    ask(opened, OLDER)
    opened.locator("#sources .card", has_text=VACCINE).wait_for(state="attached")
    wait_for_the_server(opened)
    assert opened.locator("#reading h2").inner_text() == COLLISION
    assert opened.locator("#reading mark").count() == 0

    ask(opened, INJURED)
    opened.wait_for_selector("#reading mark")
    assert opened.locator("#reading h2").inner_text() == COLLISION

    ask(opened, OLDER)
    opened.locator("#sources .card", has_text=VACCINE).wait_for(state="attached")
    wait_for_the_server(opened)
    assert opened.locator("#reading h2").inner_text() == COLLISION


def test_on_a_telephone_nothing_opens_by_itself(opened):  # noqa: F811
    opened.set_viewport_size({"width": 390, "height": 844})

    ask(opened, INJURED)
    opened.locator("#newsroom[data-view=sources]").wait_for()
    wait_for_the_server(opened)

    assert not opened.locator("#desk").is_visible()
    assert opened.locator("#reading mark").count() == 0
    opened.set_viewport_size({"width": 1280, "height": 844})
    assert opened.locator("#sources .card", has_text=COLLISION).is_visible()


def test_a_window_made_narrow_is_not_covered_by_what_opened_by_itself(opened):  # noqa: F811
    ask(opened, INJURED)
    reading(opened, COLLISION)

    opened.set_viewport_size({"width": 390, "height": 844})

    assert not opened.locator("#desk").is_visible()
    assert opened.locator("#current .short").is_visible()


def test_nothing_opens_while_an_answer_grows_nor_once_it_is_stopped(tab, filled, tmp_path):  # noqa: F811
    writer = Slow()
    with served(NewsBot(filled, writer), tmp_path) as (at, _):
        begin(tab, at)
        wait_for_the_server(tab)
        assert tab.locator("#reading mark").count() == 0
        tab.click("#stop")
        tab.locator("#newsroom[data-view=sources]").wait_for()
        wait_for_the_server(tab)
        assert tab.locator("#reading mark").count() == 0

        writer.goes_on.set()
        visit(tab, at)
        ask(tab, REST)
        tab.wait_for_selector("#reading mark")


def test_an_article_that_is_opened_while_an_answer_grows_stays(tab, filled, tmp_path):  # noqa: F811
    writer = Slow()
    with served(NewsBot(filled, writer), tmp_path) as (at, _):
        begin(tab, at)
        open_from_list(tab, "Frost in the valley")

        writer.goes_on.set()
        tab.locator("#current .turn:not([data-growing])").wait_for()
        tab.locator("#sources .card").first.wait_for(state="attached")
        wait_for_the_server(tab)

        assert tab.locator("#reading h2").inner_text() == "Frost in the valley"
        assert tab.locator("#reading mark").count() == 0
