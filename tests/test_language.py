"""Which language: an article's, and a two-word question's."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text.language import detect_language, language_code

BENCH = Path(os.environ.get("NEWSBOT_BENCH_DATA", Path(__file__).parent.parent.parent / "shared" / "data"))


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Ferry strike?", "en"),
        ("What did Calder say about the ferry?", "en"),
        ("Qui a signé l'accord ?", "fr"),
        ("Grève des ferries ?", "fr"),
        ("Streik?", "de"),
        ("Wer hat gewonnen?", "de"),
        ("¿Quién ganó?", "es"),
        ("Bà Lan nói gì?", "vi"),
        ("Забастовка", "ru"),
        ("ماذا قال الوزير؟", "ar"),
        ("首相は何と言いましたか?", "ja"),
        ("Chi ha vinto le elezioni?", "it"),
    ],
)
def test_a_short_question_is_known_for_its_language(question, language):
    assert detect_language(question) == language


@pytest.mark.parametrize("text", ["", "1949?", " \n ", "300 000", "?!", "é"])
def test_where_there_are_no_words_the_default_is_the_answer(text):
    assert detect_language(text) == "en"
    assert detect_language(text, default="fr") == "fr"


@given(st.text(max_size=300))
def test_every_text_has_a_language_of_two_letters(text):
    language = detect_language(text)

    assert len(language) == 2
    assert language.isascii()
    assert language.islower()


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("fr", "fr"),
        ("fr-CA", "fr"),
        ("pt_BR", "pt"),
        ("DEU", "de"),
        ("nb", "no"),
        ("French", None),
        ("", None),
        (None, None),
    ],
)
def test_what_a_record_calls_its_language_becomes_a_code(written, code):
    assert language_code(written) == code


@pytest.mark.parametrize("language", ["en", "es", "vi", "de"])
def test_real_questions_are_known_for_their_language(language):
    path = BENCH / "xquad" / f"xquad.{language}.json"
    if not path.exists():
        pytest.skip(f"no questions at {path}; set NEWSBOT_BENCH_DATA")
    articles = json.loads(path.read_text(encoding="utf-8"))["data"]
    questions = [
        qa["question"] for article in articles for paragraph in article["paragraphs"] for qa in paragraph["qas"]
    ]

    right = sum(detect_language(question) == language for question in questions[:300])

    assert right / len(questions[:300]) >= 0.99
