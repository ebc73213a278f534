"""Italian: what readers ask in it and are told, and what its newspapers write: who said what, how many, when."""

from datetime import date

import pytest

from bot.answer import Answer, Citation
from bot.phrases import phrases
from bot.question.dates import find_times
from bot.question.filters import read_narrowing
from bot.question.followup import leans, made_whole
from bot.question.manners import plainly
from bot.question.parts import parts
from bot.question.read import read_question
from bot.question.request import read_request, talk, tells_a_time
from ingest.languages import load
from ingest.quantities.days import find_days
from ingest.quantities.numbers import find_numbers
from ingest.statements.find import find_statements
from ingest.text.negation import find_turns
from ingest.text.sentences import find_sentences
from vectorstore.filters import Filters
from vectorstore.listing import Listing

ASKED_ON = date(2026, 3, 18)
QUOTED = {"leonard fisk", "fisk", "owen tarrick", "tarrick", "solène achard", "achard"}
VALVE, DAM = "Una valvola fermò la Alden Star", "La diga di Sarn costerà 46 milioni"


def quotes(name: str) -> bool:
    return name.casefold() in QUOTED


def narrows(text: str, language: str) -> bool:
    return tells_a_time(text, language) or text.casefold() == "sui giornali francesi"


def knows(only: Filters) -> bool:
    return only.outlet in {"La Stampa", "Corriere della Sera"} or only.agency == "Ansa"


def listing(title: str) -> Listing:
    return Listing(title, "v1", title, None, None, None, None, None, "it", f"{title}.txt", 900, 1)


def reply(question: str, language: str = "it") -> Answer:
    cited = tuple(Citation(n, listing(title), 0, 4, "Loro", None) for n, title in enumerate((VALVE, DAM), start=1))
    return Answer(question, language, (), cited)


def followed(typed: str, question: str, language: str = "it") -> str | None:
    whole = made_whole(typed, (reply(question, language),), quotes=quotes, narrows=narrows)
    return whole and whole.text


def said(text: str) -> list[tuple[str, str, str]]:
    """Speaker, kind and words of each statement."""
    found = find_statements(text, find_sentences(text, "it"), language="it")
    return [(s.speaker, s.kind, text[s.start : s.end]) for s in found]


@pytest.mark.parametrize(
    ("asked", "speaker", "topic"),
    [
        ("Cosa ha detto Mara Quill sul porto?", "Mara Quill", "porto"),
        ("Che cosa ha dichiarato Quill a proposito dello sciopero?", "Quill", "sciopero"),
        ("Cos'ha detto Delorme sull’articolo 9?", "Delorme", "articolo 9"),
        ("Che ne pensa Jean de Villars dello sciopero?", "Jean de Villars", "sciopero"),
        ("Cosa disse Quill riguardo alla diga?", "Quill", "diga"),
        ("Quill ha detto qualcosa sul porto?", "Quill", "porto"),
        ("Ha detto qualcosa Quill sul porto?", "Quill", "porto"),
        ("Quill si è espressa sul porto?", "Quill", "porto"),
        ("Come ha reagito Quill alla sentenza?", "Quill", "sentenza"),
        ("Qual è la posizione della ministra dell'Ambiente sul porto?", "ministra dell'Ambiente", "porto"),
        ("Quali dichiarazioni ha rilasciato Quill in merito al porto?", "Quill", "porto"),
        ("Ci sono dichiarazioni di Quill sul porto?", "Quill", "porto"),
        ("Una reazione di Quill all'accordo?", "Quill", "accordo"),
        ("Quello che ha detto Quill del porto", "Quill", "porto"),
        ("Cosa Quill abbia detto sul porto", "Quill", "porto"),
        ("Cosa ha detto il presidente della banca?", "il presidente della banca", None),
    ],
)
def test_a_reader_asks_what_somebody_said(asked, speaker, topic):
    question = read_question(asked)

    assert (question.language, question.speaker, question.topic) == ("it", speaker, topic)


@pytest.mark.parametrize(
    ("asked", "wants"),
    [
        ("Quante persone sono rimaste ferite?", "number"),
        ("Qual è il prezzo del biglietto?", "number"),
        ("Quando finisce lo sciopero dei traghetti?", "date"),
        ("In che anno è stato firmato il trattato?", "date"),
        ("Chi ha vinto la coppa?", "person"),
        ("Dove è stato firmato il trattato?", "place"),
        ("In quale città si è svolta la finale?", "place"),
        ("Perché scioperano i piloti del porto?", "reason"),
        ("Come mai i traghetti sono fermi?", "reason"),
    ],
)
def test_a_reader_asks_for_a_number_a_date_a_person_a_place_or_a_reason(asked, wants):
    question = read_question(asked)

    assert (question.language, question.wants, question.speaker) == ("it", wants, None)


@pytest.mark.parametrize("asked", ["Cosa hanno detto di questo?", "Cosa dice l'articolo sulla pioggia?"])
def test_nobody_is_named_so_nobody_is_looked_for(asked):
    assert read_question(asked).speaker is None


@pytest.mark.parametrize(
    "asked",
    [
        "Buongiorno, sto scrivendo un pezzo sul trattato; può dirmi cosa ha detto Delorme sull'articolo 9?",
        "1. Cosa ha detto Delorme sull'articolo 9?",
        "«Cosa ha detto Delorme sull'articolo 9?»",
        "Cosa ha davvero detto Delorme sull'articolo 9?",
        "Vorrei sapere cosa ha detto Delorme sull'articolo 9, grazie mille",
        "Salve! Una domanda veloce: cosa ha detto Delorme sull'articolo 9?",
        "Per un articolo sul trattato: cosa ha detto Delorme sull'articolo 9?",
        "Mi chiedo cosa ha detto Delorme sull'articolo 9",
    ],
)
def test_what_stands_around_a_question_asks_nothing(asked):
    question = read_question(asked)

    assert plainly(asked).casefold().startswith("cosa ha ")
    assert (question.language, question.speaker, question.topic) == ("it", "Delorme", "articolo 9")


@pytest.mark.parametrize(
    ("asked", "kind", "subject"),
    [
        ("Buongiorno", "greeting", None),
        ("grazie di tutto", "thanks", None),
        ("Arrivederci!", "thanks", None),
        ("Cosa puoi fare?", "help", None),
        ("Come funziona?", "help", None),
        ("Elenca gli articoli", "articles", None),
        ("Quali articoli hai sulla diga?", "articles", "diga"),
        ("Mostrami gli articoli della settimana scorsa", "articles", "della settimana scorsa"),
        ("Potresti riassumere lo sciopero?", "summary", "lo sciopero"),
        ("Fammi un breve riassunto della finale, per favore", "summary", "finale"),
        ("Riassumi la settimana", "summary", "questa settimana"),
        ("Cosa è successo la settimana scorsa?", "summary", "la settimana scorsa"),
    ],
)
def test_a_reader_greets_or_wants_a_list_or_a_summary(asked, kind, subject):
    request = read_request(asked)

    assert request is not None
    assert (request.kind, request.language, request.subject) == (kind, "it", subject)


def test_what_happened_at_a_place_is_a_question_and_no_summary():
    assert read_request("Cosa è successo al molo sabato?") is None


FISK = "Cosa ha detto Leonard Fisk sullo sciopero?"


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("e Tarrick?", "Cosa ha detto Tarrick sullo sciopero?"),
        ("Merkel?", "Cosa ha detto Merkel sullo sciopero?"),
        ("e cosa mi dici di Tarrick?", "Cosa ha detto Tarrick sullo sciopero?"),
        ("E Achard, cosa ha detto?", "Cosa ha detto Achard sullo sciopero?"),
        ("e sulla diga?", "Cosa ha detto Leonard Fisk sulla diga?"),
        ("E la Cina?", "Cosa ha detto Leonard Fisk circa la Cina?"),
        ("e dopo il voto?", "Cosa ha detto Leonard Fisk dopo il voto?"),
        ("e la settimana scorsa?", "Cosa ha detto Leonard Fisk sullo sciopero la settimana scorsa?"),
        ("sui giornali francesi?", "Cosa ha detto Leonard Fisk sullo sciopero sui giornali francesi?"),
        ("dimmi di più", FISK),
        ("cos'altro ha detto?", FISK),
        ("Cosa ha detto sulla Cina?", "Cosa ha detto Leonard Fisk sulla Cina?"),
        ("Ha detto qualcosa sulla Cina?", "Leonard Fisk ha detto qualcosa sulla Cina?"),
        ("Cosa ha detto Achard al riguardo?", "Cosa ha detto Achard sullo sciopero?"),
        ("Qual è la sua opinione sulla diga?", "Qual è la sua opinione sulla diga? (Leonard Fisk)"),
        ("Perché si è dimesso?", "Perché si è dimesso Leonard Fisk?"),
        ("e quando?", "Quando Leonard Fisk ha detto questo sullo sciopero?"),
        ("perché l'ha detto?", "Perché Leonard Fisk ha detto questo sullo sciopero?"),
        ("chi altro?", "Chi ha detto questo sullo sciopero?"),
        ("riassumi il secondo articolo", f"Riassumi «{DAM}»"),
        ("il primo", f"Riassumi «{VALVE}»"),
        ("riassumilo", f"Riassumi «{VALVE}»"),
        ("Di cosa parla il secondo?", f"Di cosa parla «{DAM}»?"),
        ("Cosa dice quest'articolo sui costi?", f"Cosa dice «{VALVE}» sui costi?"),
        ("Quando è finito?", "Quando è finito? (sciopero)"),
    ],
)
def test_a_follow_up_says_by_itself_what_the_question_before_said(typed, asked):
    assert followed(typed, FISK) == asked


@pytest.mark.parametrize(
    ("question", "language", "typed", "asked"),
    [
        ("Quando è finito lo sciopero?", "it", "perché?", "Perché è finito lo sciopero?"),
        ("Quante persone vivono a Skerry?", "it", "e a Valmer?", "Quante persone vivono a Valmer?"),
        ("Riassumi lo sciopero", "it", "e la diga?", "Riassumi la diga"),
        (
            "What did Leonard Fisk say about the strike?",
            "en",
            "e sulla Cina?",
            "Cosa ha detto Leonard Fisk sulla Cina?",
        ),
    ],
)
def test_a_question_without_a_speaker_or_in_another_language_is_led_on_too(question, language, typed, asked):
    assert followed(typed, question, language) == asked


@pytest.mark.parametrize(
    "asked",
    [
        "Perché si è dimessa Ingrid Halloran?",
        "Qual è la posizione della Valmérie sulla sua diga?",
        "C'è acqua nella diga di Sarn?",
        "È vietato fare il bagno nell'Orve?",
    ],
)
def test_a_question_of_its_own_leans_on_nothing(asked):
    assert not leans(asked, (reply(FISK),))


@pytest.mark.parametrize(("typed", "wants"), [("e quando?", "date"), ("dove?", "place"), ("perché?", "reason")])
def test_a_bare_question_word_asks_for_another_kind_of_thing(typed, wants):
    read = read_question(followed(typed, FISK) or "")

    assert (read.language, read.wants, read.speaker) == ("it", wants, None)


def test_two_people_and_two_questions_in_one_are_parted():
    def known(name: str) -> tuple[str, ...]:
        return (name,) if quotes(name) else ()

    two = parts(read_question("Cosa hanno detto Fisk e Tarrick sulla diga?"), quotes=known, narrows=narrows)
    asked = parts(
        read_question("Quando è iniziato lo sciopero e quante navi sono ferme?"), quotes=known, narrows=narrows
    )

    assert [one.speaker for one in two] == ["Fisk", "Tarrick"]
    assert [one.wants for one in asked] == ["date", "number"]


@pytest.mark.parametrize(
    ("words", "since", "until"),
    [
        ("ieri", "2026-03-17", "2026-03-17"),
        ("la settimana scorsa", "2026-03-09", "2026-03-15"),
        ("nell'ultima settimana", "2026-03-09", "2026-03-15"),
        ("questa settimana", "2026-03-16", "2026-03-22"),
        ("il mese scorso", "2026-02-01", "2026-02-28"),
        ("l'anno scorso", "2025-01-01", "2025-12-31"),
        ("negli ultimi tre giorni", "2026-03-15", "2026-03-18"),
        ("nelle ultime due settimane", "2026-03-04", "2026-03-18"),
        ("da marzo", "2026-03-01", None),
        ("dall'8 marzo 2025", "2025-03-08", None),
        ("dal 1° marzo 2025", "2025-03-01", None),
        ("nell'ottobre del 2023", "2023-10-01", "2023-10-31"),
        ("prima del 3 marzo 2026", None, "2026-03-02"),
        ("dopo il 3 marzo 2025", "2025-03-04", None),
    ],
)
def test_a_question_tells_when(words, since, until):
    [time] = find_times(f"Cosa si è detto dei traghetti {words}?", "it", today=ASKED_ON)

    assert (time.since and str(time.since), time.until and str(time.until)) == (since, until)


@pytest.mark.parametrize(
    ("asked", "left", "only"),
    [
        ("Cosa ha detto Austin secondo l'Ansa?", "Cosa ha detto Austin?", Filters(agency="Ansa")),
        ("Cosa ha detto Austin, citato dall'Ansa?", "Cosa ha detto Austin?", Filters(agency="Ansa")),
        ("Cosa si dice su La Stampa dei traghetti?", "Cosa si dice dei traghetti?", Filters(outlet="La Stampa")),
        ("Cosa si dice sul Corriere della Sera?", "Cosa si dice?", Filters(outlet="Corriere della Sera")),
        ("Cosa si dice sui giornali tedeschi?", "Cosa si dice?", Filters(language="de")),
        ("Chi ha parlato secondo il sindaco?", "Chi ha parlato secondo il sindaco?", Filters()),
    ],
)
def test_a_question_tells_whose_articles_are_asked(asked, left, only):
    [reading] = read_narrowing(asked, "it", today=ASKED_ON, knows=knows)

    assert (reading.asked, reading.only) == (left, only)


def test_answers_are_framed_and_refused_in_italian():
    known = phrases("it")
    day = f" ({known.date('2024-02-20')})"

    assert known.frames["said"].format(speaker="Paul Vasseur", in_language="in francese ", outlet="Le Port", date=day, via="") == "Paul Vasseur, come riporta in francese Le Port (20 febbraio 2024):"  # fmt: skip
    assert known.refusals["archive"].format(articles=known.count(1), newest="8 ottobre 2023") == "1 articolo, il più recente datato 8 ottobre 2023"  # fmt: skip
    assert (known.count(12), known.name_of("de"), known.marks) == ("12 articoli", "tedesco", ("«", "»"))
    assert talk("it").greeting.format(archive="12 articoli").endswith("In archivio: 12 articoli.")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("circa 2,5 milioni di euro", 2_500_000, "EUR"),
        ("1.500 persone", 1500, None),
        ("20mila tonnellate", 20_000, "tonne"),
        ("duecentotrentacinque feriti", 235, None),
        ("diecimila posti", 10_000, None),
        ("tremilacinquecento firme", 3500, None),
        ("ventitré anni", 23, "year"),
        ("due milioni e mezzo", 2_500_000, None),
        ("mezzo milione di dollari", 500_000, "USD"),
        ("una decina di barche", 10, None),
        ("due terzi dei votanti", 2 / 3, None),
        ("il 12,5 per cento", 12.5, "%"),
        ("il secondo posto", 2, None),
        ("500 metri quadrati", 500, "square metre"),
    ],
)
def test_news_tells_how_many(text, value, unit):
    [number] = find_numbers(text, "it")

    assert (number.value, number.unit) == (pytest.approx(value), unit)


@pytest.mark.parametrize("text", ["secondo il sindaco", "venti di guerra", "un uomo e una donna", "tu sei"])
def test_words_that_only_look_like_numbers_are_none(text):
    assert find_numbers(text, "it") == ()


@pytest.mark.parametrize(
    ("text", "bound"),
    [("più di venti case", "least"), ("fino a 40 case", "most"), ("meno di un terzo", "most"), ("quasi cento", None)],
)
def test_a_rough_number_may_be_the_least_or_the_most(text, bound):
    [number] = find_numbers(text, "it")

    assert number.is_about
    assert number.bound == bound


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("il 12 ottobre 2023", "2023-10-12", "2023-10-12"),
        ("l'8 marzo 2023", "2023-03-08", "2023-03-08"),
        ("dal 12 al 14 ottobre 2023", "2023-10-12", "2023-10-14"),
        ("nell'ottobre 2023", "2023-10-01", "2023-10-31"),
        ("ieri", "2023-10-12", "2023-10-12"),
        ("l'altro ieri", "2023-10-11", "2023-10-11"),
        ("giovedì", "2023-10-12", "2023-10-12"),
        ("lunedì prossimo", "2023-10-16", "2023-10-16"),
        ("venerdì scorso", "2023-10-06", "2023-10-06"),
        ("il 12/10", "2023-10-12", "2023-10-12"),
    ],
)
def test_news_tells_which_day(text, first, last):
    [day] = find_days(text, "it", "2023-10-13")

    assert (str(day.first), str(day.last)) == (first, last)


@pytest.mark.parametrize(
    "sentences",
    [
        ["Il dott. Rossi e l'on. Bianchi arrivano.", "È vero?"],
        ["Lavora alla Alfa s.r.l. e vive a Bari.", "Il sig. Neri no."],
        ["L'avv. Neri cita l'art. 5, co. 2.", "Poi tace."],
        ["«Non so», ha detto.", "«Forse.»", "Lei no."],
    ],
)
def test_a_full_stop_may_end_no_sentence(sentences):
    text = " ".join(sentences)

    assert [text[one.start : one.end] for one in find_sentences(text, "it")] == sentences


@pytest.mark.parametrize(
    ("text", "kind", "sense"),
    [
        ("Il traghetto non è partito.", "negation", "not"),
        ("Nessuno è partito.", "negation", "not"),
        ("Il traghetto non è mai partito.", "negation", "not"),
        ("Il ministro nega che il molo ceda.", "negation", "untrue"),
        ("Il molo potrebbe cedere.", "modality", "perhaps"),
        ("Il molo riaprirà.", "modality", "will"),
        ("Sono arrivate più navi.", "comparison", "more"),
        ("Sono arrivate meno navi.", "comparison", "less"),
        ("Il molo ha riaperto dopo mezzogiorno.", "comparison", "after"),
    ],
)
def test_a_word_turns_a_sentence_once(text, kind, sense):
    assert [(turn.kind, turn.sense) for turn in find_turns(text, "it") if turn.sense != "soft"] == [(kind, sense)]


@pytest.mark.parametrize("text", ["Non solo il molo regge.", "Almeno venti navi, per lo più vuote."])
def test_words_that_only_look_like_a_denial_turn_nothing(text):
    assert find_turns(text, "it") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("«Il ponte regge», ha assicurato il sindaco Marco Sala.", [("Marco Sala", "direct", "Il ponte regge")]),
        ("“Il ponte regge”, assicura Marco Sala, sindaco di Bari.", [("Marco Sala", "direct", "Il ponte regge")]),
        ('"Il ponte regge" ha detto il sindaco Marco Sala.', [("Marco Sala", "direct", "Il ponte regge")]),
        ("Marco Sala: «Il ponte regge benissimo»", [("Marco Sala", "direct", "Il ponte regge benissimo")]),
        ("Il sindaco Marco Sala non ha dubbi: «Il ponte regge».", [("Marco Sala", "direct", "Il ponte regge")]),
        (
            "«Il ponte – ha spiegato la sindaca Ornella Sala – regge benissimo una bicicletta».",
            [("Ornella Sala", "direct", "Il ponte"), ("Ornella Sala", "direct", "regge benissimo una bicicletta")],
        ),
        (
            "«Falso», ribatte dal palco l'amministratore, Corrado Vanni, «i bonifici sono partiti venerdì».",
            [("Corrado Vanni", "direct", "Falso"), ("Corrado Vanni", "direct", "i bonifici sono partiti venerdì")],
        ),
        ("«È finita per tutti noi», così il premier Franco Riva.", [("Franco Riva", "direct", "È finita per tutti noi")]),
        ("«Ci vediamo in aula» è stata la risposta di Carla Neri.", [("Carla Neri", "direct", "Ci vediamo in aula")]),
        ("«Nessun pericolo per la città», si legge nella nota della Regione.", [("Regione", "direct", "Nessun pericolo per la città")]),
    ],
)  # fmt: skip
def test_who_is_quoted_stands_before_behind_or_inside_the_quotation(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'assessora Anna Neri fa sapere che il molo è chiuso.", ("Anna Neri", "il molo è chiuso")),
        ("Al termine della riunione il ministro Luigi Bo ha dichiarato che si voterà.", ("Luigi Bo", "si voterà")),
        ("Marco Sala ha ammesso di essere stato nei paraggi.", ("Marco Sala", "essere stato nei paraggi")),
        ("La turista Anna Neri assicura di non essere arrabbiata.", ("Anna Neri", "non essere arrabbiata")),
        ("Marco Sala si è detto convinto che il ponte reggerà.", ("Marco Sala", "il ponte reggerà")),
        ("Marco Sala ha tenuto a precisare che il ponte regge.", ("Marco Sala", "il ponte regge")),
        ("I carabinieri confermano: l'uomo era armato.", ("carabinieri", "l'uomo era armato")),
        ("Secondo il Comune, il molo sarebbe ceduto di notte.", ("Comune", "il molo sarebbe ceduto di notte")),
        ("Stando alla Guardia costiera, la radio era spenta.", ("Guardia costiera", "la radio era spenta")),
        ("Secondo quanto riferito dai carabinieri, l'uomo era solo.", ("carabinieri", "l'uomo era solo")),
        ("Come ha spiegato il sindaco Marco Sala, il ponte resterà chiuso.", ("Marco Sala", "il ponte resterà chiuso")),
        ("Per il procuratore Ezio Gallo, le prove bastano.", ("Ezio Gallo", "le prove bastano")),
        ("Il ponte resterà chiuso, ha annunciato il Comune.", ("Comune", "Il ponte resterà chiuso")),
    ],
)
def test_the_reporters_own_words_may_tell_what_somebody_said(text, expected):
    assert said(text) == [(expected[0], "indirect", expected[1])]


def test_a_fragment_of_the_reporters_sentence_is_quoted():
    text = "Il governatore Paolo Verdi ha parlato di «situazione drammatica» e ha chiesto «interventi immediati»."

    assert said(text) == [
        ("Paolo Verdi", "mixed", "situazione drammatica"),
        ("Paolo Verdi", "mixed", "interventi immediati"),
    ]


def test_a_subject_that_is_left_out_is_whoever_spoke_last():
    text = "«Il ponte regge», ha detto la sindaca Ornella Sala. Poi ha aggiunto che i lavori finiranno a maggio."

    assert said(text) == [
        ("Ornella Sala", "direct", "Il ponte regge"),
        ("Ornella Sala", "indirect", "i lavori finiranno a maggio"),
    ]


def test_a_calling_and_a_pronoun_stand_for_a_name():
    text = (
        "La limnologa Ottavia Lunardon misura il lago. «Evapora», spiega lei. L'allenatore Ivo Bruni ha lodato la "
        "squadra: «Ragazzi straordinari». Il tecnico ha poi aggiunto che Pozzi resterà fuori."
    )

    assert [speaker for speaker, _, _ in said(text)] == ["Ottavia Lunardon", "Ivo Bruni", "Ivo Bruni"]


def test_an_interview_may_be_written_with_dashes():
    text = "– Sindaco, regge?\n\n– Sì, il ponte regge da sempre – risponde Marco Sala –. Nessuno abbia paura."

    assert said(text) == [
        ("Marco Sala", "direct", "Sì, il ponte regge da sempre"),
        ("Marco Sala", "direct", "Nessuno abbia paura."),
    ]


def test_who_passed_the_words_on_is_told():
    text = "«Non c'è più tempo», ha avvertito il ministro Luigi Bo all'agenzia Reuters."
    [statement] = find_statements(text, find_sentences(text, "it"), language="it")

    assert (statement.speaker, statement.via) == ("Luigi Bo", "Reuters")


@pytest.mark.parametrize(
    "text",
    [
        "Si dice che il ponte sia sicuro.",
        "I dati dicono che il livello è sceso di due metri.",
        "Il cartello avverte che il ponte è chiuso.",
        "Nessuno ha detto che la nave era vecchia.",
        "Marco Sala non ha mai detto che il ponte è sicuro.",
        "Il ministro ha negato di aver mai detto che il ponte fosse sicuro.",
        "Chi ha detto che il ponte è sicuro?",
        "La conferma che il ponte è sicuro è arrivata ieri.",
        "Il libro «Chi ha detto no» di Marco Sala è in libreria.",
        "La nave «Regina dei mari» ha urtato il molo.",
        "Ogni secondo il fiume porta via un metro cubo di terra.",
        "Come previsto, il ponte resta chiuso.",
        "Per il sindaco è una giornata difficile.",
        "Il fiume continua a salire, mentre il vento cala.",
    ],
)
def test_what_nobody_says_is_no_statement(text):
    assert said(text) == []


def test_every_list_of_saying_is_lower_case():
    listed = load("it", "saying")
    lines = [
        line for kind in ("cues", "speakers") for one in listed[kind].values() if isinstance(one, list) for line in one
    ]

    assert all(line == line.lower() for line in lines)
