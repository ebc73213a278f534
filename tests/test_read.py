"""From files, folders and pipes to articles: what each kind of file gives, and what stays the same when it changes."""

import io
import json
import os
import sys
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from ingest.article import Article, Rejected
from ingest.errors import NoSuchSource
from ingest.read import count_articles, read, read_pasted

TODAY = date(2026, 11, 22)
BENCH = Path(os.environ.get("NEWSBOT_BENCH_DATA", Path(__file__).parent.parent.parent / "shared" / "data"))
BODY = "The ferry stayed in port on Monday. Nobody was hurt.\n\n“We regret it,” said Mr. Lind of the Harbour Office."


def one(source: Path | str, **fields) -> Article:
    (article,) = read(str(source), today=TODAY, **fields)
    assert isinstance(article, Article), article
    return article


def told(article: Article) -> tuple[str | None, ...]:
    return article.title, article.text, article.outlet, article.byline, article.published, article.language


STORY = ("Ferry strike", BODY, "Harbour Post", "Ana Ruiz", "2026-03-03", "en")


def text_file(folder: Path) -> Path:
    path = folder / "ferry.txt"
    path.write_text(f"Ferry strike\n\nBy Ana Ruiz | Harbour Post | 3 March 2026\n\n{BODY}\n", encoding="utf-8")
    return path


def markdown_file(folder: Path) -> Path:
    path = folder / "ferry.md"
    marked = BODY.replace("ferry", "**ferry**").replace("Mr. Lind", "[Mr. Lind](https://harbour.example/lind)")
    front = "title: Ferry strike\noutlet: Harbour Post\nauthor: 'Ana Ruiz'\ndate: 2026-03-03"
    path.write_text(f"---\n{front}\n---\n\n{marked}\n", encoding="utf-8")
    return path


def page_file(folder: Path) -> Path:
    path = folder / "ferry.html"
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in BODY.split("\n\n"))
    described = {"@type": "NewsArticle", "author": {"name": "Ana Ruiz"}, "datePublished": "2026-03-03"}
    path.write_text(
        f"""<!doctype html><html lang="en-GB"><head><title>Ferry strike | Harbour Post</title>
        <meta property="og:title" content="Ferry strike"><meta property="og:site_name" content="Harbour Post">
        <script type="application/ld+json">{json.dumps(described)}</script>
        <link rel="canonical" href="https://post.example/ferry?utm_source=feed"></head>
        <body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
        <article><h1>Ferry strike</h1>{paragraphs}</article>
        <footer>© Harbour Post, all rights reserved</footer></body></html>""",
        encoding="utf-8",
    )
    return path


def jsonl_file(folder: Path) -> Path:
    path = folder / "ferry.jsonl"
    record = {
        "headline": "Ferry strike",
        "body": BODY,
        "source": "Harbour Post",
        "author": ["Ana Ruiz"],
        "date": "2026-03-03",
    }
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    return path


def csv_file(folder: Path) -> Path:
    path = folder / "ferry.csv"
    quoted = BODY.replace('"', '""')
    path.write_text(
        f'Title;Content;Outlet;Byline;Published\nFerry strike;"{quoted}";Harbour Post;Ana Ruiz;2026-03-03\n'
    )
    return path


@pytest.mark.parametrize("write", [text_file, markdown_file, page_file, jsonl_file, csv_file])
def test_the_same_story_is_read_from_every_kind_of_file(write, tmp_path):
    article = one(write(tmp_path))

    assert told(article) == STORY
    assert "".join(article.text[passage.start : passage.end] for passage in article.passages) == article.text
    assert [article.text[sentence.start : sentence.end] for sentence in article.sentences] == [
        "The ferry stayed in port on Monday.",
        "Nobody was hurt.",
        "“We regret it,” said Mr. Lind of the Harbour Office.",
    ]


def test_a_title_that_a_page_escaped_twice_is_read_as_it_was_written(tmp_path):
    described = {"@type": "NewsArticle", "headline": "Türkiye&#039;de &quot;grev&quot;"}
    page = page_file(tmp_path)
    page.write_text(
        page.read_text(encoding="utf-8").replace('{"@type": "NewsArticle",', json.dumps(described)[:-1] + ","),
        encoding="utf-8",
    )
    in_json = one(page).title
    page.write_text(
        page_file(tmp_path)
        .read_text(encoding="utf-8")
        .replace('content="Ferry strike"', 'content="Ferry &amp;#039;strike&amp;#039;"'),
        encoding="utf-8",
    )

    assert (in_json, one(page).title) == ('Türkiye\'de "grev"', "Ferry 'strike'")


def test_a_correction_is_the_same_article_in_another_version(tmp_path):
    path = text_file(tmp_path)
    before = one(path)
    path.write_text(path.read_text(encoding="utf-8").replace("Monday", "Tuesday"), encoding="utf-8")
    after = one(path)

    assert (before.article_id, before.version == after.version) == (after.article_id, False)
    assert len(before.article_id) == len(before.version) == 12


def test_an_article_read_twice_is_the_same_in_everything(tmp_path):
    path = text_file(tmp_path)

    assert one(path) == one(path)


def test_a_record_keeps_its_identity_by_its_id_wherever_it_stands_in_the_file(tmp_path):
    path = tmp_path / "news.jsonl"
    first, second = {"id": 7, "text": "The ferry sails."}, {"id": "b", "text": "The bridge is shut."}
    path.write_text("\n".join(map(json.dumps, [first, second])), encoding="utf-8")
    before = {article.text: article.article_id for article in read(str(path), today=TODAY)}
    path.write_text("\n".join(map(json.dumps, [second, first])), encoding="utf-8")

    assert {article.text: article.article_id for article in read(str(path), today=TODAY)} == before
    assert len(set(before.values())) == 2


def test_an_address_is_an_articles_identity_whatever_counts_its_readers(tmp_path):
    path = tmp_path / "news.jsonl"
    addresses = ["https://Post.example/a?utm_source=x&page=2#top", "https://post.example/a?page=2"]
    path.write_text(
        "\n".join(json.dumps({"url": url, "text": "The ferry sails."}) for url in addresses), encoding="utf-8"
    )

    first, second = read(str(path), today=TODAY)

    assert first.article_id == second.article_id
    assert first == replace(second, where=first.where)
    assert (first.url, first.outlet) == ("https://post.example/a?page=2", "post.example")


def test_records_that_are_no_articles_are_rejected_where_they_stand_and_the_rest_is_read(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_text(
        '{"text": "The ferry sails."}\n{oops\n\n{"title": "No text"}\n[1]\n{"text": " "}\n{"text": "It rains."}\n'
    )

    found = list(read(str(path), today=TODAY))

    assert [article.text for article in found if isinstance(article, Article)] == ["The ferry sails.", "It rains."]
    rejected = [(one.where.rsplit(":", 1)[1], one.reason.split(":")[0]) for one in found if isinstance(one, Rejected)]
    assert rejected == [("2", "not JSON"), ("4", "no text"), ("5", "not a record"), ("6", "no text")]


def test_rows_of_a_table_are_named_by_the_line_they_begin_on(tmp_path):
    path = tmp_path / "news.csv"
    path.write_text('title,text\nOne,"The ferry\n\nsails."\nTwo,\nThree,It rains.\n')

    found = list(read(str(path), today=TODAY))

    assert [one.where.rsplit(":", 1)[1] for one in found] == ["2", "5", "6"]
    assert isinstance(found[1], Rejected)


def test_a_folder_is_walked_in_order_without_hidden_files_and_pictures_are_counted_as_rejected(tmp_path):
    for name in ("b.txt", "a.txt", ".hidden.txt", "inner/c.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"The story of {name} is told here.", encoding="utf-8")
    (tmp_path / "harbour.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00")

    found = list(read(str(tmp_path), today=TODAY))

    assert [Path(one.where).name for one in found] == ["a.txt", "b.txt", "harbour.png", "c.md"]
    assert found[2] == Rejected(str(tmp_path / "harbour.png"), "not a kind of file that is read (.png)")
    assert count_articles(str(tmp_path)) == 4


def test_a_source_that_is_not_there_is_said():
    with pytest.raises(NoSuchSource, match="There is no file or folder at nowhere/at/all"):
        list(read("nowhere/at/all"))


@pytest.mark.parametrize(
    ("piped", "title"),
    [
        (f"Ferry strike\n\n{BODY}", "Ferry strike"),
        (json.dumps({"title": "Ferry strike", "text": BODY}), "Ferry strike"),
        (
            f"<html><head><title>Ferry strike</title></head><body><article><p>{BODY}</p></article></body></html>",
            "Ferry strike",
        ),
    ],
)
def test_a_pipe_may_bring_text_records_or_a_page(piped, title, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(piped.encode())))

    article = one("-")

    assert article.title == title
    assert article.text.startswith("The ferry stayed in port on Monday.")


def test_pasted_text_is_its_own_identity():
    first, again, other = (read_pasted(text, today=TODAY) for text in (BODY, BODY, BODY + " Or not."))

    assert isinstance(first, Article)
    assert first == again
    assert isinstance(other, Article)
    assert first.article_id != other.article_id
    assert read_pasted(" \n ") == Rejected("pasted", "empty: there is no text in it")


def test_a_date_ahead_is_no_date_of_publication(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps({"text": "The ferry sails.", "date": "2027-01-01"}), encoding="utf-8")

    assert one(path).published is None


def test_articles_are_counted_before_they_are_read(tmp_path):
    assert count_articles(str(jsonl_file(tmp_path))) == 1
    assert count_articles(str(text_file(tmp_path))) == 1
    assert count_articles(str(csv_file(tmp_path))) is None
    assert count_articles("-") is None


def test_passages_fit_the_encoder(tmp_path):
    article = one(text_file(tmp_path), fits=lambda text: len(text) <= 40)

    assert all(passage.end - passage.start <= 40 for passage in article.passages)
    assert "".join(article.text[passage.start : passage.end] for passage in article.passages) == article.text


def test_the_article_the_first_users_ask_about_is_read_rightly():
    path = BENCH / "000_ad6fdf2ba060e34e.txt"
    if not path.exists():
        pytest.skip(f"no article at {path}; set NEWSBOT_BENCH_DATA")

    article = one(path)

    assert (article.outlet, article.byline, article.agency, article.published, article.language) == (
        "Baonghean.vn",
        "Lan Ha",
        "TASS",
        "2023-10-13T09:32",
        "fr",
    )
    assert article.text.startswith("L'OTAN n'a pas l'intention")
    assert article.text.endswith("des États-Unis et du Canada.")
    assert "Photo" not in article.text
    assert "300\u00a0000" in article.text


def test_real_articles_are_read_and_none_is_rejected():
    path = BENCH / "orangesum" / "articles.jsonl"
    if not path.exists():
        pytest.skip(f"no articles at {path}; set NEWSBOT_BENCH_DATA")
    records = [json.loads(line) for line in islice(path.open(encoding="utf-8"), 500)]

    articles = list(islice(read(str(path), today=TODAY), 500))

    assert [one for one in articles if isinstance(one, Rejected)] == []
    assert [article.published for article in articles] == [record["date"] for record in records]
    assert {article.language for article in articles} == {"fr"}
    assert count_articles(str(path)) == 2000
