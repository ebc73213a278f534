"""A question narrowed by its reader, or by its own words, says what it was narrowed to and what that left out."""

import json
from datetime import date

import pytest

from bot.answer import Answer, Excluded, Refusal
from bot.cli import main
from bot.errors import DaysRunBackwards, NotADate, NotALanguage
from bot.newsbot import NewsBot
from bot.output.filters import described, understood_line
from bot.phrases import phrases
from bot.question.filters import only_of
from bot.retrieve.by_speaker import statements
from ingest.languages import LANGUAGES
from vectorstore.archive import Archive
from vectorstore.encoder import open_encoder
from vectorstore.filters import ANY, Filters

ASKED_ON = date(2026, 3, 18)
STORIES = (
    {
        "title": "Ferry crews walk out at Port Alden", "outlet": "The Harbour Post", "date": "2026-03-10",
        "language": "en", "url": "https://harbourpost.example/strike",
        "text": "Ferry crews at Port Alden walked out on Tuesday over unpaid wages.\n\n"
        '"We sail again when the wages of January are paid," said Owen Tarrick, who leads the union. '
        "He said that 312 seafarers had joined the strike.",
    },
    {
        "title": "Ferry crews back at work", "outlet": "Carrow Observer", "date": "2025-10-21", "agency": "Meridian",
        "language": "en", "url": "https://carrow.example/back",
        "text": "Ferry crews at Port Alden went back to work on Tuesday after a strike of nine days.\n\n"
        '"The strike cost us four million crowns," said Owen Tarrick, who leads the union. '
        "He said that 290 seafarers had joined the strike.",
    },
    {
        "title": "Le pont de Valmer rouvre", "outlet": "Le Phare", "date": "2026-02-14", "language": "fr",
        "author": "Jeanne Le Goff", "url": "https://lephare.example/pont",
        "text": "Le pont de Valmer a rouvert mardi à la circulation. Les travaux ont coûté 19 millions d'euros.\n\n"
        "« Ce pont tiendra cent ans », a déclaré l'ingénieure Clarisse Aubain.",
    },
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("narrowed")
    (folder / "stories.jsonl").write_text("".join(json.dumps(one) + "\n" for one in STORIES), "utf-8")
    return folder


@pytest.fixture(scope="module")
def bot(folder):
    bot = NewsBot(Archive.open(folder / "archive", open_encoder(), create=True))
    list(bot.add([str(folder / "stories.jsonl")]))
    yield bot
    bot.archive.close()


def last(bot: NewsBot, question: str, only: Filters = ANY, today: date | None = ASKED_ON) -> Answer | Refusal:
    *_, answer = bot.ask(question, only=only, today=today)
    return answer


def outlets(answer: Answer | Refusal) -> set[str | None]:
    return {one.listing.outlet for one in (answer.citations if isinstance(answer, Answer) else answer.nearest)}


def test_a_speaker_is_quoted_from_last_week_alone(bot):
    answer = last(bot, "What did Owen Tarrick say about the strike last week?")

    assert isinstance(answer, Answer)
    assert outlets(answer) == {"The Harbour Post"}
    assert answer.understood is not None
    assert answer.understood.words == ("last week",)
    assert answer.only == Filters(since="2026-03-09", until="2026-03-15")
    assert (answer.understood.left_out, answer.understood.is_used) == (2, True)
    assert understood_line(answer.understood, phrases("en")) == "Understood: published 9–15 March 2026."


@pytest.mark.parametrize(
    ("asked", "outlet"),
    [
        ("What did Tarrick say about the strike in October 2025?", "Carrow Observer"),
        ("What did Tarrick say about the strike in the Harbour Post?", "The Harbour Post"),
        ("What did Tarrick say about the strike according to Meridian?", "Carrow Observer"),
        ("Qu'a dit Tarrick en octobre 2025 ?", "Carrow Observer"),
        ("Qu'a dit Tarrick depuis mars ?", "The Harbour Post"),
    ],
)
def test_the_words_of_a_question_choose_among_two_strikes(bot, asked, outlet):
    answer = last(bot, asked)

    assert isinstance(answer, Answer)
    assert outlets(answer) == {outlet}


@pytest.mark.parametrize(
    ("only", "outlet"),
    [
        (Filters(outlet="carrow observer"), "Carrow Observer"),
        (Filters(agency="MERIDIAN"), "Carrow Observer"),
        (Filters(since="2026-01-01"), "The Harbour Post"),
        (Filters(until="2025-12-31"), "Carrow Observer"),
    ],
)
def test_the_options_choose_among_two_strikes(bot, only, outlet):
    for asked in ("What did Tarrick say about the strike?", "How many seafarers had joined the strike?"):
        answer = last(bot, asked, only)
        assert isinstance(answer, Answer)
        assert outlets(answer) == {outlet}
        assert (answer.only, answer.understood) == (only, None)


def test_an_event_s_month_is_given_up_and_said_so(bot):
    answer = last(bot, "What did Tarrick say about the strike in March 2024?")

    assert isinstance(answer, Answer)
    assert answer.understood is not None
    assert (answer.understood.is_used, answer.understood.left_out, answer.only) == (False, 3, Filters())
    assert understood_line(answer.understood, phrases("en")) == (
        "Understood: published March 2024. Nothing there answers, so other dates were searched too."
    )


def test_an_understood_time_that_leaves_nothing_says_what_it_left_out_and_shows_the_nearest(bot):
    refusal = last(bot, "How many ferry captains were dismissed at Port Alden yesterday?")

    assert isinstance(refusal, Refusal)
    assert refusal.kind == "outside_dates"
    assert refusal.excluded == (Excluded(Filters(since="2026-03-17", until="2026-03-17"), 3),)
    assert refusal.message == (
        "No article is left to answer from. Of 3 articles, the newest of 10 March 2026, "
        "“published 17 March 2026” leaves out 3 articles."
    )
    assert len(refusal.nearest) == 1


@pytest.mark.parametrize("asked", ["yesterday", "this week"])
def test_days_in_which_nothing_answers_are_given_up_and_said_so(bot, asked):
    answer = last(bot, f"What did Tarrick say about the strike {asked}?")

    assert isinstance(answer, Answer)
    assert answer.understood is not None
    assert (answer.understood.is_used, answer.only) == (False, Filters())
    assert "Nothing there answers, so other dates were searched too." in understood_line(
        answer.understood, phrases("en")
    )


def test_the_outlet_asked_for_stays_where_its_days_are_given_up(bot):
    answer = last(bot, "What did Tarrick say about the strike yesterday in the Carrow Observer?")

    assert isinstance(answer, Answer)
    assert outlets(answer) == {"Carrow Observer"}


def test_days_that_are_given_as_an_option_are_kept(bot):
    refusal = last(bot, "What did Tarrick say about the strike yesterday?", Filters(since="2026-03-12"))

    assert isinstance(refusal, Refusal)


def test_options_that_leave_nothing_are_counted_one_by_one(bot):
    refusal = last(bot, "How many seafarers joined?", Filters(outlet="Le Phare", language="en", since="2026-01-01"))

    assert isinstance(refusal, Refusal)
    assert refusal.kind == "nothing_left"
    assert refusal.excluded == (
        Excluded(Filters(since="2026-01-01"), 1),
        Excluded(Filters(outlet="Le Phare"), 2),
        Excluded(Filters(language="en"), 1),
    )
    assert refusal.nearest == ()


def test_a_speaker_quoted_elsewhere_only_is_not_found_in_the_outlet_asked_for(bot):
    refusal = last(bot, "Qu'a dit Owen Tarrick sur la grève ?", Filters(outlet="Le Phare"))

    assert isinstance(refusal, Refusal)
    assert refusal.kind == "speaker_unknown"
    assert "dans Le Phare" in refusal.message
    assert outlets(refusal) <= {"Le Phare"}


def test_a_refusal_says_what_it_was_narrowed_to(bot):
    refusal = last(bot, "Who won the chess championship?", Filters(language="fr"))

    assert isinstance(refusal, Refusal)
    assert refusal.message == "Not found in 1 article (in French; 2 left out)."


def test_without_a_day_of_asking_last_week_is_read_over(bot):
    answer = last(bot, "What did Owen Tarrick say about the strike last week?", today=None)

    assert (answer.understood, answer.only) == (None, Filters())


def test_words_that_stand_in_the_article_count_where_nothing_is_found_without_them(bot):
    answer = last(bot, "What cost four million crowns since 2025?", Filters(outlet="Carrow Observer"))

    assert answer.only == Filters(outlet="Carrow Observer", since="2025-01-01")
    assert answer.understood is not None
    assert answer.understood.words == ("since 2025",)


def test_statements_are_narrowed_by_any_filter(bot):
    def told(only: Filters, about: str | None = None) -> set[str | None]:
        return {one.listing.outlet for one in statements(bot.archive, about=about, only=only)}

    assert told(Filters(language="fr")) == told(Filters(byline="le goff")) == {"Le Phare"}
    assert told(Filters(agency="meridian"), "wages") == {"Carrow Observer"}
    assert told(Filters(until="2025-12-31")) == {"Carrow Observer"}
    [listing] = [one for one in bot.archive.listings() if one.language == "fr"]
    assert told(Filters(article_id=listing.article_id[:6]), "bridge") == {"Le Phare"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_tells_every_filter(language):
    whole = Filters("Phare", "TASS", "fr", "Roy", "a1b2c3", "2026-03-09", "2026-03-15")
    speaks = phrases(language)

    for only in (
        whole,
        whole.without("since"),
        whole.without("until"),
        Filters(since="2025-01-01", until="2025-12-31"),
    ):
        words = described(only, speaks)
        assert "{" not in words
        assert all(value in words for name, value in only.filters.items() if name in ("outlet", "agency", "byline"))
    for name in ("understood", "searched_on"):
        assert "2025" in speaks.narrowed[name].format(what="2025")
    assert "1" in speaks.narrowed["archive"].format(articles="1", what="2", left_out="3")
    assert speaks.narrowed["nothing_left"].format(
        archive="1", reasons=speaks.narrowed["leaves_out"].format(what=1, articles=2)
    )


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("2026-03-09", "2026-03-15", "published 9–15 March 2026"),
        ("2026-03-09", "2026-03-09", "published 9 March 2026"),
        ("2026-02-01", "2026-02-28", "published February 2026"),
        ("2025-01-01", "2025-12-31", "published 2025"),
        ("2025-12-29", "2026-01-04", "published 29 December 2025 – 4 January 2026"),
        ("2026-03-09", None, "published since 9 March 2026"),
        (None, "2026-03-09", "published up to 9 March 2026"),
    ],
)
def test_days_are_told_as_short_as_they_can_be(since, until, words):
    assert described(Filters(since=since, until=until), phrases("en")) == words


def test_what_is_given_as_a_filter_is_read_at_the_door():
    assert only_of(since="2025", until="2026-02", language="fr-CA", outlet=" Phare ", byline="") == Filters(
        outlet="Phare", language="fr", since="2025-01-01", until="2026-02-28"
    )
    with pytest.raises(NotADate, match="lately is not a day"):
        only_of(since="lately")
    with pytest.raises(NotALanguage, match="French is not a language's code"):
        only_of(language="French")
    with pytest.raises(DaysRunBackwards, match="since 2026-03-02 and until 2026-03-01"):
        only_of(since="2026-03-02", until="2026-03-01")


@pytest.fixture
def run(bot, folder, monkeypatch, capsys):
    monkeypatch.setenv("NEWSBOT_ARCHIVE", str(folder / "archive"))

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(list(arguments))
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def test_the_command_takes_every_filter_and_prints_what_was_understood(run):
    _, printed, _ = run("ask", "What did Tarrick say about the strike in October 2025?", "--language", "en", "--json")
    answer = json.loads(printed)
    assert answer["understood"] == {
        "words": ["in October 2025"], "only": {"since": "2025-10-01", "until": "2025-10-31"}, "used": True,
        "left_out": 2, "text": "Understood: published October 2025.",
    }  # fmt: skip
    assert answer["only"] == {"language": "en", "since": "2025-10-01", "until": "2025-10-31"}

    _, printed, _ = run("ask", "What did Tarrick say about the strike in October 2025?")
    assert printed.startswith("Understood: published October 2025.\n\nOwen Tarrick")

    _, printed, _ = run("ask", "How many joined?", "--outlet", "Nobody's", "--since", "2026", "--json")
    refusal = json.loads(printed)["refusal"]
    assert refusal["kind"] == "nothing_left"
    assert refusal["excluded"] == [
        {"only": {"since": "2026-01-01"}, "articles": 1}, {"only": {"outlet": "Nobody's"}, "articles": 3},
    ]  # fmt: skip

    _, printed, _ = run("statements", "--agency", "meridian", "--byline", "nobody", "--json")
    assert json.loads(printed) == []
    _, printed, _ = run("statements", "--agency", "meridian", "--until", "2025", "--json")
    assert {one["speaker"] for one in json.loads(printed)} == {"Owen Tarrick"}
    assert run("ask", "Who?", "--article", "ffff")[0] == 2
    code, _, aside = run("ask", "Who?", "--since", "lately")
    assert (code, aside) == (2, "newsbot: lately is not a day; write it as 2026-03-01.\n")
