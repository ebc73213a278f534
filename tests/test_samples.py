"""The articles a newcomer is given, and the questions asked about them, are what they claim to be."""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
QUESTIONS: list[dict[str, Any]] = json.loads((ROOT / "tests" / "sample_questions.json").read_text(encoding="utf-8"))
LANGUAGES = {"en", "fr", "de", "es", "vi"}

# Words so common that an article of a hundred words can't do without them, and that its neighbours lack.
COMMON = {
    "en": {"the", "and", "that", "said", "was", "of", "with", "it"},
    "fr": {"le", "la", "les", "des", "du", "est", "une", "qui"},
    "de": {"der", "die", "und", "das", "nicht", "sagte", "ist", "von"},
    "es": {"el", "los", "las", "que", "del", "con", "por", "una"},
    "vi": {"của", "và", "không", "ông", "bà", "là", "những", "người"},
}

Key = tuple[str, str | None]


def files(*suffixes: str) -> list[Path]:
    return sorted(p for p in SAMPLES.iterdir() if p.suffix in suffixes)


def records() -> Iterator[tuple[Key, str]]:
    for path in files(".jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            yield (f"samples/{path.name}", record["id"]), record["text"]
    for path in files(".csv"):
        with path.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                yield (f"samples/{path.name}", row["id"]), row["body"]


def archive() -> dict[Key, str]:
    """Every article of the samples: its file and record, and its raw text."""
    whole: dict[Key, str] = {
        (f"samples/{p.name}", None): p.read_text(encoding="utf-8") for p in files(".txt", ".md", ".html")
    }
    whole.update(records())
    return whole


ARCHIVE = archive()


def readable(raw: str) -> str:
    """The words of an article; a page's tags, scripts and styles are left out."""
    raw = re.sub(r"<(script|style)\b.*?</\1>", " ", raw, flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", raw)


def words(raw: str) -> list[str]:
    return re.findall(r"\w+", readable(raw).casefold())


def language(raw: str) -> str:
    counts = Counter(words(raw))
    return max(COMMON, key=lambda code: sum(counts[word] for word in COMMON[code]))


def five_grams(raw: str) -> set[tuple[str, ...]]:
    tokens = words(raw)
    return set(zip(*(tokens[i:] for i in range(5)), strict=False))


def shared(one: str, other: str) -> float:
    """The share of the shorter article's runs of five words that the other has too."""
    a, b = five_grams(one), five_grams(other)
    return len(a & b) / min(len(a), len(b))


def places(question: dict[str, Any]) -> Iterator[tuple[Key, str]]:
    for place in question["places"]:
        if isinstance(place, str):
            yield (question["file"], question["record"]), place
        else:
            yield (place["file"], place["record"]), place["text"]


def answerable() -> list[dict[str, Any]]:
    return [question for question in QUESTIONS if question["answerable"]]


def sample(name: str) -> str:
    return ARCHIVE[f"samples/{name}", None]


def test_a_newcomer_is_given_at_least_thirty_articles() -> None:
    assert len(ARCHIVE) >= 30


def test_the_folder_holds_articles_and_nothing_else() -> None:
    assert {p.suffix for p in SAMPLES.iterdir()} == {".txt", ".md", ".html", ".jsonl", ".csv"}


def test_the_articles_are_written_in_five_languages() -> None:
    counts = Counter(language(raw) for raw in ARCHIVE.values())

    assert counts.keys() == LANGUAGES
    assert min(counts.values()) >= 4


@pytest.mark.parametrize("path", files(".md"), ids=lambda p: p.name)
def test_an_article_is_in_the_language_its_head_names(path: Path) -> None:
    raw = path.read_text(encoding="utf-8")

    assert f"\nlanguage: {language(raw)}\n" in raw


@pytest.mark.parametrize("key", ARCHIVE, ids=lambda k: k[1] or k[0].removeprefix("samples/"))
def test_every_article_is_short(key: Key) -> None:
    assert 100 <= len(words(ARCHIVE[key])) <= 450


def test_no_article_stands_twice_but_for_the_agency_story() -> None:
    keys = list(ARCHIVE)
    near = {
        frozenset((one[0], other[0]))
        for i, one in enumerate(keys)
        for other in keys[i + 1 :]
        if shared(ARCHIVE[one], ARCHIVE[other]) > 0.15
    }

    assert near == {
        frozenset({"samples/ferry-collision-harbour-post.txt", "samples/ferry-collision-alden-courier.txt"})
    }


def test_two_outlets_run_the_same_agency_story_with_small_edits() -> None:
    one, other = sample("ferry-collision-harbour-post.txt"), sample("ferry-collision-alden-courier.txt")

    assert "Meridian" in one
    assert "Meridian" in other
    assert 0.6 < shared(one, other) < 1


def test_a_third_outlet_tells_the_same_event_in_its_own_words() -> None:
    own, agency = sample("ferry-collision-carrow-observer.txt"), sample("ferry-collision-harbour-post.txt")

    assert "Alden Star" in own
    assert shared(own, agency) < 0.05


def test_outlets_differ_on_how_many_were_hurt_and_one_corrects_itself() -> None:
    assert "Fourteen people were hurt" in sample("ferry-collision-carrow-observer.txt")
    assert "Twelve people were injured" in sample("ferry-collision-harbour-post.txt")
    assert "The correct number is twelve" in sample("correction-alden-star.txt")


def test_an_opinion_is_labelled_as_one() -> None:
    assert sample("opinion-skerry-strike.txt").startswith("OPINION")


def test_no_record_is_dated_after_the_archive_was_made() -> None:
    dated = [json.loads(line)["date"] for p in files(".jsonl") for line in p.read_text(encoding="utf-8").splitlines()]
    for path in files(".csv"):
        with path.open(encoding="utf-8", newline="") as rows:
            dated += [row["date"] for row in csv.DictReader(rows)]

    assert all(date(2025, 1, 1) <= date.fromisoformat(day[:10]) < date(2026, 11, 20) for day in dated)


def test_forty_questions_are_asked_of_which_twelve_have_no_answer() -> None:
    assert len({question["id"] for question in QUESTIONS}) == 40
    assert Counter(question["answerable"] for question in QUESTIONS) == {True: 28, False: 12}
    assert Counter(question["language"] for question in QUESTIONS) == dict.fromkeys(LANGUAGES, 8)
    assert {question["language"] for question in QUESTIONS if not question["answerable"]} == LANGUAGES


@pytest.mark.parametrize("question", answerable(), ids=lambda q: q["id"])
def test_every_place_that_answers_stands_once_in_its_article(question: dict[str, Any]) -> None:
    found = [(key, text, ARCHIVE[key].count(text)) for key, text in places(question)]

    assert found
    assert [each for each in found if each[2] != 1] == []


@pytest.mark.parametrize("question", answerable(), ids=lambda q: q["id"])
def test_a_place_stands_within_one_paragraph(question: dict[str, Any]) -> None:
    assert [text for _, text in places(question) if "\n" in text or "<" in text] == []


@pytest.mark.parametrize(
    "question", [q for q in answerable() if q["speaker"]], ids=lambda q: f"{q['id']}-{q['speaker'].split()[-1]}"
)
def test_the_speaker_who_answers_is_named_in_the_article(question: dict[str, Any]) -> None:
    family_name = question["speaker"].split()[-1]

    assert all(family_name in ARCHIVE[key] for key, _ in places(question))


def test_many_questions_are_asked_in_another_language_than_their_article() -> None:
    across = [
        question
        for question in answerable()
        if question["language"] not in {language(ARCHIVE[key]) for key, _ in places(question)}
    ]

    assert len(across) >= 10


def test_a_question_without_an_answer_names_no_place() -> None:
    assert [q["id"] for q in QUESTIONS if not q["answerable"] and (q["places"] or q["file"])] == []


def test_a_stranger_is_nowhere_in_the_archive_and_a_silent_speaker_is() -> None:
    def is_named(question: dict[str, Any]) -> bool:
        return any(question["speaker"] in raw for raw in ARCHIVE.values())

    asked = [q for q in QUESTIONS if not q["answerable"] and q["speaker"]]

    assert {q["kind"] for q in asked if is_named(q)} == {"speaker there, topic not"}
    assert {q["kind"] for q in asked if not is_named(q)} == {"person absent"}
