"""A reader accepts or overrules a verdict, with a note; both are kept, and can be had again."""

import json

import pytest

from bot.check.judgements import FILE, MOST_CHARS, UnreadableJudgement, judge, judgements
from bot.cli import main

GIVEN = {
    "text": "The ferry was carrying 312 passengers.",
    "verdict": "differs",
    "reason": "differs from [1]: “312” / “212”",
    "sources": ("6bde85547fb6-000000000000:166-280",),
}


def test_a_judgement_is_kept_with_what_was_judged(filled):
    judge(filled, **GIVEN, decision="overruled", note="The owner corrected it.")

    [kept] = judgements(filled)
    assert (kept.decision, kept.note, kept.text) == ("overruled", "The owner corrected it.", GIVEN["text"])


def test_judgements_stand_in_the_order_they_were_made(filled):
    for decision in ("accepted", "overruled", "accepted"):
        judge(filled, **GIVEN, decision=decision, note="")

    assert [one.decision for one in judgements(filled)] == ["accepted", "overruled", "accepted"]


def test_a_line_that_was_never_finished_costs_no_other_judgement(filled):
    judge(filled, **GIVEN, decision="accepted", note="before")
    with (filled.folder / FILE).open("ab") as file:
        file.write(b'{"judged": "2026-11-')
    judge(filled, **GIVEN, decision="accepted", note="after")

    assert [one.note for one in judgements(filled)] == ["before", "after"]


@pytest.mark.parametrize(("decision", "verdict"), [("deleted", "differs"), ("accepted", "true")])
def test_what_is_no_judgement_is_not_kept(filled, decision, verdict):
    with pytest.raises(UnreadableJudgement):
        judge(filled, **{**GIVEN, "verdict": verdict}, decision=decision, note="")

    assert judgements(filled) == ()


def test_a_note_is_cut_where_it_is_too_long(filled):
    judge(filled, **GIVEN, decision="accepted", note="x" * 10_000)

    assert len(judgements(filled)[0].note) == MOST_CHARS


def test_the_command_exports_them_as_json(filled, capsys, monkeypatch):
    judge(filled, **GIVEN, decision="accepted", note="ça va")
    monkeypatch.setattr("vectorstore.encoder.open_encoder", lambda *_, **__: filled._encoder)

    assert main(["check", "--judgements", "--json", "--archive", str(filled.folder)]) == 0

    assert json.loads(capsys.readouterr().out)[0]["note"] == "ça va"
