"""Heads as newspapers in five languages print them, and the lines near them that are text."""

from datetime import date

import pytest

from ingest.head.byline import Byline
from ingest.head.head import Head, take_head
from ingest.readers.record import Raw

TODAY = date(2026, 11, 22)


def head(text: str, *, language: str = "en") -> Head:
    return take_head(Raw("story.txt", text), today=TODAY, language=language)


BODY = {
    "en": "The council voted on Sunday to keep the pool open.\n\n“It is ours,” the mayor said.",
    "fr": "Le conseil a voté dimanche le maintien de la piscine.\n\n« Elle est à nous », a dit le maire.",
    "de": "Der Rat hat am Sonntag für das Freibad gestimmt.\n\n„Es gehört uns“, sagte die Bürgermeisterin.",
    "es": "El pleno votó el domingo mantener la piscina.\n\n“Es nuestra”, dijo la alcaldesa.",
    "vi": "Hội đồng hôm Chủ nhật đã biểu quyết giữ lại hồ bơi.\n\n“Đây là của chúng tôi”, bà chủ tịch nói.",
}


@pytest.mark.parametrize(
    ("language", "above", "below", "told"),
    [
        ("en", "The Marsden Gazette\nMon 2 Feb 2026 06.00 GMT\nLydia Frost and Omar Haddad", "",
         Byline("Lydia Frost and Omar Haddad", "The Marsden Gazette", None, "2026-02-02T06:00+00:00")),
        ("en", "By LYDIA FROST | lfrost@marsdengazette.example | The Marsden Gazette\n"
               "PUBLISHED: February 2, 2026 at 6:00 AM | UPDATED: February 2, 2026 at 9:14 AM", "",
         Byline("LYDIA FROST", "The Marsden Gazette", None, "2026-02-02T06:00")),
        ("en", "By Omar Haddad\nStaff Writer\n\nMarsden Daily Times\n\nFeb. 2, 2026", "",
         Byline("Omar Haddad", "Marsden Daily Times", None, "2026-02-02")),
        ("en", "February 2, 2026", "— Omar Haddad, Marsden Gazette",
         Byline("Omar Haddad", "Marsden Gazette", None, "2026-02-02")),
        ("en", "Marsden Herald, Sunday, February 1, 2026, page 3", "",
         Byline(None, "Marsden Herald", None, "2026-02-01")),
        ("fr", "Par Le Courrier du Littoral avec AFP\n"
               "Publié le 02/02/2026 à 06h00, mis à jour le 02/02/2026 à 09h14", "",
         Byline(None, "Le Courrier du Littoral", "AFP", "2026-02-02T06:00")),
        ("fr", "L'Écho de Brévane – Julie Maurin – 2 février 2026", "",
         Byline("Julie Maurin", "L'Écho de Brévane", None, "2026-02-02")),
        ("fr", "2 février 2026", "Julie Maurin\nL'Écho de Brévane",
         Byline("Julie Maurin", "L'Écho de Brévane", None, "2026-02-02")),
        ("de", "Von Hanna Ott, Brockau\n02.02.2026, 6:00 Uhr\nBrockauer Anzeiger", "",
         Byline("Hanna Ott", "Brockauer Anzeiger", None, "2026-02-02T06:00")),
        ("de", "Brockauer Nachrichten | Lokales | 02.02.2026", "(hot/dpa)",
         Byline(None, "Brockauer Nachrichten", "dpa", "2026-02-02")),
        ("es", "Lucía Prieto\nSanta Rufina - 02 FEB 2026 - 06:00 CET", "",
         Byline("Lucía Prieto", None, None, "2026-02-02T06:00")),
        ("es", "EL HERALDO DE SANTA RUFINA | AGENCIA EFE\n2 de febrero de 2026 · 06:00 h.", "",
         Byline(None, "EL HERALDO DE SANTA RUFINA", "EFE", "2026-02-02T06:00")),
        ("es", "EFE / Santa Rufina\n2 feb 2026", "", Byline(None, None, "EFE", "2026-02-02")),
        ("vi", "Thứ hai, 2/2/2026, 06:00 (GMT+7)\nBáo Sông Tiền", "Lê Quang (Theo TTXVN)",
         Byline("Lê Quang", "Báo Sông Tiền", "VNA", "2026-02-02T06:00+07:00")),
        ("vi", "02/02/2026 06:00\n\n(Sông Tiền) - ", "Lê Quang",
         Byline("Lê Quang", "Sông Tiền", None, "2026-02-02T06:00")),
        ("en", "Lydia Frost\n@lydiafrost\nMonday 02 February 2026 06:00 GMT", "",
         Byline("Lydia Frost", None, None, "2026-02-02T06:00+00:00")),
        ("en", "By LYDIA FROST and OMAR HADDAD Associated Press", "", Byline("LYDIA FROST and OMAR HADDAD", None, "AP")),
        ("en", "By Omar Haddad and Lydia Frost | Reuters", "", Byline("Omar Haddad and Lydia Frost", None, "Reuters")),
        ("en", "Staff and wire reports\nMarsden Tribune\n1/31/2026", "",
         Byline(None, "Marsden Tribune", None, "2026-01-31")),
        ("en", "By Omar Haddad for The Marsden Post\n31 January 2026, 6:00 p.m.", "",
         Byline("Omar Haddad", "The Marsden Post", None, "2026-01-31T18:00")),
        ("en", "Lydia Frost in Marsden\nThe Sentinel, 2 February 2026", "",
         Byline("Lydia Frost", "The Sentinel", None, "2026-02-02")),
        ("fr", "Publié le 02/02/2026 à 06:00, mis à jour à 07:30\nPar la rédaction\nOuest Matin", "",
         Byline(None, "Ouest Matin", None, "2026-02-02T06:00")),
        ("fr", "J. M. | Le Journal de Brévane | 02.02.2026", "",
         Byline("J. M.", "Le Journal de Brévane", None, "2026-02-02")),
        ("fr", "De notre correspondant à Brockau, Paul Astier\nLa Gazette de Brévane\n31.1.2026", "",
         Byline("Paul Astier", "La Gazette de Brévane", None, "2026-01-31")),
        ("de", "Allgemeine Brockauer Zeitung\nvon Ulf Brandt und dpa\n31. Januar 2026", "",
         Byline("Ulf Brandt", "Allgemeine Brockauer Zeitung", "dpa", "2026-01-31")),
        ("de", "Brockauer Rundschau (Online) – 31.01.2026, 18.30 Uhr", "",
         Byline(None, "Brockauer Rundschau", None, "2026-01-31T18:30")),
        ("es", "Por: Tomás Iriarte / La Gaceta\n31/01/2026", "", Byline("Tomás Iriarte", "La Gaceta", None, "2026-01-31")),
        ("es", "Lucía Prieto\nCorresponsal en Brockau\nLa Prensa de Rufina, lunes 2 de febrero de 2026", "",
         Byline("Lucía Prieto", "La Prensa de Rufina", None, "2026-02-02")),
        ("vi", "(Theo Báo Sông Hậu)\nTrần Mai\n31/01/2026", "", Byline("Trần Mai", "Báo Sông Hậu", None, "2026-01-31")),
        ("vi", "Phóng viên Trần Mai\nĐài Truyền hình Sông Hậu\nCập nhật 18:30, ngày 31/01/2026", "",
         Byline("Trần Mai", "Đài Truyền hình Sông Hậu", None, "2026-01-31T18:30")),
    ],
)  # fmt: skip
def test_a_head_as_papers_print_it_goes_where_it_belongs(language, above, below, told):
    above += "" if above.endswith(" - ") else "\n\n"

    taken = head(f"Pool\n\n{above}{BODY[language]}\n\n{below}", language=language)

    assert (taken.title, taken.text) == ("Pool", BODY[language])
    assert Byline(taken.byline, taken.outlet, taken.agency, taken.published) == told


@pytest.mark.parametrize(
    "line",
    [
        "The Post Office",
        "What the Observer saw",
        "Key points",
        "Angela Weber",
        "A Courier's Day",
        "Hard times for the harbour",
        "Background: Harbour Post, the company",
        "Le courrier des lecteurs",
        "Zeitung lesen im Zug",
        "Tin nóng",
        "The Times They Are a-Changin'",
        "Ferry Strike | Day Two",
        "Sunday Post",  # were both not words of the text, it would be an outlet
    ],
)
def test_a_line_between_title_and_text_that_may_be_a_subheading_stays(line):
    body = f"{BODY['en']}\n\nLetters come by post on any sunday, he said."

    assert head(f"Pool\n\n{line}\n\n{body}").text == f"{line}\n\n{body}"


@pytest.mark.parametrize("end", ["Anna Weber", "Thanks", "The End", "To be continued", "Nora Hale, 34"])
def test_a_last_line_that_nothing_else_explains_stays(end):
    assert head(f"Pool\n\n{BODY['en']}\n\n{end}").text == f"{BODY['en']}\n\n{end}"


@pytest.mark.parametrize(
    "lines",
    [
        "Pool Vote",  # what reads like a name is made of the text's own words
        "Washington Post\n\nBerliner Zeitung",
        "Anna Weber\n\nPaul Ott\n\nNora Hale",
    ],
)
def test_a_list_of_names_or_a_kicker_beside_a_date_is_not_swallowed(lines):
    told = head(f"Ferry\n\n3 March 2026\n\n{lines}\n\nThe pool was open. Nobody had to vote.\n\n{BODY['en']}")

    kept = lines.split("\n\n")[1:] if "\n" in lines else [lines]

    assert told.text.split("\n\n")[: len(kept)] == kept
