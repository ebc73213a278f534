"""The whole walk with the real encoder: articles in, a checked answer out, in whatever language it is asked."""

import pytest

from bot.answer import Answer, Refusal
from bot.newsbot import Added, NewsBot
from ingest.article import Rejected
from vectorstore.archive import Archive
from vectorstore.encoder import open_encoder

# Of the shape that the first users ask about: French, by a paper that isn't, citing an agency.
SUMMIT = """La Ligue côtière ne fermera pas le détroit, dit sa présidente

Minh Hà (selon Meridian) March 12, 2026 08:40

(Baolang.example) - La Ligue côtière n'a pas l'intention de fermer le détroit mais continuera à escorter les pêcheurs, a annoncé la présidente Greta Holm.

anh 2.jpg
La présidente de la Ligue, Greta Holm. Photo : MP

« Soyons clairs : la Ligue est une alliance de marins », a souligné Mme Holm après la réunion des ministres à Port-Clair.

Mme Holm a ajouté que la Ligue ne se laisserait pas entraîner dans la querelle des îles. « Mais nous défendrons le droit de chaque pêcheur à rentrer chez lui », a-t-elle souligné. « Nous continuerons d'entretenir les phares. L'engagement de la Ligue est entier, tout comme notre attachement à l'article 7. »

L'article 7 du Pacte des côtes de 1987 prévoit une aide commune à tout port fermé par la glace.

Dans le cadre du nouveau plan, la Ligue prévoit de maintenir 1 200 marins en alerte et quatre brise-glaces au port de Havel.

Minh Hà (selon Meridian)"""


@pytest.fixture(scope="module")
def bot(tmp_path_factory):
    archive = Archive.open(tmp_path_factory.mktemp("archive"), open_encoder(), create=True)
    bot = NewsBot(archive)
    [added] = bot.add_pasted(SUMMIT)
    assert isinstance(added, Added)
    yield bot
    archive.close()


def last(bot: NewsBot, question: str) -> Answer | Refusal:
    *_, answer = bot.ask(question)
    return answer


@pytest.mark.parametrize(
    "asked",
    [
        "What did Holm say about Article 7?",
        "Qu'a dit Greta Holm à propos de l'article 7 ?",
        "Was hat Holm über Artikel 7 gesagt?",
        "¿Qué dijo Holm sobre el artículo 7?",
        "Holm đã nói gì về Điều 7?",
        "Что Хольм сказала о статье 7?",
    ],
)
def test_the_same_place_is_cited_in_whatever_language_it_is_asked(bot, asked):
    answer = last(bot, asked)

    assert isinstance(answer, Answer)
    first = answer.citations[0]
    assert first.quote.rstrip(".").endswith("tout comme notre attachement à l'article 7")
    assert (first.speaker, first.via, first.listing.outlet) == ("Greta Holm", "Meridian", "Baolang.example")


def test_an_english_reader_is_told_who_says_it_in_which_language_and_through_whom(bot):
    answer = last(bot, "What did Holm say about Article 7?")

    assert isinstance(answer, Answer)
    assert answer.claims[0].text == (
        "Greta Holm, as quoted in French by Baolang.example (12 March 2026), via Meridian: «\u00a0L'engagement de la "
        "Ligue est entier, tout comme notre attachement à l'article 7.\u00a0» [1]"
    )
    assert answer.claims[0].verdict == "verbatim"


def test_a_number_is_found_across_languages_and_lit(bot):
    answer = last(bot, "How many sailors will the League keep on alert?")

    assert isinstance(answer, Answer)
    [cited, *_] = answer.citations
    lit = [bot.archive.text(cited.listing.article_id)[start:end] for start, end in cited.highlights]
    assert any("1 200" in words for words in lit)


@pytest.mark.parametrize(
    ("asked", "kind", "nearest"),
    [
        ("What did Osterman say about Article 7?", "speaker_unknown", 1),
        ("What did Holm say about vaccines?", "speaker_silent", 1),
        ("Who won the chess championship?", "not_found", 0),
        ("Wer gewann die Schachmeisterschaft?", "not_found", 0),
    ],
)
def test_what_the_archive_does_not_say_is_refused_with_its_kind_and_the_nearest_thing_if_it_is_near(
    bot, asked, kind, nearest
):
    refusal = last(bot, asked)

    assert isinstance(refusal, Refusal)
    assert (refusal.kind, len(refusal.nearest)) == (kind, nearest)
    assert "12" in refusal.message


def test_every_quotation_shown_is_a_slice_of_the_stored_text(bot):
    for asked in ("What did Holm say?", "How many sailors?", "What is Article 7 of the coastal pact?"):
        answer = last(bot, asked)
        citations = answer.citations if isinstance(answer, Answer) else answer.nearest
        for one in citations:
            assert one.quote == bot.archive.text(one.listing.article_id)[one.start : one.end]


def test_an_answer_grows_claim_by_claim(bot):
    lengths = [len(answer.claims) for answer in bot.ask("What did Holm say?")]

    *growing, whole = lengths  # the last tells what is beside the claims, and has no further one
    assert growing == list(range(1, whole + 1))


def test_an_empty_archive_says_that_it_is_empty(tmp_path):
    bot = NewsBot(Archive.open(tmp_path, open_encoder(), create=True))

    refusal = last(bot, "What did Holm say?")

    assert isinstance(refusal, Refusal)
    assert refusal.kind == "empty_archive"


def test_a_removed_article_is_asked_about_in_vain(tmp_path):
    bot = NewsBot(Archive.open(tmp_path, open_encoder(), create=True))
    [added] = bot.add_pasted(SUMMIT)
    assert isinstance(added, Added)

    bot.archive.remove(added.article_id)

    assert isinstance(last(bot, "What did Holm say about Article 7?"), Refusal)


def test_a_summary_is_sentences_of_the_article_in_reading_order(bot):
    [listing] = bot.archive.listings()

    summary = bot.summarize(listing.article_id[:5], sentences=3)

    text = bot.archive.text(listing.article_id)
    assert [one.quote for one in summary.citations] == [text[one.start : one.end] for one in summary.citations]
    assert len(summary.citations) == 3
    assert [one.start for one in summary.citations] == sorted(one.start for one in summary.citations)
    assert summary.claims[0].text.endswith("[1]")


def test_what_can_not_be_read_is_counted_with_its_reason(bot, tmp_path):
    (tmp_path / "empty.txt").write_text("")

    [rejected] = bot.add([str(tmp_path)])

    assert isinstance(rejected, Rejected)
    assert rejected.where.endswith("empty.txt")
