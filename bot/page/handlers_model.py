"""Which model writes, as the page shows and changes it; only a page that no other machine can reach may change it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from os import environ

from bot.errors import BotError
from bot.models.open import KEY, NONE, open_model, writer_for
from bot.models.providers import providers
from bot.page import turns
from bot.page.opening import Opening
from bot.page.same_origin import HERE, is_own_origin
from bot.page.templates import render
from bot.settings import Settings

MOST_NAME, MOST_URL = 1_000, 2_000  # characters; a path is a name too
NO_MODEL = "No chat model writes: answers are the articles’ own words, and nothing leaves this machine."
ELSEWHERE = "The model is chosen on the command line where the page is served: newsbot chat --model …"

ModelNotice = dict[
    str, str
]  # what page_model.js takes: `said`, and `on` where it has changed or `agree` where it has to be


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader chose in the panel, and where they agreed that text is sent."""

    model: str
    url: str
    second_opinion: bool
    agreed: str


class ModelDesk:
    """Shows which model writes and has another one write; no key is ever asked for, kept or shown."""

    def __init__(self, opening: Opening, *, is_served_here: bool, env: Mapping[str, str] = environ) -> None:
        self._opening, self._is_served_here, self._env = opening, is_served_here, env

    def panel(self, _: object, headers: Mapping[str, str]) -> str:
        """What is on, and the fields to change it where it may be changed."""
        if not self._may_change(headers):
            return render("model", "fixed", on=self._on(), why=ELSEWHERE)
        settings = self._opening.settings
        found = [f"gguf:{path}" for path in sorted(settings.models.glob("*.gguf"))]
        return render(
            "model",
            "panel",
            on=self._on(),
            settings=settings,
            offered=(*found, *(f"{name}:" for name in providers())),
            keys=[one.key for one in providers().values() if one.key],
            own_key=KEY,
        )

    def use(self, given: object, headers: Mapping[str, str]) -> ModelNotice:
        """Have the chosen model write, once the reader has agreed to where text is sent, if it leaves this machine."""
        if not self._may_change(headers):
            return {"said": turns.trouble(ELSEWHERE)}
        choice = read_choice(given)
        if choice is None:
            return {"said": turns.trouble("Name a model, or choose none.")}
        try:
            return self._used(choice)
        except BotError as error:
            return {"said": turns.trouble(str(error))}

    def _used(self, choice: Choice) -> ModelNotice:
        settings = _settings(self._opening.settings, choice)
        # Opening sends nothing.
        opened = open_model(choice.model, url=settings.model_url, env=self._env, folder=settings.models)
        if opened and opened.leaves_the_machine and choice.agreed != opened.where:
            return {"said": render("model", "asks", where=opened.where), "agree": opened.where}
        self._opening.write_with(writer_for(opened, has_opinion=settings.second_opinion), settings)
        return {"said": render("model", "done"), "on": self._on()}

    def _on(self) -> str:
        """What writes, in a line."""
        bot = self._opening.bot
        if bot is None:
            return self._opening.trouble or self._opening.stage.line
        return f"{bot.writer.told}." if bot.writer.told else NO_MODEL

    def _may_change(self, headers: Mapping[str, str]) -> bool:
        """Whether the page asks itself, at this machine's own address: a tunnel or a proxy may show it to others."""
        return self._is_served_here and HERE.has(headers.get("host", "")) and is_own_origin(headers)


def read_choice(given: object) -> Choice | None:
    """What the panel's fields say; None of what names no model, or what no panel of ours could have sent.

    >>> read_choice({"model": " none "})
    Choice(model='none', url='', second_opinion=False, agreed='')
    >>> read_choice({"model": ""}), read_choice({"model": ["ollama:qwen3"]}), read_choice(None)
    (None, None, None)
    """
    if not isinstance(given, Mapping):
        return None
    texts = [_line(given.get(name, ""), most) for name, most in _LINES.items()]
    second = given.get("second_opinion", False)
    if not texts[0] or None in texts or not isinstance(second, bool):
        return None
    model, url, agreed = (text or "" for text in texts)
    return Choice(model, url, second, agreed)


_LINES = {"model": MOST_NAME, "url": MOST_URL, "agreed": MOST_URL}


def _line(given: object, most: int) -> str | None:
    """A field's line; None of what is no line, or longer than any."""
    if not isinstance(given, str) or len(given) > most or not given.isprintable():
        return None
    return given.strip()


def _settings(before: Settings, choice: Choice) -> Settings:
    if choice.model == NONE:
        return replace(before, model=None, model_url=None, second_opinion=False)
    return replace(before, model=choice.model, model_url=choice.url or None, second_opinion=choice.second_opinion)
