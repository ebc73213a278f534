"""What the README says is true today: its commands run, and print what it prints."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


# What the README leaves to the reader: a chat model. This one says always the same.
CHAIN = """
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage
model = GenericFakeChatModel(messages=iter([AIMessage("It depends on the flow.")]))
print(chain_of(model).invoke("When do the two countries share the water?").content)
"""


def blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", README, re.DOTALL)


def shell(command: str, archive: Path) -> str:
    env = {**os.environ, "NEWSBOT_ARCHIVE": str(archive), "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    done = subprocess.run(command, shell=True, cwd=ROOT, env=env, capture_output=True, text=True)
    return done.stdout + (done.stderr if done.returncode else "")


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """One archive for all of the README's commands, which build on each other."""
    return tmp_path_factory.mktemp("readme") / "archive"


def test_the_commands_print_what_the_readme_shows(archive):
    shown = "".join(blocks("console"))
    commands = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", shown, re.MULTILINE)

    assert len(commands) >= 3
    for command, printed in commands:
        assert (command, without_ids(shell(command, archive))) == (command, without_ids(printed))


def without_ids(printed: str) -> str:
    """An article's id is its path's, so it differs from checkout to checkout."""
    return re.sub(r"\b[0-9a-f]{12}\b", "0" * 12, printed)


def test_the_make_targets_are_there():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    for target in re.findall(r"^make (\w+)", "".join(blocks("sh")), re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_the_python_runs(tmp_path):
    program = "".join(blocks("python")) + CHAIN

    done = subprocess.run(
        [sys.executable, "-c", program.replace('["samples"]', repr([str(ROOT / "samples")]))],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert "Étienne Delorme" in done.stdout
    assert done.stdout.endswith("It depends on the flow.\n")


@pytest.mark.parametrize("link", re.findall(r"\]\((?!http)([^)#]+)\)", README))
def test_what_is_linked_is_there(link):
    assert (ROOT / link).exists()
