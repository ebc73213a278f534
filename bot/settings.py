"""What can be set, read from the environment in one place; it builds nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the archive and the cache are, which encoder finds, who reads, and which chat model writes, if any."""

    archive: Path
    cache: Path
    encoder: str | None = None  # None is the bundled encoder
    reader: str | None = None  # None is the bundled reader, "none" is nobody
    archive_is_default: bool = False
    model: str | None = None  # as bot/models/open.py opens it; None is the writer that quotes and needs no model
    model_url: str | None = None  # of an OpenAI-compatible server
    second_opinion: bool = False  # whether the model's doubt may lower a verdict; it never raises one

    @property
    def models(self) -> Path:
        """The folder in which a model's GGUF file is found by its name."""
        return self.cache / "models"

    @staticmethod
    def from_env(
        env: Mapping[str, str],
        *,
        archive: str | None = None,
        encoder: str | None = None,
        reader: str | None = None,
        model: str | None = None,
        model_url: str | None = None,
        second_opinion: bool | None = None,
    ) -> "Settings":
        """What the command line says, else what the environment says, else the platform's folders."""
        from platformdirs import user_cache_path, user_data_path

        chosen = archive or env.get("NEWSBOT_ARCHIVE")
        return Settings(
            archive=Path(chosen).expanduser() if chosen else user_data_path("newsbot") / "archive",
            cache=Path(env["NEWSBOT_CACHE"]).expanduser() if env.get("NEWSBOT_CACHE") else user_cache_path("newsbot"),
            encoder=encoder or env.get("NEWSBOT_ENCODER") or None,
            reader=reader or env.get("NEWSBOT_READER") or None,
            archive_is_default=not chosen,
            model=model or env.get("NEWSBOT_MODEL") or None,
            model_url=model_url or env.get("NEWSBOT_MODEL_URL") or None,
            second_opinion=_is_yes(env.get("NEWSBOT_SECOND_OPINION", "")) if second_opinion is None else second_opinion,
        )


def _is_yes(written: str) -> bool:
    """Whether a variable says yes, in one of the ways people write it.

    >>> [_is_yes(written) for written in ("1", "Yes", "0", "")]
    [True, True, False, False]
    """
    return written.strip().casefold() in ("1", "yes", "true", "on")
