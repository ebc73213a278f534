"""Which excerpt answers best, which words of it answer, and which sentences tell most of an article."""

from itertools import pairwise

import pytest
from conftest import BRIDGE, FERRY, WordEncoder, make_article
from hypothesis import given
from hypothesis import strategies as st

from bot.excerpts import Excerpt, excerpts
from bot.extractive import Extractive
from bot.given import Given
from bot.highlight import clauses, of_a_kind
from bot.question import Question
from bot.summary import most_telling
from bot.weigh import weigh, word_share
from vectorstore.keywords import Wanted


def all_excerpts(archive, article) -> list[Excerpt]:
    return list(excerpts(article, archive.listing(article.article_id), 0, len(article.text)))


def test_the_sentence_that_shares_the_questions_words_comes_first(filled):
    weighed = weigh(filled, all_excerpts(filled, FERRY), "how many islanders rely on the boat", "en")

    assert weighed[0].text == "Some 300 islanders rely on the boat for school and hospital."


def test_the_cosine_is_the_one_worked_out_by_hand(filled):
    excerpt = next(one for one in all_excerpts(filled, FERRY) if one.text.startswith("Its crew"))

    [weighed] = weigh(filled, [excerpt], "crew strike", "en")

    # "Its crew is on strike over night shifts": eight words of which the question has two; both of its two.
    assert weighed.meaning == pytest.approx(2 / (8**0.5 * 2**0.5), abs=1e-6)


def test_between_languages_only_names_and_numbers_are_words():
    wanted = Wanted("en", own={"en_pont": 1.0}, shared={"_300000": 3.0, "_vasseur": 1.0})

    assert word_share(wanted, "Le pont coûterait 300 000 couronnes.", "fr") == 0.75
    assert word_share(wanted, "The pont is old.", "en") == 1.0


@given(st.text(max_size=200), st.sampled_from(["en", "fr", "de", "zh", "th"]))
def test_a_share_of_words_is_between_none_and_all(text, language):
    wanted = Wanted("en", own={"en_ferri": 2.0, "en_strike": 1.0}, shared={"_skerry": 1.0})

    assert 0.0 <= word_share(wanted, text, language) <= 1.0


@given(st.text(max_size=300))
def test_clauses_leave_out_only_what_parts_them(text):
    spans = clauses(text)

    assert spans[0][0] == 0
    assert spans[-1][1] == len(text)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@pytest.mark.parametrize(
    ("wants", "text", "asked", "words"),
    [
        ("number", "La Ligue garde 1 200 marins en alerte.", "How many sailors?", ["1 200 marins"]),
        ("number", "It cost $40 million in 2025.", "What did it cost?", ["$40 million", "2025"]),
        ("number", "Lumen-2 ne répond plus.", "Combien pèse Lumen-2 ?", []),
        ("date", "The boat sails on 3 May 2026 at noon.", "When does it sail?", ["3 May 2026"]),
        (
            "date",
            "Launched on June 2, it was late; le 13 octobre 2023 à 9:32, dit-on.",
            "When?",
            ["June 2", "13 octobre 2023", "9:32"],
        ),
        ("date", "Các bên ký ngày 22/5 tại Wexholm hôm thứ Sáu.", "Khi nào?", ["22/5"]),
        ("person", "The cup went to Ines Calder on Sunday.", "Who won the cup?", ["Ines Calder"]),
        ("reason", "It rained.", "Why?", []),
    ],
)
def test_the_words_of_the_kind_that_is_asked_for_are_found(wants, text, asked, words):
    assert [text[a:b] for a, b in of_a_kind(wants, text, language="en", asked=asked)] == words


@given(st.text(alphabet="123 9May/.:hde\u00a0tháng,-x", max_size=60), st.sampled_from(["number", "date", "person"]))
def test_whatever_the_text_what_is_lit_is_inside_it_and_in_order(text, wants):
    spans = of_a_kind(wants, text, language="en", asked="x")

    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert list(spans) == sorted(spans)


def test_the_writer_quotes_one_agency_story_once_though_two_papers_run_it(archive):
    story = "Twelve people were hurt when the ferry struck the quay in fog. A thirteenth was unhurt."
    post = make_article(story, outlet="Harbour Post", where="a.txt")
    star = make_article(story + " More soon.", outlet="Evening Star", where="b.txt")
    list(archive.add([post, star]))
    found = weigh(archive, all_excerpts(archive, post) + all_excerpts(archive, star), "who was hurt by the ferry", "en")

    drafts = list(Extractive().draft(Question("who was hurt by the ferry", "en"), Given(tuple(found))))

    quoted = [(draft.article_id, draft.start) for draft in drafts]
    assert len({start for _, start in quoted}) == len(quoted)


def test_a_summary_keeps_reading_order_and_the_early_sentence():
    article = make_article(
        "The ferry strike began on Monday over night shifts of the ferry crew. "
        "The ferry crew wants rest and the ferry company offers money for night shifts. "
        "A gull was seen on the mast of the old harbour light this week. "
        "The ferry strike over night shifts may last until the crew has rest."
    )

    chosen = most_telling(article, WordEncoder(), limit=2)

    words = [article.text[one.start : one.end] for one in chosen]
    assert len(words) == 2
    assert [one.start for one in chosen] == sorted(one.start for one in chosen)
    assert not any("gull" in one for one in words)


def test_a_short_article_is_its_own_summary():
    assert most_telling(BRIDGE, WordEncoder(), limit=50) == tuple(
        one for one in BRIDGE.sentences if one.end - one.start >= 40
    )
