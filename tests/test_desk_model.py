"""The panel that has another model write: what it tells, what it refuses, and from where it may be used."""

import re
from dataclasses import replace
from importlib.util import find_spec

import pytest
from test_page_html import HOSTILE, Seen

from bot.newsbot import NewsBot
from bot.page.handlers_model import ELSEWHERE, MOST_NAME, NO_MODEL, ModelDesk
from bot.page.opening import Opening
from bot.settings import Settings
from bot.write.extractive import Extractive

has_openai = pytest.mark.skipif(find_spec("langchain_openai") is None, reason="needs the extra openai")

HERE = {"host": "127.0.0.1:7860", "origin": "http://127.0.0.1:7860"}
LOCAL = "http://127.0.0.1:9/v1"  # nothing listens there, and nothing is asked
AWAY = "https://models.example.org/v1"


@pytest.fixture
def opening(filled, tmp_path):
    opening = Opening(Settings(tmp_path, tmp_path), open_bot=lambda settings, tell: NewsBot(filled))
    opening.start()
    assert opening.wait(30)
    return opening


@pytest.fixture
def desk(opening):
    return ModelDesk(opening, is_served_here=True, env={"NEWSBOT_MODEL_KEY": "a-secret"})


def test_without_a_model_the_panel_says_that_nothing_leaves_the_machine(desk):
    shown = desk.panel(None, HERE)

    assert Seen(shown).text.startswith(NO_MODEL)
    assert 'id="model-none" checked' in shown


def test_the_providers_and_the_files_in_the_folder_of_models_are_offered(desk, tmp_path):
    fetched = tmp_path / "models" / "harbour.gguf"
    fetched.parent.mkdir()
    fetched.touch()

    shown = desk.panel(None, HERE)

    offered = re.findall(r'<option value="([^"]*)">', shown)
    assert offered == [f"gguf:{fetched}", "openai:", "anthropic:", "ollama:"]


@has_openai
def test_a_model_on_this_machine_is_used_at_once_and_says_so(desk, opening):
    told = desk.use({"model": "qwen3", "url": LOCAL, "second_opinion": True}, HERE)

    assert told["on"] == "Written by qwen3, checked here; nothing leaves this machine (127.0.0.1:9)."
    assert opening.settings == replace(
        Settings(opening.settings.archive, opening.settings.cache), model="qwen3", model_url=LOCAL, second_opinion=True
    )
    assert desk.use({"model": "none"}, HERE)["on"] == NO_MODEL
    assert isinstance(opening.ready().writer, Extractive)
    assert opening.settings.model_url is None


@has_openai
def test_nothing_is_used_that_sends_text_away_before_the_reader_agreed_to_where(desk, opening):
    chosen = {"model": "qwen3", "url": AWAY}

    asked = desk.use(chosen, HERE)
    wrong = desk.use({**chosen, "agreed": "api.openai.com"}, HERE)

    assert asked == wrong
    assert asked["agree"] == "models.example.org"
    assert "will be sent to models.example.org. Use it?" in Seen(asked["said"]).text
    assert isinstance(opening.ready().writer, Extractive)
    assert desk.use({**chosen, "agreed": asked["agree"]}, HERE)["on"].endswith("text is sent to models.example.org.")


@pytest.mark.parametrize(
    ("model", "said"),
    [
        ("openai:gpt-4o", "OPENAI_API_KEY"),
        ("gguf:/nowhere/model.gguf", "/nowhere/model.gguf can't be opened as a model: No such file"),
        ("gguf:~nobody-at-all/model.gguf", "No such file or directory"),
        ("carrier-pigeon:homing", "is not a model that can be opened"),
        ("", "Name a model, or choose none."),
        ("anthropic:claude", "ANTHROPIC_API_KEY"),
        pytest.param(
            "ollama:qwen3",
            "pip install 'newsbot[ollama]'",
            marks=pytest.mark.skipif(find_spec("langchain_ollama") is not None, reason="ollama is installed"),
        ),
    ],
)
def test_what_can_not_be_opened_is_one_plain_line_and_changes_nothing(desk, opening, model, said):
    told = desk.use({"model": model}, HERE)

    assert set(told) == {"said"}
    assert said in Seen(told["said"]).text
    assert opening.settings.model is None
    assert isinstance(opening.ready().writer, Extractive)


@pytest.mark.parametrize(
    "given",
    [
        None,
        [],
        "qwen3",
        {"model": 7, "url": LOCAL},
        {"model": ["qwen3"], "url": LOCAL},
        {"model": "q" * (MOST_NAME + 1), "url": LOCAL},
        {"model": "gguf:/etc\0/passwd"},
        {"model": "qwen3\ud800", "url": LOCAL},
        {"model": "qwen3", "url": {"a": 1}},
        {"model": "qwen3", "url": LOCAL, "second_opinion": "yes"},
        {"model": "qwen3", "url": LOCAL, "agreed": None},
    ],
)
def test_what_no_panel_of_ours_sends_changes_nothing(desk, opening, given):
    assert set(desk.use(given, HERE)) == {"said"}
    assert opening.settings.model is None


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "127.0.0.1:7860", "origin": "https://elsewhere.example"},
        {"host": "127.0.0.1:7860", "origin": "http://127.0.0.1:8000"},
        {"host": "127.0.0.1:7860", "origin": "null"},
        {"host": "127.0.0.1:7860"},
        {"host": "rebound.example:7860", "origin": "http://rebound.example:7860"},
        {"host": "[::1", "origin": "http://[::1"},
        {},
    ],
)
def test_another_site_in_the_same_browser_can_not_choose_the_model(desk, opening, headers):
    assert Seen(desk.use({"model": "qwen3", "url": LOCAL}, headers)["said"]).text == ELSEWHERE
    assert opening.settings.model is None


def test_a_page_that_others_can_reach_tells_what_is_on_and_changes_nothing(opening):
    desk = ModelDesk(opening, is_served_here=False, env={})

    assert Seen(desk.panel(None, HERE)).text == NO_MODEL + ELSEWHERE
    assert Seen(desk.use({"model": "none"}, HERE)["said"]).text == ELSEWHERE


@has_openai
def test_a_question_that_is_being_answered_goes_on_with_the_writer_it_began_with(desk, opening):
    began = opening.ready()
    desk.use({"model": "qwen3", "url": LOCAL}, HERE)

    assert isinstance(began.writer, Extractive)
    assert opening.ready().archive is began.archive
    assert opening.ready().writer.told.startswith("Written by qwen3")


def test_while_the_archive_is_being_opened_nothing_is_used(tmp_path):
    desk = ModelDesk(Opening(Settings(tmp_path, tmp_path)), is_served_here=True, env={})

    assert Seen(desk.use({"model": "none"}, HERE)["said"]).text == "Opening the archive …"


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_markup_that_was_typed_is_left_in_the_panel(desk, opening, hostile):
    opening.settings = replace(opening.settings, model=hostile, model_url=hostile)

    shown = desk.panel(None, HERE) + desk.use({"model": "gguf:" + hostile}, HERE)["said"]

    seen = Seen(shown)
    assert not {"script", "img", "svg", "a", "b"} & set(seen.tags)
    assert not [name for name, _ in seen.attributes if name.startswith("on") or name == "src"]


def test_no_key_is_ever_in_what_the_panel_says(desk):
    said = desk.panel(None, HERE) + repr(desk.use({"model": "qwen3", "url": AWAY}, HERE))
    said += repr(desk.use({"model": "qwen3", "url": AWAY, "agreed": "models.example.org"}, HERE))
    said += desk.panel(None, HERE)

    assert "a-secret" not in said


def test_a_second_opinion_is_asked_for_by_the_environment_and_the_command_line_has_the_last_word():
    env = {"NEWSBOT_SECOND_OPINION": "yes"}

    assert not Settings.from_env({}).second_opinion
    assert Settings.from_env(env).second_opinion
    assert not Settings.from_env(env, second_opinion=False).second_opinion
