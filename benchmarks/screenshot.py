"""Take docs/screenshot.png again from a running page that has the sample articles.

newsbot chat &
python benchmarks/screenshot.py                          the one in the README
python benchmarks/screenshot.py --check docs/check.png   the sample draft checked, a difference beside its source
python benchmarks/screenshot.py --all screenshots        every state, wide and narrow, light and dark
"""

import argparse
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
QUESTION = "What did Delorme say about article 9?"  # in English, of a French article
REFUSED = "What did Ruth Ashgrove say about the ferry strike?"
FOLLOW_UP = "and about the drought?"
QUOTED = "Elias Moor"  # the same words in two outlets
SIZES = {"wide": (1280, 800), "narrow": (390, 844)}


def main() -> None:
    """Read the command line and take what it asks for."""
    parser = argparse.ArgumentParser(description="Take screenshots of a running page.")
    parser.add_argument("--address", default="http://127.0.0.1:7860")
    parser.add_argument("--out", type=Path, default=Path("docs/screenshot.png"))
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="every state into this folder instead")
    parser.add_argument("--check", type=Path, metavar="FILE", help="the checked sample draft into this file instead")
    chosen = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        if chosen.all:
            chosen.all.mkdir(parents=True, exist_ok=True)
            for size in SIZES:
                for colours in ("light", "dark"):
                    take_all(opened(browser, chosen.address, size, colours), chosen.all, f"{size}-{colours}")
        elif chosen.check:
            page = opened(browser, chosen.address, "wide", "light")
            check_sample(page)
            page.screenshot(path=chosen.check)
        else:
            page = opened(browser, chosen.address, "wide", "light")
            ask(page, QUESTION)
            ask(page, FOLLOW_UP)
            open_source(page)
            page.screenshot(path=chosen.out)
        browser.close()


def opened(browser: Browser, address: str, size: str, colours: str) -> Page:
    """The page at a size and in a colour scheme, once it is ready."""
    width, height = SIZES[size]
    scheme = "dark" if colours == "dark" else "light"
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    page.set_default_timeout(120_000)
    page.goto(address)
    page.wait_for_selector("#newsroom[data-ready]")
    page.wait_for_selector("#listed li", state="attached")
    return page


def ask(page: Page, question: str) -> None:
    """Ask, and wait for the whole answer."""
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    page.locator("#current .turn:not([data-growing])", has_text=question).wait_for()


def open_source(page: Page) -> None:
    """Press the first mark of the last answer."""
    page.locator("#current .cite:visible").first.click()
    page.wait_for_selector("#reading mark")
    page.mouse.move(0, 0)


def open_model(page: Page) -> None:
    """Open the panel that tells which model writes."""
    page.click("[data-model]")
    page.wait_for_selector("#model[open] #model-on")


def check_sample(page: Page) -> None:
    """Enter the Check room, where the sample draft is checked already, with the altered quotation beside its source."""
    page.click(".tab[data-room=check]")
    page.wait_for_selector("#checked .report:not([data-growing])")
    if not page.locator("#reading mark:visible").count():  # a narrow window opens no article by itself
        page.locator(".finding[data-verdict=altered] .cite").first.click()
    page.wait_for_selector("#reading mark ins")
    page.mouse.move(0, 0)


def list_statements(page: Page, speaker: str) -> None:
    """Enter the Statements room and narrow the list to a speaker."""
    page.click(".tab[data-room=said]")
    page.fill("#said-speaker", speaker)
    page.locator("#said-list h3", has_text=speaker).first.wait_for()
    page.wait_for_function(
        "(name) => [...document.querySelectorAll('#said-list h3')].every((one) => one.textContent === name)",
        arg=speaker,
    )


def take_all(page: Page, folder: Path, name: str) -> None:
    """Every state a reader meets, one after another."""

    def take(state: str) -> None:
        page.screenshot(path=folder / f"{name}-{state}.png")

    def close() -> None:
        if page.locator("[data-close]:visible").count():
            page.click("[data-close]")

    take("1-empty")
    ask(page, QUESTION)
    take("2-answered")
    open_source(page)
    take("3-article")
    page.click("[data-summarize]")
    page.wait_for_selector("#summary li")
    take("4-summary")
    close()
    ask(page, FOLLOW_UP)
    take("5-followed-up")
    ask(page, REFUSED)
    take("6-refused")
    page.locator(".tab[data-view=articles]:visible").first.click()
    take("7-articles")
    page.locator(".tabs [data-view=adding]").click()
    take("8-add")
    close()
    check_sample(page)
    take("9-source-of-a-check")
    close()
    take("10-checked")
    page.locator(".finding[data-verdict=altered] [data-judge=accepted]").first.click()
    page.locator(".kept", has_text="kept").first.wait_for()
    page.locator(".foot [data-export]").scroll_into_view_if_needed()
    take("11-judged")
    list_statements(page, QUOTED)
    take("12-statements")
    open_model(page)
    take("13-model")
    page.check("#model-chat")
    take("14-model-fields")
    page.close()


if __name__ == "__main__":
    main()
