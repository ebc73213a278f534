"""A newsroom that asks and reads in Portuguese, as Portugal and as Brazil write it."""

from datetime import date

import pytest

from bot.answer import Answer, Citation, Reply
from bot.phrases import phrases
from bot.question.dates import find_times
from bot.question.filters import read_narrowing
from bot.question.followup import Whole, leans, made_whole
from bot.question.followup_patterns import follows
from bot.question.manners import manners, plainly
from bot.question.read import read_question
from bot.question.request import Request, read_request, requests_of, talk, tells_a_time
from ingest.quantities.days import find_days
from ingest.quantities.numbers import find_numbers
from ingest.statements.find import find_statements
from ingest.text.negation import find_turns
from ingest.text.sentences import find_sentences
from vectorstore.listing import Listing

VALVE = "Válvula avariada impediu o Alden Star de recuar"
DAM = "Barragem de Sarn vai custar 46 milhões, avisam os auditores"
QUOTED = {"owen tarrick", "tarrick", "leonard fisk", "fisk", "morag linn", "linn"}
WEDNESDAY = date(2026, 3, 18)


def said(text: str) -> list[tuple[str, str, str]]:
    """Speaker, kind and words of each statement."""
    found = find_statements(text, find_sentences(text, "pt"), language="pt")
    return [(one.speaker, one.kind, text[one.start : one.end]) for one in found]


def listing(title: str) -> Listing:
    return Listing(title, "v1", title, None, None, None, None, None, "pt", f"{title}.txt", 900, 1)


def reply(question: str, cited: tuple[tuple[str, str | None], ...] = ()) -> Reply:
    citations = tuple(Citation(n, listing(title), 0, 4, "Eles", who) for n, (title, who) in enumerate(cited, start=1))
    return Answer(question, "pt", (), citations)


def quotes(name: str) -> bool:
    return name.casefold() in QUOTED


def narrows(text: str, language: str) -> bool:
    return tells_a_time(text, language) or text.casefold() in {"no público", "na imprensa francesa"}


FISK = reply("O que disse Leonard Fisk sobre a greve?", ((VALVE, "Leonard Fisk"), (DAM, None)))


@pytest.mark.parametrize(
    ("asked", "speaker", "topic"),
    [
        ("O que disse Delorme sobre o artigo 9?", "Delorme", "o artigo 9"),
        ("O que é que a ministra disse sobre a greve?", "a ministra", "a greve"),
        ("O que Delorme disse sobre o artigo 9?", "Delorme", "o artigo 9"),
        ("Que disse Lula a respeito da reforma?", "Lula", "reforma"),
        ("O que disse o presidente da Câmara?", "o presidente da Câmara", None),
        ("O que pensa Ana Reis da barragem?", "Ana Reis", "barragem"),
        ("O que anunciaram os sindicatos acerca da greve?", "os sindicatos", "greve"),
        ("O que tem a dizer Delorme sobre a greve?", "Delorme", "a greve"),
        ("O que a OMS já disse sobre a gripe?", "a OMS", "a gripe"),
        ("O que foi dito por Delorme em relação aos preços?", "Delorme", "preços"),
        ("Delorme disse alguma coisa sobre a seca?", "Delorme", "a seca"),
        ("A ministra pronunciou-se sobre a greve?", "A ministra", "a greve"),
        ("Disse Delorme algo sobre a seca?", "Delorme", "a seca"),
        ("Como reagiu o governo à greve?", "o governo", "greve"),
        ("Como Lula reagiu à derrota?", "Lula", "derrota"),
        ("Qual é a posição de Delorme sobre a barragem?", "Delorme", "a barragem"),
        ("Há alguma declaração de Delorme sobre a greve?", "Delorme", "a greve"),
        ("Que declarações fez Delorme sobre a greve?", "Delorme", "a greve"),
        ("Comentários de Delorme sobre a greve", "Delorme", "a greve"),
        ("O que Fisk e Tarrick disseram sobre a greve?", "Fisk e Tarrick", "a greve"),
    ],
)
def test_a_reader_asks_for_somebodys_words(asked, speaker, topic):
    question = read_question(asked)

    assert (question.language, question.speaker, question.topic) == ("pt", speaker, topic)


@pytest.mark.parametrize(
    ("asked", "wants"),
    [
        ("Quantas pessoas vivem em Skerry?", "number"),
        ("Qual foi o preço da reparação da barragem?", "number"),
        ("Quando terminou a greve dos ferries?", "date"),
        ("Em que ano foi construída a ponte?", "date"),
        ("Quem ganhou a Taça do Estreito?", "person"),
        ("Onde foi assinado o tratado?", "place"),
        ("Que cidade perdeu a ponte?", "place"),
        ("Porque é que os tripulantes fizeram greve?", "reason"),
        ("Por que os tripulantes entraram em greve?", "reason"),
        ("O que ele disse?", None),
        ("O que aconteceu no porto?", None),
    ],
)
def test_what_kind_of_thing_is_asked_for_shows(asked, wants):
    question = read_question(asked)

    assert (question.language, question.speaker, question.wants) == ("pt", None, wants)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("Olá! O que disse Delorme sobre a greve?", "O que disse Delorme sobre a greve?"),
        (
            "Bom dia, sou jornalista e escrevo sobre o tratado; pode dizer-me o que disse Delorme sobre o artigo 9?",
            "o que disse Delorme sobre o artigo 9?",
        ),
        ("Por favor, diga-me quando reabre a ponte sobre o rio", "quando reabre a ponte sobre o rio"),
        ("Gostaria de saber quantos feridos houve no acidente. Obrigado.", "quantos feridos houve no acidente"),
        ("Uma pergunta: quem ganhou a taça, se souber?", "quem ganhou a taça?"),
    ],
)
def test_manners_ask_nothing(typed, asked):
    assert plainly(typed) == asked


def test_words_that_add_nothing_are_read_over():
    assert manners("pt").besides.sub(" ", "O que disse afinal Delorme?").split() == ["O", "que", "disse", "Delorme?"]


@pytest.mark.parametrize(
    ("typed", "kind", "subject"),
    [
        ("Olá!", "greeting", None),
        ("boa tarde a todos", "greeting", None),
        ("Oi, tudo bem?", "greeting", None),
        ("Muito obrigada pela ajuda", "thanks", None),
        ("até logo", "thanks", None),
        ("O que você pode fazer?", "help", None),
        ("Como é que isto funciona?", "help", None),
        ("Que artigos tens sobre a greve?", "articles", "a greve"),
        ("O que há sobre a barragem?", "articles", "a barragem"),
        ("Mostre os artigos da semana passada", "articles", "da semana passada"),
        ("Há notícias no Público?", "articles", "no Público"),
        ("Faça um resumo da greve, por favor", "summary", "greve"),
        ("Pode fazer um breve resumo do artigo sobre a OTAN?", "summary", "artigo sobre a OTAN"),
        ("O que aconteceu na semana passada?", "summary", "na semana passada"),
        ("Faça um resumo da semana", "summary", "esta semana"),
    ],
)
def test_a_reader_wants_something_else_than_an_answer(typed, kind, subject):
    assert read_request(typed) == Request(kind, "pt", subject)


@pytest.mark.parametrize("typed", ["Resuma a greve dos ferries", "Resume-me a greve dos ferries"])
def test_a_summary_is_asked_for_in_one_word(typed):
    assert requests_of("pt").summary[0].fullmatch(typed)["subject"] == "a greve dos ferries"


@pytest.mark.parametrize(
    "typed", ["O que aconteceu no porto?", "Obrigado a quem?", "Que artigos do tratado são contestados?"]
)
def test_a_plain_question_is_no_request(typed):
    assert read_request(typed) is None


def test_one_article_is_told_from_all_there_are():
    known = requests_of("pt")

    assert known.one_article.fullmatch("a última notícia sobre a greve")["about"] == "a greve"
    assert known.all_articles.fullmatch("todas as notícias sobre a greve")["about"] == "a greve"
    assert known.one_article.fullmatch("as notícias sobre a greve") is None


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("e Owen Tarrick?", "O que disse Owen Tarrick sobre a greve?"),
        ("E o Tarrick?", "O que disse Tarrick sobre a greve?"),
        ("e a China?", "O que disse Leonard Fisk sobre a China?"),
        ("e sobre os preços?", "O que disse Leonard Fisk sobre os preços?"),
        ("e depois da votação?", "O que disse Leonard Fisk depois da votação?"),
        ("e na semana passada?", "O que disse Leonard Fisk sobre a greve na semana passada?"),
        ("na imprensa francesa?", "O que disse Leonard Fisk sobre a greve na imprensa francesa?"),
        ("mais detalhes", "O que disse Leonard Fisk sobre a greve?"),
        ("o que mais disse ele?", "O que disse Leonard Fisk sobre a greve?"),
        ("O que disse ele sobre a China?", "O que disse Leonard Fisk sobre a China?"),
        ("O que ele disse sobre a China?", "O que Leonard Fisk disse sobre a China?"),
        ("E o que disse sobre o prémio?", "E o que disse Leonard Fisk sobre o prémio?"),
        ("O que disse Linn sobre isso?", "O que disse Linn sobre a greve?"),
        ("Qual é a opinião dele sobre a barragem?", "Qual é a opinião de Leonard Fisk sobre a barragem?"),
        ("Qual é a sua opinião sobre os preços?", "Qual é a sua opinião sobre os preços? (Leonard Fisk)"),
        ("e quando?", "Quando é que Leonard Fisk disse isso sobre a greve?"),
        ("E porque é que disse isso?", "Por que é que Leonard Fisk disse isso sobre a greve?"),
        ("quem disse isso?", "Quem disse isso sobre a greve?"),
        ("E o que disse Linn?", "O que disse Linn sobre a greve?"),
        ("Quando é que terminou?", "Quando é que terminou? (a greve)"),
        ("o segundo artigo", f"Faça um resumo de «{DAM}»"),
        ("o primeiro", f"Faça um resumo de «{VALVE}»"),
        ("Faça um resumo disso", f"Faça um resumo de «{VALVE}»"),
        ("O que diz este artigo sobre o custo?", f"O que diz «{VALVE}» sobre o custo?"),
    ],
)
def test_a_follow_up_says_by_itself_what_the_question_before_said(typed, whole):
    assert made_whole(typed, (FISK,), quotes=quotes, narrows=narrows) == Whole(whole, "pt")


@pytest.mark.parametrize("typed", ["e quando?", "e sobre os preços?", "conte mais", "faça um resumo disso"])
def test_a_follow_up_leans_and_is_known_to(typed):
    assert leans(typed, (FISK,))


@pytest.mark.parametrize(
    ("before", "typed", "whole"),
    [
        ("Onde terminou a greve dos ferries?", "e quando?", "Quando terminou a greve dos ferries?"),
        ("Quantas pessoas vivem em Skerry?", "e em Valmer?", "Quantas pessoas vivem em Valmer?"),
        ("Quem ganhou a Taça do Estreito?", "e quando?", "Quando: ganhou a Taça do Estreito?"),
        ("Faça um resumo da greve", "e da barragem?", "Faça um resumo da barragem"),
    ],
)
def test_a_question_without_a_speaker_is_led_on_too(before, typed, whole):
    assert made_whole(typed, (reply(before),), quotes=quotes, narrows=narrows) == Whole(whole, "pt")


@pytest.mark.parametrize(
    "asked",
    [
        "O que disse Leonard Fisk sobre o acordo que pôs fim à greve?",
        "Quantos espectadores viram a final da Taça do Estreito?",
        "Por que renunciou Ingrid Halloran?",
        "Quando voltam os ferries?",
        "Onde foi assinado o tratado do Orve?",
        "E o que disse Nadia Ferrand sobre o calor?",
        "Quem ganhou a Taça?",
        "Qual é a posição da Valmérie sobre a sua barragem?",
        "Há água na barragem de Sarn?",
    ],
)
def test_a_question_that_stands_by_itself_is_left_alone(asked):
    assert made_whole(asked, (FISK,), quotes=quotes, narrows=narrows) is None
    assert not leans(asked, (FISK,))


@pytest.mark.parametrize(
    ("asked", "since", "until"),
    [
        ("O que disse Austin na semana passada?", "2026-03-09", "2026-03-15"),
        ("O que disse Austin ontem?", "2026-03-17", "2026-03-17"),
        ("O que se passou neste mês?", "2026-03-01", "2026-03-31"),
        ("O que houve nos últimos três dias?", "2026-03-15", "2026-03-18"),
        ("O que houve no ano passado?", "2025-01-01", "2025-12-31"),
        ("O que disse Austin desde janeiro?", "2026-01-01", None),
        ("O que disse Austin desde a semana passada?", "2026-03-09", None),
        ("As notícias de outubro de 2023", "2023-10-01", "2023-10-31"),
        ("Quem fez greve em outubro de 2023?", "2023-10-01", "2023-10-31"),
        ("Quem fez greve antes de 12 de outubro de 2023?", None, "2023-10-11"),
    ],
)
def test_a_question_tells_its_days(asked, since, until):
    [time] = find_times(asked, "pt", today=WEDNESDAY)

    assert (time.since and str(time.since), time.until and str(time.until)) == (since, until)


@pytest.mark.parametrize(
    ("asked", "rest", "field", "name"),
    [
        ("O que disse Austin no Público?", "O que disse Austin?", "outlet", "Público"),
        ("O que disse Austin segundo a Lusa?", "O que disse Austin?", "agency", "Lusa"),
        ("O que disse Austin na imprensa francesa?", "O que disse Austin?", "language", "fr"),
        ("O que disse Austin nos jornais brasileiros?", "O que disse Austin?", "language", "pt"),
    ],
)
def test_a_question_tells_whose_articles_are_meant(asked, rest, field, name):
    def knows(only):
        return only.outlet == "Público" or only.agency == "Lusa"

    first = read_narrowing(asked, "pt", today=WEDNESDAY, knows=knows)[0]

    assert (first.asked, getattr(first.only, field)) == (rest, name)


def test_the_week_is_said_in_words_that_tell_a_time():
    assert tells_a_time(requests_of("pt").this_week, "pt")


def test_an_answer_is_framed_as_a_newspaper_would():
    speaks = phrases("pt")

    assert speaks.date("2023-10-13T09:32") == "13 de outubro de 2023"
    assert (speaks.count(1), speaks.count(12)) == ("1 artigo", "12 artigos")
    assert speaks.name_of("fr") == "francês"
    assert speaks.frames["said"].format(
        speaker="Lloyd Austin",
        in_language=speaks.frames["in_language"].format(language=speaks.name_of("fr")),
        outlet="Le Monde",
        date=speaks.frames["date"].format(date=speaks.date("2023-10-13")),
        via=speaks.frames["via"].format(agency="AFP"),
    ) == ("Lloyd Austin, conforme publicado em francês por Le Monde (13 de outubro de 2023), via AFP:")


def test_a_refusal_says_what_there_is():
    refusals = phrases("pt").refusals

    assert refusals["speaker_silent"].format(speaker="Ana Reis", topic="seca", archive="12 artigos") == (
        "O arquivo cita Ana Reis, mas não foi encontrado nada do que disse sobre «seca» em 12 artigos."
    )
    assert talk("pt").greeting.format(archive="12 artigos").endswith("Há 12 artigos.")
    assert follows("pt").framed("summarise", title="«A ponte»") == "Faça um resumo de «A ponte»"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("cerca de 2,5 milhões de euros para dez mil camas", [(2_500_000, "EUR"), (10_000, None)]),
        ("vinte e um feridos e cento e vinte e três mortos", [(21, None), (123, None)]),
        ("mil milhões de euros, ou 1,1 bilhão de dólares", [(1_000_000_000, "EUR"), (1_100_000_000, "USD")]),
        ("a ponte de 1.200 metros, a dezasseis quilómetros", [(1200, "metre"), (16, "kilometre")]),
        ("dezesseis quilômetros e dezessete anos", [(16, "kilometre"), (17, "year")]),
        ("um terço, metade e três quartos", [(1 / 3, None), (0.5, None), (0.75, None)]),
        ("um milhão e meio de pessoas em duas horas e meia", [(1_500_000, None), (2.5, "hour")]),
        ("3,4% em 2023, mais de 20 por cento acima", [(3.4, "%"), (2023, None), (20, "%")]),
        ("no segundo mandato e na 4ª edição", [(2, None), (4, None)]),
        ("segundo o ministro, na segunda-feira", []),
    ],
)
def test_numbers_are_read(text, numbers):
    assert [(pytest.approx(value), unit) for value, unit in numbers] == [
        (one.value, one.unit) for one in find_numbers(text, "pt")
    ]


def test_a_bound_shows_beside_its_number():
    assert [(one.is_about, one.bound) for one in find_numbers("pelo menos 30, até 40, cerca de 50 casas", "pt")] == [
        (True, "least"),
        (True, "most"),
        (True, None),
    ]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Ontem e quinta-feira, depois a 2 de maio.", ["2023-10-12", "2023-10-12", "2023-05-02"]),
        ("No dia 12 de outubro de 2023 e no 1º de maio", ["2023-10-12", "2023-05-01"]),
        ("anteontem, amanhã e depois de amanhã", ["2023-10-11", "2023-10-14", "2023-10-15"]),
        ("na próxima terça-feira (17/10)", ["2023-10-17", "2023-10-17"]),
    ],
)
def test_the_days_of_an_article_are_read(text, days):
    assert [str(one.first) for one in find_days(text, "pt", "2023-10-13")] == days


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("O Sr. Dr. Rui Sá falou às 15h. Saiu logo.", 2),
        ("A Construções Lda. faliu. O dono, o Eng. Costa, negou.", 2),
        ("Nasceu em 300 a.C. em Atenas. Morreu lá.", 2),
        ("O art. 5.º e o n.º 3 da lei. Nada mais.", 2),
        ("Pagou à Silva & Cia. O resto ficou.", 2),
    ],
)
def test_sentences_end_where_they_do(text, count):
    assert len(find_sentences(text, "pt")) == count


@pytest.mark.parametrize(
    ("text", "senses"),
    [
        ("O ministro não confirma a venda.", {"not"}),
        ("É falso que a ponte feche em julho.", {"untrue"}),
        ("O presidente poderá sair antes do verão.", {"perhaps", "before"}),
        ("A empresa teria pago menos de mil euros.", {"perhaps", "less"}),
        ("A obra será concluída depois de maio.", {"will", "after", "also_last"}),
        ("Talvez chova.", {"perhaps"}),
        ("Não só chove como neva.", set()),
        ("Maria chegou ao Ceará no verão.", set()),
        ("A primeira-ministra falou com o primeiro-ministro.", set()),
    ],
)
def test_words_that_turn_a_sentence_are_found(text, senses):
    assert {turn.sense for turn in find_turns(text, "pt")} == senses


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "A ministra da Saúde, Ana Mendes, afirmou que há médicos. Disse ainda que o concurso abre em maio.",
            [("Ana Mendes", "indirect", "há médicos"), ("Ana Mendes", "indirect", "o concurso abre em maio")],
        ),
        (
            "«A ponte», explicou a engenheira Lia Costa, «não corre perigo.»",
            [("Lia Costa", "direct", "A ponte"), ("Lia Costa", "direct", "não corre perigo.")],
        ),
        (
            '"O time jogou mal", reconheceu o técnico Abel Nunes. Ele disse que não se demite.',
            [("Abel Nunes", "direct", "O time jogou mal"), ("Abel Nunes", "indirect", "não se demite")],
        ),
        ("— Eu não sabia de nada — disse Jorge Lima.", [("Jorge Lima", "direct", "Eu não sabia de nada")]),
        (
            "Clara Nunes não confirmou. Limitou-se a dizer que «o processo está em curso».",
            [("Clara Nunes", "mixed", "o processo está em curso")],
        ),
        (
            "Marta Reis mostrou-se convencida de que a lei será aprovada.",
            [("Marta Reis", "indirect", "a lei será aprovada")],
        ),
        (
            "A vereadora Ana Reis se queixou de que as obras não acabam.",
            [("Ana Reis", "indirect", "as obras não acabam")],
        ),
        (
            "«Não vou pagar nem mais um cêntimo», queixou-se a lojista Rita Vaz.",
            [("Rita Vaz", "direct", "Não vou pagar nem mais um cêntimo")],
        ),
        (
            "Lula Prado afirmou a jornalistas que o imposto não sobe.",
            [("Lula Prado", "indirect", "o imposto não sobe")],
        ),
        (
            "De acordo com a Polícia Federal, o grupo fugiu de Belém.",
            [("Polícia Federal", "indirect", "o grupo fugiu de Belém")],
        ),
        (
            "Segundo o Instituto do Mar e da Atmosfera, a chuva volta no sábado.",
            [("Instituto do Mar e da Atmosfera", "indirect", "a chuva volta no sábado")],
        ),
        ("Na opinião da economista Rita Paz, a inflação desce.", [("Rita Paz", "indirect", "a inflação desce")]),
        ("Para Carlos Mota, o acordo é «um erro histórico».", [("Carlos Mota", "mixed", "um erro histórico")]),
        (
            "Segundo explicou o comandante dos bombeiros, Luís Matos, o vento mudou.",
            [("Luís Matos", "indirect", "o vento mudou")],
        ),
        (
            "Foi a própria ministra, Clara Sousa, quem anunciou que o hospital fecha.",
            [("Clara Sousa", "indirect", "o hospital fecha")],
        ),
        (
            "Depois de dois dias, Rui Vaz admitiu não ter ainda um orçamento.",
            [("Rui Vaz", "indirect", "não ter ainda um orçamento")],
        ),
        (
            "O tribunal deu como provado que o arguido agiu com dolo.",
            [("tribunal", "indirect", "o arguido agiu com dolo")],
        ),
        ("A OMS alerta: a gripe chegou mais cedo.", [("OMS", "indirect", "a gripe chegou mais cedo")]),
        (
            "Maria Antunes, ministra da Agricultura, foi a Beja. A governante anunciou que as ajudas chegam em junho.",
            [("Maria Antunes", "indirect", "as ajudas chegam em junho")],
        ),
        (
            "A GNR chegou tarde. Em comunicado, a força de segurança refere que a carga «não tinha documentos».",
            [("GNR", "mixed", "não tinha documentos")],
        ),
        (
            "A poeta Mécia Torgal recorda-a à janela. “Riscava tudo o que achavas bonito”, conta.",
            [("Mécia Torgal", "direct", "Riscava tudo o que achavas bonito")],
        ),
        ("A oposição fala em «golpe».", [("oposição", "mixed", "golpe")]),
        (
            "O autarca Rui Sá admitiu que o plano falhou, acrescentando que será revisto.",
            [("Rui Sá", "indirect", "o plano falhou"), ("Rui Sá", "indirect", "será revisto")],
        ),
        ("A seca agrava-se, avisa a Agência do Ambiente.", [("Agência do Ambiente", "indirect", "A seca agrava-se")]),
    ],
)
def test_portuguese_has_many_ways_to_say_that_somebody_says(text, found):
    assert said(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "O ministro não disse que a taxa vai subir. A atriz nunca disse que ia deixar a televisão.",
        "As estatísticas dizem que o desemprego baixou.",
        "No segundo semestre, a empresa fechou. O segundo presidente do clube morreu ontem.",
        "Os pais contam com a escola. Isso diz respeito a todos. As obras, paradas desde maio, continuam.",
        "O filme «Ainda Estou Aqui» ganhou. O navio «Quem Disse» chegou a Santos.",
        "Diz-se que a ponte vai cair. O que será feito do casco?",
        "A pergunta que fez Ana Mira ficou sem resposta.",
        "A operação, batizada «Bulhão Calado», vai prosseguir até setembro.",
    ],
)
def test_what_nobody_says_is_no_statement(text):
    assert said(text) == []


def test_an_agency_that_passes_words_on_is_named():
    text = "«Perdemos tudo», disse à Reuters o agricultor Manuel Pires."

    [statement] = find_statements(text, find_sentences(text, "pt"), language="pt")

    assert (statement.speaker, statement.via) == ("Manuel Pires", "Reuters")
