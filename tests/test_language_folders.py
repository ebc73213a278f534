"""Languages that readers ask in are told alike: the same tables, the same slots, and patterns that compile."""

import re
from collections.abc import Iterator
from string import Formatter

import pytest

from bot.phrases import phrases
from bot.question.followup_patterns import follows
from bot.question.manners import manners
from bot.question.request import requests_of, talk
from ingest.languages import ANY, FOLDER, LANGUAGES, bringing, has, load
from ingest.quantities.number_words import number_words
from ingest.quantities.written_dates import day_words
from ingest.statements.cues import words_of
from ingest.text.negation import turning

PARTS = ("language", "sentences", "saying", "numbers", "dates", "negation", "asking", "answering")
OF_SOME = {"languages", "months", "year_marks"}  # tables that only some languages need


def leaves(table: object, place: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text of some nested tables, with where it stands."""
    if isinstance(table, dict):
        for name, inner in table.items():
            yield from leaves(inner, (*place, name))
    elif isinstance(table, str):
        yield place, table


def test_a_language_is_one_folder_of_known_files():
    for folder in FOLDER.iterdir():
        if folder.is_dir() and folder.name not in {ANY, "__pycache__"}:
            assert {file.stem for file in folder.glob("*.toml")} <= set(PARTS), folder.name


def test_languages_are_tried_in_the_order_that_their_folders_say():
    places = [load(language, "language")["asked"] for language in LANGUAGES]

    assert places == list(range(1, len(LANGUAGES) + 1))
    assert LANGUAGES[0] == "en"  # where nothing tells, English is spoken


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", ["asking", "answering"])
def test_a_language_that_is_asked_has_the_tables_of_english(language, part):
    own, english = load(language, part), load("en", part)

    assert set(own) - OF_SOME == set(english) - OF_SOME
    for name, table in english.items():
        if isinstance(table, dict) and part == "answering" and name not in OF_SOME:
            assert set(table) <= set(own[name]), f"{language}: {part}.toml: {name}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_filled_in_is_what_english_fills_in(language):
    known: dict[str, set[str]] = {}
    for (table, *_), text in leaves(load("en", "answering")):
        known.setdefault(table, set()).update(slot for _, slot, _, _ in Formatter().parse(text) if slot)
    for (table, *place), text in leaves(load(language, "answering")):
        own = {slot for _, slot, _, _ in Formatter().parse(text) if slot}
        assert own <= known.get(table, set()), (language, table, place)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pattern_of_a_language_compiles(language):
    for read in (phrases, manners, requests_of, follows, talk):
        read(language)


@pytest.mark.parametrize("language", sorted({one for part in PARTS for one in bringing(part)}))
def test_every_table_of_a_language_is_read(language):
    words_of(language), number_words(language), day_words(language), turning(language)


@pytest.mark.parametrize("language", ["..", "../en", "en/../de", "", "e n"])
def test_a_code_leads_to_no_other_folder(language):
    assert not has(language, "asking")
    assert load(language, "asking") == {}


def test_only_the_loader_opens_the_folders():
    readers = [
        path.name
        for package in ("bot", "ingest", "vectorstore")
        for path in (FOLDER.parents[1] / package).rglob("*.py")
        if re.search(r"languages[\"\'] ?/|joinpath\([\"\']languages", path.read_text("utf-8"))
    ]

    assert readers == []
