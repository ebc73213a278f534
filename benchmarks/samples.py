"""Ask the 40 questions over samples/: is the right place cited, and is what nobody says refused?

python benchmarks/samples.py [--verbose]
"""

import argparse
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bot.answer import Answer, Citation, Refusal
from bot.newsbot import NewsBot
from vectorstore.archive import Archive
from vectorstore.encoder import open_encoder

ROOT = Path(__file__).parent.parent
QUESTIONS = ROOT / "tests" / "sample_questions.json"


@dataclass(frozen=True, slots=True)
class Score:
    """How one question went."""

    question: str
    language: str
    answerable: bool
    refused: bool
    first_is_right: bool
    one_is_right: bool
    speaker_is_right: bool
    shown: str


def ask_all(bot: NewsBot, questions: list[dict[str, object]]) -> list[Score]:
    """Every question asked once."""
    return [_score(one, _last(bot, str(one["question"]))) for one in questions]


def _last(bot: NewsBot, question: str) -> Answer | Refusal:
    *_, last = bot.ask(question)
    return last


def _score(asked: dict[str, object], last: Answer | Refusal) -> Score:
    citations = last.citations if isinstance(last, Answer) else ()
    # A place that is only a text stands in the question's own file.
    places = [one if isinstance(one, dict) else {"file": asked["file"], "text": one} for one in asked["places"] or []]
    right = [any(_overlap(one, place) for place in places) for one in citations]
    wanted = asked.get("speaker")
    return Score(
        question=str(asked["question"]),
        language=str(asked["language"]),
        answerable=bool(asked["answerable"]),
        refused=isinstance(last, Refusal),
        first_is_right=bool(right and right[0]),
        one_is_right=any(right),
        speaker_is_right=any(
            ok and (not wanted or one.speaker == wanted) for ok, one in zip(right, citations, strict=True)
        ),
        shown=last.text,
    )


def _overlap(citation: Citation, place: dict[str, str]) -> bool:
    """Whether a quotation and a place share a run of 20 characters, or one holds the other."""
    quote, text = citation.quote, place["text"]
    if Path(place["file"]).name not in citation.listing.where:
        return False
    if quote in text or text in quote:
        return True
    return any(quote[i : i + 20] in text for i in range(max(1, len(quote) - 19)))


def main() -> None:
    """Print the figures, and with --verbose every question that went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--verbose", action="store_true")
    chosen = parser.parse_args()
    questions = json.loads(QUESTIONS.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        bot = NewsBot(Archive.open(Path(folder), open_encoder(), create=True))
        for _ in bot.add([str(ROOT / "samples")]):
            pass
        scores = ask_all(bot, questions)
    answerable = [one for one in scores if one.answerable]
    unanswerable = [one for one in scores if not one.answerable]
    print(f"{len(answerable)} answerable questions, {len(unanswerable)} unanswerable ones")
    print(f"right place cited first   {sum(one.first_is_right for one in answerable)}/{len(answerable)}")
    print(f"right place cited at all  {sum(one.one_is_right for one in answerable)}/{len(answerable)}")
    print(f"... and by the speaker    {sum(one.speaker_is_right for one in answerable)}/{len(answerable)}")
    print(f"refused though answerable {sum(one.refused for one in answerable)}/{len(answerable)}")
    print(f"rightly refused           {sum(one.refused for one in unanswerable)}/{len(unanswerable)}")
    for one in scores:
        wrong = not one.one_is_right if one.answerable else not one.refused
        if wrong and chosen.verbose:
            print(f"\n[{one.language}] {one.question}\n    {one.shown}")


if __name__ == "__main__":
    main()
