"""A reader talks: greets, asks on, asks for a list or a summary; each turn is answered for what it is."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

import conftest
import pytest
from test_model_writer import BRIDGE, LOCK, Scripted, key_of

from bot.answer import Answer, Refusal, Remark, Reply
from bot.models.writer import ModelWriter
from bot.newsbot import NewsBot
from bot.output.answer import answer_json, answer_text
from vectorstore.archive import Archive
from vectorstore.encoder import open_encoder

REOPENED = """The lock at Marren reopens

Canal Times
13 June 2026

The lock at Marren reopened on Friday morning, a day later than planned. The first of six barges passed at seven. “It was
worth the wait”, said the canal director, Ines Roper. The repair cost 240,000 euros. The wall was rebuilt in concrete.
"""
ORCHARD = """Frost in the cherry orchards

Valley Courier
20 April 2026

Frost has destroyed half of the valley's cherries. Growers ask the council for help, said their speaker, Tom Hale.
"""
COUNCIL = """Council elects a new mayor

Valley Courier
2 May 2026

The council of Valley Head elected Ruth Amery as mayor on Friday. She received eleven of nineteen votes.
"""
TODAY = date(2026, 6, 15)
talk = partial(conftest.talk, today=TODAY)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    opened = Archive.open(tmp_path_factory.mktemp("talk") / "archive", open_encoder(), create=True)
    bot = NewsBot(opened)
    for number, text in enumerate((LOCK, BRIDGE, REOPENED, ORCHARD, COUNCIL)):
        list(bot.add_pasted(text, where=f"article {number}"))
    yield opened
    opened.close()


def outlets(reply: Reply) -> Sequence[str | None]:
    assert isinstance(reply, Answer), reply
    return [one.listing.outlet for one in reply.citations]


def test_a_greeting_is_greeted_and_cites_nothing(archive):
    [hello, thanks] = talk(NewsBot(archive), "Bonjour !", "merci")

    assert isinstance(hello, Remark)
    assert (hello.request, hello.language) == ("greeting", "fr")
    assert "5 articles" in hello.text
    assert isinstance(thanks, Remark)
    assert thanks.request == "thanks"
    assert '"kind": "answer"' in answer_json(hello)
    assert answer_text(hello).startswith("Bonjour.")


def test_whoever_asks_what_can_be_asked_is_told(archive):
    [told] = talk(NewsBot(archive), "What can you do?")

    assert isinstance(told, Remark)
    assert "Summarise" in told.text


def test_the_articles_on_a_topic_are_listed_the_newest_first(archive):
    [listed] = talk(NewsBot(archive), "Which articles do you have on the lock at Marren?")

    assert isinstance(listed, Remark)
    assert [one.title for one in listed.listings] == ["The lock at Marren reopens", "The lock at Marren stays shut"]
    assert listed.text == "2 articles on “the lock at Marren”, the newest first."


def test_a_topic_that_no_article_is_on_is_said_to_be_on_none(archive):
    [listed] = talk(NewsBot(archive), "Which articles do you have on cryptocurrency?")

    assert isinstance(listed, Remark)
    assert listed.listings == ()
    assert listed.text.startswith("No article on “cryptocurrency” was found in 5 articles")


def test_a_topic_is_summed_up_by_a_sentence_of_each_report_in_the_order_they_were_published(archive):
    [told] = talk(NewsBot(archive), "Summarise the lock at Marren")

    assert outlets(told) == ["Marren Herald", "Canal Times"]
    assert told.request == "summary"


def test_a_time_is_summed_up_by_what_was_published_then(archive):
    [told] = talk(NewsBot(archive), "What happened last week?")

    assert outlets(told) == ["Canal Times"]
    assert told.understood is not None


def test_a_topic_nobody_writes_on_is_not_summed_up(archive):
    [told] = talk(NewsBot(archive), "Summarise the presidential election in Peru")

    assert isinstance(told, Refusal)
    assert (told.kind, told.request) == ("not_found", "summary")


def test_an_article_is_summed_up_by_its_title_and_more_of_it_is_new(archive):
    first, more, last = talk(NewsBot(archive), "Summarise “The lock at Marren reopens”", *["tell me more"] * 2)

    assert outlets(first) == ["Canal Times"] * 3
    assert outlets(more) == ["Canal Times"] * len(more.citations)
    assert not {one.place for one in first.citations} & {one.place for one in more.citations}
    assert last.text == "The articles have nothing more on this."


def test_that_article_is_the_one_the_answer_cites(archive):
    _, told = talk(NewsBot(archive), "What did Odile Carrier say?", "summarise that article")

    assert told.whole == "Summarise “Le pont de Valserre fermé”"
    assert set(outlets(told)) == {"Le Courrier de Valserre"}


def test_a_follow_up_is_answered_as_the_whole_question_it_stands_for(archive):
    first, second, third = talk(NewsBot(archive), "What did Ines Roper say?", "And Tom Hale?", "thanks")

    assert (first.whole, second.whole, third.whole) == ("", "What did Tom Hale say?", "")
    assert second.question == "And Tom Hale?"
    assert outlets(second) == ["Valley Courier"]
    assert '"whole": "What did Tom Hale say?"' in answer_json(second)


def test_a_question_by_itself_is_left_as_it_is_whatever_went_before(archive):
    _, second = talk(NewsBot(archive), "What did Ines Roper say?", "How many votes did Ruth Amery receive?")

    assert second.whole == ""
    assert outlets(second) == ["Valley Courier"]


def test_what_no_rule_makes_whole_the_model_does_and_may_bring_in_no_name(archive):
    first = talk(NewsBot(archive), "What did Ines Roper say?")
    asked = "and what was her reason for that decision then?"
    made = []
    for line in ("What was the reason of Ines Roper for her decision?", "What was the reason of Gavin Thrale?"):
        model = Scripted(scripts=[lambda _, line=line: [f"Question: {line}\n"], *[lambda _: ["NO_ANSWER"]] * 4])
        made.append(ModelWriter(model).whole(asked, first, "en"))

    assert made == ["What was the reason of Ines Roper for her decision?", None]


def test_of_few_articles_the_model_reads_every_sentence_and_of_many_what_was_found(archive, tmp_path):
    few = Archive.open(tmp_path / "few", archive.encoder, create=True)
    list(NewsBot(few).add_pasted(LOCK))
    told = []
    for some in (few, archive):
        model = Scripted(scripts=[lambda _: ["NO_ANSWER"]])
        list(NewsBot(some, ModelWriter(model)).ask("How many barges are waiting below the lock at Marren?"))
        told.append(str(model.asked[0][-1].content))
    few.close()

    assert "Nobody was hurt when the wall fell." in told[0]
    assert "Nobody was hurt when the wall fell." not in told[1]
    assert "Frost" not in told[1]


def test_what_is_far_from_the_question_is_read_and_not_rested_on(tmp_path, archive):
    few = Archive.open(tmp_path / "few", archive.encoder, create=True)
    list(NewsBot(few).add_pasted(REOPENED))
    model = Scripted(
        scripts=[
            lambda keys: [
                f"The wall was rebuilt in concrete. [{key_of(keys, 'concrete')}]\n",
                f"The repair cost 240,000 euros. [{key_of(keys, '240')}]\n",
            ]
        ]
    )

    *_, told = NewsBot(few, ModelWriter(model)).ask("How much did the repair of the lock cost?")
    few.close()

    assert isinstance(told, Answer)
    assert [one.text for one in told.claims] == ["The repair cost 240,000 euros. [1]"]


BARGES = "How many barges are waiting below the lock at Marren?"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("We can't wait for the summer", "We can't wait for the summer"),
        ("“We can't wait for the summer”", "We can't wait for the summer"),  # no marks: nobody said it so
        ("We can't wait for the summer of 2031", ""),
        ("Gavin Thrale can't wait for the summer", ""),
        ("Nous ne pouvons pas attendre l’été", ""),
        ("Frost has destroyed half of the cherries", ""),
    ],
)
def test_a_translation_is_shown_where_nothing_in_it_says_otherwise(archive, written, shown):
    model = Scripted(
        scripts=[
            lambda keys: [f"Odile Carrier said: « Nous ne pouvons pas attendre l’été ». [{key_of(keys, 'attendre')}]"],
            lambda _: [written],
        ]
    )

    *_, told = NewsBot(archive, ModelWriter(model)).ask("What did Odile Carrier say?")

    assert isinstance(told, Answer)
    assert told.claims[0].translation == shown
    assert (f"Machine translation: {shown}" in answer_text(told)) is bool(shown)


def test_a_second_opinion_takes_a_claim_away_and_brings_none(archive):
    def script(keys):
        yield f"Six barges are waiting below the lock. [{key_of(keys, 'Six')}]\n"
        yield f"Sixty barges are waiting below the lock. [{key_of(keys, 'Six')}]\n"

    left = []
    for opinion in ("Yes.", "No, it does not."):
        model = Scripted(scripts=[script, lambda _, opinion=opinion: [opinion]])
        *_, told = NewsBot(archive, ModelWriter(model, has_opinion=True)).ask(BARGES)
        left.append((bool(told.notice), told.left_out))

    assert left == [(False, 1), (True, 2)]


def test_a_second_opinion_lowers_what_a_checked_text_matches(archive):
    text = "Six barges are waiting below the lock at Marren with 900 tonnes of grain."
    verdicts = []
    for opinion in ("Yes.", "No."):
        model = Scripted(scripts=[lambda _, opinion=opinion: [opinion]])
        *_, report = NewsBot(archive, ModelWriter(model, has_opinion=True)).check(text)
        verdicts.append((report.sentences[0].verdict, report.notice))
    model = Scripted(scripts=[lambda _: [ConnectionRefusedError()]])
    *_, report = NewsBot(archive, ModelWriter(model, has_opinion=True)).check(text)

    assert verdicts == [("matches", ""), ("partly", "")]
    assert report.sentences[0].verdict == "matches"
    assert "could not be reached" in report.notice


def test_a_number_is_told_by_the_day_that_the_article_has_it_by(tmp_path, archive):
    few = Archive.open(tmp_path / "few", archive.encoder, create=True)
    list(NewsBot(few).add_pasted("Fewer leave the island\n\nHarbour Post\n4 May 2026\n\n"
                                 "The register of Skerry counts 112 departures in 2025, against 270 in 2011.\n"))  # fmt: skip
    model = Scripted(
        scripts=[
            lambda keys: [
                f"There were 112 departures from Skerry in 2011. [{key_of(keys, '112')}]\n",
                f"There were 270 departures from Skerry in 2011. [{key_of(keys, '112')}]\n",
            ]
        ]
    )

    *_, told = NewsBot(few, ModelWriter(model)).ask("How many departures from Skerry were there in 2011?")
    few.close()

    assert isinstance(told, Answer), told
    assert [one.text for one in told.claims] == ["There were 270 departures from Skerry in 2011. [1]"]
