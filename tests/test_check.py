"""A pasted text is set beside the archive: every quotation, every sentence, and what was compared is said."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.check.check import MOST_CHARS, check
from bot.check.report import Report
from bot.cli import main
from bot.errors import NothingToCheck, TooLongToCheck
from bot.newsbot import NewsBot
from bot.page.report import report as sheet
from bot.phrases import phrases
from ingest.languages import LANGUAGES
from vectorstore.archive import Archive
from vectorstore.encoder import open_encoder

ROOT = Path(__file__).parent.parent
SAMPLE = (ROOT / "bot" / "sample_draft.txt").read_text("utf-8")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    opened = Archive.open(tmp_path_factory.mktemp("checked") / "archive", open_encoder(), create=True)
    names = ("ferry-collision", "ferry-strike", "huelga-ferris", "greve-ferries", "dinh-cong")
    paths = [str(path) for path in sorted((ROOT / "samples").iterdir()) if path.name.startswith(names)]
    list(NewsBot(opened).add(paths))
    yield opened
    opened.close()


def checked(archive: Archive, text: str) -> Report:
    *_, last = check(archive, text)
    return last


def test_the_sample_draft_has_one_true_one_altered_and_one_misattributed_quotation(archive):
    report = checked(archive, SAMPLE)

    assert [one.verdict for one in report.quotations] == ["verbatim", "altered", "misattributed"]


def test_what_was_altered_is_set_beside_what_the_article_has(archive):
    altered = checked(archive, SAMPLE).quotations[1]

    [difference] = altered.differences
    assert (SAMPLE[slice(*difference.said)], difference.found) == ("a refund", "an explanation")


def test_words_put_into_anothers_mouth_are_given_back_to_who_said_them(archive):
    misattributed = checked(archive, SAMPLE).quotations[2]

    assert "Owen Tarrick" in misattributed.reason
    assert "Elias Moor" in misattributed.reason


def test_another_number_differs_and_the_sentence_that_has_it_is_cited(archive):
    report = checked(archive, SAMPLE)
    sentence = report.sentences[-1]
    cited = report.citations[sentence.citations[0] - 1]

    assert sentence.verdict == "differs"
    assert "“312” / “212”" in sentence.reason
    assert "212 passengers" in cited.quote


def test_a_sentence_that_says_the_same_in_other_words_matches(archive):
    [sentence] = checked(archive, "Twelve people were hurt when the Alden Star struck the quay.").sentences

    assert sentence.verdict == "matches"
    assert sentence.reason == "numbers, names match [1]"


def test_of_what_no_article_says_it_is_told_what_was_looked_through(archive):
    [sentence] = checked(archive, "The price of copper rose for the third month in Santiago.").sentences

    assert sentence.verdict == "not_found"
    assert sentence.reason.startswith(f"not found in {len(archive)} articles, the newest of ")


@pytest.mark.parametrize(
    "said",
    [
        "“We do not ask for more money, we ask for more people on deck”, said Owen Tarrick.",
        "«No pedimos más dinero, pedimos más gente en cubierta», dijo Owen Tarrick.",
        "« Nous ne demandons pas plus d'argent, nous demandons plus de monde à bord », a déclaré Owen Tarrick.",
    ],
)
def test_a_quotation_from_another_language_is_a_translation_beside_the_nearest_original(archive, said):
    report = checked(archive, said)

    [quotation] = report.quotations
    original = report.citations[quotation.citations[0] - 1]
    assert quotation.verdict == "translation"
    assert original.quote.startswith("Chúng tôi không đòi thêm tiền")


def test_an_invented_quotation_is_found_nowhere(archive):
    [quotation] = checked(archive, "“I have always hated boats and everybody on them”, said Priya Sandler.").quotations

    assert quotation.verdict == "not_found"


def test_every_citation_is_a_slice_of_its_article(archive):
    report = checked(archive, SAMPLE)

    assert [one.quote for one in report.citations] == [
        archive.text(one.listing.article_id)[one.start : one.end] for one in report.citations
    ]


def test_a_report_grows_by_a_sentence_and_the_last_is_whole(archive):
    reports = list(check(archive, SAMPLE))

    assert [len(one.sentences) for one in reports] == list(range(1, reports[-1].sentences_to_check + 1))
    assert reports[-1].is_whole


def test_an_empty_text_is_nothing_to_check(archive):
    with pytest.raises(NothingToCheck):
        checked(archive, " \n ")


def test_a_text_that_is_too_long_says_how_much_is_checked_at_once(archive):
    with pytest.raises(TooLongToCheck, match="50,000"):
        checked(archive, "a" * (MOST_CHARS + 1))


HOSTILE = ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "[99999999999]", "[1]", "“”«»„“", "\u202e[2]")


@given(st.lists(st.sampled_from([*HOSTILE, "The ferry hit the quay.", "“Nobody wrote back”, he said."]), min_size=1))
def test_whatever_is_pasted_no_markup_of_it_reaches_the_page(pasted):
    text = " ".join(pasted)
    shown = sheet(Report(text, "en", sentences_to_check=1))

    assert "<script" not in shown
    assert "<img" not in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_a_word_for_every_verdict_and_the_same_lines(language):
    assert phrases(language).verdicts.keys() == phrases("en").verdicts.keys()
    assert phrases(language).checks.keys() == phrases("en").checks.keys()


def test_the_command_prints_the_report_as_json(archive, capsys, tmp_path, monkeypatch):
    draft = tmp_path / "draft.txt"
    draft.write_text(SAMPLE, "utf-8")

    assert main(["check", str(draft), "--json", "--archive", str(archive.folder)]) == 0

    printed = json.loads(capsys.readouterr().out)
    assert [one["verdict"] for one in printed["quotations"]] == ["verbatim", "altered", "misattributed"]
    assert {"text", "verdict", "reason", "citations"} <= printed["sentences"][0].keys()
    assert printed["quotations"][0]["citation"] == 1
    assert printed["citations"][0]["quote"] == "She came in slowly, but she did not stop"


def test_a_file_that_is_not_there_is_named_and_what_to_give_instead(archive, capsys):
    assert main(["check", "nowhere.txt", "--archive", str(archive.folder)]) == 2

    assert "nowhere.txt can't be checked" in capsys.readouterr().err
