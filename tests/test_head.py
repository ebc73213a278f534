"""What stands round an article, from its title to its signature: all of it out of the text, and nothing more."""

from datetime import date
from textwrap import fill

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.head.byline import Byline, read_byline
from ingest.head.head import Head, take_head
from ingest.head.names import find_agency
from ingest.readers.record import Raw
from ingest.text.clean import is_caption, tidy

TODAY = date(2026, 11, 22)


def head(text: str, *, language: str = "en", **fields: str) -> Head:
    return take_head(Raw("story.txt", text, **fields), today=TODAY, language=language)


def test_an_article_as_a_newspaper_sends_it_is_taken_apart():
    story = (
        "Les ferries restent à quai\n\nNora Petit (selon Nordpresse) March 3, 2026 09:15\n\n"
        "(Lecourrier.fr) - Le ferry n'est pas parti lundi.\n\nphoto 1.jpg\nLe port, lundi. Photo\u00a0: Reuters\n\n"
        "« Nous attendons », a dit le maire.\n\nNora Petit (selon Nordpresse)"
    )

    assert head(story, language="fr") == Head(
        title="Les ferries restent à quai",
        text="Le ferry n'est pas parti lundi.\n\n« Nous attendons », a dit le maire.",
        outlet="Lecourrier.fr",
        agency="Nordpresse",
        byline="Nora Petit",
        published="2026-03-03T09:15",
    )


@pytest.mark.parametrize(
    ("line", "language", "told"),
    [
        ("Par Nora Petit, avec AFP — publié le 12 mars 2026 à 08:15", "fr",
         Byline("Nora Petit", None, "AFP", "2026-03-12T08:15")),
        ("By Ana Ruiz | Harbour Post | 3 March 2026", "en", Byline("Ana Ruiz", "Harbour Post", None, "2026-03-03")),
        ("By Ana Ruiz in Oslo", "en", Byline("Ana Ruiz")),
        ("By Ana Ruiz, Political Editor", "en", Byline("Ana Ruiz")),
        ("Von Karl Weber, dpa", "de", Byline("Karl Weber", None, "dpa")),
        ("Von Anna Schmidt und Karl Weber", "de", Byline("Anna Schmidt und Karl Weber")),
        ("Lan Ha (theo TTXVN) 13/10/2023 09:32", "vi", Byline("Lan Ha", None, "VNA", "2023-10-13T09:32")),
        ("Автор: Иван Петров, 13 октября 2023, 09:32", "ru", Byline("Иван Петров", None, None, "2023-10-13T09:32")),
        ("بقلم: أحمد علي", "ar", Byline("أحمد علي")),
        ("Le Courrier avec AFP", "fr", Byline(None, "Le Courrier", "AFP")),
        ("Published: 12 March 2026 | Updated: 13 March 2026", "en", Byline(published="2026-03-12")),
        ("Von Anna Schmidt, Kiel", "de", Byline("Anna Schmidt")),
        ("Thứ Ba, 03/03/2026 - 09:15", "vi", Byline(published="2026-03-03T09:15")),
        ("Jeudi 12 mars 2026", "fr", Byline(published="2026-03-12")),
        ("AFP", "fr", Byline(agency="AFP")),
    ],
)  # fmt: skip
def test_a_byline_tells_who_for_whom_after_whom_and_when(line, language, told):
    assert read_byline(line, today=TODAY, language=language) == told


@pytest.mark.parametrize(
    "line",
    [
        "By then the ferry had left.",
        "By midnight",
        "Par ailleurs, la grève continue",
        "Von Montag an fahren Züge",
        "Selon l'AFP, trois personnes sont mortes",
        "With Ana Ruiz",
        "Selon Nora Petit",
        "A strike on 3 March 2026 would stop the ferry",
        "The end",
        "",
    ],
)
def test_a_sentence_is_no_byline(line):
    assert read_byline(line, today=TODAY) is None


@pytest.mark.parametrize(
    ("dateline", "agency", "outlet"),
    [
        ("PARIS, 3 March (Reuters) - ", "Reuters", None),
        ("(AFP) - ", "AFP", None),
        ("BERLIN (dpa) – ", "dpa", None),
        ("Berlin (dpa/lno) - ", "dpa", None),
        ("MADRID, 3 mar (EFE).- ", "EFE", None),
        ("МОСКВА, 13 октября. /ТАСС/. ", "TASS", None),
        ("МОСКВА, 13 окт — РИА Новости. ", "RIA Novosti", None),
        ("(ANSA) - ROMA, 03 MAR - ", "ANSA", None),
        ("BEIJING, March 3 (Xinhua) -- ", "Xinhua", None),
        ("New Delhi, Mar 3 (PTI) ", "PTI", None),
        ("القاهرة (رويترز) - ", "Reuters", None),
        ("新华社北京3月3日电 ", "Xinhua", None),
        ("OSLO (Nordpresse) — ", "Nordpresse", None),  # not known, but where an agency stands
        ("VOV.VN - ", None, "VOV.VN"),
        ("(Harbourpost.example) - ", None, "Harbourpost.example"),
        ("LONDON — ", None, None),
        ("", None, None),
    ],
)
def test_a_dateline_is_no_part_of_the_text(dateline, agency, outlet):
    body = "The ferry stayed in port.\n\nNobody was hurt."

    taken = head(dateline + body, title="Ferry strike")

    assert (taken.text, taken.agency, taken.outlet) == (body, agency, outlet)


@pytest.mark.parametrize(
    "start",
    [
        "Paul Vasseur (PRD) – qui était là – est parti.",
        "Angela Weber (CDU) – Kanzlerin – ging.",
        "OTAN - Les ministres arrivent.",
        "(Paris) La grève continue.",
        "L'UE - qui a voté - se tait.",
        "The mayor (who smiled) - at last - spoke.",
        "Reuters said so.",
    ],
)
def test_what_only_looks_like_a_dateline_stays(start):
    assert head(f"{start}\n\nThe rest.", title="T").text == f"{start}\n\nThe rest."


@pytest.mark.parametrize(
    "end",
    [
        "(AFP)",
        "AFP",
        "© dpa 2026",
        "(Reporting by Ana Ruiz; Editing by Bo Lind)",
        "Source : AFP",
        "Theo TTXVN",
        "Harbour Post",
        "(Harbour Post)",
        "(hot/dpa)",
    ],
)
def test_a_signature_at_the_end_is_no_part_of_the_text(end):
    assert (
        head(f"The ferry stayed.\n\nNobody was hurt.\n\n{end}", title="T").text
        == "The ferry stayed.\n\nNobody was hurt."
    )


def test_a_name_above_an_agencys_signature_is_the_byline():
    taken = head("Phà không rời bến.\n\nÔng Nam chờ.\n\nMinh Anh\nTheo Reuters", title="T", language="vi")

    assert (taken.text, taken.byline, taken.agency) == ("Phà không rời bến.\n\nÔng Nam chờ.", "Minh Anh", "Reuters")


def test_the_lines_under_a_pictures_file_name_are_its_caption():
    taken = head("It rained.\n\nharbour 1.jpg\nThe harbour on Monday\n\nNobody was hurt.", title="T")

    assert taken.text == "It rained.\n\nNobody was hurt."


def test_an_agency_that_signs_the_last_sentence_is_taken_from_it():
    taken = head("The ferry stayed.\n\nNobody was hurt. (Reuters)", title="T")

    assert (taken.text, taken.agency) == ("The ferry stayed.\n\nNobody was hurt.", "Reuters")


@pytest.mark.parametrize(
    ("paragraph", "caption"),
    [
        ("The port on Monday. Photo: Ana Ruiz/AFP", True),
        ("Le port, lundi. Photo\u00a0: AP", True),
        ("Cảng hôm thứ Hai. Ảnh: Reuters", True),
        ("Der Hafen am Montag. Foto: dpa", True),
        ("The port on Monday (Ana Ruiz/AFP via Getty Images)", True),
        ("Légende : le port, lundi", True),
        ("ferry-2.webp", True),
        ("Elle a publié une photo : un chat noir.", False),
        ("The photo shows the port on Monday.", False),
        ("He spoke to AFP.", False),
        ("The image was clear: nobody had won.", False),
    ],
)
def test_a_caption_is_told_from_a_sentence(paragraph, caption):
    assert is_caption(paragraph) is caption


def test_lines_that_a_machine_wrapped_are_joined_and_lines_that_a_writer_ended_are_not():
    first = "The island ferry will stay in port on Monday since its crew has gone on strike over the night shifts."
    second = "The company regrets it, and so do some three hundred islanders who rely on the boat for school."

    taken = head(f"Ferry strike\n\n{fill(first, 60)}\n\n{fill(second, 60)}")
    listed = head(f"Ferry strike\n{first}\n{second}")

    assert taken == listed == Head(title="Ferry strike", text=f"{first}\n\n{second}")


def test_a_text_without_a_title_is_called_by_its_first_words_and_keeps_them():
    taken = head("The ferry stayed in port on Monday. Nobody was hurt.\n\nIt rained.")

    assert taken.title == "The ferry stayed in port on Monday. Nobody was hurt."
    assert taken.text.startswith(taken.title)


def test_what_the_fields_say_goes_before_what_the_lines_say():
    taken = head(
        "By Ana Ruiz | 3 March 2026\n\nThe ferry stayed.",
        title="T",
        byline="Bo Lind",
        published="2026-03-04",
        outlet="Post",
    )

    assert (taken.byline, taken.published, taken.outlet, taken.text) == (
        "Bo Lind",
        "2026-03-04",
        "Post",
        "The ferry stayed.",
    )


@pytest.mark.parametrize("field", ["Ana Ruiz", "By Ana Ruiz", "Von: Ana Ruiz", "Di Ana Ruiz", "Autor: Ana Ruiz"])
def test_a_field_that_names_the_author_needs_no_by(field):
    assert head("The ferry stayed.", title="T", byline=field).byline == "Ana Ruiz"


def test_an_author_field_that_names_an_agency_is_the_agency():
    taken = head("The ferry stayed.", title="T", byline="Ana Ruiz avec AFP")

    assert (taken.byline, taken.agency) == ("Ana Ruiz", "AFP")


def test_agencies_are_known_in_other_scripts_and_two_at_once():
    assert [find_agency(name) for name in ("ТАСС", "l'Agence France-Presse", "رويترز", "dpa/AFP", "Nobody")] == [
        "TASS",
        "AFP",
        "Reuters",
        "dpa/AFP",
        None,
    ]


def test_the_unseen_is_taken_out_and_the_needed_stays():
    assert tidy("a\u202eb\x00c\ufeffd\u200be\u00adf") == "abcdef"
    assert tidy("300\u00a0000, می\u200cروم, क्\u200dष, e\u0301") == "300\u00a0000, می\u200cروم, क्\u200dष, é"
    assert tidy("lone \ud800 half") == "lone  half"


@given(st.text(max_size=500))
def test_no_text_breaks_the_taking_of_a_head_and_no_word_is_made_up(text):
    taken = head(text)

    plain = tidy(text)
    assert all(word in plain for word in taken.text.split())
    assert tidy(taken.text) == taken.text
