"""When two that were read are one article, and when two that share a name are two."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.newsbot import Added, NewsBot
from ingest.identity import address, digest
from ingest.read import read
from vectorstore.archive import Archive

HARBOUR = (
    "The harbour fee will rise by 4 per cent in May, the port authority said after a long meeting in the town hall."
)
DAM = "The dam opened two gates on Tuesday to let the meltwater through, its keeper said, and warned all boats to stay away."
CLOCK = "The clock of the town hall struck noon on Friday for the first time since the storm, and nobody was there to hear it."
SALT = "Salt is to be had again at the cooperative of Skerry, its chairwoman said, after three weeks without a single delivery."


@pytest.fixture
def bot(archive: Archive) -> NewsBot:
    return NewsBot(archive)


def add(bot: NewsBot, *sources: Path) -> Counter[str]:
    """What adding these comes to: how many of each outcome."""
    found = list(bot.add([str(one) for one in sources]))
    assert all(isinstance(one, Added) for one in found), found
    return Counter(one.outcome for one in found if isinstance(one, Added))


def texts(bot: NewsBot) -> set[str]:
    return {bot.archive.text(one.article_id) for one in bot.archive.listings()}


def records(path: Path, *rows: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def page(path: Path, title: str, text: str, *, canonical: str, og: str = "") -> Path:
    path.write_text(
        f'<html lang="en"><head><title>{title}</title><link rel="canonical" href="{canonical}">'
        + (f'<meta property="og:url" content="{og}">' if og else "")
        + f"</head><body><article><h1>{title}</h1><p>{text}</p><p>The council meets again in the second week of April, "
        f"its clerk said.</p><p>Of {title.lower()} nothing more was to be learnt.</p></article></body></html>",
        "utf-8",
    )
    return path


# -- what must not be lost ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("canonical", ["https://post.example/", "https://post.example", "https://post.example/news"])
def test_pages_that_all_name_one_address_are_all_kept(bot, tmp_path, canonical):
    (tmp_path / "pages").mkdir()
    fee = page(tmp_path / "pages" / "fee.html", "The fee", HARBOUR, canonical=canonical)
    dam = page(tmp_path / "pages" / "dam.html", "The dam", DAM, canonical=canonical)

    first = add(bot, fee, dam)
    again = add(bot, fee, dam)
    alone = add(bot, dam) + add(bot, fee) + add(bot, tmp_path / "pages")

    assert (first, again, alone) == ({"added": 2}, {"unchanged": 2}, {"unchanged": 4})
    assert len(texts(bot)) == 2


def test_the_address_that_a_page_is_shared_under_is_better_than_its_sites_root(tmp_path):
    fee = page(
        tmp_path / "a.html", "The fee", HARBOUR, canonical="https://post.example/", og="https://post.example/fee"
    )
    own = page(tmp_path / "b.html", "The dam", DAM, canonical="https://post.example/dam", og="https://post.example/x")

    assert [one.url for one in read(str(fee), str(own))] == ["https://post.example/fee", "https://post.example/dam"]


@pytest.mark.parametrize(
    "shared",
    [
        {"url": "https://post.example/"},
        {"url": "https://post.example/feed?page=1"},
        {"id": 0},
        {"id": "x", "url": "https://post.example/news"},
        {},
    ],
)
@pytest.mark.parametrize("head", [{}, {"title": "News", "outlet": "Harbour Post", "date": "2026-03-02"}])
def test_rows_that_share_an_address_or_an_id_are_all_kept_and_stay_when_rows_move(bot, tmp_path, shared, head):
    rows = [{**shared, **head, "text": text} for text in (HARBOUR, DAM, CLOCK)]
    news = tmp_path / "news.jsonl"

    first = add(bot, records(news, *rows))
    again = add(bot, news)
    moved = add(bot, records(news, {**shared, **head, "text": SALT}, *rows))
    turned = add(bot, records(news, *reversed(rows)))

    assert (first, again) == ({"added": 3}, {"unchanged": 3})
    assert (moved, turned) == ({"added": 1, "unchanged": 3}, {"unchanged": 3})
    assert texts(bot) == {HARBOUR, DAM, CLOCK, SALT}


def test_a_report_that_two_papers_print_is_two_articles_also_without_an_address(bot, tmp_path):
    rows = [{"text": HARBOUR, "outlet": outlet} for outlet in ("Harbour Post", "City Daily")]

    assert add(bot, records(tmp_path / "monday.jsonl", rows[0])) == {"added": 1}
    assert add(bot, records(tmp_path / "tuesday.jsonl", *rows)) == {"unchanged": 1, "added": 1}


def test_rows_of_a_table_that_moved_are_the_same_articles(bot, tmp_path):
    table = tmp_path / "news.csv"
    table.write_text(f'title,text\nFee,"{HARBOUR}"\nDam,"{DAM}"\n', "utf-8")
    add(bot, table)
    table.write_text(f'title,text\nSalt,"{SALT}"\nFee,"{HARBOUR}"\nDam,"{DAM}"\n', "utf-8")

    assert add(bot, table) == {"added": 1, "unchanged": 2}
    assert len(texts(bot)) == 3


# -- what must still be one ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", [{"url": "https://post.example/fee"}, {"id": 7}, {"url": "https://post.example/", "id": "fee"}]
)
def test_a_changed_article_with_a_name_of_its_own_is_replaced(bot, tmp_path, name):
    other = {"url": "https://post.example/dam", "id": "dam", "text": DAM}
    add(bot, records(tmp_path / "news.jsonl", {**name, "text": HARBOUR}, other))

    changed = add(bot, records(tmp_path / "news.jsonl", other, {**name, "text": HARBOUR.replace("4 per", "5 per")}))

    assert changed == {"unchanged": 1, "replaced": 1}
    assert texts(bot) == {DAM, HARBOUR.replace("4 per", "5 per")}


def test_two_versions_of_one_article_in_one_load_are_one_article(bot, tmp_path):
    first = {"url": "https://post.example/fee", "text": f"{HARBOUR} {CLOCK}"}
    second = {"url": "http://www.post.example/fee/?utm_source=x", "text": f"{HARBOUR} {CLOCK} A vote is to come."}

    assert add(bot, records(tmp_path / "news.jsonl", first, second)) == {"added": 1, "replaced": 1}
    assert texts(bot) == {second["text"]}


def test_an_article_linked_to_in_another_way_is_replaced_and_not_doubled(bot, tmp_path):
    add(bot, records(tmp_path / "a.jsonl", {"url": "https://www.post.example/fee/", "text": HARBOUR}))

    changed = records(
        tmp_path / "b.jsonl", {"url": "http://m.post.example/fee/amp?fbclid=1", "text": f"{HARBOUR} More."}
    )

    assert add(bot, changed) == {"replaced": 1}
    assert texts(bot) == {f"{HARBOUR} More."}


def test_an_article_that_an_older_archive_has_under_its_address_as_it_was_written_keeps_its_id(bot, tmp_path):
    url = "http://www.post.example/fee/"
    news = records(tmp_path / "news.jsonl", {"url": url, "text": HARBOUR})
    (read_now,) = read(str(news))
    old_id = digest("http://www.post.example/fee/")
    list(bot.archive.add([replace(read_now, article_id=old_id, former_id=None)]))

    again = add(bot, news)
    changed = add(bot, records(news, {"url": url, "text": f"{HARBOUR} More."}))

    assert read_now.article_id != old_id
    assert (again, changed) == ({"unchanged": 1}, {"replaced": 1})
    assert [one.article_id for one in bot.archive.listings()] == [old_id]


def test_a_load_is_read_whole_in_bounded_memory_and_in_order(tmp_path, monkeypatch):
    monkeypatch.setattr("ingest.identity.MOST_IN_MEMORY", 100)  # so that it goes to a file
    rows = [{"url": "https://post.example/", "text": text} for text in (HARBOUR, DAM, CLOCK)]

    found = list(read(str(records(tmp_path / "news.jsonl", *rows, {"title": "no text"}))))

    assert [getattr(one, "text", "rejected") for one in found] == [HARBOUR, DAM, CLOCK, "rejected"]


# -- addresses -----------------------------------------------------------------------------------------------------

NAMES = st.from_regex(r"[a-z][a-z0-9-]{1,8}", fullmatch=True)
STEPS = st.lists(st.from_regex(r"[a-z0-9][a-z0-9_.-]{0,8}", fullmatch=True).filter(lambda s: s != "amp"), min_size=1)
QUERIES = st.dictionaries(NAMES.map("q_".__add__), st.from_regex(r"[a-z0-9 ]{0,5}", fullmatch=True), max_size=3)


@given(NAMES, STEPS, QUERIES, st.data())
def test_an_article_has_one_address_however_it_is_linked_to(name, steps, query, data):
    def pick(*ways: str) -> str:
        return data.draw(st.sampled_from(ways))

    path, asked = "/".join(steps), "&".join(f"{key}={value}".replace(" ", "+") for key, value in query.items())
    plain = f"https://{name}.example/{path}/x" + (f"?{asked}" if asked else "")
    scheme = pick("http", "https", "HTTPS")
    host = pick("", "www.", "m.", "amp.", "www.m.") + pick(name, name.upper()) + ".example"
    port = pick("", ":80", ":443", ":")
    tracked = "&".join(one for one in (asked, pick("", "utm_source=a", "fbclid=1&gclid=2", "UTM_Medium=x")) if one)
    end = pick("", "/", "/amp", "/amp/", "//")
    linked_as = f"{scheme}://{host}{port}/{path}/x{end}" + (f"?{tracked}" if tracked else "") + pick("", "#top")

    assert address(linked_as) == address(plain) is not None


@given(
    st.one_of(
        st.text(),
        st.text().map("https://".__add__),
        st.lists(
            st.sampled_from(
                ["http://", "HTTPS://", "www.", "m.", "amp.", "post", ".example", ":80", ":8080", "/", "//", "/amp", "amp",
                 "/index.html", "?", "&", "a=1", "utm_source=x", "amp=1", "%20", "%", " ", "\u00a0", "#", "é", "@", "[", "]",
                 "\\", "..", ";", "+", "\ud800", "\u200b"]
            ),
            max_size=14,
        ).map("".join).map("https://post.example".__add__),
    )
)  # fmt: skip
@example("https://post.example/a/amp /amp//")
def test_an_address_is_its_own_address(written):
    once = address(written)

    assert once is None or address(once) == once


@pytest.mark.parametrize(
    "root",
    [
        "https://post.example", "http://www.post.example/", "https://post.example/?utm_source=x", "https://post.example/amp/",
        "https://post.example/index.html", "https://post.example/#/", "https://post.example:443/", "mailto:a@post.example", "", None,
    ],
)  # fmt: skip
def test_a_sites_root_is_no_articles_address(root):
    assert address(root) is None


@pytest.mark.parametrize(
    "other",
    [
        "https://post.example/dam", "https://post.example:8080/fee", "https://news.post.example/fee",
        "https://post.example/fee?page=2", "https://other.example/fee", "https://post.example/fee.html",
        "https://post.example/Fee",
    ],
)  # fmt: skip
def test_what_may_be_another_page_is_another_address(other):
    assert address(other) not in (None, address("https://post.example/fee"))
