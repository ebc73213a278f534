"""The panel that tells which model writes, and has another one write, as HTML."""

from collections.abc import Iterable

from bot.models.open import KEY
from bot.models.providers import providers
from bot.page.markup import words
from bot.settings import Settings

NO_MODEL = "No chat model writes: answers are the articles’ own words, and nothing leaves this machine."


def fixed(on: str, why: str) -> str:
    """What is on, and why it can't be changed here."""
    return f'{_on(on)}<p class="hint">{words(why)}</p>'


def panel(on: str, settings: Settings, *, offered: Iterable[str]) -> str:
    """What is on, and the fields to change it; `offered` are the beginnings of names, and whole ones."""
    has_model = bool(settings.model)
    return (
        f'{_on(on)}<form id="model-form"><fieldset><legend>What writes the answers</legend>'
        f"{_kind('model-none', 'None: the articles’ own words', is_on=not has_model)}"
        f"{_kind('model-chat', 'A chat model, each of its sentences checked', is_on=has_model)}</fieldset>"
        f'<div class="fields">{_fields(settings, offered)}</div><div id="model-said" aria-live="polite"></div>'
        '<p class="deciding"><button type="submit" class="tool" id="model-use">Use</button>'
        '<span class="hint">until newsbot is stopped; nothing is stored</span></p></form>'
    )


def _fields(settings: Settings, offered: Iterable[str]) -> str:
    options = "".join(f'<option value="{words(one)}"></option>' for one in offered)
    keys = ", ".join(words(one.key) for one in providers().values() if one.key)
    return (
        '<label for="model-name">Model</label><input id="model-name" list="model-names" autocomplete="off" '
        f'spellcheck="false" placeholder="ollama:qwen3" value="{words(settings.model)}" '
        f'aria-describedby="model-name-hint"><datalist id="model-names">{options}</datalist>'
        '<p class="hint" id="model-name-hint"><code>ollama:</code>, <code>openai:</code> or <code>anthropic:</code> '
        "and a name, or <code>gguf:</code> and the path of a file; <code>newsbot model</code> lists some.</p>"
        '<label for="model-url">Address of another server that speaks as OpenAI’s does (optional)</label>'
        '<input id="model-url" inputmode="url" autocomplete="off" spellcheck="false" '
        f'placeholder="http://127.0.0.1:8080/v1" value="{words(settings.model_url)}">'
        f'<label class="choice"><input type="checkbox" id="model-second"{_checked(settings.second_opinion)}>'
        "<span>Second opinion: a verdict that the model doubts is lowered, none is raised</span></label>"
        f'<p class="hint">Keys come from the environment ({keys}; {KEY} for an address of your own). They are never '
        "asked for here, kept or shown.</p>"
    )


def asks(where: str) -> str:
    """What a reader has to agree to before text is sent off this machine."""
    return (
        '<p class="trouble">Text of your questions and of articles will be sent to '
        f"<strong>{words(where)}</strong>. Use it?</p>"
    )


def done() -> str:
    """That the choice holds."""
    return '<p class="done">In use from the next question on.</p>'


def _on(on: str) -> str:
    return f'<p id="model-on">{words(on)}</p>'


def _kind(name: str, label: str, *, is_on: bool) -> str:
    return (
        f'<label class="choice"><input type="radio" name="model-kind" id="{name}"{_checked(is_on)}>'
        f"<span>{words(label)}</span></label>"
    )


def _checked(is_on: bool) -> str:
    return " checked" if is_on else ""
