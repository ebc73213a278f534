import json
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.models.drafts import MOST_CLAIMS, NO_ANSWER, Drafted, drafted, keys_in
from bot.models.reply import FORGET, MOST_CHARACTERS, MOST_REASONING, text_of, without_reasoning

KEYS = ("k7qf", "m3xd", "t9bz")
LOCK = Drafted("The lock at Marren stays shut until June.", ("k7qf",))
SHIPS = Drafted("Six barges are waiting below it.", ("m3xd", "t9bz"))


def read(*pieces: str) -> list[Drafted]:
    return list(drafted(pieces, KEYS, nothing="NO_ANSWER"))


@pytest.mark.parametrize(
    "reply",
    [
        "The lock at Marren stays shut until June. [k7qf]\nSix barges are waiting below it. [m3xd] [t9bz]\n",
        "The lock at Marren stays shut until June [k7qf].\r\nSix barges are waiting below it. [m3xd, t9bz].",
        "The lock at Marren stays shut until June. [k7qf] Six barges are waiting below it. [m3xd][t9bz]",
        "The lock at Marren stays shut until June [k7qf]. Six barges are waiting below it [m3xd; t9bz].",
        "[k7qf] The lock at Marren stays shut until June. [m3xd, t9bz] Six barges are waiting below it.",
        "[k7qf]\nThe lock at Marren stays shut until June.\n[m3xd] [t9bz]\nSix barges are waiting below it.",
        "The lock at Marren stays shut until June.\n[k7qf]\n\nSix barges are waiting below it.\nSources: m3xd, t9bz",
        "k7qf: The lock at Marren stays shut until June.\nm3xd, t9bz: Six barges are waiting below it.",
        "- **The lock at Marren** stays shut until June. [K7QF]\n* Six barges are waiting below it. (m3xd) (t9bz)",
        "1. The lock at Marren stays shut until June. `[k7qf]`\n2. Six barges are waiting below it. [keys: m3xd and t9bz]",
        "### Answer:\n> The lock at Marren stays shut until June. 【k7qf】\n> Six barges are waiting below it. 【m3xd】【t9bz】",
        "Here is what the sources say:\nThe lock at Marren stays shut until June. [source k7qf]\n"
        "Claim 2: Six barges are waiting below it. {m3xd} {t9bz}",
        "| The lock at Marren stays shut until June. | k7qf |\n| Six barges are waiting below it. | m3xd, t9bz |",
        "<think>Is it k7qf?\nThe lock never shuts. [t9bz]\n</think>\nThe lock at Marren stays shut until June. [k7qf]\n"
        "Six barges are waiting below it. [m3xd][t9bz]",
        "Source k7qf has it, the lock never</think>The lock at Marren stays shut until June. [k7qf]\n"
        "<thinking>More?</thinking>Six barges are waiting below it. [m3xd][t9bz]<think>Done. [k7qf]\n",
    ],
)
def test_claims_are_read_however_a_model_writes_them(reply):
    assert read(reply) == [LOCK, SHIPS]


@pytest.mark.parametrize(
    "reply",
    [
        '{"claim": "The lock at Marren stays shut until June.", "keys": ["k7qf"]}\n'
        '{"claim": "Six barges are waiting below it.", "keys": ["m3xd", "t9bz"]}\n',
        'Sure! Here you are:\n```json\n[\n  {\n    "keys": "[k7qf]",\n    "sentence": "The lock at Marren stays shut '
        'until June."\n  },\n  {"sentence": "Six barges are waiting below it.", "keys": "m3xd, t9bz"}\n]\n```\n'
        "I hope this helps!",
        '{"claims": [{"text": "The lock at Marren stays shut until June. [k7qf]"}, {"text": "Six barges are waiting '
        'below it.", "cites": ["m3xd", "t9bz"]}], "confidence": 0.9}',
        '{"claims": [{"text": "The lock at Marren stays shut until June.", "keys": ["k7qf"]},\n{"text": "Six barges are '
        'waiting below it.", "keys": ["m3xd", "t9bz"]}, {"text": "The reply breaks off he',
    ],
)
def test_claims_written_as_json_are_read(reply):
    assert read(reply) == [LOCK, SHIPS]


def test_json_whose_quotation_marks_were_not_escaped_is_read_line_by_line():
    said = '{"claim": "The mayor said "never" twice.", "keys": ["k7qf"]}\n'

    assert next(drafted([said, said, FORGET], KEYS, nothing="NO_ANSWER")).text == 'The mayor said "never" twice.'
    assert read(said, FORGET) == [Drafted('The mayor said "never" twice.', ("k7qf",))]


def test_brackets_that_are_no_keys_stay():
    said = "“The lock [sic] opens on the [24 février]”, she said […] in [2026]."

    assert keys_in(f"{said} [k7qf]", KEYS) == (said, ("k7qf",))


def test_a_machine_translation_in_brackets_stays():
    said = "Ms Roy said “l’écluse rouvrira” [machine translation: the lock will reopen]."

    assert read(f"{said} [k7qf]") == [Drafted(said, ("k7qf",))]


@pytest.mark.parametrize("made_up", ["[zz9z]", "[1]", "[1, 2]", "[k7q4]", "[source 3]"])
def test_a_claim_that_cites_only_what_was_not_given_cites_nothing(made_up):
    assert read(f"The lock was sold. {made_up}\n") == [Drafted("The lock was sold.", ())]


def test_a_sentence_without_keys_is_a_claim_that_cites_nothing():
    assert read("The lock was sold.\nThe lock at Marren stays shut until June. [k7qf]") == [
        Drafted("The lock was sold.", ()),
        LOCK,
    ]


def test_a_key_inside_a_sentence_does_not_end_it():
    assert read("The lock at Marren [k7qf] stays shut until June.") == [LOCK]


def test_a_date_at_the_start_of_a_line_is_no_number_of_a_list():
    assert read("24. Juni ist der Tag der Öffnung. [k7qf]")[0].text == "24. Juni ist der Tag der Öffnung."


@pytest.mark.parametrize("reply", ["NO_ANSWER", "no answer.\nThe lock was sold. [k7qf]", "**NO_ANSWER** [k7qf]\n"])
def test_the_agreed_token_ends_a_reply(reply):
    assert read(reply) == [NO_ANSWER]


@pytest.mark.parametrize(
    "reply", ["", "\n\n  \n", "<think>The lock is shut. [k7qf]\n", "```\n```", "[k7qf]", "* * *\n"]
)
def test_a_reply_without_a_claim_claims_nothing(reply):
    assert read(reply) == []


def test_a_claim_is_read_once_however_often_it_is_repeated():
    line = "The lock at Marren stays shut until June. [k7qf]\n"

    assert read(line * 50, line.lower() * 50) == [LOCK]


def test_an_endless_reply_is_read_to_the_twelfth_claim():
    taken = 0

    def endless():
        nonlocal taken
        while True:
            taken += 1
            yield f"Barge {'x' * taken} has passed. [k7qf]\n"

    claims = list(drafted(endless(), KEYS, nothing="NO_ANSWER"))

    assert (len(claims), taken) == (MOST_CLAIMS, MOST_CLAIMS)


@pytest.mark.parametrize(
    ("again", "most"),
    [
        ("never ends ", MOST_CHARACTERS),
        ("[", MOST_CHARACTERS),
        ('{"a":', MOST_CHARACTERS),
        ("<think>oh ", MOST_REASONING),
    ],
)
def test_an_endless_line_is_read_to_a_limit_and_forgotten(again, most):
    taken = 0

    def endless():
        nonlocal taken
        while True:
            taken += len(again)
            yield again

    assert list(drafted(endless(), KEYS, nothing="NO_ANSWER")) == []
    assert taken <= most + 2 * len(again) + len("</reflection>")


def test_a_claim_is_given_as_soon_as_it_is_whole():
    came = []

    def pieces():
        for piece in ("The lock at Marren stays shut until June. [k7", "qf]", " S", "ix barges are waiting"):
            came.append(piece)
            yield piece

    first = next(drafted(pieces(), KEYS, nothing="NO_ANSWER"))

    assert (first, came[-1]) == (LOCK, " S")


def test_a_line_that_a_limit_cut_is_forgotten():
    assert read("The lock at Marren stays shut until June. [k7qf]\n[m3xd] The keeper will not resign unl", FORGET) == [
        LOCK
    ]


def test_half_a_key_where_the_reply_breaks_off_is_no_word():
    assert read("The lock was sold. [k7qf, m3") == [Drafted("The lock was sold.", ())]


@given(st.lists(st.text(alphabet=string.ascii_lowercase, min_size=1, max_size=8), max_size=4))
def test_text_outside_reasoning_is_kept_whole(thoughts):
    reply = "It rained. " + "".join(f"<think>{thought}</think>{thought}" for thought in thoughts)

    # The outside oracle: a regular expression over the whole reply, where the reading goes piece by piece.
    assert "".join(without_reasoning(reply)) == "It rained. " + "".join(thoughts)


def test_content_in_blocks_is_read_as_its_text():
    blocks = [
        {"type": "reasoning", "reasoning": "Which one?"},
        {"type": "thinking", "text": "The lock at Marren."},
        {"type": "text", "text": "The lock "},
        "stays shut",
        {"type": "image", "url": "lock.png"},
        {"type": "text", "text": "."},
    ]

    assert text_of(blocks) == "The lock stays shut."


PARTS = st.sampled_from(
    [
        *(
            "The lock is shut.",
            " ",
            "\n",
            "[k7qf]",
            "[zz9z]",
            "[sic]",
            "(m3xd)",
            "t9bz",
            "<think>",
            "</think>",
            "NO_ANSWER",
        ),
        *(
            "**",
            "1. ",
            "2. ",
            "- ",
            ".",
            "[",
            "]",
            "{",
            "}",
            '"',
            "```json\n",
            "«Non»",
            "Six ships wait",
            ":",
            "\r\n",
            "<",
        ),
        *(">", "[1]", ",", "24. Juni", "<source [k7qf]>\n", "Sources: "),
        json.dumps({"claim": "It rained.", "keys": ["k7qf"]}),
        '{"claim": "He said "no".", "keys": ["m3xd"]}',
    ]
)


@given(st.lists(PARTS, max_size=25).map("".join), st.data())
def test_no_cut_changes_what_is_read(reply, data):
    cuts = sorted(data.draw(st.lists(st.integers(0, len(reply)), max_size=12)))
    pieces = [reply[start:end] for start, end in zip([0, *cuts], [*cuts, len(reply)], strict=True)]

    assert read(*pieces) == read(*reply) == read(reply)
