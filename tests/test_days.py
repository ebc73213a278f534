import calendar
import itertools
import time
from datetime import date, timedelta

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from ingest.quantities.days import Day, agree, find_days

LOCALES = {"en": "en_GB", "fr": "fr_FR", "de": "de_DE", "es": "es_ES", "vi": "vi_VN", "ru": "ru_RU"}
FRIDAY = "2023-10-13"
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2090, 1, 1))


def spans(text, language, on=None):
    return [(str(day.first), str(day.last)) for day in find_days(text, language, on)]


@pytest.mark.parametrize("length", ["long", "full"])
@given(st.sampled_from(sorted(LOCALES)), DAYS)
def test_a_date_written_out_in_any_language_reads_back(length, language, day):
    written = format_date(day, length, locale=LOCALES[language])

    found = find_days(f"x {written}, y", language, None)[-1]

    assert (found.first, found.last) == (day, day), written


@given(st.sampled_from(["fr", "de", "es", "vi", "ru"]), DAYS)
def test_a_date_in_digits_reads_back_day_first(language, day):
    written = format_date(day, "dd.MM.yyyy" if language in ("de", "ru") else "dd/MM/yyyy", locale=LOCALES[language])

    assert spans(f"({written})", language) == [(str(day), str(day))]


@given(st.sampled_from(sorted(LOCALES)), st.dates(min_value=date(1970, 1, 1), max_value=date(2060, 1, 1)), DAYS)
def test_a_weekday_is_the_last_such_up_to_the_publication_day(language, on, named):
    written = format_date(named, "EEEE", locale=LOCALES[language])

    [found] = find_days(written if language == "vi" else f"x {written}.", language, on.isoformat())

    assert found.first is not None
    assert 0 <= (on - found.first).days < 7
    assert calendar.weekday(found.first.year, found.first.month, found.first.day) == named.weekday() == found.weekday


@given(st.sampled_from(sorted(LOCALES)), DAYS)
def test_a_month_and_its_year_cover_the_whole_month(language, day):
    written = (
        format_date(day, "LLLL y", locale=LOCALES[language])
        if language != "es"
        else format_date(day, "LLLL 'de' y", locale="es_ES")
    )
    length = calendar.monthrange(day.year, day.month)[1]

    assert spans(f"({written})", language) == [(f"{day:%Y-%m}-01", f"{day:%Y-%m}-{length}")], written


@given(
    st.text(max_size=300),
    st.sampled_from([*LOCALES, "ar"]),
    st.one_of(st.none(), DAYS.map(date.isoformat), st.just("0001-01-01")),
)
def test_the_days_of_any_text_stand_in_order_and_none_overlap(text, language, on):
    found = find_days(text, language, on)

    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert all(0 <= day.start < day.end <= len(text) for day in found)


@given(DAYS, DAYS)
def test_agreement_is_the_same_both_ways_and_whole_dates_agree_only_with_themselves(one, other):
    first, second = (Day(0, 1, day, day, day.year, day.month, day.day, day.weekday()) for day in (one, other))

    assert agree(first, second) is agree(second, first) is (one == other)


@pytest.mark.parametrize(
    ("language", "text"),
    [("fr", "le 12 octobre"), ("en", "on October 12"), ("fr", "le 12/10"), ("de", "am 12. Oktober"), ("de", "am 12.10."), ("vi", "ngày 12-10"), ("vi", "ngày 12 tháng 10"), ("ru", "12 октября"), ("es", "el 12 de octubre"), ("fr", "hier"), ("en", "yesterday"), ("de", "gestern"), ("es", "ayer"), ("ru", "вчера"), ("en", "on Thursday"), ("vi", "hôm qua"), ("de", "Donnerstagabend"), ("vi", "sáng thứ năm"), ("vi", "thứ Năm"), ("ru", "в четверг"), ("es", "el jueves")],
)  # fmt: skip
def test_one_day_is_the_same_in_every_language(language, text):
    assert spans(text, language, FRIDAY) == [("2023-10-12", "2023-10-12")]


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "last Friday", "2023-10-06"), ("en", "Friday", "2023-10-13"), ("en", "next Friday", "2023-10-20"), ("en", "next Monday", "2023-10-16"), ("en", "last Monday", "2023-10-09"),
        ("fr", "vendredi dernier", "2023-10-06"), ("fr", "vendredi", "2023-10-13"), ("fr", "vendredi prochain", "2023-10-20"), ("de", "am vergangenen Freitag", "2023-10-06"),
        ("de", "am kommenden Montag", "2023-10-16"), ("es", "el pasado viernes", "2023-10-06"), ("es", "el próximo lunes", "2023-10-16"), ("ru", "в прошлую пятницу", "2023-10-06"),
        ("ru", "в следующую пятницу", "2023-10-20"), ("vi", "thứ Sáu tới", "2023-10-20"), ("vi", "thứ Sáu trước", "2023-10-06"),
    ],
)  # fmt: skip
def test_the_words_beside_a_weekday_say_which_one(language, text, day):
    assert spans(text, language, FRIDAY) == [(day, day)]


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "12–14 October 2023"), ("en", "October 12-14, 2023"), ("en", "12 to 14 October 2023"), ("fr", "du 12 au 14 octobre 2023"), ("fr", "12-14 octobre 2023"), ("de", "12. bis 14. Oktober 2023"), ("de", "12.–14. Oktober 2023"), ("es", "del 12 al 14 de octubre de 2023"), ("ru", "12–14 октября 2023 года"), ("vi", "12-14 tháng 10 năm 2023")],
)  # fmt: skip
def test_a_range_of_days_runs_from_the_first_to_the_last(language, text):
    assert spans(text, language) == [("2023-10-12", "2023-10-14")]


def test_an_english_12_10_is_two_dates_and_is_told_as_neither():
    [ambiguous], [sure] = find_days("12/10/2023", "en", None), find_days("13/10/2023", "en", None)

    assert (ambiguous.year, ambiguous.month, ambiguous.day) == (2023, None, None)
    assert (sure.first, sure.last) == (date(2023, 10, 13), date(2023, 10, 13))
    assert spans("12/10/2023", "fr") == [("2023-10-12", "2023-10-12")]


def test_a_date_without_its_year_is_the_nearest_and_a_guess():
    [january] = find_days("le 2 janvier", "fr", "2023-12-30")
    [unknown] = find_days("le 2 janvier", "fr", None)

    assert (january.first, january.is_guessed) == (date(2024, 1, 2), True)
    assert (unknown.first, unknown.month, unknown.day) == (None, 1, 2)


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "You may march on"), ("fr", "Marche lente, mars attaque"), ("de", "Guten Morgen, er hat mich gern"), ("es", "por la mañana"), ("vi", "bàn thắng thứ hai"), ("en", "a score of 3/4 and 1.5"), ("en", "on 31 April"), ("es", "el triunfo 4-1")],
)  # fmt: skip
def test_what_only_looks_like_a_day_is_none(language, text):
    assert find_days(text, language, FRIDAY) == ()


def told(text, language="en", on=None):
    [day] = find_days(text, language, on)
    return day


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        (told("le 12 octobre", "fr"), told("12 October"), True), (told("le 12 octobre", "fr"), told("October 13"), False), (told("October 2023"), told("12 October 2023"), True),
        (told("November 2023"), told("12 October 2023"), False), (told("in 2023"), told("12 October 2023"), True), (told("in 2024"), told("12 October 2023"), False),
        (told("Thursday"), told("12 October 2023"), None), (told("Friday"), told("12 October 2023"), False), (told("Thursday"), told("in 2023"), None), (told("October"), told("in 2023"), None),
        (told("12 October", on=FRIDAY), told("12 October 2023"), True), (told("12 October", on="2020-01-01"), told("12 October 2023"), None), (told("12–14 October 2023"), told("13 October 2023"), True),
        (told("12–14 October 2023"), told("15 October 2023"), False),
    ],
)  # fmt: skip
def test_days_that_differ_are_told_and_what_cannot_be_said_is_not(one, other, verdict):
    assert agree(one, other) is agree(other, one) is verdict


def test_a_whole_day_by_hand():
    assert find_days("Hier, la mer.", "fr", FRIDAY) == (
        Day(0, 4, date(2023, 10, 12), date(2023, 10, 12), 2023, 10, 12, 3),
    )


def test_the_day_before_the_first_of_the_calendar_is_not_looked_for():
    assert find_days("Yesterday", "en", "0001-01-01")[0].first == date.min == date(1, 1, 1)
    assert (
        find_days("Tomorrow", "en", "9999-12-31")[0].first == date.max == date.min + timedelta(date.max.toordinal() - 1)
    )


def test_hostile_dates_are_read_in_bounded_time():  # the numbers among them have a wall of their own
    walls = {
        "en": ["12/10/", "October ", "2023-", "9"], "fr": ["12-14 octobre ", "hier "], "de": ["Montag "], "es": ["12 de "], "vi": ["tháng ", "ngày 12 "],
    }  # fmt: skip

    started = time.process_time()
    for language, bricks in walls.items():
        for brick in bricks:
            find_days((brick * 100_000)[:100_000], language, FRIDAY, numbers=())

    assert time.process_time() - started < 8
