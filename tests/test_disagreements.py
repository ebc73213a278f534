"""Where two reports of one thing differ in a number, a date or a name."""

import json
from dataclasses import replace

import pytest
from conftest import WordEncoder
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.answer import Citation
from bot.reports.disagreements import Disagreement, Side, differ, disagreements, nearness
from ingest.quantities.numbers import Number
from vectorstore.listing import Listing

TASS = Listing("a" * 12, "v", "Troops", "Harn Gazette", "TASS", None, None, "2024-03-01", "en", "", 900, 3)
REUTERS = Listing("b" * 12, "v", "Troops", "Osterby Echo", "Reuters", None, None, "2024-03-01", "en", "", 900, 3)
GERMAN = replace(REUTERS, language="de")
LATER = replace(REUTERS, published="2024-03-03T08:00")


def cited(number, listing, quote, start=100):
    return Citation(number, listing, start, start + len(quote), quote)


def told(one, other, *, first=TASS, second=REUTERS, language="en", cosine=None):
    near = None if cosine is None else lambda a, b: cosine
    return disagreements([cited(1, first, one), cited(2, second, other)], language, near=near)


def lines(*args, **kwargs):
    return [one.line for one in told(*args, **kwargs)]


def test_two_agencies_that_count_the_troops_differently_are_set_side_by_side():
    one = "Some of the 300,000 troops were sent to the border, the ministry said."
    other = "The ministry said 100,000 troops were sent to the border."

    (found,) = told(one, other)

    assert found == Disagreement(
        "number",
        Side(1, 112, 126, "300,000 troops"),
        Side(2, 118, 132, "100,000 troops"),
        is_update=False,
        line="TASS: 300,000 troops; Reuters: 100,000 troops",
    )
    assert json.loads(json.dumps(found.as_json()))["second"] == {
        "citation": 2,
        "start": 118,
        "end": 132,
        "words": "100,000 troops",
    }


def test_two_languages_are_compared_where_the_meaning_is_near():
    one = "Russia has sent 300,000 troops to the border."
    other = "Russland hat 100.000 Soldaten an die Grenze geschickt."

    assert lines(one, other, second=GERMAN, cosine=0.8) == ["TASS: 300,000 troops; Reuters: 100.000 Soldaten"]
    assert lines(one, other, second=GERMAN, cosine=0.4) == []
    assert lines(one, other, second=GERMAN) == []


def test_what_a_later_report_knows_more_is_told_with_its_date():
    one, other = "Twelve people died in the flood at Harn.", "Fourteen people died in the flood at Harn."

    assert lines(one, other, second=LATER) == [
        "TASS (1 March 2024): Twelve people; later: Reuters (3 March 2024): Fourteen people"
    ]
    assert lines(other, one, first=LATER, second=TASS) == lines(one, other, second=LATER)


def test_a_later_report_is_told_in_the_readers_language():
    one, other = "Twelve people died in the flood at Harn.", "Fourteen people died in the flood at Harn."

    (line,) = lines(one, other, second=LATER, language="de")

    assert line == "TASS (1. März 2024): Twelve people; später: Reuters (3. März 2024): Fourteen people"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("More than 300,000 troops are at the border.", "About 310,000 troops are at the border."),
        ("The bridge at Harn cost 1.2 million euros.", "The bridge at Harn cost 1,234,567 euros."),
        ("The bridge at Harn cost two million euros.", "The bridge at Harn cost 2,000,000 euros."),
        ("The ferry to Harn carried 212 passengers and 12 lorries.", "The ferry to Harn carried 12 lorries."),
        ("The ferry to Harn carried 212 passengers.", "The ferry to Harn carried 14 lorries."),
        ("Wheat fell by 3 per cent in the spring.", "The ministry expects 7 per cent more voters to stay at home."),
        ("The lock at Harn will open at 3 p.m.", "The lock at Harn will open at 3 o'clock."),
        ("Prices at Harn rose from 2 to 5 per cent.", "Prices at Harn rose to 5 per cent."),
    ],
)
def test_numbers_that_agree_or_tell_other_things_are_not_set_side_by_side(one, other):
    assert lines(one, other) == []


def test_one_article_is_not_set_against_itself():
    one, other = "Twelve people died in the flood at Harn.", "Fourteen people died in the flood at Harn."

    assert lines(one, other, first=TASS, second=TASS) == []


def test_copies_of_one_report_say_it_once():
    one, other = "Twelve people died in the flood at Harn.", "Fourteen people died in the flood at Harn."
    copy = replace(REUTERS, article_id="c" * 12, outlet="The Tide")

    found = disagreements([cited(1, TASS, one), cited(2, REUTERS, other), cited(3, copy, other)], "en")

    assert len(found) == 1


def test_two_days_of_one_event_are_set_side_by_side_and_one_day_told_twice_is_not():
    one = "The lock at Harn will open again on 12 October 2023."

    assert lines(one, "The lock at Harn will open again on 14 October 2023.") == [
        "TASS: 12 October 2023; Reuters: 14 October 2023"
    ]
    assert lines(one, "The lock at Harn will open again on October 12, 2023.") == []
    assert lines(one, "The lock at Harn will open again in October 2023.") == []


def test_weekdays_of_articles_that_lie_months_apart_are_not_compared():
    one, other = "The council of Harn met on Monday.", "The council of Harn met on Tuesday."
    autumn = replace(REUTERS, published="2024-09-29")

    assert len(lines(one, other)) == 1
    assert lines(one, other, second=autumn) == []


def test_two_names_in_one_anothers_place_are_set_side_by_side():
    one = "The harbour inquiry will be led by Judge Ida Brandt from Monday."

    assert lines(one, "The harbour inquiry will be led by Judge Nora Whitlock from Monday.") == [
        "TASS: Judge Ida Brandt; Reuters: Judge Nora Whitlock"
    ]
    assert lines(one, "The harbour inquiry will be led by Judge Brandt from Monday.") == []
    assert lines(one, "The wheat exchange was shut down by Judge Nora Whitlock.") == []


def test_two_articles_of_one_agency_are_told_apart_by_their_outlets():
    one, other = "Twelve people died in the flood at Harn.", "Fourteen people died in the flood at Harn."

    assert lines(one, other, second=replace(REUTERS, agency="TASS")) == [
        "Harn Gazette: Twelve people; Osterby Echo: Fourteen people"
    ]


def test_an_outlets_own_later_report_is_told_apart_by_its_date():
    one, other = "Twelve people died in the flood at Harn.", "Fourteen people died in the flood at Harn."

    assert lines(one, other, second=replace(TASS, article_id="d" * 12, published="2024-03-05")) == [
        "TASS (1 March 2024): Twelve people; later: TASS (5 March 2024): Fourteen people"
    ]


def test_what_is_shown_is_a_slice_of_the_article():
    text = "Rain fell. Twelve people died in the flood at Harn. Nobody is missing."
    quote = "Twelve people died in the flood at Harn."
    citations = [
        Citation(1, TASS, 11, 11 + len(quote), quote),
        cited(2, REUTERS, "Fourteen people died in the flood at Harn."),
    ]

    (found,) = disagreements(citations, "en")

    assert text[found.first.start : found.first.end] == found.first.words == "Twelve people"


def test_nearness_is_the_cosine_that_plain_arithmetic_gives():
    import math

    one, other = cited(1, TASS, "ferry strike"), cited(2, REUTERS, "ferry ferry dam")

    near = nearness(WordEncoder(), [one, other])

    assert near(one, other) == pytest.approx(2 / (math.sqrt(2) * math.sqrt(5)), abs=1e-5)


def number(value, *, is_about=False, bound=None):
    return Number(0, 1, float(value), None, is_about, "count", bound)


@settings(deadline=None)
@example(a=500_000_029, b=1)  # so large that leaving its ends out once left nothing
@given(st.integers(1, 10**12), st.integers(1, 10**12))
def test_whether_two_numbers_differ_does_not_hang_on_which_comes_first(a, b):
    assert differ(number(a), number(b)) == differ(number(b), number(a))
    assert not differ(number(a), number(a))
    assert not differ(number(a, is_about=True), number(a))


@settings(deadline=None)
@given(st.integers(1, 99), st.integers(1, 99))
def test_under_a_hundred_every_other_number_differs(a, b):
    assert differ(number(a), number(b)) == (a != b)


@settings(deadline=None)
@given(st.integers(1000, 10**9))
def test_a_number_rounded_to_two_digits_is_still_the_same(a):
    rounded = float(f"{a:.1e}")  # the outside oracle: how the language itself rounds

    assert not differ(number(a), number(rounded))


def test_hostile_text_is_looked_at_in_bounded_time():
    long = "1 2 " * 20_000

    assert lines(long, long.replace("2", "3")) == []
