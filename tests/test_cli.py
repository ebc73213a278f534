"""The command, run as people run it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import main

ROOT = Path(__file__).parent.parent
STORY = """The lock at Marren stays shut

Ada Brook May 4, 2026

(Marren Gazette) - The lock at Marren will stay shut until June, the canal office said on Monday.

“We have found 14 cracks in the lower gate,” said the canal's engineer, Peter Voss. “Nobody was in danger.”
"""


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run the command on an archive of its own; gives the exit code, what was printed and what was said aside."""
    monkeypatch.setenv("NEWSBOT_ARCHIVE", str(tmp_path / "archive"))

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(list(arguments))
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "lock.txt"
    path.write_text(STORY, encoding="utf-8")
    return str(path)


def test_an_article_is_added_once_and_asked_about(run, story):
    added = json.loads(run("add", story, "--json")[1])
    again = json.loads(run("add", story, "--json")[1])
    code, printed, _ = run("ask", "What did Voss say about the cracks?", "--json")

    answer = json.loads(printed)
    assert (added["added"], again["added"], again["unchanged"], code) == (1, 0, 1, 0)
    assert set(answer) >= {
        "question", "language", "kind", "text", "claims", "citations", "refusal", "left_out", "seconds",
    }  # fmt: skip
    assert answer["kind"] == "answer"
    assert answer["citations"][0]["speaker"] == "Peter Voss"
    assert answer["citations"][0]["quote"].startswith("We have found 14 cracks")
    assert answer["citations"][0]["article_id"] == added["article_ids"][0]


def test_an_edited_file_replaces_the_article(run, story):
    first = json.loads(run("add", story, "--json")[1])
    Path(story).write_text(STORY.replace("14 cracks", "15 cracks"), encoding="utf-8")

    second = json.loads(run("add", story, "--json")[1])

    assert (second["replaced"], second["article_ids"]) == (1, first["article_ids"])
    assert "15 cracks" in run("show", first["article_ids"][0][:4])[1]


def test_the_list_show_and_remove_speak_of_the_same_article(run, story):
    [article_id] = json.loads(run("add", story, "--json")[1])["article_ids"]

    [listed] = json.loads(run("articles", "--json")[1])
    shown = json.loads(run("show", article_id, "--json")[1])
    removed = json.loads(run("remove", article_id, "--json")[1])

    assert {**listed, "text": shown["text"]} == shown
    assert (listed["byline"], listed["published"]) == ("Ada Brook", "2026-05-04")
    assert removed == {"removed": [article_id]}
    assert json.loads(run("articles", "--json")[1]) == []


def test_statements_are_narrowed_by_speaker_and_date(run, story):
    run("add", story)

    voss = json.loads(run("statements", "--speaker", "VOSS", "--json")[1])
    later = json.loads(run("statements", "--since", "2026-06-01", "--json")[1])

    assert {one["speaker"] for one in voss} == {"Peter Voss"}
    assert set(voss[0]) == {
        "speaker", "cue", "quotation", "kind", "via", "wording", "article_id", "start", "end", "published", "said",
        "language",
    }  # fmt: skip
    assert later == []


def test_a_summary_is_printed_with_its_marks(run, story):
    [article_id] = json.loads(run("add", story, "--json")[1])["article_ids"]

    summary = json.loads(run("summarize", article_id, "--sentences", "2", "--json")[1])

    assert [one["citations"] for one in summary["sentences"]] == [[1], [2]]
    assert summary["text"].count("[") == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ask", "What?"), "There is no archive in"),
        (("articles",), "There is no archive in"),
        (("add", "no-such-file.txt"), "There is no file or folder at no-such-file.txt"),
    ],
)
def test_an_error_is_one_plain_line_and_exit_2(run, arguments, said):
    code, printed, aside = run(*arguments)

    assert (code, printed, aside.count("\n")) == (2, "", 1)
    assert said in aside


def test_an_unknown_article_is_named_in_the_error(run, story):
    run("add", story)

    code, _, aside = run("show", "ffffffffffff")

    assert (code, "ffffffffffff" in aside) == (2, True)


def test_all_rejected_is_exit_2_and_each_reason_is_said(run, tmp_path):
    (tmp_path / "empty.txt").write_text(" ")

    code, printed, aside = run("add", str(tmp_path / "empty.txt"))

    assert code == 2
    assert "rejected 1" in printed
    assert "empty.txt" in aside


def test_a_file_whose_name_is_not_utf_8_is_added_with_the_rest_and_listed(run, tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    try:
        for name, text in (
            (b"\xe9cluse.txt", STORY),
            (b"\xe9cluse.jsonl", "no record"),
            (b"zoo.txt", f"{STORY} Again."),
        ):
            with open(os.path.join(os.fsencode(folder), name), "wb") as file:
                file.write(text.encode())
    except OSError as error:
        pytest.skip(f"This disk has no names that are not UTF-8: {error}")

    added = json.loads(run("add", str(folder), "--json")[1])
    again = json.loads(run("add", str(folder / os.fsdecode(b"\xe9cluse.txt")), "--json")[1])
    aside = run("add", str(folder))[2]
    listed = json.loads(run("articles", "--json")[1])

    assert (added["added"], again["unchanged"], len(listed)) == (2, 1, 2)
    assert [one["where"] for one in added["rejected"]] == [f"{folder}/\\xe9cluse.jsonl:1"]
    assert f"{folder}/\\xe9cluse.jsonl:1: not JSON" in aside


def test_in_a_pipe_there_is_json_alone_and_no_bar(tmp_path, story):
    env = {**os.environ, "NEWSBOT_ARCHIVE": str(tmp_path / "piped")}

    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "add", "-", "--json"],
        cwd=ROOT, env=env, input=STORY, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert json.loads(done.stdout)["added"] == 1
    assert done.stderr == ""


def test_control_characters_of_an_article_do_not_reach_the_terminal(run, tmp_path):
    path = tmp_path / "alarm.txt"
    path.write_text(STORY.replace("14 cracks", "14 \x1b[31mcracks\x07"), encoding="utf-8")
    run("add", str(path))

    _, printed, _ = run("ask", "What did Voss say about the cracks?")

    assert "\x1b" not in printed
    assert "\x07" not in printed
