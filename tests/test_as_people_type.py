"""Questions as people type them, over the articles a newcomer is given: each is answered like the plain one."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import conftest
import pytest

from bot.answer import Answer, Citation, Refusal, Reply
from bot.newsbot import NewsBot
from bot.question.parts import parts
from bot.question.read import read_question
from vectorstore.archive import Archive
from vectorstore.encoder import open_encoder

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
TODAY = date(2026, 11, 26)
talk = partial(conftest.talk, today=TODAY)
ARTICLE_9 = "What did Delorme say about article 9?"
DELORME = "Étienne Delorme"


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NewsBot]:
    opened = Archive.open(tmp_path_factory.mktemp("typed") / "archive", open_encoder(), create=True)
    bot = NewsBot(opened)
    list(bot.add([str(SAMPLES)]))
    yield bot
    opened.close()


def speakers(reply: Reply) -> set[str | None]:
    assert isinstance(reply, Answer), reply
    return {one.speaker for one in reply.citations}


def cited(reply: Reply) -> Sequence[Citation]:
    assert isinstance(reply, Answer), reply
    return reply.citations


def titles(reply: Reply) -> list[str]:
    assert isinstance(reply, Answer), reply
    return list(dict.fromkeys(one.listing.title for one in reply.citations))


AS_TYPED = {
    "en": [
        "Hello, what did Delorme say about article 9?",
        "Hi! Please tell me what Delorme said about article 9.",
        "Hello, I'm writing a piece on the Orve treaty; please tell me what Delorme said about article 9.",
        "Good morning. I am a reporter at the Harbour Post and I need to know what Delorme said about article 9. Thanks!",
        "Hi there, hope you're well. What did Delorme say about article 9?",
        "For a piece on the treaty: what did Delorme say about article 9?",
        "So, what did Delorme say about article 9? I need it for tomorrow's paper.",
        "1. What did Delorme say about article 9?",
        "(2) what did Delorme say about article 9",
        "Question 2: What did Delorme say about article 9?",
        "“What did Delorme say about article 9?”",
        '"What did Delorme say about article 9"',
        "What did Delorme actually say about article 9?",
        "What, exactly, did Delorme say about article 9?",
        "Did Delorme ever say anything about article 9?",
        "What has Delorme also said about article 9?",
        "Do you know if Delorme has said anything about article 9?",
        "Any comment from Delorme on article 9?",
        "Reaction of Delorme to article 9",
        "Delorme's take on article 9?",
        "Is there anything from Delorme on article 9?",
        "Find quotes by Delorme on article 9",
    ],
    "fr": [
        "Bonjour, j'écris un article sur le traité ; pouvez-vous me dire ce que Delorme a dit de l'article 9 ?",
        "1) Qu'a dit Delorme sur l'article 9 ?",
        "« Qu'a dit Delorme sur l'article 9 ? »",
        "Qu'a vraiment dit Delorme sur l'article 9 ?",
        "Une réaction de Delorme à l'article 9 ?",
        "Delorme s'est-il exprimé sur l'article 9 ?",
    ],
    "de": [
        "Guten Tag, ich schreibe über den Vertrag; können Sie mir bitte sagen, was Delorme über Artikel 9 gesagt hat?",
        "3. Was hat Delorme über Artikel 9 gesagt?",
        "„Was sagte Delorme über Artikel 9?“",
        "Was hat Delorme eigentlich über Artikel 9 gesagt?",
        "Gibt es eine Stellungnahme von Delorme zu Artikel 9?",
    ],
    "es": [
        "Buenos días, estoy escribiendo sobre el tratado; ¿me puede decir qué dijo Delorme sobre el artículo 9?",
        "1. ¿Qué dijo Delorme sobre el artículo 9?",
        "«¿Qué dijo Delorme sobre el artículo 9?»",
        "¿Qué dijo realmente Delorme sobre el artículo 9?",
        "¿Hay alguna declaración de Delorme sobre el artículo 9?",
    ],
    "vi": [
        "Tôi đang viết một bài về hiệp ước Orve, cho tôi biết Delorme đã nói gì về điều 9?",
        "1. Delorme nói gì về điều 9?",
        "“Delorme nói gì về điều 9?”",
        "Delorme có nói gì về điều 9 không?",
        "Bình luận của Delorme về điều 9?",
    ],
    "ru": [
        "Добрый день, я пишу статью о договоре; скажите, пожалуйста, что Делорм сказал о статье 9?",
        "1. Что сказал Делорм о статье 9?",
        "«Что сказал Делорм о статье 9?»",
        "Что на самом деле сказал Делорм о статье 9?",
        "Говорил ли Делорм что-нибудь о статье 9?",
    ],
    "ar": [
        "أنا أكتب مقالا عن المعاهدة، من فضلك أخبرني ماذا قال ديلورم عن المادة 9؟",
        "1. ماذا قال ديلورم عن المادة 9؟",
        "«ماذا قال ديلورم عن المادة 9؟»",
        "ماذا قال ديلورم فعلا عن المادة 9؟",
        "هل هناك تعليق من ديلورم على المادة 9؟",
    ],
}


@pytest.mark.parametrize(("language", "asked"), [(code, one) for code, some in AS_TYPED.items() for one in some])
def test_what_stands_around_a_question_asks_nothing(language, asked):
    question = read_question(asked)

    assert question.language == language
    assert question.speaker in ("Delorme", "Делорм", "ديلورم")
    assert question.topic is not None
    assert question.topic[-1] == "9"


@pytest.mark.parametrize("asked", [some[0] for some in AS_TYPED.values()])
def test_a_question_in_a_letter_is_answered_like_the_plain_one(bot, asked):
    plain, typed = (talk(bot, one)[0] for one in (ARTICLE_9, asked))

    assert speakers(typed) == speakers(plain) == {DELORME}
    assert set(titles(typed)) & set(titles(plain))
    assert typed.whole == ""


@pytest.mark.parametrize(
    ("asked", "plain"),
    [
        ("Hello, when did the ferry strike begin? Thanks!", "when did the ferry strike begin?"),
        ("Please tell me how many people were hurt", "how many people were hurt"),
        ("Hello Kitty sells how many toys?", "Hello Kitty sells how many toys?"),
        ("Who was critical of the minister's statement?", "Who was critical of the minister's statement?"),
        ("“No boats, no bread”", "“No boats, no bread”"),
        ("So long a strike: why?", "So long a strike: why?"),
    ],
)
def test_a_question_of_another_kind_keeps_all_that_it_asks(asked, plain):
    question = read_question(asked)

    assert (question.text, question.speaker) == (plain, None)


@pytest.mark.parametrize(
    ("typed", "name", "office"),
    [
        ("Delorme", DELORME, "environment minister"),
        ("delorme", DELORME, "environment minister"),
        ("Who is Delorme?", DELORME, "environment minister"),
        ("Tell me about Solène Achard", "Solène Achard", "directrice du barrage"),
        ("Qui est Priya Sandler ?", "Priya Sandler", "chief executive"),
        ("Делорм", DELORME, "ministre valmérien"),
    ],
)
def test_a_name_alone_asks_who_that_is_and_what_was_said(bot, typed, name, office):
    [told] = talk(bot, typed)

    assert isinstance(told, Answer)
    assert name.split()[-1] in told.citations[0].quote
    assert speakers(told) <= {name, None}
    assert name in speakers(told)
    assert any(office in one.quote for one in told.citations)


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("Delorme on article 9", ARTICLE_9),
        ("Delorme: article 9", ARTICLE_9),
        ("Delorme sur l'article 9", "Qu'a dit Delorme sur l'article 9 ?"),
        ("Delorme über Artikel 9", "Was sagte Delorme über Artikel 9?"),
        ("Delorme sobre el artículo 9", "¿Qué dijo Delorme sobre el artículo 9?"),
        ("Delorme về điều 9", "Delorme nói gì về điều 9?"),
        ("Делорм о статье 9", "Что сказал Делорм о статье 9?"),
        ("ديلورم عن المادة 9", "ماذا قال ديلورم عن المادة 9؟"),
    ],
)
def test_a_name_and_a_topic_ask_what_was_said_of_it(bot, typed, whole):
    [told] = talk(bot, typed)

    assert told.whole == whole
    assert speakers(told) == {DELORME}


def test_a_name_alone_is_led_on_from(bot):
    _, achard, dam = talk(bot, "Delorme", "and Achard?", "and about the dam?")

    assert (achard.whole, dam.whole) == ("What did Achard say?", "What did Achard say about the dam?")


@pytest.mark.parametrize("typed", ["ferry strike", "Skerry", "the ferry strike on Skerry", "Tell me about the dam"])
def test_what_names_nobody_who_is_quoted_is_looked_for_as_it_stands(bot, typed):
    [told] = talk(bot, typed)

    assert told.whole == ""


@pytest.mark.parametrize(
    "between", ["blah blah foo", "asdkjh", "??? hm", "When was the bridge of Kort built?", "Hello!"]
)
def test_and_somebody_joins_to_the_last_turn_that_was_understood(bot, between):
    *_, last = talk(bot, "What did Delorme say about the dam?", between, "and Achard?")

    assert last.whole == "What did Achard say about the dam?"
    assert speakers(last) == {"Solène Achard"}


def test_a_question_that_was_understood_and_refused_is_led_on_from(bot):
    *_, when, who = talk(bot, ARTICLE_9, "Who won the chess championship?", "and when?", "what else did he say?")

    assert when.whole == "When: won the chess championship?"
    assert who.whole != ""


LISTS = {
    "en": ("Which articles do you have?", ["the first one", "the first", "number 1"], ["summarise the second one", "sum up number 2", "summarise the 2nd", "could you summarise the second article, please?"]),
    "fr": ("Liste les articles", ["le premier"], ["résume le deuxième", "résume le numéro 2"]),
    "de": ("Zeige mir alle Artikel", ["der erste"], ["fasse den zweiten zusammen", "Nummer 2"]),
    "es": ("Lista los artículos", ["el primero"], ["resume el segundo", "resume el número 2"]),
    "vi": ("Liệt kê các bài báo", ["bài đầu tiên"], ["tóm tắt bài thứ hai", "tóm tắt bài số 2"]),
    "ru": ("Покажи статьи", ["первую"], ["перескажи вторую", "перескажи номер 2"]),
    "ar": ("اعرض المقالات", ["المقال الأول"], ["لخص المقال الثاني", "لخص الثاني"]),
}  # fmt: skip


@pytest.mark.parametrize("language", LISTS)
def test_the_second_one_and_then_the_first_are_those_of_the_list(bot, language):
    asked, firsts, seconds = LISTS[language]

    for second in seconds:
        for first in firsts:
            listed, two, _, one = talk(bot, asked, second, "qwxyz", first)
            wanted = [each.title for each in listed.listings[:2]]
            assert [titles(two), titles(one)] == [wanted[1:], wanted[:1]]


VACCINE = "River fever vaccine protects four in five, trial finds"


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("Summarise the article about the vaccine trial", VACCINE),
        ("Please give me a summary of the story on the vaccine trial", VACCINE),
        ("summarise the article about the bank merger", "Carrow Mutual and Banque de Valmer to merge"),
        ("Résume l'article sur Lucía Montero", "Lucía Montero: «Skerry me enseñó a callarme»"),
        ("Fasse den Artikel über den Impfstoff zusammen", "Flussfieber: Impfstoff wirkt, Fabrik fehlt"),
    ],
)
def test_the_article_about_something_is_one_article_and_is_summed_up_alone(bot, typed, title):
    [told] = talk(bot, typed)

    assert told.request == "summary"
    assert titles(told) == [title]


def test_the_articles_about_something_are_summed_up_together(bot):
    one, all_of_them = talk(bot, "Summarise the vaccine", "Summarise the articles about the vaccine")

    assert titles(all_of_them) == titles(one)
    assert len(titles(one)) > 1


def test_two_people_in_one_question_are_both_answered_or_the_one_without_an_answer_is_told(bot):
    [both] = talk(bot, "What did Delorme and Tarrick say?")
    [one] = talk(bot, "What did Delorme and Achard say about article 9?")

    assert speakers(both) == {DELORME, "Owen Tarrick"}
    assert speakers(one) == {DELORME}
    assert isinstance(one, Answer)
    [line] = one.unanswered
    assert "Achard" in line
    assert "Delorme" not in line


def test_a_name_that_has_an_and_in_it_is_one(bot):
    question = read_question("What did Marks and Spencer say about the strike?")

    def quotes(name: str) -> tuple[str, ...]:
        return ("Marks and Spencer",) if "Spencer" in name else ()

    assert parts(question, quotes=quotes, narrows=lambda *_: False) == (question,)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        (
            "Who chaired the jury and when was the treaty signed?",
            ["Who chaired the jury", "When was the treaty signed?"],
        ),
        ("Where did the ferry crash? Who was hurt there?", ["Where did the ferry crash?", "Who was hurt there?"]),
        ("When and where was the treaty signed?", ["When and where was the treaty signed?"]),
        ("Who signed the treaty and resigned a day later?", ["Who signed the treaty and resigned a day later?"]),
        ("Wer unterschrieb den Vertrag und wann trat er in Kraft?", None),
    ],
)
def test_questions_in_one_turn_are_taken_one_by_one(typed, asked):
    found = parts(read_question(typed), quotes=lambda _: (), narrows=lambda *_: False)

    if asked is None:
        assert len(found) == 2
    else:
        assert [one.text for one in found] == asked


@pytest.mark.parametrize(
    "typed",
    [
        "What did Delrome say about article 9?",
        "what did Delormee say about article 9",
        "Qu'a dit Étienne Delome sur l'article 9 ?",
        "What did Delorme say about artcile 9?",
    ],
)
def test_one_slip_of_the_hand_is_forgiven(bot, typed):
    [reply] = talk(bot, typed)

    assert speakers(reply) == {DELORME}


def test_the_question_that_was_answered_is_told_where_a_name_was_mistyped(bot):
    [reply] = talk(bot, "What did Delrome say about article 9?")

    assert reply.whole == "What did Delorme say about article 9?"


def test_an_address_in_a_question_means_its_article(bot):
    address = "https://quotidien-saint-aurel.example/monde/orve-article-9"
    [alone] = talk(bot, address)
    [copied] = talk(bot, f"Summarise {address.replace('https://', 'http://www.')}/?utm_source=mail")
    [asked] = talk(bot, f"What did Delorme say about article 9 in {address}?")

    title = "Sécheresse : la commission de l'Orve active l'article 9"
    assert titles(alone) == titles(copied) == [title]
    assert {one.listing.title for one in cited(asked)} == {title}


def test_an_address_that_the_archive_lacks_is_not_answered_from_other_articles(bot):
    [reply] = talk(bot, "Summarise https://elsewhere.example/monde/orve-article-9")

    assert isinstance(reply, Refusal)
    assert "https://elsewhere.example/monde/orve-article-9" in reply.message


@pytest.mark.parametrize(
    "typed",
    [
        "What does the Harbour Post article say about the strike?",
        "What does the Harbour Post say about the strike?",
        "What did the Harbour Post report on the strike?",
        "Que dit le Harbour Post de la grève des ferries ?",
    ],
)
def test_an_outlet_that_is_asked_is_an_outlet_and_nobody_who_speaks(bot, typed):
    [reply] = talk(bot, typed)

    assert {one.listing.outlet for one in cited(reply)} == {"Harbour Post"}


def test_two_outlets_that_are_asked_are_summed_up_one_after_the_other(bot):
    [reply] = talk(bot, "What do the Harbour Post and the Alden Courier say about the ferry strike?")

    assert list(dict.fromkeys(one.listing.outlet for one in cited(reply))) == ["Harbour Post", "Alden Courier"]
