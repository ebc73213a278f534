"""Words find passages whatever their case, accents, endings and script, and the index forgets what it is told to."""

import math
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vectorstore.filters import Filters
from vectorstore.keywords import COMMON_AT_LEAST, Keywords, StoredWords, index_terms
from vectorstore.rows import Row, RowHead, Spoken
from vectorstore.terms import own_terms, shared_terms


@pytest.fixture
def keywords(tmp_path: Path) -> Iterator[Keywords]:
    opened = Keywords(tmp_path / "keywords.sqlite")
    yield opened
    opened.close()


def put(keywords: Keywords, texts: dict[str, tuple[str, str]], *, level: int = 1) -> None:
    """Take in one-passage articles: their id, their language, their text."""
    with keywords.change(level=level):
        for article_id, (language, text) in texts.items():
            keywords.put(head(article_id, language), [Row(article_id, {}, text)], [])


def head(article_id: str, language: str = "en", *, version: str = "1") -> RowHead:
    return RowHead(article_id, version, f"content of {article_id}", language, None, 0.0)


def found(keywords: Keywords, question: str, language: str = "en") -> list[str]:
    return keywords.find(keywords.wanted(question, language), limit=10)


@pytest.mark.parametrize(
    ("language", "text", "question"),
    [
        ("fr", "Les pompiers ont été félicités.", "POMPIER FELICITE"),
        ("en", "The ferries were delayed.", "ferry delays"),
        ("de", "Die Brücken wurden gesperrt.", "BRUCKE"),
        ("ru", "Забастовку отложили.", "ЗАБАСТОВКИ"),
        ("el", "Οι απεργίες συνεχίζονται.", "απεργιες"),
        ("ar", "تأخرت العبّارة اليوم", "العبارة"),
        ("vi", "Hội đồng hoãn bỏ phiếu.", "hoi dong"),
        ("zh", "港口工人今天罢工。", "罢工"),
        ("ja", "フェリーの乗組員がストライキに入った。", "ストライキ"),
        ("th", "คนงานท่าเรือนัดหยุดงาน", "หยุดงาน"),
        ("ko", "항만 노동자들이 파업했다", "파업"),
        ("hi", "बंदरगाह में हड़ताल शुरू हुई", "हड़ताल"),
        ("fr", "La hausse atteint 300\u202f000 couronnes.", "300,000"),
    ],
)
def test_a_word_is_found_without_its_accents_case_and_ending(
    keywords: Keywords, language: str, text: str, question: str
) -> None:
    put(keywords, {"right": (language, text), "wrong": (language, "Xyz 12.")})

    assert found(keywords, question, language) == ["right"]


@pytest.mark.parametrize(
    "written", ["300 000", "300\u00a0000", "300\u202f000", "300,000", "300.000", "300'000", "300000"]
)
def test_a_number_is_one_number_however_it_is_written(written: str) -> None:
    assert shared_terms(f"About {written} people") == ["_about", "_300000"]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("In 2003 300 people", ["_in", "_2003", "_300"]),
        ("3,5 % or 3.5", ["_3.5", "_3.5"]),
        ("on 13.10.2023", ["_13.10", "_2023"]),
        ("٣٠٠ kilometres", ["_300"]),
        ("l'OTAN and Остин", ["_otan", "_ostin"]),
        ("", []),
    ],
)
def test_names_and_numbers_are_shared_by_all_languages(text: str, terms: list[str]) -> None:
    assert shared_terms(text) == terms


def test_a_german_word_is_found_at_the_beginning_of_a_compound(keywords: Keywords) -> None:
    put(
        keywords,
        {
            "compound": ("de", "Die Impfstoffzulassung verzögert sich bis zum Herbst."),
            "other": ("de", "Der Rat vertagt sich bis zum Frühjahr."),
            "french": ("fr", "Impfstoffzulassung est un mot allemand."),
        },
    )

    assert found(keywords, "Impfstoff", "de") == ["compound"]
    fits = keywords.fits(keywords.wanted("Impfstoff", "de"), ["compound", "other"])
    assert (fits["compound"].share, fits["other"].share) == (0.5, 0.0)


def test_across_languages_only_names_and_numbers_count(keywords: Keywords) -> None:
    put(
        keywords,
        {
            "french": ("fr", "Le maire Vasseur a promis 300\u00a0000 couronnes pour le pont."),
            "german": ("de", "Der Rat will pont und maire nicht übersetzen."),
        },
    )

    assert found(keywords, "Did Vasseur promise a pont, a maire?", "en") == ["french"]
    assert found(keywords, "who gave 300,000", "en") == ["french"]
    assert found(keywords, "pont maire", "en") == []


def test_how_well_words_fit_is_worked_out_by_hand(keywords: Keywords) -> None:
    corpus = {"a": "ferry strike strike", "b": "ferry again today", "c": "frost harms plums"}
    put(keywords, {article_id: ("en", text) for article_id, text in corpus.items()})

    wanted = keywords.wanted("ferry strike", "en")
    fits = keywords.fits(wanted, ["a", "b", "c"])

    # Of three passages two have the ferry and one the strike; all are three terms long, so length changes nothing.
    ferry, strike = math.log(1 + 1.5 / 2.5), math.log(1 + 2.5 / 1.5)
    assert wanted.own == pytest.approx({"en_ferri": ferry, "en_strike": strike})
    assert fits["a"].bm25 == pytest.approx(ferry + strike * 2 * 2.2 / (2 + 1.2))
    assert fits["a"].share == pytest.approx(1.0)
    assert fits["b"].share == pytest.approx(ferry / (ferry + strike))
    assert fits["c"] == StoredWords(0.0, 0.0)


words = st.sampled_from(["ferry", "strike", "frost", "plum", "bridge", "vote", "mayor", "council", "Vasseur", "300"])
texts = st.lists(words, min_size=1, max_size=8).map(" ".join)


@given(corpus=st.lists(texts, min_size=1, max_size=12), question=texts, dropped=st.sets(st.integers(0, 11)))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_found_and_counted_is_what_a_plain_reading_finds(
    keywords: Keywords, corpus: list[str], question: str, dropped: set[int]
) -> None:
    keywords.start_anew()
    put(keywords, {str(n): ("en", text) for n, text in enumerate(corpus)})
    with keywords.change(level=2):
        for number in dropped:
            keywords.drop(str(number))
    left = {str(n): set(own_terms(t, "en")) for n, t in enumerate(corpus) if n not in dropped}

    rows = keywords.find(keywords.wanted(question, "en"), limit=100)

    assert set(rows) == {row for row, terms in left.items() if terms & set(own_terms(question, "en"))}
    counted = Counter(term for terms in left.values() for term in terms)
    wanted = keywords.wanted(question, "en").own
    assert wanted == pytest.approx(
        {term: math.log(1 + (len(left) - counted[term] + 0.5) / (counted[term] + 0.5)) for term in wanted}
    )


@given(corpus=st.lists(texts, min_size=2, max_size=12), word=words)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_for_one_word_is_that_of_sqlites_own_bm25(keywords: Keywords, corpus: list[str], word: str) -> None:
    """Our formula is SQLite's but for how a word is weighed, and with one word that changes no order."""
    keywords.start_anew()
    put(keywords, {str(n): ("en", text) for n, text in enumerate(corpus)})
    oracle = sqlite3.connect(":memory:")
    oracle.execute("CREATE VIRTUAL TABLE f USING fts5 (t, tokenize = \"ascii tokenchars '_.'\")")
    oracle.executemany("INSERT INTO f VALUES (?)", [(" ".join(index_terms(t, "en")),) for t in corpus])
    (term,) = own_terms(word, "en")
    scores = {
        str(number - 1): -score
        for number, score in oracle.execute("SELECT rowid, bm25(f) FROM f WHERE f MATCH ?", (f'"{term}"',))
    }

    fits = keywords.fits(keywords.wanted(word, "en"), scores)

    for one in scores:
        for other in scores:
            if scores[one] > scores[other] * (1 + 1e-6) and scores[other] > 1e-5:
                assert fits[one].bm25 > fits[other].bm25


def test_a_question_looks_up_a_bounded_number_of_words(keywords: Keywords) -> None:
    put(keywords, {str(n): ("en", f"common word{n}") for n in range(COMMON_AT_LEAST + 1)})

    wanted = keywords.wanted("common " + " ".join(f"word{n}" for n in range(40)), "en")

    assert len(wanted.own) == 12
    assert "en_common" not in wanted.own
    assert keywords.find(keywords.wanted("common", "en"), limit=10) == []


def test_an_article_taken_in_again_replaces_what_was_there(keywords: Keywords) -> None:
    put(keywords, {"a": ("en", "The old ferry.")})
    put(keywords, {"a": ("en", "The new bridge.")}, level=2)

    assert (found(keywords, "ferry"), found(keywords, "bridge")) == ([], ["a"])
    assert keywords.level() == 2


def test_a_change_that_fails_changes_nothing(keywords: Keywords) -> None:
    put(keywords, {"a": ("en", "The old ferry.")})

    def drop_and_stop() -> None:
        with keywords.change(level=2):
            keywords.drop("a")
            raise RuntimeError("stopped")

    with pytest.raises(RuntimeError, match="stopped"):
        drop_and_stop()

    assert (found(keywords, "ferry"), keywords.level()) == (["a"], 1)


def test_a_speaker_is_found_in_any_spelling_and_forgotten_with_the_last_article(keywords: Keywords) -> None:
    with keywords.change(level=1):
        keywords.put(head("a"), [], [Spoken("a-1-s0", "Lloyd Austin")])
        keywords.put(head("b"), [], [Spoken("b-1-s0", "Lloyd Austin"), Spoken("b-1-s1", "Angela Merkel")])

    assert keywords.speakers("Остин") == keywords.speakers("M. AUSTIN") == ("Lloyd Austin",)
    assert keywords.said(speakers=["Lloyd Austin"], only=Filters(article_id="b"), limit=5) == ["b-1-s0"]
    with keywords.change(level=2):
        keywords.drop("a")
    assert keywords.speakers("Austin") == ("Lloyd Austin",)
    with keywords.change(level=3):
        keywords.drop("b")
    assert keywords.speakers("Austin") == ()


@pytest.mark.parametrize("question", ['"', "' OR 1=1 --", "NEAR(a b)", "a* AND NOT b", "💥", "\x00", "", "a" * 5000])
def test_a_strange_question_finds_nothing_and_breaks_nothing(keywords: Keywords, question: str) -> None:
    put(keywords, {"a": ("en", "The ferry.")})

    assert found(keywords, question) == []
