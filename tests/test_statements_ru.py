"""Who says what in Russian: cases, verbs that agree, dashes inside the marks, names in marks that nobody says."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.statements.declined import calling, gender_of, nominatives
from ingest.statements.find import find_statements
from ingest.text.sentences import find_sentences


def said(text: str) -> list[tuple[str, str, str]]:
    """Speaker, kind and words of each statement."""
    found = find_statements(text, find_sentences(text, "ru"), language="ru")
    return [(one.speaker, one.kind, text[one.start : one.end]) for one in found]


def test_the_reporter_between_dashes_parts_a_quotation_in_two() -> None:
    text = "«Баржа села на мель, — сообщил диспетчер порта Олег Зимин. — Снимут её к утру»."

    assert said(text) == [
        ("Олег Зимин", "direct", "Баржа села на мель"),
        ("Олег Зимин", "direct", "Снимут её к утру"),
    ]


def test_speech_after_a_dash_needs_no_marks() -> None:
    text = "— Сеть порвали тюлени, — жалуется бригадир Нина Чайкина. — Штопаем третий день."

    assert said(text) == [
        ("Нина Чайкина", "direct", "Сеть порвали тюлени"),
        ("Нина Чайкина", "direct", "Штопаем третий день."),
    ]


def test_a_verb_that_no_list_has_speaks_behind_a_dash() -> None:
    assert said("«Трубы ржавые, насос старый», — перечислил мастер Игорь Лодкин.") == [
        ("Игорь Лодкин", "direct", "Трубы ржавые, насос старый")
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("Паром пойдёт в мае, сообщила министр Инна Рыжова.", "Инна Рыжова", "Паром пойдёт в мае"),
        ("Мэр Павел Сухов заявил, что мост устоял.", "Павел Сухов", "мост устоял"),
        ("Инженер Лев Кац уверен: плотина выдержит.", "Лев Кац", "плотина выдержит"),
        ("Депутат Юлия Мороз потребовала закрыть карьер.", "Юлия Мороз", "закрыть карьер"),
        ("В мэрии заверили, что трамвай вернут.", "мэрии", "трамвай вернут"),
        ("Как рассказал сторож Ефим Дубов, ворота сорвало.", "Ефим Дубов", "ворота сорвало"),
        ("Ворота сорвало, передаёт «Рубеж» со ссылкой на Росгидромет.", "Росгидромет", "Ворота сорвало"),
        ("Мост закрыли. Об этом сообщил вице-мэр Глеб Шубин.", "Глеб Шубин", "Мост закрыли"),
    ],
)
def test_reported_words_have_their_speaker(text: str, speaker: str, words: str) -> None:
    assert said(text) == [(speaker, "indirect", words)]


@pytest.mark.parametrize(
    "text",
    ["Мост закрыли вчера утром.\n\nПо словам министра Ивана Рогова", "Мост закрыли. По словам Ивана Рогова"],
)
def test_a_text_that_ends_in_an_attribution_is_read_to_its_end(text: str) -> None:
    assert said(text) == []


def test_a_declined_name_comes_back_in_the_nominative_the_article_has() -> None:
    text = "По словам директора Егора Ильича Вяткина, музей закроют. Позже Егор Ильич Вяткин уехал."

    assert said(text) == [("Егор Ильич Вяткин", "indirect", "музей закроют")]


def test_a_declined_name_without_a_nominative_stays_as_written() -> None:
    assert said("По оценке директора Рената Цоя, объезд займёт час.") == [
        ("Рената Цоя", "indirect", "объезд займёт час")
    ]


def test_who_is_named_in_another_case_does_not_speak() -> None:
    text = "Прокурор Вера Львова, комментируя слова Сомова о бревне, заметила: «Бревно цело»."

    assert said(text) == [("Вера Львова", "direct", "Бревно цело")]


def test_gender_tells_namesakes_apart() -> None:
    text = (
        "Мост строили Степан Ершов и Ольга Ершова. «Он устал», — сказал Ершов. "
        "«Мы не родственники, поверьте», — опередила вопрос Ершова."
    )

    assert [(speaker, words) for speaker, _, words in said(text)] == [
        ("Степан Ершов", "Он устал"),
        ("Ольга Ершова", "Мы не родственники, поверьте"),
    ]


def test_a_pronoun_is_whoever_spoke_last_and_fits() -> None:
    text = "Врач Анна Белова сказала, что Пётр Громов выздоровел. «Он бегает», — добавила она."

    assert said(text)[-1] == ("Анна Белова", "direct", "Он бегает")


def test_names_in_marks_are_nobodys_words() -> None:
    assert said("Паром «Капитан Ежов» стоит в затоне. Завод «Красный бакен» закрыли в мае.") == []


def test_a_firm_in_marks_can_speak() -> None:
    text = "«Волгарь» увеличил выручку. «Спрос вернулся», — говорится в сообщении компании."

    assert said(text) == [("Волгарь", "direct", "Спрос вернулся")]


def test_who_is_cited_is_quoted_and_not_who_cites() -> None:
    text = "Премьер Эва Линд уехала. «Рыба не ждёт, — приводит её слова Reuters. — И мы не ждём»."

    assert said(text) == [("Эва Линд", "direct", "Рыба не ждёт"), ("Эва Линд", "direct", "И мы не ждём")]


def test_what_was_not_said_is_no_statement() -> None:
    assert said("Министр Олег Титов не сообщил, когда откроют мост. Комментировать слухи он отказался.") == []


def test_a_headline_gives_its_clause_to_the_name_before_the_colon() -> None:
    text = "Марта Сизова: «Маяк» переживёт и нас\n\nСмотритель Марта Сизова чинит лампу."

    assert said(text) == [("Марта Сизова", "indirect", "«Маяк» переживёт и нас")]


@pytest.mark.parametrize(
    ("bent", "nominative", "gender"),
    [
        ("ивановым", "иванов", "m"),
        ("рогову", "рогова", "f"),
        ("марии", "мария", "f"),
        ("достоевского", "достоевский", "m"),
    ],
)
def test_a_bent_word_has_its_nominative_among_its_readings(bent: str, nominative: str, gender: str) -> None:
    assert (nominative, gender) in nominatives("ru", bent)


def test_callings_are_known_in_every_case() -> None:
    told = {
        word: (found.nominative, found.is_oblique)
        for word in ("министра", "вице-мэру")
        if (found := calling("ru", word))
    }

    assert told == {"министра": ("министр", True), "вице-мэру": ("вице-мэр", True)}
    assert gender_of("ru", ("инга", "петровна", "ким")) == "f"


@given(
    st.lists(
        st.sampled_from(["«", "»", "—", ",", ".", ":", "сказал", "Иванов", "Инга", "он", "что", "\n\n", '"', "мэр"]),
        max_size=40,
    )
)
def test_statements_lie_in_the_text_in_order_and_apart(parts: list[str]) -> None:
    text = " ".join(parts)
    found = find_statements(text, find_sentences(text, "ru"), language="ru")

    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.from_regex(r"[а-яё]{3,9}", fullmatch=True), st.sampled_from(["сказал", "сказала", "добавил", "пояснила"]))
def test_marks_paired_by_a_plain_regular_expression_are_the_quotations_found(word: str, verb: str) -> None:
    text = f"«Река у нас {word} большая», — {verb} Саша Ким."

    outside = [match.group(1) for match in re.finditer("«([^»]*)»", text)]

    assert [words for _, kind, words in said(text) if kind == "direct"] == outside
