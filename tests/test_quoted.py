"""Quotations of a harbour dispute, as copied, set, edited and changed by others."""

import difflib
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.check.quotations import as_translation
from bot.compare.quotation.check import check_quotation
from ingest.article import Article, Statement
from ingest.text.typography import words_of

HARBOUR = """The harbour stayed shut on Monday. “We will not reopen the northern quay before the 14 March inspection,” Ines Halvard said on Tuesday, “and nobody should expect ferries until then.”

The mayor, Tom Reddick, disagreed. “The quay is safe, and the town has waited long enough for its ferries,” Reddick said. “We have spent €2.5 million on it, and we may spend more.”

Fishermen watched the government’s engineers from the pier while a coöperative of résumé-writing dockers – some 300\u202f000 of them, a flyer claimed – handed out “œufs de Pâques” to the crowd.

“It looks as safe as my grandmother’s bath,” one of them shouted from the back."""

PORT = """Le port est resté fermé lundi. « Nous ne rouvrirons pas le quai nord avant l’inspection du 14 mars », a déclaré Inès Halvard, « et personne ne doit s’attendre à voir des bateaux d’ici là. »

Le maire, où qu’il aille, répète que la ville a déjà trop attendu ses bateaux."""


def article(text, language, *said, article_id="a" * 12):
    statements = tuple(
        Statement(speaker, "said", kind, text.index(words), text.index(words) + len(words))
        for speaker, kind, words in said
    )
    return Article(article_id, "v" * 12, "harbour.txt", "The quay", text, language, statements=statements)


QUAY = article(
    HARBOUR,
    "en",
    ("Ines Halvard", "direct", "We will not reopen the northern quay before the 14 March inspection"),
    ("Ines Halvard", "direct", "and nobody should expect ferries until then"),
    ("Tom Reddick", "direct", "The quay is safe, and the town has waited long enough for its ferries"),
    ("Tom Reddick", "direct", "We have spent €2.5 million on it, and we may spend more"),
    ("a flyer", "indirect", "some 300\u202f000 of them"),
)
QUAI = article(
    PORT, "fr", ("Inès Halvard", "direct", "Nous ne rouvrirons pas le quai nord avant l’inspection du 14 mars")
)


def check(quotation, speaker=None, *articles, language="en"):
    return check_quotation(quotation, speaker, articles or (QUAY,), language=language)


def slice_of(checked, text=HARBOUR):
    return text[checked.place.start : checked.place.end]


def changed(checked, quotation, text=HARBOUR):
    return [(quotation[a:b], text[c:d]) for a, b, c, d in checked.differences]


@pytest.mark.parametrize(
    "quotation",
    [
        "We will not reopen the northern quay before the 14 March inspection",
        "« We will not reopen the northern\u00a0quay before the 14\u202fMarch inspection. »",
        "“We will not reopen\nthe northern quay before the 14 March inspec\u00adtion”",
        "„[W]e will not reopen the northern quay before the 14 March inspection“",
        "We will not reopen the northern quay [sic] before the 14 March inspection",
        "We will not reopen the northern quay […]",
    ],
)
def test_typography_and_editors_marks_leave_a_quotation_verbatim(quotation):
    checked = check(quotation, "Halvard")

    assert checked.verdict == "verbatim"
    assert slice_of(checked).startswith("We will not reopen the northern quay")
    assert checked.place.speaker == "Ines Halvard"


def test_apostrophes_ligatures_dashes_and_forms_of_unicode_are_typography():
    quotation = unicodedata.normalize(
        "NFD", "government's engineers from the pier while a coöperative of résumé-writing dockers—some 300 000 of them"
    )
    checked = check(quotation)

    assert (checked.verdict, checked.reasons) == ("verbatim", ("reporters_words",))
    assert check("handed out 'oeufs de Pâques' to the crowd").verdict == "verbatim"
    assert check("Fishermen watched the government’s engineers ﬂrom the pier").verdict == "altered"


def test_an_omission_and_a_word_in_brackets_are_understood():
    checked = check("[Halvard] The quay is safe […] the town has waited long enough for [the] ferries", "Mayor Reddick")

    assert (checked.verdict, checked.reasons) == ("verbatim", ("edited", "shortened"))
    assert slice_of(checked) == "The quay is safe, and the town has waited long enough for its ferries"


@pytest.mark.parametrize(
    ("quotation", "reason"),
    [
        ("we will not reopen the northern quay before the 14 march inspection", "case"),
        ("a cooperative of resume-writing dockers", "accents"),
        ("The quay is safe and the town has waited long enough for its ferries", "punctuation"),
        ("a coöperative of résumé writing dockers", "punctuation"),
        ("a coöperative of résuméwriting dockers", "hyphenation"),
        (
            "Fishermen watched the governnment’s engineers from the pier while a coöperative of résumé-writing dockers",
            "typing",
        ),
        (
            "We will not reopen the northern quay before the 14 March inspection, and nobody should expect ferries until then",
            "interrupted",
        ),
    ],
)
def test_small_differences_that_change_no_word_are_repaired(quotation, reason):
    checked = check(quotation)

    assert (checked.verdict, checked.reasons[-1]) == ("repaired", reason)


@pytest.mark.parametrize(
    "quotation",
    [
        "The quay is saef, and the town",  # too short a word, too short a quotation
        "Fishermen watched the government’s engineer from the pier while a coöperative of résumé-writing dockers",
        "We will not reopen the northern quay before the 14 March inspection, Ines Halvrd said on Tuesday, and nobody",
        "The quay is safe, and the town has weited long enough for its ferries, Reddick said. We have spent €2.5 million",
    ],
)
def test_a_slip_at_a_word_s_end_in_a_name_or_by_another_letter_is_not_excused(quotation):
    assert check(quotation).verdict == "altered"


@pytest.mark.parametrize(
    ("quotation", "reason", "difference"),
    [
        ("We will not reopen the northern quay before the 15 March inspection", "number", ("15", "14")),
        ("We have spent $2.5 million on it", "number", ("$", "€")),
        ("We have spent €25 million on it", "number", ("25", "2.5")),
        ("We will reopen the northern quay before the 14 March inspection", "negation", ("", "not")),
        ("will reopen the northern quay before the 14 March inspection", "negation", ("", "not")),
        ("on it, and we must spend more", "modal", ("must", "may")),
        ("before the 14 April inspection, Ines Halvard said", "name", ("April", "March")),
        ("The quay is closed, and the town has waited", "word", ("closed", "safe")),
        ("The quay is perfectly safe, and the town has waited", "added", ("perfectly", "")),
        ("the town has waited for its ferries", "dropped", ("", "long enough")),
        ("the town has waited long enough for it’s ferries", "word", ("it’s", "its")),
        ("It looks as safe as my grandmother’s bat", "word", ("bat", "bath")),
    ],
)
def test_a_changed_word_is_shown_beside_the_article_s(quotation, reason, difference):
    checked = check(quotation)

    assert checked.verdict == "altered"
    assert reason in checked.reasons
    assert difference in changed(checked, quotation)


@pytest.mark.parametrize(
    "quotation",
    [
        "We will […] reopen the northern quay before the 14 March inspection",
        "We will [gladly] reopen the northern quay before the 14 March inspection",
        "The quay is [not] safe, and the town has waited",
    ],
)
def test_an_editor_s_mark_may_not_turn_the_sentence(quotation):
    assert check(quotation).verdict == "altered"


def test_another_accent_is_another_word_but_a_text_typed_without_any_is_repaired():
    assert check("a coöperative of résume-writing dockers").verdict == "altered"
    assert check("a cooperative of resume-writing dockers").verdict == "repaired"
    assert check("Le maire, ou qu’il aille, répète que la ville", None, QUAI, language="fr").verdict == "altered"


def test_initials_in_other_letters_are_another_word():
    told = article("They told us that IT was ready for the US market on Monday.", "en")

    assert check("told US that IT was ready", None, told).verdict == "altered"
    assert check("told us that it was ready for the us market", None, told).verdict == "repaired"


def test_halves_of_two_statements_are_spliced_and_so_are_two_articles():
    checked = check("The quay is safe, and nobody should expect ferries until then", "Tom Reddick")

    assert (checked.verdict, checked.reasons) == ("spliced", ("two_places",))
    assert [HARBOUR[one.start : one.end] for one in checked.pieces] == [
        "The quay is safe, and",
        "nobody should expect ferries until then",
    ]
    other = article("The council met. The budget was passed by a single vote.", "en", article_id="b" * 12)
    assert check(
        "The town has waited long enough, the budget was passed by a single vote", None, QUAY, other
    ).reasons == ("two_articles",)
    assert check("The town has waited long enough for its council", None, QUAY, other).verdict == "altered"
    assert check("nobody should expect ferries until then [...] the town has waited long enough").reasons == (
        "two_speakers",
    )


def test_the_words_of_another_are_misattributed_and_it_is_said_whose_they_are():
    checked = check("the town has waited long enough for its ferries", "Ines Halvard")

    assert (checked.verdict, checked.reasons, checked.place.speaker) == (
        "misattributed",
        ("another_speaker",),
        "Tom Reddick",
    )


@pytest.mark.parametrize("speaker", [None, "he", "the mayor", "Reddick", "Mayor Tom Reddick"])
def test_nothing_is_held_against_a_pronoun_an_office_or_part_of_the_name(speaker):
    assert check("the town has waited long enough for its ferries", speaker).verdict == "verbatim"


def test_a_body_is_not_told_from_its_spokesman_but_from_everybody_else():
    text = "“We will not pay a penny for the quay,” said Tom Reddick, a spokesman for the Belvedere. Ines Halvard left."
    told = article(text, "en", ("Tom Reddick", "direct", "We will not pay a penny for the quay"))

    checked = check("We will not pay a penny for the quay", "the Belvedere", told)

    assert (checked.verdict, checked.reasons) == ("verbatim", ("speaker_near", "speaker_not_confirmed"))
    assert check("We will not pay a penny for the quay", "Ines Halvard", told).verdict == "misattributed"


def test_words_that_no_rule_gives_to_anybody_are_verbatim_with_the_speaker_not_confirmed():
    checked = check("It looks as safe as my grandmother’s bath", "Tom Reddick")

    assert (checked.verdict, checked.reasons) == ("verbatim", ("speaker_not_confirmed",))


def test_the_right_speaker_s_place_goes_before_an_earlier_one():
    text = "“The quay is safe today,” Ines Halvard said.\n\n“Again: The quay is safe today,” Tom Reddick said."
    first = Statement("Ines Halvard", "said", "direct", 1, 23)
    second = Statement("Tom Reddick", "said", "direct", text.index("Again"), text.index("Again") + 30)
    told = Article("c" * 12, "v", "x", "t", text, "en", statements=(first, second))

    checked = check("The quay is safe today", "Reddick", told)

    assert (checked.place.speaker, [one.speaker for one in checked.others]) == ("Tom Reddick", ["Ines Halvard"])


def test_few_words_are_somebody_s_only_where_the_article_quotes_them():
    assert check("the government").reasons == ("too_short",)
    assert check("the northern quay").verdict == "verbatim"
    assert check("œufs de Pâques").verdict == "verbatim"
    assert check("…").reasons == ("no_words",)


def test_another_language_is_not_found_and_its_original_is_compared_by_numbers_and_names():
    quotation = "Wir öffnen den Nordkai nicht vor der Inspektion am 15. März"
    start = PORT.index("Nous")
    end = PORT.index(" », a déclaré")

    assert check(quotation, "Ines Halvard", QUAI, language="de").verdict == "not_found"
    checked = as_translation(quotation, "Ines Halvard", QUAI, start, end)
    assert (checked.verdict, checked.reasons, checked.place.speaker) == (
        "translation",
        ("numbers_differ",),
        "Inès Halvard",
    )


STYLES = st.sampled_from(["“{}”", "« {} »", "„{}“", '"{}"', "{}", "‘{}.’"])


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_any_words_of_an_article_restyled_are_verbatim_and_point_at_themselves(data):
    words = words_of(HARBOUR)
    first = data.draw(st.integers(0, len(words) - 7))
    last = data.draw(st.integers(first + 6, len(words) - 1))
    start, end = words.starts[first], words.ends[last]
    told = HARBOUR[start:end]
    spaces = data.draw(st.sampled_from([" ", "\u00a0", "\n", "\u2009", "  "]))
    told = told.replace(" ", spaces).replace("’", data.draw(st.sampled_from("'’ʼ")))
    told = re.sub("[“”]", data.draw(st.sampled_from('"“”«»')), told).replace("–", data.draw(st.sampled_from("–—-")))
    told = unicodedata.normalize(data.draw(st.sampled_from(["NFC", "NFD"])), told)

    checked = check(data.draw(STYLES).format(told))

    assert checked.verdict == "verbatim"
    places = [checked.place, *checked.others]
    assert (start, end) in {(one.start, one.end) for one in places} | {(one.start, one.end - 1) for one in places}


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_word_with_another_letter_is_never_verbatim(data):
    words = words_of(HARBOUR)
    first = data.draw(st.integers(0, len(words) - 10))
    last = data.draw(st.integers(first + 5, min(len(words) - 1, first + 40)))
    start, end = words.starts[first], words.ends[last]
    places = [at for at in range(start, end) if HARBOUR[at].isascii() and HARBOUR[at].isalpha()]
    at = data.draw(st.sampled_from(places))
    letter = data.draw(st.sampled_from([one for one in "abcdefghijklmnopqrstuvwxyz" if one != HARBOUR[at].lower()]))

    checked = check(HARBOUR[start:at] + letter + HARBOUR[at + 1 : end])

    assert checked.verdict not in ("verbatim", "repaired")


@given(st.data())
@settings(max_examples=50, deadline=None)
def test_difflib_agrees_on_which_words_were_changed(data):
    told = [words_of(HARBOUR).raw(n) for n in range(len(words_of(HARBOUR)))]
    first = data.draw(st.integers(0, len(told) - 14))
    run = told[first : first + 14]
    at = data.draw(st.integers(1, 12))
    ours = [*run[:at], data.draw(st.sampled_from(["", "zephyr", "zephyr quartz"])), *run[at + 1 :]]
    quotation = " ".join(word for word in ours if word)

    checked = check(quotation)

    steps = difflib.SequenceMatcher(None, quotation.split(), run, autojunk=False).get_opcodes()
    by_difflib = sum(max(b - a, d - c) for step, a, b, c, d in steps if step != "equal")
    shown = [(quotation[a:b], HARBOUR[c:d]) for a, b, c, d in checked.differences]
    ours_count = sum(max(len(words_of(one)), len(words_of(other))) for one, other in shown)
    assert checked.verdict in ("altered", "repaired", "spliced") or run[at] in (run[at - 1], run[at + 1])
    assert checked.verdict == "spliced" or ours_count <= by_difflib + 2


def test_a_huge_article_of_one_word_is_searched_in_little_time():
    told = article("spam " * 200_000 + "We will not reopen the quay before March, she said.", "en")

    assert check("We will not reopen the quay before March", None, told).verdict == "verbatim"
    assert check("spam spam spam eggs spam spam spam", None, told).verdict == "altered"
