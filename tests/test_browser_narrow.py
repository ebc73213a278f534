"""The page in a real browser: a question is narrowed above its box, and says what it was narrowed to."""

import re

import pytest
from test_browser import address, ask, chromium, opened  # noqa: F401  # fixtures

pytestmark = pytest.mark.browser


def open_narrowing(tab):
    tab.locator("#narrow summary").focus()
    tab.keyboard.press("Enter")
    tab.locator("#narrow select[data-filter=outlet] option").nth(2).wait_for(state="attached")


def test_the_fields_offer_what_the_archive_has_and_stay_out_of_the_way(opened):  # noqa: F811
    assert not opened.locator("#narrow .fields").is_visible()
    open_narrowing(opened)

    offered = opened.locator("#narrow select[data-filter=outlet] option").all_inner_texts()
    assert {"Any outlet", "Harbour Post", "La Dépêche de l'Orve"} <= set(offered)
    assert opened.locator("#narrow select[data-filter=language] option").all_inner_texts() == [
        "Any language", "English", "French",
    ]  # fmt: skip
    for name in ("Outlet", "Language", "From", "To"):
        assert opened.get_by_label(name, exact=True).count() == 1
    assert opened.locator("#narrow b, #narrow script").count() == 0
    assert opened.locator("#question textarea").is_visible()


def test_a_question_is_asked_of_the_outlet_alone_until_it_is_widened(opened):  # noqa: F811
    open_narrowing(opened)
    opened.select_option("#narrow select[data-filter=outlet]", "La Dépêche de l'Orve")
    opened.locator("#narrow-state", has_text="in La Dépêche de l'Orve").wait_for()

    refused = ask(opened, "What did Owen Tarrick say about wages?")
    assert "in La Dépêche de l'Orve" in refused.locator(".message").inner_text()

    opened.click("[data-widen]")
    assert opened.locator("#narrow-state").inner_text() == ""
    answered = ask(opened, "What did Owen Tarrick say about the wages of January?")
    assert "January" in answered.locator("blockquote").first.inner_text()
    assert answered.locator(".understood").count() == 0


def test_two_days_narrow_and_days_that_run_backwards_are_one_plain_line(opened):  # noqa: F811
    open_narrowing(opened)
    opened.fill("#narrow input[data-filter=since]", "2026-05-01")
    refused = ask(opened, "What did Owen Tarrick say about wages?")
    assert re.search(r"published since 1 May 2026” leaves out \d", refused.locator(".message").inner_text())

    opened.fill("#narrow input[data-filter=until]", "2026-04-01")
    trouble = ask(opened, "What did Clarisse Aubain say about the bridge?")
    assert "No day is both since 2026-05-01 and until 2026-04-01" in trouble.locator(".trouble").inner_text()


def test_what_was_understood_is_a_line_above_the_answer(opened):  # noqa: F811
    turn = ask(opened, "What did Owen Tarrick say about wages in March 2026?")

    assert turn.locator(".understood").inner_text() == "Understood: published March 2026."
    assert turn.locator(".understood").get_attribute("lang") == "en"


def test_on_a_telephone_the_fields_fit(opened):  # noqa: F811
    opened.set_viewport_size({"width": 390, "height": 844})
    open_narrowing(opened)

    assert opened.evaluate("document.documentElement.scrollWidth") <= 390
    for field in opened.locator("#narrow [data-filter]").all():
        box = field.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
