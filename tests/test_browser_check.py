"""The page in a real browser: a text is checked beside its sources, its verdicts are judged, and who said what is listed."""

import json
import re
from pathlib import Path

import pytest
from test_browser import ANSWERING_MS, address, chromium, is_in_view, opened  # noqa: F401  # fixtures

pytestmark = pytest.mark.browser

DRAFT = (
    "“We sail again when the wages of March are paid, and not one hour before,” said Owen Tarrick.\n\n"
    "He said that 312 seafarers had joined the strike.\n\n"
    "“The lighthouse is open <svg onload=alert(9)> to ${alert(8)} {{#each value}} everybody,” said Brid Callan."
)
NOTE = "He said <b>March</b> on the radio."


def enter(tab, room):
    tab.click(f".tab[data-room={room}]")


def check(tab, text):
    """Check a text, and wait until its report, not the one before, has stopped growing."""
    enter(tab, "check")
    tab.evaluate("document.querySelector('#checked .report')?.setAttribute('data-before', '')")
    tab.fill("#draft textarea", text)
    tab.press("#draft textarea", "Control+Enter")
    report = tab.locator("#checked .report:not([data-growing], [data-before])")
    report.wait_for()
    return report


def say(tab, *, speaker="", about=""):
    """List the statements of a speaker about a topic."""
    enter(tab, "said")
    tab.fill("#said-speaker", speaker)
    tab.fill("#said-about", about)
    return tab.locator("#said-list")


def test_an_altered_quotation_is_read_beside_its_source_with_the_difference_in_both(opened):  # noqa: F811
    altered = check(opened, DRAFT).locator(".checked-sentence.altered")
    finding = altered.locator(".finding[data-verdict=altered]")
    assert altered.locator("del").inner_text() == "March"
    assert finding.locator("ins").inner_text() == "January"

    finding.locator(".cite").click()
    opened.wait_for_selector("#reading mark ins")

    assert opened.locator("#reading ins").inner_text() == "January"
    assert is_in_view(opened, "#reading mark ins")
    opened.keyboard.press("Escape")
    assert "cite" in opened.evaluate("document.activeElement.className")


def test_what_a_reader_makes_of_a_verdict_is_there_again_and_can_be_taken_along(opened):  # noqa: F811
    finding = check(opened, DRAFT).locator(".finding[data-verdict=altered]")
    finding.locator(".note").fill(NOTE)
    finding.locator("[data-judge=overruled]").click()
    finding.locator(".kept", has_text="Overruled. Kept.").wait_for()

    with opened.expect_download() as downloading:
        opened.click("[data-export]")
    (kept,) = json.loads(Path(downloading.value.path()).read_text("utf-8"))
    opened.reload()
    opened.wait_for_selector("#newsroom[data-ready][data-room=check]")
    again = check(opened, f"It rained on Sunday.\n\n{DRAFT}").locator(".finding[data-verdict=altered]")

    assert (kept["decision"], kept["verdict"], kept["note"]) == ("overruled", "altered", NOTE)
    assert again.locator("[data-judge=overruled]").get_attribute("aria-pressed") == "true"
    assert again.locator(".note").input_value() == NOTE
    assert again.locator(".kept").text_content() == "Overruled. Kept."


def test_a_long_text_grows_and_is_stopped_where_it_stands(opened):  # noqa: F811
    enter(opened, "check")
    opened.fill("#draft textarea", " ".join(f"The ferry carried {number} people on Monday." for number in range(300)))
    opened.click("#checking")
    opened.wait_for_selector("#checked .report[data-growing] .checked-sentence")

    opened.click("#halting")
    opened.wait_for_selector("#checking:visible")

    assert re.fullmatch(r"Stopped after \d+ of 300 sentences\.", opened.locator("#checked .tally").inner_text())
    assert opened.locator(".judging[disabled]").count() == 0
    assert check(opened, DRAFT).locator(".finding[data-verdict=altered]").count() == 1


def test_the_counts_on_top_lead_from_finding_to_finding(opened):  # noqa: F811
    check(opened, "\n\n".join([DRAFT, *["It rained on Sunday in the town of Orle."] * 12, DRAFT]))
    jump = opened.locator("[data-jump=altered]")
    assert jump.inner_text() == "Altered 2"

    reached = []
    for _ in range(3):
        jump.click()
        reached.append(
            opened.evaluate(
                "[...document.querySelectorAll('#checked [data-verdict=altered]')].indexOf(document.activeElement)"
            )
        )

    assert reached == [0, 1, 0]


def test_statements_are_narrowed_to_a_speaker_and_a_topic_and_open_where_they_stand(opened):  # noqa: F811
    listed = say(opened, speaker="tarrick", about="wages")
    listed.locator("h3", has_text="Owen Tarrick").first.wait_for()
    listed.locator("h3:not(:has-text('Owen Tarrick'))").first.wait_for(state="detached")
    count = listed.locator("h3").count()
    assert listed.locator(".hint").first.inner_text() == f"{count} statement{'s' if count > 1 else ''}"

    shown = listed.locator("blockquote", has_text="wages of January").first
    shown.locator(".cite").click()
    opened.wait_for_selector("#reading mark")
    assert opened.locator("#reading mark").first.inner_text() in shown.inner_text()
    assert is_in_view(opened, "#reading mark")

    say(opened, speaker="Nobody Such").locator(".hint", has_text="No statement fits.").wait_for()


def test_markup_in_articles_and_drafts_stays_words_in_both_rooms(opened):  # noqa: F811
    report = check(opened, f"{DRAFT} <img src=x onerror=alert(1)>")
    listed = say(opened, speaker="Brid Callan")
    listed.locator("blockquote", has_text="lighthouse").first.wait_for()

    assert "<svg onload=alert(9)>" in listed.inner_text()
    assert "<svg onload=alert(9)>" in report.text_content()
    assert opened.locator("#newsroom").locator("script, iframe, img[src=x], svg[onload], [onerror]").count() == 0


def test_on_a_telephone_the_source_lies_over_the_room_and_goes_again(opened):  # noqa: F811
    opened.set_viewport_size({"width": 390, "height": 844})
    finding = check(opened, DRAFT).locator(".finding[data-verdict=altered]")
    assert opened.evaluate("document.querySelector('#check').scrollWidth") <= 390

    finding.locator(".cite").click()
    opened.wait_for_selector("#reading mark")
    assert is_in_view(opened, "#reading mark")
    assert opened.locator("#check").evaluate("(room) => room.inert")
    opened.keyboard.press("Escape")

    assert not opened.locator("#desk").is_visible()
    assert "cite" in opened.evaluate("document.activeElement.className")
    opened.click("#masthead [data-view=articles]")
    opened.click("[data-close]")
    assert opened.evaluate("document.activeElement.dataset.view") == "articles"
