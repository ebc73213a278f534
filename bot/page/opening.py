"""Open the archive beside the page: the page answers at once, and tells how far the opening is."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

from bot.errors import BotError
from bot.settings import Settings
from ingest.article import Rejected
from ingest.errors import IngestError
from vectorstore.errors import VectorstoreError

if TYPE_CHECKING:
    from bot.newsbot import NewsBot
    from bot.writer import Writer

SAMPLES = Path(__file__).resolve().parents[2] / "samples"  # there in a clone; an installed package has none


@dataclass(frozen=True, slots=True)
class Stage:
    """How far the opening is, in a line, and as a share where that is known."""

    line: str
    share: float | None = None


Tell = Callable[[str], None]


class Opening:
    """A bot that is being opened in a thread of its own, and can be given another writer once it is open."""

    def __init__(
        self,
        settings: Settings,
        *,
        samples: Path = SAMPLES,
        open_bot: "Callable[[Settings, Tell], NewsBot] | None" = None,
    ) -> None:
        self.settings = settings
        self.stage = Stage("Opening the archive …")
        self.trouble: str | None = None  # why there will be no bot, fit to be shown
        self._samples, self._open_bot = samples, open_bot or _open
        self._bot: NewsBot | None = None
        self._is_over, self._changing = Event(), Lock()
        self._thread = Thread(target=self._run, name="opening", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wait(self, timeout_seconds: float) -> bool:
        """Whether it is over by then, with a bot or with trouble."""
        return self._is_over.wait(timeout_seconds)

    def ready(self) -> "NewsBot":
        """The bot; raises BotError with the reason, or with how far the opening is, where there is none."""
        if self._bot is None:
            raise BotError(self.trouble or self.stage.line)
        return self._bot

    @property
    def bot(self) -> "NewsBot | None":
        return self._bot

    def write_with(self, writer: "Writer", settings: Settings) -> None:
        """Have another writer, the one these settings ask for, write from the next question on; raises BotError.

        A question that is being answered goes on with the writer it began with.
        """
        with self._changing:
            self._bot = replace(self.ready(), writer=writer)
            self.settings = settings

    def _run(self) -> None:
        try:
            bot = self._open_bot(self.settings, self._tell)
            if self.settings.archive_is_default and self._samples.is_dir() and not len(bot.archive):
                _load(bot, self._samples, self._tell)
            self._tell("Getting ready for the first question …")
            _warm_up(bot)
            self._bot = bot
        except (BotError, IngestError, VectorstoreError) as error:
            self.trouble = str(error)
        except OSError as error:  # a full disk, a folder that is not ours
            self.trouble = f"newsbot can't open its files: {error}"
        finally:
            if self._bot is None and self.trouble is None:  # a bug: its traceback is in the terminal
                self.trouble = "The archive could not be opened. The terminal says why; start newsbot again after that."
            self._is_over.set()

    def _tell(self, line: str, share: float | None = None) -> None:
        self.stage = Stage(line, share)


def _open(settings: Settings, tell: Tell) -> "NewsBot":
    from bot.models.open import open_writer
    from bot.newsbot import NewsBot
    from bot.reader.open import open_reader
    from vectorstore.archive import Archive
    from vectorstore.encoder import open_encoder

    writer = open_writer(settings)
    tell("Preparing the encoder …")
    encoder = open_encoder(settings.encoder, cache=settings.cache, tell=tell)
    tell("Opening the archive …")
    archive = Archive.open(settings.archive, encoder, create=True)
    return NewsBot(archive, writer, open_reader(settings.reader, cache=settings.cache))


def _warm_up(bot: "NewsBot") -> None:
    """Do once what every question begins with, so that the first after a start is as fast as the third.

    What is read, of the models, the languages and the archive's index, stays in memory. No chat model is asked.
    """
    from bot.question.conversation import read_turn
    from vectorstore.filters import ANY
    from vectorstore.search import search

    if bot.reader:
        bot.reader.open()
    asked = read_turn(bot.archive, bot.writer, "What happened?", before=(), only=ANY, today=None).question
    search(bot.archive, asked.text, language=asked.language)


def _load(bot: "NewsBot", samples: Path, tell: Callable[[str, float | None], None]) -> None:
    """Add the samples, telling how many of how many are there; a file that can't be counted unread counts as one."""
    from ingest.read import count_articles

    tell("Loading the sample articles …", None)
    total = sum(count_articles(str(path)) or 1 for path in samples.iterdir() if path.is_file())
    added = (one for one in bot.add([str(samples)]) if not isinstance(one, Rejected))
    for number, _ in enumerate(added, 1):
        tell(f"Loading {number} of about {total} sample articles …", min(number / total, 1.0))
