"""Dates as newspapers write them, kept as precise as they are written."""

from datetime import UTC, date, datetime
from email.utils import format_datetime, parsedate_to_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.quantities.dates import find_date, parse_date

TODAY = date(2026, 11, 22)
PAST = st.datetimes(min_value=datetime(1950, 1, 1), max_value=datetime(2026, 11, 22))


@pytest.mark.parametrize(
    ("written", "language", "published"),
    [
        ("October 13, 2023 09:32", "fr", "2023-10-13T09:32"),
        ("Oct. 3, 2023 9:32 p.m. ET", "en", "2023-10-03T21:32"),
        ("13th of March 2026", "en", "2026-03-13"),
        ("13 octobre 2023 à 9 h 32", "fr", "2023-10-13T09:32"),
        ("1er mars 2026", "fr", "2026-03-01"),
        ("13. Oktober 2023, 9.32 Uhr", "de", "2023-10-13T09:32"),
        ("13.10.2023", "de", "2023-10-13"),
        ("13 de octubre de 2023 a las 9:32", "es", "2023-10-13T09:32"),
        ("ngày 13/10/2023", "vi", "2023-10-13"),
        ("Thứ Sáu, 13/10/2023, 09:32 (GMT+7)", "vi", "2023-10-13T09:32+07:00"),
        ("09:32 13/10/2023", "vi", "2023-10-13T09:32"),
        ("13 tháng 10 năm 2023", "vi", "2023-10-13"),
        ("13 октября 2023 г., 09:32", "ru", "2023-10-13T09:32"),
        ("13 أكتوبر 2023", "ar", "2023-10-13"),
        ("١٣ أكتوبر ٢٠٢٣", "ar", "2023-10-13"),
        ("13 تشرين الأول 2023", "ar", "2023-10-13"),
        ("2023年10月13日 09:32", "zh", "2023-10-13T09:32"),
        ("2023. október 13.", "hu", "2023-10-13"),
        ("13 ต.ค. 2566", "th", "2023-10-13"),
        ("Fri, 13 Oct 2023 09:32:00 GMT", None, "2023-10-13T09:32+00:00"),
        ("2023-10-13T09:32:15.123+07:00", None, "2023-10-13T09:32+07:00"),
        ("2018-07-29", None, "2018-07-29"),
        ("2018-07", None, "2018-07"),
        ("1697189520", None, "2023-10-13T09:32+00:00"),
    ],
)
def test_a_date_is_read_as_precisely_as_it_is_written(written, language, published):
    assert parse_date(written, today=TODAY, language=language) == published


@pytest.mark.parametrize(
    ("written", "language"),
    [
        ("13 October 2099", "en"),
        ("31 février 2023", "fr"),
        ("3/4/2026", "en"),  # March or April, nobody can say
        ("yesterday", "en"),
        ("", None),
        ("2023-13-45", None),
        ("9999999999", None),
        ("2099", None),
    ],
)
def test_a_date_that_is_impossible_ambiguous_or_ahead_is_unknown_rather_than_wrong(written, language):
    assert parse_date(written, today=TODAY, language=language) is None


def test_an_hour_that_no_clock_shows_leaves_the_day():
    assert parse_date("13 October 2023 29:75", today=TODAY) == "2023-10-13"


def test_a_date_is_found_in_a_line_with_its_place():
    found = find_date("Publié le 12 mars 2026 à 08:15 par la rédaction", today=TODAY, language="fr")

    assert found is not None
    assert (found.published, found.start, found.end) == ("2026-03-12T08:15", 10, 30)


@given(PAST)
def test_what_the_standard_library_writes_is_read_back(moment):
    aware = moment.replace(second=0, microsecond=0, tzinfo=UTC)

    assert parse_date(moment.date().isoformat(), today=TODAY) == moment.date().isoformat()
    assert parse_date(aware.isoformat(), today=TODAY) == aware.isoformat(timespec="minutes")
    mail = format_datetime(aware)
    assert parse_date(mail, today=TODAY) == parsedate_to_datetime(mail).isoformat(timespec="minutes")


@given(st.text(max_size=300))
def test_no_text_breaks_the_search_for_a_date(text):
    found = find_date(text, today=TODAY)

    assert found is None or 0 <= found.start < found.end <= len(text)


@given(st.text(alphabet=st.sampled_from("0123456789/.-: TZ+october mars13"), max_size=60))
def test_a_date_that_is_found_is_a_day_that_has_been(text):
    published = parse_date(text, today=TODAY)

    if published and len(published) >= 10:
        assert date.fromisoformat(published[:10]) <= date(2026, 11, 23)
