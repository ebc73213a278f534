"""What a reader wants: to say hello, to be helped, to see which articles there are, a summary, or an answer."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.question.request import Request, read_request, requests_of
from ingest.languages import LANGUAGES

SAMPLES = json.loads((Path(__file__).parent / "sample_questions.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("said", "kind", "language"),
    [
        ("Hello!", "greeting", "en"),
        ("good morning, newsbot", "greeting", "en"),
        ("bonjour !", "greeting", "fr"),
        ("Guten Tag", "greeting", "de"),
        ("¡Hola!", "greeting", "es"),
        ("xin chào", "greeting", "vi"),
        ("Здравствуйте!", "greeting", "ru"),
        ("السلام عليكم", "greeting", "ar"),
        ("ok, thanks", "thanks", "en"),
        ("Merci beaucoup !", "thanks", "fr"),
        ("Vielen Dank", "thanks", "de"),
        ("gracias por todo", "thanks", "es"),
        ("cảm ơn bạn nhiều", "thanks", "vi"),
        ("до свидания", "thanks", "ru"),
        ("شكرا جزيلا", "thanks", "ar"),
        ("What can you do?", "help", "en"),
        ("how does this work?", "help", "en"),
        ("que sais-tu faire ?", "help", "fr"),
        ("Was kannst du?", "help", "de"),
        ("¿Qué puedes hacer?", "help", "es"),
        ("Bạn có thể làm gì?", "help", "vi"),
        ("Что ты умеешь?", "help", "ru"),
        ("ماذا يمكنك أن تفعل؟", "help", "ar"),
    ],
)
def test_small_talk_is_told_from_a_question(said, kind, language):
    assert read_request(said) == Request(kind, language)


@pytest.mark.parametrize(
    ("said", "language", "subject"),
    [
        ("Which articles do you have on the ferry strike?", "en", "the ferry strike"),
        ("What do you have about the Sarn dam?", "en", "the Sarn dam"),
        ("List the articles", "en", None),
        ("show me articles from last week", "en", "from last week"),
        ("Do you have any articles in Le Monde?", "en", "in Le Monde"),
        ("Quels articles avez-vous sur la grève ?", "fr", "la grève"),
        ("Welche Artikel gibt es über den Streik?", "de", "den Streik"),
        ("¿Qué artículos tienes sobre la presa?", "es", "la presa"),
        ("Bạn có những bài báo nào về đập Sarn?", "vi", "đập Sarn"),
        ("Какие статьи есть о плотине?", "ru", "плотине"),
        ("ما المقالات المتوفرة عن السد؟", "ar", "السد"),
    ],
)
def test_a_reader_asks_which_articles_there_are(said, language, subject):
    assert read_request(said) == Request("articles", language, subject)


@pytest.mark.parametrize(
    ("said", "language", "subject"),
    [
        ("Could you please summarise the treaty in Le Monde for me?", "en", "the treaty in Le Monde"),
        ("Summarize that article", "en", "that article"),
        ("Summarise what Austin said about Article 5", "en", "what Austin said about Article 5"),
        ("give me a summary of “No boats, no bread”", "en", "“No boats, no bread”"),
        ("fais-moi un résumé de la grève", "fr", "la grève"),
        ("Résume cet article, s'il te plaît", "fr", "cet article"),
        ("Fassen Sie bitte den Fährstreik zusammen", "de", "den Fährstreik"),
        ("Resúmeme la huelga, por favor", "es", "la huelga"),
        ("tóm tắt vụ đình công", "vi", "vụ đình công"),
        ("кратко о забастовке", "ru", "забастовке"),
        ("لخص الإضراب", "ar", "الإضراب"),
    ],
)
def test_a_reader_asks_for_a_summary(said, language, subject):
    assert read_request(said) == Request("summary", language, subject)


@pytest.mark.parametrize(
    ("said", "language", "subject"),
    [
        ("What happened last week?", "en", "last week"),
        ("Sum up the week", "en", "this week"),
        ("Que s'est-il passé la semaine dernière ?", "fr", "la semaine dernière"),
        ("Was ist letzte Woche passiert?", "de", "letzte Woche"),
        ("Fasse die Woche zusammen", "de", "diese Woche"),
        ("¿Qué pasó la semana pasada?", "es", "la semana pasada"),
        ("Tuần trước có gì?", "vi", "Tuần trước"),
        ("Что произошло на прошлой неделе?", "ru", "на прошлой неделе"),
        ("итоги недели", "ru", "на этой неделе"),
        ("ماذا حدث الأسبوع الماضي؟", "ar", "الأسبوع الماضي"),
    ],
)
def test_what_happened_in_a_time_is_a_summary_of_it(said, language, subject):
    assert read_request(said) == Request("summary", language, subject)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_week_is_said_in_words_that_tell_a_time(language):
    from bot.question.request import tells_a_time

    assert tells_a_time(requests_of(language).this_week, language)


@pytest.mark.parametrize(
    "asked",
    [
        "What happened at the quay on Saturday?",
        "Hello Kitty sells how many toys?",
        "Thanks to whom did the ferry sail?",
        "Help for Skerry: who pays?",
        "What can the crews do?",
        "How does this valve work?",
        "Which articles of the treaty are disputed?",
        "Merci à qui ?",
        "Qui a résumé le rapport ?",
        "Was ist am Kai passiert?",
        "¿Qué pasó en el puerto?",
        "Chuyện gì đã xảy ra ở cảng?",
        "Что произошло у причала?",
        "ماذا حدث في الميناء؟",
        "",
        " ?!",
    ],
)
def test_a_plain_question_is_no_request(asked):
    assert read_request(asked) is None


def test_no_question_of_the_samples_is_taken_for_anything_else():
    assert [one["question"] for one in SAMPLES if read_request(one["question"])] == []


@given(st.text(max_size=2_000))
def test_whatever_is_typed_is_read_without_a_fault(text):
    request = read_request(text)

    assert request is None or request.language in LANGUAGES


@pytest.mark.parametrize("text", ["summarise " * 200, "? " * 1_000, "Anna Berg " * 200, "\x00\u202e" * 1_000])
def test_a_pasted_heap_is_no_request(text):
    assert read_request(text) is None
