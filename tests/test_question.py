"""What is asked, in the seven languages that readers are answered in."""

import pytest

from bot.errors import EmptyQuestion, QuestionTooLong
from bot.question.read import read_question


@pytest.mark.parametrize(
    ("asked", "language", "speaker", "topic"),
    [
        ("what did Mara Quill say about the harbour?", "en", "Mara Quill", "the harbour"),
        ("What does Quill think of the strike?", "en", "Quill", "the strike"),
        ("Did Quill say anything about Norland?", "en", "Quill", "Norland"),
        ("What are Quill's comments on the ferry?", "en", "Quill", "the ferry"),
        ("What did the mayor say?", "en", "the mayor", None),
        ("Qu'a dit Mara Quill à propos de l'article 5 ?", "fr", "Mara Quill", "l'article 5"),
        ("Qu'est-ce que Quill a dit sur la grève ?", "fr", "Quill", "la grève"),
        ("Que pense Jean de Villars de la grève ?", "fr", "Jean de Villars", "la grève"),
        ("Qu'a dit le président de la banque ?", "fr", "le président de la banque", None),
        ("Qu'a dit Mara Quill des comptes d'Owen Tarr ?", "fr", "Mara Quill", "comptes d'Owen Tarr"),
        (
            "What did the coach of FC Marren say after losing the final?",
            "en",
            "the coach of FC Marren",
            "losing the final",
        ),
        ("¿Qué le dijo Julio Marr al entrenador del puerto?", "es", "Julio Marr", "entrenador del puerto"),
        ("Was hat Mara Quill über den Hafen gesagt?", "de", "Mara Quill", "den Hafen"),
        ("Was sagte Quill zum Streik?", "de", "Quill", "Streik"),
        ("¿Qué dijo Mara Quill sobre el puerto?", "es", "Mara Quill", "el puerto"),
        ("¿Qué ha dicho Quill de la huelga?", "es", "Quill", "la huelga"),
        ("Mara Quill đã nói gì về bến cảng?", "vi", "Mara Quill", "bến cảng"),
        ("Что Остин сказал о статье 5?", "ru", "Остин", "статье 5"),
        ("Что сказала Квилл про забастовку?", "ru", "Квилл", "забастовку"),
        ("ماذا قال أوستن عن المادة 5؟", "ar", "أوستن", "المادة 5"),
    ],
)
def test_a_reader_asks_what_somebody_said(asked, language, speaker, topic):
    question = read_question(asked)

    assert (question.language, question.speaker, question.topic) == (language, speaker, topic)


@pytest.mark.parametrize(
    ("asked", "language", "wants"),
    [
        ("How many ferries will sail on Monday, and when?", "en", "number"),
        ("When will the ferries sail again?", "en", "date"),
        ("Who won the cup?", "en", "person"),
        ("Combien de navires resteront au port cet hiver ?", "fr", "number"),
        ("Où le traité a-t-il été signé ?", "fr", "place"),
        ("Warum streiken die Lotsen im Hafen?", "de", "reason"),
        ("¿Cuándo termina la huelga de los ferris?", "es", "date"),
        ("Có bao nhiêu người bị thương trong vụ va chạm?", "vi", "number"),
        ("Сколько солдат останется в готовности?", "ru", "number"),
        ("متى تنتهي الإضرابات في الميناء؟", "ar", "date"),
    ],
)
def test_a_reader_asks_for_a_number_a_date_a_person_a_place_or_a_reason(asked, language, wants):
    question = read_question(asked)

    assert (question.language, question.wants, question.speaker) == (language, wants, None)


@pytest.mark.parametrize("asked", ["What did they say about it?", "What does the article say about rain?"])
def test_nobody_is_named_so_nobody_is_looked_for(asked):
    assert read_question(asked).speaker is None


def test_an_empty_question_is_refused_in_plain_words():
    with pytest.raises(EmptyQuestion, match="Nothing was asked"):
        read_question(" \n ")


def test_a_pasted_novel_is_no_question():
    with pytest.raises(QuestionTooLong, match="3,000 characters"):
        read_question("w" * 3000)
