"""A search is narrowed to an outlet, an agency, a language, a byline, an article, or a span of days."""

from dataclasses import replace

import pytest
from conftest import BRIDGE, FERRY, ORCHARD, make_article
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vectorstore import archive as archive_module
from vectorstore.archive import Archive
from vectorstore.encoders.language_offsets import encode_question
from vectorstore.filters import ANY, Filters, days_of, name_key
from vectorstore.listing import Listing
from vectorstore.search import search

WIRE = replace(
    make_article(
        "Le port rouvre mardi. Les pilotes reprennent le travail.",
        title="Le port rouvre",
        language="fr",
        outlet="Le Phare",
        published="2024-03",
        said=[("Ines Calder", "Le port rouvre mardi.")],
    ),
    agency="Méridian/AFM",
    byline="Jean Dupont et Marie Roy",
)
LISTING = Listing(
    "a1", "v", "Title", "Le Phare", "Méridian", "Jean Dupont et Marie Roy", None, "2024-03", "fr", "", 1, 1
)


@pytest.fixture
def kept(filled: Archive) -> Archive:
    list(filled.add([WIRE]))
    return filled


def articles_found(archive: Archive, only: Filters, question: str = "ferry port frost pont") -> set[str]:
    return {hit.listing.article_id for hit in search(archive, question, language="en", only=only, limit=50)}


@pytest.mark.parametrize(
    ("only", "fitting"),
    [
        (ANY, {FERRY, BRIDGE, ORCHARD, WIRE}),
        (Filters(outlet="harbour post"), {FERRY}),
        (Filters(outlet="The Harbour Post"), {FERRY}),
        (Filters(outlet="Depeche du port"), {BRIDGE}),
        (Filters(outlet="PHARE"), {WIRE}),
        (Filters(agency="meridian"), {WIRE}),
        (Filters(agency="AFM"), {WIRE}),
        (Filters(agency="Meri"), set()),
        (Filters(language="fr"), {BRIDGE, WIRE}),
        (Filters(byline="Roy"), {WIRE}),
        (Filters(byline="marie DUPONT"), {WIRE}),
        (Filters(byline="Mar"), set()),
        (Filters(article_id=ORCHARD.article_id), {ORCHARD}),
        (Filters(since="2024-03-01"), {FERRY, WIRE}),
        (Filters(since="2024-03-02"), set()),
        (Filters(until="2024-03-01"), {BRIDGE, FERRY}),
        (Filters(until="2024-03-31"), {BRIDGE, FERRY, WIRE}),
        (Filters(since="2024-02-20", until="2024-02-20"), {BRIDGE}),
        (Filters(language="fr", since="2024-02-21"), {WIRE}),
        (Filters(outlet="Nobody's Paper"), set()),
    ],
    ids=lambda one: repr(one) if isinstance(one, Filters) else len(one),
)
def test_a_search_finds_the_articles_that_fit_and_no_others(kept: Archive, only: Filters, fitting: set) -> None:
    expected = {article.article_id for article in fitting}

    assert articles_found(kept, only) == expected
    assert kept.count(only) == len(expected)
    assert {one.article_id for one in kept.listings() if only.fits(one)} == expected


def test_statements_are_narrowed_as_the_search_is(kept: Archive) -> None:
    vector = encode_question(kept.encoder, "port rest", "en")

    assert len(kept.statements(speaker="Calder")) == 2
    [told] = kept.statements(speaker="Calder", only=Filters(language="fr"))
    assert told.text == "Le port rouvre mardi."
    for speaker in ("Calder", None):
        [(near, _)] = kept.statements_near(vector, speaker=speaker, limit=5, only=Filters(outlet="Le Phare"))
        assert near == told


def test_many_fitting_passages_are_found_as_surely_as_few(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = ["Harbour Post", "Valley Courier"]
    list(
        archive.add(
            make_article(f"Ferry {n} sails.", outlet=paper[n % 2], said=[("Ines Calder", f"Ferry {n} sails.")])
            for n in range(90)
        )
    )
    only = Filters(outlet="Valley Courier", since="2024-01-01")
    vector = encode_question(archive.encoder, "ferry 41 sails", "en")
    exact = archive.nearest(vector, limit=45, only=only)

    monkeypatch.setattr(archive_module, "FEW_PASSAGES", 3)
    walked = archive.nearest(vector, limit=45, only=only)
    told = archive.statements_near(vector, speaker=None, limit=45, only=only)

    assert walked[0][0].text == exact[0][0].text == "Ferry 41 sails."
    assert {kept.row for kept, _ in walked} == {kept.row for kept, _ in exact}
    assert [cosine for _, cosine in walked] == pytest.approx([cosine for _, cosine in exact])
    assert {one.listing.outlet for one, _ in told} == {"Valley Courier"}
    assert len(told) == 45


def test_an_article_that_was_removed_fits_nothing(kept: Archive) -> None:
    kept.remove(WIRE.article_id)

    assert kept.count(Filters(agency="Meridian")) == 0
    assert articles_found(kept, Filters(agency="Meridian")) == set()


def test_an_index_from_before_narrowing_is_made_again_by_itself(kept: Archive) -> None:
    with kept.reading():
        kept.keywords._db.execute("UPDATE about SET value = '1' WHERE name = 'format'")
    kept.close()

    assert articles_found(kept, Filters(agency="Meridian")) == {WIRE.article_id}


@pytest.mark.parametrize(
    ("published", "days"),
    [
        ("2023-10-13T23:50+07:00", ("2023-10-13", "2023-10-13")),
        ("2023-02", ("2023-02-01", "2023-02-28")),
        ("2023", ("2023-01-01", "2023-12-31")),
        ("2023-13", None),
        ("lately", None),
        (None, None),
    ],
)
def test_a_date_is_as_many_days_as_its_source_leaves_open(published, days) -> None:
    assert days_of(published) == days


@pytest.mark.parametrize(
    ("asked", "known"),
    [("Le Monde", "MONDE"), ("L'Équipe", "l’equipe"), ("ТАСС", "TASS"), ("baonghean", "Baonghean.vn")],
)
def test_an_outlet_is_the_same_in_any_letters(asked: str, known: str) -> None:
    assert name_key(asked) == name_key(known)


days = st.dates().map(lambda day: day.isoformat()) | st.none()
names = st.sampled_from([None, "Le Phare", "phare", "Meridian", "Roy", "fr"])


@given(only=st.builds(Filters, outlet=names, agency=names, language=names, byline=names, since=days, until=days))
def test_each_filter_can_only_take_away(only: Filters) -> None:
    listing = replace(LISTING, published="2024-03-10")

    for name in only.filters:
        assert only.fits(listing) <= only.without(name).fits(listing)
    assert only.fits(listing) == all(ANY.among(Filters(**{k: v})).fits(listing) for k, v in only.filters.items())


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    only=st.builds(
        Filters,
        outlet=st.sampled_from([None, "le phare", "Harbour Post", "post"]),
        agency=st.sampled_from([None, None, "Méridian", "afm", "AFP", "|"]),
        language=st.sampled_from([None, None, "fr", "en"]),
        byline=st.sampled_from([None, None, "roy", "Jean", "%", "o"]),
        since=st.sampled_from([None, "2024-02-20", "2024-03-01", "2024-03-02"]),
        until=st.sampled_from([None, "2024-02-20", "2024-03-01", "2024-03-31"]),
    )
)
def test_the_index_decides_as_the_listing_does(kept: Archive, only: Filters) -> None:
    fitting = {one.article_id for one in kept.listings() if only.fits(one)}

    assert articles_found(kept, only) == fitting
    assert kept.count(only) == len(fitting)


@given(
    one=st.builds(Filters, outlet=names, language=names, since=days, until=days),
    other=st.builds(Filters, outlet=names, agency=names, since=days, until=days),
    published=st.dates(),
)
def test_two_narrowings_together_keep_what_both_keep(one: Filters, other: Filters, published) -> None:
    both = one.among(other)
    listing = replace(LISTING, published=published.isoformat())
    days_alone = [Filters(since=each.since, until=each.until) for each in (one, other)]

    if all(each.fits(listing) for each in days_alone):
        assert Filters(since=both.since, until=both.until).fits(listing)
    assert both.without("since", "until").filters == {
        **one.without("since", "until").filters, **other.without("since", "until").filters,
    }  # fmt: skip


def test_days_asked_twice_are_those_they_share() -> None:
    week, year = Filters(since="2026-03-09", until="2026-03-15"), Filters(since="2026-01-01", until="2026-12-31")

    assert week.among(year) == year.among(week) == week
    assert week.among(Filters(until="2025-12-31")) == Filters(until="2025-12-31")
