"""A text's fingerprints, and the copies that the archive finds by them."""

import sqlite3
from dataclasses import replace
from difflib import SequenceMatcher

import pytest
from conftest import FERRY, FERRY_CORRECTED, ORCHARD, WordEncoder, make_article
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.text.fingerprints import MOST_PRINTS, SHINGLE, WINDOW, prints
from vectorstore import copies as kept
from vectorstore.archive import Archive

FLOOD = (
    "The river Lenne burst its banks near Harn on Tuesday night. Forty families were taken to the school by boat. "
    "The mayor, Ida Brandt, said that nobody was missing. Two bridges are closed, and the line to Osterby is under "
    "water. Engineers opened the upper weir at four in the morning to take the weight off the dam. Farmers had asked "
    "for that a day before. The weather office expects no more rain until Friday, but the ground can hold no more. "
    "Insurers will send their first inspectors once the main road is dry. The bakery in the market square gave bread "
    "away to whoever came. A lorry with sandbags had to turn back at the mill, where the road has slid into the river."
)
MARKET = (
    "Wheat traded at its lowest price since the spring. Merchants in Osterby had counted on a poor harvest, and sold "
    "when the figures of the ministry came out. The port has room for nine ships more than it had last autumn. Growers "
    "who kept their grain back now pay for the storehouses. The exchange will stay shut on Friday. Brokers were not "
    "willing to say how much they lost, and the bank of the growers' union has put its own report off until June."
)
WORDS = st.lists(
    st.sampled_from(
        ["the", "ferry", "crew", "port", "of", "a", "strike", "night", "and", "talks", "union", "boat", "fog", "quay"]
    )
)


def sentences_of(text):
    return [one.strip(". ") + "." for one in text.split(". ")]


@settings(deadline=None)
@given(WORDS, WORDS, WORDS, WORDS, st.lists(st.text("abcdefgh", min_size=1), min_size=13, max_size=30))
def test_two_texts_with_thirteen_words_in_a_row_in_common_share_a_print(before, after, other, rest, shared):
    assert len(shared) >= SHINGLE + WINDOW - 1

    one, two = prints(" ".join(before + shared + after)), prints(" ".join(other + shared + rest))

    assert set(one) & set(two)


@settings(deadline=None)
@given(st.lists(st.integers(0, 50), max_size=60), st.integers(1, 9))
def test_the_smallest_of_every_window_is_what_a_plain_search_finds(hashes, window):
    from ingest.text.fingerprints import _smallest

    last = max(len(hashes) - window, 0) + 1
    plain = {min(hashes[at : at + window]) for at in range(last if hashes else 0)}

    assert set(_smallest(hashes, window)) == plain


def test_prints_worked_out_by_hand_are_of_six_words_each():
    from ingest.text.fingerprints import _hash

    six, seven = "one two three four five six", "one two three four five six seven"

    assert prints("One, two; THREE four -- fíve six!") == (_hash(six),)
    assert prints(seven) == (min(_hash(six), _hash("two three four five six seven")),)
    assert prints("Fog.") == (_hash("fog"),)
    assert prints("... 。") == ()


def test_prints_are_the_same_on_any_machine():
    from hashlib import blake2b

    first_eight = blake2b(b"one two three four five six", digest_size=8).digest()

    assert prints("one two three four five six") == (int.from_bytes(first_eight, "big", signed=True),)


@pytest.mark.parametrize(
    "text",
    [
        "周二夜间，莱纳河在哈恩附近决堤，四十户人家被船送到学校。市长伊达·勃兰特说无人失踪。",
        "火曜日の夜、レンネ川がハルン近くで氾濫し、四十世帯が船で学校に運ばれた。行方不明者はいないという。",
        "แม่น้ำเลนเนอเอ่อล้นตลิ่งใกล้เมืองฮาร์นเมื่อคืนวันอังคาร สี่สิบครอบครัวถูกพาไปที่โรงเรียนด้วยเรือ",
    ],
)
def test_a_script_without_spaces_has_prints_of_its_letters(text):
    headed_anew = "本报讯 " + text

    assert len(prints(text)) > 2
    assert len(set(prints(text)) & set(prints(headed_anew))) >= len(prints(text)) - 1


def test_a_word_of_arabic_keeps_its_vowel_signs_apart_from_no_word():
    plain = "قال رئيس البلدية إن المياه ارتفعت خلال الليل في جميع أحياء المدينة القديمة"
    pointed = plain.replace("قال", "قَالَ")

    assert prints(plain) == prints(pointed)


def test_a_text_of_a_book_has_no_more_prints_than_the_most_and_its_copy_the_same():
    book = " ".join(f"{n * 7919 % 99991} {n}" for n in range(40_000))

    assert len(prints(book)) == MOST_PRINTS
    assert len(set(prints(book)) & set(prints("A foreword of a few words. " + book))) >= MOST_PRINTS - 5


def index_of(**texts):
    index = sqlite3.connect(":memory:")
    index.executescript(kept.TABLES)
    for name, text in texts.items():
        kept.put(index, name, text)
    return index


def test_a_copy_cut_and_put_in_another_order_is_found_and_another_story_is_not():
    told = sentences_of(FLOOD)
    shuffled = " ".join(told[4:] + told[:4])

    index = index_of(flood=FLOOD, cut=" ".join(told[:6]), shuffled=shuffled, market=MARKET)
    found = dict(kept.alike(index, "flood"))

    assert found.keys() == {"cut", "shuffled"}
    assert min(found.values()) > 0.8
    assert kept.alike(index, "market") == ()


def test_copies_are_those_that_difflib_too_finds_alike():
    told = sentences_of(FLOOD)
    others = {
        "cut": " ".join(told[:7]),
        "edited": FLOOD.replace("Forty", "Thirty-nine").replace("lorry", "truck"),
        "market": MARKET,
        "mixed": " ".join([*sentences_of(MARKET), told[0]]),
    }
    index = index_of(flood=FLOOD, **others)

    copies = {name for name, share in kept.alike(index, "flood") if share >= 0.5}

    ratios = {name: SequenceMatcher(None, FLOOD.split(), text.split()).ratio() for name, text in others.items()}
    assert copies == {name for name, ratio in ratios.items() if ratio > 0.5} == {"cut", "edited"}


def test_one_quotation_that_two_reports_share_makes_no_copy():
    quotation = " ".join(FLOOD.split()[:40])

    index = index_of(market=f"{MARKET} {quotation}", brief=f"Harn will rebuild all of its bridges. {quotation}")

    assert kept.alike(index, "market") == ()


def test_a_line_that_every_article_ends_with_is_looked_up_for_nobody():
    line = " ".join(f"standing{n}" for n in range(80))
    index = index_of(**{f"a{n}": f"{n} {n} {n} {n} {n} {n} {line}" for n in range(kept.MANY_ARTICLES + 5)})

    assert kept.alike(index, "a1") == ()


def test_prints_go_with_the_article_that_is_replaced_or_removed(archive):
    copy = replace(make_article(FLOOD, where="copy"), outlet="Osterby Echo")
    first, later = make_article(FLOOD, where="first"), make_article(MARKET, where="first")
    list(archive.add([first, copy, ORCHARD]))
    assert archive.alike(first.article_id) == ((copy.article_id, 1.0),)

    list(archive.add([later]))
    assert archive.alike(first.article_id) == archive.alike(copy.article_id) == ()

    archive.remove(copy.article_id)
    with archive.reading():
        held = archive.keywords._db.execute("SELECT DISTINCT article_id FROM prints JOIN printed USING (number)")
        assert {one for (one,) in held} == {first.article_id, ORCHARD.article_id}


def test_an_index_made_again_has_the_same_prints(filled: Archive):
    copy = make_article(FERRY.text, title=FERRY.title, where="elsewhere", outlet="Isle Times")
    list(filled.add([copy]))
    before = filled.alike(FERRY.article_id)

    filled.rebuild_keywords()

    assert filled.alike(FERRY.article_id) == before == ((copy.article_id, 1.0),)
    assert filled.alike("no such article") == ()


def test_an_archive_of_an_older_format_gets_its_prints_when_it_is_opened(filled, tmp_path):
    list(filled.add([make_article(FERRY.text, where="elsewhere", outlet="Isle Times")]))
    folder = filled.folder
    filled.close()
    with sqlite3.connect(folder / "keywords.sqlite") as index:
        index.execute("UPDATE about SET value = '4' WHERE name = 'format'")
        index.execute("DELETE FROM prints")

    opened = Archive.open(folder, WordEncoder())

    assert len(opened.alike(FERRY.article_id)) == 1
    list(opened.add([FERRY_CORRECTED]))
    assert opened.alike(FERRY.article_id)[0][1] > 0.5
    opened.close()
