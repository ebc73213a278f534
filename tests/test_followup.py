"""A reader goes on: "and when?", "et Stoltenberg ?", "summarise that article"; the whole question is found by rules."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answer import Answer, Citation, Refusal, Remark, Reply, Understood
from bot.question.followup import Whole, leans, made_whole
from bot.question.read import MOST_CHARACTERS, read_question
from bot.question.request import read_request, tells_a_time
from ingest.languages import LANGUAGES
from vectorstore.filters import ANY
from vectorstore.listing import Listing

HERE = Path(__file__).parent
FOLLOWUPS = json.loads((HERE / "followups.json").read_text(encoding="utf-8"))
ALONE = [(language, asked) for language, texts in FOLLOWUPS["alone"].items() for asked in texts]
SAMPLES = json.loads((HERE / "sample_questions.json").read_text(encoding="utf-8"))
QUOTED = {name.casefold() for whole in FOLLOWUPS["quoted"] for name in (whole, whole.split()[-1])}
WHERE = {"in french papers", "in deutschen zeitungen", "in le monde"}
VALVE = "Faulty valve stopped Alden Star from going astern, inspectors find"
DAM = "Sarn dam repairs will cost 46 million, auditors warn"


def quotes(name: str) -> bool:
    return name.casefold() in QUOTED


def narrows(text: str, language: str) -> bool:
    return tells_a_time(text, language) or text.casefold() in WHERE


def listing(title: str) -> Listing:
    return Listing(title, "v1", title, None, None, None, None, None, "en", f"{title}.txt", 900, 1)


def reply(question: str, language: str = "en", cited: tuple[tuple[str, str | None], ...] = ()) -> Reply:
    """What was answered; a list of articles where a list was asked for."""
    request = read_request(question)
    if request and request.kind == "articles":
        return Remark(question, language, "articles", "", tuple(listing(title) for title, _ in cited))
    citations = tuple(Citation(n, listing(title), 0, 4, "They", who) for n, (title, who) in enumerate(cited, start=1))
    return Answer(question, language, (), citations)


def whole(text: str, *before: Reply) -> Whole | None:
    return made_whole(text, before, quotes=quotes, narrows=narrows)


FISK = reply("What did Leonard Fisk say about the ferry strike?", cited=((VALVE, "Leonard Fisk"), (DAM, None)))


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("and what about Morag Linn?", "What did Morag Linn say about the ferry strike?"),
        ("And Stoltenberg?", "What did Stoltenberg say about the ferry strike?"),
        ("Stoltenberg?", "What did Stoltenberg say about the ferry strike?"),
        ("Morag Linn", "What did Morag Linn say about the ferry strike?"),
        ("and about China?", "What did Leonard Fisk say about China?"),
        ("And China?", "What did Leonard Fisk say about China?"),
        ("and the treaty?", "What did Leonard Fisk say about the treaty?"),
        ("and after the vote?", "What did Leonard Fisk say after the vote?"),
        ("and in Brussels?", "What did Leonard Fisk say about the ferry strike in Brussels?"),
        ("and last week?", "What did Leonard Fisk say about the ferry strike last week?"),
        ("in French papers?", "What did Leonard Fisk say about the ferry strike in French papers?"),
        ("tell me more", "What did Leonard Fisk say about the ferry strike?"),
        ("what else did he say?", "What did Leonard Fisk say about the ferry strike?"),
        ("What did he say about China?", "What did Leonard Fisk say about China?"),
        ("What did Morag Linn say about that?", "What did Morag Linn say about the ferry strike?"),
        ("What is his view on the dam?", "What is Leonard Fisk's view on the dam?"),
        ("and when?", "When did Leonard Fisk say that about the ferry strike?"),
        ("and why did he say that?", "Why did Leonard Fisk say that about the ferry strike?"),
        ("who else?", "Who said that about the ferry strike?"),
        ("And what did Morag Linn say?", "What did Morag Linn say about the ferry strike?"),
        ("And Morag Linn, what did she say?", "What did Morag Linn say about the ferry strike?"),
        ("Please summarise the second article.", f"Summarise “{DAM}”"),
        ("Can you summarise that article for me?", f"Can you summarise “{VALVE}” for me"),
        ("When did it end?", "When did it end? (the ferry strike)"),
        ("the first one", f"Summarise “{VALVE}”"),
        ("summarise the second article", f"Summarise “{DAM}”"),
        ("summarise it", f"Summarise “{VALVE}”"),
        ("What does this article say about the cost?", f"What does “{VALVE}” say about the cost?"),
        ("What did he say in that article?", f"What did Leonard Fisk say in “{VALVE}”?"),
    ],
)
def test_a_follow_up_says_by_itself_what_the_question_before_said(typed, asked):
    assert whole(typed, FISK) == Whole(asked, "en")


@pytest.mark.parametrize(
    ("typed", "language", "asked"),
    [
        ("et Stoltenberg ?", "fr", "Qu'a dit Stoltenberg sur the ferry strike ?"),
        ("et sur la Chine ?", "fr", "Qu'a dit Leonard Fisk sur la Chine ?"),
        ("et la semaine dernière ?", "fr", "Qu'a dit Leonard Fisk sur the ferry strike la semaine dernière ?"),
        ("und was ist mit Merkel?", "de", "Was sagte Merkel über the ferry strike?"),
        ("¿y Sánchez?", "es", "¿Qué dijo Sánchez sobre the ferry strike?"),
        ("còn Stoltenberg thì sao?", "vi", "Stoltenberg nói gì về the ferry strike?"),
        ("а Столтенберг?", "ru", "Что сказал Столтенберг о the ferry strike?"),
        ("وماذا عن ستولتنبرغ؟", "ar", "ماذا قال ستولتنبرغ عن the ferry strike؟"),
    ],
)
def test_a_follow_up_in_another_language_asks_in_that_one(typed, language, asked):
    assert whole(typed, FISK) == Whole(asked, language)


@pytest.mark.parametrize(
    ("question", "typed", "asked"),
    [
        ("How many people live on Skerry?", "and Port Alden?", "How many people live on Port Alden?"),
        ("How many people live on Skerry?", "and in Valmer?", "How many people live in Valmer?"),
        ("When will the works at the Sarn dam begin?", "and the cost?", "The cost: the works at the Sarn dam begin?"),
        ("Summarise the ferry strike", "and the dam?", "Summarise the dam"),
        ("Sum up this week", "and last week?", "Sum up last week"),
        (
            "What did Morag Linn say last week about insulin?",
            "and this month?",
            "What did Morag Linn say about insulin this month?",
        ),
        ("Why did Ingrid Halloran resign?", "When did she say that?", "When did Ingrid Halloran say that?"),
    ],
)
def test_a_question_without_a_speaker_is_led_on_too(question, typed, asked):
    assert whole(typed, reply(question)) == Whole(asked, "en")


@pytest.mark.parametrize(
    ("language", "question", "typed", "wants"),
    [
        ("en", "How many people were injured at the quay?", "and when?", "date"),
        ("en", "Who won the cup?", "where?", "place"),
        ("en", "What did Fisk say about the strike?", "why?", "reason"),
        ("en", "Why did the crews strike?", "how many?", "number"),
        ("en", "Why did the crews strike?", "who said that?", "person"),
        ("fr", "Combien de personnes ont été blessées ?", "et quand ?", "date"),
        ("fr", "Qu'a dit Fisk sur la grève ?", "où ?", "place"),
        ("de", "Wie viele Menschen wurden am Kai verletzt?", "warum?", "reason"),
        ("de", "Was sagte Fisk über den Streik?", "warum?", "reason"),
        ("es", "¿Por qué hicieron huelga?", "¿cuándo?", "date"),
        ("es", "¿Qué dijo Fisk sobre la huelga?", "¿cuántos?", "number"),
        ("vi", "Bao nhiêu người bị thương?", "khi nào?", "date"),
        ("vi", "Tại sao thủy thủ đình công?", "ai nói thế?", "person"),
        ("ru", "Сколько человек пострадало в порту?", "когда?", "date"),
        ("ru", "Что сказал Фиск о забастовке?", "почему?", "reason"),
        ("ar", "كم شخصا أصيب في الحادث؟", "متى؟", "date"),
        ("ar", "ماذا قال فيسك عن الإضراب؟", "أين؟", "place"),
    ],
)
def test_a_bare_question_word_asks_for_another_kind_of_thing(language, question, typed, wants):
    asked = whole(typed, reply(question, language))

    assert asked is not None
    assert asked.language == language
    read = read_question(asked.text)
    assert (read.wants, read.speaker) == (wants, None)


def test_a_greeting_in_between_is_looked_past():
    thanks = Remark("thanks", "en", "thanks", "You're welcome.")

    assert whole("and when?", FISK, thanks) == Whole("When did Leonard Fisk say that about the ferry strike?", "en")
    assert whole("and when?", thanks) is None


def test_a_refusal_is_led_on_from_and_its_nearest_article_can_be_pointed_at():
    nearest = Citation(1, listing(DAM), 0, 4, "They", None)
    refusal = Refusal("Who pays for the dam?", "en", "not_found", "Not found.", nearest=(nearest,))

    assert whole("why?", refusal) == Whole("Why: pays for the dam?", "en")
    assert whole("summarise that article", refusal) == Whole(f"Summarise “{DAM}”", "en")


def test_a_list_is_pointed_into_by_number():
    listed = reply("Which articles do you have on the dam?", cited=((VALVE, None), (DAM, None)))

    assert whole("the second one", listed) == Whole(f"Summarise “{DAM}”", "en")
    assert whole("the third one", listed) is None


def test_the_question_that_was_answered_is_led_on_from_not_the_one_typed():
    second = Answer("and Owen Tarrick?", "en", (), (), whole="What did Owen Tarrick say about the ferry strike?")

    assert whole("and when?", FISK, second) == Whole("When did Owen Tarrick say that about the ferry strike?", "en")


def test_what_was_understood_of_where_to_look_is_no_part_of_the_topic():
    understood = Understood(("in Le Monde",), ANY, 3)
    answer = Answer("What did Fisk say about the strike in Le Monde?", "en", (), (), understood=understood)

    assert whole("What did Linn say about that?", answer) == Whole("What did Linn say about the strike?", "en")


@pytest.mark.parametrize(
    ("language", "question", "typed", "asked"),
    [
        (
            "fr",
            "Qu'a dit Priya Sandler sur la grève ?",
            "A-t-elle démissionné ?",
            "Priya Sandler a-t-elle démissionné ?",
        ),
        (
            "fr",
            "Qu'a dit Priya Sandler sur la grève ?",
            "Qu'en pense-t-elle ?",
            "Que pense Priya Sandler sur la grève ?",
        ),
        ("de", "Was sagte Morag Linn über Insulin?", "Hat sie das begründet?", "Hat Morag Linn das begründet?"),
        ("es", "¿Qué dijo Fisk sobre la huelga?", "¿Por qué lo dijo?", "¿Por qué dijo eso Fisk sobre la huelga?"),
        ("vi", "Prout nói gì về đập Sarn?", "Vì sao ông ấy nói vậy?", "Tại sao Prout nói điều đó về đập Sarn?"),
        ("ru", "Что сказал Фиск о забастовке?", "Что об этом думает Таррик?", "Что думает Таррик о забастовке?"),
        ("ar", "ماذا قال فيسك عن الإضراب؟", "وما رأيه في المعاهدة؟", "وما رأي فيسك في المعاهدة؟"),
    ],
)
def test_a_language_points_back_in_its_own_way(language, question, typed, asked):
    assert whole(typed, reply(question, language)) == Whole(asked, language)


def test_he_is_whoever_spoke_last_where_nobody_was_asked_for():
    answer = reply("Why did the crews strike?", cited=((VALVE, "Owen Tarrick"),))

    assert whole("What did he say about the deckhands?", answer) == Whole(
        "What did Owen Tarrick say about the deckhands?", "en"
    )
    assert whole("What did he say about the deckhands?", reply("Why did the crews strike?")) is None


# Of six in a language. The rules make whole all 42 of the half they were written with, and 41 of the 42 that were put
# away before the first rule and only counted (25 November 2026).
FLOORS = {"tuned": 6, "unseen": 5}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", FLOORS)
def test_most_follow_ups_are_made_whole(part, language):
    pairs = [one for one in FOLLOWUPS["pairs"] if (one["part"], one["language"]) == (part, language)]

    right = 0
    for one in pairs:
        cited = tuple((article["title"], article["speaker"]) for article in one["cited"])
        made = whole(one["asked"], reply(one["before"], one["before_language"], cited))
        right += made is not None and made.language == language and " ".join(made.text.split()) in one["whole"]

    assert len(pairs) == 6
    assert right >= FLOORS[part]


def test_a_follow_up_leans_and_is_known_to():
    assert [one["asked"] for one in FOLLOWUPS["pairs"] if one["part"] == "tuned" and not leans(one["asked"], ())] == []


@pytest.mark.parametrize(("language", "asked"), ALONE)
def test_a_question_that_stands_by_itself_is_left_alone(language, asked):
    for one in FOLLOWUPS["pairs"][::5]:
        before = reply(one["before"], one["before_language"], tuple((a["title"], a["speaker"]) for a in one["cited"]))

        assert whole(asked, before) is None
        assert not leans(asked, (before,))


def test_no_question_of_the_samples_is_changed_by_what_went_before():
    before = [reply(one["question"], one["language"], ((DAM, "Neville Prout"),)) for one in SAMPLES]

    changed = [one["question"] for one in SAMPLES for last in before if whole(one["question"], last)]

    assert changed == []


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=2_000), st.text(max_size=300))
def test_whatever_is_typed_is_led_on_without_a_fault(text, before):
    made = whole(text, reply(before))

    assert made is None or (0 < len(made.text) <= MOST_CHARACTERS and made.language in LANGUAGES)
    leans(text, (reply(before),))


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([one["asked"] for one in FOLLOWUPS["pairs"]]),
    st.sampled_from(["Anna Berg ", "what did he say about ", "“", "and ", "\x00\u202e", "؟ ", "de la "]),
    st.integers(1, 400),
)
def test_a_heap_before_a_follow_up_is_borne(asked, heap, times):
    made = whole(asked, reply((heap * times)[:1_990], "fr", ((heap * times, heap),)))

    assert made is None or len(made.text) <= MOST_CHARACTERS


def test_a_second_follow_up_leans_on_what_the_first_was_made():
    first = reply("How many people were injured when the Alden Star hit the quay?")
    second = whole("et quand ?", first)
    assert second == Whole("Quand : people were injured when the Alden Star hit the quay ?", "fr")

    third = whole("who said that?", first, reply(second.text, "fr"))

    assert third == Whole("Who said that: people were injured when the Alden Star hit the quay?", "en")
