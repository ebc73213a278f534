"""German statements: fragments in a sentence, offices before names, papers that speak, and who goes on being reported."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.statements_german import is_called_so, same_speaker
from ingest.statements.find import find_statements
from ingest.text.sentences import find_sentences

WERFT = """\
Der Werftchef Olaf Brink bezeichnete die Pläne der Stadt als „Schnapsidee“. Man habe „alles im Griff“, und die \
Verträge seien „längst unterschrieben“.

„Wir bauen weiter“, sagte Brink am Montag. „Daran ändert niemand etwas.“ Die Stadträtin Karla Timm (Hafenpartei) \
warf ihm „Starrsinn“ vor. In einer Mitteilung der Reederei heißt es: „Der Vertrag gilt.“

Das Schiff „Alte Liebe“ liegt seit Mai im Dock."""


def said(text: str) -> list[tuple[str, str]]:
    """Speaker and words of each quotation, whole or a fragment."""
    found = find_statements(text, find_sentences(text, "de"), language="de")
    return [(s.speaker, text[s.start : s.end]) for s in found if s.kind != "indirect"]


def test_a_report_tells_whose_each_fragment_is_and_leaves_the_ships_name_out() -> None:
    assert said(WERFT) == [
        ("Olaf Brink", "Schnapsidee"),
        ("Olaf Brink", "alles im Griff"),
        ("Olaf Brink", "längst unterschrieben"),
        ("Olaf Brink", "Wir bauen weiter"),
        ("Olaf Brink", "Daran ändert niemand etwas."),
        ("Karla Timm", "Starrsinn"),
        ("Mitteilung der Reederei", "Der Vertrag gilt."),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die Ministerin Karla Timm sprach von einem „Skandal“.", [("Karla Timm", "Skandal")]),
        ("Greenpeace nannte das Abkommen ein „Feigenblatt“.", [("Greenpeace", "Feigenblatt")]),
        ("Dies sei „ein guter Tag“, so der Minister.", [("Minister", "ein guter Tag")]),
        ("Der Polizei zufolge war es ein „bedauerlicher Einzelfall“.", [("Polizei", "bedauerlicher Einzelfall")]),
        ("Laut Polizei war es ein „bedauerlicher Einzelfall“.", [("Polizei", "bedauerlicher Einzelfall")]),
        ("Laut einer Mitteilung des Amtes ist er „gefährlich“.", [("Mitteilung des Amtes", "gefährlich")]),
        ("Nach Ansicht von Timm ist der Plan „zum Scheitern verurteilt“.", [("Timm", "zum Scheitern verurteilt")]),
        ("Brink hat den Plan als „Schnapsidee“ abgetan.", [("Brink", "Schnapsidee")]),
        ("Der Plan wurde von Olaf Brink als „Schnapsidee“ bezeichnet.", [("Olaf Brink", "Schnapsidee")]),
        ("Demonstranten riefen „Brink muss weg“.", [("Demonstranten", "Brink muss weg")]),
        ("Ein Sprecher der Polizei sagte: „Wir suchen noch.“", [("Sprecher der Polizei", "Wir suchen noch.")]),
        (
            "„Wir suchen noch“, sagte ein Sprecher der Polizei der Zeitung.",
            [("Sprecher der Polizei", "Wir suchen noch")],
        ),
        ("Olaf Brink traf Karla Timm. Sie sagte: „Alles ist gut.“", [("Karla Timm", "Alles ist gut.")]),
        ("Ida Ahlers aus Lund sagte: „Alles ist gut.“", [("Ida Ahlers", "Alles ist gut.")]),
        ("Ein Augenzeuge: „Es war die Hölle für alle hier.“", [("Augenzeuge", "Es war die Hölle für alle hier.")]),
        (
            "Die Zeitung zitierte den Minister Olaf Brink mit den Worten: „Alles ist gut.“",
            [("Olaf Brink", "Alles ist gut.")],
        ),
        ("Brink sagte, der Turm sei „alt“ und „marode“.", [("Brink", "alt"), ("Brink", "marode")]),
        ("Timm warf der Stadt „Untätigkeit“ vor.", [("Timm", "Untätigkeit")]),
        ("Laut einem Sprecher der Werft war es ein „Unfall“.", [("Sprecher der Werft", "Unfall")]),
        (
            "Der Richter sprach von „Gier“. Der Verteidiger kündigte Berufung an. Das Urteil sei „falsch“.",
            [("Richter", "Gier"), ("Verteidiger", "falsch")],
        ),
        ("Olaf Brink (47), Chef der Werft, nannte den Streik „unnötig“.", [("Olaf Brink", "unnötig")]),
        ("„Ich gehe“, sagte er. Die Sprecherin schwieg.", []),
    ],
)
def test_german_quotations_have_the_speaker_that_a_reader_would_name(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Der Film „Das lange Meer“ läuft heute an, sagte Brink.",
        "Das „Haus am See“ brannte ab, teilte die Feuerwehr mit.",
        "Der sogenannte „Hafenkönig“ sei geflohen, sagte Brink.",
        "Brink sagte in der „Hafenpost“, der Turm stehe noch.",
        "Der Angeklagte wurde wegen „Bildung einer Bande“ verurteilt.",
        "Die Reederei (kurz: „HaRe“) kündigte an, der Betrieb gehe weiter.",
        "Der Plan sieht eine „Umgehung“ vor.",
    ],
)
def test_names_of_films_papers_and_houses_are_nobodys_words(text: str) -> None:
    assert said(text) == []


def test_a_name_with_von_is_one_name_with_or_without_the_first() -> None:
    text = "Ministerin Ursula von der Aue kam nach Lund. Von der Aue sagte, der Turm sei „sicher“."

    assert said(text) == [("Ursula von der Aue", "sicher")]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["„", "“", "sagte", "Brink", "der", "Minister", ",", ":", ".", "sei", "laut", "heißt es", "wurde",
             "genannt", "hat", "(", ")", "von", "Von der", "\n\n", "er", "und", "warf", "vor", "zufolge", "Brief"]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_statements_stand_in_order_inside_the_text_whatever_its_words(pieces: list[str]) -> None:
    text = " ".join(pieces)

    found = find_statements(text, find_sentences(text, "de"), language="de")

    ends = [place for s in found for place in (s.start, s.end)]
    assert ends == sorted(ends)
    assert all(s.speaker.strip() and text[s.start : s.end].strip() for s in found)


def test_every_fragment_is_what_a_plain_search_for_marks_finds() -> None:
    marked = [part.split("“")[0] for part in WERFT.split("„")[1:]]

    assert [words for _, words in said(WERFT)] == [words for words in marked if words != "Alte Liebe"]


@pytest.mark.parametrize(
    ("found", "wanted", "right"),
    [
        ("Olaf Brink", "der Werftchef Brink", True),
        ("Olaf Brink", "der Vorsitzende des Vereins, Olaf Brink", True),
        ("Polizei", "ein Sprecher der Polizei", False),
        ("Sprecher der Polizei", "ein Sprecher", True),
        ("Polizei", "einer Mitteilung der Polizei", True),
        ("Hanna Brink", "Olaf Brink", False),
        ("Ursula von der Aue", "Von der Aue", True),
        ("Auswärtige Amt", "des Auswärtigen Amtes", True),
    ],
)
def test_a_label_and_a_speaker_are_compared_as_a_reader_would(found: str, wanted: str, right: bool) -> None:
    assert same_speaker(found, wanted) is right


def test_a_calling_stands_for_the_name_that_the_article_puts_beside_it() -> None:
    text = "Der Werftchef Olaf Brink kam. Auch Karla Timm kam. Der Werftchef sagte: „Gut.“"

    assert is_called_so(text, "Olaf Brink", "Der Werftchef")
    assert not is_called_so(text, "Karla Timm", "Der Werftchef")
