"""A question tells when, in which outlet and through whom; what is understood is taken out of what is searched."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.question.dates import find_times
from bot.question.filters import Interpretation, read_narrowing
from ingest.languages import LANGUAGES
from vectorstore.filters import ANY, Filters, name_key

ASKED_ON = date(2026, 3, 18)  # a Wednesday
OUTLETS = {name_key(name) for name in ("Le Monde", "Harbour Post", "El País", "Baonghean.vn", "Spiegel")}
AGENCIES = {name_key(name) for name in ("TASS", "Reuters", "dpa", "EFE", "Meridian")}


def knows(only: Filters) -> bool:
    return name_key(only.outlet or only.agency or "") in (OUTLETS if only.outlet else AGENCIES)


def times(text: str, language: str, today: date | None = ASKED_ON) -> list[tuple[str, str | None, str | None]]:
    return [
        (text[one.start : one.end], one.since and one.since.isoformat(), one.until and one.until.isoformat())
        for one in find_times(text, language, today=today)
    ]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        *(("en", words) for words in ("last week", "during the previous week", "over the last week")),
        *(("fr", words) for words in ("la semaine dernière", "au cours de la semaine passée")),
        *(("de", words) for words in ("letzte Woche", "in der vergangenen Woche")),
        *(("es", words) for words in ("la semana pasada", "durante la semana pasada")),
        *(("vi", words) for words in ("tuần trước", "trong tuần vừa qua")),
        *(("ru", words) for words in ("на прошлой неделе", "за прошлую неделю")),
        *(("ar", words) for words in ("الأسبوع الماضي", "خلال الاسبوع الماضي")),
    ],
)
def test_last_week_runs_from_monday_to_sunday(language: str, words: str) -> None:
    assert times(words, language) == [(words, "2026-03-09", "2026-03-15")]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "since March"),
        ("fr", "depuis mars"),
        ("fr", "depuis le début du mois de mars"),
        ("de", "seit März"),
        ("es", "desde marzo"),
        ("vi", "từ tháng 3"),
        ("vi", "kể từ tháng ba"),
        ("ru", "с марта"),
        ("ar", "منذ مارس"),
        ("ar", "منذ آذار"),
    ],
)
def test_since_march_is_since_the_last_march_there_was(language: str, words: str) -> None:
    assert times(words, language) == [(words, "2026-03-01", None)]
    assert times(words, language, date(2026, 2, 1)) == [(words, "2025-03-01", None)]
    assert times(words, language, None) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "in October 2023"),
        ("fr", "en octobre 2023"),
        ("fr", "au mois d'octobre 2023"),
        ("de", "im Oktober 2023"),
        ("es", "en octubre de 2023"),
        ("vi", "tháng 10 năm 2023"),
        ("vi", "vào tháng 10/2023"),
        ("ru", "в октябре 2023 года"),
        ("ar", "في أكتوبر 2023"),
        ("ar", "في تشرين الأول ٢٠٢٣"),
    ],
)
def test_a_month_of_a_year_is_tried_and_may_be_the_event_s(language: str, words: str) -> None:
    [found] = find_times(words, language, today=None)

    assert times(words, language, None) == [(words, "2023-10-01", "2023-10-31")]
    assert not found.is_sure


@pytest.mark.parametrize(
    ("language", "words", "since", "until"),
    [
        ("en", "yesterday", "2026-03-17", "2026-03-17"),
        ("en", "since yesterday", "2026-03-17", None),
        ("en", "today", "2026-03-18", "2026-03-18"),
        ("en", "this month", "2026-03-01", "2026-03-31"),
        ("en", "last month", "2026-02-01", "2026-02-28"),
        ("en", "last year", "2025-01-01", "2025-12-31"),
        ("en", "in the last 3 days", "2026-03-15", "2026-03-18"),
        ("en", "over the past two months", "2026-01-18", "2026-03-18"),
        ("en", "in 2025", "2025-01-01", "2025-12-31"),
        ("en", "after 3 March 2026", "2026-03-04", None),
        ("en", "before May 2025", None, "2025-04-30"),
        ("en", "articles of 3 March 2026", "2026-03-03", "2026-03-03"),
        ("en", "published in February", "2026-02-01", "2026-02-28"),
        ("en", "since 2026-02", "2026-02-01", None),
        ("fr", "d’hier", "2026-03-17", "2026-03-17"),
        ("fr", "depuis le 3 mars 2026", "2026-03-03", None),
        ("fr", "ce mois-ci", "2026-03-01", "2026-03-31"),
        ("fr", "ces trois derniers mois", "2025-12-18", "2026-03-18"),
        ("de", "gestern", "2026-03-17", "2026-03-17"),
        ("de", "seit dem 3. März 2025", "2025-03-03", None),
        ("de", "im letzten Monat", "2026-02-01", "2026-02-28"),
        ("de", "nach dem 3.2.2026", "2026-02-04", None),
        ("es", "ayer", "2026-03-17", "2026-03-17"),
        ("es", "antes del 3 de marzo de 2026", None, "2026-03-02"),
        ("es", "el año pasado", "2025-01-01", "2025-12-31"),
        ("vi", "hôm qua", "2026-03-17", "2026-03-17"),
        ("vi", "tháng này", "2026-03-01", "2026-03-31"),
        ("vi", "năm ngoái", "2025-01-01", "2025-12-31"),
        ("ru", "вчера", "2026-03-17", "2026-03-17"),
        ("ru", "за последние два месяца", "2026-01-18", "2026-03-18"),
        ("ru", "в этом году", "2026-01-01", "2026-12-31"),
        ("ar", "أمس", "2026-03-17", "2026-03-17"),
        ("ar", "هذا الشهر", "2026-03-01", "2026-03-31"),
    ],
)
def test_a_time_is_the_days_it_means_on_the_day_of_asking(language, words, since, until) -> None:
    assert times(f"{words} ?", language) == [(words, since, until)]


@pytest.mark.parametrize(
    ("language", "asked"),
    [
        ("en", "What happened on 3 March 2026?"),
        ("en", "Who has to sign by 31 December?"),
        ("en", "What has to be done before 31 December?"),
        ("en", "Will the bridge open in 2030?"),
        ("en", "What may the mayor do since the 31 February 2020 vote?"),
        ("de", "Wer war hier?"),
        ("vi", "Chuyện gì xảy ra ngày 3 tháng 3 năm 2026?"),
        ("fr", "Que s'est-il passé le 3 mars 2026 ?"),
        ("en", "How many of 2,500 homes?"),
    ],
)
def test_the_date_of_an_event_narrows_nothing(language: str, asked: str) -> None:
    assert times(asked, language) == []


def test_a_sure_time_leaves_the_event_s_alone() -> None:
    assert times("What was said last week about the vote in May 2025?", "en") == [
        ("last week", "2026-03-09", "2026-03-15")
    ]


@pytest.mark.parametrize(
    ("language", "asked", "left", "only"),
    [
        ("en", "What did Austin say about Article 5 last week?", "What did Austin say about Article 5?",
         Filters(since="2026-03-09", until="2026-03-15")),
        ("en", "Last week, what did Austin say?", "what did Austin say?", Filters(since="2026-03-09", until="2026-03-15")),
        ("en", "What was said in the Harbour Post about ferries?", "What was said about ferries?",
         Filters(outlet="Harbour Post")),
        ("en", "According to Reuters, who struck since March?", "who struck?",
         Filters(agency="Reuters", since="2026-03-01")),
        ("fr", "Que dit Austin selon TASS ?", "Que dit Austin?", Filters(agency="TASS")),
        ("fr", "Que dit-on des ferries dans Le Monde ?", "Que dit-on des ferries?", Filters(outlet="Le Monde")),
        ("fr", "Que dit la presse anglaise ? Et dans les journaux allemands ?", "Que dit la presse anglaise? Et?",
         Filters(language="de")),
        ("de", "Was sagte Austin laut dpa?", "Was sagte Austin?", Filters(agency="dpa")),
        ("es", "¿Qué dijo Austin según EFE?", "¿Qué dijo Austin?", Filters(agency="EFE")),
        ("es", "¿Qué se dijo en El País la semana pasada?", "¿Qué se dijo?",
         Filters(outlet="El País", since="2026-03-09", until="2026-03-15")),
        ("vi", "Austin nói gì theo TASS?", "Austin nói gì?", Filters(agency="TASS")),
        ("vi", "Austin nói gì trên báo Baonghean?", "Austin nói gì?", Filters(outlet="Baonghean")),
        ("ru", "Что сказал Остин по данным ТАСС?", "Что сказал Остин?", Filters(agency="ТАСС")),
        ("en", "What do French articles say in French papers?", "What do French articles say?", Filters(language="fr")),
    ],
)  # fmt: skip
def test_what_is_understood_is_not_searched_for(language, asked, left, only) -> None:
    [reading] = read_narrowing(asked, language, today=ASKED_ON, knows=knows)

    assert (reading.asked, reading.only) == (left, only)


@pytest.mark.parametrize(
    ("language", "asked"),
    [
        ("fr", "Combien de réfugiés y a-t-il dans le monde ?"),  # the world, not the paper
        ("en", "What did the Evening Star say according to Mercury?"),  # of neither is there an article
        ("en", "Who is in the harbour?"),
        ("fr", "Qui a parlé selon le maire ?"),
    ],
)
def test_a_name_that_no_article_has_is_searched_for_as_it_stands(language: str, asked: str) -> None:
    assert read_narrowing(asked, language, today=ASKED_ON, knows=knows) == (Interpretation(asked),)


def test_a_doubtful_month_is_tried_first_and_given_up_while_the_outlet_stays() -> None:
    first, second = read_narrowing("Who struck in October 2023 in Le Monde?", "en", today=ASKED_ON, knows=knows)

    assert (first.asked, first.words) == ("Who struck?", ("in October 2023", "in Le Monde"))
    assert first.only == Filters(outlet="Le Monde", since="2023-10-01", until="2023-10-31")
    assert (second.asked, second.only) == ("Who struck in October 2023?", Filters(outlet="Le Monde"))


def test_a_question_that_is_only_a_time_is_still_asked() -> None:
    [reading] = read_narrowing("last week?", "en", today=ASKED_ON, knows=knows)

    assert reading.asked == "last week?"


spoken = st.sampled_from(LANGUAGES)
pieces = st.lists(
    st.sampled_from(
        [
            "since",
            "last",
            "week",
            "in",
            "March",
            "2026",
            "31",
            "0",
            "999",
            "99999",
            "February",
            "the",
            "past",
            "days",
            "months",
            "years",
            "ago",
            "depuis",
            "mars",
            "le",
            "3",
            "en",
            "2023",
            "seit",
            "gestern",
            "tháng",
            "13",
            "năm",
            "với",
            "с",
            "по",
            "منذ",
            "مارس",
            "٣",
            "2023-13",
            "2023-02-30",
            "before",
            "after",
            "in",
            "Le",
            "Monde",
            "selon",
            "TASS",
        ]
    )
    | st.text(max_size=6),
    max_size=12,
).map(" ".join)


@settings(deadline=None)
@given(text=st.text(max_size=80) | pieces, language=spoken, today=st.dates() | st.none())
def test_any_text_is_read_without_an_error_and_no_days_run_backwards(text, language, today) -> None:
    for one in find_times(text, language, today=today):
        assert 0 <= one.start < one.end <= len(text)
        assert one.since is None or one.until is None or one.since <= one.until
        assert one.since or one.until
    for reading in read_narrowing(text, language, today=today, knows=knows):
        assert not (reading.only.since and reading.only.until) or reading.only.since <= reading.only.until
        assert (reading.only == ANY) == (reading.words == ())
