"""Spanish statements: who said what where a subject may be left out, follow its verb or stand a sentence later."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.statements.cues import words_of
from ingest.statements.dialogue import with_dialogue
from ingest.statements.find import find_statements
from ingest.text.quotation_marks import find_quotations
from ingest.text.sentences import find_sentences


def said(text: str) -> list[tuple[str, str, str]]:
    """Speaker, kind and words of each statement."""
    found = find_statements(text, find_sentences(text, "es"), language="es")
    return [(s.speaker, s.kind, text[s.start : s.end]) for s in found]


def test_a_reporters_aside_between_dashes_cuts_a_quotation_in_two() -> None:
    assert said("La concejal Amalia Grau no cede. «Los bancos —insistió en el pleno— no se mueven».") == [
        ("Amalia Grau", "direct", "Los bancos"),
        ("Amalia Grau", "direct", "no se mueven"),
    ]


def test_a_line_of_dialogue_is_what_the_dash_opens_without_the_reporters_words() -> None:
    text = (
        "Julián Sanz mira el río.\n\n—Ya no baja agua —dice sin volverse—. Ni bajará.\n\nLa carta, con un guion — así."
    )

    assert said(text) == [("Julián Sanz", "direct", "Ya no baja agua"), ("Julián Sanz", "direct", "Ni bajará.")]


def test_a_list_that_dashes_open_is_no_dialogue() -> None:
    text = "Había en la mesa:\n\n— Tres platos de sopa\n\n— Un mantel de hilo"

    assert with_dialogue(text, find_quotations(text), words_of("es")) == ()


def test_words_that_run_on_may_open_the_next_paragraph_with_the_closing_mark() -> None:
    text = "El párroco, Benito Lara, escribió a los fieles:\n\n«La torre se cae. Yo la oigo.\n\n»Dios no pone tejas.»"

    assert said(text) == [
        ("Benito Lara", "direct", "La torre se cae. Yo la oigo."),
        ("Benito Lara", "direct", "Dios no pone tejas."),
    ]


def test_a_subject_that_is_left_out_is_whoever_spoke_last() -> None:
    text = (
        "La bióloga Marta Oller admitió que las ranas se fueron en 1998. Preguntada por el lago, respondió que aún "
        "tiene remedio. Y que nadie lo busca."
    )

    assert said(text) == [
        ("Marta Oller", "indirect", "las ranas se fueron en 1998"),
        ("Marta Oller", "indirect", "aún tiene remedio"),
        ("Marta Oller", "indirect", "nadie lo busca"),
    ]


def test_a_clause_may_go_on_behind_the_saying_words_inside_it() -> None:
    text = "Lía Mondragón volvió ayer. El fuego, informó la Guardia Civil en una nota, se inició en tres puntos."

    assert said(text) == [("Guardia Civil", "indirect", "se inició en tres puntos")]


def test_a_calling_may_stand_for_a_name_that_comes_a_sentence_later() -> None:
    text = "«Aquí no se rinde nadie», tiró el técnico al llegar. Ramiro Ferrán se levantó sin esperar más."

    assert said(text) == [("Ramiro Ferrán", "direct", "Aquí no se rinde nadie")]


@pytest.mark.parametrize(
    ("sentence", "speaker", "words"),
    [
        ("Para Gonzalo Berro, la línea 4 es un lujo.", "Gonzalo Berro", "la línea 4 es un lujo"),
        ("La presa tenía grietas, según ha explicado a Efe el alcalde, Juan Tordera.", "Juan Tordera", None),
        ("Desde la asociación insisten en que la obra no empezará en mayo.", "asociación", None),
        ("Sara Montes dejó claro que la obra no empezará en mayo.", "Sara Montes", "la obra no empezará en mayo"),
        ("Fue Sara Montes quien anunció que la obra no empezará.", "Sara Montes", "la obra no empezará"),
        ("La tejedora Ana Mier aseguró no haber visto el informe.", "Ana Mier", "no haber visto el informe"),
        ("María de los Ángeles Prats cree que hay tiempo.", "María de los Ángeles Prats", "hay tiempo"),
    ],
)
def test_spanish_has_many_ways_to_say_that_somebody_says(sentence: str, speaker: str, words: str | None) -> None:
    found = said(sentence)

    assert [one[0] for one in found] == [speaker]
    assert words is None or found == [(speaker, "indirect", words)]


def test_a_colon_may_open_what_is_told_without_marks() -> None:
    assert said("La OMS advierte: la gripe se adelanta. La mesa estaba puesta, concedió: faltaba la comida.") == [
        ("OMS", "indirect", "la gripe se adelanta"),
        ("OMS", "indirect", "La mesa estaba puesta"),
        ("OMS", "indirect", "faltaba la comida"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "El autor de «La sombra del viento norte» murió ayer a los 84 años en Lugo.",
        "La tercera pregunta que hizo Ana Mier quedó sin respuesta.",
        "Kai-Fu Lee quiere que el museo abra.",
        "Se dijo que el puente se caía.",
        "Ana Mier instó a los vecinos que vieron algo a llamar.",
    ],
)
def test_what_nobody_says_is_no_statement(sentence: str) -> None:
    assert said(sentence) == []


PIECES = [
    "«Los bancos —insistió— no se mueven»",
    "—Ya no baja agua —dice Julián—. Ni bajará.",
    "La alcaldesa, Nuria Vall,",
    "aseguró que el tren llegará,",
    "según ella",
    "Y que no piensa volver.",
    "; Pedro, que fue la vela.",
    "\n\n",
    "«",
    "»",
    "—",
    "Para Vall, ",
    "quien recordó que",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_statements_are_slices_in_order_none_inside_another(pieces: list[str]) -> None:
    text = " ".join(pieces)

    found = find_statements(text, find_sentences(text, "es"), language="es")

    assert all(0 <= s.start < s.end <= len(text) for s in found)
    assert all(one.end <= after.start for one, after in pairwise(found))


def test_a_plain_regular_expression_finds_the_same_quotations() -> None:
    named = ["Ana Mier", "Blas Ortiz", "Celso Tito", "Dora Vall"]
    verbs = ["afirmó", "relata", "ha explicado", "zanjaba"]
    text = " ".join(
        f"«La casa número {n} sigue cerrada», {verb} {who}."
        for n, (who, verb) in enumerate(zip(named, verbs, strict=True))
    )
    oracle = [(who, words) for words, who in re.findall(r"«([^»]+)», [^A-Z]+ ([A-Z]\w+ [A-Z]\w+)", text)]

    assert [(speaker, words) for speaker, kind, words in said(text) if kind == "direct"] == oracle
    assert len(oracle) == 4
