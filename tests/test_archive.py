"""The archive keeps articles whole, replaces and forgets them whole, and mends what a killed writer left."""

import json
import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from conftest import BRIDGE, FERRY, FERRY_CORRECTED, ORCHARD, WordEncoder, make_article
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.article import Article
from vectorstore.archive import Archive
from vectorstore.chroma import ChromaCollection, DamagedArchive
from vectorstore.encoders.language_offsets import encode_question
from vectorstore.errors import AmbiguousArticle, MissingArchive, NoSuchArticle, WrongEncoder
from vectorstore.filters import Filters
from vectorstore.keywords import Keywords


class NarrowEncoder(WordEncoder):
    name, width = "narrow", 16


HEALTHY = {"passages_missing": 0, "passages_left_over": 0, "statements_missing": 0, "statements_left_over": 0}


def ask(archive: Archive, words: str) -> np.ndarray:
    return encode_question(archive.encoder, words, "en")


def names(archive: Archive) -> list[str]:
    return [listing.title for listing in archive.listings()]


def health(archive: Archive) -> dict[str, int | str | bool]:
    checks = archive.doctor()
    return {name: checks[name] for name in [*HEALTHY, "keywords_in_step", "unfinished"]}


ALL_WELL = {**HEALTHY, "keywords_in_step": True, "unfinished": 0}


def test_an_article_comes_back_as_it_was_read(filled: Archive) -> None:
    assert filled.article(FERRY.article_id) == FERRY
    assert filled.article(BRIDGE.article_id) == BRIDGE
    assert filled.article(ORCHARD.article_id) == ORCHARD
    assert filled.text(BRIDGE.article_id) == BRIDGE.text


@given(text=st.text(min_size=1, max_size=400).filter(lambda t: t.isprintable() or "\n" in t), size=st.integers(1, 60))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_comes_back_code_point_by_code_point(archive: Archive, text: str, size: int) -> None:
    article = make_article(text.encode("utf-8", "ignore").decode() or "x", max_chars=size)

    list(archive.add([article]))

    assert archive.article(article.article_id) == article


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> & more.",
        "A null\x00byte here. And on.",
        "שלום עולם. مرحبا بالعالم.",
        "🛥️ 👩‍👩‍👧",
        "x" * 20_000,
    ],
)
def test_a_hostile_text_comes_back_untouched(archive: Archive, text: str) -> None:
    article = make_article(text)

    assert [outcome for outcome, _ in archive.add([article])] == ["added"]
    assert archive.text(article.article_id) == text


def test_adding_twice_adds_nothing(archive: Archive) -> None:
    first = list(archive.add([FERRY, BRIDGE]))
    generation = archive.generation
    second = list(archive.add([FERRY, BRIDGE]))

    assert first == [("added", FERRY.article_id), ("added", BRIDGE.article_id)]
    assert second == [("unchanged", FERRY.article_id), ("unchanged", BRIDGE.article_id)]
    assert (len(archive), archive.generation) == (2, generation)


def test_a_correction_replaces_the_article_it_corrects(filled: Archive) -> None:
    assert list(filled.add([FERRY_CORRECTED])) == [("replaced", FERRY.article_id)]

    assert filled.article(FERRY.article_id) == FERRY_CORRECTED
    assert len(filled) == 3
    assert {kept.version for kept, _ in filled.nearest(ask(filled, "crowns a month"), limit=20)} == {
        FERRY_CORRECTED.version,
        BRIDGE.version,
        ORCHARD.version,
    }
    assert health(filled) == ALL_WELL


def test_a_correction_that_drops_the_outlet_drops_it(filled: Archive) -> None:
    nameless = replace(FERRY, version="0" * 12, outlet=None, published=None)

    list(filled.add([nameless]))

    assert filled.article(FERRY.article_id) == nameless
    assert filled.newest() == BRIDGE.published


def test_two_versions_in_one_loading_leave_the_later(archive: Archive) -> None:
    outcomes = [outcome for outcome, _ in archive.add([FERRY, FERRY_CORRECTED, FERRY_CORRECTED])]

    assert outcomes == ["added", "replaced", "unchanged"]
    assert archive.article(FERRY.article_id) == FERRY_CORRECTED


def test_the_same_article_found_at_another_place_is_unchanged(archive: Archive) -> None:
    elsewhere = replace(FERRY, article_id="0123456789ab", where="https://mirror.example/ferry")

    assert list(archive.add([FERRY, elsewhere])) == [("added", FERRY.article_id), ("unchanged", FERRY.article_id)]
    assert len(archive) == 1


@pytest.mark.parametrize("other", [{"title": "Another"}, {"outlet": "Valley Courier"}, {"published": "2024-03-02"}])
def test_the_same_text_under_another_head_is_another_article(archive: Archive, other: dict[str, str]) -> None:
    reprint = replace(FERRY, article_id="0123456789ab", version="0" * 12, **other)

    assert [outcome for outcome, _ in archive.add([FERRY, reprint])] == ["added", "added"]


def test_each_article_is_on_disk_when_it_is_told(archive: Archive, tmp_path: Path, encoder: WordEncoder) -> None:
    stories = [make_article(f"Story {n} is short.", where=f"{n}") for n in range(40)]
    other = Archive.open(tmp_path / "archive", encoder)

    for told, (outcome, article_id) in enumerate(archive.add(iter(stories)), start=1):
        assert outcome == "added"
        assert other.article(article_id).where == str(told - 1)

    assert len(other) == 40


def test_an_article_of_many_passages_is_kept_whole(tmp_path: Path) -> None:
    archive = Archive.open(tmp_path / "long", NarrowEncoder(), create=True)
    long = make_article("".join(f"Paragraph {n} of the long report. " for n in range(6000)).strip(), max_chars=40)

    list(archive.add([long]))

    assert len(long.passages) > 5461  # more than Chroma takes at once
    assert archive.article(long.article_id) == long


def test_removing_an_article_leaves_nothing_of_it(filled: Archive, tmp_path: Path) -> None:
    filled.remove(FERRY.article_id)

    assert sorted(names(filled)) == sorted([BRIDGE.title, ORCHARD.title])
    assert filled.speakers("Calder") == ()
    assert [told.statement.speaker for told in filled.statements()] == ["Paul Vasseur"]
    assert health(filled) == ALL_WELL
    with sqlite3.connect(tmp_path / "archive" / "chroma.sqlite3") as chroma:
        left = chroma.execute("SELECT count(*) FROM embedding_metadata WHERE string_value LIKE '%ferry%'").fetchone()
    assert left == (0,)


def test_a_removed_article_can_be_added_again(filled: Archive) -> None:
    filled.remove(FERRY.article_id)

    assert list(filled.add([FERRY])) == [("added", FERRY.article_id)]
    assert filled.article(FERRY.article_id) == FERRY


def test_an_article_answers_to_the_start_of_its_id(archive: Archive) -> None:
    first = replace(FERRY, article_id="aaaa00000001")
    second = replace(BRIDGE, article_id="aaaa00000002")
    list(archive.add([first, second]))

    assert archive.resolve("aaaa00000002") == second.article_id
    with pytest.raises(AmbiguousArticle, match="aaaa00000001, aaaa00000002"):
        archive.resolve("aaaa")
    with pytest.raises(NoSuchArticle, match="b0b0"):
        archive.article("b0b0")
    with pytest.raises(NoSuchArticle, match="No article in this archive"):
        archive.remove("")


def test_listings_tell_everything_but_the_text(filled: Archive) -> None:
    newest, bridge, undated = filled.listings()

    assert (newest.title, bridge.title, undated.title) == (FERRY.title, BRIDGE.title, ORCHARD.title)
    assert (bridge.language, bridge.outlet, bridge.agency) == ("fr", BRIDGE.outlet, None)
    assert bridge.published == "2024-02-20"
    assert (bridge.characters, bridge.passages) == (len(BRIDGE.text), len(BRIDGE.passages))
    assert filled.listing(BRIDGE.article_id) == bridge
    assert filled.newest() == "2024-03-01T09:30"


def test_the_nearest_passage_is_the_one_with_the_words(filled: Archive) -> None:
    # The orchard's passage has 13 words once and one twice: its length is the root of 13 * 1 + 2 * 2 = 17.
    (kept, cosine), *_ = filled.nearest(ask(filled, "frost cherries"), limit=3)

    assert (kept.article_id, kept.text) == (ORCHARD.article_id, ORCHARD.text)
    assert cosine == pytest.approx(2 / np.sqrt(2 * 17), abs=1e-6)
    assert kept.sentences == ORCHARD.sentences


def test_the_nearest_among_some_articles(filled: Archive) -> None:
    found = filled.nearest(ask(filled, "frost cherries"), limit=10, only=Filters(article_id=FERRY.article_id))

    assert {kept.article_id for kept, _ in found} == {FERRY.article_id}
    assert len(found) == len(FERRY.passages)
    assert filled.nearest(ask(filled, "frost"), limit=10, only=Filters(article_id="nowhere")) == []


def test_a_statement_is_found_by_who_said_it_and_near_what(filled: Archive) -> None:
    (told,) = filled.statements(speaker="М. Вассер") or filled.statements(speaker="Vasseur")

    assert told.text == "Nous n'abandonnons pas ce pont"
    assert told.listing.article_id == BRIDGE.article_id
    assert told.passage.start <= told.statement.start < told.passage.end
    assert filled.speakers("vasseur") == ("Paul Vasseur",)
    ((near, cosine),) = filled.statements_near(ask(filled, "abandonnons pont"), speaker="Vasseur", limit=5)
    assert near == told
    assert 0 < cosine <= 1
    ((anybody, _),) = filled.statements_near(ask(filled, "rest March"), speaker=None, limit=1)
    assert anybody.statement.speaker == "Ines Calder"
    assert filled.statements(speaker="Nobody Known") == []


def test_an_archive_that_is_not_there_is_said_and_not_made(tmp_path: Path, encoder: WordEncoder) -> None:
    with pytest.raises(MissingArchive, match="There is no archive in"):
        Archive.open(tmp_path / "typo", encoder)

    assert not (tmp_path / "typo").exists()


def test_an_archive_is_opened_again_with_what_it_had(filled: Archive, tmp_path: Path) -> None:
    filled.close()

    again = Archive.open(tmp_path / "archive", WordEncoder())

    assert again.article(FERRY.article_id) == FERRY
    assert health(again) == ALL_WELL


class RenamedEncoder(WordEncoder):
    name = "words, from another folder"


class ImpostorEncoder(WordEncoder):
    def embed_query(self, text: str) -> list[float]:
        return super().embed_query(text)[::-1]


def test_another_encoder_is_refused(filled: Archive, tmp_path: Path) -> None:
    filled.close()

    with pytest.raises(WrongEncoder, match=r"filled with the encoder words.*narrow"):
        Archive.open(tmp_path / "archive", NarrowEncoder())


def test_the_same_encoder_under_another_name_is_the_same(filled: Archive, tmp_path: Path) -> None:
    filled.close()

    assert len(Archive.open(tmp_path / "archive", RenamedEncoder())) == 3


def test_an_encoder_that_only_has_the_name_is_refused_when_it_is_used(filled: Archive, tmp_path: Path) -> None:
    filled.close()

    impostor = Archive.open(tmp_path / "archive", ImpostorEncoder())

    assert impostor.doctor()["encoder_is_the_same"] is False
    with pytest.raises(WrongEncoder, match="words"):
        list(impostor.add([make_article("Something new.")]))


def test_a_damaged_archive_is_said_in_plain_words(filled: Archive, tmp_path: Path, encoder: WordEncoder) -> None:
    filled.close()
    (tmp_path / "archive" / "chroma.sqlite3").write_bytes(b"not a database" * 1000)

    with pytest.raises(DamagedArchive, match="can't be read"):
        Archive.open(tmp_path / "archive", encoder)


def test_the_store_of_another_program_is_not_taken_for_an_archive(tmp_path: Path, encoder: WordEncoder) -> None:
    import chromadb

    client = chromadb.PersistentClient(tmp_path / "other")
    client.create_collection("recipes", embedding_function=None)
    client.close()

    with pytest.raises(DamagedArchive, match="another program"):
        Archive.open(tmp_path / "other", encoder, create=True)


def test_a_file_in_the_archive_s_place_is_said_in_plain_words(tmp_path: Path, encoder: WordEncoder) -> None:
    (tmp_path / "notes.txt").write_text("not a folder")

    with pytest.raises(DamagedArchive, match="can't be made"):
        Archive.open(tmp_path / "notes.txt", encoder, create=True)


def test_vectors_are_compared_by_cosine(archive: Archive) -> None:
    assert archive.doctor()["metric"] == "cosine"


class Killed(BaseException):
    """Stands for a kill: nothing catches it, and nothing after it is done."""


@pytest.mark.parametrize("after", range(8))
def test_a_kill_at_any_point_leaves_the_old_article_or_the_new(
    filled: Archive, tmp_path: Path, encoder: WordEncoder, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """The `after`-th thing written is the last: passages, statements, the article's row, what was old, the words."""
    writes = iter(range(100))

    def until_killed(method):  # type: ignore[no-untyped-def]  # stands in for any of the methods below
        def wrapped(*args, **kwargs):  # type: ignore[no-untyped-def]  # as above
            if next(writes) >= after:
                raise Killed
            return method(*args, **kwargs)

        return wrapped

    for owner, name in [(ChromaCollection, "put"), (ChromaCollection, "delete"), (Keywords, "put")]:
        monkeypatch.setattr(owner, name, until_killed(getattr(owner, name)))
    # A kill runs no `except`: what a writer does when it fails is left out too.
    monkeypatch.setattr(Archive, "_close", lambda self: None)
    if after < 6:
        with pytest.raises(Killed):
            list(filled.add([FERRY_CORRECTED]))
    else:
        list(filled.add([FERRY_CORRECTED]))
    monkeypatch.undo()

    survivor = Archive.open(tmp_path / "archive", encoder)
    found = {kept.version for kept, _ in survivor.nearest(ask(survivor, "crew strike crowns ferry"), limit=20)}
    whole = survivor.article(FERRY.article_id)

    assert whole in {FERRY, FERRY_CORRECTED}
    assert found == {whole.version, BRIDGE.version, ORCHARD.version}
    assert {t.text for t in survivor.statements(speaker="Calder")} == {"We have asked for rest since March,"}

    list(survivor.add([FERRY_CORRECTED]))
    list(survivor.add([make_article("Any other story.")]))  # the next writer sweeps

    assert survivor.article(FERRY.article_id) == FERRY_CORRECTED
    assert health(survivor) == ALL_WELL


def test_words_that_are_behind_are_made_up_when_the_archive_is_opened(
    filled: Archive, tmp_path: Path, encoder: WordEncoder
) -> None:
    filled.close()
    for ending in ("", "-wal", "-shm"):
        (tmp_path / "archive" / f"keywords.sqlite{ending}").unlink(missing_ok=True)

    again = Archive.open(tmp_path / "archive", encoder)

    assert again.doctor()["keywords_in_step"] is True
    assert again.speakers("Calder") == ("Ines Calder",)


def test_words_that_are_damaged_are_made_again(filled: Archive, tmp_path: Path, encoder: WordEncoder) -> None:
    filled.close()
    for ending in ("-wal", "-shm"):
        (tmp_path / "archive" / f"keywords.sqlite{ending}").unlink(missing_ok=True)
    (tmp_path / "archive" / "keywords.sqlite").write_bytes(b"no words" * 2000)

    assert Archive.open(tmp_path / "archive", encoder).doctor()["keywords_in_step"] is True


def test_the_index_of_words_is_made_again_on_demand(filled: Archive) -> None:
    filled.rebuild_keywords()

    assert health(filled) == ALL_WELL
    assert filled.speakers("Vasseur") == ("Paul Vasseur",)


def test_two_archives_in_one_process_see_what_the_other_wrote(
    archive: Archive, tmp_path: Path, encoder: WordEncoder
) -> None:
    other = Archive.open(tmp_path / "archive", encoder)

    list(archive.add([FERRY]))
    list(other.add([BRIDGE]))
    archive.remove(FERRY.article_id)

    assert names(other) == names(archive) == [BRIDGE.title]
    assert [kept.article_id for kept, _ in other.nearest(ask(other, "pont"), limit=1)] == [BRIDGE.article_id]


def test_threads_of_one_process_add_and_ask_at_once(archive: Archive) -> None:
    stories = [make_article(f"Story number{n} tells of place{n}.", where=f"{n}") for n in range(60)]
    wrong: list[str] = []

    def add(some: list[Article]) -> None:
        for outcome, _ in archive.add(some):
            wrong.extend([] if outcome == "added" else [outcome])

    def look() -> None:
        for n in range(30):
            found = archive.nearest(ask(archive, f"place{n}"), limit=3)
            wrong.extend(kept.text for kept, _ in found if archive.text(kept.article_id) != kept.text)

    threads = [threading.Thread(target=add, args=(stories[n::3],)) for n in range(3)]
    threads += [threading.Thread(target=look) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []
    found = [archive.nearest(ask(archive, f"place{n}"), limit=1)[0][0].text for n in range(60)]
    assert found == [one.text for one in stories]


def test_passages_that_do_not_tile_are_refused(archive: Archive) -> None:
    with pytest.raises(ValueError, match="do not tile"):
        list(archive.add([replace(FERRY, passages=FERRY.passages[1:])]))


def test_what_chroma_holds_is_plain_to_read(filled: Archive, tmp_path: Path) -> None:
    """Another program can read the archive with Chroma alone: the record is Chroma's."""
    with filled.reading() as shelves:
        (row,) = [one for one in shelves.articles.every() if one.row == BRIDGE.article_id]
        passages = shelves.passages.of_article(BRIDGE.article_id)

    assert row.about["published_number"] == 1708387200.0
    assert "agency" not in row.about
    assert json.loads(str(passages[0].about["sentences"]))[:2] == [0, BRIDGE.sentences[0].end]
