"""What the page asks for of checking and of who said what, answered as HTML."""

from collections.abc import Iterator, Mapping

from bot.check.judgements import judge, judgements
from bot.check.report import Report
from bot.errors import BotError
from bot.output.check import judgements_json
from bot.page import articles, report, turns
from bot.page.opening import Opening
from bot.page.templates import render
from bot.reports.other_wordings import elsewhere
from bot.retrieve.by_speaker import statements
from ingest.errors import IngestError
from ingest.text.language import detect_language
from vectorstore.errors import VectorstoreError

MOST_ASKED = 200  # characters of a name or a topic
STEP = 1.03  # the whole report is sent each time it grows: beyond 33 sentences, several at once
TROUBLE = (BotError, IngestError, VectorstoreError)


class CheckingDesk:
    """Checks a text, keeps what readers made of the verdicts, and lists statements."""

    def __init__(self, opening: Opening) -> None:
        self._opening = opening
        self._last: tuple[int, str, Report] | None = None  # of which generation, the text and its report

    def check(self, text: str) -> Iterator[str]:
        """The report as it grows, sentence by sentence."""
        if not text.strip():
            yield turns.trouble("There is nothing to check yet. Paste a text first.")
            return
        while not self._opening.wait(0):
            yield turns.waiting(f"{self._opening.stage.line} The text is checked as soon as that is done.")
            self._opening.wait(0.5)
        try:
            bot = self._opening.ready()
            with bot.archive.reading():
                generation, is_empty = bot.archive.generation, not len(bot.archive)
            if is_empty:
                yield turns.trouble("There are no articles yet to compare the text with. Add some first.")
                return
            if self._last and self._last[:2] == (generation, text):
                yield report.report(self._last[2], judgements(bot.archive))
                return
            yield turns.waiting("Reading the text …")
            kept, shown = judgements(bot.archive), 0
            for checked in bot.check(text):
                if checked.is_whole or len(checked.sentences) >= STEP * shown:
                    shown = len(checked.sentences)
                    yield report.report(checked, kept)
                if checked.is_whole:
                    self._last = (generation, text, checked)
        except TROUBLE as error:
            yield turns.trouble(str(error))

    def judged(self, given: Mapping[str, str]) -> str:
        """Keep that a reader accepts or overrules a verdict."""
        try:
            made = judge(
                self._opening.ready().archive,
                text=str(given.get("text", "")),
                verdict=str(given.get("verdict", "")),
                reason=str(given.get("reason", "")),
                sources=tuple(str(given.get("places", "")).split()),
                decision=str(given.get("decision", "")),
                note=str(given.get("note", "")),
            )
        except (*TROUBLE, OSError) as error:
            return turns.trouble(str(error))
        return report.judged(made.decision)

    def judgements(self, _: object) -> str:
        """Everything readers made of verdicts, as JSON to be downloaded."""
        return judgements_json(judgements(self._opening.ready().archive))

    def said(self, given: Mapping[str, str]) -> str:
        """Who said what, narrowed to a speaker and a topic, the same words of other articles beside it."""
        speaker, about = (str(given.get(name) or "").strip()[:MOST_ASKED] for name in ("speaker", "about"))
        try:
            archive = self._opening.ready().archive
            language = detect_language(about) if about else "en"
            told = statements(archive, speaker=speaker or None, about=about or None, language=language)
            if not told and not speaker and not about:
                return render("statements", "nothing")
            shown = told[: articles.MOST_SAID]
            return articles.said(shown, elsewhere(archive, shown), count=len(told))
        except TROUBLE as error:
            return turns.trouble(str(error))
