"""Statements: who said what, in the words of the article and nobody else's."""

import json
import os
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.article import Sentence
from ingest.statements.find import find_statements
from ingest.text.quotation_marks import find_quotations
from ingest.text.sentences import find_sentences

DATA = Path(os.environ.get("NEWSBOT_BENCH_DATA", Path(__file__).parents[2] / "shared" / "data"))

BRIDGE = """\
Le port n'a pas l'intention de fermer cet hiver mais cherchera des bras, a annoncé la ministre norvégienne de la Mer \
Solveig Brandt.

« Soyons clairs : un port est d'abord une promesse », a souligné Mme Brandt après la réunion des ministres.

Mme Brandt a ajouté que la ville ne se laisserait pas décourager. « Mais nous tiendrons les quais », \
a-t-elle souligné. « Nous continuerons d'ouvrir à l'aube. C'est une question d'honneur, comme l'article 7. »

L'article 7 de la charte des ports date de 1949.

Dans le même ordre d'idées, le secrétaire général de la Ligue des ports, Aksel Thune, a annoncé que la Ligue \
préparait un plan. Selon lui, les ministres « ont évoqué les progrès réalisés cet été ».

« Lors du sommet de juin, nous avons convenu d'un plan. Nous passons à la suite », a-t-il déclaré."""


def said(text: str, language: str) -> list[tuple[str, str, str]]:
    """Speaker, kind and words of each statement."""
    found = find_statements(text, find_sentences(text, language), language=language)
    return [(s.speaker, s.kind, text[s.start : s.end]) for s in found]


def test_every_statement_of_a_report_finds_its_speaker() -> None:
    assert said(BRIDGE, "fr") == [
        ("Solveig Brandt", "indirect", "Le port n'a pas l'intention de fermer cet hiver mais cherchera des bras"),
        ("Solveig Brandt", "direct", "Soyons clairs : un port est d'abord une promesse"),
        ("Solveig Brandt", "indirect", "la ville ne se laisserait pas décourager"),
        ("Solveig Brandt", "direct", "Mais nous tiendrons les quais"),
        (
            "Solveig Brandt",
            "direct",
            "Nous continuerons d'ouvrir à l'aube. C'est une question d'honneur, comme l'article 7.",
        ),
        ("Aksel Thune", "indirect", "la Ligue préparait un plan"),
        ("Aksel Thune", "mixed", "ont évoqué les progrès réalisés cet été"),
        ("Aksel Thune", "direct", "Lors du sommet de juin, nous avons convenu d'un plan. Nous passons à la suite"),
    ]


def test_the_agency_passes_the_words_on_and_a_foreign_ministers_are_translated() -> None:
    found = find_statements(BRIDGE, find_sentences(BRIDGE, "fr"), language="fr", agency="NTB")

    assert {s.via for s in found} == {"NTB"}
    assert {s.wording for s in found if s.speaker == "Solveig Brandt"} == {"translated"}
    assert [s.cue for s in found][:4] == ["a annoncé", "a souligné", "a ajouté", "a-t-elle souligné"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ines Halvard said, “The tower stands.”", [("Ines Halvard", "direct", "The tower stands.")]),
        ("“The tower stands,” said Ines Halvard.", [("Ines Halvard", "direct", "The tower stands,")]),
        ("“The tower stands,” Ines Halvard told Reuters.", [("Ines Halvard", "direct", "The tower stands,")]),
        (
            "“The tower,” Ines Halvard said, “stands.” Rain fell.",
            [("Ines Halvard", "direct", "The tower,"), ("Ines Halvard", "direct", "stands.")],
        ),
        (
            "Mayor Ines Halvard opened it. “It stands,” she said. “It will stand for years.”",
            [("Ines Halvard", "direct", "It stands,"), ("Ines Halvard", "direct", "It will stand for years.")],
        ),
        ("Ines Halvard said the tower would stand.", [("Ines Halvard", "indirect", "the tower would stand")]),
        ("According to Ines Halvard, the tower stands.", [("Ines Halvard", "indirect", "the tower stands")]),
        ("The tower stands, the ministry said.", [("ministry", "indirect", "The tower stands")]),
        (
            "'It won't fall,' said Ines Halvard. 'It's stone.'",
            [("Ines Halvard", "direct", "It won't fall,"), ("Ines Halvard", "direct", "It's stone.")],
        ),
        (
            "Ines Halvard said the tower was “older than the town itself”.",
            [("Ines Halvard", "mixed", "older than the town itself")],
        ),
        (
            "Ines Halvard said: “One.\n\n“Two and two.\n\n“Three.”",
            [
                ("Ines Halvard", "direct", "One."),
                ("Ines Halvard", "direct", "Two and two."),
                ("Ines Halvard", "direct", "Three."),
            ],
        ),
        ("Prices of so-called “ghost flats” doubled.", []),
        ("The play “A Night on the Quay” opens on Friday.", []),
        ("The minister did not say when the tower would fall.", []),
        ("Ryanair said it would fly again.", [("Ryanair", "indirect", "it would fly again")]),
        ("After questioning Tom Hale, police said he had confessed.", [("police", "indirect", "he had confessed")]),
        ("Anna Reed, a baker from Lens, said it had rained.", [("Anna Reed", "indirect", "it had rained")]),
        ("“Who did it?” Anna Reed asked.", [("Anna Reed", "direct", "Who did it?")]),
        (
            "“We owe them a refund and an apology,” said Priya Sandler of Alden Ferries.",
            [("Priya Sandler", "direct", "We owe them a refund and an apology,")],
        ),
        ("“It fell,” its secretary, Anna Reed, told the Courier.", [("Anna Reed", "direct", "It fell,")]),
        ("“It fell,” the harbour master, Captain Anna Reed, told reporters.", [("Anna Reed", "direct", "It fell,")]),
        ("“It fell,” a lobsterman told me.", [("lobsterman", "direct", "It fell,")]),
        ("The Rowers' Guild met. The guild said it was full.", [("Rowers' Guild", "indirect", "it was full")]),
        ("The Rowers' Guild, which is old, said it was full.", [("Rowers' Guild", "indirect", "it was full")]),
        (
            "Anna Reed said that the pump was at “about 94 percent” of its power.",
            [("Anna Reed", "indirect", "the pump was at “about 94 percent” of its power")],
        ),
        ("The boat, Anna Reed said, had never sunk.", []),
        ("Anna Reed told a news conference in Lens.", []),
        (
            "The Lens Office, which had promised a report by May, now says that it will print it in June.",
            [("Lens Office", "indirect", "a report by May"), ("Lens Office", "indirect", "it will print it in June")],
        ),
        (
            "According to Anna Reed, the pump was old; her office was silent.",
            [("Anna Reed", "indirect", "the pump was old")],
        ),
        ("According to a letter from the ministry, it was full.", [("ministry", "indirect", "it was full")]),
        ("The report says that it fell.", []),
        ("Repairing the Hollow dam costs more than the council has told parliament.", []),
        ("A third boat, the Alden Vale, was sold. We keep his words, as he said them, with a note.", []),
    ],
)
def test_english_news_says_who_said_it_in_many_places(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert said(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Inès Halvard a déclaré : « La tour tient. »", [("Inès Halvard", "direct", "La tour tient.")]),
        ("« La tour tient », explique à l'AFP Inès Halvard.", [("Inès Halvard", "direct", "La tour tient")]),
        (
            "« La tour, a expliqué l'ingénieure, Inès Halvard, tient bon. »",
            [("Inès Halvard", "direct", "La tour"), ("Inès Halvard", "direct", "tient bon.")],
        ),
        ("D'après Inès Halvard, la tour tient bon.", [("Inès Halvard", "indirect", "la tour tient bon")]),
        ("La tour tient bon, a indiqué samedi la gendarmerie.", [("gendarmerie", "indirect", "La tour tient bon")]),
        (
            "Le préfet Alain Mercadier a quitté la salle.\n\nLe préfet a assuré que la tour tenait.",
            [("Alain Mercadier", "indirect", "la tour tenait")],
        ),
        (
            "Alain Mercadier et Zoé Lacombe sont venus. « La tour tient », a-t-elle dit.",
            [("Zoé Lacombe", "direct", "La tour tient")],
        ),
        (
            'Il pleut.Alain Mercadier est là."Je reste", a-t-il dit."Je ne pars pas d\'ici"',
            [("Alain Mercadier", "direct", "Je reste"), ("Alain Mercadier", "direct", "Je ne pars pas d'ici")],
        ),
        (
            "La maire, Zoé Lacombe, a demandé à voir la ministre du Valdor, Inès Halvard. Selon elle, la tour tombe.",
            [("Zoé Lacombe", "indirect", "la tour tombe")],
        ),
        (
            "« La tour tient, a fait valoir la ministre Inès Halvard. Elle tiendra. »",
            [("Inès Halvard", "direct", "La tour tient"), ("Inès Halvard", "direct", "Elle tiendra.")],
        ),
        ("En début de semaine, Alain Mercadier a encore proposé de l'argent.", []),
        ("Jeudi, Alain Mercadier se lance dans la campagne.", []),
        ("La tour tombe par le fait, selon lui, que le sol glisse.", []),
        (
            "D'autres spécialistes y voient « la fin d'une longue et sotte histoire ».",
            [("spécialistes", "mixed", "la fin d'une longue et sotte histoire")],
        ),
        ("La tour tombe, selon un document interne que les syndicats ont publié.", []),
        ("Le « pont de nulle part » a inspiré la pièce « La Traversée ».", []),
        ("Le maire n'a pas dit que la tour tenait.", []),
    ],
)
def test_french_news_says_who_said_it_in_many_places(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert said(text, "fr") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "„Der Turm steht“, sagte die Wirtin der Insel, Ines Halvard, dem Boten. „Er steht gut.“",
            [("Ines Halvard", "direct", "Der Turm steht"), ("Ines Halvard", "direct", "Er steht gut.")],
        ),
        (
            "„Der Turm“, so Umweltminister Emil Rathke, „steht.“",
            [("Emil Rathke", "direct", "Der Turm"), ("Emil Rathke", "direct", "steht.")],
        ),
        (
            "Der Hydrologe Emil Rathke sagte dem Boten, der Turm sei sicher.",
            [("Emil Rathke", "indirect", "der Turm sei sicher")],
        ),
        (
            "Ines Halvard erklärte am Freitag in Lund, dass der Turm steht.",
            [("Ines Halvard", "indirect", "der Turm steht")],
        ),
        ("„Der Turm steht“, hatte Ines Halvard in Lund erklärt.", [("Ines Halvard", "direct", "Der Turm steht")]),
        ("Der Turm stehe noch, betonte Ines Halvard.", [("Ines Halvard", "indirect", "Der Turm stehe noch")]),
        ("Nach dem Treffen sagte Ines Halvard, man habe Zeit.", [("Ines Halvard", "indirect", "man habe Zeit")]),
        (
            "Der Turm bleibt zu, teilte das Bauministerium am Mittwoch mit.",
            [("Bauministerium", "indirect", "Der Turm bleibt zu")],
        ),
        ("Laut Bürgermeisterin Ines Halvard bleibt der Turm zu.", [("Ines Halvard", "indirect", "bleibt der Turm zu")]),
        ("Der Beamte, den die Zeitung zitiert, ging nach Hause.", []),
        ("Drei Menschen wurden laut Polizei am Turm verletzt.", []),
        ("Am Ende der Woche kam Regen, und die Zuversicht wuchs.", []),
    ],
)
def test_german_news_says_who_said_it(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert said(text, "de") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“La torre aguanta”, dijo el alcalde, Julián Soto.", [("Julián Soto", "direct", "La torre aguanta")]),
        (
            "La alcaldesa, Inés Soto, llegó tarde. “La torre aguanta”, afirmó. Aseguró que no caería nunca.",
            [("Inés Soto", "direct", "La torre aguanta"), ("Inés Soto", "indirect", "no caería nunca")],
        ),
        ("Inés Soto ha explicado que la torre aguanta.", [("Inés Soto", "indirect", "la torre aguanta")]),
        ("Según Inés Soto, la torre aguanta.", [("Inés Soto", "indirect", "la torre aguanta")]),
        (
            "Según las autoridades portuarias, la torre aguanta.",
            [("autoridades", "indirect", "la torre aguanta")],
        ),
        ("Inés Soto no dijo que la torre aguantaría.", []),
        ("Inés Soto negó haber dicho al juez que la torre caería.", []),
    ],
)
def test_spanish_news_says_who_said_it(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert said(text, "es") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Tháp vẫn đứng vững”, ông Walter Dunn nói.", [("Walter Dunn", "direct", "Tháp vẫn đứng vững")]),
        (
            "Bộ trưởng Giao thông Valdor Ingrid Dahl khẳng định tháp vẫn đứng vững.",
            [("Ingrid Dahl", "indirect", "tháp vẫn đứng vững")],
        ),
        (
            "Giáo sư Trịnh Gia Bảo cho biết tháp vẫn đứng vững. Theo ông, tháp rất cao.",
            [("Trịnh Gia Bảo", "indirect", "tháp vẫn đứng vững"), ("Trịnh Gia Bảo", "indirect", "tháp rất cao")],
        ),
        (
            "Bà Priya Dahl, giám đốc điều hành Valdor Ferries, cho biết tháp vẫn đứng vững.",
            [("Priya Dahl", "indirect", "tháp vẫn đứng vững")],
        ),
        ("Hai nước ký hiệp ước chia sẻ nguồn nước sông Orve.", []),
    ],
)
def test_vietnamese_news_says_who_said_it(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert said(text, "vi") == expected


def test_german_reporters_mark_the_quotations_that_are_found() -> None:
    quotes = DATA / "german_quotes" / "dev.jsonl"
    if not quotes.is_file():
        pytest.skip(f"no marked quotations at {quotes}: set NEWSBOT_BENCH_DATA")
    marked = found = 0
    for line in quotes.read_text("utf-8").splitlines():
        article = json.loads(line)
        text = article["originalText"]
        direct = [
            text[span["charBegin"] : span["charEnd"]].strip('„“”«»" ,')
            for one in article["annotations"]
            if one["type"] == "Direct"
            for span in one["quote"]["spans"]
        ]
        statements = find_statements(text, find_sentences(text, "de"), language="de")
        quoted = [text[s.start : s.end].strip(" ,") for s in statements if s.kind != "indirect"]
        marked += sum(len(words.split()) > 4 for words in direct)
        found += sum(any(words in one or one in words for one in quoted) for words in direct if len(words.split()) > 4)

    assert found / marked > 0.7


def test_another_language_falls_back_on_marks_and_a_name_near_by() -> None:
    assert said("„Der Turm steht“, sagte Ines Halvard.", "de") == [("Ines Halvard", "direct", "Der Turm steht")]
    assert said("«Башня стоит», — заявил Антон Рябов.", "ru") == [("Антон Рябов", "direct", "Башня стоит")]


def test_a_statement_made_to_an_agency_came_through_it_and_a_full_date_dates_it() -> None:
    text = "“The tower stands,” Ines Halvard told Reuters on 12 October 2023."

    (statement,) = find_statements(text, find_sentences(text, "en"), language="en", agency="PA")

    assert (statement.via, statement.said) == ("Reuters", "2023-10-12")


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("The British minister Ines Halvard said the tower would stand.", "as_published"),
        ("The Russian minister Ines Halvard said the tower would stand.", "translated"),
        ("The Canadian minister Ines Halvard said the tower would stand.", "unknown"),
        ("Ines Halvard said in French that the tower would stand.", "translated"),
        ("Ines Halvard said the tower would stand.", "unknown"),
    ],
)
def test_words_are_the_speakers_own_only_if_the_text_shows_it(text: str, wording: str) -> None:
    assert [s.wording for s in find_statements(text, find_sentences(text, "en"), language="en")] == [wording]


PIECES = st.sampled_from(
    [
        *("«", "»", "“", "”", "„", '"', "'", "’", "‘", "‹", "›", "「", "」", " ", "\n\n", ". ", ", ", " : ", "-"),
        *("Paul Dupont", " a dit ", "said ", "a-t-il déclaré", "he said", "selon lui", "selon ", "le ministre ", "oui"),
        *(
            "sagte ",
            "Minister Paul",
            " der ",
            " teilte ",
            " mit",
            "sei ",
            "dijo ",
            "ông Bảo ",
            " cho biết ",
            "(NEMA) ",
            "0A0",
        ),
        *(" and ", "l'", "M. ", "\ufffb", "\ufffc", "qui "),
    ]
)
HOSTILE = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=80))


@settings(max_examples=300)
@given(HOSTILE, st.sampled_from(["fr", "en", "de", "es", "vi", "xx", ""]))
def test_statements_are_slices_in_order_whatever_the_text(text: str, language: str) -> None:
    found = find_statements(text, find_sentences(text, language or "en"), language=language)

    assert all(0 <= s.start < s.end <= len(text) for s in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(s.speaker and not text[s.start].isspace() and not text[s.end - 1].isspace() for s in found)


@given(HOSTILE, st.lists(st.integers(0, 100), max_size=6))
def test_sentences_may_be_cut_anywhere(text: str, cuts: list[int]) -> None:
    places = sorted({0, len(text), *(place for place in cuts if place < len(text))})
    sentences = [Sentence(start, end) for start, end in pairwise(places)]

    assert all(s.end <= len(text) for s in find_statements(text, sentences, language="fr"))


@settings(max_examples=300)
@given(HOSTILE)
def test_quotations_come_in_order_and_never_overlap(text: str) -> None:
    found = find_quotations(text)

    assert all(q.outer_start <= q.start < q.end <= q.outer_end for q in found)
    assert all(first.outer_end <= second.outer_start for first, second in pairwise(found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “it is ‘late’”, and left.", ["it is ‘late’"]),
        ("»Ja«, sagte er. „Nein“", ["Ja", "Nein"]),
        ("“One.\n\n“Two.” Then “three”.", ["One.", "Two.", "three"]),
        ("An unclosed “ mark, and a “whole pair” after it", ["whole pair"]),
        ("« Un », et « deux\n\nTrois.", ["Un"]),
        ('toxique."Un enfant"La "porte"', ["Un enfant", "porte"]),
        ("'The players' union won,' he said. It's the '90s.", ["The players' union won,"]),
        ("「晴れ」と言った", ["晴れ"]),
        ("‹ a › et « b ‹ c › »", ["a", "b ‹ c ›"]),
        ("\"One.\n\n\"Two 'and three' more.", ["One.", "Two 'and three' more."]),
    ],
)
def test_marks_are_paired_as_newsrooms_use_them(text: str, expected: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quotations(text)] == expected


def test_two_million_characters_of_marks_are_read_in_linear_time() -> None:
    hostile = "« a “b” \"c\" 'd' » a dit M. Paul. " * 60_000

    assert len(find_quotations(hostile[:2_000_000])) > 50_000


def test_the_article_that_the_first_users_ask_about() -> None:
    article = DATA / "000_ad6fdf2ba060e34e.txt"
    if not article.is_file():
        pytest.skip(f"no article at {article}: set NEWSBOT_BENCH_DATA")
    whole = article.read_text("utf-8")
    paragraphs = whole[whole.index("L'OTAN n'a pas") : whole.rindex("Lan Ha")].strip().split("\n\n")
    text = "\n\n".join(paragraph for paragraph in paragraphs if ".jpg" not in paragraph)

    found = find_statements(text, find_sentences(text, "fr"), language="fr", agency="TASS")

    speakers = {"Lloyd Austin": 5, "Jens Stoltenberg": 3}
    assert {name: sum(s.speaker == name for s in found) for name in speakers} == speakers
    assert len(found) == 8
    assert {s.via for s in found} == {"TASS"}
    assert {s.wording for s in found if s.speaker == "Lloyd Austin"} == {"translated"}
    assert any(
        s.kind == "direct" and text[s.end - 12 : s.end] == "l'article 5." and s.speaker == "Lloyd Austin" for s in found
    )
    assert any(
        s.kind == "mixed" and text[s.start :].startswith("ont évoqué") and s.speaker == "Jens Stoltenberg"
        for s in found
    )
