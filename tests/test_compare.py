"""What is said of a sentence beside the evidence it cites."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.compare.sentence.compare import compare
from bot.compare.sentence.reasons import Compared, ComparedText, Reason, Sign
from bot.compare.sentence.weigh import ChangeWeights, telling

HARBOUR = ComparedText(
    "The Marren lock was shut on Monday. The mayor, Ines Holm, said it will reopen with 40 workers before winter. "
    "Fishermen from Norway sold less than they hoped.",
    "en",
)
TOLD = "Ines Holm said the lock will reopen with 40 workers before winter."


def kinds(text, language="en", evidence=HARBOUR):
    return {reason.kind for reason in compare(ComparedText(text, language), [evidence]).reasons}


def test_a_sentence_told_in_other_words_matches():
    assert compare(ComparedText(TOLD, "en"), [HARBOUR]) == Compared("matches", ())


def test_another_number_is_shown_with_the_one_the_evidence_has():
    text = TOLD.replace("40", "60")

    found = compare(ComparedText(text, "en"), [HARBOUR])

    at = text.index("60")
    assert found.verdict == "differs"
    assert [(one.kind, one.said[:2], one.found[:2], one.start) for one in found.reasons] == [("number", "60", "40", at)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (TOLD.replace("will reopen", "will not reopen"), "negation"),
        (TOLD.replace("will", "could"), "modality"),
        (TOLD.replace("before", "after"), "comparison"),
        (TOLD.replace("Ines Holm", "Pavel Brandt"), "name"),
        ("Fishermen from Sweden sold less than they hoped.", "name"),
        ("Fishermen from Norway sold more than they hoped.", "comparison"),
    ],
)
def test_a_changed_sentence_differs_and_says_in_what(text, kind):
    assert kinds(text) == {kind}
    assert compare(ComparedText(text, "en"), [HARBOUR]).verdict == "differs"


def test_a_name_from_the_sentence_beside_is_told_apart():
    evidence = ComparedText(
        "Yesterday Ines Holm opened the lock at Marren. Later Pavel Brandt closed the bridge.", "en"
    )

    assert kinds("Yesterday at Marren, Brandt opened the lock.", evidence=evidence) == {"who"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Selon Ines Holm, l’écluse rouvrira avec quarante ouvriers avant l’hiver.", "fr"),
        ("Ines Holm sagte, die Schleuse werde mit 40 Arbeitern vor dem Winter wieder öffnen.", "de"),
        ("Ines Holm dijo que la esclusa reabrirá con 40 obreros antes del invierno.", "es"),
    ],
)
def test_the_same_in_another_language_matches(text, language):
    assert compare(ComparedText(text, language), [HARBOUR]).verdict == "matches"


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("Selon Ines Holm, l’écluse ne rouvrira pas avec 40 ouvriers avant l’hiver.", "fr", "negation"),
        ("Ines Holm dijo que la esclusa podría reabrir con 40 obreros antes del invierno.", "es", "modality"),
        ("Ines Holm sagte, die Schleuse werde mit 70 Arbeitern vor dem Winter wieder öffnen.", "de", "number"),
        ("Les pêcheurs de Suède ont vendu moins que prévu.", "fr", "name"),
    ],
)
def test_a_change_is_seen_across_languages(text, language, kind):
    assert kind in kinds(text, language)


@pytest.mark.parametrize("country", ["Norvège", "Norwegen", "Noruega", "Норвегия"])
def test_a_country_is_itself_in_every_language(country):
    text = f"Fishermen from {country} sold less than they hoped."

    assert "name" not in kinds(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("It is not true that the lock will reopen before winter.", "en"),
        ("The mayor denied that the lock will reopen before winter.", "en"),
        ("Il est faux que l’écluse rouvrira avant l’hiver.", "fr"),
        ("Es stimmt nicht, dass die Schleuse vor dem Winter wieder öffnet.", "de"),
        ("No es cierto que la esclusa reabrirá antes del invierno.", "es"),
        ("Không đúng rằng cửa cống sẽ mở lại trước mùa đông.", "vi"),
        ("Неверно, что шлюз откроется до зимы.", "ru"),
    ],
)
def test_what_says_that_it_is_not_true_turns_a_sentence_round(text, language):
    assert "negation" in kinds(text, language)


def test_a_year_that_the_evidence_lacks_is_in_no_evidence():
    found = compare(ComparedText("The Marren lock was shut in 1987.", "en"), [HARBOUR])

    assert (found.verdict, [(one.kind, one.found) for one in found.reasons]) == ("partly", [("date", None)])


def test_a_count_is_set_beside_the_count_of_the_same_in_the_next_sentence():
    evidence = ComparedText("The ferry hit the quay at noon. On board were 212 passengers and a dog.", "en")

    found = compare(ComparedText("The ferry carrying 312 passengers hit the quay at noon.", "en"), [evidence])

    assert found.verdict == "differs"
    assert [(one.kind, one.said, one.found) for one in found.reasons] == [("number", "312", "212")]


def test_an_office_that_speaks_is_told_from_another():
    evidence = ComparedText("The lock will open in June, the minister said. It rained on Marren.", "en")

    assert kinds("The lock will open in June, the ambassador said.", evidence=evidence) == {"who"}
    assert kinds("L’écluse ouvrira en juin, a dit l’ambassadeur.", "fr", evidence) == {"who"}
    assert kinds("L’écluse ouvrira en juin, a dit le ministre.", "fr", evidence) == set()


def test_the_odds_are_the_sum_of_what_the_signs_weigh():
    weights = ChangeWeights(base=-1.0, flagged_from=1.5, weights={"not": 2.0, "far": 3.0, "name": 0.4})
    denial = Sign("not", reason=Reason("negation", "not", None, 4, 7))
    name = Sign("name", reason=Reason("name", "Ines", None, 0, 4))

    assert weights.odds([denial, Sign("far", 0.2), Sign("unheard")]) == pytest.approx(-1 + 2 + 0.6)  # worked by hand
    assert telling([denial, name, Sign("far", 0.2)], weights) == (denial.reason,)
    assert telling([denial, Sign("far", 0.1)], weights) == ()
    assert telling([Sign("far", 2.0)], weights) == ()  # nothing could be shown


def test_a_sentence_about_something_else_is_not_found():
    text = "Astronomers photographed seventeen distant galaxies behind thick interstellar clouds."

    assert compare(ComparedText(text, "en"), [HARBOUR]) == Compared(
        "not_found", (Reason("words", text, None, 0, len(text)),)
    )


def test_without_evidence_nothing_is_found():
    assert compare(ComparedText(TOLD, "en"), []).verdict == "not_found"


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.integers(2, 999_999))
@settings(max_examples=40, deadline=None)
def test_a_sentence_matches_itself_whatever_its_numbers(day, count):
    text = f"On {day:%-d %B %Y} the harbour of Marren counted {count} boats."

    assert compare(ComparedText(text, "en"), [ComparedText(text, "en")]).verdict == "matches"


@given(st.integers(20, 99_999), st.integers(20, 99_999))
@settings(max_examples=60, deadline=None)
def test_two_counts_match_just_when_they_are_equal(said, told):
    sentence = ComparedText(f"The harbour of Marren counted {said:,} boats.", "en")
    evidence = ComparedText(f"Le port de Marren a compté {told:,} bateaux.".replace(",", "\u202f"), "fr")

    flagged = any(reason.kind == "number" for reason in compare(sentence, [evidence]).reasons)

    assert flagged == (said != told)  # the outside oracle is arithmetic


@given(
    st.text(alphabet="Ines Holm not könnte 40 % 3 May « » . \n", max_size=80), st.sampled_from(["en", "fr", "de", "zh"])
)
@settings(max_examples=60, deadline=None)
def test_every_reason_is_a_slice_of_the_sentence_or_what_it_lacks(text, language):
    for reason in compare(ComparedText(text, language), [HARBOUR]).reasons:
        assert reason.said in ("", text[reason.start : reason.end])


def test_a_hostile_sentence_is_compared_in_bounded_time():
    hostile = ComparedText("Holm Brandt " * 50_000, "en")

    assert compare(hostile, [ComparedText("Marren Winter. " * 50_000, "en")]).verdict in {
        "differs",
        "partly",
        "not_found",
    }


class TurnedAway:
    """An encoder for which bridges point away from all else."""

    name, width = "away", 2

    def embed_documents(self, texts):
        return [[1.0 if "bridge" in text else -1.0, 0.1] for text in texts]

    def embed_query(self, text):
        return [1.0, 0.0]

    def count_tokens(self, text):
        return len(text.split())


def test_evidence_that_points_the_other_way_is_compared_all_the_same():
    told = ComparedText("The bridge is open.", "en")

    assert (
        compare(ComparedText("The council met for nine hours.", "en"), [told], encoder=TurnedAway()).verdict
        == "not_found"
    )
